"""Comments are written in Markdown and shown as HTML that can do nothing but show text."""

import re
from collections.abc import Sequence
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

TAGS = {"a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "s", "strong", "ul"}
ATTRIBUTES = {"*": set[str](), "a": {"href"}, "ol": {"start"}}
SCHEMES = {"https", "mailto"}
_LINK = re.compile(r"(?:https://|mailto:)\S+", re.IGNORECASE)


def to_html(markdown: str) -> str:
    """Return the Markdown as safe HTML: a short list of tags, links marked as users' own, no image, no script.

    Links go to https and mailto addresses; any other stays as it was typed, so that nothing said is lost (threats T6
    and T14). Headings become bold paragraphs, for they would change the outline of the page around them.
    """
    return nh3.clean(
        _markdown.render(markdown),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="nofollow ugc noopener",
    )


def _may_link_to(url: str) -> bool:
    return _LINK.fullmatch(url) is not None


def _open_heading(_renderer: object, _tokens: Sequence[Any], _place: int, _options: object, _env: object) -> str:
    return "<p><strong>"


def _close_heading(_renderer: object, _tokens: Sequence[Any], _place: int, _options: object, _env: object) -> str:
    return "</strong></p>\n"


def _unlink_nowhere(state: StateCore) -> None:
    """Turn a link without an address back into what was typed."""
    for block in state.tokens:
        leads_nowhere: list[bool] = []
        for token in block.children or ():
            if token.type == "link_open":
                leads_nowhere.append(not token.attrs.get("href"))
                if leads_nowhere[-1]:
                    _become_text(token, "[")
            elif token.type == "link_close" and leads_nowhere.pop():
                _become_text(token, "]()")


def _become_text(token: Token, content: str) -> None:
    token.type, token.tag, token.nesting, token.content, token.attrs = "text", "", 0, content, {}


def _parser() -> MarkdownIt:
    markdown = MarkdownIt("js-default", {"html": False, "linkify": False, "typographer": False})
    markdown.disable(["image", "table"])
    markdown.validateLink = _may_link_to  # type: ignore[method-assign] # markdown-it documents it as replaceable
    markdown.core.ruler.push("unlink_nowhere", _unlink_nowhere)
    markdown.add_render_rule("heading_open", _open_heading)
    markdown.add_render_rule("heading_close", _close_heading)
    return markdown


_markdown = _parser()
