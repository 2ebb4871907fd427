"""Comments that come in as the rows of a sheet: planned whole, then taken, in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from consult.consultations import service as consultations
from consult.consultations.service import ConsultationView
from consult.deliberation import service as deliberation
from consult.deliberation.service import Collected, CommentView
from consult.drafting import service as drafting
from consult.intake.rules.anchors import Anchor, How, evidence
from consult.intake.rules.problems import Reason
from consult.intake.rules.sheets import Column, Entry, RefusedRow, Sheet
from consult.intake.rules.sheets.keys import row_keys
from consult.intake.service.collecting import record_collection, round_for_comments
from consult.intake.service.returning import proposed_in
from consult.intake.service.runs import digest_of, remember
from consult.intake.service.sheets import Ground, ground_of, place, read_sheet
from consult.intake.tables import SheetRow
from consult.kernel.db import db
from consult.ledger import service as ledger
from consult.participation import service as participation
from consult.participation.rules.seats import PERSON_CATEGORY, name_key
from consult.participation.service import NamedOrganisation, SeatView
from consult.rounds import service as rounds
from consult.rounds.service import RoundView

USUAL_CATEGORY = "government"


class Act(StrEnum):
    """What taking a row does."""

    ADD = "add"
    CHANGE = "change"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Planned:
    """A row that can be taken: by what it is known, where it belongs and why, and what taking it does."""

    entry: Entry
    key: str
    anchor: Anchor
    number: str | None
    act: Act
    comment_id: str | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a sheet would do: its rows in order, those that cannot be taken, and the round they would come into.

    Without a round the comments would be entered as one that took place elsewhere and is closed.
    """

    consultation: ConsultationView
    one: RoundView | None
    rows: tuple[Planned, ...]
    refused: tuple[RefusedRow, ...]

    def count(self, act: Act) -> int:
        """Return how many rows this would happen to."""
        return sum(row.act is act for row in self.rows)

    @property
    def anchored(self) -> int:
        """How many rows say where they belong, the draft as a whole among it."""
        return sum(row.anchor.is_found for row in self.rows)

    @property
    def evidence(self) -> Mapping[How, int]:
        """How many rows have their place by which evidence."""
        return evidence([row.anchor for row in self.rows])


def plan_comments(*, slug: str, name: str, data: bytes) -> Plan:
    """Return what a sheet of comments would do to a consultation; nothing is written.

    Refuses what is no sheet of comments, a consultation without a published draft, and a round that takes none.
    """
    return _plan(consultations.get_consultation(slug), read_sheet(name, data))[0]


def import_comments(
    *, slug: str, name: str, data: bytes, category: str | None = None, person_id: str | None = None
) -> Plan:
    """Return what taking a sheet of comments did: its good rows are comments now, each by the seat of its organisation.

    Seats are made unverified where an organisation has none: in the category its rows name, else in the one given,
    else as governments. A row that was taken before changes its comment unless that is answered; one that says the
    same changes nothing. Without any round on the newest draft the comments are entered as one that took place
    elsewhere, closed. Refuses what `plan_comments` refuses.
    """
    plan, ground = _plan(consultations.get_consultation(slug), read_sheet(name, data))
    if not any(row.act is not Act.KEEP for row in plan.rows):
        return plan
    seats = _seats(plan, category, person_id)
    one = plan.one or record_collection(plan.consultation, ground.draft)
    counts = {
        "rows": len(plan.rows),
        "added": plan.count(Act.ADD),
        "changed": plan.count(Act.CHANGE),
        "refused": len(plan.refused),
    }
    scope = (plan.consultation.id, "comments", digest_of([(name, data)]), counts)
    run = remember(*scope, round_id=one.id, by_person=person_id)
    _change(plan, ground, seats, person_id)
    _add(plan, ground, seats, one, run, person_id)
    ledger.drain(plan.consultation.id)
    return Plan(plan.consultation, rounds.get_round(one.consultation_id, one.id), plan.rows, plan.refused)


def _plan(consultation: ConsultationView, sheet: Sheet) -> tuple[Plan, Ground]:
    draft = drafting.latest_draft(consultation.id, published=True)
    if draft is None:
        raise drafting.DraftUnpublished
    one, ground = round_for_comments(consultation.id, draft), ground_of(draft)
    known = _known(consultation.id, one)
    rows: list[Planned] = []
    refused = list(sheet.refused)
    seen: set[str] = set()
    for entry, key, found in zip(sheet.entries, row_keys(sheet.entries), place(sheet, ground), strict=True):
        act = Reason.TWICE if key in seen else known.act_of(entry, key)
        seen.add(key)
        if isinstance(act, Reason):
            refused.append(RefusedRow(entry.row, entry.cells, act))
            continue
        number = ground.clauses[found.uid].number if found.uid else None
        rows.append(Planned(entry, key, found, number, act, known.comment_of(key)))
    refused.sort(key=lambda row: row.row)
    return Plan(consultation, one, tuple(rows), tuple(refused)), ground


@dataclass(frozen=True, slots=True)
class _Known:
    """The comments that a row may be about: those that came in a sheet by their keys, and those written here."""

    rows: Mapping[str, SheetRow]
    comments: Mapping[str, CommentView]

    def comment_of(self, key: str) -> str | None:
        """Return the comment that a row of this key became."""
        return self.rows[key].comment_id if key in self.rows else None

    def act_of(self, entry: Entry, key: str) -> Act | Reason:
        """Return what taking a row does, or why it cannot be taken."""
        if key in self.comments and key not in self.rows:
            return Act.KEEP if _says(entry, self.comments[key]) else Reason.WRITTEN_HERE
        before = self.rows.get(key)
        if before is None:
            return Act.ADD
        was = Entry(0, before.cells)
        if entry.own_cells == was.own_cells:
            return Act.KEEP
        if name_key(entry.organisation) != name_key(was.organisation):
            return Reason.NOT_OWN
        is_answered = self.comments[before.comment_id].outcome is not None
        return Reason.ANSWERED if is_answered else Act.CHANGE


def _known(consultation_id: str, one: RoundView | None) -> _Known:
    if one is None:
        return _Known({}, {})
    rows = db.session.scalars(select(SheetRow).where(SheetRow.consultation_id == consultation_id)).all()
    comments = deliberation.comments_in(consultation_id=consultation_id, round_id=one.id, proposed=True)
    within = {view.id: view for view in comments}
    return _Known({row.row_key: row for row in rows if row.comment_id in within}, within)


def _says(entry: Entry, view: CommentView) -> bool:
    """Whether a row says what the comment that was written here says."""
    return view.markdown == entry.text and proposed_in(view) == entry.proposed


def _seats(plan: Plan, category: str | None, person_id: str | None) -> Mapping[str, SeatView]:
    """Return the seat of each organisation that a row names, by the key of its name."""
    taken = [row.entry for row in plan.rows if row.act is not Act.KEEP]
    named = {name_key(entry.organisation): entry for entry in reversed(taken)}
    offered = [each for each in plan.consultation.categories if each != PERSON_CATEGORY]
    usual = category or (USUAL_CATEGORY if USUAL_CATEGORY in offered else next(iter(offered), USUAL_CATEGORY))
    told = {key: entry.cell(Column.CATEGORY).casefold().replace(" ", "_") for key, entry in named.items()}
    return participation.seats_named(
        consultation_id=plan.consultation.id,
        organisations=[
            NamedOrganisation(named[key].organisation, told[key] if told[key] in offered else usual, named[key].country)
            for key in reversed(named)
        ],
        by_person=person_id,
    )


def _collected(row: Planned, ground: Ground, seats: Mapping[str, SeatView]) -> Collected:
    return Collected(
        seat_id=seats[name_key(row.entry.organisation)].id,
        clause=ground.clauses[row.anchor.uid] if row.anchor.uid else None,
        kind=row.entry.kind,
        lang=ground.draft.language,
        text=row.entry.text,
        proposed=row.entry.proposed,
    )


def _change(plan: Plan, ground: Ground, seats: Mapping[str, SeatView], person_id: str | None) -> None:
    for row in plan.rows:
        if row.act is Act.CHANGE and row.comment_id:
            deliberation.revise_collected(
                consultation_id=plan.consultation.id,
                comment_id=row.comment_id,
                now=_collected(row, ground, seats),
                by_person=person_id,
            )
            kept = db.session.get_one(SheetRow, (plan.consultation.id, row.comment_id))
            kept.cells, kept.anchored_by = dict(row.entry.cells), row.anchor.how
    db.session.flush()


def _add(
    plan: Plan,
    ground: Ground,
    seats: Mapping[str, SeatView],
    one: RoundView,
    run: str,
    person_id: str | None,
) -> None:
    new = [row for row in plan.rows if row.act is Act.ADD]
    made = deliberation.add_collected(
        consultation_id=plan.consultation.id,
        round_id=one.id,
        draft_id=ground.draft.id,
        comments=[_collected(row, ground, seats) for row in new],
        by_person=person_id,
    )
    _remember_rows(plan.consultation.id, new, made, run)
    for key in {name_key(row.entry.organisation) for row in new} if not one.is_finished else ():
        rounds.admit(consultation_id=plan.consultation.id, round_id=one.id, seat=seats[key])


def _remember_rows(consultation_id: str, rows: Sequence[Planned], comments: Sequence[str], run: str) -> None:
    db.session.add_all(
        SheetRow(
            consultation_id=consultation_id,
            comment_id=comment,
            run_id=run,
            row_key=row.key,
            position=row.entry.row,
            anchored_by=row.anchor.how,
            cells=dict(row.entry.cells),
        )
        for row, comment in zip(rows, comments, strict=True)
    )
    db.session.flush()
