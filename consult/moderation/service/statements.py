"""Decisions on statements that participants submitted: accepted before they are asked, or rejected under a rule."""

from collections.abc import Mapping

from consult.accounts import service as accounts
from consult.consultations import service as consultations
from consult.consultations.service import Role
from consult.deliberation.rules.words import Moderated
from consult.deliberation.service import StatementView, statements
from consult.kernel import clock, counters
from consult.kernel.db import db
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.moderation.rules import ActionKind, Ground, is_note
from consult.moderation.service.deciding import LEAVES, AlreadyDecided, GroundNeeded, NoteNeeded
from consult.moderation.tables import Action
from consult.rounds import service as rounds
from consult.rounds.service import RoundView

DECIDED_LETTER = "statement-decided"
STATES: Mapping[ActionKind, Moderated] = {
    ActionKind.REVIEW: Moderated.ACCEPTED,
    ActionKind.HIDE: Moderated.REJECTED,
    ActionKind.RESTORE: Moderated.ACCEPTED,
}


def decide_on_statement(
    *, consultation_id: str, statement_id: str, action: ActionKind, person_id: str, rule: str | None, note: str
) -> StatementView:
    """Return the statement, accepted or rejected from now on; its author is told, and a rejection is on the public log.

    One that was accepted can be rejected later: the answers that it has stay, and nobody else is asked. Rejecting
    needs a rule and a note, accepting what was rejected a note. Refuses a round that is not open, a statement that was
    withdrawn, and a decision that someone has taken already.
    """
    if action is ActionKind.HIDE and rule not in set(Ground):
        raise GroundNeeded(field="rule")
    if not is_note(note, needed=action is not ActionKind.REVIEW):
        raise NoteNeeded(field="note")
    # The number comes first: two moderators who decide at the same moment queue at its counter.
    number = counters.next_number(db.session, scope=consultation_id, series="moderation")
    before = statements.get_statement(consultation_id, statement_id)
    one, _ = rounds.require_open(consultation_id=consultation_id, round_id=before.round_id)
    if (action is ActionKind.RESTORE) is not (before.moderated == Moderated.REJECTED):
        raise AlreadyDecided
    ground = rule if action is ActionKind.HIDE else None
    done = statements.set_moderated(
        consultation_id=consultation_id,
        statement_id=statement_id,
        to=STATES[action],
        rule=ground,
        note=note.strip(),
    )
    if done is None:
        raise AlreadyDecided
    row = Action(
        consultation_id=consultation_id,
        id=new_id(),
        number=number,
        statement_id=statement_id,
        action=action,
        rule=ground,
        note=note.strip(),
        by_person=person_id,
        by_role=Role.MODERATOR,
        at=clock.now(db.session),
    )
    db.session.add(row)
    db.session.flush()
    _record(row, done)
    _tell_author(one, done, row)
    return done


def _record(row: Action, done: StatementView) -> None:
    """Put a decision on record; with an acceptance the words that are public from then on.

    The note is there where something was rejected before or is now. What a moderator writes beside an acceptance is for
    the author alone.
    """
    words = {"text": done.text, "lang": done.lang} if done.is_asked else {}
    note = {} if row.action == ActionKind.REVIEW else {"note": row.note}
    ledger.append(
        log_id=row.consultation_id,
        kind=LeafType(LEAVES[ActionKind(row.action)]),
        content={"statement": done.number, "rule": row.rule, **note, "number": row.number, **words},
        at=row.at,
        role=Role.MODERATOR,
        person=row.by_person,
        round_id=done.round_id,
        subject=f"statement:{done.id}",
        ref=done.leaf,
        visible_from=row.at,
    )


def _tell_author(one: RoundView, done: StatementView, row: Action) -> None:
    """Write to whoever submitted the statement what became of it, once for each decision."""
    author = statements.author_of(one.consultation_id, done.id)
    if author is None:
        return
    consultation = consultations.consultation_by_id(one.consultation_id)
    accounts.write_to(
        people=[author],
        key=f"{DECIDED_LETTER}:{row.id}",
        letter=DECIDED_LETTER,
        locale=consultation.language,
        parameters={
            "slug": consultation.slug,
            "title": consultation.title,
            "round": one.number,
            "number": done.number,
            "text": done.text,
            "rule": row.rule,
            "note": row.note,
        },
    )
