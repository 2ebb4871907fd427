"""The ways to decide: their terms, their pages, and an example that cannot disagree with the rule."""

import pytest
from flask import Flask

from consult.consensus import service as consensus
from consult.consensus.rules.bundles import BUNDLES, EXAMPLE, Bundle, example_of, terms_of
from consult.consensus.rules.registry import NAMED, offered_rules
from consult.rounds.rules.contract import Effect
from consult.web.vocabulary import WORDS
from tests.client import Client
from tests.world import World


@pytest.mark.parametrize("bundle", BUNDLES.values(), ids=lambda bundle: bundle.id)
def test_a_bundle_names_a_rule_that_takes_its_parameters(bundle: Bundle) -> None:
    assert BUNDLES[bundle.id] is bundle
    assert NAMED[bundle.rule].complete(bundle.parameters) is not None
    assert f"bundle_{bundle.id}" in WORDS
    assert example_of(bundle)["status"] in {"met", "not_met", "inconclusive", "open_issues"}


def test_the_ways_to_decide_differ_on_the_invented_vote() -> None:
    found = {name: example_of(bundle)["state"] for name, bundle in BUNDLES.items()}
    assert found == {
        "multistakeholder": "split",
        "poll": "adopted",
        "majorities": "rejected",
        "two_to_one": "advances",
        "standards": "approved",
        "un": "adopted",
        "w3c": "dissent",
        "delphi": "no_consensus",
        "panel": "appropriate",
    }
    assert all(sum(answers.values()) for answers in EXAMPLE.values())


def test_the_terms_of_a_bundle_name_it_and_its_rule_and_give_way_to_what_is_given() -> None:
    terms = terms_of("poll", "ballot", ("citizen",), parameters={"quorum": "majority"}, effect=Effect.RECOMMENDATION)
    assert (terms.bundle, terms.rule, terms.effect) == ("poll", "un_present_and_voting", Effect.RECOMMENDATION)
    assert consensus.rule_parameters(terms.rule, terms.parameters) == {"majority": "simple", "quorum": "majority"}
    with pytest.raises(KeyError):
        terms_of("oracle", "ballot", ("citizen",))


def test_every_way_to_decide_is_listed_with_a_link_to_its_page(stranger: Client) -> None:
    page = stranger.get("/en/decide")
    links = {each.get("href") for each in page.root.all("a")}
    assert {f"/en/decide/{name}" for name in BUNDLES} <= links


def test_the_example_on_the_page_is_what_the_rule_finds(stranger: Client) -> None:
    page = stranger.get("/en/decide/poll")
    assert "Of those for or against, 79.3 % are for; it must be more than 1/2." in page.words
    assert "Reaches the majority this round asks for" in page.words
    other = stranger.get("/en/decide/multistakeholder")
    assert "The lowest share of agreement in a category is 44.4 %; it must be more than 1/2." in other.words


def test_every_parameter_has_a_sentence_and_every_choice_one_of_its_own(app: Flask) -> None:
    told: dict[tuple[str, str], str] = {}
    with app.test_request_context("/en/"):
        macros = app.jinja_env.get_template("parts/parameters.html").module
        sentence = vars(macros)["parameter"]
        for rule in offered_rules():
            for one in rule.parameters:
                for value in one.choices or (one.default,):
                    told[one.name, str(value)] = " ".join(sentence(one.name, value).split())
    assert [name for name, words in told.items() if "<code>" in words] == []
    assert len(told) == len(set(told.values())) > 10
    assert told["reservation_counts", "objection"] == "A reservation counts against it."


def test_a_way_to_decide_that_is_not_there_is_not_found(stranger: Client) -> None:
    stranger.get("/en/decide/oracle", status=404)


def test_the_contract_names_the_way_to_decide_with_its_parameters_in_words(world: World, stranger: Client) -> None:
    consultation = world.a_consultation(slug="principles", categories=("citizen",))
    world.a_draft(consultation)
    world.a_round(consultation, bundle="poll", rule="un_present_and_voting", parameters={"majority": "two_thirds"})
    page = stranger.get("/en/c/principles/rounds/1")
    assert "/en/decide/poll" in {each.get("href") for each in page.root.all("a")}
    assert "Of the votes for or against a clause, at least two thirds must be for it." in page.words
    assert "No number of seats has to answer." in page.words
