"""A clause in all its languages side by side, for anyone to compare, and confirming that authentic ones say the same."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from flask import Response, request, url_for
from flask_babel import gettext

from consult.consultations.service import Act, may
from consult.drafting import service
from consult.drafting.forms.languages import ConfirmForm
from consult.drafting.pages.blueprint import pages
from consult.drafting.pages.finding import may_translate, names_of, shown_draft
from consult.drafting.rules.translation import RELIABLE
from consult.drafting.service import ClauseView, DraftView
from consult.drafting.service.concordance import InLanguage, SideBySide
from consult.kernel.errors import Refused
from consult.kernel.transaction import transaction
from consult.localisation.pages import page_language
from consult.web import errors, guards, render
from consult.web.visitor import person_id
from consult.web.words import language


class Stands(NamedTuple):
    """How far the words of a clause in one language can be relied on."""

    status: str
    is_pending: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A clause as it was written and in the reader's language; `apart` are the languages that the list above does not tell of."""

    clause: ClauseView
    shown: tuple[InLanguage, ...]
    apart: Mapping[str, Stands]


@pages.get("/c/<slug>/d/<int:draft>/concordance")
@guards.requires(may(Act.READ))
def concordance(slug: str, draft: int) -> Response:
    """Show in which languages each clause is there, how far each can be relied on, and what is not yet compared."""
    found = shown_draft(slug, draft)
    every = service.side_by_side(found)
    usual = _usual(every)
    return render.page(
        "drafting/concordance.html",
        draft=found,
        clauses=[_row(one, usual) for one in every],
        usual=usual,
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


def _usual(every: list[SideBySide]) -> dict[str, Stands]:
    """Return how most clauses stand in each language, so that a clause needs to tell only where it differs."""
    tags = dict.fromkeys(each.lang for one in every for each in one.languages)
    return {tag: Counter(_stands(one, tag) for one in every).most_common(1)[0][0] for tag in tags}


def _stands(one: SideBySide, tag: str) -> Stands:
    found = next((each for each in one.languages if each.lang == tag), None)
    return Stands(found.status, found.is_pending) if found else Stands("missing", is_pending=False)


def _row(one: SideBySide, usual: Mapping[str, Stands]) -> Row:
    reader = page_language()
    shown = tuple(
        each for each in one.languages if each.is_source or (each.lang == reader and each.status != "missing")
    )
    unreliable = {each.lang for each in shown if each.status not in RELIABLE}
    stands = {tag: _stands(one, tag) for tag in usual}
    apart = {tag: each for tag, each in stands.items() if each != usual[tag] or tag in unreliable}
    return Row(one.clause, shown, apart)


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
