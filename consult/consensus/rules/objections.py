"""The blocking objections to a clause: which still stand, and which were overruled."""

from dataclasses import dataclass

STANDING = frozenset({"open", "acknowledged", "answered", "sustained"})
SETTLED = frozenset({"resolved_by_change", "withdrawn", "overruled"})


@dataclass(frozen=True, slots=True)
class Objections:
    """The states of the blocking objections to a clause; refuses words that are no such state with ValueError."""

    blocking: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        unknown = sorted(set(self.blocking) - STANDING - SETTLED)
        if unknown:
            raise ValueError(f"not a state of an objection: {', '.join(unknown)}")

    @property
    def standing(self) -> int:
        """How many still stand in the way: open, acknowledged, answered or sustained."""
        return sum(state in STANDING for state in self.blocking)

    @property
    def was_overruled(self) -> bool:
        """Whether a decision-maker overruled one."""
        return "overruled" in self.blocking
