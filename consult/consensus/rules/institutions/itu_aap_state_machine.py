"""The alternative approval process of ITU-T: where a text stands after what has happened to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from consult.consensus.rules.decision import Criterion, Finding, Status

RULE_ID = "itu_aap_state_machine"
RULE_VERSION = "1"
SOURCE = (
    "Recommendation ITU-T A.8: the codes C, LC, LJ and AR as published by ITU; the codes A, AT, SG, NA and TAP, what "
    "follows a comment in additional review, and that two opposing Member States block, are from memory."
)
FEWEST_TO_BLOCK = 2


class Code(StrEnum):
    """Where a text stands."""

    CONSENTED = "C"
    LAST_CALL = "LC"
    LAST_CALL_JUDGMENT = "LJ"
    ADDITIONAL_REVIEW = "AR"
    STUDY_GROUP = "SG"
    APPROVED = "A"
    APPROVED_WITH_CORRECTIONS = "AT"
    NOT_APPROVED = "NA"
    TRADITIONAL = "TAP"


class Event(StrEnum):
    """What may happen to a text."""

    ANNOUNCE = "announce"
    NO_COMMENTS = "no_comments"
    TYPOGRAPHICAL = "typographical"
    SUBSTANTIVE = "substantive"
    ADDITIONAL_REVIEW = "additional_review"
    STUDY_GROUP = "study_group"
    APPROVE = "approve"
    REJECT = "reject"
    TRADITIONAL = "traditional"


STATUS: Mapping[str, Status] = {
    Code.NOT_APPROVED: Status.NOT_MET,
    Code.LAST_CALL_JUDGMENT: Status.OPEN_ISSUES,
    Code.STUDY_GROUP: Status.OPEN_ISSUES,
    Code.TRADITIONAL: Status.INCONCLUSIVE,
    Code.CONSENTED: Status.INCONCLUSIVE,
    Code.LAST_CALL: Status.INCONCLUSIVE,
    Code.ADDITIONAL_REVIEW: Status.INCONCLUSIVE,
    Code.APPROVED: Status.MET,
    Code.APPROVED_WITH_CORRECTIONS: Status.MET,
}
"""Each code in the words that all rules share."""

MOVES: Mapping[Code, Mapping[Event, Code]] = {
    Code.CONSENTED: {Event.ANNOUNCE: Code.LAST_CALL},
    Code.LAST_CALL: {
        Event.NO_COMMENTS: Code.APPROVED,
        Event.TYPOGRAPHICAL: Code.APPROVED_WITH_CORRECTIONS,
        Event.SUBSTANTIVE: Code.LAST_CALL_JUDGMENT,
    },
    Code.LAST_CALL_JUDGMENT: {
        Event.ADDITIONAL_REVIEW: Code.ADDITIONAL_REVIEW,
        Event.STUDY_GROUP: Code.STUDY_GROUP,
        Event.REJECT: Code.NOT_APPROVED,
        Event.TRADITIONAL: Code.TRADITIONAL,
    },
    Code.ADDITIONAL_REVIEW: {
        Event.NO_COMMENTS: Code.APPROVED,
        Event.TYPOGRAPHICAL: Code.APPROVED_WITH_CORRECTIONS,
        Event.SUBSTANTIVE: Code.STUDY_GROUP,
    },
    Code.STUDY_GROUP: {
        Event.APPROVE: Code.APPROVED,
        Event.TYPOGRAPHICAL: Code.APPROVED_WITH_CORRECTIONS,
        Event.REJECT: Code.NOT_APPROVED,
        Event.TRADITIONAL: Code.TRADITIONAL,
    },
}
"""What each event makes of each code; from A, AT, NA and TAP nothing leads on."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The codes that a text has had, the first and the present one among them."""

    codes: tuple[Code, ...]

    @property
    def code(self) -> Code:
        """Where the text stands."""
        return self.codes[-1]

    @property
    def is_finished(self) -> bool:
        """Whether nothing can happen any more in this process."""
        return self.code not in MOVES

    def as_finding(self) -> Finding:
        """Return where the text stands in the words that all rules share."""
        status = STATUS[self.code]
        is_met = status is Status.MET if status in {Status.MET, Status.NOT_MET} else None
        return Finding(
            rule=RULE_ID,
            version=RULE_VERSION,
            verdict=self.code,
            status=status,
            criteria=(
                Criterion(
                    "approved", str(self.code), f"{Code.APPROVED}, {Code.APPROVED_WITH_CORRECTIONS}", "in", is_met
                ),
            ),
            counted={"events": len(self.codes) - 1},
            excluded={},
            source=SOURCE,
        )


def progress(events: Iterable[str]) -> Progress:
    """Return where a text stands after these events; a text without any is consented to and waits for its last call.

    Refuses words that are no events, and events that cannot happen where the text stands, with ValueError.
    Example: announce, substantive, additional_review and no_comments lead to C, LC, LJ, AR and A.
    """
    codes = [Code.CONSENTED]
    for event in map(Event, events):
        following = MOVES.get(codes[-1], {}).get(event)
        if following is None:
            raise ValueError(f"{event} cannot happen at {codes[-1]}")
        codes.append(following)
    return Progress(tuple(codes))


def meeting(opposing: int) -> Event:
    """Return what a meeting decides when so many Member States oppose: one does not block, two do."""
    return Event.REJECT if opposing >= FEWEST_TO_BLOCK else Event.APPROVE
