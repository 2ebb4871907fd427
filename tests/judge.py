"""What every page must be, judged each time a test fetches one."""

import re
from collections import Counter
from itertools import pairwise

from werkzeug.test import TestResponse

from tests.html import TYPED, Element, read

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*|und")
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
WITHOUT_PROOF = ("/practice",)
"""Where forms lead that change nothing, and whose page must leave no cookie."""
OTHER_HOST = re.compile(r"(https?:)?//")


def judge(response: TestResponse) -> Element:
    """Return the page's elements; refuse a page that is not what every page must be."""
    text = response.get_data(as_text=True)
    root = read(text)
    _judge_headers(response)
    is_whole = bool(root.all("html"))
    for check in (_unique_ids, _labels, _forms, _no_inline, _languages, _known_ids):
        check(root, is_whole)
    if is_whole:
        _judge_frame(root)
    return root


def _judge_headers(response: TestResponse) -> None:
    for name, value in HEADERS.items():
        assert response.headers.get(name) == value, name
    policy = response.headers.get("Content-Security-Policy", "")
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "HX-Request" in response.headers.get("Vary", "")
    assert response.headers.get("Cache-Control"), "a page says how it may be cached"


def _judge_frame(root: Element) -> None:
    (html,) = root.all("html")
    assert html.get("lang")
    assert html.get("dir") in {"ltr", "rtl"}
    titles = [each.text for each in root.all("title") if not _inside(each, "svg")]
    headings = [each.text for each in root.all("h1")]
    assert titles == headings, f"title {titles}, h1 {headings}"
    assert len(root.all("main")) == 1
    levels = [int(each.tag[1]) for each in root.all("h1", "h2", "h3", "h4", "h5", "h6")]
    jumps = [(one, two) for one, two in pairwise(levels[levels.index(1) :]) if two > one + 1]
    assert jumps == [], f"headings jump {jumps}"


def _unique_ids(root: Element, _is_whole: bool) -> None:
    counted = Counter(each.get("id") for each in root if "id" in each.attributes)
    assert [name for name, times in counted.items() if times > 1 or not name] == [], "an id twice"


def _known_ids(root: Element, is_whole: bool) -> None:
    if not is_whole:
        return
    known = {each.get("id") for each in root}
    for name in ("aria-describedby", "aria-labelledby", "for"):
        asked = {part for each in root for part in each.get(name).split()}
        assert asked <= known, f"{name} names {sorted(asked - known)}"


def _labels(root: Element, _is_whole: bool) -> None:
    labelled = {each.get("for") for each in root.all("label")}
    for control in root.all(*TYPED):
        if control.get("type") in {"hidden", "submit"}:
            continue
        named = control.get("id") in labelled or control.get("aria-label") or control.get("aria-labelledby")
        assert named or _inside(control, "label"), f"no label for {control.attributes}"
    for button in root.all("button"):
        assert button.text or button.get("aria-label"), "a button without words"
        assert button.get("type"), "a button that does not say its type"


def _forms(root: Element, _is_whole: bool) -> None:
    for form in root.all("form"):
        assert form.get("method") in {"get", "post"}, form.attributes
        assert form.get("action").startswith("/"), form.attributes
        if form.get("method") == "post" and not form.get("action").endswith(WITHOUT_PROOF):
            assert any(each.get("name") == "csrf_token" for each in form.all("input")), form.attributes


def _no_inline(root: Element, _is_whole: bool) -> None:
    for each in root:
        assert "style" not in each.attributes, each.attributes
        assert not any(name.startswith("on") for name in each.attributes), each.attributes
        assert each.tag != "style"
        if each.tag == "script":
            assert each.get("src").startswith("/"), "an inline script"
        if each.tag in {"link", "img", "script", "iframe", "form"}:
            address = each.get("src") or each.get("href") or each.get("action")
            assert not OTHER_HOST.match(address), f"another host: {address}"
        assert not each.get("href").startswith("javascript:")


def _languages(root: Element, _is_whole: bool) -> None:
    for each in root:
        if "lang" in each.attributes:
            assert LANGUAGE.fullmatch(each.get("lang")), f"lang={each.get('lang')!r}"
        assert each.get("dir", "auto") in {"ltr", "rtl", "auto"}


def _inside(element: Element, tag: str) -> bool:
    parent = element.parent
    while parent is not None and parent.tag != tag:
        parent = parent.parent
    return parent is not None
