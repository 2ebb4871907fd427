"""What the author of a comment says of its answer: whether it satisfies."""

from flask import Response, request, url_for
from flask_babel import gettext

from consult.consultations import service as consultations
from consult.consultations.service import Act, ConsultationView, may
from consult.deliberation import service
from consult.deliberation.forms import SatisfactionForm
from consult.deliberation.pages.blueprint import pages
from consult.deliberation.rules.satisfaction import RESPONSE_DAYS, after_working_days
from consult.deliberation.service import CommentView
from consult.kernel.errors import NotFound, Refused
from consult.kernel.transaction import transaction
from consult.participation import service as participation
from consult.web import errors, guards, render
from consult.web.visitor import person_id


@pages.get("/c/<slug>/my-comments/<int:number>")
@guards.requires(may(Act.COMMENT))
@guards.never_stored
def satisfaction(slug: str, number: int) -> Response:
    """Show one's own comment with its answer, and the form that says whether it satisfies."""
    consultation = consultations.get_consultation(slug)
    comment = _own(consultation, number)
    outcome = comment.outcome
    said = {"satisfaction": outcome.satisfaction, "words": outcome.satisfaction_words or ""} if outcome else {}
    return _page(consultation, comment, SatisfactionForm(data=said))


@pages.post("/c/<slug>/my-comments/<int:number>")
@guards.requires(may(Act.COMMENT))
def say_satisfaction(slug: str, number: int) -> Response:
    """Say whether the answer to one's own comment satisfies."""
    consultation = consultations.get_consultation(slug)
    comment = _own(consultation, number)
    form = SatisfactionForm(request.form)
    try:
        with transaction():
            service.say_satisfaction(
                consultation_id=consultation.id,
                comment_id=comment.id,
                person_id=person_id() or "",
                said=form.satisfaction.data or "",
                words=form.words.data or "",
            )
    except Refused as refused:
        return _page(consultation, comment, form, errors.show_in_form(form, refused))
    render.notice(gettext("What you say of the answer to comment %(number)s is kept.", number=number))
    return render.done(url_for(".own_comments", slug=slug))


def _own(consultation: ConsultationView, number: int) -> CommentView:
    """Return a comment of the reader's own seat as its author reads it; refuse `not-found` for any other."""
    seat = participation.require_seat(consultation_id=consultation.id, person_id=person_id() or "")
    said = service.comments_by(consultation_id=consultation.id, seat_id=seat.id)
    own = next((comment for comment in said if comment.number == number), None)
    if own is None:
        raise NotFound
    return own


def _page(consultation: ConsultationView, comment: CommentView, form: SatisfactionForm, status: int = 200) -> Response:
    outcome = comment.outcome
    decided = outcome.approved_at if outcome else None
    return render.page(
        "deliberation/satisfaction.html",
        status=status,
        comment=comment,
        form=form,
        original=service.originals_of(consultation.id, [comment.id]).get(comment.id),
        repeats=service.count_repeats(consultation.id, [comment.id]).get(comment.id, 0),
        until=after_working_days(decided, RESPONSE_DAYS) if decided else None,
    )
