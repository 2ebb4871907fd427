"""Objections: who raises one, who signs it too, and step by step what becomes of it."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from consult.demonstration.rules.acts import Act, CoSign, Object, Seat, TakeStep, Vote
from consult.demonstration.rules.timetable import Timing

AGAINST = "object"
APART = timedelta(minutes=50)


def objections_of(
    timing: Timing, written: Sequence[Mapping[str, Any]], votes: Sequence[Vote], seats: Sequence[Seat]
) -> list[Act]:
    """Return the objections of a round with their steps; refuses one that no seat could raise with ValueError."""
    found: list[Act] = []
    for one in written:
        if one["round"] == timing.number:
            found += _objection(one, votes, seats)
    return found


def _objection(one: Mapping[str, Any], votes: Sequence[Vote], seats: Sequence[Seat]) -> list[Act]:
    key, at = f"{one['round']}/{one['clause']}/objects", timedelta(days=one["at"])
    objector, *others = _behind(one, at, votes, seats)
    raised = Object(
        at=at,
        key=key,
        round=one["round"],
        seat=objector,
        clause=one["clause"],
        harm=one["harm"],
        reason=one["reason"],
        proposed=one["proposed"],
    )
    signed = [
        CoSign(at=at + place * APART, objection=key, seat=seat)
        for place, seat in enumerate(others[: one.get("co_signers", 0)], start=1)
    ]
    return [raised, *signed, *(_step(key, each) for each in one.get("steps", ()))]


def _step(key: str, written: Mapping[str, Any]) -> TakeStep:
    return TakeStep(
        at=timedelta(days=written["at"]),
        objection=key,
        step=written["step"],
        words=written.get("words", ""),
        draft=written.get("draft"),
    )


def _behind(one: Mapping[str, Any], at: timedelta, votes: Sequence[Vote], seats: Sequence[Seat]) -> list[str]:
    """Return the verified seats of the category that were there at this moment and could object to the clause.

    First come those whose last vote on it objects, then those that do not vote on it at all.
    """
    there = [seat for seat in seats if seat.category == one["category"] and seat.is_verified and seat.joins < at]
    last: dict[str, str] = {}
    for vote in sorted(votes, key=lambda vote: (vote.at, vote.seat)):
        if vote.clause == one["clause"]:
            last[vote.seat] = vote.position
    against = [seat.key for seat in there if last.get(seat.key) == AGAINST]
    found = [*against, *(seat.key for seat in there if seat.key not in last)]
    if len(found) <= one.get("co_signers", 0):
        raise ValueError(f"too few seats object to {one['clause']} in round {one['round']}")
    return found
