"""Drafts as they are made: laid down, and followed from the one before."""

from collections.abc import Sequence
from datetime import datetime

from consult.accounts.rules.identity import clean_name
from consult.consultations.rules.naming import LONGEST_TITLE
from consult.consultations.service import TitleRefused
from consult.drafting.rules import (
    HEADINGS,
    NegotiationState,
    Part,
    Stage,
    TextStatus,
    follow,
    part_digest,
    text_digest,
)
from consult.drafting.service.carrying import carry_texts
from consult.drafting.service.following import add_lineage, give_identity, known_clauses
from consult.drafting.service.reading import DraftView, draft_view, latest_draft
from consult.drafting.service.settling import carry_negotiation
from consult.drafting.service.staging import usual_stage
from consult.drafting.tables import ClauseText, ClauseVersion, Draft
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import Refused, msgid
from consult.kernel.ids import new_id


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
    stage: Stage | None = None,
    symbol: str | None = None,
) -> DraftView:
    """Return the consultation's next draft, unpublished, its clauses followed from the draft before.

    Without a `stage` it has the one that usually comes next. Refuses a title that is empty or too long, and a text
    without any clause.
    """
    called = clean_name(title, LONGEST_TITLE)
    if called is None:
        raise TitleRefused(field="title")
    if not any(part.kind not in HEADINGS for part in parts):
        raise NoClauses
    before = latest_draft(consultation_id)
    moment, reached = clock.now(db.session), usual_stage(before, stage)
    draft = Draft(
        consultation_id=consultation_id,
        id=new_id(),
        number=before.number + 1 if before else 1,
        title=called,
        symbol=symbol,
        stage=reached.stage,
        revision=reached.revision,
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
    carry_texts(consultation_id=consultation_id, draft_id=draft.id)
    if before:
        carry_negotiation(before, draft_view(draft))
    return draft_view(draft)


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
