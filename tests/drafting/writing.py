"""A next draft that is being written, and what a test wants to know of it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from consult.consultations.service import ConsultationView
from consult.drafting import service as drafting
from consult.drafting.rules.outline import Entry
from consult.drafting.service import DraftView, editing, outlines
from tests.world import World

FIRST = """# Safety

People can stop machines. Nobody has to say why. {#stop}

Harm is made whole.

Everything is logged.

# Fairness

Rules rise with risk.

Grades are published.
"""


@dataclass
class Desk:
    """The next draft of a text, begun from its published draft, with what its clauses are called by their first words."""

    world: World
    consultation: ConsultationView
    first: DraftView
    draft: DraftView
    names: dict[str, str] = field(default_factory=dict)

    @property
    def scope(self) -> dict[str, str]:
        return {"consultation_id": self.consultation.id, "draft_id": self.draft.id}

    def uid(self, words: str) -> str:
        """Return the identity of the part of the new draft whose words begin so."""
        with self.world.reading():
            (found,) = (one.uid for one in self.outline() if (one.words.text or one.words.heading).startswith(words))
        return found

    def outline(self) -> tuple[Entry, ...]:
        with self.world.reading():
            return outlines.outline_of(self.draft)

    def lines(self) -> list[str]:
        """Return each part with its number."""
        return [f"{one.number} {one.words.text or one.words.heading}" for one in self.outline()]

    def seen(self, words: str) -> str:
        uid = self.uid(words)
        with self.world.reading():
            return editing.digests_of(self.draft)[uid]

    def edit(self, words: str, text: str, heading: str = "") -> None:
        self.do(editing.edit_clause, uid=self.uid(words), heading=heading, text=text, seen=self.seen(words))

    def do(self, act: Callable[..., DraftView], **given: object) -> DraftView:
        """Do it, as a page does, and look whether the lineage tells of every clause once."""
        with self.world.acting():
            done = act(**self.scope, **given)
        self.check()
        return done

    def fates(self) -> dict[str, list[tuple[str | None, str | None]]]:
        """Return what became of the clauses, each called by its words then and now; those unchanged are left out."""
        found: dict[str, list[tuple[str | None, str | None]]] = {}
        with self.world.reading():
            old, new = (
                {one.uid: one.words.text or one.words.heading for one in outlines.outline_of(draft)}
                for draft in (self.first, self.draft)
            )
            rows = drafting.list_lineage(self.consultation.id, self.draft.id)
        for kind, origin, successor in sorted(rows, key=str):
            if kind != "unchanged":
                found.setdefault(kind, []).append((old.get(origin or ""), new.get(successor or "")))
        return {kind: sorted(pairs, key=str) for kind, pairs in found.items()}

    def check(self) -> None:
        """Look whether every clause of either draft is told of, and each pair once."""
        with self.world.reading():
            old, new = ({one.uid for one in outlines.outline_of(draft)} for draft in (self.first, self.draft))
            rows = drafting.list_lineage(self.consultation.id, self.draft.id)
        assert {origin for _, origin, _ in rows if origin} == old
        assert {successor for _, _, successor in rows if successor} == new
        assert len({row[1:] for row in rows}) == len(rows)


def a_desk(world: World, text: str = FIRST, **changes: object) -> Desk:
    """Return the next draft of a new consultation on this text."""
    consultation = world.a_consultation()
    first = world.a_draft(consultation, text)
    with world.acting():
        given = {"title": consultation.title, "by_person": None, **changes}
        draft = drafting.continue_draft(consultation_id=consultation.id, **given)
    desk = Desk(world, consultation, first, draft)
    desk.check()
    return desk
