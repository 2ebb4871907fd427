"""What a template may not contain, so that the content security policy and every language hold."""

import re

import pytest

from . import sources

FORBIDDEN = {
    "unescaped output": re.compile(r"\|\s*safe\b|\bautoescape\s+false\b"),
    "an inline style": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "an inline script": re.compile(r"<script\b(?![^>]*\ssrc=)|\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE),
    "an htmx attribute that evaluates code": re.compile(
        r"\shx-on[:a-z-]*\s*=|hx-(?:vals|headers)\s*=\s*[\"']js:|hx-trigger\s*=\s*\"[^\"]*\["
    ),
    "a trans block that keeps its line breaks": re.compile(r"\{%[-+]?\s*trans\b(?![^%]*\btrimmed\b)"),
    "another host": re.compile(r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//", re.IGNORECASE),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_contains(what: str) -> None:
    found = [
        f"{sources.relative(path)}:{number}"
        for path in sources.templates()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if FORBIDDEN[what].search(line)
    ]
    assert found == [], f"{what} stands in {found}"


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("unescaped output", "{{ comment.html|safe }}"),
        ("an inline style", '<div class="bar" style="width: 3%">'),
        ("an inline script", "<script>vote()</script>"),
        ("an inline script", '<button onclick="vote()">'),
        ("an htmx attribute that evaluates code", '<form hx-on::after-request="reset()">'),
        ("a trans block that keeps its line breaks", "{% trans count=3 %}"),
        ("another host", '<script src="https://example.org/x.js"></script>'),
    ],
)
def test_such_a_line_would_be_found(what: str, line: str) -> None:
    assert FORBIDDEN[what].search(line)


@pytest.mark.parametrize(
    "line",
    ["{% trans trimmed name=name %}", "<script src=\"{{ asset('js/page.js') }}\" defer></script>", "{{ text|safely }}"],
)
def test_an_innocent_line_is_not_found(line: str) -> None:
    assert not any(pattern.search(line) for pattern in FORBIDDEN.values())


def test_text_is_declared_safe_only_where_it_was_sanitised() -> None:
    """`Markup` switches escaping off; each use of it is one place that a reviewer knows."""
    uses = [
        sources.relative(path)
        for path in sources.python_files()
        if re.search(r"\bMarkup\(|\brender_template_string\(", path.read_text(encoding="utf-8"))
    ]
    assert [path for path in uses if path not in SANITISERS] == []


SANITISERS: tuple[str, ...] = ("consult/web/render.py",)
"""The files that may declare text safe, because what they declare so has been sanitised there."""


def test_styles_follow_the_direction_of_the_language() -> None:
    physical = re.compile(
        r"(?:margin|padding|border)-(?:left|right)\b|(?<![-\w])(?:left|right)\s*:|(?:float|text-align|clear)\s*:\s*(?:left|right)\b"
    )
    found = [
        f"{sources.relative(path)}:{number}"
        for path in sorted((sources.PACKAGE / "static" / "css").glob("*.css"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if physical.search(line)
    ]
    assert found == []
