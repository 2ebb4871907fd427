"""A person at a browser: visits pages, fills forms as they stand, and judges every page it is shown."""

from collections.abc import Mapping

from flask import Flask
from werkzeug.test import TestResponse

from tests.html import Element, values
from tests.judge import judge

HTMX = {"HX-Request": "true"}


class Page:
    """An answer with its elements, where it is HTML."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.headers = response.headers
        self.text = response.get_data().decode(errors="replace")  # a workbook is no text
        is_html = response.mimetype == "text/html" and "attachment" not in response.headers.get(
            "Content-Disposition", ""
        )
        is_page = is_html and self.text and not response.location
        self.root = judge(response) if is_page else Element("", {})

    @property
    def heading(self) -> str:
        return next((each.text for each in self.root.all("h1")), "")

    @property
    def words(self) -> str:
        """What a person reads on the page."""
        return self.root.text

    def form(self, action: str | None = None) -> Element:
        """Return the form whose address ends with `action`; without one, the only form that is not the frame's."""
        forms = [each for each in self.root.all("form") if action is None or each.get("action").endswith(action)]
        assert len(forms) == 1, f"{len(forms)} forms for {action}: {[each.get('action') for each in forms]}"
        return forms[0]

    def by_id(self, name: str) -> Element:
        return next(each for each in self.root if each.get("id") == name)

    def link(self, words: str) -> str:
        """Return the address of the link with these words."""
        return next(each.get("href") for each in self.root.all("a") if each.text == words)


class Client:
    """A browser of one person, or of a stranger."""

    def __init__(self, app: Flask, session_token: str | None = None) -> None:
        self.app = app
        self.http = app.test_client()
        if session_token is not None:
            with self.http.session_transaction() as session:
                session["_user_id"] = session_token
                session["_fresh"] = True

    def get(self, path: str, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Page:
        """Visit a page; it must answer with this status."""
        page = Page(self.http.get(path, headers=headers))
        assert page.status == status, f"GET {path}: {page.status}, {page.words[:300]}"
        return page

    def fragment(self, path: str, *, status: int = 200) -> Page:
        """Visit a page as htmx does."""
        return self.get(path, status=status, headers=HTMX)

    def fill(
        self,
        path: str,
        action: str | None = None,
        /,
        *,
        status: int = 303,
        headers: Mapping[str, str] | None = None,
        **typed: str,
    ) -> Page:
        """Visit a page, fill in its form and send it: hidden fields and what stands there go along."""
        form = self.get(path).form(action)
        sent = {**values(form), **typed}
        if form.get("method") == "get":
            return Page(self.http.get(form.get("action"), query_string=sent))
        return self.post(form.get("action"), sent, status=status, headers=headers)

    def post(
        self,
        path: str,
        data: Mapping[str, str] | None = None,
        *,
        status: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Page:
        """Send a form of one's own making, with a valid proof of origin unless it brings one."""
        sent = dict(data or {})
        sent.setdefault("csrf_token", self.proof())
        page = Page(self.http.post(path, data=sent, headers=headers))
        assert status is None or page.status == status, f"POST {path}: {page.status}, {page.words[:600]}"
        return page

    def proof(self) -> str:
        """Return a proof of origin that belongs to this browser."""
        form = Page(self.http.get("/en/sign-in")).form("/sign-in")
        return values(form)["csrf_token"]

    def follow(self, page: Page) -> Page:
        """Go where an answer leads."""
        return self.get(page.headers["Location"])
