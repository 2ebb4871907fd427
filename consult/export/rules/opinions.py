"""What a summary says of the opinions in a round of statements: the groups, what sets each apart, and what all share."""

from collections.abc import Mapping, Sequence
from typing import Any

from consult.consensus.rules.statements import written_id
from consult.export.rules.numbers import number_of

Json = Mapping[str, Any]

OF_ALL = (
    *("version", "finding", "origin", "seed", "libraries", "participants", "clustered", "silhouette"),
    *("stability", "judged_by"),
)
OF_GROUP = ("group", "members", "stability")
OF_REPRESENTATIVE = ("for", "n", "agree", "disagree", "pass", "representativeness")
OF_ITEM = ("group_informed_consensus", "group_informed_disagreement")


def opinions_in_summary(analysis: Json, sha256: str, statements: Sequence[Json]) -> dict[str, Any]:
    """Return what a summary says of an analysis as it was published, with the digest of all of it.

    `statements` are those of the summary, in whose order its figures of each come.
    """
    places = {str(one["id"]): place for place, one in enumerate(statements)}
    items = sorted(analysis["items"], key=lambda item: places.get(item["statement"], len(places)))
    return {
        **{name: analysis[name] for name in OF_ALL},
        "sha256": sha256,
        "groups": [_group(group) for group in analysis["groups"]],
        "items": [_item(item) for item in items],
    }


def opinion_rows(opinions: Json | None, statements: Sequence[Json] = ()) -> list[dict[str, Any]]:
    """Return flat rows: of each group how many people are in it, and of each statement the agreement across all groups.

    A statement's row names the group that agrees least with it and how low that group's share may lie. `statements` are
    those of the summary, which know their numbers.
    """
    if opinions is None:
        return []
    numbers = {one["id"]: number_of(one) for one in statements}
    groups = [
        {"kind": "opinion_group", "group": one["group"], "n": one["members"], "state": opinions["finding"]}
        for one in opinions["groups"]
    ]
    items = [
        {
            "kind": "opinion",
            "number": numbers.get(item["statement"], item["statement"]),
            "uid": item["statement"],
            "group_informed_consensus": item["group_informed_consensus"],
            **(item["weakest"] or {}),
        }
        for item in opinions["items"]
    ]
    return [*groups, *items]


def _group(group: Json) -> dict[str, Any]:
    said = [
        {"statement": written_id(one["statement"]), **{name: one[name] for name in OF_REPRESENTATIVE}}
        for one in group["representative"]
    ]
    return {**{name: group[name] for name in OF_GROUP}, "representative": said}


def _item(item: Json) -> dict[str, Any]:
    weakest = item["weakest"]
    return {
        "statement": written_id(item["statement"]),
        "weakest": {name: weakest[name] for name in ("group", "lower_bound")} if weakest else None,
        **{name: item[name] for name in OF_ITEM},
    }
