"""What an editor fills in while the next draft is being written."""

from collections.abc import Iterable
from enum import StrEnum

from flask_babel import lazy_gettext as _
from wtforms import Form, HiddenField, RadioField, SelectField, StringField, TextAreaField

from consult.consultations.rules.naming import LONGEST_TITLE
from consult.drafting.rules import ClauseKind
from consult.drafting.rules.wording import LONGEST_HEADING
from consult.drafting.service import ClauseView
from consult.kernel.errors import Refused, msgid
from consult.web.words import word

INSERTED = (ClauseKind.CLAUSE, ClauseKind.PRINCIPLE)
"""What can be inserted: a clause, or a heading."""
FIRST = "first"
"""The value of the place before everything else."""
LONGEST_LABEL = 60
"""So much of a part's words names it in a list."""


class Begin(StrEnum):
    """How a next draft begins."""

    ASSEMBLED = "assembled"
    COPIED = "copied"
    IMPORTED = "imported"


class BeginningNeeded(Refused):
    """A draft begins in one of the ways that are offered."""

    code = "beginning-needed"
    status = 422
    sentence = msgid("Choose how the next draft begins.")


class PlaceNeeded(Refused):
    """A clause is moved or split somewhere."""

    code = "place-needed"
    status = 422
    sentence = msgid("Choose one of the places that are listed.")


class NextDraftForm(Form):
    """How the next draft begins, and what it is called."""

    begin = RadioField(_("How it begins"), validate_choice=False)
    title = StringField(_("Title of the draft"), render_kw={"maxlength": LONGEST_TITLE})


class TitleForm(Form):
    """What a draft is called; `seen` is the title that was read."""

    title = StringField(_("Title of the draft"), render_kw={"maxlength": LONGEST_TITLE})
    seen = HiddenField()


class WordsForm(Form):
    """What a part says; `seen` is the digest of what was read."""

    heading = StringField(_("Heading"), render_kw={"maxlength": LONGEST_HEADING})
    text = TextAreaField(_("Text"), render_kw={"rows": 10})
    seen = HiddenField()


class InsertForm(Form):
    """A new part; `uid` is its identity, so that sent twice it is there once."""

    kind = RadioField(_("What it is"), validate_choice=False)
    heading = StringField(_("Heading"), render_kw={"maxlength": LONGEST_HEADING})
    text = TextAreaField(_("Text"), render_kw={"rows": 8})
    uid = HiddenField()


class MoveForm(Form):
    """Where a part goes; `number` is the one under which it was read."""

    after = SelectField(_("Behind"), validate_choice=False)
    number = HiddenField()


class SplitForm(Form):
    """Where a clause is split; `seen` is the digest of what was read."""

    place = RadioField(_("The second clause begins with"), validate_choice=False)
    seen = HiddenField()


class SeenForm(Form):
    """A button that confirms something about what was read."""

    seen = HiddenField()
    seen_next = HiddenField()


def with_kinds(form: InsertForm) -> InsertForm:
    """Return the form with what can be inserted, in the reader's language."""
    form.kind.choices = [(str(kind), word(f"kind_{kind}")) for kind in INSERTED]
    return form


def with_places(form: MoveForm, places: Iterable[ClauseView], at_start: str) -> MoveForm:
    """Return the form with every part behind which another can stand; `at_start` names the beginning of the text."""
    form.after.choices = [(FIRST, at_start), *((one.uid, label_of(one)) for one in places)]
    return form


def label_of(clause: ClauseView) -> str:
    """Return the number of a part with its first words."""
    words = " ".join((clause.heading or clause.text).split())
    shown = words if len(words) <= LONGEST_LABEL else f"{words[:LONGEST_LABEL].rstrip()} …"
    return f"{clause.number} {shown}"


def read_kind(form: InsertForm) -> ClauseKind:
    """Return what is inserted: a clause unless a heading is chosen."""
    return ClauseKind.PRINCIPLE if form.kind.data == ClauseKind.PRINCIPLE else ClauseKind.CLAUSE


def read_place(form: SplitForm) -> int:
    """Return the place of the cut; refuse none."""
    typed = str(form.place.data or "")
    if not typed.isascii() or not typed.isdecimal() or len(typed) > 5:
        raise PlaceNeeded(field="place")
    return int(typed)


def read_after(form: MoveForm, known: Iterable[str]) -> str | None:
    """Return the part behind which another goes, None for the beginning; refuse what is not listed."""
    chosen = str(form.after.data or "")
    if chosen != FIRST and chosen not in set(known):
        raise PlaceNeeded(field="after")
    return None if chosen == FIRST else chosen
