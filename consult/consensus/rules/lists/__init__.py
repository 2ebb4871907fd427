"""Lists that say where agreement lies: which items unite, divide, matter and wait, made of what is published alone."""

from consult.consensus.rules.lists.divided import Contested, Distance, contested, distances
from consult.consensus.rules.lists.items import (
    Item,
    Part,
    clause_item,
    grouped_item,
    groups_of,
    seated_in,
    statement_item,
)
from consult.consensus.rules.lists.shared import (
    Bridge,
    Priority,
    bridges,
    in_order,
    priorities,
    sky_is_blue,
)

__all__ = [
    "Bridge",
    "Contested",
    "Distance",
    "Item",
    "Part",
    "Priority",
    "bridges",
    "clause_item",
    "contested",
    "distances",
    "grouped_item",
    "groups_of",
    "in_order",
    "priorities",
    "seated_in",
    "sky_is_blue",
    "statement_item",
]
