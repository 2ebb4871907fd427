"""Two steps: members of a delegation draft, a signatory releases; nothing else of it is ever public."""

from dataclasses import replace

import pytest

from consult.deliberation import service as deliberation
from consult.deliberation.rules.drafts import DraftState, seal, state_after_edit
from consult.deliberation.rules.words import Attribution, CommentKind
from consult.deliberation.service import CommentDraftView, DraftWords, Posted, Wish
from consult.kernel.errors import NotFound
from consult.kernel.ids import new_id
from consult.participation import service as participation
from consult.participation.service import MemberRole
from consult.rounds.service import RoundClosed
from tests.ledger.story import acts_of
from tests.world import World

WORDS = DraftWords(kind=CommentKind.SUBSTANTIVE, lang="en", text="Say who decides.", attribution=Attribution.NAMED)


class Scene:
    """An open round, and a ministry with two steps for which Sam signs, Dora drafts and Rita reads."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.made = world.a_consultation()
        world.a_draft(self.made)
        self.sam, self.dora, self.rita = (world.a_person(name) for name in ("Sam", "Dora", "Rita"))
        self.seat = world.a_delegation(self.made, self.sam, self.dora, self.rita)
        scope = {"consultation_id": self.made.id, "person_id": self.sam}
        with world.acting():
            participation.set_two_step(**scope, two_step=True)
            participation.set_member_role(**scope, member_id=self.dora, role=MemberRole.DRAFTER)
            participation.set_member_role(**scope, member_id=self.rita, role=MemberRole.READER)
        self.one = world.a_round(self.made)
        self.clause = world.clauses(self.one)[0]

    def saved(
        self, text: str = WORDS.text, *, by: str | None = None, words: DraftWords | None = None
    ) -> CommentDraftView:
        """Return a draft on the first clause."""
        with self.world.acting():
            return deliberation.save_draft(
                consultation_id=self.made.id,
                round_id=self.one.id,
                person_id=by or self.dora,
                clause=self.clause,
                words=words or replace(WORDS, text=text),
                key=new_id(),
            )

    def edited(self, draft: CommentDraftView, text: str, *, by: str) -> CommentDraftView:
        """Return the draft with other words."""
        with self.world.acting():
            return deliberation.edit_draft(
                consultation_id=self.made.id,
                draft_id=draft.id,
                person_id=by,
                clause=self.clause,
                words=replace(WORDS, text=text),
                seen=draft.version,
            )

    def decided(
        self, draft: CommentDraftView, decision: str, *, note: str = "", by: str | None = None
    ) -> CommentDraftView:
        """Return the draft as a signatory decided on it."""
        with self.world.acting():
            return deliberation.decide_draft(
                consultation_id=self.made.id,
                draft_id=draft.id,
                person_id=by or self.sam,
                decision=decision,
                note=note,
                seen=draft.version,
            )

    def seen(self) -> str:
        """Return the digest of what a release would let go."""
        with self.world.reading():
            organisation = self.seat.organisation_id or ""
            found = deliberation.accepted_drafts(
                consultation_id=self.made.id, round_id=self.one.id, organisation_id=organisation
            )
            return deliberation.seal_of(found)

    def released(self, *, by: str | None = None, seen: str | None = None) -> list[Posted]:
        """Return what is told of each draft that someone released."""
        seen = self.seen() if seen is None else seen
        with self.world.acting():
            return deliberation.release_drafts(
                consultation_id=self.made.id, round_id=self.one.id, person_id=by or self.sam, seen=seen
            )

    def drafts(self) -> list[CommentDraftView]:
        """Return the delegation's drafts in their order."""
        with self.world.reading():
            return deliberation.drafts_of(consultation_id=self.made.id, organisation_id=self.seat.organisation_id or "")

    def said(self) -> list[deliberation.CommentView]:
        """Return the delegation's comments."""
        with self.world.reading():
            return list(deliberation.comments_by(consultation_id=self.made.id, seat_id=self.seat.id))


@pytest.fixture
def scene(world: World) -> Scene:
    return Scene(world)


def test_what_is_drafted_is_no_comment_until_it_is_released(scene: Scene) -> None:
    draft = scene.saved()
    assert (draft.state, draft.version, draft.author) == (DraftState.WAITING, 1, scene.dora)
    assert scene.said() == []
    scene.decided(draft, "accepted")
    assert scene.said() == []


def test_a_signatory_releases_all_that_was_accepted_in_one_act(world: World, scene: Scene) -> None:
    first, second, third = scene.saved("One."), scene.saved("Two."), scene.saved("Three.")
    scene.decided(first, "accepted")
    scene.decided(second, "set_aside", note="We say that elsewhere.")
    scene.decided(third, "accepted")
    posted = scene.released()
    assert [told.number for told in posted] == [1, 2]
    assert len({told.receipt for told in posted}) == 2
    comments = sorted(scene.said(), key=lambda one: one.number)
    assert [(one.markdown, one.seat_id) for one in comments] == [("One.", scene.seat.id), ("Three.", scene.seat.id)]
    kept = {one.text: one for one in scene.drafts()}
    assert [str(one.state) for one in scene.drafts()] == ["released", "set_aside", "released"]
    assert (kept["One."].author, kept["One."].released_by) == (scene.dora, scene.sam)
    assert kept["One."].comment_id == comments[0].id
    acts = [act for act in acts_of(world, scene.made) if act.leaf["type"] in {"comment.create", "delegation.release"}]
    assert [(str(act.leaf["type"]), act.actor) for act in acts] == [
        ("comment.create", scene.dora), ("comment.create", scene.dora), ("delegation.release", scene.sam),
    ]  # fmt: skip
    assert acts[-1].content == {"organisation": scene.seat.organisation_id, "comments": [1, 2]}


def test_a_suggestion_waits_and_is_released_like_a_comment(world: World, scene: Scene) -> None:
    wish = Wish(way="whole", wording="Machines serve people, and people can stop them.")
    draft = scene.saved(words=replace(WORDS, text="It is shorter.", wish=wish))
    assert (draft.way, draft.wording) == ("whole", wish.wording)
    scene.decided(draft, "accepted")
    scene.released()
    with world.reading():
        found = deliberation.suggestions_on(
            consultation_id=scene.made.id, clause_uid=scene.clause.uid, draft_id=scene.clause.draft_id
        )
    assert len(found.suggestions) == 1


def test_nobody_of_a_delegation_with_two_steps_posts_directly(world: World, scene: Scene) -> None:
    for person in (scene.dora, scene.sam):
        with pytest.raises(deliberation.ReleasedTogether):
            world.a_comment(scene.one, person)
    with pytest.raises(participation.NoSeat):
        world.a_comment(scene.one, scene.rita)
    with world.acting():
        participation.set_two_step(consultation_id=scene.made.id, person_id=scene.sam, two_step=False)
    assert world.a_comment(scene.one, scene.dora)
    with pytest.raises(deliberation.DraftsOff):
        scene.saved()


def test_a_drafter_neither_decides_nor_releases_and_a_reader_writes_nothing(scene: Scene) -> None:
    draft = scene.saved()
    with pytest.raises(participation.NotSignatory):
        scene.decided(draft, "accepted", by=scene.dora)
    accepted = scene.decided(draft, "accepted")
    for person in (scene.dora, scene.rita):
        with pytest.raises(participation.NotSignatory):
            scene.released(by=person)
    with pytest.raises(participation.NoSeat):
        scene.saved(by=scene.rita)
    with pytest.raises(participation.NoSeat):
        scene.edited(accepted, "Other words.", by=scene.rita)
    assert scene.said() == []


def test_drafts_that_are_not_released_when_the_round_closes_never_are(world: World, scene: Scene) -> None:
    draft = scene.saved()
    accepted = scene.decided(draft, "accepted")
    seen = scene.seen()
    world.closed(scene.one)
    with pytest.raises(RoundClosed):
        scene.released(seen=seen)
    with pytest.raises(RoundClosed):
        scene.edited(accepted, "Other words.", by=scene.sam)
    with pytest.raises(RoundClosed):
        scene.saved()
    assert [str(one.state) for one in scene.drafts()] == ["accepted"]
    world.answering(scene.one)
    with world.reading():
        assert deliberation.count_undecided(consultation_id=scene.made.id, round_id=scene.one.id) == 0


def test_nobody_overwrites_what_they_have_not_read(scene: Scene) -> None:
    draft = scene.saved()
    edited = scene.edited(draft, "Say who decides, and when.", by=scene.sam)
    assert (edited.version, edited.edited_by, edited.author) == (2, scene.sam, scene.dora)
    with pytest.raises(deliberation.CommentDraftChanged):
        scene.edited(draft, "Mine.", by=scene.dora)
    with pytest.raises(deliberation.CommentDraftChanged):
        scene.decided(draft, "accepted")
    assert scene.drafts()[0].text == "Say who decides, and when."


def test_what_a_drafter_changes_after_it_was_accepted_waits_again(scene: Scene) -> None:
    accepted = scene.decided(scene.saved(), "accepted")
    seen = scene.seen()
    scene.edited(accepted, "Something else entirely.", by=scene.dora)
    with pytest.raises(deliberation.NoDraftAccepted):
        scene.released(seen=seen)
    assert scene.drafts()[0].state is DraftState.WAITING


def test_nothing_is_released_that_was_not_in_the_preview(scene: Scene) -> None:
    scene.decided(scene.saved("One."), "accepted")
    seen = scene.seen()
    scene.decided(scene.saved("Two."), "accepted")
    with pytest.raises(deliberation.ReleaseChanged):
        scene.released(seen=seen)
    assert scene.said() == []
    assert len(scene.released()) == 2
    with pytest.raises(deliberation.NoDraftAccepted):
        scene.released()


def test_a_draft_of_a_colleague_is_edited_by_signatories_only(world: World, scene: Scene) -> None:
    draft = scene.saved(by=scene.sam)
    with pytest.raises(participation.NotSignatory):
        scene.edited(draft, "Mine.", by=scene.dora)
    released = scene.decided(draft, "accepted")
    scene.released()
    with pytest.raises(deliberation.AlreadyReleased):
        scene.edited(released, "Later.", by=scene.sam)


def test_setting_aside_needs_a_note_and_accepting_again_takes_it_away(scene: Scene) -> None:
    draft = scene.saved()
    for note in ("", "x" * 501):
        with pytest.raises(deliberation.DraftNoteNeeded):
            scene.decided(draft, "set_aside", note=note)
    with pytest.raises(deliberation.DraftDecisionNeeded):
        scene.decided(draft, "released")
    aside = scene.decided(draft, "set_aside", note="Later.")
    assert aside.note == "Later."
    assert scene.decided(aside, "accepted").note == ""


def test_no_other_delegation_reads_or_changes_a_draft(world: World, scene: Scene) -> None:
    draft = scene.saved()
    other = world.a_person()
    world.a_delegation(scene.made, other, category="company")
    with pytest.raises(NotFound), world.reading():
        deliberation.get_draft(consultation_id=scene.made.id, draft_id=draft.id, person_id=other)
    with pytest.raises(NotFound):
        scene.edited(draft, "Theirs.", by=other)
    with pytest.raises(NotFound):
        scene.decided(draft, "accepted", by=other)
    with world.reading():
        found = deliberation.get_draft(consultation_id=scene.made.id, draft_id=draft.id, person_id=scene.rita)
    assert found.text == WORDS.text


def test_a_signatory_puts_drafts_in_the_order_in_which_they_get_their_numbers(world: World, scene: Scene) -> None:
    for text in ("One.", "Two.", "Three."):
        scene.decided(scene.saved(text), "accepted")
    scope = {"consultation_id": scene.made.id, "draft_id": scene.drafts()[2].id}
    with pytest.raises(participation.NotSignatory), world.acting():
        deliberation.move_draft(**scope, person_id=scene.dora, is_up=True)
    for _ in range(3):
        with world.acting():
            deliberation.move_draft(**scope, person_id=scene.sam, is_up=True)
    assert [one.text for one in scene.drafts()] == ["Three.", "One.", "Two."]
    with world.acting():
        deliberation.move_draft(**scope, person_id=scene.sam, is_up=False)
    scene.released()
    assert [one.markdown for one in sorted(scene.said(), key=lambda one: one.number)] == ["One.", "Three.", "Two."]


def test_one_key_saves_one_draft(world: World, scene: Scene) -> None:
    key = new_id()
    for _ in range(2):
        with world.acting():
            deliberation.save_draft(
                consultation_id=scene.made.id,
                round_id=scene.one.id,
                person_id=scene.dora,
                clause=scene.clause,
                words=WORDS,
                key=key,
            )
    assert len(scene.drafts()) == 1


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (replace(WORDS, text=" "), deliberation.CommentEmpty),
        (replace(WORDS, quote="words that are not there"), deliberation.QuoteNotFound),
        (replace(WORDS, wish=Wish(way="whole", wording="")), deliberation.SuggestedWordsNeeded),
    ],
)
def test_a_draft_holds_only_what_could_be_released(
    scene: Scene, words: DraftWords, refusal: type[deliberation.CommentEmpty]
) -> None:
    with pytest.raises(refusal):
        scene.saved(words=words)
    assert scene.drafts() == []


def test_a_drafter_who_left_is_still_the_author_of_what_is_released(world: World, scene: Scene) -> None:
    scene.decided(scene.saved(), "accepted")
    with world.acting():
        participation.set_member_role(
            consultation_id=scene.made.id, person_id=scene.sam, member_id=scene.dora, role=MemberRole.READER
        )
    scene.released()
    assert [one.seat_id for one in scene.said()] == [scene.seat.id]


def test_the_seal_knows_order_and_versions() -> None:
    assert seal([("a", 1), ("b", 1)]) != seal([("b", 1), ("a", 1)]) != seal([("a", 2), ("b", 1)])
    assert state_after_edit(DraftState.ACCEPTED, may_sign=True) is DraftState.ACCEPTED
    assert state_after_edit(DraftState.SET_ASIDE, may_sign=False) is DraftState.WAITING
