"""Votes put together as they are given: clause after clause in one sitting."""

from collections.abc import Sequence
from datetime import timedelta

from consult.demonstration.rules.acts import Act, Sitting, Vote

BREAK = timedelta(hours=1)
"""Who has not answered for so long begins another sitting."""


def in_sittings(acts: Sequence[Act]) -> list[Act]:
    """Return the acts, earliest first, with what one member of a seat votes without a break as the act of its last vote."""
    open_now: dict[tuple[int, str, int], list[Vote]] = {}
    sittings: list[list[Vote]] = []
    for vote in (act for act in acts if isinstance(act, Vote)):
        of = (vote.round, vote.seat, vote.member)
        if of not in open_now or vote.at - open_now[of][-1].at > BREAK:
            open_now[of] = []
            sittings.append(open_now[of])
        open_now[of].append(vote)
    others = [act for act in acts if not isinstance(act, Vote)]
    return sorted([*others, *(Sitting(at=votes[-1].at, votes=votes) for votes in sittings)], key=lambda act: act.at)
