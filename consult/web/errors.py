"""How a refusal becomes a page: what happened, that nothing was lost, and what to do next."""

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from http import HTTPStatus
from typing import Any

import structlog
from flask import Flask, Response, current_app, make_response, request, url_for
from flask_babel import get_locale, gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import (
    HTTPException,
    MethodNotAllowed,
    RequestEntityTooLarge,
    SecurityError,
    TooManyRequests,
)

from consult.kernel.db import db
from consult.kernel.errors import Invalid, NotFound, Refused, SignInNeeded, Unreachable, msgid
from consult.kernel.failures import refusal_for
from consult.web import render
from consult.web.moments import format_local
from consult.web.visitor import forget_visitor
from consult.web.words import word

Handler = Callable[[HTTPException], Response]

log = structlog.get_logger()

TITLES = {
    HTTPStatus.BAD_REQUEST: msgid("The request was not understood"),
    HTTPStatus.UNAUTHORIZED: msgid("Sign in to go on"),
    HTTPStatus.FORBIDDEN: msgid("This is not open to your role"),
    HTTPStatus.NOT_FOUND: msgid("Nothing is here"),
    HTTPStatus.METHOD_NOT_ALLOWED: msgid("This address is used in another way"),
    HTTPStatus.CONFLICT: msgid("This could not be done now"),
    HTTPStatus.GONE: msgid("This is over"),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: msgid("Too large"),
    HTTPStatus.UNPROCESSABLE_ENTITY: msgid("Something needs correcting"),
    HTTPStatus.TOO_MANY_REQUESTS: msgid("Too many tries"),
    HTTPStatus.INTERNAL_SERVER_ERROR: msgid("Something failed on our side"),
    HTTPStatus.SERVICE_UNAVAILABLE: msgid("Not saved yet"),
}
SECONDS_TO_WAIT = {HTTPStatus.TOO_MANY_REQUESTS: 60, HTTPStatus.SERVICE_UNAVAILABLE: 5}
HIDDEN_FROM_SIGHT = frozenset({"foreign-origin", "too-large"})
"""Refusals of requests whose text is another site's, or too large to be read."""


class FormExpired(Refused):
    """The form's proof of origin is missing or too old."""

    code = "form-expired"
    status = 400
    sentence = msgid(
        "This form had been open for too long. Nothing was saved; open the page again and send it from there."
    )


class TooLarge(Refused):
    """The request is larger than the installation accepts."""

    code = "too-large"
    status = 413
    sentence = msgid("What you sent is too large. Shorten the text or the file and send it again.")


class TooManyTries(Refused):
    """One address tries too often."""

    code = "too-many-tries"
    status = 429
    sentence = msgid("There were too many tries from your connection. Wait a minute and try again.")


class WrongMethod(Refused):
    """An address was used in a way it does not offer."""

    code = "wrong-method"
    status = 405
    sentence = msgid("This address does not take what was sent. Go back, and use the page's own links and buttons.")


class NotUnderstood(Refused):
    """The request is not one that a browser of ours sends."""

    code = "not-understood"
    status = 400
    sentence = msgid("The request could not be read. Go back, and send it again from the page.")


class WrongHost(Refused):
    """The request names a host that is not this installation's."""

    code = "wrong-host"
    status = 400
    sentence = msgid("This site has another address. Use the one under which you know it.")


class OurFailure(Refused):
    """Something broke that should not have."""

    code = "our-failure"
    status = 500
    sentence = msgid(
        "Something failed on our side and nothing was saved. Try again in a minute; the failure has been recorded."
    )


BARE = (Unreachable, WrongHost)
"""Refusals whose page must ask nothing of the database, and build no address for a host that is not ours."""

ENTERED_AGAIN = frozenset({SignInNeeded.code, "link-refused"})
"""Refusals after which the reader signs in, or asks for a new link where people sign in."""

HTTP_REFUSALS: Mapping[type[HTTPException], type[Refused]] = {
    CSRFError: FormExpired,
    RequestEntityTooLarge: TooLarge,
    TooManyRequests: TooManyTries,
    MethodNotAllowed: WrongMethod,
    SecurityError: WrongHost,
}


def init_app(app: Flask) -> None:
    """Answer every refusal and every failure with a page of our own."""
    app.register_error_handler(Refused, answer)
    app.register_error_handler(HTTPException, _answer_http)
    app.register_error_handler(Exception, _answer_failure)


def sentence(refused: Refused) -> str:
    """Return the refusal's sentence in the reader's language, its facts filled in."""
    facts = {name: _told(value) for name, value in refused.facts.items()}
    return str(gettext(type(refused).sentence, **facts))


def answer(refused: Refused) -> Response:
    """Return the page for a refusal, with what was typed still on it."""
    db.session.rollback()
    if isinstance(refused, SignInNeeded) and request.method == "GET" and not render.wants_fragment():
        return render.lead_to(url_for("accounts.sign_in", next=request.full_path.rstrip("?")), status=303)
    if refused.status == HTTPStatus.SERVICE_UNAVAILABLE:
        log.warning("refused", code=refused.code, address=_rule(), cause=type(refused.__cause__).__name__)
    if isinstance(refused, BARE):
        return _bare(refused)
    status = HTTPStatus(refused.status)
    try:
        response = render.page(
            "errors/error.html",
            fragment="errors/_error.html",
            status=status,
            title=_title(status),
            what_happened=sentence(refused),
            typed=_typed(refused),
            leads_to_sign_in=refused.code in ENTERED_AGAIN,
        )
    except Exception:
        log.exception("no page could be made for a refusal", code=refused.code, address=_rule())
        return _bare(refused)
    return _with_wait(response)


def show_in_form(form: Any, refused: Refused) -> int:  # noqa: ANN401 - any wtforms.Form
    """Put the refusal's sentence on the field it names, or on the whole form; return the status to answer with."""
    field = form[refused.field] if refused.field and refused.field in form else None
    if field is not None:
        field.errors = [*field.errors, sentence(refused)]
    else:
        form.form_errors.append(sentence(refused))
    return refused.status if refused.status in {409, 422} else Invalid.status


def safely(handler: Handler) -> Handler:
    """Return the handler of an error, whose own failure is answered too: the database may be gone by then."""

    def handle(error: HTTPException) -> Response:
        try:
            return handler(error)
        except Exception as failure:  # noqa: BLE001 - it is logged with its answer
            return _answer_failure(failure)

    return handle


def _title(status: HTTPStatus) -> str:
    return str(gettext(TITLES.get(status, TITLES[HTTPStatus.CONFLICT])))


def _told(value: object) -> object:
    if isinstance(value, StrEnum):
        return word(value)
    return format_local(value) if isinstance(value, datetime) else value


def _typed(refused: Refused) -> dict[str, str]:
    """Return what a person typed, to be copied from the page."""
    return render.typed_text() if request.method == "POST" and refused.code not in HIDDEN_FROM_SIGHT else {}


def _bare(refused: Refused) -> Response:
    """Return a page that asks nothing of anybody: neither the database nor what other rooms put on every page."""
    forget_visitor()
    status = HTTPStatus(refused.status)
    locale = get_locale()
    html = current_app.jinja_env.get_template("errors/bare.html").render(
        lang=str(locale or "en").replace("_", "-"),
        dir=locale.text_direction if locale else "ltr",
        title=_title(status),
        what_happened=sentence(refused),
        typed=_typed(refused),
    )
    return _with_wait(make_response(html, status))


def _with_wait(response: Response) -> Response:
    wait = SECONDS_TO_WAIT.get(HTTPStatus(response.status_code))
    if wait is not None:
        response.headers["Retry-After"] = str(wait)
    return response


def _rule() -> str:
    """Return the pattern of the address, for a log in which no secret of an address may stand."""
    return str(request.url_rule or "no page")


def _answer_http(error: HTTPException) -> Response:
    if error.code is not None and error.code < 400:
        return error.get_response()  # type: ignore[return-value] # Werkzeug's redirection, which Flask takes as it is
    if error.code is not None and error.code >= 500:
        return _answer_failure(getattr(error, "original_exception", None) or error)
    kind = next((refusal for kind, refusal in HTTP_REFUSALS.items() if isinstance(error, kind)), None)
    if kind is None:
        kind = NotFound if error.code == HTTPStatus.NOT_FOUND else NotUnderstood
    response = answer(kind())
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def _answer_failure(error: Exception) -> Response:
    refused = refusal_for(error) if isinstance(error, DBAPIError) else None
    if refused is not None:
        refused.__cause__ = error
        return answer(refused)
    log.error("request failed", address=_rule(), exc_info=error)
    return answer(OurFailure())
