"""A draft in Markdown: headings become principles, paragraphs and list items the clauses under them."""

import re
import textwrap
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from consult.drafting.rules import ClauseKind, Part
from consult.intake.rules.numbering import Place, numbers_of, section_numbers, split_number
from consult.intake.rules.problems import Reason, decode, refuse

LONGEST_CLAUSE = 4000
LONGEST_HEADING = 500
LONGEST_NUMBER = 40
MOST_LINES = 20_000
"""Several times the longest treaty; a file of nothing but line ends would keep everyone else waiting."""
DEEPEST_PRINCIPLE = 3
DEEPEST_LIST = 5
LISTS = frozenset({"bullet_list", "ordered_list"})
_ID = re.compile(r"\{#([A-Za-z0-9][A-Za-z0-9_.-]{0,79})\}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:(?!---)(?:[A-Za-z][\w-]*:|[ \t#-]|(?=\n)).*\n)*---[ \t]*(?:\n|\Z)")
_ATTRIBUTES = re.compile(r"^[ \t]*\{:.*\}[ \t]*$", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_markdown = MarkdownIt("commonmark").enable("table").disable("inline")


@dataclass(frozen=True, slots=True)
class _Block:
    """A part without its number, and where it was found."""

    file: str
    line: int
    kind: ClauseKind
    place: Place
    heading: str
    text: str
    hint: str | None


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading too deep for a principle: it heads the clause that follows."""

    line: int
    carried: str | None
    words: str
    hint: str | None


@dataclass(slots=True)
class _Draft:
    """What was found so far, the headings that are open, and the file that is being read."""

    file: str = ""
    lines: Sequence[str] = ()
    section: str | None = None
    blocks: list[_Block] = field(default_factory=list)
    hints: set[str] = field(default_factory=set)
    open: list[tuple[int, int]] = field(default_factory=list)
    waiting: _Heading | None = None

    @property
    def parent(self) -> int | None:
        """The place of the innermost open heading."""
        return self.open[-1][1] if self.open else None

    def add(self, block: _Block) -> int:
        """Keep a part and return its place."""
        self.blocks.append(block)
        return len(self.blocks) - 1


def read_draft(files: Sequence[tuple[str, bytes]]) -> list[Part]:
    """Return the parts of the text that the files hold, in order; each file is a section of the one text.

    Headings of up to three levels become principles, and keep the number that they carry or that the file's name
    tells; a deeper one heads the clause that follows. Paragraphs, list items (under the item they are nested in),
    quotations, code and tables become clauses. `{#id}` at the end names a part for good. Front matter, comments and
    lines of attributes (`{: .class}`) are passed over. Refuses with FileRefused, naming file and line: an empty file,
    another encoding than UTF-8, control characters, an id used twice or without words, a clause beyond 4,000
    characters and a heading beyond 500, lists nested more than five deep, more than 20,000 lines, and a text without
    any clause.
    """
    draft = _Draft()
    sections = section_numbers([name for name, _ in files])
    for name, data in files:
        draft.section = sections.get(name)
        _read_file(draft, name, _plain_text(name, data))
    if not any(block.kind is ClauseKind.CLAUSE for block in draft.blocks):
        raise refuse(files[-1][0] if files else "", None, Reason.NO_CLAUSE)
    numbers = numbers_of([block.place for block in draft.blocks])
    return [_part(block, number) for block, number in zip(draft.blocks, numbers, strict=True)]


def _part(block: _Block, number: str) -> Part:
    if len(number) > LONGEST_NUMBER:
        raise refuse(block.file, block.line, Reason.TOO_DEEP, number)
    return Part(block.kind, number, block.heading, block.text, block.place.parent, block.hint)


def _plain_text(name: str, data: bytes) -> str:
    """Return a file's text in Unicode's composed form with plain line ends, each line where it was in the file."""
    text = unicodedata.normalize("NFC", decode(name, data)).replace("\r\n", "\n").replace("\r", "\n")
    bad = _CONTROL.search(text)
    if bad:
        raise refuse(name, text.count("\n", 0, bad.start()) + 1, Reason.CONTROL_CHARACTER, repr(bad[0]))
    if not text.strip():
        raise refuse(name, None, Reason.EMPTY)
    if text.count("\n") > MOST_LINES:
        raise refuse(name, MOST_LINES + 1, Reason.TOO_MANY_LINES, MOST_LINES)
    return _FRONT_MATTER.sub(lambda matter: "\n" * matter[0].count("\n"), text)


def _read_file(draft: _Draft, name: str, text: str) -> None:
    draft.file, draft.lines = name, text.split("\n")
    draft.open.clear()
    for node in SyntaxTreeNode(_markdown.parse(text)).children:
        if node.type == "heading":
            _settle(draft)
            _add_heading(draft, node)
        elif node.type in LISTS:
            _add_list(draft, node, draft.parent, 1)
        else:
            kind = ClauseKind.TABLE if node.type == "table" else ClauseKind.CLAUSE
            _add_clause(draft, _line(node), _words(draft, node), draft.parent, kind)
    _settle(draft)


def _add_heading(draft: _Draft, node: SyntaxTreeNode) -> None:
    level, line = int(node.tag[1]), _line(node)
    words, hint = _take_id(draft, line, node.children[0].content)
    if len(words) > LONGEST_HEADING:
        raise refuse(draft.file, line, Reason.TOO_LONG, f"{len(words)} / {LONGEST_HEADING}")
    carried, rest = split_number(words)
    if level == 1 and carried is None:
        carried, draft.section = draft.section, None
    if level > DEEPEST_PRINCIPLE:
        draft.waiting = _Heading(line, carried, rest, hint)
        return
    while draft.open and draft.open[-1][0] >= level:
        draft.open.pop()
    place = Place(level, carried, draft.parent)
    draft.open.append((level, draft.add(_Block(draft.file, line, ClauseKind.PRINCIPLE, place, rest, "", hint))))


def _add_list(draft: _Draft, node: SyntaxTreeNode, parent: int | None, depth: int) -> None:
    if depth > DEEPEST_LIST:
        raise refuse(draft.file, _line(node), Reason.TOO_DEEP, f"{depth} / {DEEPEST_LIST}")
    for item in node.children:
        said = [_words(draft, child) for child in item.children if child.type not in LISTS]
        place = _add_clause(draft, _line(item), "\n\n".join(filter(None, said)), parent)
        for child in item.children:
            if child.type in LISTS:
                _add_list(draft, child, place, depth + 1)


def _add_clause(
    draft: _Draft, line: int, content: str, parent: int | None, kind: ClauseKind = ClauseKind.CLAUSE
) -> int | None:
    """Keep a clause under the heading that waits for one and return its place, or its parent's if it says nothing."""
    if not content:
        return parent
    words, hint = _take_id(draft, line, content)
    if len(words) > LONGEST_CLAUSE:
        raise refuse(draft.file, line, Reason.TOO_LONG, f"{len(words)} / {LONGEST_CLAUSE}")
    head, draft.waiting = draft.waiting, None
    if head and head.hint and hint:
        raise refuse(draft.file, head.line, Reason.LONE_ID, head.hint)
    place = Place(None, head.carried if head else None, parent)
    hint = hint or (head.hint if head else None)
    return draft.add(_Block(draft.file, line, kind, place, head.words if head else "", words, hint))


def _settle(draft: _Draft) -> None:
    """Make a clause of a deep heading that none follows."""
    head, draft.waiting = draft.waiting, None
    if head and head.words:
        place = Place(None, head.carried, draft.parent)
        draft.add(_Block(draft.file, head.line, ClauseKind.CLAUSE, place, "", head.words, head.hint))


def _words(draft: _Draft, node: SyntaxTreeNode) -> str:
    """Return what a block says, as its author wrote it."""
    if node.type in {"paragraph", "heading"}:
        return _ATTRIBUTES.sub("", node.children[0].content).strip()
    if node.type in {"table", "blockquote"} and node.map:
        return _ATTRIBUTES.sub("", textwrap.dedent("\n".join(draft.lines[slice(*node.map)]))).strip()
    if node.type == "html_block":
        return _without_comments(node.content)
    return node.content.strip("\n") if node.type in {"fence", "code_block"} else ""


def _without_comments(html: str) -> str:
    """Return the HTML without its comments and the space around them; one that nobody closed stays as it is."""
    end = html.rfind("-->") + len("-->")  # beyond it every search for the end of a comment would be in vain
    *before, last = _COMMENT.split(html[:end])
    return "".join(piece.strip() for piece in (*before, last + html[end:]))


def _take_id(draft: _Draft, line: int, content: str) -> tuple[str, str | None]:
    whole = content.strip()
    place = max(0, whole.rfind("{#"))
    found = _ID.fullmatch(whole, place)
    if found is None:
        return whole, None
    words, hint = whole[:place].strip(), found[1]
    if not words:
        raise refuse(draft.file, line, Reason.LONE_ID, hint)
    if hint in draft.hints:
        raise refuse(draft.file, line, Reason.DUPLICATE_ID, hint)
    draft.hints.add(hint)
    return words, hint


def _line(node: SyntaxTreeNode) -> int:
    return node.map[0] + 1 if node.map else 1
