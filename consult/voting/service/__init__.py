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
    answers_of_seats,
    count_answers,
    count_voters,
    keep_tally,
    tally_of,
)
from consult.voting.service.items import Item, item_of, items_of
from consult.voting.service.papers import Paper, paper_for

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
    "answers_of_seats",
    "ballots_of",
    "cast",
    "count_answers",
    "count_voters",
    "item_of",
    "items_of",
    "keep_tally",
    "paper_for",
    "tally_of",
]
