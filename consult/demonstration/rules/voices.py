"""Who speaks: for every comment a seat that took the position from which it is written, if there is one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from consult.demonstration.rules.acts import Seat, Vote
from consult.demonstration.rules.draws import in_drawn_order, pick, share
from consult.demonstration.rules.speech import Said
from consult.demonstration.rules.timetable import Timing
from consult.participation.rules.seats import PERSON_CATEGORY

TAKERS = {
    "support": ("support", "can_live_with"),
    "reservation": ("reservation",),
    "object": ("object",),
    "any": ("support", "can_live_with", "reservation", "no_opinion", "object"),
}
"""Whose voice fits a stance: those who took one of these positions."""


@dataclass(slots=True)
class Voices:
    """The seats of one round by how they voted; nobody but an answerer speaks twice on one clause."""

    timing: Timing
    seats: Mapping[str, Seat]
    selves: Mapping[str, Sequence[str]]
    votes: Mapping[tuple[str, str], Vote]
    heard: set[tuple[str, str]] = field(default_factory=set)

    def takers(self, clause: str, stance: str) -> list[str]:
        """Return who took such a position on the clause and has not spoken on it, in the order in which they speak."""
        found = [
            seat
            for (seat, voted), vote in self.votes.items()
            if voted == clause and vote.position in TAKERS[stance] and (seat, clause) not in self.heard
        ]
        return in_drawn_order(found, "speaks", self.timing.number, clause, stance)

    def speaker(self, clause: str, stance: str, *said: Said) -> str | None:
        """Return who says these words next from this stance, or None where nobody does whom they fit."""
        for seat in self.takers(clause, stance):
            if all(one.fits(self.seats[seat].category) for one in said):
                self.heard.add((seat, clause))
                return seat
        return None

    def words(self, seat: str, said: Said) -> str:
        """Return words as the seat says them."""
        return said.by(self.seats[seat].category)

    def speaker_from(self, territories: Iterable[str], clause: str, stance: str) -> str:
        """Return a seat from one of the territories: one of that stance, else one that has not voted on the clause."""
        near = [seat.key for seat in self.seats.values() if seat.territory in set(territories)]
        free = [key for key in near if (key, clause) not in self.heard]
        fitting = set(self.takers(clause, stance))
        ranked = in_drawn_order(free, "speaks from", self.timing.number, clause)
        found = min(ranked, key=lambda key: (key not in fitting, (key, clause) in self.votes))
        self.heard.add((found, clause))
        return found

    def moment(self, seat: str, clause: str, *about: object) -> timedelta:
        """Return when the seat speaks: some time after its vote, or at any time of the round."""
        drawn = share("speaks at", self.timing.number, seat, clause, *about)
        vote = self.votes.get((seat, clause))
        if vote is None:
            return self.timing.moment(0.03 + 0.9 * drawn)
        return min(vote.at + timedelta(hours=0.3 + 30 * drawn), self.timing.ends)

    def of_oneself(self, seat: str) -> str:
        """Return what the seat says about itself, always the same."""
        one = self.seats[seat]
        return one.of_itself or pick(self.selves[one.category], "self", seat)

    def attribution(self, seat: str, *about: object) -> str:
        """Return how the seat is shown: organisations with their name, citizens as each of them chooses."""
        if self.seats[seat].category != PERSON_CATEGORY:
            return "named"
        drawn = share("attribution", seat, *about)
        return "unpublished" if drawn < 0.05 else "category_only" if drawn < 0.45 else "named"


def voices_of(
    timing: Timing, seats: Sequence[Seat], selves: Mapping[str, Sequence[str]], votes: Iterable[Any]
) -> Voices:
    """Return the voices of a round by the last vote of each seat on each clause."""
    present = {seat.key: seat for seat in seats if seat.joins < timedelta(days=timing.opens)}
    return Voices(timing, present, selves, {(vote.seat, vote.clause): vote for vote in votes})
