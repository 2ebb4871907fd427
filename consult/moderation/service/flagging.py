"""Which seats signals of manipulation point at when a round is counted: found once, for the freeze, and kept by nobody."""

from collections.abc import Mapping, Sequence

from consult.accounts import service as accounts
from consult.moderation.rules.signals.sheets import (
    NEW_WITHIN,
    Sheet,
    Side,
    Signal,
    bursts,
    crowded_sides,
    one_by_one,
    sharing,
    straight_lines,
)
from consult.participation import service as participation
from consult.participation.rules.seats import UNCATEGORISED
from consult.rounds import service as rounds
from consult.rounds.rules.contract import Contract, Disclosure
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView
from consult.voting import service as voting

LOOKED_AT = frozenset({RoundKind.BALLOT, RoundKind.STATEMENTS})
SIDES = (("support", "can_live_with", "reservation", "agree"), ("object", "disagree"))
"""The words of those who agree and of those who do not."""


def flagged_in(one: RoundView) -> dict[str, frozenset[str]] | None:
    """Return by signal the seats it points at in a round that has closed; None for rounds in which nobody looks.

    Every signal is there, also those that point at nobody. Seats that vote in secret are never looked at, and answers
    that others recorded for a seat say nothing about it.
    """
    if one.kind not in LOOKED_AT:
        return None
    contract = rounds.contract_of_round(one.consultation_id, one.id)
    electorate = rounds.electorate_of(one.consultation_id, one.id)
    seats = frozenset(
        each.seat_id
        for each in electorate
        if contract.disclosure.get(each.category or UNCATEGORISED) != Disclosure.SECRET
    )
    sheets = [each for each in _sheets(one, contract) if each.seat in seats]
    lasted = (one.closed_at or one.closes_at) - (one.opened_at or one.opens_at)
    found = {
        Signal.STRAIGHT_LINING: _straight_liners(one, sheets),
        Signal.BURST: bursts(sheets, lasted),
        Signal.NEW_ACCOUNTS: _newcomers(one, frozenset(each.seat_id for each in electorate)),
        Signal.SHARED_EVIDENCE: sharing(participation.links_sent(one.consultation_id)),
    }
    return {signal: seats & flagged for signal, flagged in found.items()}


def _sheets(one: RoundView, contract: Contract) -> list[Sheet]:
    return [
        Sheet(
            seat=each.seat_id,
            answers=each.answers,
            alike=each.alike,
            first=each.first,
            last=each.last,
            words=each.sums,
        )
        for each in voting.sheets_in(one.consultation_id, one.id, scale=contract.scale)
    ]


def _straight_liners(one: RoundView, sheets: Sequence[Sheet]) -> frozenset[str]:
    lines = straight_lines(sheets)
    return one_by_one(lines, voting.count_moments(one.consultation_id, one.id, list(lines))) if lines else frozenset()


def _newcomers(one: RoundView, seats: frozenset[str]) -> frozenset[str]:
    """Return the new accounts on the sides of items on which they crowd."""
    opened = one.opened_at or one.opens_at
    people = accounts.people_made_since(opened - NEW_WITHIN)
    new = frozenset(
        seat for seat, person in participation.people_of_seats(one.consultation_id).items() if person in people
    )
    if not new:
        return frozenset()
    counted = voting.count_answers(one.consultation_id, one.id, {seat: seat in new for seat in seats})
    found: set[str] = set()
    for item, words in crowded_sides(_sides(counted)):
        found |= new & voting.seats_saying(one.consultation_id, one.id, item, words)
    return frozenset(found)


def _sides(counted: Mapping[tuple[str, bool, str], int]) -> dict[tuple[str, tuple[str, ...]], Side]:
    """Return who took each side of each item, new accounts and others."""
    items = {item for item, _, _ in counted}
    found = {}
    for item in sorted(items):
        new, others = (
            [sum(counted.get((item, is_new, word), 0) for word in words) for words in SIDES] for is_new in (True, False)
        )
        whole = sum(new) + sum(others)
        for words, of_new, of_others in zip(SIDES, new, others, strict=True):
            found[item, words] = Side(of_new, of_new + of_others, sum(new), whole)
    return found
