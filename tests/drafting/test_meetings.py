"""Meetings on the text: seen by those who edit it until they are published, and unchangeable from then on."""

from typing import Any

import pytest

from consult.consultations.service import ConsultationView
from consult.drafting import service as drafting
from consult.kernel.errors import NotFound, Refused
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from tests.drafting.negotiating import a_meeting
from tests.world import World

USUAL: dict[str, Any] = {
    "title": "Second reading",
    "held_on": "2026-11-02",
    "place": "Geneva",
    "agenda": "1. Clause 1.1",
    "attendance": {"government": 12, "citizen": 3},
    "report": "Clause 1.1 was read.\r\nNobody objected.",
}


@pytest.fixture
def consultation(world: World) -> ConsultationView:
    return world.a_consultation()


def test_a_meeting_says_when_where_and_how_many_of_each_category_were_there(
    world: World, consultation: ConsultationView
) -> None:
    made = a_meeting(world, consultation)
    with world.reading():
        found = drafting.get_meeting(consultation.id, made.id)
    assert found == made
    assert (found.title, found.held_on, found.place) == ("Second reading", "2026-11-02", "Geneva")
    assert (dict(found.attendance), found.attended) == ({"government": 12, "citizen": 3}, 15)
    assert found.report == "Clause 1.1 was read.\nNobody objected."


def test_meetings_are_listed_newest_first_and_unpublished_ones_only_on_request(
    world: World, consultation: ConsultationView
) -> None:
    for title, day in (("First", "2026-10-01"), ("Third", "2026-12-01"), ("Second", "2026-11-01")):
        a_meeting(world, consultation, is_published=True, title=title, held_on=day)
    a_meeting(world, consultation, title="Prepared", held_on="2027-01-01")
    a_meeting(world, world.a_consultation(), is_published=True, title="Elsewhere")
    with world.reading():
        shown = [one.title for one in drafting.meetings_of(consultation.id)]
        every = [one.title for one in drafting.meetings_of(consultation.id, with_unpublished=True)]
    assert shown == ["Third", "Second", "First"]
    assert every == ["Prepared", *shown]


def test_a_meeting_changes_until_it_is_published_and_never_after(world: World, consultation: ConsultationView) -> None:
    made = a_meeting(world, consultation)
    scope: dict[str, Any] = {"consultation_id": consultation.id, "meeting_id": made.id}
    with world.acting():
        changed = drafting.revise_meeting(**scope, **{**USUAL, "title": "Third reading"})
    assert changed.title == "Third reading"
    with world.acting():
        done = drafting.publish_meeting(**scope, by_person=None)
    assert done.published_at is not None
    with pytest.raises(drafting.MeetingPublished), world.acting():
        drafting.revise_meeting(**scope, **USUAL)
    with pytest.raises(drafting.MeetingPublished), world.acting():
        drafting.publish_meeting(**scope, by_person=None)


@pytest.mark.parametrize(
    ("given", "refusal", "field"),
    [
        ({"title": " "}, drafting.MeetingTitleRefused, "title"),
        ({"title": "x" * 201}, drafting.MeetingTitleRefused, "title"),
        ({"held_on": "soon"}, drafting.MeetingDayRefused, "held_on"),
        ({"held_on": "2026-02-30"}, drafting.MeetingDayRefused, "held_on"),
        ({"place": ""}, drafting.MeetingPlaceRefused, "place"),
        ({"attendance": {"government": -1}}, drafting.AttendanceRefused, None),
        ({"attendance": {"martians": 3}}, drafting.AttendanceRefused, None),
        ({"attendance": {"citizen": 1_000_001}}, drafting.AttendanceRefused, None),
        ({"agenda": "x" * 100_001}, drafting.ReportTooLong, "agenda"),
        ({"report": "x" * 100_001}, drafting.ReportTooLong, "report"),
    ],
)
def test_what_cannot_be_noted_of_a_meeting_is_refused(
    world: World, consultation: ConsultationView, given: dict[str, Any], refusal: type[Refused], field: str | None
) -> None:
    with pytest.raises(refusal) as refused:
        a_meeting(world, consultation, **given)
    assert refused.value.field == field
    with world.reading():
        assert drafting.meetings_of(consultation.id, with_unpublished=True) == []


def test_a_meeting_of_another_consultation_is_not_found(world: World, consultation: ConsultationView) -> None:
    elsewhere = a_meeting(world, world.a_consultation())
    for meeting_id in (elsewhere.id, new_id()):
        with pytest.raises(NotFound), world.reading():
            drafting.get_meeting(consultation.id, meeting_id)
        with pytest.raises(NotFound), world.acting():
            drafting.publish_meeting(consultation_id=consultation.id, meeting_id=meeting_id, by_person=None)


def test_a_published_meeting_is_in_the_log(world: World, consultation: ConsultationView) -> None:
    a_meeting(world, consultation, is_published=True)
    with world.acting():
        ledger.drain(consultation.id)
    with world.reading():
        assert str(ledger.recent_acts(log_id=consultation.id)[0].kind) == "meeting.publish"
