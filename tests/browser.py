"""Find a Chromium for the journeys, or install one; without any, the journeys are skipped and say so.

`python tests/browser.py` asks apt for the one without windows where this is Debian and the user root; elsewhere it
looks for an installed one, then asks Playwright. Tests ask `find_browser`.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import sync_playwright

CHOSEN = "CONSULT_TEST_BROWSER"
"""Names the browser's program where it is none of the usual ones."""

SHELL = "chromium-headless-shell"
"""Chromium without windows, which draws the same pages with a third less work."""
USUAL = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APT = (["apt-get", "update"], ["apt-get", "install", "--yes", "--no-install-recommends", SHELL])
APT_WHOLE = (["apt-get", "install", "--yes", "--no-install-recommends", "chromium"],)
PLAYWRIGHT = ([sys.executable, "-m", "playwright", "install", "chromium"],)


def find_browser() -> str | None:
    """Return the path of a Chromium: the one named, an installed one, or Playwright's own."""
    named = os.environ.get(CHOSEN)
    if named:
        return named
    installed = next((path for path in map(shutil.which, USUAL) if path), None)
    return installed or _own()


def main() -> int:
    """Say which browser the journeys will use, installing one if need be; never fail for want of one."""
    if _may_use_apt() and not os.environ.get(CHOSEN) and not shutil.which(SHELL):
        _run(APT)
    for ways in ((), APT_WHOLE if _may_use_apt() else (), PLAYWRIGHT):
        _run(ways)
        found = find_browser()
        if found:
            print(f"{CHOSEN}: {found}")
            return 0
    print(f"{CHOSEN}: no Chromium here and none could be installed; journeys are skipped")
    return 0


def _run(commands: Iterable[list[str]]) -> None:
    for command in commands:
        subprocess.run(command, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def _own() -> str | None:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _may_use_apt() -> bool:
    return os.geteuid() == 0 and Path("/etc/debian_version").exists()


if __name__ == "__main__":
    sys.exit(main())
