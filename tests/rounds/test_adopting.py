"""The adoption of a text: once, of a published final draft, by a body that is named, with a window for statements."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.consultations.service import ConsultationView, Role
from consult.drafting import service as drafting
from consult.kernel import clock
from consult.kernel.errors import NotFound, Refused
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from consult.rounds import service as rounds
from consult.rounds.rules.adopting import is_late, window_ends
from consult.rounds.service import Counts
from tests.drafting.negotiating import a_final_draft, an_adoption
from tests.world import World

VOTE = Counts(in_favour=120, against=3, abstained=10)


@pytest.fixture
def consultation(world: World) -> ConsultationView:
    return world.a_consultation()


def test_a_window_ends_with_its_last_day_in_the_zone_of_those_who_decide() -> None:
    zone = timezone(timedelta(hours=9))
    assert window_ends(date(2026, 11, 2), 14, zone) == datetime(2026, 11, 16, 15, tzinfo=UTC)
    assert window_ends(date(2026, 11, 2), 0, UTC) == datetime(2026, 11, 3, tzinfo=UTC)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 365))
def test_a_statement_is_late_from_the_end_of_the_window_on(day: date, days: int) -> None:
    until = window_ends(day, days, UTC)
    assert until > datetime.combine(day, datetime.min.time(), UTC)
    assert is_late(until, until)
    assert not is_late(until - timedelta(milliseconds=1), until)


def test_a_final_draft_becomes_the_adopted_text_and_keeps_its_digest(
    world: World, consultation: ConsultationView
) -> None:
    draft = a_final_draft(world, consultation)
    made = an_adoption(world, draft, world.a_person(), manner="vote", counts=VOTE)
    with world.reading():
        now = drafting.draft_by_id(consultation.id, draft.id)
        assert rounds.adoption_of(consultation.id, draft.id) == made
        assert rounds.adoptions_of(consultation.id) == [made]
    assert (now.stage, now.sha256) == ("adopted", draft.sha256)
    assert (made.body, made.place, made.manner, made.counts) == ("The assembly", "Geneva", "vote", VOTE)


def test_counts_are_kept_of_a_vote_only(world: World, consultation: ConsultationView) -> None:
    made = an_adoption(world, a_final_draft(world, consultation), world.a_person(), manner="consensus", counts=VOTE)
    assert made.counts is None


def test_only_a_published_final_draft_is_adopted_and_only_once(world: World, consultation: ConsultationView) -> None:
    person = world.a_person()
    for draft in (world.a_draft(consultation, is_published=False), world.a_draft(world.a_consultation())):
        with pytest.raises(drafting.NotFinal):
            an_adoption(world, draft, person)
    final = a_final_draft(world, world.a_consultation())
    an_adoption(world, final, person)
    with pytest.raises(drafting.NotFinal):
        an_adoption(world, final, person)
    with pytest.raises(NotFound), world.acting():
        drafting.mark_adopted(consultation_id=consultation.id, draft_id=new_id())


@pytest.mark.parametrize(
    ("told", "refusal", "field"),
    [
        ({"body": " "}, rounds.BodyRefused, "body"),
        ({"body": "x" * 201}, rounds.BodyRefused, "body"),
        ({"place": "\u200b"}, rounds.AdoptionPlaceRefused, "place"),
        ({"adopted_on": "yesterday"}, rounds.AdoptionDayRefused, "adopted_on"),
        ({"adopted_on": "2999-01-01"}, rounds.AdoptionDayRefused, "adopted_on"),
        ({"adopted_on": "0001-01-01"}, rounds.AdoptionDayRefused, "adopted_on"),
        ({"manner": ""}, rounds.MannerNeeded, "manner"),
        ({"manner": "vote"}, rounds.CountsRefused, "in_favour"),
        ({"manner": "vote", "counts": Counts(in_favour=0, against=0, abstained=0)}, rounds.CountsRefused, "in_favour"),
        ({"manner": "vote", "counts": Counts(in_favour=3, against=-1, abstained=0)}, rounds.CountsRefused, "in_favour"),
        ({"statement_days": None}, rounds.WindowRefused, "statement_days"),
        ({"statement_days": 366}, rounds.WindowRefused, "statement_days"),
    ],
)
def test_an_adoption_that_leaves_something_untold_is_refused_and_changes_nothing(
    world: World, consultation: ConsultationView, told: dict[str, object], refusal: type[Refused], field: str
) -> None:
    draft = a_final_draft(world, consultation)
    with pytest.raises(refusal) as refused:
        an_adoption(world, draft, world.a_person(), **told)
    assert refused.value.field == field
    with world.reading():
        assert drafting.draft_by_id(consultation.id, draft.id).stage == "final"
        assert rounds.adoption_of(consultation.id, draft.id) is None


def test_statements_are_taken_for_fourteen_days_after_the_adoption(
    world: World, consultation: ConsultationView
) -> None:
    with world.reading() as session:
        today = clock.now(session).date()
    made = an_adoption(world, a_final_draft(world, consultation), world.a_person())
    assert made.statements_until == window_ends(today, 14, UTC)


@pytest.mark.parametrize("role", [Role.ORGANISER, Role.DECISION_MAKER])
def test_an_adoption_is_in_the_log_with_the_role_of_who_recorded_it(
    world: World, consultation: ConsultationView, role: Role
) -> None:
    person = world.a_person()
    world.a_role(consultation, person, role)
    an_adoption(world, a_final_draft(world, consultation), person)
    with world.acting():
        ledger.drain(consultation.id)
    with world.reading():
        newest = ledger.recent_acts(log_id=consultation.id)[0]
    assert (str(newest.kind), newest.role) == ("text.adopt", str(role))
