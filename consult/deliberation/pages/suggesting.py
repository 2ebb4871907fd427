"""Suggesting other words for a clause, for a passage of it, or a new clause after it."""

from flask import Response, request, url_for
from flask_babel import gettext

from consult.consultations import service as consultations
from consult.consultations.service import Act, ConsultationView, may
from consult.deliberation import service
from consult.deliberation.forms import SuggestionForm
from consult.deliberation.pages.blueprint import pages
from consult.deliberation.pages.commenting import round_on, usual_attribution
from consult.deliberation.pages.drafts import collects_drafts, save_as_draft
from consult.deliberation.pages.own import address_of
from consult.deliberation.rules.passages import OF_PASSAGES, Way
from consult.deliberation.rules.words import Attribution, CommentKind
from consult.deliberation.service import Posted, SuggestedWords, Wish
from consult.drafting import service as drafting
from consult.drafting.service import ClauseView
from consult.kernel.errors import NotFound, Refused
from consult.kernel.idempotency import KeyReused
from consult.kernel.ids import new_id
from consult.kernel.transaction import transaction
from consult.ledger.rules.receipt import show_code
from consult.localisation.pages import page_language
from consult.web import errors, guards, render
from consult.web.visitor import person_id


@pages.get("/c/<slug>/d/<int:draft>/<number>/suggest")
@guards.requires(may(Act.COMMENT))
@guards.never_stored
def suggest(slug: str, draft: int, number: str) -> Response:
    """Show the form for a suggestion in the way that `way` names, with the clause's words to edit."""
    consultation = consultations.get_consultation(slug)
    clause = _source_of(consultation, draft, number)
    asked = request.args.get("way", Way.WHOLE)
    way = Way(asked) if asked in _offered(clause) else Way.WHOLE
    is_whole = way is Way.WHOLE
    form = SuggestionForm(
        data={
            "key": new_id(),
            "way": way,
            "quote": request.args.get("quote", ""),
            "wording": clause.text if is_whole else request.args.get("quote", ""),
            "heading": clause.heading if is_whole else "",
            "kind": CommentKind.SUBSTANTIVE,
            "attribution": usual_attribution(consultation.id),
        }
    )
    return _page(consultation, clause, form)


@pages.post("/c/<slug>/d/<int:draft>/<number>/suggest")
@guards.requires(may(Act.COMMENT))
def post_suggestion(slug: str, draft: int, number: str) -> Response:
    """Save a suggestion, or show what it would do to the clause where that is asked for."""
    consultation = consultations.get_consultation(slug)
    clause = _source_of(consultation, draft, number)
    form = SuggestionForm(request.form)
    try:
        if "show" in request.form:
            words, _ = service.read_wish(consultation_id=consultation.id, clause=clause, wish=_wish(form))
            return _page(consultation, clause, form, preview=words)
        if not form.validate():
            return _page(consultation, clause, form, 422)
        if collects_drafts(consultation.id):
            return save_as_draft(consultation, clause, form, round_id=round_on(consultation.id, clause.draft_id))
        with transaction():
            posted = _suggested(consultation, clause, form)
    except Refused as refused:
        if isinstance(refused, KeyReused):
            form.key.data = new_id()
        return _page(consultation, clause, form, errors.show_in_form(form, refused))
    render.notice(
        gettext(
            "Your suggestion is saved as number %(number)s. Its receipt is %(receipt)s.",
            number=posted.number,
            receipt=show_code(posted.receipt),
        ),
        (url_for("ledger.check", log_id=consultation.id, code=posted.receipt), gettext("Check a receipt")),
        (url_for(".own_comments", slug=slug), gettext("All your comments and their answers")),
    )
    return render.done(address_of(consultation, service.comment_numbered(consultation.id, posted.number)))


def _suggested(consultation: ConsultationView, clause: ClauseView, form: SuggestionForm) -> Posted:
    return service.add_suggestion(
        consultation_id=consultation.id,
        round_id=round_on(consultation.id, clause.draft_id),
        person_id=person_id() or "",
        clause=clause,
        wish=_wish(form),
        why=form.text.data or "",
        lang=page_language(),
        attribution=Attribution(form.attribution.data),
        key=form.key.data or "",
        kind=CommentKind(form.kind.data),
    )


def _wish(form: SuggestionForm) -> Wish:
    return Wish(
        way=form.way.data or "",
        wording=form.wording.data or "",
        heading=form.heading.data or "",
        quote=form.quote.data or "",
    )


def _source_of(consultation: ConsultationView, draft: int, number: str) -> ClauseView:
    """Return the clause of a published draft in the language in which the draft was written; refuse `not-found`."""
    found = drafting.draft_by_number(consultation.id, draft)
    if found.published_at is None:
        raise NotFound
    return drafting.clause_by_number(found, number, lang=found.language)


def _offered(clause: ClauseView) -> list[Way]:
    """Return the ways in which a clause can be changed: where it is a heading alone, no passage of it."""
    return [way for way in Way if clause.text or way not in OF_PASSAGES]


def _page(
    consultation: ConsultationView,
    clause: ClauseView,
    form: SuggestionForm,
    status: int = 200,
    *,
    preview: SuggestedWords | None = None,
) -> Response:
    return render.page(
        "deliberation/suggest.html",
        status=status,
        form=form,
        clause=clause,
        ways=_offered(clause),
        preview=preview,
        collects=collects_drafts(consultation.id),
    )
