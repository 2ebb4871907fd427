"""Consent: nobody has a reasoned objection; concerns are heard and do not stand in the way."""

from collections.abc import Mapping
from enum import StrEnum

from consult.consensus.rules.decision import Case, Criterion, Finding, Rule, Status
from consult.consensus.rules.institutions.pooled import Fixed, Pooled, excluded_from, pool

RULE_ID = "sociocratic_consent"
RULE_VERSION = "1"
SOURCE = (
    "Consent decision making of Sociocracy 3.0 (from memory): no reasoned, paramount objection. Objections without "
    "reasons are recorded and not counted."
)


class Outcome(StrEnum):
    """What the rule finds; the first that holds, in this order."""

    OBJECTION_TO_INTEGRATE = "objection_to_integrate"
    NO_PARTICIPATION = "no_participation"
    CONSENT = "consent"


STATUS: Mapping[str, Status] = {
    Outcome.OBJECTION_TO_INTEGRATE: Status.OPEN_ISSUES,
    Outcome.NO_PARTICIPATION: Status.NO_VALID_VOTES,
    Outcome.CONSENT: Status.MET,
}
"""Each outcome in the words that all rules share: first where people are divided, then where too little is known."""


def decide(case: Case, parameters: Fixed | None = None) -> Finding:
    """Return the verdict on one item; never raises on empty input, and undefined figures are None.

    Over the seats of all required categories: support and can_live_with consent, a reservation consents with a
    concern, no_opinion stands aside. An objection counts unless it is known to have no reasons, and where there is one,
    or a blocking objection stands, it is to be integrated. Where nobody consents there is no participation.
    Example: 8 who consent, 2 with concerns and 1 who stands aside are consent, as are 5 and a bare objection.
    """
    heard = pool(case)
    reasoned = max(heard.reasoned, case.objections.standing)
    outcome = _outcome(heard, reasoned)
    is_silent = outcome is Outcome.NO_PARTICIPATION
    return Finding(
        rule=RULE_ID,
        version=RULE_VERSION,
        verdict=outcome,
        status=STATUS[outcome],
        criteria=(Criterion.of_count("reasoned_objections", None if is_silent else reasoned, "=", 0),),
        counted={"consent": heard.agreement, "concern": heard.counts.reservation, "objection": heard.reasoned},
        excluded=excluded_from(case, bare_too=True),
        source=SOURCE,
    )


def _outcome(heard: Pooled, reasoned: int) -> Outcome:
    if reasoned:
        return Outcome.OBJECTION_TO_INTEGRATE
    return Outcome.CONSENT if heard.agreement else Outcome.NO_PARTICIPATION


RULE = Rule(
    id=RULE_ID,
    version=RULE_VERSION,
    title="Consent: no reasoned objection",
    asks="Nobody has an objection with reasons. Concerns are recorded and do not stand in the way.",
    source=SOURCE,
    scales=frozenset(),
    lacks="which objections came without reasons",
    pools=True,
    verdicts=STATUS,
    parameters=(),
    build=Fixed,
    decide=decide,
)
