"""What the house tests read: the repository's own files."""

import importlib
import importlib.util
import pkgutil
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import consult

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "consult"
TEMPLATES = ROOT / "templates"


def committed_files() -> list[Path]:
    """Return every file that git holds or would take in; outside a checkout, every file of the source tree."""
    asked = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if asked.returncode:
        folders = [ROOT / name for name in ("consult", "templates", "translations", "tests")]
        return [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    names = {ROOT / name for name in asked.stdout.decode().split("\0") if name}
    return sorted(path for path in names if path.is_file())


def committed_texts() -> Iterator[tuple[Path, str]]:
    """Yield every committed file that is text, with its content."""
    for path in committed_files():
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def python_files() -> list[Path]:
    """Return the package's own Python files, migrations included."""
    return sorted(PACKAGE.rglob("*.py"))


def templates() -> list[Path]:
    """Return every template."""
    return sorted(path for path in TEMPLATES.rglob("*") if path.is_file())


def relative(path: Path) -> str:
    """Return the path as the repository spells it."""
    return path.relative_to(ROOT).as_posix()


def project() -> dict[str, Any]:
    """Return what pyproject.toml says."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def contract(id_: str) -> dict[str, Any]:
    """Return one import contract of pyproject.toml."""
    contracts = project()["tool"]["importlinter"]["contracts"]
    return next(each for each in contracts if each["id"] == id_)


def rooms() -> list[str]:
    """Return the rooms that exist, from the top floor down."""
    beside = {"__main__", "cli", "app", "settings", "paths"}
    names = [layer.strip("()") for layer in contract("rooms")["layers"]]
    return [name for name in names if name not in beside and (PACKAGE / name).is_dir()]


def import_everything() -> None:
    """Import every module of the package, so that every table, page and refusal is known."""
    for found in pkgutil.walk_packages(consult.__path__, "consult."):
        if not found.name.endswith(".__main__"):
            importlib.import_module(found.name)


def load(path: Path) -> ModuleType:
    """Return a script of the repository as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def first_column(document: str) -> list[list[str]]:
    """Return the rows of a document's tables whose first cell is code; that cell comes without its backticks."""
    text = (ROOT / "docs" / document).read_text(encoding="utf-8")
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split(" | ")] for line in text.splitlines() if "|" in line
    ]
    return [[row[0].strip("`"), *row[1:]] for row in rows if re.fullmatch(r"`[^`]+`", row[0])]
