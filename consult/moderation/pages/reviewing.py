"""The moderators' desk, a reader's report, and the closing of a round."""

from flask import Response, request, url_for
from flask_babel import gettext

from consult.consultations import service as consultations
from consult.consultations.service import Act, ConsultationView, Role, may
from consult.deliberation import service as deliberation
from consult.deliberation.service import CommentView
from consult.drafting import service as drafting
from consult.drafting.service import ClauseView
from consult.kernel.errors import Forbidden, Refused
from consult.kernel.transaction import transaction
from consult.localisation.pages import page_language
from consult.moderation import service
from consult.moderation.forms.reviewing import CloseForm, DecisionForm, ReportForm
from consult.moderation.pages.blueprint import pages
from consult.moderation.rules import ActionKind, is_note
from consult.rounds import service as rounds
from consult.rounds.rules.states import Capacity, RoundState
from consult.web import errors, guards, render
from consult.web.visitor import person_id


@pages.get("/c/<slug>/moderate")
@guards.requires(may(Act.MODERATE))
@guards.never_stored
def desk(slug: str) -> Response:
    """Show what waits, oldest first: reports before comments that nobody has read."""
    consultation = consultations.get_consultation(slug)
    one = _open_round(consultation.id)
    reported, waiting = service.waiting_comments(consultation.id)
    return render.page(
        "moderation/desk.html",
        reported=reported,
        waiting=waiting,
        clauses=_clause_numbers(consultation.id, [*reported, *waiting]),
        total=deliberation.count_awaiting_review(consultation.id),
        statements=service.waiting_statements(consultation.id),
        statements_in_all=service.count_waiting_statements(consultation.id),
        log=service.public_log(consultation_id=consultation.id, limit=20),
        one=one,
        consents=rounds.list_consents(consultation.id, one.id) if one else [],
    )


@pages.get("/c/<slug>/moderate/<uuid:comment_id>")
@guards.requires(may(Act.MODERATE))
@guards.never_stored
def item(slug: str, comment_id: object) -> Response:
    """Show one comment with the form that decides on it."""
    return _item_page(slug, str(comment_id), None)


@pages.post("/c/<slug>/moderate/<uuid:comment_id>")
@guards.requires(may(Act.MODERATE))
def decide(slug: str, comment_id: object) -> Response:
    """Decide on one comment, and lead to the next one that waits."""
    consultation = consultations.get_consultation(slug)
    after = _after(consultation, str(comment_id))
    form = DecisionForm(request.form)
    if not form.validate():
        return _item_page(slug, str(comment_id), form, 422)
    try:
        with transaction():
            done = service.decide(
                consultation_id=consultation.id,
                comment_id=str(comment_id),
                action=ActionKind(form.action.data),
                person_id=person_id() or "",
                rule=form.rule.data,
                note=form.note.data or "",
            )
    except Refused as refused:
        return _item_page(slug, str(comment_id), form, show_refusal(form, refused))
    if done.action is ActionKind.REVIEW:
        render.notice(gettext("You kept comment %(number)s as it is.", number=done.comment_number))
    else:
        entry = url_for("front.log", slug=slug, _anchor=f"log-{done.number}")
        sentence = gettext("The decision is entry %(number)s of the moderation log.", number=done.number)
        render.notice(sentence, (entry, gettext("Every decision is in the log")))
    return render.done(after)


@pages.get("/c/<slug>/comments/<uuid:comment_id>/report")
@guards.requires(may(Act.REPORT))
@guards.never_stored
def report(slug: str, comment_id: object) -> Response:
    """Show the form that tells the moderators about a comment."""
    return _report_page(slug, str(comment_id), ReportForm())


@pages.post("/c/<slug>/comments/<uuid:comment_id>/report")
@guards.requires(may(Act.REPORT))
def send_report(slug: str, comment_id: object) -> Response:
    """Tell the moderators about a comment."""
    consultation = consultations.get_consultation(slug)
    form = ReportForm(request.form)
    if not form.validate():
        return _report_page(slug, str(comment_id), form, 422)
    try:
        with transaction():
            service.report(
                consultation_id=consultation.id,
                comment_id=str(comment_id),
                person_id=person_id() or "",
                rule=form.rule.data,
                note=form.note.data or "",
            )
    except Refused as refused:
        return _report_page(slug, str(comment_id), form, errors.show_in_form(form, refused))
    render.notice(gettext("The moderators will look at it."))
    return render.done(_place_of(consultation, str(comment_id)))


@pages.get("/c/<slug>/rounds/<int:number>/close")
@guards.requires(may(Act.CLOSE_EARLY))
@guards.never_stored
def close(slug: str, number: int) -> Response:
    """Show who has consented to an early close, and the form to consent."""
    return _close_page(slug, number, CloseForm())


@pages.post("/c/<slug>/rounds/<int:number>/close")
@guards.requires(may(Act.CLOSE_EARLY))
def consent(slug: str, number: int) -> Response:
    """Consent to an early close; the second person's consent closes the round."""
    consultation = consultations.get_consultation(slug)
    one = rounds.round_by_number(consultation.id, number)
    form = CloseForm(request.form)
    try:
        with transaction():
            closed = service.consent_to_close(
                consultation_id=consultation.id,
                round_id=one.id,
                capacity=_capacity(consultation.id, one.id),
                person_id=person_id() or "",
                reason=form.reason.data or "",
            )
    except Refused as refused:
        return _close_page(slug, number, form, errors.show_in_form(form, refused))
    if closed is None:
        render.notice(gettext("Your consent is recorded. A second person has to consent before the round closes."))
        return render.done(url_for(".close", slug=slug, number=number))
    return render.done(url_for("consensus.results", slug=slug, number=number))


def _open_round(consultation_id: str) -> rounds.RoundView | None:
    return next((one for one in rounds.list_rounds(consultation_id) if one.state is RoundState.OPEN), None)


def _capacity(consultation_id: str, round_id: str) -> Capacity:
    """Return in which of the person's capacities the consent counts: one that nobody has consented in yet."""
    roles = consultations.roles_of(consultation_id, person_id())
    given = {one.capacity for one in rounds.list_consents(consultation_id, round_id)}
    held = [capacity for capacity in Capacity if Role(str(capacity)) in roles]
    if not held:
        raise Forbidden
    return next((capacity for capacity in held if capacity not in given), held[0])


def _after(consultation: ConsultationView, comment_id: str) -> str:
    """Return the address of the comment that waits after this one; the desk after the last one, or one that does not wait."""
    reported, unread = service.waiting_comments(consultation.id)
    ids = [comment.id for comment in (*reported, *unread)]
    following = ids[ids.index(comment_id) + 1 :] if comment_id in ids else []
    if not following:
        return url_for(".desk", slug=consultation.slug)
    return url_for(".item", slug=consultation.slug, comment_id=following[0])


def show_refusal(form: DecisionForm, refused: Refused) -> int:
    """Put the refusal into the form, a missing note beside a missing rule, and return the status to answer with."""
    status = errors.show_in_form(form, refused)
    if isinstance(refused, service.GroundNeeded) and not is_note(form.note.data or "", needed=True):
        errors.show_in_form(form, service.NoteNeeded(field="note"))
    return status


def _clause_numbers(consultation_id: str, comments: list[CommentView]) -> dict[str, str]:
    """Return the number of the clause that each comment stands under, by the comment's id."""
    drafts = {comment.draft_id for comment in comments if comment.clause_uid}
    numbers = {
        (draft, clause.uid): clause.number
        for draft in drafts
        for clause in drafting.clauses_of(drafting.draft_by_id(consultation_id, draft), lang=page_language())
    }
    return {
        comment.id: numbers[comment.draft_id, comment.clause_uid]
        for comment in comments
        if comment.clause_uid and (comment.draft_id, comment.clause_uid) in numbers
    }


def _item_page(slug: str, comment_id: str, form: DecisionForm | None, status: int = 200) -> Response:
    consultation = consultations.get_consultation(slug)
    comment = deliberation.comment_for_review(consultation.id, comment_id)
    first = ActionKind.RESTORE if comment.is_hidden else ActionKind.REVIEW
    shown = form or DecisionForm(data={"action": str(first)})
    return render.page(
        "moderation/item.html",
        status=status,
        comment=comment,
        about=_clause_of(consultation.id, comment),
        after=_after(consultation, comment_id),
        reports=service.reports_on(consultation_id=consultation.id, comment_id=comment_id),
        form=shown,
    )


def _place_of(consultation: ConsultationView, comment_id: str) -> str:
    """Return the address at which a comment is read; a comment on no clause has none but the first page."""
    comment = deliberation.get_comment(consultation.id, comment_id)
    about = _clause_of(consultation.id, comment)
    if about is None:
        return url_for("front.home", slug=consultation.slug)
    draft = drafting.draft_by_id(consultation.id, comment.draft_id).number
    return url_for("front.clause", slug=consultation.slug, draft=draft, number=about.number)


def _clause_of(consultation_id: str, comment: CommentView) -> ClauseView | None:
    if comment.clause_uid is None:
        return None
    draft = drafting.draft_by_id(consultation_id, comment.draft_id)
    return drafting.clause_by_uid(draft, comment.clause_uid, lang=page_language())


def _report_page(slug: str, comment_id: str, form: ReportForm, status: int = 200) -> Response:
    consultation = consultations.get_consultation(slug)
    comment = deliberation.get_comment(consultation.id, comment_id)
    return render.page("moderation/report.html", status=status, comment=comment, form=form)


def _close_page(slug: str, number: int, form: CloseForm, status: int = 200) -> Response:
    consultation = consultations.get_consultation(slug)
    one = rounds.round_by_number(consultation.id, number)
    consents = rounds.list_consents(consultation.id, one.id)
    return render.page("moderation/close.html", status=status, one=one, consents=consents, form=form)
