"""What people fill in to vote."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import Form, HiddenField, RadioField
from wtforms.validators import InputRequired, Length, Optional

from consult.voting.rules import IMPORTANCE
from consult.voting.service import Paper
from consult.web.words import choices


class BallotForm(Form):
    """A position on a clause, or an answer to a statement."""

    position = RadioField(_("Your position"), validate_choice=False)
    importance = RadioField(
        _("How much does it matter to you?"), [Optional()], choices=choices(IMPORTANCE), validate_choice=False
    )
    key = HiddenField(validators=[InputRequired(), Length(min=8, max=64)])


def on_scale(form: BallotForm, scale: Sequence[str]) -> BallotForm:
    """Return the form with the words of the round's scale as its choices."""
    form.position.choices = choices(scale)
    return form


def paper_form(paper: Paper, key: str) -> BallotForm:
    """Return the form of a ballot paper, its current answer chosen unless that is stale; one key sends one vote."""
    saved = paper.saved if paper.saved and paper.saved.is_vote else None
    held = {"position": saved.position, "importance": str(saved.importance)} if saved else {}
    return on_scale(BallotForm(data={**held, "key": key}), paper.contract.scale)


def shown_on(paper: Paper, form: BallotForm) -> dict[str, object]:
    """Return what the template of a ballot reads, on whichever page it stands."""
    return {
        "one": paper.one,
        "contract": paper.contract,
        "item": paper.item,
        "seat": paper.seat,
        "saved": paper.saved,
        "since": paper.since,
        "next_item": paper.next_item,
        "asks_importance": paper.asks_importance,
        "form": form,
    }


def read_importance(form: BallotForm) -> int | None:
    """Return the importance given, -1 for what is none of the three, or None."""
    typed = form.importance.data
    if not typed:
        return None
    return int(typed) if typed in {str(one) for one in IMPORTANCE} else -1
