"""The next draft begun, named anew, and thrown away."""

from flask import Response, request, url_for
from flask_babel import gettext

from consult.consultations import service as consultations
from consult.consultations.service import ConsultationView
from consult.drafting import service as drafting
from consult.drafting.service import DraftView, editing
from consult.front import service
from consult.front.forms import ConfirmForm
from consult.front.forms.editing import Begin, BeginningNeeded, NextDraftForm, TitleForm
from consult.front.pages.blueprint import pages
from consult.front.pages.in_hand import in_hand, may_edit
from consult.kernel.errors import Refused
from consult.kernel.transaction import transaction
from consult.web import errors, guards, render
from consult.web.visitor import person_id


@pages.get("/c/<slug>/drafts/next")
@guards.requires(may_edit)
@guards.never_stored
def next_draft(slug: str) -> Response:
    """Show the ways in which the next draft can begin, or send the editor to the one that is being written."""
    consultation = consultations.get_consultation(slug)
    in_hand, before = drafting.draft_in_hand(consultation.id), _published(consultation)
    if in_hand is not None and before is not None:
        return render.lead_to(url_for(".edit_draft", slug=slug, draft=in_hand.number))
    if before is None:
        return render.lead_to(url_for("intake.draft", slug=slug))
    ways = Begin.ASSEMBLED if service.count_accepted(before) else Begin.COPIED
    return _next_page(before, NextDraftForm(data={"title": before.title, "begin": ways}))


@pages.post("/c/<slug>/drafts/next")
@guards.requires(may_edit)
def begin_next_draft(slug: str) -> Response:
    """Begin the next draft, or lead to the form that brings in a file."""
    consultation, form = consultations.get_consultation(slug), NextDraftForm(request.form)
    before = _published(consultation)
    if before is None or form.begin.data == Begin.IMPORTED:
        return render.done(url_for("intake.draft", slug=slug))
    try:
        with transaction():
            begun = _begin(consultation, form)
    except Refused as refused:
        return _next_page(before, form, errors.show_in_form(form, refused))
    return render.done(url_for(".edit_draft", slug=slug, draft=begun.number))


@pages.get("/c/<slug>/d/<int:draft>/edit/title")
@guards.requires(may_edit)
@guards.never_stored
def draft_title(slug: str, draft: int) -> Response:
    """Show the form that gives the draft in hand another title."""
    found = in_hand(slug, draft)
    return _title_page(found, TitleForm(data={"title": found.title, "seen": found.title}))


@pages.post("/c/<slug>/d/<int:draft>/edit/title")
@guards.requires(may_edit)
def rename_draft(slug: str, draft: int) -> Response:
    """Give the draft in hand another title."""
    found, form = in_hand(slug, draft), TitleForm(request.form)
    try:
        with transaction():
            editing.rename_draft(
                consultation_id=found.consultation_id,
                draft_id=found.id,
                title=form.title.data or "",
                seen=form.seen.data or "",
            )
    except Refused as refused:
        status = errors.show_in_form(form, refused)
        form.seen.data = found.title
        return _title_page(found, form, status)
    render.notice(gettext("The draft has another title now."))
    return render.done(url_for(".edit_draft", slug=slug, draft=draft))


@pages.get("/c/<slug>/d/<int:draft>/edit/discard")
@guards.requires(may_edit)
@guards.never_stored
def discarding(slug: str, draft: int) -> Response:
    """Show what goes with a draft that is thrown away, and the button that does it."""
    return render.page("front/discard_draft.html", draft=in_hand(slug, draft), form=ConfirmForm())


@pages.post("/c/<slug>/d/<int:draft>/edit/discard")
@guards.requires(may_edit)
def discard_draft(slug: str, draft: int) -> Response:
    """Throw the draft in hand away."""
    found = in_hand(slug, draft)
    with transaction():
        drafting.drop_draft(consultation_id=found.consultation_id, draft_id=found.id)
    render.notice(gettext("Draft %(number)s is thrown away. The published drafts are as they were.", number=draft))
    return render.done(url_for(".next_draft", slug=slug))


def _begin(consultation: ConsultationView, form: NextDraftForm) -> DraftView:
    """Return the draft as it is begun, and say what is in it."""
    title = form.title.data or ""
    if form.begin.data == Begin.ASSEMBLED:
        made = service.assemble_draft(
            consultation_id=consultation.id, title=title, unnamed=gettext("a participant"), person_id=person_id()
        )
        render.notice(
            gettext(
                "Draft %(number)s is begun. Accepted suggestions put in: %(taken)s; left for you: %(left)s.",
                number=made.draft.number,
                taken=made.taken,
                left=made.left,
            )
        )
        return made.draft
    if form.begin.data != Begin.COPIED:
        raise BeginningNeeded(field="begin")
    draft = drafting.continue_draft(consultation_id=consultation.id, title=title, by_person=person_id())
    render.notice(gettext("Draft %(number)s is begun, the same as the one before.", number=draft.number))
    return draft


def _published(consultation: ConsultationView) -> DraftView | None:
    return drafting.latest_draft(consultation.id, published=True)


def _next_page(before: DraftView, form: NextDraftForm, status: int = 200) -> Response:
    accepted = service.count_accepted(before)
    words = {
        Begin.ASSEMBLED: gettext("From the published draft, with the accepted suggestions put in"),
        Begin.COPIED: gettext("From the published draft as it is"),
        Begin.IMPORTED: gettext("From a file"),
    }
    form.begin.choices = [(str(way), said) for way, said in words.items() if accepted or way != Begin.ASSEMBLED]
    return render.page("front/next_draft.html", status=status, before=before, form=form, accepted=accepted)


def _title_page(draft: DraftView, form: TitleForm, status: int = 200) -> Response:
    return render.page("front/draft_title.html", status=status, draft=draft, form=form)
