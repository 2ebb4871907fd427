"""The summary as a document that can be read, printed and cited: always the same words for the same figures."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask_babel import force_locale, gettext

from consult.consensus.rules.decision import Status
from consult.consensus.rules.registry import PROCEDURES, RULES
from consult.consensus.rules.suppression import PUBLIC
from consult.export.letters import figures
from consult.export.letters.choice import choice_blocks
from consult.export.letters.groups import gap_blocks
from consult.export.letters.items import clause_blocks, rated_blocks, statement_blocks
from consult.export.letters.opinions import opinion_blocks
from consult.export.letters.panels import appendix_blocks
from consult.export.letters.silence import silence_blocks
from consult.export.letters.text import text_blocks
from consult.export.rules.document import Block, Document, Facts, Heading, Paragraph, Table
from consult.kernel import clock
from consult.localisation.rules import languages
from consult.web.moments import format_utc
from consult.web.words import word

Summary = Mapping[str, Any]


def summary_document(summary: Summary, *, lang: str, names: Mapping[str, str]) -> Document:
    """Return the summary as a document in a language of the interface.

    What people wrote stays in their own language. `names` are the organiser's own names of countries and territories.
    """
    language = languages.by_tag(lang)
    with force_locale(language.locale):
        return Document(
            title=gettext("Consensus summary: %(title)s", title=summary["consultation"]["title"]),
            lang=lang,
            direction=language.direction,
            blocks=tuple(_blocks(summary, language, names)),
        )


def _blocks(summary: Summary, language: languages.Language, names: Mapping[str, str]) -> Iterator[Block]:
    clauses, statements = summary["clauses"], summary["statements"]
    if not language.reviewed:
        yield Paragraph(gettext("Draft translation, not yet reviewed by a speaker."))
    yield Facts(tuple(_scope(summary)))
    yield from text_blocks(summary.get("draft"))
    yield Heading(2, gettext("Who took part"))
    yield from _participation(summary["participation"])
    yield from gap_blocks(summary.get("gaps"))
    yield from silence_blocks(summary.get("silence"))
    yield from choice_blocks(summary.get("choice"), summary["method"]["rule"]["id"])
    if clauses:
        yield Heading(2, gettext("Clauses"))
        yield Paragraph(_met(clauses))
        for clause in clauses:
            yield from clause_blocks(clause, locale=language.locale, names=names)
    if summary.get("ratings"):
        yield Heading(2, gettext("Clauses"))
        yield Paragraph(_met(summary["ratings"]))
        for rated in summary["ratings"]:
            yield from rated_blocks(rated)
    if statements:
        yield Heading(2, gettext("Statements"))
        yield from statement_blocks(statements)
    yield from opinion_blocks(summary.get("opinions"), statements)
    if summary.get("comments", {}).get("total"):
        yield Heading(2, gettext("What became of the comments"))
        yield from _comments(summary["comments"])
    yield from appendix_blocks(summary.get("methods_appendix"))
    yield Heading(2, gettext("How it was counted"))
    yield from _method(summary)
    yield Heading(2, gettext("Licence and citation"))
    yield Facts(tuple(_citation(summary["consultation"])))


def _met(clauses: Sequence[Mapping[str, Any]]) -> str:
    met = sum(clause["status"] == Status.MET for clause in clauses)
    told = gettext("Clauses that meet this round's criteria: %(met)s of %(total)s.", met=met, total=len(clauses))
    return str(told)


def _scope(summary: Summary) -> Iterator[tuple[str, str]]:
    one = summary["round"]
    yield gettext("Round"), str(one["number"])
    yield gettext("What was asked"), word(one["kind"])
    yield gettext("State"), word(one["state"])
    yield gettext("Opened"), _moment(one["opened_at"])
    yield gettext("Closed"), _moment(one["closed_at"])
    if one.get("carried_from"):
        yield gettext("Votes carried over from"), gettext("Round %(number)s", number=one["carried_from"])
    yield gettext("How it is counted"), word(one["rule"])
    yield gettext("What the result does"), word(one["effect"])
    yield gettext("Who decides"), one["deciding_body"] or gettext("Nobody is named.")
    if one["mandate"]:
        yield gettext("On which mandate"), one["mandate"]
    yield gettext("Fingerprint of the contract (SHA-256)"), one["contract_sha256"]


def _participation(rows: Mapping[str, Any]) -> Iterator[Block]:
    shown = [
        "voted",
        "not_counted_unverified",
        *(["not_released"] if any("not_released" in row for row in rows.values()) else []),
    ]
    heads = [gettext("Voted"), gettext("Not counted: unverified"), gettext("Drafted votes, not signed in time")]
    yield Table(
        gettext("Seats of each category, and how many of them voted"),
        (gettext("Category"), gettext("Seats"), *heads[: len(shown)]),
        tuple(
            (word(category), str(row["seats"]), *(figures.count(row.get(name, 0)) for name in shown))
            for category, row in rows.items()
        ),
    )
    if any(row.get(name, 0) is None for row in rows.values() for name in shown):
        yield Paragraph(gettext("A dash stands where so few voted that the figure would tell who took part."))


def _comments(comments: Mapping[str, Any]) -> Iterator[Block]:
    decided = [(word(f"disposition_{name}"), str(count)) for name, count in comments["dispositions"].items() if count]
    yield Table(
        gettext("How comments were decided on, each by two people"),
        (gettext("Decision"), gettext("Comments")),
        (*decided, (gettext("No answer yet"), str(comments["undecided"]))),
    )
    if decided:
        yield Table(
            gettext("Whether authors are satisfied with the answers"),
            (gettext("What they say"), gettext("Comments")),
            tuple((word(f"satisfaction_{name}"), str(count)) for name, count in comments["satisfaction"].items()),
        )


def _method(summary: Summary) -> Iterator[Block]:
    method = summary["method"]
    rule, limits = method["rule"], method["suppression"]
    yield Paragraph(_share_in_words(summary))
    if any("categories" in item for item in (*summary["clauses"], *summary["statements"])):
        yield Paragraph(
            gettext(
                "The cautious estimate is the lower end of the 95 % Wilson interval of a share: what might be left of it "
                "if the next voices differ. It says nothing about people who did not vote."
            )
        )
    if summary["statements"]:
        yield Paragraph(
            gettext(
                "Across opinion groups stands the product over all groups of the number who agree plus one, over the "
                "number who saw the statement plus two. Who passed has seen it."
            )
        )
    if not PUBLIC.issuperset(method["disclosure"].values()):
        yield Paragraph(
            gettext(
                "Where fewer than %(few)s seats answered, or fewer than %(alike)s and all alike, figures of categories whose "
                "answers are not public are left out, with those that would give them away.",
                few=limits["smallest_cell"],
                alike=limits["smallest_unanimous"],
            )
        )
    if any(clause["countries"]["n"] for clause in summary["clauses"]):
        yield Paragraph(
            gettext(
                "Names of countries and territories are those chosen for this consultation, and say nothing about "
                "anyone's status."
            )
        )
    parameters = ", ".join(f"{name} = {value}" for name, value in rule["parameters"].items())
    yield Facts(
        (
            (gettext("Decision rule"), f"{rule['id']} {rule['version']} ({parameters})"),
            (gettext("Version of the formulas"), method["formula_version"]),
            (gettext("Fingerprint of the result (SHA-256)"), method["result_sha256"]),
            *((word(category), word(disclosure)) for category, disclosure in method["disclosure"].items()),
        )
    )


def _share_in_words(summary: Summary) -> str:
    if summary["statements"]:
        told = gettext("Agreement is the share of those who agree among those who agree or disagree.")
    elif "ratings" in summary:
        told = gettext(
            "The ratings of all seats that count are added up, as those of one panel. Who has no opinion is in no share. "
            "Quartiles and medians lie on straight lines between neighbouring ratings."
        )
    elif summary["method"]["rule"]["id"] in PROCEDURES:
        told = gettext("Nobody voted in this round, so there is no share of anything.")
    elif "choice" in summary:
        told = gettext("The ballots of all seats that count are added up, whatever their category.")
    elif RULES[summary["method"]["rule"]["id"]].pools:
        told = gettext(
            "Agreement is the share of support, “can live with it” and reservations among these and objections; seats "
            "without an opinion are heard and not counted here. The rule adds up the votes of all seats, so no category "
            "decides by itself."
        )
    elif summary["method"]["rule"]["parameters"].get("reservation_counts") == "neither":
        told = gettext(
            "Agreement is the share of support and “can live with it” among these and objections; reservations and "
            "seats without an opinion are heard and not counted here. Seats of different categories are never added up."
        )
    else:
        told = gettext(
            "Agreement is the share of support, “can live with it” and reservations among these and objections; seats "
            "without an opinion are heard and not counted here. Seats of different categories are never added up."
        )
    return str(told)


def _citation(consultation: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield gettext("Licence"), consultation["licence"]
    yield gettext("Cite as"), consultation["cite_as"]
    if consultation["doi"]:
        yield gettext("Digital object identifier"), consultation["doi"]
    if consultation["source"]:
        yield gettext("Source"), ", ".join(filter(None, map(str, consultation["source"].values())))


def _moment(told: str | None) -> str:
    return format_utc(clock.from_text(told)) if told else figures.DASH
