"""Language tags (BCP 47) taken apart, spelt as usual, and completed with what they most likely mean.

The data are Babel's: aliases of languages and territories, and CLDR's likely subtags.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from babel import Locale
from babel.core import get_global

LONGEST_TAG = 35
"""RFC 5646 asks for room for 35 characters at least, and the tables have that much."""
UNDETERMINED = "und"
_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<extended>[a-z]{3}))?(?:-(?P<script>[a-z]{4}))?(?:-(?P<territory>[a-z]{2}|[0-9]{3}))?"
    r"(?P<rest>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?)"
)


@dataclass(frozen=True, slots=True)
class Tag:
    """The parts of a language tag; `rest` holds variants and extensions with their leading hyphen."""

    language: str
    script: str | None = None
    territory: str | None = None
    rest: str = ""

    def __str__(self) -> str:
        """Spell the tag."""
        return "-".join(part for part in (self.language, self.script, self.territory) if part) + self.rest


def parse_tag(text: str) -> Tag | None:
    """Return the parts of a tag in their usual spelling, old codes replaced (`iw` by `he`), or None if it is no tag.

    Takes underscores for hyphens, as Babel writes them. Says nothing about whether such a language is known.
    """
    if len(text) > LONGEST_TAG:
        return None
    found = _TAG.fullmatch(text.strip().replace("_", "-").lower())
    if found is None:
        return None
    newer = str(_languages().get(found["extended"] or found["language"], found["extended"] or found["language"]))
    language, _, more = newer.partition("_")
    script = found["script"].title() if found["script"] else None
    territory = _newest_territory(found["territory"].upper()) if found["territory"] else None
    implied = more or None
    if implied and len(implied) == 4:
        script = script or implied
    else:
        territory = territory or implied
    return Tag(language, script, territory, found["rest"])


def normalise_tag(text: str) -> str | None:
    """Return the tag in its usual spelling (`zh-Hans`, `pt-BR`), or None if it is no tag or names no known language."""
    tag = parse_tag(text)
    return str(tag) if tag is not None and tag.language in _known_languages() else None


def script_of(text: str) -> str | None:
    """Return the script that a tag names or most likely means (`Arab`), or None where that is not known."""
    tag = parse_tag(text)
    return complete(tag).script if tag is not None else None


def complete(tag: Tag) -> Tag:
    """Return the tag with the script and the territory that it most likely means, as far as they are known.

    `und` says that the language is not known, so nothing is guessed for it.
    """
    if tag.language == UNDETERMINED:
        return tag
    likely = get_global("likely_subtags")
    for known in ((tag.script, tag.territory), (None, tag.territory), (tag.script, None), (None, None)):
        full = likely.get("_".join(part for part in (tag.language, *known) if part))
        if full is not None:
            _, script, territory = str(full).split("_")
            return Tag(tag.language, tag.script or script, tag.territory or territory, tag.rest)
    return tag


def _newest_territory(code: str) -> str:
    replaced_by = get_global("territory_aliases").get(code, (code,))
    return str(replaced_by[0])


def _languages() -> Mapping[str, object]:
    return get_global("language_aliases")


@cache
def _known_languages() -> frozenset[str]:
    likely = {str(key).split("_", maxsplit=1)[0] for key in get_global("likely_subtags")}
    return frozenset(likely | set(Locale("en").languages))
