"""The draft that is being written: the whole of it, the words of each part, and what people asked for."""

from flask import Response, request, url_for
from flask_babel import gettext

from consult.consultations import service as consultations
from consult.drafting import service as drafting
from consult.drafting.rules.wording import Words
from consult.drafting.service import DraftView, editing
from consult.front import service
from consult.front.forms.editing import WordsForm
from consult.front.pages.blueprint import pages
from consult.front.pages.in_hand import back_to, in_hand, may_edit
from consult.kernel.errors import NotFound, Refused
from consult.kernel.transaction import transaction
from consult.web import errors, guards, render
from consult.web.visitor import person_id

MOST_CLAUSES = 300
"""A text with more parts is read to its end by few, and voted on by fewer."""


@pages.get("/c/<slug>/d/<int:draft>/edit")
@guards.requires(may_edit)
@guards.never_stored
def edit_draft(slug: str, draft: int) -> Response:
    """Show the draft that is being written, with what can be done with each part and what waits for it."""
    consultation = consultations.get_consultation(slug)
    if consultation.announced_at is None:
        return render.lead_to(url_for("intake.setup_text", slug=slug))
    found = drafting.draft_by_number(consultation.id, draft)
    if found.published_at is not None:
        return render.lead_to(url_for(".draft", slug=slug, draft=draft))
    return render.page("front/edit_draft.html", found=service.editing_of(found), most=MOST_CLAUSES)


@pages.get("/c/<slug>/d/<int:draft>/edit/<uuid:uid>")
@guards.requires(may_edit)
@guards.never_stored
def edit_clause(slug: str, draft: int, uid: object) -> Response:
    """Show the form with the words of one part, beside those of the draft before and what people said about it."""
    return _words_page(in_hand(slug, draft), str(uid))


@pages.post("/c/<slug>/d/<int:draft>/edit/<uuid:uid>")
@guards.requires(may_edit)
def save_clause(slug: str, draft: int, uid: object) -> Response:
    """Keep the words of one part, or show what changes by them."""
    found, form = in_hand(slug, draft), WordsForm(request.form)
    if "preview" in request.form:
        return _words_page(found, str(uid), form)
    try:
        with transaction():
            editing.edit_clause(
                consultation_id=found.consultation_id,
                draft_id=found.id,
                uid=str(uid),
                heading=form.heading.data or "",
                text=form.text.data or "",
                seen=form.seen.data or "",
            )
    except Refused as refused:
        return _refused(found, str(uid), form, refused)
    render.notice(
        gettext("The words are saved. Before the draft is published, someone confirms what became of each clause.")
    )
    return back_to(slug, found, str(uid))


@pages.post("/c/<slug>/d/<int:draft>/edit/<uuid:uid>/suggestions/<uuid:comment_id>")
@guards.requires(may_edit)
def put_in(slug: str, draft: int, uid: object, comment_id: object) -> Response:
    """Put one accepted suggestion into a clause, and credit whoever suggested it."""
    found, form = in_hand(slug, draft), WordsForm(request.form)
    try:
        with transaction():
            service.put_in(
                consultation_id=found.consultation_id,
                draft_id=found.id,
                uid=str(uid),
                comment_id=str(comment_id),
                seen=form.seen.data or "",
                unnamed=gettext("a participant"),
                person_id=person_id(),
            )
    except NotFound:
        raise
    except Refused as refused:
        own = service.part_of(found, str(uid)).own.words
        shown = WordsForm(data={"heading": own.heading, "text": own.text})
        return _refused(found, str(uid), shown, refused)
    render.notice(gettext("The suggestion is in the draft, and the change names it as its source."))
    return back_to(slug, found, str(uid))


def _refused(draft: DraftView, uid: str, form: WordsForm, refused: Refused) -> Response:
    """Show the form with what was typed; whoever has read how the clause stands now can send it again."""
    status = errors.show_in_form(form, refused)
    if isinstance(refused, editing.ClauseChanged):
        form.seen.data = None
    return _words_page(draft, uid, form, status)


def _words_page(draft: DraftView, uid: str, form: WordsForm | None = None, status: int = 200) -> Response:
    part = service.part_of(draft, uid)
    own = part.own.words
    shown = form or WordsForm(data={"heading": own.heading, "text": own.text})
    shown.seen.data = shown.seen.data or part.seen
    typed = Words(shown.heading.data or "", shown.text.data or "")
    return render.page(
        "front/edit_clause.html",
        fragment="front/_since.html" if "preview" in request.form else None,
        status=status,
        draft=draft,
        part=part,
        form=shown,
        is_changed=bool(form and form.errors and typed != own),
        since=part.since(typed),
    )
