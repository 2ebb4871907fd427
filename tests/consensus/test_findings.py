"""What every rule finds, as programs read it."""

import json
from enum import StrEnum
from fractions import Fraction

from consult.consensus.rules.decision import Criterion, Finding, Status
from consult.consensus.rules.shares import Share


class Verdict(StrEnum):
    """The words of a rule, made up here."""

    FINE = "fine"


class Label(StrEnum):
    """What a rule made up here says beside its verdict."""

    CLOSE = "close"


def test_a_finding_is_told_in_plain_words_and_numbers_criterion_by_criterion() -> None:
    finding = Finding(
        rule="made_up",
        version="3",
        verdict=Verdict.FINE,
        status=Status.MET,
        criteria=(
            Criterion.of_share("agreement", Share(Fraction(3, 4)), ">", Fraction(2, 3)),
            Criterion.of_share("turnout", None, ">=", Fraction(1, 2)),
        ),
        counted={"citizen": 4},
        excluded={"unverified": 2},
        source="Nowhere",
        labels=(Label.CLOSE,),
        mean=Share(Fraction(3, 4)),
    )
    told = finding.as_json()
    assert json.loads(json.dumps(told)) == told == {
        "rule": "made_up",
        "version": "3",
        "verdict": "fine",
        "status": "met",
        "labels": ["close"],
        "criteria": [
            {"id": "agreement", "value": "3/4", "threshold": "2/3", "op": ">", "met": True},
            {"id": "turnout", "value": None, "threshold": "1/2", "op": ">=", "met": None},
        ],
        "counted": {"citizen": 4},
        "excluded": {"unverified": 2},
        "source": "Nowhere",
    }  # fmt: skip
    assert {type(told["verdict"]), type(told["status"]), type(told["labels"][0])} == {str}
