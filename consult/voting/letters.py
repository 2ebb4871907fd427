"""Letters about votes that wait for a signature."""

from collections.abc import Mapping
from typing import Any

from flask import current_app
from flask_babel import force_locale, gettext, ngettext

from consult.kernel.clock import from_text
from consult.kernel.mail import Letter
from consult.kernel.outbox import writes
from consult.localisation.rules import languages, negotiation
from consult.settings import Settings
from consult.voting.service import UNSIGNED_LETTER
from consult.web.moments import format_utc


@writes(UNSIGNED_LETTER)
def unsigned_votes(locale: str, parameters: Mapping[str, Any]) -> Letter:
    """Write the letter that warns a signatory that the round closes while drafted votes are not signed."""
    tag = negotiation.choose("", preferred=[locale])
    settings: Settings = current_app.config["SETTINGS"]
    place = f"/{tag}/c/{parameters['slug']}/rounds/{parameters['number']}/signing"
    with force_locale(languages.by_tag(tag).locale):
        lines = [
            ngettext(
                "%(organisation)s has %(num)d drafted vote in “%(title)s” that nobody has signed.",
                "%(organisation)s has %(num)d drafted votes in “%(title)s” that nobody has signed.",
                parameters["count"],
                organisation=parameters["organisation"],
                title=parameters["title"],
            ),
            gettext(
                "The round closes on %(at)s. What is not signed by then does not count.",
                at=format_utc(from_text(parameters["closes_at"])),
            ),
            gettext("Read what is drafted, and sign it or discard it:"),
            f"{settings.public_url.rstrip('/')}{place}",
            gettext("You get this letter because you sign for this organisation."),
        ]
        return Letter(gettext("Votes wait for your signature"), "\n\n".join(lines) + "\n")
