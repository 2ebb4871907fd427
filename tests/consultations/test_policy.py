"""Who may do what: the whole table, act by act."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.consultations.rules.naming import DEFAULT_CATEGORIES, LONGEST_SLUG, is_slug
from consult.consultations.rules.policy import POLICY, Act, Role, is_allowed

EVERYONE = {Act.READ, Act.EXPORT}
SIGNED_IN = {Act.JOIN, Act.REPORT}
HOLDERS = {
    Act.COMMENT: {Role.PARTICIPANT},
    Act.VOTE: {Role.PARTICIPANT},
    Act.MODERATE: {Role.MODERATOR},
    Act.DISPOSE: {Role.EDITOR, Role.ORGANISER},
    Act.EDIT: {Role.EDITOR, Role.ORGANISER},
    Act.TRANSLATE: {Role.TRANSLATOR, Role.EDITOR, Role.ORGANISER},
    Act.VERIFY: {Role.VERIFIER, Role.ORGANISER},
    Act.ORGANISE: {Role.ORGANISER},
    Act.GRANT: {Role.ORGANISER},
    Act.OPEN_ROUND: {Role.ORGANISER},
    Act.CLOSE_EARLY: {Role.ORGANISER, Role.MODERATOR},
    Act.PUBLISH_ROUND: {Role.ORGANISER},
    Act.DECLARE: {Role.DECISION_MAKER},
    Act.ADOPT: {Role.DECISION_MAKER, Role.ORGANISER},
}


def test_every_act_is_in_the_table_and_in_this_test() -> None:
    assert set(POLICY) == set(Act) == EVERYONE | SIGNED_IN | set(HOLDERS)


@pytest.mark.parametrize("act", Act)
def test_someone_unknown_may_do_only_what_is_open_to_everyone(act: Act) -> None:
    assert is_allowed(act, roles=frozenset(), is_signed_in=False) is (act in EVERYONE)


@pytest.mark.parametrize("act", Act)
def test_someone_signed_in_without_a_role_may_also_join_and_report(act: Act) -> None:
    assert is_allowed(act, roles=frozenset(), is_signed_in=True) is (act in EVERYONE | SIGNED_IN)


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("role", Role)
def test_each_role_may_do_its_own_acts_and_no_others(act: Act, role: Role) -> None:
    allowed = is_allowed(act, roles=frozenset({role}), is_signed_in=True)
    assert allowed is (act in EVERYONE | SIGNED_IN or role in HOLDERS.get(act, set()))


@given(st.sampled_from(Act), st.frozensets(st.sampled_from(Role)), st.sampled_from(Role))
def test_one_more_role_never_takes_anything_away(act: Act, roles: frozenset[Role], more: Role) -> None:
    before = is_allowed(act, roles=roles, is_signed_in=True)
    assert is_allowed(act, roles=roles | {more}, is_signed_in=True) >= before


@pytest.mark.parametrize("slug", ["a", "ai-principles-2026", "2", "x" * LONGEST_SLUG])
def test_a_short_name_stands_in_an_address(slug: str) -> None:
    assert is_slug(slug)
    assert all(is_slug(category.replace("_", "-")) for category in DEFAULT_CATEGORIES)


@pytest.mark.parametrize(
    "slug", ["", "A", "a b", "a_b", "-a", "a-", "a--b", "a/b", "..", "é", "a\n", "а", "x" * (LONGEST_SLUG + 1)]
)
def test_what_would_break_an_address_is_no_short_name(slug: str) -> None:
    assert not is_slug(slug)
