"""The live picture of a round: renewed in steps, and in none of them does one person's answer show."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from consult.consensus import service as consensus
from consult.consensus.service.analysing import Opined
from consult.consensus.service.live import ask_for_pictures
from consult.consultations.service import ConsultationView
from consult.kernel.jobs import run_due_jobs
from consult.rounds.rules.contract import Disclosure, Reveal
from consult.rounds.service import RoundView
from consult.voting import service as voting
from tests.consensus.opinionated import ONE_SIDE, OTHER_SIDE, two_camps
from tests.consensus.scenes import CATEGORIES, a_statement_round
from tests.server import at_once
from tests.world import World

LIVE = {"reveal": Reveal.LIVE}


def renewed(world: World, one: RoundView) -> consensus.LivePicture | None:
    """Let a worker have a turn, and return the picture that stands then."""
    with world.reading():
        ask_for_pictures()
        run_due_jobs()
    return picture(world, one)


def picture(world: World, one: RoundView) -> consensus.LivePicture | None:
    with world.reading():
        return consensus.live_picture_of(world.round_now(one))


def figures(found: consensus.LivePicture | None) -> list[tuple[int | None, ...]]:
    assert found is not None
    return [(item.agree, item.disagree, item.passed, item.n) for item in found.items]


def voters(world: World, consultation: ConsultationView, count: int) -> list[str]:
    people = [world.a_person() for _ in range(count)]
    for person in people:
        world.a_seat(consultation, person_id=person)
    return people


def a_live_round(world: World, *rows: str, **terms: Any) -> tuple[ConsultationView, RoundView]:
    """Return an open round with two statements and counts meanwhile, answered by citizens."""
    consultation, one, _ = a_statement_round(world, ["One.", "Two."], {"citizen": rows}, terms={**LIVE, **terms})
    return consultation, one


def test_there_is_no_picture_before_five_people_have_answered_a_statement(world: World) -> None:
    consultation, one = a_live_round(world, "agree -", "agree -", "disagree -", "- agree")
    assert renewed(world, one) is None
    world.a_vote(one, *voters(world, consultation, 1), "pass")
    assert renewed(world, one) is None
    world.a_vote(one, *voters(world, consultation, 1), "pass")
    found = renewed(world, one)
    assert figures(found) == [(2, 1, 2, 5), (None,) * 4]
    assert found is not None
    first, second = found.items
    assert first.share is not None
    assert (first.share.exact, first.lower_bound) == ("2/3", 0.20766)
    assert (second.share, second.lower_bound) == (None, None)
    assert (found.participants, found.votes, found.is_rounded) == (5, 5, True), "six, in fives"
    assert [item.statement for item in found.items] == [item.id for item in world.items(one)]


def test_one_vote_and_four_votes_move_nothing_and_the_fifth_does(world: World) -> None:
    consultation, one = a_live_round(world, *["agree agree"] * 4, *["disagree disagree"] * 4)
    before = renewed(world, one)
    assert figures(before) == [(4, 4, 0, 8)] * 2
    item = world.items(one)[0]
    for person in voters(world, consultation, 4):
        world.a_vote(one, person, "agree", item=item)
        assert renewed(world, one) == before
    world.a_vote(one, *voters(world, consultation, 1), "pass", item=item)
    assert figures(renewed(world, one)) == [(8, 4, 1, 13), (4, 4, 0, 8)]


def five_agree(world: World, consultation: ConsultationView, one: RoundView) -> None:
    """Have five new people agree to the first statement."""
    for person in voters(world, consultation, 5):
        world.a_vote(one, person, "agree")


def test_five_who_all_say_the_same_move_nothing_until_somebody_says_something_else(world: World) -> None:
    consultation, one = a_live_round(world, *["agree agree"] * 20)
    before = renewed(world, one)
    assert figures(before) == [(20, 0, 0, 20)] * 2
    five_agree(world, consultation, one)
    assert renewed(world, one) == before
    world.a_vote(one, *voters(world, consultation, 1), "disagree")
    assert figures(renewed(world, one)) == [(25, 1, 0, 26), (20, 0, 0, 20)]


def test_five_who_all_say_the_same_move_a_picture_of_public_answers(world: World) -> None:
    terms = {"disclosure": dict.fromkeys(CATEGORIES, Disclosure.ROLL_CALL)}
    consultation, one = a_live_round(world, *["agree agree"] * 6, **terms)
    assert figures(renewed(world, one)) == [(6, 0, 0, 6)] * 2
    five_agree(world, consultation, one)
    found = renewed(world, one)
    assert figures(found) == [(11, 0, 0, 11), (6, 0, 0, 6)]
    assert found is not None
    assert (found.participants, found.votes, found.is_rounded) == (11, 17, False)


def test_who_changes_their_mind_five_times_moves_nothing(world: World) -> None:
    consultation, one = a_live_round(world, *["agree agree"] * 4, *["disagree disagree"] * 4)
    before = renewed(world, one)
    (person,) = voters(world, consultation, 1)
    for position in ("agree", "disagree", "agree", "pass", "disagree", "agree", "pass"):
        world.a_vote(one, person, position)
    assert renewed(world, one) == before


def test_people_who_all_say_the_same_are_not_shown_below_twenty(world: World) -> None:
    consultation, one = a_live_round(world, *["agree disagree"] * 6, *["agree agree"] * 5)
    assert figures(renewed(world, one)) == [(None,) * 4, (5, 6, 0, 11)]
    for person in voters(world, consultation, 9):
        world.a_vote(one, person, "agree")
    assert figures(renewed(world, one)) == [(20, 0, 0, 20), (5, 6, 0, 11)]


def test_seats_that_do_not_count_move_nothing(world: World) -> None:
    consultation, one = a_live_round(world, *["agree agree"] * 4, *["disagree disagree"] * 4)
    before = renewed(world, one)
    for _ in range(6):
        person = world.a_person()
        world.a_seat(consultation, "company", person_id=person, is_verified=False)
        world.a_vote(one, person, "agree")
    assert renewed(world, one) == before


def test_a_picture_is_made_once_however_often_it_is_asked_for(world: World) -> None:
    _, one = a_live_round(world, *["agree agree"] * 4, *["disagree disagree"] * 4)
    with world.reading():
        assert [ask_for_pictures(), ask_for_pictures()] == [1, 1]
        assert run_due_jobs() == 1
        assert (ask_for_pictures(), run_due_jobs()) == (0, 0)
    assert picture(world, one) is not None


def test_a_picture_that_was_not_due_any_more_when_it_was_to_be_made_is_asked_for_again(world: World) -> None:
    consultation, one = a_live_round(world, *["agree -"] * 10, *["disagree -"] * 10)
    assert figures(renewed(world, one))[0] == (10, 10, 0, 20)
    item, (doubter, *others) = world.items(one)[0], voters(world, consultation, 6)
    for person in others:
        world.a_vote(one, person, "agree", item=item)
    world.a_vote(one, doubter, "disagree", item=item)
    with world.reading():
        assert ask_for_pictures() == 1
    world.a_vote(one, doubter, "agree", item=item)
    with world.reading():
        run_due_jobs()
    assert figures(picture(world, one))[0] == (10, 10, 0, 20), "all six say the same now"
    world.a_vote(one, doubter, "disagree", item=item)
    assert figures(renewed(world, one))[0] == (15, 11, 0, 26)


def test_the_picture_says_which_groups_there_are_and_none_of_their_figures(world: World) -> None:
    _, one, seats = two_camps(world, terms=LIVE)
    found = renewed(world, one)
    assert found is not None
    assert found.analysis is not None
    assert [group["members"] for group in found.analysis["groups"]] == [10, 5], "13 and 9, in fives"
    assert found.analysis["axes"] == {}
    assert found.analysis["items"] == []
    assert {word for group in found.analysis["groups"] for each in group["representative"] for word in each} == {
        *("statement", "for")
    }
    with world.reading():
        assert [consensus.own_place(one, seat) for seat in seats["citizen"]] == [None] * 21


def test_one_s_own_place_is_told_while_voting_goes_on_where_every_answer_is_public(world: World) -> None:
    public = {"disclosure": dict.fromkeys(CATEGORIES, Disclosure.ROLL_CALL)}
    _, one, seats = two_camps(world, terms={**LIVE, **public})
    renewed(world, one)
    with world.reading():
        places = [consensus.own_place(one, seat) for seat in seats["citizen"]]
    assert [place.group if place else "" for place in places] == ["1"] * 9 + ["0"] * 7 + [None] * 5


def test_the_next_picture_has_the_groups_of_all_who_have_answered_by_then(world: World) -> None:
    consultation, one, _ = two_camps(world, terms=LIVE)
    before = renewed(world, one)
    items = world.items(one)
    for place, person in enumerate(voters(world, consultation, 6)):
        for item, answer in zip(items, (OTHER_SIDE if place else ONE_SIDE).split(), strict=True):
            world.a_vote(one, person, answer, item=item)
    after = renewed(world, one)
    assert before is not None
    assert after is not None
    assert before.analysis is not None
    assert after.analysis is not None
    assert before.at < after.at
    assert [group["members"] for group in before.analysis["groups"]] == [10, 5]
    assert [group["members"] for group in after.analysis["groups"]] == [15, 10]


def test_without_groups_in_the_contract_the_picture_has_counts_alone(world: World) -> None:
    _, one = a_live_round(world, *["agree agree"] * 4, *["disagree disagree"] * 4, opinion_groups=False)
    found = renewed(world, one)
    assert found is not None
    assert found.analysis is None
    assert figures(found) == [(4, 4, 0, 8)] * 2


def test_rounds_of_which_nothing_is_shown_meanwhile_have_no_picture(world: World) -> None:
    _, one = a_live_round(world, *["agree agree"] * 4, *["disagree disagree"] * 4, reveal=Reveal.AT_FREEZE)
    with world.reading():
        assert ask_for_pictures() == 0
    with pytest.raises(consensus.ResultsHidden):
        picture(world, one)


def test_the_result_of_a_live_round_stays_hidden_until_it_is_counted(world: World) -> None:
    _, one = a_live_round(world, *["agree agree"] * 4, *["disagree disagree"] * 4)
    renewed(world, one)
    with world.reading():
        for ask in (consensus.result_of, consensus.opinions_of):
            with pytest.raises(consensus.ResultsHidden):
                ask(world.round_now(one))
    now = world.closed(one)
    with world.reading():
        assert consensus.result_of(now)["statements"][0]["agree"] == 4
        assert consensus.opinions_of(now) is not None


def test_a_round_that_has_closed_gets_no_other_picture(world: World) -> None:
    _, one = a_live_round(world, *["agree agree"] * 4, *["disagree disagree"] * 4)
    with world.reading():
        ask_for_pictures()
    world.closed(one)
    with world.reading():
        assert run_due_jobs() == 1
    assert picture(world, one) is None


def during_the_search(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Have something done by somebody else while groups are looked for."""
    search = Opined.analyse

    def interrupted(about: Opined, **given: Any) -> Any:
        at_once(act)
        return search(about, **given)

    monkeypatch.setattr(Opined, "analyse", interrupted)


def test_votes_are_cast_while_groups_are_looked_for(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    consultation, one = a_live_round(world, *["agree agree"] * 4, *["disagree disagree"] * 4)
    (person,) = voters(world, consultation, 1)
    during_the_search(monkeypatch, lambda: world.a_vote(one, person, "agree"))
    assert figures(renewed(world, one)) == [(4, 4, 0, 8)] * 2
    with world.reading():
        assert [(new.seats, new.acts) for new in voting.live_news(one.consultation_id, one.id)] == [(1, 1)]


def test_a_round_that_closes_while_groups_are_looked_for_keeps_no_picture(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, one = a_live_round(world, *["agree agree"] * 4, *["disagree disagree"] * 4)
    with world.reading():
        ask_for_pictures()
    during_the_search(monkeypatch, lambda: closed_once(world, one, monkeypatch))
    with world.reading():
        assert run_due_jobs() == 1
    assert picture(world, one) is None


def closed_once(world: World, one: RoundView, monkeypatch: pytest.MonkeyPatch) -> None:
    """Close the round; the analysis that its own count makes is not interrupted again."""
    monkeypatch.undo()
    world.closed(one)


def test_the_last_picture_goes_when_the_round_is_counted(world: World) -> None:
    _, one = a_live_round(world, *["agree agree"] * 4, *["disagree disagree"] * 4)
    assert renewed(world, one) is not None
    world.closed(one)
    assert picture(world, one) is None


def test_a_vote_that_comes_while_the_picture_is_made_is_news_for_the_next_one(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is forgotten is what was there before: a seat that says something else meanwhile stays among the news."""
    _, one = a_live_round(world, *["agree agree"] * 4, *["disagree disagree"] * 4)
    item = world.items(one)[0]
    scope = {"consultation_id": one.consultation_id, "round_id": one.id}
    with world.reading():
        seen = voting.live_changes(**scope, items=[item.id])
        changed = voting.Change(seen[0].item_id, seen[0].seat_id, seen[0].acts - 1)
    with world.acting():
        voting.note_shown(**scope, changes=[changed, *seen[1:]])
    with world.reading():
        assert [(new.seats, new.acts) for new in voting.live_news(**scope) if new.item_id == item.id] == [(1, 1)]
