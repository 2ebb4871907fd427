"""Cells of tables: numbers stay numbers, and no text can act as a formula (threat T12)."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
MARK = "'"


def neutral(value: object) -> str:
    """Return the cell's text; one that a spreadsheet would take for a formula gets an apostrophe before it.

    So does one that would look like that afterwards (`'=1`), so that taking the apostrophe away gives every text
    back. Numbers stay numbers, and what is not known is an empty cell.
    """
    if value is None:
        return ""
    if isinstance(value, bool | int | float):
        return str(value)
    text = str(value)
    return f"{MARK}{text}" if _would_act(text) else text


def plain(text: str) -> str:
    """Return the text that `neutral` was given: without the one apostrophe that keeps it from being a formula."""
    return text[1:] if text.startswith(MARK) and _would_act(text) else text


def _would_act(text: str) -> bool:
    return text.lstrip(MARK).startswith(FORMULA_STARTS)
