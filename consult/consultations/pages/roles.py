"""Who holds which role: given and taken back."""

from flask import Response, request, url_for
from flask_babel import gettext

from consult.accounts import service as accounts
from consult.consultations import service
from consult.consultations.forms import GrantForm, RevokeForm
from consult.consultations.pages.blueprint import pages
from consult.consultations.service import Act, Role, may
from consult.kernel.errors import NotFound, Refused, msgid
from consult.kernel.ids import is_id
from consult.kernel.transaction import transaction
from consult.web import errors, guards, render
from consult.web.visitor import person_id


class PersonUnknown(Refused):
    """Nobody has this address."""

    code = "person-unknown"
    status = 422
    sentence = msgid("Nobody here has this address. Ask the person to register first.")


@pages.get("/c/<slug>/roles")
@guards.requires(may(Act.GRANT))
@guards.never_stored
def roles(slug: str) -> Response:
    """Show who holds which role, with the form that gives one."""
    return _roles_page(slug, GrantForm())


@pages.post("/c/<slug>/roles")
@guards.requires(may(Act.GRANT))
def grant(slug: str) -> Response:
    """Give a person a role."""
    consultation = service.get_consultation(slug)
    form = GrantForm(request.form)
    if not form.validate():
        return _roles_page(slug, form, 422)
    try:
        with transaction():
            found = accounts.find_person_by_email(form.email.data)
            if found is None:
                raise PersonUnknown(field="email")
            service.grant_role(
                consultation_id=consultation.id, person_id=found.id, role=Role(form.role.data), granted_by=person_id()
            )
    except Refused as refused:
        return _roles_page(slug, form, errors.show_in_form(form, refused))
    render.notice(gettext("The role is given and takes effect with the person's next page."))
    return render.done(url_for(".roles", slug=slug))


@pages.post("/c/<slug>/roles/revoke")
@guards.requires(may(Act.GRANT))
def revoke(slug: str) -> Response:
    """Take a role from a person."""
    consultation = service.get_consultation(slug)
    form = RevokeForm(request.form)
    if not form.validate() or not is_id(form.person.data):
        raise NotFound
    person, role = form.person.data, Role(form.role.data)
    try:
        with transaction():
            service.revoke_role(consultation_id=consultation.id, person_id=person, role=role, revoked_by=person_id())
    except Refused as refused:
        shown = GrantForm()
        return _roles_page(slug, shown, errors.show_in_form(shown, refused))
    render.notice(gettext("The role is taken back, effective with the person's next page."))
    gave_up_own = (person, role) == (person_id(), Role.ORGANISER)
    return render.done(url_for("front.home", slug=slug) if gave_up_own else url_for(".roles", slug=slug))


def _roles_page(slug: str, form: GrantForm, status: int = 200) -> Response:
    consultation = service.get_consultation(slug)
    holders = service.role_holders(consultation.id)
    people = accounts.people({one.person_id for one in holders})
    return render.page("consultations/roles.html", status=status, form=form, holders=holders, people=people)
