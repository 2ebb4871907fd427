"""Votes are cast, comments made, moderated, reported and decided on."""

from consult.deliberation import service as deliberation
from consult.deliberation.rules.words import Attribution, CommentKind
from consult.deliberation.service import Wish
from consult.demonstration.rules.acts import (
    Approve,
    Comment,
    Draft,
    Moderate,
    Propose,
    Report,
    Sitting,
    Suggest,
    TakeSide,
)
from consult.demonstration.rules.script import SOURCE
from consult.demonstration.service.stage import Stage
from consult.kernel.ids import new_id
from consult.moderation import service as moderation
from consult.moderation.rules import ActionKind
from consult.voting import service as voting


def sit(stage: Stage, act: Sitting) -> None:
    """Have a member of a seat cast the votes of a sitting."""
    first = act.votes[0]
    voting.cast_all(
        answers=[
            voting.Answer(stage.items[one.round, one.clause, one.lang], one.position, one.importance)
            for one in act.votes
        ],
        person_id=stage.people[first.seat][first.member],
    )


def draft(stage: Stage, act: Draft) -> None:
    """Have a drafter propose votes that wait for a signatory."""
    for one in act.votes:
        voting.draft_vote(
            item=stage.items[one.round, one.clause, one.lang],
            person_id=stage.people[one.seat][one.member],
            position=one.position,
            importance=one.importance,
            key=new_id(),
        )


def comment(stage: Stage, act: Comment) -> None:
    """Have a seat's first member say something."""
    stage.comments[act.key] = deliberation.add_comment(
        consultation_id=stage.consultation_id,
        round_id=stage.rounds[act.round].id,
        person_id=stage.people[act.seat][0],
        clause=stage.clauses[act.round, act.clause],
        kind=CommentKind(act.kind),
        text=act.text,
        lang=act.lang,
        attribution=Attribution(act.attribution),
        key=new_id(),
        parent_id=stage.comments[act.answers].comment_id if act.answers else None,
        quote=act.quote,
    )


def suggest(stage: Stage, act: Suggest) -> None:
    """Have a seat's first member suggest a change of a clause."""
    stage.comments[act.key] = deliberation.add_suggestion(
        consultation_id=stage.consultation_id,
        round_id=stage.rounds[act.round].id,
        person_id=stage.people[act.seat][0],
        clause=stage.clauses[act.round, act.clause],
        wish=Wish(way=act.way, wording=act.wording, quote=act.passage),
        why=act.why,
        lang=SOURCE,
        attribution=Attribution(act.attribution),
        key=new_id(),
    )


def take_side(stage: Stage, act: TakeSide) -> None:
    """Have a seat's first member support or oppose a suggestion."""
    deliberation.support_suggestion(
        **_named(stage, act.suggestion),
        person_id=stage.people[act.seat][0],
        stance=act.stance,
        moves_to=act.moves_to,
        key=new_id(),
    )


def moderate(stage: Stage, act: Moderate) -> None:
    """Have the moderator review a comment, or hide it."""
    moderation.decide(
        **_named(stage, act.comment),
        action=ActionKind(act.action),
        person_id=stage.officials["moderator"],
        rule=act.rule,
        note=act.note,
    )


def report(stage: Stage, act: Report) -> None:
    """Have a reader report a comment."""
    moderation.report(**_named(stage, act.comment), person_id=stage.people[act.seat][0], rule=act.rule, note=act.note)


def propose(stage: Stage, act: Propose) -> None:
    """Have the first editor propose what becomes of a comment."""
    repeated = stage.comments[act.repeats].number if act.repeats else None
    reason = act.reason % {"number": repeated} if repeated else act.reason
    comment_id, on = _deciding(stage, act.comment, "editor")
    deliberation.put_proposal(
        on, comment_id, seen=0, proposal=deliberation.Proposal(act.disposition, reason, repeated, act.taken)
    )
    on.keep()


def approve(stage: Stage, act: Approve) -> None:
    """Have the second editor approve it."""
    comment_id, on = _deciding(stage, act.comment, "second editor")
    deliberation.put_approval(on, comment_id, seen=1)
    on.keep()


def _deciding(stage: Stage, key: str, who: str) -> tuple[str, deliberation.Deciding]:
    comment_id = stage.comments[key].comment_id
    person_id = stage.officials[who]
    return comment_id, deliberation.deciding(
        consultation_id=stage.consultation_id, person_id=person_id, ids=[comment_id]
    )


def _named(stage: Stage, key: str) -> dict[str, str]:
    return {"consultation_id": stage.consultation_id, "comment_id": stage.comments[key].comment_id}
