"""Letters to those who take part: that a round waits for their answer."""

from collections.abc import Mapping
from typing import Any

from flask import current_app
from flask_babel import force_locale, gettext

from consult.front.service import REMINDER
from consult.kernel.clock import from_text
from consult.kernel.mail import Letter
from consult.kernel.outbox import writes
from consult.localisation.rules import languages, negotiation
from consult.settings import Settings
from consult.web.moments import format_utc


@writes(REMINDER)
def reminder(locale: str, parameters: Mapping[str, Any]) -> Letter:
    """Write the letter to a seat that has not answered in an open round."""
    tag = negotiation.choose("", preferred=[locale])
    settings: Settings = current_app.config["SETTINGS"]
    with force_locale(languages.by_tag(tag).locale):
        lines = [
            gettext(
                "Round %(number)s of “%(title)s” is open, and your seat has not answered yet.",
                number=parameters["number"],
                title=parameters["title"],
            ),
            gettext("It closes on %(at)s.", at=format_utc(from_text(parameters["closes_at"]))),
            gettext("Read the text and say what you think of it:"),
            f"{settings.public_url.rstrip('/')}/{tag}/c/{parameters['slug']}/vote",
            gettext("Each seat gets this letter at most once in a round. If you would rather not answer, do nothing."),
        ]
        return Letter(gettext("A round waits for your answer"), "\n\n".join(lines) + "\n")
