"""A draft whose lineage is confirmed as it stands, and whose changes are explained in the simplest form."""

from typing import TYPE_CHECKING

from consult.drafting import service as drafting
from consult.drafting.rules.changes import EDITORIAL, Source, SourceKind
from consult.drafting.service import DraftView

if TYPE_CHECKING:
    from tests.world import World

READ_THROUGH = Source(SourceKind.EDITORIAL, note="Read through by the secretariat.")


def explain(world: "World", draft: DraftView, change_class: int) -> None:
    """Confirm the lineage of a draft, and explain what it changes as far as nobody has; a first draft needs none of it."""
    if draft.number == 1:
        return
    scope = {"consultation_id": draft.consultation_id, "draft_id": draft.id}
    with world.acting():
        drafting.confirm_lineage(**scope, by_person=None)
        cited = drafting.changes_of(**scope)
        waiting = [one.uid for one in drafting.list_changed(**scope) if one.uid not in cited]
        for uid in waiting:
            drafting.cite_change(
                **scope,
                clause_uid=uid,
                drafter="The secretariat",
                reason="It reads more clearly.",
                change_class=change_class,
                sources=[READ_THROUGH],
                by_person=None,
            )
    if waiting and change_class in EDITORIAL:
        second = world.a_person("Sefa Second")
        with world.acting():
            for uid in waiting:
                drafting.confirm_change(**scope, clause_uid=uid, by_person=second)
