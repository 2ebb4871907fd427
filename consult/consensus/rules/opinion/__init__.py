"""Opinion groups of a round of statements: who answers alike, what sets them apart, and what they share.

`VoteMatrix.of` makes a table of votes, `analyse` finds what is in it, `Analysis.as_json` is what is published.
`place_of` and `nearest_group` tell someone their own place, `overlap` compares groups found with groups declared, and
`CountsAndMargins` follows a round vote by vote.
"""

from consult.consensus.rules.opinion.agreement import Overlap, overlap
from consult.consensus.rules.opinion.analysis import SEED, analyse
from consult.consensus.rules.opinion.counting import CountsAndMargins
from consult.consensus.rules.opinion.projection import nearest_group, place_of
from consult.consensus.rules.opinion.results import Analysis, Axes, Result
from consult.consensus.rules.opinion.votes import VoteMatrix

__all__ = [
    "SEED",
    "Analysis",
    "Axes",
    "CountsAndMargins",
    "Overlap",
    "Result",
    "VoteMatrix",
    "analyse",
    "nearest_group",
    "overlap",
    "place_of",
]
