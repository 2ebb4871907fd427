"""The platform's own words, in plain language."""

from flask import Response

from consult.front.pages.blueprint import pages
from consult.front.rules.glossary import GROUPS
from consult.web import guards, render


@pages.get("/glossary")
@guards.anyone
def glossary() -> Response:
    """Show what the words used here mean."""
    return render.page("front/glossary.html", groups=GROUPS)
