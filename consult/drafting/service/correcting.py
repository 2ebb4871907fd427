"""Words of a published draft, corrected in one place that everything else reads: pages, ballots, comparisons, exports."""

from dataclasses import dataclass

from sqlalchemy import update

from consult.drafting.rules import text_digest
from consult.drafting.service.revisions import keep_revision
from consult.drafting.tables import ClauseText, ClauseVersion, Draft
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import NotFound, Refused, msgid

HEADING, TEXT = "heading", "text"


class WordsNotThere(Refused):
    """What is corrected stands in the clause once."""

    code = "words-not-there"
    status = 422
    sentence = msgid(
        "These words do not stand in the clause in this language, or they stand there more than once. Copy them from the clause with a few words around them, so that they can be found."
    )


class NothingToCorrect(Refused):
    """A correction changes words that are published."""

    code = "nothing-to-correct"
    status = 422
    sentence = msgid(
        "Give the words as they should read, different from those that stand there, in at most 4,000 characters."
    )


class NotPublished(Refused):
    """Only published words are corrected by a corrigendum."""

    code = "not-published"
    status = 409
    sentence = msgid(
        "This draft is not published yet, so it needs no corrigendum. Change its words in the draft itself."
    )


@dataclass(frozen=True, slots=True)
class Corrected:
    """A heading or text, as `part` says, with words of it corrected: the whole of it before and after."""

    part: str
    before: str
    after: str


def corrected_words(*, consultation_id: str, version_id: str, lang: str, old: str, new: str) -> Corrected:
    """Return what the clause would say in a language with these words corrected.

    Refuses a draft that is not published, a language in which the clause has no words, and words that do not stand in
    its heading or text exactly once.
    """
    row = _row(consultation_id, version_id, lang)
    in_heading, in_text = row.heading.count(old), row.text.count(old)
    if not old or in_heading + in_text != 1:
        raise WordsNotThere(field="old_words")
    part, before = (HEADING, row.heading) if in_heading else (TEXT, row.text)
    return Corrected(part, before, before.replace(old, new, 1))


def correct_text(
    *, consultation_id: str, version_id: str, lang: str, old: str, new: str, by_person: str, note: str
) -> Corrected:
    """Return what was corrected; from now on everything that reads the clause in this language reads the new words.

    The digest of the draft stays that of what was published, and translations of the corrected words still stand for
    them. Refuses what `corrected_words` refuses.
    """
    found = corrected_words(consultation_id=consultation_id, version_id=version_id, lang=lang, old=old, new=new)
    row = _row(consultation_id, version_id, lang)
    words = {HEADING: row.heading, TEXT: row.text, found.part: found.after}
    before, after = text_digest(row.heading, row.text), text_digest(words[HEADING], words[TEXT])
    is_source = row.source_sha256 == before
    corrected = ClauseText(
        consultation_id=consultation_id,
        clause_version_id=version_id,
        lang=lang,
        heading=words[HEADING],
        text=words[TEXT],
        status=row.status,
        translator=row.translator,
        reviewed_by=row.reviewed_by,
        source_sha256=after if is_source else row.source_sha256,
        at=clock.now(db.session),
    )
    keep_revision(corrected, by_person=by_person, note=note)
    db.session.merge(corrected)
    if is_source:
        db.session.execute(
            update(ClauseText)
            .where(ClauseText.consultation_id == consultation_id, ClauseText.clause_version_id == version_id)
            .where(ClauseText.source_sha256 == before)
            .values(source_sha256=after)
        )
    db.session.flush()
    return found


def _row(consultation_id: str, version_id: str, lang: str) -> ClauseText:
    row = db.session.get(ClauseText, (consultation_id, version_id, lang), with_for_update=True, populate_existing=True)
    version = db.session.get(ClauseVersion, (consultation_id, version_id))
    if version is None:
        raise NotFound
    if db.session.get_one(Draft, (consultation_id, version.draft_id)).published_at is None:
        raise NotPublished
    if row is None:
        raise WordsNotThere(field="old_words")
    return row
