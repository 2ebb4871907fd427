"""A silence procedure in a summary: whether it held, and which objections came when."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext

from consult.export.letters import figures
from consult.export.rules.document import Block, Facts, Heading, Table
from consult.kernel import clock
from consult.web.figures import in_decimal
from consult.web.moments import format_utc
from consult.web.words import word


def silence_blocks(silence: Mapping[str, Any] | None) -> Iterator[Block]:
    """Yield what a silence procedure came to, its conditions and its objections; nothing for any other round."""
    if silence is None:
        return
    yield Heading(2, gettext("Silence"))
    yield Facts(
        (
            (gettext("What it came to"), word(f"silence_{silence['state']}")),
            (gettext("Circulated from"), _moment(silence["opened_at"])),
            (gettext("Circulated until"), _moment(silence["closes_at"])),
            *((gettext("What may follow"), word(f"move_{move}")) for move in silence["moves"]),
        )
    )
    yield Table(
        gettext("How the procedure was found to have held or not"),
        (gettext("Condition"), gettext("Found"), gettext("Asked for"), gettext("Met or not")),
        tuple(
            (word(one["id"]), in_decimal(one["value"]), f"{one['op']} {in_decimal(one['threshold'])}", _is_met(one))
            for one in silence["criteria"]
        ),
    )
    if silence["objections"]:
        yield Table(
            gettext("Objections"),
            (gettext("Number"), gettext("Clause"), gettext("Category"), gettext("When"), gettext("What it did")),
            tuple(_objection(one) for one in silence["objections"]),
        )


def _is_met(one: Mapping[str, Any]) -> str:
    return figures.is_met(one["met"])


def _objection(one: Mapping[str, Any]) -> tuple[str, ...]:
    if one["is_late"]:
        did = gettext("Came late, and is recorded as late")
    elif one["is_blocking"]:
        did = gettext("Broke the silence")
    else:
        did = gettext("Does not block under the contract; it is answered")
    return (str(one["number"]), one["clause"], word(one["category"]), _moment(one["raised_at"]), did)


def _moment(told: str) -> str:
    return format_utc(clock.from_text(told))
