"""Asking a machine to fill what is missing of a translation, where the installation has one."""

from flask import Response, url_for
from flask_babel import gettext

from consult.drafting import service
from consult.drafting.pages.blueprint import pages
from consult.drafting.pages.finding import may_translate, shown_draft, target_language
from consult.kernel.errors import NotFound
from consult.kernel.transaction import transaction
from consult.kernel.translator import current_translator
from consult.web import guards, render
from consult.web.visitor import person_id


@pages.get("/c/<slug>/d/<int:draft>/translate/<into>/machine")
@guards.requires(may_translate)
@guards.never_stored
def machine(slug: str, draft: int, into: str) -> Response:
    """Show what a machine would do, with the button that asks it; not there where there is no machine."""
    found = shown_draft(slug, draft)
    tag = target_language(found, into)
    if current_translator() is None:
        raise NotFound
    return render.page(
        "drafting/machine.html",
        draft=found,
        into=tag,
        progress=service.translation_progress(found, tag),
        work=service.machine_work_on(found.consultation_id, found.id, tag),
    )


@pages.post("/c/<slug>/d/<int:draft>/translate/<into>/machine")
@guards.requires(may_translate)
def ask_machine(slug: str, draft: int, into: str) -> Response:
    """Have a machine fill what is missing in a language."""
    found = shown_draft(slug, draft)
    tag = target_language(found, into)
    with transaction():
        service.ask_machine(
            consultation_id=found.consultation_id, draft_id=found.id, lang=tag, by_person=person_id() or ""
        )
    render.notice(
        gettext("The machine is asked. What it gives appears here within a few minutes, labelled as its own.")
    )
    return render.done(url_for(".workbench", slug=slug, draft=draft, into=tag, show="machine"))
