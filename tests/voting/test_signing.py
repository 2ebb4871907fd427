"""Signing: what a drafter says counts once a signatory has read it and signs it, and the history names both."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from consult.deliberation.service import DraftNoteNeeded
from consult.kernel import clock
from consult.kernel.ids import new_id
from consult.ledger.tables import LedgerEntry
from consult.participation import service as participation
from consult.participation.service import AbsenceRefused, MemberRole, NoDelegation, NotSignatory
from consult.rounds.service import RoundClosed
from consult.voting import service as voting
from consult.voting.service import CastReceipt, NoDraftTicked, VoteDraft, VoteDraftChanged
from tests.conftest import Scene
from tests.server import at_once
from tests.voting.signing import Delegation
from tests.world import World


@pytest.fixture
def delegation(world: World, scene: Scene) -> Delegation:
    return Delegation(world, scene.consultation, scene.round, "tom")


def leaves(world: World) -> int:
    with world.reading() as session:
        return session.scalar(select(func.count()).select_from(LedgerEntry)) or 0


def test_what_a_drafter_says_is_no_vote_and_leaves_no_trace_outside(world: World, delegation: Delegation) -> None:
    before = leaves(world)
    made = delegation.says("dora", "object")
    assert isinstance(made, VoteDraft)
    assert (made.version, made.position, made.is_waiting) == (1, "object", True)
    assert delegation.votes() == {}
    assert leaves(world) == before
    (act,) = delegation.acts()
    assert (act.act, act.version, act.receipt, act.person_id) == ("drafted", None, None, delegation.people["dora"])
    with pytest.raises(NotSignatory):
        delegation.world.a_vote(delegation.one, delegation.people["dora"])


def test_a_signature_casts_the_draft_and_the_history_names_both(delegation: Delegation) -> None:
    delegation.says("dora", "object")
    delegation.says("dora", "support", 1)
    first, second = delegation.signs("sam", {0: 1, 1: 1})
    assert delegation.votes() == {"1.1": "object", "1.2": "support"}
    assert first.code != second.code
    assert delegation.told()[2:] == [("drafted", "dora", "support"), ("drafted", "dora", "object")]
    newest = delegation.acts()[0]
    assert (newest.act, newest.person_id, newest.drafted_by) == (
        "signed",
        delegation.people["sam"],
        delegation.people["dora"],
    )
    with pytest.raises(VoteDraftChanged) as again:
        delegation.signs("sam", {0: 1})
    assert again.value.facts == {"numbers": "1.1"}


def test_of_two_signatories_the_last_signature_counts_and_one_vote(world: World, delegation: Delegation) -> None:
    """N3: two members of one organisation vote, one vote is counted, and both acts are in the history."""
    delegation.says("sam", "support")
    delegation.says("tom", "object")
    assert delegation.told() == [("signed", "tom", "object"), ("signed", "sam", "support")]
    assert all(act.receipt for act in delegation.acts())
    world.closed(delegation.one)
    with world.reading():
        tally = voting.tally_of(delegation.made.id, delegation.one.id)
    assert [(row.position, row.seats) for row in tally if row.category == "government"] == [("object", 1)]


def test_one_key_drafts_once_and_signs_once(delegation: Delegation) -> None:
    key, other = new_id(), new_id()
    drafts = [delegation.says("dora", "object", key=key) for _ in range(2)]
    assert [draft.version for draft in drafts] == [1, 1]
    receipts = [delegation.signs("sam", {0: 1}, key=other) for _ in range(2)]
    assert receipts[0] == receipts[1]
    assert [act.act for act in delegation.acts()] == ["signed", "drafted"]


def test_nobody_signs_what_they_have_not_read(delegation: Delegation) -> None:
    delegation.says("dora", "object")
    delegation.says("dora", "support", 1)
    delegation.says("alma", "reservation")
    with pytest.raises(VoteDraftChanged) as refused:
        delegation.signs("sam", {0: 1, 1: 1})
    assert refused.value.facts == {"numbers": "1.1"}
    assert delegation.votes() == {}
    delegation.signs("sam", {0: 2, 1: 1})
    assert delegation.votes() == {"1.1": "reservation", "1.2": "support"}
    with pytest.raises(NoDraftTicked):
        delegation.signs("sam", {})


def test_a_signatory_s_own_vote_settles_what_waits(delegation: Delegation) -> None:
    delegation.says("dora", "object")
    delegation.says("dora", "support", 1)
    assert isinstance(delegation.says("sam", "support"), CastReceipt)
    delegation.says("sam", "support", 1)
    scope = {"consultation_id": delegation.made.id, "round_id": delegation.one.id, "seat_id": delegation.seat.id}
    with delegation.world.reading():
        drafts = voting.votes_drafted(**scope)
        assert voting.count_drafted(delegation.made.id, delegation.one.id) == {}
    assert [drafts[item.id].state for item in delegation.items[:2]] == ["answered", "signed"]
    assert [act.drafted_by for act in delegation.acts()[:2]] == [delegation.people["dora"], None]


def test_a_signatory_discards_a_draft_and_says_why(delegation: Delegation) -> None:
    delegation.says("dora", "object")
    with pytest.raises(DraftNoteNeeded):
        delegation.discards("sam", 0, 1, note=" ")
    with pytest.raises(VoteDraftChanged):
        delegation.discards("sam", 0, 2)
    assert delegation.discards("sam", 0, 1).note == "Not our line."
    assert delegation.votes() == {}
    (act, _) = delegation.acts()
    assert (act.act, act.note, act.drafted_by) == ("discarded", "Not our line.", delegation.people["dora"])
    again = delegation.says("dora", "reservation")
    assert isinstance(again, VoteDraft)
    assert (again.version, again.note, again.is_waiting) == (2, "", True)


def test_neither_a_drafter_nor_a_reader_nor_a_stranger_signs_or_discards(
    world: World, scene: Scene, delegation: Delegation
) -> None:
    delegation.says("dora", "object")
    for name, refusal in (("dora", NotSignatory), ("alma", NotSignatory), ("rita", participation.NoSeat)):
        with pytest.raises(refusal):
            delegation.signs(name, {0: 1})
        with pytest.raises(refusal):
            delegation.discards(name, 0, 1)
    with pytest.raises(participation.NoSeat):
        delegation.says("rita", "support")
    with world.acting(), pytest.raises(VoteDraftChanged):
        voting.sign_drafts(items=delegation.items[:1], seen={}, person_id=scene.people["delegate"], key=new_id())
    with world.acting(), pytest.raises(NoDelegation):
        voting.draft_vote(item=delegation.items[0], person_id=scene.people["citizen"], position="support", key=new_id())


def test_after_the_deadline_nothing_is_drafted_signed_or_discarded(world: World, delegation: Delegation) -> None:
    delegation.says("dora", "object")
    with clock.moved(timedelta(days=8)):
        for act in (
            lambda: delegation.says("dora", "support"),
            lambda: delegation.signs("sam", {0: 1}),
            lambda: delegation.discards("sam", 0, 1),
        ):
            with pytest.raises(RoundClosed):
                act()
    world.closed(delegation.one)
    with world.reading():
        assert voting.count_drafted(delegation.made.id, delegation.one.id) == {delegation.seat.id: 1}


def test_an_alternate_signs_while_every_signatory_is_absent(world: World, delegation: Delegation) -> None:
    scope = {"consultation_id": delegation.made.id}
    with world.reading() as session:
        tomorrow = clock.now(session) + timedelta(days=1)
    delegation.says("dora", "object")
    for name in ("sam", "tom"):
        with pytest.raises(NotSignatory):
            delegation.signs("alma", {0: 1})
        with world.acting():
            participation.set_absence(**scope, person_id=delegation.people[name], until=tomorrow)
    delegation.signs("alma", {0: 1})
    assert isinstance(delegation.says("alma", "support", 1), CastReceipt)
    with world.acting(), pytest.raises(NotSignatory):
        participation.set_member_role(
            **scope,
            person_id=delegation.people["alma"],
            member_id=delegation.people["dora"],
            role=MemberRole.SIGNATORY,
        )
    assert isinstance(delegation.says("sam", "object"), CastReceipt), "who is back before the day signs all the same"
    with world.acting():
        participation.set_absence(**scope, person_id=delegation.people["sam"], until=None)
    assert isinstance(delegation.says("alma", "support"), VoteDraft)
    with clock.moved(timedelta(days=2)):
        with world.reading():
            assert not participation.signs_for(delegation.seat, delegation.people["alma"])
        for until in (tomorrow, tomorrow + timedelta(days=400)):
            with world.acting(), pytest.raises(AbsenceRefused):
                participation.set_absence(**scope, person_id=delegation.people["sam"], until=until)
    with world.acting(), pytest.raises(NotSignatory):
        participation.set_absence(**scope, person_id=delegation.people["alma"], until=tomorrow)


def test_of_two_who_sign_one_draft_at_once_one_does(world: World, delegation: Delegation) -> None:
    delegation.says("dora", "object")

    def try_it(name: str) -> bool:
        try:
            delegation.signs(name, {0: 1})
        except VoteDraftChanged:
            return False
        return True

    assert sorted(at_once(lambda: try_it("sam"), lambda: try_it("tom"))) == [False, True]
    assert delegation.votes() == {"1.1": "object"}
    assert [act.act for act in delegation.acts()] == ["signed", "drafted"]
