"""Authentic languages: the text is binding in each, so each must say what the others say."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import delete, select

from consult.consultations.service import Role
from consult.drafting.rules import Stage, text_digest
from consult.drafting.rules.translation import RELIABLE, common_digest, status_now
from consult.drafting.service.reading import ClauseView, DraftView, clauses_of, draft_by_id, subject_of
from consult.drafting.service.translating import OwnTranslation, authentic_beside
from consult.drafting.tables import AuthenticLanguage, ClauseText, ClauseVersion, Concordance
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import NotFound, Refused, msgid
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType


class ConcordancePending(Refused):
    """A final text says the same in every language in which it is binding."""

    code = "concordance-pending"
    status = 409
    sentence = msgid(
        "In %(count)s places it is not confirmed that the authentic languages say the same. Confirm each on the page that compares them, then make the text final."
    )


class ConcordanceUnreviewed(Refused):
    """What nobody has reviewed agrees with nothing yet."""

    code = "concordance-unreviewed"
    status = 409
    sentence = msgid("These words are not reviewed yet. Have them reviewed first, then confirm that they say the same.")


class ConcordanceChanged(Refused):
    """Nobody confirms what they have not read."""

    code = "concordance-changed"
    status = 409
    sentence = msgid("The words have changed since you opened this page. Read them as they stand now, then confirm.")


@dataclass(frozen=True, slots=True)
class InLanguage:
    """A clause in one language: its words and their status, and who found that they agree with the authentic ones."""

    lang: str
    status: str
    heading: str
    text: str
    translator: str | None
    reviewed_by: str | None
    is_source: bool
    is_authentic: bool
    confirmed_by: str | None = None
    confirmed_at: datetime | None = None
    is_pending: bool = False


@dataclass(frozen=True, slots=True)
class SideBySide:
    """A clause in every language that it has, and in every authentic one; `digest` binds the authentic words together."""

    clause: ClauseView
    languages: tuple[InLanguage, ...]
    digest: str

    @property
    def pending(self) -> tuple[str, ...]:
        """The authentic languages that nobody has found to agree with the others as they stand."""
        return tuple(one.lang for one in self.languages if one.is_pending)


def set_authentic(*, consultation_id: str, languages: Collection[str], by_person: str | None) -> None:
    """Have the text be binding in exactly these languages, beside the one that it is written in."""
    moment, known = clock.now(db.session), set(authentic_beside(consultation_id))
    gone = known - set(languages)
    db.session.execute(
        delete(AuthenticLanguage).where(
            AuthenticLanguage.consultation_id == consultation_id, AuthenticLanguage.lang.in_(gone)
        )
    )
    db.session.add_all(
        AuthenticLanguage(consultation_id=consultation_id, lang=lang, by_person=by_person, at=moment)
        for lang in sorted(set(languages) - known)
    )
    db.session.flush()


def authentic_languages(draft: DraftView) -> list[str]:
    """Return the languages in which the draft is binding, the one that it is written in first."""
    return [draft.language, *(one for one in authentic_beside(draft.consultation_id) if one != draft.language)]


def side_by_side(draft: DraftView, *, uid: str | None = None) -> list[SideBySide]:
    """Return each part of the draft in all its languages, or the one part that is named; refuse `not-found`."""
    authentic = authentic_languages(draft)
    sources = [one for one in clauses_of(draft, lang=draft.language) if uid in {None, one.uid}]
    if not sources:
        raise NotFound
    ids = [one.version_id for one in sources]
    texts, confirmed = _texts(draft.consultation_id, ids), _confirmed(draft.consultation_id, ids)
    return [
        _beside(one, authentic, texts.get(one.version_id, {}), confirmed.get(one.version_id, {})) for one in sources
    ]


def pending_in(draft: DraftView) -> dict[str, tuple[str, ...]]:
    """Return, by clause, the authentic languages that are not confirmed to agree; nothing where one is authentic."""
    if len(authentic_languages(draft)) < 2:
        return {}
    return {one.clause.uid: one.pending for one in side_by_side(draft) if one.pending}


def require_concordance(draft: DraftView) -> None:
    """Refuse a draft of the stage `final` while an authentic language is not confirmed to say the same."""
    pending = pending_in(draft) if draft.stage == Stage.FINAL else {}
    if pending:
        raise ConcordancePending(count=sum(len(languages) for languages in pending.values()))


def confirm_concordance(*, consultation_id: str, version_id: str, lang: str, by_person: str, seen: str) -> None:
    """Keep that a second person found a clause to say in one authentic language what it says in the others.

    Refuses a language that is not authentic, words that nobody has reviewed, the person who translated them, and
    words that are not those that were read, whose common digest is `seen`.
    """
    version = db.session.get(ClauseVersion, (consultation_id, version_id), with_for_update=True)
    if version is None:
        raise NotFound
    (found,) = side_by_side(draft_by_id(consultation_id, version.draft_id), uid=version.clause_uid)
    words = next((one for one in found.languages if one.lang == lang), None)
    if words is None or not words.is_authentic or words.is_source:
        raise NotFound
    if words.status not in RELIABLE:
        raise ConcordanceUnreviewed
    if found.digest != seen:
        raise ConcordanceChanged
    if words.translator == by_person:
        raise OwnTranslation
    row = Concordance(
        consultation_id=consultation_id,
        clause_version_id=version_id,
        lang=lang,
        sha256=found.digest,
        confirmed_by=by_person,
        confirmed_at=clock.now(db.session),
    )
    db.session.merge(row)
    db.session.flush()
    _record(version, row)


def _record(version: ClauseVersion, row: Concordance) -> None:
    ledger.append(
        log_id=row.consultation_id,
        kind=LeafType.CONCORDANCE_CONFIRM,
        content={"lang": row.lang, "sha256": row.sha256},
        at=row.confirmed_at,
        role=Role.TRANSLATOR,
        person=row.confirmed_by,
        subject=subject_of(version.clause_uid, version.id),
        visible_from=row.confirmed_at,
    )


def _texts(consultation_id: str, version_ids: Collection[str]) -> dict[str, dict[str, ClauseText]]:
    rows = db.session.scalars(
        select(ClauseText).where(
            ClauseText.consultation_id == consultation_id, ClauseText.clause_version_id.in_(version_ids)
        )
    )
    found: dict[str, dict[str, ClauseText]] = {}
    for row in rows:
        found.setdefault(row.clause_version_id, {})[row.lang] = row
    return found


def _confirmed(consultation_id: str, version_ids: Collection[str]) -> dict[str, dict[str, Concordance]]:
    rows = db.session.scalars(
        select(Concordance).where(
            Concordance.consultation_id == consultation_id, Concordance.clause_version_id.in_(version_ids)
        )
    )
    found: dict[str, dict[str, Concordance]] = {}
    for row in rows:
        found.setdefault(row.clause_version_id, {})[row.lang] = row
    return found


def _beside(
    clause: ClauseView,
    authentic: list[str],
    texts: dict[str, ClauseText],
    confirmed: dict[str, Concordance],
) -> SideBySide:
    digests = {lang: text_digest(row.heading, row.text) for lang, row in texts.items() if lang in authentic}
    digest = common_digest(digests)
    source_now = digests[clause.lang]
    langs = [*authentic, *sorted(set(texts) - set(authentic))]
    languages = tuple(
        _in_language(clause, lang, texts.get(lang), source_now, is_authentic=lang in authentic) for lang in langs
    )
    return SideBySide(clause, tuple(_judged(one, confirmed.get(one.lang), digest) for one in languages), digest)


def _in_language(
    clause: ClauseView, lang: str, row: ClauseText | None, source_now: str, *, is_authentic: bool
) -> InLanguage:
    is_source = lang == clause.lang
    if row is None:
        return InLanguage(lang, "missing", "", "", None, None, is_source=is_source, is_authentic=is_authentic)
    return InLanguage(
        lang=lang,
        status=str(status_now(row.status, row.source_sha256, source_now)),
        heading=row.heading,
        text=row.text,
        translator=row.translator,
        reviewed_by=row.reviewed_by,
        is_source=is_source,
        is_authentic=is_authentic,
    )


def _judged(one: InLanguage, found: Concordance | None, digest: str) -> InLanguage:
    """Return the clause in one language with who confirmed it, as long as no authentic language has changed since."""
    if one.is_source or not one.is_authentic:
        return one
    if found is None or found.sha256 != digest or one.status not in RELIABLE:
        return replace(one, is_pending=True)
    return replace(one, confirmed_by=found.confirmed_by, confirmed_at=found.confirmed_at)
