"""Opinion groups of a round of statements: who answers alike, what sets them apart, and what they share.

`VoteMatrix.of` makes a table of votes, `analyse` finds what is in it, `Analysis.as_json` is what is published.
`place_of` and `nearest_group` tell someone their own place.
"""

from consult.consensus.rules.opinion.analysis import SEED, analyse
from consult.consensus.rules.opinion.projection import nearest_group, place_of
from consult.consensus.rules.opinion.results import Analysis, Axes, Result
from consult.consensus.rules.opinion.votes import VoteMatrix

__all__ = [
    "SEED",
    "Analysis",
    "Axes",
    "Result",
    "VoteMatrix",
    "analyse",
    "nearest_group",
    "place_of",
]
