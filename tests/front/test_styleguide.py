"""The developers' page: every part that pages are made of, and nothing at its address elsewhere."""

import re
from pathlib import Path

from flask import Flask

from consult import create_app
from consult.consensus.rules.multistakeholder import State
from consult.front.pages.styleguide import COLOURS
from consult.kernel.secrets import make_secret_key
from consult.settings import Settings
from consult.web.vocabulary import WORDS
from tests.client import Client
from tests.house import sources

MACRO = re.compile(r"\{%\s*macro\s+([a-z]\w*)\(")
"""A macro that other templates may use: one whose name does not begin with an underscore."""
WITHOUT_A_LOOK = {
    *(
        "bound",
        "deciders",
        "error",
        "help_positions",
        "mandate",
        "of_sides",
        "parameter",
        "part_name",
        "percent",
        "proof",
    ),
    *("named", "number_of"),
}
"""Parts of other parts, those that only find words, and links within one consultation, which this page is not."""


def test_it_is_there_in_development_only(app: Flask, tmp_path: Path) -> None:
    Client(app).get("/en/styleguide")
    settings = Settings(instance=str(tmp_path), database_url=app.config["SETTINGS"].database_url)
    make_secret_key(settings)
    Client(create_app(settings)).get("/en/styleguide", status=404)


def test_it_uses_every_macro_of_the_parts() -> None:
    templates = {path: path.read_text(encoding="utf-8") for path in sources.templates()}
    parts = {name for path, text in templates.items() if path.parent.name == "parts" for name in MACRO.findall(text)}
    pages = " ".join(text for path, text in templates.items() if "styleguide" in path.name)
    assert len(parts) > 10
    unseen = {name for name in parts if not re.search(rf"\b{name}\(", pages)}
    assert unseen - WITHOUT_A_LOOK == set(), "show them in front/_styleguide_*.html"


def test_it_shows_every_colour_there_is() -> None:
    tokens = (sources.PACKAGE / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
    colours = re.findall(r"--([\w-]+): (?:light-dark\(|#)", tokens)
    assert list(COLOURS) == colours


def test_both_directions_speak_their_own_language_whatever_the_page_s(stranger: Client) -> None:
    for lang in ("en", "ar"):
        page = stranger.get(f"/{lang}/styleguide")
        english, arabic = page.by_id("en").parent, page.by_id("ar").parent
        assert english is not None
        assert arabic is not None
        assert (english.get("dir"), arabic.get("dir")) == ("ltr", "rtl")
        for state in State:
            assert WORDS[f"verdict_{state}"] in english.text
            assert WORDS[f"verdict_{state}"] not in arabic.text


def test_bars_begin_where_reading_begins(stranger: Client) -> None:
    page = stranger.get("/en/styleguide")
    sections = {lang: page.by_id(lang).parent for lang in ("en", "ar")}
    first = {
        lang: next(one for one in section.all("rect") if "pos-support" in one.get("class"))
        for lang, section in sections.items()
        if section
    }
    assert {lang: bar.get("x") for lang, bar in first.items()} == {"en": "0.0%", "ar": "48.333%"}
