"""What became of each clause, as a person corrects what was proposed; the identity of a clause follows."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select, update

from consult.drafting.rules.mapping import (
    Misfit,
    Near,
    alike,
    identities,
    misfit,
    nearest,
    with_origins,
    with_successors,
)
from consult.drafting.rules.outline import Entry
from consult.drafting.rules.tracing import Link, trace
from consult.drafting.service.changing import drop_changes
from consult.drafting.service.comparing import ChangeView
from consult.drafting.service.confirming import unconfirm
from consult.drafting.service.outlines import Work, outline_of, take_up, write_lineage
from consult.drafting.service.reading import DraftView
from consult.drafting.tables import Bracket, Clause, ClauseChange, ClauseVersion, Draft, NegotiationMove
from consult.kernel.db import Base, db
from consult.kernel.errors import NotFound, Refused, msgid
from consult.kernel.ids import new_id


class OtherKind(Refused):
    """A heading has others under it, a clause has not."""

    code = "lineage-other-kind"
    status = 422
    sentence = msgid("A heading comes from a heading only, and a clause from a clause: %(old)s is not what %(new)s is.")


class OtherId(Refused):
    """Explicit ids say who a clause is."""

    code = "lineage-other-id"
    status = 422
    sentence = msgid(
        "%(old)s and %(new)s have explicit ids of their own in their sources, so they are two clauses. "
        "Give them the same id in the source and bring the draft in again, or choose another clause."
    )


class NoDraftBefore(Refused):
    """The first draft comes from nothing."""

    code = "no-draft-before"
    status = 409
    sentence = msgid("This is the first draft of the text, so its clauses come from nothing.")


NAMED: Sequence[tuple[type[Base], str]] = (
    (ClauseVersion, "clause_uid"),
    (ClauseVersion, "parent_uid"),
    (ClauseChange, "clause_uid"),
    (Bracket, "clause_uid"),
    (NegotiationMove, "clause_uid"),
)
"""Where a draft names its clauses by their identity."""
REFUSALS: Mapping[Misfit, type[Refused]] = {Misfit.OTHER_KIND: OtherKind, Misfit.OTHER_ID: OtherId}


def set_origins(*, consultation_id: str, draft_id: str, clause_uid: str, origins: Collection[str]) -> None:
    """Have a part of an unpublished draft come from these clauses of the draft before; none makes it new.

    What that means follows from the words: unchanged, moved, edited, split or merged. Where it is the only one that a
    clause became, it goes on as that clause; nobody has confirmed the lineage any more. Refuses `not-found` for
    identities that are not in the two drafts, a heading for a clause, two explicit ids, and a published draft.
    """
    work = _work(consultation_id, draft_id)
    _require({clause_uid}, work.outline)
    _require(origins, work.before)
    _map(work, with_origins(work.links, clause_uid, origins), {(origin, clause_uid) for origin in origins})


def set_successors(*, consultation_id: str, draft_id: str, clause_uid: str, successors: Collection[str]) -> None:
    """Have a clause of the draft before become these parts of an unpublished draft; none says that it was taken out.

    Refuses the same as `set_origins`.
    """
    work = _work(consultation_id, draft_id)
    _require({clause_uid}, work.before)
    _require(successors, work.outline)
    _map(work, with_successors(work.links, clause_uid, successors), {(clause_uid, uid) for uid in successors})


def nearest_to(draft: DraftView, before: DraftView, uid: str) -> list[Near]:
    """Return the clauses of the draft before that have most words in common with a part of a draft; refuse `not-found`."""
    part = next((one for one in outline_of(draft) if one.uid == uid), None)
    if part is None:
        raise NotFound
    return nearest(outline_of(before), part)


def likeness_of(draft: DraftView, before: DraftView, changes: Collection[ChangeView]) -> list[float]:
    """Return for each of these changes the share of words that the clauses have in common, before and after."""
    old, new = ({one.uid: one for one in outline_of(each)} for each in (before, draft))
    return [
        alike([old[one.uid] for one in change.earlier], [new[one.uid] for one in change.later]) for change in changes
    ]


def _work(consultation_id: str, draft_id: str) -> Work:
    work = take_up(consultation_id, draft_id)
    if not work.before:
        raise NoDraftBefore
    return work


def _require(uids: Collection[str], outline: Collection[Entry]) -> None:
    if not set(uids) <= {one.uid for one in outline}:
        raise NotFound


def _map(work: Work, links: set[Link], said: Collection[Link]) -> None:
    """Lay the links down: give each part its identity, then say what became of what."""
    ids = _ids(work)
    _require_fitting(work, links, said, ids)
    changes = identities(work.before, work.outline, links, {uid for uid, hint in ids.items() if hint})
    names = _rename(work.draft, changes)
    after = [
        Entry(names.get(one.uid, one.uid), one.kind, names.get(one.parent or "", one.parent), one.number, one.words)
        for one in work.outline
    ]
    now = {(origin, names.get(successor, successor)) for origin, successor in links}
    moved = {names.get(uid, uid) for uid in work.moved}
    write_lineage(work.draft, trace(work.before, after, now, moved))
    unconfirm(
        consultation_id=work.draft.consultation_id,
        draft_id=work.draft.id,
        clauses={names.get(successor, successor) for _, successor in said},
    )


def _require_fitting(work: Work, links: set[Link], said: Collection[Link], ids: Mapping[str, str | None]) -> None:
    old, new = ({one.uid: one for one in outline} for outline in (work.before, work.outline))
    for origin, successor in sorted(said):
        is_alone = sum(origin == first or successor == last for first, last in links) == 1
        found = misfit(old[origin], new[successor], ids=(ids.get(origin), ids.get(successor)), is_alone=is_alone)
        if found:
            raise REFUSALS[found](field="numbers", old=old[origin].number, new=new[successor].number)


def _ids(work: Work) -> dict[str, str | None]:
    uids = {one.uid for one in (*work.before, *work.outline)}
    rows = db.session.execute(
        select(Clause.uid, Clause.hint).where(
            Clause.consultation_id == work.draft.consultation_id, Clause.uid.in_(uids)
        )
    )
    return dict(rows.all())


def _rename(draft: Draft, changes: Mapping[str, str | None]) -> dict[str, str]:
    """Give parts of a draft other identities, and return what each is called now.

    Each first gets one that nobody has, so that two may change places. What was said of a clause that was taken out
    goes when a part takes over its identity.
    """
    interim = {uid: new_id() for uid in changes}
    db.session.add_all(Clause(consultation_id=draft.consultation_id, uid=uid) for uid in interim.values())
    db.session.flush()
    names = {uid: changes[uid] or interim[uid] for uid in changes}
    taken = set(names.values()) - set(names)
    said = select(ClauseChange).filter_by(consultation_id=draft.consultation_id, draft_id=draft.id)
    drop_changes(db.session.scalars(said.where(ClauseChange.clause_uid.in_(taken))).all())
    db.session.flush()
    _replace(draft, interim)
    _replace(draft, {interim[uid]: name for uid, name in names.items() if name != interim[uid]})
    _hand_over_ids(draft.consultation_id, {uid: name for uid, name in names.items() if changes[uid]})
    return names


def _replace(draft: Draft, names: Mapping[str, str]) -> None:
    for uid, name in names.items():
        for table, column in NAMED:
            db.session.execute(
                update(table)
                .filter_by(consultation_id=draft.consultation_id, draft_id=draft.id, **{column: uid})
                .values({column: name})
                .execution_options(synchronize_session=False)
            )
    db.session.expire_all()


def _hand_over_ids(consultation_id: str, names: Mapping[str, str]) -> None:
    """Have explicit ids go with the parts that bear them."""
    for uid, name in names.items():
        before, after = (db.session.get_one(Clause, (consultation_id, each)) for each in (uid, name))
        hint = before.hint
        if hint and after.hint is None:
            before.hint = None
            db.session.flush()
            after.hint = hint
    db.session.flush()
