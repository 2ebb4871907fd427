"""Commands of results: the decision rules, and what is found of the opinions in a round."""

from consult.consensus.commands.analyse import analyse
from consult.consensus.commands.rules import rules

COMMANDS = (analyse, rules)
