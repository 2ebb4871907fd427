"""Registering, signing in and out, one's own profile and sessions."""

from flask import Blueprint, Flask, Response, redirect, request, session, url_for
from flask_babel import gettext
from flask_login import login_user, logout_user

from consult.accounts import letters, service
from consult.accounts.forms import (
    ZONES,
    AddressForm,
    CodeForm,
    NewPasswordForm,
    PasswordForm,
    ProfileForm,
    RegisterForm,
)
from consult.accounts.rules.access import safe_next
from consult.accounts.service import Entered
from consult.kernel.errors import NotFound, Refused
from consult.kernel.transaction import transaction
from consult.localisation.pages import page_language
from consult.web import errors, guards, render
from consult.web.limits import limiter, sign_in_limit
from consult.web.visitor import Visitor, visitor

pages = Blueprint("accounts", __name__, url_prefix="/<lang:lang>")
REQUEST = "request_token"
NEXT = "next"
LETTERS = letters


def init_app(app: Flask) -> None:
    """Serve the pages and tell who is signed in."""
    app.register_blueprint(pages)
    app.login_manager.user_loader(load_visitor)  # type: ignore[attr-defined]


def load_visitor(token: str) -> Visitor | None:
    """Return the visitor whose session this is, or None when it is over."""
    found = service.load_session(token)
    if found is None:
        return None
    return Visitor(
        person_id=found.person_id,
        session_token=token,
        name=found.name,
        locale=found.locale,
        time_zone=found.time_zone,
        territory=found.territory,
    )


@pages.get("/sign-in")
@guards.anyone
@guards.never_stored
def sign_in() -> Response:
    """Show the form that asks for a link."""
    wanted = safe_next(request.args.get(NEXT))
    if wanted:
        session[NEXT] = wanted
    return render.page("accounts/sign_in.html", form=AddressForm())


@pages.post("/sign-in")
@guards.anyone
@limiter.limit(sign_in_limit)
def ask_link() -> Response:
    """Send a link and a code to a known address; answer the same to every address."""
    form = AddressForm(request.form)
    if not form.validate():
        return render.page("accounts/sign_in.html", status=422, form=form)
    try:
        with transaction():
            pending = service.request_link(email=form.email.data, locale=page_language())
    except Refused as refused:
        return render.page("accounts/sign_in.html", status=errors.show_in_form(form, refused), form=form)
    session[REQUEST] = pending.request_token
    return render.done(url_for(".code"))


@pages.get("/register")
@guards.anyone
@guards.never_stored
def register() -> Response:
    """Show the form for someone new."""
    return render.page("accounts/register.html", form=RegisterForm())


@pages.post("/register")
@guards.anyone
@limiter.limit(sign_in_limit)
def ask_account() -> Response:
    """Make an account and send a way in to it; answer the same when there is one already."""
    form = RegisterForm(request.form)
    if not form.validate():
        return render.page("accounts/register.html", status=422, form=form)
    try:
        with transaction():
            pending = service.register(name=form.name.data, email=form.email.data, locale=page_language())
    except Refused as refused:
        return render.page("accounts/register.html", status=errors.show_in_form(form, refused), form=form)
    session[REQUEST] = pending.request_token
    return render.done(url_for(".code"))


@pages.get("/sign-in/code")
@guards.anyone
@guards.never_stored
def code() -> Response:
    """Show the form that waits for the code."""
    return render.page("accounts/code.html", form=CodeForm())


@pages.post("/sign-in/code")
@guards.anyone
@limiter.limit(sign_in_limit)
def confirm_code() -> Response:
    """Let in who has the code that was sent for this browser."""
    form = CodeForm(request.form)
    if not form.validate():
        return render.page("accounts/code.html", status=422, form=form)
    with transaction():
        entered = service.confirm_code(request_token=session.get(REQUEST, ""), code=form.code.data)
    if entered is None:
        status = errors.show_in_form(form, service.CodeRefused(field="code"))
        return render.page("accounts/code.html", status=status, form=form)
    return _complete_sign_in(entered)


@pages.get("/sign-in/link/<token>")
@guards.anyone
@guards.never_stored
def link(token: str) -> Response:
    """Show the button that uses the link: looking at it must not use it up."""
    if not service.is_link_usable(token):
        return errors.answer(service.LinkRefused())
    return render.page("accounts/link.html", token=token)


@pages.post("/sign-in/link/<token>")
@guards.anyone
@limiter.limit(sign_in_limit)
def confirm_link(token: str) -> Response:
    """Let in who has the link."""
    with transaction():
        entered = service.confirm_link(token)
    return _complete_sign_in(entered)


@pages.get("/sign-in/password")
@guards.anyone
@guards.never_stored
def password() -> Response:
    """Show the form for address and password."""
    return render.page("accounts/password.html", form=PasswordForm())


@pages.post("/sign-in/password")
@guards.anyone
@limiter.limit(sign_in_limit)
def confirm_password() -> Response:
    """Let in whose address and password fit together."""
    form = PasswordForm(request.form)
    if not form.validate():
        return render.page("accounts/password.html", status=422, form=form)
    try:
        with transaction():
            entered = service.sign_in_with_password(email=form.email.data, password=form.password.data)
    except Refused as refused:
        return render.page("accounts/password.html", status=errors.show_in_form(form, refused), form=form)
    return _complete_sign_in(entered)


@pages.post("/sign-out")
@guards.signed_in
def sign_out() -> Response:
    """End this session, at once and for whoever holds its cookie."""
    someone = visitor()
    if someone is not None:
        with transaction():
            service.end_session(someone.session_token)
    logout_user()
    session.clear()
    response = redirect(url_for("front.start"), 303)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response  # type: ignore[return-value]


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
                territory=someone.territory,
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
    sessions = service.list_sessions(_someone().person_id)
    return render.page(
        "accounts/profile.html", status=status, form=form, password_form=password_form, sessions=sessions, zones=ZONES
    )


def _complete_sign_in(entered: Entered) -> Response:
    """Start a fresh browser session for someone who has just proved who they are."""
    wanted = safe_next(session.get(NEXT))
    session.clear()
    someone = load_visitor(entered.session_token)
    if someone is None:
        raise service.LinkRefused
    login_user(someone)
    return render.done(wanted or url_for("front.start"))
