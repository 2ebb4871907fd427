"""Drafting a vote: what a drafter proposes that their organisation says, kept for its delegation until someone signs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select

from consult.kernel import clock, idempotency
from consult.kernel.db import db
from consult.kernel.db import insert as insert_or_replace
from consult.kernel.ids import new_id
from consult.participation.service import NoDelegation, SeatView
from consult.voting.rules import BallotActKind, ProposalState
from consult.voting.service.answers import Answer, Sitting, open_sitting, require_on_scale
from consult.voting.service.items import Item
from consult.voting.tables import BallotAct, BallotDraft


@dataclass(frozen=True, slots=True)
class VoteDraft:
    """What a drafter proposes that an organisation says on one item; it counts nowhere until a signatory signs it.

    `note` says why it was discarded.
    """

    item_id: str
    version: int
    state: ProposalState
    position: str
    importance: int | None
    person_id: str
    at: datetime
    note: str

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has signed or discarded it, or voted otherwise since."""
        return self.state is ProposalState.WAITING


def draft_vote(*, item: Item, person_id: str, position: str, key: str, importance: int | None = None) -> VoteDraft:
    """Return what the person drafts for their organisation on an item, in place of what was drafted there before.

    It is no vote, stands in no log and counts nowhere. Requests with one key draft once. Refuses what cannot be cast
    either, and someone whose seat is their own.
    """
    asked = (item.round_id, item.id, position, importance)
    earlier = idempotency.earlier_answer(db.session, actor=person_id, key=key, action="draft-vote", content=asked)
    sitting = open_sitting(item, person_id)
    require_on_scale(sitting, [Answer(item, position, importance)])
    scope = {"consultation_id": item.consultation_id, "round_id": item.round_id, "seat_id": sitting.seat.id}
    if earlier is not None:
        return votes_drafted(**scope)[item.id]
    if sitting.seat.organisation_id is None:
        raise NoDelegation
    _replace_draft(scope, item, position, importance, person_id)
    made = votes_drafted(**scope)[item.id]
    remember_draft(scope, made, BallotActKind.DRAFTED, person_id=person_id, at=made.at)
    idempotency.remember_answer(db.session, actor=person_id, key=key, answer={"version": made.version})
    return made


def votes_drafted(*, consultation_id: str, round_id: str, seat_id: str) -> dict[str, VoteDraft]:
    """Return the newest draft on each item for which one was made, whatever has become of it."""
    rows = db.session.scalars(
        select(BallotDraft)
        .where(
            BallotDraft.consultation_id == consultation_id,
            BallotDraft.round_id == round_id,
            BallotDraft.seat_id == seat_id,
        )
        .execution_options(populate_existing=True)
    )
    return {row.item_id: _view(row) for row in rows}


def waiting_votes(*, consultation_id: str, round_id: str, seat: SeatView) -> dict[str, VoteDraft]:
    """Return what is drafted for a seat and waits to be signed, by item; nobody drafts for a person's own."""
    if seat.organisation_id is None:
        return {}
    found = votes_drafted(consultation_id=consultation_id, round_id=round_id, seat_id=seat.id)
    return {item: draft for item, draft in found.items() if draft.is_waiting}


def count_drafted(consultation_id: str, round_id: str) -> dict[str, int]:
    """Return how many drafted votes wait for a signatory, by seat; seats with none are left out."""
    rows = db.session.execute(
        select(BallotDraft.seat_id, func.count())
        .where(BallotDraft.consultation_id == consultation_id, BallotDraft.round_id == round_id)
        .where(BallotDraft.state == ProposalState.WAITING)
        .group_by(BallotDraft.seat_id)
    )
    return dict(rows.all())


def waiting_rows(sitting: Sitting, items: Iterable[str]) -> dict[str, BallotDraft]:
    """Return the drafts that wait on these items, by item; nobody else can change them before this transaction ends.

    They come in the order of the items, as ballots do, so that two who sign at once wait for each other.
    """
    rows = db.session.scalars(
        select(BallotDraft)
        .where(
            BallotDraft.consultation_id == sitting.one.consultation_id,
            BallotDraft.round_id == sitting.one.id,
            BallotDraft.seat_id == sitting.seat.id,
            BallotDraft.item_id.in_(list(items)),
            BallotDraft.state == ProposalState.WAITING,
        )
        .order_by(BallotDraft.item_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {row.item_id: row for row in rows}


def settle_drafts(sitting: Sitting, answers: Sequence[Answer]) -> dict[str, str]:
    """Return who had drafted what is now signed, by item; nothing waits on the items of these answers any more."""
    said = {answer.item.id: (answer.position, answer.importance) for answer in answers}
    drafted_by: dict[str, str] = {}
    for item, row in waiting_rows(sitting, said).items():
        is_same = (row.position, row.importance) == said[item]
        row.state = ProposalState.SIGNED if is_same else ProposalState.ANSWERED
        if is_same:
            drafted_by[item] = row.person_id
    db.session.flush()
    return drafted_by


def remember_draft(
    scope: Mapping[str, str], draft: VoteDraft, act: BallotActKind, *, person_id: str, at: datetime
) -> None:
    """Add what was done with a draft to the history of the seat's ballots, which makes no version and has no receipt."""
    db.session.execute(
        insert(BallotAct).values(
            **scope,
            id=new_id(),
            item_id=draft.item_id,
            act=act,
            position=draft.position,
            importance=draft.importance,
            person_id=person_id,
            drafted_by=None if draft.person_id == person_id else draft.person_id,
            note=draft.note or None,
            at=at,
        )
    )


def _replace_draft(scope: Mapping[str, str], item: Item, position: str, importance: int | None, person_id: str) -> None:
    row = insert_or_replace(BallotDraft, db.session).values(
        **scope,
        item_id=item.id,
        version=1,
        state=ProposalState.WAITING,
        position=position,
        importance=importance,
        clause_version_id=item.version_id,
        lang_seen=item.lang,
        person_id=person_id,
        at=clock.now(db.session),
        note="",
    )
    keys = ("consultation_id", "round_id", "seat_id", "item_id")
    columns = (name for name in BallotDraft.__table__.columns.keys() if name not in (*keys, "version"))  # noqa: SIM118
    changed = {name: row.excluded[name] for name in columns}
    db.session.execute(
        row.on_conflict_do_update(
            index_elements=[getattr(BallotDraft, key) for key in keys],
            set_={**changed, "version": BallotDraft.version + 1},
        )
    )


def _view(row: BallotDraft) -> VoteDraft:
    return VoteDraft(
        item_id=row.item_id,
        version=row.version,
        state=ProposalState(row.state),
        position=row.position,
        importance=row.importance,
        person_id=row.person_id,
        at=row.at,
        note=row.note,
    )
