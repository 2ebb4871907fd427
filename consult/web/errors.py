"""How a refusal becomes a page: what happened, that nothing was lost, and what to do next."""

from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any

import structlog
from flask import Flask, Response, redirect, request, url_for
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, MethodNotAllowed, RequestEntityTooLarge, TooManyRequests

from consult.kernel.db import db
from consult.kernel.errors import Busy, Invalid, NotFound, Refused, SignInNeeded, msgid
from consult.web import render
from consult.web.moments import format_local

log = structlog.get_logger()

TITLES = {
    HTTPStatus.BAD_REQUEST: msgid("The request was not understood"),
    HTTPStatus.UNAUTHORIZED: msgid("Sign in to go on"),
    HTTPStatus.FORBIDDEN: msgid("This is not open to your role"),
    HTTPStatus.NOT_FOUND: msgid("Nothing is here"),
    HTTPStatus.CONFLICT: msgid("This could not be done now"),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: msgid("Too large"),
    HTTPStatus.UNPROCESSABLE_ENTITY: msgid("Something needs correcting"),
    HTTPStatus.TOO_MANY_REQUESTS: msgid("Too many tries"),
    HTTPStatus.INTERNAL_SERVER_ERROR: msgid("Something failed on our side"),
    HTTPStatus.SERVICE_UNAVAILABLE: msgid("Not saved yet"),
}


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
    sentence = msgid("This address takes a form, not a visit. Go back and use the page's own buttons.")


class NotUnderstood(Refused):
    """The request is not one that a browser of ours sends."""

    code = "not-understood"
    status = 400
    sentence = msgid("The request could not be read. Go back, and send it again from the page.")


class OurFailure(Refused):
    """Something broke that should not have."""

    code = "our-failure"
    status = 500
    sentence = msgid(
        "Something failed on our side and nothing was saved. Try again in a minute; the failure has been recorded."
    )


HTTP_REFUSALS: Mapping[type[HTTPException], type[Refused]] = {
    CSRFError: FormExpired,
    RequestEntityTooLarge: TooLarge,
    TooManyRequests: TooManyTries,
    MethodNotAllowed: WrongMethod,
}


def init_app(app: Flask) -> None:
    """Answer every refusal and every failure with a page of our own."""
    app.register_error_handler(Refused, answer)
    app.register_error_handler(OperationalError, _answer_busy)
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
        return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")), 303)  # type: ignore[return-value]
    status = HTTPStatus(refused.status)
    return render.page(
        "errors/error.html",
        fragment="errors/_error.html",
        status=refused.status,
        title=gettext(TITLES.get(status, TITLES[HTTPStatus.CONFLICT])),
        what_happened=sentence(refused),
        typed=render.typed_text() if request.method == "POST" else {},
    )


def show_in_form(form: Any, refused: Refused) -> int:  # noqa: ANN401 - any wtforms.Form
    """Put the refusal's sentence on the field it names, or on the whole form; return the status to answer with."""
    field = form[refused.field] if refused.field and refused.field in form else None
    if field is not None:
        field.errors = [*field.errors, sentence(refused)]
    else:
        form.form_errors.append(sentence(refused))
    return refused.status if refused.status in {409, 422} else Invalid.status


def _told(value: object) -> object:
    return format_local(value) if isinstance(value, datetime) else value


def _answer_busy(error: OperationalError) -> Response:
    log.warning("database busy", reason=type(error.orig).__name__)
    response = answer(Busy())
    response.headers["Retry-After"] = "5"
    return response


def _answer_http(error: HTTPException) -> Response:
    if error.code is not None and error.code < 400:
        return error.get_response()  # type: ignore[return-value]
    for kind, refusal in HTTP_REFUSALS.items():
        if isinstance(error, kind):
            return answer(refusal())
    if error.code == HTTPStatus.NOT_FOUND:
        return answer(NotFound())
    return answer(NotUnderstood() if error.code is None or error.code < 500 else OurFailure())


def _answer_failure(error: Exception) -> Response:
    log.error("request failed", path=request.path, exc_info=error)
    return answer(OurFailure())
