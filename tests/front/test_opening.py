"""Opening a round: what is chosen becomes its contract, and a refusal keeps what was typed."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from consult.accounts import service as accounts
from consult.consensus.service import RuleUnknown
from consult.consultations.service import ConsultationView
from consult.deliberation import service as deliberation
from consult.drafting.service import DraftUnpublished
from consult.front import service as front
from consult.kernel import clock
from consult.rounds import service as rounds
from consult.rounds.rules.contract import for_categories
from consult.rounds.rules.states import RoundKind, RoundState
from consult.rounds.service import RoundView
from tests.client import Client
from tests.html import values
from tests.world import World

FORM = "/en/c/next/rounds/new"


@pytest.fixture
def organiser_id(world: World) -> str:
    """Return someone who organises, in Nairobi."""
    person = world.a_person("Olga Organiser")
    with world.acting():
        accounts.update_profile(person_id=person, name="Olga Organiser", locale=None, time_zone="Africa/Nairobi")
    return person


@pytest.fixture
def consultation(world: World, organiser_id: str) -> ConsultationView:
    """A consultation called `next` with a published draft and no round."""
    made = world.a_consultation(slug="next", organiser=organiser_id)
    world.a_draft(made)
    return made


@pytest.fixture
def client(app: Flask, world: World, consultation: ConsultationView, organiser_id: str) -> Client:
    """The organiser's browser."""
    return Client(app, world.a_session(organiser_id))


def opened(world: World, consultation: ConsultationView) -> list[RoundView]:
    with world.reading():
        return rounds.list_rounds(consultation.id)


def a_day(days: int = 30) -> datetime:
    return (datetime.now(UTC) + timedelta(days=days)).replace(hour=18, minute=0, second=0, microsecond=0)


def test_what_is_chosen_becomes_the_contract(world: World, client: Client, consultation: ConsultationView) -> None:
    closing = a_day()
    client.fill(
        FORM,
        closes_at=f"{closing:%Y-%m-%dT%H:%M}",
        reveal="at_publication",
        effect="recommendation",
        deciding_body=" The assembly ",
        mandate="Resolution 7",
        n_min="3",
    )
    (one,) = opened(world, consultation)
    assert one.state is RoundState.OPEN
    assert one.closes_at == closing - timedelta(hours=3), "typed in Nairobi, which is three hours ahead of UTC"
    with world.reading():
        content = rounds.contract_of_round(consultation.id, one.id).content
    assert content["reveal"] == "at_publication"
    assert content["effect"] == "recommendation"
    assert (content["deciding_body"], content["mandate"]) == ("The assembly", "Resolution 7")
    assert content["rule"]["parameters"]["n_min"] == 3
    assert [each["id"] for each in content["categories"]] == list(consultation.categories)
    assert content["dates"]["closes_at"] == clock.to_text(one.closes_at)


def test_the_form_suggests_four_weeks_and_names_the_zone(client: Client) -> None:
    page = client.get(FORM)
    typed = datetime.fromisoformat(values(page.form("/rounds/new"))["closes_at"])
    assert (typed.hour, typed.minute) == (18, 0)
    assert timedelta(days=26) < typed - datetime.now() < timedelta(days=30)  # noqa: DTZ005 - a field knows no zone
    assert "In your time zone, Africa/Nairobi;" in page.words


def test_a_round_of_statements_takes_one_from_each_line(
    world: World, client: Client, consultation: ConsultationView
) -> None:
    client.fill(FORM, kind="statements", statements="One idea.\r\n\r\n  Another idea. \nOne idea.\n")
    (one,) = opened(world, consultation)
    with world.reading():
        found = deliberation.list_statements(consultation.id, one.id)
    assert [(each.number, each.text, each.lang) for each in found] == [
        (1, "One idea.", "en"),
        (2, "Another idea.", "en"),
    ]
    assert one.draft_id is None


@pytest.mark.parametrize("submits", [True, False])
def test_the_organiser_says_whether_participants_submit_statements_too(
    world: World, client: Client, consultation: ConsultationView, submits: bool
) -> None:
    address = f"{FORM}?kind=statements"
    form = values(client.get(address).form("/rounds/new"))
    assert form["from_participants"] == "y"
    if not submits:
        del form["from_participants"]
    client.post(FORM, {**form, "statements": "One idea."}, status=303)
    (one,) = opened(world, consultation)
    with world.reading():
        assert rounds.contract_of_round(consultation.id, one.id).statements_from_participants is submits
    page = client.get(f"/en/c/{consultation.slug}/rounds/1")
    told = "The organisers, and every seat that takes part." if submits else "The organisers alone."
    assert told in page.words


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"closes_at": "2020-01-01T10:00"}, "must come after the opening date"),
        ({"closes_at": "tomorrow"}, "Give the day and the time at which the round closes, as in"),
        ({"closes_at": ""}, "Give the day and the time at which the round closes."),
        ({"closes_at": "9999-12-31T23:59"}, "Give the day and the time at which the round closes, as in"),
        ({"closes_at": "0001-01-01T00:00"}, "Give the day and the time at which the round closes, as in"),
        ({"n_min": "0"}, "Give a whole number from 1 to 9999."),
        ({"n_min": "five"}, "Give a whole number from 1 to 9999."),
        ({"kind": "statements"}, "Write at least one statement"),
        ({"kind": "statements", "statements": "x" * 301}, "A statement has at most 300 characters; number 1 has 301."),
        ({"deciding_body": "x" * 301}, "in at most 300 characters"),
        ({"mandate": "x" * 2001}, "in at most 2,000 characters"),
    ],
)
def test_a_refusal_keeps_what_was_typed_and_opens_nothing(
    world: World, client: Client, consultation: ConsultationView, typed: dict[str, str], sentence: str
) -> None:
    given = {"mandate": "Resolution 7", "reveal": "at_publication", **typed}
    refused = client.fill(FORM, status=422, **given)
    assert sentence in refused.words
    kept = values(refused.form("/rounds/new"))
    assert {name: kept[name] for name in given} == given
    assert opened(world, consultation) == []


def test_a_second_round_waits_for_the_first(world: World, client: Client, consultation: ConsultationView) -> None:
    client.fill(FORM)
    refused = client.fill(FORM, status=409)
    assert "A round is announced or open already." in refused.words
    assert len(opened(world, consultation)) == 1


def test_without_a_published_draft_only_statements_can_be_asked(
    world: World, client: Client, organiser_id: str
) -> None:
    world.a_consultation(slug="bare", organiser=organiser_id)
    page = client.get("/en/c/bare/rounds/new")
    assert "only statements and options can be asked about" in page.words
    refused = client.fill("/en/c/bare/rounds/new", status=409)
    assert DraftUnpublished.sentence in refused.words
    client.fill("/en/c/bare/rounds/new", kind="statements", statements="One idea.")


@pytest.mark.parametrize("who", ["stranger", "citizen", "moderator"])
def test_nobody_else_opens_a_round(
    world: World, request: pytest.FixtureRequest, consultation: ConsultationView, who: str
) -> None:
    person: Client = request.getfixturevalue(who)
    person.post(FORM, {"kind": "ballot"}, status=401 if who == "stranger" else 403)
    assert opened(world, consultation) == []


def test_the_next_round_is_on_the_newest_draft(world: World, consultation: ConsultationView) -> None:
    first = world.a_round(consultation)
    world.closed(first)
    draft = world.a_draft(consultation, "Only this. {#only}")
    second = world.a_round(consultation)
    assert (second.number, second.draft_id) == (2, draft.id)
    with world.reading():
        assert front.current_round(consultation.id) == second
        assert front.newest_result(consultation.id) == world.round_now(first)


def test_a_rule_that_is_not_known_is_refused(world: World, consultation: ConsultationView) -> None:
    terms = for_categories(RoundKind.BALLOT, consultation.categories, rule="loudest")
    with pytest.raises(RuleUnknown), world.acting():
        front.start_round(consultation_id=consultation.id, terms=terms, closes_at=a_day(), person_id=None)
    assert opened(world, consultation) == []


def test_a_statement_that_is_not_plain_text_is_refused(world: World, consultation: ConsultationView) -> None:
    terms = for_categories(RoundKind.STATEMENTS, consultation.categories)
    asked = {"consultation_id": consultation.id, "terms": terms, "closes_at": a_day(), "person_id": None}
    with pytest.raises(deliberation.TextRefused), world.acting():
        front.start_round(**asked, statements=("An idea.", "Nul\x00"))
    assert opened(world, consultation) == []
