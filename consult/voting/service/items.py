"""What is voted on in a round: the clauses of its draft, or its statements."""

from dataclasses import dataclass

from consult.deliberation import service as deliberation
from consult.deliberation.rules.words import Moderated
from consult.deliberation.service import StatementView
from consult.drafting import service as drafting
from consult.drafting.service import ClauseView, DraftView
from consult.kernel.errors import NotFound
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView


@dataclass(frozen=True, slots=True)
class Item:
    """What a ballot is about: a clause or a statement, in the reader's language where its words are there.

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
        statements = deliberation.list_statements(one.consultation_id, one.id)
        return [_of_statement(one, each) for each in statements if each.moderated != Moderated.REJECTED]
    voted_kinds = _voted_kinds(one)
    return [_of_clause(one, each) for each in drafting.clauses_of(_draft(one), lang=lang) if each.kind in voted_kinds]


def item_of(one: RoundView, item_id: str, *, lang: str) -> Item:
    """Return one item of a round; refuse `not-found`."""
    if one.kind is RoundKind.STATEMENTS:
        found = next((item for item in items_of(one, lang=lang) if item.id == item_id), None)
        if found is None:
            raise NotFound
        return found
    clause = drafting.clause_by_uid(_draft(one), item_id, lang=lang)
    if clause.kind not in _voted_kinds(one):
        raise NotFound
    return _of_clause(one, clause)


def _draft(one: RoundView) -> DraftView:
    return drafting.draft_by_id(one.consultation_id, one.draft_id or "")


def _voted_kinds(one: RoundView) -> frozenset[str]:
    return frozenset(rounds.contract_of_round(one.consultation_id, one.id).content["voted_kinds"])


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
