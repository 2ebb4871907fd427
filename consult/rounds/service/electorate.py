"""Who is entered in a round, and whether each counts in it."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Select, select

from consult.kernel.db import db
from consult.rounds.rules.contract import Contract
from consult.rounds.service.records import contract_of_round
from consult.rounds.tables import Electorate


@dataclass(frozen=True, slots=True)
class Elector:
    """A seat in one round, as at opening or at its later admission."""

    seat_id: str
    category: str | None
    territory: str | None
    verification: str
    counts: bool
    is_verified: bool = False


def electorate_of(consultation_id: str, round_id: str, *, seats: Collection[str] | None = None) -> list[Elector]:
    """Return every seat entered in the round, or those of `seats` that are, and whether each counts."""
    contract = contract_of_round(consultation_id, round_id)
    wanted = _entered(consultation_id, round_id)
    rows = db.session.scalars(wanted if seats is None else wanted.where(Electorate.seat_id.in_(seats)))
    return [_elector(row, contract) for row in rows]


def hold_elector(consultation_id: str, round_id: str, seat_id: str, *, is_changing: bool = False) -> Elector | None:
    """Return a seat as it is entered in a round, or None; whether it counts stays as it is until the act has ended.

    Many may hold it so at once, but nobody beside someone who is changing it.
    """
    row = db.session.scalars(
        _entered(consultation_id, round_id)
        .where(Electorate.seat_id == seat_id)
        .with_for_update(read=not is_changing)
        .execution_options(populate_existing=True)
    ).one_or_none()
    return _elector(row, contract_of_round(consultation_id, round_id)) if row else None


def _entered(consultation_id: str, round_id: str) -> Select[Electorate]:
    return select(Electorate).where(Electorate.consultation_id == consultation_id, Electorate.round_id == round_id)


def _elector(row: Electorate, contract: Contract) -> Elector:
    return Elector(
        row.seat_id,
        row.category,
        row.territory,
        row.verification,
        contract.counts(row.category, "verified" if row.verified_at else row.verification),
        is_verified=row.verified_at is not None or row.verification == "verified",
    )
