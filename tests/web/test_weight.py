"""What a first visit costs someone whose line is slow and paid by the megabyte."""

import pytest

from consult.localisation.rules.languages import LANGUAGES
from tests.client import Client, Page
from tests.conftest import Scene
from tests.world import World

MOST_BYTES = 60_000
A_LONG_TEXT = "\n\n".join(
    f"# Principle {number}\n\nSystems of kind {number} are tested before they are used on people, and again after every "
    f"material change; the tests, their limits and their results are published in a form that others can repeat."
    for number in range(1, 101)
)


def weigh(client: Client, path: str, encoding: str) -> int:
    """Return how many bytes a page and everything it loads have on the line."""
    page = client.get(path)
    assert fetched_elsewhere(page) == []
    loaded = [each.get("href") for each in page.root.all("link")] + [
        each.get("src") for each in page.root.all("script")
    ]
    headers = {"Accept-Encoding": encoding}
    answers = [client.http.get(address, headers=headers, buffered=True) for address in [path, *loaded]]
    assert [answer.status_code for answer in answers] == [200] * len(answers)
    assert {answer.headers.get("Content-Encoding", encoding) for answer in answers} == {encoding}
    assert answers[0].headers["Content-Encoding"] == encoding
    return sum(len(answer.get_data()) + len(str(answer.headers)) for answer in answers)


def fetched_elsewhere(page: Page) -> list[str]:
    """Return what the page loads from another host; links that a reader may follow are not loaded."""
    addresses = [each.get("src") for each in page.root] + [each.get("href") for each in page.root.all("link")]
    return [address for address in addresses if address and not address.startswith("/static/")]


@pytest.mark.parametrize("encoding", ["br", "gzip"])
@pytest.mark.parametrize("lang", [language.tag for language in LANGUAGES])
def test_a_first_visit_to_a_consultation_costs_at_most_60_kilobytes(
    stranger: Client, scene: Scene, lang: str, encoding: str
) -> None:
    home = f"/{lang}/c/{scene.consultation.slug}/"
    assert weigh(stranger, home, encoding) <= MOST_BYTES
    assert weigh(stranger, f"{home}d/1", encoding) <= MOST_BYTES


def test_a_long_text_costs_no_more(stranger: Client, scene: Scene, world: World) -> None:
    world.a_draft(scene.consultation, A_LONG_TEXT)
    assert weigh(stranger, f"{scene.home}/d/2", "gzip") <= MOST_BYTES


def test_styles_and_scripts_are_kept_for_a_year(stranger: Client) -> None:
    for each in stranger.get("/en/").root.all("link", "script"):
        answer = stranger.http.get(each.get("href") or each.get("src"), buffered=True)
        assert answer.cache_control.max_age == 31_536_000
        assert "v=" in (each.get("href") or each.get("src"))


def test_an_unchanged_page_is_not_sent_again(stranger: Client, scene: Scene) -> None:
    for headers in ({}, {"Accept-Encoding": "br"}):
        first = stranger.http.get(f"{scene.home}/d/1", headers=headers)
        again = stranger.http.get(f"{scene.home}/d/1", headers={**headers, "If-None-Match": first.headers["ETag"]})
        assert (first.status_code, again.status_code, again.get_data()) == (200, 304, b"")
