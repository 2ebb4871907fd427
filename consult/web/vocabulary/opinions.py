"""What is said of opinion groups and of what was found in the answers to statements."""

from consult.kernel.errors import msgid

OPINIONS = {
    "found_no_clear_groups": msgid("The answers do not fall into clear groups"),
    "found_too_few_participants": msgid("Too few people answered for groups to be found"),
    "found_too_few_statements": msgid("Too few statements were answered for groups to be found"),
    "found_all_alike": msgid("Everyone answered alike"),
    "told_no_clear_groups": msgid("The answers do not fall into clear groups."),
    "told_too_few_participants": msgid("Too few people answered for groups to be found."),
    "told_too_few_statements": msgid("Too few statements were answered for groups to be found."),
    "told_all_alike": msgid("Everyone answered alike."),
    "means_no_clear_groups": msgid(
        "People differ, and no line runs between them: wherever one was drawn, many would stand close to it on both sides."
    ),
    "means_too_few_participants": msgid(
        "Groups are looked for only where there are enough people in each that nobody can be recognised and chance does "
        "not decide. What all of them answered stands on the page of each statement."
    ),
    "means_too_few_statements": msgid(
        "With answers to one statement or none there is nothing in which people could be alike or differ as groups."
    ),
    "means_all_alike": msgid("Wherever two people answered the same statement, they answered it the same way."),
    "steady": msgid("Stable"),
    "fairly_steady": msgid("Fairly stable"),
    "unsteady": msgid("Not stable"),
    "untested": msgid("Not tested"),
    "declared_category": msgid("Category"),
    "declared_language": msgid("Language"),
    "declared_country_group": msgid("Region of the country"),
    "order_state": msgid("By what was found"),
    "order_number": msgid("As they were asked"),
    "order_agreement": msgid("Most agreement first"),
    "order_division": msgid("Most division first"),
    "order_answers": msgid("Most answered first"),
    "means_order_state": msgid("Statements on which people differ come first, those that meet the criteria last."),
    "means_order_agreement": msgid(
        "First come the statements whose cautious estimate is highest in the category or group that agrees least."
    ),
    "means_order_division": msgid(
        "First come the statements on which categories or groups lie furthest apart; where there are none, those on which "
        "people are most evenly split."
    ),
    "means_order_answers": msgid("First come the statements that most people answered."),
    "means_order_number": msgid("The statements stand as they were asked."),
    "change_unchanged": msgid("Unchanged"),
    "change_unknown": msgid("Cannot be said"),
}
"""What each id of opinions is called, in English."""
