"""Which statement a reader is asked next: in turns, the unheard sooner, the same again for whoever asks again."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.consensus.rules.exposure import gini
from consult.front.rules.routing import Routed, next_asked, seed_of

ENOUGH = 20
DAY = date(2026, 3, 1)
statements = st.lists(
    st.builds(
        Routed,
        id=st.uuids().map(str),
        category=st.sampled_from(["", "citizen", "government"]),
        lang=st.sampled_from(["en", "ar"]),
        seats=st.integers(0, 60),
    ),
    max_size=12,
    unique_by=lambda one: one.id,
)


def some(count: int, *, category: str = "citizen", lang: str = "en", seats: int = 0, name: str = "s") -> list[Routed]:
    """Return so many statements of one category in one language."""
    return [Routed(f"{name}{place}", category, lang, seats) for place in range(count)]


def asked_of(reader: str, every: Sequence[Routed], times: int, *, enough: int = ENOUGH) -> list[Routed]:
    """Return what a reader is asked who answers so many statements on one day."""
    answered: list[Routed] = []
    for _ in range(times):
        waiting = [one for one in every if one not in answered]
        found = next_asked(waiting, answered, seed=seed_of(reader, DAY), enough=enough)
        if found is not None:
            answered.append(found)
    return answered


def read_by_many(
    every: Sequence[Routed], readers: int, times: int, choose: Callable[[str, Sequence[Routed], int], list[Routed]]
) -> Counter[str]:
    """Return how many of the readers answered each statement, one reader after the other."""
    seats = Counter({one.id: one.seats for one in every})
    for reader in range(readers):
        now = [replace(one, seats=seats[one.id]) for one in every]
        seats.update(one.id for one in choose(f"reader{reader}", now, times))
    return seats


@given(statements, st.text(min_size=1, max_size=8), st.randoms())
def test_one_of_those_that_wait_is_asked_whatever_the_order_they_come_in(
    every: list[Routed], reader: str, chance: Random
) -> None:
    seed = seed_of(reader, DAY)
    found = next_asked(every, [], seed=seed, enough=ENOUGH)
    assert (found in every) if every else (found is None)
    mixed = list(every)
    chance.shuffle(mixed)
    assert next_asked(mixed, [], seed=seed, enough=ENOUGH) == found


@given(statements.filter(bool), st.integers(0, 12))
def test_readers_are_asked_everything_once_and_then_nothing(every: list[Routed], reader: int) -> None:
    asked = asked_of(f"reader{reader}", every, len(every) + 2)
    assert sorted(one.id for one in asked) == sorted(one.id for one in every)


@given(st.integers(1, 18), st.integers(0, 50))
def test_categories_take_turns_whatever_they_have_said(times: int, reader: int) -> None:
    every = [*some(40, category="citizen"), *some(6, category="government", name="g"), *some(9, category="", name="o")]
    counts = Counter(one.category for one in asked_of(f"reader{reader}", every, times))
    shares = [counts[name] for name in ("citizen", "government", "")]
    assert max(shares) - min(shares) <= 1


@given(st.integers(1, 12), st.integers(0, 50))
def test_languages_take_turns_within_a_category(times: int, reader: int) -> None:
    every = [*some(30, lang="en"), *some(6, lang="ar", name="a")]
    counts = Counter(one.lang for one in asked_of(f"reader{reader}", every, times))
    assert abs(counts["en"] - counts["ar"]) <= 1


def test_a_category_that_speaks_late_has_its_turn_at_once() -> None:
    early, late = some(10), some(1, category="company", name="late")
    answered = asked_of("reader", early, 5)
    waiting = [one for one in (*early, *late) if one not in answered]
    assert next_asked(waiting, answered, seed=seed_of("reader", DAY), enough=ENOUGH) == late[0]


def test_those_that_few_have_answered_are_drawn_as_the_weights_say() -> None:
    every = [Routed("none", "", "en", 0), Routed("one", "", "en", 1), Routed("three", "", "en", 3)]
    drawn = Counter(asked_of(f"reader{number}", every, 1)[0].id for number in range(7000))
    assert [round(drawn[name] / 500) for name in ("none", "one", "three")] == [8, 4, 2]


@given(statements.filter(bool), st.integers(0, 99))
def test_beyond_enough_nobody_asks_how_often_a_statement_was_answered(every: list[Routed], reader: int) -> None:
    seed = seed_of(f"reader{reader}", DAY)
    alike = [replace(one, seats=ENOUGH) for one in every]
    busier = [replace(one, seats=ENOUGH + one.seats) for one in every]
    first, second = (next_asked(each, [], seed=seed, enough=ENOUGH) for each in (alike, busier))
    assert first is not None
    assert second is not None
    assert first.id == second.id


def test_the_draw_of_a_seat_stays_for_a_day_and_no_other_seat_has_it() -> None:
    every = some(200)
    assert asked_of("amina", every, 5) == asked_of("amina", every, 5)
    assert asked_of("amina", every, 5) != asked_of("li", every, 5)
    assert seed_of("amina", DAY) != seed_of("amina", date(2026, 3, 2))


def test_late_statements_catch_up_and_exposure_is_more_even_than_in_a_plain_draw() -> None:
    early, late = some(30, seats=ENOUGH), some(5, name="late")
    every = [*early, *late]
    fair = read_by_many(every, 180, 3, asked_of)
    plain = read_by_many(every, 180, 3, lambda reader, now, times: asked_of(reader, now, times, enough=0))
    assert min(fair[one.id] for one in late) >= ENOUGH > min(plain[one.id] for one in late)
    assert gini([fair[one.id] for one in every]) < gini([plain[one.id] for one in every])


@pytest.mark.parametrize("enough", [0, 1, 20])
def test_any_number_that_is_enough_works(enough: int) -> None:
    assert len(asked_of("reader", some(3), 3, enough=enough)) == 3
