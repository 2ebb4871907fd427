"""What is voted on in a round: the clauses of its draft, its statements, or the options among which it chooses."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from consult.deliberation.service import StatementView, statements
from consult.drafting import service as drafting
from consult.drafting.service import ClauseView, DraftView
from consult.kernel.db import db
from consult.kernel.errors import NotFound
from consult.kernel.ids import is_id
from consult.rounds import service as rounds
from consult.rounds.rules.states import ON_CLAUSES, RoundKind
from consult.rounds.service import RoundView
from consult.voting.tables import Option


@dataclass(frozen=True, slots=True)
class Item:
    """What a ballot is about: a clause, a statement or an option, in the reader's language where its words are there.

    `subject` is how leaves of the log name it.
    """

    consultation_id: str
    round_id: str
    id: str
    number: str
    text: str
    lang: str
    subject: str
    version_id: str | None = None
    draft_number: int | None = None


def items_of(one: RoundView, *, lang: str) -> list[Item]:
    """Return everything a round asks about, in its order; refuse `not-found` before the opening."""
    if one.kind is RoundKind.STATEMENTS:
        asked = statements.asked_statements(one.consultation_id, one.id)
        return [_of_statement(one, each) for each in asked]
    if one.kind is RoundKind.OPTIONS:
        return [_of_option(one, each) for each in _options(one)]
    contract = rounds.contract_of_round(one.consultation_id, one.id)
    return [
        _of_clause(one, each)
        for each in drafting.clauses_of(_draft(one), lang=lang)
        if contract.asks_about(each.uid, each.kind)
    ]


def item_of(one: RoundView, item_id: str, *, lang: str) -> Item:
    """Return one item of a round; refuse `not-found`."""
    if one.kind is RoundKind.STATEMENTS:
        return _of_statement(one, _asked_statement(one, item_id))
    if one.kind not in ON_CLAUSES:
        found = next((item for item in items_of(one, lang=lang) if item.id == item_id), None)
        if found is None:
            raise NotFound
        return found
    clause = drafting.clause_by_uid(_draft(one), item_id, lang=lang)
    if not rounds.contract_of_round(one.consultation_id, one.id).asks_about(clause.uid, clause.kind):
        raise NotFound
    return _of_clause(one, clause)


def _asked_statement(one: RoundView, item_id: str) -> StatementView:
    found = statements.statements_by_id(one.consultation_id, [item_id] if is_id(item_id) else []).get(item_id)
    if found is None or found.round_id != one.id or not found.is_asked:
        raise NotFound
    return found


def _draft(one: RoundView) -> DraftView:
    return drafting.draft_by_id(one.consultation_id, one.draft_id or "")


def _of_clause(one: RoundView, clause: ClauseView) -> Item:
    return Item(
        consultation_id=one.consultation_id,
        round_id=one.id,
        id=clause.uid,
        number=clause.number,
        text=clause.plain,
        lang=clause.lang,
        subject=clause.subject,
        version_id=clause.version_id,
        draft_number=clause.draft_number,
    )


def _of_statement(one: RoundView, statement: StatementView) -> Item:
    return Item(
        consultation_id=one.consultation_id,
        round_id=one.id,
        id=statement.id,
        number=str(statement.number),
        text=statement.text,
        lang=statement.lang,
        subject=f"statement:{statement.id}",
    )


def _options(one: RoundView) -> Sequence[Option]:
    return db.session.scalars(
        select(Option)
        .where(Option.consultation_id == one.consultation_id, Option.round_id == one.id)
        .order_by(Option.number)
    ).all()


def _of_option(one: RoundView, option: Option) -> Item:
    return Item(
        consultation_id=one.consultation_id,
        round_id=one.id,
        id=option.id,
        number=str(option.number),
        text=option.text,
        lang=option.lang,
        subject=f"option:{option.id}",
    )
