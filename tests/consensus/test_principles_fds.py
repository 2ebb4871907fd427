"""The draft principles of a real strategy, put to all six categories: the summary says what the rule promises (N4)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import insert

from consult.consultations import service as consultations
from consult.consultations.service import ConsultationView
from consult.kernel import clock
from consult.kernel.ids import new_id
from consult.participation.service import Verification
from consult.participation.tables import Seat
from consult.rounds.rules.contract import Disclosure
from consult.rounds.service import RoundView
from consult.voting import service as voting
from tests.command import run
from tests.shared_data import shared_path
from tests.world import World

CATEGORIES = ("government", "international_organisation", "company", "research_institution", "civil_society", "citizen")
Votes = Mapping[str, Mapping[str, int]]
"""What the seats of each category say about a clause: how many take each position."""


def everywhere(categories: Sequence[str] = CATEGORIES, **positions: int) -> dict[str, dict[str, int]]:
    return {category: dict(positions) for category in categories}


def as_markdown(draft: Mapping[str, Any]) -> str:
    """Return the draft as an organiser would write it: a heading for each of its themes, and for each principle."""
    lines, theme = [draft["preamble"]], None
    for principle in draft["principles"]:
        if principle["category"] != theme:
            theme = principle["category"]
            lines.append(f"# {theme}")
        lines += [f"## {principle['title']}", f"{principle['text']} {{#principle-{principle['number']}}}"]
    return "\n\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class Principles:
    """The ten principles as real input, and the way from them to a summary."""

    app: Flask
    world: World
    draft: Mapping[str, Any]
    file: Path

    def consultation(self, slug: str) -> ConsultationView:
        """Import the text by command, and say on what legal ground people take part."""
        done = run(self.app, "import", "draft", self.file, "--slug", slug, "--title", "Federal Data Strategy")
        assert done.exit_code == 0, done.output
        with self.world.reading():
            made = consultations.get_consultation(slug)
        self.world.notices(made)
        return made

    def summary(self, slug: str) -> list[dict[str, Any]]:
        """Return the ten clauses of the summary, as the command writes it."""
        done = run(self.app, "summary", slug, "--format", "json")
        assert done.exit_code == 0, done.output
        clauses: list[dict[str, Any]] = json.loads(done.stdout_bytes)["clauses"]
        return clauses[1:]

    def counted(self, slug: str, seats: Mapping[str, int], *clauses: Votes) -> list[dict[str, Any]]:
        """Return the summary's clauses of a round with so many seats, on whose first principles they vote like this."""
        consultation = self.consultation(slug)
        holders = self._enter(consultation, seats)
        one = self.world.a_round(consultation, disclosure=dict.fromkeys(CATEGORIES, Disclosure.ROLL_CALL))
        for clause, votes in zip(self.world.clauses(one)[1:], clauses, strict=False):
            self._vote(one, clause.uid, holders, votes)
        self.world.closed(one)
        return self.summary(slug)

    def _enter(self, consultation: ConsultationView, seats: Mapping[str, int]) -> dict[str, list[str]]:
        """Enter verified seats all at once; fifteen hundred people joining one by one would take a minute."""
        holders = {category: [new_id() for _ in range(number)] for category, number in seats.items()}
        with self.world.acting() as session:
            moment = clock.now(session)
            rows = [
                {
                    "consultation_id": consultation.id,
                    "id": seat,
                    "source_id": f"{category}-{place}",
                    "category": category,
                    "verification": Verification.VERIFIED,
                    "created_at": moment,
                }
                for category, ids in holders.items()
                for place, seat in enumerate(ids)
            ]
            session.execute(insert(Seat), rows)
        return holders

    def _vote(self, one: RoundView, item: str, holders: Mapping[str, Sequence[str]], votes: Votes) -> None:
        with self.world.acting() as session:
            scope = {"item_id": item, "version": 1, "cast_at": clock.now(session)}
            ballots = [
                {**scope, "seat_id": seat, "position": position}
                for category, positions in votes.items()
                for seat, position in zip(holders[category], spelled_out(positions), strict=False)
            ]
            voting.add_imported_ballots(consultation_id=one.consultation_id, round_id=one.id, ballots=ballots)


def spelled_out(positions: Mapping[str, int]) -> list[str]:
    return [position for position, number in positions.items() for _ in range(number)]


@pytest.fixture
def principles(app: Flask, world: World, tmp_path: Path) -> Principles:
    source = shared_path("data/principles-fds/principles_rounds.json")
    draft = json.loads(source.read_text(encoding="utf-8"))["draft"]
    file = tmp_path / "principles.md"
    file.write_text(as_markdown(draft), encoding="utf-8")
    return Principles(app, world, draft, file)


def states(clauses: Sequence[Mapping[str, Any]]) -> list[tuple[str, list[str]]]:
    return [(clause["state"], clause["labels"]) for clause in clauses]


def lowest_bound(clause: Mapping[str, Any]) -> float:
    """Return the number that clauses are ranked by."""
    return min(one["lower_bound"] for one in clause["categories"] if one["lower_bound"] is not None)


def test_the_ten_principles_are_ten_clauses_word_for_word(principles: Principles, world: World) -> None:
    one = world.a_round(principles.consultation("principles"))
    preamble, *clauses = world.clauses(one)
    assert preamble.text == principles.draft["preamble"]
    assert [clause.text for clause in clauses] == [each["text"] for each in principles.draft["principles"]]


def test_one_vote_in_each_category_meets_the_criteria_and_is_fragile(principles: Principles, world: World) -> None:
    consultation = principles.consultation("principles")
    one = world.a_round(consultation)
    for category in CATEGORIES:
        person = world.a_person()
        world.a_seat(consultation, category, person_id=person)
        for clause in world.clauses(one)[1:]:
            world.a_vote(one, person, "support", clause=clause)
    world.closed(one)
    assert states(principles.summary("principles")) == [("criteria_met", ["fragile"])] * 10


def test_three_times_500_at_60_percent_fall_short_and_rank_above_one_vote_in_each_category(
    principles: Principles,
) -> None:
    three = CATEGORIES[:3]
    large, *_ = principles.counted("large", dict.fromkeys(three, 500), everywhere(three, support=300, object=200))
    single, *_ = principles.counted("single", dict.fromkeys(CATEGORIES, 1), everywhere(support=1))
    assert states([large, single]) == [("short_of_agreement", []), ("criteria_met", ["fragile"])]
    assert lowest_bound(large) > lowest_bound(single)


def test_90_percent_have_the_same_score_in_two_categories_and_in_five(principles: Principles) -> None:
    scores = []
    for categories in (CATEGORIES[:2], CATEGORIES[:5]):
        votes = everywhere(categories, support=18, object=2)
        clause, *_ = principles.counted(f"of-{len(categories)}", dict.fromkeys(categories, 20), votes)
        scores.append((clause["state"], lowest_bound(clause), clause["weakest"]["share"], clause["mean_of_categories"]))
    assert scores[0] == scores[1]
    assert scores[0][0] == "criteria_met"


def test_every_state_that_20_seats_in_each_of_six_categories_can_bring_about(principles: Principles) -> None:
    clauses = principles.counted(
        "six",
        dict.fromkeys(CATEGORIES, 20),
        everywhere(support=16, object=4),
        everywhere(support=19, object=1) | {"citizen": {"support": 6, "object": 14}},
        everywhere(support=12, object=8),
        everywhere(support=10, object=10),
        everywhere(support=12, reservation=8),
        everywhere(support=3, no_opinion=17),
        everywhere(support=20) | {"company": {"support": 4}},
        {"company": {"support": 20}},
        everywhere(no_opinion=20),
    )
    assert states(clauses) == [
        ("criteria_met", []),
        ("split", []),
        ("short_of_agreement", []),
        ("not_supported", []),
        ("criteria_met", ["many_reservations"]),
        ("criteria_met", ["fragile"]),
        ("too_few_voices", []),
        ("too_few_voices", []),
        ("no_voices", []),
        ("no_voices", []),
    ]
    assert clauses[1]["weakest"]["category"] == "citizen"
    assert clauses[1]["weakest"]["share"]["exact"] == "3/10"


def test_95_95_and_30_percent_are_a_split_and_never_met(principles: Principles) -> None:
    three = CATEGORIES[:3]
    votes = everywhere(three, support=19, object=1) | {"company": {"support": 6, "object": 14}}
    clause, *_ = principles.counted("split", dict.fromkeys(three, 20), votes)
    assert clause["state"] == "split"
    assert [one["share"]["exact"] for one in clause["categories"] if one["share"]] == ["19/20", "19/20", "3/10"]


def test_five_of_five_in_a_category_of_five_meet_the_criteria_and_are_fragile_only_with_a_bound_of_half_or_less(
    principles: Principles,
) -> None:
    others = everywhere(support=16, object=4)
    clauses = principles.counted(
        "five",
        dict.fromkeys(CATEGORIES, 20) | {"company": 5},
        others | {"company": {"support": 5}},
        others | {"company": {"support": 4, "no_opinion": 1}},
        others | {"company": {"support": 3, "no_opinion": 2}},
        others | {"company": {"support": 4, "object": 1}},
    )
    found = [(one["state"], one["labels"], lowest_bound(one) <= 1 / 2) for one in clauses[:4]]
    assert found == [
        ("criteria_met", [], False),
        ("criteria_met", [], False),
        ("criteria_met", ["fragile"], True),
        ("criteria_met", ["fragile"], True),
    ]
