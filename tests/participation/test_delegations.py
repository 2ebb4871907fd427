"""A delegation: who does what for an organisation, and that a signatory decides on it."""

import pytest

from consult.consultations.service import ConsultationView
from consult.kernel.errors import NotFound
from consult.participation import service as participation
from consult.participation.service import Delegation, MemberRole
from tests.ledger.story import acts_of
from tests.world import World


class Scene:
    """A ministry for which Sam signs and Dora speaks too."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.made = world.a_consultation()
        self.sam, self.dora = world.a_person("Sam Signatory"), world.a_person("Dora Drafter")
        with world.acting():
            new = participation.join_with_organisation(
                consultation_id=self.made.id, person_id=self.sam, name="Ministry of Clocks", category="government"
            )
        self.code, self.seat = new.join_code, new.seat
        self.join(self.dora)

    def join(self, person: str) -> None:
        """Have someone join by the code."""
        with self.world.acting():
            participation.join_by_code(consultation_id=self.made.id, person_id=person, code=self.code)

    def seen_by(self, person: str) -> Delegation | None:
        """Return the delegation as someone sees it."""
        with self.world.reading():
            return participation.delegation_of(consultation_id=self.made.id, person_id=person)

    def role(self, member: str, role: MemberRole, *, by: str | None = None) -> Delegation:
        """Return the delegation in which a signatory gave a member a role."""
        with self.world.acting():
            return participation.set_member_role(
                consultation_id=self.made.id, person_id=by or self.sam, member_id=member, role=role
            )

    def two_step(self, *, on: bool = True, by: str | None = None) -> Delegation:
        """Return the delegation that someone switched."""
        with self.world.acting():
            return participation.set_two_step(consultation_id=self.made.id, person_id=by or self.sam, two_step=on)


@pytest.fixture
def scene(world: World) -> Scene:
    return Scene(world)


def roles(found: Delegation | None) -> dict[str, str]:
    """Return what each member does."""
    assert found is not None
    return {one.name: str(one.role) for one in found.members}


def test_who_joins_by_the_code_signs_unless_the_delegation_has_two_steps(world: World, scene: Scene) -> None:
    assert roles(scene.seen_by(scene.sam)) == {"Sam Signatory": "signatory", "Dora Drafter": "signatory"}
    scene.two_step()
    late = world.a_person("Late Comer")
    scene.join(late)
    found = scene.seen_by(late)
    assert roles(found)["Late Comer"] == "drafter"
    assert found is not None
    assert (found.may_sign, found.may_write, found.two_step) == (False, True, True)
    assert [one.name for one in found.signatories] == ["Sam Signatory", "Dora Drafter"]


def test_someone_without_an_organisation_has_no_delegation(world: World, scene: Scene) -> None:
    person = world.a_person()
    world.a_seat(scene.made, person_id=person)
    assert scene.seen_by(person) is None
    with pytest.raises(participation.NoDelegation), world.acting():
        participation.require_delegation(consultation_id=scene.made.id, person_id=person)


def test_a_signatory_gives_roles_and_a_reader_speaks_for_nobody(world: World, scene: Scene) -> None:
    assert roles(scene.role(scene.dora, MemberRole.READER))["Dora Drafter"] == "reader"
    found = scene.seen_by(scene.dora)
    assert found is not None
    assert not found.may_write
    with world.reading():
        assert participation.seat_of(consultation_id=scene.made.id, person_id=scene.dora) is None


@pytest.mark.parametrize("role", [MemberRole.DRAFTER, MemberRole.READER])
def test_only_a_signatory_switches_and_gives_roles(world: World, scene: Scene, role: MemberRole) -> None:
    scene.role(scene.dora, role)
    with pytest.raises(participation.NotSignatory):
        scene.two_step(by=scene.dora)
    with pytest.raises(participation.NotSignatory):
        scene.role(scene.dora, MemberRole.SIGNATORY, by=scene.dora)


def test_the_last_signatory_stays_one(scene: Scene) -> None:
    scene.role(scene.dora, MemberRole.DRAFTER)
    with pytest.raises(participation.LastSignatory):
        scene.role(scene.sam, MemberRole.DRAFTER)
    scene.role(scene.dora, MemberRole.SIGNATORY)
    assert roles(scene.role(scene.sam, MemberRole.DRAFTER))["Sam Signatory"] == "drafter"


def test_nobody_gives_a_role_in_another_delegation(world: World, scene: Scene) -> None:
    stranger = world.a_person()
    world.a_delegation(scene.made, stranger, category="company")
    with pytest.raises(NotFound):
        scene.role(stranger, MemberRole.READER)


def test_roles_and_the_switch_are_on_record_and_what_changes_nothing_is_not(world: World, scene: Scene) -> None:
    scene.two_step()
    scene.two_step()
    scene.role(scene.dora, MemberRole.DRAFTER)
    scene.role(scene.dora, MemberRole.DRAFTER)
    organisation = scene.seat.organisation_id
    assert told(world, scene.made) == [
        ("delegation.mode", {"organisation": organisation, "two_step": True}),
        ("member.role", {"organisation": organisation, "person": scene.dora, "role": "drafter"}),
    ]


def told(world: World, made: ConsultationView) -> list[tuple[str, object]]:
    """Return what the log holds of delegations."""
    kinds = {"delegation.mode", "member.role"}
    return [(str(act.leaf["type"]), act.content) for act in acts_of(world, made) if act.leaf["type"] in kinds]
