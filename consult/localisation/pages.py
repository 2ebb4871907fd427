"""Every page's language: from its address, else from what the reader's browser prefers."""

from dataclasses import dataclass
from datetime import UTC, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import flask_babel
from flask import Flask, Response, current_app, g, has_request_context, request, url_for
from flask_babel import Babel
from werkzeug.exceptions import HTTPException
from werkzeug.routing import BaseConverter

from consult import paths
from consult.kernel.errors import NotFound
from consult.localisation.rules import languages, negotiation, zones
from consult.settings import SettingRefused, Settings
from consult.web import errors, render
from consult.web.moments import format_local, format_utc, in_words, iso
from consult.web.visitor import visitor


class LanguageConverter(BaseConverter):
    """The first part of every page's address: the tag of a language of the interface."""

    regex = "|".join(language.tag for language in languages.LANGUAGES)


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """This page in one of the interface's languages."""

    tag: str
    name: str
    url: str
    current: bool


def init_app(app: Flask, settings: Settings) -> None:
    """Give every page a language, a direction and the reader's time zone; refuse a default that pages do not speak."""
    spoken = [language.tag for language in languages.LANGUAGES]
    if settings.language not in spoken:
        raise SettingRefused(f"CONSULT_LANGUAGE: give one of {', '.join(spoken)}.")
    app.url_map.converters["lang"] = LanguageConverter
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(paths.TRANSLATIONS)
    Babel(app, locale_selector=_babel_locale, timezone_selector=reader_zone)
    app.url_value_preprocessor(_take_language)
    app.url_defaults(_put_language)
    app.context_processor(_language_context)
    app.register_error_handler(404, errors.safely(_redirect_to_language))
    app.jinja_env.globals.update(
        format_local=format_local, format_utc=format_utc, iso=iso, in_words=in_words, direction=languages.direction
    )


def page_language() -> str:
    """Return the tag of the language this page speaks."""
    if "lang" not in g:
        g.lang = _language_of_address() or _language_of_reader()
    return str(g.lang)


def _language_of_address() -> str | None:
    """Return the language that the address begins with, which it may do without leading to a page."""
    first = request.path.split("/")[1] if has_request_context() else ""
    return next((language.tag for language in languages.LANGUAGES if language.tag == first), None)


def _language_of_reader() -> str:
    settings: Settings = current_app.config["SETTINGS"]
    someone = visitor()
    wanted = [someone.locale] if someone and someone.locale else []
    header = request.headers.get("Accept-Language", "") if has_request_context() else ""
    return negotiation.choose(header, preferred=wanted, default=settings.language)


def _babel_locale() -> str:
    return languages.by_tag(page_language()).locale


def reader_zone() -> tzinfo:
    """Return the reader's time zone: from the profile, else from the territory, else UTC."""
    someone = visitor()
    if someone is None:
        return UTC
    return ZoneInfo(zones.zone_of(someone.time_zone, someone.territory))


def _take_language(_endpoint: str | None, values: dict[str, object] | None) -> None:
    if values and "lang" in values:
        g.lang = values.pop("lang")


def _put_language(endpoint: str, values: dict[str, object]) -> None:
    if current_app.url_map.is_endpoint_expecting(endpoint, "lang"):
        values.setdefault("lang", page_language())


def _language_context() -> dict[str, object]:
    tag = page_language()
    flask_babel.get_locale()
    return {
        "lang": tag,
        "dir": languages.direction(tag),
        "languages": _links(tag),
        "translation_unreviewed": not languages.by_tag(tag).reviewed,
    }


def _links(current: str) -> list[LanguageLink]:
    return [
        LanguageLink(language.tag, language.name, _in_language(language.tag), language.tag == current)
        for language in languages.LANGUAGES
    ]


def _in_language(tag: str) -> str:
    """Return this page's address in a language; pages that only take forms lead to the first page."""
    rule = request.url_rule
    if rule is None or "GET" not in (rule.methods or ()) or request.method != "GET":
        return url_for("front.start", lang=tag)
    values: dict[str, Any] = {**(request.view_args or {}), "lang": tag}
    return url_for(request.endpoint or "front.start", **values) + _query()


def _query() -> str:
    """Return the address's question as it came; handed to `url_for` it could name another scheme or host."""
    return f"?{request.query_string.decode('ascii', 'ignore')}" if request.query_string else ""


def _redirect_to_language(error: HTTPException) -> Response:
    """Send a reader who left the language out to the page in theirs; say so when there is none."""
    address = f"/{page_language()}{request.path}"
    adapter = current_app.create_url_adapter(request)
    if request.method in {"GET", "HEAD"} and adapter is not None and adapter.test(address, method="GET"):
        return render.lead_to(address + _query())
    return errors.answer(NotFound())
