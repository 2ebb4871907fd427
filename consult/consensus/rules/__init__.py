"""Where agreement lies: exact counting rules, caution margins and measures, each with its source."""

FORMULA_VERSION = "2026.1"
"""Names the formulas of a result; it changes with any of them, and a result says which it was made with."""
