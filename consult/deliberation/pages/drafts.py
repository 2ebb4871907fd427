"""One draft of a delegation: read, edited, put in order and decided on; and saving one from the form of a comment."""

from flask import Response, request, url_for
from flask_babel import gettext

from consult.accounts import service as accounts
from consult.consultations import service as consultations
from consult.consultations.service import Act, ConsultationView, may
from consult.deliberation import service
from consult.deliberation.forms import CommentForm, DraftDecisionForm, DraftForm, SuggestionForm, read_number
from consult.deliberation.pages.blueprint import pages
from consult.deliberation.pages.delegation import clauses_of, own_delegation
from consult.deliberation.rules.words import Attribution, CommentKind
from consult.deliberation.service import CommentDraftView, DraftWords, Wish
from consult.drafting.service import ClauseView
from consult.kernel.errors import Refused
from consult.kernel.ids import new_id
from consult.kernel.transaction import transaction
from consult.localisation.pages import page_language
from consult.participation import service as participation
from consult.web import errors, guards, render
from consult.web.visitor import person_id


@pages.get("/c/<slug>/delegation/drafts/<uuid:draft_id>")
@guards.requires(may(Act.COMMENT))
@guards.never_stored
def comment_draft(slug: str, draft_id: object) -> Response:
    """Show a draft, with a form to edit it and one for a signatory to decide on it."""
    consultation = consultations.get_consultation(slug)
    draft = _draft(consultation, draft_id)
    return _page(consultation, draft, _edit_form(draft), _decision_form(draft))


@pages.post("/c/<slug>/delegation/drafts/<uuid:draft_id>")
@guards.requires(may(Act.COMMENT))
def edit_comment_draft(slug: str, draft_id: object) -> Response:
    """Save a draft with other words."""
    consultation = consultations.get_consultation(slug)
    draft = _draft(consultation, draft_id)
    form = DraftForm(request.form)
    if not form.validate():
        return _page(consultation, draft, form, _decision_form(draft), 422)
    try:
        with transaction():
            service.edit_draft(
                consultation_id=consultation.id,
                draft_id=draft.id,
                person_id=person_id() or "",
                clause=clauses_of(consultation.id, [draft], lang=draft.lang).get(draft.id),
                words=_words(form, draft),
                seen=read_number(form.seen.data) or 0,
            )
    except Refused as refused:
        status = errors.show_in_form(form, refused)
        now = _draft(consultation, draft_id)
        form.seen.data = str(now.version)
        return _page(consultation, now, form, _decision_form(now), status)
    render.notice(gettext("The draft is saved. Nobody outside your delegation sees it."))
    return render.done(url_for(".comment_draft", slug=slug, draft_id=draft.id))


@pages.post("/c/<slug>/delegation/drafts/<uuid:draft_id>/decide")
@guards.requires(may(Act.COMMENT))
def decide_comment_draft(slug: str, draft_id: object) -> Response:
    """Accept a draft, set it aside, or have it wait."""
    consultation = consultations.get_consultation(slug)
    draft = _draft(consultation, draft_id)
    form = DraftDecisionForm(request.form)
    try:
        with transaction():
            service.decide_draft(
                consultation_id=consultation.id,
                draft_id=draft.id,
                person_id=person_id() or "",
                decision=form.decision.data or "",
                note=form.note.data or "",
                seen=read_number(form.seen.data) or 0,
            )
    except Refused as refused:
        status = errors.show_in_form(form, refused)
        now = _draft(consultation, draft_id)
        form.seen.data = str(now.version)
        return _page(consultation, now, _edit_form(now), form, status)
    return render.done(url_for(".delegation", slug=slug))


@pages.post("/c/<slug>/delegation/drafts/<uuid:draft_id>/move")
@guards.requires(may(Act.COMMENT))
def move_comment_draft(slug: str, draft_id: object) -> Response:
    """Have a draft go before the one before it, or after the one after it."""
    consultation = consultations.get_consultation(slug)
    draft = _draft(consultation, draft_id)
    is_up = request.form.get("to") != "down"
    try:
        with transaction():
            service.move_draft(
                consultation_id=consultation.id, draft_id=draft.id, person_id=person_id() or "", is_up=is_up
            )
    except Refused as refused:
        form = _decision_form(draft)
        return _page(consultation, draft, _edit_form(draft), form, errors.show_in_form(form, refused))
    return render.done(url_for(".delegation", slug=slug) + f"#draft-{draft.id}")


def collects_drafts(consultation_id: str) -> bool:
    """Whether what the person writes waits among their delegation's drafts."""
    found = participation.delegation_of(consultation_id=consultation_id, person_id=person_id() or "")
    return found is not None and found.two_step


def save_as_draft(
    consultation: ConsultationView,
    clause: ClauseView,
    form: CommentForm | SuggestionForm,
    *,
    round_id: str,
    parent_id: str | None = None,
) -> Response:
    """Save what was typed as a draft of the person's delegation and lead to it; refusals are the caller's to show."""
    with transaction():
        draft = service.save_draft(
            consultation_id=consultation.id,
            round_id=round_id,
            person_id=person_id() or "",
            clause=clause,
            words=_words_of(form),
            key=form.key.data or "",
            parent_id=parent_id,
        )
    render.notice(
        gettext("It is saved among your delegation's drafts. A signatory releases them."),
        (url_for(".delegation", slug=consultation.slug), gettext("Your delegation")),
    )
    return render.done(url_for(".comment_draft", slug=consultation.slug, draft_id=draft.id))


def _words_of(form: CommentForm | SuggestionForm) -> DraftWords:
    is_suggestion = isinstance(form, SuggestionForm)
    wish = None
    if isinstance(form, SuggestionForm):
        wish = Wish(
            way=form.way.data or "",
            wording=form.wording.data or "",
            heading=form.heading.data or "",
            quote=form.quote.data or "",
        )
    return DraftWords(
        kind=CommentKind(form.kind.data),
        lang=page_language(),
        text=form.text.data or "",
        attribution=Attribution(form.attribution.data),
        quote="" if is_suggestion else form.quote.data or "",
        proposed="" if isinstance(form, SuggestionForm) else form.proposed.data or "",
        wish=wish,
    )


def _words(form: DraftForm, draft: CommentDraftView) -> DraftWords:
    """Return what was typed; a suggestion stays one in the way that it was."""
    wish = None
    if draft.way:
        wish = Wish(
            way=draft.way,
            wording=form.wording.data or "",
            heading=form.heading.data or "",
            quote=form.quote.data or "",
        )
    return DraftWords(
        kind=CommentKind(form.kind.data),
        lang=draft.lang,
        text=form.text.data or "",
        attribution=Attribution(form.attribution.data),
        quote=form.quote.data or "",
        proposed=form.proposed.data or "",
        wish=wish,
    )


def _draft(consultation: ConsultationView, draft_id: object) -> CommentDraftView:
    return service.get_draft(consultation_id=consultation.id, draft_id=str(draft_id), person_id=person_id() or "")


def _edit_form(draft: CommentDraftView) -> DraftForm:
    return DraftForm(
        data={
            "kind": draft.kind,
            "quote": draft.quote,
            "text": draft.text,
            "proposed": draft.proposed,
            "heading": draft.heading,
            "wording": draft.wording,
            "attribution": draft.attribution,
            "key": new_id(),
            "seen": draft.version,
        }
    )


def _decision_form(draft: CommentDraftView) -> DraftDecisionForm:
    return DraftDecisionForm(data={"decision": draft.state, "note": draft.note, "seen": draft.version})


def _page(
    consultation: ConsultationView,
    draft: CommentDraftView,
    form: DraftForm,
    deciding: DraftDecisionForm,
    status: int = 200,
) -> Response:
    found = own_delegation(consultation)
    return render.page(
        "deliberation/comment_draft.html",
        status=status,
        found=found,
        draft=draft,
        clause=clauses_of(consultation.id, [draft]).get(draft.id),
        people=accounts.people({draft.author, draft.edited_by}),
        form=form,
        deciding=deciding,
        may_edit=found.may_write and not draft.is_released and (found.may_sign or draft.author == person_id()),
        may_decide=found.may_sign and not draft.is_released,
    )
