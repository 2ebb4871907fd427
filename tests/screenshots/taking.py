"""How the pictures are taken: each page is visited once a language, and then shown in every width and scheme."""

import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, FloatRect, Page, sync_playwright

from tests.screenshots.sights import SIGHTS, Sight

Scheme = Literal["light", "dark"]
WIDTHS = (360, 1280)
LANGUAGES = ("en", "ar", "zh-Hans")
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
MOST_PIXELS_HIGH = 12_000
"""Chromium repeats itself in pictures that are much longer; a text of that length is read in the browser."""

PRINTED_PAGES = 3
A4_PIXELS = (794, 1123)
MARGINS = {"top": "16mm", "bottom": "16mm", "left": "16mm", "right": "16mm"}
PROCESSES = 2
OPTIONS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars")


@dataclass(frozen=True, slots=True)
class Errand:
    """Where the demonstration is served, who looks at it with which cookie, and where the pictures go."""

    address: str
    program: str
    folder: Path
    cookies: Mapping[str, str]
    ids: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Picture:
    """One of the pictures that README.md shows."""

    name: str
    sight: str
    width: int
    lang: str
    scheme: Scheme
    height: int
    at: str = ""


CHOSEN = (
    Picture("home", "home", 1280, "en", "light", 820),
    Picture("ballot", "clause-citizen", 360, "en", "light", 860, at=".open"),
    Picture("results", "results", 1280, "en", "light", 1000),
    Picture("text-arabic-dark", "text", 360, "ar", "dark", 860, at="article h2"),
    Picture("desk", "desk", 1280, "en", "light", 820),
    Picture("results-chinese", "results", 360, "zh-Hans", "light", 860, at=".result"),
)


def take_all(errand: Errand, sights: Sequence[Sight]) -> list[str]:
    """Take every picture of these pages; return what did not answer as it should."""
    work = [(errand, tuple(sights[start::PROCESSES])) for start in range(PROCESSES)]
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        return [problem for found in pool.map(_take, work) for problem in found]


def take_chosen(errand: Errand) -> list[str]:
    """Take the pictures of README.md, each as high as a screen; return what did not answer as it should."""
    errand.folder.mkdir(parents=True, exist_ok=True)
    by_name, problems = {sight.name: sight for sight in SIGHTS}, []
    with _browser(errand) as browser:
        for each in CHOSEN:
            sight = by_name[each.sight]
            with _window(browser, errand, sight.role) as page:
                problems += _visit(page, errand, sight, each.lang)
                page.set_viewport_size({"width": each.width, "height": each.height})
                page.emulate_media(color_scheme=each.scheme)
                if each.at:
                    page.locator(each.at).first.evaluate("it => it.scrollIntoView()")
                page.screenshot(path=errand.folder / f"{each.name}.png")
    return problems


def _take(work: tuple[Errand, Sequence[Sight]]) -> list[str]:
    """Take all pictures of some pages, in a process of their own."""
    errand, sights = work
    problems = []
    with _browser(errand) as browser:
        for role in sorted({sight.role for sight in sights}):
            with _window(browser, errand, role) as page:
                for sight in (each for each in sights if each.role == role):
                    problems += [problem for lang in LANGUAGES for problem in _picture(page, errand, sight, lang)]
    return problems


def _picture(page: Page, errand: Errand, sight: Sight, lang: str) -> list[str]:
    """Take one page in one language; return what is wrong with it."""
    problems = _visit(page, errand, sight, lang)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        overhang = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if overhang > 0:
            problems.append(f"{sight.name} ({lang}, {width}): wider than the window by {overhang} pixels")
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            _save(page, errand.folder / f"{sight.name}-{width}-{lang}-{scheme}.png", width)
    if sight.is_printed:
        _print(page, errand.folder / "print" / f"{sight.name}-{lang}.pdf")
    return problems


def _visit(page: Page, errand: Errand, sight: Sight, lang: str) -> list[str]:
    path = sight.path.format_map(errand.ids)
    answer = page.goto(f"{errand.address}/{lang}{path}")
    status = answer.status if answer else 0
    return [] if status == sight.status else [f"{sight.name} ({lang}): answered {status} and not {sight.status}"]


def _save(page: Page, path: Path, width: int) -> None:
    height = page.evaluate("document.documentElement.scrollHeight")
    clip = FloatRect(x=0, y=0, width=width, height=min(height, MOST_PIXELS_HIGH))
    page.screenshot(path=path, full_page=True, clip=clip)


def _print(page: Page, path: Path) -> None:
    """Print the page on A4, and show its first sheets; without pdftoppm as one long sheet."""
    page.emulate_media(media="null", color_scheme="light")
    path.parent.mkdir(parents=True, exist_ok=True)
    page.pdf(path=path, format="A4", margin=MARGINS, print_background=True)
    converter = shutil.which("pdftoppm")
    if converter:
        command = [converter, "-png", "-r", "80", "-l", str(PRINTED_PAGES), str(path), str(path.with_suffix(""))]
        subprocess.run(command, check=True)
        return
    page.emulate_media(media="print", color_scheme="light")
    page.set_viewport_size({"width": A4_PIXELS[0], "height": A4_PIXELS[1]})
    height = min(page.evaluate("document.documentElement.scrollHeight"), PRINTED_PAGES * A4_PIXELS[1])
    clip = FloatRect(x=0, y=0, width=A4_PIXELS[0], height=height)
    page.screenshot(path=path.with_suffix(".png"), full_page=True, clip=clip)
    page.emulate_media(media="null")


@contextmanager
def _browser(errand: Errand) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=errand.program, args=list(OPTIONS))
        yield started
        started.close()


@contextmanager
def _window(browser: Browser, errand: Errand, role: str) -> Iterator[Page]:
    """Give a window of one person; nobody's is a window of someone who has not signed in."""
    context: BrowserContext = browser.new_context(locale="en", timezone_id="Africa/Nairobi")
    if role:
        context.add_cookies([{"name": "consult", "value": errand.cookies[role], "url": errand.address}])
    yield context.new_page()
    context.close()
