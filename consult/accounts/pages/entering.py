"""Registering, and signing in and out."""

from flask import Response, request, session, url_for
from flask_babel import gettext
from flask_login import login_user, logout_user

from consult.accounts import service
from consult.accounts.forms import AddressForm, CodeForm, PasswordForm, RegisterForm
from consult.accounts.pages.blueprint import pages
from consult.accounts.pages.visits import load_visitor
from consult.accounts.rules.access import safe_next
from consult.accounts.service import Entered, Pending
from consult.kernel.errors import Refused
from consult.kernel.transaction import transaction
from consult.localisation.pages import page_language
from consult.web import errors, guards, render
from consult.web.limits import limiter, sign_in_limit
from consult.web.visitor import visitor

REQUEST = "request_token"
ADDRESS = "address"
"""What the session calls the address that the code which is waited for makes one's own, or None."""
NEXT = "next"


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
    return wait_for_code(pending)


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
    return wait_for_code(pending)


@pages.get("/sign-in/code")
@guards.anyone
@guards.never_stored
def code() -> Response:
    """Show the form that waits for the code."""
    return _code_page(CodeForm())


@pages.post("/sign-in/code")
@guards.anyone
@limiter.limit(sign_in_limit)
def confirm_code() -> Response:
    """Let in who has the code that was sent for this browser."""
    form, address = CodeForm(request.form), session.get(ADDRESS)
    if not form.validate():
        return _code_page(form, 422)
    try:
        with transaction():
            entered = service.confirm_code(request_token=session.get(REQUEST, ""), code=form.code.data)
            _end_earlier_session(entered)
            if entered and address:
                service.give_address(person_id=entered.person_id, email=address)
    except Refused as refused:
        return _code_page(form, errors.show_in_form(form, refused))
    if entered is None:
        return _code_page(form, errors.show_in_form(form, service.CodeRefused(field="code")))
    answer = _complete_sign_in(entered)
    if address:
        render.notice(gettext("Your e-mail address is added. You can sign in with it from now on."))
    return answer


@pages.get("/sign-in/link/<token>")
@guards.anyone
@guards.never_stored
def link(token: str) -> Response:
    """Show the button that uses the link: looking at it must not use it up."""
    name = service.name_behind_link(token)
    if name is None:
        return errors.answer(service.LinkRefused())
    return render.page("accounts/link.html", token=token, name=name)


@pages.post("/sign-in/link/<token>")
@guards.anyone
@limiter.limit(sign_in_limit)
def confirm_link(token: str) -> Response:
    """Let in who has the link."""
    with transaction():
        entered = service.confirm_link(token)
        _end_earlier_session(entered)
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
        person_id = service.check_password(email=form.email.data, password=form.password.data)
    except Refused as refused:
        return render.page("accounts/password.html", status=errors.show_in_form(form, refused), form=form)
    with transaction():
        entered = service.enter(person_id)
        _end_earlier_session(entered)
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
    response = render.lead_to(url_for("front.start"), status=303)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def wait_for_code(pending: Pending, *, address: str | None = None) -> Response:
    """Lead to the page that waits for the code, which with an address makes that address the person's own."""
    session[REQUEST], session[ADDRESS] = pending.request_token, address
    return render.done(url_for(".code"))


def _code_page(form: CodeForm, status: int = 200) -> Response:
    return render.page("accounts/code.html", status=status, form=form, address=session.get(ADDRESS))


def _end_earlier_session(entered: Entered | None) -> None:
    """End the session with which this browser came, so that a cookie copied before signing in is worth nothing."""
    someone = visitor()
    if entered is not None and someone is not None:
        service.end_session(someone.session_token)


def _complete_sign_in(entered: Entered) -> Response:
    """Start a fresh browser session for someone who has just proved who they are."""
    wanted = safe_next(session.get(NEXT))
    session.clear()
    someone = load_visitor(entered.session_token)
    if someone is None:
        raise service.LinkRefused
    login_user(someone)
    return render.done(wanted or url_for("front.start"))
