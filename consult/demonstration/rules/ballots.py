"""How the seats vote: in each category so many take each position, those who lean towards the text before others."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from math import ceil
from typing import Any

from consult.demonstration.rules.acts import Seat, Vote
from consult.demonstration.rules.draws import apportion, in_drawn_order, pick, share
from consult.demonstration.rules.timetable import Timing
from consult.participation.rules.seats import PERSON_CATEGORY

POSITIONS = ("support", "can_live_with", "reservation", "no_opinion", "object")
"""The positions from those who lean towards a clause most to those who lean away from it."""
HEARD = {1: 12, 2: 8, 3: 4}
"""How many counting seats of each category answer a clause at most, in each round."""
MORE_CITIZENS = 4
SILENT = 4
"""How many of them it is at most that leave a clause out."""
HEARD_UNVERIFIED = 1
SECOND_THOUGHTS = 0.02


def votes_of(timing: Timing, clauses: Sequence[str], seats: Sequence[Seat], votes: Mapping[str, Any]) -> list[Vote]:
    """Return every vote of a round: seat by seat in sittings, with some second thoughts of delegations.

    In a round that is still open, many have answered only the first part of the text.
    """
    chosen = votes[f"round{timing.number}"]
    taken: dict[str, list[tuple[str, str]]] = {}
    for clause in clauses:
        for seat, position in positions_on(timing, clause, seats, chosen[clause], votes["profiles"]).items():
            taken.setdefault(seat, []).append((clause, position))
    by_key = {seat.key: seat for seat in seats}
    return [vote for key, answers in taken.items() for vote in _sitting(timing, by_key[key], answers)]


def positions_on(
    timing: Timing,
    clause: str,
    seats: Sequence[Seat],
    chosen: Mapping[str, Any],
    profiles: Mapping[str, Sequence[int]],
) -> dict[str, str]:
    """Return the position that each seat which answers takes on a clause."""
    present = [seat for seat in seats if seat.joins < timedelta(days=timing.opens)]
    positions: dict[str, str] = {}
    for category in dict.fromkeys(seat.category for seat in seats):
        profile = profiles[chosen.get(category, chosen["all"])]
        few = chosen.get("few", {}).get(category)
        for voters in _voters(timing.number, clause, [seat for seat in present if seat.category == category], few):
            counted = apportion(profile, len(voters))
            words = [word for word, times in zip(POSITIONS, counted, strict=True) for _ in range(times)]
            positions |= dict(zip(voters, words, strict=True))
    return positions


def _voters(number: int, clause: str, seats: Sequence[Seat], few: int | None) -> Iterator[list[str]]:
    """Give those whose vote counts, then those whose does not yet, each from the most favourable on."""
    heard = HEARD[number] + MORE_CITIZENS * any(seat.category == PERSON_CATEGORY for seat in seats)
    answer = heard - int(min(SILENT, heard / 2) * share("silent", number, clause, seats[0].category))
    for is_verified, most in ((True, answer if few is None else few), (False, HEARD_UNVERIFIED)):
        keys = [seat.key for seat in seats if seat.is_verified is is_verified]
        active = in_drawn_order(keys, "takes part", number)[: ceil(1.3 * heard)]
        answering = in_drawn_order(active, "answers", number, clause)[:most]
        yield sorted(answering, key=lambda key: -_favour(key, clause))


def _favour(key: str, clause: str) -> float:
    return 0.55 * share("temper", key) + 0.45 * share("temper", key, clause)


def _sitting(timing: Timing, seat: Seat, answers: Sequence[tuple[str, str]]) -> Iterator[Vote]:
    begins = timing.moment(0.02 + 0.9 * share("sitting", timing.number, seat.key))
    part = 1.0 if timing.answers is not None else 0.3 + 0.7 * share("so far", seat.key)
    for place, (clause, position) in enumerate(answers[: ceil(part * len(answers))]):
        about = (timing.number, seat.key, clause)
        member = int(share("member", *about) * len(seat.members))
        is_citizen = seat.category == PERSON_CATEGORY
        vote = Vote(
            at=begins + timedelta(seconds=40 * place),
            round=timing.number,
            seat=seat.key,
            member=member,
            clause=clause,
            position=position,
            importance=pick((None, 1, 2, 2), "importance", *about) if is_citizen else None,
            lang=seat.locale,
        )
        if member and share("second thoughts", *about) < SECOND_THOUGHTS * len(seat.members):
            yield _first_thought(vote)
        yield vote


def _first_thought(vote: Vote) -> Vote:
    """Return what the first member of the delegation had cast some hours before."""
    other = "object" if vote.position == "reservation" else "reservation"
    return replace(vote, at=vote.at - timedelta(hours=4), member=0, position=other, importance=None)
