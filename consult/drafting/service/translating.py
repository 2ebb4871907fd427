"""The words of a clause in another language: given, improved, and reviewed by a second person."""

from dataclasses import dataclass

from sqlalchemy import select

from consult.drafting.rules import HEADINGS, ClauseKind, TextStatus, text_digest
from consult.drafting.rules.translation import LONGEST_NOTE, RELIABLE, status_now
from consult.drafting.rules.wording import LONGEST_HEADING, Fault, Words, fault_of, longest_of, tidied
from consult.drafting.service.revisions import (
    keep_revision,
    keep_source,
    latest_revision,
    new_text,
    record_text,
)
from consult.drafting.tables import AuthenticLanguage, ClauseText, ClauseTextRevision, ClauseVersion, Draft
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import NotFound, Refused, msgid


class SourceFixed(Refused):
    """The words that people consult on change only with a new draft."""

    code = "source-fixed"
    status = 409
    sentence = msgid("The text in its own language changes only with a new draft. Add a draft with the new words.")


class TranslationEmpty(Refused):
    """A translation says something."""

    code = "translation-empty"
    status = 422
    sentence = msgid("There is nothing here yet. Write what the clause says in this language, then save it.")


class TranslationTooLong(Refused):
    """A translation is no longer than a clause may be."""

    code = "translation-too-long"
    status = 422
    sentence = msgid("This may have %(most)s characters and has %(length)s. Shorten it, then save it again.")


class TranslationNoText(Refused):
    """A translation is made of characters that can be shown."""

    code = "translation-no-text"
    status = 422
    sentence = msgid("This holds characters that cannot be shown. Type it anew, or paste it as plain text.")


class TranslationChanged(Refused):
    """Nobody writes over words that they have not read."""

    code = "translation-changed"
    status = 409
    sentence = msgid(
        "Someone saved this translation after you had opened it. Their words are shown beside yours; take over what you need, then send it again."
    )


class OwnTranslation(Refused):
    """A second person reviews."""

    code = "own-translation"
    status = 409
    sentence = msgid("You wrote these words yourself. Ask someone else who knows both languages to review them.")


class TranslationOutdated(Refused):
    """What was made from other words is not reviewed against these."""

    code = "translation-outdated"
    status = 409
    sentence = msgid("The source has changed since this was translated. Save a translation of the new words first.")


class ReviewedAlready(Refused):
    """What is reviewed once is reviewed."""

    code = "reviewed-already"
    status = 409
    sentence = msgid("These words are reviewed already. Change them first, if something is wrong with them.")


@dataclass(frozen=True, slots=True)
class Place:
    """A clause version in its draft, and a language other than the draft's own."""

    version: ClauseVersion
    draft: Draft
    lang: str


def add_text(
    *,
    consultation_id: str,
    version_id: str,
    lang: str,
    heading: str,
    text: str,
    status: TextStatus,
    by_person: str | None = None,
    reviewed_by: str | None = None,
) -> None:
    """Give a clause its words in one more language, tied to the source they were made from and on record.

    Refuses the language of the source, whose words are what people consult on.
    """
    place = _place(consultation_id, version_id, lang)
    row = new_text(
        place.version,
        keep_source(place.version, place.draft),
        lang=lang,
        words=(heading, text),
        status=status,
        translator=by_person,
        reviewed_by=reviewed_by,
        at=clock.now(db.session),
    )
    kept = keep_revision(row, by_person=reviewed_by or by_person)
    db.session.merge(row)
    db.session.flush()
    record_text(place.version, kept)


def save_text(
    *,
    consultation_id: str,
    version_id: str,
    lang: str,
    words: Words,
    by_person: str,
    seen: int,
    note: str = "",
) -> int:
    """Return the number of the version in which a person's translation is kept, as a draft until someone reviews it.

    Reviewed words stay what readers are shown until then. Refuses the language of the source, words that are
    missing, too long or no text, and `translation-changed` where the newest version is not the one that was `seen`.
    """
    place = _place(consultation_id, version_id, lang, locks=True)
    said = _checked(place.version, words)
    latest = latest_revision(consultation_id, version_id, lang)
    if (latest.version if latest else 0) != seen:
        raise TranslationChanged(field="text")
    source = keep_source(place.version, place.draft)
    row = new_text(
        place.version,
        source,
        lang=lang,
        words=(said.heading, said.text),
        status=TextStatus.DRAFT,
        translator=by_person,
        reviewed_by=None,
        at=clock.now(db.session),
    )
    kept = keep_revision(row, by_person=by_person, note=" ".join(note.split())[:LONGEST_NOTE])
    if not _stands(place, source):
        db.session.merge(row)
        db.session.flush()
    record_text(place.version, kept)
    return kept.version


def review_text(*, consultation_id: str, version_id: str, lang: str, by_person: str, seen: int) -> int:
    """Return the number of the version that says that a second person has reviewed the newest words; readers see them now.

    In an authentic language they are authoritative from then on. Refuses `not-found` where nothing is translated,
    `translation-changed`, the person who wrote them, words that are reviewed already, and those that were made from a
    source that has changed.
    """
    place = _place(consultation_id, version_id, lang, locks=True)
    standing = db.session.get(ClauseText, (consultation_id, version_id, lang), populate_existing=True)
    latest = latest_revision(consultation_id, version_id, lang)
    if standing is None:
        raise NotFound
    words = latest or standing
    if (latest.version if latest else 0) != seen:
        raise TranslationChanged
    source = keep_source(place.version, place.draft)
    _require_reviewable(words, text_digest(source.heading, source.text), by_person)
    row = new_text(
        place.version,
        source,
        lang=lang,
        words=(words.heading, words.text),
        status=TextStatus.AUTHORITATIVE if lang in authentic_beside(consultation_id) else TextStatus.HUMAN_REVIEWED,
        translator=latest.by_person if latest else standing.translator,
        reviewed_by=by_person,
        at=clock.now(db.session),
    )
    kept = keep_revision(row, by_person=by_person)
    db.session.merge(row)
    db.session.flush()
    record_text(place.version, kept)
    return kept.version


def authentic_beside(consultation_id: str) -> list[str]:
    """Return the languages in which the text is binding beside the one that it is written in, in the order of their tags."""
    rows = db.session.scalars(
        select(AuthenticLanguage.lang).where(AuthenticLanguage.consultation_id == consultation_id)
    )
    return sorted(rows)


def _place(consultation_id: str, version_id: str, lang: str, *, locks: bool = False) -> Place:
    version = db.session.get(ClauseVersion, (consultation_id, version_id), with_for_update=locks or None)
    if version is None:
        raise NotFound
    draft = db.session.get_one(Draft, (consultation_id, version.draft_id))
    if lang == draft.language:
        raise SourceFixed
    return Place(version, draft, lang)


def _checked(version: ClauseVersion, words: Words) -> Words:
    said = tidied(words)
    longest = longest_of(ClauseKind(version.kind))
    fault = fault_of(said, is_principle=version.kind in HEADINGS, longest=longest)
    if fault is None:
        return said
    field, why = fault
    if why is Fault.EMPTY:
        raise TranslationEmpty(field=field)
    if why is Fault.TOO_LONG:
        most, length = (LONGEST_HEADING, len(said.heading)) if field == "heading" else (longest, len(said.text))
        raise TranslationTooLong(field=field, most=most, length=length)
    raise TranslationNoText(field=field)


def _stands(place: Place, source: ClauseText) -> bool:
    """Whether readers are shown words in this language now, which a draft does not take from them."""
    row = db.session.get(ClauseText, (place.version.consultation_id, place.version.id, place.lang))
    if row is None:
        return False
    return status_now(row.status, row.source_sha256, text_digest(source.heading, source.text)) in RELIABLE


def _require_reviewable(words: ClauseTextRevision | ClauseText, source_now: str, by_person: str) -> None:
    status = status_now(words.status, words.source_sha256, source_now)
    if status is TextStatus.OUTDATED:
        raise TranslationOutdated
    if status in RELIABLE:
        raise ReviewedAlready
    author = words.by_person if isinstance(words, ClauseTextRevision) else words.translator
    if author == by_person:
        raise OwnTranslation
