"""How far a draft has come, and the symbol under which it is cited."""

from flask import Response, request, url_for
from flask_babel import gettext

from consult.consultations import service as consultations
from consult.consultations.service import Act, may
from consult.drafting import service
from consult.drafting.forms.staging import StageForm, read_revision, stage_form
from consult.drafting.pages.blueprint import pages
from consult.drafting.service import DraftView
from consult.kernel.errors import Refused
from consult.kernel.transaction import transaction
from consult.web import errors, guards, render
from consult.web.visitor import person_id

may_edit = may(Act.EDIT)


@pages.get("/c/<slug>/d/<int:draft>/stage")
@guards.requires(may_edit)
@guards.never_stored
def stage(slug: str, draft: int) -> Response:
    """Show how far a draft has come, with the form that says so until it is published."""
    found = _draft(slug, draft)
    return _page(found, stage_form(found, usual=service.usual_stage(service.stage_before(found))))


@pages.post("/c/<slug>/d/<int:draft>/stage")
@guards.requires(may_edit)
def set_stage(slug: str, draft: int) -> Response:
    """Say how far a draft has come, and under which symbol it is cited."""
    found, form = _draft(slug, draft), StageForm(request.form)
    try:
        with transaction():
            service.set_stage(
                consultation_id=found.consultation_id,
                draft_id=found.id,
                stage=form.stage.data or "",
                revision=read_revision(form),
                symbol=form.symbol.data or "",
                by_person=person_id(),
            )
    except Refused as refused:
        return _page(found, form, errors.show_in_form(form, refused))
    render.notice(gettext("The stage and the symbol of draft %(number)s are saved.", number=found.number))
    return render.done(url_for(".stage", slug=slug, draft=draft))


def _draft(slug: str, number: int) -> DraftView:
    return service.draft_by_number(consultations.get_consultation(slug).id, number)


def _page(found: DraftView, form: StageForm, status: int = 200) -> Response:
    before = service.stage_before(found)
    unsettled = service.unsettled_clauses(found) if found.published_at is None else []
    return render.page("drafting/stage.html", status=status, draft=found, before=before, form=form, unsettled=unsettled)
