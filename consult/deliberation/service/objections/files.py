"""An objection as files show it: its words as they were written, and what became of it."""

from typing import Any

from consult.deliberation.rules.objections import Proposal
from consult.deliberation.service.objections.views import EventView, ObjectionView
from consult.kernel import clock


def on_record(objection: ObjectionView) -> dict[str, Any]:
    """Return what is on record of an objection beside what the result keeps of it, as JSON values.

    `state` is how it stands now; words that are not public are null, and so is the name of a seat without one.
    """
    return {
        "lang": objection.lang,
        "state": str(objection.state),
        "by": objection.name,
        "at": clock.to_text(objection.raised_at),
        "reason": objection.reason or None,
        "hidden_under": objection.hidden_under,
        "harm": str(objection.harm),
        "co_signers": objection.co_signers,
        "proposal": _proposal(objection),
        "proposed": objection.proposed,
        "answer": _answer(objection.answer),
        "resolved_in": objection.resolution.draft if objection.resolution else None,
        "overruled": _ruling(objection.ruling),
    }


def _proposal(objection: ObjectionView) -> str | None:
    if not objection.is_readable:
        return None
    return str(Proposal.DELETE if objection.proposed is None else Proposal.CHANGE)


def _answer(event: EventView | None) -> dict[str, Any] | None:
    if event is None:
        return None
    return {"at": clock.to_text(event.at), "role": event.role, "words": event.words or None}


def _ruling(event: EventView | None) -> dict[str, Any] | None:
    if event is None:
        return None
    return {"by": event.name, "office": event.office, "at": clock.to_text(event.at), "reason": event.words or None}
