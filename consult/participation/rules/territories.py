"""Countries and territories: which there are, in which list, and what the reader's language calls them."""

import unicodedata
from collections.abc import Mapping
from functools import cache

from babel import Locale

LISTS = ("un_members", "un_members_observers", "iso3166")

NOT_ISO_3166 = frozenset(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"])
"""Two-letter codes that CLDR names and ISO 3166-1 does not assign: reserved, private, or parts and groups of countries."""

ISO_3166 = frozenset(code for code in map(str, Locale("en").territories) if len(code) == 2) - NOT_ISO_3166
"""The 249 officially assigned alpha-2 codes of ISO 3166-1."""

NOT_UN_MEMBERS = frozenset(
    [
        "AI",
        "AQ",
        "AS",
        "AW",
        "AX",
        "BL",
        "BM",
        "BQ",
        "BV",
        "CC",
        "CK",
        "CW",
        "CX",
        "EH",
        "FK",
        "FO",
        "GF",
        "GG",
        "GI",
        "GL",
        "GP",
        "GS",
        "GU",
        "HK",
        "HM",
        "IM",
        "IO",
        "JE",
        "KY",
        "MF",
        "MO",
        "MP",
        "MQ",
        "MS",
        "NC",
        "NF",
        "NU",
        "PF",
        "PM",
        "PN",
        "PR",
        "PS",
        "RE",
        "SH",
        "SJ",
        "SX",
        "TC",
        "TF",
        "TK",
        "TW",
        "UM",
        "VA",
        "VG",
        "VI",
        "WF",
        "YT",
    ]
)
UN_OBSERVERS = frozenset({"PS", "VA"})
UN_MEMBERS = ISO_3166 - NOT_UN_MEMBERS


def codes(name_of_list: str) -> frozenset[str]:
    """Return the alpha-2 codes of a list: `un_members`, `un_members_observers` or `iso3166`; refuse others with KeyError."""
    lists = {"un_members": UN_MEMBERS, "un_members_observers": UN_MEMBERS | UN_OBSERVERS, "iso3166": ISO_3166}
    return lists[name_of_list]


def name(code: str, locale: str, overrides: Mapping[str, str] | None = None) -> str:
    """Return what the language calls the country or territory: the organiser's own name, else CLDR's, else the code.

    The locale may be spelt either way, `zh_Hans` or `zh-Hans`; a language without data is refused with Babel's
    UnknownLocaleError. An empty name of the organiser's counts as none.
    """
    own = (overrides or {}).get(code)
    return own or _names(locale.replace("-", "_")).get(code, code)


def sorted_names(name_of_list: str, locale: str, overrides: Mapping[str, str] | None = None) -> list[tuple[str, str]]:
    """Return (code, name) of a list by name.

    Accents and case are passed over. Babel has no collation, so a language whose order is not that of its characters
    (Chinese by pronunciation, Swedish with å last) comes in the order of the characters.
    """
    pairs = [(code, name(code, locale, overrides)) for code in codes(name_of_list)]
    return sorted(pairs, key=lambda pair: (_sort_key(pair[1]), pair[0]))


@cache
def _names(locale: str) -> Mapping[str, str]:
    return dict(Locale.parse(locale).territories)


def _sort_key(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
