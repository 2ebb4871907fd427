"""Recording that a text was adopted: by whom, where, when and how."""

from datetime import UTC, datetime

from flask import Response, request, url_for
from flask_babel import gettext

from consult.consultations import service as consultations
from consult.consultations.service import Act, may
from consult.drafting import service as drafting
from consult.drafting.service import DraftView
from consult.kernel.errors import NotFound, Refused
from consult.kernel.transaction import transaction
from consult.localisation.pages import reader_zone
from consult.rounds import service
from consult.rounds.forms import AdoptionForm, read_counts, read_days, today
from consult.rounds.pages.blueprint import pages
from consult.rounds.rules.adopting import USUAL_DAYS
from consult.web import errors, guards, render
from consult.web.visitor import person_id

may_adopt = may(Act.ADOPT)


@pages.get("/c/<slug>/d/<int:draft>/adopt")
@guards.requires(may_adopt)
@guards.never_stored
def adoption(slug: str, draft: int) -> Response:
    """Show the form in which it is recorded that a final draft was adopted."""
    found = _draft(slug, draft)
    usual = {"adopted_on": today(datetime.now(UTC), reader_zone()), "statement_days": str(USUAL_DAYS)}
    return _page(found, AdoptionForm(data={**usual, "body": _deciding_body(found)}))


@pages.post("/c/<slug>/d/<int:draft>/adopt")
@guards.requires(may_adopt)
def adopt(slug: str, draft: int) -> Response:
    """Record that a final draft was adopted."""
    found, form = _draft(slug, draft), AdoptionForm(request.form)
    try:
        with transaction():
            service.adopt_text(
                consultation_id=found.consultation_id,
                draft_id=found.id,
                body=form.body.data or "",
                place=form.place.data or "",
                adopted_on=form.adopted_on.data or "",
                manner=form.manner.data or "",
                counts=read_counts(form),
                statement_days=read_days(form),
                zone=reader_zone(),
                person_id=person_id() or "",
            )
    except Refused as refused:
        return _page(_draft(slug, draft), form, errors.show_in_form(form, refused))
    render.notice(gettext("The adoption is recorded, and everyone can read it. Statements on the text are taken now."))
    return render.done(url_for("deliberation.adopted", slug=slug))


def _draft(slug: str, number: int) -> DraftView:
    found = drafting.draft_by_number(consultations.get_consultation(slug).id, number)
    if found.published_at is None:
        raise NotFound
    return found


def _deciding_body(draft: DraftView) -> str:
    """Return the body that the newest contract on the draft names, or nothing."""
    begun = [one for one in service.list_rounds(draft.consultation_id) if one.opened_at and one.draft_id == draft.id]
    if not begun:
        return ""
    return str(service.contract_of_round(draft.consultation_id, begun[-1].id).content["deciding_body"])


def _page(draft: DraftView, form: AdoptionForm, status: int = 200) -> Response:
    adopted = service.adoption_of(draft.consultation_id, draft.id)
    return render.page("rounds/adopt.html", status=status, draft=draft, form=form, adopted=adopted)
