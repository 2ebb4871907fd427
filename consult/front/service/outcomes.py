"""What the rule computed beside what was declared, clause by clause, and the declaring of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from consult.consensus import service as consensus
from consult.drafting.service import DraftView
from consult.kernel.errors import NotFound, Refused, msgid
from consult.rounds import service as rounds
from consult.rounds.rules.outcomes import Outcome, meets
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import DeclaredView, RoundView


class PreviewChanged(Refused):
    """What is declared together is what the person has seen in the list."""

    code = "preview-changed"
    status = 409
    sentence = msgid(
        "The list has changed since you opened this page, because someone has declared outcomes. It is shown as it stands now; read it and decide again."
    )


@dataclass(frozen=True, slots=True)
class Ruling:
    """A clause as it was counted, with what was declared to become of it, or None."""

    clause: Mapping[str, Any]
    declared: DeclaredView | None

    @property
    def meets_criteria(self) -> bool:
        """Whether the clause meets its round's criteria."""
        return meets(self.clause["state"])


@dataclass(frozen=True, slots=True)
class Rulings:
    """A round's clauses in the order of the text, each with what was computed and what was declared."""

    one: RoundView
    rulings: tuple[Ruling, ...]

    @property
    def is_declarable(self) -> bool:
        """Whether outcomes can be declared: once the round is published."""
        return self.one.state in rounds.DECLARABLE

    @property
    def undeclared(self) -> tuple[Ruling, ...]:
        """The clauses of which nothing is declared yet."""
        return tuple(one for one in self.rulings if one.declared is None)

    @property
    def adoptable(self) -> tuple[Ruling, ...]:
        """Those of them that meet the round's criteria."""
        return tuple(one for one in self.undeclared if one.meets_criteria)

    def of(self, item_id: str) -> Ruling:
        """Return the clause with this identity; refuse `not-found`."""
        found = next((one for one in self.rulings if one.clause["uid"] == item_id), None)
        if found is None:
            raise NotFound
        return found


def rulings_of(one: RoundView) -> Rulings:
    """Return what was computed and declared on each clause of a round of ballots.

    Refuses `results-hidden` before the reveal, whoever asks, and `not-found` for a round about statements.
    """
    if one.kind is not RoundKind.BALLOT:
        raise NotFound
    declared = rounds.outcomes_of(one.consultation_id, one.id)
    clauses = consensus.result_of(one)["clauses"]
    return Rulings(one, tuple(Ruling(clause, declared.get(clause["uid"])) for clause in clauses))


def declare(
    *, one: RoundView, item_id: str, outcome: str, reason: str, person_id: str, seen: int
) -> tuple[Ruling, DeclaredView]:
    """Return a clause with what is declared to become of it from now on.

    Refuses what `rounds.declare_outcome` refuses, and a clause that the round did not ask about.
    """
    ruling = rulings_of(one).of(item_id)
    return ruling, _declare(one, ruling, outcome, reason, person_id, seen)


def declare_adopted(*, one: RoundView, items: Collection[str], person_id: str) -> list[DeclaredView]:
    """Return what is declared of every clause that meets the criteria and had nothing declared: that it is adopted.

    `items` are those that the person has seen in the list; refuses `preview-changed` where the list is another by now.
    """
    adoptable = rulings_of(one).adoptable
    if set(items) != {ruling.clause["uid"] for ruling in adoptable}:
        raise PreviewChanged
    return [_declare(one, ruling, Outcome.ADOPTED, "", person_id, 0) for ruling in adoptable]


def round_to_declare(consultation_id: str) -> RoundView | None:
    """Return the round whose outcomes are declared next: the newest published one of ballots, else the newest that opened."""
    opened = [
        one for one in rounds.list_rounds(consultation_id) if one.kind is RoundKind.BALLOT and one.opened_at is not None
    ]
    published = [one for one in opened if one.state in rounds.DECLARABLE]
    return next(reversed(published or opened), None)


def rulings_on(draft: DraftView, uid: str) -> list[tuple[RoundView, Ruling]]:
    """Return what each published round on the draft found of a clause, with what was declared; revealed results alone."""
    every = [one for one in rounds.list_rounds(draft.consultation_id) if one.draft_id == draft.id]
    found = [(one, _revealed(one)) for one in every if one.kind is RoundKind.BALLOT and one.state in rounds.DECLARABLE]
    return [(one, ruling) for one, rulings in found for ruling in rulings if ruling.clause["uid"] == uid]


def undeclared_rounds(consultation_id: str) -> list[tuple[RoundView, int]]:
    """Return the published rounds of ballots some of whose clauses have no declared outcome, with how many these are."""
    published = [one for one in rounds.list_rounds(consultation_id) if one.state in rounds.DECLARABLE]
    ballots = [one for one in published if one.kind is RoundKind.BALLOT and one.frozen_at is not None]
    counted = [(one, len(rulings_of(one).undeclared)) for one in ballots]
    return [(one, count) for one, count in counted if count]


def _revealed(one: RoundView) -> tuple[Ruling, ...]:
    try:
        return rulings_of(one).rulings
    except consensus.ResultsHidden:
        return ()


def _declare(one: RoundView, ruling: Ruling, outcome: str, reason: str, person_id: str, seen: int) -> DeclaredView:
    return rounds.declare_outcome(
        consultation_id=one.consultation_id,
        round_id=one.id,
        item_id=ruling.clause["uid"],
        outcome=outcome,
        reason=reason,
        person_id=person_id,
        computed=ruling.clause["state"],
        seen=seen,
    )
