"""Reasons that are given again and again, and reasons that someone has begun to write."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from consult.deliberation import service as deliberation
from consult.deliberation.rules.dispositions import LONGEST_REASON, LONGEST_WORDING, OFFERED, is_reason
from consult.deliberation.rules.words import clean_text
from consult.kernel import clock
from consult.kernel.db import db
from consult.kernel.db import insert as insert_or_keep
from consult.kernel.errors import NotFound, Refused, msgid
from consult.kernel.ids import new_id
from consult.moderation.tables import HalfWritten, ReasonTemplate
from consult.rounds import service as rounds

LONGEST_NAME = 80


class TemplateName(Refused):
    """Templates of one language have names of their own."""

    code = "template-name"
    status = 422
    sentence = msgid(
        "Give the template a name of one to 80 characters that no other template in this language has already."
    )


@dataclass(frozen=True, slots=True)
class TemplateView:
    """A reason that is given again and again, in one language, with the decision it goes with."""

    id: str
    lang: str
    name: str
    disposition: str
    words: str


@dataclass(frozen=True, slots=True)
class Begun:
    """A proposal that someone has begun to write, as it was typed, and since when it is kept."""

    disposition: str
    duplicate_of: str
    reason: str
    wording: str
    at: datetime | None = None


def save_template(
    *, consultation_id: str, lang: str, name: str, disposition: str, words: str, template_id: str | None = None
) -> TemplateView:
    """Return a reason kept under a name in a language, a new one or in place of the one named.

    Refuses a name that is empty, too long or taken in that language, a decision that nobody may take, and a reason
    that could not stand.
    """
    title, said = clean_text(name) or "", clean_text(words)
    if not 1 <= len(title) <= LONGEST_NAME or _is_taken(consultation_id, lang, title, template_id):
        raise TemplateName(field="name")
    if disposition not in OFFERED:
        raise deliberation.DispositionNeeded(field="disposition")
    if said is None:
        raise deliberation.TextRefused(field="words")
    if not is_reason(said):
        raise rounds.ReasonNeeded(field="words")
    row = _row(consultation_id, template_id) if template_id else ReasonTemplate(consultation_id=consultation_id, id=new_id())  # fmt: skip
    row.lang, row.name, row.disposition, row.words = lang, title, disposition, said
    db.session.add(row)
    db.session.flush()
    return _view(row)


def drop_template(*, consultation_id: str, template_id: str) -> str:
    """Return the name of a template that is no longer kept; refuse `not-found`."""
    row = _row(consultation_id, template_id)
    db.session.delete(row)
    db.session.flush()
    return row.name


def templates_in(consultation_id: str) -> list[TemplateView]:
    """Return every template, by language and name."""
    rows = db.session.scalars(
        select(ReasonTemplate)
        .where(ReasonTemplate.consultation_id == consultation_id)
        .order_by(ReasonTemplate.lang, ReasonTemplate.name)
    )
    return [_view(row) for row in rows]


def get_template(consultation_id: str, template_id: str) -> TemplateView:
    """Return a template; refuse `not-found`."""
    return _view(_row(consultation_id, template_id))


def keep_begun(*, consultation_id: str, comment_id: str, person_id: str, begun: Begun) -> datetime:
    """Keep a proposal as far as it is written, for this person alone, and return when that was.

    Nothing is judged yet, but characters that no text holds, and what is far too long, are refused.
    """
    deliberation.get_comment(consultation_id, comment_id)
    for field, most in (("reason", 4 * LONGEST_REASON), ("wording", 2 * LONGEST_WORDING), ("duplicate_of", 64)):
        typed = getattr(begun, field)
        if len(typed) > most or clean_text(typed) is None:
            raise deliberation.TextRefused(field=field)
    moment = clock.now(db.session)
    disposition = begun.disposition if begun.disposition in OFFERED else ""
    texts = {"duplicate_of": begun.duplicate_of, "reason": begun.reason, "wording": begun.wording}
    values = {"disposition": disposition, **texts, "at": moment}
    key = {"consultation_id": consultation_id, "person_id": person_id, "comment_id": comment_id}
    db.session.execute(
        insert_or_keep(HalfWritten, db.session)
        .values(**key, **values)
        .on_conflict_do_update(index_elements=list(key), set_=values)
    )
    return moment


def begun_by(*, consultation_id: str, comment_id: str, person_id: str) -> Begun | None:
    """Return what this person has begun to write on a comment, or None."""
    row = db.session.get(HalfWritten, (consultation_id, person_id, comment_id), populate_existing=True)
    return Begun(row.disposition, row.duplicate_of, row.reason, row.wording, row.at) if row else None


def forget_begun(*, consultation_id: str, comment_id: str, person_id: str) -> None:
    """Forget what this person has begun to write on a comment."""
    db.session.execute(
        delete(HalfWritten).where(
            HalfWritten.consultation_id == consultation_id,
            HalfWritten.person_id == person_id,
            HalfWritten.comment_id == comment_id,
        )
    )


def _is_taken(consultation_id: str, lang: str, name: str, own: str | None) -> bool:
    other = db.session.scalar(
        select(ReasonTemplate.id).where(
            ReasonTemplate.consultation_id == consultation_id, ReasonTemplate.lang == lang, ReasonTemplate.name == name
        )
    )
    return other is not None and other != own


def _row(consultation_id: str, template_id: str) -> ReasonTemplate:
    row = db.session.get(ReasonTemplate, (consultation_id, template_id))
    if row is None:
        raise NotFound
    return row


def _view(row: ReasonTemplate) -> TemplateView:
    return TemplateView(row.id, row.lang, row.name, row.disposition, row.words)
