"""Whom to remind first, and what an organiser is told of it: never who, and never what a few did."""

from consult.front.rules.reminding import Count, Voter, counted, next_batch

DISCLOSURE = {"government": "roll_call", "citizen": "pseudonymous"}
ORDER = ("government", "citizen")


def voters(
    category: str, region: str, *, silent: int = 0, answered: int = 0, reminded: int = 0, name: str = ""
) -> list[Voter]:
    kinds = [(False, False)] * silent + [(True, False)] * answered + [(False, True)] * reminded
    return [
        Voter(f"{name or category}-{region}-{place}", category, region, has_answered=done, is_reminded=told)
        for place, (done, told) in enumerate(kinds)
    ]


def test_those_come_first_of_whom_the_fewest_are_heard() -> None:
    every = [
        *voters("government", "africa", silent=8, answered=2),
        *voters("government", "asia", silent=2, answered=2),
        *voters("government", "europe", silent=1, answered=9),
        *voters("government", "oceania", silent=1, answered=1),
    ]
    targets = {("government", "oceania"): 20, ("government", ""): 99}
    batch = next_batch(every, targets)
    assert list(dict.fromkeys(one.region for one in batch)) == ["oceania", "africa", "asia", "europe"]
    assert len(batch) == 12
    assert [one.region for one in next_batch(every, targets, most=2)] == ["oceania", "africa"]


def test_who_has_answered_or_was_written_to_is_not_reminded() -> None:
    assert next_batch(voters("citizen", "asia", answered=3, reminded=2), {}) == []


def test_an_organiser_is_told_numbers_by_cell_of_those_whose_answers_are_public() -> None:
    every = [
        *voters("government", "asia", silent=1),
        *voters("government", "africa", silent=2, answered=1),
        *voters("citizen", "asia", silent=3, answered=5),
        *voters("citizen", "africa", silent=4),
    ]
    assert counted(next_batch(every, {}), every, ORDER, DISCLOSURE) == [
        Count("government", "africa", 2),
        Count("government", "asia", 1),
        Count("citizen", None, 7),
    ]


def test_what_a_few_did_is_not_told_by_the_number_of_letters_either() -> None:
    few_answered = voters("citizen", "asia", silent=20, answered=2)
    few_silent = voters("citizen", "asia", silent=2, answered=20)
    for every in (few_answered, few_silent):
        assert counted(next_batch(every, {}), every, ORDER, DISCLOSURE) == [Count("citizen", None, None)]
