"""Every id that a person meets has words in one place."""

from enum import StrEnum

import pytest

from consult.consensus.rules.bundles import BUNDLES
from consult.consensus.rules.decision import Case, Rule
from consult.consensus.rules.institutions.silence_procedure import MOVES
from consult.consensus.rules.institutions.silence_procedure import Outcome as Silence
from consult.consensus.rules.multistakeholder import Label
from consult.consensus.rules.registry import METHODS, PROCEDURES, offered_rules
from consult.consultations.rules.naming import DEFAULT_CATEGORIES
from consult.consultations.rules.policy import Role
from consult.deliberation.rules.words import Attribution, CommentKind, Moderated
from consult.moderation.rules import ActionKind, Ground
from consult.participation.rules.seats import UNCATEGORISED, Verification
from consult.participation.rules.territories import LISTS
from consult.rounds.rules.contract import Disclosure, Effect, Reveal
from consult.rounds.rules.states import RoundKind, RoundState
from consult.voting.rules import IMPORTANCE, Answer, Position
from consult.web.vocabulary import WORDS
from consult.web.words import verdict_word, word
from tests.web.reader import reader

VOCABULARIES: list[type[StrEnum]] = [
    ActionKind, Answer, Attribution, CommentKind, Disclosure, Effect, Ground, Label, Moderated, Position, Reveal, Role,
    RoundKind, RoundState, Verification,
]  # fmt: skip


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=lambda vocabulary: vocabulary.__name__)
def test_every_word_of_a_vocabulary_has_its_words(vocabulary: type[StrEnum]) -> None:
    assert [str(one) for one in vocabulary if str(one) not in WORDS] == []


def test_categories_lists_rules_and_importance_have_words() -> None:
    ids = {
        *DEFAULT_CATEGORIES,
        UNCATEGORISED,
        *LISTS,
        *(rule.id for rule in offered_rules()),
        *(f"importance_{one}" for one in IMPORTANCE),
    }
    assert ids - set(WORDS) == set()


@pytest.mark.parametrize("rule", offered_rules(), ids=lambda rule: rule.id)
def test_every_verdict_and_every_criterion_of_a_rule_that_a_contract_may_name_has_its_words(rule: Rule) -> None:
    found = rule.decide(
        Case(voices=()), rule.read({one.name: one.choices[-1] for one in rule.parameters if one.choices})
    )
    ids = {*(f"verdict_{one}" for one in rule.verdicts), *(one.id for one in found.criteria)}
    assert ids - set(WORDS) == set()


def test_a_verdict_is_told_apart_from_other_things_of_the_same_name() -> None:
    with reader():
        assert verdict_word("rejected") != word("rejected") == "Rejected by a moderator"
        assert verdict_word("fragile") == word("fragile")


def test_every_rule_that_a_contract_may_name_is_a_way_to_decide() -> None:
    panels = {method.id for method in METHODS.values() if "rating" in method.scales}
    assert {bundle.rule for bundle in BUNDLES.values()} == {rule.id for rule in offered_rules()} | panels


def test_what_a_round_is_counted_by_without_a_way_to_decide_has_its_words() -> None:
    choosing = [method.id for method in METHODS.values() if "options" in method.scales]
    kinds = {*RoundKind, *choosing, *(f"choose_{one}" for one in choosing), *PROCEDURES, "bundle_options"}
    kinds |= {
        "bundle_comments",
        "bundle_silence",
        "approve",
        *(f"silence_{one}" for one in Silence if one != "running"),
    }
    kinds |= {f"move_{move}" for moves in MOVES.values() for move in moves}
    assert kinds - set(WORDS) == set()


def test_every_way_to_decide_has_a_name() -> None:
    assert {f"bundle_{name}" for name in BUNDLES} - set(WORDS) == set()


def test_words_begin_and_end_like_words() -> None:
    assert [name for name, words in WORDS.items() if words != words.strip() or not words] == []
