"""What a corrigendum may do, and what can become of one that is proposed."""

from enum import StrEnum

LONGEST_REASON = 1_000
CLASSES = (1, 2)
"""What a published text may be corrected in: marks and layout (1), words without any change of meaning (2)."""


class CorrigendumState(StrEnum):
    """Where a corrigendum stands: one editor proposed it, a second one confirmed or declined it."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
