"""The small rules from which the script is made."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.demonstration.rules.acts import Comment, Matter, Person, Seat, Vote
from consult.demonstration.rules.blocks import Argument, read_blocks
from consult.demonstration.rules.comments import Clause, comments_of
from consult.demonstration.rules.draws import apportion, in_drawn_order, pick, share
from consult.demonstration.rules.letters import hidden_comments
from consult.demonstration.rules.speech import Said, read_said
from consult.demonstration.rules.timetable import TIMINGS
from consult.demonstration.rules.voices import Voices, voices_of
from consult.demonstration.rules.wording import submission

BLOCKS = {
    "since": 1,
    "quote": "stop it",
    "support": {"claims": ["We support it."], "reasons": ["It helps us."]},
    "reservation": {"claims": ["We join."], "reasons": ["It costs."]},
    "object": {"claims": ["We object."], "reasons": ["[G] Our law forbids it."]},
    "proposals": ["Add “soon”."],
    "practices": ["[C] We stop it weekly."],
    "risks": ["Nobody will stop it."],
    "questions": [{"ask": "Who stops it?", "reply": "We do."}],
    "left": "It stays.",
}
PHRASES = {
    "replies": {"support": ["We differ."], "object": ["We doubt it."]},
    "submission": {"begins": ["We begin."], "ends": ["We end."]},
}


def a_seat(key: str, category: str = "company", territory: str = "KE") -> Seat:
    return Seat(key, category, territory, (Person(key, None),), is_verified=True, joins=timedelta(days=-95))


def a_vote(seat: str, position: str) -> Vote:
    at = timedelta(days=-80)
    return Vote(at=at, round=1, seat=seat, member=0, clause="stop", position=position, importance=None, lang="en")


def some_voices(seats: list[Seat], **positions: str) -> Voices:
    return voices_of(
        TIMINGS[0],
        seats,
        {"citizen": ["I nurse."], "company": ["We sell."]},
        [a_vote(*one) for one in positions.items()],
    )


def said_by(voices: Voices) -> list[Comment]:
    return comments_of(voices, [Clause("stop", "1.1", "People", read_blocks(BLOCKS))], PHRASES)


def test_a_draw_depends_on_what_it_is_about_and_on_nothing_else() -> None:
    assert share("a", 1) == share("a", 1) != share("a", 2)
    assert pick(["x"], "whatever") == "x"
    assert in_drawn_order([1, 2, 3], "order") == in_drawn_order([3, 2, 1], "order")


def test_seats_are_apportioned_by_largest_remainder() -> None:
    assert apportion([50, 30, 20], 7) == [4, 2, 1]


@given(st.lists(st.integers(0, 100), min_size=1).filter(any), st.integers(0, 200))
def test_every_seat_is_apportioned_and_nobody_gets_more_than_one_too_many(shares: list[int], seats: int) -> None:
    given_out = apportion(shares, seats)
    assert sum(given_out) == seats
    assert all(abs(got - one * seats / sum(shares)) < 1 for got, one in zip(given_out, shares, strict=True))


@given(st.integers(1, 5), st.integers(1, 5))
def test_the_pairs_of_an_argument_come_one_after_the_other_each_once(claims: int, reasons: int) -> None:
    argument = Argument(tuple(Said(f"c{n}") for n in range(claims)), tuple(Said(f"r{n}") for n in range(reasons)))
    pairs = [argument.pair(place) for place in range(claims * reasons)]
    assert len(set(pairs)) == claims * reasons
    assert argument.pair(claims * reasons) is None


@pytest.mark.parametrize(
    ("text", "by_citizen"),
    [
        ("We are glad, and our members agree with us.", "I am glad, and my members agree with me."),
        ("Sometimes we were alone.", "Sometimes I was alone."),
        ("The bus stops.", "The bus stops."),
    ],
)
def test_a_citizen_speaks_for_one(text: str, by_citizen: str) -> None:
    assert read_said(text).by("citizen") == by_citizen
    assert read_said(text).by("company") == text


def test_letters_before_words_say_who_may_say_them() -> None:
    said = read_said("[GC] Our office is small.")
    assert said.words == "Our office is small."
    assert [said.fits(one) for one in ("government", "company", "citizen")] == [True, True, False]
    assert read_said("Nobody knows.").fits("citizen")


def test_words_that_fit_nobody_who_voted_that_way_are_not_said() -> None:
    voices = some_voices([a_seat("firm")], firm="object")
    assert Matter.OBJECTION not in {one.matter for one in said_by(voices)}


def test_without_a_voice_nothing_is_said() -> None:
    assert said_by(some_voices([a_seat("firm")])) == []


def test_a_submission_says_what_fits_its_author_and_something_where_nothing_does() -> None:
    parts = [("1.1", read_blocks(BLOCKS), Matter.OBJECTION)]
    text = submission(parts, "company", PHRASES["submission"])
    assert "Our law forbids it." in text
    assert "We stop it weekly." in text
    assert "We stop it weekly." not in submission(parts, "research_institution", PHRASES["submission"])


def test_what_is_hidden_is_said_by_anyone_where_nobody_has_voted() -> None:
    row = {"clause": "stop", "rule": "spam", "note": "It sells.", "text": "Buy."}
    comment, hiding = hidden_comments(some_voices([a_seat("firm")]), [row])
    assert isinstance(comment, Comment)
    assert comment.seat == "firm"
    assert comment.at < hiding.at


def test_organisations_are_named_and_citizens_choose() -> None:
    people = [a_seat(f"citizen {n}", "citizen") for n in range(60)]
    voices = some_voices([a_seat("firm"), *people])
    assert voices.attribution("firm") == "named"
    assert {voices.attribution(one.key) for one in people} == {"named", "category_only", "unpublished"}
