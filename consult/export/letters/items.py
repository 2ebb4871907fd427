"""What a summary says about each clause and each statement."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask_babel import gettext

from consult.consensus.rules.freshness import FRESHNESS, is_mixed
from consult.drafting.rules import figure_of
from consult.drafting.rules.grids import grid_of
from consult.export.letters import figures
from consult.export.letters.groups import country_group_blocks
from consult.export.letters.objections import objection_blocks, objections_fact
from consult.export.letters.panels import rating_facts, rating_tables
from consult.export.rules.document import Block, Facts, Heading, Paragraph, Quote, Table
from consult.export.rules.numbers import number_of
from consult.kernel import clock
from consult.localisation.rules import languages
from consult.participation.rules import territories
from consult.web.group_names import group_name
from consult.web.moments import format_utc
from consult.web.words import listed, word

POSITIONS = ("support", "can_live_with", "reservation", "object", "no_opinion")
ANSWERS = ("agree", "disagree", "pass")
Row = Mapping[str, Any]


def clause_blocks(clause: Row, *, locale: str, names: Mapping[str, str]) -> Iterator[Block]:
    """Yield a clause's words, its outcome, its votes by category and by country, and how the rule decided."""
    number = clause["number"]
    named = gettext("Clause %(number)s", number=number)
    yield Heading(3, listed((named, clause["heading"])))
    if clause["text"]:
        yield _said(clause)
    yield Facts(tuple(_clause_facts(clause)))
    yield from objection_blocks(clause)
    caption = gettext("Votes on clause %(number)s by category", number=number)
    yield from _categories(caption, clause["categories"], POSITIONS, whole=clause["overall"])
    if is_mixed(clause):
        yield from _freshness(clause)
    yield _criteria(clause)
    if clause["countries"]["n"]:
        yield _countries(clause["countries"], locale, names)
        yield from country_group_blocks(clause)


def rated_blocks(rated: Row) -> Iterator[Block]:
    """Yield a rated clause's words, its outcome, its ratings, and how the rule decided."""
    number = rated["number"]
    yield Heading(3, listed((gettext("Clause %(number)s", number=number), rated["heading"])))
    if rated["text"]:
        yield _said(rated)
    yield rating_facts(rated)
    yield from rating_tables(rated)
    yield _criteria(rated)


def statement_blocks(statements: Sequence[Row]) -> Iterator[Block]:
    """Yield the statements with their answers: in one table, or each by category where seats have categories."""
    by_category = [one for one in statements if "categories" in one]
    for statement in by_category:
        number = number_of(statement)
        yield Heading(3, gettext("Statement %(number)s", number=number))
        yield Paragraph(_words(statement)) if statement["text"] is None else _quote(statement)
        yield Facts(tuple(_statement_facts(statement)))
        caption = gettext("Answers to statement %(number)s by category", number=number)
        yield from _categories(caption, statement["categories"], ANSWERS, whole=statement)
    if len(by_category) < len(statements):
        yield _statement_table(statements)


def _criteria(clause: Row) -> Block:
    return Table(
        gettext("How the rule decided on clause %(number)s", number=clause["number"]),
        (gettext("Condition"), gettext("Found"), gettext("Asked for"), gettext("Met or not")),
        tuple(
            (
                word(one["id"]),
                one["value"] or figures.DASH,
                f"{one['op']} {one['threshold']}",
                figures.is_met(one["met"]),
            )
            for one in clause["criteria"]
        ),
    )


def _clause_facts(clause: Row) -> Iterator[tuple[str, str]]:
    yield gettext("What the rule found"), figures.outcome(clause["state"], clause["labels"])
    yield from _declared_facts(clause["declared_outcome"])
    yield gettext("Weakest category"), figures.weakest(clause)
    yield gettext("Objections with reasons"), objections_fact(clause)
    yield from _not_counted(clause)


def _declared_facts(declared: Row | None) -> Iterator[tuple[str, str]]:
    if declared is None:
        yield gettext("What was declared"), gettext("Not yet declared.")
        return
    yield gettext("What was declared"), word(f"outcome_{declared['outcome']}")
    yield gettext("Declared by"), listed((declared["by"], declared["office"]))
    yield gettext("Declared on"), format_utc(clock.from_text(declared["at"]))
    yield gettext("Departs from what the rule found"), gettext("Yes") if declared["departs"] else gettext("No")
    if declared["reason"]:
        yield gettext("Reason"), declared["reason"]


def _statement_facts(statement: Row) -> Iterator[tuple[str, str]]:
    yield gettext("What the rule found"), figures.outcome(statement["state"], statement["labels"])
    yield gettext("Moderation"), word(statement["moderated"])
    yield gettext("Across opinion groups"), figures.across_groups(statement["group_informed_consensus"])
    yield from _not_counted(statement)


def _not_counted(item: Row) -> Iterator[tuple[str, str]]:
    if item["not_counted_unverified"] != 0:
        yield gettext("Not counted: unverified"), figures.count(item["not_counted_unverified"])


def _categories(caption: str, rows: Sequence[Row], words: Sequence[str], *, whole: Row) -> Iterator[Block]:
    header = (gettext("Category"), gettext("Votes"), *map(word, words))
    total = None if whole[words[0]] is None else sum(whole[name] for name in words)
    yield Table(
        caption,
        (*header, gettext("Agreement"), gettext("Cautious estimate")),
        (
            *(
                (
                    word(row["category"]),
                    figures.count(row["n"]),
                    *(figures.count(row[name]) for name in words),
                    figures.share(row["share"]),
                    figures.bound(row["lower_bound"]),
                )
                for row in rows
            ),
            (
                gettext("All seats"),
                figures.count(total),
                *(figures.count(whole[name]) for name in words),
                figures.share(whole.get("share")),
                figures.DASH,
            ),
        ),
    )
    if any(row["suppressed"] for row in rows):
        yield Paragraph(
            gettext(
                "A dash stands where so few voted, or all alike, that the figures would tell how single people voted."
            )
        )


def _freshness(clause: Row) -> Iterator[Block]:
    yield Table(
        gettext("How fresh the answers to clause %(number)s are", number=clause["number"]),
        (gettext("Category"), *(word(name) for name in FRESHNESS)),
        tuple(
            (named, *(figures.count(row[name]) for name in FRESHNESS))
            for named, row in (
                *((word(row["category"]), row) for row in clause["categories"]),
                (gettext("All seats"), clause["overall"]),
            )
        ),
    )
    yield Paragraph(
        gettext(
            "Carried over are votes on an earlier draft of a clause that still means the same. What was said of it before "
            "its substance changed is stale: it is no vote until its seat says it again. A dash stands where so few stand "
            "apart that the figures would tell who they are."
        )
    )


def _countries(view: Row, locale: str, names: Mapping[str, str]) -> Block:
    said = {position: [one["country"] for one in view["list"] if one["position"] == position] for position in POSITIONS}
    return Table(
        gettext("The same by country, one country one voice, that of its government"),
        (gettext("Position"), gettext("How many"), gettext("Countries and territories")),
        tuple(
            (word(position), str(len(codes)), listed(territories.name(code, locale, names) for code in codes))
            for position, codes in said.items()
        ),
    )


def _statement_table(statements: Sequence[Row]) -> Block:
    groups = [one["group"] for one in statements[0]["groups"]]
    named = [gettext("%(group)s: agree, disagree, pass", group=group_name(name)) for name in groups]
    return Table(
        gettext("Answers to the statements"),
        (
            gettext("Number"),
            gettext("Statement"),
            gettext("Moderation"),
            *map(word, ANSWERS),
            gettext("Agreement"),
            gettext("Across opinion groups"),
            *named,
        ),
        tuple(_statement_row(statement) for statement in statements),
    )


def _statement_row(statement: Row) -> tuple[str, ...]:
    return (
        number_of(statement),
        _words(statement),
        word(statement["moderated"]),
        *(figures.count(statement[name]) for name in ANSWERS),
        figures.share(statement["share"]),
        figures.across_groups(statement["group_informed_consensus"]),
        *(listed(str(group[name]) for name in ANSWERS) for group in statement["groups"]),
    )


def _words(statement: Row) -> str:
    """Return what a statement says, or that moderators keep its words from everyone."""
    words = statement["text"]
    if words is None:
        words = gettext("Moderators rejected this statement, so its words are not published.")
    return str(words)


def _said(clause: Row) -> Block:
    """Return the words of a clause, or its rows and cells if it is a table; of a figure, what its image shows."""
    grid = grid_of(clause["text"])
    if grid:
        named = gettext("Table %(number)s", number=clause["number"])
        return Table(clause["heading"] or named, grid.header, grid.rows)
    return _quote({**clause, "text": figure_of(clause["text"]).alt})


def _quote(item: Row) -> Block:
    return Quote(item["text"], item["lang"], languages.direction(item["lang"]))
