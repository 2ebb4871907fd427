"""How far the clauses of a draft are agreed, as it is read: states, alternatives with their proposers, and history."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from consult.drafting.rules import HEADINGS, ClauseKind, NegotiationState, Piece, redline
from consult.drafting.rules.negotiation import UNSETTLED, BracketState, applied, letter
from consult.drafting.service.reading import DraftView
from consult.drafting.tables import Bracket, BracketProposer, ClauseText, ClauseVersion, NegotiationMove
from consult.kernel.db import db
from consult.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class Proposer:
    """Who proposes an alternative; `seat_id` is that of the organisation of this name, None without one."""

    name: str
    seat_id: str | None


@dataclass(frozen=True, slots=True)
class BracketView:
    """An alternative: its letter, the words it would replace (None: all), and its redline against the text as it stands."""

    id: str
    letter: str
    lang: str
    passage: str | None
    wording: str
    state: BracketState
    proposers: tuple[Proposer, ...]
    pieces: tuple[Piece, ...]

    @property
    def is_standing(self) -> bool:
        """Whether it stands beside the text."""
        return self.state is BracketState.STANDING


@dataclass(frozen=True, slots=True)
class MoveView:
    """How the clause came from one state to another; `letter` names the alternative that it was about."""

    from_state: NegotiationState
    to_state: NegotiationState
    letter: str | None
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Negotiation:
    """Where the negotiation of one clause stands; `version` counts the moves until now."""

    uid: str
    number: str
    kind: ClauseKind
    state: NegotiationState
    is_stale: bool
    brackets: tuple[BracketView, ...]
    moves: tuple[MoveView, ...]

    @property
    def version(self) -> int:
        """How many moves there were until now."""
        return len(self.moves)

    @property
    def is_open(self) -> bool:
        """Whether it keeps the text from being final; a heading does not."""
        return self.state in UNSETTLED and self.kind not in HEADINGS

    @property
    def standing(self) -> tuple[BracketView, ...]:
        """The alternatives that stand beside the text."""
        return tuple(one for one in self.brackets if one.is_standing)

    @property
    def agreed_on(self) -> BracketView | None:
        """The alternative that was agreed on, which the next draft takes up; None where the words as they stand were."""
        return next((one for one in self.brackets if one.state is BracketState.AGREED), None)


def negotiation_of(draft: DraftView) -> dict[str, Negotiation]:
    """Return where the negotiation of each part of a draft stands, by identity, in the order of the text.

    What was agreed for other words than those that stand now counts as open, and `is_stale` says so.
    """
    return {one.uid: one for one in _negotiations(draft)}


def negotiation_of_clause(draft: DraftView, uid: str) -> Negotiation:
    """Return where the negotiation of one part stands; refuse `not-found`."""
    found = _negotiations(draft, uid)
    if not found:
        raise NotFound
    return found[0]


def _negotiations(draft: DraftView, uid: str | None = None) -> list[Negotiation]:
    said, brackets, moves = said_in(draft, uid), _brackets(draft, uid), _moves(draft, uid)
    return [
        _negotiation(version, said[version.clause_uid], brackets[version.clause_uid], moves[version.clause_uid])
        for version in versions_of(draft, uid)
    ]


def _negotiation(
    version: ClauseVersion,
    said: str,
    brackets: Sequence[tuple[Bracket, tuple[Proposer, ...]]],
    moves: Sequence[NegotiationMove],
) -> Negotiation:
    state = NegotiationState(version.negotiation_state)
    is_stale = state not in UNSETTLED and bool(moves) and moves[-1].sha256 != version.sha256
    letters = {row.id: letter(row.place) for row, _ in brackets}
    return Negotiation(
        uid=version.clause_uid,
        number=version.number,
        kind=ClauseKind(version.kind),
        state=NegotiationState.OPEN if is_stale else state,
        is_stale=is_stale,
        brackets=tuple(_bracket_view(row, proposers, said) for row, proposers in brackets),
        moves=tuple(
            MoveView(
                NegotiationState(row.from_state),
                NegotiationState(row.to_state),
                letters.get(row.bracket_id or ""),
                row.reason,
                row.at,
            )
            for row in moves
        ),
    )


def _bracket_view(row: Bracket, proposers: tuple[Proposer, ...], said: str) -> BracketView:
    stands = row.passage is None or row.passage in said
    pieces = (
        redline(said, applied(said, row.passage, row.wording)) if stands else redline(row.passage or "", row.wording)
    )
    return BracketView(
        id=row.id,
        letter=letter(row.place),
        lang=row.lang,
        passage=row.passage,
        wording=row.wording,
        state=BracketState(row.state),
        proposers=proposers,
        pieces=pieces,
    )


def versions_of(draft: DraftView, uid: str | None = None) -> Sequence[ClauseVersion]:
    """Return the rows of a draft's parts in order, or of one of them."""
    wanted = (
        select(ClauseVersion)
        .where(ClauseVersion.consultation_id == draft.consultation_id, ClauseVersion.draft_id == draft.id)
        .order_by(ClauseVersion.position)
    )
    return db.session.scalars(wanted.where(ClauseVersion.clause_uid == uid) if uid else wanted).all()


def said_in(draft: DraftView, uid: str | None = None) -> dict[str, str]:
    """Return what each part says in the language that the draft is written in."""
    wanted = (
        select(ClauseVersion.clause_uid, ClauseText.heading, ClauseText.text)
        .join(
            ClauseText,
            (ClauseText.consultation_id == ClauseVersion.consultation_id)
            & (ClauseText.clause_version_id == ClauseVersion.id),
        )
        .where(ClauseVersion.consultation_id == draft.consultation_id, ClauseVersion.draft_id == draft.id)
        .where(ClauseText.lang == draft.language)
    )
    rows = db.session.execute(wanted.where(ClauseVersion.clause_uid == uid) if uid else wanted)
    return {clause: text or heading for clause, heading, text in rows}


def _brackets(draft: DraftView, uid: str | None) -> dict[str, list[tuple[Bracket, tuple[Proposer, ...]]]]:
    wanted = (
        select(Bracket)
        .where(Bracket.consultation_id == draft.consultation_id, Bracket.draft_id == draft.id)
        .order_by(Bracket.place)
    )
    rows = db.session.scalars(wanted.where(Bracket.clause_uid == uid) if uid else wanted).all()
    proposers = _proposers(draft.consultation_id, [row.id for row in rows])
    found = defaultdict[str, list[tuple[Bracket, tuple[Proposer, ...]]]](list)
    for row in rows:
        found[row.clause_uid].append((row, tuple(proposers[row.id])))
    return found


def _proposers(consultation_id: str, brackets: Iterable[str]) -> dict[str, list[Proposer]]:
    rows = db.session.scalars(
        select(BracketProposer)
        .where(BracketProposer.consultation_id == consultation_id, BracketProposer.bracket_id.in_(set(brackets)))
        .order_by(BracketProposer.place)
    )
    found = defaultdict[str, list[Proposer]](list)
    for row in rows:
        found[row.bracket_id].append(Proposer(row.name, row.seat_id))
    return found


def _moves(draft: DraftView, uid: str | None) -> dict[str, list[NegotiationMove]]:
    wanted = (
        select(NegotiationMove)
        .where(NegotiationMove.consultation_id == draft.consultation_id, NegotiationMove.draft_id == draft.id)
        .order_by(NegotiationMove.place)
    )
    found = defaultdict[str, list[NegotiationMove]](list)
    for row in db.session.scalars(wanted.where(NegotiationMove.clause_uid == uid) if uid else wanted):
        found[row.clause_uid].append(row)
    return found
