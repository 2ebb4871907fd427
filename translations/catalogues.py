"""Collect every sentence of the program into messages.pot, and bring each language's catalogue up to it.

What is translated stays, what is new waits untranslated, what nobody says any more goes. Nothing is guessed, and
neither dates nor places are written, so that two people who collect the same sentences get the same files.
"""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from consult.localisation.rules.languages import LANGUAGES
from consult.localisation.rules.plurals import HEADERS

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parent
TEMPLATE = FOLDER / "messages.pot"
KEYWORDS = DEFAULT_KEYWORDS | {
    "msgid": None,
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
    "lazy_pgettext": ((1, "c"), 2),
}
SOURCES = (("consult", "**.py", "python"), ("templates", "**", "jinja2"))
OPTIONS = {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
NOTE = "NOTE:"
HEADER = """# {title}
msgid ""
msgstr ""
"Project-Id-Version: consult\\n"
{more}"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def main() -> int:
    """Write the template and every catalogue, and say how much of each is translated."""
    template = collect()
    TEMPLATE.write_text(template_text(template), encoding="utf-8")
    print(f"{TEMPLATE.relative_to(ROOT)}: {len(template)} sentences")
    for language in LANGUAGES:
        if language.locale != "en":
            _bring_up(language.locale, template)
    return 0


def collect() -> Catalog:
    """Return every sentence that code and templates mark for translation."""
    found = Catalog(charset="utf-8")
    for folder, pattern, method in SOURCES:
        options = {pattern: OPTIONS} if method == "jinja2" else {}
        for _, _, sentence, comments, context in extract_from_dir(
            ROOT / folder, [(pattern, method)], options, KEYWORDS, (NOTE,), strip_comment_tags=True
        ):
            found.add(sentence, None, auto_comments=comments, context=context)
    return found


def template_text(template: Catalog) -> str:
    """Return the template as its file has it."""
    title = "The sentences of consult. Made by `make catalogues`; not edited by hand."
    return HEADER.format(title=title, more="") + _body(template)


def catalogue_text(locale: str, previous: str, template: Catalog) -> tuple[str, int]:
    """Return a language's catalogue brought up to the template, and how many sentences it still lacks."""
    header = HEADER.format(
        title=f"The sentences of consult in {locale}.",
        more=f'"Language: {locale}\\n"\n"Plural-Forms: {HEADERS[locale]}\\n"\n',
    )
    empty = header.encode()
    words = read_po(io.BytesIO(empty), locale=locale)
    for message in read_po(io.BytesIO(previous.encode() or empty), locale=locale):
        if message.id:
            words.add(message.id, message.string, flags=message.flags, context=message.context)
    words.update(template, no_fuzzy_matching=True)
    words.obsolete.clear()
    waiting = [message for message in words if message.id and not _is_translated(message.string)]
    return header + _body(words), len(waiting)


def _bring_up(locale: str, template: Catalog) -> None:
    path = FOLDER / locale / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    previous = path.read_text(encoding="utf-8") if path.exists() else ""
    text, lacking = catalogue_text(locale, previous, template)
    path.write_text(text, encoding="utf-8")
    print(f"{path.relative_to(ROOT)}: {lacking} sentences wait for a translation")


def _is_translated(string: object) -> bool:
    return all(string) and bool(string) if isinstance(string, tuple | list) else bool(string)


def _body(words: Catalog) -> str:
    buffer = io.BytesIO()
    write_po(buffer, words, width=100, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
    return buffer.getvalue().decode()


if __name__ == "__main__":
    sys.exit(main())
