"""What is filled in about how far a draft has come, and about its symbol."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString
from wtforms import Form, RadioField, StringField
from wtforms.fields.choices import SelectChoice

from consult.drafting.rules.stages import SETTABLE, Reached
from consult.drafting.service import DraftView
from consult.web.words import word

MOST_DIGITS = 3


class StageForm(Form):
    """How far a draft has come, and the symbol under which it is cited."""

    stage = RadioField(
        _("How far has this draft come?"),
        choices=[SelectChoice(str(one), LazyString(word, f"stage_{one}")) for one in SETTABLE],
        validate_choice=False,
    )
    revision = StringField(_("Number of the revision"), render_kw={"inputmode": "numeric"})
    symbol = StringField(_("Symbol"))


def stage_form(draft: DraftView, typed: Mapping[str, str] | None = None, *, usual: Reached) -> StageForm:
    """Return the form with what was typed, or with what the draft has; the number proposed is the usual one."""
    if typed is not None:
        return StageForm(typed)
    number = draft.revision or usual.revision or 1
    return StageForm(data={"stage": draft.stage, "revision": str(number), "symbol": draft.symbol or ""})


def read_revision(form: StageForm) -> int | None:
    """Return the number that was typed, or None for anything that is none."""
    typed = (form.revision.data or "").strip()
    return int(typed) if typed.isdecimal() and len(typed) <= MOST_DIGITS else None
