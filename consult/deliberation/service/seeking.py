"""The public table of decisions, or those of one kind: a page at a time."""

from dataclasses import dataclass, fields
from datetime import datetime

from consult.deliberation.rules.dispositions import DISPOSITIONS_PAGE_SIZE
from consult.deliberation.rules.satisfaction import satisfaction_now
from consult.deliberation.rules.words import Attribution
from consult.deliberation.service.lines import Line, lines_in, seats_behind
from consult.deliberation.service.reading import CommentPage, decided_rows, pages_of
from consult.deliberation.service.views import comment_views
from consult.deliberation.tables import Comment
from consult.kernel import clock
from consult.kernel.db import db
from consult.participation import service as participation


@dataclass(frozen=True, slots=True)
class Sought:
    """Which decisions someone looks for; what is empty asks for all."""

    disposition: str = ""
    clause: str = ""
    category: str = ""
    language: str = ""
    satisfaction: str = ""

    @property
    def is_all(self) -> bool:
        """Whether every decision is asked for."""
        return not any(getattr(self, each.name) for each in fields(self))


EVERYTHING = Sought()


def decided_comments(*, consultation_id: str, round_id: str, sought: Sought = EVERYTHING, page: int = 1) -> CommentPage:
    """Return one page of a round's comments that two people have decided on, in the order of their numbers.

    A comment that its author did not publish is found by its clause, its category and its decision, and not by a
    language or by what its author said of the answer: the page does not tell these.
    """
    wanted = decided_rows(consultation_id, round_id)
    if not sought.is_all:
        wanted = wanted.where(Comment.number.in_(_found(consultation_id, round_id, sought)))
    size = DISPOSITIONS_PAGE_SIZE
    total, chosen, pages = pages_of(wanted, page, size)
    rows = db.session.scalars(wanted.order_by(Comment.number).limit(size).offset((chosen - 1) * size)).all()
    return CommentPage(tuple(comment_views(consultation_id, rows)), total, chosen, pages)


def _found(consultation_id: str, round_id: str, sought: Sought) -> list[int]:
    """Return the numbers of the decided comments that are like what is sought."""
    now = clock.now(db.session)
    found = [
        line.number
        for line in lines_in(consultation_id=consultation_id, round_id=round_id)
        if line.is_decided
        and sought.disposition in {"", line.disposition}
        and sought.clause in {"", line.clause_uid or "none"}
        and _is_told(line, sought)
        and (not sought.satisfaction or _satisfaction(line, now) == sought.satisfaction)
    ]
    if not sought.category:
        return found
    behind = seats_behind(consultation_id=consultation_id, round_id=round_id)
    seats = participation.seats_by_id(consultation_id, {behind[number] for number in found})
    return [number for number in found if (seats[behind[number]].category or "uncategorised") == sought.category]


def _is_told(line: Line, sought: Sought) -> bool:
    if line.attribution == Attribution.UNPUBLISHED and (sought.language or sought.satisfaction):
        return False
    return sought.language in {"", line.lang}


def _satisfaction(line: Line, now: datetime) -> str:
    return satisfaction_now(line.satisfaction, approved_at=line.approved_at or now, now=now)
