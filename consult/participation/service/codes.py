"""The codes with which people join organisations: short enough to be read aloud, and known only as hashes."""

import hashlib
import secrets

from consult.kernel.codes import CROCKFORD
from consult.ledger.rules.receipt import LOOKALIKES

JOIN_CODE_LENGTH = 12


def new_code() -> str:
    """Return a code that lets people join an organisation, and that nobody can guess."""
    return "".join(secrets.choice(CROCKFORD) for _ in range(JOIN_CODE_LENGTH))


def shown_code(code: str) -> str:
    """Return the code in groups of four, as people read it aloud."""
    return "-".join(code[place : place + 4] for place in range(0, JOIN_CODE_LENGTH, 4))


def code_hash(code: str) -> str:
    """Return what is kept of a code, however it was typed."""
    plain = "".join(character for character in code.upper() if character.isalnum()).translate(LOOKALIKES)
    return hashlib.sha256(plain.encode()).hexdigest()
