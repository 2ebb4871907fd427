"""The terms of a round: what an organiser chooses, with what is usual where nothing is chosen."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from consult.rounds.rules.states import RoundKind

BALLOT_SCALE = ("support", "can_live_with", "reservation", "object", "no_opinion")
STATEMENT_SCALE = ("agree", "disagree", "pass")
RATING_SCALE = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "no_opinion")
HIGHEST_SCORE = 5
"""The highest score that an option can be given."""

SCALES: Mapping[str, tuple[str, ...]] = {
    RoundKind.COMMENT: (),
    RoundKind.BALLOT: BALLOT_SCALE,
    RoundKind.RATING: RATING_SCALE,
    RoundKind.SILENCE: (),
    RoundKind.STATEMENTS: STATEMENT_SCALE,
}
"""The words in which each kind of round is answered; none where nobody votes."""
REVIEW_THRESHOLD = "95/100"
"""How many of the clauses that are voted on are reviewed in each language before a round opens in it, as a fraction."""


class Disclosure(StrEnum):
    """Who learns what a seat of a category answered."""

    ROLL_CALL = "roll_call"
    PSEUDONYMOUS = "pseudonymous"
    SECRET = "secret"  # noqa: S105 - a kind of ballot, not a password
    SOURCE_PUBLIC = "source_public"


class Reveal(StrEnum):
    """When results may be seen, by anyone at all.

    Of a live round everyone sees counts while voting goes on, in steps in which nobody's single answer can be read off;
    its result is seen when it is counted.
    """

    AT_FREEZE = "at_freeze"
    AT_PUBLICATION = "at_publication"
    LIVE = "live"


class Effect(StrEnum):
    """What the result does."""

    ADVISORY = "advisory"
    RECOMMENDATION = "recommendation"
    BINDS_ORGANISER = "binds_organiser"


class CountryPosition(StrEnum):
    """How several seats of one country become its one position."""

    GOVERNMENT_SEAT = "government_seat"


class Blocking(StrEnum):
    """Who of a category may raise an objection that keeps a clause from meeting the criteria."""

    VERIFIED = "verified"
    CO_SIGNED = "co_signed"
    NOBODY = "nobody"


class Reopens(StrEnum):
    """Which clauses a round asks about."""

    ALL = "all"
    CONTESTED = "contested"


CITIZEN = "citizen"
CO_SIGNERS = 10
"""How many others sign a citizen's objection before it can block."""
CLOCKS: Mapping[str, int] = {"acknowledge": 3, "answer": 10, "grace": 5}
"""In how many working days an objection is acknowledged and answered, and after how many more that is called overdue."""

MOST_ROUNDS = 3
"""How many rounds of ratings a panel has at most, unless its first contract says otherwise."""
CHANGE_LIMIT = "3/20"
"""Which part of a panel's ratings may move between two rounds that call it at rest: less than this."""

VERIFIED_ONLY = ("verified",)
CLAIMED_TOO = ("claimed", "evidence_sent", "verified")


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What an organiser fixes when a round is opened.

    `counting` names, per category, the states of verification that count; `importance` whether the category is
    asked how much a clause matters; `blocking` who of it may block. They have the defaults of `for_categories`.
    `bundle` is the name under which rule and terms were chosen together; `decision_makers` say by `name`, `office` and
    `since` who declares outcomes. `clocks` are the working days in which an objection is acknowledged and answered, and
    after which more it is shown as overdue. `left_out` are the clauses that are settled and not asked about again.
    `observers` are the categories whose votes for a clause decide nothing, where the rule knows observers.
    `question` is answered by choosing among `options`, on ballots of the form `ballot_form`.
    `most_rounds` is how many rounds of ratings a panel that begins with this one has at most.
    `statements_from_participants` says whether seats submit statements, which moderators read before they are asked.
    `opinion_groups` says whether groups of those who answer statements alike are looked for, which decide nothing.
    """

    kind: str
    categories: Sequence[str]
    counting: Mapping[str, Sequence[str]]
    disclosure: Mapping[str, str]
    importance: Mapping[str, bool]
    blocking: Mapping[str, str]
    bundle: str = "multistakeholder"
    rule: str = "multistakeholder"
    parameters: Mapping[str, Any] = field(default_factory=dict)
    reveal: Reveal = Reveal.AT_FREEZE
    effect: Effect = Effect.ADVISORY
    deciding_body: str = ""
    mandate: str = ""
    decision_makers: Sequence[Mapping[str, str]] = ()
    voted_kinds: Sequence[str] = ("clause",)
    languages: Sequence[str] = ("en",)
    authentic_languages: Sequence[str] = ()
    review_threshold: str = REVIEW_THRESHOLD
    country_position: CountryPosition = CountryPosition.GOVERNMENT_SEAT
    minimum_comment_views: int = 20
    co_signers: int = CO_SIGNERS
    clocks: Mapping[str, int] = field(default_factory=lambda: dict(CLOCKS))
    objections_public: bool = True
    one_per_state: bool = True
    one_per_corporate_group: bool = True
    reopens: Reopens = Reopens.ALL
    left_out: Sequence[str] = ()
    most_rounds: int = MOST_ROUNDS
    observers: Sequence[str] = ()
    question: str = ""
    options: Sequence[str] = ()
    ballot_form: str = ""
    opinion_groups: bool = True
    statements_from_participants: bool = True


def may_be_live(kind: str) -> bool:
    """Whether counts of a round of this kind may be shown while voting goes on: of statements alone."""
    return kind == RoundKind.STATEMENTS


def scale_of(terms: Terms) -> tuple[str, ...]:
    """Return the words in which a round under these terms is answered: by kind; of options also by the form of its ballots."""
    if terms.kind != RoundKind.OPTIONS:
        return SCALES[terms.kind]
    forms = {
        "approvals": ("approve",),
        "scores": tuple(str(score) for score in range(HIGHEST_SCORE + 1)),
        "ranks": tuple(str(place) for place in range(1, len(terms.options) + 1)),
    }
    return (*forms[terms.ballot_form], "no_opinion")


def for_categories(kind: str, categories: Sequence[str], **given: Any) -> Terms:  # noqa: ANN401 - any field of Terms
    """Return terms with the usual defaults for these categories.

    Organisations answer by roll call, count when verified and are not asked for importance; citizens are
    pseudonymous, count when they have claimed their seat, and may say how much a clause matters. Verified organisations
    may block; a citizen may with others who sign the objection too.
    """
    defaults: dict[str, Any] = {
        "counting": {one: CLAIMED_TOO if one == CITIZEN else VERIFIED_ONLY for one in categories},
        "disclosure": {one: Disclosure.PSEUDONYMOUS if one == CITIZEN else Disclosure.ROLL_CALL for one in categories},
        "importance": {one: one == CITIZEN for one in categories},
        "blocking": {one: Blocking.CO_SIGNED if one == CITIZEN else Blocking.VERIFIED for one in categories},
    }
    return Terms(kind=kind, categories=categories, **{**defaults, **given})


def terms_as_json(terms: Terms) -> dict[str, Any]:
    """Return the terms as JSON values, in which they wait for the opening of their round."""
    kept: dict[str, Any] = json.loads(json.dumps(asdict(terms)))
    return kept


def terms_from_json(kept: Mapping[str, Any]) -> Terms:
    """Return the terms that these JSON values hold; a term that is not among them has its usual value."""
    lists = (
        "categories",
        "decision_makers",
        "voted_kinds",
        "languages",
        "authentic_languages",
        "left_out",
        "observers",
        "options",
    )
    exact: dict[str, Any] = {name: tuple(kept[name]) for name in lists if name in kept}
    exact["counting"] = {one: tuple(states) for one, states in kept["counting"].items()}
    exact["blocking"] = kept.get("blocking", dict.fromkeys(kept["categories"], Blocking.NOBODY))
    words = {"reveal": Reveal, "effect": Effect, "country_position": CountryPosition, "reopens": Reopens}
    return Terms(**{**kept, **exact, **{name: kind(kept[name]) for name, kind in words.items() if name in kept}})
