"""Changing a consultation while it is set up, and its title and purpose in every language."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from consult.accounts.rules.identity import clean_name
from consult.consultations.rules.naming import LONGEST_LICENCE, LONGEST_TITLE, are_categories
from consult.consultations.rules.policy import Role
from consult.consultations.service.records import ConsultationView, TitleRefused, consultation_by_id
from consult.consultations.tables import Consultation, ConsultationText
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.errors import NotFound, Refused, msgid
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType


class CategoriesRefused(Refused):
    """The list of categories is empty, names one twice, or holds what is no id."""

    code = "categories-refused"
    status = 422
    sentence = msgid(
        "A consultation needs at least one category, each named once, with an id of small letters, digits and single underscores, such as indigenous_peoples. Correct the list."
    )


class AlreadyAnnounced(Refused):
    """What people have seen announced stays: the categories, the language and the list of countries."""

    code = "already-announced"
    status = 409
    sentence = msgid(
        "The consultation is announced, so its categories, its language and its list of countries and territories stay as they are. Create another consultation if they are wrong."
    )


class LicenceRefused(Refused):
    """The licence has no name, or one that is too long."""

    code = "licence-refused"
    status = 422
    sentence = msgid("Name the licence in 1 to 200 readable characters, such as CC BY 4.0.")


@dataclass(frozen=True, slots=True)
class ConsultationTextView:
    """A consultation's title and purpose in one language."""

    title: str
    purpose: str


def change_consultation(
    *,
    consultation_id: str,
    title: str | None = None,
    purpose: str | None = None,
    language: str | None = None,
    categories: Sequence[str] | None = None,
    territory_list: str | None = None,
    licence: str | None = None,
    by_person: str | None = None,
) -> ConsultationView:
    """Return the consultation, changed in what is given; what was changed is on record.

    Refuses a title or a licence that cannot be read, categories that are none, double or misspelt, and
    `already-announced` for other categories, another language or another list of countries after the announcement.
    """
    row = _locked(consultation_id)
    _require_changeable(row, language, categories, territory_list)
    wanted = {
        "title": None if title is None else _title(title),
        "purpose": None if purpose is None else purpose.strip(),
        "language": language,
        "categories": None if categories is None else _categories(categories),
        "territory_list": territory_list,
        "licence": None if licence is None else _licence(licence),
    }
    changed = {name: value for name, value in wanted.items() if value is not None and value != getattr(row, name)}
    for name, value in changed.items():
        setattr(row, name, value)
    if changed:
        _keep_in_step(row, changed)
        _record_change(consultation_id, changed, by_person)
    return consultation_by_id(consultation_id)


def set_text(*, consultation_id: str, lang: str, title: str, purpose: str) -> None:
    """Give the consultation a title and a purpose in one more language, or change them; refuse an unreadable title."""
    called, meant = _title(title), purpose.strip()
    row = _locked(consultation_id)
    if lang == row.language:
        row.title, row.purpose = called, meant
    db.session.merge(ConsultationText(consultation_id=consultation_id, lang=lang, title=called, purpose=meant))
    db.session.flush()


def texts_of(consultation_id: str) -> dict[str, ConsultationTextView]:
    """Return title and purpose in every language there is, the consultation's own first."""
    consultation = consultation_by_id(consultation_id)
    own = {consultation.language: ConsultationTextView(consultation.title, consultation.purpose)}
    rows = db.session.scalars(
        select(ConsultationText)
        .where(ConsultationText.consultation_id == consultation_id)
        .order_by(ConsultationText.lang)
    )
    return {**own, **{row.lang: ConsultationTextView(row.title, row.purpose) for row in rows}}


def _locked(consultation_id: str) -> Consultation:
    row = db.session.get(Consultation, consultation_id, with_for_update={"key_share": True})
    if row is None:
        raise NotFound
    return row


def _require_changeable(
    row: Consultation, language: str | None, categories: Sequence[str] | None, territory_list: str | None
) -> None:
    if row.announced_at is None:
        return
    wanted: Mapping[str, object] = {
        "language": language or row.language,
        "categories": row.categories if categories is None else list(categories),
        "territory_list": territory_list or row.territory_list,
    }
    changed = next((name for name, value in wanted.items() if value != getattr(row, name)), None)
    if changed is not None:
        raise AlreadyAnnounced(field=changed)


def _keep_in_step(row: Consultation, changed: Container[str]) -> None:
    """Say the same in the consultation's own language wherever it stands; what was not given is taken from its text."""
    text = db.session.get(ConsultationText, (row.id, row.language))
    for name in ("title", "purpose") if text is not None else ():
        if name in changed:
            setattr(text, name, getattr(row, name))
        else:
            setattr(row, name, getattr(text, name))
    db.session.flush()


def _record_change(consultation_id: str, changed: Mapping[str, object], by_person: str | None) -> None:
    moment = clock.now(db.session)
    ledger.append(
        log_id=consultation_id,
        kind=LeafType.CONSULTATION_CHANGE,
        content=changed,
        at=moment,
        role=Role.ORGANISER,
        person=by_person,
        visible_from=moment,
    )


def _title(typed: str) -> str:
    called = clean_name(typed, LONGEST_TITLE)
    if called is None:
        raise TitleRefused(field="title")
    return called


def _licence(typed: str) -> str:
    named = clean_name(typed, LONGEST_LICENCE)
    if named is None:
        raise LicenceRefused(field="licence")
    return named


def _categories(given: Sequence[str]) -> list[str]:
    if not are_categories(given):
        raise CategoriesRefused(field="categories")
    return list(given)
