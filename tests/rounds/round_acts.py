"""What people do in rounds: each act on the real services, and on the plain model where the model does not refuse it."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

from hypothesis import strategies as some

from consult.deliberation import service as deliberation
from consult.deliberation.rules.words import Attribution, CommentKind
from consult.front.service.opening import TOO_LATE
from consult.kernel.ids import new_id
from consult.rounds.rules.states import Capacity
from consult.voting import service as voting
from tests.rounds import round_records as records
from tests.rounds.round_model import Model
from tests.rounds.round_stage import People, Stage
from tests.voting.redrafting import WORDS

Act = TypeVar("Act", bound=Callable[..., None])
WHICH = some.sampled_from([0, 0, 0, 1, 2, 3])
"""Which round, counted back from the newest one, in which most things happen."""

SPEAKERS = some.sampled_from(["carmen", "dinara", "dilip", "kim", "noor", "vera"])
POSITIONS = some.sampled_from([*sorted(records.POSITIONS), "agree"])
IMPORTANCE = some.sampled_from([None, None, None, 0, 2, 3])
PLACES = some.integers(0, len(WORDS) - 1)
SHOWN = some.sampled_from(["roll_call", "pseudonymous"])
REASONS = some.sampled_from(["It is time.", "It is time.", "It is time.", " "])
CONSENTS = some.lists(some.tuples(some.sampled_from(Capacity), some.booleans()), min_size=2, max_size=3)
"""In which capacity someone consents, and whether that is the one person who could do so in both."""

STEPS = [state for state in records.MOVES if state not in {"draft", "cancelled"}]
LASTING = some.sampled_from([24, 48, 48, 0])


ACTS: list[tuple[str, some.SearchStrategy[dict[str, Any]]]] = []
"""What may happen next. As rules of their own, most kinds of acts would be left out of most examples."""


def happens(often: int, **values: some.SearchStrategy[Any]) -> Callable[[Act], Act]:
    """Let something happen so often, with such values."""

    def register(act: Act) -> Act:
        ACTS.extend([(act.__name__, some.fixed_dictionaries(values))] * often)
        return act

    return register


class Sent(NamedTuple):
    """A vote that was taken, as it can be sent again."""

    number: int
    draft: int
    clause: str
    person: str
    position: str
    importance: int | None
    key: str


class Acts:
    """A consultation with three seats and a text of four clauses, in which everything may be tried at any time."""

    def __init__(self, people: People) -> None:
        super().__init__()
        self.stage = Stage(people)
        seats = {"delegation": records.Seat("government", "verified")}
        seats |= {"company": records.Seat("company"), "carmen": records.Seat("citizen")}
        speaks_for = {"dinara": "delegation", "dilip": "delegation", "kim": "company", "carmen": "carmen"}
        self.model = Model([dict.fromkeys(WORDS)], seats, speaks_for)
        self.sent: list[tuple[Sent, voting.CastReceipt]] = []
        self.comments: dict[tuple[int, int], str] = {}

    def one(self, which: int) -> records.Round:
        return self.model.rounds[-1 - which % len(self.model.rounds)]

    def clause(self, one: records.Round, place: int) -> str:
        clauses = list(self.model.drafts[one.draft - 1])
        return clauses[place % len(clauses)]

    def attempt(self, against: set[str], act: Callable[[], object]) -> bool:
        """Have something done, or refused where the model refuses it; return whether it was done."""
        if against:
            self.stage.refuses(against, act)
            return False
        self.stage.do(act)
        return True

    @happens(8, which=WHICH, person=SPEAKERS, place=PLACES, position=POSITIONS, importance=IMPORTANCE)
    def someone_votes(self, which: int, person: str, place: int, position: str, importance: int | None) -> None:
        one = self.one(which)
        vote = Sent(one.number, one.draft, self.clause(one, place), person, position, importance, new_id())
        against = self.model.against_casting(one, person, position, importance)
        if against:
            self.stage.refuses(against, lambda: self.cast(vote))
            return
        receipt = self.stage.do(lambda: self.cast(vote))
        assert receipt.version == self.model.cast(one, person, vote.clause, position, importance)
        self.sent.append((vote, receipt))

    def cast(self, vote: Sent) -> voting.CastReceipt:
        item = self.stage.item(vote.number, vote.draft, vote.clause)
        said: dict[str, Any] = {"position": vote.position, "importance": vote.importance, "key": vote.key}
        return voting.cast(item=item, person_id=self.stage.ids[vote.person], **said)

    @happens(3, which=WHICH, person=SPEAKERS, positions=some.lists(POSITIONS, min_size=2, max_size=4))
    def someone_votes_on_everything_at_once(self, which: int, person: str, positions: Sequence[str]) -> None:
        one = self.one(which)
        said = list(zip(self.model.drafts[one.draft - 1], positions, strict=False))
        against = set[str]().union(*(self.model.against_casting(one, person, each, None) for _, each in said))
        answers = [voting.Answer(self.stage.item(one.number, one.draft, clause), each) for clause, each in said]
        cast_all = lambda: voting.cast_all(answers=answers, person_id=self.stage.ids[person])  # noqa: E731
        if against:
            self.stage.refuses(against, cast_all)
            return
        versions = [receipt.version for receipt in self.stage.do(cast_all)]
        assert versions == [self.model.cast(one, person, clause, each, None) for clause, each in said]

    @happens(2, back=some.integers(0, 9), position=POSITIONS, is_changed=some.booleans())
    def a_vote_is_sent_twice(self, back: int, position: str, is_changed: bool) -> None:
        if not self.sent:
            return
        vote, receipt = self.sent[-1 - back % len(self.sent)]
        if is_changed and position != vote.position:
            self.stage.refuses({"key-reused"}, lambda: self.cast(vote._replace(position=position)))
        else:
            assert self.stage.do(lambda: self.cast(vote)) == receipt

    @happens(3, hours=some.sampled_from([6, 6, 24]))
    def time_passes(self, hours: int) -> None:
        self.model.now += hours
        self.stage.pass_time(hours)

    @happens(2, wait=some.sampled_from([0, 6]), lasts=LASTING, shown=SHOWN)
    def a_round_is_started(self, wait: int, lasts: int, shown: str) -> None:
        dates = self.model.now + wait, self.model.now + wait + lasts
        if len(self.model.rounds) == records.MOST_ROUNDS:
            return
        if self.attempt(self.model.against_starting(*dates), self.stage.starting(*dates, shown)):
            self.model.start(*dates, shown, "olga")

    @happens(1, wait=some.sampled_from([0, 6]), lasts=LASTING)
    def a_round_is_planned(self, wait: int, lasts: int) -> None:
        dates = self.model.now + wait, self.model.now + wait + lasts
        if len(self.model.rounds) == records.MOST_ROUNDS or self.one(0).state == "draft":
            return
        if self.attempt(self.model.against_planning(*dates), self.stage.planning(*dates)):
            self.model.plan(*dates)

    @happens(2, which=WHICH, to=some.sampled_from(STEPS), shown=SHOWN)
    def a_round_is_moved(self, which: int, to: str, shown: str) -> None:
        self.move(self.one(which), to, shown)

    def move(self, one: records.Round, target: str, shown: str) -> None:
        if target == "closed" and one.state in records.FINISHED:
            assert self.stage.do(self.stage.moves(one.number, shown)[target]) is None
        elif self.attempt(self.model.against_moving(one, target), self.stage.moves(one.number, shown)[target]):
            self.model.move(one, target, shown)

    @happens(4, which=WHICH, steps=some.integers(1, 4))
    def a_round_goes_its_way(self, which: int, steps: int) -> None:
        """It is moved to the states that come next, so that the late ones are reached as well as the early ones."""
        one = self.one(which)
        for _ in range(steps):
            for target in records.MOVES[one.state] - {"cancelled"}:
                self.move(one, target, "roll_call")

    @happens(2, passing=some.integers(1, 2), is_worked=some.booleans())
    def the_next_date_comes(self, passing: int, is_worked: bool) -> None:
        """One or two dates come before a worker works, so that a round is due to open when it should be closed already."""
        dates = {date for one in self.model.rounds for date in (one.opens_at, one.closes_at) if date > self.model.now}
        if dates:
            self.time_passes(sorted(dates)[:passing][-1] - self.model.now)
        if is_worked:
            self.a_worker_does_what_is_due()

    @happens(1, which=WHICH)
    def a_round_is_moved_where_no_way_leads(self, which: int) -> None:
        one = self.one(which)
        for target in records.MOVES:
            if target not in records.MOVES[one.state] & records.LATER:
                self.stage.refuses({"wrong-move"}, lambda: self.stage.advance(one.number, target, "Again."))  # noqa: B023

    @happens(1, which=WHICH, reason=some.sampled_from(["It is the wrong text.", " "]))
    def a_round_is_cancelled(self, which: int, reason: str) -> None:
        one = self.one(which)
        if self.attempt(
            self.model.against_cancelling(one, reason), lambda: self.stage.advance(one.number, "cancelled", reason)
        ):
            one.move("cancelled", "organiser", "olga", reason)

    @happens(3, which=WHICH, consents=CONSENTS, reason=REASONS)
    def people_consent_to_an_early_close(
        self, which: int, consents: Sequence[tuple[Capacity, bool]], reason: str
    ) -> None:
        one = self.one(which)
        for capacity, is_alone in consents:
            person = "basma" if is_alone else {"organiser": "olga", "moderator": "moses"}[capacity]
            act = self.stage.consenting(one.number, capacity, person, reason)
            if self.attempt(self.model.against_consenting(one, capacity, person, reason), act):
                self.model.consent(one, capacity, person, reason)

    @happens(1)
    def a_worker_does_what_is_due(self) -> None:
        assert self.stage.work() == self.model.work(TOO_LATE)

    @happens(2, which=WHICH, person=SPEAKERS, place=PLACES)
    def someone_comments(self, which: int, person: str, place: int) -> None:
        one = self.one(which)
        against = self.model.against_speaking(one, person)
        clause = self.stage.clauses[one.draft - 1][self.clause(one, place)]
        words: dict[str, Any] = {
            "kind": CommentKind.SUBSTANTIVE,
            "lang": "en",
            "attribution": Attribution.NAMED,
            "key": new_id(),
        }
        scope: dict[str, Any] = {**self.stage.scope(one.number), "person_id": self.stage.ids[person], "clause": clause}
        comment = lambda: deliberation.add_comment(**scope, **words, text="Say who decides.")  # noqa: E731
        if against:
            self.stage.refuses(against, comment)
            return
        self.comments[one.number, len(one.comments)] = self.stage.do(comment).comment_id
        self.model.comment(one, person)

    @happens(3, back=some.integers(0, 5))
    def a_comment_is_decided_on(self, back: int) -> None:
        if not self.comments:
            return
        (number, place), comment = list(self.comments.items())[-1 - back % len(self.comments)]
        one = self.model.rounds[number - 1]
        scope: dict[str, Any] = {"consultation_id": self.stage.made.id, "comment_id": comment}
        edda, olga = ({**scope, "person_id": self.stage.ids[person]} for person in ("edda", "olga"))
        said: dict[str, Any] = {"disposition": "noted", "reason": "It is said in another clause.", "seen": 0}
        if self.attempt(
            self.model.against_deciding(one, place), lambda: deliberation.propose_disposition(**edda, **said)
        ):
            self.stage.do(lambda: deliberation.approve_disposition(**olga, seen=1))
            self.model.decide(one, place)

    @happens(1)
    def someone_joins_late(self) -> None:
        if self.attempt({"already-seated"} if "noor" in self.model.seats else set(), self.stage.joining("noor")):
            self.model.seats["noor"] = records.Seat("citizen")
            self.model.speaks_for["noor"] = "noor"

    @happens(
        2,
        seat=some.sampled_from(["delegation", "company", "company", "carmen"]),
        state=some.sampled_from(["verified", "verified", "claimed", "refused"]),
    )
    def a_seat_is_verified_or_is_not_any_more(self, seat: str, state: str) -> None:
        self.stage.verify(seat, state)
        self.model.verify(seat, state)

    @happens(1, classes=some.tuples(*[some.sampled_from([None, 1, 2, 3, 4])] * 4), drops=PLACES)
    def the_next_draft_is_published(self, classes: Sequence[int | None], drops: int) -> None:
        """Every other draft drops a clause."""
        if len(self.model.drafts) == records.MOST_DRAFTS:
            return
        changed = {clause: classes[place] for place, clause in enumerate(self.model.drafts[-1])}
        if len(self.model.drafts) % 2:
            del changed[list(changed)[drops % len(changed)]]
        self.stage.redraft(changed)
        self.model.drafts.append(changed)
