"""Suggestions and what seats say of them, with honest defaults."""

from typing import Any

from consult.deliberation import service as deliberation
from consult.deliberation.rules.colliding import Change
from consult.deliberation.rules.dispositions import Disposition
from consult.deliberation.rules.passages import way_of
from consult.deliberation.rules.words import Attribution
from consult.deliberation.service import SuggestionView, SupportReceipt, Wish
from consult.kernel.ids import new_id
from consult.moderation import service as moderation
from consult.moderation.rules import ActionKind, Ground
from consult.rounds.service import RoundView
from tests.conftest import Scene
from tests.world import World


def a_suggestion(
    world: World, one: RoundView, person: str, wording: str = "Systems serve all people.", **given: Any
) -> str:
    """Return the id of a suggestion: other words for the round's first clause, or for a passage of it in `quote`."""
    change, quote = given.pop("change", Change.REPLACE), given.pop("quote", "")
    way = given.pop("way", None) or way_of(change, is_passage=bool(quote))
    values = {
        "clause": given.get("clause") or world.clauses(one)[0],
        "wish": Wish(way=way, wording=wording, quote=quote, heading=given.pop("heading", "")),
        "why": "It says *whom*.",
        "lang": "en",
        "attribution": Attribution.NAMED,
        "key": new_id(),
        **given,
    }
    with world.acting():
        return deliberation.add_suggestion(
            consultation_id=one.consultation_id, round_id=one.id, person_id=person, **values
        ).comment_id


def a_stance(
    world: World, one: RoundView, suggestion: str, person: str, stance: str | None = "support", **given: Any
) -> SupportReceipt:
    """Return the receipt of what a person's seat says of a suggestion."""
    values = {"moves_to": None, "key": new_id(), **given}
    with world.acting():
        return deliberation.support_suggestion(
            consultation_id=one.consultation_id, comment_id=suggestion, person_id=person, stance=stance, **values
        )


def suggestions(world: World, one: RoundView, clause: int = 0, **given: Any) -> tuple[SuggestionView, ...]:
    """Return what is suggested for a clause of a round."""
    uid = world.clauses(one)[clause].uid
    with world.reading():
        return deliberation.suggestions_on(
            consultation_id=one.consultation_id, clause_uid=uid, draft_id=one.draft_id or "", **given
        ).suggestions


def suggestion(world: World, one: RoundView, comment: str, **given: Any) -> SuggestionView:
    """Return one suggestion."""
    with world.reading():
        return deliberation.suggestion_of(consultation_id=one.consultation_id, comment_id=comment, **given)


def hidden(world: World, scene: Scene, comment: str) -> None:
    """Have the moderator hide a suggestion."""
    with world.acting():
        moderation.decide(
            consultation_id=scene.consultation.id,
            comment_id=comment,
            action=ActionKind.HIDE,
            person_id=scene.people["moderator"],
            rule=Ground.SPAM,
            note="It sells clocks.",
        )


def accepted(world: World, one: RoundView, comment: str, proposer: str, approver: str, **given: Any) -> None:
    """Have two people accept a suggestion of a round that is being answered, whole unless another decision is given."""
    world.a_proposal(
        one, comment, proposer, **{"disposition": Disposition.ACCEPTED, "reason": "It is clearer.", **given}
    )
    world.an_approval(one, comment, approver)
