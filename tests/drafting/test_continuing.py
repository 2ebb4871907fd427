"""What was said of a clause holds on a later draft while the clause means the same; the worst change on the way counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from consult.drafting.rules import Lineage
from consult.drafting.rules.continuing import Link, continued, is_meant_alike


@pytest.mark.parametrize("kind", [Lineage.UNCHANGED, Lineage.MOVED])
@pytest.mark.parametrize(("found", "alike"), [(None, True), (1, True), (2, True), (3, False), (4, False)])
def test_the_same_words_mean_the_same_unless_two_people_found_otherwise(
    kind: Lineage, found: int | None, *, alike: bool
) -> None:
    assert is_meant_alike(Link(kind, "a", "a", found)) is alike


@pytest.mark.parametrize(("found", "alike"), [(None, False), (1, True), (2, True), (3, False), (4, False)])
def test_edited_words_mean_the_same_only_in_class_one_and_two(found: int | None, *, alike: bool) -> None:
    assert is_meant_alike(Link(Lineage.EDITED, "a", "a", found)) is alike


@pytest.mark.parametrize("kind", [Lineage.SPLIT, Lineage.MERGED])
@pytest.mark.parametrize("found", [None, 1, 2, 3, 4])
def test_what_was_split_or_put_together_means_something_else(kind: Lineage, found: int | None) -> None:
    assert not is_meant_alike(Link(kind, "a", "a", found))


def test_a_deleted_clause_goes_on_nowhere_even_when_its_identity_comes_back() -> None:
    gone, back = [Link(Lineage.DELETED, "a", None)], [Link(Lineage.NEW, None, "a")]
    assert continued(["a"], [gone, back]) == {}


def test_a_clause_that_was_split_and_put_together_again_is_reached_on_both_ways_and_holds_on_neither() -> None:
    split = [Link(Lineage.SPLIT, "a", "a"), Link(Lineage.SPLIT, "a", "b")]
    merged = [Link(Lineage.MERGED, "a", "a"), Link(Lineage.MERGED, "b", "a")]
    assert continued(["a"], [split, merged]) == {("a", "a"): False}


def test_clauses_put_together_are_one_from_then_on() -> None:
    merged = [Link(Lineage.MERGED, "a", "a"), Link(Lineage.MERGED, "b", "a"), Link(Lineage.UNCHANGED, "c", "c")]
    assert continued(["a", "b", "c"], [merged]) == {("a", "a"): False, ("b", "a"): False, ("c", "c"): True}


CLASSES = some.sampled_from([None, 1, 2, 3, 4])
STEPS = some.lists(
    some.tuples(some.sampled_from([Lineage.UNCHANGED, Lineage.MOVED, Lineage.EDITED]), CLASSES), max_size=5
)


@given(STEPS)
def test_the_worst_change_on_the_way_counts(steps: list[tuple[Lineage, int | None]]) -> None:
    links = [Link(kind, "a", "a", found) for kind, found in steps]
    assert continued(["a"], [[link] for link in links]) == {("a", "a"): all(map(is_meant_alike, links))}
