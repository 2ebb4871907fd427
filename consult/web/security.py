"""Headers, hosts and where a request may come from."""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, request, session
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter

from consult.kernel.errors import NotFound, Refused, msgid
from consult.settings import Settings

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
MOST_WITH_FILES = 6 * 1024 * 1024
"""How many bytes a form with files may have (threat T17)."""
csrf = CSRFProtect()
View = TypeVar("View", bound=Callable[..., Any])


class ForeignOrigin(Refused):
    """A form was sent from another site."""

    code = "foreign-origin"
    status = 403
    sentence = msgid("This form was sent from another site. Open the page here and send it again.")


class Unreadable(Refused):
    """A form holds characters that are no text."""

    code = "unreadable"
    status = 422
    sentence = msgid("What you sent holds characters that are not text. Take them out and send it again.")


class SmallNumber(IntegerConverter):
    """A number in an address that every database can hold (threat T17)."""

    regex = r"[0-9]{1,9}"


def init_app(app: Flask, settings: Settings) -> None:
    """Put the security headers on every answer and refuse what comes from elsewhere."""
    app.before_request(let_files_in)  # before anything reads the form
    csrf.init_app(app)
    app.config["TRUSTED_HOSTS"] = trusted_hosts(settings)
    app.url_map.converters["int"] = SmallNumber
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign] # as Flask documents it
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies, x_host=settings.proxies
        )
    app.before_request(refuse_foreign_origin)
    app.before_request(refuse_what_no_database_takes)
    app.after_request(lambda response: add_headers(response, is_https=settings.is_https))


def needs_no_proof(view: View) -> View:
    """Let a view take forms without a proof of origin: only one that changes nothing may be marked so."""
    csrf.exempt(view)
    return view


def takes_files(view: View) -> View:
    """Let a view take a form of up to 6 MB: files are larger than what people type."""
    view.most_bytes = MOST_WITH_FILES  # type: ignore[attr-defined] # the mark by which `let_files_in` knows it
    return view


def let_files_in() -> None:
    """Let the request be as large as its view may take."""
    view = current_app.view_functions.get(request.endpoint or "")
    request.max_content_length = getattr(view, "most_bytes", request.max_content_length)


def trusted_hosts(settings: Settings) -> list[str]:
    """Return the hosts under which this installation answers."""
    hosts = [settings.public_host, urlsplit(settings.public_url).hostname or ""]
    if not settings.is_https:
        hosts += ["127.0.0.1", "localhost"]
    return hosts


def refuse_foreign_origin() -> None:
    """Refuse a state-changing request that a browser says comes from another site."""
    if request.method in SAFE:
        return
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        raise ForeignOrigin
    origin = request.headers.get("Origin")
    if origin is not None and origin.partition("://")[2] != request.host:
        raise ForeignOrigin


def refuse_what_no_database_takes() -> None:
    """Refuse a request that carries a NUL, which no text of ours can hold: nothing is at such an address."""
    asked = [request.path, *request.args.values()]
    typed = [value for values in request.form.listvalues() for value in values] if request.method not in SAFE else []
    if any("\0" in each for each in asked):
        raise NotFound
    if any("\0" in each for each in typed):
        raise Unreadable


def add_headers(response: Response, *, is_https: bool) -> Response:
    """Return the answer with the headers that browsers and caches need."""
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY)
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()"
    if is_https:
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    _say_how_to_cache(response)
    return response


def _say_how_to_cache(response: Response) -> None:
    if request.endpoint == "static" and response.status_code < 400:
        _say_how_to_cache_a_file(response)
        return
    response.vary.update(["Cookie", "Accept-Language", "HX-Request"])
    if "Cache-Control" in response.headers:
        return
    if g.get("never_stored") or request.method not in SAFE or response.status_code >= 400:
        response.headers["Cache-Control"] = "no-store"
        return
    # Whoever has something in the session, such as a proof of origin, has a page of their own.
    response.headers["Cache-Control"] = "private, no-cache" if session else "public, no-cache"
    if response.status_code == 200 and not response.is_streamed:
        response.add_etag()
        response.make_conditional(request)


def _say_how_to_cache_a_file(response: Response) -> None:
    """Let a file be kept for good where its address holds its mark, which changes when the file does."""
    kept = "public, max-age=31536000, immutable"
    response.headers["Cache-Control"] = kept if request.args.get("v") else "public, no-cache"
