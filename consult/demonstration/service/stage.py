"""What has come to be while the demonstration is built: who and what the next acts refer to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from consult.deliberation.service import Posted
from consult.demonstration.rules.script import Content
from consult.drafting.service import ClauseView
from consult.rounds.service import RoundView
from consult.voting.service import Item

SLUG = "ai-principles"
HOST = "demonstration.invalid"
"""Where the addresses of those whom one can sign in as would lead: nowhere, as RFC 2606 promises."""


@dataclass(slots=True)
class Stage:
    """The consultation under construction; `day` is the moment that the script counts from.

    `objections` are the number of each objection and the person who raised it.
    """

    content: Content
    consultation_id: str
    categories: tuple[str, ...]
    day: datetime
    officials: Mapping[str, str]
    hosts: Mapping[str, str]
    people: dict[str, list[str]] = field(default_factory=dict)
    seats: dict[str, str] = field(default_factory=dict)
    join_codes: dict[str, str] = field(default_factory=dict)
    rounds: dict[int, RoundView] = field(default_factory=dict)
    clauses: dict[tuple[int, str], ClauseView] = field(default_factory=dict)
    items: dict[tuple[int, str, str], Item] = field(default_factory=dict)
    comments: dict[str, Posted] = field(default_factory=dict)
    objections: dict[str, tuple[int, str]] = field(default_factory=dict)

    def scope(self, number: int) -> dict[str, str]:
        """Return the names of a round as services take them."""
        return {"consultation_id": self.consultation_id, "round_id": self.rounds[number].id}


def address_of(role: str) -> str:
    """Return the address by which the person with a role is found again."""
    return f"{role.replace(' ', '-')}@{HOST}"
