"""The desk: every comment of a round in its views, fifty at a time, with whose it is and who works on it."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from consult.deliberation import service as deliberation
from consult.deliberation.service import Case, Line
from consult.kernel import clock
from consult.kernel.db import db
from consult.moderation.rules.campaigns import Campaign, campaigns_of
from consult.moderation.rules.sharing import MOST_AT_ONCE, PAGE_SIZE, Facts, View, needed_an_hour, views_of
from consult.moderation.service.assigning import Answerer, answerers, assignments_in, planned_publication
from consult.moderation.service.claiming import ClaimView, claim, claims_on
from consult.rounds.service import RoundView


@dataclass(frozen=True, slots=True)
class Wanted:
    """What someone looks for at the desk: a view, and in it a language, a clause, or those like one comment."""

    view: View
    lang: str = ""
    clause: str = ""
    like: int | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """A comment on the desk: how it stands, who works on it, and whose it is."""

    case: Case
    claim: ClaimView | None
    assignee: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """A campaign at the desk: its first comment, how many say nearly the same, and how many of these wait."""

    case: Case
    total: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Desk:
    """One page of the desk, with how many comments stand in each view, in each language and under each clause."""

    wanted: Wanted
    entries: tuple[Entry, ...]
    groups: tuple[Group, ...]
    total: int
    page: int
    pages: int
    counts: Mapping[View, int]
    languages: Mapping[str, int]
    clauses: Mapping[str | None, int]
    answerers: tuple[Answerer, ...]
    publish_by: datetime | None
    needed: int | None


def desk_of(*, one: RoundView, person_id: str, wanted: Wanted) -> Desk:
    """Return the page of the desk that someone asked for; everything is counted, and fifty comments are read."""
    sorted_out = _sort_out(one, person_id)
    lines = _chosen(one, sorted_out, wanted)
    groups = _groups(one, sorted_out) if wanted.view is View.CAMPAIGNS and wanted.like is None else []
    shown: Sequence[Line | Campaign] = groups or lines
    pages = max(1, -(-len(shown) // PAGE_SIZE))
    page = min(max(1, wanted.page), pages)
    here = slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)
    inside = [line for line, views in sorted_out if wanted.view in views]
    everyone = answerers(one.consultation_id)
    publish_by = planned_publication(one.consultation_id, one.id)
    undecided = sum(not line.is_decided for line, _ in sorted_out)
    left = publish_by - clock.now(db.session) if publish_by else None
    return Desk(
        wanted=replace(wanted, page=page),
        entries=() if groups else _entries(one, person_id, lines[here], everyone),
        groups=_shown_groups(one, person_id, groups[here], sorted_out),
        total=len(shown),
        page=page,
        pages=pages,
        counts=Counter(view for _, views in sorted_out for view in views),
        languages=Counter(line.lang for line in inside),
        clauses=Counter(line.clause_uid for line in inside),
        answerers=tuple(everyone),
        publish_by=publish_by,
        needed=needed_an_hour(undecided, left) if left is not None else None,
    )


def ids_in_view(*, one: RoundView, person_id: str, wanted: Wanted) -> list[str]:
    """Return the first comments of a view that one act on many can hold, whatever page is shown."""
    return [line.id for line in _chosen(one, _sort_out(one, person_id), wanted)[:MOST_AT_ONCE]]


def claim_next(*, one: RoundView, person_id: str, after: int) -> str | None:
    """Return the comment that someone goes on with after this number, claimed for them; None when nothing is free.

    It is the next of theirs that waits for a proposal, if any is; else the next that is nobody's and that nobody works on.
    """
    taken = {comment for comment, held in claims_on(one.consultation_id).items() if held.person_id != person_id}
    waiting = [
        (line, views) for line, views in _sort_out(one, person_id) if View.WAITING in views and line.id not in taken
    ]
    own = [line for line, views in waiting if View.MINE in views]
    free = own or [line for line, views in waiting if View.UNASSIGNED in views]
    following = min(free, key=lambda line: (line.number <= after, line.number), default=None)
    if following is None:
        return None
    claim(consultation_id=one.consultation_id, comment_id=following.id, person_id=person_id)
    return following.id


def campaigns_in(one: RoundView) -> list[Campaign]:
    """Return the groups of near-duplicates among a round's comments; the process remembers the last rounds it compared."""
    edition = deliberation.edition_of(consultation_id=one.consultation_id, round_id=one.id)
    return list(_compared(one.consultation_id, one.id, edition))


@lru_cache(maxsize=8)
def _compared(consultation_id: str, round_id: str, _edition: tuple[int, int]) -> tuple[Campaign, ...]:
    return tuple(campaigns_of(deliberation.words_in(consultation_id=consultation_id, round_id=round_id)))


def _sort_out(one: RoundView, person_id: str) -> list[tuple[Line, frozenset[View]]]:
    """Return every comment of the round with the views in which it stands for this person."""
    now, closed = clock.now(db.session), one.closed_at or one.closes_at
    assigned, claims = assignments_in(one.consultation_id), claims_on(one.consultation_id)
    own = {comment for comment, person in assigned.items() if person == person_id}
    own |= {comment for comment, held in claims.items() if held.person_id == person_id}
    return [
        (
            line,
            views_of(
                Facts(
                    state=line.state,
                    is_suggestion=line.is_suggestion,
                    is_mine=line.id in own,
                    is_assigned=line.id in assigned,
                    since=max(line.created_at, closed),
                ),
                now=now,
            ),
        )
        for line in deliberation.lines_in(consultation_id=one.consultation_id, round_id=one.id)
    ]


def _chosen(one: RoundView, sorted_out: Sequence[tuple[Line, frozenset[View]]], wanted: Wanted) -> list[Line]:
    """Return the comments of a view that are in the language and under the clause, if any is asked for; oldest first."""
    if wanted.view is View.CAMPAIGNS:
        like = _members(one, sorted_out, wanted.like)
        inside = [line for line, _ in sorted_out if line.id in like]
    else:
        inside = [line for line, views in sorted_out if wanted.view in views]
    return [
        line for line in inside if wanted.lang in {"", line.lang} and wanted.clause in {"", line.clause_uid or "none"}
    ]


def _members(one: RoundView, sorted_out: Sequence[tuple[Line, frozenset[View]]], number: int | None) -> Collection[str]:
    """Return the comments of the campaign that this comment is in, or none."""
    named = next((line.id for line, _ in sorted_out if line.number == number), None)
    return next((frozenset(group.members) for group in campaigns_in(one) if named in group.members), frozenset())


def _groups(one: RoundView, sorted_out: Sequence[tuple[Line, frozenset[View]]]) -> list[Campaign]:
    """Return the campaigns of which at least one comment is not decided on."""
    undecided = {line.id for line, _ in sorted_out if not line.is_decided}
    return [group for group in campaigns_in(one) if undecided.intersection(group.members)]


def _shown_groups(
    one: RoundView, person_id: str, groups: Sequence[Campaign], sorted_out: Sequence[tuple[Line, frozenset[View]]]
) -> tuple[Group, ...]:
    waits = {line.id for line, _ in sorted_out if line.state is None}
    firsts = [group.first for group in groups]
    cases = deliberation.cases_by_id(consultation_id=one.consultation_id, ids=firsts, person_id=person_id)
    by_id = {case.comment.id: case for case in cases}
    return tuple(
        Group(by_id[group.first], len(group.members), len(waits.intersection(group.members))) for group in groups
    )


def _entries(one: RoundView, person_id: str, lines: Sequence[Line], everyone: Sequence[Answerer]) -> tuple[Entry, ...]:
    ids = [line.id for line in lines]
    cases = deliberation.cases_by_id(consultation_id=one.consultation_id, ids=ids, person_id=person_id)
    claims, assigned = claims_on(one.consultation_id, ids), assignments_in(one.consultation_id)
    names = {each.person_id: each.name for each in everyone}
    return tuple(
        Entry(case, claims.get(case.comment.id), names.get(assigned.get(case.comment.id, ""))) for case in cases
    )
