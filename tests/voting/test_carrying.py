"""Carrying over: what was said of a clause goes on to the next draft as long as the clause still means the same."""

import hashlib
from collections.abc import Mapping
from typing import cast

import pytest
import rfc8785

from consult.consultations.service import ConsultationView
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.rounds import service as rounds
from consult.rounds.rules.contract import SCALES, Disclosure
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView
from consult.voting import service as voting
from consult.voting.service import BallotView
from tests.voting.redrafting import WORDS, a_redraft, a_text
from tests.world import World


class Scene:
    """A citizen who supported every clause of draft 1, in a round that is over."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.made = world.a_consultation(slug="principles")
        world.a_draft(self.made, a_text())
        self.person = world.a_person()
        self.seat = world.a_seat(self.made, person_id=self.person)
        self.first = world.a_round(self.made)
        for item in world.items(self.first):
            world.a_vote(self.first, self.person, "support", item=item, importance=2)

    def ballots(self, one: RoundView) -> Mapping[str, BallotView]:
        """Return the citizen's ballots by the words of the clause they are about."""
        numbers = {item.id: item.text for item in self.world.items(one)}
        hints = {text: hint for hint, text in WORDS.items()}
        with self.world.reading():
            found = voting.ballots_of(consultation_id=self.made.id, round_id=one.id, seat_id=self.seat.id)
        return {hints.get(numbers[item], numbers[item]): ballot for item, ballot in found.items()}

    def fresh(self, one: RoundView) -> Mapping[str, str]:
        """Return how fresh the citizen's ballots are."""
        return {name: str(ballot.freshness) for name, ballot in self.ballots(one).items()}


@pytest.fixture
def scene(world: World) -> Scene:
    return Scene(world)


EDITED = "Systems serve people, and people can always stop them."


@pytest.mark.parametrize(("found", "freshness"), [(1, "carried"), (2, "carried"), (3, "stale"), (4, "stale")])
def test_a_vote_goes_on_with_a_clause_that_was_edited_by_the_class_of_the_change(
    world: World, scene: Scene, found: int, freshness: str
) -> None:
    world.closed(scene.first)
    a_redraft(world, scene.made, a_text(stop=EDITED), {"stop": found})
    one = world.a_round(scene.made)
    assert scene.fresh(one) == {EDITED: freshness, "heard": "carried", "risk": "carried", "audit": "carried"}


def test_what_was_carried_says_the_same_of_the_same_words_at_the_same_time(world: World, scene: Scene) -> None:
    before = scene.ballots(world.round_now(scene.first))
    world.closed(scene.first)
    a_redraft(world, scene.made, a_text(stop=EDITED))
    one = world.a_round(scene.made)
    after = scene.ballots(one)
    for old, new in ((before["heard"], after["heard"]), (before["stop"], after[EDITED])):
        assert (new.position, new.importance, new.cast_at) == ("support", 2, old.cast_at)
        assert new.clause_version_id == old.clause_version_id
        assert new.version == 1
        assert new.receipt
    assert (after["heard"].is_vote, after["heard"].is_carried) == (True, True)
    assert (after[EDITED].is_vote, after[EDITED].is_carried) == (False, False)


def test_a_clause_that_moved_takes_its_votes_along_and_a_deleted_one_takes_none(world: World, scene: Scene) -> None:
    world.closed(scene.first)
    moved = a_text(heard=None, risk=None).replace(
        "# People first\n\n", f"# People first\n\n{WORDS['risk']} {{#risk}}\n\n"
    )
    a_redraft(world, scene.made, moved)
    one = world.a_round(scene.made)
    assert scene.fresh(one) == {"risk": "carried", "stop": "carried", "audit": "carried"}


def test_the_worst_change_of_several_drafts_counts(world: World, scene: Scene) -> None:
    world.closed(scene.first)
    a_redraft(
        world,
        scene.made,
        a_text(stop="People can halt systems.", heard="Whoever is harmed is heard, and made whole."),
        {"stop": 4, "heard": 2},
    )
    a_redraft(
        world, scene.made, a_text(heard="Whoever is harmed is heard, and is made whole."), {"stop": 1, "heard": 1}
    )
    one = world.a_round(scene.made)
    assert scene.fresh(one) == {
        "stop": "stale",
        "Whoever is harmed is heard, and is made whole.": "carried",
        "risk": "carried",
        "audit": "carried",
    }


def test_a_stale_vote_stays_so_until_its_seat_says_it_again(world: World, scene: Scene) -> None:
    world.closed(scene.first)
    a_redraft(world, scene.made, a_text(stop=EDITED), {"stop": 3})
    second = world.a_round(scene.made)
    reconfirmed = world.a_vote(second, scene.person, "support", item=_item(world, second, WORDS["heard"]))
    assert reconfirmed.version == 2
    assert scene.fresh(second)["heard"] == "fresh"
    world.closed(second)
    a_redraft(world, scene.made, a_text(stop=EDITED) + "\n\nAnd one more.")
    third = world.a_round(scene.made)
    assert scene.fresh(third) == {EDITED: "stale", "heard": "carried", "risk": "carried", "audit": "carried"}
    world.a_vote(third, scene.person, "support", item=_item(world, third, EDITED))
    assert scene.fresh(third)[EDITED] == "fresh"


def test_parts_of_a_split_clause_and_clauses_put_together_wait_to_be_voted_on_again(world: World) -> None:
    made = world.a_consultation()
    long = "Every system is audited once a year by someone independent. Its report is published within a month of the audit."
    first, second = long.split(". ", 1)
    world.a_draft(made, f"# One\n\n{long}\n\n{WORDS['stop']}")
    person = world.a_person()
    seat = world.a_seat(made, person_id=person)
    one = world.a_round(made)
    for item in world.items(one):
        world.a_vote(one, person, "object", item=item)
    world.closed(one)
    world.a_draft(made, f"# One\n\n{first}.\n\n{second}\n\n{WORDS['stop']}")
    again = world.a_round(made)
    with world.reading():
        found = voting.ballots_of(consultation_id=made.id, round_id=again.id, seat_id=seat.id)
    assert [str(found[item.id].freshness) for item in world.items(again)] == ["stale", "stale", "carried"]
    world.closed(again)
    world.a_draft(made, f"# One\n\n{long}\n\n{WORDS['stop']}")
    third = world.a_round(made)
    with world.reading():
        found = voting.ballots_of(consultation_id=made.id, round_id=third.id, seat_id=seat.id)
    assert [str(found[item.id].freshness) for item in world.items(third)] == ["stale", "carried"]


def test_a_round_on_the_same_draft_begins_empty(world: World, scene: Scene) -> None:
    world.closed(scene.first)
    again = world.a_round(scene.made)
    assert scene.ballots(again) == {}
    with world.reading():
        assert voting.carry_of(scene.made.id, again.id) is None
    assert _carries(world, scene.made) == []


def test_a_round_of_statements_neither_gives_nor_takes_votes(world: World, scene: Scene) -> None:
    world.closed(scene.first)
    a_redraft(world, scene.made, a_text())
    asked = world.a_round(scene.made, kind=RoundKind.STATEMENTS, statements=("Machines serve.",))
    assert scene.ballots(asked) == {}
    world.closed(asked)
    assert set(scene.fresh(world.a_round(scene.made)).values()) == {"carried"}


def test_nothing_is_carried_from_a_scale_with_other_words(
    world: World, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.closed(scene.first)
    a_redraft(world, scene.made, a_text())
    monkeypatch.setitem(cast("dict[str, tuple[str, ...]]", SCALES), RoundKind.BALLOT, ("support", "object"))
    assert scene.ballots(world.a_round(scene.made)) == {}


@pytest.mark.parametrize(
    ("before", "now", "goes_on"),
    [
        (Disclosure.ROLL_CALL, Disclosure.ROLL_CALL, True),
        (Disclosure.ROLL_CALL, Disclosure.PSEUDONYMOUS, True),
        (Disclosure.PSEUDONYMOUS, Disclosure.PSEUDONYMOUS, True),
        (Disclosure.PSEUDONYMOUS, Disclosure.ROLL_CALL, False),
    ],
)
def test_no_vote_is_brought_to_where_more_is_shown_of_it(
    world: World, before: Disclosure, now: Disclosure, *, goes_on: bool
) -> None:
    made = world.a_consultation(categories=("company", "citizen"))
    world.a_draft(made, a_text())
    person = world.a_person()
    seat = world.a_delegation(made, person, category="company")
    shown = {"citizen": Disclosure.PSEUDONYMOUS}
    one = world.a_round(made, disclosure={**shown, "company": before})
    world.a_vote(one, person)
    world.closed(one)
    a_redraft(world, made, a_text())
    again = world.a_round(made, disclosure={**shown, "company": now})
    with world.reading():
        found = voting.ballots_of(consultation_id=made.id, round_id=again.id, seat_id=seat.id)
    assert bool(found) is goes_on


def test_only_kinds_that_the_new_round_asks_about_are_carried(world: World, scene: Scene) -> None:
    world.closed(scene.first)
    a_redraft(world, scene.made, a_text())
    assert scene.ballots(world.a_round(scene.made, voted_kinds=("annex",))) == {}


def test_the_log_holds_one_leaf_for_everything_that_was_carried(world: World, scene: Scene) -> None:
    world.closed(scene.first)
    a_redraft(world, scene.made, a_text(stop=EDITED))
    one = world.a_round(scene.made)
    acts = _carries(world, scene.made)
    assert len(acts) == 1
    leaf, content = acts[0]
    assert (leaf["round"], leaf["role"]) == (one.id, "organiser")
    told = "".join(_line(scene, one, item.id) for item in sorted(world.items(one), key=lambda item: item.id))
    digest = hashlib.sha256(told.encode()).hexdigest()
    assert content == {"from_round": 1, "from_draft": 1, "draft": 2, "carried": 3, "stale": 1, "sha256": digest}
    with world.reading():
        kept = voting.carry_of(scene.made.id, one.id)
    assert kept is not None
    assert (kept.from_round_id, kept.carried, kept.stale, kept.sha256) == (scene.first.id, 3, 1, digest)


def test_the_history_tells_what_was_carried_and_what_was_said_since(world: World, scene: Scene) -> None:
    world.closed(scene.first)
    a_redraft(world, scene.made, a_text(stop=EDITED))
    one = world.a_round(scene.made)
    item = _item(world, one, EDITED)
    cast = world.a_vote(one, scene.person, "support", item=item)
    with world.reading():
        acts = voting.acts_of(consultation_id=scene.made.id, round_id=one.id, seat_id=scene.seat.id)
    said = [(act.version, act.act, act.person_id) for act in acts if act.item_id == item.id]
    assert said == [(2, "cast", scene.person), (1, "stale", None)]
    assert {act.act for act in acts if act.item_id != item.id} == {"carried"}
    assert len({act.receipt for act in acts if act.version == 1}) == 1
    assert cast.code not in {act.receipt for act in acts if act.version == 1}


def test_stale_answers_are_no_votes_in_any_count(world: World, scene: Scene) -> None:
    world.closed(scene.first)
    changed = {hint: f"{text} Now it says much more than it did." for hint, text in WORDS.items()}
    a_redraft(world, scene.made, a_text(**changed), dict.fromkeys(WORDS, 3))
    one = world.a_round(scene.made)
    kinds = {scene.seat.id: "citizen"}
    item = world.items(one)[0]
    with world.reading():
        assert voting.count_voters(scene.made.id, one.id) == {}
        assert voting.count_answers(scene.made.id, one.id, kinds) == {}
        assert set(voting.count_freshness(scene.made.id, one.id, kinds).values()) == {1}
    world.a_vote(one, scene.person, "object", item=item)
    with world.reading():
        assert voting.count_voters(scene.made.id, one.id) == {scene.seat.id: 1}
        assert voting.count_answers(scene.made.id, one.id, kinds) == {(item.id, "citizen", "object"): 1}
        assert voting.count_freshness(scene.made.id, one.id, kinds)[item.id, "citizen", "fresh"] == 1


def test_a_seat_that_is_in_the_new_round_only_has_nothing_carried(world: World, scene: Scene) -> None:
    world.closed(scene.first)
    late = world.a_seat(scene.made)
    a_redraft(world, scene.made, a_text())
    one = world.a_round(scene.made)
    with world.reading():
        assert voting.ballots_of(consultation_id=scene.made.id, round_id=one.id, seat_id=late.id) == {}
        assert rounds.get_round(scene.made.id, one.id).state == "open"


def _item(world: World, one: RoundView, text: str) -> voting.Item:
    return next(item for item in world.items(one) if item.text == text)


def _carries(world: World, made: ConsultationView) -> list[tuple[Mapping[str, object], Mapping[str, object]]]:
    with world.acting():
        ledger.drain(made.id)
    with world.reading():
        acts = [act for act in ledger.replay(made.id) if act.leaf["type"] == LeafType.BALLOT_CARRY]
    return [(act.leaf, act.content or {}) for act in acts]


def _line(scene: Scene, one: RoundView, item_id: str) -> str:
    with scene.world.reading():
        found = voting.ballots_of(consultation_id=scene.made.id, round_id=one.id, seat_id=scene.seat.id)[item_id]
    told = {
        "seat": scene.seat.id,
        "item": item_id,
        "position": found.position,
        "importance": found.importance,
        "said_of": found.clause_version_id,
        "freshness": str(found.freshness),
    }
    return rfc8785.dumps(told).decode() + "\n"
