"""A round's contract: the terms everyone sees before they vote, as canonical JSON with its digest."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

import rfc8785

VERSION = 3
BALLOT_SCALE = ("support", "can_live_with", "reservation", "object", "no_opinion")
STATEMENT_SCALE = ("agree", "disagree", "pass")
REVIEW_THRESHOLD = "95/100"
"""How many of the clauses that are voted on are reviewed in each language before a round opens in it, as a fraction."""


class Disclosure(StrEnum):
    """Who learns what a seat of a category answered."""

    ROLL_CALL = "roll_call"
    PSEUDONYMOUS = "pseudonymous"
    SECRET = "secret"  # noqa: S105 - a kind of ballot, not a password
    SOURCE_PUBLIC = "source_public"


class Reveal(StrEnum):
    """When results may be seen, by anyone at all."""

    AT_FREEZE = "at_freeze"
    AT_PUBLICATION = "at_publication"


class Effect(StrEnum):
    """What the result does."""

    ADVISORY = "advisory"
    RECOMMENDATION = "recommendation"
    BINDS_ORGANISER = "binds_organiser"


class CountryPosition(StrEnum):
    """How several seats of one country become its one position."""

    GOVERNMENT_SEAT = "government_seat"


CITIZEN = "citizen"
VERIFIED_ONLY = ("verified",)
CLAIMED_TOO = ("claimed", "evidence_sent", "verified")


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What an organiser fixes when a round is opened.

    `counting` names, per category, the states of verification that count; `importance` whether the category is
    asked how much a clause matters. Both have the defaults of `for_categories`. `bundle` is the name under which
    rule and terms were chosen together; `decision_makers` say by `name`, `office` and `since` who declares outcomes.
    """

    kind: str
    categories: Sequence[str]
    counting: Mapping[str, Sequence[str]]
    disclosure: Mapping[str, str]
    importance: Mapping[str, bool]
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


def for_categories(kind: str, categories: Sequence[str], **given: Any) -> Terms:  # noqa: ANN401 - any field of Terms
    """Return terms with the usual defaults for these categories.

    Organisations answer by roll call, count when verified and are not asked for importance; citizens are
    pseudonymous, count when they have claimed their seat, and may say how much a clause matters.
    """
    defaults: dict[str, Any] = {
        "counting": {one: CLAIMED_TOO if one == CITIZEN else VERIFIED_ONLY for one in categories},
        "disclosure": {one: Disclosure.PSEUDONYMOUS if one == CITIZEN else Disclosure.ROLL_CALL for one in categories},
        "importance": {one: one == CITIZEN for one in categories},
    }
    return Terms(kind=kind, categories=categories, **{**defaults, **given})


def terms_as_json(terms: Terms) -> dict[str, Any]:
    """Return the terms as JSON values, in which they wait for the opening of their round."""
    kept: dict[str, Any] = json.loads(json.dumps(asdict(terms)))
    return kept


def terms_from_json(kept: Mapping[str, Any]) -> Terms:
    """Return the terms that these JSON values hold; a term that is not among them has its usual value."""
    lists = ("categories", "decision_makers", "voted_kinds", "languages", "authentic_languages")
    exact: dict[str, Any] = {name: tuple(kept[name]) for name in lists if name in kept}
    exact["counting"] = {one: tuple(states) for one, states in kept["counting"].items()}
    words = {"reveal": Reveal, "effect": Effect, "country_position": CountryPosition}
    return Terms(**{**kept, **exact, **{name: kind(kept[name]) for name, kind in words.items() if name in kept}})


def contract_of(
    terms: Terms,
    *,
    consultation: str,
    round_id: str,
    number: int,
    draft: Mapping[str, Any] | None,
    opens_at: str,
    closes_at: str,
    rule_version: str,
    formula_version: str,
) -> dict[str, Any]:
    """Return the whole contract as JSON values; moments are texts, numbers are whole, fractions are texts."""
    scale = BALLOT_SCALE if terms.kind == "ballot" else STATEMENT_SCALE
    return {
        "version": VERSION,
        "consultation": consultation,
        "round": {"id": round_id, "number": number, "kind": terms.kind},
        "draft": dict(draft) if draft else None,
        "dates": {"opens_at": opens_at, "closes_at": closes_at},
        "scale": list(scale),
        "bundle": terms.bundle,
        "rule": {"id": terms.rule, "version": rule_version, "parameters": dict(terms.parameters)},
        "formula_version": formula_version,
        "categories": [
            {
                "id": one,
                "counting": list(terms.counting[one]),
                "disclosure": str(terms.disclosure[one]),
                "importance": terms.importance[one],
            }
            for one in terms.categories
        ],
        "country_position": str(terms.country_position),
        "reveal": str(terms.reveal),
        "effect": str(terms.effect),
        "deciding_body": terms.deciding_body,
        "mandate": terms.mandate,
        "decision_makers": [dict(one) for one in terms.decision_makers],
        "voted_kinds": list(terms.voted_kinds),
        "languages": list(terms.languages),
        "authentic_languages": list(terms.authentic_languages or terms.languages[:1]),
        "review_threshold": terms.review_threshold,
        "recorded_answers": None,
        "minimum_comment_views": terms.minimum_comment_views,
    }


def terms_of_contract(content: Mapping[str, Any]) -> Terms:
    """Return the terms that a contract was made of; what older versions do not say has its usual value."""
    each = {one["id"]: one for one in content["categories"]}
    same = ("country_position", "reveal", "effect", "deciding_body", "mandate", "decision_makers", "voted_kinds")
    also = ("bundle", "languages", "authentic_languages", "review_threshold", "minimum_comment_views")
    return terms_from_json(
        {
            "kind": content["round"]["kind"],
            "categories": list(each),
            **{name: {one: each[one][name] for one in each} for name in ("counting", "disclosure", "importance")},
            "rule": content["rule"]["id"],
            "parameters": content["rule"]["parameters"],
            **{name: content[name] for name in (*same, *also) if name in content},
        }
    )


def canonical(contract: Mapping[str, Any]) -> bytes:
    """Return the contract as RFC 8785 canonical JSON; refuses values that have no canonical form."""
    return rfc8785.dumps(dict(contract))


def digest(canonical_bytes: bytes) -> str:
    """Return the SHA-256 of a canonical contract as 64 hex digits."""
    return hashlib.sha256(canonical_bytes).hexdigest()


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract as it was fixed, with what other rooms ask of it."""

    content: Mapping[str, Any]
    sha256: str

    @classmethod
    def read(cls, canonical_bytes: bytes) -> "Contract":
        """Return the contract that these bytes hold."""
        return cls(json.loads(canonical_bytes), digest(canonical_bytes))

    @property
    def scale(self) -> tuple[str, ...]:
        """The words in which the round is answered."""
        return tuple(self.content["scale"])

    @property
    def categories(self) -> tuple[str, ...]:
        """The stakeholder categories, in the contract's order."""
        return tuple(one["id"] for one in self.content["categories"])

    @property
    def disclosure(self) -> dict[str, str]:
        """Who learns what, per category."""
        return {one["id"]: one["disclosure"] for one in self.content["categories"]}

    @property
    def reveal(self) -> Reveal:
        """When results may be seen."""
        return Reveal(self.content["reveal"])

    def counts(self, category: str | None, verification: str) -> bool:
        """Whether a seat of this category counts in this state of verification."""
        return any(one["id"] == category and verification in one["counting"] for one in self.content["categories"])

    def asks_importance(self, category: str | None) -> bool:
        """Whether a seat of this category is asked how much a clause matters."""
        return any(one["id"] == category and one["importance"] for one in self.content["categories"])
