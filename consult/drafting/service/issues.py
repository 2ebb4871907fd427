"""Problems that readers report with a translation: in a queue until someone says what became of each."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from consult.consultations.service import Role
from consult.drafting.rules.translation import LONGEST_REPORT, NEXT_STATES, IssueState
from consult.drafting.rules.wording import Fault, Words, fault_of, tidied
from consult.drafting.service.reading import ClauseView, DraftView, subject_of
from consult.drafting.tables import ClauseText, ClauseVersion, Draft, TranslationIssue
from consult.kernel import clock, counters
from consult.kernel.db import db
from consult.kernel.errors import NotFound, Refused, msgid
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType


class TranslationReportEmpty(Refused):
    """Whoever reports a problem says what it is."""

    code = "translation-report-empty"
    status = 422
    sentence = msgid("Say what is wrong before you send it.")


class TranslationReportTooLong(Refused):
    """A report and its answer have at most 1,000 characters."""

    code = "translation-report-too-long"
    status = 422
    sentence = msgid("This may have %(most)s characters and has %(length)s. Shorten it, then send it again.")


class TranslationReportNoText(Refused):
    """A report is made of characters that can be shown."""

    code = "translation-report-no-text"
    status = 422
    sentence = msgid("This holds characters that cannot be shown. Type it anew, or paste it as plain text.")


class ReportedWordsMissing(Refused):
    """Who quotes a translation quotes what stands there."""

    code = "translation-quote-missing"
    status = 422
    sentence = msgid(
        "The quoted words are not in this translation. Copy them from it exactly, or leave the field empty."
    )


class NoTranslation(Refused):
    """A problem with a translation is reported where there is one."""

    code = "no-translation"
    status = 422
    sentence = msgid("This clause has no words in that language yet. Choose a language that it is translated into.")


class IssueMoved(Refused):
    """What became of a report is said once."""

    code = "translation-report-moved"
    status = 409
    sentence = msgid("Someone has answered this report in the meantime. Open the page again to see how it stands.")


@dataclass(frozen=True, slots=True)
class IssueView:
    """A reported problem with a translation, in its place, and what became of it."""

    id: str
    number: int
    draft_number: int
    clause_uid: str
    clause_number: str
    version_id: str
    lang: str
    quote: str
    note: str
    state: str
    reported_at: datetime
    answer: str
    answered_by: str | None
    answered_at: datetime | None

    @property
    def following(self) -> tuple[IssueState, ...]:
        """What can become of it now."""
        return NEXT_STATES[IssueState(self.state)]


def report_issue(*, clause: ClauseView, draft: DraftView, lang: str, quote: str, note: str, by_person: str) -> int:
    """Return the public number of a problem that a reader reports with a clause's translation.

    Refuses a language that the clause has no words in, words that are not in them, and a note that is missing, too
    long or no text.
    """
    row = db.session.get(ClauseText, (draft.consultation_id, clause.version_id, lang))
    if row is None or lang == draft.language:
        raise NoTranslation(field="in_language")
    said, quoted = _checked(note, "note"), _checked(quote, "quote", may_be_empty=True)
    if quoted and quoted not in row.text and quoted not in row.heading:
        raise ReportedWordsMissing(field="quote")
    issue = TranslationIssue(
        consultation_id=draft.consultation_id,
        id=new_id(),
        number=counters.next_number(db.session, scope=draft.consultation_id, series="translation_issue"),
        clause_version_id=clause.version_id,
        lang=lang,
        quote=quoted,
        note=said,
        state=IssueState.OPEN,
        reported_by=by_person,
        reported_at=clock.now(db.session),
    )
    db.session.add(issue)
    db.session.flush()
    _record(issue, clause.subject, by_person, issue.reported_at, Role.PARTICIPANT)
    return issue.number


def answer_issue(
    *, consultation_id: str, number: int, state: IssueState, answer: str, by_person: str, seen: str
) -> IssueView:
    """Return a reported problem with what has become of it.

    Refuses `not-found`, a report whose state is not the one that was `seen` or cannot become this one, and an answer
    that is missing, too long or no text.
    """
    row = db.session.scalars(
        select(TranslationIssue)
        .where(TranslationIssue.consultation_id == consultation_id, TranslationIssue.number == number)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if row is None:
        raise NotFound
    said = _checked(answer, "answer")
    if row.state != seen or state not in NEXT_STATES[IssueState(row.state)]:
        raise IssueMoved
    row.state, row.answer, row.answered_by, row.answered_at = state, said, by_person, clock.now(db.session)
    db.session.flush()
    version = db.session.get_one(ClauseVersion, (consultation_id, row.clause_version_id))
    subject = subject_of(version.clause_uid, version.id)
    _record(row, subject, by_person, row.answered_at, Role.TRANSLATOR)
    return issue_numbered(consultation_id, number)


def list_issues(
    consultation_id: str, *, states: Collection[str] = (), version_id: str | None = None
) -> list[IssueView]:
    """Return the reported problems, newest first: those in some states, or with one clause version, where named."""
    wanted = (
        select(TranslationIssue, ClauseVersion.clause_uid, ClauseVersion.number, Draft.number)
        .join(
            ClauseVersion,
            (ClauseVersion.consultation_id == TranslationIssue.consultation_id)
            & (ClauseVersion.id == TranslationIssue.clause_version_id),
        )
        .join(Draft, (Draft.consultation_id == ClauseVersion.consultation_id) & (Draft.id == ClauseVersion.draft_id))
        .where(TranslationIssue.consultation_id == consultation_id)
        .order_by(TranslationIssue.number.desc())
    )
    if states:
        wanted = wanted.where(TranslationIssue.state.in_(set(states)))
    if version_id:
        wanted = wanted.where(TranslationIssue.clause_version_id == version_id)
    return [_view(*row) for row in db.session.execute(wanted)]


def issue_numbered(consultation_id: str, number: int) -> IssueView:
    """Return the reported problem with this public number; refuse `not-found`."""
    found = next((one for one in list_issues(consultation_id) if one.number == number), None)
    if found is None:
        raise NotFound
    return found


def _checked(typed: str, field: str, *, may_be_empty: bool = False) -> str:
    said = tidied(Words("", typed)).text
    if not said and not may_be_empty:
        raise TranslationReportEmpty(field=field)
    if len(said) > LONGEST_REPORT:
        raise TranslationReportTooLong(field=field, most=LONGEST_REPORT, length=len(said))
    fault = fault_of(Words("", said), is_principle=False)
    if fault is not None and fault[1] is Fault.CONTROL_CHARACTER:
        raise TranslationReportNoText(field=field)
    return said


def _record(row: TranslationIssue, subject: str, person: str, at: datetime, role: Role) -> None:
    ledger.append(
        log_id=row.consultation_id,
        kind=LeafType.TRANSLATION_REPORT if row.state == IssueState.OPEN else LeafType.TRANSLATION_ANSWER,
        content={
            "number": row.number,
            "lang": row.lang,
            "quote": row.quote,
            "note": row.note,
            "state": str(row.state),
            "answer": row.answer,
        },
        at=at,
        role=role,
        person=person,
        subject=subject,
        visible_from=at,
    )


def _view(row: TranslationIssue, uid: str, clause_number: str, draft_number: int) -> IssueView:
    return IssueView(
        id=row.id,
        number=row.number,
        draft_number=draft_number,
        clause_uid=uid,
        clause_number=clause_number,
        version_id=row.clause_version_id,
        lang=row.lang,
        quote=row.quote,
        note=row.note,
        state=row.state,
        reported_at=row.reported_at,
        answer=row.answer,
        answered_by=row.answered_by,
        answered_at=row.answered_at,
    )
