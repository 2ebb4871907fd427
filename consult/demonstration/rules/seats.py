"""Who takes part: invented seats in six categories, with the people who speak for them."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import product
from typing import Any

from consult.demonstration.rules.acts import Act, Join, JoinToo, Person, Seat, Verify
from consult.demonstration.rules.draws import in_drawn_order, share
from consult.participation.rules import territories
from consult.participation.rules.seats import PERSON_CATEGORY

GOVERNMENT = "government"
INVENTED = "(invented)"
UNVERIFIED_SHARE = 0.16
JOINED_EARLY, JOINED_LATER = 0.85, 0.94
"""Up to which draw a seat is taken before the first round, and up to which one during it; the rest come before the second."""


class Names:
    """Names as they are used up: no two people in the demonstration have the same one."""

    def __init__(self, pools: list[Mapping[str, Any]]) -> None:
        self._locales = {code: pool.get("locale") for pool in pools for code in pool["territories"]}
        self._names = {code: names for pool in pools for names in [_names_of(pool)] for code in pool["territories"]}

    def next_from(self, territory: str) -> Person:
        """Return someone new from the territory."""
        return Person(next(self._names[territory]), self._locales[territory])


def seats_of(people: Mapping[str, Any]) -> list[Seat]:
    """Return every seat: one for each state named, each organisation, and each citizen."""
    names = Names(people["pool"])
    states = [(f"{territories.name(one, 'en')}: delegation", one) for one in people["governments"]["territories"]]
    seats = [_organisation(GOVERNMENT, *state, names=names) for state in states]
    for category, rows in people["organisations"].items():
        for row in rows:
            name, *rest = row.split("|")
            seats.append(_organisation(category, name, *rest, names=names) if rest else _citizen(row, names))
    return seats


def arrivals(seats: list[Seat]) -> list[Act]:
    """Return how the seats are taken, joined by further members, and verified."""
    found: list[Act] = []
    for seat in seats:
        found.append(Join(at=seat.joins, seat=seat))
        found += [
            JoinToo(at=seat.joins + timedelta(hours=5 * place), seat=seat.key, member=member)
            for place, member in enumerate(seat.members[1:], start=1)
        ]
        if seat.is_verified and seat.category != PERSON_CATEGORY:
            found.append(Verify(at=seat.joins + timedelta(hours=20 + 8 * share("verified", seat.key)), seat=seat.key))
    return found


def _organisation(category: str, name: str, territory: str, of_itself: str = "", *, names: Names) -> Seat:
    key = f"{name} {INVENTED}"
    drawn = share("members", key) + (0.25 if category == GOVERNMENT else 0)
    members = tuple(names.next_from(territory) for _ in range(1 + (drawn > 0.6) + (drawn > 0.88)))
    is_verified = share("verification", key) >= UNVERIFIED_SHARE
    return Seat(key, category, territory, members, is_verified, _joins(key), of_itself)


def _citizen(territory: str, names: Names) -> Seat:
    someone = names.next_from(territory)
    return Seat(someone.name, PERSON_CATEGORY, territory, (someone,), is_verified=True, joins=_joins(someone.name))


def _joins(key: str) -> timedelta:
    drawn = share("joins", key)
    if drawn < JOINED_EARLY:
        return timedelta(days=-97 + 5 * drawn / JOINED_EARLY)
    return timedelta(days=-88 + 8 * share("later", key) if drawn < JOINED_LATER else -60 + 15 * share("later", key))


def _names_of(pool: Mapping[str, Any]) -> Iterator[str]:
    is_family_first = pool.get("order") == "family first"
    pairs = in_drawn_order(product(pool["given"], pool["family"]), "name")
    return iter([f"{family}{given}" if is_family_first else f"{given} {family}" for given, family in pairs])
