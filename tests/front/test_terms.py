"""Which rounds a way of deciding is for, and what of it an organiser may choose."""

import pytest

from consult.consensus.rules.bundles import BUNDLES
from consult.front.rules.terms import FEWEST, asks_fewest, chosen_terms, fits


@pytest.mark.parametrize("bundle", BUNDLES)
def test_every_way_of_deciding_reads_positions_and_agreement_and_nothing_else(bundle: str) -> None:
    assert [kind for kind in ("ballot", "statements", "ranking") if fits(kind, bundle)] == ["ballot", "statements"]


@pytest.mark.parametrize("bundle", BUNDLES)
def test_the_fewest_voices_stand_in_the_terms_only_where_the_rule_asks_for_them(bundle: str) -> None:
    terms = chosen_terms("ballot", ["citizen"], bundle=bundle, fewest=7)
    assert terms.bundle == bundle
    assert terms.parameters.get(FEWEST) == (7 if asks_fewest(bundle) else None)


def test_only_the_rule_of_many_categories_asks_for_voices_in_each_by_this_name() -> None:
    assert [bundle for bundle in BUNDLES if asks_fewest(bundle)] == ["multistakeholder"]
