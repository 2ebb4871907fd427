"""Drafts as they come in: files of Markdown, one after the other."""

from collections.abc import Sequence

from consult.consultations import service as consultations
from consult.drafting import service as drafting
from consult.drafting.rules import Part
from consult.front import service as front
from consult.front.rules.setup import Step
from consult.intake.rules.markdown_draft import read_draft
from consult.intake.rules.problems import FileRefused, decode
from consult.intake.service.runs import ImportRefused, digest_of, remember
from consult.intake.service.translations import give_back


def import_draft(
    *, slug: str, title: str, files: Sequence[tuple[str, bytes]], lang: str = "en", organiser: str | None = None
) -> drafting.DraftView:
    """Return the draft made of these files, published; an existing consultation gets its next one.

    A new consultation is made for an unknown short name and announced; a draft that nobody has published yet gives way
    to this one. Refuses, naming file, line and reason, what cannot be read as a text with clauses.
    """
    parts = _read(files)
    consultation = consultations.find_consultation(slug)
    if consultation is None:
        consultation = consultations.create_consultation(slug=slug, title=title, organiser=organiser, language=lang)
        consultations.announce_consultation(consultation_id=consultation.id)
    _drop_unpublished(consultation.id)
    draft = drafting.add_draft(consultation_id=consultation.id, title=title, language=lang, parts=parts)
    remember(consultation.id, "draft", digest_of(files), {"clauses": len(parts), "draft": draft.number})
    return drafting.publish_draft(consultation_id=consultation.id, draft_id=draft.id, by_person=organiser)


def keep_draft(
    *, consultation_id: str, title: str, files: Sequence[tuple[str, bytes]], lang: str, person_id: str | None
) -> drafting.DraftView:
    """Return the text of a consultation that is being set up as a draft nobody else sees, in place of the one there was.

    Refuses, naming file, line and reason, what cannot be read as a text with clauses, and a consultation that is
    announced.
    """
    front.require_setting_up(consultation_id)
    parts = _read(files)
    _drop_unpublished(consultation_id)
    draft = drafting.add_draft(consultation_id=consultation_id, title=title, language=lang, parts=parts)
    source = "\n\n".join(decode(name, content) for name, content in files)
    saved = consultations.steps_of(consultation_id).get(Step.TEXT)
    translations = saved.answers.get("translations", {}) if saved else {}
    give_back(draft, translations, person_id)
    answers = {"title": draft.title, "language": lang, "source": source, "translations": translations}
    front.save_answers(consultation_id=consultation_id, step=Step.TEXT, answers=answers, person_id=person_id)
    return draft


def _read(files: Sequence[tuple[str, bytes]]) -> list[Part]:
    try:
        return read_draft(files)
    except FileRefused as error:
        raise ImportRefused(error) from error


def _drop_unpublished(consultation_id: str) -> None:
    newest = drafting.latest_draft(consultation_id)
    if newest is not None and newest.published_at is None:
        drafting.drop_draft(consultation_id=consultation_id, draft_id=newest.id)
