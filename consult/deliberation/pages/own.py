"""Everything one's own seat has said with what became of it, and the way to any comment in its place."""

from flask import Response, url_for

from consult.consultations import service as consultations
from consult.consultations.service import Act, ConsultationView, may
from consult.deliberation import service
from consult.deliberation.pages.blueprint import pages
from consult.deliberation.service import CommentView, objections
from consult.drafting import service as drafting
from consult.drafting.service import ClauseView
from consult.localisation.pages import page_language
from consult.participation import service as participation
from consult.rounds import service as rounds
from consult.web import guards, render
from consult.web.visitor import person_id


@pages.get("/c/<slug>/my-comments")
@guards.requires(may(Act.COMMENT))
@guards.never_stored
def own_comments(slug: str) -> Response:
    """Show every comment of the reader's seat, round by round, with what became of each, and its objections."""
    consultation = consultations.get_consultation(slug)
    seat = participation.require_seat(consultation_id=consultation.id, person_id=person_id() or "")
    said = service.comments_by(consultation_id=consultation.id, seat_id=seat.id)
    every = reversed(rounds.list_rounds(consultation.id))
    spoken = [(one, [comment for comment in said if comment.round_id == one.id]) for one in every]
    return render.page(
        "deliberation/own.html",
        seat=seat,
        spoken=[(one, comments) for one, comments in spoken if comments],
        clauses=_clauses(consultation.id, said),
        originals=service.originals_of(consultation.id, [comment.id for comment in said]),
        repeats=service.count_repeats(consultation.id, [comment.id for comment in said]),
        raised=objections.objections_of(consultation.id, seat.id),
    )


@pages.get("/c/<slug>/comments/<int:number>")
@guards.requires(may(Act.READ))
def place(slug: str, number: int) -> Response:
    """Send the reader to a comment in its place, on the page of the comments on its clause that holds it."""
    consultation = consultations.get_consultation(slug)
    comment = service.comment_numbered(consultation.id, number)
    return render.lead_to(address_of(consultation, comment))


def address_of(consultation: ConsultationView, comment: CommentView) -> str:
    """Return the address at which a comment stands; for one on the draft as a whole, that of the draft."""
    draft = drafting.draft_by_id(consultation.id, comment.draft_id)
    if comment.clause_uid is None:
        return url_for("front.draft", slug=consultation.slug, draft=draft.number)
    suggested = service.page_of_suggestion(consultation.id, comment)
    page = service.page_of(consultation.id, comment) if suggested is None else 1
    return url_for(
        "front.clause",
        slug=consultation.slug,
        draft=draft.number,
        number=drafting.clause_by_uid(draft, comment.clause_uid, lang=page_language()).number,
        page=page if page > 1 else None,
        suggestions=suggested if suggested and suggested > 1 else None,
        _anchor=f"comment-{comment.number}",
    )


def _clauses(consultation_id: str, said: list[CommentView]) -> dict[tuple[str, str], ClauseView]:
    """Return the clauses of the drafts that the comments are on, by draft and clause."""
    drafts = [drafting.draft_by_id(consultation_id, each) for each in {comment.draft_id for comment in said}]
    return {
        (draft.id, clause.uid): clause
        for draft in drafts
        for clause in drafting.clauses_of(draft, lang=page_language())
    }
