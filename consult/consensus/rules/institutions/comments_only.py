"""A round in which people comment and nobody votes: there is nothing to decide, and every comment is answered."""

from collections.abc import Mapping
from enum import StrEnum

from consult.consensus.rules.decision import Procedure, Status
from consult.consensus.rules.institutions.pooled import Fixed

RULE_ID = "comments_only"
RULE_VERSION = "1"
SOURCE = (
    "Notice-and-comment practice, as in the European Union's consultations and in open comment on standards: a draft is "
    "published, everyone comments until a date, and each comment is answered."
)


class Outcome(StrEnum):
    """What a round of comments comes to."""

    HEARD = "heard"


STATUS: Mapping[str, Status] = {Outcome.HEARD: Status.INCONCLUSIVE}
"""The outcome in the words that all rules share: nothing was decided."""

PROCEDURE = Procedure(
    id=RULE_ID,
    version=RULE_VERSION,
    title="Comments, each of which is answered",
    asks="Nothing is counted. Everyone comments until the deadline, and every comment is answered before the round is published.",
    source=SOURCE,
    scales=frozenset({"comment"}),
    verdicts=STATUS,
    parameters=(),
    build=Fixed,
)
