"""What is filled in when a clause is negotiated: alternatives with their proposers, and what is agreed."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Form, HiddenField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice

from consult.drafting.service import Negotiation

MOST_DIGITS = 9
AS_IT_STANDS = ""


class AlternativeForm(Form):
    """Other words for a clause or a passage of it, and who proposes them."""

    passage = TextAreaField(_("Words of the clause that stand in brackets"), render_kw={"rows": 2})
    wording = TextAreaField(_("What would stand there instead"), render_kw={"rows": 4})
    proposers = TextAreaField(_("Who proposes this"), render_kw={"rows": 3})


class AgreeForm(Form):
    """What is agreed ad referendum: the words as they stand, or an alternative; `seen` counts the moves that were read."""

    on = RadioField(_("On which words is it agreed?"), validate_choice=False)
    seen = HiddenField()


class CloseForm(Form):
    """The button that closes the negotiation of a clause; `seen` counts the moves that were read."""

    seen = HiddenField()


class ReopenForm(Form):
    """Why a clause is taken up again; `seen` counts the moves that were read."""

    reason = TextAreaField(_("Reason, published with it"), render_kw={"rows": 3})
    seen = HiddenField()


def agree_form(found: Negotiation, form: AgreeForm | None = None) -> AgreeForm:
    """Return the form with a choice for the words as they stand and for each alternative that stands beside them."""
    shown = form or AgreeForm(data={"on": AS_IT_STANDS, "seen": found.version})
    shown.on.choices = [
        SelectChoice(AS_IT_STANDS, gettext("The words as they stand")),
        *(SelectChoice(one.id, gettext("Alternative %(letter)s", letter=one.letter)) for one in found.standing),
    ]
    return shown


def read_seen(form: AgreeForm | CloseForm | ReopenForm) -> int:
    """Return how many moves were read, -1 for anything that is no number."""
    typed = (form.seen.data or "").strip()
    return int(typed) if typed.isdecimal() and len(typed) <= MOST_DIGITS else -1
