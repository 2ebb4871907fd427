"""The freeze of a round of ratings: what the panel said of each clause, and whether it has come to rest."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from consult.consensus.rules.panel.rest import Unknown, is_at_rest, stability_of, stop_of, unknown
from consult.consensus.rules.panel.results import RATINGS, is_small_cell, rate, suppress_ratings
from consult.consensus.rules.tally import SeatKind
from consult.consensus.service.terms import method_of
from consult.drafting import service as drafting
from consult.rounds import service as rounds
from consult.rounds.rules.contract import CHANGE_LIMIT, Contract
from consult.voting import service as voting

Moved = Mapping[str, Sequence[tuple[str, int, int]]]
"""By item: the category, the earlier rating and the rating of every counting seat that rated it in both rounds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RatedRound:
    """A closed round of ratings with everything that its result is made of."""

    one: rounds.RoundView
    contract: Contract
    disclosure: Mapping[str, str]
    kinds: Mapping[str, SeatKind]
    seats: Mapping[str, int]
    answers: Mapping[str, Mapping[str, Mapping[str, int]]]


@dataclass(frozen=True, slots=True)
class Before:
    """The panel's round before: the clauses it asked about, those of them that mean the same since, and who moved."""

    asked: frozenset[str]
    same: frozenset[str]
    moved: Moved


def panel_result(counted: RatedRound) -> dict[str, Any]:
    """Return what the panel said of each clause and where it stands; keep what it is told of that in its next round."""
    one = counted.one
    panel = rounds.panel_of(one)
    before = panel.before if panel else None
    items = _ratings(counted, _before(counted, before) if before else None)
    voting.keep_words(
        consultation_id=one.consultation_id, round_id=one.id, words=[(item["uid"], _told(item)) for item in items]
    )
    at_rest = is_at_rest(item["stability"]["verdict"] for item in items)
    place, most = (panel.place, panel.most) if panel else (1, 1)
    return {
        "ratings": items,
        "panel_round": {
            "ordinal": place,
            "most_rounds": most,
            "rounds": [each.number for each in panel.rounds] if panel else [one.number],
            "at_rest": at_rest,
            "stop": str(stop_of(at_rest, place=place, most=most)),
        },
    }


def _ratings(counted: RatedRound, before: Before | None) -> list[dict[str, Any]]:
    one, method = counted.one, method_of(counted.contract)
    parameters = method.read(counted.contract.content["rule"]["parameters"])
    draft = drafting.draft_by_id(one.consultation_id, one.draft_id or "")
    found = []
    for clause in drafting.clauses_of(draft, lang=draft.language):
        if not counted.contract.asks_about(clause.uid, clause.kind):
            continue
        answers = counted.answers.get(clause.uid, {})
        result = rate(answers, counted.seats, parameters, method=method).as_json()
        shown = suppress_ratings(result, answers, counted.disclosure)
        stability = _stability(counted, before, clause.uid)
        found.append(
            {
                "uid": clause.uid,
                "number": clause.number,
                "heading": clause.heading,
                "text": clause.text,
                "lang": clause.lang,
                **shown,
                "stability": unknown(Unknown.TOO_FEW_TO_SHOW) if shown["panel"]["suppressed"] else stability,
            }
        )
    return found


def _stability(counted: RatedRound, before: Before | None, uid: str) -> dict[str, Any]:
    """Return whether the ratings of a clause that still means the same have come to rest since the round before."""
    if before is None:
        return unknown(Unknown.FIRST_ROUND)
    if uid not in before.asked:
        return unknown(Unknown.NOT_ASKED_BEFORE)
    if uid not in before.same:
        return unknown(Unknown.TEXT_CHANGED)
    twice = before.moved.get(uid, ())
    if is_small_cell(Counter(category for category, _, _ in twice), counted.disclosure):
        return unknown(Unknown.TOO_FEW_TO_SHOW)
    limit = Fraction(counted.contract.content.get("panel", {}).get("change_limit", CHANGE_LIMIT))
    return stability_of(Counter((then, now) for _, then, now in twice), limit).as_json()


def _before(counted: RatedRound, one: rounds.RoundView) -> Before:
    contract = rounds.contract_of_round(one.consultation_id, one.id)
    earlier, later = (drafting.draft_by_id(one.consultation_id, each.draft_id or "") for each in (one, counted.one))
    clauses = drafting.clauses_of(earlier, lang=earlier.language)
    asked = frozenset(clause.uid for clause in clauses if contract.asks_about(clause.uid, clause.kind))
    if earlier.id == later.id:
        return Before(asked, asked, _moved(counted, one))
    every = drafting.continued_clauses(earlier, later)
    same = frozenset(each.successor for each in every if each.holds and each.origin == each.successor)
    return Before(asked, same, _moved(counted, one))


def _moved(counted: RatedRound, before: rounds.RoundView) -> Moved:
    one = counted.one
    counted_then = {each.seat_id for each in rounds.electorate_of(one.consultation_id, before.id) if each.counts}
    found: dict[str, list[tuple[str, int, int]]] = {}
    pairs = voting.pairs_of(consultation_id=one.consultation_id, before_id=before.id, round_id=one.id)
    for item, seat, then, now in pairs:
        kind = counted.kinds[seat]
        if kind.counts and seat in counted_then and then in RATINGS and now in RATINGS:
            found.setdefault(item, []).append((kind.category, int(then), int(now)))
    return found


def _told(item: Mapping[str, Any]) -> voting.Told:
    """Return what the panel is told of a clause: of what is left out, nothing."""
    panel = item["panel"]
    median, lower, upper = (Fraction(panel[name]["exact"]) if panel[name] else None for name in ("median", "q1", "q3"))
    named = frozenset(each["category"] for each in item["categories"] if not each["suppressed"])
    return voting.Told(raters=panel["n"], median=median, lower=lower, upper=upper, named=named)
