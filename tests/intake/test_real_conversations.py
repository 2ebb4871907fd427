"""Every conversation that is shared imports, and its summary says what two other programs counted."""

import csv
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.command import run
from tests.shared_data import shared_path

MODERATED = {1: "accepted", 0: "unmoderated", -1: "rejected"}
TWELVE_DIGITS = 5.1e-13
CONVERSATIONS = (
    "15-per-hour-seattle",
    "american-assembly.bowling-green",
    "austria-climate.7z7ejpbmv5.2022-08-08",
    "bg2050-volunteers",
    "brexit-consensus",
    "scoop-hivemind.affordable-housing",
    "scoop-hivemind.ubi",
    "vtaiwan.uberx",
)
WITHOUT_LOG = "austria-climate.7z7ejpbmv5.2022-08-08"
PACKED = "vtaiwan.uberx"
SMALL = "brexit-consensus"


def conversation(name: str) -> Path:
    return shared_path(f"data/polis/{name}")


def reference(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((conversation(name) / "reference.json").read_text(encoding="utf-8"))
    return found


def imported(app: Flask, folder: Path, slug: str = "conversation") -> dict[str, Any]:
    """Import a folder and return the summary, both by command."""
    done = run(app, "import", "polis", folder, "--slug", slug)
    assert done.exit_code == 0, done.output
    summary = run(app, "summary", slug, "--format", "json")
    assert summary.exit_code == 0, summary.output
    found: dict[str, Any] = json.loads(summary.stdout_bytes)
    return found


def by_id(summary: dict[str, Any]) -> dict[int, dict[str, Any]]:
    return {one["id"]: one for one in summary["statements"]}


def counts(row: dict[str, Any]) -> list[int]:
    return [row["agree"], row["disagree"], row["pass"]]


def as_counted_elsewhere(told: dict[str, Any]) -> dict[int, dict[str, Any]]:
    return {
        one["comment_id"]: {
            "moderated": MODERATED[one["moderated"]],
            "length": one["body_chars"],
            "counts": counts(one),
            "groups": one["groups"],
        }
        for one in told["comments"]
    }


def as_counted_here(summary: dict[str, Any]) -> dict[int, dict[str, Any]]:
    return {
        number: {
            "moderated": one["moderated"],
            "length": len(one["text"]),
            "counts": counts(one),
            "groups": {group["group"]: counts(group) for group in one["groups"]},
        }
        for number, one in by_id(summary).items()
    }


def ranking(summary: dict[str, Any], *, hides: str = "") -> list[int]:
    """Return the ten statements on which the groups agree most, ties by number."""
    shown = [one for one in summary["statements"] if one["moderated"] != hides]
    ranked = sorted(shown, key=lambda one: (-round(one["group_informed_consensus"], 12), one["id"]))
    return [one["id"] for one in ranked[:10]]


def of_both_databases() -> list[tuple[str, str]]:
    return [("sqlite", name) for name in CONVERSATIONS] + [("postgresql", name) for name in (WITHOUT_LOG, PACKED)]


@pytest.mark.parametrize(("app", "name"), of_both_databases(), indirect=["app"])
def test_a_real_conversation_comes_out_as_two_other_programs_counted_it(app: Flask, name: str) -> None:
    told, summary = reference(name), imported(app, conversation(name))

    assert as_counted_here(summary) == as_counted_elsewhere(told)
    assert {number: one["group_informed_consensus"] for number, one in by_id(summary).items()} == {
        one["comment_id"]: pytest.approx(one["gic"], rel=0, abs=TWELVE_DIGITS) for one in told["comments"]
    }
    assert ranking(summary) == [one["comment_id"] for one in told["gic_top10_all_comments"]]
    assert ranking(summary, hides="rejected") == [one["comment_id"] for one in told["gic_top10_not_rejected"]]
    totals = [sum(column) for column in zip(*map(counts, summary["statements"]), strict=True)]
    assert totals == counts(told["totals"])
    assert summary["participation"]["uncategorised"]["seats"] == told["participants"]["total"]
    assert summary["round"]["kind"] == "statements"
    assert summary["round"]["state"] == "closed"
    assert summary["consultation"]["licence"] == "CC BY 4.0"


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_group_informed_consensus_is_the_number_that_polis_itself_published(app: Flask) -> None:
    folder = conversation("bg2050-volunteers")
    with (folder / "comments.csv").open(encoding="utf-8", newline="") as file:
        published = {int(row["comment-id"]): float(row["group-informed-consensus"]) for row in csv.DictReader(file)}
    found = {number: one["group_informed_consensus"] for number, one in by_id(imported(app, folder)).items()}
    assert found == {number: pytest.approx(value, rel=0, abs=2.3e-16) for number, value in published.items()}


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_an_export_means_the_same_packed_and_without_its_log_of_votes(app: Flask, tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("packed", "without-log")]
    for folder in folders:
        folder.mkdir()
        for file in conversation(SMALL).glob("*.csv"):
            if folder.name == "packed":
                (folder / f"{file.name}.gz").write_bytes(gzip.compress(file.read_bytes(), compresslevel=1))
            elif file.name != "votes.csv":
                (folder / file.name).write_bytes(file.read_bytes())
    plain, *others = [imported(app, folder, f"brexit-{n}") for n, folder in enumerate([conversation(SMALL), *folders])]
    for other in others:
        assert other["statements"] == plain["statements"]
        assert other["participation"] == plain["participation"]


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_a_statement_that_nobody_saw_is_there_and_has_no_answers_at_all(app: Flask) -> None:
    told, summary = reference("scoop-hivemind.ubi"), imported(app, conversation("scoop-hivemind.ubi"))
    unseen = told["comments_with_zero_votes"]
    assert unseen
    assert {number: counts(by_id(summary)[number]) for number in unseen} == {number: [0, 0, 0] for number in unseen}
