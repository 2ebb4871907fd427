"""The legal notices: what people are told before they take part, section by section, and what is still missing."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum

from consult.ledger.rules.commitment import canonical_content


class Section(StrEnum):
    """What notices have to say, in the order in which they are read."""

    CONTROLLER = "controller"
    PURPOSE = "purpose"
    LAWFUL_BASIS = "lawful_basis"
    HOSTING = "hosting"
    RECIPIENTS = "recipients"
    RETENTION_ACCOUNT = "retention_account"
    RETENTION_SEAT = "retention_seat"
    RETENTION_COMMENTS = "retention_comments"
    RETENTION_VOTES = "retention_votes"
    RETENTION_LOG = "retention_log"
    COMPLAINT_AUTHORITY = "complaint_authority"
    MINIMUM_AGE = "minimum_age"
    CONTRIBUTION_LICENCE = "contribution_licence"
    EXPORT_LICENCE = "export_licence"
    COMPETITION_AND_PATENTS = "competition_and_patents"


Content = Mapping[Section, str]

LONGEST_SECTION = 4000
LONGEST: Mapping[Section, int] = {
    **dict.fromkeys(Section, LONGEST_SECTION),
    Section.MINIMUM_AGE: 500,
    Section.CONTRIBUTION_LICENCE: 1000,
    Section.EXPORT_LICENCE: 1000,
}
"""How many characters a section may have."""
GAP = re.compile(r"\[[^\]\n]*\]")


def plain(typed: str) -> str:
    """Return a section as plain text in its one form: NFC, one kind of line end, nothing that cannot be read."""
    lines = unicodedata.normalize("NFC", typed).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("".join(filter(_is_readable, line)).rstrip() for line in lines).strip()


def tidied(content: Content) -> dict[Section, str]:
    """Return every section in its one form, in the order in which they are read; one that is not there is empty."""
    return {section: plain(content.get(section, "")) for section in Section}


def missing(content: Content) -> tuple[Section, ...]:
    """Return the sections that say nothing yet, in the order in which they are read."""
    return tuple(section for section, text in tidied(content).items() if not says_something(text))


def says_something(text: str) -> bool:
    """Whether the text holds a letter or a digit."""
    return any(one.isalnum() for one in text)


def too_long(content: Content) -> tuple[Section, ...]:
    """Return the sections that are longer than `LONGEST` allows."""
    return tuple(section for section, text in tidied(content).items() if len(text) > LONGEST[section])


def has_gaps(text: str) -> bool:
    """Whether something stands in square brackets, which in a draft mark what is still to be filled in."""
    return GAP.search(text) is not None


def digest(content: Content) -> str:
    """Return the fingerprint of one language's notices: SHA-256 of their canonical JSON, as 64 hex digits."""
    return hashlib.sha256(canonical_content(as_json(content))).hexdigest()


def as_json(content: Content) -> dict[str, str]:
    """Return the notices as they are kept and fingerprinted, by the plain ids of their sections."""
    return {str(section): text for section, text in content.items()}


def _is_readable(one: str) -> bool:
    return one == "\t" or unicodedata.category(one) not in {"Cc", "Cs", "Cn"}
