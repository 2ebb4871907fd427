"""Words about seats: who holds one, how far it is verified, what its members do."""

import unicodedata
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from consult.accounts.rules.identity import without_invisible

UNCATEGORISED = "uncategorised"
PERSON_CATEGORY = "citizen"
"""The category of people who speak for themselves; every other category is taken by organisations."""
GOVERNMENT = "government"
COMPANY = "company"
"""The categories in which a state, or a group of companies, has one seat unless a round's contract says otherwise."""


class Verification(StrEnum):
    """How far it is known that a seat is what it says."""

    CLAIMED = "claimed"
    EVIDENCE_SENT = "evidence_sent"
    VERIFIED = "verified"
    REFUSED = "refused"
    EXPIRED = "expired"
    IMPORTED = "imported"


class MemberRole(StrEnum):
    """What a person does for an organisation; an alternate is a drafter who signs while every signatory is absent."""

    DRAFTER = "drafter"
    SIGNATORY = "signatory"
    ALTERNATE = "alternate"
    READER = "reader"


def signing_roles(absences: Iterable[datetime | None], moment: datetime) -> frozenset[MemberRole]:
    """Return the roles whose members sign now, given until when each signatory is absent, if at all.

    Signatories always do: one who is back before the day they gave need not say so first. Alternates do while every
    signatory is absent.
    """
    if all(until is not None and moment < until for until in absences):
        return frozenset({MemberRole.SIGNATORY, MemberRole.ALTERNATE})
    return frozenset({MemberRole.SIGNATORY})


def name_key(name: str) -> str:
    """Return the form in which two spellings of one organisation's name are equal.

    Case, width, spaces and characters that show nothing are passed over (Unicode's NFKC_Casefold).
    """
    folded = unicodedata.normalize("NFKC", without_invisible(unicodedata.normalize("NFKC", name).casefold()))
    return " ".join(folded.split())
