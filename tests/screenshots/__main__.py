"""Take pictures of every page of a fresh demonstration: `make screenshots`.

`python -m tests.screenshots [--readme] [--from FOLDER] [NAME...]` serves the demonstration from a folder of its own on
a loopback port and writes screenshots/<name>-<width>-<language>-<scheme>.png, the printed pages as PDF and as pictures,
and screenshots/index.html with all of them. With names it takes these pages alone; `--from` takes the demonstration of
an instance folder instead of building one; `--readme` takes the pictures of README.md into docs/images.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from consult import create_app
from consult.accounts import service as accounts
from consult.demonstration import service as demonstration
from consult.kernel.db import db
from consult.kernel.transaction import transaction
from consult.settings import Settings
from tests.browser import find_browser
from tests.databases import migrate
from tests.screenshots import contact_sheet
from tests.screenshots.sights import SIGHTS, Sight, ids, person
from tests.screenshots.taking import CHOSEN, Errand, take_all, take_chosen
from tests.server import Server, serving

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "screenshots"
README_PICTURES = ROOT / "docs" / "images"
FONTS = {"ar": "fonts-noto-core", "zh": "fonts-noto-cjk"}


def main() -> int:
    """Take the pictures that were asked for, say where they are, and fail when a page did not answer as it should."""
    asked, began = _asked(), time.monotonic()
    if find_browser() is None:
        print("There is no Chromium here. `python tests/browser.py` installs one where it can.", file=sys.stderr)
        return 1
    _say_which_fonts_lack()
    chosen = tuple(sight for sight in SIGHTS if not asked.names or sight.name in asked.names)
    with tempfile.TemporaryDirectory(prefix="consult-screenshots-") as folder, _demonstration(folder, asked) as server:
        errand = _errand(server, README_PICTURES if asked.readme else PICTURES, chosen)
        if asked.readme:
            return _told(errand.folder, take_chosen(errand), len(CHOSEN), began)
        if not asked.names:
            shutil.rmtree(errand.folder, ignore_errors=True)
        problems = take_all(errand, chosen)
    contact_sheet.write(errand.folder)
    return _told(errand.folder, problems, len(chosen), began)


def _asked() -> argparse.Namespace:
    reader = argparse.ArgumentParser(prog="python -m tests.screenshots", description="Take pictures of every page.")
    reader.add_argument("names", nargs="*", metavar="NAME", help="a page, as tests/screenshots/sights.py names it")
    reader.add_argument("--readme", action="store_true", help="take the pictures of README.md instead")
    reader.add_argument("--from", dest="instance", type=Path, help="an instance folder that holds the demonstration")
    found = reader.parse_args()
    unknown = set(found.names) - {sight.name for sight in SIGHTS}
    if unknown:
        reader.error(f"no such page: {', '.join(sorted(unknown))}")
    return found


def _told(folder: Path, problems: list[str], count: int, began: float) -> int:
    files = [path for path in folder.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files) / 1_000_000
    print(f"{count} pages, {len(files)} files, {size:.0f} MB in {folder}, {time.monotonic() - began:.0f} seconds")
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


@contextmanager
def _demonstration(folder: str, asked: argparse.Namespace) -> Iterator[Server]:
    """Serve a demonstration nobody else sees: a fresh one, or a copy of the one that was named."""
    settings = Settings(instance=folder, database_url=f"sqlite:///{folder}/consult.db", threads=4, development=1)
    if asked.instance:
        for file in asked.instance.glob("consult.db*"):
            shutil.copy(file, folder)
    migrate(settings)
    app = create_app(settings)
    with app.app_context():
        if demonstration.find_demonstration() is None:
            print("Building the demonstration.")
            with transaction():
                demonstration.build()
    with serving(app) as server:
        yield server
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def _errand(server: Server, folder: Path, chosen: Sequence[Sight]) -> Errand:
    roles = sorted({sight.role for sight in chosen if sight.role})
    program = find_browser()
    assert program is not None
    return Errand(
        address=server.address,
        program=program,
        folder=folder,
        cookies={role: _cookie(server, role) for role in roles},
        ids=dict(ids(server.app)),
    )


def _cookie(server: Server, role: str) -> str:
    """Return the cookie of a session of the person who has the role."""
    with server.app.app_context(), transaction():
        token = accounts.start_session(person(server.app, role))
    return server.browser(token).cookie.removeprefix("consult=")


def _say_which_fonts_lack() -> None:
    lister = shutil.which("fc-list")
    for lang, package in FONTS.items() if lister else ():
        found = subprocess.run([str(lister), f":lang={lang}"], capture_output=True, check=False)
        if not found.stdout.strip():
            print(
                f"No font here for {lang}: its pages will show boxes. On Debian and Ubuntu: apt-get install {package}"
            )


if __name__ == "__main__":
    sys.exit(main())
