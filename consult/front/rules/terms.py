"""The terms of a round as an organiser chooses them: a way of deciding, and what stands in place of its usual terms."""

from collections.abc import Mapping, Sequence
from typing import Any

from consult.consensus.rules.bundles import BUNDLES, terms_of
from consult.consensus.rules.decision import BallotForm
from consult.consensus.rules.registry import METHODS, NAMED
from consult.rounds.rules.contract import Terms, for_categories
from consult.rounds.rules.states import RoundKind

WITHOUT_VOTES: Mapping[str, str] = {"comment": "comments", "silence": "silence"}
"""The kinds of round in which nobody votes, each with the one way that it goes."""

CHOOSING = tuple(name for name, method in METHODS.items() if method.form is not BallotForm.RATINGS)
"""The ways of choosing one of several options."""

PROCEDURE_OF: Mapping[str, str] = {"comments": "comments_only", "silence": "silence_procedure"}
"""What those ways are called in contracts."""

FEWEST = ("n_min", "min_group_n", "min_support")
"""What rules call the smallest number of voices, or of supporters, that they ask for; no rule has two of them."""


def chosen_terms(kind: str, categories: Sequence[str], *, bundle: str, fewest: int, **given: Any) -> Terms:  # noqa: ANN401 - any field of Terms
    """Return the terms of this way of deciding; the fewest voices stand in them where its rule asks for them.

    A kind of round in which nobody votes goes its own way, whatever way of deciding is named; a choice among options is
    made by the method `choose_by`.
    """
    if kind == "options":
        rule = given.pop("choose_by")
        form = str(METHODS[rule].form)
        return for_categories(kind, categories, bundle="options", rule=rule, ballot_form=form, **given)
    given.pop("choose_by", None)
    if kind in WITHOUT_VOTES:
        way = WITHOUT_VOTES[kind]
        return for_categories(kind, categories, bundle=way, rule=PROCEDURE_OF[way], **given)
    name = fewest_in(bundle)
    parameters = {name: fewest} if name else {}
    return terms_of(bundle, kind, categories, parameters=parameters, **given)


def fewest_in(bundle: str) -> str | None:
    """Return what the rule of this way of deciding calls the smallest number of voices; None where it asks for none."""
    return next((one.name for one in NAMED[BUNDLES[bundle].rule].parameters if one.name in FEWEST), None)


def kind_of(bundle: str) -> RoundKind:
    """Return the kind of round on a text that a way of deciding is for: votes, or the ratings of a panel."""
    return RoundKind.BALLOT if fits(RoundKind.BALLOT, bundle) else RoundKind.RATING


def fits(kind: str, bundle: str) -> bool:
    """Whether the rule of this way of deciding reads the answers of this kind of round."""
    return kind in NAMED[BUNDLES[bundle].rule].scales
