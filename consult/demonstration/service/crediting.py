"""What each change of a draft goes back to: the suggestions of the round before, and the editors who took them up."""

from consult.demonstration.rules.suggestions import Credit, credits_of
from consult.demonstration.service.stage import Stage
from consult.drafting import service as drafting
from consult.drafting.rules.changes import LONGEST_REASON, Source, SourceKind
from consult.drafting.service import DraftView

SUBSTANCE = 3
"""The class of a change that people vote on anew."""


def credit_changes(stage: Stage, draft: DraftView) -> None:
    """Cite for each change of a draft the suggestions that it takes up, and confirm what became of each clause."""
    scope = {"consultation_id": stage.consultation_id, "draft_id": draft.id}
    number = draft.number - 1
    credited = credits_of(stage.content.suggestions[f"round{number}"], number)
    hints = {clause.uid: hint for (_, hint), clause in stage.clauses.items()}
    for change in drafting.list_changed(stage.consultation_id, draft.id):
        credit = credited[hints[change.uid]]
        drafting.cite_change(
            **scope,
            clause_uid=change.uid,
            drafter=_editor(stage),
            reason=" ".join(credit.reasons)[:LONGEST_REASON],
            change_class=SUBSTANCE,
            sources=_sources(stage, credit),
            by_person=stage.officials["editor"],
        )
    drafting.confirm_lineage(**scope, by_person=stage.officials["second editor"])


def _sources(stage: Stage, credit: Credit) -> list[Source]:
    return [Source(SourceKind.SUGGESTION, stage.comments[key].comment_id, "") for key in credit.ideas]


def _editor(stage: Stage) -> str:
    names = {one["key"]: one["name"] for one in stage.content.people["official"]}
    return f"{names['editor']}, editor"
