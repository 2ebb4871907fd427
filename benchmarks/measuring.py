"""What an act takes, and a conversation as files; both sides read it with their own Python, so it needs only numpy."""

import gc
import json
import resource
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
WARM = 300, 60
"""So many participants and statements has the conversation that every side analyses before it is measured."""


@dataclass(frozen=True, slots=True)
class Stored:
    """The votes of a conversation, loaded; participant i answered columns[starts[i]:starts[i + 1]] with values there."""

    starts: Array
    columns: Array
    values: Array
    participant_ids: list[int]
    statement_ids: list[int]
    rejected: list[int]
    groups: dict[str, int]

    @property
    def dicts(self) -> list[dict[str, int]]:
        """The votes as the list that red-dwarf takes."""
        votes = []
        ends = self.starts.tolist()
        for who, begin, end in zip(self.participant_ids, ends, ends[1:], strict=False):
            columns, values = self.columns[begin:end].tolist(), self.values[begin:end].tolist()
            votes += [
                {"participant_id": who, "statement_id": self.statement_ids[column], "vote": value, "modified": 0}
                for column, value in zip(columns, values, strict=True)
            ]
        return votes


def store(
    folder: Path,
    *,
    starts: Array,
    columns: Array,
    values: Array,
    participants: Sequence[int],
    statements: Sequence[int],
    rejected: Sequence[int] = (),
    groups: Mapping[str, int] | None = None,
) -> None:
    """Write a conversation into a folder, which is made; `groups` are somebody's, by participant."""
    folder.mkdir(parents=True)
    for name, array in (("starts", starts), ("columns", columns), ("values", values)):
        np.save(folder / f"{name}.npy", array)
    known = {
        "participant_ids": list(participants),
        "statement_ids": list(statements),
        "rejected": list(rejected),
        "groups": dict(groups or {}),
    }
    (folder / "known.json").write_text(json.dumps(known), encoding="utf-8")


def load(folder: Path) -> Stored:
    """Return a conversation from its folder."""
    known = json.loads((folder / "known.json").read_text(encoding="utf-8"))
    return Stored(*(np.load(folder / f"{name}.npy") for name in ("starts", "columns", "values")), **known)


def warm_votes() -> tuple[Array, Array, Array]:
    """Return the rows, columns and values of a conversation of two groups that every side analyses before it is measured.

    It is large enough for every part of a program to be loaded: what is loaded on first use is not counted against anyone.
    """
    rows, columns = np.nonzero(np.add.outer(7 * np.arange(WARM[0]), 3 * np.arange(WARM[1])) % 10 >= 3)
    sides = np.where((rows + columns * (rows % 2)) % 2 == 0, 1, -1)
    return rows, columns, np.where(rows * columns % 5 == 0, -sides, sides)


def measured(act: Callable[[], Any]) -> tuple[Any, dict[str, float]]:
    """Return what the act gives, and its cost: seconds by the clock and of processors, megabytes added and in all."""
    gc.collect()
    before = peak()
    begun, worked = time.perf_counter(), time.process_time()
    found = act()
    seconds, processor = time.perf_counter() - begun, time.process_time() - worked
    return found, {"seconds": seconds, "processor": processor, "added": peak() - before, "whole": peak()}


def peak() -> float:
    """Return the most megabytes that this process held at once so far.

    Linux keeps it for the program that runs now (VmHWM); what `getrusage` says there begins with what the process that
    started this one held, and is asked elsewhere.
    """
    status = Path("/proc/self/status")
    if status.exists():
        lines = dict(line.split(":", 1) for line in status.read_text(encoding="utf-8").splitlines() if ":" in line)
        return int(lines["VmHWM"].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
