"""Drafts as they are made: laid down, followed from the one before, published."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from consult.accounts.rules.identity import clean_name
from consult.consultations.rules.naming import LONGEST_TITLE
from consult.consultations.service import Role, TitleRefused
from consult.drafting.rules import (
    ClauseKind,
    NegotiationState,
    Part,
    Stage,
    TextStatus,
    draft_digest,
    follow,
    part_digest,
    text_digest,
)
from consult.drafting.service.following import add_lineage, give_identity, known_clauses, require_lineage
from consult.drafting.service.reading import DraftView, draft_view, latest_draft, subject_of
from consult.drafting.tables import ClauseText, ClauseVersion, Draft
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


class SourceFixed(Refused):
    """The words that people consult on change only with a new draft."""

    code = "source-fixed"
    status = 409
    sentence = msgid("The text in its own language changes only with a new draft. Add a draft with the new words.")


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

    Refuses a title that is empty or too long, and a text without any clause.
    """
    called = clean_name(title, LONGEST_TITLE)
    if called is None:
        raise TitleRefused(field="title")
    if not any(part.kind is not ClauseKind.PRINCIPLE for part in parts):
        raise NoClauses
    before = latest_draft(consultation_id)
    moment = clock.now(db.session)
    draft = Draft(
        consultation_id=consultation_id,
        id=new_id(),
        number=before.number + 1 if before else 1,
        title=called,
        symbol=symbol,
        stage=stage,
        language=language,
        created_at=moment,
    )
    db.session.add(draft)
    db.session.flush()
    steps = follow(known_clauses(consultation_id, before.id) if before else [], parts)
    uids = give_identity(consultation_id, parts, steps)
    _add_versions(draft, parts, uids, moment)
    if before:
        add_lineage(draft, steps, uids)
    db.session.flush()
    return draft_view(draft)


def publish_draft(*, consultation_id: str, draft_id: str, by_person: str | None) -> DraftView:
    """Return the draft, from now on unchangeable; publishing it twice changes nothing.

    Refuses a draft that does not say what became of each clause of the draft before, or comes before it.
    """
    draft = db.session.get(Draft, (consultation_id, draft_id))
    if draft is None:
        raise NotFound
    if draft.published_at is not None:
        return draft_view(draft)
    require_lineage(draft)
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
        role=Role.EDITOR,
        person=by_person,
        visible_from=draft.published_at,
    )
    return draft_view(draft)


def add_text(
    *,
    consultation_id: str,
    version_id: str,
    lang: str,
    heading: str,
    text: str,
    status: TextStatus,
    by_person: str | None = None,
) -> None:
    """Give a clause its words in one more language, tied to the source they were made from and on record.

    Refuses the language of the source, whose words are what people consult on.
    """
    version = db.session.get_one(ClauseVersion, (consultation_id, version_id))
    draft = db.session.get_one(Draft, (consultation_id, version.draft_id))
    if lang == draft.language:
        raise SourceFixed
    source = db.session.get_one(ClauseText, (consultation_id, version_id, draft.language))
    row = ClauseText(
        consultation_id=consultation_id,
        clause_version_id=version_id,
        lang=lang,
        heading=heading,
        text=text,
        status=status,
        translator=by_person,
        source_sha256=text_digest(source.heading, source.text),
        at=clock.now(db.session),
    )
    db.session.merge(row)
    db.session.flush()
    _record_text(version, row)


def _add_versions(draft: Draft, parts: Sequence[Part], uids: Sequence[str], moment: datetime) -> None:
    versions = [
        ClauseVersion(
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
        for position, (part, uid) in enumerate(zip(parts, uids, strict=True))
    ]
    db.session.add_all(versions)
    db.session.flush()
    db.session.add_all(
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
        for version, part in zip(versions, parts, strict=True)
    )


def _record_text(version: ClauseVersion, row: ClauseText) -> None:
    ledger.append(
        log_id=version.consultation_id,
        kind=LeafType.TRANSLATION_PUBLISH,
        content={
            "lang": row.lang,
            "status": str(row.status),
            "sha256": text_digest(row.heading, row.text),
            "source_sha256": row.source_sha256,
        },
        at=row.at,
        role=Role.TRANSLATOR,
        person=row.translator,
        subject=subject_of(version.clause_uid, version.id),
        visible_from=row.at,
    )
