"""Whatever a comment holds, the HTML made of it can do nothing but show text."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.deliberation.rules.markup import to_html

ALLOWED = {
    "a": {"href", "rel"}, "ol": {"start"},
    **dict.fromkeys(["blockquote", "br", "code", "em", "hr", "li", "p", "pre", "s", "strong", "ul"], frozenset[str]()),
}  # fmt: skip
REL = "nofollow ugc noopener"
MOST_SECONDS = 2
"""Twice what a request may take (threat T15), for the slowest machine that runs these tests."""


class Reading(HTMLParser):
    """Collects the tags that a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)


def require_harmless(html: str) -> Reading:
    """Return what a browser sees of the HTML; fail on any tag, attribute or address that could do something."""
    seen = Reading(html)
    for tag, attributes in seen.tags:
        assert tag in ALLOWED, html
        assert set(attributes) <= ALLOWED[tag], html
        if tag == "a":
            assert attributes["rel"] == REL
            assert (attributes["href"] or "").lower().startswith(("https://", "mailto:")), html
    return seen


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("one\n\ntwo", "<p>one</p>\n<p>two</p>\n"),
        (
            "**strong** and *soft* and `code`",
            "<p><strong>strong</strong> and <em>soft</em> and <code>code</code></p>\n",
        ),
        ("~~not~~", "<p><s>not</s></p>\n"),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>\n'),
        ("a  \nb", "<p>a<br>\nb</p>\n"),
        ("a\n\n---\n\nb", "<p>a</p>\n<hr>\n<p>b</p>\n"),
        ("```\na < b\n```", "<pre><code>a &lt; b\n</code></pre>\n"),
        (
            "[the act](https://example.org/a?b=1&c=2)",
            f'<p><a href="https://example.org/a?b=1&amp;c=2" rel="{REL}">the act</a></p>\n',
        ),
        ("[nowhere]() and []()", "<p>[nowhere]() and []()</p>\n"),
        ("<ada@example.org>", f'<p><a href="mailto:ada@example.org" rel="{REL}">ada@example.org</a></p>\n'),
        ("审计 تدقيق", "<p>审计 تدقيق</p>\n"),
        ("", ""),
    ],
)
def test_markdown_is_shown_as_what_it_says(markdown: str, html: str) -> None:
    assert to_html(markdown) == html


def test_headings_are_bold_paragraphs_and_never_headings() -> None:
    assert (
        to_html("# A\n## B\nC\n===")
        == "<p><strong>A</strong></p>\n<p><strong>B</strong></p>\n<p><strong>C</strong></p>\n"
    )


def test_a_table_stays_as_it_was_typed() -> None:
    assert to_html("a|b\n-|-\n1|2") == "<p>a|b\n-|-\n1|2</p>\n"


def test_an_image_is_a_link_that_loads_nothing() -> None:
    seen = require_harmless(to_html("![logo](https://evil.example/t.png)"))
    assert [tag for tag, _ in seen.tags] == ["p", "a"]
    assert "!logo" in seen.text


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "&#106;avascript:alert(1)",
        "javascript&colon;alert(1)", "vbscript:x", "data:text/html;base64,PHNjcmlwdD4=", "data:image/png;base64,AA",
        "file:///etc/passwd", "http://example.org", "ftp://example.org", "/sign-out", "//evil.example", "?open=1", "#top",
        "https:/example.org", "\\\\evil.example", "https://", "x:y",
    ],
)  # fmt: skip
def test_a_link_elsewhere_than_to_https_and_mail_stays_as_it_was_typed(address: str) -> None:
    for markdown in (f"[words]({address})", f"[words](<{address}>)", f"[words]\n\n[words]: {address}"):
        seen = require_harmless(to_html(markdown))
        assert "a" not in {tag for tag, _ in seen.tags}
        assert "words" in seen.text


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        '<a href="javascript:alert(1)">x</a>',
        '<div hx-get="/sign-out" hx-trigger="load">x</div>',
        '<p data-hx-post="/vote" hx-on:click="alert(1)">x</p>',
        "<style>*{display:none}</style>",
        '<p style="position:fixed">x</p>',
        "<iframe src=//evil.example>",
        "<!-- <script> --!><script>alert(1)</script>",
        "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
        "</p></article><h1>fake</h1>",
        "<form action=//evil.example><input name=a>",
        "<base href=//evil.example>",
        "<meta http-equiv=refresh content=0>",
        "<![CDATA[<script>alert(1)</script>]]>",
        "<?php echo 1 ?>",
    ],
)
@pytest.mark.parametrize(
    "around", ["{}", "- {}", "> - {}", "# {}", "**{}**", "`{}`", "[{}](https://example.org)", "```\n{}\n```", "\\{}"]
)
def test_html_is_shown_as_the_text_that_it_is(html: str, around: str) -> None:
    seen = require_harmless(to_html(around.format(html)))
    assert html.strip("<>").split()[0][:8] in seen.text


def test_a_link_s_words_and_title_carry_nothing() -> None:
    seen = require_harmless(
        to_html('[<img src=x onerror=alert(1)>](https://e.org/"onmouseover=alert(1) "t onclick=x")')
    )
    assert "img" not in {tag for tag, _ in seen.tags}


pieces = st.sampled_from(
    ["<", ">", "&", '"', "'", "[", "](", ")", "![", "`", "```", "*", "_", "~~", "#", "- ", "1. ", "> ", "\n", "\n\n", "    ", "|",
     "script", "img src=x", "onerror=", "hx-get=", "javascript:", "https://e.org", "data:", "&lt;", "&#60;", "\\", "{{", "\t", "é", "\u202e"]
)  # fmt: skip


@given(st.lists(pieces, max_size=25).map("".join))
@settings(max_examples=300)
def test_no_mixture_of_markdown_and_html_does_anything(markdown: str) -> None:
    require_harmless(to_html(markdown))


@given(st.text(max_size=80))
@settings(max_examples=100)
def test_any_text_is_harmless(text: str) -> None:
    require_harmless(to_html(text))


@pytest.mark.parametrize(
    "piece", ["[", "![", ">", "> ", "- ", "* a ", "`", "*a ", "**", "<", "(", "[a](", "&", "~~", "1. ", "\\", "_a"]
)
def test_ten_thousand_characters_of_anything_do_not_keep_the_server_busy(piece: str) -> None:
    with untraced():
        begun = time.process_time()
        html = to_html((piece * 10_000)[:10_000])
        took = time.process_time() - begun
    require_harmless(html)
    assert took < MOST_SECONDS


@contextmanager
def untraced() -> Iterator[None]:
    """Keep the measure of coverage, which watches every line, out of the measure of time."""
    tracer = sys.gettrace()
    sys.settrace(None)
    try:
        yield
    finally:
        sys.settrace(tracer)
