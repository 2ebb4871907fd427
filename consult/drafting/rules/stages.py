"""How far a text has come, draft by draft: never backwards, and adopted only by being adopted."""

from collections.abc import Mapping
from dataclasses import dataclass

from consult.drafting.rules.parts import Stage

HIGHEST_REVISION = 999
ORDER: Mapping[Stage, int] = {stage: place for place, stage in enumerate(Stage)}
"""The stages in the order in which a text goes through them."""

SETTABLE = (Stage.OUTLINE, Stage.ZERO_DRAFT, Stage.REVISION, Stage.FINAL)
"""The stages that somebody can give a draft; adopted is what becomes of a final one."""


@dataclass(frozen=True, slots=True)
class Reached:
    """A stage that a draft has; only a revision has a number, from 1."""

    stage: Stage
    revision: int | None = None


def is_whole(one: Reached) -> bool:
    """Whether a stage is told in full: a revision with its number from 1 to 999, any other without one."""
    if one.stage is not Stage.REVISION:
        return one.revision is None
    return one.revision is not None and 1 <= one.revision <= HIGHEST_REVISION


def may_follow(before: Reached | None, after: Reached) -> bool:
    """Whether a draft of the one stage may come after a draft of the other, or as the first one.

    A text never goes backwards: an outline, a zero draft and a final one may come again, a revision only with a higher
    number. After an adopted text a new one begins, at any stage. Nothing follows by being adopted.
    """
    if after.stage not in SETTABLE or not is_whole(after):
        return False
    if before is None or before.stage is Stage.ADOPTED:
        return True
    if before.stage is after.stage is Stage.REVISION:
        return (before.revision or 0) < (after.revision or 0)
    return ORDER[before.stage] <= ORDER[after.stage]


def usual_after(before: Reached | None) -> Reached:
    """Return the stage that a draft has until somebody says otherwise: a zero draft first, then one revision after another."""
    if before is None or before.stage in {Stage.OUTLINE, Stage.ADOPTED}:
        return Reached(Stage.ZERO_DRAFT)
    if before.stage is Stage.FINAL:
        return Reached(Stage.FINAL)
    return Reached(Stage.REVISION, (before.revision or 0) + 1)
