"""The result of a choice among options."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response

from consult.consensus import service
from consult.rounds.rules.contract import Contract
from consult.rounds.service import RoundView
from consult.web import render


def choice_page(
    one: RoundView, contract: Contract, result: dict[str, Any], others: Sequence[Mapping[str, Any]]
) -> Response:
    """Return the page of what a choice among options came to."""
    return render.page(
        "consensus/choice.html",
        one=one,
        result=result,
        choice=result["choice"],
        rule=contract.content["rule"]["id"],
        is_called=service.has_roll_call(one),
        others=others,
    )
