"""What the categories are called in a consultation, where its organiser gave them names of their own."""

from collections.abc import Mapping

from sqlalchemy import select

from consult.accounts.rules.identity import clean_name
from consult.consultations.rules.naming import LONGEST_CATEGORY_NAME
from consult.consultations.tables import CategoryName, Consultation
from consult.kernel.db import db
from consult.kernel.errors import Refused, msgid


class CategoryNameRefused(Refused):
    """A category's name cannot be read, or is too long."""

    code = "category-name-refused"
    status = 422
    sentence = msgid(
        "Give each category a name of 1 to 80 readable characters, or leave it empty to use the usual one."
    )


def set_category_names(*, consultation_id: str, names: Mapping[tuple[str, str], str]) -> None:
    """Give categories names of their own, each by category and language; an empty name takes one back.

    Refuses `category-name-refused` for a name that cannot be read or is too long.
    """
    for (category, lang), typed in names.items():
        if typed.strip():
            _name(consultation_id, category, lang, typed)
        elif (row := db.session.get(CategoryName, (consultation_id, category, lang))) is not None:
            db.session.delete(row)
    db.session.flush()


def category_names(consultation_id: str, lang: str) -> dict[str, str]:
    """Return the organiser's own names of categories in this language, else in the consultation's own."""
    own = select(Consultation.language).where(Consultation.id == consultation_id).scalar_subquery()
    rows = db.session.execute(
        select(CategoryName.category, CategoryName.lang, CategoryName.name).where(
            CategoryName.consultation_id == consultation_id, (CategoryName.lang == lang) | (CategoryName.lang == own)
        )
    ).all()
    return {category: name for category, _, name in sorted(rows, key=lambda row: row.lang == lang)}


def _name(consultation_id: str, category: str, lang: str, typed: str) -> None:
    name = clean_name(typed, LONGEST_CATEGORY_NAME)
    if name is None:
        raise CategoryNameRefused(field=f"{category}-{lang}")
    db.session.merge(CategoryName(consultation_id=consultation_id, category=category, lang=lang, name=name))
