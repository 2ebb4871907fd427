"""Short codes that people read aloud and type."""

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 10
"""Characters of a receipt code: 50 bits, enough to find one leaf of a log and short enough to read aloud."""


def crockford(data: bytes, length: int = CODE_LENGTH) -> str:
    """Return the first `length` characters of the data in Crockford's base 32 (5 bits each)."""
    bits = int.from_bytes(data, "big")
    total = len(data) * 8
    return "".join(CROCKFORD[(bits >> (total - 5 * (place + 1))) & 31] for place in range(length))
