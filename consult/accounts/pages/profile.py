"""One's own name, language, zone, password and sessions."""

from flask import Response, request, url_for
from flask_babel import gettext

from consult.accounts import service
from consult.accounts.forms import ZONES, NewPasswordForm, ProfileForm
from consult.accounts.pages.blueprint import pages
from consult.kernel.errors import NotFound, Refused
from consult.kernel.transaction import transaction
from consult.localisation.pages import page_language
from consult.web import errors, guards, render
from consult.web.visitor import Visitor, visitor


@pages.get("/profile")
@guards.signed_in
@guards.never_stored
def profile() -> Response:
    """Show one's name, language, zone, password and sessions."""
    someone = _someone()
    form = ProfileForm(
        data={"name": someone.name, "locale": someone.locale or page_language(), "time_zone": someone.time_zone or ""}
    )
    return _profile_page(form, NewPasswordForm())


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


@pages.post("/profile/password")
@guards.signed_in
def change_password() -> Response:
    """Set a password and end every other session."""
    form, someone = NewPasswordForm(request.form), _someone()
    profile_form = ProfileForm(data={"name": someone.name, "locale": someone.locale, "time_zone": someone.time_zone})
    try:
        if not form.validate():
            return _profile_page(profile_form, form, 422)
        with transaction():
            service.set_password(
                person_id=someone.person_id, password=form.password.data, keep_session=someone.session_token
            )
    except Refused as refused:
        return _profile_page(profile_form, form, errors.show_in_form(form, refused))
    render.notice(gettext("Your password is set. Every other session has ended."))
    return render.done(url_for(".profile"))


@pages.post("/profile/sessions/<uuid:session_id>/end")
@guards.signed_in
def end_session(session_id: object) -> Response:
    """End one of one's sessions."""
    with transaction():
        service.end_sessions(person_id=_someone().person_id, session_id=str(session_id))
    return render.done(url_for(".profile"))


def _someone() -> Visitor:
    someone = visitor()
    if someone is None:
        raise NotFound
    return someone


def _profile_page(form: ProfileForm, password_form: NewPasswordForm, status: int = 200) -> Response:
    someone = _someone()
    return render.page(
        "accounts/profile.html",
        status=status,
        form=form,
        password_form=password_form,
        has_address=service.has_address(someone.person_id),
        sessions=service.list_sessions(someone.person_id),
        zones=ZONES,
    )
