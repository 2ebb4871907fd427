"""One page that shows every picture, a row a page."""

from collections import defaultdict
from html import escape
from pathlib import Path
from urllib.parse import quote

STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:2rem}div{display:flex;gap:1rem;overflow-x:auto;align-items:start}"
    "figure{margin:0;flex:none;inline-size:15rem}img{inline-size:100%;block-size:18rem;object-fit:cover;"
    "object-position:top;border:1px solid #999}figcaption{font-size:.8rem}"
)


def write(folder: Path) -> None:
    """Write index.html beside the pictures: a row a page, each picture a way to its file."""
    rows: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(folder.rglob("*.png")):
        name = path.stem if path.parent == folder else f"print {path.stem}"
        rows[name.rsplit("-", 3)[0] if path.parent == folder else name.rsplit("-", 1)[0]].append(path)
    body = "".join(_row(name, [path.relative_to(folder) for path in paths]) for name, paths in sorted(rows.items()))
    page = (
        '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Every page</title>'
        f"<style>{STYLE}</style><h1>Every page</h1>{body}</html>"
    )
    (folder / "index.html").write_text(page, encoding="utf-8")


def _row(name: str, paths: list[Path]) -> str:
    shown = "".join(
        f'<figure><a href="{quote(path.as_posix())}"><img loading="lazy" alt="" src="{quote(path.as_posix())}"></a>'
        f"<figcaption>{escape(path.stem)}</figcaption></figure>"
        for path in paths
    )
    return f"<h2>{escape(name)}</h2><div>{shown}</div>"
