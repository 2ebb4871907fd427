"""An organisation's own seat: evidence and its verification, the code, joining by an address, and leaving."""

import pytest
from flask import Flask

from consult.accounts import service as accounts
from consult.accounts.tables import Person
from consult.kernel import clock
from consult.ledger import service as ledger
from consult.participation import service as participation
from consult.participation.service import MemberRole, NoDelegation
from tests.client import Client, Page
from tests.conftest import Scene
from tests.server import at_once
from tests.voting.signing import Delegation
from tests.world import World


class Ministry(Delegation):
    """A delegation whose seat is not verified, and its members at their browsers."""

    def __init__(self, app: Flask, world: World, scene: Scene) -> None:
        super().__init__(world, scene.consultation, scene.round)
        self.home = scene.home
        self.page = f"{scene.home}/seat"
        self.by = {name: Client(app, world.a_session(person)) for name, person in self.people.items()}

    def refused(self) -> None:
        """Have a verifier doubt the seat."""
        verifier = self.world.a_person()
        with self.world.acting():
            participation.verify_seat(
                consultation_id=self.made.id,
                seat_id=self.seat.id,
                state=participation.Verification.REFUSED,
                by_person=verifier,
                note="No such ministry.",
            )

    def kinds(self) -> list[str]:
        """Return what the log says was done."""
        with self.world.acting():
            ledger.drain(self.made.id)
        with self.world.reading():
            return [str(act.leaf["type"]) for act in ledger.replay(self.made.id)]


@pytest.fixture
def ministry(app: Flask, world: World, scene: Scene) -> Ministry:
    return Ministry(app, world, scene)


def facts(page: Page) -> str:
    return " ".join(page.root.all("main")[0].text.split())


def test_evidence_goes_to_verifiers_alone_and_the_delegation_reads_what_they_decide(
    ministry: Ministry, organiser: Client
) -> None:
    ministry.refused()
    sam, page = ministry.by["sam"], ministry.page
    assert "No such ministry." in facts(ministry.by["rita"].get(page))
    for typed in ({}, {"link": "javascript:alert(1)"}, {"link": "ftp://clocks.example"}, {"evidence": "x" * 1001}):
        sam.fill(page, "/evidence", **typed, status=422)
    assert "Only a signatory" in ministry.by["dora"].post(f"{page}/evidence", {"evidence": "Me."}).words
    sent = sam.follow(sam.fill(page, "/evidence", link="https://clocks.example/staff", evidence="See page 2."))
    assert "Only verifiers read it" in sent.words
    assert "See page 2." not in facts(ministry.by["dora"].get(page))
    rows = [row.all("th")[0].text for row in organiser.get(f"{ministry.home}/seats").root.all("tr") if row.all("td")]
    assert rows[0] == "Ministry of Clocks"
    seat = f"{ministry.home}/seats/{ministry.seat.id}"
    told = facts(organiser.get(seat))
    for words in ("https://clocks.example/staff", "See page 2.", "Sam Tester on", "No such ministry."):
        assert words in told
    organiser.fill(seat, state="verified", note="Register no. 7")
    assert "Register no. 7" in facts(ministry.by["dora"].get(page))
    assert "verified already" in sam.post(f"{page}/evidence", {"evidence": "Again."}, status=409).words
    organiser.fill(seat, state="expired", note="The register has ended.")
    assert "Expired" in facts(sam.get(page))
    assert ministry.kinds().count("seat.evidence") == 1


def test_a_new_code_lets_members_in_and_ends_the_old_one(ministry: Ministry, world: World) -> None:
    told = ministry.by["sam"].follow(ministry.by["sam"].fill(ministry.page, "/code")).words
    code = told.partition("shown only once: ")[2].split(".")[0]
    someone = world.a_person()
    with world.acting():
        joined = participation.join_by_code(consultation_id=ministry.made.id, person_id=someone, code=code)
    assert joined.id == ministry.seat.id
    assert "Only a signatory" in ministry.by["dora"].post(f"{ministry.page}/code").words
    assert "join_code.renew" in ministry.kinds()


def test_whoever_has_a_confirmed_address_at_the_domain_joins_without_a_code(
    app: Flask, ministry: Ministry, world: World
) -> None:
    sam, page, join = ministry.by["sam"], ministry.page, f"{ministry.home}/join"
    assert "such as clocks.example" in sam.fill(page, "/domains", domain="clocks", status=422).words
    sam.fill(page, "/domains", domain="x.example", role="signatory", status=422)
    public = sam.fill(page, "/domains", domain="@Gmail.com", role="drafter", status=422).words
    assert "Anyone can have an address at gmail.com." in public
    assert "with its code instead" in public
    told = sam.follow(sam.fill(page, "/domains", domain="@Clocks.Example", role="drafter"))
    assert "Whoever has a confirmed address there can join your delegation" in told.words
    assert "clocks.example" in facts(told)
    person = world.a_person("Carl", email="carl@clocks.example")
    carl = Client(app, world.a_session(person))
    assert "by your address" not in carl.get(join).words
    with world.acting() as session:
        session.get_one(Person, person).confirmed_at = clock.now(session)
    with world.reading():
        assert accounts.confirmed_domain(person) == "clocks.example"
    carl.fill(join, "/join/address", status=422)
    told = carl.follow(carl.fill(join, "/join/address", accept="y")).words
    assert "You draft for Ministry of Clocks from now on. Your votes count once a signatory signs them" in told
    assert "your comments are posted at once" in told
    with world.reading():
        found = participation.delegation_of(consultation_id=ministry.made.id, person_id=person)
    assert found is not None
    assert found.role is MemberRole.DRAFTER
    sam.post(f"{page}/domains/drop", {"domain": "clocks.example"}, status=303)
    other = world.a_person("Cora", email="cora@clocks.example")
    with world.acting() as session:
        session.get_one(Person, other).confirmed_at = clock.now(session)
    cora = Client(app, world.a_session(other))
    assert "by your address" not in cora.get(join).words
    cora.post(f"{join}/address", {"organisation_id": found.organisation_id, "accept": "y"}, status=422)
    assert ministry.kinds().count("domain.invite") == 2


def test_whoever_leaves_joins_elsewhere_and_their_votes_stay_with_the_old_seat(
    ministry: Ministry, world: World
) -> None:
    sam, dora = ministry.by["sam"], ministry.by["dora"]
    assert "only signatory" in sam.fill(ministry.page, "/leave", status=409).words
    ministry.role("dora", MemberRole.SIGNATORY)
    ministry.says("dora", "object")
    told = dora.follow(dora.fill(ministry.page, "/leave"))
    assert "You have left the delegation of Ministry of Clocks." in told.words
    dora.get(ministry.page, status=404)
    with world.acting(), pytest.raises(NoDelegation):
        participation.leave_delegation(consultation_id=ministry.made.id, person_id=ministry.people["dora"])
    dora.fill(f"{ministry.home}/join", "/join/organisation", organisation="Clockworks", category="company", accept="y")
    ministry.says("dora", "support")
    assert ministry.votes() == {"1.1": "object"}
    assert ministry.kinds().count("member.move") == 1
    assert ministry.kinds().count("member.leave") == 1
    record = facts(dora.get(f"{ministry.home}/log"))
    assert "Someone who had left one delegation joined another" in record


def test_a_signatory_removes_a_member_whose_votes_stay_with_the_seat(ministry: Ministry) -> None:
    sam, dora, page = ministry.by["sam"], ministry.by["dora"], f"{ministry.home}/delegation"
    ministry.role("dora", MemberRole.SIGNATORY)
    ministry.says("dora", "object")
    sams, doras = (f"/members/{ministry.people[name]}/remove" for name in ("sam", "dora"))
    assert "To go yourself, leave the delegation" in sam.post(page + sams, status=409).words
    assert "Only a signatory" in ministry.by["rita"].post(page + doras, status=422).words
    told = sam.follow(sam.fill(page, doras))
    assert "Dora Tester is no member any more." in told.words
    assert "Dora Tester" not in facts(sam.get(page))
    assert told.link("Your organisation's seat") == ministry.page
    dora.get(page, status=404)
    sam.post(page + doras, status=422)
    assert ministry.votes() == {"1.1": "object"}
    assert ministry.kinds().count("member.remove") == 1
    assert "A signatory removed someone from a delegation" in facts(dora.get(f"{ministry.home}/log"))


def test_of_two_signatories_who_remove_each_other_at_once_one_stays(ministry: Ministry) -> None:
    ministry.role("dora", MemberRole.SIGNATORY)

    def removes(name: str, other: str) -> bool:
        try:
            with ministry.world.acting():
                participation.remove_member(
                    consultation_id=ministry.made.id,
                    person_id=ministry.people[name],
                    member_id=ministry.people[other],
                )
        except (participation.NotSignatory, NoDelegation):
            return False
        return True

    assert sorted(at_once(lambda: removes("sam", "dora"), lambda: removes("dora", "sam"))) == [False, True]


def test_a_reader_leaves_before_they_take_part_elsewhere_and_may_come_back(ministry: Ministry) -> None:
    rita, join = ministry.by["rita"], f"{ministry.home}/join"
    assert "and read for it" in facts(rita.get(join))
    sent = {"organisation": "Clockworks", "category": "company", "territory": "", "accept": "y"}
    told = rita.post(f"{join}/organisation", sent, status=409)
    assert "Leave it on its page first" in told.words
    rita.fill(ministry.page, "/leave")
    assert "votes and signs for the organisation at once" in facts(rita.get(join))
    code = ministry.by["sam"].follow(ministry.by["sam"].fill(ministry.page, "/code")).words
    sent = {"join_code": code.partition("shown only once: ")[2].split(".")[0], "accept": "y"}
    told = rita.follow(rita.fill(join, "/join/code", **sent))
    assert "You vote and sign for Ministry of Clocks from now on" in told.words
    assert "You belong to its delegation as: Signatory." in facts(told)
    assert ministry.kinds().count("member.move") == 0
