"""What authors say of their answers: the rule of working days, who may say it, and what is assumed in silence."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from consult.consultations.service import Role
from consult.deliberation import service as deliberation
from consult.deliberation.rules.dispositions import Disposition
from consult.deliberation.rules.satisfaction import (
    RESPONSE_DAYS,
    Satisfaction,
    after_working_days,
    are_words,
    satisfaction_now,
)
from consult.deliberation.rules.words import Attribution
from consult.kernel import clock
from consult.kernel.errors import Forbidden
from consult.web.vocabulary import WORDS
from tests.client import Client, Page
from tests.conftest import Scene
from tests.world import World

FRIDAY = datetime(2027, 3, 5, 12, tzinfo=UTC)


@pytest.fixture
def editor(world: World, scene: Scene) -> str:
    person = world.a_person("Edda Editor")
    world.a_role(scene.consultation, person, Role.EDITOR)
    return person


@pytest.fixture
def comments(world: World, scene: Scene, editor: str) -> list[str]:
    """A comment of a citizen and one of a delegation, each rejected by two people."""
    made = [
        world.a_comment(scene.round, scene.people["citizen"], "Say who decides."),
        world.a_comment(scene.round, scene.people["delegate"], "Say when."),
    ]
    world.closed(scene.round)
    world.answering(scene.round)
    for comment in made:
        world.a_proposal(scene.round, comment, editor, disposition=Disposition.REJECTED, reason="It is said already.")
        world.an_approval(scene.round, comment, scene.people["organiser"])
    return made


def say(world: World, scene: Scene, comment: str, person: str, said: str = "not_satisfied", words: str = "It is not.") -> None:  # fmt: skip
    with world.acting():
        deliberation.say_satisfaction(
            consultation_id=scene.consultation.id, comment_id=comment, person_id=person, said=said, words=words
        )


def record(world: World, scene: Scene, comment: str, person: str, said: str = "satisfied", note: str = "By letter.") -> None:  # fmt: skip
    with world.acting():
        deliberation.record_satisfaction(
            consultation_id=scene.consultation.id, comment_id=comment, person_id=person, said=said, note=note
        )


def known(world: World, scene: Scene, comment: str) -> tuple[Satisfaction | None, str | None, str | None]:
    with world.reading():
        outcome = deliberation.get_comment(scene.consultation.id, comment).outcome
    assert outcome is not None
    return outcome.satisfaction, outcome.satisfaction_words, outcome.satisfaction_as


@pytest.mark.parametrize(("days", "expected"), [(0, 5), (1, 8), (4, 11), (5, 12), (6, 15), (10, 19)])
def test_working_days_leave_weekends_out(days: int, expected: int) -> None:
    assert after_working_days(FRIDAY, days) == FRIDAY.replace(day=expected)
    for weekend in (1, 2):
        assert after_working_days(FRIDAY + timedelta(days=weekend), days) == FRIDAY.replace(day=expected)


@given(st.datetimes(timezones=st.just(UTC), max_value=FRIDAY.replace(tzinfo=None)), st.integers(0, 40))
def test_a_working_day_more_is_never_sooner_and_ends_on_a_working_day(moment: datetime, days: int) -> None:
    later = after_working_days(moment, days)
    assert later.weekday() < 5
    assert later < after_working_days(moment, days + 1)


def test_silence_is_taken_for_satisfaction_after_ten_working_days() -> None:
    until = after_working_days(FRIDAY, RESPONSE_DAYS)
    for now, expected in ((until, Satisfaction.PENDING), (until + timedelta(seconds=1), Satisfaction.ASSUMED)):
        assert satisfaction_now(None, approved_at=FRIDAY, now=now) is expected
        assert satisfaction_now("not_satisfied", approved_at=FRIDAY, now=now) is Satisfaction.NOT_SATISFIED


@pytest.mark.parametrize(
    ("words", "said", "expected"),
    [("", "satisfied", True), ("", "not_satisfied", False), ("x" * 500, "not_satisfied", True), ("x" * 501, "satisfied", False)],
)  # fmt: skip
def test_who_is_not_satisfied_says_why_in_few_words(words: str, said: str, expected: bool) -> None:
    assert are_words(words, said=said) is expected


def test_every_word_of_satisfaction_has_its_words() -> None:
    assert [one for one in Satisfaction if f"satisfaction_{one}" not in WORDS] == []


def test_an_author_says_so_and_changes_their_mind_and_silence_runs_out(
    world: World, scene: Scene, comments: list[str]
) -> None:
    own, other = comments
    assert known(world, scene, own) == (Satisfaction.PENDING, None, None)
    say(world, scene, own, scene.people["citizen"])
    assert known(world, scene, own) == (Satisfaction.NOT_SATISFIED, "It is not.", "participant")
    say(world, scene, own, scene.people["citizen"], "satisfied", "")
    assert known(world, scene, own) == (Satisfaction.SATISFIED, None, "participant")
    with clock.moved(timedelta(days=15)):
        assert known(world, scene, own)[0] is Satisfaction.SATISFIED
        assert known(world, scene, other)[0] is Satisfaction.ASSUMED
        with world.reading():
            counted = deliberation.count_satisfaction(consultation_id=scene.consultation.id, round_id=scene.round.id)
    assert counted == {"satisfied": 1, "not_satisfied": 0, "pending": 0, "assumed_satisfied": 1}


def test_nobody_speaks_for_another_seat_and_editors_record_only_what_authors_have_not_said(
    world: World, scene: Scene, editor: str, comments: list[str]
) -> None:
    own, other = comments
    for person in (scene.people["delegate"], scene.people["newcomer"], editor):
        with pytest.raises(Forbidden):
            say(world, scene, own, person)
    with pytest.raises(Forbidden):
        record(world, scene, own, scene.people["citizen"])
    record(world, scene, other, editor)
    assert known(world, scene, other) == (Satisfaction.SATISFIED, "By letter.", "editor")
    say(world, scene, other, scene.people["delegate"])
    with pytest.raises(deliberation.SaidThemselves):
        record(world, scene, other, editor)


@pytest.mark.parametrize(
    ("said", "words", "refusal"),
    [
        ("", "", deliberation.SatisfactionNeeded),
        ("pending", "", deliberation.SatisfactionNeeded),
        ("not_satisfied", " ", deliberation.SatisfactionWords),
        ("satisfied", "x" * 501, deliberation.SatisfactionWords),
        ("satisfied", "a\x07b", deliberation.TextRefused),
    ],
)
def test_what_cannot_be_said_is_refused(
    world: World, scene: Scene, comments: list[str], said: str, words: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        say(world, scene, comments[0], scene.people["citizen"], said, words)
    assert known(world, scene, comments[0])[0] is Satisfaction.PENDING


def test_of_a_comment_without_an_answer_nothing_is_said(world: World, scene: Scene) -> None:
    comment = world.a_comment(scene.round, scene.people["citizen"])
    with pytest.raises(deliberation.NothingDecided):
        say(world, scene, comment, scene.people["citizen"])


def page_of(scene: Scene, number: int) -> str:
    return f"{scene.home}/my-comments/{number}"


def test_an_author_says_on_their_own_page_that_an_answer_does_not_satisfy_and_everyone_reads_it(
    citizen: Client, stranger: Client, scene: Scene, comments: list[str]
) -> None:
    own = citizen.get(f"{scene.home}/my-comments")
    shown = citizen.get(own.link("Say whether the answer to comment 1 satisfies you"))
    assert "It is said already." in shown.words
    assert "you are assumed to be satisfied" in shown.words
    refused = citizen.fill(page_of(scene, 1), "/1", status=422, satisfaction="not_satisfied", words="")
    assert "Say in one to 500 characters why the answer does not satisfy." in refused.words
    done = citizen.follow(
        citizen.fill(page_of(scene, 1), "/1", satisfaction="not_satisfied", words="Where is it said?")
    )
    assert "What you say of the answer to comment 1 is kept." in done.words
    table = stranger.get(f"{scene.home}/rounds/1/answers")
    assert "1 is not satisfied." in table.words
    assert "Not satisfied Where is it said?" in table.words


def test_once_silence_has_run_out_the_page_announces_no_day_that_has_passed(
    app: Flask, world: World, scene: Scene, comments: list[str]
) -> None:
    with clock.moved(timedelta(days=15)):
        shown = Client(app, world.a_session(scene.people["citizen"])).get(page_of(scene, 1))
    assert "Assumed satisfied: nothing was said in time" in shown.words
    assert "If you say nothing by" not in shown.words
    assert "You can still say here whether the answer satisfies you." in shown.words


def test_a_page_of_satisfaction_is_for_its_own_author(
    citizen: Client, stranger: Client, newcomer: Client, scene: Scene, comments: list[str]
) -> None:
    citizen.get(page_of(scene, 2), status=404)
    citizen.post(page_of(scene, 2), {"satisfaction": "satisfied"}, status=404)
    stranger.get(page_of(scene, 1), status=303)
    newcomer.get(page_of(scene, 1), status=403)


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", ["1", "2"]),
        ("disposition=rejected", ["1", "2"]),
        ("disposition=accepted", []),
        ("category=citizen", ["1"]),
        ("language=en&category=company", ["2"]),
        ("language=fr", []),
        ("satisfaction=not_satisfied", ["1"]),
        ("satisfaction=pending", ["2"]),
        ("clause=none", []),
    ],
)
def test_the_public_table_shows_the_decisions_that_are_asked_for(
    stranger: Client, world: World, scene: Scene, comments: list[str], query: str, numbers: list[str]
) -> None:
    say(world, scene, comments[0], scene.people["citizen"])
    page = stranger.get(f"{scene.home}/rounds/1/answers?{query}")
    assert _numbers(page) == numbers
    assert ("No decision is like that." in page.words) is (not numbers)


def test_a_comment_that_is_not_published_is_not_found_by_what_the_table_does_not_tell(
    app: Flask, stranger: Client, world: World, scene: Scene, editor: str
) -> None:
    comment = world.a_comment(scene.round, scene.people["citizen"], "Between us.", attribution=Attribution.UNPUBLISHED)
    world.closed(scene.round)
    world.answering(scene.round)
    world.a_proposal(scene.round, comment, editor)
    world.an_approval(scene.round, comment, scene.people["organiser"])
    say(world, scene, comment, scene.people["citizen"], words="Not at all.")
    table = f"{scene.home}/rounds/1/answers"
    assert "Not at all." not in stranger.get(table).words
    assert _numbers(stranger.get(f"{table}?category=citizen&disposition=accepted")) == ["1"]
    for query in ("language=en", "satisfaction=not_satisfied"):
        assert _numbers(stranger.get(f"{table}?{query}")) == []


def _numbers(page: Page) -> list[str]:
    return [row.all("th")[0].text.removeprefix("Comment ") for row in page.root.all("tr") if row.all("td")]
