"""Our side of `benchmarks/consensus.py`: prints the cost of one analysis as JSON.

`consensus_ours.py arrays|dicts FOLDER`: from arrays of votes, or from the list of dicts that red-dwarf takes. Both begin
with votes in memory and end with everything that is published about them, as JSON values.
"""

import json
import sys
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np
from measuring import WARM, Array, load, measured, warm_votes

from consult.consensus.rules.opinion import VoteMatrix, analyse

FIELDS = {"participant_id": np.int32, "statement_id": np.int32, "vote": np.int8}


def main(what: str, folder: str) -> None:
    """Analyse once and print what it took."""
    known = list(map(str, range(WARM[0])))
    of_arrays(known, known[: WARM[1]], *warm_votes(), [])
    stored = load(Path(folder))
    rejected = list(map(str, stored.rejected))
    if what == "dicts":
        votes = stored.dicts
        found, cost = measured(lambda: of_dicts(votes, rejected))
    else:
        people, asked = list(map(str, stored.participant_ids)), list(map(str, stored.statement_ids))
        rows = np.repeat(np.arange(len(people), dtype=np.int32), np.diff(stored.starts))
        found, cost = measured(lambda: of_arrays(people, asked, rows, stored.columns, stored.values, rejected))
    print(json.dumps({**cost, "groups": len(found["groups"]), "finding": found["finding"]}))


def of_arrays(
    people: list[str], asked: list[str], rows: Array, columns: Array, values: Array, rejected: list[str]
) -> dict[str, Any]:
    """Analyse votes that stand in arrays."""
    votes = VoteMatrix.of_arrays(people, asked, rows=rows, columns=columns, values=values)
    return analyse(votes, moderated_out=rejected).as_json()


def of_dicts(votes: list[dict[str, int]], rejected: list[str]) -> dict[str, Any]:
    """Analyse votes that stand in a list of dicts."""
    who, what, how = (np.fromiter(map(itemgetter(name), votes), bits, len(votes)) for name, bits in FIELDS.items())
    (people, rows), (asked, columns) = placed(who), placed(what)
    return of_arrays(people, asked, rows, columns, how, rejected)


def placed(ids: Array) -> tuple[list[str], Array]:
    """Return the ids that occur, rising, and for each id its place among them; the ids are small whole numbers."""
    occurs = np.zeros(int(ids.max()) + 1, np.bool_)
    occurs[ids] = True
    return list(map(str, np.flatnonzero(occurs).tolist())), (np.cumsum(occurs, dtype=np.int32) - 1)[ids]


if __name__ == "__main__":
    main(*sys.argv[1:])
