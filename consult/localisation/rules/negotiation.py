"""Which language to speak: what the reader prefers among what there is.

Werkzeug's and Babel's own matchers answer nothing for zh-TW, zh-HK or sr-Latn-RS, so tags are compared by what they
most likely mean (Babel's likely subtags): first the same language in the same script, then the same language.
"""

import re
from collections.abc import Sequence

from consult.localisation.rules.languages import LANGUAGES
from consult.localisation.rules.tags import Tag, complete, parse_tag

AVAILABLE = tuple(language.tag for language in LANGUAGES)
LONGEST_HEADER = 1000
_RANGE = re.compile(r"([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)(?:\s*;\s*[Qq]\s*=\s*([0-9](?:\.[0-9]*)?|\.[0-9]+))?")

READ_AS = {
    **dict.fromkeys(("gan", "hak", "hsn", "lzh", "nan", "wuu", "yue"), "zh"),
    **dict.fromkeys(("acm", "aeb", "afb", "apc", "apd", "arq", "ars", "ary", "arz", "ayl"), "ar"),
    **dict.fromkeys(("nb", "nn"), "no"),
}
"""Languages whose speakers read a more widely written one, after CLDR's table of language matching."""


def choose(
    header: str,
    *,
    preferred: Sequence[str] = (),
    available: Sequence[str] = AVAILABLE,
    default: str = "en",
) -> str:
    """Return the available tag that suits the reader best: the person's own choice, the browser's wishes, the default."""
    for wanted in [*preferred, *wishes(header)]:
        found = match(wanted, available)
        if found is not None:
            return found
    return default


def wishes(header: str) -> list[str]:
    """Return the tags of an Accept-Language header, the most wanted first; what cannot be read is passed over.

    Only the whole tags within the first thousand characters are read, so a header cannot cost much.
    """
    if len(header) > LONGEST_HEADER:
        header = header[:LONGEST_HEADER].rpartition(",")[0]
    weighed: list[tuple[float, int, str]] = []
    for place, piece in enumerate(header.split(",")):
        found = _RANGE.fullmatch(piece.strip())
        weight = float(found[2] or 1) if found else 0.0
        if found and 0 < weight <= 1:
            weighed.append((-weight, place, found[1]))
    return [tag for _, _, tag in sorted(weighed)]


def match(wanted: str, available: Sequence[str]) -> str | None:
    """Return the available tag nearest to the wanted one, or None if none speaks its language.

    Nearest is the same language in the same script and territory, then in the same script, then in any script;
    among equals, the one that stands first.
    """
    wish = _completed(wanted)
    if wish is None:
        return None
    offers = [(tag, offer) for tag in available if (offer := _completed(tag)) and offer.language == wish.language]
    ranked = sorted(offers, key=lambda pair: (pair[1].script != wish.script, pair[1].territory != wish.territory))
    return ranked[0][0] if ranked else None


def _completed(text: str) -> Tag | None:
    """Return a tag with its likely script and territory, its language replaced by the one that is read instead."""
    tag = parse_tag(text)
    if tag is None:
        return None
    full = complete(tag)
    return Tag(READ_AS.get(full.language, full.language), full.script, full.territory)
