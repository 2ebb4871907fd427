"""Drafts as they are made: laid down, followed from the one before, published."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from consult.drafting.rules import (
    ClauseKind,
    Known,
    Lineage,
    NegotiationState,
    Part,
    Stage,
    Step,
    TextStatus,
    draft_digest,
    follow,
    part_digest,
    text_digest,
)
from consult.drafting.service.reading import DraftView, draft_view, latest_draft
from consult.drafting.tables import Clause, ClauseLineage, ClauseText, ClauseVersion, Draft
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import NotFound, Refused, msgid
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType


class NoClauses(Refused):
    """A draft without a clause cannot be consulted on."""

    code = "no-clauses"
    status = 422
    sentence = msgid("The text holds no clause. Add at least one paragraph and try again.")


class DraftUnpublished(Refused):
    """Only a published draft can be worked on in a round."""

    code = "draft-unpublished"
    status = 409
    sentence = msgid("This draft is not published yet. Publish it first, then open a round on it.")


def add_draft(
    *,
    consultation_id: str,
    title: str,
    language: str,
    parts: Sequence[Part],
    stage: Stage = Stage.ZERO_DRAFT,
    symbol: str | None = None,
) -> DraftView:
    """Return the consultation's next draft, unpublished, its clauses followed from the draft before.

    Refuses a text without any clause.
    """
    if not any(part.kind is not ClauseKind.PRINCIPLE for part in parts):
        raise NoClauses
    before = latest_draft(consultation_id)
    moment = clock.now(db.session)
    draft = Draft(
        consultation_id=consultation_id,
        id=new_id(),
        number=before.number + 1 if before else 1,
        title=title,
        symbol=symbol,
        stage=stage,
        language=language,
        created_at=moment,
    )
    db.session.add(draft)
    db.session.flush()
    steps = follow(_known(consultation_id, before.id) if before else [], parts)
    uids = _give_identity(consultation_id, parts, steps)
    _add_versions(draft, parts, uids, moment)
    if before:
        _add_lineage(draft, steps, uids)
    db.session.flush()
    return draft_view(draft)


def publish_draft(*, consultation_id: str, draft_id: str, by_person: str | None) -> DraftView:
    """Return the draft, from now on unchangeable; publishing it twice changes nothing."""
    draft = db.session.get(Draft, (consultation_id, draft_id))
    if draft is None:
        raise NotFound
    if draft.published_at is not None:
        return draft_view(draft)
    rows = db.session.execute(
        select(ClauseVersion.clause_uid, ClauseVersion.number, ClauseVersion.sha256)
        .where(ClauseVersion.consultation_id == consultation_id, ClauseVersion.draft_id == draft_id)
        .order_by(ClauseVersion.position)
    )
    draft.sha256 = draft_digest(rows)
    draft.published_at = clock.now(db.session)
    db.session.flush()
    ledger.append(
        log_id=consultation_id,
        kind=LeafType.DRAFT_PUBLISH,
        content={"draft": draft.number, "title": draft.title, "sha256": draft.sha256},
        at=draft.published_at,
        role="editor",
        person=by_person,
    )
    return draft_view(draft)


def add_text(*, consultation_id: str, version_id: str, lang: str, heading: str, text: str, status: TextStatus) -> None:
    """Give a clause its words in one more language, tied to the source they were made from."""
    version = db.session.get_one(ClauseVersion, (consultation_id, version_id))
    source = _source_text(version)
    db.session.merge(
        ClauseText(
            consultation_id=consultation_id,
            clause_version_id=version_id,
            lang=lang,
            heading=heading,
            text=text,
            status=status,
            source_sha256=text_digest(source.heading, source.text),
            at=clock.now(db.session),
        )
    )
    db.session.flush()


def _known(consultation_id: str, draft_id: str) -> list[Known]:
    rows = db.session.execute(
        select(ClauseVersion.clause_uid, Clause.hint, ClauseVersion.sha256, ClauseVersion.position)
        .join(
            Clause, (Clause.consultation_id == ClauseVersion.consultation_id) & (Clause.uid == ClauseVersion.clause_uid)
        )
        .where(ClauseVersion.consultation_id == consultation_id, ClauseVersion.draft_id == draft_id)
        .order_by(ClauseVersion.position)
    )
    return [Known(*row) for row in rows]


def _give_identity(consultation_id: str, parts: Sequence[Part], steps: Sequence[Step]) -> list[str]:
    uids: list[str] = []
    for part, step in zip(parts, steps, strict=False):
        uid = step.origin or new_id()
        if step.origin is None:
            db.session.add(Clause(consultation_id=consultation_id, uid=uid, hint=part.hint))
        uids.append(uid)
    db.session.flush()
    return uids


def _add_versions(draft: Draft, parts: Sequence[Part], uids: Sequence[str], moment: datetime) -> None:
    for position, (part, uid) in enumerate(zip(parts, uids, strict=True)):
        version = ClauseVersion(
            consultation_id=draft.consultation_id,
            id=new_id(),
            draft_id=draft.id,
            clause_uid=uid,
            parent_uid=uids[part.parent] if part.parent is not None else None,
            kind=part.kind,
            position=position,
            number=part.number,
            negotiation_state=NegotiationState.OPEN,
            sha256=part_digest(part),
        )
        db.session.add(version)
        db.session.flush()
        db.session.add(
            ClauseText(
                consultation_id=draft.consultation_id,
                clause_version_id=version.id,
                lang=draft.language,
                heading=part.heading,
                text=part.text,
                status=TextStatus.AUTHORITATIVE,
                source_sha256=text_digest(part.heading, part.text),
                at=moment,
            )
        )


def _add_lineage(draft: Draft, steps: Sequence[Step], uids: Sequence[str]) -> None:
    for step in steps:
        db.session.add(
            ClauseLineage(
                consultation_id=draft.consultation_id,
                id=new_id(),
                draft_id=draft.id,
                from_uid=step.origin,
                to_uid=uids[step.part] if step.part is not None and step.kind is not Lineage.DELETED else None,
                kind=step.kind,
            )
        )


def _source_text(version: ClauseVersion) -> ClauseText:
    draft = db.session.get_one(Draft, (version.consultation_id, version.draft_id))
    return db.session.get_one(ClauseText, (version.consultation_id, version.id, draft.language))
