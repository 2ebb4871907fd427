"""Logs: one JSON line for one event, whoever wrote it and whatever stands in it; nothing that people typed in secret."""

import json
import logging
from typing import Any

import pytest
import structlog
from flask import Flask
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from consult.kernel.ids import new_id
from consult.kernel.logs import set_up_logging
from consult.kernel.tables import Counter
from tests.world import World


@pytest.fixture(autouse=True)
def as_it_was() -> Any:
    """Log at INFO, and leave it so for the tests that follow."""
    set_up_logging("INFO")
    yield
    set_up_logging("INFO")


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """Return the events that were logged, each from a line of its own; nothing goes to the output of commands."""
    written = capsys.readouterr()
    assert written.out == ""
    return [json.loads(line) for line in written.err.splitlines()]


def test_an_event_is_one_line_with_its_time_level_and_facts(capsys: pytest.CaptureFixture[str]) -> None:
    structlog.get_logger().info("round closed", round=2)
    (event,) = lines(capsys)
    assert (event["event"], event["level"], event["round"]) == ("round closed", "info", 2)
    assert event["timestamp"].endswith("Z")


def test_what_a_person_typed_cannot_forge_a_second_line(capsys: pytest.CaptureFixture[str]) -> None:
    forged = 'a\r\n{"event": "login ok"}\x1b[2J\u2028b'
    structlog.get_logger().warning("refused", name=forged)
    logging.getLogger("somebody.else").warning("name %s", forged)
    ours, theirs = lines(capsys)
    assert ours["name"] == forged
    assert theirs["event"] == f"name {forged}"


@pytest.mark.parametrize("name", ["waitress", "huey.consumer", "alembic.runtime.migration"])
def test_libraries_speak_up_in_the_same_form_and_only_when_something_is_wrong(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    logging.getLogger(name).info("Serving on http://127.0.0.1:8000")
    logging.getLogger(name).error("something is wrong")
    (event,) = lines(capsys)
    assert (event["event"], event["logger"], event["level"]) == ("something is wrong", name, "error")


def test_at_debug_libraries_tell_everything(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("DEBUG")
    logging.getLogger("huey.consumer").debug("Checking periodic tasks")
    assert [event["event"] for event in lines(capsys)] == ["Checking periodic tasks"]


def test_below_the_chosen_level_nothing_is_logged(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("WARNING")
    structlog.get_logger().info("round closed")
    logging.getLogger("somebody.else").info("hello")
    assert lines(capsys) == []


def test_setting_it_up_twice_does_not_log_twice(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("INFO")
    structlog.get_logger().info("once")
    assert len(lines(capsys)) == 1


def test_a_failure_is_one_line_with_its_trace(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        print("by\nnothing" / 0)
    except TypeError:
        structlog.get_logger().exception("failed")
    (event,) = lines(capsys)
    assert "test_logs.py" in event["exception"]


def test_what_the_database_says_of_a_failure_does_not_tell_what_people_typed(
    app: Flask, world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = "support\n\nclause 5 [SQL: x"
    try:
        with world.acting() as session:
            session.execute(insert(Counter).values(scope=new_id(), series=secret, value=None))
    except IntegrityError:
        structlog.get_logger().exception("failed")
    (event,) = lines(capsys)
    assert "value" in event["exception"]
    assert "clause 5" not in event["exception"]
