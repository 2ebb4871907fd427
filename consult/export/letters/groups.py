"""What a summary says about groups of countries, and about who was missing."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext

from consult.consensus.rules.country_groups import GROUPED
from consult.export.letters import figures
from consult.export.rules.document import Block, Paragraph, Table
from consult.participation.rules.facts import LISTS
from consult.web.words import word

Row = Mapping[str, Any]


def country_group_blocks(clause: Row) -> Iterator[Block]:
    """Yield the view by country of a clause within each group; nothing for results frozen before there was one."""
    rows = [(row["group"], row) for view in GROUPED for row in clause.get(view, ())]
    rows += [(name, clause[name]) for name in LISTS if name in clause]
    if rows:
        yield Table(
            gettext("One country one voice within groups, on clause %(number)s", number=clause["number"]),
            (
                gettext("Group"),
                gettext("Could speak"),
                gettext("Took a position"),
                gettext("Agreement"),
            ),
            tuple(
                (word(name), str(row["countries"]), figures.count(row["n"]), figures.share(row["share"]))
                for name, row in rows
            ),
        )


def gap_blocks(gaps: Row | None) -> Iterator[Block]:
    """Yield who was wanted, had a seat and spoke, by category and region, or that no targets were set.

    Nothing for results frozen before there was such a table.
    """
    if gaps is None:
        return
    if not gaps["has_targets"]:
        yield Paragraph(gettext("No targets of who takes part were set."))
        return
    rows = [
        (word(row["category"]), word(part["group"]) if part is not row else gettext("All"), part)
        for row in gaps["categories"]
        for part in (row, *row["regions"])
    ]
    yield Table(
        gettext("Who was wanted, who had a seat, and who spoke"),
        (
            gettext("Category"),
            gettext("Region"),
            gettext("Target"),
            gettext("Seats"),
            gettext("Verified"),
            gettext("Active"),
            gettext("Answered everything"),
        ),
        tuple(
            (
                category,
                region,
                *(figures.count(part[name]) for name in ("target", "seats", "verified", "active", "completed")),
            )
            for category, region, part in rows
        ),
    )
