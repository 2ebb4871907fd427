"""What the demonstration holds once it is built, and what people see of it."""

import re
from collections import Counter

import pytest

from consult.accounts import service as accounts
from consult.consensus import service as consensus
from consult.consensus.rules.two_views import why_views_differ
from consult.deliberation import service as deliberation
from consult.deliberation.service import objections
from consult.demonstration.service import ROLES, find_demonstration
from consult.drafting import service as drafting
from consult.export import service as export
from consult.kernel import clock
from consult.kernel.db import db
from consult.ledger import service as ledger
from consult.moderation import service as moderation
from consult.participation import service as participation
from consult.rounds import service as rounds
from consult.voting import service as voting
from tests.client import Client
from tests.command import run

from .conftest import Built

LANGUAGES = ("en", "zh-Hans", "ar")
BANNER = "Demonstration. Every person, organisation and number on this page is invented."
PLACES = (
    "/",
    "/d/3",
    "/d/1/6.1",
    "/d/1/6.1?page=2",
    "/d/3/11.3",
    "/d/2?open=3.2",
    "/vote",
    "/results",
    "/rounds/1/results",
    "/rounds/1",
    "/answers",
    "/log",
    "/policy",
)
DESKS = ("/desk", "/seats", "/roles")


def test_it_is_built_in_under_a_minute(built: Built) -> None:
    assert built.seconds < 60


def test_it_has_eleven_principles_in_three_drafts_of_about_as_many_clauses_as_people_can_read(built: Built) -> None:
    with built.app.app_context():
        drafts = drafting.list_drafts(built.consultation.id)
        parts = [drafting.clauses_of(one, lang="en") for one in drafts]
    assert [Counter(part.kind for part in one) for one in parts] == [
        {"principle": 11, "clause": 26},
        {"principle": 11, "clause": 27},
        {"principle": 11, "clause": 28},
    ]
    assert all(one.published_at for one in drafts)


def test_from_draft_to_draft_clauses_are_edited_added_and_left_out_and_most_stay(built: Built) -> None:
    with built.app.app_context():
        drafts = drafting.list_drafts(built.consultation.id)
        second = Counter(kind for kind, _, _ in drafting.list_lineage(built.consultation.id, drafts[1].id))
    assert second == {"unchanged": 28, "edited": 8, "new": 2, "deleted": 1}


@pytest.mark.parametrize("lang", ["zh-Hans", "ar"])
def test_it_is_read_in_its_other_languages_but_for_one_clause_that_is_not_translated_yet(
    built: Built, lang: str
) -> None:
    with built.app.app_context():
        drafts = drafting.list_drafts(built.consultation.id)
        shown = Counter(part.lang for part in drafting.clauses_of(drafts[2], lang=lang))
        assert all(part.lang == lang for part in drafting.clauses_of(drafts[0], lang=lang))
    assert shown == ({"ar": 38, "en": 1} if lang == "ar" else {"zh-Hans": 39})


def test_seats_of_six_categories_come_from_forty_places_and_a_few_of_these_have_six(built: Built) -> None:
    with built.app.app_context():
        seats = participation.list_seats(built.consultation.id)
    assert len(seats) >= 150
    assert min(Counter(seat.category for seat in seats).values()) >= 18
    places = Counter(seat.territory for seat in seats)
    assert len(places) >= 40
    assert sum(number >= 6 for number in places.values()) >= 3
    assert {seat.verification for seat in seats} == {"claimed", "verified"}
    assert all(seat.name.endswith("(invented)") for seat in seats if seat.organisation_id)


def test_its_rounds_are_finished_answered_and_open(built: Built) -> None:
    with built.app.app_context():
        found = rounds.list_rounds(built.consultation.id)
        now = clock.now(db.session)
    assert [one.state for one in found] == ["published", "dispositions", "open"]
    assert all(one.opened_at and one.opened_at < now for one in found)
    assert (found[2].closes_at - now).days == 12


def test_the_finished_round_shows_every_state_that_votes_alone_can_lead_to(built: Built) -> None:
    with built.app.app_context():
        first = rounds.round_by_number(built.consultation.id, 1)
        clauses = export.gather(consultation=built.consultation, number=1)["clauses"]
    assert first.published_at is not None
    assert {clause["state"] for clause in clauses} == {
        "criteria_met",
        "split",
        "not_supported",
        "short_of_agreement",
        "too_few_voices",
    }
    met = [set(clause["labels"]) for clause in clauses if clause["state"] == "criteria_met"]
    assert set() in met
    assert {"fragile"} in met
    assert {"many_reservations"} in met


def test_objections_stand_at_every_point_of_their_way(built: Built) -> None:
    with built.app.app_context():
        found = objections.objections_in(built.consultation.id)
        clauses = export.gather(consultation=built.consultation, number=1)["clauses"]
        waiting = objections.count_unanswered(consultation_id=built.consultation.id)
    assert [(one.round_number, one.state) for one in found] == [
        (1, "overruled"),
        (2, "resolved_by_change"),
        (3, "open"),
        (3, "acknowledged"),
    ]
    assert [one.is_blocking for one in found] == [True, True, True, False]
    assert (found[3].name, found[3].co_signers, waiting) == (None, 3, 2)
    (labelled,) = (clause for clause in clauses if clause["objections"])
    assert (labelled["state"], "objection_overruled" in labelled["labels"]) == ("criteria_met", True)


def test_on_some_clause_the_view_by_country_differs_and_seats_are_held_against_targets(built: Built) -> None:
    with built.app.app_context():
        summary = export.gather(consultation=built.consultation, number=1)
    reasons = {clause["number"]: [one.code for one in why_views_differ(clause)] for clause in summary["clauses"]}
    assert reasons["4.3"] == ["category_without_country", "silent_countries"]
    assert [] in reasons.values()
    assert summary["gaps"]["has_targets"]
    assert all(row["target"] for row in summary["gaps"]["categories"])


def test_what_was_frozen_is_what_the_log_replays_to(built: Built) -> None:
    with built.app.app_context():
        first = rounds.round_by_number(built.consultation.id, 1)
        acts = list(ledger.replay(built.consultation.id))
        frozen = Counter[str]()
        for row in voting.tally_of(built.consultation.id, first.id):
            frozen[row.position] += row.seats
    votes = [act for act in acts if act.leaf["type"] == "vote.cast" and act.leaf.get("round") == first.id]
    last = {(act.content["seat"], act.content["item"]): act.content["position"] for act in votes if act.content}
    assert Counter(last.values()) == frozen
    assert len(votes) > len(last), "some delegations had second thoughts"


def test_the_log_is_in_the_order_of_time_and_nothing_waits_for_its_place(built: Built) -> None:
    with built.app.app_context():
        acts = list(ledger.replay(built.consultation.id))
        size, now = ledger.size_of(built.consultation.id), clock.to_text(clock.now(db.session))
        assert ledger.drain(built.consultation.id) == 0
        db.session.rollback()
    moments = [str(act.leaf["at"]) for act in acts]
    assert len(acts) == size
    assert moments[-1] < now
    assert moments == sorted(moments)


def test_people_said_four_hundred_things_in_eight_languages(built: Built) -> None:
    with built.app.app_context():
        counted = [
            deliberation.progress_of(consultation_id=built.consultation.id, round_id=one.id)
            for one in rounds.list_rounds(built.consultation.id)
        ]
    assert sum(one.total for one in counted) >= 400
    assert counted[0].undecided == 0
    assert counted[1].approved
    assert counted[1].proposed
    assert counted[1].unproposed
    assert counted[2].approved == counted[2].proposed == 0


def test_moderators_hid_a_few_and_have_reports_and_unread_comments_before_them(built: Built) -> None:
    with built.app.app_context():
        hidden = moderation.public_log(consultation_id=built.consultation.id)
        reported = moderation.reported_comments(built.consultation.id)
        waiting = deliberation.count_awaiting_review(built.consultation.id)
    assert {one.rule for one in hidden} == {"spam", "personal_data", "impersonation", "off_topic"}
    assert all(one.note for one in hidden)
    assert len(reported) == 3
    assert 0 < waiting < 100


def test_a_worker_finds_nothing_left_to_do(untouched: Built) -> None:
    assert run(untouched.app, "work", "--once").stdout == "Pieces of work done: 0\n"


def test_the_command_prints_a_link_for_each_role_and_each_opens_the_site_signed_in(built: Built) -> None:
    links = dict(re.findall(r"^  ([\w-]+): (\S+)$", built.output, flags=re.MULTILINE))
    assert list(links) == [
        *("organiser", "moderator", "editor", "second-editor"),
        *("decision-maker", "delegate", "state-delegate", "citizen"),
    ]
    for link in links.values():
        visitor = Client(built.app)
        path = link.removeprefix("http://127.0.0.1:8000")
        visitor.follow(visitor.fill(path, path))
        assert visitor.get("/en/profile").heading


def test_the_command_prints_where_one_can_look_around(built: Built) -> None:
    (address,) = re.findall(r"^Look around in it, on this machine: (\S+)$", built.output, flags=re.MULTILINE)
    page = Client(built.app).get(address.removeprefix("http://127.0.0.1:8000"))
    assert len(page.form().all("button")) == len(ROLES)


def test_doing_it_again_changes_nothing_and_prints_fresh_links(built: Built) -> None:
    with built.app.app_context():
        before = ledger.size_of(built.consultation.id)
    again = run(built.app, "demo")
    assert again.exit_code == 0, again.output
    with built.app.app_context():
        assert ledger.size_of(built.consultation.id) == before
        assert find_demonstration() is not None
    assert again.stdout.splitlines()[:3] == built.output.splitlines()[:3]
    assert not set(again.stdout.splitlines()[3:]) & set(built.output.splitlines()[3:])


def test_a_delegate_and_a_citizen_have_voted_and_have_clauses_left(built: Built) -> None:
    for role in ("delegate", "citizen"):
        with built.app.app_context():
            person = accounts.find_person_by_email(f"{role}@demonstration.invalid")
            assert person is not None
            seat = participation.require_seat(consultation_id=built.consultation.id, person_id=person.id)
            one = rounds.round_by_number(built.consultation.id, 3)
            given = voting.ballots_of(consultation_id=built.consultation.id, round_id=one.id, seat_id=seat.id)
            asked = {item.id for item in voting.items_of(one, lang="en")}
        assert 5 <= sum(ballot.freshness == "fresh" for ballot in given.values()) <= 20
        assert asked - {item for item, ballot in given.items() if ballot.is_vote}
        with built.app.app_context():
            waiting = voting.waiting_votes(consultation_id=built.consultation.id, round_id=one.id, seat=seat)
        assert len(waiting) == (3 if role == "delegate" else 0)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_of_it_says_that_everyone_is_invented(built: Built, lang: str) -> None:
    home = f"/{lang}/c/ai-principles"
    organiser = Client(built.app, _session(built, "organiser"))
    stranger = Client(built.app)
    pages = [stranger.get(home + place) for place in PLACES]
    pages += [organiser.get(home + place) for place in (*PLACES, *DESKS)]
    pages.append(stranger.get(f"/{lang}/c/{built.consultation.id}/log/receipt"))
    for page in pages:
        banner = next(each for each in page.root.all("header")).all("p")[0]
        assert banner.get("class") == "banner"
    assert BANNER in stranger.get("/en/c/ai-principles/").words


def test_a_page_of_another_consultation_does_not_say_so(built: Built) -> None:
    assert BANNER not in Client(built.app).get("/en/").words


def test_the_summary_says_what_it_is(built: Built) -> None:
    with built.app.app_context():
        summary = export.gather(consultation=built.consultation, number=2)
    assert "invented" in summary["consultation"]["cite_as"]


def test_the_open_round_tells_nobody_how_it_goes(built: Built) -> None:
    with built.app.app_context(), pytest.raises(consensus.ResultsHidden):
        export.gather(consultation=built.consultation, number=3)


def _session(built: Built, role: str) -> str:
    with built.app.app_context():
        person = accounts.find_person_by_email(f"{role}@demonstration.invalid")
        assert person is not None
        token = accounts.start_session(person.id)
        db.session.commit()
        return token
