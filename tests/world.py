"""Builders with honest defaults: a test names only what matters to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any

from consult.accounts import service as accounts
from consult.consultations import service as consultations
from consult.consultations.service import ConsultationView, Role, Section
from consult.deliberation import service as deliberation
from consult.deliberation.rules.dispositions import Disposition
from consult.deliberation.rules.words import Attribution, CommentKind
from consult.deliberation.service import Case
from consult.drafting import service as drafting
from consult.front import service as front
from consult.intake.rules.markdown_draft import read_draft
from consult.kernel import clock
from consult.kernel.ids import new_id
from consult.moderation import service as moderation
from consult.participation import service as participation
from consult.participation.service import SeatView, Verification
from consult.rounds import service as rounds
from consult.rounds.rules.contract import for_categories
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView
from consult.voting import service as voting
from consult.voting.service import CastReceipt, Item
from tests.acting import Acting
from tests.drafting.explaining import explain

TEXT = """# People first

Systems serve people, and people can stop them. {#stop}

Whoever is harmed is heard and made whole. {#heard}

# Graded risk

Duties rise with risk, and the grading is published. {#risk}
"""

NOTICES = {section: f"What there is to say about {section}." for section in Section}
"""Legal notices in which every section says something."""


@dataclass
class World(Acting):
    """An application with a database, and whatever a test puts into it."""

    keeps: bool = False
    """Whether scenes that were built in an equal world before are put back."""
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def a_person(self, name: str = "Amina Otieno", *, email: str | None = None) -> str:
        """Return the id of a new person who can sign in."""
        address = email or f"person{next(self.numbers)}@example.org"
        with self.acting():
            return accounts.add_person(name=name, email=address).id

    def a_session(self, person_id: str) -> str:
        """Return the token of a new session of the person."""
        with self.acting():
            return accounts.start_session(person_id)

    def a_consultation(
        self,
        *,
        slug: str | None = None,
        organiser: str | None = None,
        is_announced: bool = True,
        has_notices: bool = True,
        **given: Any,
    ) -> ConsultationView:
        """Return a consultation without a text; its legal notices are published in English and in its own language."""
        number = next(self.numbers)
        values = {"title": "Principles for machines", "purpose": "To agree on what machines may do.", **given}
        with self.acting():
            made = consultations.create_consultation(slug=slug or f"principles-{number}", organiser=organiser, **values)
            if has_notices:
                _publish_notices(made)
            if is_announced:
                consultations.announce_consultation(consultation_id=made.id)
            return consultations.consultation_by_id(made.id)

    def notices(self, consultation: ConsultationView) -> None:
        """Publish legal notices of a consultation that came to be without them."""
        with self.acting():
            _publish_notices(consultation)

    def a_draft(
        self,
        consultation: ConsultationView,
        text: str = TEXT,
        *,
        lang: str = "en",
        is_published: bool = True,
        change_class: int = 3,
    ) -> drafting.DraftView:
        """Return the consultation's next draft; what it changes is all of this class, and explained in the simplest form."""
        with self.acting():
            made = drafting.add_draft(
                consultation_id=consultation.id,
                title=consultation.title,
                language=lang,
                parts=read_draft([("text.md", text.encode())]),
            )
        return self.published(made, change_class=change_class) if is_published else made

    def published(self, draft: drafting.DraftView, *, change_class: int = 3) -> drafting.DraftView:
        """Return the draft, published: its lineage confirmed as it stands, and explained whatever was not yet."""
        scope = {"consultation_id": draft.consultation_id, "draft_id": draft.id}
        self.explained(draft, change_class=change_class)
        with self.acting():
            return front.publish_next_draft(**scope, person_id=None)

    def explained(self, draft: drafting.DraftView, *, change_class: int = 3) -> None:
        """Confirm the lineage of a draft as it stands, and explain what it changes as far as nobody has."""
        explain(self, draft, change_class)

    def a_role(self, consultation: ConsultationView, person_id: str, role: Role) -> None:
        """Give a person a role."""
        with self.acting():
            consultations.grant_role(consultation_id=consultation.id, person_id=person_id, role=role, granted_by=None)

    def a_seat(
        self,
        consultation: ConsultationView,
        category: str = "citizen",
        *,
        person_id: str | None = None,
        territory: str | None = None,
        is_verified: bool = True,
        name: str | None = None,
    ) -> SeatView:
        """Return a new seat: a citizen's own, or that of a new organisation of another category."""
        person = person_id or self.a_person(name or "Amina Otieno")
        scope = {"consultation_id": consultation.id, "person_id": person, "territory": territory}
        with self.acting():
            if category == "citizen":
                return participation.join_as_person(**scope)
            title = name or f"Organisation {next(self.numbers)}"
            seat = participation.join_with_organisation(**scope, name=title, category=category).seat
        return self.verified(seat) if is_verified else seat

    def a_delegation(
        self, consultation: ConsultationView, *people: str, category: str = "government", name: str | None = None
    ) -> SeatView:
        """Return the verified seat of a new organisation for which all these people speak."""
        scope = {"consultation_id": consultation.id}
        title = name or f"Organisation {next(self.numbers)}"
        with self.acting():
            made = participation.join_with_organisation(**scope, person_id=people[0], name=title, category=category)
            for person in people[1:]:
                participation.join_by_code(**scope, person_id=person, code=made.join_code)
        return self.verified(made.seat)

    def verified(self, seat: SeatView) -> SeatView:
        """Return the seat, verified by someone who does not speak for it."""
        verifier = self.a_person("Vera Verifier")
        with self.acting():
            return front.verify_seat(
                consultation_id=seat.consultation_id,
                seat_id=seat.id,
                state=Verification.VERIFIED,
                person_id=verifier,
                note="",
            )

    def a_round(
        self,
        consultation: ConsultationView,
        *,
        kind: RoundKind = RoundKind.BALLOT,
        lasts: timedelta = timedelta(days=7),
        statements: tuple[str, ...] = (),
        **terms: Any,
    ) -> RoundView:
        """Return an open round on the newest draft."""
        values = {"deciding_body": "The assembly", **terms}
        with self.acting() as session:
            moment = clock.now(session)
            return front.start_round(
                consultation_id=consultation.id,
                terms=for_categories(kind, consultation.categories, **values),
                opens_at=moment,
                closes_at=moment + lasts,
                person_id=None,
                statements=statements,
            )

    def clauses(self, one: RoundView) -> list[drafting.ClauseView]:
        """Return the clauses that the round is about, without the principles above them."""
        with self.reading():
            draft = drafting.draft_by_id(one.consultation_id, one.draft_id or "")
            return [each for each in drafting.clauses_of(draft, lang=draft.language) if each.kind == "clause"]

    def items(self, one: RoundView) -> list[Item]:
        """Return what the round asks about."""
        with self.reading():
            return voting.items_of(one, lang="en")

    def a_vote(self, one: RoundView, person_id: str, position: str = "support", **given: Any) -> CastReceipt:
        """Return the receipt of a person's vote, on the round's first item unless another item or clause is named."""
        clause = given.pop("clause", None)
        item = given.pop("item", None) or next(
            each for each in self.items(one) if clause is None or each.id == clause.uid
        )
        with self.acting():
            return voting.cast(item=item, person_id=person_id, position=position, **{"key": new_id(), **given})

    def votes(self, one: RoundView, counted: Mapping[str, Mapping[str, int]], **given: Any) -> None:
        """Have new seats vote: per category, how many take each position."""
        with self.reading():
            consultation = consultations.consultation_by_id(one.consultation_id)
        clause = given.pop("clause", None)
        given.setdefault("item", next(each for each in self.items(one) if clause is None or each.id == clause.uid))
        every = ((category, *each) for category, positions in counted.items() for each in positions.items())
        with self.acting():
            for category, position in (each[:2] for each in every for _ in range(each[2])):
                person = self.a_person()
                self.a_seat(consultation, category, person_id=person)
                self.a_vote(one, person, position, **given)

    def a_comment(self, one: RoundView, person_id: str, text: str = "Say who decides.", **given: Any) -> str:
        """Return the id of a comment on the round's first clause."""
        values = {
            "clause": given.get("clause") or self.clauses(one)[0],
            "kind": CommentKind.SUBSTANTIVE,
            "lang": "en",
            "attribution": Attribution.NAMED,
            "key": new_id(),
            **given,
        }
        with self.acting():
            return deliberation.add_comment(
                consultation_id=one.consultation_id,
                round_id=one.id,
                person_id=person_id,
                text=text,
                **values,
            ).comment_id

    def closed(self, one: RoundView) -> RoundView:
        """Return the round, closed at its deadline and counted."""
        with self.reading() as session:
            left = one.closes_at - clock.now(session) + timedelta(seconds=1)
        with clock.moved(left), self.acting():
            done = moderation.close_round(consultation_id=one.consultation_id, round_id=one.id)
        assert done is not None
        return done

    def answering(self, one: RoundView) -> RoundView:
        """Return the closed round, its comments being answered."""
        scope = {"consultation_id": one.consultation_id, "round_id": one.id}
        person = self.a_person()
        with self.acting():
            return moderation.start_dispositions(**scope, person_id=person)

    def a_proposal(self, one: RoundView, comment: str, person_id: str, **given: Any) -> Case:
        """Return the case of a comment on which the person has proposed a decision: accepted, unless another is given."""
        values = {"disposition": Disposition.ACCEPTED, "reason": "It is said in clause 1.1 now.", **given}
        scope = {"consultation_id": one.consultation_id, "comment_id": comment, "person_id": person_id}
        with self.acting():
            seen = deliberation.case_of(**scope).version
            return deliberation.propose_disposition(**{**scope, "seen": seen, **values})

    def an_approval(self, one: RoundView, comment: str, person_id: str, **given: Any) -> Case:
        """Return the case of a comment whose proposal the person has approved as it stands."""
        scope = {"consultation_id": one.consultation_id, "comment_id": comment, "person_id": person_id}
        with self.acting():
            seen = deliberation.case_of(**scope).version
            return deliberation.approve_disposition(**{**scope, "seen": seen, **given})

    def round_now(self, one: RoundView) -> RoundView:
        """Return the round as it stands."""
        with self.reading():
            return rounds.get_round(one.consultation_id, one.id)


def _publish_notices(consultation: ConsultationView) -> None:
    contents = dict.fromkeys(["en", consultation.language], NOTICES)
    consultations.publish_notices(consultation_id=consultation.id, contents=contents, by_person=None)
