"""Ways into the demonstration: one link for each role that one can try."""

from datetime import timedelta

from consult.accounts import service as accounts
from consult.accounts.service import PersonView
from consult.demonstration.service.stage import address_of
from consult.kernel.errors import Refused, msgid

ROLES = ("organiser", "moderator", "editor", "second-editor", "decision-maker", "delegate", "state-delegate", "citizen")
LINK_LIFE = timedelta(hours=12)


class NoSuchEntrance(Refused):
    """Nobody in the demonstration can be entered as."""

    code = "no-such-entrance"
    status = 422
    sentence = msgid("Nobody in the demonstration has this role. Choose one of those on the page.")


def people_to_try() -> dict[str, PersonView]:
    """Return the person of each role that one can try, those left out who are not there."""
    found = {role: accounts.find_person_by_email(address_of(role)) for role in ROLES}
    return {role: person for role, person in found.items() if person}


def sign_in_tokens() -> dict[str, str]:
    """Return the token of a fresh one-time link for each role whose person is there."""
    return {role: _make_link(person) for role, person in people_to_try().items()}


def make_way_in(*, role: str) -> str:
    """Return the token of a fresh one-time link for the person of a role; refuse `no-such-entrance`."""
    person = people_to_try().get(role)
    if person is None:
        raise NoSuchEntrance
    return _make_link(person)


def _make_link(person: PersonView) -> str:
    return accounts.make_sign_in_link(person_id=person.id, life=LINK_LIFE)
