"""What commands read: a tally with what else is known about an item, ballots of another form, groups of participants."""

from consult.consensus.forms.ballots import HIGHEST_OF, read_ballots
from consult.consensus.forms.groups import GroupsRefused, read_groups
from consult.consensus.forms.reading import TallyRefused
from consult.consensus.forms.tally import SeatsTooFew, Tally, read_tally

__all__ = [
    "HIGHEST_OF",
    "GroupsRefused",
    "SeatsTooFew",
    "Tally",
    "TallyRefused",
    "read_ballots",
    "read_groups",
    "read_tally",
]
