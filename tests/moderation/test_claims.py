"""Who works on which comment: claims, what was begun, reasons kept for later, and whose a comment is."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import event, insert, select

from consult.consultations.service import Role
from consult.deliberation import service as deliberation
from consult.deliberation.rules.dispositions import Disposition
from consult.deliberation.tables import Comment
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import NotFound
from consult.kernel.ids import new_id
from consult.moderation import service as moderation
from consult.moderation.rules.sharing import CLAIM_LIFE, View
from consult.moderation.service import Begun, Wanted
from consult.rounds import service as rounds
from tests.conftest import Scene
from tests.world import World


@pytest.fixture
def editor(world: World, scene: Scene) -> str:
    person = world.a_person("Edda Editor")
    world.a_role(scene.consultation, person, Role.EDITOR)
    return person


@pytest.fixture
def comments(world: World, scene: Scene) -> list[str]:
    """Three comments of a round that is being answered."""
    made = [world.a_comment(scene.round, scene.people["citizen"], f"Say {word}.") for word in ("who", "when", "why")]
    world.closed(scene.round)
    world.answering(scene.round)
    return made


def claimed(world: World, scene: Scene, comment: str, person: str, **given: bool) -> moderation.ClaimView:
    with world.acting():
        return moderation.claim(consultation_id=scene.consultation.id, comment_id=comment, person_id=person, **given)


def holder(world: World, scene: Scene, comment: str) -> str | None:
    with world.reading():
        held = moderation.claims_on(scene.consultation.id, [comment]).get(comment)
    return held.person_id if held else None


def proposed(world: World, scene: Scene, comment: str, person: str) -> deliberation.Case:
    proposal = {"disposition": "noted", "reason": "It is noted.", "seen": 0}
    with world.acting():
        return moderation.propose(
            consultation_id=scene.consultation.id, comment_id=comment, person_id=person, proposal=proposal
        )


def test_a_claim_keeps_others_away_for_half_an_hour_and_ends_by_itself(
    world: World, scene: Scene, editor: str, comments: list[str]
) -> None:
    organiser = scene.people["organiser"]
    held = claimed(world, scene, comments[0], editor)
    with pytest.raises(moderation.Claimed) as refused:
        claimed(world, scene, comments[0], organiser)
    assert refused.value.facts == {"name": "Edda Editor", "until": held.until}
    with pytest.raises(moderation.Claimed):
        proposed(world, scene, comments[0], organiser)
    assert holder(world, scene, comments[0]) == editor
    with clock.moved(CLAIM_LIFE + timedelta(seconds=1)):
        assert holder(world, scene, comments[0]) is None
        assert claimed(world, scene, comments[0], organiser).person_id == organiser


def test_a_claim_is_renewed_taken_over_on_purpose_and_given_back_by_its_holder_alone(
    world: World, scene: Scene, editor: str, comments: list[str]
) -> None:
    organiser, comment = scene.people["organiser"], comments[0]
    first = claimed(world, scene, comment, editor)
    with clock.moved(timedelta(minutes=20)):
        assert claimed(world, scene, comment, editor).until > first.until
    assert claimed(world, scene, comment, organiser, take_over=True).person_id == organiser
    for person, expected in ((editor, organiser), (organiser, None)):
        with world.acting():
            moderation.release(consultation_id=scene.consultation.id, comment_id=comment, person_id=person)
        assert holder(world, scene, comment) == expected


def test_of_two_who_claim_at_the_same_moment_one_has_it(
    world: World, scene: Scene, editor: str, comments: list[str]
) -> None:
    together = Barrier(2)

    def attempt(person: str) -> str:
        together.wait()
        try:
            return claimed(world, scene, comments[0], person).person_id
        except moderation.Claimed:
            return ""

    people = [editor, scene.people["organiser"]]
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(attempt, people))
    assert sorted(found) == sorted(["", holder(world, scene, comments[0])], key=str)


def test_a_comment_that_is_not_there_is_not_claimed(world: World, scene: Scene, editor: str) -> None:
    with pytest.raises(NotFound):
        claimed(world, scene, new_id(), editor)


def test_proposing_ends_the_claim_and_leads_on_to_one_s_own_comments_first(
    world: World, scene: Scene, editor: str, comments: list[str]
) -> None:
    organiser = scene.people["organiser"]
    claimed(world, scene, comments[0], editor)
    claimed(world, scene, comments[1], organiser)

    def going_on(after: int, person: str) -> str | None:
        with world.acting():
            return moderation.claim_next(one=world_round(scene), person_id=person, after=after)

    proposed(world, scene, comments[0], editor)
    assert holder(world, scene, comments[0]) is None
    assert going_on(1, editor) == comments[2], "the second is someone else's now"
    assert holder(world, scene, comments[2]) == editor
    assert going_on(3, organiser) == comments[1], "one's own comes first"
    proposed(world, scene, comments[2], editor)
    assert going_on(3, editor) is None


def world_round(scene: Scene) -> rounds.RoundView:
    return rounds.get_round(scene.consultation.id, scene.round.id)


def test_what_was_begun_is_kept_for_whoever_wrote_it_until_it_is_proposed(
    world: World, scene: Scene, editor: str, comments: list[str]
) -> None:
    who = {"consultation_id": scene.consultation.id, "comment_id": comments[0]}
    for reason in ("It is", "It is said"):
        with world.acting():
            begun = Begun(disposition="noted", duplicate_of="x", reason=reason, wording="")
            moderation.keep_begun(**who, person_id=editor, begun=begun)
    with world.reading():
        kept = moderation.begun_by(**who, person_id=editor)
        assert moderation.begun_by(**who, person_id=scene.people["organiser"]) is None
    assert kept is not None
    assert (kept.disposition, kept.duplicate_of, kept.reason) == ("noted", "x", "It is said")
    proposed(world, scene, comments[0], editor)
    with world.reading():
        assert moderation.begun_by(**who, person_id=editor) is None


@pytest.mark.parametrize("field", ["reason", "wording", "duplicate_of"])
def test_what_no_text_holds_is_not_kept(
    world: World, scene: Scene, editor: str, comments: list[str], field: str
) -> None:
    texts = {"disposition": "praised", "duplicate_of": "", "reason": "", "wording": ""}
    for typed in ("a\x07b", "x" * 10_000):
        with pytest.raises(deliberation.TextRefused) as refused, world.acting():
            moderation.keep_begun(
                consultation_id=scene.consultation.id,
                comment_id=comments[0],
                person_id=editor,
                begun=Begun(**{**texts, field: typed}),
            )
        assert refused.value.field == field


def test_comments_are_given_to_those_who_answer_and_stand_among_theirs(
    world: World, scene: Scene, editor: str, comments: list[str]
) -> None:
    scope = {"consultation_id": scene.consultation.id, "by_person": scene.people["organiser"]}
    with pytest.raises(moderation.AssigneeNeeded), world.acting():
        moderation.assign(**scope, ids=comments, to=scene.people["citizen"])
    with world.acting():
        moderation.assign(**scope, ids=comments[:2], to=scene.people["organiser"])
        moderation.assign(**scope, ids=comments[1:2], to=editor)
    with world.reading():
        found = {
            (person, view): [
                entry.case.comment.id
                for entry in moderation.desk_of(one=world_round(scene), person_id=person, wanted=Wanted(view)).entries
            ]
            for person in (editor, scene.people["organiser"])
            for view in (View.MINE, View.UNASSIGNED)
        }
    assert found == {
        (editor, View.MINE): [comments[1]],
        (editor, View.UNASSIGNED): [comments[2]],
        (scene.people["organiser"], View.MINE): [comments[0]],
        (scene.people["organiser"], View.UNASSIGNED): [comments[2]],
    }


def test_the_desk_asks_the_database_no_more_often_for_many_comments_than_for_few(
    world: World, scene: Scene, editor: str, comments: list[str]
) -> None:
    def statements() -> int:
        seen: list[object] = []
        with world.reading():
            one, engine = world_round(scene), db.engine
            note = lambda *given: seen.append(given)  # noqa: E731 - SQLAlchemy forgets a listener by its identity
            event.listen(engine, "before_cursor_execute", note)
            moderation.desk_of(one=one, person_id=editor, wanted=Wanted(View.WAITING))
            event.remove(engine, "before_cursor_execute", note)
        return len(seen)

    few = statements()
    with world.acting() as session:
        row = dict(session.execute(select(Comment.__table__).where(Comment.id == comments[0])).mappings().one())
        session.execute(insert(Comment), [{**row, "id": new_id(), "number": 10 + more} for more in range(200)])
    assert statements() == few


def test_people_read_the_language_of_their_profile_or_those_they_name(world: World, scene: Scene, editor: str) -> None:
    def reading() -> dict[str, bool]:
        with world.reading():
            return {one.name: one.reads("fr-CA") for one in moderation.answerers(scene.consultation.id)}

    assert reading() == {"Edda Editor": False, "Olga Organiser": False}
    for languages, expected in ((["fr", "ar"], True), (["ar"], False), ([], False)):
        with world.acting():
            moderation.read_languages(consultation_id=scene.consultation.id, person_id=editor, languages=languages)
        assert reading()["Edda Editor"] is expected


def test_the_desk_tells_the_pace_that_the_day_of_publication_asks_for(
    world: World, scene: Scene, editor: str, comments: list[str]
) -> None:
    with world.acting() as session:
        moment = clock.now(session) + timedelta(hours=2)
        for hours in (9, 0):
            moderation.plan_publication(
                consultation_id=scene.consultation.id,
                round_id=scene.round.id,
                publish_by=moment + timedelta(hours=hours),
            )
    with world.reading():
        desk = moderation.desk_of(one=world_round(scene), person_id=editor, wanted=Wanted(View.WAITING))
    assert (desk.publish_by, desk.needed, desk.total) == (moment, 2, 3)


def test_a_reason_is_kept_changed_and_dropped_and_names_are_their_own_in_each_language(
    world: World, scene: Scene
) -> None:
    scope = {"consultation_id": scene.consultation.id}
    given = {"name": "Said already", "disposition": Disposition.NOTED, "words": "Clause 4 says it."}
    with world.acting():
        first = moderation.save_template(**scope, **given, lang="en")
        moderation.save_template(**scope, **given, lang="fr")
        moderation.save_template(**scope, **{**given, "words": "Clause 5 says it."}, lang="en", template_id=first.id)
    with pytest.raises(moderation.TemplateName), world.acting():
        moderation.save_template(**scope, **given, lang="en")
    with world.reading():
        kept = [(one.lang, one.words) for one in moderation.templates_in(scene.consultation.id)]
    assert kept == [("en", "Clause 5 says it."), ("fr", "Clause 4 says it.")]
    with world.acting():
        assert moderation.drop_template(**scope, template_id=first.id) == "Said already"
    with pytest.raises(NotFound), world.acting():
        moderation.drop_template(**scope, template_id=first.id)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"name": " "}, moderation.TemplateName),
        ({"name": "x" * 81}, moderation.TemplateName),
        ({"disposition": "withdrawn_by_author"}, deliberation.DispositionNeeded),
        ({"words": ""}, rounds.ReasonNeeded),
        ({"words": "x" * 1001}, rounds.ReasonNeeded),
        ({"words": "a\x07"}, deliberation.TextRefused),
    ],
)
def test_a_reason_that_could_not_stand_is_not_kept(
    world: World, scene: Scene, given: dict[str, str], refusal: type[Exception]
) -> None:
    usual = {"lang": "en", "name": "Said already", "disposition": "noted", "words": "Clause 4 says it."}
    with pytest.raises(refusal), world.acting():
        moderation.save_template(consultation_id=scene.consultation.id, **{**usual, **given})
