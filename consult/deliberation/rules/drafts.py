"""What becomes of a delegation's drafts before anyone outside of it reads them."""

import hashlib
from collections.abc import Iterable
from enum import StrEnum

LONGEST_NOTE = 500


class DraftState(StrEnum):
    """Where a draft stands on its way to being a comment of the delegation."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    SET_ASIDE = "set_aside"
    RELEASED = "released"


DECISIONS = frozenset({DraftState.WAITING, DraftState.ACCEPTED, DraftState.SET_ASIDE})
"""What a signatory may decide on a draft; releasing is an act of its own."""


def state_after_edit(state: DraftState, *, may_sign: bool) -> DraftState:
    """Return where a draft stands after an edit: what a signatory accepted is released as they read it, or read again."""
    return state if may_sign else DraftState.WAITING


def seal(drafts: Iterable[tuple[str, int]]) -> str:
    """Return a short digest of which drafts, in which versions and order, someone saw: nothing else is released."""
    told = "\n".join(f"{draft} {version}" for draft, version in drafts)
    return hashlib.sha256(told.encode()).hexdigest()[:32]
