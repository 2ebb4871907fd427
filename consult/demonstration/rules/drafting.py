"""What waits for a signature: in one delegation a member drafts, and whoever enters as its delegate signs."""

from collections.abc import Sequence
from datetime import timedelta

from consult.demonstration.rules.acts import Act, Draft, MakeDrafter, Seat, Vote
from consult.demonstration.rules.draws import pick
from consult.demonstration.rules.timetable import LATEST, Timing

DRAFTED = 3
"""On how many clauses that the delegation has not voted on a vote is drafted."""
POSITIONS = ("support", "can_live_with", "reservation")


def drafting(timing: Timing, seat: Seat, clauses: Sequence[str], votes: Sequence[Vote]) -> list[Act]:
    """Return how the delegation's last member becomes a drafter once they have voted in the open round, and drafts."""
    member = len(seat.members) - 1
    said = {vote.clause for vote in votes if (vote.round, vote.seat) == (timing.number, seat.key)}
    left = [clause for clause in clauses if clause not in said][:DRAFTED]
    at = LATEST - timedelta(minutes=10)
    drafted = [
        Vote(
            at=at,
            round=timing.number,
            seat=seat.key,
            member=member,
            clause=clause,
            position=pick(POSITIONS, "drafted", seat.key, clause),
            importance=None,
            lang=seat.locale,
        )
        for clause in left
    ]
    return [
        MakeDrafter(at=LATEST - timedelta(minutes=20), seat=seat.key, member=member),
        Draft(at=at, votes=tuple(drafted)),
    ]
