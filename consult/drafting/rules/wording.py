"""What the words of a part may be: how long, and of which characters."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from consult.drafting.rules.parts import ClauseKind
from consult.drafting.rules.redline import SENTENCE_ENDS
from consult.drafting.rules.tokens import tokens_of

LONGEST_CLAUSE = 4000
LONGEST_TABLE = 20_000
LONGEST_HEADING = 500
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LINES = re.compile(r"[ \t]*\n(?:[ \t]*\n)*")
_SPACES = re.compile(r"\s+")


class Fault(StrEnum):
    """Why words cannot stand in a text."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    CONTROL_CHARACTER = "control_character"


@dataclass(frozen=True, slots=True)
class Words:
    """What a part says: its heading, and its text."""

    heading: str
    text: str


def tidied(words: Words) -> Words:
    """Return the words in Unicode's composed form with plain line ends, without space around them; a heading on one line."""
    return Words(_SPACES.sub(" ", _composed(words.heading)).strip(), _composed(words.text).strip())


def fault_of(words: Words, *, is_principle: bool, longest: int = LONGEST_CLAUSE) -> tuple[str, Fault] | None:
    """Return the field at fault and why, or None: a heading has up to 500 characters, a text up to 4,000, or `longest`.

    A principle needs a heading and has no text; every other part needs a text.
    """
    needed = ("heading", words.heading) if is_principle else ("text", words.text)
    if not needed[1]:
        return needed[0], Fault.EMPTY
    for field, said, most in (("heading", words.heading, LONGEST_HEADING), ("text", words.text, longest)):
        if CONTROL.search(said):
            return field, Fault.CONTROL_CHARACTER
        if len(said) > most:
            return field, Fault.TOO_LONG
    return None


def longest_of(kind: ClauseKind) -> int:
    """Return how many characters the text of a part may have: a table has its cells and the lines between them."""
    return LONGEST_TABLE if kind is ClauseKind.TABLE else LONGEST_CLAUSE


def cuts_of(text: str) -> list[int]:
    """Return where a text can be cut in two: before each line but the first, and before each further sentence.

    >>> cuts_of("One is one. Two is two.")
    [12]
    """
    found = {*_sentences(text), *(line.end() for line in _LINES.finditer(text))}
    return sorted(place for place in found if text[:place].strip() and text[place:].strip())


def cut(text: str, place: int) -> tuple[str, str]:
    """Return what stands before and after a place, each without space at its edges."""
    return text[:place].strip(), text[place:].strip()


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")


def _sentences(text: str) -> Iterator[int]:
    """Give where each token starts that follows the end of a sentence."""
    place, is_over = 0, False
    for token in tokens_of(text):
        if is_over and not token.isspace() and token not in SENTENCE_ENDS:
            yield place
            is_over = False
        is_over = token in SENTENCE_ENDS or (is_over and token.isspace())
        place += len(token)
