"""What one can try first in the demonstration, as each of its people."""

from collections.abc import Mapping
from dataclasses import dataclass

from consult.kernel.errors import msgid


@dataclass(frozen=True, slots=True)
class Entrance:
    """A role as a visitor reads it, and what to try first in it."""

    name: str
    first: str


ENTRANCES: Mapping[str, Entrance] = {
    "citizen": Entrance(
        msgid("Citizen"),
        msgid("Vote on the clauses that are left, change a vote, and write a comment of your own."),
    ),
    "delegate": Entrance(
        msgid("Delegate"),
        msgid(
            "Vote for an organisation, sign what its drafter proposes, and see every act on its votes with a receipt."
        ),
    ),
    "state_delegate": Entrance(
        msgid("Delegate of a government"),
        msgid("Vote for a government, and see every act on its votes with a receipt for each."),
    ),
    "moderator": Entrance(
        msgid("Moderator"),
        msgid("Read what readers have reported, keep a comment or hide it, and see your decision in the public log."),
    ),
    "organiser": Entrance(
        msgid("Organiser"),
        msgid(
            "Look at the organiser's desk: who is missing, which comments wait for an answer, what can be done next."
        ),
    ),
    "editor": Entrance(
        msgid("Editor"),
        msgid("Answer what was said in the round that has closed, and see from which suggestions each draft was made."),
    ),
    "second_editor": Entrance(
        msgid("Second editor"),
        msgid("Approve an answer that another editor proposed: no answer is final before two people stand behind it."),
    ),
    "decision_maker": Entrance(
        msgid("Decision-maker"),
        msgid("Read the result of a finished round, and declare what becomes of a clause."),
    ),
}
"""What is said of each role that the demonstration lets in."""


def entrance_of(role: str) -> Entrance:
    """Return what is said of a role, however its name is spelled in links."""
    return ENTRANCES[role.replace("-", "_")]
