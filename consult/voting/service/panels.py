"""What a panel said in its round before: told to each seat that rates again, once it is revealed, and without names."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import insert, select
from sqlalchemy.orm import aliased

from consult.drafting import service as drafting
from consult.drafting.service import Since
from consult.kernel.db import db
from consult.participation.service import SeatView
from consult.rounds import service as rounds
from consult.rounds.service import RoundView
from consult.voting.rules import Freshness, Third, third_of
from consult.voting.service.items import Item
from consult.voting.tables import Ballot, PanelWord, RatingReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a panel is told of its ratings of an item: how many rated it, their median, and between what half of them lie.

    All are None where so few rated it that the figures would tell of single people. `named` are the categories that
    may be named beside a reason.
    """

    raters: int | None
    median: Fraction | None
    lower: Fraction | None
    upper: Fraction | None
    named: frozenset[str]

    def leaves_out(self, rating: str) -> bool:
        """Whether a rating lies outside the middle half; no opinion lies nowhere."""
        if self.lower is None or self.upper is None or not rating.isdecimal():
            return False
        return not self.lower <= int(rating) <= self.upper


@dataclass(frozen=True, slots=True)
class Reason:
    """Why some seat rated an item as it did, its category and the third of the scale named where that tells of nobody."""

    text: str
    lang: str
    category: str | None
    third: Third | None


@dataclass(frozen=True, slots=True)
class Earlier:
    """What there is to say to a seat of an item in its panel's round before: its own answer, the panel's, and reasons.

    `since` is what changed in the clause from the draft of that round to this one's, None where both are on one draft.
    `told` is None until that round's result is revealed, and for an item that it did not ask about.
    """

    one: RoundView
    own: str | None
    own_reason: str
    since: Since | None
    told: Told | None
    reasons: tuple[Reason, ...]


def keep_words(*, consultation_id: str, round_id: str, words: Iterable[tuple[str, Told]]) -> None:
    """Keep what a panel is told of each item of a round that was just counted, in its next round and once revealed."""
    scope = {"consultation_id": consultation_id, "round_id": round_id}
    rows = [
        {
            **scope,
            "item_id": item,
            "raters": told.raters,
            "median": _written(told.median),
            "lower": _written(told.lower),
            "upper": _written(told.upper),
            "named": " ".join(sorted(told.named)),
        }
        for item, told in words
    ]
    if rows:
        db.session.execute(insert(PanelWord), rows)


def earlier_of(one: RoundView, item: Item, seat: SeatView) -> Earlier | None:
    """Return what a seat is told of an item when it rates it again; None in a panel's first round, and in other rounds."""
    panel = rounds.panel_of(one)
    before = panel.before if panel else None
    if before is None:
        return None
    ballot = db.session.get(Ballot, (before.consultation_id, before.id, seat.id, item.id))
    reason = db.session.get(RatingReason, (before.consultation_id, before.id, seat.id, item.id))
    told = _told(before, item)
    return Earlier(
        one=before,
        own=ballot.position if ballot else None,
        own_reason=reason.text if reason else "",
        since=_since(one, before, item, ballot.clause_version_id if ballot else None),
        told=told,
        reasons=_reasons(before, item, seat, told) if told else (),
    )


def pairs_of(*, consultation_id: str, before_id: str, round_id: str) -> list[tuple[str, str, str, str]]:
    """Return item, seat, earlier answer and answer of every seat that answered one item in both rounds."""
    earlier, later = aliased(Ballot), aliased(Ballot)
    rows = db.session.execute(
        select(later.item_id, later.seat_id, earlier.position, later.position)
        .join(
            earlier,
            (earlier.consultation_id == later.consultation_id)
            & (earlier.seat_id == later.seat_id)
            & (earlier.item_id == later.item_id),
        )
        .where(later.consultation_id == consultation_id, later.round_id == round_id, earlier.round_id == before_id)
        .where(later.freshness != Freshness.STALE, earlier.freshness != Freshness.STALE)
        .order_by(later.item_id, later.seat_id)
    )
    return [(item, seat, then, now) for item, seat, then, now in rows]


def _told(before: RoundView, item: Item) -> Told | None:
    contract = rounds.contract_of_round(before.consultation_id, before.id)
    row = db.session.get(PanelWord, (before.consultation_id, before.id, item.id))
    if row is None or not rounds.is_revealed(before, contract):
        return None
    return Told(
        raters=row.raters,
        median=_read(row.median),
        lower=_read(row.lower),
        upper=_read(row.upper),
        named=frozenset(row.named.split()),
    )


def _reasons(before: RoundView, item: Item, seat: SeatView, told: Told) -> tuple[Reason, ...]:
    """Return the reasons of the other seats that count, in an order that tells nothing and is always the same."""
    found = db.session.execute(
        select(RatingReason, Ballot.position)
        .join(
            Ballot,
            (Ballot.consultation_id == RatingReason.consultation_id)
            & (Ballot.round_id == RatingReason.round_id)
            & (Ballot.seat_id == RatingReason.seat_id)
            & (Ballot.item_id == RatingReason.item_id),
        )
        .where(RatingReason.consultation_id == before.consultation_id, RatingReason.round_id == before.id)
        .where(RatingReason.item_id == item.id, RatingReason.seat_id != seat.id)
    ).all()
    electors = {each.seat_id: each for each in rounds.electorate_of(before.consultation_id, before.id)}
    counting = [(row, position) for row, position in found if electors[row.seat_id].counts]
    counting.sort(key=lambda each: _lot(before, item, each[0].seat_id))
    return tuple(_reason(row, position, electors[row.seat_id].category, told) for row, position in counting)


def _reason(row: RatingReason, position: str, category: str | None, told: Told) -> Reason:
    is_shown = told.raters is not None
    return Reason(
        text=row.text,
        lang=row.lang,
        category=category if category in told.named else None,
        third=third_of(position) if is_shown else None,
    )


def _lot(before: RoundView, item: Item, seat_id: str) -> str:
    return hashlib.sha256(f"{before.id} {item.id} {seat_id}".encode()).hexdigest()


def _since(one: RoundView, before: RoundView, item: Item, version_id: str | None) -> Since | None:
    if version_id is None or one.draft_id is None or one.draft_id == before.draft_id:
        return None
    draft = drafting.draft_by_id(one.consultation_id, one.draft_id)
    return drafting.changed_since(one.consultation_id, version_id, item.id, draft, lang=item.lang)


def _written(value: Fraction | None) -> str | None:
    return None if value is None else f"{value.numerator}/{value.denominator}"


def _read(written: str | None) -> Fraction | None:
    return None if written is None else Fraction(written)
