"""Use cases of ballots."""

from consult.voting.service.carrying import CarryView, carry_ballots, carry_of
from consult.voting.service.casting import (
    ActView,
    Answer,
    BallotView,
    CastReceipt,
    ImportanceRefused,
    PositionRefused,
    acts_of,
    ballots_of,
    cast,
    cast_all,
)
from consult.voting.service.counting import (
    SeatAnswer,
    TallyRow,
    add_imported_ballots,
    answers_of_seats,
    count_answers,
    count_freshness,
    count_voters,
    keep_tally,
    tally_of,
)
from consult.voting.service.items import Item, item_of, items_of
from consult.voting.service.languages import count_votes_seen_in
from consult.voting.service.papers import Paper, paper_for

__all__ = [
    "ActView",
    "Answer",
    "BallotView",
    "CarryView",
    "CastReceipt",
    "ImportanceRefused",
    "Item",
    "Paper",
    "PositionRefused",
    "SeatAnswer",
    "TallyRow",
    "acts_of",
    "add_imported_ballots",
    "answers_of_seats",
    "ballots_of",
    "carry_ballots",
    "carry_of",
    "cast",
    "cast_all",
    "count_answers",
    "count_freshness",
    "count_voters",
    "count_votes_seen_in",
    "item_of",
    "items_of",
    "keep_tally",
    "paper_for",
    "tally_of",
]
