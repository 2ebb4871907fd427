"""A moderator's decision on the words of an objection, which itself stays where it is."""

from flask import Response, request, url_for
from flask_babel import gettext

from consult.consultations import service as consultations
from consult.consultations.service import Act, may
from consult.deliberation.service import objections
from consult.kernel.errors import NotFound, Refused
from consult.kernel.transaction import transaction
from consult.moderation import service
from consult.moderation.forms.reviewing import DecisionForm
from consult.moderation.pages.blueprint import pages
from consult.moderation.pages.reviewing import show_refusal
from consult.moderation.rules import ActionKind
from consult.web import guards, render
from consult.web.visitor import person_id


@pages.get("/c/<slug>/moderate/objections/<int:number>")
@guards.requires(may(Act.MODERATE))
@guards.never_stored
def objection(slug: str, number: int) -> Response:
    """Show an objection with the form that hides its words, or shows them again."""
    return _page(slug, number, DecisionForm())


@pages.post("/c/<slug>/moderate/objections/<int:number>")
@guards.requires(may(Act.MODERATE))
def decide_on_objection(slug: str, number: int) -> Response:
    """Hide the words of an objection, or show them again."""
    consultation, form = consultations.get_consultation(slug), DecisionForm(request.form)
    if not form.validate() or form.action.data == ActionKind.REVIEW:
        return _page(slug, number, form, 422)
    try:
        with transaction():
            done = service.decide_on_objection(
                consultation_id=consultation.id,
                number=number,
                action=ActionKind(form.action.data),
                person_id=person_id() or "",
                rule=form.rule.data,
                note=form.note.data or "",
            )
    except NotFound:
        raise
    except Refused as refused:
        return _page(slug, number, form, show_refusal(form, refused))
    if done.is_hidden:
        render.notice(gettext("The words of objection %(number)s are hidden.", number=number))
    else:
        render.notice(gettext("The words of objection %(number)s are shown again.", number=number))
    return render.done(url_for("deliberation.objection", slug=slug, number=number))


def _page(slug: str, number: int, form: DecisionForm, status: int = 200) -> Response:
    """Show an objection with its words, also where they are hidden, but not before the contract makes them public."""
    consultation = consultations.get_consultation(slug)
    shown = objections.objection_numbered(consultation.id, number)
    if shown.is_public:
        shown = objections.objection_numbered(consultation.id, number, reads_all=True)
    return render.page("moderation/objection.html", status=status, objection=shown, form=form)
