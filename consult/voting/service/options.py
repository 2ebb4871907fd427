"""The options among which a round chooses, and the sheet on which a seat says what it thinks of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import insert, select

from consult.kernel import idempotency
from consult.kernel.db import db
from consult.kernel.ids import new_id
from consult.participation import service as participation
from consult.rounds.service import RoundView
from consult.voting.rules import Freshness
from consult.voting.service.answers import Answer
from consult.voting.service.casting import cast_all
from consult.voting.service.items import items_of
from consult.voting.service.proposing import draft_vote
from consult.voting.tables import Ballot, Option

UNSAID = "no_opinion"
"""What a sheet says of an option that is left open."""


@dataclass(frozen=True, slots=True)
class SheetSaved:
    """How a sheet was kept: counted at once, or drafted for a delegation."""

    is_cast: bool
    receipts: tuple[str, ...]


def add_options(one: RoundView, texts: Sequence[str], *, lang: str) -> None:
    """Enter the options of a round in their order."""
    scope = {"consultation_id": one.consultation_id, "round_id": one.id, "lang": lang}
    rows = [{**scope, "id": new_id(), "number": number, "text": text} for number, text in enumerate(texts, start=1)]
    if rows:
        db.session.execute(insert(Option), rows)


def save_sheet(one: RoundView, *, person_id: str, said: Mapping[str, str], key: str, lang: str) -> SheetSaved:
    """Return how a sheet was kept: what the seat says of each option, in one act; what it leaves out it leaves open.

    Requests with one key are one sheet. Whoever drafts for an organisation has it kept for its delegation. Refuses as
    `cast_all` does.
    """
    items = items_of(one, lang=lang)
    answers = [Answer(item, said.get(item.id) or UNSAID) for item in items]
    asked = (one.id, *(word for each in answers for word in (each.item.id, each.position)))
    earlier = idempotency.earlier_answer(db.session, actor=person_id, key=key, action="sheet", content=asked)
    if earlier is not None:
        return SheetSaved(is_cast=earlier["is_cast"], receipts=tuple(earlier["receipts"]))
    seat = participation.require_seat(consultation_id=one.consultation_id, person_id=person_id)
    if participation.signs_for(seat, person_id):
        saved = SheetSaved(
            is_cast=True, receipts=tuple(each.code for each in cast_all(answers=answers, person_id=person_id))
        )
    else:
        for place, each in enumerate(answers):
            draft_vote(item=each.item, person_id=person_id, position=each.position, key=f"{key}-{place}")
        saved = SheetSaved(is_cast=False, receipts=())
    told = {"is_cast": saved.is_cast, "receipts": list(saved.receipts)}
    idempotency.remember_answer(db.session, actor=person_id, key=key, answer=told)
    return saved


def sheets_of(consultation_id: str, round_id: str) -> dict[str, dict[str, str]]:
    """Return what each seat says of each option of a round, for counting."""
    rows = db.session.execute(
        select(Ballot.seat_id, Ballot.item_id, Ballot.position)
        .where(Ballot.consultation_id == consultation_id, Ballot.round_id == round_id)
        .where(Ballot.freshness != Freshness.STALE)
    )
    found: dict[str, dict[str, str]] = {}
    for seat, item, position in rows:
        found.setdefault(seat, {})[item] = position
    return found
