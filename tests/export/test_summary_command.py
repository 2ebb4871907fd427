"""`consult summary` writes the very bytes that the page hands out, or says why not and ends with another status."""

import json
from pathlib import Path

import pytest
from flask import Flask

from consult.export import commands
from tests.client import Client
from tests.command import run
from tests.conftest import Scene
from tests.consensus.scenes import a_ballot
from tests.world import World


@pytest.mark.parametrize("form", ["json", "csv", "md", "html"])
def test_the_command_writes_the_bytes_of_the_page(
    app: Flask, world: World, stranger: Client, tmp_path: Path, form: str
) -> None:
    _, one = a_ballot(world, {"company": ("support", "object")}, text="# 一\n\n机器为人服务。\n\nTwo\nlines.\n")
    world.closed(one)
    page = stranger.get(f"/ar/c/principles/rounds/1/summary.{form}").response.data
    printed = run(app, "summary", "principles", "--format", form, "--lang", "ar")
    assert (printed.exit_code, printed.stdout_bytes) == (0, page)
    written = run(app, "summary", "principles", "--format", form, "--lang", "ar", "-o", tmp_path / "summary")
    assert (written.exit_code, written.stdout_bytes) == (0, b"")
    assert (tmp_path / "summary").read_bytes() == page


def test_before_the_reveal_the_command_ends_with_status_4_and_a_sentence(
    app: Flask, scene: Scene, tmp_path: Path
) -> None:
    for more in ((), ("--round", 1)):
        result = run(app, "summary", "principles", "--format", "json", "-o", tmp_path / "early.json", *more)
        assert result.exit_code == 4
        assert result.stderr.startswith("How people voted is hidden from everyone")
    assert not (tmp_path / "early.json").exists()


def test_without_a_number_the_newest_round_that_has_a_result_is_taken(app: Flask, world: World) -> None:
    consultation, one = a_ballot(world, {"company": ("support",)})
    world.closed(one)
    world.a_round(consultation)
    result = run(app, "summary", "principles", "--format", "json")
    assert json.loads(result.stdout)["round"]["number"] == 1
    assert run(app, "summary", "principles", "--format", "json", "--round", 2).exit_code == 4


@pytest.mark.parametrize("arguments", [("nowhere",), ("principles", "--round", "7")])
def test_what_is_not_there_ends_with_status_1(app: Flask, scene: Scene, arguments: tuple[str, ...]) -> None:
    result = run(app, "summary", *arguments, "--format", "json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "nothing" in result.stderr


def test_a_consultation_without_a_round_has_no_summary(app: Flask, world: World) -> None:
    world.a_consultation(slug="empty")
    assert run(app, "summary", "empty", "--format", "json").exit_code == 1


def test_a_file_that_cannot_be_written_is_a_failure_with_a_sentence(app: Flask, world: World, tmp_path: Path) -> None:
    _, one = a_ballot(world, {"company": ("support",)})
    world.closed(one)
    result = run(app, "summary", "principles", "--format", "md", "-o", tmp_path / "no" / "summary.md")
    assert result.exit_code == 1
    assert "summary.md cannot be written: No such file or directory." in result.stderr


@pytest.mark.parametrize(
    "wrong",
    [
        ("--format", "pdf"),
        ("--format", "json", "--lang", "tlh"),
        ("--format", "json", "--round", "0"),
        ("--format", "json", "--round", "9" * 20),
        (),
    ],
)
def test_a_command_that_is_not_understood_says_how_it_is_used(wrong: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        commands.summary.main(["principles", *wrong])
    assert ended.value.code == 2
