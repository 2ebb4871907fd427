"""Where a comment stands in the next draft: with its clause, at its words, or nowhere, and never lost."""

from collections import Counter
from collections.abc import Sequence
from random import Random

import pytest

from consult.deliberation.rules.anchoring import Anchor, AnchorState, Quote, Remark, Why, carry, find
from consult.drafting.rules import ClauseKind, Known, Part, follow

CARRIED, REANCHORED, DETACHED = AnchorState


def stand(remark: Remark, lineage: Sequence[tuple[str, str | None, str | None]], **texts: str) -> Anchor:
    """Return where one comment stands in a draft whose clauses say this."""
    (found,) = carry([remark], lineage, {uid: (text,) for uid, text in texts.items()})
    return found


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("unchanged", Why.CLAUSE_UNCHANGED),
        ("moved", Why.CLAUSE_MOVED),
        ("edited", Why.CLAUSE_EDITED),
        ("merged", Why.CLAUSE_MERGED),
    ],
)
def test_a_comment_without_a_quote_goes_with_its_clause(kind: str, why: Why) -> None:
    found = stand(Remark("one", "a"), [(kind, "a", "b")], b="Whatever it says.")
    assert found == Anchor("one", CARRIED, why, "b")


def test_a_comment_on_a_clause_that_was_split_stands_on_the_first_part_of_the_text() -> None:
    rows = [("split", "a", "second"), ("split", "a", "first")]
    found = stand(Remark("one", "a"), rows, first="One.", second="Two.")
    assert found == Anchor("one", CARRIED, Why.CLAUSE_SPLIT, "first")


def test_a_quote_goes_to_the_part_in_which_its_words_stand() -> None:
    rows = [("split", "a", "first"), ("split", "a", "second")]
    found = stand(Remark("one", "a", Quote("the clock")), rows, first="Stop.", second="Stop the clock.")
    assert found == Anchor("one", REANCHORED, Why.QUOTE_AROUND, "second", 5)


def test_a_comment_on_a_clause_that_was_taken_out_is_detached() -> None:
    found = stand(Remark("one", "a"), [("deleted", "a", None), ("new", None, "b")], b="Else.")
    assert found == Anchor("one", DETACHED, Why.CLAUSE_DELETED)


def test_a_comment_whose_words_are_gone_is_detached_and_still_names_its_clause() -> None:
    found = stand(Remark("one", "a", Quote("the red clock")), [("edited", "a", "a")], a="Stop the clock.")
    assert found == Anchor("one", DETACHED, Why.QUOTE_GONE, "a")


def test_a_comment_with_a_quote_stays_with_words_that_did_not_change_even_in_a_language_nobody_kept() -> None:
    found = stand(Remark("one", "a", Quote("الساعة")), [("moved", "a", "a")], a="Stop the clock.")
    assert (found.state, found.why, found.clause) == (CARRIED, Why.CLAUSE_MOVED, "a")


def test_what_answers_a_comment_stays_with_it() -> None:
    remarks = [Remark("answer", "a", parent="one"), Remark("one", "a", Quote("clock"))]
    rows = [("split", "a", "first"), ("split", "a", "second")]
    found = carry(remarks, rows, {"first": ("Stop.",), "second": ("A clock.",)})
    assert [(one.clause, one.state) for one in found] == [("second", REANCHORED)] * 2
    assert found[0].why is Why.REPLY


def test_a_comment_on_the_whole_draft_stays_on_the_whole() -> None:
    assert stand(Remark("one", None), [("new", None, "b")], b="Else.") == Anchor("one", CARRIED, Why.WHOLE_DRAFT)


def test_words_that_were_gone_are_found_when_they_come_back() -> None:
    gone = Remark("one", "a", Quote("the clock"), is_gone=True)
    assert stand(gone, [("edited", "a", "a")], a="Stop it.").why is Why.GONE_BEFORE
    assert stand(gone, [("edited", "a", "a")], a="Stop the clock.").state is REANCHORED
    assert stand(Remark("one", None, is_gone=True), [], a="Stop.").state is DETACHED


def test_what_was_gone_and_quotes_no_words_does_not_come_back_with_its_clause() -> None:
    rows = [("edited", "a", "a")]
    answer = Remark("answer", "a", is_gone=True)
    assert stand(answer, rows, a="Stop it.") == Anchor("answer", DETACHED, Why.GONE_BEFORE, "a")


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("Stop the red clock.", Quote("red"), (Why.QUOTE_AROUND, 9)),
        ("red, red, and red", Quote("red", "and ", ""), (Why.QUOTE_AROUND, 14)),
        ("Stop the\n red clock.", Quote("the red"), (Why.QUOTE_AROUND, 5)),
        ("A red door.", Quote("red", "the ", " clock"), (Why.QUOTE_ONCE, 2)),
        ("red door, red wall", Quote("red", "the ", " wail"), (Why.QUOTE_NEAR, 10)),
        ("red red red", Quote("red", start=9), (Why.QUOTE_NEAR, 8)),
        ("Nothing.", Quote("red"), None),
    ],
)
def test_a_quote_is_found_by_what_stood_around_it_then_alone_then_nearest(
    text: str, quote: Quote, found: tuple[Why, int] | None
) -> None:
    assert find(text, quote) == found


WORDS = [
    "system",
    "people",
    "clock",
    "stop",
    "rule",
    "law",
    "risk",
    "open",
    "right",
    "data",
    "test",
    "vote",
    "read",
    "harm",
    "fair",
    "know",
    "keep",
    "show",
    "plain",
    "safe",
]


class Edits:
    """Random texts, and random edits of them: reworded, split, put together, moved, taken out, added."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)

    def sentence(self) -> str:
        return " ".join(self.chance.choices(WORDS, k=self.chance.randint(4, 9))).capitalize() + "."

    def clause(self) -> str:
        return " ".join(self.sentence() for _ in range(self.chance.randint(1, 4)))

    def text(self) -> list[str]:
        return [self.clause() for _ in range(self.chance.randint(2, 7))]

    def edited(self, clauses: list[str]) -> list[str]:
        """Return the clauses after up to five edits; at least one is left."""
        left = list(clauses)
        for _ in range(self.chance.randint(0, 5)):
            place = self.chance.randrange(len(left))
            self.chance.choice([self.reword, self.split, self.merge, self.move, self.delete, self.add])(left, place)
        return left

    def reword(self, left: list[str], place: int) -> None:
        words = left[place].split()
        words[self.chance.randrange(len(words))] = self.chance.choice(WORDS)
        left[place] = " ".join(words)

    def split(self, left: list[str], place: int) -> None:
        words = left[place].split()
        if len(words) > 1:
            cut = self.chance.randrange(1, len(words))
            left[place : place + 1] = [" ".join(words[:cut]), " ".join(words[cut:])]

    def merge(self, left: list[str], place: int) -> None:
        if place + 1 < len(left):
            left[place : place + 2] = [f"{left[place]} {left[place + 1]}"]

    def move(self, left: list[str], place: int) -> None:
        left.insert(self.chance.randrange(len(left)), left.pop(place))

    def delete(self, left: list[str], place: int) -> None:
        if len(left) > 1:
            del left[place]

    def add(self, left: list[str], place: int) -> None:
        left.insert(place, self.clause())

    def quote(self, text: str) -> Quote | None:
        """Return words of the text with what stands around them, or none."""
        if self.chance.random() < 0.4:
            return None
        start = self.chance.randrange(len(text))
        end = min(len(text), start + self.chance.randint(1, 30))
        exact = text[start:end].strip()
        place = text.find(exact, start) if exact else -1
        if place < 0:
            return None
        return Quote(exact, text[max(0, place - 32) : place], text[place + len(exact) :][:32], place)


def parts(clauses: list[str]) -> list[Part]:
    return [Part(ClauseKind.CLAUSE, str(place + 1), "", text) for place, text in enumerate(clauses)]


def test_two_thousand_random_edits_never_lose_a_comment() -> None:
    kinds, states = Counter[str](), Counter[AnchorState]()
    for seed in range(2000):
        edits = Edits(seed)
        old = edits.text()
        new = edits.edited(old)
        known = [Known(f"old-{place}", None, place, ClauseKind.CLAUSE, "", text) for place, text in enumerate(old)]
        steps = follow(known, parts(new))
        uids = [f"new-{place}" for place in range(len(new))]
        for step in steps:
            if step.part is not None and step.origin and step.carries:
                uids[step.part] = step.origin
        rows = [(str(step.kind), step.origin, uids[step.part] if step.part is not None else None) for step in steps]
        remarks = _remarks(edits, old)
        found = carry(remarks, rows, {uid: (text,) for uid, text in zip(uids, new, strict=True)})
        assert [one.comment for one in found] == [one.id for one in remarks]
        _assert_places_are_there(found, remarks, dict(zip(uids, new, strict=True)))
        kinds.update(kind for kind, _, _ in rows)
        states.update(one.state for one in found)
    assert all(kinds[kind] > 20 for kind in ("unchanged", "edited", "moved", "split", "merged", "deleted", "new")), (
        kinds
    )
    assert all(states[state] > 100 for state in AnchorState), states


def _remarks(edits: Edits, old: list[str]) -> list[Remark]:
    remarks = [Remark("whole", None)]
    for place, text in enumerate(old):
        for number in range(edits.chance.randint(0, 3)):
            name = f"{place}-{number}"
            remarks.append(Remark(name, f"old-{place}", edits.quote(text)))
            if edits.chance.random() < 0.3:
                remarks.append(Remark(f"{name}-answer", f"old-{place}", parent=name))
    return remarks


def _assert_places_are_there(found: list[Anchor], remarks: list[Remark], texts: dict[str, str]) -> None:
    by_id = {one.id: one for one in remarks}
    for anchor in found:
        remark = by_id[anchor.comment]
        assert anchor.clause is None or anchor.clause in texts
        if anchor.state is REANCHORED and remark.quote:
            assert anchor.clause is not None
            assert anchor.start is not None
            standing = texts[anchor.clause][anchor.start :]
            assert "".join(standing.split()).startswith("".join(remark.quote.exact.split()))
        if anchor.state is not DETACHED and remark.clause is not None:
            assert anchor.clause is not None
