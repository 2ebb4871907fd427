"""A consultation in which everything that can be recorded in this version has happened."""

from dataclasses import dataclass

from consult.consultations import service as consultations
from consult.consultations.service import ConsultationView, Role
from consult.deliberation.rules.words import Attribution
from consult.drafting import service as drafting
from consult.drafting.rules import TextStatus
from consult.ledger import service as ledger
from consult.ledger.service import Act
from consult.moderation import service as moderation
from consult.moderation.rules import ActionKind, Ground
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundState
from consult.rounds.service import RoundView
from tests.deliberation.suggesting import a_stance, a_suggestion
from tests.world import World


@dataclass(frozen=True, slots=True)
class Story:
    """What happened, by name."""

    consultation: ConsultationView
    round: RoundView
    citizen: str
    delegates: tuple[str, str]
    comments: tuple[str, str, str]


def tell(world: World) -> Story:
    """Have everything happen once: from the creation to a published round, and a second one that is cancelled."""
    organiser, moderator = world.a_person("Olga"), world.a_person("Moses")
    citizen, delegates = world.a_person("Carmen"), (world.a_person("Dinara"), world.a_person("Dele"))
    made = world.a_consultation(organiser=organiser)
    world.a_draft(made)
    world.a_role(made, moderator, Role.MODERATOR)
    with world.acting():
        consultations.revoke_role(
            consultation_id=made.id, person_id=moderator, role=Role.MODERATOR, revoked_by=organiser
        )
    world.a_seat(made, person_id=citizen, territory="BO")
    world.a_delegation(made, *delegates)
    one = world.a_round(made)
    _translate(world, one)
    _vote(world, one, citizen, delegates)
    comments = _comment(world, one, citizen, delegates[0])
    _suggest(world, one, citizen, delegates[0])
    for action in (ActionKind.REVIEW, ActionKind.HIDE, ActionKind.RESTORE, ActionKind.HIDE):
        _decide(world, made, comments[0], moderator, action)
    world.closed(one)
    _cancel(world, world.a_round(made), organiser)
    return Story(made, one, citizen, delegates, comments)


def acts_of(world: World, made: ConsultationView) -> list[Act]:
    """Return every act of the consultation's log in the order of their places."""
    with world.acting():
        ledger.drain(made.id)
    with world.reading():
        return list(ledger.replay(made.id))


def _translate(world: World, one: RoundView) -> None:
    clause = world.clauses(one)[0]
    with world.acting():
        drafting.add_text(
            consultation_id=one.consultation_id,
            version_id=clause.version_id,
            lang="ar",
            heading="",
            text="الأنظمة تخدم الناس.",
            status=TextStatus.HUMAN_REVIEWED,
        )


def _vote(world: World, one: RoundView, citizen: str, delegates: tuple[str, str]) -> None:
    first, second, _ = world.items(one)
    world.a_vote(one, citizen, "support", item=first, importance=2)
    world.a_vote(one, citizen, "object", item=first)
    world.a_vote(one, delegates[0], "reservation", item=second)
    world.a_vote(one, delegates[1], "can_live_with", item=second)


def _comment(world: World, one: RoundView, citizen: str, delegate: str) -> tuple[str, str, str]:
    first = world.a_comment(one, citizen, "Why so vague?", quote="people can stop them")
    second = world.a_comment(one, delegate, "On purpose.", parent_id=first, attribution=Attribution.CATEGORY_ONLY)
    third = world.a_comment(one, citizen, "Between us.", attribution=Attribution.UNPUBLISHED)
    return first, second, third


def _suggest(world: World, one: RoundView, citizen: str, delegate: str) -> None:
    suggested = a_suggestion(world, one, citizen, "can halt them", quote="can stop them")
    a_stance(world, one, suggested, delegate, "oppose", moves_to="object")


def _decide(world: World, made: ConsultationView, comment: str, moderator: str, action: ActionKind) -> None:
    with world.acting():
        moderation.decide(
            consultation_id=made.id,
            comment_id=comment,
            action=action,
            person_id=moderator,
            rule=Ground.OFF_TOPIC,
            note="It is about something else.",
        )


def _cancel(world: World, one: RoundView, organiser: str) -> None:
    with world.acting():
        rounds.advance(
            consultation_id=one.consultation_id,
            round_id=one.id,
            to=RoundState.CANCELLED,
            by_role=Role.ORGANISER,
            by_person=organiser,
            reason="One round was enough.",
        )
