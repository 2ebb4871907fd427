"""Setting up: the steps of the plan, what may be changed and until when, and the words in other languages."""

from datetime import timedelta

import pytest

from consult.consultations import service as consultations
from consult.kernel import clock
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from tests.world import World


def test_the_newest_answers_of_a_step_stand(world: World) -> None:
    made, person = world.a_consultation(is_announced=False), world.a_person()
    scope = {"consultation_id": made.id, "by_person": person}
    with world.acting():
        consultations.save_step(**scope, step="languages", answers={"languages": ["en"]})
        consultations.save_step(**scope, step="rules", answers={"rule": "multistakeholder", "n_min": 5})
    with clock.moved(timedelta(hours=1)), world.acting():
        consultations.save_step(**scope, step="languages", answers={"languages": ["en", "ar"]})
    with world.reading():
        found = consultations.steps_of(made.id)
        assert {step: one.answers for step, one in found.items()} == {
            "languages": {"languages": ["en", "ar"]},
            "rules": {"rule": "multistakeholder", "n_min": 5},
        }
        assert found["languages"].saved_at - found["rules"].saved_at >= timedelta(hours=1)
        assert consultations.steps_of(world.a_consultation().id) == {}


def test_what_is_given_is_changed_and_the_rest_stays(world: World) -> None:
    made = world.a_consultation(is_announced=False, purpose="To agree.")
    with world.acting():
        changed = consultations.change_consultation(
            consultation_id=made.id,
            title="  Rules for machines ",
            categories=["citizen", "indigenous_peoples"],
            territory_list="un_members",
        )
    assert (changed.title, changed.purpose) == ("Rules for machines", "To agree.")
    assert (changed.categories, changed.territory_list) == (("citizen", "indigenous_peoples"), "un_members")
    assert (changed.language, changed.licence, changed.slug) == (made.language, made.licence, made.slug)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"title": " "}, consultations.TitleRefused),
        ({"title": "x" * 301}, consultations.TitleRefused),
        ({"licence": ""}, consultations.LicenceRefused),
        ({"categories": []}, consultations.CategoriesRefused),
        ({"categories": ["citizen", "citizen"]}, consultations.CategoriesRefused),
        ({"categories": ["Civil society"]}, consultations.CategoriesRefused),
        ({"categories": ["youth-groups"]}, consultations.CategoriesRefused),
        ({"categories": ["_youth"]}, consultations.CategoriesRefused),
        ({"categories": ["x" * 65]}, consultations.CategoriesRefused),
    ],
)
def test_what_no_consultation_can_be_is_refused(world: World, given: dict[str, object], refusal: type) -> None:
    made = world.a_consultation(is_announced=False)
    with pytest.raises(refusal), world.acting():
        consultations.change_consultation(consultation_id=made.id, **given)
    with world.reading():
        assert consultations.consultation_by_id(made.id) == made


@pytest.mark.parametrize(
    "given", [{"language": "fr"}, {"categories": ["citizen"]}, {"territory_list": "un_members"}], ids=str
)
def test_after_the_announcement_only_words_change(world: World, given: dict[str, object]) -> None:
    made = world.a_consultation()
    with pytest.raises(consultations.AlreadyAnnounced), world.acting():
        consultations.change_consultation(consultation_id=made.id, **given)
    with world.acting():
        same = {"language": made.language, "categories": made.categories, "territory_list": made.territory_list}
        changed = consultations.change_consultation(
            consultation_id=made.id, title="Better", purpose="To know.", licence="CC0", **same
        )
    assert (changed.title, changed.purpose, changed.licence) == ("Better", "To know.", "CC0")


def test_a_change_is_on_record_and_none_is_not(world: World) -> None:
    person = world.a_person()
    made = world.a_consultation(title="Principles")
    with world.acting():
        for title in ("Principles", "Rules", "Rules"):
            consultations.change_consultation(consultation_id=made.id, title=title, by_person=person)
        ledger.drain(made.id)
    with world.reading():
        acts = [act for act in ledger.replay(made.id) if act.leaf["type"] == LeafType.CONSULTATION_CHANGE]
    assert [(act.content, act.actor) for act in acts] == [({"title": "Rules"}, person)]


def test_a_title_is_the_same_wherever_the_consultation_s_own_language_stands(world: World) -> None:
    made = world.a_consultation(title="Principles", purpose="To agree.", is_announced=False)
    scope = {"consultation_id": made.id}
    with world.acting():
        consultations.set_text(**scope, lang="en", title="Rules", purpose="To agree.")
        consultations.set_text(**scope, lang="ar", title="قواعد", purpose="للاتفاق")
        consultations.change_consultation(**scope, purpose="To know.")
    with world.reading():
        found = consultations.texts_of(made.id)
        assert list(found) == ["en", "ar"]
        assert (found["en"].title, found["en"].purpose) == ("Rules", "To know.")
        assert consultations.title_in(consultations.consultation_by_id(made.id), "en")[:2] == ("Rules", "To know.")
    with world.acting():
        consultations.change_consultation(**scope, language="ar")
    with world.reading():
        assert consultations.consultation_by_id(made.id).title == "قواعد"
        assert consultations.texts_of(made.id)["en"].title == "Rules"


def test_a_title_in_another_language_is_refused_if_it_is_empty(world: World) -> None:
    made = world.a_consultation()
    with pytest.raises(consultations.TitleRefused), world.acting():
        consultations.set_text(consultation_id=made.id, lang="ar", title=" \u200b", purpose="للاتفاق")
