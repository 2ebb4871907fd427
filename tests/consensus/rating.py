"""Panels for tests: seats that rate the same clauses round after round."""

from collections.abc import Mapping, Sequence

from consult.consensus.rules.bundles import terms_of
from consult.consultations.service import ConsultationView
from consult.kernel.ids import new_id
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView
from consult.voting import service as voting
from tests.world import TEXT, World

CATEGORIES = ("research_institution", "civil_society", "citizen")


def a_panel(
    world: World, *, seats: Mapping[str, int], slug: str = "panel", text: str = TEXT
) -> tuple[ConsultationView, dict[str, list[str]]]:
    """Return a consultation with a published draft, and by category the people whose seats are its panel."""
    consultation = world.a_consultation(slug=slug, categories=CATEGORIES)
    world.a_draft(consultation, text)
    people: dict[str, list[str]] = {}
    for category, number in seats.items():
        for _ in range(number):
            person = world.a_person()
            world.a_seat(consultation, category, person_id=person)
            people.setdefault(category, []).append(person)
    return consultation, people


def a_rating_round(
    world: World, consultation: ConsultationView, *, bundle: str = "delphi", **given: object
) -> RoundView:
    """Return an open round of ratings on the newest draft."""
    terms = terms_of(bundle, RoundKind.RATING, consultation.categories, parameters=given.pop("parameters", {}))
    return world.a_round(
        consultation, kind=RoundKind.RATING, bundle=terms.bundle, rule=terms.rule, parameters=terms.parameters, **given
    )


def rate_all(world: World, one: RoundView, people: Sequence[str], ratings: Sequence[str], *, place: int = 0) -> None:
    """Have people rate an item of the round, the first unless another is named, each with the rating beside them."""
    item = world.items(one)[place]
    with world.acting():
        for person, rating in zip(people, ratings, strict=True):
            voting.cast(item=item, person_id=person, position=rating, key=new_id())


def a_reason(world: World, one: RoundView, person: str, text: str, *, place: int = 0) -> None:
    """Have a person give a reason for their rating of an item."""
    item = world.items(one)[place]
    with world.acting():
        voting.give_reason(item=item, person_id=person, text=text, lang="en")
