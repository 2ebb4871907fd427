"""What was written for the demonstration, read from the files that lie in the package."""

import tomllib
from pathlib import Path
from typing import Any

from consult.demonstration.rules.script import SOURCE, Content
from consult.demonstration.rules.timetable import TIMINGS
from consult.drafting.rules import Part
from consult.intake.rules.markdown_draft import read_draft

FOLDER = Path(__file__).resolve().parents[1] / "content"
LANGUAGES = (SOURCE, "zh-Hans", "ar")


def read_content() -> Content:
    """Return everything that was written for the demonstration."""
    return Content(
        consultation=_table("consultation"),
        people=_table("people"),
        votes=_table("votes"),
        phrases=_table("phrases"),
        languages=_table("languages"),
        outcomes=_table("outcomes"),
        notices=_table("notices"),
        suggestions=_table("suggestions"),
        objections=_table("objections")["objection"],
        comments={clause: blocks for file in _comments() for clause, blocks in file.items()},
        drafts={(one.number, lang): _draft(one.number, lang) for one in TIMINGS for lang in LANGUAGES},
    )


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def _comments() -> list[dict[str, Any]]:
    return [_table(f"comments/{file.stem}") for file in sorted((FOLDER / "comments").glob("*.toml"))]


def _draft(number: int, lang: str) -> list[Part]:
    file = FOLDER / "drafts" / f"{number}.{lang}.md"
    return read_draft([(file.name, file.read_bytes())])
