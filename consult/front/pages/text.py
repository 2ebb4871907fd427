"""The text with its counts, a clause opened in it or on a page of its own, and permanent links."""

from typing import Any
from urllib.parse import parse_qs

from flask import Response, g, request, url_for

from consult.consultations import service as consultations
from consult.consultations.service import Act, may
from consult.drafting import service as drafting
from consult.front import service
from consult.front.pages.blueprint import pages
from consult.front.service import Opened, Row, Text
from consult.kernel.ids import new_id
from consult.localisation.pages import page_language
from consult.voting.forms import paper_form, shown_on
from consult.web import guards, render
from consult.web.visitor import person_id


@pages.get("/c/<slug>/d/")
@guards.requires(may(Act.READ))
def text(slug: str) -> Response:
    """Send the reader to the newest published draft, or say that there is none yet."""
    newest = drafting.latest_draft(consultations.get_consultation(slug).id, published=True)
    if newest is None:
        return render.page("front/no_text.html")
    return render.lead_to(url_for(".draft", slug=slug, draft=newest.number))


@pages.get("/c/<slug>/d/<int:draft>")
@guards.requires(may(Act.READ))
def draft(slug: str, draft: int) -> Response:
    """Show a draft; `open` names the clause that is opened in it, `close` the one that htmx wants closed; `show` is `open` for what is not agreed."""
    shown = _text(slug, draft)
    marks = service.marks_on(shown.draft)
    opened = _opened(shown, request.args["open"]) if "open" in request.args else None
    swapped = opened.row if opened else shown.row(request.args["close"]) if "close" in request.args else None
    return render.page(
        "front/draft.html",
        fragment="front/_swap.html" if swapped else None,
        text=shown,
        row=swapped,
        left=_left_open(shown, swapped) if swapped else None,
        opened=opened,
        marks=marks,
        in_view=marks.in_view(row.clause for row in shown.rows) if request.args.get("show") == "open" else None,
        doubts=service.doubts_about(shown.draft, lang=page_language()),
        drafts=[one for one in drafting.list_drafts(shown.draft.consultation_id) if one.published_at],
        **_forms(shown, opened),
    )


@pages.get("/c/<slug>/d/<int:draft>/<number>")
@guards.requires(may(Act.READ))
def clause(slug: str, draft: int, number: str) -> Response:
    """Show one clause with its ballot, one page of its suggestions and one of its comments."""
    shown = _text(slug, draft)
    opened = _opened(shown, number)
    return render.page(
        "front/clause.html",
        text=shown,
        row=opened.row,
        opened=opened,
        marks=service.marks_on(shown.draft),
        doubts=service.doubts_about(shown.draft, lang=page_language()),
        improvement=service.improvement_of(shown.draft, opened.row.clause),
        rulings=service.rulings_on(shown.draft, opened.row.clause.uid),
        is_reworded=service.is_reworded(shown.draft, opened.row.clause.uid),
        **_forms(shown, opened),
    )


@pages.get("/c/<slug>/k/<uuid:uid>")
@guards.requires(may(Act.READ))
def permalink(slug: str, uid: object) -> Response:
    """Send the reader to where a clause stands in the newest published draft that holds it."""
    consultation = consultations.get_consultation(slug)
    found, number = drafting.newest_version(consultation.id, str(uid))
    return render.lead_to(url_for(".clause", slug=slug, draft=found.number, number=number))


def _text(slug: str, number: int) -> Text:
    found = service.published_draft(consultations.get_consultation(slug).id, number)
    return service.read_text(found, lang=page_language(), person_id=person_id())


def _opened(shown: Text, number: str) -> Opened:
    return service.open_clause(
        shown,
        number,
        lang=page_language(),
        person_id=person_id(),
        page=request.args.get("page", 1, type=int),
        suggestions_page=request.args.get("suggestions", 1, type=int),
    )


def _left_open(shown: Text, swapped: Row) -> Row | None:
    """Return the part that stands open in the page that htmx swaps into, for a page holds one ballot at a time."""
    query = parse_qs((render.htmx.current_url or "").partition("?")[2].partition("#")[0])
    named = query.get("open", [""])[0]
    return next((row for row in shown.rows if row.clause.number == named and row != swapped), None)


def _forms(shown: Text, opened: Opened | None) -> dict[str, Any]:
    """Return what the forms of an opened clause show; a page with a form for one seat on it is kept by no cache."""
    if opened is None or not shown.may_support:
        return {}
    g.never_stored = True
    return {
        "fresh_key": new_id(),
        **(shown_on(opened.paper, paper_form(opened.paper, new_id())) if opened.paper else {}),
    }
