"""How large things may grow, and what they may be called."""

import ast
import gzip
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

from . import sources

MOST_LINES = 300
MOST_FUNCTION_LINES = 50
MOST_MEDIAN_LINES = 10
MOST_CSS_BYTES = 10_000
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "base", "manager", "core"}
LAYOUT = "base.html"
"""The one file whose name the web's own habit gives: what every page extends."""


def house_files() -> list[Path]:
    styles = [path for kind in ("css", "js") for path in (sources.PACKAGE / "static" / kind).rglob(f"*.{kind}")]
    return [*sources.python_files(), *sources.templates(), *sorted(styles)]


def functions() -> Iterator[tuple[str, int]]:
    for path in sources.python_files():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{sources.relative(path)}:{node.name}", lines_of(node)


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return how many lines a function has, from `def` to its end, its docstring left out."""
    assert function.end_lineno is not None
    first = function.body[0]
    has_words = ast.get_docstring(function) is not None
    words = (first.end_lineno or 0) - first.lineno + 1 if has_words else 0
    return function.end_lineno - function.lineno + 1 - words


def test_no_file_is_longer_than_300_lines() -> None:
    lengths = {sources.relative(path): len(path.read_text(encoding="utf-8").splitlines()) for path in house_files()}
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}


def test_no_function_is_longer_than_50_lines() -> None:
    migrations = "consult/migrations/"
    lengths = {name: length for name, length in functions() if not name.startswith(migrations)}
    assert {name: length for name, length in lengths.items() if length > MOST_FUNCTION_LINES} == {}


def test_half_of_all_functions_have_at_most_10_lines() -> None:
    assert median(length for _, length in functions()) <= MOST_MEDIAN_LINES


def test_a_function_s_length_leaves_its_docstring_out() -> None:
    function = ast.parse('def f():\n    """Say\n    more.\n    """\n    x = 1\n    return x\n').body[0]
    assert isinstance(function, ast.FunctionDef)
    assert lines_of(function) == 3


def test_no_file_or_folder_has_a_name_that_says_nothing() -> None:
    named = {*house_files(), *(folder for path in house_files() for folder in path.parents)}
    inside = [path for path in named if path.is_relative_to(sources.PACKAGE) or path.is_relative_to(sources.TEMPLATES)]
    nothing = [path for path in inside if path.stem.strip("_") in FORBIDDEN_NAMES and path.name != LAYOUT]
    assert sorted(map(sources.relative, nothing)) == []


def test_every_module_that_holds_something_says_what_it_is() -> None:
    trees = {sources.relative(path): ast.parse(path.read_text(encoding="utf-8")) for path in sources.python_files()}
    assert [name for name, tree in trees.items() if tree.body and ast.get_docstring(tree) is None] == []


def test_the_styles_weigh_at_most_10_kilobytes_compressed() -> None:
    styles = sorted((sources.PACKAGE / "static" / "css").glob("*.css"))
    assert styles
    assert sum(len(gzip.compress(path.read_bytes(), mtime=0)) for path in styles) <= MOST_CSS_BYTES


@pytest.mark.parametrize("room", sources.rooms())
def test_every_room_has_tests(room: str) -> None:
    assert list((sources.ROOT / "tests" / room).rglob("test_*.py")), f"tests/{room}/ holds no test"
