"""Words about seats: who holds one, how far it is verified, what its members do."""

import unicodedata
from enum import StrEnum

from consult.accounts.rules.identity import without_invisible

UNCATEGORISED = "uncategorised"
PERSON_CATEGORY = "citizen"
"""The category of people who speak for themselves; every other category is taken by organisations."""


class Verification(StrEnum):
    """How far it is known that a seat is what it says."""

    CLAIMED = "claimed"
    EVIDENCE_SENT = "evidence_sent"
    VERIFIED = "verified"
    REFUSED = "refused"
    EXPIRED = "expired"
    IMPORTED = "imported"


class MemberRole(StrEnum):
    """What a person does for an organisation."""

    DRAFTER = "drafter"
    SIGNATORY = "signatory"
    READER = "reader"


def name_key(name: str) -> str:
    """Return the form in which two spellings of one organisation's name are equal.

    Case, width, spaces and characters that show nothing are passed over (Unicode's NFKC_Casefold).
    """
    folded = unicodedata.normalize("NFKC", without_invisible(unicodedata.normalize("NFKC", name).casefold()))
    return " ".join(folded.split())
