"""The next draft assembled from the suggestions that were accepted, each credited; what collides is left for a person."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from consult.deliberation import service as deliberation
from consult.deliberation.rules.colliding import Change
from consult.deliberation.service import AcceptedSuggestion
from consult.drafting import service as drafting
from consult.drafting.rules import ClauseKind, Piece, redline
from consult.drafting.rules.changes import LONGEST_DRAFTER, LONGEST_REASON, Source, SourceKind
from consult.drafting.rules.outline import Entry
from consult.drafting.rules.wording import Words
from consult.drafting.service import DraftView, editing
from consult.drafting.service.outlines import outline_of
from consult.front.rules.assembling import Why, Wish, plan, reworded
from consult.kernel.errors import NotFound, Refused, msgid
from consult.kernel.ids import new_id

CLASS = 3
"""What a suggestion changes is substance until an editor says otherwise."""


class NothingAccepted(Refused):
    """A draft is assembled from something."""

    code = "nothing-accepted"
    status = 409
    sentence = msgid(
        "No suggestion on the published draft has been accepted by two people yet. Decide on some first, or continue from the draft as it is."
    )


class PassageGone(Refused):
    """What a suggestion would change is not there any more."""

    code = "passage-gone"
    status = 409
    sentence = msgid(
        "The words that this suggestion changes no longer stand in the clause. Edit the clause by hand, and name the suggestion as a source of the change."
    )


@dataclass(frozen=True, slots=True)
class Assembled:
    """A draft made of accepted suggestions: how many are in it, and how many are left for a person."""

    draft: DraftView
    taken: int
    left: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """An accepted suggestion that no change of the draft in hand goes back to yet, and what the clause would say with it.

    `after` has the redline of the clause as it stands now, None where the words that it changes are not there.
    """

    suggestion: AcceptedSuggestion
    after: tuple[Piece, ...] | None


def count_accepted(draft: DraftView) -> int:
    """Return how many suggestions on a draft are accepted."""
    return len(deliberation.accepted_suggestions(draft.consultation_id, draft.id))


def assemble_draft(*, consultation_id: str, title: str, unnamed: str, person_id: str | None) -> Assembled:
    """Return the next draft, unpublished: the published one with every accepted suggestion that does not collide.

    Each change cites its suggestions, with the reason why they were accepted and the names that their authors chose
    to publish; `unnamed` stands for the others. Refuses what `drafting.continue_draft` refuses, and no suggestion at all.
    """
    before = drafting.latest_draft(consultation_id, published=True)
    if before is None:
        raise NotFound
    accepted = {one.comment_id: one for one in deliberation.accepted_suggestions(consultation_id, before.id)}
    if not accepted:
        raise NothingAccepted
    planned = plan(outline_of(before), [_wish(one) for one in accepted.values()])
    added = {new_id(): wish for wish in planned.inserted}
    draft = drafting.continue_draft(
        consultation_id=consultation_id,
        title=title,
        edits=planned.edits,
        removed=planned.removed,
        inserted=[
            drafting.Insertion(wish.uid, ClauseKind.CLAUSE, wish.heading or "", wish.wording or "", uid)
            for uid, wish in added.items()
        ],
        by_person=person_id,
    )
    met = {**planned.met, **{uid: [wish.key] for uid, wish in added.items()}}
    _credit(draft, {uid: [accepted[key] for key in keys] for uid, keys in met.items()}, unnamed, person_id)
    return Assembled(draft, taken=len(accepted) - len(planned.left), left=len(planned.left))


def waiting_in(draft: DraftView) -> dict[str, list[AcceptedSuggestion]]:
    """Return the accepted suggestions that no change of a draft in hand cites, by the clause of the draft they are for.

    Those whose clause is gone stand under the empty name.
    """
    before = _before(draft)
    if before is None:
        return {}
    cited = _cited(draft)
    successors: dict[str, list[str]] = {}
    for _, origin, successor in drafting.list_lineage(draft.consultation_id, draft.id):
        if origin and successor:
            successors.setdefault(origin, []).append(successor)
    found: dict[str, list[AcceptedSuggestion]] = {}
    for one in deliberation.accepted_suggestions(draft.consultation_id, before.id):
        if one.comment_id not in cited:
            for uid in successors.get(one.clause_uid, [""]):
                found.setdefault(uid, []).append(one)
    return found


def waiting_on(draft: DraftView, own: Entry) -> list[Waiting]:
    """Return the accepted suggestions that wait for one clause of a draft in hand, with what each would make of it."""
    return [Waiting(one, _preview(own, one)) for one in waiting_in(draft).get(own.uid, [])]


def put_in(
    *, consultation_id: str, draft_id: str, uid: str, comment_id: str, seen: str, unnamed: str, person_id: str | None
) -> DraftView:
    """Return the draft in hand with one accepted suggestion put into a clause, and credited.

    Refuses a suggestion that does not wait for the clause, words that are not there any more, and a clause that
    someone changed since it was seen.
    """
    draft = drafting.draft_by_id(consultation_id, draft_id)
    own = next((one for one in outline_of(draft) if one.uid == uid), None)
    chosen = next((one for one in waiting_in(draft).get(uid, []) if one.comment_id == comment_id), None)
    if own is None or chosen is None:
        raise NotFound
    scope = {"consultation_id": consultation_id, "draft_id": draft_id}
    changed = comment_id if chosen.change == Change.INSERT else uid  # so that sent twice it is one new clause
    if chosen.change == Change.INSERT:
        done = editing.insert_clause(
            consultation_id=consultation_id,
            draft_id=draft_id,
            after_uid=uid,
            kind=ClauseKind.CLAUSE,
            heading=chosen.heading or "",
            text=chosen.wording or "",
            uid=changed,
        )
    else:
        said = reworded(own, _wish(chosen))
        if isinstance(said, Why):
            raise PassageGone
        if said == Words("", ""):
            done = editing.remove_clause(**scope, uid=uid, seen=seen)
        else:
            done = editing.edit_clause(**scope, uid=uid, heading=said.heading, text=said.text, seen=seen)
    _credit(done, {changed: [chosen]}, unnamed, person_id)
    return done


def _wish(one: AcceptedSuggestion) -> Wish:
    return Wish(
        key=one.comment_id,
        uid=one.clause_uid,
        change=one.change,
        exact=one.exact,
        prefix=one.prefix or "",
        suffix=one.suffix or "",
        wording=one.wording,
        heading=one.heading,
    )


def _preview(own: Entry, one: AcceptedSuggestion) -> tuple[Piece, ...] | None:
    if one.change == Change.INSERT:
        return redline("", one.wording or "")
    said = reworded(own, _wish(one))
    if isinstance(said, Why):
        return None
    return redline(own.words.heading, said.heading) if own.is_principle else redline(own.words.text, said.text)


def _before(draft: DraftView) -> DraftView | None:
    return drafting.draft_by_number(draft.consultation_id, draft.number - 1) if draft.number > 1 else None


def _cited(draft: DraftView) -> set[str | None]:
    changes = drafting.changes_of(draft.consultation_id, draft.id).values()
    return {source.ref for change in changes for source in change.sources if source.kind is SourceKind.SUGGESTION}


def _credit(
    draft: DraftView, met: Mapping[str, Sequence[AcceptedSuggestion]], unnamed: str, person_id: str | None
) -> None:
    """Have each change go back to the suggestions that made it, beside what it goes back to already."""
    said = drafting.changes_of(draft.consultation_id, draft.id)
    changed = {one.uid for one in drafting.list_changed(draft.consultation_id, draft.id)}
    for uid, suggestions in met.items():
        if uid in changed:
            before = said.get(uid)
            sources = [Source(SourceKind.SUGGESTION, ref=one.comment_id) for one in suggestions]
            names, reasons = [one.credit or unnamed for one in suggestions], [one.reason for one in suggestions]
            drafting.cite_change(
                consultation_id=draft.consultation_id,
                draft_id=draft.id,
                clause_uid=uid,
                drafter=_listed([before.drafter] if before else [], names, ", ", LONGEST_DRAFTER),
                reason=_listed([before.reason] if before else [], reasons, " ", LONGEST_REASON),
                change_class=max(before.change_class, CLASS) if before else CLASS,
                sources=[*(before.sources if before else ()), *sources],
                by_person=person_id,
            )


def _listed(before: Sequence[str], said: Collection[str], between: str, most: int) -> str:
    """Return what is said, each once, as far as there is room; the first of it always."""
    first, *others = dict.fromkeys([*before, *(" ".join(one.split()) for one in said)])
    told = first[:most]
    for one in others:
        if one not in told.split(between) and len(told) + len(between) + len(one) <= most:
            told += between + one
    return told
