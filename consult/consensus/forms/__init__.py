"""What `consult rules try` reads: a tally with what else is known about an item, or ballots of another form."""

from consult.consensus.forms.ballots import HIGHEST_OF, read_ballots
from consult.consensus.forms.reading import TallyRefused
from consult.consensus.forms.tally import SeatsTooFew, Tally, read_tally

__all__ = ["HIGHEST_OF", "SeatsTooFew", "Tally", "TallyRefused", "read_ballots", "read_tally"]
