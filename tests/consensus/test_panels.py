"""A panel from round to round: what each seat is told of the round before, its reasons, and when the panel rests."""

from fractions import Fraction
from typing import Any

import pytest

from consult.consensus import service as consensus
from consult.deliberation import service as deliberation
from consult.front import service as front
from consult.rounds import service as rounds
from consult.rounds.rules.contract import Reveal
from consult.rounds.service import RoundClosed, RoundView
from consult.voting import service as voting
from consult.voting.rules import Third
from consult.voting.service import Earlier, RatingReasonTooLong
from tests.consensus.rating import a_panel, a_rating_round, a_reason, rate_all
from tests.voting.redrafting import a_redraft, a_text
from tests.world import World

RATINGS = ["7", "7", "8", "8", "9", "9"]


def result(world: World, one: RoundView) -> dict[str, Any]:
    with world.reading():
        return consensus.result_of(rounds.get_round(one.consultation_id, one.id))


def told(world: World, one: RoundView, person: str, place: int = 0) -> Earlier | None:
    with world.reading():
        item = voting.items_of(one, lang="en")[place]
        return voting.paper_for(one, item, person_id=person).earlier


def reasons(found: Earlier | None) -> list[tuple[str, str | None, Third | None]]:
    assert found is not None
    return sorted((one.text, one.category, one.third) for one in found.reasons)


def test_each_seat_is_told_its_own_rating_the_panel_s_and_reasons_without_names(world: World) -> None:
    consultation, people = a_panel(world, seats={"research_institution": 6, "citizen": 6, "civil_society": 1})
    first = a_rating_round(world, consultation)
    researchers, citizens, (alone,) = (people[name] for name in ("research_institution", "citizen", "civil_society"))
    rate_all(world, first, [*researchers, *citizens, alone], [*RATINGS, "7", "8", "8", "9", "2", "no_opinion", "5"])
    a_reason(world, first, citizens[4], "It costs small firms too much.")
    a_reason(world, first, citizens[5], "I do not know the field.")
    a_reason(world, first, alone, "It is half right.")
    assert told(world, first, citizens[0]) is None, "a panel's first round follows none"
    world.closed(first)
    second = a_rating_round(world, consultation)
    found = told(world, second, citizens[4])
    assert found is not None
    assert found.told is not None
    assert (found.own, found.own_reason, found.since) == ("2", "It costs small firms too much.", None)
    assert (found.told.raters, found.told.median, found.told.lower) == (12, Fraction(8), Fraction(7))
    assert found.told.leaves_out("6")
    assert not any(found.told.leaves_out(word) for word in ("7", "8", "no_opinion"))
    assert reasons(found) == [
        ("I do not know the field.", "citizen", None),
        ("It is half right.", "civil_society", Third.MIDDLE),
    ]
    seen_by_two = (told(world, second, person) for person in researchers[:2])
    assert len({tuple(one.text for one in each.reasons) for each in seen_by_two if each}) == 1, "in one order for all"
    assert told(world, second, citizens[0], place=1) is not None


def test_where_few_rated_reasons_stand_without_category_and_third(world: World) -> None:
    consultation, people = a_panel(world, seats={"research_institution": 6, "citizen": 2})
    first = a_rating_round(world, consultation)
    rate_all(world, first, [*people["research_institution"], *people["citizen"]], [*RATINGS, "1", "9"])
    a_reason(world, first, people["citizen"][0], "It is too strict.")
    a_reason(world, first, people["research_institution"][0], "It can be measured.")
    world.closed(first)
    rated = result(world, first)["ratings"][0]
    assert rated["panel"]["suppressed"], "the roll call tells what researchers rated, and so what is left of the panel"
    second = a_rating_round(world, consultation)
    rate_all(world, second, [*people["research_institution"], *people["citizen"]], [*RATINGS, "1", "9"])
    found = told(world, second, people["research_institution"][1])
    assert found is not None
    assert found.told is not None
    assert (found.told.raters, found.told.median) == (None, None)
    assert not found.told.leaves_out("1")
    assert reasons(found) == [("It can be measured.", "research_institution", None), ("It is too strict.", None, None)]
    world.closed(second)
    assert result(world, second)["ratings"][0]["stability"]["because"] == "too_few_to_show"


def test_nothing_is_told_before_the_earlier_round_is_revealed(world: World) -> None:
    consultation, people = a_panel(world, seats={"citizen": 6})
    first = a_rating_round(world, consultation, reveal=Reveal.AT_PUBLICATION)
    rate_all(world, first, people["citizen"], RATINGS)
    a_reason(world, first, people["citizen"][0], "It can be measured.")
    world.closed(first)
    second = a_rating_round(world, consultation)
    found = told(world, second, people["citizen"][1])
    assert found is not None
    assert (found.own, found.told, found.reasons) == ("7", None, ())
    with world.reading():
        appendix = front.methods_appendix_of(second)
    assert appendix is not None
    assert appendix["rounds"][0]["categories"][2]["invited"] is None


def test_a_reworded_clause_is_shown_with_its_changes_and_not_compared(world: World) -> None:
    consultation, people = a_panel(world, seats={"citizen": 6}, text=a_text(audit=None))
    first = a_rating_round(world, consultation)
    for place in range(3):
        rate_all(world, first, people["citizen"], RATINGS, place=place)
    world.closed(first)
    words = {"stop": "Nobody can stop a system.", "heard": "Whoever is harmed is heard, and made whole.", "risk": None}
    a_redraft(world, consultation, a_text(**words), {"stop": 3, "heard": 2})
    second = a_rating_round(world, consultation)
    found = told(world, second, people["citizen"][0])
    assert found is not None
    assert found.since is not None
    assert (found.own, found.since.is_same, found.told is not None) == ("7", False, True)
    for place in range(3):
        rate_all(world, second, people["citizen"], RATINGS, place=place)
    world.closed(second)
    rest = [one["stability"] for one in result(world, second)["ratings"]]
    assert [(one["verdict"], one["because"]) for one in rest] == [
        ("unknown", "text_changed"),
        ("stable", None),
        ("unknown", "not_asked_before"),
    ]


def test_a_panel_rests_or_has_used_its_rounds_and_the_next_one_begins_anew(world: World) -> None:
    consultation, people = a_panel(world, seats={"citizen": 6}, text=a_text(heard=None, risk=None, audit=None))
    stands = []
    for ratings in (["1", "1", "8", "8", "9", "9"], RATINGS, RATINGS, RATINGS):
        one = a_rating_round(world, consultation, most_rounds=3)
        rate_all(world, one, people["citizen"], ratings)
        world.closed(one)
        stands.append(result(world, one)["panel_round"])
    assert [(one["ordinal"], one["rounds"], one["stop"]) for one in stands] == [
        (1, [1], "goes_on"),
        (2, [1, 2], "goes_on"),
        (3, [1, 2, 3], "at_rest"),
        (1, [4], "goes_on"),
    ]
    assert [one["at_rest"] for one in stands] == [None, False, True, None]


def test_a_panel_that_may_have_one_round_has_used_it(world: World) -> None:
    consultation, people = a_panel(world, seats={"citizen": 6})
    one = a_rating_round(world, consultation, bundle="panel", most_rounds=1)
    rate_all(world, one, people["citizen"], RATINGS)
    world.closed(one)
    assert result(world, one)["panel_round"]["stop"] == "rounds_used"
    assert result(world, one)["ratings"][0]["state"] == "appropriate"
    with world.reading():
        assert rounds.panel_of(world.round_now(one)) is not None


def test_a_reason_is_one_for_each_seat_and_clause_until_the_round_closes(world: World) -> None:
    consultation, people = a_panel(world, seats={"citizen": 1})
    one = a_rating_round(world, consultation)
    (person,) = people["citizen"]
    rate_all(world, one, [person], ["3"])
    for text in ("It is vague.", "It is vague.", " It is far too vague. "):
        a_reason(world, one, person, text)
    with world.reading():
        item = voting.items_of(one, lang="en")[0]
        assert voting.paper_for(one, item, person_id=person).reason == "It is far too vague."
    with pytest.raises(RatingReasonTooLong):
        a_reason(world, one, person, "x" * 1001)
    with pytest.raises(deliberation.TextRefused):
        a_reason(world, one, person, "a\x00b")
    a_reason(world, one, person, "")
    with world.reading():
        assert voting.paper_for(one, item, person_id=person).reason == ""
    world.closed(one)
    with pytest.raises(RoundClosed):
        a_reason(world, one, person, "Too late.")
