"""How far a draft has come, and the symbol under which it is cited."""

from sqlalchemy import select

from consult.accounts.rules.identity import clean_name
from consult.consultations.service import Role
from consult.drafting.rules import Stage
from consult.drafting.rules.stages import SETTABLE, Reached, is_whole, may_follow, usual_after
from consult.drafting.service.reading import DraftView, draft_view
from consult.drafting.service.working import draft_in_work
from consult.drafting.tables import Draft
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import NotFound, Refused, msgid
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType

LONGEST_SYMBOL = 80


class StageRefused(Refused):
    """A draft has one of the stages that a draft can be given."""

    code = "stage-refused"
    status = 422
    sentence = msgid("Choose how far this draft has come. A text becomes an adopted one only by being adopted.")


class RevisionRefused(Refused):
    """A revision has a number."""

    code = "revision-refused"
    status = 422
    sentence = msgid("Give the number of the revision, from 1 to 999.")


class StageBackwards(Refused):
    """A text does not go back to an earlier stage."""

    code = "stage-backwards"
    status = 422
    sentence = msgid(
        "A text never goes back: choose the stage of the draft before this one or a later one, and for a revision a higher number."
    )


class SymbolRefused(Refused):
    """A symbol can be read and printed."""

    code = "symbol-refused"
    status = 422
    sentence = msgid("Give the symbol in at most 80 readable characters, or leave it empty.")


class SymbolTaken(Refused):
    """A symbol stands for one draft."""

    code = "symbol-taken"
    status = 409
    sentence = msgid("Another draft of this consultation has this symbol already. Give this one a symbol of its own.")


class NotFinal(Refused):
    """What is adopted is a final draft that everyone can read."""

    code = "not-final"
    status = 409
    sentence = msgid(
        "Only a published final draft can be adopted, and only once. Publish the text as a final draft first."
    )


def set_stage(
    *, consultation_id: str, draft_id: str, stage: str, revision: int | None, symbol: str, by_person: str | None
) -> DraftView:
    """Return the unpublished draft with its stage and symbol; an empty symbol is none.

    Refuses a published draft, a stage that may not follow that of the draft before, a revision without a number, and
    a symbol that cannot be read or that another draft has.
    """
    row = draft_in_work(consultation_id, draft_id)
    reached = _reached(row, stage, revision)
    cited = _symbol(row, symbol)
    row.stage, row.revision, row.symbol = reached.stage, reached.revision, cited
    db.session.flush()
    ledger.append(
        log_id=consultation_id,
        kind=LeafType.DRAFT_STAGE,
        content={"draft": row.number, "stage": row.stage, "revision": row.revision, "symbol": row.symbol},
        at=clock.now(db.session),
        role=Role.EDITOR,
        person=by_person,
    )
    return draft_view(row)


def mark_adopted(*, consultation_id: str, draft_id: str) -> DraftView:
    """Return the draft, from now on adopted; whoever adopts it records that. Refuses all but a published final draft."""
    row = db.session.get(Draft, (consultation_id, draft_id), with_for_update=True, populate_existing=True)
    if row is None:
        raise NotFound
    if row.published_at is None or row.stage != Stage.FINAL:
        raise NotFinal
    row.stage = Stage.ADOPTED
    db.session.flush()
    return draft_view(row)


def usual_stage(before: DraftView | None, stage: Stage | None = None) -> Reached:
    """Return the stage of a draft that comes after another one: the usual one, or the one that is named."""
    usual = usual_after(_of(before))
    if stage is None:
        return usual
    return Reached(stage, (usual.revision or 1) if stage is Stage.REVISION else None)


def stage_before(draft: DraftView) -> DraftView | None:
    """Return the draft before this one, whose stage it may not fall behind, or None for the first."""
    row = _before(draft.consultation_id, draft.number)
    return draft_view(row) if row else None


def _reached(row: Draft, stage: str, revision: int | None) -> Reached:
    if stage not in SETTABLE:
        raise StageRefused(field="stage")
    reached = Reached(Stage(stage), revision if stage == Stage.REVISION else None)
    if not is_whole(reached):
        raise RevisionRefused(field="revision")
    before = _before(row.consultation_id, row.number)
    if not may_follow(_of(draft_view(before)) if before else None, reached):
        raise StageBackwards(field="stage")
    return reached


def _symbol(row: Draft, typed: str) -> str | None:
    if not typed.strip():
        return None
    cited = clean_name(typed, LONGEST_SYMBOL)
    if cited is None:
        raise SymbolRefused(field="symbol")
    others = db.session.scalars(
        select(Draft.id).where(Draft.consultation_id == row.consultation_id, Draft.symbol == cited, Draft.id != row.id)
    )
    if others.first() is not None:
        raise SymbolTaken(field="symbol")
    return cited


def _before(consultation_id: str, number: int) -> Draft | None:
    return db.session.scalars(
        select(Draft)
        .where(Draft.consultation_id == consultation_id, Draft.number < number)
        .order_by(Draft.number.desc())
        .limit(1)
    ).one_or_none()


def _of(draft: DraftView | None) -> Reached | None:
    return Reached(Stage(draft.stage), draft.revision) if draft else None
