"""Corrigenda: published words corrected by one editor and a second one, numbered, with the words as they were beside them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from consult.consultations.service import Role
from consult.drafting import service as drafting
from consult.drafting.rules import Piece, redline
from consult.drafting.rules.wording import LONGEST_CLAUSE, Words, tidied
from consult.drafting.service import DraftView
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import NotFound, Refused, msgid
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.rounds.rules.corrigenda import CLASSES, LONGEST_REASON, CorrigendumState
from consult.rounds.tables import Corrigendum


class CorrigendumClassNeeded(Refused):
    """What changes the meaning of a text is no correction."""

    code = "corrigendum-class-needed"
    status = 422
    sentence = msgid("Choose what the correction is. What changes the meaning of the text needs a new draft.")


class CorrigendumReasonNeeded(Refused):
    """A correction of a published text is explained."""

    code = "corrigendum-reason-needed"
    status = 422
    sentence = msgid("Say in one to 1,000 characters why the words are corrected; the reason is published.")


class SecondEditorNeeded(Refused):
    """Nobody confirms a correction of their own."""

    code = "second-editor-needed"
    status = 409
    sentence = msgid("You proposed this corrigendum, so a second editor has to confirm or decline it. Ask one to.")


class CorrigendumDecided(Refused):
    """What is confirmed or declined stays so."""

    code = "corrigendum-decided"
    status = 409
    sentence = msgid("This corrigendum is confirmed or declined already. Open the list to see how it stands.")


@dataclass(frozen=True, slots=True)
class CorrigendumView:
    """A corrigendum: its number once confirmed, and the redline of the heading or text that it corrects, as `part` says."""

    id: str
    draft_id: str
    number: int | None
    clause_uid: str
    lang: str
    part: str
    old_words: str
    new_words: str
    pieces: tuple[Piece, ...]
    reason: str
    change_class: int
    state: CorrigendumState
    proposed_by: str
    proposed_at: datetime
    decided_at: datetime | None

    @property
    def is_confirmed(self) -> bool:
        """Whether the text shows the corrected words."""
        return self.state is CorrigendumState.CONFIRMED


def propose_corrigendum(
    *,
    draft: DraftView,
    clause_uid: str,
    lang: str,
    old_words: str,
    new_words: str,
    change_class: int | None,
    reason: str,
    person_id: str,
) -> CorrigendumView:
    """Return a corrigendum to words of a published draft, which changes nothing until a second editor confirms it.

    Refuses words that do not stand in the clause once in this language, the same words, a class above 2, a missing
    reason, and a draft that is not published.
    """
    clause = drafting.clause_by_uid(draft, clause_uid, lang=lang)
    old, new, why = _tidy(old_words), _tidy(new_words), reason.replace("\r\n", "\n").strip()
    scope = {"consultation_id": draft.consultation_id, "version_id": clause.version_id, "lang": lang}
    found = drafting.corrected_words(**scope, old=old, new=new)
    if old == new or not found.after.strip() or len(found.after) > LONGEST_CLAUSE:
        raise drafting.NothingToCorrect(field="new_words")
    if change_class not in CLASSES:
        raise CorrigendumClassNeeded(field="change_class")
    if not 1 <= len(why) <= LONGEST_REASON:
        raise CorrigendumReasonNeeded(field="reason")
    row = Corrigendum(
        consultation_id=draft.consultation_id,
        id=new_id(),
        draft_id=draft.id,
        clause_uid=clause_uid,
        clause_version_id=clause.version_id,
        lang=lang,
        part=found.part,
        old_words=old,
        new_words=new,
        before=found.before,
        after=found.after,
        reason=why,
        change_class=change_class,
        state=CorrigendumState.PROPOSED,
        proposed_by=person_id,
        proposed_at=clock.now(db.session),
    )
    db.session.add(row)
    db.session.flush()
    return _view(row)


def confirm_corrigendum(*, draft: DraftView, corrigendum_id: str, person_id: str) -> CorrigendumView:
    """Return the corrigendum with its number; from now on the text shows the corrected words everywhere.

    Refuses whoever proposed it, one that is decided already, and words that do not stand in the clause any more.
    """
    row = _undecided(draft, corrigendum_id, person_id)
    number = 1 + (
        db.session.scalar(
            select(func.max(Corrigendum.number)).where(
                Corrigendum.consultation_id == draft.consultation_id, Corrigendum.draft_id == draft.id
            )
        )
        or 0
    )
    found = drafting.correct_text(
        consultation_id=draft.consultation_id,
        version_id=row.clause_version_id,
        lang=row.lang,
        old=row.old_words,
        new=row.new_words,
        by_person=person_id,
        note=f"corrigendum {number}",
    )
    row.number, row.part, row.before, row.after = number, found.part, found.before, found.after
    _decide(row, CorrigendumState.CONFIRMED, person_id)
    _record(row, draft, person_id)
    return _view(row)


def decline_corrigendum(*, draft: DraftView, corrigendum_id: str, person_id: str) -> CorrigendumView:
    """Return the corrigendum, declined: it gets no number and changes nothing. Refuses what confirming refuses."""
    row = _undecided(draft, corrigendum_id, person_id)
    _decide(row, CorrigendumState.DECLINED, person_id)
    return _view(row)


def corrigenda_of(draft: DraftView) -> list[CorrigendumView]:
    """Return the confirmed corrigenda to a draft by their numbers."""
    return [_view(row) for row in _rows(draft, CorrigendumState.CONFIRMED)]


def proposed_corrigenda(draft: DraftView) -> list[CorrigendumView]:
    """Return the corrigenda to a draft that wait for a second editor, oldest first."""
    return [_view(row) for row in _rows(draft, CorrigendumState.PROPOSED)]


def get_corrigendum(draft: DraftView, corrigendum_id: str) -> CorrigendumView:
    """Return the corrigendum; refuse `not-found`."""
    return _view(_row(draft, corrigendum_id))


def corrections_in(draft: DraftView) -> dict[tuple[str, str], tuple[int, ...]]:
    """Return the numbers of the corrigenda that corrected a clause in a language, by clause and language."""
    found = defaultdict[tuple[str, str], tuple[int, ...]](tuple)
    for one in corrigenda_of(draft):
        found[one.clause_uid, one.lang] += (one.number or 0,)
    return dict(found)


def _tidy(typed: str) -> str:
    return tidied(Words("", typed)).text


def _rows(draft: DraftView, state: CorrigendumState) -> list[Corrigendum]:
    wanted = (
        select(Corrigendum)
        .where(Corrigendum.consultation_id == draft.consultation_id, Corrigendum.draft_id == draft.id)
        .where(Corrigendum.state == state)
        .order_by(Corrigendum.number, Corrigendum.proposed_at)
    )
    return list(db.session.scalars(wanted))


def _row(draft: DraftView, corrigendum_id: str) -> Corrigendum:
    row = db.session.get(
        Corrigendum, (draft.consultation_id, corrigendum_id), with_for_update=True, populate_existing=True
    )
    if row is None or row.draft_id != draft.id:
        raise NotFound
    return row


def _undecided(draft: DraftView, corrigendum_id: str, person_id: str) -> Corrigendum:
    row = _row(draft, corrigendum_id)
    if row.state != CorrigendumState.PROPOSED:
        raise CorrigendumDecided
    if row.proposed_by == person_id:
        raise SecondEditorNeeded
    return row


def _decide(row: Corrigendum, state: CorrigendumState, person_id: str) -> None:
    row.state, row.decided_by, row.decided_at = state, person_id, clock.now(db.session)
    db.session.flush()


def _record(row: Corrigendum, draft: DraftView, person_id: str) -> None:
    moment = row.decided_at or row.proposed_at
    ledger.append(
        log_id=row.consultation_id,
        kind=LeafType.TEXT_CORRECT,
        content={
            "draft": draft.number,
            "corrigendum": row.number,
            "lang": row.lang,
            "part": row.part,
            "old": row.old_words,
            "new": row.new_words,
            "class": row.change_class,
            "reason": row.reason,
        },
        at=moment,
        role=Role.EDITOR,
        person=person_id,
        subject=drafting.subject_of(row.clause_uid, row.clause_version_id),
        visible_from=moment,
    )


def _view(row: Corrigendum) -> CorrigendumView:
    return CorrigendumView(
        id=row.id,
        draft_id=row.draft_id,
        number=row.number,
        clause_uid=row.clause_uid,
        lang=row.lang,
        part=row.part,
        old_words=row.old_words,
        new_words=row.new_words,
        pieces=redline(row.before, row.after),
        reason=row.reason,
        change_class=row.change_class,
        state=CorrigendumState(row.state),
        proposed_by=row.proposed_by,
        proposed_at=row.proposed_at,
        decided_at=row.decided_at,
    )
