"""The text as it is read: its parts in order beside what people said about each, and one of them opened."""

from collections.abc import Mapping
from dataclasses import dataclass

from consult.deliberation import service as deliberation
from consult.deliberation.service import CommentPage, objections
from consult.deliberation.service.objections import ObjectionView
from consult.drafting import service as drafting
from consult.drafting.service import ClauseView, DraftView
from consult.front.rules.outline import depths
from consult.front.service.suggestions import SuggestedPage, suggested_on
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import NotFound
from consult.participation import service as participation
from consult.participation.service import SeatView
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundState
from consult.rounds.service import RoundView
from consult.voting import service as voting
from consult.voting.service import BallotView, Paper


@dataclass(frozen=True, slots=True)
class Row:
    """A part of the text: how deep it lies, what was said about it, and how the reader's seat may and did vote on it.

    `is_stale` says that the seat has yet to say again what it said before the clause changed; `is_settled` that the
    round does not ask about it, since an earlier one has adopted it.
    """

    clause: ClauseView
    depth: int
    comments: int
    may_vote: bool
    position: str | None
    is_stale: bool = False
    is_settled: bool = False
    suggestions: int = 0

    @property
    def has_voted(self) -> bool:
        """Whether the reader's seat has voted on it."""
        return self.position is not None

    @property
    def is_principle(self) -> bool:
        """Whether the part is a heading with others under it."""
        return self.clause.is_heading

    @property
    def anchor(self) -> str:
        """The part's name within the page."""
        return f"c{self.clause.number.replace('.', '-')}"


@dataclass(frozen=True, slots=True)
class Text:
    """A draft as one reader sees it; `one` is the round that is open on it now, `coming` one that is announced for it.

    `detached` are the numbers of comments on earlier drafts whose words or whose clause are no longer in it.
    """

    draft: DraftView
    rows: tuple[Row, ...]
    one: RoundView | None
    seat: SeatView | None
    coming: RoundView | None = None
    detached: tuple[int, ...] = ()

    @property
    def principles(self) -> tuple[Row, ...]:
        """The outermost headings, which make the list of contents."""
        return tuple(row for row in self.rows if row.is_principle and row.depth == 0)

    @property
    def may_support(self) -> bool:
        """Whether the reader's seat may support and oppose suggestions now."""
        return self.one is not None and self.seat is not None

    @property
    def left(self) -> int:
        """How many clauses still wait for the reader's vote."""
        return sum(row.may_vote and not row.has_voted for row in self.rows)

    def row(self, number: str) -> Row:
        """Return the part with this number; refuse `not-found`."""
        found = next((row for row in self.rows if row.clause.number == number), None)
        if found is None:
            raise NotFound
        return found


@dataclass(frozen=True, slots=True)
class Opened:
    """A clause opened: a page of its suggestions, one of its comments, the objections to it, and the ballot paper of a reader who may vote.

    `may_object` says whether the reader can raise an objection: while a round on the draft is not published;
    `leaves_objecting` that the reader's seat could, by someone who signs for it.
    """

    row: Row
    comments: CommentPage
    suggestions: SuggestedPage
    paper: Paper | None
    objections: tuple[ObjectionView, ...] = ()
    may_object: bool = False
    leaves_objecting: bool = False


def published_draft(consultation_id: str, number: int) -> DraftView:
    """Return a draft that everyone may read; refuse `not-found` for one that is not published."""
    draft = drafting.draft_by_number(consultation_id, number)
    if draft.published_at is None:
        raise NotFound
    return draft


def read_text(draft: DraftView, *, lang: str, person_id: str | None) -> Text:
    """Return the draft with the counts that stand beside its clauses."""
    one = _open_on(draft)
    seat = participation.seat_of(consultation_id=draft.consultation_id, person_id=person_id) if person_id else None
    clauses = drafting.clauses_of(draft, lang=lang)
    scope = {"consultation_id": draft.consultation_id, "draft_id": draft.id}
    counts, suggested = deliberation.comment_counts(**scope), deliberation.suggestion_counts(**scope)
    contract = rounds.contract_of_round(one.consultation_id, one.id) if one else None
    voted = _votes(one, seat) if one and seat else {}
    depth = depths((clause.uid, clause.parent_uid) for clause in clauses)
    rows = tuple(
        Row(
            clause=clause,
            depth=depth[clause.uid],
            comments=counts.get(clause.uid, 0),
            may_vote=bool(contract and seat and contract.asks_about(clause.uid, clause.kind)),
            position=voted[clause.uid].position if clause.uid in voted and voted[clause.uid].is_vote else None,
            is_settled=bool(contract and clause.uid in contract.left_out),
            is_stale=clause.uid in voted and not voted[clause.uid].is_vote,
            suggestions=suggested.get(clause.uid, 0),
        )
        for clause in clauses
    )
    detached = tuple(deliberation.detached_numbers(draft.consultation_id, draft.id))
    return Text(draft, rows, one, seat, _coming_on(draft), detached)


def open_clause(
    text: Text, number: str, *, lang: str, person_id: str | None, page: int = 1, suggestions_page: int = 1
) -> Opened:
    """Return a part of the text with one page of its suggestions and one of its comments; refuse `not-found`.

    For a reader who may vote on it also with its ballot.
    """
    row = text.row(number)
    comments = deliberation.comments_on(
        consultation_id=text.draft.consultation_id, clause_uid=row.clause.uid, draft_id=text.draft.id, page=page
    )
    paper = None
    if text.one and row.may_vote:
        item = voting.item_of(text.one, row.clause.uid, lang=lang)
        paper = voting.paper_for(text.one, item, person_id=person_id or "")
    suggestions = suggested_on(text.draft, row.clause.uid, seat=text.seat, page=suggestions_page)
    raised = objections.objections_on(
        text.draft.consultation_id,
        draft_id=text.draft.id,
        clause_uid=row.clause.uid,
        own_seat=text.seat.id if text.seat else None,
    )
    may_object = text.seat is not None and not row.is_principle and _takes_objections(text.draft)
    signs = text.seat is not None and participation.signs_for(text.seat, person_id or "")
    return Opened(
        row,
        comments,
        suggestions,
        paper,
        tuple(raised),
        may_object=may_object and signs,
        leaves_objecting=may_object and not signs,
    )


def _open_on(draft: DraftView) -> RoundView | None:
    moment = clock.now(db.session)
    every = rounds.list_rounds(draft.consultation_id)
    live = (one for one in every if one.draft_id == draft.id and one.state is RoundState.OPEN)
    return next((one for one in live if moment < one.closes_at), None)


def _takes_objections(draft: DraftView) -> bool:
    """Whether a round on the draft has opened and is not published."""
    every = rounds.list_rounds(draft.consultation_id)
    return any(one.draft_id == draft.id and one.state in rounds.UNPUBLISHED for one in every)


def _coming_on(draft: DraftView) -> RoundView | None:
    every = rounds.list_rounds(draft.consultation_id)
    return next((one for one in every if one.draft_id == draft.id and one.state is RoundState.ANNOUNCED), None)


def _votes(one: RoundView, seat: SeatView) -> Mapping[str, BallotView]:
    return voting.ballots_of(consultation_id=one.consultation_id, round_id=one.id, seat_id=seat.id)
