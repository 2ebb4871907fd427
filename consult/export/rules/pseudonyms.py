"""One name for one person in the files of one consultation, which nobody without the secret can take back."""

import hmac

BETWEEN = "\x1f"
DIGITS = 16
MOST_DIGITS = 64


def pseudonym(secret: bytes, consultation: str, person: str, *, digits: int = DIGITS) -> str:
    """Return the first `digits` hexadecimal digits of HMAC-SHA256(secret, consultation || 0x1F || person).

    The same person has another pseudonym in each consultation, and once the secret is deleted nobody can link any of
    them again. A digest without a secret would not do: whoever has a list of addresses hashes the list. It is still
    personal data while the secret exists (GDPR, article 4(5), from memory). Refuses an empty secret, a name that holds
    0x1F, which could stand for another pair, and fewer than 16 digits, of which two people might share one, with
    ValueError. Source: a rule of this house. Example: b"test-secret", "c1", "42" give "518407fed4f4d832".
    """
    if not secret or BETWEEN in consultation + person or not DIGITS <= digits <= MOST_DIGITS:
        raise ValueError("a pseudonym needs a secret, names without 0x1F, and 16 to 64 digits")
    return hmac.digest(secret, f"{consultation}{BETWEEN}{person}".encode(), "sha256").hex()[:digits]
