"""How much clauses are liked beyond their camps: fitted after the freeze, an aid beside the list of bridges."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from typing import Any

from sqlalchemy import delete, insert, select

from consult.consensus.rules.bridging import SEED, Item, Rating, as_ratings, bridging_intercept
from consult.consensus.service.keeping import kept_result
from consult.consensus.service.terms import reservations_agree
from consult.consensus.tables import Bridge
from consult.kernel import jobs
from consult.kernel.db import db
from consult.participation.rules.seats import UNCATEGORISED
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView
from consult.voting import service as voting

JOB = "fit-bridges"
MOST_RATINGS = 100_000
"""Of more, those of as many seats are read as have so many together, drawn by a published seed."""
HUNDRED = 100


def ask_for_intercepts(one: RoundView) -> None:
    """Have the intercepts of a round of ballots fitted once its result is kept; nothing hangs on when that is."""
    if one.kind is RoundKind.BALLOT:
        payload = {"consultation_id": one.consultation_id, "round_id": one.id}
        jobs.add_job(db.session, kind=JOB, key=one.id, payload=payload)


@jobs.prepares(JOB)
def fit_intercepts(payload: Mapping[str, Any]) -> Callable[[], None]:
    """Fit the clauses of a frozen round from answers that are shown in it as counts, and from no others.

    Whoever knows the result then learns of nobody's answer from the intercepts what the result keeps back. Returns
    what keeps them; nothing is held while they are fitted.
    """
    one = rounds.get_round(payload["consultation_id"], payload["round_id"])
    found = bridging_intercept(_ratings(one))
    return partial(_keep, one, found.items if found else {})


def _keep(one: RoundView, items: Mapping[str, Item]) -> None:
    """Keep the intercepts in place of those that were fitted before."""
    scope = {"consultation_id": one.consultation_id, "round_id": one.id}
    db.session.execute(delete(Bridge).where(Bridge.consultation_id == one.consultation_id, Bridge.round_id == one.id))
    rows = [
        {**scope, "item_id": uid, "intercept": round(item.intercept * HUNDRED), "ratings": item.ratings}
        for uid, item in items.items()
        if item.has_enough
    ]
    if rows:
        db.session.execute(insert(Bridge), rows)


def intercepts_of(one: RoundView) -> dict[str, float]:
    """Return by clause how much it is liked beyond its camp, to two digits; nothing before it is fitted."""
    rows = db.session.execute(
        select(Bridge.item_id, Bridge.intercept).where(
            Bridge.consultation_id == one.consultation_id, Bridge.round_id == one.id
        )
    )
    return {item: hundredths / HUNDRED for item, hundredths in rows}


def _ratings(one: RoundView) -> Iterator[Rating]:
    categories = {
        each.seat_id: each.category or UNCATEGORISED
        for each in rounds.electorate_of(one.consultation_id, one.id)
        if each.counts
    }
    shown = _shown_cells(one)
    drawn, worth = _drawn(one, list(categories)), _worth(one)
    places = {seat: place for place, seat in enumerate(drawn)}
    for place, item, position in voting.votes_of(one.consultation_id, one.id, places):
        seat = drawn[place]
        if position in worth and (item, categories[seat]) in shown:
            yield Rating(seat, item, worth[position])


def _worth(one: RoundView) -> dict[str, float]:
    """Return what each position is as a rating under the round's contract."""
    rule = rounds.contract_of_round(one.consultation_id, one.id).content["rule"]
    return as_ratings(reservations_agree=reservations_agree(rule["id"], rule["parameters"]))


def _shown_cells(one: RoundView) -> set[tuple[str, str]]:
    """Return the clauses and categories whose counts are shown in the round's result."""
    kept = kept_result(one)
    clauses = json.loads(kept.canonical)["clauses"] if kept else ()
    return {
        (clause["uid"], row["category"]) for clause in clauses for row in clause["categories"] if not row["suppressed"]
    }


def _drawn(one: RoundView, seats: Sequence[str]) -> list[str]:
    """Return the seats that are read: all of them, or in an order that follows from the seed as many as there is room for."""
    answered = voting.count_voters(one.consultation_id, one.id)
    found, room = [], MOST_RATINGS
    for seat in sorted(seats, key=lambda seat: sha256(f"{SEED}:{seat}".encode()).digest()):
        room -= answered.get(seat, 0)
        if room < 0:
            break
        found.append(seat)
    return found
