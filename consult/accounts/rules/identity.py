"""Names and e-mail addresses as people type them, brought to one form or refused."""

import re
import unicodedata

import regex

LONGEST_EMAIL = 320
LONGEST_NAME = 120
_SPECIAL = r"\s@<>\"(),:;\[\]\\"
_EMAIL = re.compile(rf"[^{_SPECIAL}]{{1,64}}@(?:[^{_SPECIAL}.]{{1,63}}\.)+[^{_SPECIAL}.]{{2,63}}")
_INVISIBLE = r"\p{Default_Ignorable_Code_Point}"
"""What shows nothing: zero-width characters, direction marks, fillers, variation selectors, tags."""
_AFTER_JOINING_LETTER = r"(?<=[\p{jt=D}\p{jt=L}]\p{jt=T}*)\u200c(?=\p{jt=T}*[\p{jt=D}\p{jt=R}])"
_AFTER_VIRAMA = r"(?<=\p{ccc=9})[\u200c\u200d](?=\p{L})"
_NEVER_SEEN = regex.compile(rf"(?!{_AFTER_JOINING_LETTER}|{_AFTER_VIRAMA}){_INVISIBLE}")
"""What shows nothing, but for the joiners that Persian or Sinhala words are spelt with (Unicode's UAX 31, A1 and A2)."""


def clean_email(typed: str) -> str | None:
    """Return the address in its one form (NFC, lower case, no surrounding space), or None if it is none.

    Control characters and line ends are refused: they could add headers to a letter (threat T38).
    """
    address = unicodedata.normalize("NFC", typed.strip()).lower()
    if len(address) > LONGEST_EMAIL or any(unicodedata.category(one).startswith("C") for one in address):
        return None
    return address if _EMAIL.fullmatch(address) else None


def clean_name(typed: str, longest: int = LONGEST_NAME) -> str | None:
    """Return the name on one line in its one form, or None if nothing readable is left or it is too long.

    Invisible characters and direction marks are taken out, so that no two names only look the same (threat T16), but
    joiners stay where they shape the letters around them. Control characters, lone surrogates and noncharacters are
    refused.
    """
    name, before = _without_unseen(typed), typed
    while name != before:
        name, before = _without_unseen(name), name
    if len(name) > longest or not any(one.isalnum() for one in name):
        return None
    return None if any(unicodedata.category(one) in {"Cc", "Cs", "Cn"} for one in name) else name


def _without_unseen(text: str) -> str:
    """Return the text in NFC without what shows nothing; taking one character out can lay the next one open."""
    return " ".join(unicodedata.normalize("NFC", _NEVER_SEEN.sub("", unicodedata.normalize("NFC", text))).split())


def without_invisible(text: str) -> str:
    """Return the text without the characters that show nothing, joiners among them."""
    return str(regex.sub(_INVISIBLE, "", text))
