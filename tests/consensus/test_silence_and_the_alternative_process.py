"""Procedures that run by themselves: the silence procedure, and the alternative approval process of ITU-T."""

from datetime import UTC, datetime, timedelta

import pytest

from consult.consensus.rules.decision import Status
from consult.consensus.rules.institutions.itu_aap_state_machine import (
    MOVES,
    STATUS,
    Code,
    Event,
    Progress,
    meeting,
    progress,
)
from consult.consensus.rules.institutions.silence_procedure import Move, Parameters, Silence, silence

OPENED = datetime(2026, 3, 2, 12, tzinfo=UTC)


def after(hours: float) -> datetime:
    return OPENED + timedelta(hours=hours)


def kept(*objections: float, closes: float = 72, at: float | None = None) -> Silence:
    """A silence procedure, objected to after so many hours."""
    return silence(OPENED, after(closes), map(after, objections), at=None if at is None else after(at))


def test_a_text_that_nobody_objects_to_is_adopted_when_the_silence_ends() -> None:
    assert [kept(at=hours).outcome for hours in (0, 72, 72.1)] == ["running", "running", "adopted"]
    assert (kept().outcome, kept().moves) == ("adopted", ())


def test_an_objection_up_to_the_last_moment_breaks_the_silence_and_a_later_one_is_only_recorded() -> None:
    broken, late = kept(72.5, 72), kept(72.5)
    assert (broken.outcome, broken.in_time, broken.late) == ("broken", (after(72),), (after(72.5),))
    assert (late.outcome, late.in_time, late.late) == ("adopted", (), (after(72.5),))
    assert kept(1, at=2).outcome == "broken"
    assert broken.moves == (Move.WITHDRAW, Move.REVISE_AND_REOPEN, Move.VOTE)


def test_a_period_below_72_hours_is_no_silence_procedure_whoever_objects() -> None:
    assert [kept(*raised, closes=71.99).outcome for raised in ((), (1,))] == ["invalid_period"] * 2
    assert silence(OPENED, after(24), shortest=Parameters(shortest_hours=24).shortest).outcome == "adopted"
    assert Parameters().shortest == timedelta(hours=72)


def test_moments_of_different_zones_are_compared_and_those_without_one_refused() -> None:
    one_hour_east = after(72).replace(tzinfo=None).isoformat() + "+01:00"
    assert silence(OPENED, after(72), [datetime.fromisoformat(one_hour_east)]).in_time == (after(71),)
    naive = OPENED.replace(tzinfo=None)
    for moments in ((naive, after(72), []), (OPENED, naive, []), (OPENED, after(72), [naive])):
        with pytest.raises(ValueError, match="time zone"):
            silence(*moments)
    with pytest.raises(ValueError, match="time zone"):
        silence(OPENED, after(72), at=naive)


def test_the_finding_of_a_silence_tells_its_period_and_its_objections() -> None:
    found = {one: one.as_finding() for one in (kept(), kept(1, 80), kept(at=1), kept(closes=48.5))}
    told = [(one.verdict, one.status, [criterion.met for criterion in one.criteria]) for one in found.values()]
    assert told == [
        ("adopted", Status.MET, [True, True]),
        ("broken", Status.OPEN_ISSUES, [True, False]),
        ("running", Status.INCONCLUSIVE, [True, None]),
        ("invalid_period", Status.INCONCLUSIVE, [False, True]),
    ]
    broken, short = found[kept(1, 80)], found[kept(closes=48.5)]
    assert (broken.counted, broken.excluded) == ({"objections": 1}, {"late": 1})
    assert (short.criteria[0].value, short.criteria[0].threshold) == ("97/2", "72/1")


@pytest.mark.parametrize(
    ("events", "codes"),
    [
        ("", "C"),
        ("announce", "C LC"),
        ("announce no_comments", "C LC A"),
        ("announce typographical", "C LC AT"),
        ("announce substantive", "C LC LJ"),
        ("announce substantive additional_review no_comments", "C LC LJ AR A"),
        ("announce substantive additional_review typographical", "C LC LJ AR AT"),
        ("announce substantive additional_review substantive reject", "C LC LJ AR SG NA"),
        ("announce substantive study_group approve", "C LC LJ SG A"),
        ("announce substantive traditional", "C LC LJ TAP"),
    ],
)
def test_a_text_goes_through_the_alternative_process_code_by_code(events: str, codes: str) -> None:
    assert list(progress(events.split()).codes) == codes.split()


@pytest.mark.parametrize("events", ["no_comments", "announce announce", "announce no_comments substantive", "publish"])
def test_what_cannot_happen_to_a_text_where_it_stands_is_refused(events: str) -> None:
    with pytest.raises(ValueError, match=r"cannot happen|not a valid"):
        progress(events.split())


def test_every_code_is_reached_and_all_that_end_the_process_say_how_it_ended() -> None:
    reached = {Code.CONSENTED, *(code for moves in MOVES.values() for code in moves.values())}
    assert reached == set(Code) == set(map(Code, STATUS))
    ends = {code: Progress((code,)).as_finding() for code in Code if Progress((code,)).is_finished}
    assert {code: one.criteria[0].met for code, one in ends.items()} == {
        Code.APPROVED: True,
        Code.APPROVED_WITH_CORRECTIONS: True,
        Code.NOT_APPROVED: False,
        Code.TRADITIONAL: None,
    }


def test_the_finding_of_a_text_under_way_is_not_decided() -> None:
    found = progress(["announce", "substantive"]).as_finding()
    assert (found.verdict, found.status, found.criteria[0].met) == ("LJ", Status.OPEN_ISSUES, None)
    assert found.counted == {"events": 2}


def test_one_opposing_member_state_does_not_block_a_meeting_and_two_do() -> None:
    assert [meeting(opposing) for opposing in (0, 1, 2)] == [Event.APPROVE, Event.APPROVE, Event.REJECT]
