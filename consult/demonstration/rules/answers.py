"""What becomes of each comment: proposed by one editor, approved by the other."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from consult.demonstration.rules.acts import Act, Approve, Comment, Matter, Propose
from consult.demonstration.rules.blocks import Blocks
from consult.demonstration.rules.draws import pick, share
from consult.demonstration.rules.timetable import LATEST, Timing

ARGUED = frozenset({Matter.RESERVATION, Matter.OBJECTION, Matter.PROPOSAL})
DECIDED, PROPOSED = 0.35, 0.5
"""In a round that is still being answered: up to which draw a comment is decided, and up to which one it is proposed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What becomes of a comment, why, and which one it repeats."""

    disposition: str
    reason: str
    repeats: str | None = None


def answers_to(
    timing: Timing,
    comments: Sequence[Comment],
    *,
    blocks: Mapping[str, Blocks],
    is_changed: Callable[[str], bool],
    words: Mapping[str, Any],
) -> list[Act]:
    """Return what the editors do: everything, where the round is published; else a part, some of it proposed only."""
    if timing.answers is None:
        return []
    begins = timedelta(days=timing.answers)
    ends = timedelta(days=timing.published - 0.5) if timing.published is not None else LATEST
    found: list[Act] = []
    for one in comments:
        drawn = share("decided", one.key)
        if timing.published is None and drawn > PROPOSED:
            continue
        answer = answer_to(one, blocks[one.clause], words, is_changed=is_changed(one.clause))
        at = begins + (ends - begins) * (0.05 + 0.7 * share("answer", one.key))
        found.append(
            Propose(
                at=at,
                comment=one.key,
                disposition=answer.disposition,
                reason=answer.reason,
                repeats=answer.repeats,
            )
        )
        if timing.published is not None or drawn < DECIDED:
            found.append(Approve(at=at + (ends - begins) * 0.2, comment=one.key))
    return found


def answer_to(one: Comment, blocks: Blocks, words: Mapping[str, Any], *, is_changed: bool) -> Answer:
    """Return what becomes of a comment: those who asked for a change are told whether the next draft makes it."""
    if one.matter in ARGUED:
        return _to_argument(one, blocks, is_changed=is_changed)
    if one.matter is Matter.LETTER:
        is_first = one.key == "letter/0"
        return Answer("moved_to_next_round", words["campaign"]) if is_first else _repeated(words)
    fixed = {
        Matter.FAULT: ("accepted", "fault"),
        Matter.HIDDEN: ("out_of_scope", "hidden"),
        Matter.QUESTION: ("answered", "question"),
        Matter.SUPPORT: ("noted", "agreed"),
        Matter.REPLY: ("noted", "reply"),
        Matter.PRACTICE: ("noted", "practice"),
        Matter.RISK: ("noted", "risk"),
    }
    disposition, name = fixed[one.matter]
    reasons = words[name]
    return Answer(disposition, reasons if isinstance(reasons, str) else pick(reasons, "reason", one.key))


def _to_argument(one: Comment, blocks: Blocks, *, is_changed: bool) -> Answer:
    if is_changed:
        return Answer("accepted" if one.matter is Matter.PROPOSAL else "accepted_in_part", blocks.taken)
    return Answer("noted" if one.matter is Matter.RESERVATION else "rejected", blocks.left)


def _repeated(words: Mapping[str, Any]) -> Answer:
    return Answer("duplicate_of", words["repeated"], repeats="letter/0")
