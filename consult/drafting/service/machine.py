"""What is missing of a draft in one language, filled by a machine as somebody asked: a draft that is always labelled."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import select, update

from consult.drafting.rules import TextStatus
from consult.drafting.rules.translation import MISSING
from consult.drafting.service.reading import ClauseView, draft_by_id
from consult.drafting.service.translating import SourceFixed, add_text
from consult.drafting.service.workbench import standing_of, standings_of
from consult.drafting.tables import MachineRequest
from consult.kernel import chores, clock
from consult.kernel.db import db, insert
from consult.kernel.errors import NotFound
from consult.kernel.transaction import let_go, transaction
from consult.kernel.translator import NotTranslated, Translator, current_translator

FIRST_WAIT = timedelta(minutes=1)
LEASE = timedelta(minutes=10)
"""How long a worker that died keeps others from filling the same language."""
MOST_ATTEMPTS = 5

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class MachineWork:
    """How far a wish for machine drafts has come; `failure` says why nothing more comes, where that is so."""

    asked_at: datetime
    is_done: bool
    failure: str | None


@dataclass(frozen=True, slots=True)
class _Asked:
    consultation_id: str
    draft_id: str
    lang: str
    attempts: int


def ask_machine(*, consultation_id: str, draft_id: str, lang: str, by_person: str) -> None:
    """Have a machine fill what is missing of a draft in a language, as soon as a worker comes to it.

    Refuses `not-found` where there is no machine, and the language that the draft is written in.
    """
    if current_translator() is None:
        raise NotFound
    if draft_by_id(consultation_id, draft_id).language == lang:
        raise SourceFixed
    moment = clock.now(db.session)
    anew = {
        "asked_by": by_person,
        "asked_at": moment,
        "due_at": moment,
        "attempts": 0,
        "done_at": None,
        "failure": None,
    }
    row = insert(MachineRequest, db.session).values(
        consultation_id=consultation_id, draft_id=draft_id, lang=lang, **anew
    )
    key = ["consultation_id", "draft_id", "lang"]
    db.session.execute(row.on_conflict_do_update(index_elements=key, set_=anew))
    chores.wake_after_commit()


def machine_work_on(consultation_id: str, draft_id: str, lang: str) -> MachineWork | None:
    """Return how far the newest wish for machine drafts in a language has come, or None where nobody asked."""
    row = db.session.get(MachineRequest, (consultation_id, draft_id, lang))
    return MachineWork(row.asked_at, row.done_at is not None, row.failure) if row else None


@chores.chore
def fill_with_machine_drafts() -> int:
    """Fill every language that somebody asked a machine to fill; return how many clauses it translated.

    No transaction is open while the machine is asked. A machine that does not answer is asked again later, and not for
    ever.
    """
    machine, done = current_translator(), 0
    while machine is not None and (asked := _claim_next()) is not None:
        done += _fill(machine, asked)
    return done


def _claim_next() -> _Asked | None:
    with transaction() as session:
        moment = clock.now(session)
        row = session.scalars(
            select(MachineRequest)
            .where(MachineRequest.done_at.is_(None), MachineRequest.due_at <= moment)
            .where(MachineRequest.attempts < MOST_ATTEMPTS)
            .order_by(MachineRequest.due_at)
            .limit(1)
            .with_for_update(skip_locked=True)
        ).one_or_none()
        if row is None:
            return None
        row.attempts += 1
        row.due_at = moment + LEASE
        return _Asked(row.consultation_id, row.draft_id, row.lang, row.attempts)


def _fill(machine: Translator, asked: _Asked) -> int:
    draft = draft_by_id(asked.consultation_id, asked.draft_id)
    missing = [one.source for one in standings_of(draft, asked.lang) if one.status == MISSING]
    done = 0
    for clause in missing:
        let_go()
        try:
            words = _translated(machine, clause, asked.lang)
        except NotTranslated as error:
            log.warning("not translated by a machine", lang=asked.lang, reason=str(error), attempts=asked.attempts)
            _note(asked, failure=str(error)[:200], wait=FIRST_WAIT * 2 ** (asked.attempts - 1))
            return done
        done += _keep(asked, clause, words)
    _note(asked)
    return done


def _translated(machine: Translator, clause: ClauseView, lang: str) -> tuple[str, str]:
    heading, text = (
        machine.translate(said, source=clause.lang, target=lang) if said else ""
        for said in (clause.heading, clause.text)
    )
    return heading, text


def _keep(asked: _Asked, clause: ClauseView, words: tuple[str, str]) -> int:
    """Keep a machine's words, unless somebody has translated the clause meanwhile."""
    with transaction():
        draft = draft_by_id(asked.consultation_id, asked.draft_id)
        if standing_of(draft, clause.uid, asked.lang).status != MISSING:
            return 0
        add_text(
            consultation_id=asked.consultation_id,
            version_id=clause.version_id,
            lang=asked.lang,
            heading=words[0][:500],
            text=words[1],
            status=TextStatus.MACHINE,
        )
        return 1


def _note(asked: _Asked, *, failure: str | None = None, wait: timedelta | None = None) -> None:
    with transaction() as session:
        moment = clock.now(session)
        values = {"failure": failure, "due_at": moment + wait} if wait else {"failure": None, "done_at": moment}
        session.execute(
            update(MachineRequest)
            .where(MachineRequest.consultation_id == asked.consultation_id)
            .where(MachineRequest.draft_id == asked.draft_id, MachineRequest.lang == asked.lang)
            .values(values)
        )
