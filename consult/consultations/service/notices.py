"""Legal notices: published as one version in all their languages, accepted by the people who take part."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from consult.consultations.rules import notices as rules
from consult.consultations.rules.notices import LONGEST, Content, Section
from consult.consultations.rules.policy import Role
from consult.consultations.tables import Acceptance, Consultation, LegalNotice
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.db import insert as insert_or_keep
from consult.kernel.errors import NotFound, Refused, msgid
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.localisation.rules.languages import native_name


class NoticesIncomplete(Refused):
    """A section of the notices says nothing."""

    code = "notices-incomplete"
    status = 422
    sentence = msgid(
        "The notices in %(language)s do not say everything yet: “%(section)s” is empty. Fill it in, or save them and go on later."
    )


class NoticesTooLong(Refused):
    """A section of the notices is longer than anyone would read."""

    code = "notices-too-long"
    status = 422
    sentence = msgid("“%(section)s” in %(language)s has more than %(most)s characters. Shorten it.")


class NoticesMissing(Refused):
    """People are asked to take part in a language in which they are not told on what legal ground."""

    code = "notices-missing"
    status = 409
    sentence = msgid(
        "The legal notices are missing in: %(languages)s. Publish them in every language of the round first."
    )


class NoticesChanged(Refused):
    """Nobody accepts what they have not been shown."""

    code = "notices-changed"
    status = 409
    sentence = msgid(
        "The notices have changed since you opened this page. Read them as they stand now, then accept them."
    )


@dataclass(frozen=True, slots=True)
class NoticeView:
    """The notices in one language, of one version, with their fingerprint."""

    lang: str
    version: int
    content: Content
    sha256: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NoticesView:
    """The current version of the notices, in every language that it has."""

    version: int
    at: datetime
    by_language: Mapping[str, NoticeView]


@dataclass(frozen=True, slots=True)
class AcceptanceView:
    """Which version of the notices a person accepted last, in which language and when."""

    version: int
    lang: str
    at: datetime
    is_current: bool


def publish_notices(*, consultation_id: str, contents: Mapping[str, Content], by_person: str | None) -> int:
    """Return the number of the version in which the notices now stand, the same for all their languages.

    A language that is not given keeps its text; where nothing has changed, the version stays. Refuses
    `notices-incomplete` and `notices-too-long`, naming the section and its language.
    """
    db.session.get_one(Consultation, consultation_id, with_for_update={"key_share": True})
    given = {lang: rules.tidied(content) for lang, content in contents.items()}
    for lang, content in given.items():
        _require_whole(lang, content)
    before = notices_of(consultation_id)
    standing = {lang: one.content for lang, one in before.by_language.items()} if before else {}
    whole = {**standing, **given}
    if before is not None and whole == standing:
        return before.version
    version = before.version + 1 if before else 1
    _store(consultation_id, version, whole, by_person)
    return version


def notices_of(consultation_id: str) -> NoticesView | None:
    """Return the notices as they stand in every language, the consultation's own first; None where there are none."""
    newest = (
        select(func.max(LegalNotice.version)).where(LegalNotice.consultation_id == consultation_id).scalar_subquery()
    )
    rows = db.session.scalars(
        select(LegalNotice).where(LegalNotice.consultation_id == consultation_id, LegalNotice.version == newest)
    ).all()
    if not rows:
        return None
    own = db.session.get_one(Consultation, consultation_id).language
    found = sorted(rows, key=lambda row: (row.lang != own, row.lang))
    return NoticesView(rows[0].version, rows[0].at, {row.lang: _view(row) for row in found})


def notice_for(consultation_id: str, lang: str) -> NoticeView | None:
    """Return the notices in this language, else in the consultation's own, else in any; None where there are none."""
    notices = notices_of(consultation_id)
    if notices is None:
        return None
    return notices.by_language.get(lang) or next(iter(notices.by_language.values()))


def accept_notices(*, consultation_id: str, person_id: str, lang: str, seen: int | None = None) -> None:
    """Keep that the person accepts the current version, when, and in which language those who ask for `lang` read it.

    Accepting it again changes nothing. Refuses `not-found` where there are no notices, and `notices-changed` where
    the version that was seen is no longer the current one.
    """
    shown = notice_for(consultation_id, lang)
    if shown is None:
        raise NotFound
    if seen not in {None, shown.version}:
        raise NoticesChanged
    row = {
        "consultation_id": consultation_id,
        "person_id": person_id,
        "version": shown.version,
        "lang": shown.lang,
        "at": clock.now(db.session),
    }
    db.session.execute(insert_or_keep(Acceptance, db.session).values(**row).on_conflict_do_nothing())


def acceptance_of(consultation_id: str, person_id: str) -> AcceptanceView | None:
    """Return what the person accepted last, and whether it is the current version; None for nothing yet."""
    row = db.session.scalars(
        select(Acceptance)
        .where(Acceptance.consultation_id == consultation_id, Acceptance.person_id == person_id)
        .order_by(Acceptance.version.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    newest = db.session.scalar(
        select(func.max(LegalNotice.version)).where(LegalNotice.consultation_id == consultation_id)
    )
    return AcceptanceView(row.version, row.lang, row.at, is_current=row.version == newest)


def require_notices(consultation_id: str, languages: Iterable[str]) -> None:
    """Refuse `notices-missing` where one of the languages has no notices; name all that lack them."""
    notices = notices_of(consultation_id)
    lacking = [lang for lang in languages if notices is None or lang not in notices.by_language]
    if lacking:
        raise NoticesMissing(languages=", ".join(native_name(lang) for lang in lacking))


def _require_whole(lang: str, content: Content) -> None:
    for section in rules.missing(content):
        raise NoticesIncomplete(field=f"{section}-{lang}", section=section, language=native_name(lang))
    for section in rules.too_long(content):
        named = {"section": section, "language": native_name(lang)}
        raise NoticesTooLong(field=f"{section}-{lang}", most=LONGEST[section], **named)


def _store(consultation_id: str, version: int, contents: Mapping[str, Content], by_person: str | None) -> None:
    moment = clock.now(db.session)
    digests = {lang: rules.digest(content) for lang, content in contents.items()}
    for lang, content in contents.items():
        row = LegalNotice(consultation_id=consultation_id, lang=lang, version=version, at=moment, by_person=by_person)
        row.content, row.sha256 = rules.as_json(content), digests[lang]
        db.session.add(row)
    db.session.flush()
    ledger.append(
        log_id=consultation_id,
        kind=LeafType.NOTICE_PUBLISH,
        content={"version": version, "sha256": digests},
        at=moment,
        role=Role.ORGANISER,
        person=by_person,
        visible_from=moment,
    )


def _view(row: LegalNotice) -> NoticeView:
    content = {section: str(row.content.get(section, "")) for section in Section}
    return NoticeView(row.lang, row.version, content, row.sha256, row.at)
