"""Decisions on submitted statements: accepted, rejected with a rule and a note, told to their author, on the log."""

from typing import Any

import pytest

from consult.consultations.service import ConsultationView
from consult.deliberation.service import StatementView, statements
from consult.kernel.errors import Refused
from consult.kernel.tables import MailOutbox
from consult.moderation import letters
from consult.moderation import service as moderation
from consult.moderation.rules import ActionKind
from consult.moderation.service import ActionView
from consult.participation import service as participation
from consult.rounds.service import RoundView
from consult.voting import service as voting
from tests.deliberation.stating import accepted, asking, decided, rejected, submitted
from tests.ledger.story import acts_of
from tests.world import World


@pytest.fixture
def made(world: World) -> ConsultationView:
    return world.a_consultation(slug="say")


@pytest.fixture
def one(world: World, made: ConsultationView) -> RoundView:
    return asking(world, made)


@pytest.fixture
def author(world: World, made: ConsultationView) -> str:
    person = world.a_person("Carmen Citizen", email="carmen@example.org")
    world.a_seat(made, person_id=person)
    return person


def log_of(world: World, made: ConsultationView) -> list[ActionView]:
    with world.reading():
        return moderation.public_log(consultation_id=made.id)


def waiting(world: World, made: ConsultationView) -> list[StatementView]:
    with world.reading():
        return moderation.waiting_statements(made.id)


def test_what_waits_is_at_the_desk_oldest_first_until_it_is_decided(
    world: World, made: ConsultationView, one: RoundView, author: str
) -> None:
    first, second = submitted(world, one, author, "First."), submitted(world, one, author, "Second.")
    assert [each.id for each in waiting(world, made)] == [first, second]
    decided(world, one, first)
    rejected(world, one, second)
    assert waiting(world, made) == []


def test_a_rejected_statement_keeps_its_rule_and_note_and_is_not_asked(
    world: World, one: RoundView, author: str
) -> None:
    done = rejected(world, one, submitted(world, one, author))
    assert (done.moderated, done.rejected_under, done.rejected_note) == ("rejected", "off_topic", "It is about lunch.")
    assert [item.id for item in world.items(one) if item.id == done.id] == []


def test_answers_to_a_statement_stay_when_it_is_rejected_and_it_can_be_accepted_again(
    world: World, made: ConsultationView, one: RoundView, author: str
) -> None:
    asked = accepted(world, one, author)
    item = next(each for each in world.items(one) if each.id == asked)
    world.a_vote(one, author, "disagree", item=item)
    rejected(world, one, asked)
    with world.reading():
        counted = voting.count_answers(made.id, one.id, {seat.id: "" for seat in participation.list_seats(made.id)})
    assert counted == {(asked, "", "disagree"): 1}
    again = decided(world, one, asked, ActionKind.RESTORE, note="It is about machines after all.")
    assert (again.moderated, again.rejected_under) == ("accepted", None)


@pytest.mark.parametrize(
    ("action", "given", "code"),
    [
        (ActionKind.HIDE, {"rule": None}, "ground-needed"),
        (ActionKind.HIDE, {"rule": "ugly"}, "ground-needed"),
        (ActionKind.HIDE, {"note": " "}, "note-needed"),
        (ActionKind.REVIEW, {"note": "x" * 501}, "note-needed"),
        (ActionKind.RESTORE, {}, "already-decided"),
    ],
)
def test_a_decision_that_lacks_something_is_refused_and_changes_nothing(
    world: World,
    made: ConsultationView,
    one: RoundView,
    author: str,
    action: ActionKind,
    given: dict[str, Any],
    code: str,
) -> None:
    waits = submitted(world, one, author)
    with pytest.raises(Refused, match=code):
        decided(world, one, waits, action, **given)
    assert [each.id for each in waiting(world, made)] == [waits]
    assert log_of(world, made) == []


def test_what_is_decided_is_not_decided_again_and_nothing_after_the_round(
    world: World, one: RoundView, author: str
) -> None:
    first, second = accepted(world, one, author, "First."), submitted(world, one, author, "Second.")
    with pytest.raises(Refused, match="already-decided"):
        decided(world, one, first)
    rejected(world, one, first)
    with pytest.raises(Refused, match="already-decided"):
        rejected(world, one, first)
    world.closed(one)
    with pytest.raises(Refused, match="round-closed"):
        decided(world, one, second)


def test_the_public_log_names_the_statement_its_round_and_the_rule_and_nobody(
    world: World, made: ConsultationView, one: RoundView, author: str
) -> None:
    kept, out = accepted(world, one, author, "First."), submitted(world, one, author, "Second.")
    rejected(world, one, out)
    (entry,) = log_of(world, made)
    assert (entry.statement_number, entry.round_number, entry.comment_number) == (4, 1, None)
    assert (entry.action, entry.rule, entry.note) == (ActionKind.HIDE, "off_topic", "It is about lunch.")
    assert kept != out
    acts = [act for act in acts_of(world, made) if str(act.leaf["type"]) == "moderation.hide"]
    assert [act.content for act in acts] == [
        {"statement": 4, "rule": "off_topic", "note": "It is about lunch.", "number": 2}
    ]


def test_the_author_is_written_to_once_for_each_decision(world: World, one: RoundView, author: str) -> None:
    rejected(world, one, accepted(world, one, author))
    with world.reading() as session:
        rows = session.query(MailOutbox).where(MailOutbox.letter == moderation.DECIDED_LETTER).all()
    told = sorted((row.address, row.parameters["rule"] or "", row.parameters["note"]) for row in rows)
    assert told == [("carmen@example.org", "", ""), ("carmen@example.org", "off_topic", "It is about lunch.")]


def test_the_letter_says_what_was_decided_why_and_where_it_stands(world: World) -> None:
    given = {"slug": "say", "title": "Machines", "round": 2, "number": 4, "text": "Ask those concerned.", "note": ""}
    with world.reading():
        good = letters.statement_decided("en", {**given, "rule": None})
        bad = letters.statement_decided("en", {**given, "rule": "off_topic", "note": "It is about lunch."})
    assert "Nobody has answered it for you" in good.text
    assert "“It has nothing to do with the text”" in bad.text
    assert "It is about lunch." in bad.text
    for letter in (good, bad):
        assert "Ask those concerned." in letter.text
        assert "/en/c/say/rounds/2/statements" in letter.text


def test_an_organiser_s_statement_can_be_taken_out_too_and_no_letter_is_written(world: World, one: RoundView) -> None:
    seed = world.items(one)[0].id
    assert rejected(world, one, seed).moderated == "rejected"
    with world.reading() as session:
        assert session.query(MailOutbox).where(MailOutbox.letter == moderation.DECIDED_LETTER).count() == 0
        assert statements.author_of(one.consultation_id, seed) is None


def test_a_note_beside_an_acceptance_is_for_the_author_alone(
    world: World, made: ConsultationView, one: RoundView, author: str
) -> None:
    asked = decided(world, one, submitted(world, one, author), note="Thank you, Carmen.").id
    rejected(world, one, asked)
    decided(world, one, asked, ActionKind.RESTORE, note="It is about machines after all.")
    notes = [act.content.get("note") for act in acts_of(world, made) if str(act.leaf["type"]).startswith("moderation.")]
    assert notes == [None, "It is about lunch.", "It is about machines after all."]
    with world.reading() as session:
        rows = session.query(MailOutbox).where(MailOutbox.letter == moderation.DECIDED_LETTER).all()
    assert "Thank you, Carmen." in {row.parameters["note"] for row in rows}
