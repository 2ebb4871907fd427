"""Whether rough consensus may be called: every issue is addressed, accommodated or not, whatever the numbers."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from consult.consensus.rules.decision import Case, Criterion, Finding, Rule, Status
from consult.consensus.rules.institutions.pooled import Fixed, excluded_from, pool

RULE_ID = "rough_consensus_gate"
RULE_VERSION = "1"
SOURCE = (
    "RFC 7282, section 3: all issues are addressed, not necessarily accommodated; RFC 2418, section 3.3: 51 % is not "
    "rough consensus. The gate takes the states of issues and never a count; the chair determines what follows."
)


class Issue(StrEnum):
    """What became of an issue that somebody raised."""

    OPEN = "open"
    ACCOMMODATED = "accommodated"
    ANSWERED_WITH_REASONS = "answered_with_reasons"
    WITHDRAWN = "withdrawn"


class Outcome(StrEnum):
    """What the rule finds; the first that holds, in this order."""

    OPEN_ISSUES = "open_issues"
    NO_REVIEW = "no_review"
    ROUGH_CONSENSUS_POSSIBLE = "rough_consensus_possible"


ADDRESSED = frozenset(map(str, Issue)) - {Issue.OPEN}
ISSUE_OF: Mapping[str, Issue] = {
    "resolved_by_change": Issue.ACCOMMODATED,
    "answered": Issue.ANSWERED_WITH_REASONS,
    "overruled": Issue.ANSWERED_WITH_REASONS,
    "withdrawn": Issue.WITHDRAWN,
}
"""What the states of our objections are to the gate; in any other state an objection is an open issue."""

STATUS: Mapping[str, Status] = {
    Outcome.OPEN_ISSUES: Status.OPEN_ISSUES,
    Outcome.NO_REVIEW: Status.NO_VALID_VOTES,
    Outcome.ROUGH_CONSENSUS_POSSIBLE: Status.MET,
}
"""Each outcome in the words that all rules share: first where people are divided, then where too little is known."""


def gate(issues: Iterable[str], *, was_reviewed: bool = False) -> Outcome:
    """Return whether rough consensus may be called over these issues.

    A word that is not in `ADDRESSED` is an open issue. Without any issue, and without anybody who is known to have
    looked, nobody reviewed it. Example: accommodated, answered with reasons and withdrawn leave it possible.
    """
    states = list(issues)
    if any(state not in ADDRESSED for state in states):
        return Outcome.OPEN_ISSUES
    return Outcome.ROUGH_CONSENSUS_POSSIBLE if states or was_reviewed else Outcome.NO_REVIEW


def decide(case: Case, parameters: Fixed | None = None) -> Finding:
    """Return the verdict on one item; never raises on empty input, and undefined figures are None.

    The issues are the blocking objections to the item. Where none is recorded, objections of the ballot, but those
    known to have no reasons, are together one open issue, for nobody has addressed them; where none is recorded or
    voted, any answer at all says that it was looked at. Example: an answered and an overruled objection leave rough
    consensus possible, one that is acknowledged does not.
    """
    heard = pool(case)
    issues = [ISSUE_OF.get(state, Issue.OPEN) for state in case.objections.blocking]
    if not issues and heard.reasoned:
        issues = [Issue.OPEN]
    outcome = gate(issues, was_reviewed=heard.counts.n > 0)
    still_open = None if outcome is Outcome.NO_REVIEW else issues.count(Issue.OPEN)
    return Finding(
        rule=RULE_ID,
        version=RULE_VERSION,
        verdict=outcome,
        status=STATUS[outcome],
        criteria=(Criterion.of_count("open_issues", still_open, "=", 0),),
        counted={str(issue): issues.count(issue) for issue in Issue},
        excluded={"answers": heard.counts.n, **excluded_from(case, bare_too=True)},
        source=SOURCE,
    )


RULE = Rule(
    id=RULE_ID,
    version=RULE_VERSION,
    title="Every issue addressed, whatever the numbers",
    asks="Every issue that somebody raised is addressed, whether or not it was accommodated. Votes are never counted.",
    source=SOURCE,
    scales=frozenset(),
    lacks="which issues were raised on each item, and what became of them",
    pools=True,
    verdicts=STATUS,
    parameters=(),
    build=Fixed,
    decide=decide,
)
