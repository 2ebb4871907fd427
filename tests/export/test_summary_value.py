"""The summary's value: complete, documented key by key, the same on both databases."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import jsonschema
import pytest
from flask import Flask

from consult import create_app
from consult.consensus import service as consensus
from consult.consultations import service as consultations
from consult.export import letters, service
from consult.export.rules.summary import KEYS, in_order, summary_json
from consult.intake import service as intake
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.secrets import make_secret_key
from consult.settings import Settings
from tests.consensus.scenes import a_ballot, a_statement_round
from tests.databases import ENGINES, Databases
from tests.shared_data import shared_path
from tests.world import World

DOCS = Path(__file__).resolve().parents[2] / "docs"
SCHEMA: dict[str, Any] = json.loads((DOCS / "summary.schema.json").read_text(encoding="utf-8"))
BEGINNING = datetime(2026, 11, 25, tzinfo=UTC)


def gathered(world: World, slug: str, number: int | None = None) -> dict[str, Any]:
    with world.reading():
        return service.gather(consultation=consultations.get_consultation(slug), number=number)


def validate(summary: Mapping[str, Any]) -> None:
    checker = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
    checker.validate(json.loads(summary_json(summary)))


def resolved(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the schema that describes a value when it is not null."""
    if "$ref" in schema:
        return resolved(SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]])
    return resolved(schema["anyOf"][0]) if "anyOf" in schema else schema


def paths(schema: Mapping[str, Any], before: str = "") -> Iterator[str]:
    """Yield every key that the schema knows, as docs/summary.md writes it."""
    schema = resolved(schema)
    for name, described in schema.get("properties", {}).items():
        yield before + name
        yield from paths(described, f"{before}{name}.")
    if "items" in schema:
        yield from paths(schema["items"], f"{before[:-1]}[].")
    if isinstance(schema.get("additionalProperties"), dict):
        yield from paths(schema["additionalProperties"], f"{before}<category>.")


def assert_in_the_schema_s_order(value: Any, schema: Mapping[str, Any]) -> None:
    schema = resolved(schema)
    if isinstance(value, list):
        for each in value:
            assert_in_the_schema_s_order(each, schema["items"])
    if isinstance(value, dict) and "properties" in schema:
        assert list(value) == [name for name in schema["properties"] if name in value]
        for name, each in value.items():
            assert_in_the_schema_s_order(each, schema["properties"][name])


def test_a_ballot_round_s_summary_is_what_the_schema_says(world: World) -> None:
    _, one = a_ballot(world, terms={"mandate": "Decision 7/3", "parameters": {"n_min": 4}})
    world.closed(one)
    summary = gathered(world, "principles")
    validate(summary)
    assert_in_the_schema_s_order(summary, SCHEMA)
    assert summary["consultation"] == {
        "slug": "principles", "title": "Principles for machines", "licence": "CC BY 4.0",
        "cite_as": "Principles for machines. Round 1.", "doi": None, "source": None,
    }  # fmt: skip
    told = summary["round"]
    assert (told["number"], told["kind"], told["state"]) == (1, "ballot", "closed")
    assert (told["rule"], told["effect"]) == ("multistakeholder", "advisory")
    assert (told["deciding_body"], told["mandate"]) == ("The assembly", "Decision 7/3")
    assert told["closed_at"] == clock.to_text(world.round_now(one).closed_at or BEGINNING)
    assert list(summary["participation"]) == ["government", "company", "citizen"]
    assert [clause["number"] for clause in summary["clauses"]] == ["1.1", "1.2", "2.1"]
    method = summary["method"]
    assert method["rule"]["parameters"]["n_min"] == 4
    assert (
        method["share"] == "(support + can_live_with + reservation) / (support + can_live_with + reservation + object)"
    )
    assert method["disclosure"]["citizen"] == "pseudonymous"


def test_the_formula_of_shares_says_when_reservations_do_not_count(world: World) -> None:
    _, one = a_ballot(world, {"company": ("reservation",)}, terms={"parameters": {"reservation_counts": "neither"}})
    world.closed(one)
    summary = gathered(world, "principles")
    assert summary["method"]["share"] == "(support + can_live_with) / (support + can_live_with + object)"
    assert summary["clauses"][0]["categories"][1]["share"] is None


def test_a_statement_round_s_summary_is_what_the_schema_says(world: World) -> None:
    answers = {"company": ("agree", "agree", "disagree"), "citizen": ("agree", "pass")}
    _, one, _ = a_statement_round(world, ["Machines serve."], answers)
    world.closed(one)
    summary = gathered(world, "statements")
    validate(summary)
    assert_in_the_schema_s_order(summary, SCHEMA)
    assert (summary["clauses"], summary["method"]["share"]) == ([], "agree / (agree + disagree)")


def test_an_imported_conversation_s_summary_has_the_source_s_numbers_and_no_states(world: World) -> None:
    folder = shared_path("data/polis/brexit-consensus")
    names = ("summary.csv", "comments.csv", "participants-votes.csv")
    with world.acting():
        intake.import_polis(slug="brexit", title="", files={name: (folder / name).read_bytes() for name in names})
    summary = gathered(world, "brexit")
    validate(summary)
    assert_in_the_schema_s_order(summary, SCHEMA)
    assert summary["participation"] == {"uncategorised": {"seats": 204, "voted": 204, "not_counted_unverified": 0}}
    assert summary["method"]["disclosure"] == {"uncategorised": "source_public"}
    first = summary["statements"][0]
    assert (first["id"], first["text"], "state" in first) == (0, "I voted to Leave.", False)
    assert first["groups"] == [
        {"group": "0", "agree": 0, "disagree": 90, "pass": 3},
        {"group": "1", "agree": 3, "disagree": 71, "pass": 5},
    ]


def test_a_later_round_that_is_open_does_not_hide_the_earlier_result(world: World) -> None:
    consultation, one = a_ballot(world, {"company": ("support",)})
    world.closed(one)
    world.a_round(consultation)
    assert gathered(world, "principles")["round"]["number"] == 1
    with pytest.raises(consensus.ResultsHidden):
        gathered(world, "principles", 2)


def test_every_key_is_documented_and_nothing_else_is() -> None:
    written = (DOCS / "summary.md").read_text(encoding="utf-8")
    documented = re.findall(r"^\| `([^`]+)` \|", written, flags=re.MULTILINE)
    assert documented == list(paths(SCHEMA))


def test_the_order_of_keys_names_every_key_of_the_schema_once() -> None:
    named = {path.rpartition(".")[2] for path in paths(SCHEMA)}
    assert sorted(KEYS) == sorted(named)


def test_a_name_that_is_no_key_stays_behind_the_keys_in_its_own_order() -> None:
    assert list(in_order({"zebra": 1, "text": 2, "apple": {"n": 1, "share": 2}, "uid": 3})) == [
        "uid", "text", "zebra", "apple",
    ]  # fmt: skip


def test_both_databases_give_the_same_bytes(
    databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the same ids and the same clock nothing else may differ: not the order of rows, not a decimal, not a day."""
    found = []
    for engine in ENGINES:
        (tmp_path / engine).mkdir()
        with databases.fresh(engine, tmp_path / engine) as address:
            _stop_chance(monkeypatch)
            found.append(_every_file(_application(address, tmp_path / engine)))
    assert found[0] == found[1]
    assert len(found[0]) == 16


def _stop_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers, moments = count(1), count()
    ids = SimpleNamespace(uuid4=lambda: UUID(int=next(numbers) * 0x9E3779B97F4A7C15, version=4), UUID=UUID)
    monkeypatch.setattr("consult.kernel.ids.uuid", ids)
    monkeypatch.setattr(clock, "now", lambda _: BEGINNING + timedelta(milliseconds=next(moments)) + clock._moved[-1])


def _application(address: str, instance: Path) -> Flask:
    settings = Settings(instance=str(instance), database_url=address, threads=4)
    make_secret_key(settings)
    return create_app(settings)


def _every_file(app: Flask) -> list[bytes]:
    world = World(app)
    world.closed(a_ballot(world)[1])
    world.closed(a_statement_round(world, ["Machines serve.", "人"], {"company": ("agree pass", "disagree -")})[1])
    files = []
    for slug in ("principles", "statements"):
        summary = gathered(world, slug)
        with world.reading():
            files += [
                letters.write_summary(summary, form, lang=lang, names={})
                for form in letters.FORMS
                for lang in ("en", "ar")
            ]
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    return files
