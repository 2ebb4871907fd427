"""Receipt codes: short enough to read aloud, forgiving to type."""

from consult.kernel.codes import CODE_LENGTH, CROCKFORD, crockford

LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})


def receipt_code(hash_of_leaf: bytes) -> str:
    """Return the receipt of a leaf: the first ten characters of its hash in Crockford's base 32 (50 bits)."""
    return crockford(hash_of_leaf)


def read_code(typed: str) -> str | None:
    """Return the code that someone typed, whatever its case, spaces, hyphens and lookalikes; None if it is none."""
    plain = "".join(typed.split()).replace("-", "").upper().translate(LOOKALIKES)
    is_code = len(plain) == CODE_LENGTH and all(character in CROCKFORD for character in plain)
    return plain if is_code else None


def show_code(code: str) -> str:
    """Return the code in two halves, as it is shown: `7K3MA-Q2XF9`."""
    return f"{code[: CODE_LENGTH // 2]}-{code[CODE_LENGTH // 2 :]}"
