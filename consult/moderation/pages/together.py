"""Deciding on many comments at once: chosen, looked at before anything changes, done, and taken back within minutes."""

from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from consult.consultations import service as consultations
from consult.consultations.service import Act, ConsultationView, may
from consult.deliberation import service as deliberation
from consult.deliberation.forms import read_number
from consult.deliberation.service import Line
from consult.kernel.errors import NotFound, Refused
from consult.kernel.transaction import transaction
from consult.moderation import service
from consult.moderation.forms.answering import MEANS, AssignForm, TogetherForm
from consult.moderation.pages.blueprint import pages
from consult.moderation.pages.desk import clauses_of, round_shown, wanted_in
from consult.moderation.rules.sharing import MOST_AT_ONCE, BulkKind
from consult.rounds import service as rounds
from consult.rounds.service import RoundView
from consult.web import errors, guards, render
from consult.web.visitor import person_id

may_dispose = may(Act.DISPOSE)


@pages.get("/c/<slug>/answers/together")
@guards.requires(may_dispose)
@guards.never_stored
def together(slug: str) -> Response:
    """Show the comments that were ticked, or all of a view, with the form that says what is to become of them."""
    consultation = consultations.get_consultation(slug)
    one = _round(consultation)
    form = TogetherForm(data={"act": str(BulkKind.PROPOSE), **_from_template(consultation)})
    return _page(consultation, one, _chosen(one, request.args), form)


@pages.post("/c/<slug>/answers/together")
@guards.requires(may_dispose)
def plan_together(slug: str) -> Response:
    """Keep what is to become of the chosen comments, and lead to the page that shows what it would change."""
    consultation = consultations.get_consultation(slug)
    one, form = _round(consultation), TogetherForm(request.form)
    chosen = _chosen(one, request.form)
    try:
        with transaction():
            act = service.plan_act(
                consultation_id=consultation.id,
                round_id=one.id,
                person_id=person_id() or "",
                ids=[line.id for line in chosen],
                kind=BulkKind(form.act.data) if form.act.data in set(BulkKind) else BulkKind.PROPOSE,
                given=_given(form),
            )
    except Refused as refused:
        return _page(consultation, one, chosen, form, errors.show_in_form(form, refused))
    return render.done(url_for(".act", slug=slug, act_id=act))


@pages.post("/c/<slug>/answers/together/assign")
@guards.requires(may_dispose)
def assign_together(slug: str) -> Response:
    """Give the chosen comments to someone who answers."""
    consultation = consultations.get_consultation(slug)
    one, form = _round(consultation), AssignForm(request.form)
    chosen = _chosen(one, request.form)
    try:
        with transaction():
            service.assign(
                consultation_id=consultation.id,
                ids=[line.id for line in chosen],
                to=form.assignee.data or "",
                by_person=person_id() or "",
            )
    except Refused as refused:
        status = errors.show_in_form(form, refused)
        return _page(consultation, one, chosen, TogetherForm(data={"act": "propose"}), status, assigning=form)
    render.notice(gettext("The comments are shared out. Their number is %(count)s.", count=len(chosen)))
    return render.done(url_for(".answer_desk", slug=slug, round=one.number))


@pages.get("/c/<slug>/answers/together/<uuid:act_id>")
@guards.requires(may_dispose)
@guards.never_stored
def act(slug: str, act_id: object) -> Response:
    """Show what an act on many comments would change and leave out; afterwards what it did, while it can be undone."""
    return _act_page(consultations.get_consultation(slug), act_id)


@pages.post("/c/<slug>/answers/together/<uuid:act_id>/do")
@guards.requires(may_dispose)
def do(slug: str, act_id: object) -> Response:
    """Do to many comments what the page before has shown."""
    consultation = consultations.get_consultation(slug)
    try:
        with transaction():
            service.do_act(consultation_id=consultation.id, act_id=str(act_id), person_id=person_id() or "")
    except Refused as refused:
        return _act_page(consultation, act_id, refused)
    return render.done(url_for(".act", slug=slug, act_id=act_id))


@pages.post("/c/<slug>/answers/together/<uuid:act_id>/undo")
@guards.requires(may_dispose)
def undo(slug: str, act_id: object) -> Response:
    """Take back what was done to many comments, but for those on which someone has acted since."""
    consultation = consultations.get_consultation(slug)
    try:
        with transaction():
            service.undo_act(consultation_id=consultation.id, act_id=str(act_id), person_id=person_id() or "")
    except Refused as refused:
        return _act_page(consultation, act_id, refused)
    return render.done(url_for(".act", slug=slug, act_id=act_id))


def _round(consultation: ConsultationView) -> RoundView:
    one = round_shown(consultation.id, request.values)
    if one is None:
        raise NotFound
    return one


def _chosen(one: RoundView, asked: MultiDict[str, str]) -> list[Line]:
    """Return the comments whose numbers were ticked, or all of the view that was shown, as many as one act holds."""
    lines = deliberation.lines_in(consultation_id=one.consultation_id, round_id=one.id)
    if asked.get("all"):
        ids = set(service.ids_in_view(one=one, person_id=person_id() or "", wanted=wanted_in(asked)))
        return [line for line in lines if line.id in ids]
    numbers = set(asked.getlist("number", type=int))
    return [line for line in lines if line.number in numbers]


def _from_template(consultation: ConsultationView) -> dict[str, str]:
    """Return what the chosen template says, to begin the form with."""
    chosen = request.args.get("template", "")
    kept = next((one for one in service.templates_in(consultation.id) if one.id == chosen), None)
    return {"disposition": kept.disposition, "reason": kept.words} if kept else {}


def _given(form: TogetherForm) -> dict[str, Any]:
    return {
        "disposition": form.disposition.data or "",
        "reason": form.reason.data or "",
        "duplicate_of": read_number(form.duplicate_of.data),
        "satisfaction": form.satisfaction.data or "",
        "words": form.words.data or "",
    }


def _page(
    consultation: ConsultationView,
    one: RoundView,
    chosen: list[Line],
    form: TogetherForm,
    status: int = 200,
    *,
    assigning: AssignForm | None = None,
) -> Response:
    langs = {line.lang for line in chosen}
    giving = assigning or AssignForm()
    everyone = sorted(service.answerers(consultation.id), key=lambda each: not all(map(each.reads, langs)))
    giving.assignee.choices = [("", gettext("Choose a person")), *((each.person_id, each.name) for each in everyone)]
    return render.page(
        "moderation/together.html",
        status=status,
        one=one,
        chosen=chosen,
        form=form,
        means=MEANS,
        giving=giving,
        clauses=clauses_of(one),
        templates=service.templates_in(consultation.id),
        most=MOST_AT_ONCE,
    )


def _act_page(consultation: ConsultationView, act_id: object, refused: Refused | None = None) -> Response:
    shown = service.act_of(consultation_id=consultation.id, act_id=str(act_id), person_id=person_id() or "")
    one = rounds.get_round(consultation.id, shown.round_id)
    form = TogetherForm()
    status = errors.show_in_form(form, refused) if refused else 200
    return render.page(
        "moderation/act.html",
        status=status,
        act=shown,
        one=one,
        form=form,
        clauses=clauses_of(one),
        is_own=shown.by_person == person_id(),
    )
