"""Where the programs are that we are measured against, and how either side is asked."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from installations import ROOT
from measuring import store

from tests.consensus.conversations import Conversation
from tests.consensus.planted import Planted

HERE = Path(__file__).parent
PYTHON = ROOT / ".peers" / "bin" / "python"
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""Ours computes on one core, so that sums, and with them published figures, do not depend on how many there are."""


def asked(side: str, what: str, folder: Path) -> Any:  # noqa: ANN401  what comes back depends on what is asked
    """Run `ours` or `peers` in a process of its own and return what it prints."""
    python = Path(sys.executable) if side == "ours" else PYTHON
    if not python.exists():
        raise SystemExit("The programs to measure against are not installed; `make bench-consensus` installs them.")
    command = [python, "-W", "ignore", HERE / f"consensus_{side}.py", what, folder]
    environment = {**os.environ, "PYTHONWARNINGS": "ignore", **(ONE_THREAD if side == "ours" else {})}
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def version(name: str) -> str:
    """Return the version of a package among the peers."""
    program = f"from importlib.metadata import version; print(version({name!r}))"
    return subprocess.run([PYTHON, "-c", program], stdout=subprocess.PIPE, check=True, text=True).stdout.strip()


def keep_planted(folder: Path, made: Planted) -> Path:
    """Write a planted conversation into a folder and return it."""
    people, asked_ = range(len(made.groups)), range(made.statements)
    store(folder, starts=made.starts, columns=made.columns, values=made.values, participants=people, statements=asked_)
    return folder


def keep(folder: Path, one: Conversation) -> Path:
    """Write a shared conversation into a folder and return it."""
    store(
        folder,
        starts=one.votes.starts,
        columns=one.votes.columns,
        values=one.votes.values,
        participants=list(map(int, one.votes.participants)),
        statements=list(map(int, one.votes.statements)),
        rejected=list(map(int, one.rejected)),
        groups={who: int(group) for who, group in one.groups.items()},
    )
    return folder
