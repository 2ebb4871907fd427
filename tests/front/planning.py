"""A consultation that is being set up, and what an organiser types in each of its steps."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from consult.consultations import service as consultations
from consult.consultations.service import ConsultationView, Section
from tests.client import Client, Page
from tests.world import World

SETUP = "/en/c/plan/setup"
DRAFT = "# People first\n\nSystems serve people. {#serve}\n\nPeople can stop them. {#stop}\n"


def day(days: int, hour: int = 18) -> str:
    """Return a moment so many days from now as a field holds it, for someone whose zone is UTC."""
    moment = datetime.now(UTC) + timedelta(days=days)
    return f"{moment.replace(hour=hour, minute=0):%Y-%m-%dT%H:%M}"


def typed(**changed: Mapping[str, str]) -> dict[str, Mapping[str, str]]:
    """Return what is typed in each step, in their order; what is named replaces the usual."""
    usual: dict[str, Mapping[str, str]] = {
        "purpose": {"title": "Machines", "purpose": "To agree on what machines may do."},
        "mandate": {
            "deciding_body": "The assembly",
            "mandate": "Resolution 7",
            "effect": "recommendation",
            "name-0": "Dana Decider",
            "office-0": "President",
            "since-0": "2026-01-15",
        },
        "languages": {},
        "text": {"text": DRAFT},
        "timetable": {"opens_at": "", "closes_at": day(30)},
        "decision": {"bundle": "multistakeholder"},
    }
    return {**usual, **changed}


def fill_in(client: Client, *, without: str = "", **changed: Mapping[str, str]) -> None:
    """Fill in every step but the notices and the one left out, and save it."""
    for step, words in typed(**changed).items():
        if step != without:
            fill(client, step, **words)


def fill(client: Client, step: str, /, *, status: int = 303, **words: str) -> Page:
    """Fill in one step and send it."""
    return client.fill(f"{SETUP}/{step}", f"/setup/{step}", status=status, **words)


def publish_notices(world: World, consultation: ConsultationView, *languages: str) -> None:
    """Publish the legal notices in these languages."""
    with world.acting():
        consultations.publish_notices(
            consultation_id=consultation.id,
            contents={lang: dict.fromkeys(Section, "It is said here.") for lang in languages},
            by_person=None,
        )
