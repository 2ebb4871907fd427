"""What is published of an analysis: nothing that would tell how one of a few people answered."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.consensus.rules.opinion_publication import fewest_of, is_protected, picture, publish, side_of

PUBLIC = {"company": "roll_call", "uncategorised": "source_public"}
PROTECTED = {**PUBLIC, "citizen": "pseudonymous"}

Counts = tuple[int, int, int]
MAP = ((1.234, 0.456, 2, "0"), (1.9, 0.2, 2, "0"), (-2.345, 0.567, 2, "1"), (0.321, -0.654, 2, None))
PLACED = {"centre": [1.234, 0.456], "hull": [[1.111, 0.456], [1.333, 0.456]]}


def counted(counts: Counts) -> dict[str, int]:
    return dict(zip(("agree", "disagree", "pass"), counts, strict=True)) | {"n": sum(counts)}


def an_item(statement: str, groups: list[Counts], *, in_none: Counts = (0, 0, 0)) -> dict[str, Any]:
    """Return a statement with the answers of each group, and of those who are in none."""
    every = [*groups, in_none]
    total = tuple(sum(counts[place] for counts in every) for place in range(3))
    return {
        "statement": statement,
        "x": 0.1,
        "y": 0.2,
        "extremity": 0.3,
        **counted((total[0], total[1], total[2])),
        "group_informed_consensus": 0.5,
        "group_informed_disagreement": 0.25,
        "weakest": {"group": "0", "share": 0.5, "lower_bound": 0.1},
        "groups": [{"group": str(place), **counted(counts)} for place, counts in enumerate(groups)],
    }


def an_analysis(*items: dict[str, Any]) -> dict[str, Any]:
    """Return an analysis in which each statement sets the first group apart and is agreed on by all."""
    names = [item["statement"] for item in items]
    said = [
        {"statement": name, "for": "agree", "agree": 8, "disagree": 1, "pass": 1, "n": 10, "share": 0.8}
        for name in names
    ]
    figures = {"representativeness": 1.5, "z_share": 2.0, "z_representativeness": 2.5}
    return {
        "participants": 24,
        "clustered": 19,
        "map": [list(dot) for dot in MAP],
        "votes": sum(item["n"] for item in items),
        "axes": {name: [0.25, 0.5, -0.5] for name in names},
        "groups": [
            {"group": "0", "members": 10, **PLACED, "representative": [{**one, **figures} for one in said]},
            {"group": "1", "members": 9, **PLACED, "representative": []},
        ],
        "items": list(items),
        "consensus": {"agree": names, "disagree": []},
    }


ENOUGH = an_item("1", [(5, 3, 2), (4, 4, 1)])


def test_all_of_it_is_published_where_every_answer_is_public_anyway() -> None:
    found = an_analysis(an_item("1", [(1, 0, 0), (0, 2, 0)]))
    assert publish(found, PUBLIC, withheld={"1"}) == found
    assert not is_protected(PUBLIC)
    assert fewest_of(PUBLIC) == 1


def test_groups_have_five_people_where_anyone_s_answers_are_not_public() -> None:
    assert is_protected(PROTECTED)
    assert fewest_of(PROTECTED) == 5


def test_a_statement_that_enough_of_every_group_have_answered_stays_whole() -> None:
    assert publish(an_analysis(ENOUGH), PROTECTED) == an_analysis(ENOUGH)


def test_a_statement_that_few_of_a_group_have_answered_shows_no_group_and_represents_none() -> None:
    few = an_item("2", [(8, 0, 0), (2, 1, 1)])
    shown = publish(an_analysis(ENOUGH, few), PROTECTED)
    item = shown["items"][1]
    assert [group["agree"] for group in item["groups"]] == [None, None]
    assert {group["n"] for group in item["groups"]} == {None}
    assert (item["weakest"], item["group_informed_consensus"], item["group_informed_disagreement"]) == (None,) * 3
    assert item["n"] == 12, "the result itself shows it"
    assert [one["statement"] for one in shown["groups"][0]["representative"]] == ["1"]
    assert shown["items"][0] == ENOUGH
    assert shown["axes"]["2"] == [0.25, 0.5, -0.5]


def test_where_figures_are_left_out_groups_stand_on_a_grid_as_coarse_as_they_are_small() -> None:
    shown = publish(an_analysis(ENOUGH, an_item("2", [(8, 0, 0), (2, 1, 1)])), PROTECTED)
    assert shown["map"] == [[1.0, 0.5, 2, "0"], [2.0, 0.0, 2, "0"], [-2.0, 1.0, 2, "1"], [0.0, -1.0, 2, None]]
    assert [(group["centre"], group["hull"]) for group in shown["groups"]] == [
        ([1.5, 0.2], [[1.0, 0.5], [2.0, 0.0]]),
        ([-2.0, 1.0], [[-2.0, 1.0]]),
    ]


@pytest.mark.parametrize(("members", "place"), [(9, 1.0), (10, 1.5), (49, 1.5), (50, 1.3)])
def test_the_grid_is_finer_the_more_members_a_group_has(members: int, place: float) -> None:
    found = an_analysis(an_item("2", [(8, 0, 0), (2, 1, 1)]))
    found["groups"][0]["members"] = members
    found["map"] = [[1.3, 0.0, 3, "0"]]
    assert publish(found, PROTECTED)["map"] == [[place, 0.0, 3, "0"]]


def test_of_one_to_four_people_not_even_the_number_is_told() -> None:
    found = {**an_analysis(an_item("1", [])), "participants": 4, "clustered": 2, "groups": [], "map": []}
    shown = publish(found, PROTECTED, withheld={"1"})
    assert (shown["participants"], shown["clustered"], shown["votes"]) == (None, None, 0)
    assert publish(found, PUBLIC)["participants"] == 4
    assert publish({**found, "participants": 0, "clustered": 0}, PROTECTED)["participants"] == 0


def test_the_side_of_a_group_is_the_one_that_most_of_it_took() -> None:
    assert [side_of(counted(answers)) for answers in ((1, 8, 1), (8, 1, 1), (2, 2, 5))] == [
        "disagree",
        "agree",
        "agree",
    ]
    found = a_live_analysis(*DOTS)
    found["items"] = [an_item("1", [(1, 8, 1), (4, 4, 1)])]
    assert picture(found, PROTECTED)["groups"][0]["representative"] == [{"statement": "1", "for": "disagree"}]


def test_one_who_is_in_no_group_is_not_found_by_taking_the_groups_from_all() -> None:
    alone = an_item("2", [(5, 3, 2), (4, 4, 1)], in_none=(0, 1, 0))
    (item,) = publish(an_analysis(alone), PROTECTED)["items"]
    assert {group["n"] for group in item["groups"]} == {None}
    enough = an_item("2", [(5, 3, 2), (4, 4, 1)], in_none=(3, 1, 1))
    assert publish(an_analysis(enough), PROTECTED)["items"] == [enough]


def test_of_a_statement_whose_totals_are_left_out_no_figure_is_left_and_no_mean() -> None:
    shown = publish(an_analysis(ENOUGH, an_item("2", [(6, 0, 0), (6, 0, 0)])), PROTECTED, withheld={"2"})
    item = shown["items"][1]
    assert {item[name] for name in ("agree", "disagree", "pass", "n", "weakest", "x", "y", "extremity")} == {None}
    assert shown["items"][0] == ENOUGH
    assert shown["axes"] == {"1": [0.25, 0.5, -0.5], "2": [0.0, 0.0, 0.0]}
    assert shown["consensus"] == {"agree": ["1"], "disagree": []}


def test_without_groups_a_statement_keeps_what_all_have_said() -> None:
    item = {**an_item("1", [], in_none=(3, 0, 0)), "weakest": None}
    assert publish(an_analysis(item), PROTECTED)["items"] == [item]


def test_the_votes_on_a_statement_that_is_left_out_are_not_found_by_taking_the_others_from_all() -> None:
    found = an_analysis(ENOUGH, an_item("2", [(6, 0, 0), (6, 0, 0)]))
    assert found["votes"] == 31
    assert publish(found, PROTECTED)["votes"] == 31
    assert publish(found, PROTECTED, withheld={"2"})["votes"] == 19
    with_rejected = {**found, "votes": 35}
    assert publish(with_rejected, PROTECTED, withheld={"3"})["votes"] == 31, (
        "a rejected one is in no list, and left out too"
    )


def a_live_analysis(*dots: list[Any]) -> dict[str, Any]:
    """Return an analysis with everything that a live picture could show, and a map of these dots."""
    found = an_analysis(ENOUGH)
    groups = [
        {**group, "centre": [1.234, 0.5], "hull": [[1.0, 0.5], [1.5, 0.5]], "stability": 0.91, "members": members}
        for group, members in zip(found["groups"], (13, 9), strict=True)
    ]
    figures = {"silhouette": 0.612345, "stability": 0.9, "explained": [0.4, 0.2], "participants": 24, "clustered": 22}
    how = {"seed": 1, "version": "1", "libraries": {}, "origin": "computed", "finding": "clear_groups", "statements": 1}
    more = {"candidates": [{"k": 2, "silhouette": 0.6}], "declared": [{"attribute": "category"}], "later": 0.123}
    return {**found, **how, **figures, **more, "groups": groups, "map": [list(dot) for dot in dots]}


DOTS = ([1.2345, 0.5, 2, "0"], [1.4, 0.9, 1, "0"], [-2.0, 0.1, 1, "1"], [0.0, 0.0, 1, None])


def test_a_live_picture_says_which_groups_there_are_and_what_sets_them_apart() -> None:
    shown = picture(a_live_analysis(*DOTS), PROTECTED)
    assert [(group["group"], group["members"]) for group in shown["groups"]] == [("0", 10), ("1", 5)]
    assert shown["groups"][0]["representative"] == [{"statement": "1", "for": "agree"}]
    assert (shown["participants"], shown["clustered"], shown["votes"]) == (20, 20, 15)
    assert (shown["finding"], shown["statements"]) == ("clear_groups", 1)


def test_a_live_picture_has_no_figure_that_moves_with_one_answer() -> None:
    shown = picture(a_live_analysis(*DOTS), PROTECTED)
    assert {name for name, value in shown.items() if value in (None, [], {})} == {
        *("axes", "items", "declared", "candidates", "explained", "silhouette", "stability", "judged_by", "libraries")
    }
    assert shown["consensus"] == {"agree": [], "disagree": []}
    assert {group["stability"] for group in shown["groups"]} == {None}
    assert "later" not in shown, "what is not named is not shown"


def test_a_live_map_has_the_dots_of_five_people_and_lines_around_these_alone() -> None:
    shown = picture(a_live_analysis(*DOTS), PROTECTED)
    assert shown["map"] == [[1.2, 0.5, 2, "0"]]
    assert [(group["centre"], group["hull"]) for group in shown["groups"]] == [([1.2, 0.5], [[1.2, 0.5]]), ([], [])]


def test_a_live_picture_of_public_answers_counts_everyone() -> None:
    shown = picture(a_live_analysis(*DOTS), PUBLIC)
    assert (shown["participants"], shown["votes"], len(shown["map"])) == (24, 19, 4)
    assert [group["members"] for group in shown["groups"]] == [13, 9]
    assert (shown["items"], shown["silhouette"]) == ([], None)


CELLS = st.tuples(*[st.integers(0, 8)] * 3)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=6))
def test_no_figure_that_is_shown_or_follows_from_what_is_shown_is_of_fewer_than_five(
    answers: list[tuple[Counts, Counts, Counts]],
) -> None:
    items = [an_item(str(place), [one, other], in_none=none) for place, (one, other, none) in enumerate(answers)]
    for item in publish(an_analysis(*items), PROTECTED)["items"]:
        heard = [group["n"] for group in item["groups"]]
        if None in heard:
            assert set(heard) == {None}
            continue
        assert all(n >= 5 for n in heard)
        assert item["n"] - sum(heard) == 0 or item["n"] - sum(heard) >= 5
