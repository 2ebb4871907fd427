"""Sheets of comments in a browser: looked at row by row, taken, returned, forgotten; without any script."""

from datetime import timedelta
from io import BytesIO

import pytest

from consult.consultations.service import Role
from consult.deliberation import service as deliberation
from consult.intake import service as intake
from consult.intake.service.sheets import read_sheet
from consult.kernel import clock
from consult.rounds.rules.states import RoundKind
from tests.client import Client, Page
from tests.conftest import Scene
from tests.html import values
from tests.intake.sheets import FI, KE, a_csv, a_workbook, with_part
from tests.world import World

SHEETS = "/en/c/principles/sheets"
NOBODY = ("", "", "", "", "Who am I?", "")


def upload(client: Client, content: bytes, name: str = "sheet.csv", **typed: str) -> Page:
    """Send the form with a sheet in it."""
    form = client.get(SHEETS).form("/sheets")
    sent = {**values(form), **typed, "file": (BytesIO(content), name)}
    return Page(client.http.post(SHEETS, data=sent, content_type="multipart/form-data"))


def total(world: World, scene: Scene) -> int:
    with world.reading():
        scope = {"consultation_id": scene.consultation.id, "round_id": scene.round.id}
        return len(deliberation.comments_in(**scope, proposed=False))


def test_the_rows_are_shown_with_their_places_and_why_before_anything_is_taken(
    organiser: Client, world: World, scene: Scene
) -> None:
    page = organiser.follow(upload(organiser, a_workbook(FI, NOBODY, KE, ("SE", "", "9.9", "", "x", "")), "s.xlsx"))
    for words in (
        "2 of 3 rows that can be taken say where they belong.",
        "The comments come into round 1, on draft 1.",
        "By its number: 1.1",
        "The row speaks of the whole draft",
        "Not found in this draft: 9.9",
        "The row does not say who comments",
        "1 row cannot be taken",
    ):
        assert words in page.words
    assert page.link("1.1") == "/en/c/principles/d/1/1.1"
    assert total(world, scene) == 0


def test_good_rows_are_taken_and_the_others_returned_as_a_sheet_with_the_reason(
    organiser: Client, world: World, scene: Scene
) -> None:
    address = upload(organiser, a_csv(FI, NOBODY, KE)).headers["Location"]
    rest = organiser.http.get(f"{address}/rest.xlsx").data
    (row,) = read_sheet("rest.xlsx", rest).refused
    assert row.cells["comment"] == "Who am I?"
    assert row.cells["why"] == "The row does not say who comments, in 1 to 200 readable characters."
    done = organiser.follow(organiser.fill(address, address, status=303))
    assert "2 comments were imported. 2 of 2 rows say where they belong." in done.words
    assert "One row was not taken." in done.words
    assert "There is nothing new to take" in done.words
    assert total(world, scene) == 2
    again = organiser.follow(organiser.post(address, status=303))
    assert "0 comments were imported." in again.words
    assert total(world, scene) == 2


def test_a_category_that_was_chosen_is_kept_until_the_rows_are_taken(
    organiser: Client, world: World, scene: Scene
) -> None:
    address = upload(organiser, a_csv(KE), category="civil_society").headers["Location"]
    organiser.fill(address, address, status=303)
    with world.reading():
        scope = {"consultation_id": scene.consultation.id, "round_id": scene.round.id}
        assert [one.category for one in deliberation.comments_in(**scope, proposed=False)] == ["civil_society"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "No row among the first 20 names the columns of a comment table."),
        (b"a,b\n1,2\n", "No row among the first 20 names the columns of a comment table."),
        (b"PK\x03\x04 nothing", "This is no workbook in the format XLSX, or it is damaged."),
        (with_part("/etc/x", b"x", in_place=False), "it holds what no comment table needs"),
    ],
)
def test_what_is_no_sheet_of_comments_is_refused_beside_the_field(organiser: Client, content: bytes, told: str) -> None:
    page = upload(organiser, content, "s.xlsx")
    assert page.status == 422
    assert told in page.words
    page.form("/sheets")


def test_without_a_file_or_with_an_unknown_category_the_form_comes_back(organiser: Client) -> None:
    assert "Choose the file that holds the comments." in organiser.fill(SHEETS, "/sheets", status=422).words
    assert upload(organiser, a_csv(FI), category="kings").status == 422


def test_a_sheet_is_seen_by_nobody_else_and_forgotten_when_asked(
    organiser: Client, moderator: Client, stranger: Client, world: World, scene: Scene
) -> None:
    address = upload(organiser, a_csv(FI)).headers["Location"]
    assert moderator.http.get(address).status_code == 403
    assert stranger.http.get(address).status_code == 303
    other = world.a_person("Oscar Other")
    world.a_role(scene.consultation, other, Role.ORGANISER)
    Client(organiser.app, world.a_session(other)).get(address, status=404)
    shown = organiser.follow(organiser.fill(address, "/forget", status=303))
    assert "The sheet is forgotten." in shown.words
    organiser.get(address, status=404)
    organiser.post(address, status=404)


def test_a_second_sheet_takes_the_place_of_the_first(organiser: Client) -> None:
    first = upload(organiser, a_csv(FI)).headers["Location"]
    second = upload(organiser, a_csv(KE)).headers["Location"]
    organiser.get(first, status=404)
    organiser.get(second)


def test_a_sheet_is_forgotten_after_three_days(organiser: Client, world: World) -> None:
    address = upload(organiser, a_csv(FI)).headers["Location"]
    with world.reading():
        assert intake.forget_old_uploads() == 0
    with clock.moved(timedelta(days=3, seconds=1)), world.reading():
        assert intake.forget_old_uploads() == 1
    organiser.get(address, status=404)


def test_without_a_round_the_page_says_what_will_be_entered(organiser: Client, world: World, scene: Scene) -> None:
    world.a_draft(scene.consultation)
    page = organiser.follow(upload(organiser, a_csv(FI)))
    assert "There has been no round on draft 2." in page.words


def test_a_consultation_without_a_text_takes_no_sheet(organiser: Client, world: World, scene: Scene) -> None:
    world.a_consultation(slug="empty", organiser=scene.people["organiser"])
    page = organiser.get("/en/c/empty/sheets")
    assert "Publish a draft first" in page.words
    assert organiser.post("/en/c/empty/sheets", {}).status == 422


def test_many_rows_are_shown_a_hundred_at_a_time(organiser: Client) -> None:
    page = organiser.follow(upload(organiser, a_csv(*[("FI", "", "1.1", "", f"Number {n}.", "") for n in range(150)])))
    assert "Number 99." in page.words
    assert "Number 100." not in page.words
    assert "Number 149." in organiser.get(page.link("Next page")).words


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_everyone_downloads_a_round_with_what_became_of_its_comments(
    stranger: Client, world: World, scene: Scene, form: str
) -> None:
    world.a_comment(scene.round, scene.people["citizen"], "=1+1")
    world.answering(world.closed(scene.round))
    address = stranger.get("/en/c/principles/answers").link(f"Comments of round 1 as {form.upper()}")
    got = stranger.http.get(address)
    assert "attachment" in got.headers["Content-Disposition"]
    assert f"principles-round-1-comments.{form}" in got.headers["Content-Disposition"]
    (entry,) = read_sheet(f"s.{form}", got.data).entries
    assert (entry.text, entry.organisation) == ("=1+1", "Carmen Citizen")
    if form == "csv":
        assert b'"\'=1+1"' in got.data


def test_a_round_of_statements_has_no_sheet(stranger: Client, world: World) -> None:
    made = world.a_consultation(slug="asked")
    world.a_round(made, kind=RoundKind.STATEMENTS, statements=("Machines may vote.",))
    stranger.get("/en/c/asked/rounds/1/comments.csv", status=404)
