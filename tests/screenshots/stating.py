"""A consultation with a round of statements to which participants add their own, for pictures of its pages."""

from collections.abc import Mapping
from datetime import timedelta

from consult.consultations import service as consultations
from consult.consultations.service import Role
from consult.deliberation.service import statements
from consult.front import service as front
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.ids import new_id
from consult.moderation import service as moderation
from consult.moderation.rules import ActionKind
from consult.participation import service as participation
from consult.rounds.rules.contract import for_categories
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView
from tests.world import NOTICES

SLUG = "what-machines-may-say"
TITLE = "What machines may say in our name"
SEEDS = ("A machine says that it is one.", "Nobody is answered by a machine alone.", "What a machine says is kept.")
ACCEPTED = "Whoever asks for a person gets one within a day."
REJECTED = "The canteen should open earlier."
WAITING = "Machines never sign for anyone."


def asked_statements(*, organiser: str, moderator: str, citizen: str) -> Mapping[str, str]:
    """Return what the addresses of its pages name; the citizen has submitted three statements, of which one waits."""
    found = consultations.find_consultation(SLUG)
    one = _begun(organiser, moderator, citizen) if found is None else front.current_round(found.id)
    assert one is not None
    waiting = next(each for each in moderation.waiting_statements(one.consultation_id) if each.text == WAITING)
    return {"said": f"/c/{SLUG}", "statement": waiting.id, "statement_number": str(waiting.number)}


def _begun(organiser: str, moderator: str, citizen: str) -> RoundView:
    made = consultations.create_consultation(slug=SLUG, title=TITLE, purpose="To hear everyone.", organiser=organiser)
    consultations.publish_notices(consultation_id=made.id, contents={"en": NOTICES}, by_person=organiser)
    consultations.announce_consultation(consultation_id=made.id, by_person=organiser)
    consultations.grant_role(consultation_id=made.id, person_id=moderator, role=Role.MODERATOR, granted_by=organiser)
    participation.join_as_person(consultation_id=made.id, person_id=citizen, territory=None)
    one = front.start_round(
        consultation_id=made.id,
        terms=for_categories(RoundKind.STATEMENTS, made.categories, deciding_body="The assembly"),
        closes_at=clock.now(db.session) + timedelta(days=14),
        person_id=organiser,
        statements=SEEDS,
    )
    for text, action in ((ACCEPTED, ActionKind.REVIEW), (REJECTED, ActionKind.HIDE), (WAITING, None)):
        _submitted(one, citizen, moderator, text, action)
    return one


def _submitted(one: RoundView, citizen: str, moderator: str, text: str, action: ActionKind | None) -> None:
    scope = {"consultation_id": one.consultation_id, "round_id": one.id}
    done = statements.submit_statement(**scope, person_id=citizen, text=text, lang="en", key=new_id())
    if action is not None:
        moderation.decide_on_statement(
            consultation_id=one.consultation_id,
            statement_id=statements.statement_numbered(*scope.values(), done.number).id,
            action=action,
            person_id=moderator,
            rule="off_topic" if action is ActionKind.HIDE else None,
            note="It is about the canteen." if action is ActionKind.HIDE else "",
        )
