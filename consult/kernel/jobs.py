"""Work to do later: a row that commits with the act, done once by whoever leases it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import structlog
from sqlalchemy import or_, select
from sqlalchemy.orm import Session, scoped_session

from consult.kernel import clock
from consult.kernel.db import db, insert
from consult.kernel.errors import WorkUnfinished
from consult.kernel.ids import new_id
from consult.kernel.tables import Job
from consult.kernel.transaction import transaction

LEASE = timedelta(minutes=5)
"""How long a worker that died keeps others from its job."""

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
"""A job that failed waits, twice as long each time; it is never given up, for the act that asked for it stands."""

Handler = Callable[[dict[str, Any]], None]
HANDLERS: dict[str, Handler] = {}
"""What does each kind of job; a handler runs inside one transaction and must be idempotent."""

Preparation = Callable[[dict[str, Any]], Callable[[], None]]
PREPARATIONS: dict[str, Preparation] = {}
"""What prepares each kind of job that takes long, and returns the act that writes what came of it."""

log = structlog.get_logger()


def handles(kind: str) -> Callable[[Handler], Handler]:
    """Register the function that does this kind of job."""

    def register(handler: Handler) -> Handler:
        HANDLERS[kind] = handler
        return handler

    return register


def prepares(kind: str) -> Callable[[Preparation], Preparation]:
    """Register the function that reads and computes for this kind of job while no transaction that writes is open.

    What it returns is done inside the job's transaction, where it looks anew at whatever may have changed meanwhile.
    """

    def register(preparation: Preparation) -> Preparation:
        PREPARATIONS[kind] = preparation
        return preparation

    return register


def add_job(
    session: Session | scoped_session[Any],
    *,
    kind: str,
    key: str,
    payload: dict[str, Any],
    due_at: datetime | None = None,
) -> None:
    """Ask for work in the transaction of the act; a second request with the same key adds nothing."""
    moment = clock.now(session)
    row = {
        "id": new_id(),
        "kind": kind,
        "key": key,
        "payload": payload,
        "created_at": moment,
        "due_at": due_at or moment,
        "attempts": 0,
    }
    session.execute(insert(Job, session).values(**row).on_conflict_do_nothing())


def run_due_jobs() -> int:
    """Do every job that is due, each in a transaction of its own; return how many were done.

    One that fails waits for a later turn and keeps no other from being done. Refuses `work-unfinished` at the end when
    there was one.
    """
    done = failed = 0
    while (job_id := _lease_next()) is not None:
        if _run(job_id):
            done += 1
        else:
            failed += 1
    if failed:
        raise WorkUnfinished
    return done


def _lease_next() -> str | None:
    with transaction() as session:
        moment = clock.now(session)
        job = session.scalars(
            select(Job)
            .where(Job.done_at.is_(None), Job.due_at <= moment)
            .where(or_(Job.leased_until.is_(None), Job.leased_until < moment))
            .order_by(Job.due_at)
            .limit(1)
            .with_for_update(skip_locked=True)
        ).one_or_none()
        if job is None:
            return None
        job.leased_until = moment + LEASE
        job.attempts += 1
        return job.id


def _run(job_id: str) -> bool:
    """Do one job; its row is held while it writes, so that what two workers prepared is not written by both."""
    try:
        act = _prepared(job_id)
        with transaction() as session:
            job = session.scalars(_held(job_id)).one_or_none()
            if job is not None:
                act()
                job.done_at, job.payload, job.failure = clock.now(session), {}, None
    except Exception as error:
        log.exception("job failed", job=job_id)
        _put_off(job_id, f"{type(error).__name__}: {error}")
        return False
    return True


def _prepared(job_id: str) -> Callable[[], None]:
    """Return what the job writes, prepared while its lease keeps others from it and everyone else may write."""
    job = db.session.get_one(Job, job_id, populate_existing=True)
    if job.kind in PREPARATIONS:
        return PREPARATIONS[job.kind](job.payload)
    return partial(HANDLERS[job.kind], job.payload)


def _put_off(job_id: str, failure: str) -> None:
    with transaction() as session:
        job = session.scalars(_held(job_id)).one_or_none()
        if job is not None:
            wait = min(FIRST_WAIT * 2 ** min(job.attempts - 1, 10), LONGEST_WAIT)
            job.due_at, job.leased_until, job.failure = clock.now(session) + wait, None, failure


def _held(job_id: str) -> Any:  # noqa: ANN401 - a statement
    return select(Job).where(Job.id == job_id, Job.done_at.is_(None)).with_for_update()


def is_waiting(kind: str, key: str) -> bool:
    """Whether this work has been asked for and is not done."""
    return db.session.scalar(select(Job.id).where(Job.kind == kind, Job.key == key, Job.done_at.is_(None))) is not None
