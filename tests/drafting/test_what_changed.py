"""What changed on the way to a draft, and what a change goes back to."""

import pytest

from consult.drafting.rules.changes import Changed, Source, SourceKind, changed, lineage_digest
from consult.drafting.rules.parts import Lineage


def test_what_is_said_is_named_by_its_id_and_anything_else_in_words() -> None:
    assert Source(SourceKind.COMMENT, ref="c1").is_complete
    assert not Source(SourceKind.COMMENT, note="somewhere").is_complete
    assert Source(SourceKind.EDITORIAL, note="Read through.").is_complete
    assert not Source(SourceKind.EDITORIAL).is_complete
    assert all(Source(SourceKind.MEETING, ref, note).is_complete for ref, note in (("m1", ""), (None, "In May.")))


def test_a_change_is_found_at_what_the_clause_became_and_a_deletion_at_what_it_was() -> None:
    rows = [
        ("deleted", "d", None),
        ("merged", "a", "m"),
        ("merged", "b", "m"),
        ("moved", "c", "c"),
        ("new", None, "n"),
    ]
    assert changed(rows) == [
        Changed("m", Lineage.MERGED),
        Changed("n", Lineage.NEW),
        Changed("d", Lineage.DELETED),
    ]


@pytest.mark.parametrize("other", [("edited", "a", "c"), ("edited", "b", "b"), ("moved", "a", "b")])
def test_a_lineage_has_one_digest_in_any_order_and_another_where_a_row_differs(other: tuple[str, str, str]) -> None:
    rows = [("edited", "a", "b"), ("deleted", "d", None)]
    assert lineage_digest(rows) == lineage_digest(reversed(rows))
    assert lineage_digest([other, rows[1]]) != lineage_digest(rows)
