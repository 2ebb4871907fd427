"""What a consultation may be called in addresses, and how its categories are spelt."""

import re
from collections.abc import Sequence

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
CATEGORY = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
LONGEST_SLUG = 64
LONGEST_TITLE = 300
LONGEST_CATEGORY = 64
LONGEST_CATEGORY_NAME = 80
LONGEST_LICENCE = 200
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


def are_categories(ids: Sequence[str]) -> bool:
    """Whether these can be a consultation's categories: at least one, none twice, each a lower-case snake_case id."""
    spelt = all(len(one) <= LONGEST_CATEGORY and CATEGORY.fullmatch(one) for one in ids)
    return bool(ids) and spelt and len(set(ids)) == len(ids)
