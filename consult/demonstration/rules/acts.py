"""What happens in the demonstration, act by act: each has its moment, counted from the day on which it is built."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Matter(StrEnum):
    """What a comment is about, as far as those who answer it are concerned."""

    SUPPORT = "support"
    RESERVATION = "reservation"
    OBJECTION = "object"
    PROPOSAL = "proposal"
    PRACTICE = "practice"
    RISK = "risk"
    QUESTION = "question"
    REPLY = "reply"
    LETTER = "letter"
    FAULT = "fault"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Person:
    """Someone invented, and the language in which they read."""

    name: str
    locale: str | None


@dataclass(frozen=True, slots=True)
class Seat:
    """An invented seat: a citizen's own, or an organisation's with the members who speak for it and what it says of itself."""

    key: str
    category: str
    territory: str
    members: tuple[Person, ...]
    is_verified: bool
    joins: timedelta
    of_itself: str = ""

    @property
    def locale(self) -> str:
        """The language in which the seat's first member reads the text."""
        return self.members[0].locale or "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something that someone does, so long after the day of building; most acts lie before it."""

    at: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Join(Act):
    """A seat is taken by its first member."""

    seat: Seat


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinToo(Act):
    """Another member joins by the organisation's code."""

    seat: str
    member: Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Verify(Act):
    """A seat is verified."""

    seat: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishDraft(Act):
    """A draft is laid down, translated and published."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRound(Act):
    """A round opens on the newest draft."""

    number: int
    closes: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseRound(Act):
    """A round closes at its deadline and is counted."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginAnswers(Act):
    """The answering of a round's comments begins."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishRound(Act):
    """A round is published with all its answers."""

    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote(Act):
    """A member of a seat takes a position on a clause."""

    round: int
    seat: str
    member: int
    clause: str
    position: str
    importance: int | None
    lang: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting(Act):
    """A member of a seat takes positions on several clauses of a round at once."""

    votes: Sequence[Vote]


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeDrafter(Act):
    """An organisation's first member makes another one a drafter, whose votes wait for a signature."""

    seat: str
    member: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(Act):
    """A drafter proposes positions on several clauses, which wait for a signatory."""

    votes: Sequence[Vote]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment(Act):
    """A seat says something about a clause, or answers another comment."""

    key: str
    round: int
    seat: str
    clause: str
    matter: Matter
    kind: str
    text: str
    lang: str = "en"
    quote: str = ""
    attribution: str = "named"
    answers: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggest(Act):
    """A seat suggests other words for a clause or a passage of it, a deletion, or a new clause after it."""

    key: str
    round: int
    seat: str
    clause: str
    way: str
    wording: str
    passage: str
    why: str
    attribution: str
    matter: Matter = Matter.PROPOSAL


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeSide(Act):
    """A seat supports or opposes a suggestion, and may say to which position the change would move it."""

    suggestion: str
    seat: str
    stance: str
    moves_to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Object(Act):
    """A seat raises an objection to a clause."""

    key: str
    round: int
    seat: str
    clause: str
    harm: str
    reason: str
    proposed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoSign(Act):
    """Another seat signs an objection too."""

    objection: str
    seat: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeStep(Act):
    """Something is done about an objection by whoever may; `draft` is the one in which a change resolves it."""

    objection: str
    step: str
    words: str
    draft: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moderate(Act):
    """A moderator reviews a comment, or hides it under a rule."""

    comment: str
    action: str
    rule: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Act):
    """A reader reports a comment."""

    comment: str
    seat: str
    rule: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Propose(Act):
    """An editor proposes what becomes of a comment; `repeats` names the one that it repeats, `taken` is the part taken up."""

    comment: str
    disposition: str
    reason: str
    repeats: str | None = None
    taken: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approve(Act):
    """The second editor approves what was proposed."""

    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Declare(Act):
    """Someone who decides declares what becomes of a clause."""

    round: int
    clause: str
    outcome: str
    reason: str
    by: str
