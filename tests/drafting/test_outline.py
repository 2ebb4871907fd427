"""What can be done with the parts of a draft: nothing is lost, and everything stays under what it stands under."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.drafting.rules import ClauseKind
from consult.drafting.rules.outline import (
    DEEPEST_HEADING,
    Entry,
    Hindered,
    Obstacle,
    inserted,
    merged,
    moved_after,
    next_of,
    reworded,
    split,
    stretch_of,
    swapped,
    without,
)
from consult.drafting.rules.wording import Words


def entry(shape: str, *, kind: ClauseKind = ClauseKind.CLAUSE, heading: str = "", text: str = "") -> Entry:
    """Return a part from `parent/itself`: a heading where it is a capital letter, the title of the text where it is T."""
    parent, _, uid = shape.rpartition("/")
    number = "0" if uid == "T" else ""
    if uid.isupper():
        return Entry(uid, ClauseKind.PRINCIPLE, parent or None, number, Words(heading or uid, ""))
    return Entry(uid, kind, parent or None, number, Words(heading, text or f"It says {uid}."))


def outline(shapes: str) -> list[Entry]:
    return [entry(shape) for shape in shapes.split()]


def shapes(parts: Sequence[Entry]) -> str:
    return " ".join(f"{one.parent}/{one.uid}" if one.parent else one.uid for one in parts)


def uids(parts: Sequence[Entry]) -> list[str]:
    return [one.uid for one in parts]


TEXT = outline("T T/c T/A A/a a/n A/b A/D D/d T/B B/e")
UNTITLED = outline("c A A/a B B/b")


@pytest.mark.parametrize(
    ("uid", "under"), [("T", "TcAanbDdBe"), ("A", "AanbDd"), ("a", "an"), ("n", "n"), ("B", "Be"), ("e", "e")]
)
def test_a_part_reaches_to_the_last_of_those_under_it(uid: str, under: str) -> None:
    start, end = stretch_of(TEXT, uid)
    assert uids(TEXT[start:end]) == list(under)


@pytest.mark.parametrize(
    ("uid", "after", "shape", "behind"),
    [
        ("x", None, "T/x", "T"),
        ("x", "c", "T/x", "c"),
        ("x", "A", "A/x", "A"),
        ("x", "a", "A/x", "n"),
        ("x", "n", "a/x", "n"),
        ("x", "e", "B/x", "e"),
        ("X", None, "T/X", "c"),
        ("X", "T", "T/X", "c"),
        ("X", "c", "T/X", "c"),
        ("X", "A", "T/X", "d"),
        ("X", "n", "T/X", "d"),
        ("X", "D", "A/X", "d"),
        ("X", "e", "T/X", "e"),
    ],
)
def test_a_clause_stands_behind_the_one_before_it_and_a_heading_behind_all_under_a_heading(
    uid: str, after: str | None, shape: str, behind: str
) -> None:
    done = inserted(TEXT, entry(uid), after)
    place = uids(done).index(uid)
    assert (shapes([done[place]]), done[place - 1].uid) == (shape, behind)
    assert [*done[:place], *done[place + 1 :]] == TEXT, "no other part changes hands"


@pytest.mark.parametrize(
    ("before", "uid", "after", "done"),
    [
        (UNTITLED, "x", None, "x c A A/a B B/b"),
        (UNTITLED, "X", None, "c X A A/a B B/b"),
        (UNTITLED, "X", "c", "c X A A/a B B/b"),
        (UNTITLED, "X", "a", "c A A/a X B B/b"),
        (outline("A A/a"), "x", None, "x A A/a"),
        (outline("c d"), "X", "c", "c d X"),
        ([], "x", None, "x"),
        ([], "X", None, "X"),
    ],
)
def test_in_a_text_without_a_title_what_is_put_at_the_beginning_stands_under_nothing(
    before: list[Entry], uid: str, after: str | None, done: str
) -> None:
    assert shapes(inserted(before, entry(uid), after)) == done


def test_the_first_heading_under_the_title_stands_before_an_annex_beside_it() -> None:
    annexed = outline("T T/c N N/n N/H H/h")
    for after in (None, "T", "c"):
        assert shapes(inserted(annexed, entry("X"), after)) == "T T/c T/X N N/n N/H H/h"
    assert shapes(inserted(annexed, entry("X"), "n")) == "T T/c N N/n N/H H/h X"


def test_a_part_is_taken_out_unless_others_stand_under_it_or_it_is_the_last_clause() -> None:
    assert shapes(without(TEXT, "n")) == "T T/c T/A A/a A/b A/D D/d T/B B/e"
    assert shapes(without(outline("A B B/b"), "A")) == "B B/b"
    for before, uid, obstacle in [
        (TEXT, "D", Obstacle.PARTS_BELOW),
        (TEXT, "a", Obstacle.PARTS_BELOW),
        (outline("A B B/b"), "b", Obstacle.LAST_CLAUSE),
    ]:
        with pytest.raises(Hindered, match=obstacle):
            without(before, uid)


def test_what_stands_under_a_part_moves_along_with_it() -> None:
    assert shapes(moved_after(TEXT, "A", "e")) == "T T/c T/B B/e T/A A/a a/n A/b A/D D/d"
    assert shapes(moved_after(TEXT, "a", "e")) == "T T/c T/A A/b A/D D/d T/B B/e B/a a/n"
    assert shapes(moved_after(TEXT, "B", None)) == "T T/c T/B B/e T/A A/a a/n A/b A/D D/d"


def test_no_part_moves_into_itself_and_the_title_does_not_move() -> None:
    for after in "Aand":
        with pytest.raises(Hindered, match=Obstacle.WITHIN_ITSELF):
            moved_after(TEXT, "A", after)
    with pytest.raises(Hindered, match=Obstacle.NO_NEIGHBOUR):
        moved_after(outline("T T/A A/a N N/n"), "T", "n")


def test_no_heading_becomes_deeper_than_the_third_unless_the_text_was_that_deep_before() -> None:
    with pytest.raises(Hindered, match=Obstacle.TOO_DEEP):
        moved_after(outline("T T/A A/B B/b T/C C/D D/d"), "C", "b")
    assert shapes(moved_after(outline("T T/A A/B B/b T/C C/c"), "C", "b")) == "T T/A A/B B/b A/C C/c"
    assert shapes(moved_after(outline("T T/A A/B B/C C/c T/D D/d"), "D", "c")) == "T T/A A/B B/C C/c B/D D/d"


def test_neighbours_change_places_with_all_that_stands_under_them() -> None:
    changed = "T T/c T/B B/e T/A A/a a/n A/b A/D D/d"
    assert shapes(swapped(TEXT, "A", is_up=False)) == shapes(swapped(TEXT, "B", is_up=True)) == changed
    assert shapes(swapped(outline("T T/c N N/n M M/m"), "M", is_up=True)) == "T T/c M M/m N N/n"
    assert shapes(swapped(TEXT, "b", is_up=True)) == "T T/c T/A A/b A/a a/n A/D D/d T/B B/e"


def test_what_stands_between_two_clauses_stays_there_when_they_change_places() -> None:
    assert shapes(swapped(outline("A A/a A/B B/b A/c"), "a", is_up=False)) == "A A/c A/B B/b A/a"


@pytest.mark.parametrize(("uid", "is_up"), [(uid, uid in "AaN") for uid in "AaNBbcTM"])
def test_a_part_stays_where_no_other_of_its_kind_is_beside_it_and_none_takes_the_title_s_place(
    uid: str, is_up: bool
) -> None:
    with pytest.raises(Hindered, match=Obstacle.NO_NEIGHBOUR):
        swapped([*TEXT, *outline("N N/n M M/m")], uid, is_up=is_up)


def test_a_clause_is_split_in_two_of_its_kind_and_the_first_keeps_its_heading_and_what_stands_under_it() -> None:
    long = entry("A/a", kind=ClauseKind.DEFINITION, heading="Clock", text="It shows time.  It rings.")
    done = split([entry("A"), long, entry("a/n"), entry("A/b")], "a", 15, "x")
    assert shapes(done) == "A A/a a/n A/x A/b"
    assert (done[1].words, done[3].words) == (Words("Clock", "It shows time."), Words("", "It rings."))
    assert (done[3].kind, done[3].number) == (ClauseKind.DEFINITION, "")


def test_nothing_is_split_off_that_has_no_words_and_no_heading_is_split() -> None:
    for place in (0, len(TEXT[1].words.text)):
        with pytest.raises(Hindered, match=Obstacle.NO_CUT):
            split(TEXT, "c", place, "x")
    with pytest.raises(Hindered, match=Obstacle.IS_HEADING):
        split(TEXT, "A", 1, "x")


def test_a_clause_is_put_together_with_the_next_and_has_under_it_what_stood_under_either() -> None:
    before = outline("A A/a a/m A/b b/n A/c")
    done = merged(before, "a")
    assert shapes(done) == "A A/a a/m a/n A/c"
    assert done[1].words == Words("", "It says a.\n\nIt says b.")
    assert next_of(before, "a") == before[3]


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [
        ("", "", Words("", "One.\n\nTwo.")),
        ("I", "", Words("I", "One.\n\nTwo.")),
        ("", "II", Words("II", "One.\n\nTwo.")),
        ("I", "II", Words("I", "One.\n\nII\n\nTwo.")),
    ],
)
def test_no_heading_is_lost_when_clauses_are_put_together(first: str, second: str, both: Words) -> None:
    (done,) = merged([entry("a", heading=first, text="One."), entry("b", heading=second, text="Two.")], "a")
    assert done.words == both


@pytest.mark.parametrize(
    ("uid", "obstacle"),
    [
        ("A", Obstacle.IS_HEADING),
        ("c", Obstacle.NO_NEIGHBOUR),
        ("b", Obstacle.NO_NEIGHBOUR),
        ("d", Obstacle.NO_NEIGHBOUR),
        ("n", Obstacle.NO_NEIGHBOUR),
        ("e", Obstacle.NO_NEIGHBOUR),
    ],
)
def test_a_clause_is_put_together_with_nothing_but_the_clause_beside_it(uid: str, obstacle: Obstacle) -> None:
    with pytest.raises(Hindered, match=obstacle):
        merged(TEXT, uid)


def test_a_clause_is_not_put_together_with_a_part_of_another_kind() -> None:
    with pytest.raises(Hindered, match=Obstacle.OTHER_KIND):
        merged([entry("a"), entry("b", kind=ClauseKind.DEFINITION)], "a")


def test_only_the_parts_that_are_named_say_something_else() -> None:
    said = Words("", "Other words.")
    done = reworded(TEXT, {"b": said})
    assert {old.uid: new.words for old, new in zip(TEXT, done, strict=True) if old != new} == {"b": said}
    assert shapes(done) == shapes(TEXT)


def test_the_obstacle_is_told_with_the_refusal() -> None:
    with pytest.raises(Hindered) as refused:
        without(TEXT, "A")
    assert refused.value.obstacle is Obstacle.PARTS_BELOW


HEADINGS, CLAUSES = "ABCDEFGH", "abcdefgh"


@st.composite
def texts(draw: st.DrawFn) -> list[Entry]:
    """Give texts whose headings are at most three deep, with clauses under headings and under clauses.

    Beside a title stand annexes, behind all that is under it.
    """
    title = outline("T" if draw(st.booleans()) else "")
    parts, above = list(title), list(title)
    for place in range(draw(st.integers(1, 8))):
        above = above[: draw(st.integers(0, len(above)))]
        may_be_heading = len(above) < DEEPEST_HEADING and all(one.is_principle for one in above)
        is_heading = may_be_heading and (draw(st.booleans()) or (title != [] and above == []))
        uid = HEADINGS[place] if is_heading else CLAUSES[place]
        parts.append(entry(f"{above[-1].uid}/{uid}" if above else uid))
        above = [*above, parts[-1]]
    return parts


def is_whole(parts: Sequence[Entry]) -> bool:
    """Whether each part stands behind its parent with nothing between that is not under that parent too."""
    above: list[str] = []
    for one in parts:
        while above and above[-1] != one.parent:
            above.pop()
        if one.parent and not above:
            return False
        above.append(one.uid)
    return True


@given(texts(), st.data())
def test_wherever_a_part_is_moved_no_part_is_lost_or_torn_from_what_it_stands_under(
    parts: list[Entry], data: st.DataObject
) -> None:
    uid = data.draw(st.sampled_from(uids(parts)))
    after = data.draw(st.sampled_from([None, *uids(parts)]))
    is_up = data.draw(st.booleans())
    acts: list[Callable[[], list[Entry]]] = [
        lambda: moved_after(parts, uid, after),
        lambda: swapped(parts, uid, is_up=is_up),
    ]
    for act in acts:
        try:
            done = act()
        except Hindered:
            continue
        assert sorted(uids(done)) == sorted(uids(parts))
        assert is_whole(done)
        parents = {one.uid: one.parent for one in parts}
        assert {one.uid for one in done if one.parent != parents[one.uid]} <= {uid}


@given(texts(), st.data())
def test_a_part_that_changed_places_with_its_neighbour_can_change_back(parts: list[Entry], data: st.DataObject) -> None:
    uid = data.draw(st.sampled_from(uids(parts)))
    try:
        there = swapped(parts, uid, is_up=True)
    except Hindered:
        return
    assert swapped(there, uid, is_up=False) == parts
