"""What a draft lacks before it is published, and how a page names the clauses that lack it."""

from typing import Any

import pytest

from consult.drafting.rules.publishing import ChangeState, Lack, Missing, Readiness, missing

READY: dict[str, Any] = {
    "is_first": False,
    "is_before_published": True,
    "unmapped": (),
    "is_confirmed": True,
    "changes": (ChangeState("a", "1", is_gone=False, is_cited=True, is_settled=True),),
}


def test_clauses_that_lack_something_are_named_in_one_line_and_those_of_the_draft_before_in_brackets() -> None:
    assert Missing(Lack.CITATIONS, ("1.1", "2"), ("3", "4.1")).named == "1.1, 2, (3), (4.1)"
    assert Missing(Lack.LINEAGE, gone=("3",)).named == "(3)"
    assert Missing(Lack.CONFIRMATION).named == ""


def test_a_draft_whose_changes_are_all_explained_and_confirmed_lacks_nothing() -> None:
    assert missing(Readiness(**READY)) == []


@pytest.mark.parametrize("is_first", [True, False])
def test_a_clause_that_is_not_agreed_holds_up_even_the_first_draft(is_first: bool) -> None:
    found = missing(Readiness(**{**READY, "is_first": is_first, "unsettled": ("1", "2")}))
    assert found == [Missing(Lack.NEGOTIATION, ("1", "2"))]
