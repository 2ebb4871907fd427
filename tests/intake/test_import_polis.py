"""What `consult import polis` takes, and how it says what is wrong with the rest."""

from pathlib import Path

import pytest
from flask import Flask
from flask_babel import Babel
from sqlalchemy import func, select

from consult.intake.forms import problem_lines
from consult.intake.rules.problems import FileRefused, Problem, Reason
from consult.intake.service import ImportRefused
from consult.kernel.db import db
from tests.command import run
from tests.intake.exports import COMMENTS, VOTES, an_export
from tests.world import World


def write(folder: Path, **changed: str | bytes | None) -> Path:
    """Write an export with these changes into the folder."""
    for name, content in an_export(**changed).items():
        (folder / name).write_bytes(content)
    return folder


def row_counts(world: World) -> dict[str, int]:
    with world.reading() as session:
        return {
            table.name: session.scalar(select(func.count()).select_from(table)) or 0
            for table in db.metadata.sorted_tables
        }


REFUSED = {
    "a missing file": ({"comments": None}, "comments.csv: The file is missing."),
    "a wrong header": (
        {"votes": VOTES.replace("voter-id", "voter")},
        "votes.csv, line 1: A column is missing that such a file has: voter-id.",
    ),
    "an unknown vote value": (
        {"votes": VOTES.replace(",7,2,0", ",7,2,2")},
        "votes.csv, line 5: This is none of the answers 1, 0 and -1: 2.",
    ),
    "a duplicate id": (
        {"comments": COMMENTS.replace(",x,10,", ",x,7,")},
        "comments.csv, line 6: The id is there more than once: comment-id 7.",
    ),
    "a wrong encoding": (
        {"comments": COMMENTS.replace("More buses", "Mehr Züge").encode("latin-1")},
        "comments.csv, line 2: This is not UTF-8. Save the file in that encoding.",
    ),
    "answers that differ between files": (
        {"votes": VOTES.replace(",7,2,0", ",7,2,1")},
        "participants-votes.csv, line 2: Two files give different answers: participant 2, comment-id 7: votes.csv agree, participants-votes.csv pass.",
    ),
}


@pytest.mark.parametrize(("changed", "told"), REFUSED.values(), ids=REFUSED)
def test_a_folder_with_a_fault_is_refused_by_file_line_and_reason_and_nothing_is_imported(
    app: Flask, world: World, tmp_path: Path, changed: dict[str, str | bytes | None], told: str
) -> None:
    before = row_counts(world)
    done = run(app, "import", "polis", write(tmp_path, **changed), "--slug", "transit")
    assert done.exit_code == 1
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        "The files could not be taken, so nothing was imported. Put right what is wrong and import again.",
        told,
    ]
    assert row_counts(world) == before


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_every_fault_of_a_file_is_named_at_once(app: Flask, tmp_path: Path) -> None:
    votes = VOTES + "".join(f"1400000002000,x,{n},0,1\n" for n in (8, 9))
    done = run(app, "import", "polis", write(tmp_path, votes=votes), "--slug", "transit")
    assert done.stderr.splitlines()[1:] == [
        f"votes.csv, line {line}: There is no such statement: comment-id {n}." for line, n in ((6, 8), (7, 9))
    ]


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("faults", "last"), [(10, "votes.csv, line 15"), (11, "One more problem"), (13, "3 more problems were found.")]
)
def test_of_many_faults_ten_are_named_and_the_rest_counted(app: Flask, tmp_path: Path, faults: int, last: str) -> None:
    votes = VOTES + "1400000002000,x,7,0,yes\n" * faults
    lines = run(app, "import", "polis", write(tmp_path, votes=votes), "--slug", "transit").stderr.splitlines()[1:]
    assert len(lines) == min(faults, 11)
    assert lines[9].startswith("votes.csv, line 15:")
    assert lines[-1].startswith(last)


def test_an_import_is_one_transaction(
    app: Flask, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> str:
        raise MemoryError

    before = row_counts(world)
    monkeypatch.setattr("consult.consensus.service.freeze", fail)
    done = run(app, "import", "polis", write(tmp_path), "--slug", "transit")
    assert isinstance(done.exception, MemoryError)
    assert row_counts(world) == before


def test_an_imported_conversation_takes_its_title_from_the_source_or_from_whoever_imports_it(
    app: Flask, tmp_path: Path
) -> None:
    folder = write(tmp_path)
    first = run(app, "import", "polis", folder, "--slug", "transit")
    second = run(app, "import", "polis", folder, "--slug", "our-transit", "--title", "Our transit")
    assert first.stdout == "transit: “Transit” is imported as round 1, closed.\n"
    assert second.stdout == "our-transit: “Our transit” is imported as round 1, closed.\n"


def test_a_short_name_that_is_taken_is_refused(app: Flask, world: World, tmp_path: Path) -> None:
    folder = write(tmp_path)
    assert run(app, "import", "polis", folder, "--slug", "transit").exit_code == 0
    before = row_counts(world)
    again = run(app, "import", "polis", folder, "--slug", "transit")
    assert again.exit_code == 1
    assert "transit" in again.stderr
    assert row_counts(world) == before


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_what_else_lies_in_the_folder_is_left_alone(app: Flask, tmp_path: Path) -> None:
    folder = write(tmp_path)
    (folder / "holiday.jpg").write_bytes(b"\xff\xd8")
    (folder / "comments.csv.gz").mkdir()
    assert run(app, "import", "polis", folder, "--slug", "transit").exit_code == 0


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_folder_that_is_not_there_is_refused(app: Flask, tmp_path: Path) -> None:
    done = run(app, "import", "polis", tmp_path / "nowhere", "--slug", "transit")
    assert done.exit_code == 2
    assert "nowhere" in done.stderr


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_its_words(reason: Reason) -> None:
    refused = ImportRefused(FileRefused(Problem("votes.csv", 3, reason, "what stands there")))
    app = Flask(__name__)
    Babel(app)
    with app.app_context():
        (line,) = problem_lines(refused)
    assert line.startswith("votes.csv, line 3: ")
    assert line.endswith(".")
    assert "%" not in line
