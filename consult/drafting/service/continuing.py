"""What was said of a clause on an earlier draft, brought to a later one: where it goes, whether it holds, what changed."""

from dataclasses import dataclass

from sqlalchemy import select

from consult.drafting.rules import Lineage, Piece, redline
from consult.drafting.rules.continuing import Link, continued
from consult.drafting.rules.tokens import squeezed
from consult.drafting.service.comparing import AS_TYPED
from consult.drafting.service.reading import ClauseView, DraftView, clause_by_uid, draft_by_id, list_drafts
from consult.drafting.tables import ClauseLineage, ClauseVersion
from consult.kernel.db import db
from consult.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class Continued:
    """A clause of an earlier draft, the clause it is in the later one, and whether that still means the same."""

    origin: str
    successor: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Since:
    """How a clause stood when something was said of it, how it stands now, and what differs."""

    earlier: ClauseView
    later: ClauseView
    heading: tuple[Piece, ...]
    text: tuple[Piece, ...]

    @property
    def is_same(self) -> bool:
        """Whether the words are the same."""
        return all(piece.kind == "kept" for piece in (*self.heading, *self.text))

    @property
    def is_as_typed(self) -> bool:
        """Whether the spaces between its words mean something."""
        return self.later.kind in AS_TYPED


def continued_clauses(earlier: DraftView, later: DraftView) -> list[Continued]:
    """Return what each clause of the earlier draft is in the later one, a clause that kept its identity first.

    What was deleted on the way is not there; of a clause that was split, every part is.
    """
    uids = db.session.scalars(
        select(ClauseVersion.clause_uid)
        .where(ClauseVersion.consultation_id == earlier.consultation_id, ClauseVersion.draft_id == earlier.id)
        .order_by(ClauseVersion.position)
    ).all()
    between = [one for one in list_drafts(later.consultation_id) if earlier.number < one.number <= later.number]
    holds = continued(uids, [_links(one) for one in between])
    found = [Continued(first, last, alike) for (first, last), alike in holds.items()]
    return sorted(found, key=lambda one: one.origin != one.successor)


def changed_since(consultation_id: str, version_id: str, uid: str, draft: DraftView, *, lang: str) -> Since:
    """Return what changed between a clause as it stood in a version of it and the clause that it became in a draft.

    Both are read in the reader's language where each has reliable words in it, otherwise in the language they were
    written in. Refuses `not-found`.
    """
    version = db.session.get(ClauseVersion, (consultation_id, version_id))
    if version is None:
        raise NotFound
    before = draft_by_id(consultation_id, version.draft_id)
    earlier, later = _in_one_language(before, version.clause_uid, draft, uid, lang)
    heading = redline(squeezed(earlier.heading), squeezed(later.heading))
    return Since(earlier, later, heading, redline(_text(earlier), _text(later)))


def _links(draft: DraftView) -> list[Link]:
    rows = db.session.execute(
        select(ClauseLineage.kind, ClauseLineage.from_uid, ClauseLineage.to_uid, ClauseVersion.change_class)
        .outerjoin(
            ClauseVersion,
            (ClauseVersion.consultation_id == ClauseLineage.consultation_id)
            & (ClauseVersion.draft_id == ClauseLineage.draft_id)
            & (ClauseVersion.clause_uid == ClauseLineage.to_uid),
        )
        .where(ClauseLineage.consultation_id == draft.consultation_id, ClauseLineage.draft_id == draft.id)
    )
    return [Link(Lineage(kind), origin, successor, change) for kind, origin, successor, change in rows]


def _in_one_language(
    before: DraftView, origin: str, now: DraftView, uid: str, lang: str
) -> tuple[ClauseView, ClauseView]:
    """Return both clauses in the first language in which both have words to rely on."""
    for each in dict.fromkeys((lang, now.language, before.language)):
        both = clause_by_uid(before, origin, lang=each), clause_by_uid(now, uid, lang=each)
        if all(clause.lang == each for clause in both):
            return both
    return clause_by_uid(before, origin, lang=before.language), clause_by_uid(now, uid, lang=now.language)


def _text(clause: ClauseView) -> str:
    return clause.text if clause.kind in AS_TYPED else squeezed(clause.text)
