"""What the pages of statement rounds share: the statements with their numbers, and the answers of groups to them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from consult.consensus import service
from consult.consensus.rules.lists import Item
from consult.consensus.rules.opinion_views import items_by_group
from consult.deliberation import service as deliberation
from consult.deliberation.rules.words import Moderated
from consult.deliberation.service import StatementView
from consult.localisation.pages import page_language
from consult.rounds import service as rounds
from consult.rounds.service import RoundView

Analysis = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """A statement as pages show it: its number in the round, and that at its source where it was imported."""

    number: int
    source: str | None
    text: str
    lang: str


def asked_in(one: RoundView, result: Mapping[str, Any] | None = None) -> dict[str, Asked]:
    """Return the statements of a round that everyone may read, by the id that results and analyses know them by.

    With them those that stand in the result without their words: moderators rejected them after people had answered.
    """
    wordless = {str(each["id"]) for each in result["statements"] if each["text"] is None} if result else set()
    every = {service.public_id(each): each for each in deliberation.list_statements(one.consultation_id, one.id)}
    return {
        name: _asked(each) if name not in wordless else Asked(each.number, each.source_id, *_without_words())
        for name, each in every.items()
        if each.is_public or name in wordless
    }


def _asked(statement: StatementView) -> Asked:
    return Asked(statement.number, statement.source_id, statement.text, statement.lang)


def _without_words() -> tuple[str, str]:
    """Return what stands in place of the words of a statement, and its language."""
    return gettext("Moderators rejected this statement, so its words are not published."), page_language()


def has_approved(result: Mapping[str, Any]) -> bool:
    """Whether moderation left any statement of a result in the round."""
    return not all(is_rejected(each) for each in result["statements"])


def is_rejected(statement: Mapping[str, Any]) -> bool:
    """Whether moderators rejected a statement of a result."""
    return bool(statement["moderated"] == Moderated.REJECTED)


def shows_live(one: RoundView | None) -> bool:
    """Whether the contract of a round shows what had been answered by the last picture, as there is no result yet."""
    if one is None or one.opened_at is None or one.frozen_at is not None:
        return False
    return rounds.contract_of_round(one.consultation_id, one.id).is_live


def analysis_of(one: RoundView) -> Analysis | None:
    """Return what was found of the opinions in a revealed round; None where its contract asks for no analysis."""
    found = service.opinions_of(one)
    return found.analysis if found else None


def of_those_asked(analysis: Analysis | None, asked: Collection[str]) -> Analysis | None:
    """Return what was found without the statements that nobody may read any more.

    A picture of an open round stands until the next one is drawn, and a moderator may reject a statement meanwhile.
    """
    if analysis is None:
        return None
    groups = [
        {**group, "representative": [each for each in group["representative"] if each["statement"] in asked]}
        for group in analysis["groups"]
    ]
    return {**analysis, "groups": groups, "items": [each for each in analysis["items"] if each["statement"] in asked]}


def grouped(analysis: Analysis | None) -> list[Item]:
    """Return the statements with the opinion groups as their parts; none without clear groups."""
    return items_by_group(analysis) if analysis and analysis["finding"] == "clear_groups" else []


def rows_by_group(analysis: Analysis | None) -> dict[str, dict[str, Mapping[str, Any]]]:
    """Return by statement and group what is published of the group's answers; nothing without clear groups."""
    if not analysis or analysis["finding"] != "clear_groups":
        return {}
    return {
        item["statement"]: {row["group"]: row for row in item["groups"] if row["agree"] is not None}
        for item in analysis["items"]
    }


def rows_by_category(result: Mapping[str, Any] | None) -> dict[str, dict[str, Mapping[str, Any]]]:
    """Return by statement and category what is published of the category's answers."""
    items = result["statements"] if result else ()
    return {
        str(item["id"]): {row["category"]: row for row in item.get("categories", ()) if not row["suppressed"]}
        for item in items
    }
