"""What a statement that people agree or disagree with may be, and when two of them are the same one."""

import unicodedata
from hashlib import sha256

from consult.deliberation.rules.words import clean_text

LONGEST_STATEMENT = 300
MOST_STATEMENTS = 10
"""How many statements a seat may submit in one round, whatever becomes of them."""

FULL_STOPS = ".!…。！｡ "


def one_line(text: str) -> str | None:
    r"""Return a statement as it is kept: plain text in one line; None if it holds what no text holds.

    Example: " Log  every\nstop. " is kept as "Log every stop."
    """
    plain = clean_text(text)
    return None if plain is None else " ".join(plain.split())


def folded(text: str) -> str:
    """Return what two statements have in common that are the same: no capitals, widths, spaces or full stops.

    Unicode's compatibility form and case folding. Example: "LOG  every stop!" and "Log every stop" are the same
    statement; "Log every stop?" is a question, and another one.
    """
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(plain.split()).rstrip(FULL_STOPS)


def sameness(text: str) -> str:
    """Return by what the database finds the same statement: the SHA-256 of what it has in common with others, in hex."""
    return sha256(folded(text).encode()).hexdigest()
