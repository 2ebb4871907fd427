"""Who may say what: some words fit only some kinds of seats, and a citizen says "I" where an organisation says "we"."""

import re
from dataclasses import dataclass

from consult.participation.rules.seats import PERSON_CATEGORY

LETTERS = {
    "G": "government",
    "I": "international_organisation",
    "C": "company",
    "R": "research_institution",
    "S": "civil_society",
}
_SPEAKERS = re.compile(r"\[([GICRS]+)\] ")
_WE = re.compile(r"\b(we are|we were|we|our|us)\b", re.IGNORECASE)
_ONE = {"we are": "I am", "we were": "I was", "we": "I", "our": "my", "us": "me"}


@dataclass(frozen=True, slots=True)
class Said:
    """Words, and the categories whose seats may say them; without any, everyone may."""

    words: str
    speakers: frozenset[str] = frozenset()

    def fits(self, category: str) -> bool:
        """Whether a seat of this category may say it."""
        return not self.speakers or category in self.speakers

    def by(self, category: str) -> str:
        """Return the words as a seat of this category says them."""
        return _WE.sub(_as_one, self.words) if category == PERSON_CATEGORY else self.words


def read_said(text: str) -> Said:
    """Return words of the content, with the speakers that the letters before them name."""
    letters = _SPEAKERS.match(text)
    if letters is None:
        return Said(text)
    return Said(text[letters.end() :], frozenset(LETTERS[letter] for letter in letters[1]))


def _as_one(found: re.Match[str]) -> str:
    word = _ONE[found[0].lower()]
    return word[0].upper() + word[1:] if found[0][0].isupper() else word
