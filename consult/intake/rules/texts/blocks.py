"""Parts of a text that have no number yet, and where each was found."""

from dataclasses import dataclass

from consult.drafting.rules import ClauseKind
from consult.drafting.rules.numbering import Place


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something was found: the file, and the line; in a document the paragraph, and how it begins."""

    file: str
    line: int
    near: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A part without its number; `source` counts the files."""

    source: int
    spot: Spot
    kind: ClauseKind
    place: Place
    heading: str
    text: str
    hint: str | None
