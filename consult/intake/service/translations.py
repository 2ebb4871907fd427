"""The text of a consultation that is being set up, in the further languages of its round."""

from collections.abc import Mapping, Sequence

from consult.consultations import service as consultations
from consult.drafting import service as drafting
from consult.drafting.rules import Part, TextStatus
from consult.front import service as front
from consult.front.rules.setup import Step
from consult.intake.rules.markdown_draft import read_draft
from consult.intake.rules.problems import FileRefused, decode
from consult.intake.service.runs import ImportRefused
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
    *, consultation_id: str, lang: str, files: Sequence[tuple[str, bytes]], is_reviewed: bool, person_id: str | None
) -> None:
    """Give every part of the text its words in a further language; readers see them once somebody has reviewed them.

    Refuses, naming file, line and reason, what cannot be read as a text with clauses, `parts-differ` for one that is
    made otherwise than its source, `not-found` where there is no text, and a consultation that is announced.
    """
    front.require_setting_up(consultation_id)
    draft = drafting.latest_draft(consultation_id)
    if draft is None:
        raise NotFound
    parts = _read(files)
    if not _fits(draft, parts):
        raise PartsDiffer(field="text")
    _add_words(draft, lang, parts, is_reviewed=is_reviewed, person_id=person_id)
    answers = dict(consultations.steps_of(consultation_id)[Step.TEXT].answers)
    source = "\n\n".join(decode(name, content) for name, content in files)
    kept = {**answers.get("translations", {}), lang: {"source": source, "reviewed": is_reviewed}}
    front.save_answers(
        consultation_id=consultation_id,
        step=Step.TEXT,
        answers={**answers, "translations": kept},
        person_id=person_id,
    )


def give_back(draft: drafting.DraftView, kept: Mapping[str, Translation], person_id: str | None) -> None:
    """Give a text that was brought in anew the translations that were kept, as far as they still have its parts."""
    for lang, one in kept.items():
        parts = _read([(lang, str(one["source"]).encode())])
        if lang != draft.language and _fits(draft, parts):
            _add_words(draft, lang, parts, is_reviewed=bool(one["reviewed"]), person_id=person_id)


def _read(files: Sequence[tuple[str, bytes]]) -> list[Part]:
    try:
        return read_draft(files)
    except FileRefused as error:
        raise ImportRefused(error) from error


def _fits(draft: drafting.DraftView, parts: Sequence[Part]) -> bool:
    """Whether the parts are those of the draft: as many, of the same kinds, under the same ones."""
    clauses = drafting.clauses_of(draft, lang=draft.language)
    places = {one.uid: place for place, one in enumerate(clauses)}
    wanted = [(one.kind, places[one.parent_uid] if one.parent_uid else None) for one in clauses]
    return [(str(one.kind), one.parent) for one in parts] == wanted


def _add_words(
    draft: drafting.DraftView, lang: str, parts: Sequence[Part], *, is_reviewed: bool, person_id: str | None
) -> None:
    for one, part in zip(drafting.clauses_of(draft, lang=draft.language), parts, strict=True):
        drafting.add_text(
            consultation_id=draft.consultation_id,
            version_id=one.version_id,
            lang=lang,
            heading=part.heading,
            text=part.text,
            status=TextStatus.HUMAN_REVIEWED if is_reviewed else TextStatus.MACHINE,
            by_person=person_id,
        )
