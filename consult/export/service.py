"""Gather one consultation's result into one frozen value; nothing here can write."""

from collections.abc import Mapping, Sequence
from typing import Any

from consult.consensus import service as consensus
from consult.consensus.rules.margins import MARGIN_DIGITS, Z
from consult.consensus.rules.suppression import SMALLEST_CELL, SMALLEST_UNANIMOUS
from consult.consultations.service import ConsultationView
from consult.deliberation import service as deliberation
from consult.deliberation.service import CommentView, NoteView, objections
from consult.deliberation.service.objections import ObjectionView
from consult.drafting import service as drafting
from consult.drafting.service import DraftView
from consult.export.rules.dispositions import shortened
from consult.export.rules.opinions import opinions_in_summary
from consult.export.rules.summary import VERSION, in_order
from consult.front import service as front
from consult.kernel import clock
from consult.kernel.errors import NotFound
from consult.rounds import service as rounds
from consult.rounds.rules.contract import Contract
from consult.rounds.rules.states import WITHOUT_BALLOTS, RoundKind
from consult.rounds.service import CorrigendumView, DeclaredView
from consult.voting import service as voting


def gather(*, consultation: ConsultationView, number: int | None = None) -> dict[str, Any]:
    """Return the consensus summary of a round as JSON values: of the newest frozen one unless another is named.

    Refuses `results-hidden` before the contract's reveal, whoever asks, and `not-found` where there is no round.
    """
    one = front.newest_result(consultation.id, number)
    if one is None:
        if rounds.list_rounds(consultation.id):
            raise consensus.ResultsHidden
        raise NotFound
    result = consensus.result_of(one)
    contract = rounds.contract_of_round(consultation.id, one.id)
    summary: dict[str, Any] = in_order(
        {
            "version": VERSION,
            "consultation": _consultation(consultation, one),
            "round": _round(one, contract),
            "draft": _draft(one),
            "participation": _by_category(result["participation"], contract),
            "clauses": _clauses(
                result["clauses"],
                rounds.outcomes_of(consultation.id, one.id),
                {each.number: each for each in objections.objections_in(consultation.id, round_id=one.id)},
            ),
            "statements": result["statements"],
            **_opinions(one, result["statements"]),
            **_panel(one, result),
            **{name: result[name] for name in ("silence", "choice") if name in result},
            **{name: result[name] for name in ("flagged", "exposure", "gaps") if name in result},
            "comments": _comments(one),
            "method": _method(one, contract, result),
        }
    )
    return summary


def _consultation(consultation: ConsultationView, one: rounds.RoundView) -> dict[str, Any]:
    return {
        "slug": consultation.slug,
        "title": consultation.title,
        "licence": consultation.licence,
        "cite_as": consultation.cite_as or f"{consultation.title}. Round {one.number}.",
        "doi": consultation.doi,
        "source": dict(consultation.source) if consultation.source else None,
    }


def _round(one: rounds.RoundView, contract: Contract) -> dict[str, Any]:
    content = contract.content
    return {
        "number": one.number,
        "kind": str(one.kind),
        "state": str(one.state),
        "opened_at": clock.to_text(one.opened_at) if one.opened_at else None,
        "closed_at": clock.to_text(one.closed_at) if one.closed_at else None,
        "carried_from": _carried_from(one),
        "contract_sha256": contract.sha256,
        "rule": content["rule"]["id"],
        "effect": content["effect"],
        "deciding_body": content["deciding_body"] or None,
        "mandate": content["mandate"] or None,
    }


def _carried_from(one: rounds.RoundView) -> int | None:
    """Return the number of the round whose answers this one began with, if it began with any."""
    carry = voting.carry_of(one.consultation_id, one.id)
    return rounds.get_round(one.consultation_id, carry.from_round_id).number if carry else None


def _draft(one: rounds.RoundView) -> dict[str, Any] | None:
    """Return the draft that the round was on, how far it came since, and what was put on record about it."""
    if one.draft_id is None:
        return None
    draft = drafting.draft_by_id(one.consultation_id, one.draft_id)
    numbers = {clause.uid: clause.number for clause in drafting.clauses_of(draft, lang=draft.language)}
    return {
        "title": draft.title,
        "number": draft.number,
        "stage": draft.stage,
        "revision": draft.revision,
        "symbol": draft.symbol,
        "sha256": draft.sha256,
        "adoption": _adoption(draft, numbers),
        "corrigenda": [_corrigendum(each, numbers) for each in rounds.corrigenda_of(draft)],
    }


def _adoption(draft: DraftView, numbers: Mapping[str, str]) -> dict[str, Any] | None:
    found = rounds.adoption_of(draft.consultation_id, draft.id)
    if found is None:
        return None
    counts = found.counts
    return {
        "body": found.body,
        "place": found.place,
        "day": found.day.isoformat(),
        "manner": str(found.manner),
        "in_favour": counts.in_favour if counts else None,
        "against": counts.against if counts else None,
        "abstained": counts.abstained if counts else None,
        "statements_until": clock.to_text(found.statements_until),
        "notes": [_note(each, numbers) for each in deliberation.notes_on(draft.consultation_id, draft.id)],
    }


def _note(note: NoteView, numbers: Mapping[str, str]) -> dict[str, Any]:
    return {
        "kind": str(note.kind),
        "text": note.text,
        "lang": note.lang,
        "clause": numbers[note.clause_uid] if note.clause_uid else None,
        "late": note.is_late,
        "category": note.category,
        "by": note.seat.name if note.seat else None,
        "at": clock.to_text(note.at),
    }


def _corrigendum(one: CorrigendumView, numbers: Mapping[str, str]) -> dict[str, Any]:
    return {
        "number": one.number,
        "lang": one.lang,
        "clause": numbers[one.clause_uid],
        "old": one.old_words,
        "new": one.new_words,
        "class": one.change_class,
        "at": clock.to_text(one.decided_at or one.proposed_at),
        "reason": one.reason,
    }


def _clauses(
    found: Sequence[Mapping[str, Any]], declared: Mapping[str, DeclaredView], raised: Mapping[int, ObjectionView]
) -> list[dict[str, Any]]:
    """Return the frozen clauses, each with what was declared after the freeze, and what is on record of its objections."""
    return [
        {
            **clause,
            "objections": [
                {**each, "on_record": objections.on_record(raised[each["number"]])} for each in clause["objections"]
            ],
            "declared_outcome": _declared(declared.get(clause["uid"])),
        }
        for clause in found
    ]


def _declared(one: DeclaredView | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "outcome": str(one.outcome),
        "by": one.by,
        "office": one.office,
        "at": clock.to_text(one.at),
        "reason": one.reason or None,
        "departs": one.departs,
    }


def _comments(one: rounds.RoundView) -> dict[str, Any]:
    """Return what has become of the round's comments so far, and whether their authors are satisfied with it."""
    scope = {"consultation_id": one.consultation_id, "round_id": one.id}
    progress = deliberation.progress_of(**scope)
    return {
        "total": progress.total,
        "undecided": progress.undecided,
        "dispositions": {str(name): count for name, count in deliberation.count_dispositions(**scope).items()},
        "satisfaction": {str(name): count for name, count in deliberation.count_satisfaction(**scope).items()},
    }


def _panel(one: rounds.RoundView, result: Mapping[str, Any]) -> dict[str, Any]:
    """Return how a panel rated, which of its rounds this is, and its methods appendix; nothing for other rounds."""
    if "ratings" not in result:
        return {}
    rated = {name: result[name] for name in ("ratings", "panel_round")}
    return {**rated, "methods_appendix": front.methods_appendix_of(one)}


def _opinions(one: rounds.RoundView, statements: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what was found of the opinions in a round; nothing where nothing was looked for."""
    found = consensus.opinions_of(one)
    return {"opinions": opinions_in_summary(found.analysis, found.digest, statements)} if found else {}


def _by_category(rows: Mapping[str, Any], contract: Contract) -> dict[str, Any]:
    """Return the rows with the contract's categories first, in its order."""
    return {category: rows[category] for category in dict.fromkeys([*contract.categories, *rows])}


def _method(one: rounds.RoundView, contract: Contract, result: Mapping[str, Any]) -> dict[str, Any]:
    rule = contract.content["rule"]
    parameters = consensus.rule_parameters(rule["id"], rule["parameters"])
    disclosure = consensus.disclosure_of(contract)
    return {
        "formula_version": result["formula_version"],
        "rule": {**rule, "parameters": parameters},
        "share": _share_formula(one.kind, reservations_agree=consensus.reservations_agree(rule["id"], parameters)),
        "lower_bound": f"lower end of the Wilson score interval of the share, z = {Z}, rounded to {MARGIN_DIGITS} digits",
        "group_informed_consensus": "product over groups of (agree + 1) / (agree + disagree + pass + 2)",
        "suppression": {"smallest_cell": SMALLEST_CELL, "smallest_unanimous": SMALLEST_UNANIMOUS},
        "disclosure": {category: disclosure[category] for category in _by_category(result["participation"], contract)},
        "result_sha256": result["sha256"],
    }


def _share_formula(kind: RoundKind, *, reservations_agree: bool) -> str:
    if kind is RoundKind.STATEMENTS:
        return "agree / (agree + disagree)"
    if kind in WITHOUT_BALLOTS:
        return "nobody votes"
    if kind is RoundKind.OPTIONS:
        return "ballots that approve of an option / ballots"
    if kind is RoundKind.RATING:
        return "ratings in a region of the scale / ratings from 1 to 9"
    reservation = " + reservation" if reservations_agree else ""
    agreement = f"support + can_live_with{reservation}"
    return f"({agreement}) / ({agreement} + object)"


def dispositions_of(*, consultation: ConsultationView, number: int) -> list[dict[str, object]]:
    """Return what became of each comment of a round on which two people have decided, as rows that everyone may read.

    Refuses `not-found` where there is no such round.
    """
    one = rounds.round_by_number(consultation.id, number)
    drafts = {draft.id: draft.number for draft in drafting.list_drafts(consultation.id)}
    results = deliberation.results_of(consultation.id)
    views = deliberation.comments_in(consultation_id=consultation.id, round_id=one.id)
    return [
        _disposition(comment, drafts[comment.draft_id], results.get(comment.id, ()))
        for comment in views
        if comment.outcome is not None
    ]


def _disposition(comment: CommentView, draft: int, results: Sequence[deliberation.Result]) -> dict[str, object]:
    outcome = comment.outcome
    told: dict[str, object] = {
        "comment_id": comment.id,
        "comment_number": comment.number,
        "clause_uid": comment.clause_uid,
        "draft_no": draft,
        "category": comment.category,
        "disposition": outcome.disposition if outcome else None,
    }
    if outcome is None or comment.is_unpublished:
        return told
    return told | {
        "country": comment.territory,
        "lang": comment.lang,
        "summary": shortened(comment.markdown),
        "proposed_text": comment.proposed or (comment.suggestion.wording if comment.suggestion else None),
        "duplicate_of": outcome.duplicate_of,
        "reason": outcome.reason,
        "resulting_clause_version": results[-1].clause_version_id if results else None,
        "decided_at": clock.to_text(outcome.approved_at) if outcome.approved_at else None,
        "decided_by_role": " ".join(filter(None, [outcome.proposed_as, outcome.approved_as])),
        "satisfaction": outcome.satisfaction,
        "satisfaction_words": None if comment.is_hidden else outcome.satisfaction_words,
    }
