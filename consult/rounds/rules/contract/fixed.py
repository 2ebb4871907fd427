"""A round's contract: the terms everyone sees before they vote, as canonical JSON with its digest."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import rfc8785

from consult.rounds.rules.contract.terms import (
    CHANGE_LIMIT,
    CLOCKS,
    CO_SIGNERS,
    MOST_ROUNDS,
    Blocking,
    Reveal,
    Terms,
    scale_of,
    terms_from_json,
)
from consult.rounds.rules.states import ON_CLAUSES, RoundKind

VERSION = 5


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
    return {
        "version": VERSION,
        "consultation": consultation,
        "round": {"id": round_id, "number": number, "kind": terms.kind},
        "draft": dict(draft) if draft else None,
        "dates": {"opens_at": opens_at, "closes_at": closes_at},
        "scale": list(scale_of(terms)),
        "bundle": terms.bundle,
        "rule": {"id": terms.rule, "version": rule_version, "parameters": dict(terms.parameters)},
        "formula_version": formula_version,
        "categories": [_category(terms, one) for one in terms.categories],
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
        "objections": {
            "co_signers": terms.co_signers,
            "clocks": dict(terms.clocks),
            "public": terms.objections_public,
        },
        "one_per_state": terms.one_per_state,
        "one_per_corporate_group": terms.one_per_corporate_group,
        "reopens": str(terms.reopens),
        "left_out": list(terms.left_out),
        "observers": list(terms.observers),
        **_panel(terms),
        **_choice(terms),
        **_statements(terms),
    }


def _panel(terms: Terms) -> dict[str, Any]:
    """Return what contracts of rounds of ratings say of their panel: how many rounds it has, and when it is at rest."""
    if terms.kind != RoundKind.RATING:
        return {}
    return {"panel": {"most_rounds": terms.most_rounds, "stability": "net_change", "change_limit": CHANGE_LIMIT}}


def _statements(terms: Terms) -> dict[str, Any]:
    """Return what contracts of rounds of statements say of them: who submits them, and whether groups are looked for."""
    if terms.kind != RoundKind.STATEMENTS:
        return {}
    return {
        "opinion_groups": terms.opinion_groups,
        "statements_from_participants": terms.statements_from_participants,
    }


def _choice(terms: Terms) -> dict[str, Any]:
    """Return what contracts of a choice among options say of it: the question, the options, and how ballots are filled in."""
    if terms.kind != RoundKind.OPTIONS:
        return {}
    return {"choice": {"question": terms.question, "options": list(terms.options), "form": terms.ballot_form}}


def _category(terms: Terms, one: str) -> dict[str, Any]:
    return {
        "id": one,
        "counting": list(terms.counting[one]),
        "disclosure": str(terms.disclosure[one]),
        "importance": terms.importance[one],
        "blocking": str(terms.blocking[one]),
    }


CHOICE = {"question": "question", "options": "options", "ballot_form": "form"}
"""The terms of a choice among options, by what contracts call them."""

BY_CATEGORY = ("counting", "disclosure", "importance", "blocking")
"""What contracts say of each category."""


def terms_of_contract(content: Mapping[str, Any]) -> Terms:
    """Return the terms that a contract was made of; what older versions do not say has its usual value.

    Under contracts that say nothing of objections nobody blocks, and under older ones on statements nobody submits any.
    """
    each = {one["id"]: one for one in content["categories"]}
    by_category = [name for name in BY_CATEGORY if all(name in one for one in each.values())]
    raised = content.get("objections", {})
    objections = {"co_signers": "co_signers", "clocks": "clocks", "objections_public": "public"}
    same = ("country_position", "reveal", "effect", "deciding_body", "mandate", "decision_makers", "voted_kinds")
    also = ("bundle", "languages", "authentic_languages", "review_threshold", "minimum_comment_views", "reopens")
    newer = ("one_per_state", "one_per_corporate_group", "left_out", "observers", "opinion_groups")
    submitted = content.get("statements_from_participants", content["round"]["kind"] != RoundKind.STATEMENTS)
    return terms_from_json(
        {
            "kind": content["round"]["kind"],
            "categories": list(each),
            **{name: {one: each[one][name] for one in each} for name in by_category},
            "rule": content["rule"]["id"],
            "parameters": content["rule"]["parameters"],
            **{name: content[name] for name in (*same, *also, *newer) if name in content},
            "statements_from_participants": submitted,
            **{term: raised[name] for term, name in objections.items() if name in raised},
            **{name: content["panel"][name] for name in ("most_rounds",) if "panel" in content},
            **{term: content["choice"][name] for term, name in CHOICE.items() if "choice" in content},
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

    @property
    def is_live(self) -> bool:
        """Whether counts are shown while voting goes on."""
        return self.reveal is Reveal.LIVE

    @property
    def has_opinion_groups(self) -> bool:
        """Whether groups of those who answer alike are looked for; never under contracts that say nothing of it."""
        return bool(self.content.get("opinion_groups", False))

    @property
    def statements_from_participants(self) -> bool:
        """Whether seats may submit statements; never under contracts that say nothing of it."""
        return bool(self.content.get("statements_from_participants", False))

    @property
    def left_out(self) -> frozenset[str]:
        """The clauses that the round does not ask about, since an earlier one has settled them."""
        return frozenset(self.content.get("left_out", ()))

    def asks_about(self, uid: str, kind: str) -> bool:
        """Whether the round has votes on a clause of this kind; in some kinds of round there are no votes at all."""
        has_ballots = self.content["round"]["kind"] in ON_CLAUSES
        return has_ballots and kind in self.content["voted_kinds"] and uid not in self.left_out

    @property
    def most_rounds(self) -> int:
        """How many rounds of ratings a panel has at most that begins with this one."""
        most: int = self.content.get("panel", {}).get("most_rounds", MOST_ROUNDS)
        return most

    @property
    def objections(self) -> Mapping[str, Any]:
        """How many co-signers, which clocks and what publicity objections have; older contracts have the usual ones."""
        usual = {"co_signers": CO_SIGNERS, "clocks": CLOCKS, "public": True}
        return {**usual, **self.content.get("objections", {})}

    def may_block(self, category: str | None) -> Blocking:
        """Return who of this category may raise an objection that blocks; nobody under older contracts."""
        found = (one.get("blocking") for one in self.content["categories"] if one["id"] == category)
        return Blocking(next(found, None) or Blocking.NOBODY)

    def counts(self, category: str | None, verification: str) -> bool:
        """Whether a seat of this category counts in this state of verification."""
        return any(one["id"] == category and verification in one["counting"] for one in self.content["categories"])

    def asks_importance(self, category: str | None) -> bool:
        """Whether a seat of this category is asked how much a clause matters: a rating says that itself."""
        is_rated = self.content["round"]["kind"] == RoundKind.RATING
        return not is_rated and any(one["id"] == category and one["importance"] for one in self.content["categories"])
