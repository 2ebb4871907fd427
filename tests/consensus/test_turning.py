"""How many of those who object would have to join: the fewest, found by the rule itself."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from consult.consensus.rules.multistakeholder import RULE
from consult.consensus.rules.results import clause_result
from consult.consensus.rules.turning import Turning, alone, together

COUNTS = {"government": {"support": 9, "object": 1}, "company": {"support": 3, "object": 7}}
NUMBERS = st.integers(0, 12)
TABLES = st.fixed_dictionaries(
    {name: st.fixed_dictionaries({"support": NUMBERS, "object": NUMBERS}) for name in ("a", "b", "c")}
)


def is_met(counts: dict[str, dict[str, int]]) -> bool:
    seats = {name: sum(row.values()) for name, row in counts.items()}
    return clause_result(counts, seats, RULE.read({"n_min": 1}), rule=RULE)["status"] == "met"


def half(counts: dict[str, dict[str, int]]) -> bool:
    """Whether more than half of all agree."""
    agree, against = (sum(row[word] for row in counts.values()) for word in ("support", "object"))
    return bool(agree + against) and Fraction(agree, agree + against) > Fraction(1, 2)


def test_one_category_that_stands_aside_is_the_one_that_would_have_to_move() -> None:
    assert alone(COUNTS, is_met) == (Turning({"company": 3}),)  # six of ten are more than half


def test_where_any_would_do_the_category_with_the_fewest_comes_first() -> None:
    counts = {"a": {"support": 3, "object": 4}, "b": {"support": 1, "object": 1}}
    assert [one.by_category for one in alone(counts, half)] == [{"a": 1}, {"b": 1}]
    assert alone({"a": {"support": 1}}, half) == ()


def test_where_no_category_suffices_they_rise_together() -> None:
    counts = {"a": {"support": 2, "object": 8}, "b": {"support": 3, "object": 7}}
    assert alone(counts, is_met) == ()
    found = together(counts, is_met)
    assert found == Turning({"a": 5, "b": 4})
    assert found.total == 9


def test_where_nobody_who_objects_could_make_it_there_is_no_way() -> None:
    assert together({"a": {"support": 0, "no_opinion": 3}}, is_met) is None


@given(TABLES)
def test_what_is_found_suffices_and_one_less_in_a_category_alone_does_not(counts: dict[str, dict[str, int]]) -> None:
    for one in alone(counts, is_met):
        ((category, n),) = one.by_category.items()
        assert is_met(_with(counts, {category: n}))
        assert n == 1 or is_met(counts) or not is_met(_with(counts, {category: n - 1}))
    found = together(counts, is_met)
    assert found is None or is_met(_with(counts, found.by_category))


def _with(counts: dict[str, dict[str, int]], turned: dict[str, int]) -> dict[str, dict[str, int]]:
    return {
        name: {"support": row["support"] + turned.get(name, 0), "object": row["object"] - turned.get(name, 0)}
        for name, row in counts.items()
    }
