"""What is said of lists that say where agreement lies: how results moved between rounds, and what points at seats."""

from consult.kernel.errors import msgid

LISTS = {
    "movement_state_changed": msgid("Another finding"),
    "movement_moved": msgid("Same finding, answers moved"),
    "movement_settled": msgid("At rest"),
    "movement_not_all_shown": msgid("Nothing that is shown moved, not everything is shown"),
    "movement_not_said_again": msgid("Nobody voted anew"),
    "movement_not_comparable": msgid("Cannot be compared"),
    "movement_new": msgid("Asked for the first time"),
    "movement_not_asked_again": msgid("Not asked again"),
    "signal_burst": msgid("Ten or more who gave the same answers to everything within ten minutes"),
    "signal_new_accounts": msgid("New accounts that crowd on one side of a question"),
    "signal_shared_evidence": msgid("The same evidence sent for another seat"),
    "signal_straight_lining": msgid("The same word for nearly everything, in less than two seconds each"),
}
"""What each id of lists is called, in English."""
