"""Write docs/rules.md from the registry of decision rules, so that the page cannot say what the rules do not."""

from collections.abc import Iterator
from pathlib import Path

from consult.consensus.rules.decision import Method, Named, Procedure, Rule
from consult.consensus.rules.parameters import Parameter
from consult.consensus.rules.registry import METHODS, PROCEDURES, RULES

PAGE = Path(__file__).resolve().parents[1] / "docs" / "rules.md"
KINDS = {
    "ballot": "positions on clauses",
    "comment": "comments on the text",
    "options": "a choice among options",
    "rating": "ratings of clauses from 1 to 9",
    "silence": "objections to the text before a deadline",
    "statements": "answers to statements",
}
OPENING = """# The decision rules

Every rule that is built in, with what it asks, its parameters and its words. `consult rules` prints the same, and
`consult rules try` evaluates one on a file. `python docs/write_rules.py` writes this page from the registry, and a test
holds it there.

A verdict is the rule's own word; behind it stands what it means in the words that all rules share: `met`, `not_met`,
`tied`, `no_quorum`, `no_valid_votes`, `inconclusive` and `open_issues`. Words such as `adopted` or `consensus` are those of
the rule's source: a verdict says whether what the rule asks for was there, and those who decide declare what follows.
"""
OFFERED = """
## Rules that a round may be decided by

An organiser chooses one of these before a round opens, as one of the ways to decide.
"""
WAITING = """
## Rules that ask about more than a round holds

No contract may name these yet. A round knows how many seats of each category answered what; without what a rule asks about
beside that, it would be another rule under its name. `consult rules try` takes such facts in its file.
"""
OTHERS = """
## Rules on ratings and on several options

Rounds of ratings are decided by one of the rules on ratings, round after round with the same panel until its ratings come to
rest. A choice among options is made by one of the rules on several options. `consult rules try` takes the ballots of both
in its file.
"""
WITHOUT_VOTES = """
## Ways to a result without votes
"""


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


def page() -> str:
    """Return the page as Markdown."""
    offered = [rule for rule in RULES.values() if rule.scales]
    waiting = [rule for rule in RULES.values() if not rule.scales]
    sections = (
        OFFERED,
        *map(_section, offered),
        WAITING,
        *map(_section, waiting),
        OTHERS,
        *map(_section, METHODS.values()),
        WITHOUT_VOTES,
        *map(_section, PROCEDURES.values()),
    )
    return OPENING + "".join(sections)


def _section(rule: Rule | Method | Procedure) -> str:
    return "\n".join(("", f"### `{rule.id}`", "", f"**{rule.title}.** {rule.asks}", "", *_facts(rule), ""))


def _facts(rule: Rule | Method | Procedure) -> Iterator[str]:
    if isinstance(rule, Method):
        yield f"- Decides on: {rule.form}"
    if rule.scales:
        yield f"- Offered for: {', '.join(KINDS[one] for one in sorted(rule.scales))}"
    elif isinstance(rule, Rule):
        yield f"- Waits until rounds hold: {rule.lacks}"
    yield from _parameters(rule)
    yield "- Verdicts: " + ", ".join(f"`{word}` ({status})" for word, status in rule.verdicts.items())
    yield f"- Version: {rule.version}"
    yield f"- Source: {rule.source}"


def _parameters(rule: Named) -> Iterator[str]:
    if not rule.parameters:
        yield "- Parameters: none"
        return
    yield "- Parameters:"
    for one in rule.parameters:
        yield f"  - {_parameter(one)}"


def _parameter(one: Parameter) -> str:
    choices = f", one of {', '.join(f'`{word}`' for word in one.choices)}" if one.choices else ""
    return f"`{one.name}`: `{one.default}` unless it is changed{choices}"


if __name__ == "__main__":
    main()
