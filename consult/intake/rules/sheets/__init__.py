"""Comment sheets: the ISO comment table, the CEN form and what organisations make of them, read and written."""

from consult.intake.rules.sheets.cells import FORMULA_STARTS, neutral, plain
from consult.intake.rules.sheets.columns import CEN, ISO, Column, Form
from consult.intake.rules.sheets.entries import Entry, RefusedRow, Sheet, read_entries
from consult.intake.rules.sheets.records import records_of_csv, records_of_json
from consult.intake.rules.sheets.writing import FORMATS, write_sheet

__all__ = [
    "CEN",
    "FORMATS",
    "FORMULA_STARTS",
    "ISO",
    "Column",
    "Entry",
    "Form",
    "RefusedRow",
    "Sheet",
    "neutral",
    "plain",
    "read_entries",
    "records_of_csv",
    "records_of_json",
    "write_sheet",
]
