"""Cells of tables: numbers stay numbers, and no text can act as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

from consult.intake.rules.sheets.cells import FORMULA_STARTS, neutral

__all__ = ["FORMULA_STARTS", "neutral", "to_csv"]


def to_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return RFC 4180 lines, every field quoted."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([neutral(cell) for cell in row])
    return out.getvalue()
