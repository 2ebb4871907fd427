"""The regions of the world, the groups of countries, and the columns of the table of who is missing, in words."""

from consult.kernel.errors import msgid

GROUPS = {
    "africa": msgid("Africa"),
    "americas": msgid("Americas"),
    "asia": msgid("Asia"),
    "europe": msgid("Europe"),
    "oceania": msgid("Oceania"),
    "ungrouped": msgid("In no group"),
    "low_income": msgid("Low income"),
    "lower_middle_income": msgid("Lower middle income"),
    "upper_middle_income": msgid("Upper middle income"),
    "high_income": msgid("High income"),
    "not_classified": msgid("Not classified by income"),
    "ldc": msgid("Least developed countries"),
    "lldc": msgid("Landlocked developing countries"),
    "sids": msgid("Small island developing States"),
}
