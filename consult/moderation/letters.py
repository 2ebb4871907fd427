"""Letters about what moderators decided."""

from collections.abc import Mapping
from typing import Any

from flask import current_app
from flask_babel import force_locale, gettext

from consult.kernel.mail import Letter
from consult.kernel.outbox import writes
from consult.localisation.rules import languages, negotiation
from consult.moderation.service import DECIDED_LETTER
from consult.settings import Settings
from consult.web.words import word


@writes(DECIDED_LETTER)
def statement_decided(locale: str, parameters: Mapping[str, Any]) -> Letter:
    """Write the letter that tells whoever submitted a statement what became of it, and why."""
    tag = negotiation.choose("", preferred=[locale])
    settings: Settings = current_app.config["SETTINGS"]
    place = f"{settings.public_url.rstrip('/')}/{tag}/c/{parameters['slug']}/rounds/{parameters['round']}/statements"
    with force_locale(languages.by_tag(tag).locale):
        lines = [
            gettext("You submitted a statement in “%(title)s”:", title=parameters["title"]),
            parameters["text"],
            *(_rejected(parameters) if parameters["rule"] else _accepted(parameters)),
            place,
            gettext("You get this letter because you submitted it."),
        ]
        return Letter(gettext("What became of your statement"), "\n\n".join(lines) + "\n")


def _accepted(parameters: Mapping[str, Any]) -> list[str]:
    """Return the words of an acceptance, with the moderator's note where there is one."""
    note = [gettext("The moderator's note: %(note)s", note=parameters["note"])] if parameters["note"] else []
    return [
        gettext("A moderator accepted it, and everyone is asked about it now. Nobody has answered it for you:"),
        *note,
        gettext("See it and answer it yourself here:"),
    ]


def _rejected(parameters: Mapping[str, Any]) -> list[str]:
    """Return the words of a rejection: its rule and the moderator's note."""
    return [
        gettext("A moderator rejected it under the rule “%(rule)s”.", rule=word(parameters["rule"])),
        gettext("The moderator's note: %(note)s", note=parameters["note"]),
        gettext("The decision is on the public log, without your name. What you have submitted:"),
    ]
