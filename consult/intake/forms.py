"""What organisers fill in to bring a text in, and the words in which they read what is wrong with a file."""

from collections.abc import Mapping

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import FileStorage
from wtforms import FileField, Form, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from consult.intake.rules.problems import Problem, Reason
from consult.intake.service import ImportRefused
from consult.kernel.errors import Refused, msgid
from consult.localisation.rules.tags import normalise_tag

MOST_SHOWN = 10
"""Whoever puts ten things right imports again and is told what is left."""

REASONS: Mapping[Reason, str] = {
    Reason.MISSING_FILE: msgid("The file is missing."),
    Reason.EMPTY: msgid("The file is empty."),
    Reason.WRONG_ENCODING: msgid("This is not UTF-8. Save the file in that encoding."),
    Reason.CONTROL_CHARACTER: msgid("A control character stands here that no text needs: %(detail)s."),
    Reason.TOO_LARGE: msgid("This is larger than the %(detail)s bytes that can be taken."),
    Reason.TOO_MANY_LINES: msgid("The file has more than the %(detail)s lines that can be taken. Shorten the text."),
    Reason.NOT_GZIP: msgid("The file cannot be unpacked. It is no gzip file, or it is cut off."),
    Reason.WRONG_HEADER: msgid("A column is missing that such a file has: %(detail)s."),
    Reason.UNKNOWN_COLUMN: msgid("Such a file has no column of this name: %(detail)s."),
    Reason.DUPLICATE_COLUMN: msgid("The column is there more than once: %(detail)s."),
    Reason.RAGGED_ROW: msgid("The row has more or fewer columns than it should: %(detail)s."),
    Reason.BROKEN_QUOTES: msgid("The quotation marks from here on do not match."),
    Reason.BAD_NUMBER: msgid("This is not one of the numbers that may stand here: %(detail)s."),
    Reason.UNKNOWN_VOTE: msgid("This is none of the answers 1, 0 and -1: %(detail)s."),
    Reason.UNKNOWN_STATEMENT: msgid("There is no such statement: %(detail)s."),
    Reason.UNKNOWN_PARTICIPANT: msgid("There is no such participant: %(detail)s."),
    Reason.DUPLICATE_ID: msgid("The id is there more than once: %(detail)s."),
    Reason.DISAGREEING_FILES: msgid("Two files give different answers: %(detail)s."),
    Reason.NO_CLAUSE: msgid("The text has no clause: no paragraph and no list item."),
    Reason.TOO_LONG: msgid("This is too long for one clause or heading. Divide it."),
    Reason.TOO_DEEP: msgid("Headings or lists lie too deep in each other. Make the text flatter."),
    Reason.LONE_ID: msgid("The id stands alone: %(detail)s. Put it behind the text that it names."),
}
"""What to tell a reader for each reason; the detail is what stands in the file, in no language of ours."""


class TextNeeded(Refused):
    """A draft is a text or a file."""

    code = "text-needed"
    status = 422
    sentence = msgid("Paste the text, or choose a file that holds it.")


class LanguageRefused(Refused):
    """The language is named by its tag."""

    code = "language-refused"
    status = 422
    sentence = msgid("Name the language by its tag, as in en, zh-Hans, ar or pt-BR.")


class DraftForm(Form):
    """A draft as text or as a file, and what it is called."""

    title = StringField(
        _("Title"),
        [
            InputRequired(_("Give the text a title.")),
            Length(max=300, message=_("Give the text a title of at most 300 characters.")),
        ],
    )
    language = StringField(
        _("Language of the text"),
        [InputRequired(_("Say in which language the text is written."))],
        render_kw={"list": "languages"},
    )
    text = TextAreaField(_("The text, in Markdown"), render_kw={"rows": 12})
    file = FileField(_("Or a file with the text"), render_kw={"accept": ".md,.markdown,.txt"})


class CreateForm(DraftForm):
    """What a new consultation is called and what it is for, beside its first draft."""

    slug = StringField(_("Short name for its address"), [InputRequired(_("Give it a short name."))])
    purpose = TextAreaField(
        _("Purpose, in one or two sentences"),
        [Length(max=2000, message=_("Say the purpose in at most 2,000 characters."))],
        render_kw={"rows": 3},
    )


def read_files(form: DraftForm) -> tuple[str, list[tuple[str, bytes]]]:
    """Return the field that holds the text, and the text under its name: the file before what was pasted.

    Refuses `text-needed` where there is neither.
    """
    upload = form.file.data
    if isinstance(upload, FileStorage) and upload.filename:
        return "file", [(upload.filename, upload.read())]
    pasted = (form.text.data or "").strip()
    if not pasted:
        raise TextNeeded(field="text")
    return "text", [(gettext("Pasted text"), pasted.encode())]


def read_language(form: DraftForm) -> str:
    """Return the tag of the text's language in its usual spelling; refuse `language-refused`."""
    return known_language(form.language.data or "")


def known_language(typed: str) -> str:
    """Return the tag of a language in its usual spelling; refuse `language-refused` for what names none."""
    tag = normalise_tag(typed)
    if tag is None:
        raise LanguageRefused(field="language")
    return tag


def show_problems(form: DraftForm, field: str, refused: ImportRefused) -> int:
    """Put what is wrong with a text beside the field that holds it; return the status to answer with."""
    form[field].errors = [*form[field].errors, *problem_lines(refused)]
    return refused.status


def problem_lines(refused: ImportRefused) -> list[str]:
    """Return what is wrong in the reader's language, one line for each problem and one for those beyond ten."""
    lines = [_line(problem) for problem in refused.problems[:MOST_SHOWN]]
    left = len(refused.problems) - MOST_SHOWN
    if left > 0:
        lines.append(ngettext("One more problem was found.", "%(num)s more problems were found.", left))
    return lines


def _line(problem: Problem) -> str:
    reason = gettext(REASONS[problem.reason], detail=problem.detail)
    if problem.line is None:
        return f"{problem.file}: {reason}"
    return str(gettext("%(file)s, line %(line)s: %(reason)s", file=problem.file, line=problem.line, reason=reason))
