"""Acts in any order, from rounds that have come so far or are just beginning, and what holds after each of them."""

import hashlib
import json
from datetime import datetime
from typing import Any

from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from consult.rounds.rules.states import RoundState, may_move
from tests.rounds import round_records as records
from tests.rounds.round_acts import ACTS, SHOWN, Acts
from tests.rounds.round_picture import Picture, expected, look_at, replay
from tests.rounds.round_stage import People

SITTING = ["support", "reservation", "object", "can_live_with"]


def prelude(*shown: str) -> list[tuple[str, dict[str, Any]]]:
    """Return how a consultation goes if nothing goes wrong: three rounds, with a draft before each."""
    first, *later = [("a_round_is_started", {"wait": 0, "lasts": 48, "shown": one}) for one in shown]
    return [
        first,
        ("someone_votes_on_everything_at_once", {"which": 0, "person": "kim", "positions": SITTING}),
        ("someone_votes_on_everything_at_once", {"which": 0, "person": "dilip", "positions": SITTING}),
        ("someone_votes", {"which": 0, "person": "carmen", "place": 0, "position": "object", "importance": 2}),
        ("someone_comments", {"which": 0, "person": "carmen", "place": 1}),
        ("the_next_date_comes", {"passing": 1, "is_worked": True}),
        ("a_round_goes_its_way", {"which": 0, "steps": 1}),
        ("a_comment_is_decided_on", {"back": 0}),
        ("a_round_goes_its_way", {"which": 0, "steps": 2}),
        ("the_next_draft_is_published", {"classes": [3, 2, None, 1], "drops": 3}),
        later[0],
        ("the_next_date_comes", {"passing": 1, "is_worked": True}),
        ("the_next_draft_is_published", {"classes": [None, 1, 4, None], "drops": 0}),
        later[1],
    ]


class RoundsAndBallots(Acts, RuleBasedStateMachine):
    """The acts, as hypothesis draws them and shortens what fails."""

    def __init__(self, people: People) -> None:
        super().__init__(people)
        self.contracts: dict[int, list[tuple[int, bytes, str]]] = {}
        self.moments: dict[int, tuple[datetime | None, ...]] = {}
        self.seen: tuple[int, dict[int, Picture]] = (-1, {})
        self.replayed = 0

    def picture(self) -> dict[int, Picture]:
        if self.seen[0] != self.stage.does:
            self.seen = self.stage.does, look_at(self.stage)
        return self.seen[1]

    @initialize(
        so_far=some.sampled_from([1, 1, *range(1, 15), 14]),
        shown=some.tuples(SHOWN, SHOWN, SHOWN),
        wait=some.sampled_from([0, 6]),
    )
    def begins(self, so_far: int, shown: tuple[str, str, str], wait: int) -> None:
        """Come so far on a good way: left to chance, few examples would get to what follows a first round."""
        *before, last = prelude(*shown)[:so_far]
        for act in before:
            self.happens(act)
        self.happens((last[0], last[1] | {"wait": wait} if "wait" in last[1] else last[1]))

    @rule(act=some.sampled_from(ACTS).flatmap(lambda act: some.tuples(some.just(act[0]), act[1])))
    def happens(self, act: tuple[str, dict[str, Any]]) -> None:
        name, values = act
        getattr(self, name)(**values)

    @invariant()
    def every_round_is_as_the_model_has_it(self) -> None:
        pictures = self.picture()
        assert sorted(pictures) == [one.number for one in self.model.rounds]
        for one in self.model.rounds:
            for name, told in expected(one).items():
                found = pictures[one.number].facts[name]
                assert found == told, f"{name} of round {one.number}: {found}, by the model {told}"
            self.stage.people.states.add(one.state)
            self.stage.people.acts.update(act.act for act in one.acts)
            self.stage.people.freezes += one.tally.total()

    @invariant()
    def states_are_total_and_exclusive(self) -> None:
        assert set(records.MOVES) == {str(state) for state in RoundState}
        for one in self.model.rounds:
            allowed = {str(target) for target in RoundState if may_move(RoundState(one.state), target)}
            assert allowed == records.MOVES[one.state]

    @invariant()
    def a_contract_is_fixed_at_the_opening_and_never_changes(self) -> None:
        for one in self.model.rounds:
            found = self.picture()[one.number].contracts
            assert len(found) == (one.opened_at is not None)
            if one.number not in self.contracts and found:
                self.contracts[one.number] = found
                self.check_contract(one, found[0])
            assert found == self.contracts.get(one.number, [])

    def check_contract(self, one: records.Round, fixed: tuple[int, bytes, str]) -> None:
        version, canonical, sha256 = fixed
        assert (version, sha256) == (1, hashlib.sha256(canonical).hexdigest())
        content = json.loads(canonical)
        disclosure = {each["id"]: each["disclosure"] for each in content["categories"]}
        assert (content["round"]["number"], content["draft"]["number"]) == (one.number, one.draft)
        assert set(content["scale"]) == records.POSITIONS
        assert disclosure == {category: one.disclosure(category) for category in disclosure}
        dates = content["dates"]
        assert [self.stage.hour(datetime.fromisoformat(dates[name])) for name in ("opens_at", "closes_at")] == [
            one.opened_at,
            one.closes_at,
        ]

    @invariant()
    def no_moment_is_ever_moved(self) -> None:
        for number, picture in self.picture().items():
            known = self.moments.get(number, (None,) * 4)
            assert all(before in {None, now} for before, now in zip(known, picture.moments, strict=True))
            self.moments[number] = picture.moments

    @invariant()
    def the_log_tells_the_same(self) -> None:
        """It is read as a whole whenever one more round is over."""
        over = sum(not records.MOVES[one.state] or one.state in records.FINISHED for one in self.model.rounds)
        if over > self.replayed:
            self.replayed = over
            replay(self.stage, self.picture())

    def teardown(self) -> None:
        try:
            replay(self.stage, self.picture())
        finally:
            self.stage.end()
