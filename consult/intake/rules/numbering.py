"""What tells the number of a part in a file: its heading's own words, and the file's name."""

import re
from collections.abc import Sequence

_CARRIED = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,3})(?P<mark>[.)．）]\s+|、\s*|\s+)(?=\S)")

_SECTION = re.compile(
    r"(?:(?P<publication>[A-Za-z0-9][A-Za-z0-9-]{0,19})_)?sec(?:tion)?[_-]?(?P<number>[0-9]{1,3})(?![0-9])"
)


def split_number(words: str) -> tuple[str | None, str]:
    """Return the number a heading carries and the rest of it: `5.2 Title`, `5. Title`, `5) Title`, `5、Title`.

    A single number needs its mark: `2030 agenda` carries none. Digits of any script are read.
    """
    found = _CARRIED.match(words)
    if found is None or not (found["mark"].strip() or "." in found["number"]):
        return None, words
    number = ".".join(str(int(part)) for part in found["number"].split("."))
    return (None, words) if number.startswith("0") else (number, words[found.end() :])


def section_numbers(names: Sequence[str]) -> dict[str, str]:
    """Return the section that a file's name tells, for each file whose name does: `sec4_model.md` is section 4.

    Where the names speak of several publications, `63A_sec4.md` is 63A-4.
    """
    told = {name: found for name in names if (found := _SECTION.match(name))}
    are_several = len({found["publication"] for found in told.values()}) > 1
    return {name: _section(found["publication"] if are_several else None, found) for name, found in told.items()}


def _section(publication: str | None, found: re.Match[str]) -> str:
    number = str(int(found["number"]))
    return f"{publication}-{number}" if publication else number
