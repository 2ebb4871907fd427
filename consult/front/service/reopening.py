"""The next round: which clauses are settled, so that it asks about those alone that are still contested."""

from dataclasses import replace

from consult.drafting import service as drafting
from consult.drafting.service import DraftView
from consult.kernel.errors import Refused, msgid
from consult.rounds import service as rounds
from consult.rounds.rules.contract import Reopens, Terms
from consult.rounds.rules.outcomes import ADOPTING
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView


class NothingContested(Refused):
    """A round asks about something."""

    code = "nothing-contested"
    status = 409
    sentence = msgid("Every clause of this draft is settled already. Ask about all of them, or publish another draft.")


def with_settled_left_out(draft: DraftView, terms: Terms) -> Terms:
    """Return the terms of a round on the draft: what is settled is left out of one that reopens the contested alone.

    Refuses one that would ask about nothing.
    """
    if terms.reopens is not Reopens.CONTESTED:
        return replace(terms, left_out=())
    settled = settled_in(draft)
    if len(settled) == drafting.count_clauses(draft, terms.voted_kinds):
        raise NothingContested(field="reopens")
    return replace(terms, left_out=settled)


def count_settled(draft: DraftView) -> int:
    """Return how many clauses of a draft are settled."""
    return len(settled_in(draft))


def settled_in(draft: DraftView) -> tuple[str, ...]:
    """Return the clauses of a draft that were declared adopted and mean the same since, in the order of the text.

    What an earlier round left out as settled stays settled until its substance changes. The newest round of votes whose
    outcomes may be declared says what was adopted; where there is none, nothing is settled.
    """
    before = _newest_declared(draft)
    if before is None or before.draft_id is None:
        return ()
    declared = rounds.outcomes_of(before.consultation_id, before.id)
    adopted = {uid for uid, one in declared.items() if one.outcome in ADOPTING}
    adopted |= rounds.contract_of_round(before.consultation_id, before.id).left_out
    earlier = drafting.draft_by_id(before.consultation_id, before.draft_id)
    held = _held(earlier, draft, adopted)
    return tuple(each.uid for each in drafting.clauses_of(draft, lang=draft.language) if each.uid in held)


def _newest_declared(draft: DraftView) -> RoundView | None:
    every = [one for one in rounds.list_rounds(draft.consultation_id) if one.state in rounds.DECLARABLE]
    return next((one for one in reversed(every) if one.kind is RoundKind.BALLOT and one.draft_id), None)


def _held(earlier: DraftView, later: DraftView, adopted: set[str]) -> set[str]:
    """Return what the adopted clauses are in the later draft, as far as they still mean the same."""
    if earlier.number >= later.number:
        return adopted
    return {
        one.successor
        for one in drafting.continued_clauses(earlier, later)
        if one.holds and one.origin in adopted and one.origin == one.successor
    }
