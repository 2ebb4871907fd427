"""N18: of every clause of the finished round the page tells what was changed, said, found, declared, and not taken up."""

from collections import Counter

import pytest

from consult.deliberation import service as deliberation
from consult.deliberation.rules.dispositions import NOT_TAKEN_UP
from consult.drafting import service as drafting
from consult.export import service as export
from consult.front import service as front
from consult.rounds import service as rounds
from consult.web.vocabulary import WORDS
from tests.client import Client
from tests.html import Element

from .conftest import Built

CATEGORIES = (
    "Governments",
    "International organisations",
    "Companies",
    "Research institutions",
    "Civil society",
    "Citizens",
)


@pytest.fixture(scope="module")
def rulings(built: Built) -> front.Rulings:
    with built.app.app_context():
        return front.rulings_of(rounds.round_by_number(built.consultation.id, 1))


def part_of_round_one(page: Element) -> str:
    (section,) = [each for each in page.all("section") if each.get("aria-labelledby") == "round-1"]
    return section.text


def test_every_clause_of_the_finished_round_has_a_declared_outcome_by_one_of_two_people(
    rulings: front.Rulings,
) -> None:
    declared = [one.declared for one in rulings.rulings]
    assert len(declared) == 26
    assert all(declared)
    assert len({one.by for one in declared if one}) == 2
    assert {str(one.outcome) for one in declared if one} == {
        "adopted",
        "adopted_with_reservations",
        "not_adopted",
        "deferred",
    }
    departing = [one for one in declared if one and one.departs]
    assert departing
    assert all(one.reason for one in departing)


def test_every_clause_s_page_answers_the_six_questions(built: Built, rulings: front.Rulings) -> None:
    stranger = Client(built.app)
    with built.app.app_context():
        one = rulings.one
        decided = {
            ruling.clause["uid"]: deliberation.decided_on(
                consultation_id=one.consultation_id, round_id=one.id, clause_uid=ruling.clause["uid"]
            )
            for ruling in rulings.rulings
        }
        first, second = drafting.list_drafts(one.consultation_id)[:2]
        changed = {
            clause.uid
            for clause in drafting.clauses_of(first, lang="en")
            if clause.text not in {each.text for each in drafting.clauses_of(second, lang="en")}
        }
    for ruling in rulings.rulings:
        clause, declared = ruling.clause, ruling.declared
        assert declared is not None
        page = stranger.get(f"/en/c/ai-principles/k/{clause['uid']}/decided")
        told = part_of_round_one(page.root)
        assert clause["text"] in page.words, "which words there were"
        if clause["uid"] in changed:
            assert "its words were changed" in page.words or "it was taken out" in page.words
        assert all(category in told for category in CATEGORIES), "what each category said"
        assert WORDS[f"verdict_{clause['state']}"] in told, "what the rule found"
        for part in (WORDS[f"outcome_{declared.outcome}"], declared.by, declared.office, declared.reason):
            assert part in told, "who declared what, and why"
        became = Counter(each.outcome.disposition for each in decided[clause["uid"]] if each.outcome)
        for disposition, count in became.items():
            assert f"{WORDS[f'disposition_{disposition}']} {count}" in told
        for each in decided[clause["uid"]]:
            if each.outcome and each.outcome.disposition in NOT_TAKEN_UP:
                name = "Suggestion" if each.suggestion else "Comment"
                assert f"{name} {each.number} " in told, "what was not taken up"
                assert each.outcome.reason in told


def test_the_open_round_s_contract_names_those_who_decide(built: Built) -> None:
    with built.app.app_context():
        one = rounds.round_by_number(built.consultation.id, 3)
        named = rounds.contract_of_round(one.consultation_id, one.id).content["decision_makers"]
    assert len(named) == 2
    words = Client(built.app).get("/en/c/ai-principles/rounds/3").words
    assert all(each["name"] in words and each["office"] in words for each in named)


def test_the_summary_holds_what_was_declared_and_the_frozen_result_does_not_change(built: Built) -> None:
    with built.app.app_context():
        summary = export.gather(consultation=built.consultation, number=1)
        later = export.gather(consultation=built.consultation, number=2)
    assert all(clause["declared_outcome"] for clause in summary["clauses"])
    assert not any(clause["declared_outcome"] for clause in later["clauses"])
