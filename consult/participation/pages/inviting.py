"""Inviting people by a list, and the pages to which the links in their letters lead."""

from collections import Counter
from collections.abc import Sequence

from flask import Response, request, url_for
from flask_babel import gettext, ngettext
from wtforms import Form

from consult.consultations import service as consultations
from consult.consultations.service import Act, ConsultationView, may
from consult.kernel.errors import Refused
from consult.kernel.transaction import transaction
from consult.localisation.pages import page_language
from consult.participation import service
from consult.participation.forms import ListForm, TakePartForm
from consult.participation.pages.blueprint import pages
from consult.participation.pages.joining import what_one_may_do_now
from consult.participation.service import InvitationView, Problem, Progress
from consult.web import errors, guards, render
from consult.web.paging import asked_part
from consult.web.visitor import person_id

PAGE_SIZE = 50
MOST_SHOWN = 100
"""How many problems of a list are shown at once."""


@pages.get("/c/<slug>/invitations")
@guards.requires(may(Act.ORGANISE))
@guards.never_stored
def invitations(slug: str) -> Response:
    """Show who was invited and how far they have come, with the form that takes another list."""
    return _list_page(consultations.get_consultation(slug), ListForm())


@pages.post("/c/<slug>/invitations")
@guards.requires(may(Act.ORGANISE))
def send_invitations(slug: str) -> Response:
    """Invite everyone on a list, if nothing is wrong with any row of it."""
    consultation, form = consultations.get_consultation(slug), ListForm(request.form)
    file = request.files.get("file")
    if not file:
        form.file.errors = [gettext("Choose the file with the list of people to invite.")]
        return _list_page(consultation, form, 422)
    people, problems = service.check_list(consultation.id, file.read())
    if problems:
        form.file.errors = [
            gettext("Nobody was invited. Put right what is listed below, and send the whole list again.")
        ]
        return _list_page(consultation, form, 422, problems)
    with transaction():
        sent = service.invite_people(consultation_id=consultation.id, person_id=person_id() or "", people=people)
    told = ngettext("%(num)d letter is on its way.", "%(num)d letters are on their way.", sent)
    render.notice(told)
    return render.done(url_for(".invitations", slug=slug))


@pages.post("/c/<slug>/invitations/<uuid:invitation>/withdraw")
@guards.requires(may(Act.ORGANISE))
def withdraw_invitation(slug: str, invitation: object) -> Response:
    """Withdraw an invitation that nobody has used; its link opens nothing any more."""
    consultation, form = consultations.get_consultation(slug), Form()
    try:
        with transaction():
            email = service.withdraw_invitation(
                consultation_id=consultation.id, person_id=person_id() or "", invitation_id=str(invitation)
            )
    except service.InvitationTakenUp as refused:
        return _list_page(consultation, ListForm(), errors.show_in_form(form, refused), other=form)
    render.notice(gettext("The invitation to %(email)s is withdrawn. Its link does not work any more.", email=email))
    return render.done(url_for(".invitations", slug=slug))


@pages.get("/c/<slug>/invited/<token>")
@guards.requires(may(Act.READ))
@guards.never_stored
def invited(slug: str, token: str) -> Response:
    """Show what someone is invited to; looking changes nothing."""
    consultation = consultations.get_consultation(slug)
    found = service.invitation_behind(consultation.id, token)
    return render.page("participation/invited.html", found=found, token=token, progress=Progress)


@pages.post("/c/<slug>/invited/<token>")
@guards.requires(may(Act.READ))
def open_invitation(slug: str, token: str) -> Response:
    """Go on from an invitation to taking part."""
    consultation = consultations.get_consultation(slug)
    with transaction():
        service.open_invitation(consultation_id=consultation.id, token=token)
    return render.done(url_for(".accepting", slug=slug, token=token))


@pages.get("/c/<slug>/invited/<token>/join")
@guards.requires(may(Act.JOIN))
@guards.never_stored
def accepting(slug: str, token: str) -> Response:
    """Show the form by which someone who is signed in takes part as invited."""
    consultation = consultations.get_consultation(slug)
    return _accept_page(consultation, token, _fitted(consultation, TakePartForm()))


@pages.post("/c/<slug>/invited/<token>/join")
@guards.requires(may(Act.JOIN))
def accept(slug: str, token: str) -> Response:
    """Take part as invited; the link is used up."""
    consultation = consultations.get_consultation(slug)
    form = _fitted(consultation, TakePartForm(request.form))
    if not form.validate():
        return _accept_page(consultation, token, form, 422)
    person = person_id() or ""
    try:
        with transaction():
            accepted = service.accept_invitation(consultation_id=consultation.id, person_id=person, token=token)
            if "accept" in form:
                consultations.accept_notices(consultation_id=consultation.id, person_id=person, lang=page_language())
    except Refused as refused:
        return _accept_page(consultation, token, form, errors.show_in_form(form, refused))
    if accepted.shown_code:
        render.notice(
            gettext(
                "Your organisation takes part now. Other members join with this code, shown only once: %(code)s",
                code=accepted.shown_code,
            )
        )
    else:
        render.notice(what_one_may_do_now(consultation.id))
    return render.done(url_for(".join", slug=slug))


def _fitted(consultation: ConsultationView, form: TakePartForm) -> TakePartForm:
    if consultations.notices_of(consultation.id) is None:
        del form.accept
    return form


def _accept_page(consultation: ConsultationView, token: str, form: TakePartForm, status: int = 200) -> Response:
    found = service.invitation_behind(consultation.id, token)
    return render.page("participation/accept.html", status=status, found=found, token=token, form=form)


def _list_page(
    consultation: ConsultationView,
    form: ListForm,
    status: int = 200,
    problems: Sequence[Problem] = (),
    other: Form | None = None,
) -> Response:
    every: list[InvitationView] = service.invitations_of(consultation.id)
    part = asked_part(every, PAGE_SIZE)
    return render.page(
        "participation/invitations.html",
        status=status,
        form=form,
        other=other or Form(),
        problems=problems[:MOST_SHOWN],
        left_out=max(0, len(problems) - MOST_SHOWN),
        categories=consultation.categories,
        counts=Counter(str(one.progress) for one in every),
        every=part.items,
        page=part.page,
        last=part.last,
    )
