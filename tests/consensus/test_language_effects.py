"""Support that differs by the language people read in is pointed out when it is wide and many enough took part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.consensus.rules.languages import Effect, Votes, effects_result, language_effects, two_proportions

VOTES = st.integers(20, 400).flatmap(lambda total: st.builds(Votes, st.integers(0, total), st.just(total)))


def test_the_worked_example() -> None:
    (effect,) = language_effects({"ar": Votes(12, 40), "en": Votes(45, 60)})
    assert (effect.more, effect.less) == ("en", "ar")
    assert effect.z == pytest.approx(4.4529, abs=1e-4)


def test_fewer_than_twenty_are_compared_with_nobody() -> None:
    assert language_effects({"en": Votes(60, 60), "ar": Votes(0, 19)}) == []
    assert len(language_effects({"en": Votes(60, 60), "ar": Votes(0, 20)})) == 1


def test_the_threshold_itself_is_no_effect() -> None:
    assert language_effects({"en": Votes(13, 20), "ar": Votes(7, 20)}) == []
    assert [one.more for one in language_effects({"en": Votes(15, 20), "ar": Votes(5, 20)})] == ["en"]


def test_where_all_or_none_support_nothing_differs() -> None:
    for share in (0, 30):
        assert two_proportions(Votes(share, 30), Votes(share, 30)) == 0
        assert language_effects({"en": Votes(share, 30), "ar": Votes(share, 30)}) == []


def test_the_widest_difference_comes_first() -> None:
    found = language_effects({"en": Votes(50, 60), "ar": Votes(6, 60), "zh-Hans": Votes(30, 60)})
    assert [(one.more, one.less) for one in found] == [("en", "ar"), ("zh-Hans", "ar"), ("en", "zh-Hans")]


@given(VOTES, VOTES)
def test_it_does_not_matter_which_language_is_named_first(one: Votes, other: Votes) -> None:
    assert two_proportions(one, other) == pytest.approx(-two_proportions(other, one))
    named = language_effects({"ar": one, "en": other})
    turned = [Effect({"ar": "en", "en": "ar"}[e.more], {"ar": "en", "en": "ar"}[e.less], e.z) for e in named]
    assert turned == [Effect(e.more, e.less, pytest.approx(e.z)) for e in language_effects({"ar": other, "en": one})]


def test_a_result_names_both_languages_with_their_figures() -> None:
    assert effects_result({"en": (45, 15), "ar": (12, 28)}, (57, 43)) == [
        {
            "more": {"lang": "en", "n": 60, "share": {"exact": "3/4", "value": 0.75}},
            "less": {"lang": "ar", "n": 40, "share": {"exact": "3/10", "value": 0.3}},
            "z": 4.45,
        }
    ]


@pytest.mark.parametrize("whole", [None, (58, 43), (57, 46), (76, 43), (59, 45)])
def test_where_the_rest_would_tell_how_a_few_voted_only_the_languages_are_named(whole: tuple[int, int] | None) -> None:
    (effect,) = effects_result({"en": (45, 15), "ar": (12, 28)}, whole)
    assert effect == {
        "more": {"lang": "en", "n": None, "share": None},
        "less": {"lang": "ar", "n": None, "share": None},
        "z": None,
    }


@pytest.mark.parametrize("whole", [(77, 43), (60, 45), (57, 63)])
def test_a_rest_that_tells_nothing_hides_nothing(whole: tuple[int, int]) -> None:
    (effect,) = effects_result({"en": (45, 15), "ar": (12, 28)}, whole)
    assert effect["more"]["n"] == 60


@given(st.permutations([("en", (45, 15)), ("ar", (12, 28)), ("fr", (30, 31)), ("sw", (3, 4))]))
def test_the_order_of_the_languages_changes_nothing(rows: list[tuple[str, tuple[int, int]]]) -> None:
    assert effects_result(dict(rows), (95, 85)) == effects_result(dict(sorted(rows)), (95, 85))
