"""Counts above a thousand are read the same way in every sentence and table of the pages about opinions."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from consult.rounds.rules.states import RoundState

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)
ROW = {"agree": 1200, "disagree": 1034, "pass": 1000, "name": "citizen", "share": 0.5, "sides": 2234}


def said(app: Flask, words: str, **context: Any) -> str:
    """Return what a template says in English, one space between words."""
    with app.test_request_context("/en/"):
        html = app.jinja_env.from_string(words).render(**context)
    return " ".join(html.replace("\N{NO-BREAK SPACE}", " ").split())


@pytest.mark.parametrize(
    ("file", "call", "told"),
    [
        ("opinions", "answers(row, 'All')", "3,234 answers"),
        ("opinions", "agreement(row)", '54 % <span class="small muted">of 2,234</span>'),
        ("lists", "of_sides(0.5, 2234)", "50 % of 2,234 who took a side"),
        ("lists", "more(2020, 20)", "2,000 more are not shown here"),
    ],
)
def test_a_macro_puts_something_between_thousands(app: Flask, file: str, call: str, told: str) -> None:
    name = call.partition("(")[0]
    assert told in said(app, f'{{% from "parts/{file}.html" import {name} %}}{{{{ {call} }}}}', row=ROW)


def test_the_live_picture_does_so_in_its_sentence_and_in_its_table(app: Flask) -> None:
    item = SimpleNamespace(statement="a", agree=1200, disagree=1034, passed=1000, n=3234)
    live = SimpleNamespace(at=datetime(2026, 1, 1, tzinfo=UTC), participants=4000, votes=12345, items=[item])
    asked = {"a": SimpleNamespace(number=1, text="Log it.", lang="en")}
    seen, one = SimpleNamespace(live=live), SimpleNamespace(state=RoundState.OPEN)
    text = said(app, '{% include "consensus/_live.html" %}', seen=seen, one=one, asked=asked)
    assert "4,000 people had given 12,345 answers." in text
    assert ">3,234</td>" in text


def test_the_account_of_how_evenly_statements_were_heard_does_so(app: Flask) -> None:
    row = {"asked": 2000, "below_minimum": 1500, "answers_per_statement": 3, "gini": 0.5, "suppressed": False}
    exposure = {
        "all": row,
        "minimum": 5,
        "categories": [{**row, "category": "citizen"}],
        "languages": [],
        "submitted": {"accepted": 1001, "rejected": 1002, "waiting": 1003, "withdrawn": 1004},
    }
    text = said(
        app,
        '{% include "consensus/_exposure.html" %}',
        exposure=exposure,
        consultation=SimpleNamespace(slug="say"),
    )
    assert "1,500 of 2,000 statements were answered by fewer than 5 seats." in text
    assert "Participants submitted 4,010 statements: 1,001 accepted, 1,002 rejected, 1,003 not read in time" in text
    assert ">2,000</td>" in text
