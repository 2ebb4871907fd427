"""What a summary says about the text that the round was on: its stage, its adoption with the statements, its corrigenda."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext

from consult.export.rules.document import Block, Facts, Heading, Paragraph, Quote
from consult.kernel import clock
from consult.localisation.rules import languages
from consult.web.moments import format_date_of, format_utc
from consult.web.words import listed, stage_word, word

Row = Mapping[str, Any]


def text_blocks(draft: Row | None) -> Iterator[Block]:
    """Yield what there is to say about a draft; nothing for a round that was on none."""
    if draft is None:
        return
    yield Heading(2, gettext("The text"))
    yield Facts(tuple(_facts(draft)))
    if draft["adoption"]:
        yield from _adoption(draft["adoption"])
    for one in draft["corrigenda"]:
        yield from _corrigendum(one)


def _facts(draft: Row) -> Iterator[tuple[str, str]]:
    yield gettext("Draft"), str(draft["number"])
    yield gettext("Stage"), stage_word(draft["stage"], draft["revision"])
    if draft["symbol"]:
        yield gettext("Symbol"), draft["symbol"]
    yield gettext("Fingerprint of the text (SHA-256)"), draft["sha256"]


def _adoption(one: Row) -> Iterator[Block]:
    yield Heading(3, gettext("Adoption"))
    yield Facts(
        (
            (gettext("Adopted by"), one["body"]),
            (gettext("Place"), one["place"]),
            (gettext("Day of the adoption"), format_date_of(date.fromisoformat(one["day"]))),
            (gettext("How it was adopted"), _manner(one)),
            (gettext("Statements are taken until"), format_utc(clock.from_text(one["statements_until"]))),
        )
    )
    for note in one["notes"]:
        yield Paragraph(_note(note))
        yield Quote(note["text"], note["lang"], languages.direction(note["lang"]))


def _manner(one: Row) -> str:
    told = word(f"manner_{one['manner']}")
    if one["in_favour"] is None:
        return told
    counts = gettext(
        "%(in_favour)s in favour, %(against)s against, %(abstained)s abstained",
        in_favour=one["in_favour"],
        against=one["against"],
        abstained=one["abstained"],
    )
    return listed((told, counts))


def _note(note: Row) -> str:
    return listed(
        (
            word(f"note_{note['kind']}"),
            note["by"] or word(note["category"] or "uncategorised"),
            gettext("On clause %(number)s", number=note["clause"]) if note["clause"] else gettext("On the whole text"),
            gettext("Late, after the time for statements") if note["late"] else "",
        )
    )


def _corrigendum(one: Row) -> Iterator[Block]:
    number = gettext("Corrigendum %(number)s", number=one["number"])
    yield Heading(3, listed((number, gettext("Clause %(number)s", number=one["clause"]))))
    yield Paragraph(gettext("The words as they were published"))
    yield Quote(one["old"], one["lang"], languages.direction(one["lang"]))
    yield Paragraph(gettext("The words as they read since"))
    yield Quote(one["new"], one["lang"], languages.direction(one["lang"]))
    yield Facts(
        (
            (gettext("What it corrects"), word(f"corrigendum_class_{one['class']}")),
            (gettext("Reason"), one["reason"]),
            (gettext("Confirmed"), format_utc(clock.from_text(one["at"]))),
        )
    )
