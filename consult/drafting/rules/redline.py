"""A redline: what one text keeps of another, what it removes, and what it adds."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple

from rapidfuzz.distance import Indel

from consult.drafting.rules.tokens import characters_of, is_word, tokens_of

FEW_WORDS = 3
"""Changes with fewer words than this between them are one change (look: "merge changes closer than three words")."""
SHORT_ISLAND = 6
"""An island of up to this many words drowns in a sentence that was rewritten on both sides of it."""
LONGEST_OPENING = 24
"""More characters than this fit no narrow column beside a label."""
SENTENCE_ENDS = frozenset(".!?;:…。！？；：؟؛۔।॥။។።")

_LINE_END = re.compile(r"(?<![\r\n])(?=[\r\n]\s*\S)")


class PieceKind(StrEnum):
    """What became of a piece of text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with one fate."""

    kind: PieceKind
    text: str

    @property
    def lead(self) -> str:
        """The space before the first word."""
        return self.text[: len(self.text) - len(self.text.lstrip())]

    @property
    def opening(self) -> str:
        """What a label is bound to: the piece from its first sign to the end of its first word, a long one in part."""
        tokens = tokens_of(self.text.lstrip())
        end = next((place + 1 for place, token in enumerate(tokens) if is_word(token)), len(tokens))
        return "".join(characters_of("".join(tokens[:end]))[:LONGEST_OPENING])

    @property
    def rest(self) -> str:
        """The piece after its opening."""
        return self.text[len(self.lead) + len(self.opening) :]


class _Run(NamedTuple):
    """Tokens `start` to `end` of the old text and `new_start` to `new_end` of the new one, the same or changed."""

    is_kept: bool
    start: int
    end: int
    new_start: int
    new_end: int


class _Words(NamedTuple):
    """How many words stand before each token, in the old text and in the new one."""

    old: Sequence[int]
    new: Sequence[int]

    def of(self, run: _Run) -> int:
        """Return how many words a run has, in the text where it has more."""
        return max(self.old[run.end] - self.old[run.start], self.new[run.new_end] - self.new[run.new_start])


def redline(old: str, new: str) -> tuple[Piece, ...]:
    """Return the pieces that make the new text of the old one, in reading order, what is removed before what is added.

    Tokens are aligned by their longest common subsequence (`Indel.opcodes` of rapidfuzz, after Hyyrö 2004), so a
    changed word is shown whole. Then what would read as confetti is put together: changes with fewer than three words
    between them, and, after Fraser's semantic clean-up (Diff Strategies, 2006), changes around an island of at most
    six words of one sentence that is no longer than either. Nothing is put together across a line end.

    >>> [(str(piece.kind), piece.text) for piece in redline("Stop the red clock now.", "Stop the blue clock now.")]
    [('kept', 'Stop the '), ('removed', 'red'), ('added', 'blue'), ('kept', ' clock now.')]
    """
    before, after = tokens_of(old), tokens_of(new)
    runs = _slid(_aligned(before, after), before, after)
    words = _Words(_counted(before), _counted(after))
    return tuple(
        Piece(kind, text) for run in _gathered(runs, before, words) for kind, text in _told(run, before, after) if text
    )


def old_of(pieces: Iterable[Piece]) -> str:
    """Return the old text of a redline, exactly."""
    return "".join(piece.text for piece in pieces if piece.kind is not PieceKind.ADDED)


def new_of(pieces: Iterable[Piece]) -> str:
    """Return the new text of a redline, exactly."""
    return "".join(piece.text for piece in pieces if piece.kind is not PieceKind.REMOVED)


def _aligned(before: Sequence[str], after: Sequence[str]) -> list[_Run]:
    """Return runs that are kept and changed in turn, each text wholly covered."""
    number: dict[str, int] = {}  # equal numbers are equal tokens, where equal hashes might not be
    first, second = ([number.setdefault(token, len(number)) for token in tokens] for tokens in (before, after))
    runs: list[_Run] = []
    for step in Indel.opcodes(first, second):
        run = _Run(step.tag == "equal", step.src_start, step.src_end, step.dest_start, step.dest_end)
        if runs and not run.is_kept and not runs[-1].is_kept:
            run = _joined(runs.pop(), run)
        runs.append(run)
    return runs


def _slid(runs: list[_Run], before: Sequence[str], after: Sequence[str]) -> list[_Run]:
    """Return the runs, what is only added or only removed slid to where a reader would cut: at a sentence or a word."""
    for place in range(1, len(runs) - 1):
        left, run, right = runs[place - 1 : place + 2]
        if run.is_kept or (run.start < run.end and run.new_start < run.new_end):
            continue
        # What stands between two changes does not vanish: they would be one change then.
        back, on = left.end - left.start - (place > 1), right.end - right.start - (place < len(runs) - 2)
        if run.start < run.end:
            by = _best_slide(before, run.start, run.end, back, on)
        else:
            by = _best_slide(after, run.new_start, run.new_end, back, on)
        runs[place - 1] = left._replace(end=left.end + by, new_end=left.new_end + by)
        runs[place] = _Run(run.is_kept, *(edge + by for edge in run[1:]))
        runs[place + 1] = right._replace(start=right.start + by, new_start=right.new_start + by)
    return [run for run in runs if run.start < run.end or run.new_start < run.new_end]


def _best_slide(tokens: Sequence[str], start: int, end: int, back: int, on: int) -> int:
    """Return by how many tokens, at most `back` to the left or `on` to the right, the same change reads best."""
    low = high = 0
    while low < back and tokens[start - low - 1] == tokens[end - low - 1]:
        low += 1
    while high < on and tokens[start + high] == tokens[end + high]:
        high += 1
    return max(range(-low, high + 1), key=lambda by: (_cut(tokens, start + by) + _cut(tokens, end + by), -abs(by)))


def _cut(tokens: Sequence[str], place: int) -> int:
    """Return how well a text can be cut before this place: 3 at a line, 2 at a sentence, 1 at a word."""
    if place in {0, len(tokens)} or "\n" in tokens[place - 1]:
        return 3
    if tokens[place - 1] in SENTENCE_ENDS and not tokens[place].isspace():
        return 2
    if not tokens[place - 1].isspace():
        return 0
    return 2 if place > 1 and tokens[place - 2] in SENTENCE_ENDS else 1


def _gathered(runs: Iterable[_Run], before: Sequence[str], words: _Words) -> list[_Run]:
    """Return the runs, changes put together that an island of kept text hardly parts."""
    done: list[_Run] = []
    for run in runs:
        last = run
        while len(done) > 1 and not last.is_kept and _is_drowned(done[-2], done[-1], last, before, words):
            done.pop()
            last = _joined(done.pop(), last)
        done.append(last)
    return done


def _joined(first: _Run, last: _Run) -> _Run:
    """Return one change that reaches from the start of the first to the end of the last."""
    return first._replace(end=last.end, new_end=last.new_end)


def _is_drowned(first: _Run, island: _Run, last: _Run, before: Sequence[str], words: _Words) -> bool:
    inside = before[island.start : island.end]
    if any("\n" in token for token in inside):
        return False
    size = words.of(island)
    if size < FEW_WORDS:
        return True
    is_short = size <= min(SHORT_ISLAND, words.of(first), words.of(last))
    return is_short and SENTENCE_ENDS.isdisjoint(inside)


def _counted(tokens: Iterable[str]) -> list[int]:
    return list(accumulate(map(is_word, tokens), initial=0))


def _told(run: _Run, before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[PieceKind, str]]:
    """Give the texts of a run; of what changed, each line is a piece of its own, so that it has its own label."""
    old, new = "".join(before[run.start : run.end]), "".join(after[run.new_start : run.new_end])
    if run.is_kept:
        yield PieceKind.KEPT, old
    else:
        yield from ((PieceKind.REMOVED, line) for line in _LINE_END.split(old))
        yield from ((PieceKind.ADDED, line) for line in _LINE_END.split(new))
