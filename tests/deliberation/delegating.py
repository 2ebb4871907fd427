"""A delegation with a draft in it, for tests that look at its pages."""

from consult.consultations.service import ConsultationView
from consult.deliberation import service as deliberation
from consult.deliberation.rules.words import Attribution, CommentKind
from consult.deliberation.service import CommentDraftView, DraftWords
from consult.kernel.ids import new_id
from consult.participation import service as participation
from consult.rounds.service import RoundView
from tests.world import World


def in_two_steps(world: World, made: ConsultationView, signatory: str, *, on: bool = True) -> None:
    """Have the signatory's delegation release what it says in two steps, or in one."""
    with world.acting():
        participation.set_two_step(consultation_id=made.id, person_id=signatory, two_step=on)


def a_comment_draft(
    world: World, one: RoundView, person_id: str, text: str = "Say who decides.", *, decision: str = "waiting"
) -> CommentDraftView:
    """Return a draft of a signatory on the round's first clause, decided on as they say."""
    scope = {"consultation_id": one.consultation_id, "person_id": person_id}
    words = DraftWords(kind=CommentKind.SUBSTANTIVE, lang="en", text=text, attribution=Attribution.NAMED)
    clause = world.clauses(one)[0]
    with world.acting():
        draft = deliberation.save_draft(**scope, round_id=one.id, clause=clause, words=words, key=new_id())
        return deliberation.decide_draft(**scope, draft_id=draft.id, decision=decision, note="Later.", seen=1)
