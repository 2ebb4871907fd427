"""Headings that begin an annex, in the words of several languages, and the label each carries."""

import re
from collections.abc import Collection, Mapping
from itertools import count

WORDS: Mapping[str, tuple[str, ...]] = {
    "ar": ("المرفق", "مرفق", "الملحق", "ملحق"),
    "de": ("Anhang", "Anlage"),
    "en": ("Annex", "Appendix"),
    "es": ("Anexo", "Apéndice"),
    "fr": ("Annexe", "Appendice"),
    "zh": ("附件", "附录", "附錄"),
}
"""What an annex is called at the beginning of its heading."""
ORDINALS = ("الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر")
LETTERS = "أبجدهوزحطي"
NUMERALS = "一二三四五六七八九十"
_WORD = "|".join(sorted((word for words in WORDS.values() for word in words), key=len, reverse=True))
_LABEL = rf"[A-Z]|[IVX]{{1,5}}|\d{{1,2}}|[{NUMERALS}]{{1,3}}|{'|'.join(ORDINALS)}|[{LETTERS}]"
_ANNEX = re.compile(rf"(?:{_WORD})(?:\s*(?P<label>{_LABEL})(?=$|[\s.:：–—、(-])|(?=\s*(?:$|[.:：–—-])))", re.IGNORECASE)
_OWN = re.compile(r"(?P<number>[A-Z]\d{0,2}(?:\.\d{1,3}){1,4}|[IVX]{1,5}(?:\.\d{1,3}){1,4})(?:[.)]?\s+)(?=\S)")


def annex_number(heading: str, taken: Collection[str]) -> str | None:
    """Return the number of the annex that a heading begins, which no other part has; None for any other heading.

    A letter or a Roman number is the number itself; another one stands behind an A: `Appendix 2` is A2. Where the
    heading says none, or one that is taken, the next free letter is: A, B, …

    >>> annex_number("Annex B – Forms", ()), annex_number("附件一：表格", ()), annex_number("Annexation", ())
    ('B', 'A1', None)
    """
    found = _ANNEX.match(heading)
    if found is None:
        return None
    label = found["label"] or ""
    if label.isascii() and label.isalpha() and not label.isupper():
        return None  # `annex a building` speaks of no annex
    number = _number(label) if label else None
    free = (chr(ord("A") + place) if place < 26 else f"A-{place}" for place in count())
    return number if number and number not in taken else next(each for each in free if each not in taken)


def own_number(annex: str, words: str) -> tuple[str | None, str]:
    """Return the number that a heading within an annex carries, and the rest of it: `A.1 Scope` within A."""
    found = _OWN.match(words)
    if found is None or found["number"].partition(".")[0] != annex:
        return None, words
    return found["number"], words[found.end() :]


def _number(label: str) -> str:
    if label.isascii() and label.isalpha():
        return label
    if label.isdecimal():
        return f"A{int(label)}"
    if label in ORDINALS:
        return f"A{ORDINALS.index(label) + 1}"
    if label[0] in NUMERALS:
        return f"A{_counted(label)}"
    return chr(ord("A") + LETTERS.index(label))


def _counted(numerals: str) -> int:
    """Return the number that Chinese numerals say: 十一 is 11, 二十 is 20."""
    tens, ten, ones = numerals.rpartition("十")
    values = {each: place + 1 for place, each in enumerate(NUMERALS)}
    return (values.get(tens, 1) * 10 if ten else 0) + values.get(ones, 0)
