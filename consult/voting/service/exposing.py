"""How many seats have answered each statement, kept while they do, so that the next reader is asked about the others.

Nobody's reading is kept: a statement counts as seen by a seat that answered or passed it. One vote costs one row, in one
of a few parts, so that those who answer the same statement at once seldom wait for each other; what a page asks takes
no count of ballots.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import func, select

from consult.kernel.db import db
from consult.kernel.db import insert as insert_or_replace
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView
from consult.voting.rules import shard_of
from consult.voting.tables import Exposure


def note_exposure(one: RoundView, rows: Iterable[Mapping[str, Any]]) -> None:
    """Count the ballots of a sitting that are a seat's first on a statement, in the order of the statements.

    In that order two sittings wait for each other. Ballots on anything else are not counted.
    """
    firsts = [row for row in rows if row["version"] == 1] if one.kind is RoundKind.STATEMENTS else []
    if not firsts:
        return
    counted = insert_or_replace(Exposure, db.session)
    keys = [Exposure.consultation_id, Exposure.round_id, Exposure.item_id, Exposure.part]
    db.session.execute(
        counted.on_conflict_do_update(index_elements=keys, set_={"seats": Exposure.seats + 1}),
        [
            {
                **{name: row[name] for name in ("consultation_id", "round_id", "item_id")},
                "part": shard_of(str(row["seat_id"])),
                "seats": 1,
            }
            for row in sorted(firsts, key=lambda row: str(row["item_id"]))
        ],
    )


def exposure_in(consultation_id: str, round_id: str) -> dict[str, int]:
    """Return how many seats have answered each statement of a round that takes answers; without those that none has."""
    rows = db.session.execute(
        select(Exposure.item_id, func.sum(Exposure.seats))
        .where(Exposure.consultation_id == consultation_id, Exposure.round_id == round_id)
        .group_by(Exposure.item_id)
    )
    return {item: int(seats) for item, seats in rows}
