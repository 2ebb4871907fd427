"""Meetings on the text: everyone reads those that are published, and those who edit the text note them."""

from typing import Any

from flask import Response, g, request, url_for
from flask_babel import gettext

from consult.consultations import service as consultations
from consult.consultations.service import Act, ConsultationView, may
from consult.drafting import service
from consult.drafting.forms.meetings import MeetingForm, PublishForm, meeting_form, read_attendance
from consult.drafting.pages.blueprint import pages
from consult.drafting.service import MeetingView
from consult.kernel.errors import NotFound, Refused
from consult.kernel.transaction import transaction
from consult.web import errors, guards, render
from consult.web.visitor import person_id

may_edit = may(Act.EDIT)


@pages.get("/c/<slug>/meetings")
@guards.requires(may(Act.READ))
def meetings(slug: str) -> Response:
    """Show the meetings on the text, newest first; those that are not published only to who edits the text."""
    consultation = consultations.get_consultation(slug)
    g.never_stored = edits = may_edit(person_id(), {"slug": slug})
    found = service.meetings_of(consultation.id, with_unpublished=edits)
    return render.page("drafting/meetings.html", every=found, edits=edits)


@pages.get("/c/<slug>/meetings/new")
@guards.requires(may_edit)
@guards.never_stored
def new_meeting(slug: str) -> Response:
    """Show the form that notes a meeting."""
    return _form_page(meeting_form(consultations.get_consultation(slug).categories))


@pages.post("/c/<slug>/meetings/new")
@guards.requires(may_edit)
def add_meeting(slug: str) -> Response:
    """Note a meeting, which nobody else sees until it is published."""
    consultation = consultations.get_consultation(slug)
    form = meeting_form(consultation.categories, request.form)
    try:
        with transaction():
            made = service.add_meeting(consultation_id=consultation.id, by_person=person_id(), **_given(form))
    except Refused as refused:
        return _form_page(form, status=errors.show_in_form(form, refused))
    render.notice(gettext("The meeting is noted. Read it through, then publish it."))
    return render.done(url_for(".meeting", slug=slug, meeting_id=made.id))


@pages.get("/c/<slug>/meetings/<uuid:meeting_id>")
@guards.requires(may(Act.READ))
def meeting(slug: str, meeting_id: object) -> Response:
    """Show a meeting; to those who edit the text also one that is not published, with the button that publishes it."""
    consultation = consultations.get_consultation(slug)
    g.never_stored = edits = may_edit(person_id(), {"slug": slug})
    found = service.get_meeting(consultation.id, str(meeting_id))
    if found.published_at is None and not edits:
        raise NotFound
    return _meeting_page(found, edits=edits)


@pages.get("/c/<slug>/meetings/<uuid:meeting_id>/edit")
@guards.requires(may_edit)
@guards.never_stored
def edit_meeting(slug: str, meeting_id: object) -> Response:
    """Show the form that changes what is noted of a meeting; one that is published leads back to itself."""
    consultation = consultations.get_consultation(slug)
    found = service.get_meeting(consultation.id, str(meeting_id))
    if found.published_at is not None:
        return render.lead_to(url_for(".meeting", slug=slug, meeting_id=found.id))
    return _form_page(meeting_form(consultation.categories, meeting=found), found)


@pages.post("/c/<slug>/meetings/<uuid:meeting_id>/edit")
@guards.requires(may_edit)
def save_meeting(slug: str, meeting_id: object) -> Response:
    """Change what is noted of a meeting that is not published."""
    consultation = consultations.get_consultation(slug)
    found = service.get_meeting(consultation.id, str(meeting_id))
    form = meeting_form(consultation.categories, request.form)
    try:
        with transaction():
            service.revise_meeting(consultation_id=consultation.id, meeting_id=found.id, **_given(form))
    except Refused as refused:
        return _form_page(form, found, errors.show_in_form(form, refused))
    render.notice(gettext("The meeting is saved. Read it through, then publish it."))
    return render.done(url_for(".meeting", slug=slug, meeting_id=found.id))


@pages.post("/c/<slug>/meetings/<uuid:meeting_id>/publish")
@guards.requires(may_edit)
def publish_meeting(slug: str, meeting_id: object) -> Response:
    """Publish a meeting, which stays as it is from then on."""
    consultation: ConsultationView = consultations.get_consultation(slug)
    form = PublishForm(request.form)
    try:
        with transaction():
            done = service.publish_meeting(
                consultation_id=consultation.id, meeting_id=str(meeting_id), by_person=person_id()
            )
    except service.MeetingPublished as refused:
        found = service.get_meeting(consultation.id, str(meeting_id))
        return _meeting_page(found, edits=True, form=form, status=errors.show_in_form(form, refused))
    render.notice(gettext("The meeting is published, and everyone can read it."))
    return render.done(url_for(".meeting", slug=slug, meeting_id=done.id))


def _given(form: MeetingForm) -> dict[str, Any]:
    texts = ("title", "held_on", "place", "agenda", "report")
    return {**{name: form[name].data or "" for name in texts}, "attendance": read_attendance(form)}


def _form_page(form: MeetingForm, meeting: MeetingView | None = None, status: int = 200) -> Response:
    return render.page("drafting/meeting_form.html", status=status, form=form, meeting=meeting)


def _meeting_page(meeting: MeetingView, *, edits: bool, form: PublishForm | None = None, status: int = 200) -> Response:
    shown = form or PublishForm()
    return render.page("drafting/meeting.html", status=status, meeting=meeting, edits=edits, form=shown)
