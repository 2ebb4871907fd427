"""What a draft lacks before it can be published: one list of checks, each a function over what is known of the draft."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Lack(StrEnum):
    """What can be missing."""

    DRAFT_BEFORE = "draft_before"
    LINEAGE = "lineage"
    CONFIRMATION = "confirmation"
    CITATIONS = "citations"
    SECOND_EDITOR = "second_editor"
    NEGOTIATION = "negotiation"


@dataclass(frozen=True, slots=True)
class ChangeState:
    """How far a change is explained: `number` is that of the clause, in the draft before if the clause is gone."""

    uid: str
    number: str
    is_gone: bool
    is_cited: bool
    is_settled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """What the checks look at; `unmapped` are numbers of the draft before of which this one says nothing.

    `unsettled` are the clauses of a final draft that are open or in brackets; any other draft may have them.
    """

    is_first: bool
    is_before_published: bool
    unmapped: tuple[str, ...]
    is_confirmed: bool
    changes: tuple[ChangeState, ...]
    unsettled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that is missing, and the numbers of the clauses that lack it: of this draft, and `gone` of the one before."""

    lack: Lack
    clauses: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def named(self) -> str:
        """The clauses in one line, those of the draft before in brackets."""
        return ", ".join([*self.clauses, *(f"({number})" for number in self.gone)])


Check = Callable[[Readiness], Missing | None]


def _lacks_draft_before(draft: Readiness) -> Missing | None:
    return None if draft.is_before_published else Missing(Lack.DRAFT_BEFORE)


def _lacks_lineage(draft: Readiness) -> Missing | None:
    return Missing(Lack.LINEAGE, gone=draft.unmapped) if draft.unmapped else None


def _lacks_confirmation(draft: Readiness) -> Missing | None:
    return None if draft.is_confirmed else Missing(Lack.CONFIRMATION)


def _lacks_citations(draft: Readiness) -> Missing | None:
    return _of_changes(Lack.CITATIONS, [one for one in draft.changes if not one.is_cited])


def _lacks_second_editor(draft: Readiness) -> Missing | None:
    return _of_changes(Lack.SECOND_EDITOR, [one for one in draft.changes if one.is_cited and not one.is_settled])


def _lacks_agreement(draft: Readiness) -> Missing | None:
    return Missing(Lack.NEGOTIATION, draft.unsettled) if draft.unsettled else None


OF_EVERY_DRAFT: Sequence[Check] = (_lacks_agreement,)
"""What is asked of the first draft of a text too."""

CHECKS: Sequence[Check] = (
    _lacks_draft_before,
    _lacks_lineage,
    _lacks_confirmation,
    _lacks_citations,
    _lacks_second_editor,
    *OF_EVERY_DRAFT,
)
"""What is asked of every draft but the first, in the order in which it is done. A further check is added here."""


def missing(draft: Readiness) -> list[Missing]:
    """Return everything that the draft lacks before it can be published; the first of a text lacks nothing but agreement."""
    return [found for check in (OF_EVERY_DRAFT if draft.is_first else CHECKS) if (found := check(draft))]


def _of_changes(lack: Lack, changes: Iterable[ChangeState]) -> Missing | None:
    those = list(changes)
    if not those:
        return None
    stays = tuple(one.number for one in those if not one.is_gone)
    return Missing(lack, stays, tuple(one.number for one in those if one.is_gone))
