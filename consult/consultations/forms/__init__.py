"""What organisers fill in about a consultation, and the box with which people accept its notices."""

from consult.consultations.forms.drafts import HELP
from consult.consultations.forms.notices import (
    Contents,
    accepted,
    drafted,
    is_whole,
    name_of,
    notices_form,
    read_notices,
)
from consult.consultations.forms.roles import GrantForm, RevokeForm

__all__ = [
    "HELP",
    "Contents",
    "GrantForm",
    "RevokeForm",
    "accepted",
    "drafted",
    "is_whole",
    "name_of",
    "notices_form",
    "read_notices",
]
