"""Someone who is invited by a list, for tests that look at the pages to which the letter leads."""

from sqlalchemy import select

from consult.consultations.service import ConsultationView
from consult.kernel.tables import MailOutbox
from consult.participation import service as participation
from consult.participation.rules.invitations import Invited
from tests.world import World


def an_invitation(world: World, made: ConsultationView, organiser: str) -> str:
    """Return the token in the link of the letter by which someone is invited to speak for a company."""
    invited = Invited("ines@invited.example", "Ines Invited", "Invitees (invented)", "company", None)
    with world.acting() as session:
        participation.invite_people(consultation_id=made.id, person_id=organiser, people=[invited])
        wanted = select(MailOutbox).where(MailOutbox.letter == participation.INVITATION)
        letters = session.scalars(wanted.order_by(MailOutbox.created_at.desc())).all()
        return str(letters[0].parameters["token"])
