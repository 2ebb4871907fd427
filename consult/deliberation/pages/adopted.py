"""What was adopted, by whom, where, when and how, with the statements on it; and the form for a statement."""

from flask import Response, g, request, url_for
from flask_babel import get_locale, gettext

from consult.consultations import service as consultations
from consult.consultations.service import Act, ConsultationView, may
from consult.deliberation import service
from consult.deliberation.forms import NoteForm
from consult.deliberation.pages.blueprint import pages
from consult.deliberation.rules.notes import LONGEST_POSITION_NOTE
from consult.deliberation.service import AdoptedText
from consult.drafting.service import ClauseView
from consult.kernel.errors import NotFound, Refused, msgid
from consult.kernel.idempotency import KeyReused
from consult.kernel.ids import new_id
from consult.kernel.transaction import transaction
from consult.ledger.rules.receipt import show_code
from consult.localisation.pages import page_language
from consult.localisation.rules.named import language_named
from consult.participation import service as participation
from consult.web import errors, guards, render
from consult.web.visitor import person_id

may_comment = may(Act.COMMENT)
MEANS = {
    "explanation": msgid("You join, and say how you read the text."),
    "reservation": msgid("You join, and put on record what you do not join in."),
    "dissociation": msgid("You put on record that you do not join the text, or this clause of it."),
}
"""What each kind of statement means, beside its word in the form."""


class NoteClauseUnknown(Refused):
    """A statement on a clause names one that there is."""

    code = "note-clause-unknown"
    status = 422
    sentence = msgid("No clause of the adopted text has this number. Correct it, or leave it empty for the whole text.")


@pages.get("/c/<slug>/adopted")
@guards.requires(may(Act.READ))
def adopted(slug: str) -> Response:
    """Show what was adopted, by whom, where, when and how, with the statements on it."""
    consultation = consultations.get_consultation(slug)
    g.never_stored = speaks = may_comment(person_id(), {"slug": slug})
    every = service.adopted_texts(consultation.id, lang=page_language())
    return render.page("deliberation/adopted.html", every=every, speaks=speaks)


@pages.get("/c/<slug>/adopted/notes/new")
@guards.requires(may_comment)
@guards.never_stored
def new_note(slug: str) -> Response:
    """Show the form that puts a statement on the adopted text on record."""
    consultation = consultations.get_consultation(slug)
    given = {"key": new_id(), "lang": page_language(), "clause": request.args.get("clause", "")}
    return _page(consultation, NoteForm(data=given))


@pages.post("/c/<slug>/adopted/notes/new")
@guards.requires(may_comment)
def add_note(slug: str) -> Response:
    """Put a statement on record, which everyone can read from then on."""
    consultation, form = consultations.get_consultation(slug), NoteForm(request.form)
    if not form.validate():
        return _page(consultation, form, 422)
    text = _newest(consultation)
    try:
        with transaction():
            noted = service.add_note(
                consultation_id=consultation.id,
                draft_id=text.draft.id,
                clause=_clause(text, form.clause.data),
                kind=form.kind.data or "",
                text=form.text.data or "",
                lang=language_named(form.lang.data or "", str(get_locale())) or "",
                person_id=person_id() or "",
                key=form.key.data or "",
            )
    except (participation.NoSeat, service.SignatoryNeeded):
        raise
    except Refused as refused:
        if isinstance(refused, KeyReused):
            form.key.data = new_id()
        return _page(consultation, form, errors.show_in_form(form, refused))
    render.notice(
        gettext(
            "Your statement is on record, and everyone can read it. Its receipt is %(receipt)s.",
            receipt=show_code(noted.receipt),
        ),
        (url_for("ledger.check", log_id=consultation.id, code=noted.receipt), gettext("Check a receipt")),
    )
    return render.done(url_for(".adopted", slug=slug, _anchor=f"note-{noted.note.id}"))


def _newest(consultation: ConsultationView) -> AdoptedText:
    """Return the text that was adopted last; refuse `not-found` before any was."""
    found = service.adopted_texts(consultation.id, lang=page_language())
    if not found:
        raise NotFound
    return found[0]


def _clause(text: AdoptedText, typed: str | None) -> ClauseView | None:
    number = (typed or "").strip()
    if not number:
        return None
    found = next((one for one in text.clauses.values() if one.number == number), None)
    if found is None:
        raise NoteClauseUnknown(field="clause")
    return found


def _page(consultation: ConsultationView, form: NoteForm, status: int = 200) -> Response:
    text = _newest(consultation)
    return render.page(
        "deliberation/note.html",
        status=status,
        form=form,
        text=text,
        means=MEANS,
        longest=LONGEST_POSITION_NOTE,
        is_named=service.is_named(consultation.id, text.draft.id, person_id() or ""),
    )
