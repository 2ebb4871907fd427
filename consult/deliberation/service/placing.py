"""The further clauses that a comment is about: those who answer say so, and it shows there too, to its author's credit."""

from sqlalchemy import delete

from consult.consultations.service import Role
from consult.deliberation.rules.words import Attribution
from consult.deliberation.service.deciding import role_of
from consult.deliberation.service.refused import NotAnswering
from consult.deliberation.service.views import comment_row
from consult.deliberation.tables import Comment, FurtherClause
from consult.drafting import service as drafting
from consult.drafting.service import ClauseView
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.db import insert as insert_or_keep
from consult.kernel.errors import Refused, msgid
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundState


class FurtherClauseNeeded(Refused):
    """A comment is also about a clause of the draft it was made on, other than the one it stands under."""

    code = "further-clause-needed"
    status = 422
    sentence = msgid("Choose a clause of the draft that the comment was made on, other than the one it stands under.")


def say_also_about(*, consultation_id: str, comment_id: str, clause_uid: str, person_id: str) -> None:
    """Have a comment show under a further clause, of the draft it was made on and of those after it that have the clause.

    Saying so again changes nothing. Refuses whoever may not answer, `not-found`, a round whose comments are not being
    answered, and `further-clause-needed`.
    """
    role, comment = _answerable(consultation_id, comment_id, person_id)
    clause = _clauses(comment).get(clause_uid)
    if clause is None or clause_uid == comment.clause_uid:
        raise FurtherClauseNeeded(field="clause")
    moment = clock.now(db.session)
    added = db.session.execute(
        insert_or_keep(FurtherClause, db.session)
        .values(
            consultation_id=consultation_id,
            comment_id=comment_id,
            clause_uid=clause_uid,
            by_person=person_id,
            at=moment,
        )
        .on_conflict_do_nothing()
        .returning(FurtherClause.clause_uid)
    ).all()
    if added:
        _record(comment, clause, role, person_id, is_about=True)


def no_longer_about(*, consultation_id: str, comment_id: str, clause_uid: str, person_id: str) -> None:
    """Have a comment no longer show under a further clause; nothing changes where it does not.

    Refuses whoever may not answer, `not-found`, and a round whose comments are not being answered.
    """
    role, comment = _answerable(consultation_id, comment_id, person_id)
    gone = db.session.execute(
        delete(FurtherClause)
        .where(FurtherClause.consultation_id == consultation_id, FurtherClause.comment_id == comment_id)
        .where(FurtherClause.clause_uid == clause_uid)
        .returning(FurtherClause.clause_uid)
    ).all()
    if gone:
        _record(comment, _clauses(comment)[clause_uid], role, person_id, is_about=False)


def _answerable(consultation_id: str, comment_id: str, person_id: str) -> tuple[Role, Comment]:
    role, comment = role_of(consultation_id, person_id), comment_row(consultation_id, comment_id)
    if rounds.get_round(consultation_id, comment.round_id).state is not RoundState.DISPOSITIONS:
        raise NotAnswering
    return role, comment


def _clauses(comment: Comment) -> dict[str, ClauseView]:
    draft = drafting.draft_by_id(comment.consultation_id, comment.draft_id)
    return {clause.uid: clause for clause in drafting.clauses_of(draft, lang=draft.language)}


def _record(comment: Comment, clause: ClauseView, role: str, person_id: str, *, is_about: bool) -> None:
    moment = clock.now(db.session)
    ledger.append(
        log_id=comment.consultation_id,
        kind=LeafType.COMMENT_ALSO,
        content={"comment": comment.number, "clause": clause.uid, "is_about": is_about},
        at=moment,
        role=role,
        person=person_id,
        round_id=comment.round_id,
        subject=clause.subject,
        ref=comment.leaf,
        visible_from=moment if comment.attribution != Attribution.UNPUBLISHED else None,
    )
