"""Our analysis of opinions against red-dwarf and scikit-learn in the same run: `make bench-consensus`.

Prints Markdown for docs/measurements.md and ends with status 1 where a limit is missed. Every run is a process of its
own, ours and theirs by turns, and figures are medians; votes are in memory before the clock starts, and it stops when
all that is published (of theirs: all that their function returns) is there.
`python benchmarks/consensus.py PART…` measures some of: against, alone, growth, vote, groups, planted.
"""

import math
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import mean, median
from typing import Any

import numpy as np
from installations import SHARED, circumstances, show
from peers import asked, keep, keep_planted, version

from consult.consensus.rules.groups import groups_result
from consult.consensus.rules.multistakeholder import Parameters
from consult.consensus.rules.opinion import analyse
from consult.consensus.rules.opinion.results import Result
from consult.consensus.rules.statements import evaluate_statement
from tests.consensus.conversations import CONVERSATIONS, conversation
from tests.consensus.likeness import likeness
from tests.consensus.planted import a_conversation
from tests.consensus.recovery import RECOVERED, analysed, beyond_what_is_held, groups_to_recover, noise_without_groups

RUNS = 5
MOST_SECONDS, MOST_MEGABYTES = 15.0, 2_000.0
MOST_MILLISECONDS = 1.0
MOST_EXPONENT = 1.0
GROWING = (50_000, 100_000, 200_000, 400_000, 800_000)
SEEDS = 5
PLANTED_SEEDS = 20


@dataclass(frozen=True, slots=True)
class Match:
    """A conversation that both sides analyse: how many times as fast ours must be, and as sparing of memory."""

    name: str
    keep: Callable[[Path], Path]
    peer: str
    faster: float
    leaner: float | None = None


MATCHES = (
    Match("planted 10k × 200, all seen", lambda to: keep_planted(to, a_conversation(10_000, 200)), "red-dwarf", 20, 3),
    Match(
        "planted 10k × 200, 20 % seen",
        lambda to: keep_planted(to, a_conversation(10_000, 200, density=0.2)),
        "red-dwarf",
        20,
        3,
    ),
    Match(
        "american-assembly.bowling-green",
        lambda to: keep(to, conversation("american-assembly.bowling-green")),
        "red-dwarf",
        10,
        3,
    ),
    Match("vtaiwan.uberx", lambda to: keep(to, conversation("vtaiwan.uberx")), "red-dwarf", 3, 3),
    Match(
        "planted 100k × 500, 20 % seen",
        lambda to: keep_planted(to, a_conversation(100_000, 500, density=0.2)),
        "scikit-learn",
        10,
    ),
    Match(
        "planted 100k × 500, 5 % seen",
        lambda to: keep_planted(to, a_conversation(100_000, 500, density=0.05)),
        "scikit-learn",
        10,
    ),
)


def main(parts: list[str]) -> int:
    """Measure what was asked for, print it, say which limits are missed, and return the status to end with."""
    if not SHARED.is_dir():
        raise SystemExit("The shared conversations are not beside this repository; without them nothing is compared.")
    versions = " · ".join(f"{name} {version(name)}" for name in ("red-dwarf", "scikit-learn"))
    print(circumstances(), f"· numpy {np.__version__} · {versions} · median of {RUNS}")
    measure = {
        "against": against,
        "alone": alone,
        "growth": growth,
        "vote": one_more_vote,
        "groups": groups,
        "planted": planted,
    }
    missed: list[str] = []
    with tempfile.TemporaryDirectory(prefix="consult-bench-") as name:
        for part in parts or measure:
            folder = Path(name) / part
            folder.mkdir()
            print()
            missed += measure[part](folder)
    print("\n".join(missed), file=sys.stderr, end="\n" if missed else "")
    return 1 if missed else 0


def against(folder: Path) -> list[str]:
    """Compare with both, print the table, and return what is missed."""
    rows: list[list[object]] = []
    missed = []
    for number, match in enumerate(MATCHES):
        kept = match.keep(folder / str(number))
        sides = [("ours", "arrays"), ("ours", "dicts"), ("peers", match.peer)]
        costs = by_turns([partial(asked, side, what, kept) for side, what in sides])
        names = ["ours", "ours, from a list of dicts", match.peer]
        rows += [
            [match.name, name, *compared(cost, costs[0]), cost["groups"]]
            for name, cost in zip(names, costs, strict=True)
        ]
        missed += misses(match, costs[0], costs[-1])
        print(f"{match.name}: {costs[-1]['seconds'] / costs[0]['seconds']:.1f} times as fast", file=sys.stderr)
    header = ("conversation", "side", "seconds", "times ours", "MB added", "times ours", "MB in all", "groups")
    show(header, rows)
    return missed


def by_turns(sides: list[Callable[[], dict[str, Any]]]) -> list[dict[str, Any]]:
    """Run every side in turn, and return each side's medians."""
    runs = [[side() for side in sides] for _ in range(RUNS)]
    return [
        {
            **costs[0],
            **{name: median(cost[name] for cost in costs) for name in ("seconds", "processor", "added", "whole")},
        }
        for costs in zip(*runs, strict=True)
    ]


def compared(cost: dict[str, Any], ours: dict[str, Any]) -> list[object]:
    """Return a side's figures beside ours."""
    slower, larger = cost["seconds"] / ours["seconds"], cost["added"] / max(ours["added"], 0.1)
    return [f"{cost['seconds']:.3f}", slower, float(round(cost["added"], 1)), larger, round(cost["whole"])]


def misses(match: Match, ours: dict[str, Any], theirs: dict[str, Any]) -> list[str]:
    """Return in sentences which limits of a comparison are missed."""
    faster, leaner = theirs["seconds"] / ours["seconds"], theirs["added"] / max(ours["added"], 0.1)
    missed = []
    if faster < match.faster:
        missed.append(f"{match.name}: {faster:.1f} times as fast as {match.peer}; the limit is {match.faster}.")
    if match.leaner and leaner < match.leaner:
        missed.append(f"{match.name}: {match.peer} needs {leaner:.1f} times our memory; the limit is {match.leaner}.")
    return missed


def alone(folder: Path) -> list[str]:
    """Analyse a conversation of a million by ourselves, print what it takes, and return what is missed."""
    kept = keep_planted(folder / "million", a_conversation(1_000_000, 1_000, density=0.05, at_least=30))
    (cost,) = by_turns([partial(asked, "ours", "arrays", kept)])
    show(
        ("conversation", "seconds", "limit s", "MB added", "MB in all", "limit MB", "groups"),
        [
            [
                "planted 1M × 1,000, 5 % seen",
                cost["seconds"],
                MOST_SECONDS,
                round(cost["added"]),
                round(cost["whole"]),
                round(MOST_MEGABYTES),
                cost["groups"],
            ]
        ],
    )
    missed = []
    if cost["seconds"] > MOST_SECONDS:
        missed.append(f"A million participants took {cost['seconds']:.1f} s; the limit is {MOST_SECONDS} s.")
    if cost["whole"] > MOST_MEGABYTES:
        missed.append(f"A million participants took {cost['whole']:.0f} MB; the limit is {MOST_MEGABYTES:.0f} MB.")
    return missed


def growth(folder: Path) -> list[str]:
    """Fit how the time grows with the votes, print it, and return what is missed."""
    rows = []
    for participants in GROWING:
        made = a_conversation(participants, 500, density=0.05, at_least=20)
        kept = keep_planted(folder / str(participants), made)
        (cost,) = by_turns([partial(asked, "ours", "arrays", kept)])
        votes = len(made.values)
        rows.append([participants, votes, cost["seconds"], cost["processor"], round(cost["processor"] / votes * 1e9)])
    exponent = float(np.polyfit([math.log(row[1]) for row in rows], [math.log(row[3]) for row in rows], 1)[0])
    show(("participants", "votes", "seconds", "of processor", "nanoseconds a vote"), rows)
    print(f"\nFitted exponent of growth of processor time in votes: {exponent:.2f}.")
    return [] if exponent <= MOST_EXPONENT else [f"Time grows with the votes to the power of {exponent:.2f}."]


def one_more_vote(_: Path) -> list[str]:
    """Measure what is computed after one more vote on a statement, print it, and return what is missed."""
    rows = []
    for votes in (10**3, 10**5, 10**7, 10**9):
        counted = {f"category {number}": {"agree": votes // 10, "disagree": votes // 20} for number in range(6)}
        seats = dict.fromkeys(counted, votes)
        times = []
        for _again in range(400):
            begun = time.perf_counter()
            counted["category 0"]["agree"] += 1
            evaluate_statement(counted, seats, Parameters())
            groups_result(counted)
            times.append((time.perf_counter() - begun) * 1_000)
        rows.append([votes, median(times), MOST_MILLISECONDS])
    show(("votes so far", "milliseconds", "limit ms"), rows)
    return [f"One more vote took {ms:.2f} ms at {votes:,} votes." for votes, ms, most in rows if ms > most]


def groups(folder: Path) -> list[str]:
    """Compare our groups and red-dwarf's with those that Polis published, print it, and return what is missed."""
    rows: list[list[object]] = []
    for name in CONVERSATIONS:
        one = conversation(name)
        theirs: list[dict[str, int]] = asked("peers", "groups", keep(folder / name, one))
        ours = [analyse(one.votes, moderated_out=one.rejected, seed=seed).members for seed in range(1, SEEDS + 1)]
        own, other = ([likeness(found, one.groups) for found in runs] for runs in (ours, theirs))
        numbers = [len(set(found.values())) for found in (one.groups, ours[0], theirs[0])]
        rows.append([name, len(theirs[0].keys() & one.groups.keys()), *numbers, own[0], mean(own), mean(other)])
    means = [mean(float(str(row[column])) for row in rows) for column in (5, 6, 7)]
    rows.append(["mean", *[""] * 4, *means])
    header = ("conversation", "compared", "groups published", "ours", "red-dwarf's", "ours", "ours, five seeds")
    show((*header, "red-dwarf, five states"), rows)
    return [] if min(means[:2]) >= means[2] else ["Our groups are less like the published ones than red-dwarf's."]


def planted(_: Path) -> list[str]:
    """Look for planted groups and for groups in noise, print what is found, and return what is missed."""
    held = [*groups_to_recover(), *groups_to_recover(unequal=True), *noise_without_groups((1_000,))]
    rows, missed = [], []
    for case in (*held, *beyond_what_is_held()):
        found = [analysed(case, seed) for seed in range(1, PLANTED_SEEDS + 1)]
        clear = sum(one.finding == Result.CLEAR_GROUPS for one, _ in found)
        likenesses = [score for _, score in found]
        scores = [f"{score:.3f}" for score in (min(likenesses), mean(likenesses))] if case.groups > 1 else ["", ""]
        rows.append([case.name, PLANTED_SEEDS, clear, *scores])
        if case in held and (min(likenesses) < RECOVERED if case.groups > 1 else clear):
            missed.append(f"{case.name}: {clear} of {PLANTED_SEEDS} clear, likeness {min(likenesses):.3f} at least.")
    show(("conversation", "seeds", "with clear groups", "least likeness", "mean"), rows)
    return missed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
