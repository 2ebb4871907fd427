"""Reading JSON and numbers as people type them, each refusal with the number of its line."""

import json
from typing import Any

from flask_babel import lazy_gettext as _

from consult.kernel.errors import Refused, msgid

MOST_DIGITS = 9


class TallyRefused(Refused):
    """A file that holds no tally; `line` is where."""

    code = "tally-refused"
    status = 422
    sentence = msgid("Line %(line)s of the tally cannot be taken: %(problem)s. Put it right and try again.")


def read_number(written: object, line: int, *, most_digits: int = MOST_DIGITS) -> int:
    """Return a count, from JSON or typed; refuses what is none, and what has too many digits, with `tally-refused`."""
    told = str(written)
    if isinstance(written, bool) or not (told.isascii() and told.isdecimal() and len(told) <= most_digits):
        raise TallyRefused(line=line, problem=_("“%(word)s” is no count", word=told))
    return int(told)


def read_object(text: str) -> dict[str, Any] | None:
    """Return the object that a JSON text holds, None where it holds another value; refuses with `tally-refused`."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise TallyRefused(line=getattr(error, "lineno", 1), problem=_("this is not JSON")) from error
    return content if isinstance(content, dict) else None


def line_of(name: str, text: str) -> int:
    """Return the first line of a JSON text that has this name in it; 1 where it is spelled in another way."""
    return text.count("\n", 0, max(0, text.find(json.dumps(name, ensure_ascii=False)))) + 1
