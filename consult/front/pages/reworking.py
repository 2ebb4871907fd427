"""The way of the next draft to its publication: its lineage, its changes with their sources, and the last look."""

from flask import Response, request, url_for
from flask_babel import gettext

from consult.consultations import service as consultations
from consult.consultations.service import Act, ConsultationView, may
from consult.drafting import service as drafting
from consult.front import service
from consult.front.forms.reworking import (
    MEANS,
    ChangeForm,
    OriginForm,
    change_form,
    given,
    read_words,
    split_numbers,
)
from consult.front.pages.blueprint import pages
from consult.front.service import Reworking
from consult.kernel.errors import Refused
from consult.kernel.transaction import transaction
from consult.localisation.pages import page_language
from consult.web import errors, guards, render
from consult.web.visitor import person_id

may_edit = may(Act.EDIT)


@pages.get("/c/<slug>/d/<int:draft>/lineage")
@guards.requires(may_edit)
@guards.never_stored
def lineage(slug: str, draft: int) -> Response:
    """Show what became of each clause of the draft before, as proposed or corrected, with the button that confirms it."""
    return render.page("front/lineage.html", found=_work(slug, draft), is_side_by_side=True)


@pages.post("/c/<slug>/d/<int:draft>/lineage")
@guards.requires(may_edit)
def confirm_lineage(slug: str, draft: int) -> Response:
    """Confirm what became of each clause of the draft before."""
    work = _work(slug, draft)
    with transaction():
        drafting.confirm_lineage(
            consultation_id=work.later.consultation_id, draft_id=work.later.id, by_person=person_id()
        )
    render.notice(gettext("You have confirmed what became of each clause. Now say of each change where it comes from."))
    return render.done(url_for(".changes", slug=slug, draft=draft))


@pages.get("/c/<slug>/d/<int:draft>/lineage/<uuid:uid>")
@guards.requires(may_edit)
@guards.never_stored
def origins(slug: str, draft: int, uid: object) -> Response:
    """Show where a clause of the draft comes from, or what a clause of the one before became, with the form that corrects it."""
    consultation = consultations.get_consultation(slug)
    return _origins_page(consultation, draft, str(uid))


@pages.post("/c/<slug>/d/<int:draft>/lineage/<uuid:uid>")
@guards.requires(may_edit)
def set_origins(slug: str, draft: int, uid: object) -> Response:
    """Correct where a clause of the draft comes from, or what a clause of the one before became."""
    consultation = consultations.get_consultation(slug)
    form = OriginForm(request.form)
    numbers = [*request.form.getlist("picked"), *split_numbers(form.numbers.data or "")]
    try:
        with transaction():
            service.set_lineage(
                consultation_id=consultation.id, number=draft, uid=str(uid), numbers=list(dict.fromkeys(numbers))
            )
    except Refused as refused:
        return _origins_page(consultation, draft, str(uid), form, errors.show_in_form(form, refused))
    render.notice(gettext("The mapping is changed. Confirm the whole once every clause is right."))
    return render.done(url_for(".lineage", slug=slug, draft=draft))


@pages.get("/c/<slug>/d/<int:draft>/changes")
@guards.requires(may_edit)
@guards.never_stored
def changes(slug: str, draft: int) -> Response:
    """Show each change of the draft with what it says of itself, and the form that says the same of several."""
    return _changes_page(slug, draft, ChangeForm())


@pages.post("/c/<slug>/d/<int:draft>/changes")
@guards.requires(may_edit)
def explain_several(slug: str, draft: int) -> Response:
    """Say the same of every change that is ticked: who drafted it, why, its class and its sources."""
    consultation, form = consultations.get_consultation(slug), ChangeForm(request.form)
    chosen = request.form.getlist("clause")
    try:
        _explain(consultation, draft, chosen, form)
    except Refused as refused:
        return _changes_page(slug, draft, form, errors.show_in_form(form, refused))
    render.notice(gettext("Changes explained: %(count)s.", count=len(chosen)))
    return render.done(url_for(".changes", slug=slug, draft=draft))


@pages.get("/c/<slug>/d/<int:draft>/changes/<uuid:uid>")
@guards.requires(may_edit)
@guards.never_stored
def change(slug: str, draft: int, uid: object) -> Response:
    """Show one change with the comments on the clauses it comes from, and the form that says where it comes from."""
    return _change_page(slug, draft, str(uid))


@pages.post("/c/<slug>/d/<int:draft>/changes/<uuid:uid>")
@guards.requires(may_edit)
def explain(slug: str, draft: int, uid: object) -> Response:
    """Say of one change who drafted it, why, of what class it is and where it comes from."""
    consultation, form = consultations.get_consultation(slug), ChangeForm(request.form)
    try:
        _explain(consultation, draft, [str(uid)], form)
    except Refused as refused:
        return _change_page(slug, draft, str(uid), form, errors.show_in_form(form, refused))
    render.notice(gettext("The change is explained."))
    return render.done(url_for(".changes", slug=slug, draft=draft))


@pages.post("/c/<slug>/d/<int:draft>/changes/<uuid:uid>/confirm")
@guards.requires(may_edit)
def confirm_change(slug: str, draft: int, uid: object) -> Response:
    """Confirm as a second editor that a change is only of class 1 or 2."""
    work = _work(slug, draft)
    form = ChangeForm()
    try:
        with transaction():
            drafting.confirm_change(
                consultation_id=work.later.consultation_id,
                draft_id=work.later.id,
                clause_uid=str(uid),
                by_person=person_id(),
            )
    except drafting.OwnChange as refused:
        return _changes_page(slug, draft, form, errors.show_in_form(form, refused))
    render.notice(gettext("You have confirmed the class of the change."))
    return render.done(url_for(".changes", slug=slug, draft=draft))


@pages.get("/c/<slug>/d/<int:draft>/publish")
@guards.requires(may_edit)
@guards.never_stored
def draft_publishing(slug: str, draft: int) -> Response:
    """Show what the draft lacks before it can be published, each thing with a link, or the button that publishes it."""
    return render.page("front/publish_draft.html", found=_work(slug, draft))


@pages.post("/c/<slug>/d/<int:draft>/publish")
@guards.requires(may_edit)
def publish_draft(slug: str, draft: int) -> Response:
    """Publish the next draft; the comments of the drafts before go along."""
    work = _work(slug, draft)
    try:
        with transaction():
            service.publish_next_draft(
                consultation_id=work.later.consultation_id, draft_id=work.later.id, person_id=person_id()
            )
    except Refused as refused:
        told = errors.sentence(refused)
        return render.page("front/publish_draft.html", status=refused.status, found=_work(slug, draft), told=told)
    render.notice(gettext("Draft %(number)s is published. Below is where each comment went.", number=draft))
    return render.done(url_for(".migration", slug=slug, draft=draft))


def _work(slug: str, draft: int) -> Reworking:
    return service.reworking_of(consultations.get_consultation(slug).id, draft, lang=page_language())


def _explain(consultation: ConsultationView, draft: int, clauses: list[str], form: ChangeForm) -> None:
    found = drafting.draft_by_number(consultation.id, draft)
    with transaction():
        service.explain_changes(
            consultation_id=consultation.id,
            draft_id=found.id,
            clauses=clauses,
            words=read_words(form, request.form.getlist("picked")),
            person_id=person_id(),
        )


def _origins_page(
    consultation: ConsultationView, draft: int, uid: str, form: OriginForm | None = None, status: int = 200
) -> Response:
    found = service.mapping_of(consultation.id, draft, uid, lang=page_language())
    picked = set(request.form.getlist("picked")) if form else {one.number for one in found.others}
    listed = {one.number for one in found.near}
    shown = form or OriginForm(data={"numbers": ", ".join(sorted(picked - listed))})
    return render.page("front/origins.html", status=status, found=found, form=shown, picked=picked)


def _changes_page(slug: str, draft: int, form: ChangeForm, status: int = 200) -> Response:
    work = _work(slug, draft)
    return render.page(
        "front/changes.html",
        status=status,
        found=work,
        form=_with_choices(work, form),
        means=MEANS,
        ticked=set(request.form.getlist("clause")),
        own=person_id(),
    )


def _change_page(slug: str, draft: int, uid: str, form: ChangeForm | None = None, status: int = 200) -> Response:
    work = _work(slug, draft)
    row, told = work.told(uid)
    said = service.comments_behind(work, row)
    cited = [one.comment.number for one in told.explained.sources if one.comment] if told.explained else []
    listed = {one.number for one in said}
    citation = told.explained.citation if told.explained else None
    shown = form or ChangeForm(data=given(citation, [one for one in cited if one not in listed]))
    return render.page(
        "front/change.html",
        status=status,
        found=work,
        change=row.change,
        told=told,
        said=said,
        form=_with_choices(work, shown),
        means=MEANS,
        picked=set(request.form.getlist("picked")) if form else {str(one) for one in cited},
        own=person_id(),
    )


def _with_choices(work: Reworking, form: ChangeForm) -> ChangeForm:
    return change_form(form, drafting.meetings_of(work.later.consultation_id, with_unpublished=True))
