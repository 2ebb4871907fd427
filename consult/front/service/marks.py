"""What stands beside the words of a draft: how far each clause is agreed, what is in brackets, what was corrected."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from consult.drafting import service as drafting
from consult.drafting.rules import ClauseKind
from consult.drafting.rules.negotiation import bracketed
from consult.drafting.service import ClauseView, DraftView, Negotiation
from consult.rounds import service as rounds
from consult.rounds.service import AdoptionView

IN_SENTENCES = frozenset({ClauseKind.CLAUSE, ClauseKind.DEFINITION})
"""The kinds of parts whose words can have brackets in them; in tables and figures they would mean something else."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The negotiation of each part by identity, the corrigenda by identity and language, and the adoption, if there was one."""

    negotiations: Mapping[str, Negotiation]
    corrections: Mapping[tuple[str, str], tuple[int, ...]]
    adoption: AdoptionView | None

    @property
    def is_begun(self) -> bool:
        """Whether any part of the draft has been negotiated."""
        return any(one.moves for one in self.negotiations.values())

    @property
    def open_clauses(self) -> frozenset[str]:
        """The clauses that are open or in brackets."""
        return frozenset(one.uid for one in self.negotiations.values() if one.is_open)

    @property
    def corrected(self) -> int:
        """How many corrigenda there are to the draft."""
        return len({number for numbers in self.corrections.values() for number in numbers})

    def in_view(self, clauses: Iterable[ClauseView]) -> frozenset[str]:
        """Return what is shown of a text when only what is open is: the clauses, and the headings above them."""
        parents = {one.uid: one.parent_uid for one in clauses}
        shown: set[str] = set()
        for uid in self.open_clauses:
            above: str | None = uid
            while above is not None and above not in shown:
                shown.add(above)
                above = parents.get(above)
        return frozenset(shown)

    def shows_brackets(self, clause: ClauseView) -> bool:
        """Whether brackets can stand in the words of the clause: in the language of its alternatives, between sentences."""
        found = self.negotiations.get(clause.uid)
        is_said = found is not None and any(one.lang == clause.lang for one in found.standing)
        return is_said and clause.kind in IN_SENTENCES and bool(clause.text)

    def shown(self, clause: ClauseView) -> ClauseView:
        """Return the clause with brackets around what is not agreed."""
        if not self.shows_brackets(clause):
            return clause
        passages = [one.passage for one in self.negotiations[clause.uid].standing]
        return replace(clause, text=bracketed(clause.text, passages))


def marks_on(draft: DraftView) -> Marks:
    """Return what stands beside the words of a draft."""
    return Marks(
        drafting.negotiation_of(draft),
        rounds.corrections_in(draft),
        rounds.adoption_of(draft.consultation_id, draft.id),
    )
