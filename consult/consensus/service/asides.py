"""What is said beside an item's result and decides nothing: how much it matters, and whether language makes a difference."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from consult.consensus.rules.importance import with_importance
from consult.consensus.rules.languages import effects_result
from consult.consensus.rules.tally import SeatKind
from consult.rounds.rules.contract import Contract
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView
from consult.voting import service as voting

AGREEING = ("support", "can_live_with", "reservation", "agree")
AGAINST = ("object", "disagree")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asides:
    """What was counted for it, by item: levels of importance by category, and answers by the language that was read.

    `asked` are the categories whose importance the contract asks for, `agreeing` the words that agree.
    """

    disclosure: Mapping[str, str]
    asked: Collection[str]
    agreeing: Collection[str]
    importance: Mapping[str, Mapping[str, Mapping[int, int]]]
    languages: Mapping[str, Mapping[str, Mapping[str, int]]]

    def with_importance(self, uid: str, shown: Mapping[str, Any]) -> dict[str, Any]:
        """Return a clause's result, small cells left out, with how much it matters to those who are asked."""
        told = self.importance.get(uid, {})
        return with_importance(shown, told, asked=self.asked, disclosure=self.disclosure)

    def language_effects(self, item: str, whole: Mapping[str, Any]) -> dict[str, Any]:
        """Return the languages in which an item is supported differently; `whole` are its totals as they are shown."""
        sides = {word: whole[word] for word in (*AGREEING, *AGAINST) if word in whole}
        answers = {lang: self._sides(row) for lang, row in self.languages.get(item, {}).items()}
        is_left_out = None in sides.values()
        return {"language_effects": effects_result(answers, None if is_left_out else self._sides(sides))}

    def _sides(self, row: Mapping[str, int]) -> tuple[int, int]:
        return sum(row.get(word, 0) for word in self.agreeing), sum(row.get(word, 0) for word in AGAINST)


def asides_of(
    one: RoundView,
    contract: Contract,
    kinds: Mapping[str, SeatKind],
    *,
    reservations_agree: bool,
    disclosure: Mapping[str, str],
) -> Asides:
    """Return what there is to say beside the results of a closed round, counted by the database."""
    scope = one.consultation_id, one.id
    asked = [each for each in contract.categories if contract.asks_importance(each)]
    has_votes = one.kind in {RoundKind.BALLOT, RoundKind.STATEMENTS}
    not_counting = [seat for seat, kind in kinds.items() if not kind.counts]
    return Asides(
        disclosure=disclosure,
        asked=asked,
        agreeing=[word for word in AGREEING if reservations_agree or word != "reservation"],
        importance=_importance(one, kinds) if asked and one.kind is RoundKind.BALLOT else {},
        languages=voting.count_by_language(*scope, leaving_out=not_counting) if has_votes else {},
    )


def _importance(one: RoundView, kinds: Mapping[str, SeatKind]) -> dict[str, dict[str, dict[int, int]]]:
    """Return how many counting seats gave each level, by item and category."""
    categories = {seat: kind.category if kind.counts else "" for seat, kind in kinds.items()}
    found: dict[str, dict[str, dict[int, int]]] = {}
    for (item, category, level), seats in voting.count_importance(one.consultation_id, one.id, categories).items():
        found.setdefault(item, {}).setdefault(category, {})[level] = seats
    return found
