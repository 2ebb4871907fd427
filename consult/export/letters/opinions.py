"""The opinions of a round of statements in a summary: who answered alike, what they say, and what all groups share."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask_babel import gettext

from consult.export.letters import figures
from consult.export.rules.document import Block, Facts, Heading, Paragraph, Table
from consult.export.rules.numbers import number_of
from consult.web.figures import in_digits, in_thousands
from consult.web.group_names import group_name
from consult.web.words import listed, word

Row = Mapping[str, Any]


def opinion_blocks(opinions: Row | None, statements: Sequence[Row]) -> Iterator[Block]:
    """Yield what was found of the opinions; nothing for rounds in which nothing was looked for."""
    if opinions is None:
        return
    numbers = {one["id"]: number_of(one) for one in statements}
    yield Heading(2, gettext("Opinion groups"))
    yield Paragraph(_finding(opinions))
    yield Paragraph(
        gettext(
            "Groups were found by software in the answers. They are a second view; they decide nothing and are no blocs."
        )
    )
    yield Facts(tuple(_facts(opinions)))
    for group in opinions["groups"]:
        yield from _group(group, numbers)
    if opinions["groups"]:
        yield _across(opinions["items"], numbers)


def _finding(opinions: Row) -> str:
    if opinions["origin"] == "given":
        told = gettext("The groups are those that the source found: %(number)s.", number=len(opinions["groups"]))
    elif opinions["finding"] == "clear_groups":
        told = gettext(
            "The answers of %(clustered)s people fall into groups that answered differently: %(number)s.",
            clustered=in_thousands(opinions["clustered"]),
            number=len(opinions["groups"]),
        )
    else:
        told = f"{word('told_' + opinions['finding'])} {word('means_' + opinions['finding'])}"
    return str(told)


def _facts(opinions: Row) -> Iterator[tuple[str, str]]:
    people = opinions["participants"]
    yield gettext("People who answered"), gettext("fewer than five") if people is None else in_thousands(people)
    yield gettext("How far apart the groups are (silhouette)"), figures.across_groups(opinions["silhouette"])
    yield gettext("How stable they are (mean adjusted Rand index)"), figures.across_groups(opinions["stability"])
    yield gettext("Seed"), str(opinions["seed"])
    libraries = listed(f"{name} {version}" for name, version in opinions["libraries"].items())
    yield gettext("Version of the analysis"), f"{opinions['version']} ({libraries})"
    yield gettext("Fingerprint of the analysis (SHA-256)"), opinions["sha256"]


def _group(group: Row, numbers: Mapping[Any, str]) -> Iterator[Block]:
    name = group_name(group["group"])
    yield Heading(3, gettext("%(group)s: %(members)s people", group=name, members=in_thousands(group["members"])))
    if not group["representative"]:
        yield Paragraph(gettext("No statement sets this group apart that enough people answered."))
        return
    yield Table(
        gettext("What sets %(group)s apart", group=name),
        (
            gettext("Statement"),
            gettext("The group's side"),
            gettext("Of so many"),
            gettext("Times as likely as others"),
        ),
        tuple(
            (
                numbers.get(one["statement"], figures.DASH),
                gettext("%(side)s: %(count)s", side=word(one["for"]), count=one[one["for"]]),
                str(one["n"]),
                in_digits(one["representativeness"], 2),
            )
            for one in group["representative"]
        ),
    )


def _across(items: Sequence[Row], numbers: Mapping[Any, str]) -> Block:
    return Table(
        gettext("What all groups share, and the group that agrees least"),
        (
            gettext("Statement"),
            gettext("Across opinion groups"),
            gettext("Against it, across opinion groups"),
            gettext("Agrees least"),
            gettext("Cautious estimate"),
        ),
        tuple(
            (
                numbers.get(item["statement"], figures.DASH),
                figures.across_groups(item["group_informed_consensus"]),
                figures.across_groups(item["group_informed_disagreement"]),
                group_name(item["weakest"]["group"]) if item["weakest"] else figures.DASH,
                figures.bound(item["weakest"]["lower_bound"] if item["weakest"] else None),
            )
            for item in items
        ),
    )
