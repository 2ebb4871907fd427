"""The named decision rules; to add one, write its module and name it here.

Contracts may name the rules that have a scale: a round holds all that these ask about, which is how many seats of each
category answered what. The other rules are here for `consult rules` and for whoever recounts. A round does not know how
many people a seat stands for, which objections came without reasons, which issues were raised, who only observes, or who
sits on a council; deciding without what a rule asks about would be another rule under its name. Each says in `lacks` what
it waits for.
"""

from collections.abc import Mapping

from consult.consensus.rules import multistakeholder, un_present_and_voting
from consult.consensus.rules.decision import Method, Procedure, Rule
from consult.consensus.rules.institutions import (
    cen_weighted_vote,
    comments_only,
    concurrent_majorities,
    eu_qmv,
    five_way_straw_poll,
    ieee_sa_ballot,
    iso_dis_fdis,
    itu_tap_consultation,
    rough_consensus_gate,
    silence_procedure,
    sociocratic_consent,
    w3c_consensus_level,
    w3c_council_short_circuit,
    w3c_council_vote,
)
from consult.consensus.rules.options import approval, schulze_winning_votes, score, star
from consult.consensus.rules.panel import delphi_70_15, rand_ucla

RULES: Mapping[str, Rule] = {
    rule.id: rule
    for rule in (
        multistakeholder.RULE,
        un_present_and_voting.RULE,
        concurrent_majorities.RULE,
        five_way_straw_poll.RULE,
        iso_dis_fdis.RULE,
        ieee_sa_ballot.RULE,
        cen_weighted_vote.RULE,
        eu_qmv.RULE,
        w3c_consensus_level.RULE,
        w3c_council_vote.RULE,
        w3c_council_short_circuit.RULE,
        sociocratic_consent.RULE,
        rough_consensus_gate.RULE,
        itu_tap_consultation.RULE,
    )
}
"""The rules that decide on what seats answered about one item, those that a contract may name first."""

METHODS: Mapping[str, Method] = {
    method.id: method
    for method in (
        rand_ucla.METHOD,
        delphi_70_15.METHOD,
        approval.METHOD,
        score.METHOD,
        schulze_winning_votes.METHOD,
        star.METHOD,
    )
}
"""The rules that decide on ballots of other forms: ratings of one item, and the choice of one of several options."""


NAMED: Mapping[str, Rule | Method] = {**RULES, **METHODS}
"""Everything that a contract may name to count by."""


PROCEDURES: Mapping[str, Procedure] = {
    procedure.id: procedure for procedure in (comments_only.PROCEDURE, silence_procedure.PROCEDURE)
}
"""The ways to a result in which nobody votes."""


def rules_for(scale: str) -> tuple[Rule, ...]:
    """Return the rules that an organiser may choose for this kind of round."""
    return tuple(rule for rule in RULES.values() if scale in rule.scales)


def offered_rules() -> tuple[Rule, ...]:
    """Return the rules that an organiser may choose for any kind of round."""
    return tuple(rule for rule in RULES.values() if rule.scales)
