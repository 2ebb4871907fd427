"""Numbers without end, forms without measure, bytes that are no text: a no, and never a failure of ours."""

import pytest

from consult.app import MOST_BYTES
from tests.client import Client, Page
from tests.conftest import Scene

NUMBERS = ["0", "-1", "99999999999999999999", "1" * 4000, "1.5", "NaN", "%D9%A1", "1e3", "0x1", "%00", "1%00"]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_in_an_address_that_is_nobody_s_leads_to_nothing(scene: Scene, stranger: Client, number: str) -> None:
    for path in (f"{scene.home}/rounds/{number}", f"{scene.home}/d/{number}", f"{scene.home}/d/1/{number}"):
        stranger.get(path, status=404)


@pytest.mark.parametrize(
    "page", ["-1", "0", "999999999999999999", "1" * 4000, "NaN", "", "x", "1&page=2", "%00", "1%00"]
)
def test_a_page_that_is_none_is_answered_with_one_that_is(scene: Scene, stranger: Client, page: str) -> None:
    for path in (
        f"{scene.home}/log?before={page}",
        f"{scene.home}/d/1/1.1?page={page}",
        f"{scene.home}/results?page={page}&page[]=1",
    ):
        assert stranger.http.get(path).status_code in ({404} if "%00" in page else {200, 404}), path


@pytest.mark.parametrize(
    "path",
    [
        "/en/c/%00",
        "/en/c/a%00b/",
        "/%00",
        "/en/sign-in/link/%00",
        "/en/c/%ff%fe/",
        "/en/c/" + "x" * 5000 + "/",
        "/en/c/%F0%9F%92%A9/",
        "/en/k?q=%00",
        "/%E2%80%AE",
    ],
)
def test_an_address_that_no_database_can_hold_is_nobody_s(stranger: Client, path: str) -> None:
    assert stranger.http.get(path).status_code in {404, 410}


def test_a_nul_in_a_form_is_no_text(stranger: Client) -> None:
    page = stranger.post("/en/register", {"name": "Ami\0na", "email": "amina@example.org"}, status=422)
    assert "characters that are not text" in page.words


@pytest.mark.parametrize("content_type", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=b"])
def test_a_form_that_is_too_large_is_refused_on_a_page(stranger: Client, content_type: str) -> None:
    stranger.get("/en/sign-in")
    body = b"email=" + b"x" * MOST_BYTES
    page = Page(stranger.http.post("/en/sign-in", data=body, content_type=content_type))
    assert (page.status, page.heading) == (413, "Too large")


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"\xff\xfe\x00", "application/x-www-form-urlencoded"),
        (b"{}", "application/json"),
        (b"--b\r\n", "multipart/form-data; boundary=b"),
        (b"x", "multipart/form-data"),
        (b"", "text/\x00"),
        (b"a=1&" * 20000, "application/x-www-form-urlencoded"),
    ],
)
def test_a_body_that_is_no_form_is_refused(stranger: Client, body: bytes, content_type: str) -> None:
    stranger.get("/en/sign-in")
    answer = stranger.http.post("/en/sign-in", data=body, content_type=content_type)
    assert 400 <= answer.status_code < 500


def test_of_a_field_that_comes_twice_the_first_counts(stranger: Client) -> None:
    sent = [("csrf_token", stranger.proof()), ("email", "nobody"), ("email", "amina@example.org")]
    body = "&".join(f"{name}={value}" for name, value in sent)
    answer = stranger.http.post("/en/sign-in", data=body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "value", ["", ",", "*", "xx-" * 2000, "\xff", "en;q=x", ";;;", "zh-Hant-HK,ar;q=0.1", "-", "en;q=1e999"]
)
def test_whatever_a_browser_says_of_its_languages_there_is_a_page(stranger: Client, value: str) -> None:
    answer = stranger.http.get("/", headers={"Accept-Language": value})
    assert answer.status_code == 302


@pytest.mark.parametrize("cookie", ["x", "x.y.z", "e30.aa.bb", "\xff" * 100, "=" * 3000])
def test_a_cookie_that_is_not_ours_is_a_stranger_s(stranger: Client, cookie: str) -> None:
    stranger.http.set_cookie("consult", cookie)
    assert "Sign in" in stranger.get("/en/").words
