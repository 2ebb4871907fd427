"""Groups of companies: who belongs together because one controls another, directly or through others."""

from collections.abc import Mapping


def group_of(one: str, controlled_by: Mapping[str, str]) -> frozenset[str]:
    """Return everyone in the group of one organisation, itself among them, given who is controlled by whom.

    Whoever controls, and whoever is controlled by the same, belongs to it, over however many steps; a circle is one
    group.
    """
    top = _top(one, controlled_by)
    everyone = {one, *controlled_by, *controlled_by.values()}
    return frozenset(each for each in everyone if _top(each, controlled_by) == top)


def _top(one: str, controlled_by: Mapping[str, str]) -> str:
    """Return who controls everyone above an organisation; of a circle, the least of its members."""
    seen = [one]
    while (above := controlled_by.get(seen[-1])) is not None:
        if above in seen:
            return min(seen[seen.index(above) :])
        seen.append(above)
    return seen[-1]
