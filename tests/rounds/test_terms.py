"""Terms that wait for the opening of their round come back as they were, and become its contract."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.rounds.rules.contract import (
    CLAIMED_TOO,
    SCALES,
    VERIFIED_ONLY,
    Blocking,
    Disclosure,
    Effect,
    Reopens,
    Reveal,
    Terms,
    contract_of,
    for_categories,
    terms_as_json,
    terms_from_json,
    terms_of_contract,
)

WORDS = st.sampled_from(["", "A word", "كلمة", "“词”\n", "\u2028\U0001f5f3"])
IDS = st.sampled_from([("citizen",), ("company", "citizen"), ("a", "b", "c_1")])
PEOPLE = st.sampled_from([(), ({"name": "Dana", "office": "رئيسة", "since": "2026-01-01"},)])
PARAMETERS = st.sampled_from([{}, {"n_min": 5}, {"n_min": 1, "share_threshold": "1/2"}])


@st.composite
def terms(draw: st.DrawFn) -> Terms:
    """Return any terms."""
    categories = draw(IDS)
    of_each: dict[str, Any] = {
        "counting": dict.fromkeys(categories, draw(st.sampled_from([VERIFIED_ONLY, CLAIMED_TOO]))),
        "disclosure": dict.fromkeys(categories, draw(st.sampled_from(Disclosure))),
        "importance": {one: index % 2 == 0 for index, one in enumerate(categories)},
        "blocking": dict.fromkeys(categories, draw(st.sampled_from(Blocking))),
    }
    kind = draw(st.sampled_from(list(SCALES)))
    return Terms(
        kind=kind,
        categories=categories,
        **of_each,
        bundle=draw(WORDS),
        rule=draw(WORDS),
        parameters=draw(PARAMETERS),
        reveal=draw(st.sampled_from(Reveal)),
        effect=draw(st.sampled_from(Effect)),
        deciding_body=draw(WORDS),
        mandate=draw(WORDS),
        decision_makers=draw(PEOPLE),
        voted_kinds=draw(IDS),
        languages=draw(IDS),
        authentic_languages=draw(IDS),
        minimum_comment_views=draw(st.integers(0, 99)),
        co_signers=draw(st.integers(1, 99)),
        clocks={"acknowledge": draw(st.integers(1, 9)), "answer": 10, "grace": 5},
        objections_public=draw(st.booleans()),
        one_per_state=draw(st.booleans()),
        one_per_corporate_group=draw(st.booleans()),
        reopens=draw(st.sampled_from(Reopens)),
        left_out=draw(IDS),
        observers=draw(IDS),
        opinion_groups=kind != "statements" or draw(st.booleans()),
    )


def a_contract(one: Terms) -> dict[str, Any]:
    moments = {"opens_at": "2026-11-23T21:00:00.000Z", "closes_at": "2026-12-23T21:00:00.000Z"}
    return contract_of(
        one, consultation="c", round_id="r", number=1, draft=None, rule_version="1", formula_version="1", **moments
    )


@given(terms())
def test_terms_come_back_from_json_as_they_were(one: Terms) -> None:
    assert terms_from_json(terms_as_json(one)) == one


@given(terms())
def test_terms_come_back_from_the_contract_that_was_made_of_them(one: Terms) -> None:
    assert terms_of_contract(a_contract(one)) == one


@given(terms())
def test_the_contract_is_the_same_whether_the_terms_waited_or_not(one: Terms) -> None:
    assert a_contract(terms_from_json(terms_as_json(one))) == a_contract(one)


def test_a_contract_of_an_older_version_has_the_usual_value_for_what_it_does_not_say() -> None:
    usual = Terms(kind="ballot", categories=(), counting={}, disclosure={}, importance={}, blocking={})
    older = {name: value for name, value in a_contract(usual).items() if name not in {"bundle", "decision_makers"}}
    found = terms_of_contract(older)
    assert (found.bundle, found.decision_makers) == ("multistakeholder", ())


@pytest.mark.parametrize(
    ("form", "scale"),
    [
        ("approvals", ("approve", "no_opinion")),
        ("scores", ("0", "1", "2", "3", "4", "5", "no_opinion")),
        ("ranks", ("1", "2", "no_opinion")),
    ],
)
def test_a_choice_among_options_stands_in_its_contract_with_the_words_of_its_ballots(
    form: str, scale: tuple[str, ...]
) -> None:
    chosen = for_categories(
        "options",
        ("citizen",),
        authentic_languages=("en",),
        question="Which?",
        options=("One", "Two"),
        ballot_form=form,
    )
    contract = a_contract(chosen)
    assert contract["choice"] == {"question": "Which?", "options": ["One", "Two"], "form": form}
    assert tuple(contract["scale"]) == scale
    assert terms_of_contract(contract) == chosen == terms_from_json(terms_as_json(chosen))
