"""Many tests at once: who looks into a thousand windows finds some that are rare, so rareness is adjusted for it."""

from collections.abc import Sequence


def benjamini_hochberg(p_values: Sequence[float | None]) -> list[float | None]:
    """Return each p-value adjusted for all that were made, in the order given; an undefined one stays None.

    Of m defined ones in rising order, the i-th becomes the least of p_j · m / j over all j >= i. Flag what is at most
    q, and at most a share q of what is flagged is to be expected by chance; each flag still only asks a person to
    look. Refuses what is not between 0 and 1 with ValueError. Source: Y. Benjamini and Y. Hochberg, 1995. Example:
    0.001, 0.008, 0.039, 0.041 give 0.004, 0.016, 0.041, 0.041.
    """
    known = [(p, place) for place, p in enumerate(p_values) if p is not None]
    if not all(0 <= p <= 1 for p, _ in known):
        raise ValueError("a p-value outside 0 to 1")
    adjusted: list[float | None] = [None] * len(p_values)
    least = 1.0
    for rank, (p, place) in sorted(enumerate(sorted(known), start=1), reverse=True):
        least = min(least, p * len(known) / rank)
        adjusted[place] = least
    return adjusted
