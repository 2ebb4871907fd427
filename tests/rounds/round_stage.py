"""The real services on a real database, driven in the names of the plain model."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import datetime, timedelta
from typing import Any, TypeVar

import pytest

from consult.consultations import service as consultations
from consult.consultations.service import ConsultationView, Role
from consult.drafting import service as drafting
from consult.drafting.service import ClauseView, DraftView
from consult.front import service as front
from consult.intake.rules.markdown_draft import read_draft
from consult.kernel import clock, jobs
from consult.kernel.errors import Refused
from consult.moderation import service as moderation
from consult.participation import service as participation
from consult.participation.service import Verification
from consult.rounds import service as rounds
from consult.rounds.rules.contract import Terms, for_categories
from consult.rounds.rules.states import Capacity, RoundKind, RoundState
from consult.rounds.service import RoundView
from consult.voting.service import Item
from tests.voting.redrafting import WORDS, a_redraft, a_text
from tests.world import NOTICES, World

Done = TypeVar("Done")
HOUR = timedelta(hours=1)
ROLES = (
    ("moses", Role.MODERATOR),
    ("basma", Role.ORGANISER),
    ("basma", Role.MODERATOR),
    ("edda", Role.EDITOR),
)
PEOPLE = ("olga", "moses", "basma", "edda", "vera", "carmen", "dinara", "dilip", "kim", "noor")


class People:
    """Who takes part in every example on one database, and what all examples together came to."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.ids = {name: world.a_person(name.title()) for name in PEOPLE}
        self.names = {person: name for name, person in self.ids.items()}
        self.states: set[str] = set()
        self.refusals: set[str] = set()
        self.acts: set[str] = set()
        self.freezes = 0


class Stage:
    """A consultation of its own, with its clock, in a database that many examples share."""

    def __init__(self, people: People) -> None:
        self.people, self.world, self.ids = people, people.world, people.ids
        self.time, self.hours, self.does = ExitStack(), 0, 0
        with self.world.reading() as session:
            self.began = clock.now(session)
        self.drafts: list[DraftView] = []
        self.clauses: list[dict[str, ClauseView]] = []
        self.edits = dict.fromkeys(WORDS, 0)
        self.rounds: dict[int, str] = {}
        self.seats: dict[str, str] = {}
        number = next(self.world.numbers)
        self.made = self.do(lambda: self._found(f"principles-{number}"))
        draft = self.do(self._first_draft)
        self._keep_draft(draft)
        self.do(self._take_seats)

    def _found(self, slug: str) -> ConsultationView:
        made = consultations.create_consultation(
            slug=slug, title="Principles", purpose="To agree.", organiser=self.ids["olga"]
        )
        notices = {"en": NOTICES}
        consultations.publish_notices(consultation_id=made.id, contents=notices, by_person=None)
        consultations.announce_consultation(consultation_id=made.id)
        for person, role in ROLES:
            consultations.grant_role(
                consultation_id=made.id, person_id=self.ids[person], role=role, granted_by=self.ids["olga"]
            )
        return consultations.consultation_by_id(made.id)

    def _first_draft(self) -> DraftView:
        parts = read_draft([("text.md", a_text().encode())])
        scope: dict[str, Any] = {"consultation_id": self.made.id}
        draft = drafting.add_draft(**scope, title="Principles", language="en", parts=parts)
        return front.publish_next_draft(**scope, draft_id=draft.id, person_id=None)

    def _take_seats(self) -> None:
        scope: dict[str, Any] = {"consultation_id": self.made.id}
        for person, name, category in (("dinara", "delegation", "government"), ("kim", "company", "company")):
            made = participation.join_with_organisation(
                **scope, person_id=self.ids[person], name=f"The {name}", category=category
            )
            self.seats[name] = made.seat.id
            if name == "delegation":
                participation.join_by_code(**scope, person_id=self.ids["dilip"], code=made.join_code)
                self._verify("delegation", "verified")
        self.joining("carmen")()

    def do(self, act: Callable[[], Done]) -> Done:
        """Do something as a door does it, in a transaction of its own."""
        self.does += 1
        with self.world.acting():
            return act()

    def refuses(self, against: set[str], act: Callable[[], object]) -> None:
        """Have something refused, for one of the reasons that the model has."""
        with pytest.raises(Refused) as refused:
            self.do(act)
        assert refused.value.code in against
        self.people.refusals.add(refused.value.code)

    def pass_time(self, hours: int) -> None:
        self.does, self.hours = self.does + 1, self.hours + hours
        self.time.enter_context(clock.moved(hours * HOUR))

    def dates(self, opens_at: int, closes_at: int) -> dict[str, Any]:
        """Return the moments that the model calls so; the real time that an example takes is far from an hour."""
        with self.world.reading() as session:
            moment = clock.now(session)
        hours = {"opens_at": opens_at, "closes_at": closes_at}
        return {name: moment + (hour - self.hours) * HOUR for name, hour in hours.items()}

    def hour(self, moment: datetime | None) -> int | None:
        """Return what the model calls a moment."""
        return None if moment is None else (moment - self.began) // HOUR

    def scope(self, number: int) -> dict[str, Any]:
        return {"consultation_id": self.made.id, "round_id": self.rounds[number]}

    def terms(self, organisations: str) -> Terms:
        shown = {one: "pseudonymous" if one == "citizen" else organisations for one in self.made.categories}
        return for_categories("ballot", self.made.categories, deciding_body="The assembly", disclosure=shown)

    def planning(self, opens_at: int, closes_at: int) -> Callable[[], None]:
        scope: dict[str, Any] = {"consultation_id": self.made.id, "draft_id": self.drafts[-1].id}
        dates = self.dates(opens_at, closes_at)
        return lambda: self._keep_round(rounds.plan_round(**scope, **dates, kind=RoundKind.BALLOT))

    def starting(self, opens_at: int, closes_at: int, organisations: str) -> Callable[[], None]:
        dates = self.dates(opens_at, closes_at)
        scope: dict[str, Any] = {"consultation_id": self.made.id, "person_id": self.ids["olga"]}
        terms = self.terms(organisations)
        return lambda: self._keep_round(front.start_round(**scope, **dates, terms=terms))

    def _keep_round(self, one: RoundView) -> None:
        self.rounds[one.number] = one.id

    def moves(self, number: int, organisations: str) -> Mapping[str, Callable[[], object]]:
        """Return what takes a round to each state, by the door that people have for it."""
        scope, olga = self.scope(number), self.ids["olga"]
        later = {"by_role": Role.ORGANISER, "by_person": olga}
        return {
            "announced": lambda: rounds.announce_round(**scope, by_person=olga, terms=self.terms(organisations)),
            "open": lambda: front.open_announced(**scope, person_id=olga),
            "closed": lambda: moderation.close_round(**scope),
            "dispositions": lambda: moderation.start_dispositions(**scope, person_id=self.ids["edda"]),
            "published": lambda: moderation.publish_round(**scope, person_id=olga),
            "archived": lambda: rounds.advance(**scope, **later, to=RoundState.ARCHIVED),
        }

    def consenting(self, number: int, capacity: Capacity, person: str, reason: str) -> Callable[[], object]:
        scope, person_id = self.scope(number), self.ids[person]
        return lambda: moderation.consent_to_close(**scope, capacity=capacity, person_id=person_id, reason=reason)

    def advance(self, number: int, target: str, reason: str) -> RoundView:
        """Take a round to any state, past every door."""
        by = {"by_role": Role.ORGANISER, "by_person": self.ids["olga"]}
        return rounds.advance(**self.scope(number), **by, to=RoundState(target), reason=reason)

    def work(self) -> int:
        """Do what is due by itself, as a worker does, and return how many rounds were closed."""
        self.does += 1
        with self.world.app.app_context():
            jobs.run_due_jobs()
            return moderation.close_overdue()

    def item(self, number: int, draft: int, clause: str) -> Item:
        """Return what is voted on: of a round that is not open yet, as someone may send it all the same."""
        view = self.clauses[draft - 1][clause]
        shown = {"number": view.number, "text": view.plain, "lang": view.lang, "subject": view.subject}
        return Item(**self.scope(number), **shown, id=view.uid, version_id=view.version_id, draft_number=draft)

    def joining(self, person: str) -> Callable[[], None]:
        scope: dict[str, Any] = {"consultation_id": self.made.id, "person_id": self.ids[person]}
        return lambda: self.seats.update({person: participation.join_as_person(**scope).id})

    def verify(self, seat: str, state: str) -> None:
        self.do(lambda: self._verify(seat, state))

    def _verify(self, seat: str, state: str) -> None:
        scope: dict[str, Any] = {
            "consultation_id": self.made.id,
            "seat_id": self.seats[seat],
            "person_id": self.ids["vera"],
        }
        front.verify_seat(**scope, state=Verification(state), note="")

    def redraft(self, changed: Mapping[str, int | None]) -> None:
        """Publish the next draft: of each clause that is still there the class of its change, None where it is as it was."""
        words: dict[str, str | None] = dict.fromkeys(WORDS)
        for clause, change in changed.items():
            self.edits[clause] += change is not None
            words[clause] = WORDS[clause][:-1] + ", as ever" * self.edits[clause] + "."
        self.does += 1
        classes = {clause: change for clause, change in changed.items() if change is not None}
        self._keep_draft(a_redraft(self.world, self.made, a_text(**words), classes))

    def _keep_draft(self, draft: DraftView) -> None:
        hints = {view.uid: hint for each in self.clauses for hint, view in each.items()}
        with self.world.reading():
            views = [each for each in drafting.clauses_of(draft, lang="en") if each.kind == "clause"]
        hints = hints or {view.uid: hint for hint, view in zip(WORDS, views, strict=True)}
        self.clauses.append({hints[view.uid]: view for view in views})
        self.drafts.append(draft)

    def end(self) -> None:
        """Leave nothing behind that would be due in a later example."""
        for number in self.rounds:
            with self.world.reading():
                is_live = rounds.get_round(**self.scope(number)).state in {RoundState.ANNOUNCED, RoundState.OPEN}
            if is_live:
                self.do(lambda: self.advance(number, "cancelled", "The example is over."))  # noqa: B023 - done at once
        self.time.close()
