"""One act on many comments: looked at before, done at once, and taken back within minutes unless someone acted since."""

from datetime import timedelta

import pytest

from consult.consultations.service import Role
from consult.deliberation import service as deliberation
from consult.deliberation.rules.dispositions import Disposition
from consult.kernel import clock
from consult.kernel.errors import Forbidden, NotFound
from consult.kernel.ids import new_id
from consult.moderation import service as moderation
from consult.moderation.rules.sharing import MOST_AT_ONCE, UNDO_LIFE, BulkKind
from consult.rounds import service as rounds
from tests.conftest import Scene
from tests.ledger.story import acts_of
from tests.world import World

NOTED = {"disposition": "noted", "reason": "It is noted."}


@pytest.fixture
def editor(world: World, scene: Scene) -> str:
    person = world.a_person("Edda Editor")
    world.a_role(scene.consultation, person, Role.EDITOR)
    return person


@pytest.fixture
def comments(world: World, scene: Scene) -> list[str]:
    """Five comments of a round that is being answered."""
    made = [world.a_comment(scene.round, scene.people["citizen"], f"Say {word}.") for word in "abcde"]
    world.closed(scene.round)
    world.answering(scene.round)
    return made


def planned(world: World, scene: Scene, person: str, ids: list[str], kind: BulkKind = BulkKind.PROPOSE, **given: object) -> str:  # fmt: skip
    with world.acting():
        return moderation.plan_act(
            consultation_id=scene.consultation.id,
            round_id=scene.round.id,
            person_id=person,
            ids=ids,
            kind=kind,
            given={**NOTED, **given},
        )


def looked_at(world: World, scene: Scene, act: str, person: str) -> moderation.ActView:
    with world.reading():
        return moderation.act_of(consultation_id=scene.consultation.id, act_id=act, person_id=person)


def done(world: World, scene: Scene, act: str, person: str) -> moderation.ActView:
    with world.acting():
        return moderation.do_act(consultation_id=scene.consultation.id, act_id=act, person_id=person)


def undone(world: World, scene: Scene, act: str, person: str) -> moderation.ActView:
    with world.acting():
        return moderation.undo_act(consultation_id=scene.consultation.id, act_id=act, person_id=person)


def standing(world: World, scene: Scene, comments: list[str]) -> list[tuple[str, str] | None]:
    with world.reading():
        cases = [
            deliberation.case_of(consultation_id=scene.consultation.id, comment_id=each, person_id="")
            for each in comments
        ]
    return [(case.outcome.disposition, case.outcome.state) if case.outcome else None for case in cases]


def left_out(act: moderation.ActView) -> dict[int, str]:
    return {item.case.comment.number: item.left_out for item in act.refused}


def test_what_would_change_is_shown_first_then_done_and_then_taken_back(
    world: World, scene: Scene, editor: str, comments: list[str]
) -> None:
    world.a_proposal(scene.round, comments[1], editor, disposition=Disposition.REJECTED, reason="No.")
    act = planned(world, scene, editor, comments[:3])
    assert standing(world, scene, comments[:3]) == [None, ("rejected", "proposed"), None]
    assert [item.case.comment.id for item in looked_at(world, scene, act, editor).changing] == comments[:3]
    made = done(world, scene, act, editor)
    assert (made.refused, made.undo_until is not None) == ((), True)
    assert standing(world, scene, comments[:3]) == [("noted", "proposed")] * 3
    assert [item.kept for item in undone(world, scene, act, editor).items] == [""] * 3
    assert standing(world, scene, comments[:3]) == [None, ("rejected", "proposed"), None]
    with world.reading():
        restored = deliberation.case_of(
            consultation_id=scene.consultation.id, comment_id=comments[1], person_id=scene.people["organiser"]
        )
    assert restored.may_approve
    assert restored.outcome is not None
    assert (restored.outcome.reason, restored.version) == ("No.", 3)


def test_a_version_that_was_taken_back_is_never_given_again(
    world: World, scene: Scene, editor: str, comments: list[str]
) -> None:
    act = planned(world, scene, editor, comments[:1])
    done(world, scene, act, editor)
    undone(world, scene, act, editor)
    again = world.a_proposal(scene.round, comments[0], editor, disposition=Disposition.REJECTED)
    assert again.version == 2
    with pytest.raises(deliberation.DispositionChanged):
        world.an_approval(scene.round, comments[0], scene.people["organiser"], seen=1)


def test_what_speaks_against_it_is_said_before_and_left_out_then(
    world: World, scene: Scene, editor: str, comments: list[str]
) -> None:
    organiser = scene.people["organiser"]
    act = planned(world, scene, editor, comments)
    world.a_proposal(scene.round, comments[0], organiser)
    world.a_proposal(scene.round, comments[1], organiser)
    world.an_approval(scene.round, comments[1], editor)
    with world.acting():
        moderation.claim(consultation_id=scene.consultation.id, comment_id=comments[2], person_id=organiser)
    expected = {1: "disposition-changed", 2: "already-approved", 3: "claimed"}
    assert left_out(looked_at(world, scene, act, editor)) == expected
    assert left_out(done(world, scene, act, editor)) == expected
    assert standing(world, scene, comments) == [
        ("accepted", "proposed"),
        ("accepted", "approved"),
        None,
        ("noted", "proposed"),
        ("noted", "proposed"),
    ]


def test_nobody_approves_their_own_or_what_their_own_comment_is(
    world: World, scene: Scene, editor: str, comments: list[str]
) -> None:
    organiser, author = scene.people["organiser"], scene.people["citizen"]
    world.a_role(scene.consultation, author, Role.EDITOR)
    world.a_proposal(scene.round, comments[0], editor)
    world.a_proposal(scene.round, comments[1], organiser)
    act = planned(world, scene, editor, comments[:3], BulkKind.APPROVE)
    expected = {1: "approval-refused", 3: "nothing-proposed"}
    assert left_out(looked_at(world, scene, act, editor)) == expected
    assert left_out(done(world, scene, act, editor)) == expected
    own = planned(world, scene, author, comments[:1], BulkKind.APPROVE)
    assert left_out(done(world, scene, own, author)) == {1: "approval-refused"}
    assert standing(world, scene, comments[:3]) == [("accepted", "proposed"), ("accepted", "approved"), None]


def test_an_approval_that_is_taken_back_is_nobodys_to_read(
    world: World, scene: Scene, editor: str, comments: list[str]
) -> None:
    for comment in comments[:3]:
        world.a_proposal(scene.round, comment, scene.people["organiser"])
    act = planned(world, scene, editor, comments[:3], BulkKind.APPROVE)
    done(world, scene, act, editor)
    with world.acting():
        deliberation.say_satisfaction(
            consultation_id=scene.consultation.id,
            comment_id=comments[2],
            person_id=scene.people["citizen"],
            said="satisfied",
            words="",
        )
    taken = undone(world, scene, act, editor)
    assert {item.case.comment.number: item.kept for item in taken.items} == {1: "", 2: "", 3: "heard-since"}
    with world.reading():
        public = deliberation.decided_comments(consultation_id=scene.consultation.id, round_id=scene.round.id)
        assert deliberation.get_comment(scene.consultation.id, comments[0]).outcome is None
    assert [comment.number for comment in public.comments] == [3]
    assert standing(world, scene, comments[:2]) == [("accepted", "proposed")] * 2


def test_on_what_someone_has_acted_since_stays(world: World, scene: Scene, editor: str, comments: list[str]) -> None:
    organiser = scene.people["organiser"]
    act = planned(world, scene, editor, comments[:3])
    done(world, scene, act, editor)
    world.an_approval(scene.round, comments[0], organiser)
    world.a_proposal(scene.round, comments[1], organiser, disposition=Disposition.REJECTED)
    taken = undone(world, scene, act, editor)
    kept = {item.case.comment.number: item.kept for item in taken.items}
    assert kept == {1: "approved-since", 2: "disposition-changed", 3: ""}
    assert standing(world, scene, comments[:3]) == [("noted", "approved"), ("rejected", "proposed"), None]


def test_an_act_is_done_once_and_taken_back_once_in_time_by_whoever_did_it(
    world: World, scene: Scene, editor: str, comments: list[str]
) -> None:
    act = planned(world, scene, editor, comments[:1])
    with pytest.raises(moderation.TooLateToUndo):
        undone(world, scene, act, editor)
    for attempt in (done, undone):
        with pytest.raises(Forbidden):
            attempt(world, scene, act, scene.people["organiser"])
    done(world, scene, act, editor)
    with pytest.raises(moderation.AlreadyDone):
        done(world, scene, act, editor)
    with clock.moved(UNDO_LIFE + timedelta(seconds=1)):
        assert looked_at(world, scene, act, editor).undo_until is None
        with pytest.raises(moderation.TooLateToUndo):
            undone(world, scene, act, editor)
    undone(world, scene, act, editor)
    with pytest.raises(moderation.TooLateToUndo):
        undone(world, scene, act, editor)


def test_duplicates_are_made_together_never_in_a_chain_and_counted(
    world: World, scene: Scene, editor: str, comments: list[str]
) -> None:
    organiser = scene.people["organiser"]
    act = planned(world, scene, editor, comments[:3], disposition="duplicate_of", duplicate_of=1)
    assert left_out(done(world, scene, act, editor)) == {1: "duplicate-refused"}
    approval = planned(world, scene, organiser, comments[1:3], BulkKind.APPROVE)
    done(world, scene, approval, organiser)
    with world.reading():
        assert deliberation.count_repeats(scene.consultation.id, comments) == {comments[0]: 2}
        originals = deliberation.originals_of(scene.consultation.id, comments)
    assert {each: original.number for each, original in originals.items()} == {comments[1]: 1, comments[2]: 1}
    chain = planned(world, scene, editor, comments[:1], disposition="duplicate_of", duplicate_of=5)
    assert left_out(done(world, scene, chain, editor)) == {1: "chain-refused"}
    with pytest.raises(deliberation.ChainRefused):
        world.a_proposal(scene.round, comments[0], editor, disposition=Disposition.DUPLICATE_OF, duplicate_of=5)


def test_what_was_heard_elsewhere_is_recorded_for_many(
    world: World, scene: Scene, editor: str, comments: list[str]
) -> None:
    world.a_proposal(scene.round, comments[0], editor)
    world.an_approval(scene.round, comments[0], scene.people["organiser"])
    given = {"satisfaction": "not_satisfied", "words": "By letter of 3 May."}
    act = planned(world, scene, editor, comments[:2], BulkKind.SATISFACTION, **given)
    made = done(world, scene, act, editor)
    assert (left_out(made), made.undo_until) == ({2: "nothing-decided"}, None)
    with world.reading():
        outcome = deliberation.get_comment(scene.consultation.id, comments[0]).outcome
    assert outcome is not None
    assert (outcome.satisfaction, outcome.satisfaction_words) == ("not_satisfied", "By letter of 3 May.")
    with pytest.raises(moderation.TooLateToUndo):
        undone(world, scene, act, editor)


@pytest.mark.parametrize(
    ("kind", "given", "refusal"),
    [
        (BulkKind.PROPOSE, {"disposition": ""}, deliberation.DispositionNeeded),
        (BulkKind.PROPOSE, {"reason": " "}, rounds.ReasonNeeded),
        (BulkKind.PROPOSE, {"reason": "x" * 1001}, rounds.ReasonNeeded),
        (BulkKind.PROPOSE, {"disposition": "duplicate_of"}, deliberation.DuplicateRefused),
        (BulkKind.PROPOSE, {"disposition": "duplicate_of", "duplicate_of": 99}, deliberation.DuplicateRefused),
        (BulkKind.SATISFACTION, {"words": "By letter."}, deliberation.SatisfactionNeeded),
        (BulkKind.SATISFACTION, {"satisfaction": "satisfied", "words": ""}, deliberation.SatisfactionWords),
    ],
)
def test_an_act_that_could_be_done_to_none_is_not_planned(
    world: World,
    scene: Scene,
    editor: str,
    comments: list[str],
    kind: BulkKind,
    given: dict[str, object],
    refusal: type[Exception],
) -> None:
    with pytest.raises(refusal):
        planned(world, scene, editor, comments, kind, **given)


def test_an_act_is_about_comments_of_its_round_and_not_too_many(
    world: World, scene: Scene, editor: str, comments: list[str]
) -> None:
    many = [new_id() for _ in range(MOST_AT_ONCE + 1)]
    for ids, refusal in (([], moderation.NothingChosen), (many, moderation.NothingChosen), ([new_id()], NotFound)):
        with pytest.raises(refusal):
            planned(world, scene, editor, ids)
    with pytest.raises(Forbidden):
        planned(world, scene, scene.people["moderator"], comments)
    with pytest.raises(NotFound):
        looked_at(world, scene, new_id(), editor)


def test_every_step_is_in_the_log_and_a_proposal_that_is_taken_back_stays_closed(
    world: World, scene: Scene, editor: str, comments: list[str]
) -> None:
    act = planned(world, scene, editor, comments[:2])
    done(world, scene, act, editor)
    undone(world, scene, act, editor)
    kinds = [str(each.leaf["type"]) for each in acts_of(world, scene.consultation)]
    assert [kind for kind in kinds if kind.startswith("disposition.")] == [
        *["disposition.propose"] * 2,
        *["disposition.withdraw"] * 2,
    ]
