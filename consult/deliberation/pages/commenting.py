"""Commenting on a clause, and answering a comment."""

from flask import Response, request, url_for
from flask_babel import gettext

from consult.consultations import service as consultations
from consult.consultations.service import Act, ConsultationView, may
from consult.deliberation import service
from consult.deliberation.forms import CommentForm
from consult.deliberation.pages.blueprint import pages
from consult.deliberation.pages.drafts import collects_drafts, save_as_draft
from consult.deliberation.pages.own import address_of
from consult.deliberation.rules.words import Attribution, CommentKind
from consult.drafting import service as drafting
from consult.drafting.service import ClauseView
from consult.kernel.errors import NotFound, Refused
from consult.kernel.idempotency import KeyReused
from consult.kernel.ids import is_id, new_id
from consult.kernel.transaction import transaction
from consult.ledger.rules.receipt import show_code
from consult.localisation.pages import page_language
from consult.participation import service as participation
from consult.participation.rules.seats import PERSON_CATEGORY
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundState
from consult.web import errors, guards, render
from consult.web.visitor import person_id


@pages.get("/c/<slug>/d/<int:draft>/<number>/comment")
@guards.requires(may(Act.COMMENT))
@guards.never_stored
def comment(slug: str, draft: int, number: str) -> Response:
    """Show the form for a comment on a clause, or for a reply."""
    consultation = consultations.get_consultation(slug)
    form = CommentForm(
        data={
            "key": new_id(),
            "parent": request.args.get("reply", ""),
            "attribution": usual_attribution(consultation.id),
        }
    )
    return _page(consultation, clause_at(consultation, draft, number), form)


@pages.post("/c/<slug>/d/<int:draft>/<number>/comment")
@guards.requires(may(Act.COMMENT))
def post_comment(slug: str, draft: int, number: str) -> Response:
    """Save a comment."""
    consultation = consultations.get_consultation(slug)
    clause = clause_at(consultation, draft, number)
    form = CommentForm(request.form)
    parent = _parent(form.parent.data)
    if not form.validate():
        return _page(consultation, clause, form, 422)
    try:
        round_id = round_on(consultation.id, clause.draft_id)
        if collects_drafts(consultation.id):
            return save_as_draft(consultation, clause, form, round_id=round_id, parent_id=parent)
        with transaction():
            posted = service.add_comment(
                consultation_id=consultation.id,
                round_id=round_id,
                person_id=person_id() or "",
                clause=clause,
                kind=CommentKind(form.kind.data),
                text=form.text.data or "",
                lang=page_language(),
                attribution=Attribution(form.attribution.data),
                key=form.key.data,
                parent_id=parent,
                quote=form.quote.data or "",
                proposed=form.proposed.data or "",
            )
    except Refused as refused:
        if isinstance(refused, KeyReused):
            form.key.data = new_id()
        return _page(consultation, clause, form, errors.show_in_form(form, refused))
    render.notice(
        gettext(
            "Your comment is saved as number %(number)s. Its receipt is %(receipt)s.",
            number=posted.number,
            receipt=show_code(posted.receipt),
        ),
        (url_for("ledger.check", log_id=consultation.id, code=posted.receipt), gettext("Check a receipt")),
        (url_for(".own_comments", slug=slug), gettext("All your comments and their answers")),
    )
    return render.done(address_of(consultation, service.comment_numbered(consultation.id, posted.number)))


def clause_at(consultation: ConsultationView, draft: int, number: str) -> ClauseView:
    """Return the clause of a published draft, in the reader's language where its words are there; refuse `not-found`."""
    found = drafting.draft_by_number(consultation.id, draft)
    if found.published_at is None:
        raise NotFound
    return drafting.clause_by_number(found, number, lang=page_language())


def round_on(consultation_id: str, draft_id: str) -> str:
    """Return the round that takes comments on the draft: the open one, else the newest, which will refuse."""
    on_draft = [one for one in rounds.list_rounds(consultation_id) if one.draft_id == draft_id]
    if not on_draft:
        raise rounds.RoundNotOpen
    still_open = [one for one in on_draft if one.state is RoundState.OPEN]
    return (still_open or on_draft)[-1].id


def usual_attribution(consultation_id: str) -> Attribution | None:
    """Return what is chosen before anyone has: nothing for a person, whose name nobody publishes by an oversight."""
    seat = participation.require_seat(consultation_id=consultation_id, person_id=person_id() or "")
    return None if seat.category == PERSON_CATEGORY else Attribution.NAMED


def _parent(typed: str | None) -> str | None:
    if typed and not is_id(typed):
        raise NotFound
    return typed or None


def _page(consultation: ConsultationView, clause: ClauseView, form: CommentForm, status: int = 200) -> Response:
    parent = _parent(form.parent.data)
    answered = service.get_comment(consultation.id, parent) if parent else None
    return render.page(
        "deliberation/comment.html",
        status=status,
        form=form,
        clause=clause,
        answered=answered,
        collects=collects_drafts(consultation.id),
    )
