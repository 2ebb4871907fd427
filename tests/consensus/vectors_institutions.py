"""How the bare facts of a vector of an institution's rule become a case of it, and what is found in its own words."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

from consult.consensus.rules import un_present_and_voting as un
from consult.consensus.rules.counts import PositionCounts
from consult.consensus.rules.decision import Case, Criterion, Finding, Population
from consult.consensus.rules.figures import Voices
from consult.consensus.rules.institutions import (
    cen_weighted_vote,
    concurrent_majorities,
    eu_qmv,
    five_way_straw_poll,
    ieee_sa_ballot,
    iso_dis_fdis,
    itu_tap_consultation,
    rough_consensus_gate,
    sociocratic_consent,
    w3c_consensus_level,
    w3c_council_short_circuit,
    w3c_council_vote,
)
from consult.consensus.rules.institutions.itu_aap_state_machine import progress
from consult.consensus.rules.institutions.silence_procedure import silence
from consult.consensus.rules.margins import wilson_lower
from tests.consensus import vectors_options as options
from tests.consensus.shared import a_category

OPENED = datetime(2026, 1, 1, tzinfo=UTC)
POSITION_OF = {"yes": "support", "no": "object", "abstain": "no_opinion"}


def criterion(found: Finding, name: str) -> Criterion:
    return next(one for one in found.criteria if one.id == name)


def fraction(found: Finding, name: str) -> Fraction | None:
    value = criterion(found, name).value
    return None if value is None else Fraction(value)


def exact(found: Finding, name: str) -> str | None:
    value = fraction(found, name)
    return None if value is None else str(value)


def decimal(found: Finding, name: str) -> float | None:
    value = fraction(found, name)
    return None if value is None else float(value)


def holds(found: Finding, name: str) -> bool:
    return criterion(found, name).met is True


def a_body(members: Sequence[tuple[int, str]]) -> Case:
    """A body of one category: each member has so many people and votes yes, no or abstain; any other word is silence."""
    voted = [(people, POSITION_OF.get(vote)) for people, vote in members]
    counts = PositionCounts.of_words(position for _, position in voted if position)
    return Case(voices=(Voices("government", len(voted), counts),), population=Population.of(voted))


def iso(given: Mapping[str, Any]) -> dict[str, Any]:
    """P and O members; y is yes, n no with reasons, a abstention, and anything else a no without reasons."""
    voices, bare = [], {}
    for standing in "po":
        votes = {key[1:]: n for key, n in given["counts"].items() if key[0] == standing}
        bare[standing] = sum(n for vote, n in votes.items() if vote not in {"y", "n", "a"})
        against = votes.get("n", 0) + bare[standing]
        voices.append(a_category(standing, support=votes.get("y", 0), object=against, no_opinion=votes.get("a", 0)))
    found = iso_dis_fdis.decide(Case(voices=tuple(voices), observers=frozenset("o"), without_reasons=bare))
    return {
        "p_yes": found.counted["members_for"],
        "p_no": found.counted["members_against"],
        "total_counted": found.counted["all_for"] + found.counted["all_against"],
        "negatives": found.counted["all_against"],
        "excluded": sum(found.excluded.values()),
        "p_ratio": exact(found, "member_approval"),
        "neg_ratio": exact(found, "negative_share"),
        "crit_two_thirds_p": holds(found, "member_approval"),
        "crit_quarter_neg": holds(found, "negative_share"),
        "status": found.verdict,
    }


def cen(given: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    found = cen_weighted_vote.decide(a_body([(one["pop"], one["vote"]) for one in given]))
    return {
        "members_ratio": exact(found, "affirmative_share"),
        "pop_ratio": exact(found, "population_share"),
        "crit_members": holds(found, "affirmative_share"),
        "crit_population": holds(found, "population_share"),
        "approved": found.verdict == "approved",
    }


def ieee(given: Mapping[str, Any]) -> dict[str, Any]:
    """Without interest categories the group is one, and may be all of itself; its size is nowhere in question."""
    bare = given["disapprove_without_comment"]
    counts = PositionCounts(
        support=given["approve"], object=given["disapprove_with_comment"] + bare, no_opinion=given["abstain"]
    )
    sizes = given.get("categories") or {"group": given["group_size"]}
    largest = Fraction(1, 3) if "categories" in given else Fraction(1)
    case = Case(voices=dealt(sizes, counts), without_reasons={next(iter(sizes)): bare})
    found = ieee_sa_ballot.decide(case, ieee_sa_ballot.Parameters(smallest_group=1, largest_category=largest))
    return {
        "returned": counts.n,
        "return_rate": decimal(found, "return_share"),
        "abstain_rate": decimal(found, "abstention_share"),
        "approval_rate": decimal(found, "approval_share"),
        "return_ok": holds(found, "return_share"),
        "abstain_ok": holds(found, "abstention_share"),
        "approval_ok": holds(found, "approval_share"),
        "balance_ok": holds(found, "largest_category"),
        "passed": found.verdict == "passed",
        "recirculation_needed": "recirculation_needed" in found.labels,
    }


def dealt(sizes: Mapping[str, int], counts: PositionCounts) -> tuple[Voices, ...]:
    """Deal out a group's answers to its categories, objections first, so that none has more answers than seats."""
    answers = [word for word in ("object", "support", "no_opinion") for _ in range(counts.as_json()[word])]
    found, start = [], 0
    for name, size in sizes.items():
        found.append(Voices(name, size, PositionCounts.of_words(answers[start : start + size])))
        start += size
    return tuple(found)


def wg21(given: Mapping[str, Any]) -> dict[str, Any]:
    one = a_category(
        support=given["SF"],
        can_live_with=given["F"],
        no_opinion=given["N"],
        reservation=given["A"],
        object=given["SA"],
    )
    weakly_against = five_way_straw_poll.Parameters(five_way_straw_poll.Reservations.OBJECTION)
    found = five_way_straw_poll.decide(Case(voices=(one,)), weakly_against)
    return {
        "favour": found.counted["affirmative"],
        "against": found.counted["negative"],
        "neutral": found.excluded["no_opinion"],
        "advances": found.verdict == "advances",
    }


def w3c_level(given: Mapping[str, Any]) -> str:
    support, objections = given["support"], given["sustained_objections"]
    seats = support + objections + given["abstain_or_silent"]
    case = Case(voices=(a_category(seats=seats, support=support, object=objections),))
    return w3c_consensus_level.decide(case, w3c_consensus_level.Parameters(given["min_support"])).verdict


def short_circuit(given: Mapping[str, Any]) -> bool:
    one = a_category(seats=given["potential_members"], support=given["yes"], object=given["no"])
    return w3c_council_short_circuit.decide(Case(voices=(one,))).verdict == "short_circuit"


def council(given: Mapping[str, Any]) -> dict[str, Any]:
    words = {"for": "support", "against": "object", "abstain": "no_opinion"}
    by_affiliation: dict[str, list[str]] = {}
    for affiliation, vote in given["ballots"]:
        by_affiliation.setdefault(affiliation, []).append(words[vote])
    counts = tuple(map(PositionCounts.of_words, by_affiliation.values()))
    total = sum(counts, PositionCounts())
    found = w3c_council_vote.decide(Case(voices=(Voices("council", total.n, total),), affiliations=counts))
    if given["chair_preference"]:
        found = w3c_council_vote.decided_by_chair(found, adopts=given["chair_preference"] == "adopt")
    return {
        "votes_for": found.counted["affirmative"],
        "votes_against": found.counted["negative"],
        "outcome": found.verdict,
    }


def qmv(given: Mapping[str, Any]) -> dict[str, Any]:
    majority = eu_qmv.Majority.REINFORCED if given["reinforced"] else eu_qmv.Majority.ORDINARY
    members = [(people, vote) for people, vote in given["populations_and_votes"]]
    found = eu_qmv.decide(a_body(members), eu_qmv.Parameters(majority))
    share = decimal(found, "population_share")
    return {
        "members_yes": found.counted["affirmative"],
        "members_total": sum(found.counted.values()),
        "members_needed": int(criterion(found, "members_in_favour").threshold),
        "pop_share_yes": None if share is None else round(share, 6),
        "crit_members": holds(found, "members_in_favour"),
        "crit_population": holds(found, "population_share"),
        "deemed_no_blocking_minority": "no_blocking_minority" in found.labels,
        "adopted": found.verdict == "adopted",
    }


def concurrent(given: Mapping[str, Any]) -> dict[str, Any]:
    voices = tuple(
        a_category(name, support=said["yes"], object=said["no"], no_opinion=said["abstain"])
        for name, said in given["groups"].items()
    )
    majority = concurrent_majorities.Majority.ABOVE if given["strict"] else concurrent_majorities.Majority.AT_LEAST
    chosen = concurrent_majorities.Parameters(Fraction(given["threshold"]), majority, given["min_group_n"])
    found = concurrent_majorities.decide(Case(voices=voices), chosen)
    return {
        "ratios": {name: str(share.of_whole) if share else None for name, share in found.shares.items()},
        "failing": list(found.failing),
        "not_quorate": list(found.not_quorate),
        "outcome": found.verdict,
    }


def consent(given: Sequence[str | Sequence[Any]]) -> dict[str, Any]:
    words = {"consent": "support", "concern": "reservation", "stand_aside": "no_opinion", "object": "object"}
    said = [(one, True) if isinstance(one, str) else (one[0], one[1]) for one in given]
    counts = PositionCounts.of_words(words[word] for word, _ in said)
    bare = {"citizen": Counter(said)["object", False]}
    found = sociocratic_consent.decide(Case(voices=(Voices("citizen", counts.n, counts),), without_reasons=bare))
    return {
        "reasoned_objections": found.counted["objection"],
        "unreasoned_objections": found.excluded["without_reasons"],
        "concerns": found.counted["concern"],
        "outcome": found.verdict,
    }


def silence_kept(given: Mapping[str, Any]) -> str:
    opened, closes, *raised = (
        OPENED + timedelta(hours=hour)
        for hour in (given["opened_hour"], given["closes_hour"], *given["objection_hours"])
    )
    return silence(opened, closes, raised).as_finding().verdict


def tap(given: Mapping[str, Any]) -> str:
    support, replies = given["support"], given["replies"]
    return itu_tap_consultation.decide(
        Case(voices=(a_category("government", support=support, object=replies - support),))
    ).verdict


def one_ballot(given: Mapping[str, Any]) -> dict[str, Any]:
    """One ballot of equal members under every rule; each is told in the words that its own vectors use."""
    yes, no, members = given["yes"], given["no"], given["members"]
    answers = ["yes"] * yes + ["no"] * no + ["abstain"] * given["abstain"]
    silent = [(1, "silent")] * (members - len(answers))
    case = a_body([*((1, answer) for answer in answers), *silent])
    if not given["all_no_reasoned"]:
        case = Case(voices=case.voices, population=case.population, without_reasons={"government": no})
    two_thirds = un.Parameters(majority=un.Majority.TWO_THIRDS)
    lower = wilson_lower(yes, yes + no)
    return {
        "iso_dis": iso_dis_fdis.decide(case).verdict,
        "cen_equal_pop": cen_weighted_vote.decide(case).verdict == "approved",
        "ieee_sa": ieee_sa_ballot.decide(case, ieee_sa_ballot.Parameters(largest_category=Fraction(1))).verdict
        == "passed",
        "un_simple": un.decide(case).verdict,
        "un_two_thirds": un.decide(case, two_thirds).verdict,
        "eu_qmv_equal_pop": eu_qmv.decide(case).verdict == "adopted",
        "wg21": five_way_straw_poll.decide(case).verdict == "advances",
        "w3c": w3c_consensus_level.decide(case).verdict,
        "consent": sociocratic_consent.decide(case).verdict,
        "delphi_75pct_of_all": 4 * yes >= 3 * members > 0,
        "delphi_75pct_of_cast": 4 * yes >= 3 * (yes + no) > 0,
        "wilson_low_above_half": lower is not None and lower > 1 / 2,
    }


BUILT: Mapping[str, Callable[[Any], Any]] = {
    "approval": options.approvals,
    "cen_weighted_vote": cen,
    "concurrent_majorities": concurrent,
    "cross_rule": one_ballot,
    "eu_qmv": qmv,
    "five_way_straw_poll": wg21,
    "ieee_sa_ballot": ieee,
    "iso_dis_fdis": iso,
    "itu_aap_state_machine": lambda events: str(progress(events).code),
    "itu_tap_consultation": tap,
    "rough_consensus_gate": lambda issues: str(rough_consensus_gate.gate(issues)),
    "schulze_winning_votes": options.schulze_order,
    "score": options.scores,
    "silence_procedure": silence_kept,
    "sociocratic_consent": consent,
    "star": options.star_winner,
    "w3c_consensus_level": w3c_level,
    "w3c_council_short_circuit": short_circuit,
    "w3c_council_vote": council,
}
"""What is found for a vector, in its own words; where a vector expects one word or a truth value, it is that alone."""
