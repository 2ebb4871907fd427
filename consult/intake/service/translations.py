"""The text of a consultation that is being set up, in the further languages of its round."""

from collections.abc import Mapping, Sequence

from consult.consultations import service as consultations
from consult.drafting import service as drafting
from consult.drafting.rules import HEADINGS, ClauseKind, Part, TextStatus
from consult.front import service as front
from consult.front.rules.setup import Step
from consult.intake.service.runs import ImportRefused
from consult.intake.service.texts import Files, read_text, source_of
from consult.kernel.errors import NotFound, Refused, msgid

Translation = Mapping[str, str | bool]
"""What was brought in in one language: its `source` as it was typed, and whether somebody has `reviewed` it."""


class PartsDiffer(Refused):
    """A translation has the parts of the text that it was made from."""

    code = "parts-differ"
    status = 422
    sentence = msgid(
        "This text does not have the same parts as the one it was translated from. Give it as many headings and clauses, in the same order."
    )


def keep_translation(
    *, consultation_id: str, lang: str, files: Files, is_reviewed: bool, person_id: str | None
) -> None:
    """Give every part of the text its words in a further language; readers see them once somebody has reviewed them.

    Refuses, naming file, line and reason, what cannot be read as a text with clauses, `parts-differ` for one that is
    made otherwise than its source, `not-found` where there is no text, and a consultation that is announced.
    """
    front.require_setting_up(consultation_id)
    draft = drafting.latest_draft(consultation_id)
    if draft is None:
        raise NotFound
    parts, images = read_text(files, kept=drafting.images_of(consultation_id))
    if not _fits(draft, parts):
        raise PartsDiffer(field="text")
    drafting.keep_images(consultation_id=consultation_id, images=images)
    _add_words(draft, lang, parts, is_reviewed=is_reviewed, person_id=person_id)
    answers = dict(consultations.steps_of(consultation_id)[Step.TEXT].answers)
    source = source_of(files)
    kept = {**answers.get("translations", {}), lang: {"source": source, "reviewed": is_reviewed}}
    front.save_answers(
        consultation_id=consultation_id,
        step=Step.TEXT,
        answers={**answers, "translations": kept},
        person_id=person_id,
    )


def give_back(draft: drafting.DraftView, kept: Mapping[str, Translation], person_id: str | None) -> None:
    """Give a text that was brought in anew the translations that were kept, as far as they still have its parts.

    One that came as a document, or shows an image that is no longer kept, is to be brought in again.
    """
    images = drafting.images_of(draft.consultation_id)
    for lang, one in kept.items():
        try:
            parts, _ = read_text([(lang, str(one["source"]).encode())], kept=images)
        except ImportRefused:
            continue
        if lang != draft.language and _fits(draft, parts):
            _add_words(draft, lang, parts, is_reviewed=bool(one["reviewed"]), person_id=person_id)


def _fits(draft: drafting.DraftView, parts: Sequence[Part]) -> bool:
    """Whether the parts are those of the draft: as many, of the same kinds, under the same ones."""
    clauses = drafting.clauses_of(draft, lang=draft.language)
    places = {one.uid: place for place, one in enumerate(clauses)}
    wanted = [(_form(one.kind), places[one.parent_uid] if one.parent_uid else None) for one in clauses]
    return [(_form(one.kind), one.parent) for one in parts] == wanted


def _form(kind: str) -> str:
    """Return what a part is, whatever its language: not every word for an annex is known here."""
    return str(ClauseKind.PRINCIPLE) if kind in HEADINGS else str(kind)


def _add_words(
    draft: drafting.DraftView, lang: str, parts: Sequence[Part], *, is_reviewed: bool, person_id: str | None
) -> None:
    """Give the parts their words; who brings in what somebody has reviewed answers for that with their name."""
    for one, part in zip(drafting.clauses_of(draft, lang=draft.language), parts, strict=True):
        drafting.add_text(
            consultation_id=draft.consultation_id,
            version_id=one.version_id,
            lang=lang,
            heading=part.heading,
            text=part.text,
            status=TextStatus.HUMAN_REVIEWED if is_reviewed else TextStatus.DRAFT,
            by_person=None if is_reviewed else person_id,
            reviewed_by=person_id if is_reviewed else None,
        )
