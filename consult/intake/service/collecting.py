"""The round that collected comments come into, and one for those that were collected where there was none."""

from dataclasses import replace
from datetime import timedelta

from consult.consensus import service as consensus
from consult.consultations.service import ConsultationView
from consult.drafting.service import DraftView
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import Refused, msgid
from consult.participation import service as participation
from consult.rounds import service as rounds
from consult.rounds.rules.contract import for_categories
from consult.rounds.rules.states import RoundKind, RoundState
from consult.rounds.service import RoundView

TAKES_COMMENTS = frozenset({RoundState.OPEN, RoundState.CLOSED, RoundState.DISPOSITIONS})


class RoundTakesNone(Refused):
    """Comments come into a round that is open, or whose comments are still being answered."""

    code = "round-takes-no-comments"
    status = 409
    sentence = msgid(
        "The newest round on this draft takes no comments: it is not open yet, or it is published. Open a round, then "
        "bring the sheet in again."
    )


def round_for_comments(consultation_id: str, draft: DraftView) -> RoundView | None:
    """Return the round on a draft that collected comments come into, or None where there has been none.

    The open one, else the newest that was not cancelled. Refuses one that is not open yet, and one that is published.
    """
    on_draft = [one for one in rounds.list_rounds(consultation_id) if one.draft_id == draft.id]
    standing = [one for one in on_draft if one.state is not RoundState.CANCELLED]
    if not standing:
        return None
    takes = [one for one in standing if one.state is RoundState.OPEN] or standing
    if takes[-1].state not in TAKES_COMMENTS:
        raise RoundTakesNone
    return takes[-1]


def record_collection(consultation: ConsultationView, draft: DraftView) -> RoundView:
    """Return a round that took place elsewhere and in which people only commented, closed and counted.

    It lasts from the draft's publication until now, and nothing was voted on in it.
    """
    moment = clock.now(db.session)
    opened = min(draft.published_at or moment, moment - timedelta(seconds=1))
    usual = for_categories(
        RoundKind.BALLOT,
        consultation.categories,
        voted_kinds=(),
        languages=(draft.language,),
    )
    terms = replace(usual, parameters=consensus.rule_parameters(usual.rule, usual.parameters))
    one = rounds.record_finished_round(
        consultation_id=consultation.id,
        kind=RoundKind.BALLOT,
        opened_at=opened,
        closed_at=moment,
        terms=terms,
        rule_version=consensus.rule_version(terms.rule, terms.parameters),
        formula_version=consensus.formula_version(),
        seats=participation.list_seats(consultation.id),
        draft_id=draft.id,
    )
    consensus.freeze(consultation_id=consultation.id, round_id=one.id)
    return rounds.get_round(consultation.id, one.id)
