"""Use cases of ballots."""

from consult.voting.service.casting import (
    ActView,
    BallotView,
    CastReceipt,
    ImportanceRefused,
    PositionRefused,
    acts_of,
    ballots_of,
    cast,
)
from consult.voting.service.counting import (
    TallyRow,
    add_imported_ballots,
    answers_of_round,
    count_voters,
    keep_tally,
    tally_of,
)
from consult.voting.service.papers import Item, Paper, item_of, items_of, paper_for

__all__ = [
    "ActView",
    "BallotView",
    "CastReceipt",
    "ImportanceRefused",
    "Item",
    "Paper",
    "PositionRefused",
    "TallyRow",
    "acts_of",
    "add_imported_ballots",
    "answers_of_round",
    "ballots_of",
    "cast",
    "count_voters",
    "keep_tally",
    "item_of",
    "items_of",
    "paper_for",
    "tally_of",
]
