"""What a consultation may be called in addresses."""

import re

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_SLUG = 64
LONGEST_TITLE = 300
DEFAULT_CATEGORIES = (
    "government",
    "international_organisation",
    "company",
    "research_institution",
    "civil_society",
    "citizen",
)
DEFAULT_LICENCE = "CC BY 4.0"


def is_slug(text: str) -> bool:
    """Whether the text can stand in an address: small letters, digits and single hyphens, at most 64."""
    return len(text) <= LONGEST_SLUG and SLUG.fullmatch(text) is not None
