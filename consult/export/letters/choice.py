"""A choice among options in a summary: what was asked, what is ahead, and what was said of each option."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext

from consult.export.letters import figures
from consult.export.rules.document import Block, Facts, Heading, Paragraph, Table
from consult.web.figures import in_decimal
from consult.web.words import listed, word


def choice_blocks(choice: Mapping[str, Any] | None, rule: str) -> Iterator[Block]:
    """Yield what a choice among options came to; nothing for any other round."""
    if choice is None:
        return
    yield Heading(2, gettext("A choice among options"))
    yield Paragraph(choice["question"])
    yield Facts(
        (
            (gettext("How it is counted"), word(f"choose_{rule}")),
            (gettext("Options that are ahead"), listed(choice["leading"]) or gettext("None")),
            (gettext("Ballots"), figures.count(choice["ballots"])),
        )
    )
    yield Table(
        gettext("What was said of each option"),
        (gettext("Number"), gettext("Option"), gettext("Named it"), gettext("Mean score")),
        tuple(
            (
                row["number"],
                row["text"],
                figures.count(row["named"]),
                in_decimal(row["mean"]["exact"]) if row["mean"] else figures.DASH,
            )
            for row in choice["options"]
        ),
    )
    if choice["tiers"]:
        order = "; ".join(listed(tier) for tier in choice["tiers"])
        yield Paragraph(gettext("The order that was found: %(order)s", order=order))
