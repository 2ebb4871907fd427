"""Problems with a translation: a reader reports one, translators and editors say what became of it."""

from flask import Response, request, url_for
from flask_babel import gettext

from consult.consultations import service as consultations
from consult.consultations.service import Act, may
from consult.drafting import service
from consult.drafting.forms.languages import AnswerForm, ProblemForm, answer_form, problem_form, read_state
from consult.drafting.pages.blueprint import pages
from consult.drafting.pages.finding import may_translate, shown_draft
from consult.drafting.service import ClauseView, DraftView
from consult.kernel.errors import NotFound, Refused
from consult.kernel.transaction import transaction
from consult.localisation.pages import page_language
from consult.web import errors, guards, render
from consult.web.visitor import person_id

may_report = may(Act.REPORT)


@pages.get("/c/<slug>/d/<int:draft>/<number>/translation-problem")
@guards.requires(may_report)
@guards.never_stored
def problem(slug: str, draft: int, number: str) -> Response:
    """Show the form in which a reader says what is wrong with the translation of a clause."""
    found, clause = _place(slug, draft, number)
    form = problem_form(_translated(found, clause), chosen=request.args.get("in", page_language()))
    return _page(found, clause, form)


@pages.post("/c/<slug>/d/<int:draft>/<number>/translation-problem")
@guards.requires(may_report)
def report_problem(slug: str, draft: int, number: str) -> Response:
    """Keep what a reader reports, and lead to where it is answered."""
    found, clause = _place(slug, draft, number)
    form = problem_form(_translated(found, clause), request.form)
    try:
        with transaction():
            reported = service.report_issue(
                clause=clause,
                draft=found,
                lang=form.in_language.data or "",
                quote=form.quote.data or "",
                note=form.note.data or "",
                by_person=person_id() or "",
            )
    except Refused as refused:
        return _page(found, clause, form, errors.show_in_form(form, refused))
    render.notice(gettext("Your report is number %(number)s. What becomes of it is shown here.", number=reported))
    return render.done(url_for(".problems", slug=slug, _anchor=f"problem-{reported}"))


@pages.get("/c/<slug>/translation-problems")
@guards.requires(may(Act.READ))
def problems(slug: str) -> Response:
    """Show every problem that was reported with a translation and what became of it, those that wait first."""
    consultation = consultations.get_consultation(slug)
    found = service.list_issues(consultation.id)
    return render.page(
        "drafting/problems.html",
        waiting=[one for one in found if one.following],
        answered=[one for one in found if not one.following],
    )


@pages.get("/c/<slug>/translation-problems/<int:number>")
@guards.requires(may_translate)
@guards.never_stored
def answer_problem(slug: str, number: int) -> Response:
    """Show a reported problem beside the words it is about, with the form that answers it."""
    issue = service.issue_numbered(consultations.get_consultation(slug).id, number)
    return _answer_page(slug, number, answer_form(issue.following, seen=issue.state))


@pages.post("/c/<slug>/translation-problems/<int:number>")
@guards.requires(may_translate)
def send_answer(slug: str, number: int) -> Response:
    """Say what becomes of a reported problem."""
    consultation = consultations.get_consultation(slug)
    issue = service.issue_numbered(consultation.id, number)
    form = answer_form(issue.following, request.form)
    state = read_state(form.state.data)
    if state is None:
        form.state.errors = [gettext("Choose what becomes of it.")]
        return _answer_page(slug, number, form, 422)
    try:
        with transaction():
            service.answer_issue(
                consultation_id=consultation.id,
                number=number,
                state=state,
                answer=form.answer.data or "",
                by_person=person_id() or "",
                seen=form.seen.data or "",
            )
    except Refused as refused:
        return _answer_page(slug, number, form, errors.show_in_form(form, refused))
    render.notice(gettext("Report %(number)s is answered, and everyone can read it.", number=number))
    return render.done(url_for(".problems", slug=slug))


def _place(slug: str, number: int, clause: str) -> tuple[DraftView, ClauseView]:
    draft = shown_draft(slug, number)
    if draft.published_at is None:
        raise NotFound
    return draft, service.clause_by_number(draft, clause, lang=draft.language)


def _translated(draft: DraftView, clause: ClauseView) -> list[str]:
    """Return the languages that a clause has words in, beside the one that it was written in."""
    (beside,) = service.side_by_side(draft, uid=clause.uid)
    return [one.lang for one in beside.languages if one.status != "missing" and not one.is_source]


def _page(draft: DraftView, clause: ClauseView, form: ProblemForm, status: int = 200) -> Response:
    (beside,) = service.side_by_side(draft, uid=clause.uid)
    return render.page("drafting/problem.html", status=status, draft=draft, clause=clause, beside=beside, form=form)


def _answer_page(slug: str, number: int, form: AnswerForm, status: int = 200) -> Response:
    consultation = consultations.get_consultation(slug)
    issue = service.issue_numbered(consultation.id, number)
    draft = service.draft_by_number(consultation.id, issue.draft_number)
    (beside,) = service.side_by_side(draft, uid=issue.clause_uid)
    return render.page(
        "drafting/answer_problem.html", status=status, issue=issue, draft=draft, beside=beside, form=form
    )
