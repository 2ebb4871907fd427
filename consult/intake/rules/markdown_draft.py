"""A text in Markdown: headings become principles, paragraphs and list items the clauses under them."""

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_block import heading
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from consult.drafting.rules import ClauseKind, Image, Part
from consult.drafting.rules.wording import CONTROL
from consult.intake.rules.numbering import section_numbers
from consult.intake.rules.problems import FileRefused, Reason, decode, refuse
from consult.intake.rules.texts import Gathering, Notice, Spot, Told
from consult.intake.rules.texts.gathering import DEEPEST_LIST, MOST_LINES, split_id
from consult.intake.rules.texts.pictures import find_image, is_elsewhere, is_filled_in, name_of

LISTS = frozenset({"bullet_list", "ordered_list"})
NOTE = "footnote_reference"
DEFINITIONS = "dl"
MARKED = frozenset({"list_item", "dd", NOTE})
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:(?!---)(?:[A-Za-z][\w-]*:|[ \t#-]|(?=\n)).*\n)*---[ \t]*(?:\n|\Z)")
_ATTRIBUTES = re.compile(r"^[ \t]*\{:.*\}[ \t]*$", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_MARK = re.compile(r"\A[ \t]*(?:[-+*:~]|\d+[.)]|\[\^[^\]]*\]:)")
"""What stands before the first block of an item, of a meaning or of a footnote, on the same line."""
_CODE = re.compile(r"`[^`]*`")
_IMAGE = re.compile(
    r"!\[(?P<alt>[^\[\]]*)\]\([ \n]*(?P<source><[^<>\n]*>|[^\s()<>]+)"
    r"(?:[ \n]+(?:\"(?P<title>[^\"]*)\"|'(?P<other>[^']*)'))?[ \n]*\)"
)
_ALONE = re.compile(rf"{_IMAGE.pattern}(?:[ \t]*\{{:[^\n{{}}]*\}})?(?P<id>[ \t]*\{{#[^{{}}\s]*\}})?")
_markdown = (
    MarkdownIt("commonmark")
    .enable("table")
    .use(deflist_plugin)
    .use(footnote_plugin)
    .disable(["inline", "footnote_tail", "heading"])
)
_markdown.block.ruler.before("code", "headings", heading, {"alt": ["paragraph", "reference", "blockquote"]})
"""Headings are looked for before what no line with # can be, as a text may have thousands of them."""


def read_draft(files: Sequence[tuple[str, bytes]], images: Mapping[str, Image] | None = None) -> list[Part]:
    """Return the parts of the text that the files hold, in order; each file is a section of the one text.

    Headings of up to three levels become principles, and keep the number that they carry or that the file's name
    tells; one that begins with the word for an annex begins one; a deeper one heads the clause that follows.
    Paragraphs, list items (under the item they are nested in), quotations and code become clauses, tables parts of
    their own kind, as do a term with its meaning (`: ` before it) and a footnote (`[^label]:`); within a list item,
    another meaning or a footnote a term and its meaning are words: `term: meaning`. An image alone in its
    paragraph becomes a figure, its title the caption. `{#id}` at the end names a part for good; behind a term, a
    meaning or an item that is words it is passed over, as are front matter, comments and lines of attributes
    (`{: .class}`). Refuses with FileRefused, naming file and line: an empty file, another encoding than UTF-8, control
    characters, an id used twice or without words, a clause beyond 4,000 characters, a table beyond 20,000 and a
    heading beyond 500, lists nested more than five deep, more than 20,000 lines, an image without alternative text,
    among words, elsewhere or not among `images`, and a text without any clause.
    """
    found = Gathering(images)
    sections = section_numbers([name for name, _ in files])
    for name, data in files:
        read_markdown(found, name, data, sections.get(name))
    try:
        return found.parts()
    except FileRefused as error:
        if error.problem.reason is not Reason.NO_CLAUSE:
            raise
        raise refuse(files[-1][0] if files else "", None, Reason.NO_CLAUSE) from error


def read_markdown(found: Gathering, name: str, data: bytes, section: str | None = None) -> list[Notice]:
    """Add what a file of Markdown holds; return what is to be told about it. Refuses as `read_draft` does."""
    text = _plain_text(name, data)
    found.begin(section)
    reading = _Reading(found, name, text.split("\n"))
    for node in SyntaxTreeNode(_markdown.parse(text)).children:
        reading.add(node)
    found.end()
    return reading.notices


def _plain_text(name: str, data: bytes) -> str:
    """Return a file's text in Unicode's composed form with plain line ends, each line where it was in the file."""
    text = unicodedata.normalize("NFC", decode(name, data)).replace("\r\n", "\n").replace("\r", "\n")
    bad = CONTROL.search(text)
    if bad:
        raise refuse(name, text.count("\n", 0, bad.start()) + 1, Reason.CONTROL_CHARACTER, repr(bad[0]))
    if not text.strip():
        raise refuse(name, None, Reason.EMPTY)
    if text.count("\n") > MOST_LINES:
        raise refuse(name, MOST_LINES + 1, Reason.TOO_MANY_LINES, MOST_LINES)
    return _FRONT_MATTER.sub(lambda matter: "\n" * matter[0].count("\n"), text)


class _Reading:
    """One file: its lines, where its blocks go, and what is to be told about it."""

    def __init__(self, found: Gathering, name: str, lines: Sequence[str]) -> None:
        self.found, self.name, self.lines = found, name, lines
        self.notices: list[Notice] = []

    def add(self, node: SyntaxTreeNode) -> None:
        """Add one block of the file."""
        spot, kind = self._spot(node), node.type
        if kind == "heading":
            self.found.heading(spot, int(node.tag[1]), self._plain(node, node.children[0].content))
        elif kind == "paragraph":
            self._add_paragraph(spot, node)
        elif kind in LISTS:
            self._add_list(node, self.found.parent, 1)
        elif kind == DEFINITIONS:
            self._add_definitions(node)
        elif kind == NOTE:
            self._add_note(node)
        elif kind == "table":
            self.found.part(spot, self._words(node), kind=ClauseKind.TABLE, within=self.found.parent)
        else:
            self.found.part(spot, self._words(node), within=self.found.parent)

    def _add_paragraph(self, spot: Spot, node: SyntaxTreeNode) -> None:
        """Add a paragraph; one that is nothing but an image is a figure."""
        words = node.children[0].content.strip()
        image = _ALONE.fullmatch(words) if words.startswith("![") else None
        if image:
            self._add_figure(spot, image)
        else:
            self.found.part(spot, self._said(node, words), within=self.found.parent)

    def _add_list(self, node: SyntaxTreeNode, parent: int | None, depth: int) -> None:
        if depth > DEEPEST_LIST:
            raise self.found.no(self._spot(node), Reason.TOO_DEEP, f"{depth} / {DEEPEST_LIST}")
        for item in node.children:
            said = [self._words(child) for child in item.children if child.type not in {*LISTS, NOTE}]
            place = self.found.part(self._spot(item), "\n\n".join(filter(None, said)), within=parent)
            for child in item.children:
                if child.type in LISTS:
                    self._add_list(child, place, depth + 1)
                else:
                    self._add_notes(child)

    def _add_definitions(self, node: SyntaxTreeNode) -> None:
        """Add each term with all its meanings."""
        for term, meaning in _defined(node):
            called = self._plain(term, term.children[0].content)
            self.found.definition(self._spot(term), called, self._all_words(meaning))
            for block in meaning:
                self._add_notes(block)

    def _add_notes(self, node: SyntaxTreeNode) -> None:
        """Add a footnote, or those among the meanings of a list of terms, which are no words of what stands around."""
        if node.type == NOTE:
            self._add_note(node)
        elif node.type in {DEFINITIONS, "dd"}:
            for child in node.children:
                self._add_notes(child)

    def _add_note(self, node: SyntaxTreeNode) -> None:
        self.found.footnote(self._spot(node), str(node.meta["label"]), self._all_words(node.children))
        for child in node.children:
            self._add_notes(child)

    def _add_figure(self, spot: Spot, image: re.Match[str]) -> None:
        source, alt = image["source"].strip("<>"), " ".join(image["alt"].split())
        if not alt:
            raise self.found.no(spot, Reason.NO_ALT_TEXT, source)
        if is_elsewhere(source):
            raise self.found.no(spot, Reason.REMOTE_IMAGE, source)
        found = find_image(source, self.found.images)
        if found is None and not is_filled_in(source):
            raise self.found.no(spot, Reason.MISSING_IMAGE, name_of(source))
        if found is None:
            self.notices.append(Notice(self.name, Told.IMAGE_NOT_THERE, detail=name_of(source)))
        caption = " ".join((image["title"] or image["other"] or "").split())
        content = alt + (image["id"] or "")
        self.found.figure(spot, content, name_of(source), found, caption=caption)

    def _plain(self, node: SyntaxTreeNode, words: str) -> str:
        """Return words that hold no image; refuse those that do."""
        if "![" in words and (image := _IMAGE.search(_CODE.sub("", words))):
            raise self.found.no(self._spot(node), Reason.IMAGE_IN_WORDS, image["source"])
        return words

    def _said(self, node: SyntaxTreeNode, words: str) -> str:
        """Return what a paragraph or a heading says, without lines of attributes."""
        return self._plain(node, _ATTRIBUTES.sub("", words).strip())

    def _all_words(self, nodes: Sequence[SyntaxTreeNode]) -> str:
        return "\n\n".join(filter(None, map(self._deep_words, nodes)))

    def _deep_words(self, node: SyntaxTreeNode) -> str:
        """Return what a block within a footnote or a definition says, lists as they were written."""
        if node.type not in LISTS:
            return self._words(node)
        return self._plain(node, self._source(node, self._lines_with_ids(node)))

    def _words(self, node: SyntaxTreeNode) -> str:
        """Return what a block says, as its author wrote it."""
        kind = node.type
        if kind in {"paragraph", "heading"}:
            return self._said(node, node.children[0].content)
        if kind in {"table", "blockquote"}:
            return self._plain(node, self._source(node))
        if kind == DEFINITIONS:
            return "\n\n".join(self._term_words(term, meaning) for term, meaning in _defined(node))
        if kind == "html_block":
            return _without_comments(node.content)
        return node.content.strip("\n") if kind in {"fence", "code_block"} else ""

    def _term_words(self, term: SyntaxTreeNode, meaning: Sequence[SyntaxTreeNode]) -> str:
        """Return a term and its meaning as words: in one line where the meaning begins with a paragraph."""
        called = _without_id(self._said(term, term.children[0].content))
        blocks = [(block.type, said) for block in meaning if (said := self._deep_words(block))]
        if not blocks:
            return called
        between = ": " if blocks[0][0] == "paragraph" else ":\n\n"
        words = "\n\n".join(_without_id(said) if kind == "paragraph" else said for kind, said in blocks)
        return f"{called}{between}{words}"

    def _source(self, node: SyntaxTreeNode, with_ids: Iterable[int] = ()) -> str:
        """Return the lines of a block, without the marks of what it is the first block of and the ids behind some."""
        start, end = node.map or (0, 0)
        lines = list(self.lines[start:end])
        for at in with_ids:
            lines[at - start] = lines[at - start].rpartition("{#")[0].rstrip()
        text, around = "\n".join(lines), node.parent
        while around and not around.is_root and around.map and around.map[0] == start:
            if around.type in MARKED:
                text = _MARK.sub(lambda mark: re.sub(r"\S", " ", mark[0]), text)
            around = around.parent
        return _ATTRIBUTES.sub("", textwrap.dedent(text)).strip()

    def _lines_with_ids(self, node: SyntaxTreeNode) -> Iterator[int]:
        """Give the lines in which an id stands behind a paragraph of a list."""
        for each in node.walk():
            words = _ATTRIBUTES.sub("", each.children[0].content).strip() if each.type == "paragraph" else ""
            if _without_id(words) != words:
                yield next(at for at in reversed(range(*(each.map or ()))) if "{#" in self.lines[at])

    def _spot(self, node: SyntaxTreeNode) -> Spot:
        lines = node.map
        return Spot(self.name, lines[0] + 1 if lines else 1)


def _defined(node: SyntaxTreeNode) -> list[tuple[SyntaxTreeNode, list[SyntaxTreeNode]]]:
    """Return each term of a list of definitions, and the blocks of all its meanings."""
    found: list[tuple[SyntaxTreeNode, list[SyntaxTreeNode]]] = []
    for child in node.children:
        if child.type == "dt":
            found.append((child, []))
        else:
            found[-1][1].extend(child.children)
    return found


def _without_id(words: str) -> str:
    """Return words that are no part without the id behind them; one that stands alone stays."""
    return split_id(words)[0] or words


def _without_comments(html: str) -> str:
    """Return the HTML without its comments and the space around them; one that nobody closed stays as it is."""
    end = html.rfind("-->") + len("-->")  # beyond it every search for the end of a comment would be in vain
    *before, last = _COMMENT.split(html[:end])
    return "".join(piece.strip() for piece in (*before, last + html[end:]))
