"""What an act on many comments says, looked at once before it is done to each of them."""

from collections.abc import Mapping
from typing import Any

from consult.deliberation import service as deliberation
from consult.deliberation.rules.dispositions import OFFERED, Disposition, is_reason
from consult.deliberation.rules.satisfaction import LONGEST_WORDS, SAYABLE
from consult.deliberation.rules.words import clean_text
from consult.kernel.errors import NotFound
from consult.moderation.rules.sharing import BulkKind
from consult.rounds import service as rounds


def checked_content(consultation_id: str, kind: BulkKind, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an act says, as it will be done to each comment; refuse what could be done to none of them.

    What was heard elsewhere needs words that say how, also where the author is satisfied.
    """
    if kind is BulkKind.APPROVE:
        return {}
    return _heard(given) if kind is BulkKind.SATISFACTION else _proposal(consultation_id, given)


def _heard(given: Mapping[str, Any]) -> dict[str, Any]:
    said, words = given.get("satisfaction"), clean_text(given.get("words") or "")
    if said not in SAYABLE:
        raise deliberation.SatisfactionNeeded(field="satisfaction")
    if not words or len(words) > LONGEST_WORDS:
        raise deliberation.SatisfactionWords(field="words", most=LONGEST_WORDS)
    return {"satisfaction": str(said), "words": words}


def _proposal(consultation_id: str, given: Mapping[str, Any]) -> dict[str, Any]:
    disposition, words = given.get("disposition"), clean_text(given.get("reason") or "")
    if disposition not in OFFERED:
        raise deliberation.DispositionNeeded(field="disposition")
    if not words or not is_reason(words):
        raise rounds.ReasonNeeded(field="reason")
    number = given.get("duplicate_of") if disposition == Disposition.DUPLICATE_OF else None
    if disposition == Disposition.DUPLICATE_OF:
        _require_original(consultation_id, number)
    return {"disposition": str(disposition), "reason": words, "duplicate_of": number}


def _require_original(consultation_id: str, number: int | None) -> None:
    """Refuse a number that no comment has, and that of one that is a duplicate itself."""
    try:
        original = deliberation.comment_numbered(consultation_id, number or 0)
    except NotFound as missing:
        raise deliberation.DuplicateRefused(field="duplicate_of") from missing
    case = deliberation.case_of(consultation_id=consultation_id, comment_id=original.id, person_id="")
    if case.outcome is not None and case.outcome.disposition == Disposition.DUPLICATE_OF:
        raise deliberation.DuplicateRefused(field="duplicate_of")
