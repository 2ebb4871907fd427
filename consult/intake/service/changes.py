"""What the changes of a draft go back to, as it comes in with a table beside the text."""

from collections.abc import Mapping, Sequence

from consult.drafting import service as drafting
from consult.drafting.rules import Lineage
from consult.drafting.service import DraftView
from consult.front import service as front
from consult.front.service import CommentUnknown, Words
from consult.intake.rules.changes_file import ChangeRow, read_changes
from consult.intake.rules.problems import FileRefused, Findings, Reason, refuse
from consult.intake.service.runs import ImportRefused
from consult.kernel.errors import Refused


def explain_draft(*, draft: DraftView, file: tuple[str, bytes], person_id: str | None) -> DraftView:
    """Return an unpublished draft after a table has said what its changes go back to; published, if nothing is missing then.

    Whoever writes the table has looked at what became of each clause, so where it speaks of every change the lineage
    is confirmed too. A change of class 1 or 2 still waits for a second editor. Refuses, with every problem and its
    line, clauses that did not change, numbers that no comment has, and what is no such table.
    """
    name, data = file
    try:
        rows = read_changes(name, data)
        by_number = _changed(draft)
        _explain(draft, name, rows, by_number, person_id)
    except FileRefused as error:
        raise ImportRefused(error) from error
    scope = {"consultation_id": draft.consultation_id, "draft_id": draft.id}
    if len(rows) == len(by_number):
        drafting.confirm_lineage(**scope, by_person=person_id)
    if drafting.lacks_of(**scope):
        return draft
    return front.publish_next_draft(**scope, person_id=person_id)


def _explain(
    draft: DraftView,
    name: str,
    rows: Sequence[ChangeRow],
    by_number: Mapping[tuple[str, bool], str],
    person_id: str | None,
) -> None:
    findings = Findings()
    for row in rows:
        with findings:
            uid = by_number.get((row.number, row.is_gone))
            if uid is None:
                raise refuse(name, row.line, Reason.UNKNOWN_CLAUSE, row.number)
            _explain_one(draft, name, row, uid, person_id)
    findings.settle()


def _explain_one(draft: DraftView, name: str, row: ChangeRow, uid: str, person_id: str | None) -> None:
    words = Words(
        drafter=row.drafter,
        reason=row.reason,
        change_class=row.change_class,
        comments=row.comments,
        notes=row.notes,
    )
    try:
        front.explain_changes(
            consultation_id=draft.consultation_id, draft_id=draft.id, clauses=[uid], words=words, person_id=person_id
        )
    except CommentUnknown as unknown:
        raise refuse(name, row.line, Reason.UNKNOWN_COMMENT, unknown.facts["number"]) from unknown
    except Refused as refused:
        raise refuse(name, row.line, Reason.CONTROL_CHARACTER, refused.field or refused.code) from refused


def _changed(draft: DraftView) -> dict[tuple[str, bool], str]:
    """Return the identity of each clause that changed, by its number and whether it is gone."""
    changed = {one.uid: one.kind is Lineage.DELETED for one in drafting.list_changed(draft.consultation_id, draft.id)}
    before = drafting.draft_by_number(draft.consultation_id, draft.number - 1)
    return {
        (clause.number, is_gone): clause.uid
        for each, is_gone in ((before, True), (draft, False))
        for clause in drafting.clauses_of(each, lang=each.language)
        if changed.get(clause.uid) is is_gone
    }
