"""Panels: which rounds of ratings belong together, and which of how many one of them is."""

from dataclasses import dataclass

from consult.rounds.rules.panels import run_of_ratings
from consult.rounds.rules.states import RoundKind, RoundState
from consult.rounds.service.records import RoundView, contract_of_round, list_rounds


@dataclass(frozen=True, slots=True)
class PanelView:
    """The rounds of one panel up to one of them, first to last, and how many the contract of the first allows."""

    rounds: tuple[RoundView, ...]
    most: int

    @property
    def place(self) -> int:
        """Which of them the last one is, from 1."""
        return len(self.rounds)

    @property
    def before(self) -> RoundView | None:
        """The round before the last one; None where that is the panel's first."""
        return self.rounds[-2] if len(self.rounds) > 1 else None


def panel_of(one: RoundView) -> PanelView | None:
    """Return the panel of a round that was opened, up to that round; None for a round in which nobody rates.

    Rounds that were cancelled are passed over. What the contract of a panel's first round says of how many rounds it
    has holds for all of them.
    """
    if one.kind is not RoundKind.RATING or one.opened_at is None:
        return None
    every = [each for each in list_rounds(one.consultation_id) if each.number <= one.number and _was_held(each)]
    places = run_of_ratings([each.kind is RoundKind.RATING for each in every], lambda place: _most(every[place]))
    found = tuple(every[place] for place in places)
    return PanelView(found, _most(found[0])) if found else None


def _was_held(one: RoundView) -> bool:
    return one.opened_at is not None and one.state is not RoundState.CANCELLED


def _most(one: RoundView) -> int:
    return contract_of_round(one.consultation_id, one.id).most_rounds
