"""A draft in Markdown: headings become principles, paragraphs and list items the clauses under them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from consult.drafting.rules import ClauseKind, Part
from consult.intake.rules.problems import Reason, decode, refuse

LONGEST_CLAUSE = 4000
DEEPEST_PRINCIPLE = 3
_ID = re.compile(r"\s*\{#([A-Za-z0-9][A-Za-z0-9_.-]{0,79})\}\s*$")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(slots=True)
class _Draft:
    """The parts found so far, with the headings that are open and how many parts each has."""

    parts: list[Part] = field(default_factory=list)
    open: list[tuple[int, int]] = field(default_factory=list)
    children: dict[int | None, int] = field(default_factory=dict)
    hints: dict[str, int] = field(default_factory=dict)

    def add(self, kind: ClauseKind, heading: str, text: str, hint: str | None) -> int:
        """Put a part under the innermost open heading and return its place."""
        parent = self.open[-1][1] if self.open else None
        count = self.children.get(parent, 0) + 1
        self.children[parent] = count
        number = f"{self.parts[parent].number}.{count}" if parent is not None else str(count)
        self.parts.append(Part(kind, number, heading, text, parent, hint))
        return len(self.parts) - 1


def read_draft(files: Sequence[tuple[str, bytes]]) -> list[Part]:
    """Return the parts of the text that the files hold, in order; each file is a section of the one text.

    Headings of up to three levels become principles; deeper ones, paragraphs, list items, tables and code become
    clauses. `{#id}` at the end names a clause for good. Refuses with FileRefused, naming file and line: an empty
    file, another encoding than UTF-8, control characters, an id used twice, a clause beyond 4,000 characters,
    and a text without any clause.
    """
    draft = _Draft()
    for name, data in files:
        text = decode(name, data)
        bad = _CONTROL.search(text.replace("\r\n", "\n"))
        if bad:
            raise refuse(name, text[: bad.start()].count("\n") + 1, Reason.CONTROL_CHARACTER, repr(bad[0]))
        if not text.strip():
            raise refuse(name, None, Reason.EMPTY)
        draft.open.clear()
        _read_file(draft, name, text)
    if not any(part.kind is ClauseKind.CLAUSE for part in draft.parts):
        raise refuse(files[-1][0] if files else "", None, Reason.NO_CLAUSE)
    return draft.parts


def _read_file(draft: _Draft, name: str, text: str) -> None:
    lines = text.replace("\r\n", "\n").split("\n")
    tokens = _markdown.parse(text)
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            _add_heading(draft, name, token, tokens[place + 1].content)
        elif token.type == "paragraph_open":
            _add_clause(draft, name, token, tokens[place + 1].content)
        elif token.type in {"fence", "code_block"}:
            _add_clause(draft, name, token, token.content)
        elif token.type == "table_open" and token.map:
            _add_clause(draft, name, token, "\n".join(lines[token.map[0] : token.map[1]]), ClauseKind.TABLE)


def _add_heading(draft: _Draft, name: str, token: Token, content: str) -> None:
    level = int(token.tag[1])
    words, hint = _take_id(draft, name, token, content)
    if level > DEEPEST_PRINCIPLE:
        draft.add(ClauseKind.CLAUSE, "", words, hint)
        return
    while draft.open and draft.open[-1][0] >= level:
        draft.open.pop()
    place = draft.add(ClauseKind.PRINCIPLE, words, "", hint)
    draft.open.append((level, place))


def _add_clause(draft: _Draft, name: str, token: Token, content: str, kind: ClauseKind = ClauseKind.CLAUSE) -> None:
    words, hint = _take_id(draft, name, token, content.strip("\n"))
    if not words.strip():
        return
    if len(words) > LONGEST_CLAUSE:
        raise refuse(name, _line(token), Reason.TOO_LONG, f"{len(words)} characters, at most {LONGEST_CLAUSE}")
    draft.add(kind, "", words, hint)


def _take_id(draft: _Draft, name: str, token: Token, content: str) -> tuple[str, str | None]:
    found = _ID.search(content)
    if found is None:
        return content.strip(), None
    hint = found[1]
    if hint in draft.hints:
        raise refuse(name, _line(token), Reason.DUPLICATE_ID, hint)
    draft.hints[hint] = 1
    return content[: found.start()].strip(), hint


def _line(token: Token) -> int | None:
    return token.map[0] + 1 if token.map else None
