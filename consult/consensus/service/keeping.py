"""Results as they are kept: canonical, hashed, and their digest in the log, once at the freeze and once at publication."""

import hashlib
from collections.abc import Mapping
from typing import Any

import rfc8785

from consult.consensus.rules import FORMULA_VERSION
from consult.consensus.tables import Snapshot
from consult.kernel import clock
from consult.kernel.db import db
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.rounds.service import RoundView

AT_FREEZE = "at_freeze"
AT_PUBLICATION = "at_publication"


def keep_result(one: RoundView, occasion: str, result: Mapping[str, Any]) -> str:
    """Return the digest of a result that is kept from now on and never changed; the log gets it in the same transaction."""
    canonical = rfc8785.dumps(dict(result))
    digest = hashlib.sha256(canonical).hexdigest()
    moment = clock.now(db.session)
    db.session.add(
        Snapshot(
            consultation_id=one.consultation_id,
            round_id=one.id,
            occasion=occasion,
            formula_version=FORMULA_VERSION,
            canonical=canonical,
            sha256=digest,
            at=moment,
        )
    )
    ledger.append(
        log_id=one.consultation_id,
        kind=LeafType.TALLY_PUBLISH,
        content={"round": one.number, "sha256": digest, "formula_version": FORMULA_VERSION},
        at=moment,
        role="organiser",
        round_id=one.id,
    )
    return digest


def kept_result(one: RoundView) -> Snapshot | None:
    """Return the result of a round that holds now: that of its publication, else that of its freeze, else None."""
    occasions = (AT_PUBLICATION, AT_FREEZE) if one.published_at else (AT_FREEZE,)
    rows = (db.session.get(Snapshot, (one.consultation_id, one.id, occasion)) for occasion in occasions)
    return next((row for row in rows if row is not None), None)
