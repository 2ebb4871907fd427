"""A conversation exported from Polis, read whole and checked before anything is written.

The format is described in `shared/data/README.md`: in votes.csv 1 is agree, -1 disagree, 0 pass; it is a log of
events of which the newest per person and statement counts; an empty cell is a statement that was not seen.
"""

from consult.intake.rules.polis.conversation import FILES, Conversation, Participant, Statement, Vote, read_conversation

__all__ = ["FILES", "Conversation", "Participant", "Statement", "Vote", "read_conversation"]
