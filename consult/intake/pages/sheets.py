"""Comments from a sheet: looked at row by row first, then taken; what is not taken goes back as a sheet."""

from flask import Response, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.datastructures import CombinedMultiDict

from consult.consultations import service as consultations
from consult.consultations.service import Act, ConsultationView, may
from consult.drafting import service as drafting
from consult.intake import service
from consult.intake.forms import SheetForm, read_sheet_file, show_problems, why_refused, why_there
from consult.intake.forms.reports import rest_of, told_of
from consult.intake.pages.blueprint import pages
from consult.intake.rules.sheets import FORMATS
from consult.kernel.errors import Refused
from consult.kernel.transaction import transaction
from consult.participation.forms import category_choices
from consult.participation.rules.seats import PERSON_CATEGORY
from consult.rounds import service as rounds
from consult.web import errors, guards, render
from consult.web.paging import asked_part
from consult.web.visitor import person_id

MOST_ROWS_SHOWN = 100


@pages.get("/c/<slug>/sheets")
@guards.requires(may(Act.ORGANISE))
@guards.never_stored
def sheets(slug: str) -> Response:
    """Show the form that takes a sheet of comments, and what can be downloaded as one."""
    consultation = consultations.get_consultation(slug)
    return _page(consultation, _form(consultation))


@pages.post("/c/<slug>/sheets")
@guards.requires(may(Act.ORGANISE))
def upload_sheet(slug: str) -> Response:
    """Keep a sheet for the person alone, and lead to its rows as they would be taken."""
    consultation = consultations.get_consultation(slug)
    form = _form(consultation)
    if not form.validate():
        return _page(consultation, form, 422)
    try:
        name, data = read_sheet_file(form)
        with transaction():
            kept = service.keep_upload(
                slug=slug, name=name, data=data, category=form.category.data or None, person_id=person_id() or ""
            )
    except service.ImportRefused as refused:
        return _page(consultation, form, show_problems(form, "file", refused))
    except Refused as refused:
        return _page(consultation, form, errors.show_in_form(form, refused))
    return render.done(url_for(".sheet", slug=slug, upload_id=kept))


@pages.get("/c/<slug>/sheets/<uuid:upload_id>")
@guards.requires(may(Act.ORGANISE))
@guards.never_stored
def sheet(slug: str, upload_id: object) -> Response:
    """Show each row of a sheet: where its comment would stand and why, or why it cannot be taken."""
    return _preview(slug, upload_id)


@pages.post("/c/<slug>/sheets/<uuid:upload_id>")
@guards.requires(may(Act.ORGANISE))
def take_sheet(slug: str, upload_id: object) -> Response:
    """Take the good rows of a sheet as comments."""
    consultation = consultations.get_consultation(slug)
    kept = service.upload_of(consultation.id, str(upload_id), person_id() or "")
    try:
        with transaction():
            done = service.import_comments(
                slug=slug, name=kept.name, data=kept.content, category=kept.category, person_id=person_id()
            )
    except Refused as refused:
        form = _form(consultation)
        return _page(consultation, form, errors.show_in_form(form, refused))
    render.notice(" ".join(told_of(done)))
    if done.refused:
        left = len(done.refused)
        render.notice(ngettext("One row was not taken.", "%(num)s rows were not taken.", left))
        return render.done(url_for(".sheet", slug=slug, upload_id=kept.id))
    return render.done(url_for(".sheets", slug=slug))


@pages.post("/c/<slug>/sheets/<uuid:upload_id>/forget")
@guards.requires(may(Act.ORGANISE))
def forget_sheet(slug: str, upload_id: object) -> Response:
    """Forget a sheet that was only looked at."""
    consultation = consultations.get_consultation(slug)
    with transaction():
        service.forget_upload(consultation.id, str(upload_id), person_id() or "")
    render.notice(gettext("The sheet is forgotten. Comments that were taken from it stay."))
    return render.done(url_for(".sheets", slug=slug))


@pages.get("/c/<slug>/sheets/<uuid:upload_id>/rest.<any(csv, xlsx):form>")
@guards.requires(may(Act.ORGANISE))
@guards.never_stored
def rest(slug: str, upload_id: object, form: str) -> Response:
    """Hand out the rows of a sheet that cannot be taken, each with the reason, to be put right and sent again."""
    consultation = consultations.get_consultation(slug)
    kept = service.upload_of(consultation.id, str(upload_id), person_id() or "")
    plan = service.plan_comments(slug=slug, name=kept.name, data=kept.content)
    response = Response(rest_of(plan, form), content_type=FORMATS[form])
    response.headers.set("Content-Disposition", "attachment", filename=f"{slug}-rows-not-taken.{form}")
    return response


def _form(consultation: ConsultationView) -> SheetForm:
    form = SheetForm(CombinedMultiDict([request.files, request.form]))
    form.category.choices = category_choices(one for one in consultation.categories if one != PERSON_CATEGORY)
    return form


def _page(consultation: ConsultationView, form: SheetForm, status: int = 200) -> Response:
    every = [one for one in rounds.list_rounds(consultation.id) if one.draft_id]
    has_text = drafting.latest_draft(consultation.id, published=True) is not None
    return render.page("intake/sheets.html", status=status, form=form, rounds=every, has_text=has_text)


def _preview(slug: str, upload_id: object) -> Response:
    consultation = consultations.get_consultation(slug)
    kept = service.upload_of(consultation.id, str(upload_id), person_id() or "")
    plan = service.plan_comments(slug=slug, name=kept.name, data=kept.content)
    part = asked_part(plan.rows, MOST_ROWS_SHOWN)
    return render.page(
        "intake/sheet.html",
        kept=kept,
        plan=plan,
        takes=plan.count(service.Act.ADD) + plan.count(service.Act.CHANGE),
        shown=part.items,
        page=part.page,
        last=part.last,
        draft=drafting.latest_draft(consultation.id, published=True),
        why_refused=why_refused,
        why_there=why_there,
    )
