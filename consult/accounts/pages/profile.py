"""One's own name, language, zone, password and sessions."""

from flask import Response, request, url_for
from flask_babel import gettext

from consult.accounts import service
from consult.accounts.forms import ZONES, AddressForm, NewPasswordForm, ProfileForm
from consult.accounts.pages.blueprint import pages
from consult.accounts.pages.entering import wait_for_code
from consult.kernel.errors import NotFound, Refused
from consult.kernel.transaction import transaction
from consult.localisation.pages import page_language
from consult.web import errors, guards, render
from consult.web.limits import limiter, sign_in_limit
from consult.web.visitor import Visitor, person_id, visitor


@pages.get("/profile")
@guards.signed_in
@guards.never_stored
def profile() -> Response:
    """Show one's name, language, zone, password and sessions."""
    return _profile_page(_known(), NewPasswordForm())


@pages.post("/profile")
@guards.signed_in
def change_profile() -> Response:
    """Change one's name, language and zone."""
    form, someone = ProfileForm(request.form), _someone()
    if not form.validate():
        return _profile_page(form, NewPasswordForm(), 422)
    try:
        with transaction():
            service.update_profile(
                person_id=someone.person_id,
                name=form.name.data,
                locale=form.locale.data,
                time_zone=form.time_zone.data or None,
            )
    except Refused as refused:
        return _profile_page(form, NewPasswordForm(), errors.show_in_form(form, refused))
    render.notice(gettext("Your profile is changed."))
    return render.done(url_for(".profile"))


@pages.post("/profile/address")
@guards.signed_in
@limiter.limit(sign_in_limit)
def add_address() -> Response:
    """Send a code to the address that someone without one wants to have."""
    form = AddressForm(request.form)
    if not lacks_address():
        raise NotFound
    try:
        if not form.validate():
            return _profile_page(_known(), NewPasswordForm(), 422, address_form=form)
        with transaction():
            pending = service.request_address(
                person_id=_someone().person_id, email=form.email.data, locale=page_language()
            )
    except Refused as refused:
        return _profile_page(_known(), NewPasswordForm(), errors.show_in_form(form, refused), address_form=form)
    return wait_for_code(pending, address=form.email.data)


@pages.post("/profile/password")
@guards.signed_in
def change_password() -> Response:
    """Set a password and end every other session."""
    form, someone = NewPasswordForm(request.form), _someone()
    try:
        if not form.validate():
            return _profile_page(_known(), form, 422)
        with transaction():
            service.set_password(
                person_id=someone.person_id, password=form.password.data, keep_session=someone.session_token
            )
    except Refused as refused:
        return _profile_page(_known(), form, errors.show_in_form(form, refused))
    render.notice(gettext("Your password is set. Every other session has ended."))
    return render.done(url_for(".profile"))


@pages.post("/profile/sessions/<uuid:session_id>/end")
@guards.signed_in
def end_session(session_id: object) -> Response:
    """End one of one's sessions."""
    with transaction():
        service.end_sessions(person_id=_someone().person_id, session_id=str(session_id))
    return render.done(url_for(".profile"))


def lacks_address() -> bool:
    """Whether the reader is signed in and has no address, without which they could not come back."""
    someone = person_id()
    return someone is not None and not service.has_address(someone)


def _known() -> ProfileForm:
    """Return the form with what is known of the reader."""
    someone = _someone()
    return ProfileForm(
        data={"name": someone.name, "locale": someone.locale or page_language(), "time_zone": someone.time_zone or ""}
    )


def _someone() -> Visitor:
    someone = visitor()
    if someone is None:
        raise NotFound
    return someone


def _profile_page(
    form: ProfileForm, password_form: NewPasswordForm, status: int = 200, *, address_form: AddressForm | None = None
) -> Response:
    someone = _someone()
    return render.page(
        "accounts/profile.html",
        status=status,
        form=form,
        password_form=password_form,
        address_form=address_form or AddressForm(),
        sessions=service.list_sessions(someone.person_id),
        zones=ZONES,
    )
