"""Corrigenda to a published draft: everyone reads them; editors propose one, and a second one confirms it."""

from typing import Any

from flask import Response, g, request, url_for
from flask_babel import gettext

from consult.accounts import service as accounts
from consult.consultations import service as consultations
from consult.consultations.service import Act, may
from consult.drafting import service as drafting
from consult.drafting.service import ClauseView, DraftView
from consult.kernel.errors import NotFound, Refused
from consult.kernel.transaction import transaction
from consult.localisation.pages import page_language
from consult.rounds import service
from consult.rounds.forms import CorrigendumForm, DecisionForm, corrigendum_form, read_class
from consult.rounds.pages.blueprint import pages
from consult.web import errors, guards, render
from consult.web.visitor import person_id

may_edit = may(Act.EDIT)


@pages.get("/c/<slug>/d/<int:draft>/corrigenda")
@guards.requires(may(Act.READ))
def corrigenda(slug: str, draft: int) -> Response:
    """Show the corrigenda to a draft, each with its redline; to editors also those that wait for a second one."""
    found = _draft(slug, draft)
    g.never_stored = edits = may_edit(person_id(), {"slug": slug})
    return render.page(
        "rounds/corrigenda.html",
        draft=found,
        every=service.corrigenda_of(found),
        waiting=service.proposed_corrigenda(found) if edits else [],
        clauses=_clauses(found),
        edits=edits,
    )


@pages.get("/c/<slug>/d/<int:draft>/<number>/correct")
@guards.requires(may_edit)
@guards.never_stored
def correcting(slug: str, draft: int, number: str) -> Response:
    """Show the form that proposes a corrigendum to a clause."""
    found = _draft(slug, draft)
    clause = drafting.clause_by_number(found, number, lang=page_language())
    form = corrigendum_form(CorrigendumForm(data={"lang": clause.lang}), drafting.languages_of(found))
    return _form_page(found, clause, form)


@pages.post("/c/<slug>/d/<int:draft>/<number>/correct")
@guards.requires(may_edit)
def correct(slug: str, draft: int, number: str) -> Response:
    """Propose a corrigendum, which changes nothing until a second editor confirms it."""
    found = _draft(slug, draft)
    clause = drafting.clause_by_number(found, number, lang=page_language())
    form = corrigendum_form(CorrigendumForm(request.form), drafting.languages_of(found))
    try:
        with transaction():
            made = service.propose_corrigendum(
                draft=found,
                clause_uid=clause.uid,
                lang=form.lang.data or "",
                old_words=form.old_words.data or "",
                new_words=form.new_words.data or "",
                change_class=read_class(form),
                reason=form.reason.data or "",
                person_id=person_id() or "",
            )
    except Refused as refused:
        return _form_page(found, clause, form, errors.show_in_form(form, refused))
    render.notice(gettext("The corrigendum is proposed. It changes nothing until a second editor confirms it."))
    return render.done(url_for(".corrigendum", slug=slug, draft=draft, corrigendum_id=made.id))


@pages.get("/c/<slug>/d/<int:draft>/corrigenda/<uuid:corrigendum_id>")
@guards.requires(may_edit)
@guards.never_stored
def corrigendum(slug: str, draft: int, corrigendum_id: object) -> Response:
    """Show a corrigendum that is proposed, with the buttons by which a second editor decides on it."""
    return _decision_page(_draft(slug, draft), str(corrigendum_id))


@pages.post("/c/<slug>/d/<int:draft>/corrigenda/<uuid:corrigendum_id>")
@guards.requires(may_edit)
def decide_corrigendum(slug: str, draft: int, corrigendum_id: object) -> Response:
    """Confirm or decline a corrigendum that somebody else proposed."""
    found, form = _draft(slug, draft), DecisionForm(request.form)
    scope: dict[str, Any] = {"draft": found, "corrigendum_id": str(corrigendum_id), "person_id": person_id() or ""}
    try:
        with transaction():
            if form.decision.data == "confirm":
                number = service.confirm_corrigendum(**scope).number
                told = gettext(
                    "Corrigendum %(number)s is confirmed, and the text shows the corrected words.", number=number
                )
            else:
                service.decline_corrigendum(**scope)
                told = gettext("The corrigendum is declined. The text stays as it is.")
    except NotFound:
        raise
    except Refused as refused:
        return _decision_page(found, str(corrigendum_id), form, errors.show_in_form(form, refused))
    render.notice(told)
    return render.done(url_for(".corrigenda", slug=slug, draft=draft))


def _draft(slug: str, number: int) -> DraftView:
    found = drafting.draft_by_number(consultations.get_consultation(slug).id, number)
    if found.published_at is None:
        raise NotFound
    return found


def _clauses(draft: DraftView) -> dict[str, ClauseView]:
    return {one.uid: one for one in drafting.clauses_of(draft, lang=page_language())}


def _form_page(draft: DraftView, clause: ClauseView, form: CorrigendumForm, status: int = 200) -> Response:
    return render.page("rounds/correct.html", status=status, draft=draft, clause=clause, form=form)


def _decision_page(
    draft: DraftView, corrigendum_id: str, form: DecisionForm | None = None, status: int = 200
) -> Response:
    found = service.get_corrigendum(draft, corrigendum_id)
    return render.page(
        "rounds/corrigendum.html",
        status=status,
        draft=draft,
        one=found,
        clause=_clauses(draft)[found.clause_uid],
        proposer=accounts.people({found.proposed_by}).get(found.proposed_by),
        is_own=found.proposed_by == person_id(),
        form=form or DecisionForm(),
    )
