"""Find a Chromium for the journeys, or install one; without any, the journeys are skipped and say so.

`python tests/browser.py` looks for an installed one, then asks apt where this is Debian and the user root, then
Playwright. Tests ask `find_browser`.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

CHOSEN = "CONSULT_TEST_BROWSER"
"""Names the browser's program where it is none of the usual ones."""

USUAL = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APT = (["apt-get", "update"], ["apt-get", "install", "--yes", "--no-install-recommends", "chromium"])
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
    for ways in ((), APT if _may_use_apt() else (), PLAYWRIGHT):
        for command in ways:
            subprocess.run(command, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        found = find_browser()
        if found:
            print(f"{CHOSEN}: {found}")
            return 0
    print(f"{CHOSEN}: no Chromium here and none could be installed; journeys are skipped")
    return 0


def _own() -> str | None:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _may_use_apt() -> bool:
    return os.geteuid() == 0 and Path("/etc/debian_version").exists()


if __name__ == "__main__":
    sys.exit(main())
