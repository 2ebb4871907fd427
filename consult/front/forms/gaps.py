"""What organisers fill in about how many seats they want, of whom and from where."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext
from wtforms import Form, IntegerField
from wtforms.validators import NumberRange, Optional

from consult.front.forms.setup import with_fields
from consult.participation.rules.facts import REGIONS
from consult.participation.service import MOST_SEATS, TargetRefused
from consult.web.words import word

ANYWHERE = ""
PLACES = (ANYWHERE, *REGIONS)


class Whole(IntegerField):
    """A number of seats, which says in our words what is wrong with one that is none."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take the number, and nothing where the field was left empty."""
        typed = "".join(valuelist).strip()
        self.data = None
        if typed:
            try:
                self.data = int(typed)
            except ValueError as error:
                raise ValueError(gettext(TargetRefused.sentence)) from error


def targets_form(categories: Sequence[str], targets: Mapping[tuple[str, str], int], sent: Any = None) -> Form:  # noqa: ANN401 - what a request holds, or None
    """Return the form with a number for each category from anywhere and from each region."""
    fields: dict[str, Any] = {}
    for category in categories:
        for place in PLACES:
            fields[name_of(category, place)] = Whole(
                word(place) if place else gettext("From anywhere"),
                [Optional(), NumberRange(0, MOST_SEATS, message=gettext(TargetRefused.sentence))],
                render_kw={"inputmode": "numeric", "min": 0, "max": MOST_SEATS, "class": "short"},
            )
    data = {name_of(category, place): seats for (category, place), seats in targets.items()}
    return with_fields(Form, fields)(sent, data=data)


def name_of(category: str, place: str) -> str:
    """Return the name of the field of a category and region."""
    return f"{category}-{place or 'anywhere'}"


def read_targets(form: Form, categories: Sequence[str]) -> dict[tuple[str, str], int]:
    """Return how many seats are wanted, by category and region; fields left empty are no targets."""
    typed = {(category, place): form[name_of(category, place)].data for category in categories for place in PLACES}
    return {cell: seats for cell, seats in typed.items() if seats}
