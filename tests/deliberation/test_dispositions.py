"""What becomes of each comment: proposed by one person, approved by another, and then everyone's to read."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import event, select

from consult.consultations.service import Role
from consult.deliberation import service as deliberation
from consult.deliberation.rules.dispositions import (
    OFFERED,
    Disposition,
    DispositionState,
    is_reason,
    may_approve,
    may_be_duplicate,
)
from consult.deliberation.rules.words import Attribution
from consult.deliberation.service import Outcome, Progress
from consult.deliberation.tables import Disposition as DispositionRow
from consult.kernel.db import db
from consult.kernel.errors import Forbidden, NotFound
from consult.ledger import service as ledger
from consult.moderation import service as moderation
from consult.moderation.rules import ActionKind, Ground
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundState
from consult.web.vocabulary import WORDS
from tests.conftest import Scene
from tests.world import World


@pytest.fixture
def editor(world: World, scene: Scene) -> str:
    person = world.a_person("Edda Editor")
    world.a_role(scene.consultation, person, Role.EDITOR)
    return person


@pytest.fixture
def comments(world: World, scene: Scene) -> list[str]:
    """Three comments of a round that is being answered: one hidden, one not published, and a reply to the first."""
    citizen, delegate = scene.people["citizen"], scene.people["delegate"]
    hidden = world.a_comment(scene.round, citizen, "An unkind word.")
    unpublished = world.a_comment(scene.round, citizen, "Between us.", attribution=Attribution.UNPUBLISHED)
    reply = world.a_comment(scene.round, delegate, "Be kind.", parent_id=hidden)
    with world.acting():
        moderation.decide(
            consultation_id=scene.consultation.id,
            comment_id=hidden,
            action=ActionKind.HIDE,
            person_id=scene.people["moderator"],
            rule=Ground.HATE,
            note="It attacks a person.",
        )
    world.closed(scene.round)
    world.answering(scene.round)
    return [hidden, unpublished, reply]


def progress(world: World, scene: Scene) -> Progress:
    with world.reading():
        return deliberation.progress_of(consultation_id=scene.consultation.id, round_id=scene.round.id)


def outcome(world: World, scene: Scene, comment: str) -> Outcome | None:
    with world.reading():
        return deliberation.get_comment(scene.consultation.id, comment).outcome


def publish(world: World, scene: Scene) -> rounds.RoundView:
    with world.acting():
        return moderation.publish_round(
            consultation_id=scene.consultation.id, round_id=scene.round.id, person_id=scene.people["organiser"]
        )


def waiting(world: World, scene: Scene, state: DispositionState | None, person: str) -> list[tuple[str, bool]]:
    with world.reading():
        queue = deliberation.waiting_cases(
            consultation_id=scene.consultation.id, round_id=scene.round.id, state=state, person_id=person
        )
    return [(case.comment.id, case.may_approve) for case in queue.cases]


@pytest.mark.parametrize(
    ("approver", "expected"), [("proposer", False), ("author", False), ("second", True), ("third", True)]
)
def test_a_decision_takes_a_second_person_who_did_not_write_the_comment(approver: str, expected: bool) -> None:
    assert may_approve(proposer="proposer", approver=approver, author="author") is expected
    assert may_approve(proposer="proposer", approver="second", author=None)


def test_a_duplicate_is_one_of_another_comment_that_is_none_itself() -> None:
    assert may_be_duplicate(comment="a", other="b", becomes=None)
    assert may_be_duplicate(comment="a", other="b", becomes=Disposition.ACCEPTED)
    assert not may_be_duplicate(comment="a", other="a", becomes=None)
    assert not may_be_duplicate(comment="a", other="b", becomes=Disposition.DUPLICATE_OF)


@pytest.mark.parametrize(("length", "expected"), [(0, False), (1, True), (1000, True), (1001, False)])
def test_a_reason_has_one_to_a_thousand_characters(length: int, expected: bool) -> None:
    assert is_reason("x" * length) is expected


def test_every_decision_has_its_words_and_a_withdrawal_is_not_offered() -> None:
    assert [one for one in Disposition if f"disposition_{one}" not in WORDS] == []
    assert set(Disposition) - set(OFFERED) == {Disposition.WITHDRAWN_BY_AUTHOR}


def test_a_round_is_published_once_two_people_have_decided_on_every_comment(
    world: World, scene: Scene, editor: str, comments: list[str]
) -> None:
    organiser = scene.people["organiser"]
    for comment in comments:
        assert world.a_proposal(scene.round, comment, editor).version == 1
    assert progress(world, scene) == Progress(total=3, proposed=3, approved=0)
    for done, comment in enumerate(comments, start=1):
        with pytest.raises(moderation.Undecided) as refused:
            publish(world, scene)
        assert refused.value.facts == {"count": 4 - done}
        world.an_approval(scene.round, comment, organiser)
    assert progress(world, scene) == Progress(total=3, proposed=0, approved=3)
    assert publish(world, scene).state is RoundState.PUBLISHED


def test_a_decision_says_what_why_when_and_in_which_roles_and_names_nobody(
    world: World, scene: Scene, editor: str, comments: list[str]
) -> None:
    reply, organiser = comments[2], scene.people["organiser"]
    world.a_proposal(scene.round, reply, editor, disposition=Disposition.ACCEPTED_IN_PART, reason="  Half of it.\r\n")
    assert outcome(world, scene, reply) is None
    world.an_approval(scene.round, reply, organiser)
    found = outcome(world, scene, reply)
    assert found is not None
    assert (found.disposition, found.reason, found.is_approved) == ("accepted_in_part", "Half of it.", True)
    assert (found.proposed_as, found.approved_as, found.round_number) == ("editor", "organiser", 1)
    assert found.approved_at is not None
    assert found.approved_at >= found.proposed_at
    assert [person for person in (editor, organiser) if person in repr(found)] == []


def test_who_holds_both_roles_decides_as_an_editor(world: World, scene: Scene, comments: list[str]) -> None:
    world.a_role(scene.consultation, scene.people["organiser"], Role.EDITOR)
    case = world.a_proposal(scene.round, comments[2], scene.people["organiser"])
    assert case.outcome is not None
    assert case.outcome.proposed_as == "editor"


def test_of_a_comment_that_is_not_published_readers_learn_the_decision_alone_and_its_author_the_reason(
    world: World, scene: Scene, editor: str, comments: list[str]
) -> None:
    unpublished = comments[1]
    world.a_proposal(
        scene.round, unpublished, editor, disposition=Disposition.DUPLICATE_OF, reason="As before.", duplicate_of=1
    )
    world.an_approval(scene.round, unpublished, scene.people["organiser"])
    with world.reading():
        public = deliberation.get_comment(scene.consultation.id, unpublished)
        (listed,) = deliberation.decided_comments(
            consultation_id=scene.consultation.id, round_id=scene.round.id
        ).comments
        own = deliberation.comments_by(consultation_id=scene.consultation.id, seat_id=public.seat_id)[0]
        reviewed = deliberation.comment_for_review(scene.consultation.id, unpublished)
    told = [(view.outcome.disposition, view.outcome.reason, view.outcome.duplicate_of) for view in (public, listed) if view.outcome]  # fmt: skip
    assert told == [("duplicate_of", "", None)] * 2
    assert own.outcome == reviewed.outcome
    assert own.outcome is not None
    assert (own.outcome.reason, own.outcome.duplicate_of) == ("As before.", 1)
    assert (public.markdown, own.markdown) == ("", reviewed.markdown)


def test_neither_the_proposer_nor_the_author_approves(
    world: World, scene: Scene, editor: str, comments: list[str]
) -> None:
    author = scene.people["delegate"]
    world.a_role(scene.consultation, author, Role.EDITOR)
    world.a_proposal(scene.round, comments[2], editor)
    for person in (editor, author):
        with pytest.raises(deliberation.ApprovalRefused):
            world.an_approval(scene.round, comments[2], person)
    assert outcome(world, scene, comments[2]) is None
    world.an_approval(scene.round, comments[2], scene.people["organiser"])


def test_a_proposal_is_replaced_by_one_that_its_first_proposer_may_approve(
    world: World, scene: Scene, editor: str, comments: list[str]
) -> None:
    world.a_proposal(scene.round, comments[0], editor)
    again = world.a_proposal(
        scene.round, comments[0], scene.people["organiser"], disposition=Disposition.NOTED, reason="Noted."
    )
    assert (again.version, again.may_approve) == (2, False)
    with pytest.raises(deliberation.ApprovalRefused):
        world.an_approval(scene.round, comments[0], scene.people["organiser"])
    world.an_approval(scene.round, comments[0], editor)
    found = outcome(world, scene, comments[0])
    assert found is not None
    assert (found.disposition, found.reason, found.version) == ("noted", "Noted.", 2)


def test_nobody_approves_or_replaces_what_they_have_not_read(
    world: World, scene: Scene, editor: str, comments: list[str]
) -> None:
    organiser = scene.people["organiser"]
    with pytest.raises(deliberation.DispositionChanged):
        world.an_approval(scene.round, comments[0], organiser)
    world.a_proposal(scene.round, comments[0], editor)
    world.a_proposal(scene.round, comments[0], editor, disposition=Disposition.REJECTED)
    for act in (world.an_approval, world.a_proposal):
        with pytest.raises(deliberation.DispositionChanged):
            act(scene.round, comments[0], organiser, seen=1)
    with pytest.raises(deliberation.DispositionChanged):
        world.a_proposal(scene.round, comments[1], organiser, seen=1)


def test_what_two_people_decided_stands(world: World, scene: Scene, editor: str, comments: list[str]) -> None:
    world.a_proposal(scene.round, comments[0], editor)
    world.an_approval(scene.round, comments[0], scene.people["organiser"])
    before = outcome(world, scene, comments[0])
    for act in (world.a_proposal, world.an_approval):
        with pytest.raises(deliberation.AlreadyApproved):
            act(scene.round, comments[0], editor)
    assert outcome(world, scene, comments[0]) == before


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"disposition": ""}, deliberation.DispositionNeeded),
        ({"disposition": "praised"}, deliberation.DispositionNeeded),
        ({"disposition": Disposition.WITHDRAWN_BY_AUTHOR}, deliberation.DispositionNeeded),
        ({"reason": " \n "}, rounds.ReasonNeeded),
        ({"reason": "x" * 1001}, rounds.ReasonNeeded),
        ({"reason": "a\x00b"}, deliberation.TextRefused),
        ({"disposition": Disposition.DUPLICATE_OF}, deliberation.DuplicateRefused),
        ({"disposition": Disposition.DUPLICATE_OF, "duplicate_of": 1}, deliberation.DuplicateRefused),
        ({"disposition": Disposition.DUPLICATE_OF, "duplicate_of": 99}, deliberation.DuplicateRefused),
    ],
)
def test_a_decision_that_cannot_stand_is_refused(
    world: World, scene: Scene, editor: str, comments: list[str], given: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        world.a_proposal(scene.round, comments[0], editor, **given)
    assert progress(world, scene) == Progress(total=3, proposed=0, approved=0)


def test_no_two_comments_answer_each_other_as_duplicates(
    world: World, scene: Scene, editor: str, comments: list[str]
) -> None:
    duplicate = {"disposition": Disposition.DUPLICATE_OF}
    case = world.a_proposal(scene.round, comments[1], editor, **duplicate, duplicate_of=3)
    assert case.outcome is not None
    assert case.outcome.duplicate_of == 3
    with pytest.raises(deliberation.DuplicateRefused):
        world.a_proposal(scene.round, comments[2], editor, **duplicate, duplicate_of=2)
    world.a_proposal(scene.round, comments[1], editor, duplicate_of=3)
    replaced = world.a_proposal(scene.round, comments[2], editor, **duplicate, duplicate_of=2)
    assert replaced.outcome is not None
    assert replaced.outcome.duplicate_of == 2


def test_a_duplicate_is_of_a_comment_of_the_same_consultation(
    world: World, scene: Scene, editor: str, comments: list[str]
) -> None:
    other = world.a_consultation()
    world.a_draft(other)
    world.a_seat(other, person_id=scene.people["citizen"])
    one = world.a_round(other)
    for _ in range(4):
        foreign = world.a_comment(one, scene.people["citizen"])
    with pytest.raises(deliberation.DuplicateRefused):
        world.a_proposal(
            scene.round, comments[0], editor, disposition=Disposition.DUPLICATE_OF, reason="So.", duplicate_of=4
        )
    with pytest.raises(NotFound):
        world.a_proposal(scene.round, foreign, editor)


def test_comments_are_decided_on_only_between_the_closing_and_the_publication(
    world: World, scene: Scene, editor: str
) -> None:
    comment, organiser = world.a_comment(scene.round, scene.people["citizen"]), scene.people["organiser"]
    for step in (world.closed, world.answering):
        for act in (world.a_proposal, world.an_approval):
            with pytest.raises(deliberation.NotAnswering):
                act(scene.round, comment, editor)
        step(scene.round)
    world.a_proposal(scene.round, comment, editor)
    world.an_approval(scene.round, comment, organiser)
    publish(world, scene)
    for act in (world.a_proposal, world.an_approval):
        with pytest.raises(deliberation.NotAnswering):
            act(scene.round, comment, editor)


def test_only_editors_and_organisers_decide(world: World, scene: Scene, editor: str, comments: list[str]) -> None:
    world.a_proposal(scene.round, comments[0], editor)
    for person in ("citizen", "delegate", "moderator", "newcomer"):
        for act in (world.a_proposal, world.an_approval):
            with pytest.raises(Forbidden):
                act(scene.round, comments[0], scene.people[person])


def test_what_waits_is_listed_oldest_first_with_whether_this_person_may_approve_it(
    world: World, scene: Scene, editor: str, comments: list[str]
) -> None:
    organiser = scene.people["organiser"]
    assert waiting(world, scene, None, editor) == [(comment, False) for comment in comments]
    world.a_proposal(scene.round, comments[2], editor)
    world.a_proposal(scene.round, comments[0], organiser)
    assert waiting(world, scene, None, editor) == [(comments[1], False)]
    assert waiting(world, scene, DispositionState.PROPOSED, editor) == [(comments[0], True), (comments[2], False)]
    world.an_approval(scene.round, comments[0], editor)
    assert waiting(world, scene, DispositionState.PROPOSED, organiser) == [(comments[2], True)]


def test_those_who_decide_read_what_is_hidden_or_not_published(
    world: World, scene: Scene, editor: str, comments: list[str]
) -> None:
    with world.reading():
        cases = [
            deliberation.case_of(consultation_id=scene.consultation.id, comment_id=comment, person_id=editor)
            for comment in comments
        ]
    assert [case.comment.markdown for case in cases] == ["An unkind word.", "Between us.", "Be kind."]


def test_each_step_is_a_leaf_that_refers_to_the_comment_s_own(
    world: World, scene: Scene, editor: str, comments: list[str]
) -> None:
    world.a_proposal(scene.round, comments[2], editor)
    world.a_proposal(
        scene.round, comments[2], editor, disposition=Disposition.DUPLICATE_OF, reason="See 1.", duplicate_of=1
    )
    world.an_approval(scene.round, comments[2], scene.people["organiser"])
    with world.acting():
        ledger.drain(scene.consultation.id)
    with world.reading():
        acts = [act for act in ledger.replay(scene.consultation.id) if str(act.leaf["type"]).startswith("disposition.")]
        said = deliberation.get_comment(scene.consultation.id, comments[2])
    assert [(act.leaf["type"], act.leaf["role"], act.actor) for act in acts] == [
        ("disposition.propose", "editor", editor),
        ("disposition.propose", "editor", editor),
        ("disposition.approve", "organiser", scene.people["organiser"]),
    ]
    assert {(act.leaf["ref"], act.leaf["subject"], act.leaf["round"]) for act in acts} == {
        (said.leaf, world.clauses(scene.round)[0].subject, scene.round.id)
    }
    decided = {"comment": 3, "disposition": "duplicate_of", "reason": "See 1.", "duplicate_of": 1, "version": 2}
    assert [act.content for act in acts][1:] == [decided, decided]


def test_two_people_who_approve_at_once_take_one_decision(
    world: World, scene: Scene, editor: str, comments: list[str]
) -> None:
    second = world.a_person()
    world.a_role(scene.consultation, second, Role.EDITOR)
    for comment in comments:
        world.a_proposal(scene.round, comment, editor)
    start = Barrier(2)

    def approve(comment: str, person: str) -> bool:
        with world.app.app_context():
            db.session.connection()
            start.wait()
            try:
                world.an_approval(scene.round, comment, person, seen=1)
            except deliberation.AlreadyApproved:
                return False
        return True

    with ThreadPoolExecutor() as threads:
        for comment in comments:
            done = threads.map(approve, (comment, comment), (second, scene.people["organiser"]))
            assert sorted(done) == [False, True]
    with world.reading() as session:
        assert len(session.scalars(select(DispositionRow)).all()) == 3


def test_a_page_of_comments_asks_for_their_outcomes_once(
    world: World, scene: Scene, editor: str, comments: list[str]
) -> None:
    for comment in comments:
        world.a_proposal(scene.round, comment, editor)
        world.an_approval(scene.round, comment, scene.people["organiser"])
    asked: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    with world.reading() as session:
        event.listen(session.get_bind(), "before_cursor_execute", listen)
        shown = deliberation.comments_on(
            consultation_id=scene.consultation.id, clause_uid=world.clauses(scene.round)[0].uid
        )
    (first, second) = shown.comments
    assert [view.outcome is not None for view in (first, second, *first.replies)] == [True] * 3
    assert sum("FROM disposition" in statement for statement in asked) == 1
