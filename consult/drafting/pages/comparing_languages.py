"""A clause in all its languages side by side, for anyone to compare, and confirming that authentic ones say the same."""

from flask import Response, request, url_for
from flask_babel import gettext

from consult.consultations.service import Act, may
from consult.drafting import service
from consult.drafting.forms.languages import ConfirmForm
from consult.drafting.pages.blueprint import pages
from consult.drafting.pages.finding import may_translate, names_of, shown_draft
from consult.drafting.service import DraftView
from consult.kernel.errors import Refused
from consult.kernel.transaction import transaction
from consult.web import errors, guards, render
from consult.web.visitor import person_id
from consult.web.words import language


@pages.get("/c/<slug>/d/<int:draft>/concordance")
@guards.requires(may(Act.READ))
def concordance(slug: str, draft: int) -> Response:
    """Show in which languages each clause is there, how far each can be relied on, and what is not yet compared."""
    found = shown_draft(slug, draft)
    return render.page(
        "drafting/concordance.html",
        draft=found,
        clauses=service.side_by_side(found),
        authentic=service.authentic_languages(found),
    )


@pages.get("/c/<slug>/d/<int:draft>/concordance/<uuid:uid>")
@guards.requires(may(Act.READ))
def clause_languages(slug: str, draft: int, uid: object) -> Response:
    """Show one clause in all its languages side by side, with what became of problems that were reported."""
    return _page(slug, shown_draft(slug, draft), str(uid))


@pages.post("/c/<slug>/d/<int:draft>/concordance/<uuid:uid>")
@guards.requires(may_translate)
def confirm_languages(slug: str, draft: int, uid: object) -> Response:
    """Keep that one authentic language of a clause was found to say what the others say."""
    found, form = shown_draft(slug, draft), ConfirmForm(request.form)
    (beside,) = service.side_by_side(found, uid=str(uid))
    tag = form.language.data or ""
    try:
        with transaction():
            service.confirm_concordance(
                consultation_id=found.consultation_id,
                version_id=beside.clause.version_id,
                lang=tag,
                by_person=person_id() or "",
                seen=form.seen.data or "",
            )
    except Refused as refused:
        return _page(slug, found, str(uid), errors.show_in_form(form, refused), form=form)
    render.notice(
        gettext(
            "It is confirmed that clause %(number)s says in %(language)s what it says in the others.",
            number=beside.clause.number,
            language=language(tag),
        )
    )
    return render.done(url_for(".clause_languages", slug=slug, draft=draft, uid=uid))


def _page(slug: str, draft: DraftView, uid: str, status: int = 200, *, form: ConfirmForm | None = None) -> Response:
    (beside,) = service.side_by_side(draft, uid=uid)
    said = [one for each in beside.languages for one in (each.translator, each.reviewed_by, each.confirmed_by)]
    return render.page(
        "drafting/clause_languages.html",
        status=status,
        draft=draft,
        beside=beside,
        form=form or ConfirmForm(),
        issues=service.list_issues(draft.consultation_id, version_id=beside.clause.version_id),
        names=names_of(said),
        reader=person_id(),
    )
