"""What a round came to in which nobody voted: whether the silence held, or what was said."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response

from consult.deliberation import service as deliberation
from consult.kernel import clock
from consult.rounds.service import RoundView
from consult.web import render


def unvoted_page(one: RoundView, result: dict[str, Any], others: Sequence[Mapping[str, Any]]) -> Response:
    """Return the page of the result of a round without votes."""
    silence: Mapping[str, Any] | None = result.get("silence")
    raised = [
        {**each, "raised_at": clock.from_text(each["raised_at"])} for each in (silence or {}).get("objections", ())
    ]
    progress = deliberation.progress_of(consultation_id=one.consultation_id, round_id=one.id)
    return render.page(
        "consensus/unvoted.html",
        one=one,
        result=result,
        silence=silence,
        raised=raised,
        progress=progress,
        others=others,
    )
