"""The tokens of a text in any script: what a redline keeps, removes and adds, and what likeness is measured on."""

import unicodedata

import regex

UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
"""The scripts that put no space between words; a token of theirs is one character with its marks."""

# Every branch takes whole grapheme clusters (\X), so that a combining mark never leaves its base.
_TOKEN = regex.compile(
    rf"""(?V1)
    (?=[{UNSPACED}])\X
    | (?:
        (?=[[\p{{L}}\p{{M}}\p{{N}}_]--[{UNSPACED}]])\X
        | (?<=[\p{{L}}\p{{M}}])(?=['’ʼ][[\p{{L}}]--[{UNSPACED}]])\X
        | (?<=\p{{N}})(?=[.,٫٬]\p{{N}})\X
      )+
    | (?:(?=\s)\X)+
    | \X
    """,
    regex.VERBOSE,
)
_CHARACTER = regex.compile(r"\X")
_WORD = regex.compile(r"(?V1)[\p{L}\p{M}\p{N}_]")
_UNSPACED = regex.compile(rf"(?V1)[{UNSPACED}]")


def tokens_of(text: str) -> list[str]:
    """Return the words, spaces and signs of a text; joined, they give the text back exactly.

    A word is a run of letters, marks and digits, with the apostrophe and the decimal sign inside it. Where a script
    puts no space between words, each character with its marks is a token, after UAX #29's grapheme clusters: words of
    these scripts cannot be told without a dictionary, and redlines by dictionary came out the same.

    >>> tokens_of("3.5 people's clocks.")
    ['3.5', ' ', "people's", ' ', 'clocks', '.']
    >>> tokens_of("审计机器。")
    ['审', '计', '机', '器', '。']
    """
    return _TOKEN.findall(text)


def characters_of(text: str) -> list[str]:
    """Return the characters of a text as readers see them, each with its marks."""
    return _CHARACTER.findall(text)


def is_word(token: str) -> bool:
    """Whether the token is a word or a character of one, rather than a space or a sign."""
    return _WORD.match(token) is not None


def is_unspaced(token: str) -> bool:
    """Whether the token is one character of a script without spaces, so that a word takes about two of them."""
    return _UNSPACED.match(token) is not None


def words_of(text: str) -> list[str]:
    """Return the words alone in their composed form and without case, to be compared.

    >>> words_of("Clocks, CLOCKS and Uhren")
    ['clocks', 'clocks', 'and', 'uhren']
    """
    return [token for token in tokens_of(unicodedata.normalize("NFC", text).casefold()) if is_word(token)]


def squeezed(text: str) -> str:
    """Return the text with each run of spaces and line ends as one space: how it reads on a page.

    >>> squeezed(" Stop  the   clock. ")
    'Stop the clock.'
    """
    return " ".join(text.split())
