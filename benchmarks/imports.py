"""How long real conversations take to import, against what their files and rows take alone.

Run by `make bench`, or `python benchmarks/imports.py [NAME…]` for some of the conversations. Prints Markdown for
docs/measurements.md. The command is timed as a whole process; what it does, once more without the start of a process,
and held against what cannot be saved: reading the same files with `csv.reader`, and storing the same ballots with the
driver's own `executemany`, constraints and all, in one transaction. The freeze, a part of the import, is held against
one GROUP BY over the same ballots.
"""

import csv
import gzip
import io
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import astuple, dataclass
from pathlib import Path
from unittest.mock import patch

from installations import SHARED, Cost, Installation, Installations, circumstances, show
from sqlalchemy.engine import Engine

from consult import create_app
from consult.consensus import service as consensus
from consult.intake import service as intake
from consult.kernel.db import db
from consult.kernel.transaction import transaction
from consult.settings import Settings

RUNS = 3
GROUPED = "SELECT item_id, position, count(*) FROM ballot GROUP BY item_id, position"


@dataclass(frozen=True, slots=True)
class Parts:
    """Seconds that parts of an import take, each alone, and how many ballots there are."""

    importing: float
    freezing: float
    reading: float
    storing: float
    grouping: float
    ballots: int

    @property
    def figures(self) -> list[float]:
        """The figures of the table: the import, its limit and their ratio; the freeze, and its ratio to grouping."""
        limit = self.reading + self.storing
        return [self.importing, limit, self.importing / limit, self.freezing, self.freezing / self.grouping]


def main(names: list[str]) -> None:
    """Measure every conversation on every database and print the table."""
    folders = [one for one in sorted((SHARED / "data" / "polis").iterdir()) if not names or one.name in names]
    print(circumstances(), f"· best of {RUNS}", end="\n\n")
    with tempfile.TemporaryDirectory(prefix="consult-bench-") as name, Installations(Path(name)) as installations:
        places = [(engine, folder) for engine in installations.prepared for folder in folders]
        # All processes come first: what this one grows to by importing would be counted as theirs.
        costs = [best_process(engine, folder, installations) for engine, folder in places]
        parts = [best_parts(engine, folder, installations) for engine, folder in places]
    header = ("conversation", "database", "ballots", "process s", "peak MB", "import s", "limit s", "ratio")
    show(
        (*header, "freeze s", "ratio"),
        [
            [folder.name, engine, best.ballots, cost.seconds, round(cost.megabytes), *best.figures]
            for (engine, folder), cost, best in zip(places, costs, parts, strict=True)
        ],
    )


def best_process(engine: str, folder: Path, installations: Installations) -> Cost:
    """Return the least that the command took and held."""
    costs = []
    for _ in range(RUNS):
        with installations.fresh(engine) as installation:
            costs.append(installation.run("import", "polis", folder, "--slug", "measured"))
    return Cost(*map(min, zip(*map(astuple, costs), strict=True)))


def best_parts(engine: str, folder: Path, installations: Installations) -> Parts:
    """Return the least that each part took."""
    parts = []
    for _ in range(RUNS):
        with installations.fresh(engine) as installation:
            parts.append(parts_of(folder, installation))
    return Parts(*map(min, zip(*map(astuple, parts), strict=True)))


def parts_of(folder: Path, installation: Installation) -> Parts:
    """Import within this process, then store the ballots again and group them, and return what took how long."""
    app = create_app(Settings(instance=str(installation.folder), database_url=installation.address))
    freezing: list[float] = []
    freeze = consensus.freeze

    def timed(*, consultation_id: str, round_id: str) -> None:
        freezing.append(seconds_of(lambda: freeze(consultation_id=consultation_id, round_id=round_id)))

    def bring_in() -> None:
        files = {file.name: file.read_bytes() for file in folder.iterdir()}
        with patch.object(consensus, "freeze", timed), transaction():
            intake.import_polis(slug="measured", title="", files=files)

    with app.app_context():
        importing = seconds_of(bring_in)
        db.session.remove()
        parts = Parts(importing, freezing[0], seconds_of(lambda: read(folder)), *by_driver(db.engine))
        db.engine.dispose()
    return parts


def by_driver(engine: Engine) -> tuple[float, float, int]:
    """Return the seconds the driver alone takes to store all ballots, and to group them, and their number."""
    connection = engine.raw_connection()
    cursor = connection.cursor()
    cursor.execute("SELECT * FROM ballot")
    rows = cursor.fetchall()
    mark = "?" if engine.dialect.name == "sqlite" else "%s"
    insert = f"INSERT INTO ballot VALUES ({', '.join([mark] * len(rows[0]))})"
    cursor.execute("DELETE FROM ballot")
    connection.commit()

    def store() -> None:
        cursor.execute("BEGIN") if mark == "?" else None
        cursor.executemany(insert, rows)
        connection.commit()

    storing = seconds_of(store)
    grouping = seconds_of(lambda: cursor.execute(GROUPED).fetchall())
    connection.close()
    return storing, grouping, len(rows)


def read(folder: Path) -> None:
    """Read every file that an import reads, and do nothing with it."""
    for file in folder.glob("*.csv*"):
        if not file.name.startswith("stats-history"):
            data = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
            for _ in csv.reader(io.StringIO(data.decode(), newline="")):
                pass


def seconds_of(act: Callable[[], object]) -> float:
    """Return how long something takes."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main(sys.argv[1:])
