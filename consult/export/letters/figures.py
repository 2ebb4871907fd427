"""Figures of a summary as cells of a document: in words and percent, with the exact figure beside them."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext

from consult.web.figures import in_digits, in_percent
from consult.web.words import listed, verdict_word, word

DASH = "–"


def count(n: int | None) -> str:
    """Return a count, or a dash where it is left out."""
    return DASH if n is None else str(n)


def share(found: Mapping[str, Any] | None) -> str:
    """Return a share in percent with its exact fraction, or a dash."""
    return DASH if found is None else f"{in_percent(found['value'])} ({found['exact']})"


def bound(value: float | None) -> str:
    """Return a cautious estimate in percent, rounded down, or a dash; files for machines have all of its digits."""
    return DASH if value is None else in_percent(value, down=True)


def across_groups(value: float | None) -> str:
    """Return a group-informed consensus to three digits, or a dash; files have all of them."""
    return DASH if value is None else in_digits(value, 3)


def outcome(state: str, labels: Sequence[str]) -> str:
    """Return what the rule found, with what is said beside it."""
    return listed(verdict_word(name) for name in (state, *labels))


def is_met(met: bool | None) -> str:  # noqa: FBT001 - a criterion's own value
    """Return whether a condition is met, or a dash where that is undefined."""
    if met is None:
        return DASH
    return str(gettext("Met.") if met else gettext("Not met."))


def weakest(clause: Mapping[str, Any]) -> str:
    """Return a sentence about the weakest category of a clause, or a dash where nothing counts."""
    found = clause["weakest"]
    if found is None:
        return DASH
    category = word(found["category"])
    is_whole = not any(one["suppressed"] for one in clause["categories"])
    if found["share"] is not None and found["share"]["exact"] == "1/1" and is_whole:
        told = gettext(
            "In every category, all who took a side agree. The fewest voices to go on are those of “%(category)s”: at "
            "least %(least)s even if the next voices differ.",
            category=category,
            least=in_percent(found["lower_bound"], down=True),
        )
    elif found["share"] is None:
        told = gettext(
            "The weakest category is “%(category)s”, where too few voted, or all alike, to show their votes.",
            category=category,
        )
    else:
        told = gettext(
            "The weakest category is “%(category)s”, where %(share)s agree, at least %(least)s even if the next voices "
            "differ.",
            category=category,
            share=in_percent(found["share"]["value"]),
            least=in_percent(found["lower_bound"], down=True),
        )
    return str(told)
