"""What an editor fills in on the way to the next draft: where a clause comes from, and what a change goes back to."""

import re
from collections.abc import Iterable

from flask_babel import lazy_gettext as _
from wtforms import Form, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from consult.drafting.rules.changes import CLASSES, LONGEST_DRAFTER, LONGEST_NOTE, LONGEST_REASON, SourceKind
from consult.drafting.service import Citation, MeetingView
from consult.front.service import CommentUnknown, Words
from consult.kernel.errors import msgid
from consult.web.words import word

_BETWEEN = re.compile(r"[\s,;،、#]+")
MOST_DIGITS = 9
NOTED = (SourceKind.EDITORIAL, SourceKind.LEGAL, SourceKind.TRANSLATION, SourceKind.MEETING)
"""Sources that a note says in words."""
MEANS = {
    "1": msgid("Only the mark-up changed: a link, a number, a mistyped letter."),
    "2": msgid("The words changed, and nobody can read anything else in them."),
    "3": msgid("It says something else than before, about what it was about already."),
    "4": msgid("It says something that the text did not speak of before."),
}
"""What each class of change means, beside its word in the form."""


class OriginForm(Form):
    """The clauses of another draft that a clause is linked to, by their numbers."""

    numbers = StringField(_("Numbers of the clauses"))


class ChangeForm(Form):
    """Who drafted a change, why, of what class it is, and what it goes back to."""

    drafter = StringField(_("Who drafted the new words?"), render_kw={"maxlength": LONGEST_DRAFTER})
    reason = TextAreaField(_("Why was it changed?"), render_kw={"rows": 3, "maxlength": LONGEST_REASON})
    change_class = RadioField(
        _("Of what class is the change?"),
        choices=[SelectChoice(str(one), str(one)) for one in CLASSES],
        validate_choice=False,
    )
    comments = StringField(_("Numbers of the comments and suggestions it goes back to"))
    meeting = SelectField(_("A meeting it goes back to"), validate_choice=False)
    note_kind = SelectField(_("Another source"), validate_choice=False)
    note = StringField(_("What that source is, in a few words"), render_kw={"maxlength": LONGEST_NOTE})


def change_form(form: ChangeForm, meetings: Iterable[MeetingView]) -> ChangeForm:
    """Return the form with the words of its choices in the reader's language."""
    form.change_class.choices = [SelectChoice(str(one), word(f"class_{one}")) for one in CLASSES]
    none = SelectChoice("", _("None"))
    form.meeting.choices = [none, *(SelectChoice(one.id, f"{one.held_on} – {one.title}") for one in meetings)]
    form.note_kind.choices = [none, *(SelectChoice(str(kind), word(f"source_{kind}")) for kind in NOTED)]
    return form


def given(citation: Citation | None, numbers: Iterable[int] = ()) -> dict[str, str]:
    """Return what the form holds of a change that says something of itself already; `numbers` are its comments'."""
    if citation is None:
        return {}
    noted = next((one for one in citation.sources if one.note), None)
    met = next((one.ref for one in citation.sources if one.kind is SourceKind.MEETING and one.ref), None)
    return {
        "drafter": citation.drafter,
        "reason": citation.reason,
        "change_class": str(citation.change_class),
        "comments": ", ".join(map(str, numbers)),
        "meeting": met or "",
        "note_kind": str(noted.kind) if noted else "",
        "note": noted.note if noted else "",
    }


def read_words(form: ChangeForm, picked: Iterable[str]) -> Words:
    """Return what was said of a change; `picked` are numbers of comments that were ticked. Refuses what is no number."""
    kind, note = form.note_kind.data or "", form.note.data or ""
    chosen = form.change_class.data or ""
    return Words(
        drafter=form.drafter.data or "",
        reason=form.reason.data or "",
        change_class=int(chosen) if chosen in {str(one) for one in CLASSES} else None,
        comments=[_number(one) for one in (*picked, *split_numbers(form.comments.data or ""))],
        meeting=form.meeting.data or None,
        notes=[(SourceKind(kind) if kind in set(NOTED) else SourceKind.EDITORIAL, note)] if note.strip() else [],
    )


def split_numbers(typed: str) -> list[str]:
    """Return the numbers that stand in a line, between commas or spaces.

    >>> split_numbers("1.2, 3.1;4")
    ['1.2', '3.1', '4']
    """
    return [one for one in _BETWEEN.split(typed) if one]


def _number(typed: str) -> int:
    if not typed.isdecimal() or len(typed) > MOST_DIGITS:
        raise CommentUnknown(field="comments", number=typed)
    return int(typed)
