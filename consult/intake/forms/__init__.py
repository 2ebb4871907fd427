"""What organisers fill in to bring a text in, and the words in which they read what is wrong with a file."""

from collections.abc import Mapping

from flask_babel import get_locale, gettext, ngettext
from flask_babel import lazy_gettext as _
from werkzeug.datastructures import FileStorage
from wtforms import BooleanField, FileField, Form, MultipleFileField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from consult.drafting.rules import read_image
from consult.intake.rules.anchors import Anchor, How
from consult.intake.rules.problems import Problem, Reason
from consult.intake.rules.sheets import RefusedRow
from consult.intake.service import ImportRefused
from consult.kernel.errors import Refused, msgid
from consult.localisation.rules.named import language_named

ACCEPTED = ".md,.markdown,.txt,.docx,.png,.jpg,.jpeg,.gif,.webp"
LONGEST_SHOWN = 80
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
    Reason.UNKNOWN_CLAUSE: msgid("No clause with this number changed in the draft: %(detail)s."),
    Reason.UNKNOWN_COMMENT: msgid("There is no comment with the number %(detail)s in this consultation."),
    Reason.SAME_CLAUSE: msgid("The clause is there more than once: %(detail)s."),
    Reason.BAD_CLASS: msgid("The class of a change is 1, 2, 3 or 4, not this: %(detail)s."),
    Reason.NO_DRAFTER: msgid("Say who drafted the change, in at most %(detail)s characters."),
    Reason.NO_REASON: msgid("Say why the clause was changed, in at most %(detail)s characters."),
    Reason.NO_SOURCE: msgid(
        "Name a source: a comment by its number, or “editorial”, “legal”, “translation” or “meeting” with a colon and a note. “%(detail)s” is none of these."
    ),
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
    Reason.NO_HEADER: msgid(
        "No row among the first 20 names the columns of a comment table. One names who comments (MB/NC or Organisation), another one the comments."
    ),
    Reason.NO_ROWS: msgid("There is no comment under the names of the columns."),
    Reason.NAMELESS_COLUMN: msgid("A column is filled here that has no name. Name it, or empty it."),
    Reason.NO_ORGANISATION: msgid("The row does not say who comments, in 1 to 200 readable characters."),
    Reason.NO_COMMENT: msgid("The row holds no comment."),
    Reason.COMMENT_TOO_LONG: msgid("A comment or a change has more than the %(detail)s characters that can be taken."),
    Reason.CELL_TOO_LONG: msgid("A cell beside the comment has more than the %(detail)s characters that can be taken."),
    Reason.TOO_MANY_ROWS: msgid("The table has more than the %(detail)s rows that can be taken. Divide it."),
    Reason.TOO_MANY_COLUMNS: msgid("The table has more than the %(detail)s columns that can be taken."),
    Reason.NOT_A_WORKBOOK: msgid("This is no workbook in the format XLSX, or it is damaged. Save it anew."),
    Reason.UNSAFE_WORKBOOK: msgid(
        "The workbook is not opened: it holds what no comment table needs and what can do harm (%(detail)s). Copy the table into a new workbook."
    ),
    Reason.TOO_SLOW: msgid(
        "Reading the workbook takes more than %(detail)s seconds or too much memory. Copy the table into a new workbook."
    ),
    Reason.ANSWERED: msgid("The comment is being answered, so it stays as it was. Send a new row instead."),
    Reason.WRITTEN_HERE: msgid("The comment was written on this site, so no sheet can change it."),
    Reason.TWICE: msgid("The row ID is there more than once."),
    Reason.NOT_OWN: msgid("The row ID belongs to a comment of another organisation."),
    Reason.NO_ALT_TEXT: msgid(
        "The image %(detail)s has no alternative text, which says what it shows to those who cannot see it. Write it between the brackets, as in ![What it shows](file.png), or in Word under “View Alt Text”."
    ),
    Reason.REMOTE_IMAGE: msgid(
        "The image %(detail)s lies elsewhere, and readers would be followed from there. Save it and give the file along with the text."
    ),
    Reason.MISSING_IMAGE: msgid("The image %(detail)s did not come along. Choose its file together with the text."),
    Reason.IMAGE_IN_WORDS: msgid(
        "The image %(detail)s stands among words. Give it a paragraph of its own, outside lists, tables and footnotes."
    ),
    Reason.NOT_AN_IMAGE: msgid("This is no image in the format PNG, JPEG, GIF or WebP. Save it in one of them."),
    Reason.IMAGE_TOO_LARGE: msgid("The image has more than the %(detail)s bytes that can be taken. Make it smaller."),
    Reason.TWO_IMAGES: msgid("Two different images have the same file name. Rename one of them."),
    Reason.NO_TEXT: msgid("These are images only. Give the text along with them."),
    Reason.NOT_A_DOCUMENT: msgid("This is no document in the format DOCX, or it is damaged. Save it anew."),
    Reason.UNSAFE_DOCUMENT: msgid(
        "The document is not opened: it holds what no text needs and what can do harm (%(detail)s). Copy the text into a new document."
    ),
    Reason.DOCUMENT_TOO_SLOW: msgid(
        "Reading the document takes more than %(detail)s seconds or too much memory. Copy the text into a new document."
    ),
    Reason.NO_PICTURE: msgid(
        "%(detail)s is drawn by the word processor and is no picture. Save it as a picture and put that in its place."
    ),
}
"""What to tell a reader for each reason; the detail is what stands in the file, in no language of ours."""


PLACED: Mapping[How, str] = {
    How.NUMBER: msgid("By its number: %(detail)s"),
    How.SURROUNDING: msgid("%(detail)s is not in this draft; this stands around it"),
    How.TITLE: msgid("By its title: %(detail)s"),
    How.LINE: msgid("By its lines: %(detail)s"),
    How.WHOLE: msgid("The row speaks of the whole draft"),
    How.OTHER_PUBLICATION: msgid("Another publication: %(detail)s"),
    How.NOT_THERE: msgid("Not found in this draft: %(detail)s"),
    How.UNCLEAR: msgid("More than one part has this title: %(detail)s"),
    How.NOTHING_SAID: msgid("The row does not say where it belongs"),
}
"""Why a comment of a sheet has the place it has; the detail is what stands in the row."""


class TextNeeded(Refused):
    """A draft is a text or a file."""

    code = "text-needed"
    status = 422
    sentence = msgid("Paste the text, or choose a file that holds it.")


class SheetNeeded(Refused):
    """A sheet comes as a file."""

    code = "sheet-needed"
    status = 422
    sentence = msgid("Choose the file that holds the comments.")


class LanguageRefused(Refused):
    """The language is given by its name or its tag."""

    code = "language-refused"
    status = 422
    sentence = msgid("Give the language by its name, as in English, or by its tag, as in pt-BR.")


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
    text = TextAreaField(_("The text"), render_kw={"rows": 12})
    file = MultipleFileField(_("Or files: the text, and the images that stand in it"), render_kw={"accept": ACCEPTED})


class TranslationForm(Form):
    """The text in a further language, and whether it can be relied on."""

    text = TextAreaField(_("The text"), render_kw={"rows": 8})
    file = MultipleFileField(_("Or files: the text, and the images that stand in it"), render_kw={"accept": ACCEPTED})
    reviewed = BooleanField(_("Someone who speaks both languages has reviewed it"))


class SheetForm(Form):
    """A sheet of comments, and the category of organisations whose rows name none."""

    file = FileField(_("The sheet"), render_kw={"accept": ".csv,.xlsx"})
    category = SelectField(_("Category of organisations whose rows name none"))


def read_sheet_file(form: SheetForm) -> tuple[str, bytes]:
    """Return the name and the content of the sheet that was chosen; refuse `sheet-needed` where there is none."""
    upload = form.file.data
    if not isinstance(upload, FileStorage) or not upload.filename:
        raise SheetNeeded(field="file")
    return upload.filename, upload.read()


def read_files(form: DraftForm | TranslationForm) -> tuple[str, list[tuple[str, bytes]]]:
    """Return the field that holds the text, and the text under its name with its images: files before what was pasted.

    Refuses `text-needed` where there is neither.
    """
    uploads = [each for each in form.file.data or () if isinstance(each, FileStorage) and each.filename]
    files = [(str(each.filename), each.read()) for each in uploads]
    if any(read_image(*file) is None for file in files):
        return "file", files
    pasted = (form.text.data or "").strip()
    if not pasted:
        raise TextNeeded(field="text")
    return "text", [(gettext("Pasted text"), pasted.encode()), *files]


def read_language(form: DraftForm) -> str:
    """Return the tag of the text's language in its usual spelling; refuse `language-refused`."""
    return known_language(form.language.data or "")


def known_language(typed: str) -> str:
    """Return the tag of a language in its usual spelling; refuse `language-refused` for what names none."""
    tag = language_named(typed, str(get_locale()))
    if tag is None:
        raise LanguageRefused(field="language")
    return tag


def show_problems(form: DraftForm | TranslationForm | SheetForm, field: str, refused: ImportRefused) -> int:
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


def why_refused(row: RefusedRow) -> str:
    """Return in the reader's language why a row of a sheet cannot be taken."""
    return str(gettext(REASONS[row.reason], detail=row.detail))


def why_there(anchor: Anchor) -> str:
    """Return in the reader's language why a comment of a sheet has the place it has."""
    return str(gettext(PLACED[anchor.how], detail=" ".join(anchor.detail.split())[:LONGEST_SHOWN]))


def _line(problem: Problem) -> str:
    reason = gettext(REASONS[problem.reason], detail=problem.detail)
    if problem.line is None:
        return f"{problem.file}: {reason}"
    if problem.near is not None:
        return _paragraph(problem, str(reason))
    return str(gettext("%(file)s, line %(line)s: %(reason)s", file=problem.file, line=problem.line, reason=reason))


def _paragraph(problem: Problem, reason: str) -> str:
    place = {"file": problem.file, "line": problem.line, "reason": reason}
    if not problem.near:
        return str(gettext("%(file)s, paragraph %(line)s: %(reason)s", **place))
    return str(gettext("%(file)s, paragraph %(line)s (“%(near)s”): %(reason)s", near=problem.near, **place))
