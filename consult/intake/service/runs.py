"""What every import has in common: refusing files, and putting what came in on record."""

import hashlib
from collections.abc import Iterable
from typing import Any

from consult.consultations.service import Role
from consult.intake.rules.problems import FileRefused
from consult.intake.tables import ImportRun
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import Refused, msgid
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType


class ImportRefused(Refused):
    """Files cannot be taken; nothing was imported. `problems` are all that were found, in the order of the reading."""

    code = "import-refused"
    status = 422
    sentence = msgid("The files could not be taken, so nothing was imported. Put right what is wrong and import again.")

    def __init__(self, error: FileRefused) -> None:
        super().__init__(problem=error.problem)
        self.problems = error.problems


def remember(
    consultation_id: str,
    kind: str,
    digest: str,
    counts: dict[str, Any],
    *,
    round_id: str | None = None,
    by_person: str | None = None,
) -> str:
    """Return the id of a new import, which is on record with the digest of what was read and the counts."""
    moment = clock.now(db.session)
    run = ImportRun(consultation_id=consultation_id, id=new_id(), kind=kind, sha256=digest, counts=counts, at=moment)
    db.session.add(run)
    db.session.flush()
    ledger.append(
        log_id=consultation_id,
        kind=LeafType.IMPORT_BATCH,
        content={"kind": kind, "sha256": digest, "counts": counts},
        at=moment,
        role=Role.ORGANISER,
        person=by_person,
        round_id=round_id,
    )
    return run.id


def digest_of(files: Iterable[tuple[str, bytes]]) -> str:
    """Return the SHA-256 of files with their names, as 64 hex digits."""
    whole = hashlib.sha256()
    for name, content in files:
        whole.update(f"{name}\0{len(content)}\0".encode() + content)
    return whole.hexdigest()
