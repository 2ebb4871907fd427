"""How the text was decided: each clause from draft to draft and from round to round."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from consult.consensus import service as consensus
from consult.deliberation import service as deliberation
from consult.deliberation.rules.dispositions import NOT_TAKEN_UP
from consult.deliberation.service import CommentView, objections
from consult.deliberation.service.objections import ObjectionView
from consult.drafting import service as drafting
from consult.drafting.rules import ClauseKind, Lineage
from consult.drafting.rules.redline import Piece, redline
from consult.drafting.service import ClauseView, DraftView
from consult.front.service.citing import Explained, explained_changes
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import NotFound
from consult.rounds import service as rounds
from consult.rounds.rules.contract import Contract
from consult.rounds.rules.states import RoundKind, RoundState
from consult.rounds.service import DecisionMakerView, DeclaredView, RoundView

MOST_COMMENTS = 50
"""So many comments that were not taken up stand on a clause's page; the others stand in the table of the round."""


@dataclass(frozen=True, slots=True)
class Step:
    """What became of a clause in one draft: `clause` is None where it is not in it.

    `origins` are the numbers of the clauses of the draft before that it came from, where there are others than itself;
    `redline` says which words changed since the draft before; `shows_words`, where it cannot, that its words begin here and
    are not those of today. `explained` is what is said of the change. One that others were made of has the numbers of
    those in `into`.
    """

    draft: DraftView
    kind: str
    clause: ClauseView | None
    origins: tuple[str, ...]
    shows_words: bool
    explained: Explained | None
    into: tuple[str, ...] = ()
    redline: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a round made of a clause.

    `found` is the clause in the frozen result, None before the reveal; `declared` every version of what was declared;
    `deciders` those who were in office when it was declared, or are now; `became` counts what became of the comments on the clause.
    """

    one: RoundView
    draft_number: int
    contract: Contract
    found: Mapping[str, Any] | None
    declared: tuple[DeclaredView, ...]
    deciders: tuple[DecisionMakerView, ...]
    became: Mapping[str, int]
    not_taken_up: tuple[CommentView, ...]
    left_out: int
    objections: tuple[ObjectionView, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """A clause with its words of today, its way through the drafts, and what each round made of it."""

    clause: ClauseView
    draft: DraftView
    is_in_text: bool
    steps: tuple[Step, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A clause of the newest draft with what each round found and what was declared: (found, declared) by round number."""

    clause: ClauseView
    rounds: Mapping[int, tuple[Mapping[str, Any], DeclaredView | None]]


@dataclass(frozen=True, slots=True)
class Index:
    """The newest published draft with its clauses, and the rounds whose result may be seen; None without a draft."""

    draft: DraftView | None
    rounds: tuple[RoundView, ...]
    rows: tuple[Row, ...]


def decided_index(consultation_id: str, *, lang: str) -> Index:
    """Return every clause of the newest published draft with what each revealed round found and what was declared."""
    draft = drafting.latest_draft(consultation_id, published=True)
    if draft is None:
        return Index(None, (), ())
    revealed = [one for one in _ballots(consultation_id) if consensus.is_shown(one)]
    found = {one.number: _found_by_clause(one) for one in revealed}
    rows = tuple(
        Row(clause, {number: by_clause[clause.uid] for number, by_clause in found.items() if clause.uid in by_clause})
        for clause in drafting.clauses_of(draft, lang=lang)
        if not clause.is_heading
    )
    return Index(draft, tuple(revealed), rows)


def story_of(consultation_id: str, uid: str, *, lang: str) -> Story:
    """Return how a clause came to be and how it was decided; refuse `not-found` for one that no published draft holds."""
    newest, _number = drafting.newest_version(consultation_id, uid)
    clause = drafting.clause_by_uid(newest, uid, lang=lang)
    latest = drafting.latest_draft(consultation_id, published=True)
    return Story(
        clause=clause,
        draft=newest,
        is_in_text=latest == newest,
        steps=tuple(_steps(consultation_id, clause, lang)),
        parts=tuple(_parts(consultation_id, uid)),
    )


def _steps(consultation_id: str, now: ClauseView, lang: str) -> list[Step]:
    steps: list[Step] = []
    before: ClauseView | None = None
    drafts = [one for one in drafting.list_drafts(consultation_id) if one.published_at is not None]
    for place, draft in enumerate(drafts):
        kind, origins, into = _lineage(consultation_id, draft, now.uid)
        clause = _clause_in(draft, now.uid, lang)
        kind = kind or (Lineage.NEW if clause and before is None else None)
        if kind is None:
            continue
        told = [now.uid, *into]
        changed = _redline(before, clause)
        explained = explained_changes(consultation_id, draft.id)
        steps.append(
            Step(
                draft=draft,
                kind=kind,
                clause=clause,
                origins=_numbers_in(drafts[place - 1], origins, lang) if origins != [now.uid] else (),
                shows_words=clause is not None and not changed and _words(clause) not in {_words(before), _words(now)},
                explained=next((explained[uid] for uid in told if uid in explained), None),
                into=_numbers_in(draft, into, lang),
                redline=changed,
            )
        )
        before = clause
    return steps


def _lineage(consultation_id: str, draft: DraftView, uid: str) -> tuple[str | None, list[str], list[str]]:
    """Return what became of the clause in a draft, what it came from, and what others it became if it is no longer there."""
    rows = drafting.list_lineage(consultation_id, draft.id)
    came = [(kind, origin) for kind, origin, successor in rows if successor == uid]
    if came:
        return came[0][0], [origin for _, origin in came if origin], []
    went = [(kind, successor) for kind, origin, successor in rows if origin == uid]
    return (went[0][0] if went else None), [], [successor for _, successor in went if successor]


def _clause_in(draft: DraftView, uid: str, lang: str) -> ClauseView | None:
    try:
        return drafting.clause_by_uid(draft, uid, lang=lang)
    except NotFound:
        return None


def _numbers_in(draft: DraftView, uids: Collection[str], lang: str) -> tuple[str, ...]:
    """Return the numbers of these clauses in a draft, in its order."""
    if not uids:
        return ()
    return tuple(clause.number for clause in drafting.clauses_of(draft, lang=lang) if clause.uid in uids)


def _redline(before: ClauseView | None, after: ClauseView | None) -> tuple[Piece, ...]:
    """Return which words changed; nothing where none did, in a table, and between two languages."""
    if before is None or after is None or before.text == after.text or before.lang != after.lang:
        return ()
    return () if ClauseKind.TABLE in {before.kind, after.kind} else redline(before.text, after.text)


def _words(clause: ClauseView | None) -> tuple[str, str] | None:
    return (clause.heading, clause.text) if clause else None


def _parts(consultation_id: str, uid: str) -> list[Part]:
    asked = []
    for one in _ballots(consultation_id):
        draft = drafting.draft_by_id(consultation_id, one.draft_id or "")
        contract = rounds.contract_of_round(consultation_id, one.id)
        clause = _clause_in(draft, uid, draft.language)
        if clause is not None and contract.asks_about(uid, clause.kind):
            asked.append(_part(one, draft, contract, uid))
    return asked


def _part(one: RoundView, draft: DraftView, contract: Contract, uid: str) -> Part:
    found = _found_by_clause(one).get(uid) if consensus.is_shown(one) else None
    declared = rounds.outcome_history(one.consultation_id, one.id, uid)
    at = declared[-1].at if declared else clock.now(db.session)
    decided = deliberation.decided_on(consultation_id=one.consultation_id, round_id=one.id, clause_uid=uid)
    refused = [each for each in decided if each.outcome and each.outcome.disposition in NOT_TAKEN_UP]
    return Part(
        one=one,
        draft_number=draft.number,
        contract=contract,
        found=found[0] if found else None,
        declared=tuple(declared),
        deciders=tuple(rounds.list_decision_makers(one.consultation_id, at=at)),
        became=Counter(each.outcome.disposition for each in decided if each.outcome),
        not_taken_up=tuple(refused[:MOST_COMMENTS]),
        left_out=max(0, len(refused) - MOST_COMMENTS),
        objections=tuple(
            each
            for each in objections.objections_on(one.consultation_id, draft_id=draft.id, clause_uid=uid)
            if each.round_id == one.id
        ),
    )


def _ballots(consultation_id: str) -> list[RoundView]:
    """Return the rounds of ballots that were opened and not cancelled, first to last."""
    every = rounds.list_rounds(consultation_id)
    begun = [one for one in every if one.is_finished or one.state is RoundState.OPEN]
    return [one for one in begun if one.kind is RoundKind.BALLOT and one.draft_id]


def _found_by_clause(one: RoundView) -> dict[str, tuple[Mapping[str, Any], DeclaredView | None]]:
    declared = rounds.outcomes_of(one.consultation_id, one.id)
    return {clause["uid"]: (clause, declared.get(clause["uid"])) for clause in consensus.result_of(one)["clauses"]}
