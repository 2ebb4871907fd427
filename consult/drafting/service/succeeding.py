"""The next draft, begun from the published one: the same clauses, some of them saying something else."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from consult.accounts.rules.identity import clean_name
from consult.consultations.rules.naming import LONGEST_TITLE
from consult.consultations.service import TitleRefused
from consult.drafting.rules import ClauseKind, Stage
from consult.drafting.rules.outline import Entry, Outline, inserted, renumbered, reworded, without
from consult.drafting.rules.tracing import trace
from consult.drafting.rules.wording import Words
from consult.drafting.service.carrying import carry_texts
from consult.drafting.service.hindering import checked, telling
from consult.drafting.service.outlines import outline_of, write_lineage, write_parts
from consult.drafting.service.reading import DraftView, draft_view
from consult.drafting.service.settling import carry_negotiation
from consult.drafting.service.staging import set_stage, usual_stage
from consult.drafting.tables import Draft
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import NotFound, Refused, msgid
from consult.kernel.ids import new_id


class DraftInHand(Refused):
    """There is one next draft."""

    code = "draft-in-hand"
    status = 409
    sentence = msgid(
        "The next draft, number %(number)s, is being written already. Go on with that one, or throw it away first."
    )


@dataclass(frozen=True, slots=True)
class Insertion:
    """A new part: after which one it stands (None: at the beginning), what it is, and what it says.

    Whoever needs its identity brings it along; several after the same part stand in the order in which they are given.
    """

    after_uid: str | None
    kind: ClauseKind
    heading: str
    text: str
    uid: str | None = None


def continue_draft(
    *,
    consultation_id: str,
    title: str,
    edits: Mapping[str, Words] | None = None,
    removed: Collection[str] = (),
    inserted: Sequence[Insertion] = (),
    symbol: str | None = None,
    stage: Stage | None = None,
    by_person: str | None,
) -> DraftView:
    """Return the next draft, unpublished: the newest published one with these changes, every clause keeping its identity.

    Refuses a title that is empty or too long, a next draft that is there already, a consultation without a published
    one, a clause that is not in it, words that cannot stand in a text, and taking away what others stand under.
    """
    called = clean_name(title, LONGEST_TITLE)
    if called is None:
        raise TitleRefused(field="title")
    before = _published(consultation_id)
    old = outline_of(before)
    if not {*(edits or {}), *removed, *filter(None, (one.after_uid for one in inserted))} <= {one.uid for one in old}:
        raise NotFound
    new = _changed(old, edits or {}, removed, inserted)
    reached = usual_stage(draft_view(before), stage)
    draft = Draft(
        consultation_id=consultation_id,
        id=new_id(),
        number=before.number + 1,
        title=called,
        stage=reached.stage,
        revision=reached.revision,
        language=before.language,
        created_at=clock.now(db.session),
    )
    db.session.add(draft)
    db.session.flush()
    write_parts(draft, new)
    write_lineage(draft, trace(old, new, {(one.uid, one.uid) for one in old}))
    carry_texts(consultation_id=consultation_id, draft_id=draft.id)
    carry_negotiation(draft_view(before), draft_view(draft))
    if symbol:
        return set_stage(
            consultation_id=consultation_id,
            draft_id=draft.id,
            stage=reached.stage,
            revision=reached.revision,
            symbol=symbol,
            by_person=by_person,
        )
    return draft_view(draft)


def draft_in_hand(consultation_id: str) -> DraftView | None:
    """Return the draft that comes after the published ones and is being written, or None."""
    newest = _newest(consultation_id)
    return draft_view(newest) if newest is not None and newest.published_at is None else None


def _published(consultation_id: str) -> Draft:
    """Return the newest draft, which nobody else continues meanwhile; refuse one that is not published."""
    newest = _newest(consultation_id, locks=True)
    if newest is None:
        raise NotFound
    if newest.published_at is None:
        raise DraftInHand(number=newest.number)
    return newest


def _newest(consultation_id: str, *, locks: bool = False) -> Draft | None:
    wanted = select(Draft).where(Draft.consultation_id == consultation_id).order_by(Draft.number.desc()).limit(1)
    return db.session.scalars(wanted.with_for_update() if locks else wanted).one_or_none()


def _changed(
    old: Outline, edits: Mapping[str, Words], removed: Collection[str], new: Sequence[Insertion]
) -> list[Entry]:
    kinds = {one.uid: one.kind for one in old}
    done = reworded(old, {uid: checked(words, kinds[uid]) for uid, words in edits.items()})
    with telling():
        for one in reversed(new):  # each goes right after its place, so that the first of several comes first
            done = inserted(done, _entry(one), one.after_uid)
        for uid in (one.uid for one in reversed(old) if one.uid in removed):
            done = without(done, uid)
        return renumbered(done, old)


def _entry(one: Insertion) -> Entry:
    words = checked(Words(one.heading, one.text), one.kind)
    return Entry(one.uid or new_id(), one.kind, None, "", words)
