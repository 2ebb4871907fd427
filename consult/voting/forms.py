"""What people fill in to vote."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString
from wtforms import BooleanField, Form, HiddenField, RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from consult.rounds.rules.contract import Contract
from consult.voting.rules import IMPORTANCE
from consult.voting.service import LONGEST_REASON, UNSAID, Item, Paper
from consult.web.words import choices, word

MOST_DIGITS = 9
OPTION = "option-"
"""What the name of an option's field begins with, before its id."""


class BallotForm(Form):
    """A position on a clause, or an answer to a statement."""

    position = RadioField(_("Your position"), validate_choice=False)
    importance = RadioField(
        _("How much does it matter to you?"),
        [Optional()],
        choices=choices(IMPORTANCE, prefix="importance_"),
        validate_choice=False,
    )
    reason = TextAreaField(_("Why you rate it so"), [Optional()], render_kw={"rows": 3})
    key = HiddenField(validators=[InputRequired(), Length(min=8, max=64)])


def on_scale(form: BallotForm, scale: Sequence[str]) -> BallotForm:
    """Return the form with the words of the round's scale as its choices."""
    form.position.choices = choices(scale)
    return form


def paper_form(paper: Paper, key: str) -> BallotForm:
    """Return the form of a ballot paper, its current answer chosen unless that is stale; one key sends one vote.

    For someone who does not sign for the seat, what is drafted is chosen.
    """
    proposed = None if paper.signs else paper.proposal
    saved = proposed or (paper.saved if paper.saved and paper.saved.is_vote else None)
    held = {"position": saved.position, "importance": str(saved.importance)} if saved else {}
    return on_scale(BallotForm(data={**held, "reason": paper.reason, "key": key}), paper.contract.scale)


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
        "signs": paper.signs,
        "proposal": paper.proposal,
        "proposer": paper.proposer,
        "discarded": paper.discarded,
        "discarder": paper.discarder,
        "is_done": paper.is_done,
        "asks_importance": paper.asks_importance,
        "is_rating": paper.is_rating,
        "asks_reason": paper.asks_reason,
        "earlier": paper.earlier,
        "longest_reason": LONGEST_REASON,
        "form": form,
    }


class SignForm(Form):
    """Signing drafted votes: those ticked, the one whose button was pressed, or all that were shown."""

    key = HiddenField(validators=[InputRequired(), Length(min=8, max=64)])


class DiscardForm(Form):
    """Discarding a drafted vote, of which `seen` is the version that was read."""

    note = TextAreaField(_("Why it is discarded"), render_kw={"rows": 2})
    seen = HiddenField()


def chosen_drafts(sent: Mapping[str, str], ticked: Sequence[str]) -> tuple[list[str], dict[str, int]]:
    """Return the items whose drafts are signed, in the order shown, and the version of each that was read.

    Every draft that was shown comes along as `seen-<item>`.
    """
    seen = {
        name.removeprefix("seen-"): int(value)
        for name, value in sent.items()
        if name.startswith("seen-") and value.isdecimal() and len(value) < MOST_DIGITS
    }
    wanted = set(seen) if "all" in sent else {sent["only"]} if "only" in sent else set(ticked)
    return [item for item in seen if item in wanted], seen


def read_importance(form: BallotForm) -> int | None:
    """Return the importance given, -1 for what is none of the three, or None."""
    typed = form.importance.data
    if not typed:
        return None
    return int(typed) if typed in {str(one) for one in IMPORTANCE} else -1


def sheet_form(
    items: Sequence[Item],
    contract: Contract,
    sent: Any = None,  # noqa: ANN401 - what a request holds, or None
    *,
    data: Mapping[str, str] | None = None,
) -> Form:
    """Return the form on which a seat says something of each option: a word of the scale, or that it leaves it open.

    Where there is one word, as for approval, it is a box to tick.
    """
    words, said = [word for word in contract.scale if word != UNSAID], data or {}
    is_box = len(words) == 1
    fields = {f"{OPTION}{item.id}": _option_field(item, words) for item in items}
    kind = type(
        "SheetForm", (Form,), {**fields, "key": HiddenField(validators=[InputRequired(), Length(min=8, max=60)])}
    )
    given = {f"{OPTION}{item.id}": said.get(item.id, UNSAID) for item in items}
    held = {name: word in words for name, word in given.items()} if is_box else given
    found: Form = kind(sent, data={**held, "key": said.get("key", "")})
    return found


def read_sheet(form: Form, items: Sequence[Item], contract: Contract) -> dict[str, str]:
    """Return what the sheet says of each option."""
    words = [word for word in contract.scale if word != UNSAID]
    found = {item.id: form[f"{OPTION}{item.id}"].data for item in items}
    if len(words) == 1:
        return {item: words[0] if is_ticked else UNSAID for item, is_ticked in found.items()}
    return {item: said or UNSAID for item, said in found.items()}


def _option_field(item: Item, words: Sequence[str]) -> Any:  # noqa: ANN401 - a field before it is bound to a form
    if len(words) == 1:
        return BooleanField(item.text)
    offered = [SelectChoice(UNSAID, _("Left open")), *(SelectChoice(word, _said(word)) for word in words)]
    return SelectField(item.text, choices=offered, validate_choice=False, default=UNSAID)


def _said(answer: str) -> str | LazyString:
    return answer if answer.isdecimal() else LazyString(word, answer)
