"""Letters that invite people to take part."""

from collections.abc import Mapping
from typing import Any

from flask import current_app
from flask_babel import force_locale, gettext

from consult.kernel.mail import Letter
from consult.kernel.outbox import writes
from consult.localisation.rules import languages, negotiation
from consult.participation.service import INVITATION
from consult.settings import Settings


@writes(INVITATION)
def invitation(locale: str, parameters: Mapping[str, Any]) -> Letter:
    """Write the letter with the link by which one person takes part."""
    tag = negotiation.choose("", preferred=[locale])
    settings: Settings = current_app.config["SETTINGS"]
    link = f"{settings.public_url.rstrip('/')}/{tag}/c/{parameters['slug']}/invited/{parameters['token']}"
    with force_locale(languages.by_tag(tag).locale):
        lines = [
            gettext("%(name)s, you are invited to take part in “%(title)s”.", **_named(parameters, "name", "title")),
            gettext("You would speak for: %(organisation)s", **_named(parameters, "organisation"))
            if parameters["organisation"]
            else gettext("You would speak for yourself."),
            gettext("Open this link to read what it is about, and to take part:"),
            link,
            gettext("It works once, and only for whoever has it. If you do not want to take part, do nothing."),
        ]
        subject = gettext("You are invited to take part in “%(title)s”", **_named(parameters, "title"))
        return Letter(subject, "\n\n".join(lines) + "\n")


def _named(parameters: Mapping[str, Any], *names: str) -> dict[str, str]:
    return {name: str(parameters[name]) for name in names}
