"""Why a part of a draft that is being written stays as it is."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from consult.drafting.rules import HEADINGS, ClauseKind
from consult.drafting.rules.outline import Hindered, Obstacle
from consult.drafting.rules.wording import LONGEST_HEADING, Fault, Words, fault_of, longest_of, tidied
from consult.kernel.errors import Refused, msgid


class WordsMissing(Refused):
    """A clause says something, and a heading has words."""

    code = "words-missing"
    status = 422
    sentence = msgid("There are no words here. Write some, or remove the whole part from the draft.")


class WordsTooLong(Refused):
    """A clause of this length is read and voted on by nobody."""

    code = "words-too-long"
    status = 422
    sentence = msgid(
        "This is %(length)s characters long, and at most %(most)s are taken. Shorten it, or split it into several clauses."
    )


class WordsUnreadable(Refused):
    """Characters that steer machines have no place in a text."""

    code = "words-unreadable"
    status = 422
    sentence = msgid("A character in this cannot be shown. Type the words again instead of pasting them, then save.")


class PartHindered(Refused):
    """A part of a draft cannot be changed in this way."""

    code = "part-hindered"
    status = 409
    sentence = msgid(
        "This cannot be done with the part as it stands. Look at the draft as it is now, and try another way."
    )


class PartsBelow(PartHindered):
    """What stands under a part would hang in the air."""

    code = "parts-below"
    sentence = msgid("Other parts stand under this one. Move or remove them first, then remove it.")


class NoNeighbour(PartHindered):
    """There is nothing on that side."""

    code = "no-neighbour"
    sentence = msgid("There is no part of its kind on that side under the same heading. Choose another place for it.")


class PlaceWithin(PartHindered):
    """A part cannot stand under itself."""

    code = "place-within"
    sentence = msgid("A part cannot be moved behind itself or what stands under it. Choose another place for it.")


class KindsDiffer(PartHindered):
    """A table and a paragraph are not one clause."""

    code = "kinds-differ"
    sentence = msgid("The next part is of another kind, so the two cannot be put together. Edit them one by one.")


class OutlineTooDeep(PartHindered):
    """Numbers that nobody can say help nobody."""

    code = "outline-too-deep"
    sentence = msgid("That would be too deep: headings have three levels. Choose a place further up.")


class NoCut(PartHindered):
    """Both halves of a split clause say something."""

    code = "no-cut"
    sentence = msgid("A clause is split where words stand on both sides. Choose another place for the cut.")


class HeadingStays(PartHindered):
    """A heading is neither split nor put together with another."""

    code = "heading-stays"
    sentence = msgid("A heading cannot be split or put together with what follows. Edit its words, or move it.")


class LastClause(PartHindered):
    """A draft without a clause cannot be consulted on."""

    code = "last-clause"
    sentence = msgid("This is the only clause of the draft. Insert another one first, then remove it.")


OBSTACLES: Mapping[Obstacle, type[PartHindered]] = {
    Obstacle.PARTS_BELOW: PartsBelow,
    Obstacle.NO_NEIGHBOUR: NoNeighbour,
    Obstacle.WITHIN_ITSELF: PlaceWithin,
    Obstacle.OTHER_KIND: KindsDiffer,
    Obstacle.TOO_DEEP: OutlineTooDeep,
    Obstacle.NO_CUT: NoCut,
    Obstacle.IS_HEADING: HeadingStays,
    Obstacle.LAST_CLAUSE: LastClause,
}


@contextmanager
def telling() -> Iterator[None]:
    """Refuse, as the class with its own sentence, what the parts of the draft hinder."""
    try:
        yield
    except Hindered as error:
        raise OBSTACLES[error.obstacle] from error


def checked(words: Words, kind: ClauseKind) -> Words:
    """Return the words of a part as they are kept; refuse missing, overlong and unreadable ones, naming the field.

    A heading has no text.
    """
    is_heading = kind in HEADINGS
    told = tidied(Words(words.heading, "" if is_heading else words.text))
    found = fault_of(told, is_principle=is_heading, longest=longest_of(kind))
    if found is None:
        return told
    field, fault = found
    if fault is Fault.TOO_LONG:
        most = LONGEST_HEADING if field == "heading" else longest_of(kind)
        raise WordsTooLong(field=field, length=len(getattr(told, field)), most=most)
    raise (WordsMissing if fault is Fault.EMPTY else WordsUnreadable)(field=field)
