"""Drafts as they come in: files of Markdown and documents, one after the other, with their images."""

from collections.abc import Sequence

from consult.consultations import service as consultations
from consult.drafting import service as drafting
from consult.drafting.rules import Image, Part
from consult.front import service as front
from consult.front.rules.setup import Step
from consult.intake.service.runs import digest_of, remember
from consult.intake.service.texts import Files, Tell, nothing, read_text, source_of
from consult.intake.service.translations import give_back


def import_draft(
    *,
    slug: str,
    title: str,
    files: Files,
    lang: str = "en",
    organiser: str | None = None,
    tell: Tell = nothing,
) -> drafting.DraftView:
    """Return the draft made of these files; an existing consultation gets its next one.

    The first draft of a text is published. Every further one waits until a person has confirmed what became of each
    clause and said where each change comes from. A new consultation is made for an unknown short name and announced; a
    draft that nobody has published yet gives way to this one. `tell` is told what the text does not keep of the files.
    Refuses, naming file, line or paragraph and reason, what cannot be read as a text with clauses.
    """
    consultation = consultations.find_consultation(slug)
    kept = drafting.images_of(consultation.id) if consultation else {}
    parts, images = read_text(files, kept=kept, tell=tell)
    if consultation is None:
        consultation = consultations.create_consultation(slug=slug, title=title, organiser=organiser, language=lang)
        consultations.announce_consultation(consultation_id=consultation.id)
    _drop_unpublished(consultation.id)
    draft = _add(consultation.id, title, lang, parts, images)
    remember(consultation.id, "draft", digest_of(files), {"clauses": len(parts), "draft": draft.number})
    if draft.number > 1:
        return draft
    return front.publish_next_draft(consultation_id=consultation.id, draft_id=draft.id, person_id=organiser)


def keep_draft(
    *,
    consultation_id: str,
    title: str,
    files: Files,
    lang: str,
    person_id: str | None,
    tell: Tell = nothing,
) -> drafting.DraftView:
    """Return the text of a consultation that is being set up as a draft nobody else sees, in place of the one there was.

    Its images stay while it holds them, so that it can be changed without choosing them again. Refuses, naming file,
    line or paragraph and reason, what cannot be read as a text with clauses, and a consultation that is announced.
    """
    front.require_setting_up(consultation_id)
    parts, images = read_text(files, kept=drafting.images_of(consultation_id), tell=tell)
    _drop_unpublished(consultation_id)
    draft = _add(consultation_id, title, lang, parts, images)
    source = source_of(files)
    saved = consultations.steps_of(consultation_id).get(Step.TEXT)
    translations = saved.answers.get("translations", {}) if saved else {}
    give_back(draft, translations, person_id)
    answers = {"title": draft.title, "language": lang, "source": source, "translations": translations}
    front.save_answers(consultation_id=consultation_id, step=Step.TEXT, answers=answers, person_id=person_id)
    return draft


def _add(
    consultation_id: str, title: str, lang: str, parts: Sequence[Part], images: Sequence[Image]
) -> drafting.DraftView:
    draft = drafting.add_draft(consultation_id=consultation_id, title=title, language=lang, parts=parts)
    drafting.keep_images(consultation_id=consultation_id, images=images)
    drafting.forget_unused_images(consultation_id)
    return draft


def _drop_unpublished(consultation_id: str) -> None:
    newest = drafting.latest_draft(consultation_id)
    if newest is not None and newest.published_at is None:
        drafting.drop_draft(consultation_id=consultation_id, draft_id=newest.id)
