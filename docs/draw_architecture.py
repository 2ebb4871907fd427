"""Draw docs/architecture.svg from the import contracts, so that the picture cannot say what the contracts do not."""

import tomllib
from html import escape
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "architecture.svg"

ABOVE = ("__main__", "cli", "app")
BELOW = ("settings", "paths")
ROW, GAP = 30, 4
LEFT, ROOM_WIDTH = 24, 330
RIGHT, FLOOR_WIDTH = 424, 330
TOP = 78
WIDTH = RIGHT + FLOOR_WIDTH + 24
STYLE = (
    "text{font-family:system-ui,sans-serif;font-size:14px;fill:#1b1b1b}.small{font-size:12px;fill:#4a4a4a}"
    ".title{font-size:14px;font-weight:600}.room{fill:#e8eef7;stroke:#2b4a78}.ground{fill:#dfe9df;stroke:#2f5a35}"
    ".later{fill:#fff;stroke:#7a7a7a;stroke-dasharray:4 3}.beside{fill:#f4f1ea;stroke:#8a7a55}"
    ".floor{fill:#f7ece2;stroke:#7d4a1f}.way{stroke:#1b1b1b;stroke-width:2;fill:none}.head{fill:#1b1b1b}"
)


def main() -> None:
    """Write the picture."""
    PICTURE.write_text(picture(), encoding="utf-8")


def picture() -> str:
    """Return the picture of the rooms and of the floors in each."""
    contracts = _contracts()
    rooms = [layer for layer in contracts["rooms"]["layers"] if layer.strip("()") not in (*ABOVE, *BELOW)]
    owners = {id_.removeprefix("tables-of-") for id_ in contracts if id_.startswith("tables-of-")}
    rows = [_beside(0, ABOVE)]
    rows += [_room(place, layer, owns_tables=layer.strip("()") in owners) for place, layer in enumerate(rooms, start=1)]
    rows.append(_beside(len(rooms) + 1, BELOW))
    height = TOP + (len(rooms) + 2) * (ROW + GAP) + 20
    floors = [layer.replace("(", "").replace(")", "") for layer in contracts["floors"]["layers"]]
    parts = [_opening(height), *rows, *_floors(floors), *_legend(TOP + (len(floors) + 2) * (ROW + GAP)), "</svg>"]
    return "\n".join(parts) + "\n"


def _contracts() -> dict[str, dict[str, Any]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {contract["id"]: contract for contract in project["tool"]["importlinter"]["contracts"]}


def _opening(height: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="t d">\n'
        '<title id="t">The rooms of consult and the floors in each</title>\n'
        '<desc id="d">Rooms stand one above the other; a room imports only rooms below it. Every room has the same '
        "floors; a floor imports only floors below it.</desc>\n"
        f"<style>{STYLE}</style>\n"
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>\n'
        f"{_text(LEFT, 32, 'The house: a room imports only rooms below it', kind='title')}\n"
        f"{_text(RIGHT, 32, 'Every room: a floor imports only floors below it', kind='title')}\n"
        f"{_arrow(LEFT + ROOM_WIDTH + 18, TOP, height - 28)}"
    )


def _room(place: int, layer: str, *, owns_tables: bool) -> str:
    kind = "later" if layer.startswith("(") else "ground" if layer in {"web", "kernel"} else "room"
    name = layer.strip("()")
    box = _box(LEFT, place, ROOM_WIDTH, name, kind)
    return box + (
        _text(LEFT + ROOM_WIDTH - 12, _baseline(place), "keeps tables", kind="small", end=True) if owns_tables else ""
    )


def _beside(place: int, names: tuple[str, ...]) -> str:
    return _box(LEFT, place, ROOM_WIDTH, " · ".join(names), "beside")


def _floors(layers: list[str]) -> list[str]:
    boxes = [
        _box(RIGHT, place, FLOOR_WIDTH - 36, layer.replace("|", "·"), "floor") for place, layer in enumerate(layers)
    ]
    return [*boxes, _arrow(RIGHT + FLOOR_WIDTH - 18, TOP, TOP + len(layers) * (ROW + GAP) - GAP)]


def _legend(top: int) -> list[str]:
    lines = (
        ("room", "a room: something the project's users talk about"),
        ("ground", "what every room stands on; knows no room"),
        ("later", "a room that is planned and not built yet"),
        ("beside", "how the program starts, and where it finds things"),
    )
    drawn = []
    for place, (kind, words) in enumerate(lines):
        y = top + place * 26
        drawn.append(f'<rect class="{kind}" x="{RIGHT}" y="{y}" width="22" height="16" rx="2"/>')
        drawn.append(_text(RIGHT + 32, y + 13, words, kind="small"))
    return drawn


def _box(x: int, place: int, width: int, name: str, kind: str) -> str:
    y = TOP + place * (ROW + GAP)
    shape = f'<rect class="{kind}" x="{x}" y="{y}" width="{width}" height="{ROW}" rx="3"/>'
    return shape + _text(x + 12, _baseline(place), name)


def _baseline(place: int) -> int:
    return TOP + place * (ROW + GAP) + ROW - 10


def _text(x: int, y: int, words: str, *, kind: str = "", end: bool = False) -> str:
    marks = (f' class="{kind}"' if kind else "") + (' text-anchor="end"' if end else "")
    return f'<text x="{x}" y="{y}"{marks}>{escape(words)}</text>'


def _arrow(x: int, top: int, bottom: int) -> str:
    head = f"{x - 5},{bottom - 8} {x + 5},{bottom - 8} {x},{bottom}"
    return f'<path class="way" d="M{x} {top}V{bottom - 6}"/><polygon class="head" points="{head}"/>'


if __name__ == "__main__":
    main()
