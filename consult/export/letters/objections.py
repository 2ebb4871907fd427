"""What a summary says about the objections to a clause: each with its words, its answer, and who overruled it and why."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext

from consult.export.rules.document import Block, Facts, Paragraph, Quote
from consult.kernel import clock
from consult.localisation.rules import languages
from consult.web.moments import format_utc
from consult.web.words import listed, word

Row = Mapping[str, Any]


def objection_blocks(clause: Row) -> Iterator[Block]:
    """Yield every objection to a clause in the order of their numbers, with its words as they were written."""
    for one in clause["objections"]:
        if one["on_record"]:
            yield from _objection(one, one["on_record"], clause["lang"])


def objections_fact(clause: Row) -> str:
    """Return in a line which objections to a clause are on record."""
    numbers = [gettext("Objection %(number)s", number=one["number"]) for one in clause["objections"]]
    return listed(numbers) or gettext("None is on record.")


def _objection(one: Row, told: Row, lang: str) -> Iterator[Block]:
    yield Facts(tuple(_facts(one, told)))
    if told["hidden_under"]:
        yield Paragraph(gettext("Its words are hidden under the rule “%(rule)s”.", rule=word(told["hidden_under"])))
    elif told["reason"] is None:
        yield Paragraph(gettext("Its words are public once the round is published."))
        return
    else:
        yield from _words(told, lang)
    if told["answer"] and told["answer"]["words"]:
        yield Paragraph(gettext("What was answered"))
        yield _quote(told["answer"]["words"], "")
    if told["overruled"] and told["overruled"]["reason"]:
        yield Paragraph(gettext("Why it was overruled"))
        yield _quote(told["overruled"]["reason"], "")


def _words(told: Row, lang: str) -> Iterator[Block]:
    yield _quote(told["reason"], told["lang"])
    if told["proposal"] == "change":
        yield Paragraph(gettext("What would remove it: the clause should read"))
        yield _quote(told["proposed"], lang)
    else:
        yield Paragraph(gettext("What would remove it: the clause should be taken out."))


def _facts(one: Row, told: Row) -> Iterator[tuple[str, str]]:
    yield gettext("Objection"), str(one["number"])
    yield gettext("Whose it is"), told["by"] or word(one["category"] or "uncategorised")
    yield gettext("Harm"), word(f"harm_{told['harm']}")
    yield gettext("How it stands"), word(f"stands_{told['state']}")
    yield gettext("Blocks the clause while it stands"), gettext("Yes") if one["is_blocking"] else gettext("No")
    if one["is_late"]:
        yield gettext("Late"), gettext("Raised after the round had closed, so it does not block")
    if told["co_signers"]:
        yield gettext("Other seats that sign it too"), str(told["co_signers"])
    if told["answer"]:
        yield gettext("Answered"), listed((word(told["answer"]["role"]), _moment(told["answer"]["at"])))
    if told["resolved_in"]:
        yield gettext("Resolved by a change"), gettext("In draft %(draft)s", draft=told["resolved_in"])
    if told["overruled"]:
        ruling = told["overruled"]
        yield gettext("Overruled by"), listed((ruling["by"], ruling["office"], _moment(ruling["at"])))


def _quote(words: str, lang: str) -> Quote:
    """Return words as a quotation; where nobody said in which language they are, their direction is left to the reader's."""
    return Quote(words, lang, languages.direction(lang) if lang else "auto")


def _moment(told: str) -> str:
    return format_utc(clock.from_text(told))
