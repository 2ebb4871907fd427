"""Drafts are published in three languages; rounds open on them, close, and are answered and published."""

from consult.demonstration.rules.acts import BeginAnswers, CloseRound, Declare, OpenRound, PublishDraft, PublishRound
from consult.demonstration.rules.script import SOURCE
from consult.demonstration.service.content import LANGUAGES
from consult.demonstration.service.crediting import credit_changes
from consult.demonstration.service.stage import Stage
from consult.drafting import service as drafting
from consult.drafting.rules import Stage as DraftStage
from consult.drafting.rules import TextStatus
from consult.front import service as front
from consult.moderation import service as moderation
from consult.rounds import service as rounds
from consult.rounds.rules.contract import Effect, for_categories
from consult.rounds.rules.states import RoundKind
from consult.voting import service as voting


def publish_draft(stage: Stage, act: PublishDraft) -> None:
    """Lay down a draft, give it its words in the other languages, and publish it."""
    parts = stage.content.drafts[act.number, SOURCE]
    draft = drafting.add_draft(
        consultation_id=stage.consultation_id,
        title=stage.content.consultation[SOURCE]["title"],
        language=SOURCE,
        parts=parts,
        stage=DraftStage.ZERO_DRAFT if act.number == 1 else DraftStage.REVISION,
    )
    for part, clause in zip(parts, drafting.clauses_of(draft, lang=SOURCE), strict=True):
        stage.clauses[act.number, part.hint or ""] = clause
    for lang in LANGUAGES:
        if lang != SOURCE:
            _translate(stage, act.number, lang)
    if draft.number > 1:
        credit_changes(stage, draft)
    front.publish_next_draft(
        consultation_id=stage.consultation_id, draft_id=draft.id, person_id=stage.officials["editor"]
    )


def open_round(stage: Stage, act: OpenRound) -> None:
    """Open a round on the newest draft, and note what it asks about in each language."""
    contract = stage.content.consultation["contract"]
    one = stage.rounds[act.number] = front.start_round(
        consultation_id=stage.consultation_id,
        terms=for_categories(
            RoundKind.BALLOT,
            stage.categories,
            effect=Effect.RECOMMENDATION,
            deciding_body=contract["deciding_body"],
            mandate=contract["mandate"],
            decision_makers=[
                {"name": one.name, "office": one.office, "since": f"{one.since:%Y-%m-%d}"}
                for one in rounds.list_decision_makers(stage.consultation_id)
            ],
            languages=LANGUAGES,
        ),
        closes_at=stage.day + act.closes,
        person_id=stage.officials["organiser"],
    )
    ids = {clause.uid: hint for (number, hint), clause in stage.clauses.items() if number == act.number}
    for lang in LANGUAGES:
        for item in voting.items_of(one, lang=lang):
            stage.items[act.number, ids[item.id], lang] = item


def close_round(stage: Stage, act: CloseRound) -> None:
    """Close a round as a worker does at its deadline."""
    moderation.close_round(consultation_id=stage.consultation_id, round_id=stage.rounds[act.number].id)


def begin_answers(stage: Stage, act: BeginAnswers) -> None:
    """Begin to answer what was said in a round."""
    moderation.start_dispositions(**stage.scope(act.number), person_id=stage.officials["editor"])


def publish_round(stage: Stage, act: PublishRound) -> None:
    """Publish a round with all its answers."""
    moderation.publish_round(**stage.scope(act.number), person_id=stage.officials["organiser"])


def declare(stage: Stage, act: Declare) -> None:
    """Declare what becomes of a clause."""
    front.declare(
        one=rounds.get_round(stage.consultation_id, stage.rounds[act.round].id),
        item_id=stage.clauses[act.round, act.clause].uid,
        outcome=act.outcome,
        reason=act.reason,
        person_id=stage.officials[act.by],
        seen=0,
    )


def _translate(stage: Stage, number: int, lang: str) -> None:
    """Give the clauses their words in another language.

    They are the organiser's own, so their status is `official`; that no speaker has reviewed them is said at the head
    of every page in a language whose catalogue nobody has signed, and in the purpose of the consultation.
    """
    for part in stage.content.drafts[number, lang]:
        drafting.add_text(
            consultation_id=stage.consultation_id,
            version_id=stage.clauses[number, part.hint or ""].version_id,
            lang=lang,
            heading=part.heading,
            text=part.text,
            status=TextStatus.OFFICIAL,
            by_person=stage.officials["editor"],
        )
