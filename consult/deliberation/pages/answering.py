"""What became of each comment, and deciding on it: one person proposes, another approves."""

from typing import Any

from flask import Response, g, request, url_for
from flask_babel import gettext

from consult.consultations import service as consultations
from consult.consultations.service import Act, ConsultationView, may
from consult.deliberation import service
from consult.deliberation.forms import MEANS, ApprovalForm, DispositionForm, read_number
from consult.deliberation.pages.blueprint import pages
from consult.deliberation.rules.dispositions import DispositionState
from consult.deliberation.service import Case
from consult.drafting import service as drafting
from consult.drafting.service import ClauseView
from consult.kernel.errors import Refused
from consult.kernel.transaction import transaction
from consult.localisation.pages import page_language
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundState
from consult.rounds.service import RoundView
from consult.web import errors, guards, render
from consult.web.visitor import person_id

QUEUES = {"proposal": None, "approval": DispositionState.PROPOSED}
"""What waits, as the address names it, with the state in which it does."""

DECIDED = "decided"
"""What the address names to show the decisions to those who decide, while something waits."""

may_dispose = may(Act.DISPOSE)


@pages.get("/c/<slug>/answers")
@pages.get("/c/<slug>/rounds/<int:number>/answers")
@guards.requires(may(Act.READ))
def answers(slug: str, number: int | None = None) -> Response:
    """Show what became of each comment of a round, the newest that has closed unless one is named; to those who decide also what waits."""
    consultation = consultations.get_consultation(slug)
    finished = [each for each in rounds.list_rounds(consultation.id) if each.is_finished]
    named = rounds.round_by_number(consultation.id, number) if number is not None else None
    one = named or next(reversed(finished), None)
    shown = _shown(slug, one) if one and one.is_finished else {}
    return render.page("deliberation/answers.html", one=one, finished=finished, **shown)


@pages.get("/c/<slug>/answers/<uuid:comment_id>")
@guards.requires(may_dispose)
@guards.never_stored
def answer(slug: str, comment_id: object) -> Response:
    """Show a comment in its place with what is proposed, and the forms that decide on it."""
    consultation = consultations.get_consultation(slug)
    return _page(consultation, _case(consultation, comment_id))


@pages.post("/c/<slug>/answers/<uuid:comment_id>")
@guards.requires(may_dispose)
def propose(slug: str, comment_id: object) -> Response:
    """Propose what becomes of a comment."""
    consultation = consultations.get_consultation(slug)
    form = DispositionForm(request.form)
    try:
        with transaction():
            case = service.propose_disposition(
                consultation_id=consultation.id,
                comment_id=str(comment_id),
                person_id=person_id() or "",
                disposition=form.disposition.data or "",
                reason=form.reason.data or "",
                seen=read_number(form.seen.data) or 0,
                duplicate_of=read_number(form.duplicate_of.data),
            )
    except Refused as refused:
        return _page(consultation, _case(consultation, comment_id), errors.show_in_form(form, refused), form=form)
    render.notice(
        gettext(
            "What becomes of comment %(number)s is proposed. Someone else has to approve it.",
            number=case.comment.number,
        )
    )
    following = service.next_unproposed(consultation.id, case.comment)
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
            case = service.approve_disposition(
                consultation_id=consultation.id,
                comment_id=str(comment_id),
                person_id=person_id() or "",
                seen=read_number(form.seen.data) or 0,
            )
    except Refused as refused:
        return _page(consultation, _case(consultation, comment_id), errors.show_in_form(form, refused), approval=form)
    render.notice(
        gettext("What became of comment %(number)s is decided, and everyone can read it.", number=case.comment.number)
    )
    return render.done(_queue(consultation, case, "approval"))


def _shown(slug: str, one: RoundView) -> dict[str, Any]:
    """Return what the page of a round shows: the decisions, or the queue that someone who decides asked for."""
    scope = {"consultation_id": one.consultation_id, "round_id": one.id}
    page, progress = request.args.get("page", 1, type=int), service.progress_of(**scope)
    waits = request.args.get("waits", _first_shown(one, progress))
    g.never_stored = decides = may_dispose(person_id(), {"slug": slug})
    shown = {"progress": progress, "clauses": _clauses(one)}
    if decides and waits in QUEUES:
        queue = service.waiting_cases(**scope, state=QUEUES[waits], person_id=person_id() or "", page=page)
        return {**shown, "waits": waits, "queue": queue}
    return {**shown, "decided": service.decided_comments(**scope, page=page)}


def _first_shown(one: RoundView, progress: service.Progress) -> str:
    """Return what those who decide see first: the comments that wait for a proposal, while some do."""
    return "proposal" if one.state is RoundState.DISPOSITIONS and progress.unproposed else DECIDED


def _clauses(one: RoundView) -> dict[str, ClauseView]:
    if one.draft_id is None:
        return {}
    draft = drafting.draft_by_id(one.consultation_id, one.draft_id)
    return {clause.uid: clause for clause in drafting.clauses_of(draft, lang=page_language())}


def _case(consultation: ConsultationView, comment_id: object) -> Case:
    return service.case_of(consultation_id=consultation.id, comment_id=str(comment_id), person_id=person_id() or "")


def _queue(consultation: ConsultationView, case: Case, waits: str) -> str:
    """Return the address of what waits in the round of a comment."""
    one = rounds.get_round(consultation.id, case.comment.round_id)
    return url_for(".answers", slug=consultation.slug, number=one.number, waits=waits)


def _page(
    consultation: ConsultationView,
    case: Case,
    status: int = 200,
    *,
    form: DispositionForm | None = None,
    approval: ApprovalForm | None = None,
) -> Response:
    comment, outcome = case.comment, case.outcome
    proposed = DispositionForm(obj=outcome) if outcome else DispositionForm()
    draft = drafting.draft_by_id(consultation.id, comment.draft_id)
    return render.page(
        "deliberation/answer.html",
        status=status,
        case=case,
        one=rounds.get_round(consultation.id, comment.round_id),
        about=drafting.clause_by_uid(draft, comment.clause_uid, lang=page_language()) if comment.clause_uid else None,
        answered=service.get_comment(consultation.id, comment.parent_id) if comment.parent_id else None,
        form=form or proposed,
        means=MEANS,
        approval=approval or ApprovalForm(),
    )
