"""The ways to decide: what each counts and asks for, with an example that the rule itself works out."""

from flask import Response

from consult.consensus.pages.blueprint import pages
from consult.consensus.rules.bundles import BUNDLES, example_of
from consult.consensus.rules.registry import METHODS, NAMED
from consult.kernel.errors import NotFound
from consult.rounds.rules.states import RoundKind
from consult.web import guards, render


@pages.get("/decide")
@guards.anyone
def bundles() -> Response:
    """Show the ways to decide that an organiser may choose from."""
    choosing = [method.id for method in METHODS.values() if RoundKind.OPTIONS in method.scales]
    return render.page("consensus/bundles.html", bundles=BUNDLES.values(), choosing=choosing)


@pages.get("/decide/<bundle>")
@guards.anyone
def bundle(bundle: str) -> Response:
    """Show one way to decide: how it counts, a worked example, what it does not do, its source and its parameters."""
    chosen = BUNDLES.get(bundle)
    if chosen is None:
        raise NotFound
    rule = NAMED[chosen.rule]
    return render.page(
        "consensus/bundle.html",
        bundle=chosen,
        rule=rule,
        parameters=rule.complete(chosen.parameters),
        example=example_of(chosen),
    )
