"""Everything that is on record of the rounds of a stage, read from the tables in the words of the plain model."""

import hashlib
import json
from collections import Counter
from dataclasses import asdict
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select

from consult.kernel.db import Base, db
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import leaf_hash
from consult.ledger.tables import LedgerEntry
from consult.rounds.tables import ClosingConsent, Contract, Electorate, Round, RoundEvent
from consult.voting.tables import Ballot, BallotAct, Tally
from tests.rounds import round_records as records
from tests.rounds.round_stage import Stage

Facts = dict[str, Any]


class Picture(NamedTuple):
    """A round: what the model says too, and what the first look at it fixes for all later ones."""

    facts: Facts
    moments: tuple[datetime | None, ...]
    contracts: list[tuple[int, bytes, str]]


def expected(one: records.Round) -> Facts:
    """Return what the model says of a round."""
    return {
        "state": one.state,
        "closes": one.closes_at,
        "opened": one.opened_at,
        "closed": one.closed_at,
        "frozen": one.closed_at,
        "history": Counter(one.history),
        "consents": one.consents,
        "electorate": {name: asdict(elector) for name, elector in one.electorate.items()},
        "ballots": one.ballots,
        "acts": Counter(one.acts),
        "tally": one.tally,
        "leaves": one.leaves,
    }


def look_at(stage: Stage) -> dict[int, Picture]:
    """Return the rounds by their numbers."""
    with stage.world.reading():
        found = {row.id: (row.number, _begun(stage, row)) for row in _rows(stage, Round)}
        by_id = {round_id: picture for round_id, (_, picture) in found.items()}
        _look_at_moves(stage, by_id)
        _look_at_ballots(stage, by_id)
        _look_at_leaves(stage, by_id)
    return dict(found.values())


def _rows(stage: Stage, table: type[Base]) -> list[Any]:
    columns = table.__table__.c
    return list(db.session.execute(select(*columns).where(columns.consultation_id == stage.made.id)))


def _begun(stage: Stage, row: Any) -> Picture:
    facts: Facts = {
        "state": row.state,
        "closes": stage.hour(row.closes_at),
        "opened": stage.hour(row.opened_at),
        "closed": stage.hour(row.closed_at),
        "frozen": stage.hour(row.frozen_at),
        **{name: Counter() for name in ("history", "acts", "tally", "leaves")},
        **{name: {} for name in ("consents", "electorate", "ballots")},
    }
    return Picture(facts, (row.opened_at, row.closed_at, row.frozen_at, row.published_at), [])


def _look_at_moves(stage: Stage, by_id: dict[str, Picture]) -> None:
    people, seats = stage.people.names, {seat: name for name, seat in stage.seats.items()}
    for row in _rows(stage, RoundEvent):
        person = people[row.by_person] if row.by_person else None
        move = records.Move(row.from_state, row.to_state, row.by_role, person, row.reason)
        by_id[row.round_id].facts["history"][move] += 1
    for row in _rows(stage, ClosingConsent):
        by_id[row.round_id].facts["consents"][row.capacity] = people[row.person_id]
    for row in _rows(stage, Electorate):
        elector = records.Elector(row.category, row.verification, row.verified_at is not None)
        by_id[row.round_id].facts["electorate"][seats[row.seat_id]] = asdict(elector)
    for row in _rows(stage, Contract):
        by_id[row.round_id].contracts.append((row.version, row.canonical, row.sha256))


def _look_at_ballots(stage: Stage, by_id: dict[str, Picture]) -> None:
    people, seats = stage.people.names, {seat: name for name, seat in stage.seats.items()}
    clauses = {view.uid: hint for draft in stage.clauses for hint, view in draft.items()}
    drafts = {view.version_id: number for number, draft in enumerate(stage.clauses, 1) for view in draft.values()}
    for row in _rows(stage, Ballot):
        said_on = drafts[row.clause_version_id]
        ballot = records.Ballot(row.position, row.importance, row.version, row.freshness, said_on)
        by_id[row.round_id].facts["ballots"][seats[row.seat_id], clauses[row.item_id]] = ballot
    for row in _rows(stage, BallotAct):
        person = people[row.person_id] if row.person_id else None
        said = (row.version, row.act, row.position, row.importance, person)
        by_id[row.round_id].facts["acts"][records.Act(seats[row.seat_id], clauses[row.item_id], *said)] += 1
    for row in _rows(stage, Tally):
        cell = records.Cell(clauses[row.item_id], row.category, row.counts, row.position)
        by_id[row.round_id].facts["tally"][cell] += row.seats


def _look_at_leaves(stage: Stage, by_id: dict[str, Picture]) -> None:
    entries = select(LedgerEntry.leaf, LedgerEntry.leaf_hash).where(LedgerEntry.log_id == stage.made.id)
    for data, hashed in db.session.execute(entries):
        leaf = json.loads(data)
        assert leaf_hash(data) == hashed
        if "round" in leaf:
            by_id[leaf["round"]].facts["leaves"][leaf["type"]] += 1


def replay(stage: Stage, pictures: dict[int, Picture]) -> None:
    """Read the whole log: every act fits its leaf and has a place, and every vote stands between opening and close."""
    stage.do(lambda: ledger.drain(stage.made.id))
    with stage.world.reading():
        acts = list(ledger.replay(stage.made.id))
    assert [act.seq for act in acts] == list(range(len(acts)))
    clauses = {view.uid: hint for draft in stage.clauses for hint, view in draft.items()}
    seats = {seat: name for name, seat in stage.seats.items()}
    for number, picture in pictures.items():
        of_round = [act for act in acts if act.leaf.get("round") == stage.rounds[number]]
        kinds = [str(act.leaf["type"]) for act in of_round]
        assert Counter(kinds) == picture.facts["leaves"]
        casting = kinds[kinds.index("round.open") :] if "round.open" in kinds else []
        ends = [place for place, kind in enumerate(casting) if kind in {"round.close", "round.cancel"}]
        assert casting[: ends[0] if ends else None].count("vote.cast") == kinds.count("vote.cast")
        said = [act.content for act in of_round if act.leaf["type"] == "vote.cast" and act.content]
        told = Counter((seats[one["seat"]], clauses[one["item"]], one["version"], one["position"]) for one in said)
        kept = {act: times for act, times in picture.facts["acts"].items() if act.act in {"cast", "signed"}}
        assert told == Counter((act.seat, act.clause, act.version, act.position) for act in kept)
        fixed = [act.content for act in of_round if act.leaf["type"] == "policy.set"]
        assert fixed == [{"contract": hashlib.sha256(canonical).hexdigest()} for _, canonical, _ in picture.contracts]
