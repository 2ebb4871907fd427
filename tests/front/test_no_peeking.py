"""Before the reveal nobody can tell from any page how others vote: not from words, order, size or status (threat T4).

Two installations differ in one thing only: in the one everybody objects, in the other everybody supports. Every
address that can be visited is fetched by every role, and by a seat as htmx does too; the answers must be the same byte
by byte once ids, moments, receipts and proofs of origin are levelled.
"""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.routing import Rule

from consult import create_app
from consult.consultations.service import ConsultationView, Role
from consult.kernel.db import db
from consult.kernel.secrets import make_secret_key
from consult.ledger import service as ledger
from consult.rounds.rules.contract import Reveal
from consult.rounds.service import RoundView
from consult.settings import Settings
from tests.client import HTMX, Client
from tests.databases import Databases
from tests.deliberation.suggesting import a_stance, a_suggestion
from tests.intake.sheets import a_sheet
from tests.rounds.scenes import a_decision_maker
from tests.world import World

CATEGORIES = ("government", "international_organisation", "company", "research_institution", "civil_society", "citizen")
LEVELLED = (
    (re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"), "ID"),
    (re.compile(r"\b[0-9a-f]{16,64}\b"), "DIGEST"),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z?"), "MOMENT"),
    (re.compile(r"\d\d? [A-Z][a-z]+ \d{4}(, \d\d:\d\d)?"), "MOMENT"),
    (re.compile(r"\b[0-9A-HJKMNP-TV-Z]{5}-?[0-9A-HJKMNP-TV-Z]{5}\b"), "RECEIPT"),
    (re.compile(r'(?<=name="csrf_token") value="[^"]+"'), ""),
)
FRESH_HEADERS = frozenset({"Set-Cookie", "ETag", "Date", "Content-Length"})


@dataclass
class Installation:
    """An installation in which everybody has voted alike, and the browsers of people who have not voted."""

    world: World
    consultation: ConsultationView
    round: RoundView
    comment: str
    suggestion: str
    seat: str
    upload: str
    browsers: dict[str, Client]

    def crawl(self, only: str = "") -> dict[str, str]:
        """Return the levelled answer to every address, by who asked, where and how; `only` names a part of some."""
        with self.world.acting():
            ledger.drain(self.consultation.id)
        paths = [path for path in self.paths() if only in path]
        ways = [(role, {}) for role in self.browsers] + [("seated", HTMX)]
        return {
            f"{role} {path} {headers}": answer(self.browsers[role], path, headers)
            for role, headers in ways
            for path in paths
        }

    def paths(self) -> Iterator[str]:
        addresses = self.world.app.url_map.bind("localhost")
        item = self.world.clauses(self.round)[0].uid
        for rule in self.world.app.url_map.iter_rules():
            if "GET" not in (rule.methods or ()) or rule.endpoint == "static":
                continue
            path = addresses.build(rule.endpoint, self.values(rule, item))
            yield path
            if rule.endpoint == "front.draft":
                yield from (f"{path}?open=1.1", f"{path}?close=1.1")

    def values(self, rule: Rule, item: str) -> dict[str, object]:
        """Return a value for everything that the rule's address names; a new name fails here until it is given one."""
        known: dict[str, object] = {
            "lang": "en",
            "slug": self.consultation.slug,
            "log_id": self.consultation.id,
            "draft": 1,
            "number": 1 if "<int:number>" in rule.rule else "1.1",
            "item_id": item,
            "uid": item,
            "comment_id": self.suggestion if "/suggestions/" in rule.rule else self.comment,
            "seat_id": self.seat,
            "decision_maker_id": self.seat,
            "token": "unknown",
            "step": "purpose",
            "statement": 1,
            "other": 1,
            "into": "ar",
            **dict.fromkeys(
                ("meeting_id", "corrigendum_id", "draft_id", "template_id", "act_id", "statement_id"), self.seat
            ),
            "bundle": "poll",
            "clause": "1.1",
            "upload_id": self.upload,
            "form": "csv",
            "format": "json",
        }
        return {name: known[name] for name in rule.arguments}


def answer(client: Client, path: str, headers: dict[str, str]) -> str:
    response = client.http.get(path, headers=headers)
    head = [f"{name}: {value}" for name, value in response.headers if name not in FRESH_HEADERS]
    text = "\n".join([response.status, *head, "", response.get_data(as_text=True)])
    for pattern, level in LEVELLED:
        text = pattern.sub(level, text)
    return text


def settled(app: Flask, position: str, reveal: Reveal) -> Installation:
    """Have two seats of each category take the position on two clauses."""
    world = World(app)
    people = {name: world.a_person(name) for name in ("organiser", "moderator", "decider", "seated", "newcomer")}
    consultation = world.a_consultation(slug="sealed", organiser=people["organiser"])
    world.a_draft(consultation)
    world.a_role(consultation, people["organiser"], Role.VERIFIER)
    world.a_role(consultation, people["moderator"], Role.MODERATOR)
    a_decision_maker(world, consultation, people["decider"])
    seat = world.a_seat(consultation, person_id=people["seated"])
    one = world.a_round(consultation, reveal=reveal)
    comment = world.a_comment(one, people["seated"])
    suggestion = a_suggestion(world, one, people["seated"])
    for category in CATEGORIES:
        person = world.a_person()
        world.a_seat(consultation, category, person_id=person)
        a_stance(world, one, suggestion, person, moves_to="can_live_with")
    for clause in world.clauses(one)[:2]:
        world.votes(one, {category: {position: 2} for category in CATEGORIES}, clause=clause)
    browsers = {name: Client(app, world.a_session(person)) for name, person in people.items()}
    upload = a_sheet(world, consultation, people["organiser"])
    return Installation(
        world, consultation, one, comment, suggestion, seat.id, upload, {"stranger": Client(app), **browsers}
    )


@pytest.fixture
def pair(databases: Databases, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[list[Installation]]:
    """Two installations: in the first everybody objects, in the second everybody supports."""
    with ExitStack() as stack:
        made = []
        for position in ("object", "support"):
            folder = tmp_path / position
            folder.mkdir()
            address = stack.enter_context(databases.fresh("sqlite", folder))
            settings = Settings(instance=str(folder), database_url=address, threads=4)
            make_secret_key(settings)
            app = create_app(settings)
            made.append(settled(app, position, getattr(request, "param", Reveal.AT_PUBLICATION)))
        yield made
        for one in made:
            with one.world.reading():
                db.session.remove()
                db.engine.dispose()


def differing(pair: list[Installation], only: str = "") -> list[str]:
    """Return which answers differ between the two."""
    objecting, supporting = (one.crawl(only) for one in pair)
    both = zip(objecting.items(), supporting.values(), strict=True)
    return [where for (where, shown), other in both if shown != other]


def test_until_the_reveal_every_page_is_the_same_however_people_vote(pair: list[Installation]) -> None:
    assert differing(pair) == []
    for one in pair:
        one.world.closed(one.round)
    assert differing(pair) == [], "a counted result that is not revealed shows nothing either"


@pytest.mark.parametrize("pair", [Reveal.AT_FREEZE], indirect=True)
def test_after_the_reveal_the_crawl_sees_the_difference(pair: list[Installation]) -> None:
    assert differing(pair, "/results") == []
    for one in pair:
        one.world.closed(one.round)
    assert {where.split()[0] for where in differing(pair, "/results")} == set(pair[0].browsers)
