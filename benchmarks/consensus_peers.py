"""The programs that our analysis of opinions is measured against; `benchmarks/consensus.py` runs this in their environment.

`red-dwarf FOLDER` and `scikit-learn FOLDER` print the cost of one run as JSON, `groups FOLDER` the groups that red-dwarf
finds under several random states, `figures FOLDER` what it says about the groups that are given there. Before anything
is measured a small conversation is analysed, so that what is loaded on first use is not counted against anyone.
"""

import json
import sys
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from measuring import WARM, Array, Stored, load, measured, warm_votes
from reddwarf.implementations.base import PolisClusteringResult, run_pipeline
from reddwarf.utils.consensus import select_consensus_statements
from reddwarf.utils.matrix import generate_raw_matrix
from reddwarf.utils.stats import calculate_comment_statistics_dataframes, select_representative_statements
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.impute import SimpleImputer
from sklearn.metrics import adjusted_rand_score, silhouette_score

STATES = 5
SAMPLE = 2_000
"""How many participants scikit-learn's silhouette looks at; the fewer, the faster it is."""
DIGITS = 6
WARMING = [
    {"participant_id": who, "statement_id": what, "vote": answer, "modified": 0}
    for who, what, answer in np.stack(warm_votes(), axis=1).tolist()
]


def main(what: str, folder: str) -> None:
    """Do what was asked for and print what came of it."""
    warnings.filterwarnings("ignore")
    asked = {
        "red-dwarf": cost_of_red_dwarf,
        "scikit-learn": cost_of_scikit_learn,
        "groups": groups_under_states,
        "figures": figures_of_given_groups,
    }
    print(json.dumps(asked[what](load(Path(folder)))))


def cost_of_red_dwarf(stored: Stored) -> dict[str, Any]:
    """Return what one analysis by red-dwarf takes, from its list of dicts to its result."""
    votes = stored.dicts
    with_red_dwarf(WARMING, ())
    found, cost = measured(lambda: with_red_dwarf(votes, stored.rejected))
    return {**cost, "groups": len(set(labels(found).values()))}


def cost_of_scikit_learn(stored: Stored) -> dict[str, Any]:
    """Return what scikit-learn takes for groups alone, from a dense table that is in memory already."""
    with_scikit_learn(filled(WARM, *warm_votes()))
    shape = len(stored.participant_ids), len(stored.statement_ids)
    rows = np.repeat(np.arange(shape[0]), np.diff(stored.starts))
    table = filled(shape, rows, stored.columns, stored.values)
    found, cost = measured(lambda: with_scikit_learn(table))
    return {**cost, "groups": found}


def filled(shape: tuple[int, int], rows: Array, columns: Array, values: Array) -> Array:
    """Return votes as a dense table, with nothing where there is no vote."""
    table = np.full(shape, np.nan)
    table[rows, columns] = values
    return table


def groups_under_states(stored: Stored) -> list[dict[int, int]]:
    """Return the group of each participant whom red-dwarf puts into one, under several random states."""
    votes = stored.dicts
    return [labels(with_red_dwarf(votes, stored.rejected, state)) for state in range(STATES)]


def figures_of_given_groups(stored: Stored) -> dict[str, Any]:
    """Return red-dwarf's figures for the groups that are given, and how like them its own are."""
    votes = generate_raw_matrix(stored.dicts)
    members = [who for who in votes.index if str(who) in stored.groups]
    given = [stored.groups[str(who)] for who in members]
    by_group, consensus = calculate_comment_statistics_dataframes(votes.loc[members], np.array(given))
    representative = select_representative_statements(by_group, mod_out_statement_ids=stored.rejected)
    chosen = select_consensus_statements(votes, mod_out_statement_ids=stored.rejected)
    sums = by_group[["na", "nd", "ns", "pa", "pd", "pat", "pdt", "ra", "rd", "rat", "rdt"]].groupby(level=0).sum()
    return {
        "disagreement_of_groups": {
            str(what): round(value, DIGITS) for what, value in consensus["group-aware-consensus-disagree"].items()
        },
        "sums": {
            str(group): {name: round(float(row[name]), DIGITS) for name in sums} for group, row in sums.iterrows()
        },
        "representative": {str(group): list(map(rounded, rows)) for group, rows in representative.items()},
        "consensus": {side: [str(row["tid"]) for row in chosen[side]] for side in ("agree", "disagree")},
        "own_groups": own_groups(stored),
    }


def own_groups(stored: Stored) -> dict[str, Any]:
    """Return how like the given groups those are that red-dwarf finds, under each random state."""
    runs = groups_under_states(stored)
    both = [
        [(stored.groups[str(who)], group) for who, group in run.items() if str(who) in stored.groups] for run in runs
    ]
    return {
        "compared": len(both[0]),
        "groups": [len(set(run.values())) for run in runs],
        "adjusted_rand": [round(float(adjusted_rand_score(*zip(*pairs, strict=True))), DIGITS) for pairs in both],
    }


def rounded(row: dict[str, Any]) -> dict[str, Any]:
    """Return a representative statement with its figures rounded."""
    return {name: round(value, DIGITS) if isinstance(value, float) else value for name, value in row.items()}


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


if __name__ == "__main__":
    main(*sys.argv[1:])
