"""The import contracts say what HOUSE says, for every room there is, and the picture of them is current."""

import ast
import sys
from functools import cache

import grimp
import pytest

from . import sources

GROUND = {"kernel", "web"}
MOMENTS = {"now", "today", "utcnow", "fromtimestamp"}
ACTS = {"open", "print", "input", "exec", "eval"}


@cache
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("consult", include_external_packages=True, cache_dir=None)


def rule_modules(room: str) -> list[str]:
    top = f"consult.{room}.rules"
    return sorted(name for name in graph().modules if name == top or name.startswith(f"{top}."))


@pytest.mark.parametrize("room", [room for room in sources.rooms() if room not in GROUND])
def test_every_room_stands_under_the_contract_of_floors(room: str) -> None:
    assert f"consult.{room}" in sources.contract("floors")["containers"]


def test_every_room_with_tables_keeps_them_to_itself() -> None:
    owners = {path.relative_to(sources.PACKAGE).parts[0] for path in sources.PACKAGE.glob("*/tables*")}
    contracts = sources.project()["tool"]["importlinter"]["contracts"]
    kept = {each["id"].removeprefix("tables-of-") for each in contracts if each["type"] == "protected"}
    assert kept == owners


def test_the_name_of_every_contract_says_why() -> None:
    names = [each["name"] for each in sources.project()["tool"]["importlinter"]["contracts"]]
    assert [name for name in names if ", so " not in name] == []


@pytest.mark.parametrize("room", sources.rooms())
def test_rules_use_the_standard_library_and_what_is_named_for_their_room(room: str) -> None:
    named = set(sources.project()["tool"]["house"]["pure_libraries"].get(room, []))
    imported = {name for module in rule_modules(room) for name in graph().find_modules_directly_imported_by(module)}
    outside = {name for name in imported if not name.startswith("consult.")}
    assert outside - named - set(sys.stdlib_module_names) == set()


def test_no_library_is_named_for_rules_that_do_not_use_it() -> None:
    unused = [
        f"{room}: {library}"
        for room, libraries in sources.project()["tool"]["house"]["pure_libraries"].items()
        for library in libraries
        if not any(library in graph().find_modules_directly_imported_by(module) for module in rule_modules(room))
    ]
    assert unused == []


def reaches_outside(source: str) -> list[int]:
    """Return the lines of a module that ask the clock, or read or write anything."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return sorted(
        call.lineno
        for call in calls
        if (isinstance(call.func, ast.Attribute) and call.func.attr in MOMENTS)
        or (isinstance(call.func, ast.Name) and call.func.id in ACTS)
    )


def test_rules_neither_ask_the_clock_nor_touch_the_world() -> None:
    rules = [*sources.PACKAGE.glob("*/rules.py"), *sources.PACKAGE.glob("*/rules/**/*.py")]
    found = {sources.relative(path): reaches_outside(path.read_text(encoding="utf-8")) for path in rules}
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_a_rule_that_asks_the_clock_is_found() -> None:
    assert reaches_outside("def f(moment):\n    return moment < datetime.now(UTC)\n") == [2]


def test_no_relationship_leaves_its_room() -> None:
    from consult.kernel.db import Base

    sources.import_everything()
    crossing = [
        f"{mapper.class_.__name__}.{relationship.key}"
        for mapper in Base.registry.mappers
        for relationship in mapper.relationships
        if relationship.mapper.class_.__module__.split(".")[1] != mapper.class_.__module__.split(".")[1]
    ]
    assert crossing == []


def test_the_picture_shows_the_contracts_as_they_are() -> None:
    script = sources.load(sources.ROOT / "docs" / "draw_architecture.py")
    drawn = (sources.ROOT / "docs" / "architecture.svg").read_text(encoding="utf-8")
    assert drawn == script.picture(), "run `make picture`"
