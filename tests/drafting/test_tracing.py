"""What became of each clause, kept true while the next draft is written: told by links, words and places alone."""

from collections.abc import Collection, Sequence

from hypothesis import given
from hypothesis import strategies as st

from consult.drafting.rules import ClauseKind
from consult.drafting.rules.outline import Entry
from consult.drafting.rules.tracing import Link, Trace, after_merge, after_split, links_of, trace
from consult.drafting.rules.wording import Words


def entry(shape: str) -> Entry:
    """Return a part from `parent/itself`: a heading where it is a capital letter, with other words behind a star."""
    parent, _, named = shape.rpartition("/")
    uid = named.rstrip("*")
    said = f"It says {'something else' if named.endswith('*') else uid}."
    if uid.isupper():
        return Entry(uid, ClauseKind.PRINCIPLE, parent or None, "", Words(said, ""))
    return Entry(uid, ClauseKind.CLAUSE, parent or None, "", Words("", said))


def outline(shapes: str) -> list[Entry]:
    return [entry(shape) for shape in shapes.split()]


def itself(*sides: Sequence[Entry]) -> set[Link]:
    """Return that every clause of both drafts became itself."""
    return {(uid, uid) for uid in set.intersection(*({one.uid for one in side} for side in sides))}


def fates(old: str, new: str, links: Collection[Link] | None = None, *, moved: str = "") -> list[str]:
    """Return what became of each clause, as `kind origin>successor`."""
    before, after = outline(old), outline(new)
    rows = trace(before, after, itself(before, after) if links is None else links, set(moved))
    return [f"{row.kind} {row.origin or ''}>{row.successor or ''}" for row in rows]


def fate(uid: str, old: str, new: str, links: Collection[Link] | None = None, *, moved: str = "") -> str:
    """Return what became of the clause with this identity."""
    (found,) = [one.split()[0] for one in fates(old, new, links, moved=moved) if one.endswith(f">{uid}")]
    return found


def test_every_part_is_told_of_in_the_order_of_the_new_draft_and_then_those_that_are_gone() -> None:
    assert fates("A A/a A/b A/c", "A n A/b* A/a", moved="a") == [
        *("unchanged A>A", "new >n", "edited b>b", "moved a>a"),
        "deleted c>",
    ]


def test_of_two_parts_that_come_from_one_it_was_split_and_of_one_from_two_they_were_merged() -> None:
    assert fates("a b", "x y*", {("a", "x"), ("a", "y")}) == ["split a>x", "split a>y", "deleted b>"]
    assert fates("b a", "x", {("a", "x"), ("b", "x")}) == ["merged b>x", "merged a>x"], "in the order they stood in"
    assert fates("a b", "x y", {("a", "x"), ("b", "x"), ("a", "y")}) == ["merged a>x", "merged b>x", "split a>y"]


def test_a_part_of_a_split_clause_is_split_even_where_it_says_the_same_as_before() -> None:
    assert fates("a", "a x", {("a", "a"), ("a", "x")}) == ["split a>a", "split a>x"]


def test_links_to_what_stands_in_neither_draft_say_nothing() -> None:
    assert fates("a", "x", {("a", "gone"), ("gone", "x")}) == ["new >x", "deleted a>"]


def test_spaces_make_no_other_words_and_another_kind_does() -> None:
    old = Entry("a", ClauseKind.CLAUSE, None, "", Words("Clock", "Stop the clock."))
    spaced = Entry("a", ClauseKind.CLAUSE, None, "", Words(" Clock", "Stop\n the  clock."))
    named = Entry("a", ClauseKind.CLAUSE, None, "", Words("Bell", "Stop the clock."))
    defined = Entry("a", ClauseKind.DEFINITION, None, "", old.words)
    kinds = [trace([old], [new], {("a", "a")})[0].kind for new in (spaced, named, defined)]
    assert kinds == ["unchanged", "edited", "edited"]


def test_of_clauses_in_another_order_those_have_moved_that_were_moved() -> None:
    assert fates("a b", "b a", moved="a") == ["unchanged b>b", "moved a>a"]
    assert fates("a b", "b a", moved="b") == ["moved b>b", "unchanged a>a"]


def test_where_nobody_said_what_was_moved_the_fewest_that_explain_the_order_have() -> None:
    assert fates("a b c", "c a b") == ["moved c>c", "unchanged a>a", "unchanged b>b"]
    assert fates("a b c d", "d b c a", moved="d") == ["moved d>d", "unchanged b>b", "unchanged c>c", "moved a>a"]
    assert fate("a", "e f g a b c", "b c e* f* g* a") == "moved", "the fewest of those that say the same"


def test_a_clause_that_was_moved_away_and_back_has_not_moved() -> None:
    assert fate("b", "a b c", "a b c", moved="b") == "unchanged"
    assert fate("b", "A A/a A/b A/c", "A A/a A/b A/c", moved="b") == "unchanged"
    assert fate("b", "a b c", "a n b", moved="b") == "unchanged", "what is new or gone beside it moves nothing"


def test_a_clause_between_the_same_ones_has_moved_where_it_stands_under_another_heading() -> None:
    assert fate("b", "A A/a A/b", "A A/a N N/b", moved="b") == "moved"
    assert fate("b", "b", "N N/b", moved="b") == "moved"
    goes_on_as = {("A", "Z"), ("a", "a"), ("b", "b")}
    assert fate("b", "A A/a A/b", "Z Z/a Z/b", goes_on_as, moved="b") == "unchanged"


def test_a_clause_has_moved_past_an_edited_one_that_stayed_and_not_past_one_that_moved_itself() -> None:
    assert fate("m", "a e m", "a m e*", moved="m") == "moved"
    assert fate("m", "a e m", "a m e*", moved="me") == "unchanged"
    assert fate("m", "e a m", "a m e*", moved="m") == "unchanged", "the edited one stands elsewhere itself"


def test_a_new_half_comes_from_all_that_the_split_clause_came_from() -> None:
    assert after_split({("a", "x"), ("b", "x"), ("c", "y")}, "x", "n") == {
        *{("a", "x"), ("b", "x"), ("c", "y")},
        *{("a", "n"), ("b", "n")},
    }
    assert after_split({("a", "x")}, "y", "n") == {("a", "x")}, "a half of a new clause is new"


def test_what_a_clause_that_is_gone_came_from_became_the_one_it_was_put_together_with() -> None:
    assert after_merge({("a", "x"), ("b", "y"), ("c", "z")}, "x", "y") == {("a", "x"), ("b", "x"), ("c", "z")}
    assert after_merge(after_split({("a", "x")}, "x", "n"), "x", "n") == {("a", "x")}


LETTERS = st.lists(st.sampled_from("abcde"), unique=True).map(" ".join)


@given(LETTERS, LETTERS, st.sets(st.tuples(st.sampled_from("abcdez"), st.sampled_from("abcdez"))), LETTERS)
def test_the_rows_tell_of_every_part_of_both_drafts_and_give_the_links_back(
    old: str, new: str, links: set[Link], moved: str
) -> None:
    rows = trace(outline(old), outline(new), links, moved.split())
    assert links_of(rows) == {(origin, successor) for origin, successor in links if origin in old and successor in new}
    assert len(set(rows)) == len(rows)
    assert {row.origin for row in rows if row.origin} == set(old.split())
    assert [uid for uid in dict.fromkeys(row.successor for row in rows) if uid] == new.split()
    assert links_of([Trace(row.kind, row.origin, None) for row in rows]) == set()
