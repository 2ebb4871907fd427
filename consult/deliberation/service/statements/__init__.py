"""Use cases of the statements of statement rounds: as organisers put them, and as participants submit them."""

from consult.deliberation.service.statements.deciding import set_moderated
from consult.deliberation.service.statements.refused import (
    StatementAsked,
    StatementDecided,
    StatementEmpty,
    StatementRejected,
    StatementsNotTaken,
    StatementTakenOut,
    StatementUnread,
    SubmittedTooLong,
    TooManyStatements,
)
from consult.deliberation.service.statements.submitting import Submitted, submit_statement, withdraw_statement
from consult.deliberation.service.statements.views import (
    NewStatement,
    StatementView,
    add_statements,
    asked_ids,
    asked_statements,
    author_of,
    every_statement,
    get_statement,
    list_statements,
    origins_of,
    statement_numbered,
    statements_by_id,
    statements_of_seat,
)
from consult.deliberation.service.statements.waiting import count_waiting, statements_waiting

__all__ = [
    "NewStatement",
    "StatementAsked",
    "StatementDecided",
    "StatementEmpty",
    "StatementRejected",
    "StatementTakenOut",
    "StatementUnread",
    "StatementView",
    "StatementsNotTaken",
    "Submitted",
    "SubmittedTooLong",
    "TooManyStatements",
    "add_statements",
    "asked_ids",
    "asked_statements",
    "author_of",
    "count_waiting",
    "every_statement",
    "get_statement",
    "list_statements",
    "origins_of",
    "set_moderated",
    "statement_numbered",
    "statements_by_id",
    "statements_of_seat",
    "statements_waiting",
    "submit_statement",
    "withdraw_statement",
]
