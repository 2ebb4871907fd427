"""Letters about ways in: plain words, and what to do if one did not ask."""

from collections.abc import Mapping
from typing import Any

from flask import current_app
from flask_babel import force_locale, gettext

from consult.kernel.mail import Letter
from consult.kernel.outbox import writes
from consult.localisation.rules import languages, negotiation
from consult.settings import Settings


@writes("sign-in")
def sign_in(locale: str, parameters: Mapping[str, Any]) -> Letter:
    """Write the letter with a link and a code."""
    return _write(locale, parameters, known=False)


@writes("registered-again")
def registered_again(locale: str, parameters: Mapping[str, Any]) -> Letter:
    """Write the letter to someone whose address was registered a second time."""
    return _write(locale, parameters, known=True)


@writes("address")
def address(locale: str, parameters: Mapping[str, Any]) -> Letter:
    """Write the letter with the code that shows that an address is one's own."""
    tag = negotiation.choose("", preferred=[locale])
    with force_locale(languages.by_tag(tag).locale):
        lines = [
            gettext("Type this code on the page that is waiting for it: %(code)s", code=parameters["code"]),
            gettext("If you did not ask for this, do nothing: without the link or the code nobody gets in."),
        ]
        return Letter(gettext("Your way in to consult"), "\n\n".join(lines) + "\n")


def _write(locale: str, parameters: Mapping[str, Any], *, known: bool) -> Letter:
    tag = negotiation.choose("", preferred=[locale])
    settings: Settings = current_app.config["SETTINGS"]
    link = f"{settings.public_url.rstrip('/')}/{tag}/sign-in/link/{parameters['token']}"
    with force_locale(languages.by_tag(tag).locale):
        lines = [
            gettext("You have an account already; this link signs you in to it.") if known else "",
            gettext("Open this link within 15 minutes to sign in:"),
            link,
            gettext("Or type this code on the page that is waiting for it: %(code)s", code=parameters["code"]),
            gettext("If you did not ask for this, do nothing: without the link or the code nobody gets in."),
        ]
        return Letter(gettext("Your way in to consult"), "\n\n".join(line for line in lines if line) + "\n")
