"""Signatories are warned 72 hours and 24 hours before the deadline of what nobody has signed."""

from datetime import datetime, timedelta

import pytest

from consult.kernel import clock
from consult.kernel.chores import work_once
from consult.operations import service as operations
from consult.participation import service as participation
from consult.rounds.rules.states import RoundKind
from consult.voting import service as voting
from consult.voting.rules import warning_due
from tests.conftest import Scene
from tests.voting.signing import Delegation
from tests.world import World


@pytest.mark.parametrize(
    ("hours", "due"), [(200, None), (73, None), (72, 72), (25, 72), (24, 24), (1, 24), (0, None), (-5, None)]
)
def test_a_warning_is_due_from_its_hour_until_the_next(hours: int, due: int | None) -> None:
    assert warning_due(timedelta(hours=hours)) == due


class Mail:
    """What the worker sends at some time before the deadline, and to whom."""

    def __init__(self, world: World, closes_at: datetime) -> None:
        self.world, self.closes_at = world, closes_at
        self.known: set[str] = set()

    def sent(self, *, left: timedelta) -> list[str]:
        """Return the new letters about unsigned votes that a turn of work sends with this much time left, as their text."""
        with self.world.reading() as session:
            moved = self.closes_at - left - clock.now(session)
        with clock.moved(moved), self.world.reading():
            work_once()
            kept = operations.kept_letters(self.world.app.config["SETTINGS"])
        new = [letter for letter in kept if letter.file.name not in self.known]
        self.known |= {letter.file.name for letter in new}
        return sorted(f"{letter.to}\n{letter.text}" for letter in new if "signed" in letter.text)


def test_each_signatory_gets_one_letter_72_hours_and_one_24_hours_before(world: World, scene: Scene) -> None:
    told = Delegation(world, scene.consultation, scene.round, "tom")
    mail = Mail(world, scene.round.closes_at)
    told.says("dora", "object")
    told.says("alma", "support", 1)
    assert mail.sent(left=timedelta(hours=80)) == []
    first = mail.sent(left=timedelta(hours=71))
    assert len(first) == 2
    for letter in first:
        assert "Ministry of Clocks has 2 drafted votes in “Principles for machines” that nobody has signed." in letter
        assert f"/en/c/{scene.consultation.slug}/rounds/1/signing" in letter
        assert "The round closes on" in letter
    assert mail.sent(left=timedelta(hours=60)) == []
    told.signs("sam", {0: 1})
    second = mail.sent(left=timedelta(hours=23))
    assert len(second) == 2
    assert "has 1 drafted vote in" in second[0]
    assert mail.sent(left=timedelta(hours=1)) == []
    with world.reading() as session:
        urgent = voting.unsigned_of(scene.round, told.seat)
        assert urgent is not None
        assert (urgent.count, urgent.is_urgent) == (1, False)
        left = scene.round.closes_at - clock.now(session)
        with clock.moved(left - timedelta(hours=72)):
            found = voting.unsigned_of(scene.round, told.seat)
            assert found is not None
            assert found.is_urgent
        with clock.moved(left):
            assert voting.unsigned_of(scene.round, told.seat) is None


def test_nobody_is_warned_where_nothing_waits_and_an_alternate_who_stands_in_is(world: World) -> None:
    made = world.a_consultation()
    one = world.a_round(made, kind=RoundKind.STATEMENTS, statements=("Machines may vote.",), lasts=timedelta(days=2))
    told = Delegation(world, made, one)
    mail = Mail(world, one.closes_at)
    assert mail.sent(left=timedelta(hours=40)) == []
    told.says("dora", "agree")
    with world.acting():
        participation.set_absence(consultation_id=made.id, person_id=told.people["sam"], until=one.closes_at)
    assert len(mail.sent(left=timedelta(hours=40))) == 2, "to the signatory, and to the alternate who signs meanwhile"
