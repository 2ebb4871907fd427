"""What became of each comment of a round, as a table for spreadsheets: the same as the public page, in our own words."""

from collections.abc import Iterable, Mapping

from consult.export.rules.cells import to_csv

COLUMNS = (
    "comment_id", "clause_uid", "draft_no", "category", "country", "lang", "summary", "proposed_text", "disposition",
    "reason", "resulting_clause_version", "decided_at", "decided_by_role", "satisfaction", "satisfaction_words",
    "duplicate_of", "comment_number",
)  # fmt: skip
"""The columns; docs/dispositions.md says what each holds."""

SUMMARY_LENGTH = 300


def shortened(words: str) -> str:
    r"""Return words on one line, cut at 300 characters with an ellipsis.

    >>> shortened("Say  who\ndecides.")
    'Say who decides.'
    """
    line = " ".join(words.split())
    return line if len(line) <= SUMMARY_LENGTH else f"{line[: SUMMARY_LENGTH - 1].rstrip()}…"


def dispositions_csv(rows: Iterable[Mapping[str, object]]) -> str:
    """Return the rows as CSV, in the order given, under our columns; what a row does not tell is empty."""
    return to_csv(COLUMNS, ([row.get(column) for column in COLUMNS] for row in rows))
