"""What an objection has to say: every fault in it at once, and its words as they are kept."""

from collections.abc import Iterator
from dataclasses import dataclass

from consult.deliberation.rules.objections import LONGEST_OBJECTION, LONGEST_PROPOSAL, Harm, Proposal
from consult.deliberation.rules.words import clean_text
from consult.deliberation.service.objections.refused import (
    HarmNeeded,
    ObjectionProposalNeeded,
    ObjectionReasonNeeded,
    ObjectionReasonRefused,
    ObjectionUnchanged,
)
from consult.drafting.service import ClauseView
from consult.kernel.errors import Refused


@dataclass(frozen=True, slots=True)
class Said:
    """What an objection says, as it is kept."""

    reason: str
    proposed: str | None
    harm: Harm


def faults_in(clause: ClauseView, *, reason: str, proposal: str, proposed: str, harm: str) -> tuple[Refused, ...]:
    """Return everything that keeps what was typed from being an objection to the clause: missing, too long, no text."""
    harmless = () if harm in set(Harm) else (HarmNeeded(field="harm"),)
    return (*harmless, *_in_reason(reason), *_in_proposal(clause, proposal, proposed))


def read_objection(clause: ClauseView, *, reason: str, proposal: str, proposed: str, harm: str) -> Said:
    """Return what an objection to the clause says; refuse the first fault in it."""
    for fault in faults_in(clause, reason=reason, proposal=proposal, proposed=proposed, harm=harm):
        raise fault
    wording = clean_text(proposed) if proposal == Proposal.CHANGE else None
    return Said(clean_text(reason) or "", wording, Harm(harm))


def _in_reason(typed: str) -> Iterator[Refused]:
    words = clean_text(typed)
    if words == "":
        yield ObjectionReasonNeeded(field="reason", most=LONGEST_OBJECTION)
    elif words is None or len(words) > LONGEST_OBJECTION:
        yield ObjectionReasonRefused(field="reason", most=LONGEST_OBJECTION, length=len(typed.strip()))


def _in_proposal(clause: ClauseView, proposal: str, typed: str) -> Iterator[Refused]:
    if proposal not in set(Proposal):
        yield ObjectionProposalNeeded(field="proposal", most=LONGEST_PROPOSAL)
    if proposal != Proposal.CHANGE:
        return
    words = clean_text(typed)
    if not words or len(words) > LONGEST_PROPOSAL:
        yield ObjectionProposalNeeded(field="proposed", most=LONGEST_PROPOSAL)
    elif words.split() == (clause.text or "").split():
        yield ObjectionUnchanged(field="proposed")
