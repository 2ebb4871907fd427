"""Drafts, clauses that keep their identity from draft to draft, and their words in each language."""

from consult.drafting.tables.languages import (
    AuthenticLanguage,
    ClauseTextRevision,
    Concordance,
    MachineRequest,
    TranslationIssue,
)
from consult.drafting.tables.negotiation import Bracket, BracketProposer, Meeting, NegotiationMove
from consult.drafting.tables.text import (
    Attachment,
    ChangeSource,
    Clause,
    ClauseChange,
    ClauseLineage,
    ClauseText,
    ClauseVersion,
    Draft,
)

__all__ = [
    "Attachment",
    "AuthenticLanguage",
    "Bracket",
    "BracketProposer",
    "ChangeSource",
    "Clause",
    "ClauseChange",
    "ClauseLineage",
    "ClauseText",
    "ClauseTextRevision",
    "ClauseVersion",
    "Concordance",
    "Draft",
    "MachineRequest",
    "Meeting",
    "NegotiationMove",
    "TranslationIssue",
]
