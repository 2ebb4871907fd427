"""The programs that our analysis of opinions is measured against; `benchmarks/consensus.py` runs this in their environment.

`consensus_peers.py red-dwarf|scikit-learn FOLDER` prints the cost of one run as JSON, `groups FOLDER STATES` the groups
that red-dwarf finds under so many random states. Before anything is measured a tiny conversation is analysed, so that
what is loaded on first use is not counted against anyone.
"""

import json
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from measuring import Array, Stored, load, measured
from reddwarf.implementations.base import PolisClusteringResult, run_pipeline
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.impute import SimpleImputer
from sklearn.metrics import silhouette_score

SAMPLE = 2_000
"""How many participants scikit-learn's silhouette looks at; the fewer, the faster it is."""
TINY = [
    {"participant_id": who, "statement_id": what, "vote": 1 if (who + what) % 3 else -1, "modified": 0}
    for who in range(20)
    for what in range(10)
]


def main(what: str, folder: str, states: str = "1") -> None:
    """Do what was asked for and print what came of it."""
    warnings.filterwarnings("ignore")
    stored = load(Path(folder))
    if what == "red-dwarf":
        votes = stored.dicts
        with_red_dwarf(TINY, ())
        found, cost = measured(lambda: with_red_dwarf(votes, stored.rejected))
        answer = {**cost, "groups": len(set(labels(found).values()))}
    elif what == "scikit-learn":
        table = dense(stored)
        with_scikit_learn(np.array([[vote["vote"] for vote in TINY[who * 10 :][:10]] for who in range(20)], float))
        found, cost = measured(lambda: with_scikit_learn(table))
        answer = {**cost, "groups": found}
    else:
        votes = stored.dicts
        answer = {"runs": [labels(with_red_dwarf(votes, stored.rejected, state)) for state in range(int(states))]}
    print(json.dumps(answer))


def with_red_dwarf(
    votes: list[dict[str, int]], rejected: Sequence[int], state: int | None = None
) -> PolisClusteringResult:
    """Analyse as red-dwarf comes."""
    return run_pipeline(votes=votes, mod_out_statement_ids=list(rejected), random_state=state)


def labels(found: PolisClusteringResult) -> dict[int, int]:
    """Return the group of each participant whom red-dwarf put into one."""
    column = found.participants_df["cluster_id"].dropna()
    return {int(who): int(group) for who, group in column.items()}


def with_scikit_learn(table: Array) -> int:
    """Fill in means, project on two axes, look for two to five groups, and return how many are furthest apart."""
    places = PCA(n_components=2, random_state=1).fit_transform(SimpleImputer().fit_transform(table))
    scores = {}
    for k in range(2, 6):
        groups = KMeans(n_clusters=k, random_state=1).fit_predict(places)
        scores[k] = silhouette_score(places, groups, sample_size=min(SAMPLE, len(places)), random_state=1)
    return max(scores, key=lambda k: scores[k])


def dense(stored: Stored) -> Array:
    """Return participants × statements, not a number where nothing was seen."""
    table = np.full((len(stored.starts) - 1, stored.statements), np.nan)
    table[np.repeat(np.arange(len(table)), np.diff(stored.starts)), stored.columns] = stored.values
    return table


if __name__ == "__main__":
    main(*sys.argv[1:])
