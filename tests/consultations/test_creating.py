"""A consultation from its creation to its announcement, and who knows of it in between."""

import pytest

from consult.consultations import service as consultations
from consult.consultations.service import ConsultationView, Role
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from tests.client import Client
from tests.world import World


def listed(world: World, person_id: str | None = None) -> list[str]:
    with world.reading():
        return [one.slug for one in consultations.list_consultations(person_id=person_id)]


def test_a_new_consultation_is_there_for_its_role_holders_alone_until_it_is_announced(world: World) -> None:
    organiser, editor, other = world.a_person(), world.a_person(), world.a_person()
    made = world.a_consultation(slug="quiet", organiser=organiser, is_announced=False)
    world.a_role(made, editor, Role.EDITOR)
    for person, expected in ((organiser, ["quiet"]), (editor, ["quiet"]), (other, []), (None, [])):
        assert listed(world, person) == expected
    with world.acting():
        consultations.announce_consultation(consultation_id=made.id, by_person=organiser)
        consultations.announce_consultation(consultation_id=made.id, by_person=organiser)
    assert listed(world) == ["quiet"]
    assert _recorded(world, made).count(LeafType.CONSULTATION_ANNOUNCE) == 1


def test_the_pages_of_an_unannounced_consultation_are_not_there_for_strangers(world: World) -> None:
    organiser = world.a_person()
    made = world.a_consultation(slug="quiet", organiser=organiser, is_announced=False)
    insider, outsider, stranger = (
        Client(world.app, world.a_session(organiser)),
        Client(world.app, world.a_session(world.a_person())),
        Client(world.app),
    )
    for place in ("/en/c/quiet/results", "/en/c/quiet/join", f"/en/c/{made.id}/log/receipt"):
        insider.get(place)
        outsider.get(place, status=404)
        stranger.get(place, status=404)
    for place in ("/en/c/quiet/join/person", "/en/c/quiet/roles"):
        outsider.post(place, {}, status=404)
        stranger.post(place, {}, status=404)


def test_the_organiser_of_a_new_consultation_is_who_made_it(world: World) -> None:
    organiser = world.a_person()
    made = world.a_consultation(organiser=organiser)
    with world.reading():
        assert consultations.roles_of(made.id, organiser) == {Role.ORGANISER}
        assert [(one.person_id, one.role) for one in consultations.role_holders(made.id)] == [
            (organiser, Role.ORGANISER)
        ]


@pytest.mark.parametrize("slug", ["", "Two Words", "a--b", "-a", "ä", "x" * 65, "a/b", "../a"])
def test_a_short_name_that_cannot_stand_in_an_address_is_refused(world: World, slug: str) -> None:
    with pytest.raises(consultations.SlugRefused), world.acting():
        consultations.create_consultation(slug=slug, title="A title", organiser=None)


@pytest.mark.parametrize("title", ["", " ", "\u202e", "x" * 301, "a\x00b", "\x07"])
def test_a_title_without_readable_words_or_too_long_is_refused(world: World, title: str) -> None:
    with pytest.raises(consultations.TitleRefused), world.acting():
        consultations.create_consultation(slug="a", title=title, organiser=None)


def test_a_title_is_kept_on_one_line_without_what_shows_nothing(world: World) -> None:
    assert world.a_consultation(title="  Of \u202eprinciples\nand\u200b more ").title == "Of principles and more"


def test_a_short_name_is_taken_once(world: World) -> None:
    world.a_consultation(slug="taken")
    with pytest.raises(consultations.SlugTaken):
        world.a_consultation(slug="taken")


def test_a_title_is_read_in_the_reader_s_language_where_there_is_one(world: World) -> None:
    made = world.a_consultation(title="Principles", purpose="To agree.")
    with world.acting():
        consultations.set_text(consultation_id=made.id, lang="ar", title="مبادئ", purpose="للاتفاق")
    with world.reading():
        assert consultations.title_in(made, "ar") == ("مبادئ", "للاتفاق", "ar")
        assert consultations.title_in(made, "zh-Hans") == ("Principles", "To agree.", "en")


def _recorded(world: World, made: ConsultationView) -> list[object]:
    with world.acting():
        ledger.drain(made.id)
    with world.reading():
        return [act.leaf["type"] for act in ledger.replay(made.id)]
