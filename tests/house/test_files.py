"""What no committed file may contain, and what the pinned ones must."""

import hashlib
import os
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from packaging.requirements import Requirement

from . import sources

REGISTRIES = (
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "registry.npmjs" + ".org",
    "unpkg" + ".com",
    "jsdelivr" + ".net",
)
CONFIGURED = ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "UV_INDEX_URL", "UV_DEFAULT_INDEX", "UV_INDEX")
MACHINE_PATHS = re.compile(r"(?<![\w.<>{}-])/(?:work|root|home/\w+|Users/\w+)/\w")
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX|HA" + r"CK)\b")
LOCK = sources.ROOT / "requirements.lock"
LOCK_OF_PEERS = sources.ROOT / "benchmarks" / "peers.lock"


def matching(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{sources.relative(path)}:{number}"
        for path, text in sources.committed_texts()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def pins(lock: Path = LOCK) -> dict[str, str]:
    """Return the locked version of every package."""
    found = re.findall(r"^([a-z0-9._-]+)==([^\s;\\]+)", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(found)


def test_no_file_names_a_package_registry() -> None:
    configured = [urlsplit(address).hostname for name in CONFIGURED for address in os.environ.get(name, "").split()]
    hosts = [*REGISTRIES, *filter(None, configured)]
    assert matching(re.compile("|".join(map(re.escape, hosts)))) == []


def test_no_file_names_a_path_of_the_machine_it_was_written_on() -> None:
    assert matching(MACHINE_PATHS) == []


def test_nothing_is_marked_as_unfinished() -> None:
    assert matching(UNFINISHED) == []


@pytest.mark.parametrize(("lock", "fewest"), [(LOCK, 50), (LOCK_OF_PEERS, 20)], ids=["ours", "peers"])
def test_every_pin_has_its_digests_and_none_has_an_address(lock: Path, fewest: int) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text
    blocks = re.split(r"\n(?=[a-z0-9])", text)
    assert [block.splitlines()[0] for block in blocks if "==" in block and "--hash=sha256:" not in block] == []
    assert len(pins(lock)) > fewest


def test_the_pins_are_what_pyproject_asks_for() -> None:
    project = sources.project()
    extras = project["project"]["optional-dependencies"].values()
    asked = [*project["project"]["dependencies"], *(each for extra in extras for each in extra)]
    wanted = [Requirement(each) for each in [*asked, *project["dependency-groups"]["dev"]]]
    locked = pins()
    wrong = [
        str(each)
        for each in wanted
        if each.name not in locked or not each.specifier.contains(locked[each.name], prereleases=True)
    ]
    assert wrong == []


def test_htmx_is_the_file_that_was_reviewed() -> None:
    hook = (sources.ROOT / "hatch_build.py").read_text(encoding="utf-8")
    (wanted,) = re.findall(r'^HTMX_SHA256 = "([0-9a-f]{64})"$', hook, flags=re.MULTILINE)
    served = sources.PACKAGE / "static" / "vendor" / "htmx-2.min.js"
    assert hashlib.sha256(served.read_bytes()).hexdigest() == wanted, "run `make install`"


def test_what_builds_the_package_is_pinned_exactly() -> None:
    wanted = [Requirement(each) for each in sources.project()["build-system"]["requires"]]
    assert [str(each) for each in wanted if not str(each.specifier).startswith("==")] == []


def test_what_is_made_by_the_build_is_not_in_git() -> None:
    made = [path for path in sources.committed_files() if path.suffix == ".mo" or "vendor" in path.parts]
    assert made == []


def test_the_top_level_holds_only_what_the_house_has_there() -> None:
    wanted = {
        *("pyproject.toml", "consult", "templates", "translations", "tests", "instance"),
        *("README.md", "LICENSE", "CHANGELOG.md", "SECURITY.md", "CONTRIBUTING.md", "Makefile", "requirements.lock"),
        *("docs", "benchmarks", "deploy", ".ci", "hatch_build.py"),
    }
    found = {path.relative_to(sources.ROOT).parts[0] for path in sources.committed_files()}
    assert {name for name in found - wanted if not name.startswith(".")} == set()
