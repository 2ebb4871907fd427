"""How the text was decided: each clause from draft to draft and from round to round, on one page."""

import pytest

from consult.consultations.service import Role
from consult.deliberation.rules.dispositions import Disposition
from consult.deliberation.rules.words import Attribution
from consult.drafting import service as drafting
from consult.kernel.ids import new_id
from consult.moderation import service as moderation
from consult.rounds.service import RoundView
from tests.client import Client
from tests.conftest import Scene
from tests.rounds.scenes import a_decision_maker, an_outcome
from tests.world import TEXT, World

CHANGED = TEXT.replace("and people can stop them.", "and people stop them at any time.").replace(
    "Duties rise with risk, and the grading is published. {#risk}\n", "Nothing else is said here. {#else}\n"
)


@pytest.fixture
def one(world: World, scene: Scene) -> RoundView:
    """A published round with comments on its first clause: one accepted, one rejected, one noted and not published."""
    world.votes(scene.round, {"citizen": {"support": 6, "object": 2}, "company": {"support": 5}})
    citizen, editor = scene.people["citizen"], world.a_person("Edda Editor")
    world.a_role(scene.consultation, editor, Role.EDITOR)
    said = [world.a_comment(scene.round, citizen, text) for text in ("Say when.", "Say who.")]
    said.append(world.a_comment(scene.round, citizen, "Between us.", attribution=Attribution.UNPUBLISHED))
    world.closed(scene.round)
    world.answering(scene.round)
    decided = (
        (Disposition.ACCEPTED, "It says so now."),
        (Disposition.REJECTED, "The contract says who."),
        (Disposition.NOTED, "A reason for the author alone."),
    )
    for comment, (disposition, reason) in zip(said, decided, strict=True):
        world.a_proposal(scene.round, comment, editor, disposition=disposition, reason=reason)
        world.an_approval(scene.round, comment, scene.people["organiser"])
    with world.acting():
        return moderation.publish_round(
            consultation_id=scene.consultation.id, round_id=scene.round.id, person_id=scene.people["organiser"]
        )


def test_a_clause_tells_its_whole_story(world: World, scene: Scene, stranger: Client, one: RoundView) -> None:
    clause, decider = world.clauses(one)[0], world.a_person()
    a_decision_maker(world, scene.consultation, decider)
    a_decision_maker(world, scene.consultation, name="Nora Next", office="Deputy")
    an_outcome(world, one, decider, "adopted_with_reservations")
    world.a_draft(scene.consultation, CHANGED)
    page = stranger.get(f"{scene.home}/k/{clause.uid}/decided")
    assert page.heading == "How clause 1.1 was decided"
    for told in (
        "and people stop them at any time.",
        "it was new.",
        "From then on it read:",
        "and people can stop them.",
        "its words were changed.",
        "Drafted by The secretariat. Class 3: substance. It reads more clearly.",
        "Editorial work Read through by the secretariat.",
        "Companies",
        "Meets this round's criteria for agreement",
        "Adopted with reservations",
        "Dana Decider",
        "Nora Next",
        "Comment 2",
        "The contract says who.",
        "Not published, as its author chose",
    ):
        assert told in page.words, told
    assert page.words.index("people stop them at any time") < page.words.index("people can stop them.")
    assert "at any time" in page.words[page.words.index("its words were changed.") : page.words.index("Drafted by")]
    assert [each.text for each in page.root.all("del")], "which words went"
    taken = page.words[page.words.index("What was not taken up") :]
    assert "It says so now." not in page.words
    assert "Comment 1" not in taken
    assert "A reason for the author alone." not in page.words
    assert page.link("Comment 2") == f"{scene.home}/comments/2"
    digests = [each.text for each in page.root.all("code")]
    assert any(len(digest) == 64 for digest in digests)


def test_a_clause_that_was_taken_out_says_so(world: World, scene: Scene, stranger: Client, one: RoundView) -> None:
    world.a_draft(scene.consultation, CHANGED)
    gone = world.clauses(one)[2]
    words = stranger.get(f"{scene.home}/k/{gone.uid}/decided").words
    assert "It is no longer in the text." in words
    assert "it was taken out." in words


def test_a_clause_put_together_names_every_origin_and_those_that_went_into_it_say_so(
    world: World, scene: Scene, stranger: Client
) -> None:
    made = world.a_consultation(slug="merged")
    first = "Whoever is harmed by a machine is heard within ten days by somebody who can help."
    second = "What a machine has decided about a person is explained to them in words that they know."
    world.a_draft(made, f"{first}\n\n{second}")
    with world.reading():
        before = drafting.draft_by_number(made.id, 1)
        uids = {one.uid for one in drafting.clauses_of(before, lang="en")}
    after = world.a_draft(made, f"{first} {second}")
    with world.reading():
        (heir,) = (one.uid for one in drafting.clauses_of(after, lang="en"))
    told = stranger.get(f"/en/c/merged/k/{heir}/decided").words
    assert "it was made of these clauses of the draft before: 1, 2." in told, told
    assert "Drafted by The secretariat." in told
    (gone,) = uids - {heir}
    other = stranger.get(f"/en/c/merged/k/{gone}/decided").words
    assert "its words went into other clauses: 1." in other
    assert "Drafted by The secretariat." in other


def test_a_clause_of_no_published_draft_has_no_story(world: World, scene: Scene, stranger: Client) -> None:
    stranger.get(f"{scene.home}/k/{new_id()}/decided", status=404)


def test_before_the_reveal_a_story_has_no_numbers(world: World, scene: Scene, stranger: Client) -> None:
    world.votes(scene.round, {"citizen": {"support": 6}})
    words = stranger.get(f"{scene.home}/k/{world.clauses(scene.round)[0].uid}/decided").words
    assert "How people vote is hidden from everyone" in words
    assert "What the rule found" not in words
    assert "No result is revealed yet." in stranger.get(f"{scene.home}/decided").words


def test_small_cells_stay_left_out(world: World, scene: Scene, stranger: Client) -> None:
    world.votes(scene.round, {"citizen": {"support": 2, "object": 1}, "company": {"support": 5}})
    world.closed(scene.round)
    page = stranger.get(f"{scene.home}/k/{world.clauses(scene.round)[0].uid}/decided")
    (row,) = [each for each in page.root.all("tr") if each.text.startswith("Citizens")]
    assert "–" in row.text
    assert row.all("svg") == []


def test_the_index_and_the_ways_to_it(world: World, scene: Scene, stranger: Client, one: RoundView) -> None:
    index = stranger.get(f"{scene.home}/decided")
    assert index.heading == "How this text was decided"
    assert [row.all("a")[0].get("href") for row in index.root.all("tr")[1:]] == [
        f"{scene.home}/k/{clause.uid}/decided" for clause in world.clauses(one)
    ]
    for path in ("/", "/rounds/1/results", "/d/1"):
        assert f"{scene.home}/decided" in [each.get("href") for each in stranger.get(scene.home + path).root.all("a")]
    clause = stranger.get(f"{scene.home}/d/1/1.1")
    assert clause.link("How this clause was decided") == f"{scene.home}/k/{world.clauses(one)[0].uid}/decided"


def test_a_consultation_without_a_text_says_that_nothing_is_published(world: World, stranger: Client) -> None:
    made = world.a_consultation()
    assert "Nothing is published yet." in stranger.get(f"/en/c/{made.slug}/decided").words
