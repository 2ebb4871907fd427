"""Decisions on the words of objections: hidden under a rule of the moderation code, and shown again."""

from consult.consultations.service import Role
from consult.deliberation.service import objections
from consult.deliberation.service.objections import ObjectionView
from consult.drafting import service as drafting
from consult.kernel import clock
from consult.kernel.db import db
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.moderation.rules import ActionKind, Ground, is_note
from consult.moderation.service.deciding import AlreadyDecided, GroundNeeded, NoteNeeded


def decide_on_objection(
    *, consultation_id: str, number: int, action: ActionKind, person_id: str, rule: str | None, note: str
) -> ObjectionView:
    """Return the objection with its words hidden under a rule, or shown again; its number, category and state stay.

    Hiding needs a rule and a note, restoring a note. Refuses a decision that someone has taken already.
    """
    hides = action is ActionKind.HIDE
    if hides and rule not in set(Ground):
        raise GroundNeeded(field="rule")
    if not is_note(note, needed=True):
        raise NoteNeeded(field="note")
    ground, words = (rule, note.strip()) if hides else (None, None)
    done = objections.set_hidden(consultation_id=consultation_id, number=number, rule=ground, note=words)
    if done is None:
        raise AlreadyDecided
    moment = clock.now(db.session)
    ledger.append(
        log_id=consultation_id,
        kind=LeafType.MODERATION_HIDE if hides else LeafType.MODERATION_RESTORE,
        content={"objection": number, "rule": ground, "note": note.strip()},
        at=moment,
        role=Role.MODERATOR,
        person=person_id,
        round_id=done.round_id,
        subject=drafting.subject_of(done.clause_uid, done.clause_version_id),
        ref=done.leaf,
        visible_from=moment,
    )
    return done
