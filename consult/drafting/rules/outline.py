"""The parts of a draft in order, each under its parent: what can be done with them, and the numbers they have then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from consult.drafting.rules.numbering import LONGEST_NUMBER, TITLE_NUMBER, Place, carried_by, numbers_of
from consult.drafting.rules.parts import HEADINGS, ClauseKind
from consult.drafting.rules.wording import Words, cut

DEEPEST_HEADING = 3


class Obstacle(StrEnum):
    """Why a part stays where it is and as it is."""

    PARTS_BELOW = "parts_below"
    NO_NEIGHBOUR = "no_neighbour"
    WITHIN_ITSELF = "within_itself"
    OTHER_KIND = "other_kind"
    TOO_DEEP = "too_deep"
    NO_CUT = "no_cut"
    IS_HEADING = "is_heading"
    LAST_CLAUSE = "last_clause"


class Hindered(ValueError):
    """What was asked for cannot be done with the parts as they stand."""

    def __init__(self, obstacle: Obstacle) -> None:
        self.obstacle = obstacle
        super().__init__(str(obstacle))


@dataclass(frozen=True, slots=True)
class Entry:
    """A part of a draft: its identity, its parent's, its number, and its words in the draft's own language."""

    uid: str
    kind: ClauseKind
    parent: str | None
    number: str
    words: Words

    @property
    def is_principle(self) -> bool:
        """Whether it is a heading with others under it."""
        return self.kind in HEADINGS


Outline = Sequence[Entry]


def stretch_of(outline: Outline, uid: str) -> tuple[int, int]:
    """Return where a part begins, and where it ends with everything under it."""
    start = next(place for place, one in enumerate(outline) if one.uid == uid)
    within, end = {uid}, start + 1
    while end < len(outline) and outline[end].parent in within:
        within.add(outline[end].uid)
        end += 1
    return start, end


def inserted(outline: Outline, entry: Entry, after: str | None) -> list[Entry]:
    """Return the outline with one more part after another, or at the beginning.

    A clause after a heading is the first under it. A heading after a clause stands after everything under the heading
    of that clause, so that no clause changes hands.
    """
    return _put(outline, [entry], after)


def without(outline: Outline, uid: str) -> list[Entry]:
    """Return the outline without a part; refuse one with others under it, and the last clause."""
    left = [one for one in outline if one.uid != uid]
    if any(one.parent == uid for one in left):
        raise Hindered(Obstacle.PARTS_BELOW)
    if all(one.is_principle for one in left):
        raise Hindered(Obstacle.LAST_CLAUSE)
    return left


def moved_after(outline: Outline, uid: str, after: str | None) -> list[Entry]:
    """Return the outline with a part, and everything under it, after another part, as `inserted` does.

    Refuses a place within the part itself, a heading deeper than the third, and the title of the text.
    """
    start, end = stretch_of(outline, uid)
    block = outline[start:end]
    if any(one.uid == after for one in block):
        raise Hindered(Obstacle.WITHIN_ITSELF)
    if uid == _title_of(outline):
        raise Hindered(Obstacle.NO_NEIGHBOUR)
    return _put([*outline[:start], *outline[end:]], block, after)


def swapped(outline: Outline, uid: str, *, is_up: bool) -> list[Entry]:
    """Return the outline with a part on the other side of its neighbour under the same parent; refuse where there is none.

    Clauses change places with clauses and headings with headings, and the title of the text with nothing.
    """
    own = next(one for one in outline if one.uid == uid)
    siblings = [one.uid for one in outline if one.parent == own.parent and one.is_principle == own.is_principle]
    place = siblings.index(uid) + (-1 if is_up else 1)
    if place not in range(len(siblings)) or _title_of(outline) in {uid, siblings[place]}:
        raise Hindered(Obstacle.NO_NEIGHBOUR)
    first, last = sorted((stretch_of(outline, uid), stretch_of(outline, siblings[place])))
    return [
        *outline[: first[0]],
        *outline[slice(*last)],
        *outline[first[1] : last[0]],
        *outline[slice(*first)],
        *outline[last[1] :],
    ]


def split(outline: Outline, uid: str, place: int, new_uid: str) -> list[Entry]:
    """Return the outline with what stands from a place on in a clause's text as a clause of its own after it.

    Refuses a heading, and a place with nothing before or after it.
    """
    start, end = stretch_of(outline, uid)
    own = outline[start]
    if own.is_principle:
        raise Hindered(Obstacle.IS_HEADING)
    head, tail = cut(own.words.text, place)
    if not head or not tail:
        raise Hindered(Obstacle.NO_CUT)
    kept = replace(own, words=Words(own.words.heading, head))
    made = Entry(new_uid, own.kind, own.parent, "", Words("", tail))
    return [*outline[:start], kept, *outline[start + 1 : end], made, *outline[end:]]


def next_of(outline: Outline, uid: str) -> Entry:
    """Return the clause that a clause can be put together with: the next of its kind under the same parent.

    Refuses a heading, and a clause that none follows or one of another kind.
    """
    start, end = stretch_of(outline, uid)
    own = outline[start]
    if own.is_principle:
        raise Hindered(Obstacle.IS_HEADING)
    after = outline[end] if end < len(outline) else None
    if after is None or after.parent != own.parent or after.is_principle:
        raise Hindered(Obstacle.NO_NEIGHBOUR)
    if after.kind is not own.kind:
        raise Hindered(Obstacle.OTHER_KIND)
    return after


def merged(outline: Outline, uid: str) -> list[Entry]:
    """Return the outline with a clause and the next one put together; what stood under either stands under it.

    Of two headings the first stays, and the other one begins the words that it stood above. Refuses what `next_of` does.
    """
    after = next_of(outline, uid)
    done = []
    for one in outline:
        if one.uid == uid:
            done.append(replace(one, words=_joined(one.words, after.words)))
        elif one.uid != after.uid:
            done.append(replace(one, parent=uid) if one.parent == after.uid else one)
    return done


def reworded(outline: Outline, said: Mapping[str, Words]) -> list[Entry]:
    """Return the outline with these parts saying something else."""
    return [replace(one, words=said.get(one.uid, one.words)) for one in outline]


def renumbered(outline: Outline, before: Outline) -> list[Entry]:
    """Return the outline, numbered as a text that is brought in; `before` says which numbers its headings carry.

    A part that came to stand under another parent carries none. Refuses numbers of more than 40 characters.
    """
    carried = carried_by(_places(before), [one.number for one in before])
    kept = {(one.uid, one.parent): number for one, number in zip(before, carried, strict=True)}
    places = _places(outline)
    given = [
        Place(place.level, kept.get((one.uid, one.parent)), place.parent)
        for place, one in zip(places, outline, strict=True)
    ]
    numbers = numbers_of(given)
    if max(map(len, numbers), default=0) > LONGEST_NUMBER:
        raise Hindered(Obstacle.TOO_DEEP)
    return [replace(one, number=number) for one, number in zip(outline, numbers, strict=True)]


def _put(outline: Outline, block: Outline, after: str | None) -> list[Entry]:
    place, parent = _heading_spot(outline, after) if block[0].is_principle else _clause_spot(outline, after)
    done = [*outline[:place], replace(block[0], parent=parent), *block[1:], *outline[place:]]
    if _depth(done) > max(DEEPEST_HEADING, _depth(outline)):
        raise Hindered(Obstacle.TOO_DEEP)
    return done


def _clause_spot(outline: Outline, after: str | None) -> tuple[int, str | None]:
    if after is None:
        title = _title_of(outline)
        return (1, title) if title else (0, None)
    start, end = stretch_of(outline, after)
    return (start + 1, after) if outline[start].is_principle else (end, outline[start].parent)


def _heading_spot(outline: Outline, after: str | None) -> tuple[int, str | None]:
    above = _heading_of(outline, after) or _title_of(outline)
    if above is None or above == _title_of(outline):
        headings = (place for place, one in enumerate(outline) if one.parent == above and one.is_principle)
        end = stretch_of(outline, above)[1] if above else len(outline)
        return next(headings, end), above
    start, end = stretch_of(outline, above)
    return end, outline[start].parent


def _heading_of(outline: Outline, uid: str | None) -> str | None:
    """Return the heading that a part is, or stands under."""
    by_uid = {one.uid: one for one in outline}
    while uid is not None and not by_uid[uid].is_principle:
        uid = by_uid[uid].parent
    return uid


def _title_of(outline: Outline) -> str | None:
    """Return the heading above the whole text, if there is one."""
    first = outline[0] if outline else None
    return first.uid if first and first.is_principle and first.number == TITLE_NUMBER else None


def _places(outline: Outline) -> list[Place]:
    places = {one.uid: place for place, one in enumerate(outline)}
    levels = _levels(outline)
    return [
        Place(level if one.is_principle else None, None, places.get(one.parent or ""))
        for one, level in zip(outline, levels, strict=True)
    ]


def _depth(outline: Outline) -> int:
    return max((level for one, level in zip(outline, _levels(outline), strict=True) if one.is_principle), default=0)


def _levels(outline: Outline) -> list[int]:
    """Return how many headings each part is or stands under, which for a heading is its level."""
    found: dict[str | None, int] = {None: 0}
    for one in outline:
        found[one.uid] = found.get(one.parent, 0) + one.is_principle
    return [found[one.uid] for one in outline]


def _joined(first: Words, second: Words) -> Words:
    heading = first.heading or second.heading
    also = second.heading if first.heading else ""
    return Words(heading, "\n\n".join(filter(None, (first.text, also, second.text))))
