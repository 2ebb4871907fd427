"""One template, two doors: the whole page, or the fragment of it that htmx asked for."""

import hashlib
from pathlib import Path
from typing import Any

import flask
from flask import Flask, Response, current_app, make_response, render_template, request
from flask_htmx import HTMX
from markupsafe import Markup

from consult.web import bars, figures, group_names, moments, words

htmx = HTMX()


def init_app(app: Flask) -> None:
    """Give every template what templates draw and say things with."""
    htmx.init_app(app)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        POSITIONS=bars.POSITIONS,
        asset=asset,
        bar_parts=bars.bar_parts,
        bar_point=bars.bar_point,
        bar_span=bars.bar_span,
        counted=words.counted,
        format_date=moments.format_date_of,
        format_day=moments.format_day,
        in_both_zones=moments.in_both_zones,
        fraction_in_percent=figures.fraction_in_percent,
        group_letter=group_names.group_letter,
        group_name=group_names.group_name,
        in_decimal=figures.in_decimal,
        in_percent=figures.in_percent,
        in_thousands=figures.in_thousands,
        language_name=words.language,
        show_markup=show_markup,
        listed=words.listed,
        stage_word=words.stage_word,
        verdict_word=words.verdict_word,
        word=words.word,
    )
    app.jinja_env.filters["word"] = words.word
    app.jinja_env.filters["language_name"] = words.language
    app.jinja_env.filters["verdict_word"] = words.verdict_word


def show_markup(html: str) -> Markup:
    """Return a comment's HTML as it stands: it was sanitised before it was stored, by `deliberation.rules.markup`."""
    return Markup(html)  # noqa: S704 - the one place where sanitised HTML is declared safe


def wants_fragment() -> bool:
    """Whether htmx asks for a part; boosted and history requests get the whole page."""
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def page(template: str, /, *, fragment: str | None = None, status: int = 200, **context: Any) -> Response:  # noqa: ANN401 - whatever the template reads
    """Return the page, or its fragment when htmx asked and the page names one."""
    chosen = fragment if fragment and wants_fragment() else template
    return make_response(render_template(chosen, **context), status)


def done(address: str, /, *, fragment: str | None = None, **context: Any) -> Response:  # noqa: ANN401 - whatever the template reads
    """Answer an act that succeeded: the fragment to htmx, a 303 to a plain browser."""
    if fragment and wants_fragment():
        return make_response(render_template(fragment, **context), 200)
    response = make_response("", 303)
    response.headers["Location"] = address
    if wants_fragment():
        response.status_code = 200
        response.headers["HX-Redirect"] = address
        del response.headers["Location"]
    return response


def lead_to(address: str, /, *, status: int = 302) -> Response:
    """Send the reader on, for now: what the address names may stand elsewhere tomorrow."""
    return make_response("", status, {"Location": address})


def notice(sentence: str, /, *ways: tuple[str, str]) -> None:
    """Show a sentence on the next page this browser is shown, with ways on: the address and the words of each."""
    flask.flash(sentence)
    for way in ways:
        flask.flash(way, "way")  # type: ignore[arg-type] # a session keeps a pair as well as a sentence


def asset(filename: str) -> str:
    """Return the address of a static file, with a mark that changes when the file does."""
    marks: dict[str, str] = current_app.extensions.setdefault("consult.assets", {})
    if filename not in marks:
        path = f"{current_app.static_folder}/{filename}"
        marks[filename] = _digest(path)
    return flask.url_for("static", filename=filename, v=marks[filename])


def _digest(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:12]


def typed_text() -> dict[str, str]:
    """Return what the person typed into the form that was refused, to be shown for copying."""
    hidden = {"csrf_token", "key", "password", "code"}
    return {name: value for name, value in request.form.items() if name not in hidden and value.strip()}
