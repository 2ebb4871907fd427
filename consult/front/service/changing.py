"""Changing the contract of an open round: what is added has to be there, as it had to be for the opening."""

from dataclasses import replace

from consult.consultations import service as consultations
from consult.drafting import service as drafting
from consult.front.service.languages import require_reviewed
from consult.rounds import service as rounds
from consult.rounds.rules.changes import ChangeKind
from consult.rounds.rules.contract import terms_of_contract
from consult.rounds.service import ChangeView, RoundView


def announce_change(one: RoundView, *, kind: ChangeKind, value: str, reason: str, person_id: str | None) -> ChangeView:
    """Return a change of an open round's contract, announced now and in effect 48 hours later.

    Refuses what `rounds.announce_change` refuses, and a language in which the legal notices are missing or too few
    clauses are reviewed.
    """
    if kind is ChangeKind.LANGUAGE_ADDED:
        _require_language(one, value)
    return rounds.announce_change(
        consultation_id=one.consultation_id,
        round_id=one.id,
        kind=kind,
        value=value,
        reason=reason,
        by_person=person_id,
    )


def languages_to_add(one: RoundView) -> list[str]:
    """Return the languages in which the text of an open round has words and in which the round is not held."""
    if one.draft_id is None:
        return []
    held = rounds.contract_of_round(one.consultation_id, one.id).content["languages"]
    draft = drafting.draft_by_id(one.consultation_id, one.draft_id)
    return [lang for lang in drafting.languages_of(draft) if lang not in held]


def _require_language(one: RoundView, lang: str) -> None:
    consultations.require_notices(one.consultation_id, [lang])
    if one.draft_id is not None:
        terms = terms_of_contract(rounds.contract_of_round(one.consultation_id, one.id).content)
        draft = drafting.draft_by_id(one.consultation_id, one.draft_id)
        require_reviewed(draft, replace(terms, languages=(lang,)))
