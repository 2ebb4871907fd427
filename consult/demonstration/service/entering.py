"""Ways into the demonstration: one link for each role that one can try."""

from datetime import timedelta

from consult.accounts import service as accounts
from consult.demonstration.service.stage import address_of

ROLES = ("organiser", "moderator", "delegate", "citizen")
LINK_LIFE = timedelta(hours=12)


def sign_in_tokens() -> dict[str, str]:
    """Return the token of a fresh one-time link for each role whose person is there."""
    people = {role: accounts.find_person_by_email(address_of(role)) for role in ROLES}
    return {
        role: accounts.make_sign_in_link(person_id=person.id, life=LINK_LIFE)
        for role, person in people.items()
        if person
    }
