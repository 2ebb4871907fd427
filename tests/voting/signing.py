"""A delegation in an open round, for tests of how it drafts and signs."""

from typing import Any

from consult.consultations.service import ConsultationView
from consult.kernel.ids import new_id
from consult.participation import service as participation
from consult.participation.service import MemberRole
from consult.rounds.service import RoundView
from consult.voting import service as voting
from consult.voting.service import ActView, CastReceipt, Item, VoteDraft
from tests.world import World

ROLES = {"dora": MemberRole.DRAFTER, "alma": MemberRole.ALTERNATE, "rita": MemberRole.READER}


def a_drafted_vote(world: World, one: RoundView, signatory: str, drafter: str) -> str:
    """Return the first item of a round, on which a member whom the signatory makes a drafter drafts a vote."""
    item = world.items(one)[0]
    with world.acting():
        participation.set_member_role(
            consultation_id=one.consultation_id, person_id=signatory, member_id=drafter, role=MemberRole.DRAFTER
        )
        voting.draft_vote(item=item, person_id=drafter, position="object", key=new_id())
    return item.id


class Delegation:
    """A ministry for which Sam signs, Dora drafts, Alma is the alternate and Rita reads; others may sign too."""

    def __init__(self, world: World, made: ConsultationView, one: RoundView, *more: str) -> None:
        self.world, self.made, self.one = world, made, one
        names = ("sam", *ROLES, *more)
        self.people = {name: world.a_person(f"{name.title()} Tester") for name in names}
        self.seat = world.a_delegation(made, *self.people.values(), name="Ministry of Clocks")
        for name, role in ROLES.items():
            self.role(name, role)
        self.items = world.items(one)

    def role(self, name: str, role: MemberRole) -> None:
        with self.world.acting():
            participation.set_member_role(
                consultation_id=self.made.id,
                person_id=self.people["sam"],
                member_id=self.people[name],
                role=role,
            )

    def says(self, name: str, position: str, place: int = 0, **given: Any) -> CastReceipt | VoteDraft:
        """Return what comes of it when a member chooses a position on an item."""
        said = {"item": self.items[place], "position": position, "key": new_id(), **given}
        with self.world.acting():
            return voting.vote(person_id=self.people[name], **said)

    def signs(self, name: str, seen: dict[int, int], **given: Any) -> list[CastReceipt]:
        """Return the receipts of what a member signs: by the place of its item, the version that they have read."""
        items: list[Item] = [self.items[place] for place in seen]
        versions = {self.items[place].id: version for place, version in seen.items()}
        with self.world.acting():
            return voting.sign_drafts(
                items=items, seen=versions, person_id=self.people[name], **{"key": new_id(), **given}
            )

    def discards(self, name: str, place: int, seen: int, note: str = "Not our line.") -> VoteDraft:
        with self.world.acting():
            return voting.discard_draft(item=self.items[place], seen=seen, person_id=self.people[name], note=note)

    def votes(self) -> dict[str, str]:
        """Return what the seat says, by the number of the clause."""
        numbers = {item.id: item.number for item in self.items}
        with self.world.reading():
            found = voting.ballots_of(consultation_id=self.made.id, round_id=self.one.id, seat_id=self.seat.id)
        return {numbers[item]: ballot.position for item, ballot in found.items()}

    def acts(self) -> list[ActView]:
        with self.world.reading():
            return voting.acts_of(consultation_id=self.made.id, round_id=self.one.id, seat_id=self.seat.id)

    def told(self) -> list[tuple[str, str, str]]:
        """Return every act, newest first: what was done, by whom, and with which position."""
        names = {person: name for name, person in self.people.items()}
        return [(act.act, names[act.person_id or ""], act.position) for act in self.acts()]
