"""Rounds and their ballots as the documents describe them, for the real services to be compared with.

Whether something may be done is answered with the codes of everything that speaks against it: where there are none, it
may.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.rounds.round_records import EDITORIAL, FINISHED, LIVE, POSITIONS, Ballot, Cell, Elector, Round, Seat


@dataclass
class Model:
    """A consultation: its drafts by the class of what each changed, its seats, its rounds; time is counted in hours."""

    drafts: list[dict[str, int | None]]
    seats: dict[str, Seat]
    speaks_for: dict[str, str]
    now: int = 0
    rounds: list[Round] = field(default_factory=list)

    def against_moving(self, one: Round, target: str) -> set[str]:
        found = one.against(target)
        if target == "open":
            found |= {"not-found"} if not one.was_announced else set()
            found |= {"dates-refused"} if self.now >= one.closes_at else set()
        if target == "closed" and self.now < one.closes_at:
            found |= {"wrong-move"}
        if target == "published" and not all(one.comments):
            found |= {"undecided"}
        return found

    def move(self, one: Round, target: str, organisations: str) -> None:
        """Move a round by the door that people have for it."""
        if target == "announced":
            one.announce(organisations, "olga")
        elif target == "open":
            self.open(one, "olga")
        elif target == "closed":
            self.close(one, "organiser", None)
        elif target == "dispositions":
            one.move(target, "editor", "edda")
        else:
            one.move(target, "organiser", "olga")
            one.leaves["tally.publish"] += target == "published"

    def verify(self, seat: str, state: str) -> None:
        self.seats[seat].verification = state
        for one in self.rounds:
            if one.closed_at is None and seat in one.electorate:
                one.electorate[seat].is_verified_since = state == "verified"

    def against_planning(self, opens_at: int, closes_at: int) -> set[str]:
        return set() if closes_at > opens_at else {"dates-refused"}

    def plan(self, opens_at: int, closes_at: int) -> Round:
        one = Round(len(self.rounds) + 1, len(self.drafts), opens_at, closes_at)
        self.rounds.append(one)
        return one

    def against_starting(self, opens_at: int, closes_at: int) -> set[str]:
        found = {"round-underway"} if any(one.state in LIVE for one in self.rounds) else set()
        return found | self.against_planning(max(opens_at, self.now), closes_at)

    def start(self, opens_at: int, closes_at: int, organisations: str, person: str) -> None:
        one = self.plan(opens_at, closes_at)
        one.announce(organisations, person)
        one.opens_by_itself = opens_at > self.now
        if not one.opens_by_itself:
            self.open(one, person)

    def open(self, one: Round, person: str | None) -> None:
        one.opened_at = self.now
        one.leaves["policy.set"] += 1
        one.move("open", "organiser", person)
        for name, seat in self.seats.items():
            self._enter(one, name, seat)
        before = [each for each in self.rounds if each.state in FINISHED]
        if before and before[-1].draft < one.draft:
            self._bring_over(before[-1], one)
            one.leaves["ballot.carry"] += bool(one.ballots)

    def _enter(self, one: Round, name: str, seat: Seat) -> None:
        one.electorate.setdefault(name, Elector(seat.category, seat.verification))

    def _bring_over(self, before: Round, one: Round) -> None:
        for (seat, clause), ballot in before.ballots.items():
            category = self.seats[seat].category
            then, now = before.disclosure(category), one.disclosure(category)
            on_the_way = self.drafts[before.draft : one.draft]
            if not all(clause in draft for draft in on_the_way) or then not in {now, "roll_call"}:
                continue
            means_the_same = all(draft[clause] is None or draft[clause] in EDITORIAL for draft in on_the_way)
            freshness = "carried" if means_the_same and ballot.freshness != "stale" else "stale"
            brought = ballot._replace(version=1, freshness=freshness)
            one.write(seat, clause, brought, freshness, None)

    def against_speaking(self, one: Round, person: str) -> set[str]:
        found = set() if person in self.speaks_for else {"no-seat"}
        if one.state in FINISHED or (one.state == "open" and self.now >= one.closes_at):
            return found | {"round-closed"}
        return found if one.state == "open" else found | {"round-not-open"}

    def against_casting(self, one: Round, person: str, position: str, importance: int | None) -> set[str]:
        found = self.against_speaking(one, person)
        is_asked = person in self.speaks_for and self.seats[self.speaks_for[person]].category == "citizen"
        if position not in POSITIONS:
            found.add("position-refused")
        if importance is not None and not (is_asked and importance in {0, 1, 2}):
            found.add("importance-refused")
        return found

    def cast(self, one: Round, person: str, clause: str, position: str, importance: int | None) -> int:
        """Return the ballot's version."""
        name = self.speaks_for[person]
        self._enter(one, name, self.seats[name])
        earlier = one.ballots.get((name, clause))
        version = earlier.version + 1 if earlier else 1
        act = "cast" if self.seats[name].category == "citizen" else "signed"
        one.write(name, clause, Ballot(position, importance, version, "fresh", one.draft), act, person)
        one.leaves["vote.cast"] += 1
        return version

    def comment(self, one: Round, person: str) -> None:
        name = self.speaks_for[person]
        self._enter(one, name, self.seats[name])
        one.comments.append(False)
        one.leaves["comment.create"] += 1

    def against_deciding(self, one: Round, comment: int) -> set[str]:
        found = {"already-approved"} if one.comments[comment] else set()
        return found if one.state == "dispositions" else found | {"not-answering"}

    def decide(self, one: Round, comment: int) -> None:
        one.comments[comment] = True
        one.leaves.update(["disposition.propose", "disposition.approve"])

    def close(self, one: Round, role: str, person: str | None, reason: str = "") -> None:
        one.closed_at = self.now
        one.move("closed", role, person, reason)
        one.leaves["tally.publish"] += 1
        for (seat, clause), ballot in one.ballots.items():
            elector = one.electorate[seat]
            if ballot.freshness != "stale":
                one.tally[Cell(clause, elector.category, elector.counts, ballot.position)] += 1

    def against_consenting(self, one: Round, capacity: str, person: str, reason: str) -> set[str]:
        found = {"reason-needed"} if not reason.strip() else set()
        if one.state != "open" or self.now >= one.closes_at:
            found.add("wrong-move")
        if person in one.consents.values():
            found.add("second-person-needed")
        return found | ({"role-taken"} if capacity in one.consents else set())

    def consent(self, one: Round, capacity: str, person: str, reason: str) -> None:
        one.consents[capacity] = person
        if len(one.consents) == 2:
            self.close(one, capacity, person, reason)

    def against_cancelling(self, one: Round, reason: str) -> set[str]:
        found = one.against("cancelled")
        return found if reason.strip() else found | {"reason-needed"}

    def work(self, too_late: str) -> int:
        """Do what is due by itself, and return how many rounds were closed."""
        for one in self._due(announced=True):
            if self.now < one.closes_at:
                self.open(one, None)
            else:
                one.move("cancelled", "organiser", None, too_late)
        due = list(self._due(announced=False))
        for one in due:
            self.close(one, "organiser", None)
        return len(due)

    def _due(self, *, announced: bool) -> Iterable[Round]:
        for one in self.rounds:
            if announced and one.state == "announced" and one.opens_by_itself and self.now >= one.opens_at:
                yield one
            if not announced and one.state == "open" and self.now >= one.closes_at:
                yield one
