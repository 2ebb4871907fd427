"""The languages of the interface, and the direction of any language."""

from dataclasses import dataclass

from babel import Locale, UnknownLocaleError

from consult.localisation.rules.tags import UNDETERMINED, parse_tag, script_of

RIGHT_TO_LEFT_SCRIPTS = frozenset(
    [
        "Adlm",
        "Arab",
        "Aran",
        "Armi",
        "Avst",
        "Chrs",
        "Cprt",
        "Elym",
        "Gara",
        "Hatr",
        "Hebr",
        "Hung",
        "Khar",
        "Lydi",
        "Mand",
        "Mani",
        "Mend",
        "Merc",
        "Mero",
        "Narb",
        "Nbat",
        "Nkoo",
        "Orkh",
        "Ougr",
        "Palm",
        "Phli",
        "Phlp",
        "Phnx",
        "Prti",
        "Rohg",
        "Samr",
        "Sarb",
        "Sogd",
        "Sogo",
        "Syrc",
        "Syre",
        "Syrj",
        "Syrn",
        "Thaa",
        "Yezi",
    ]
)


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the interface.

    `tag` stands in addresses (BCP 47), `locale` is Babel's name and the folder of the catalogue, `reviewed` says
    whether a named speaker has signed the catalogue off. `plural_forms` is the catalogue's header: the number of
    forms and the expression that chooses one, in the order of CLDR's categories (`plurals.categories`).
    """

    tag: str
    locale: str
    name: str
    plural_forms: str
    reviewed: bool

    @property
    def direction(self) -> str:
        """Which way the language runs: "rtl" or "ltr"."""
        return direction(self.tag)


_ARABIC_PLURALS = (
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5);"
)

LANGUAGES = (
    Language("en", "en", "English", "nplurals=2; plural=(n != 1);", reviewed=True),
    Language("zh-Hans", "zh_Hans", "简体中文", "nplurals=1; plural=0;", reviewed=False),
    Language("ar", "ar", "العربية", _ARABIC_PLURALS, reviewed=False),
)


def by_tag(tag: str) -> Language:
    """Return the interface's language with this tag; refuse others with KeyError."""
    return {language.tag: language for language in LANGUAGES}[tag]


def direction(tag: str) -> str:
    """Return "rtl" or "ltr" for any BCP 47 tag, by the script it names or most likely uses.

    Where no script is known (`und`, or no tag at all), the answer is HTML's "auto": the words themselves decide.
    """
    script = script_of(tag)
    if script is None:
        return "auto"
    return "rtl" if script in RIGHT_TO_LEFT_SCRIPTS else "ltr"


def native_name(tag: str) -> str:
    """Return a language's own name, or its tag where that is not known."""
    parsed = parse_tag(tag)
    if parsed is None or parsed.language == UNDETERMINED:
        return tag
    try:
        locale = Locale.parse(str(parsed), sep="-")
    except (ValueError, UnknownLocaleError):
        return tag
    return locale.get_display_name() or tag
