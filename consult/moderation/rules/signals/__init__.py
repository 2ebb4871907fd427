"""Signals of manipulation: figures that ask a person to look, and never an act.

None of them hides, deletes, discounts or slows anything by itself, and none proves anything: allies write alike, vote
alike and come when they are called. A moderator sees what was found and how rare it would be by chance, decides with a
reason, and the decision is logged and can be taken back. Results are reported with and without what was set aside.
Accounts that a person finds to be linked are counted as one contributor rather than dropped.
"""
