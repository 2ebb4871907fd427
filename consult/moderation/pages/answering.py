"""Answering one comment: one person proposes, another approves; a claim keeps two from working on the same one."""

from flask import Response, request, url_for
from flask_babel import gettext
from wtforms import Form

from consult.consultations import service as consultations
from consult.consultations.service import Act, ConsultationView, may
from consult.deliberation import service as deliberation
from consult.deliberation.forms import read_number
from consult.deliberation.service import Case
from consult.drafting import service as drafting
from consult.drafting.service import ClauseView
from consult.kernel.errors import Refused
from consult.kernel.transaction import transaction
from consult.localisation.pages import page_language
from consult.moderation import service
from consult.moderation.forms.answering import MEANS, ApprovalForm, AssignForm, BegunForm, FurtherForm
from consult.moderation.pages.blueprint import pages
from consult.moderation.service import Begun
from consult.rounds import service as rounds
from consult.web import errors, guards, render
from consult.web.visitor import person_id

may_dispose = may(Act.DISPOSE)


@pages.get("/c/<slug>/answers/<uuid:comment_id>")
@guards.requires(may_dispose)
@guards.never_stored
def answer(slug: str, comment_id: object) -> Response:
    """Show a comment in its place with what is proposed, who works on it, and the forms that decide on it."""
    consultation = consultations.get_consultation(slug)
    return answer_page(consultation, read_case(consultation, comment_id))


@pages.post("/c/<slug>/answers/<uuid:comment_id>")
@guards.requires(may_dispose)
def propose(slug: str, comment_id: object) -> Response:
    """Propose what becomes of a comment, and lead on to the next one that is free, which is claimed by then."""
    consultation = consultations.get_consultation(slug)
    form = BegunForm(request.form)
    try:
        with transaction():
            case = service.propose(
                **_who(consultation, comment_id),
                proposal={
                    "disposition": form.disposition.data or "",
                    "reason": form.reason.data or "",
                    "wording": form.wording.data or "",
                    "seen": read_number(form.seen.data) or 0,
                    "duplicate_of": read_number(form.duplicate_of.data),
                },
            )
            following = service.claim_next(
                one=rounds.get_round(consultation.id, case.comment.round_id),
                person_id=person_id() or "",
                after=case.comment.number,
            )
    except Refused as refused:
        return answer_page(
            consultation, read_case(consultation, comment_id), errors.show_in_form(form, refused), form=form
        )
    render.notice(
        gettext(
            "What becomes of comment %(number)s is proposed. Someone else has to approve it.",
            number=case.comment.number,
        )
    )
    if following:
        return render.done(url_for(".answer", slug=slug, comment_id=following))
    return render.done(_queue(consultation, case, "proposal"))


@pages.post("/c/<slug>/answers/<uuid:comment_id>/approve")
@guards.requires(may_dispose)
def approve(slug: str, comment_id: object) -> Response:
    """Approve what someone else has proposed to become of a comment; from then on everyone may read it."""
    consultation = consultations.get_consultation(slug)
    form = ApprovalForm(request.form)
    try:
        with transaction():
            case = service.approve(**_who(consultation, comment_id), seen=read_number(form.seen.data) or 0)
    except Refused as refused:
        return answer_page(
            consultation, read_case(consultation, comment_id), errors.show_in_form(form, refused), other=form
        )
    render.notice(
        gettext("What became of comment %(number)s is decided, and everyone can read it.", number=case.comment.number)
    )
    return render.done(_queue(consultation, case, "approval"))


@pages.post("/c/<slug>/answers/<uuid:comment_id>/claim")
@guards.requires(may_dispose)
def claim(slug: str, comment_id: object) -> Response:
    """Claim a comment for half an hour, or take it over from someone else on purpose."""
    consultation = consultations.get_consultation(slug)
    form = ApprovalForm(request.form)
    try:
        with transaction():
            service.claim(**_who(consultation, comment_id), take_over=bool(request.form.get("take_over")))
    except Refused as refused:
        return answer_page(
            consultation, read_case(consultation, comment_id), errors.show_in_form(form, refused), other=form
        )
    return render.done(url_for(".answer", slug=slug, comment_id=comment_id))


@pages.post("/c/<slug>/answers/<uuid:comment_id>/release")
@guards.requires(may_dispose)
def release(slug: str, comment_id: object) -> Response:
    """Give a claimed comment back to everyone."""
    consultation = consultations.get_consultation(slug)
    read_case(consultation, comment_id)
    with transaction():
        service.release(**_who(consultation, comment_id))
    return render.done(url_for(".answer", slug=slug, comment_id=comment_id))


@pages.post("/c/<slug>/answers/<uuid:comment_id>/keep")
@guards.requires(may_dispose)
@guards.never_stored
def keep(slug: str, comment_id: object) -> Response:
    """Keep what is written so far, for whoever wrote it, and stay; htmx does so while they write."""
    return _keep(slug, comment_id, BegunForm(request.form), fragment="moderation/_kept.html")


@pages.post("/c/<slug>/answers/<uuid:comment_id>/insert")
@guards.requires(may_dispose)
def insert(slug: str, comment_id: object) -> Response:
    """Put a reason kept for later into what is written, and show the form filled with it."""
    form = BegunForm(request.form)
    consultation = consultations.get_consultation(slug)
    chosen = next((one for one in service.templates_in(consultation.id) if one.id == form.template.data), None)
    if chosen is not None:
        form.disposition.data = chosen.disposition
        form.reason.data = "\n\n".join(filter(None, [(form.reason.data or "").strip(), chosen.words]))
    return _keep(slug, comment_id, form)


@pages.post("/c/<slug>/answers/<uuid:comment_id>/assign")
@guards.requires(may_dispose)
def assign(slug: str, comment_id: object) -> Response:
    """Give a comment to someone who answers."""
    consultation = consultations.get_consultation(slug)
    form = AssignForm(request.form)
    case = read_case(consultation, comment_id)
    try:
        with transaction():
            service.assign(
                consultation_id=consultation.id,
                ids=[case.comment.id],
                to=form.assignee.data or "",
                by_person=person_id() or "",
            )
    except Refused as refused:
        return answer_page(consultation, case, errors.show_in_form(form, refused), assigning=form)
    return render.done(url_for(".answer", slug=slug, comment_id=comment_id))


def _keep(slug: str, comment_id: object, form: BegunForm, *, fragment: str | None = None) -> Response:
    consultation = consultations.get_consultation(slug)
    begun = Begun(
        disposition=form.disposition.data or "",
        duplicate_of=form.duplicate_of.data or "",
        reason=form.reason.data or "",
        wording=form.wording.data or "",
    )
    try:
        with transaction():
            kept_at = service.keep_begun(**_who(consultation, comment_id), begun=begun)
    except Refused as refused:
        return answer_page(
            consultation, read_case(consultation, comment_id), errors.show_in_form(form, refused), form=form
        )
    if not render.wants_fragment():
        render.notice(gettext("What you have written is kept, for you alone."))
    address = url_for(".answer", slug=slug, comment_id=comment_id)
    return render.done(address, fragment=fragment, kept_at=kept_at)


def _who(consultation: ConsultationView, comment_id: object) -> dict[str, str]:
    return {"consultation_id": consultation.id, "comment_id": str(comment_id), "person_id": person_id() or ""}


def read_case(consultation: ConsultationView, comment_id: object) -> Case:
    """Return the comment as whoever looks decides on it; refuse `not-found`."""
    return deliberation.case_of(**_who(consultation, comment_id))


def _queue(consultation: ConsultationView, case: Case, waits: str) -> str:
    """Return the address of what waits in the round of a comment."""
    one = rounds.get_round(consultation.id, case.comment.round_id)
    return url_for("deliberation.answers", slug=consultation.slug, number=one.number, waits=waits)


def answer_page(
    consultation: ConsultationView,
    case: Case,
    status: int = 200,
    *,
    form: BegunForm | None = None,
    other: Form | None = None,
    assigning: AssignForm | None = None,
    placing: FurtherForm | None = None,
) -> Response:
    """Show a comment with every form that decides on it; a form that was refused shows what was typed."""
    comment = case.comment
    further = deliberation.further_clauses(consultation.id, comment.id)
    draft = drafting.draft_by_id(consultation.id, comment.draft_id)
    clauses = drafting.clauses_of(draft, lang=page_language())
    begun = service.begun_by(**_who(consultation, comment.id))
    shown = form or _begun_form(case, begun)
    templates = service.templates_in(consultation.id)
    shown.template.choices = [
        ("", gettext("Choose a reason")),
        *((one.id, f"{one.name} ({one.lang})") for one in templates),
    ]
    return render.page(
        "moderation/answer.html",
        status=status,
        case=case,
        one=rounds.get_round(consultation.id, comment.round_id),
        about=next((clause for clause in clauses if clause.uid == comment.clause_uid), None),
        answered=deliberation.get_comment(consultation.id, comment.parent_id) if comment.parent_id else None,
        repeats=deliberation.count_repeats(consultation.id, [comment.id]).get(comment.id, 0),
        form=shown,
        means=MEANS,
        other=other or ApprovalForm(),
        kept_at=begun.at if begun else None,
        has_templates=bool(templates),
        held=service.claims_on(consultation.id, [comment.id]).get(comment.id),
        is_own=person_id(),
        assigning=_assign_form(consultation, comment.id, comment.lang, assigning),
        placing=_further_form(clauses, {comment.clause_uid, *further}, placing),
        further=[clause for clause in clauses if clause.uid in further],
    )


def _begun_form(case: Case, begun: Begun | None) -> BegunForm:
    """Return the form as this person left it, else as the proposal stands; a suggestion's own words to begin with."""
    outcome, suggested = case.outcome, case.comment.suggestion
    form = BegunForm(obj=begun or outcome) if begun or outcome else BegunForm()
    if not form.wording.data and suggested is not None:
        form.wording.data = suggested.wording
    return form


def _assign_form(consultation: ConsultationView, comment_id: str, lang: str, refused: AssignForm | None) -> AssignForm:
    """Return the form that gives the comment to someone: those who read its language come first, and it says so."""
    everyone = service.answerers(consultation.id)
    form = refused or AssignForm(data={"assignee": service.assignee_of(consultation.id, comment_id) or ""})
    reading = [
        (one.person_id, gettext("%(name)s (reads this language)", name=one.name)) for one in everyone if one.reads(lang)
    ]
    others = [(one.person_id, one.name) for one in everyone if not one.reads(lang)]
    form.assignee.choices = [("", gettext("Nobody yet")), *reading, *others]
    return form


def _further_form(clauses: list[ClauseView], about: set[str | None], refused: FurtherForm | None) -> FurtherForm:
    """Return the form that names a further clause, out of those that the comment is not about yet."""
    form = refused or FurtherForm()
    others = [clause for clause in clauses if clause.uid not in about]
    form.clause.choices = [
        ("", gettext("Choose a clause")),
        *((clause.uid, f"{clause.number} {clause.heading or clause.text[:60]}") for clause in others),
    ]
    return form
