"""Use cases of ballots."""

from consult.voting.service.answers import Answer, ImportanceRefused, PositionRefused
from consult.voting.service.carrying import CarryView, carry_ballots, carry_of
from consult.voting.service.casting import BallotView, CastReceipt, ballots_of, cast, cast_all
from consult.voting.service.counting import (
    SeatAnswer,
    TallyRow,
    add_imported_ballots,
    answers_of_seats,
    count_answers,
    count_freshness,
    count_voters,
    keep_tally,
    seats_against,
    tally_of,
)
from consult.voting.service.history import ActView, acts_of, discards_of
from consult.voting.service.items import Item, item_of, items_of
from consult.voting.service.languages import count_votes_seen_in
from consult.voting.service.options import UNSAID, SheetSaved, add_options, save_sheet, sheets_of
from consult.voting.service.panels import Earlier, Reason, Told, earlier_of, keep_words, pairs_of
from consult.voting.service.papers import Paper, paper_for
from consult.voting.service.proposals import Proposal, proposals_of, proposed_instead
from consult.voting.service.proposing import VoteDraft, count_drafted, draft_vote, votes_drafted, waiting_votes
from consult.voting.service.reasons import LONGEST_REASON, RatingReasonTooLong, give_reason, reason_of
from consult.voting.service.signing import (
    NoDraftTicked,
    NotOwnDraft,
    VoteDraftChanged,
    discard_draft,
    sign_drafts,
    take_back_draft,
    vote,
)
from consult.voting.service.warning import UNSIGNED_LETTER, Unsigned, takes_votes, unsigned_of, warn_of_unsigned

__all__ = [
    "LONGEST_REASON",
    "UNSAID",
    "UNSIGNED_LETTER",
    "ActView",
    "Answer",
    "BallotView",
    "CarryView",
    "CastReceipt",
    "Earlier",
    "ImportanceRefused",
    "Item",
    "NoDraftTicked",
    "NotOwnDraft",
    "Paper",
    "PositionRefused",
    "Proposal",
    "RatingReasonTooLong",
    "Reason",
    "SeatAnswer",
    "SheetSaved",
    "TallyRow",
    "Told",
    "Unsigned",
    "VoteDraft",
    "VoteDraftChanged",
    "acts_of",
    "add_imported_ballots",
    "add_options",
    "answers_of_seats",
    "ballots_of",
    "carry_ballots",
    "carry_of",
    "cast",
    "cast_all",
    "count_answers",
    "count_drafted",
    "count_freshness",
    "count_voters",
    "count_votes_seen_in",
    "discard_draft",
    "discards_of",
    "draft_vote",
    "earlier_of",
    "give_reason",
    "item_of",
    "items_of",
    "keep_tally",
    "keep_words",
    "pairs_of",
    "paper_for",
    "proposals_of",
    "proposed_instead",
    "reason_of",
    "save_sheet",
    "seats_against",
    "sheets_of",
    "sign_drafts",
    "take_back_draft",
    "takes_votes",
    "tally_of",
    "unsigned_of",
    "vote",
    "votes_drafted",
    "waiting_votes",
    "warn_of_unsigned",
]
