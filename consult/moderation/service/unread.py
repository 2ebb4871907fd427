"""What participants have submitted in rounds that are open and no moderator has read: the queue, as far as a page shows it."""

from consult.deliberation.service import StatementView, statements
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundState

MOST_SHOWN = 100
"""How many statements the desk lists; the others come up as these are decided on."""


def waiting_statements(consultation_id: str) -> list[StatementView]:
    """Return the first statements that wait for a moderator in rounds that are open, oldest first."""
    found: list[StatementView] = []
    for round_id in _open_rounds(consultation_id):
        if len(found) < MOST_SHOWN:
            found += statements.statements_waiting(consultation_id, round_id, limit=MOST_SHOWN - len(found))
    return found


def count_waiting_statements(consultation_id: str) -> int:
    """Return how many statements wait for a moderator in rounds that are open."""
    return statements.count_waiting(consultation_id, _open_rounds(consultation_id))


def next_waiting_statement(consultation_id: str, statement_id: str) -> str | None:
    """Return the id of the statement that waits after this one in its round; None after the last, and where this one does not wait."""
    one = statements.get_statement(consultation_id, statement_id)
    if not one.is_waiting or one.round_id not in _open_rounds(consultation_id):
        return None
    following = statements.statements_waiting(consultation_id, one.round_id, limit=1, after=one.number)
    return following[0].id if following else None


def _open_rounds(consultation_id: str) -> list[str]:
    return [one.id for one in rounds.list_rounds(consultation_id) if one.state is RoundState.OPEN]
