"""Places in the log: given afterwards, one after the other, none twice and none left out."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select

from consult.kernel import clock
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.ledger.service import Receipt
from consult.ledger.tables import LedgerPosition
from tests.world import World


def append(world: World, log: str, times: int = 1) -> list[Receipt]:
    with world.acting() as session:
        return [
            ledger.append(
                log_id=log,
                kind=LeafType.CLOCK_SKEW,
                content={"number": number},
                at=clock.now(session),
                role="organiser",
            )
            for number in range(times)
        ]


def places(world: World, log: str) -> list[int]:
    with world.reading() as session:
        return list(session.scalars(select(LedgerPosition.seq).where(LedgerPosition.log_id == log)))


def test_acts_get_their_places_in_the_order_in_which_they_were_done(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "BATCH", 4)
    log = new_id()
    for times in (9, 1, 5):
        append(world, log, times)
        with world.acting():
            assert ledger.drain(log) == times
    with world.acting():
        assert ledger.drain(log) == 0
    with world.reading():
        told = [(act.seq, (act.content or {})["number"]) for act in ledger.replay(log)]
        assert ledger.size_of(log) == 15
    assert told == list(enumerate([*range(9), 0, *range(5)]))


def test_each_log_has_places_of_its_own(world: World) -> None:
    logs = [new_id(), new_id()]
    for log in logs:
        append(world, log, 3)
    with world.app.app_context():
        assert ledger.sequence_all() == 6
        assert ledger.sequence_all() == 0
    assert [sorted(places(world, log)) for log in logs] == [[0, 1, 2]] * 2


def test_two_sequencers_at_once_give_no_place_twice_and_leave_none_out(world: World) -> None:
    log, start = new_id(), Barrier(4)
    append(world, log, 20)

    def work(number: int) -> None:
        start.wait()
        if number % 2:
            append(world, log, 5)
        with world.acting():
            ledger.drain(log)

    with ThreadPoolExecutor() as threads:
        list(threads.map(work, range(4)))
    with world.acting():
        ledger.drain(log)
    assert sorted(places(world, log)) == list(range(30))


def test_an_act_that_is_rolled_back_leaves_nothing(world: World) -> None:
    log = new_id()
    with world.acting() as session:
        ledger.append(log_id=log, kind=LeafType.CLOCK_SKEW, content={}, at=clock.now(session), role="organiser")
        session.rollback()
    with world.acting():
        assert ledger.drain(log) == 0


def test_the_newest_acts_come_first_and_in_pages(world: World) -> None:
    log = new_id()
    receipts = append(world, log, 5)
    with world.acting():
        ledger.drain(log)
    with world.reading():
        newest = ledger.recent_acts(log_id=log, limit=2)
        rest = ledger.recent_acts(log_id=log, before=newest[-1].seq)
    assert [act.leaf_hash for act in [*newest, *rest]] == [receipt.leaf_hash for receipt in receipts[::-1]]


def test_an_act_of_two_actors_or_with_a_fraction_is_no_act(world: World) -> None:
    for content in ({"share": 0.5}, {"deep": [{"share": 1.0}]}):
        with pytest.raises(TypeError), world.acting() as session:
            ledger.append(
                log_id=new_id(), kind=LeafType.CLOCK_SKEW, content=content, at=clock.now(session), role="organiser"
            )
