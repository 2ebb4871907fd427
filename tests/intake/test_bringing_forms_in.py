"""Tables, figures, footnotes, definitions and annexes come in by page and by command, and everyone reads them as such."""

from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from docx import Document
from flask import Flask
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import stream_encode_multipart

from consult.consultations import service as consultations
from consult.drafting import service as drafting
from consult.intake import service as intake
from consult.intake.forms import REASONS
from consult.intake.rules.problems import Reason
from tests.client import Client, Page
from tests.command import run
from tests.html import values
from tests.intake.documents import a_document, a_figure, paragraph, saved, with_body
from tests.intake.documents import run as words
from tests.intake.forms_text import TEXT, with_forms
from tests.intake.pictures import a_gif, a_png
from tests.world import World

SETUP = "/en/c/machines/setup/text"


@pytest.fixture
def founder(world: World) -> Client:
    """The browser of someone who sets `machines` up."""
    person = world.a_person("Fatima Founder")
    world.a_consultation(slug="machines", title="Machines", organiser=person, is_announced=False)
    return Client(world.app, world.a_session(person))


@pytest.fixture
def published(world: World) -> str:
    """Return the address of the first draft of `forms`, which everyone reads."""
    return with_forms(world)


def send(client: Client, path: str, *files: tuple[str, bytes], **typed: str) -> Page:
    """Send the form with these files in it."""
    form = client.get(path).form(path)
    uploads = [FileStorage(BytesIO(content), name) for name, content in files]
    sent = MultiDict({**values(form), **typed, "file": uploads})
    stream, length, boundary = stream_encode_multipart(sent, use_tempfile=False)
    kind = f'multipart/form-data; boundary="{boundary}"'
    return Page(client.http.post(form.get("action"), data=stream.read(length), content_type=kind))


def test_a_text_with_its_image_is_kept_and_shown_to_whoever_sets_it_up(
    founder: Client, stranger: Client, moderator: Client
) -> None:
    assert send(founder, SETUP, ("flow.png", a_png()), text=TEXT).status == 303
    page = founder.get(SETUP)
    (image,) = page.root.all("img")
    assert (image.get("alt"), image.get("src")) == ("Two boxes and an arrow", "/en/c/machines/d/1/1.3/image")
    assert "2 principles and 6 clauses" in page.words
    for shown in ("Table", "audit", "How it goes", "A machine that decides.", "Annex A Forms", "Footnote"):
        assert shown in page.words
    sent = founder.http.get(image.get("src"))
    assert (sent.status_code, sent.data, sent.headers["Cache-Control"]) == (200, a_png(), "no-store")
    for someone in (stranger, moderator):
        assert someone.http.get(image.get("src")).status_code == 404


def test_the_image_stays_while_the_text_holds_it_and_is_forgotten_afterwards(world: World, founder: Client) -> None:
    send(founder, SETUP, ("flow.png", a_png()), text=TEXT)
    again = founder.fill(SETUP, "/setup/text", text=TEXT.replace("serve people", "serve all people"))
    assert again.status == 303
    founder.fill(SETUP, "/setup/text", text="Only words.")
    with world.reading():
        assert drafting.images_of(consultations.get_consultation("machines").id) == {}
    refused = founder.fill(SETUP, "/setup/text", text=TEXT, status=422)
    assert f"Pasted text, line 10: {REASONS[Reason.MISSING_IMAGE] % {'detail': 'flow.png'}}" in refused.words


def test_a_document_is_kept_and_says_what_it_did_not_keep(founder: Client) -> None:
    body = paragraph(words("Systems ") + f"<w:ins>{words('serve people.')}</w:ins>")
    sent = send(founder, SETUP, ("draft.docx", with_body(body, comments='<w:comment w:id="1"/>')), text="")
    assert sent.status == 303
    page = founder.get(SETUP)
    assert "1 Systems serve people." in page.words
    assert "draft.docx: It held 1 tracked change. It was accepted" in page.words
    assert "draft.docx: Its 1 comment in the margin was not taken in." in page.words


def test_a_document_that_cannot_be_taken_is_refused_by_its_paragraph(founder: Client) -> None:
    made = Document()
    made.add_paragraph("Words.")
    a_figure(made, alt="", name="Picture 4")
    refused = send(founder, SETUP, ("draft.docx", saved(made)), text="")
    assert refused.status == 422
    assert f"draft.docx, paragraph 2: {REASONS[Reason.NO_ALT_TEXT] % {'detail': 'Picture 4'}}" in refused.words
    refused = send(founder, SETUP, ("draft.docx", a_document("x" * 4001)), text="")
    assert f"draft.docx, paragraph 1 (“{'x' * 40}…”): {REASONS[Reason.TOO_LONG]}" in refused.words


def test_files_may_weigh_more_than_what_is_typed_but_not_anything(founder: Client) -> None:
    big = a_png() + Random(1).randbytes(1_900_000)
    names = {name: TEXT.replace("flow.png", name) for name in ("one.png", "two.png")}
    both = "\n\n".join(names.values()).replace("{#serve}", "").replace("[^why]", "")
    sent = send(founder, SETUP, *((name, big + name.encode()) for name in names), text=both)
    assert sent.status == 303
    assert send(founder, SETUP, *((f"{n}.png", big) for n in range(4)), text=TEXT).status == 413


def test_everyone_reads_each_part_as_what_it_is(stranger: Client, published: str) -> None:
    page = stranger.get(published)
    (table,) = page.root.all("table")
    assert [each.text for each in table.all("th")] == ["Risk", "Duty"]
    assert [each.text for each in table.all("td")] == ["high", "audit", "low", "register"]
    regions = [each for each in page.root.all("div") if each.get("role") == "region"]
    assert [(each.get("tabindex"), each.get("aria-label")) for each in regions] == [
        ("0", "Rows and columns of table 1.2")
    ]
    (image,) = page.root.all("img")
    assert (image.get("alt"), image.get("src")) == ("Two boxes and an arrow", f"{published}/1.3/image")
    assert [each.text for each in page.root.all("figcaption")] == ["How it goes"]
    assert [each.text for each in page.root.all("dfn")] == ["System"]
    assert [each.text for each in page.root.all("dd")] == ["A machine that decides."]
    assert "Annex A Forms" in [each.text for each in page.root.all("h2")]
    marks = {each.get("aria-label"): each.get("href") for each in page.root.all("a") if "aria-label" in each.attributes}
    assert marks["Footnote 1"] == f"{published}#cfn1"
    assert page.link("Back to clause 1.1") == f"{published}#c1-1"
    assert {"c1-1", "cfn1"} <= {each.get("id") for each in page.root.all("section")}


@pytest.mark.parametrize("number", ["1.1", "1.2", "1.3", "1.4", "fn1"])
def test_each_part_has_a_page_of_its_own(stranger: Client, published: str, number: str) -> None:
    page = stranger.get(f"{published}/{number}")
    shown = {"1.1": "sup", "1.2": "table", "1.3": "img", "1.4": "dfn", "fn1": "p"}
    assert page.root.all(shown[number])


def test_numbered_lines_say_what_a_figure_shows(stranger: Client, published: str) -> None:
    page = stranger.get(f"{published}/lines")
    assert "Two boxes and an arrow" in page.words
    assert "flow.png" not in page.words


def test_the_image_is_sent_once_and_can_do_nothing(stranger: Client, published: str) -> None:
    sent = stranger.http.get(f"{published}/1.3/image")
    assert (sent.status_code, sent.data, sent.mimetype) == (200, a_png(480, 120, shade=90), "image/png")
    assert sent.headers["X-Content-Type-Options"] == "nosniff"
    assert sent.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert sent.headers["Content-Disposition"] == "attachment"
    assert sent.headers["Cache-Control"] == "public, no-cache"
    again = stranger.http.get(f"{published}/1.3/image", headers={"If-None-Match": sent.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    for other in ("1.1", "1.2", "9"):
        assert stranger.http.get(f"{published}/{other}/image").status_code == 404


def test_two_drafts_are_compared_cell_by_cell_and_image_by_image(
    world: World, stranger: Client, published: str
) -> None:
    text = TEXT.replace("| low | register |", "| low | register twice |\n| none | nothing |").replace("arrow", "line")
    with world.acting():
        intake.import_draft(slug="forms", title="Forms", files=[("t.md", text.encode()), ("flow.png", a_gif())])
        _publish(world)
    for view in ("", "&view=side"):
        page = stranger.get(f"/en/c/forms/compare?to=2{view}")
        cells = [each.text for each in page.root.all("td")]
        assert any("register" in cell and "twice" in cell for cell in cells)
        assert any("none" in cell for cell in cells)
        assert "The image is another one than before." in page.words
        assert page.root.all("img")
    assert stranger.http.get("/en/c/forms/d/1/1.3/image").data == a_png(480, 120, shade=90)
    assert stranger.http.get("/en/c/forms/d/2/1.3/image").data == a_gif()


def _publish(world: World) -> None:
    """Publish the newest draft without asking where its changes come from, which this is not about."""
    from consult.drafting.tables import Draft
    from consult.kernel import clock
    from consult.kernel.db import db

    row = db.session.query(Draft).filter_by(number=2).one()
    row.published_at, row.sha256 = clock.now(db.session), "0" * 64


def test_the_command_takes_documents_and_images_and_says_what_is_missing(
    app: Flask, world: World, tmp_path: Path
) -> None:
    text = tmp_path / "text.md"
    text.write_text(f"{TEXT}\n![Chart]({{{{site.url}}}}/chart.png)\n", encoding="utf-8")
    (tmp_path / "flow.png").write_bytes(a_png())
    (tmp_path / "more.docx").write_bytes(a_document("# More", "Further words."))
    files = [text, tmp_path / "more.docx", tmp_path / "flow.png"]
    done = run(app, "import", "draft", *files, "--slug", "forms", "--title", "Forms")
    assert done.exit_code == 0, done.output
    assert "text.md: The image chart.png did not come along, so its alternative text stands for it." in done.stderr
    with world.reading():
        draft = drafting.latest_draft(consultations.get_consultation("forms").id)
        assert draft is not None
        kinds = [clause.kind for clause in drafting.clauses_of(draft, lang="en")]
    assert {"table", "figure", "definition", "annex", "footnote"} <= set(kinds)
    assert kinds.count("figure") == 2


def test_the_command_names_an_image_that_did_not_come_along(app: Flask, tmp_path: Path) -> None:
    text = tmp_path / "text.md"
    text.write_text(TEXT, encoding="utf-8")
    done = run(app, "import", "draft", text, "--slug", "forms", "--title", "Forms")
    assert done.exit_code == 1
    assert "text.md, line 10: The image flow.png did not come along." in done.stderr
