"""Whether new accounts crowd on one side of a clause: a flag for a person, for a campaign may bring real newcomers."""

from dataclasses import dataclass
from fractions import Fraction

from consult.moderation.rules.signals.tails import hypergeometric_upper


@dataclass(frozen=True, slots=True)
class Newcomers:
    """How many new accounts were to be expected on a side, and how likely as many or more are by chance."""

    expected: Fraction | None
    p_upper: float | None


def newcomers_among(found: int, side: int, new: int, electorate: int) -> Newcomers:
    """Return how unusual it is that `found` of the `side` who voted so are among the `new` accounts of the electorate.

    expected = side · new / electorate; p = P[X >= found] for the hypergeometric distribution. Both None without an
    electorate. Refuses counts that cannot be with ValueError. A newcomer has the same vote as anyone: this says where
    to look and takes no vote away. Over many clauses, adjust first (`discoveries`). Example: 18 of 40 where 60 of 400
    are new: 6 were to be expected, p = 1.208e-6.
    """
    p_upper = hypergeometric_upper(found, side, new, electorate)
    return Newcomers(Fraction(side * new, electorate), p_upper) if electorate else Newcomers(None, None)
