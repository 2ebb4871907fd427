"""What a clause says with one suggestion put in by a person."""

import pytest

from consult.drafting.rules import ClauseKind
from consult.drafting.rules.outline import Entry
from consult.drafting.rules.wording import Words
from consult.front.rules.assembling import Why, Wish, reworded

CLAUSE = Entry(
    "1.1", ClauseKind.CLAUSE, "1", "1.1", Words("Clocks", "Stop the red clock now, then stop the blue clock.")
)
HEADING = Entry("1", ClauseKind.PRINCIPLE, None, "1", Words("Clocks", ""))


def wish(change: str = "replace", **said: str) -> Wish:
    return Wish("a", "1.1", change, **said)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (wish(exact="red", wording="green"), Words("Clocks", "Stop the green clock now, then stop the blue clock.")),
        (wish("delete", exact="now"), Words("Clocks", "Stop the red clock, then stop the blue clock.")),
        (wish(wording="Stop it."), Words("Clocks", "Stop it.")),
        (wish(wording="Stop it.", heading="Bells"), Words("Bells", "Stop it.")),
        (wish(heading="Bells"), Words("Bells", CLAUSE.words.text)),
        (wish("delete"), Words("", "")),
        (wish("delete", exact=CLAUSE.words.text), Words("", "")),
        (wish(exact="purple", wording="red"), Why.NOT_FOUND),
        (wish(exact="stop", wording="a" * 4000), Why.NO_FIT),
        (wish(wording="a" * 4001), Why.NO_FIT),
    ],
)
def test_a_clause_says_what_is_suggested_or_why_it_cannot(asked: Wish, said: Words | Why) -> None:
    assert reworded(CLAUSE, asked) == said


def test_a_heading_takes_what_is_suggested_as_its_words_and_has_no_text() -> None:
    assert reworded(HEADING, wish(wording="Bells")) == Words("Bells", "")
    assert reworded(HEADING, wish(heading="Bells", wording="Ring.")) == Words("Bells", "")
