"""Comments of other kinds: in other languages, a letter that many send, some that a moderator hides, and reports."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from consult.demonstration.rules.acts import Act, Comment, Matter, Moderate, Report, Suggest
from consult.demonstration.rules.draws import in_drawn_order, share
from consult.demonstration.rules.timetable import LATEST
from consult.demonstration.rules.voices import Voices
from consult.participation.rules.seats import PERSON_CATEGORY

CAMPAIGN_BEGINS = 0.4
CAMPAIGN_LASTS = timedelta(hours=7)


def in_other_languages(voices: Voices, languages: Mapping[str, Any]) -> list[Comment]:
    """Return the round's comments that were not written in English, each by someone from where it is spoken."""
    found = []
    for row in languages["comment"]:
        if row["round"] != voices.timing.number:
            continue
        seat = voices.speaker_from(languages["territories"][row["lang"]], row["clause"], row["as"])
        found.append(
            Comment(
                key=f"{row['round']}/{row['clause']}/{seat}",
                at=voices.moment(seat, row["clause"]),
                round=row["round"],
                seat=seat,
                clause=row["clause"],
                matter=Matter.FAULT if row.get("fault") else Matter(row["as"]),
                kind=row["kind"],
                text=row["text"].strip(),
                lang=row["lang"],
                attribution=voices.attribution(seat, row["clause"]),
            )
        )
    return found


def campaign(voices: Voices, letter: Mapping[str, Any]) -> list[Comment]:
    """Return the letter that citizens send within an evening, each with an ending of their own."""
    citizens = [key for key, seat in voices.seats.items() if seat.category == PERSON_CATEGORY]
    silent = [key for key in citizens if (key, letter["clause"]) not in voices.heard]
    begins = voices.timing.moment(CAMPAIGN_BEGINS)
    return [
        Comment(
            key=f"letter/{place}",
            at=begins + CAMPAIGN_LASTS * place / len(letter["endings"]),
            round=voices.timing.number,
            seat=seat,
            clause=letter["clause"],
            matter=Matter.LETTER,
            kind="general",
            text=f"{letter['letter']}\n{ending}".strip(),
        )
        for place, (seat, ending) in enumerate(
            zip(in_drawn_order(silent, "letter"), letter["endings"], strict=False),
        )
    ]


def hidden_comments(voices: Voices, rows: Sequence[Mapping[str, Any]]) -> list[Act]:
    """Return comments that break a rule, each with its hiding some hours later."""
    found: list[Act] = []
    for place, row in enumerate(rows):
        seat = voices.speaker(row["clause"], "any") or next(iter(voices.seats))
        comment = Comment(
            key=f"hidden/{place}",
            at=voices.moment(seat, row["clause"]),
            round=voices.timing.number,
            seat=seat,
            clause=row["clause"],
            matter=Matter.HIDDEN,
            kind="general",
            text=row["text"],
        )
        hiding = Moderate(
            at=comment.at + timedelta(hours=3), comment=comment.key, action="hide", rule=row["rule"], note=row["note"]
        )
        found += [comment, hiding]
    return found


def reviews(comments: Sequence[Comment | Suggest], until: timedelta) -> list[Moderate]:
    """Return the reviews of the comments made before a moment, each within a day and a half, hidden ones left out."""
    return [
        Moderate(
            at=min(one.at + timedelta(hours=36 * share("review", one.key)), LATEST), comment=one.key, action="review"
        )
        for one in comments
        if one.at < until and one.matter is not Matter.HIDDEN
    ]


def reports(comments: Sequence[Comment], rows: Sequence[Mapping[str, Any]]) -> list[Report]:
    """Return the reports of readers on the newest comments, which nobody has settled yet."""
    newest = sorted(comments, key=lambda one: one.at)[-len(rows) :]
    return [
        Report(at=LATEST, comment=one.key, seat=other.seat, rule=row["rule"], note=row["note"])
        for one, other, row in zip(newest, [*newest[1:], newest[0]], rows, strict=True)
    ]
