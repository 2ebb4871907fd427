"""What a summary says of a panel: how each clause was rated, and the methods appendix."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext

from consult.export.letters import figures
from consult.export.rules.document import Block, Facts, Heading, Paragraph, Table
from consult.kernel import clock
from consult.web.figures import fraction_in_percent, in_decimal
from consult.web.moments import format_utc
from consult.web.words import listed, word

Row = Mapping[str, Any]


def rating_facts(rated: Row) -> Block:
    """Return what the rule found of a rated clause, where its ratings lie, and whether they have come to rest."""
    panel = rated["panel"]
    half = DASH if panel["q1"] is None else f"{_figure(panel['q1'])} – {_figure(panel['q3'])}"
    return Facts(
        (
            (gettext("What the rule found"), figures.outcome(rated["state"], rated["labels"])),
            (gettext("Rated it"), figures.count(panel["n"])),
            (word("no_opinion"), figures.count(panel["no_opinion"])),
            (gettext("Median"), _figure(panel["median"])),
            (gettext("Middle half of the ratings"), half),
            (gettext("Agreement of the ratings (van der Eijk)"), _figure(panel["van_der_eijk"])),
            (gettext("Whether it has come to rest"), _rest(rated["stability"])),
        )
    )


def rating_tables(rated: Row) -> Iterator[Block]:
    """Yield how many gave each rating, and the median of each category."""
    panel, number = rated["panel"], rated["number"]
    if panel["counts"] is not None:
        yield Table(
            gettext("Ratings of clause %(number)s", number=number),
            tuple(panel["counts"]),
            (tuple(map(str, panel["counts"].values())),),
        )
    yield Table(
        gettext("Ratings of clause %(number)s by category", number=number),
        (gettext("Category"), gettext("Seats"), gettext("Rated it"), gettext("Median")),
        tuple(
            (word(row["category"]), str(row["seats"]), figures.count(row["n"]), _figure(row["median"]))
            for row in rated["categories"]
        ),
    )
    if panel["suppressed"] or any(row["suppressed"] for row in rated["categories"]):
        yield Paragraph(
            gettext(
                "A dash stands where so few voted, or all alike, that the figures would tell how single people voted."
            )
        )


def appendix_blocks(found: Row | None) -> Iterator[Block]:
    """Yield the methods appendix of a panel; nothing for a round in which nobody rates."""
    if found is None:
        return
    yield Heading(2, gettext("Methods appendix"))
    yield Facts(tuple(_definition(found)))
    for one in found["rounds"]:
        yield from _round(one)
    if found["changes"]:
        yield Table(
            gettext("What changed in the text between the rounds"),
            (gettext("Before round"), gettext("What happened"), gettext("Number before"), gettext("Number since")),
            tuple(
                (str(row["round"]), word(f"lineage_{row['kind']}"), row["from"] or DASH, row["to"] or DASH)
                for row in found["changes"]
            ),
        )


def _definition(found: Row) -> Iterator[tuple[str, str]]:
    at, is_same = found["defined_at"], found["definition_unchanged"]
    yield gettext("Definition fixed before the first round"), _moment(at)
    yield gettext("Fingerprint of that contract (SHA-256)"), found["definition_sha256"]
    yield gettext("The same in every round"), gettext("Yes") if is_same else gettext("No")
    yield (
        gettext("What each seat was told in later rounds"),
        listed(word(f"told_{one}") for one in found["feedback"]) or gettext("Nothing: it is the panel's first round."),
    )
    yield gettext("How the panel stands"), word(f"stop_{found['rounds'][-1]['stop']}")


def _round(one: Row) -> Iterator[Block]:
    yield Heading(3, gettext("Round %(number)s", number=one["number"]))
    parameters = ", ".join(f"{name} = {value}" for name, value in one["parameters"].items())
    yield Facts(
        (
            (gettext("Draft"), str(one["draft"])),
            (gettext("Opened"), _moment(one["opened_at"])),
            (gettext("Closed"), _moment(one["closed_at"])),
            (gettext("Decision rule"), f"{one['rule']} ({parameters})"),
            (gettext("Fingerprint of the contract (SHA-256)"), one["contract_sha256"]),
        )
    )
    yield Table(
        gettext("Who was invited, began and rated every clause in round %(number)s", number=one["number"]),
        (
            gettext("Category"),
            gettext("How answers are shown"),
            gettext("Invited"),
            gettext("Began"),
            gettext("Rated every clause"),
        ),
        tuple(
            (
                word(row["category"]),
                word(row["disclosure"]),
                *(figures.count(row[name]) for name in ("invited", "started", "completed")),
            )
            for row in one["categories"]
        ),
    )


def _rest(stability: Row) -> str:
    told = word(f"rest_{stability['verdict']}")
    if stability["because"]:
        return listed((told, word(f"because_{stability['because']}")))
    moved = fraction_in_percent(stability["net_change"]["exact"])
    limit = fraction_in_percent(stability["limit"])
    counted = gettext(
        "%(moved)s moved on balance among %(seats)s seats; below %(limit)s is at rest",
        moved=moved,
        seats=stability["n"],
        limit=limit,
    )
    return listed((told, counted))


def _figure(found: Row | None) -> str:
    return DASH if found is None else in_decimal(found["exact"])


def _moment(told: str | None) -> str:
    return format_utc(clock.from_text(told)) if told else DASH


DASH = figures.DASH
