"""The shared conversations as the analysis of opinions takes them, with the groups that Polis published for them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from consult.consensus.rules.opinion import VoteMatrix
from consult.intake.rules.polis.conversation import read_conversation
from tests.shared_data import shared_path

CONVERSATIONS = (
    "15-per-hour-seattle",
    "american-assembly.bowling-green",
    "austria-climate.7z7ejpbmv5.2022-08-08",
    "bg2050-volunteers",
    "brexit-consensus",
    "scoop-hivemind.affordable-housing",
    "scoop-hivemind.ubi",
    "vtaiwan.uberx",
)


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation's votes, Polis's group of each participant who is in one, and what moderation rejected."""

    name: str
    votes: VoteMatrix
    groups: Mapping[str, str]
    rejected: tuple[str, ...]

    @property
    def reference(self) -> dict[str, Any]:
        """What two other programs counted."""
        found: dict[str, Any] = json.loads((shared_path(f"data/polis/{self.name}") / "reference.json").read_text())
        return found


@cache
def conversation(name: str) -> Conversation:
    """Return a shared conversation; skip the test where the shared data is absent."""
    folder = shared_path(f"data/polis/{name}")
    read = read_conversation({file.name: file.read_bytes() for file in folder.iterdir()})
    votes = VoteMatrix.of(
        ((str(vote.participant), str(vote.statement), vote.answer) for vote in read.votes),
        statements=(str(one.id) for one in read.statements),
    )
    heard = set(votes.participants)
    grouped = {str(one.id): one.group for one in read.participants}
    return Conversation(
        name=name,
        votes=votes,
        groups={who: group for who, group in grouped.items() if group is not None and who in heard},
        rejected=tuple(str(one.id) for one in read.statements if one.moderated == "rejected"),
    )
