"""What people suggest to change, who takes which side, and what becomes of it in the next draft."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from consult.demonstration.rules.acts import Act, Approve, Propose, Suggest, TakeSide
from consult.demonstration.rules.draws import in_drawn_order, share
from consult.demonstration.rules.speech import Said, read_said
from consult.demonstration.rules.timetable import Timing
from consult.demonstration.rules.voices import Voices

TAKEN_UP = frozenset({"accepted", "accepted_in_part"})
BEFORE_THE_DRAFT = 0.3
"""How many days before the next draft the last of the suggestions that it takes up is decided on."""


@dataclass(frozen=True, slots=True)
class Idea:
    """A suggestion as it was written for the demonstration, with the seat that makes it."""

    suggested: Suggest
    given: Mapping[str, Any]

    @property
    def key(self) -> str:
        """The name by which what follows refers to it."""
        return self.suggested.key


@dataclass(frozen=True, slots=True)
class Credit:
    """What a change of a draft goes back to: the suggestions that it takes up, and why the editors took them up."""

    ideas: tuple[str, ...]
    reasons: tuple[str, ...]


def credits_of(rows: Sequence[Mapping[str, Any]], number: int) -> dict[str, Credit]:
    """Return what each change of the draft after a round goes back to, by the clause that it makes or leaves out."""
    found: dict[str, Credit] = {}
    for place, row in enumerate(rows):
        if row.get("becomes") in TAKEN_UP:
            for clause in row.get("makes", [row["clause"]]):
                before = found.get(clause, Credit((), ()))
                key = key_of(number, row["clause"], place)
                found[clause] = Credit((*before.ideas, key), (*before.reasons, row["reason"]))
    return found


def key_of(number: int, clause: str, place: int) -> str:
    """Return the name by which acts refer to a suggestion of a round."""
    return f"{number}/{clause}/suggests/{place}"


def ideas_of(voices: Voices, rows: Sequence[Mapping[str, Any]]) -> list[Idea]:
    """Return the suggestions of a round, each made by a seat that it fits and that has not spoken on the clause."""
    return [Idea(_suggested(voices, row, place), row) for place, row in enumerate(rows)]


def sides_of(voices: Voices, ideas: Sequence[Idea]) -> list[TakeSide]:
    """Return who supports and who opposes each suggestion, as many as were written down."""
    return [side for idea in ideas for side in _sides(voices, idea)]


def decisions_on(timing: Timing, ideas: Sequence[Idea], next_draft: float | None) -> list[Act]:
    """Return what the editors decide on suggestions, before the draft that takes them up; nothing in an open round."""
    if timing.answers is None or next_draft is None:
        return []
    begins, ends = timedelta(days=timing.answers), timedelta(days=next_draft - BEFORE_THE_DRAFT)
    found: list[Act] = []
    for idea in ideas:
        if "becomes" not in idea.given:
            continue
        at = begins + (ends - begins) * (0.05 + 0.6 * share("decided", idea.key))
        found.append(
            Propose(
                at=at,
                comment=idea.key,
                disposition=idea.given["becomes"],
                reason=idea.given["reason"],
                taken=idea.given.get("taken", ""),
            )
        )
        found.append(Approve(at=at + (ends - begins) * 0.3, comment=idea.key))
    return found


def _suggested(voices: Voices, row: Mapping[str, Any], place: int) -> Suggest:
    clause, said = row["clause"], read_said(row["why"])
    seat = voices.speaker(clause, "reservation", said) or voices.speaker(clause, "any", said)
    seat = seat or _someone(voices, clause, said)
    return Suggest(
        at=voices.moment(seat, clause, "suggests"),
        key=key_of(voices.timing.number, clause, place),
        round=voices.timing.number,
        seat=seat,
        clause=clause,
        way=row.get("change", "passage" if "passage" in row else "whole"),
        wording=row.get("wording", ""),
        passage=row.get("passage", ""),
        why=voices.words(seat, said),
        attribution="named",
    )


def _someone(voices: Voices, clause: str, said: Said) -> str:
    """Return a seat that the words fit, though it has spoken on the clause already, or has not voted on it."""
    fitting = [key for key, seat in voices.seats.items() if said.fits(seat.category)]
    return in_drawn_order(fitting, "suggests", voices.timing.number, clause)[0]


def _sides(voices: Voices, idea: Idea) -> Iterator[TakeSide]:
    others = [seat for seat in voices.seats if seat != idea.suggested.seat]
    drawn = in_drawn_order(others, "takes a side", idea.key)
    supporters, opponents = drawn[: idea.given["support"]], drawn[idea.given["support"] :][: idea.given["oppose"]]
    moves = [position for position, times in idea.given.get("moves", {}).items() for _ in range(times)]
    for place, seat in enumerate([*supporters, *opponents]):
        is_for = place < len(supporters)
        waits = timedelta(hours=1 + 200 * share("takes a side at", idea.key, seat))
        yield TakeSide(
            at=min(idea.suggested.at + waits, voices.timing.ends),
            suggestion=idea.key,
            seat=seat,
            stance="support" if is_for else "oppose",
            moves_to=moves[place] if is_for and place < len(moves) else None,
        )
