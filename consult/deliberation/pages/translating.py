"""Comments in other languages: an author's own words, and what a machine makes of a comment on request."""

from flask import Response, request, url_for
from flask_babel import get_locale, gettext

from consult.consultations import service as consultations
from consult.consultations.service import Act, may
from consult.deliberation import service
from consult.deliberation.forms import CommentTranslationForm
from consult.deliberation.pages.blueprint import pages
from consult.deliberation.pages.own import address_of
from consult.deliberation.service import CommentView
from consult.kernel.errors import NotFound, Refused, msgid
from consult.kernel.transaction import let_go, transaction
from consult.kernel.translator import NotTranslated, Translator, TranslatorSilent, current_translator
from consult.localisation.pages import page_language
from consult.localisation.rules.languages import LANGUAGES
from consult.localisation.rules.named import language_named
from consult.participation import service as participation
from consult.web import errors, guards, render
from consult.web.visitor import person_id


class CommentLanguageUnknown(Refused):
    """A comment is translated into a language that has a name."""

    code = "comment-language-unknown"
    status = 422
    sentence = msgid("No language is known by this name. Give its name or its tag, such as Swahili or pt-BR.")


@pages.get("/c/<slug>/comments/<uuid:comment_id>/translation")
@guards.requires(may(Act.COMMENT))
@guards.never_stored
def translation(slug: str, comment_id: object) -> Response:
    """Show the author of a comment the form for its words in another language."""
    comment, given = _own(slug, comment_id), request.args.get("in", "")
    known = service.own_translations(consultations.get_consultation(slug).id, comment.id)
    text = known[given].markdown if given in known else ""
    return _page(slug, comment, CommentTranslationForm(data={"into": given, "text": text}))


@pages.post("/c/<slug>/comments/<uuid:comment_id>/translation")
@guards.requires(may(Act.COMMENT))
def save_translation(slug: str, comment_id: object) -> Response:
    """Keep an author's words in another language."""
    comment, form = _own(slug, comment_id), CommentTranslationForm(request.form)
    tag = language_named(form.into.data or "", str(get_locale()))
    if tag is None:
        return _page(slug, comment, form, errors.show_in_form(form, CommentLanguageUnknown(field="into")))
    consultation = consultations.get_consultation(slug)
    try:
        with transaction():
            service.translate_comment(
                consultation_id=consultation.id,
                comment_id=comment.id,
                person_id=person_id() or "",
                lang=tag,
                text=form.text.data or "",
            )
    except Refused as refused:
        return _page(slug, comment, form, errors.show_in_form(form, refused))
    render.notice(gettext("Your translation of comment %(number)s is saved.", number=comment.number))
    return render.done(url_for(".own_comments", slug=slug))


@pages.get("/c/<slug>/comments/<uuid:comment_id>/machine-translation")
@guards.requires(may(Act.REPORT))
@guards.never_stored
def machine_translation(slug: str, comment_id: object) -> Response:
    """Show the button that asks a machine for a comment in the reader's language; not there where there is no machine."""
    comment, _ = _foreign(slug, comment_id)
    return render.page("deliberation/machine_translation.html", comment=comment)


@pages.post("/c/<slug>/comments/<uuid:comment_id>/machine-translation")
@guards.requires(may(Act.REPORT))
def translate_by_machine(slug: str, comment_id: object) -> Response:
    """Ask a machine for a comment in the reader's language, and keep what it says, labelled as a machine's."""
    comment, machine = _foreign(slug, comment_id)
    consultation, target = consultations.get_consultation(slug), page_language()
    if not any(one.lang == target for one in comment.translations):
        let_go()
        try:
            words = machine.translate(comment.markdown, source=comment.lang, target=target)
        except NotTranslated as error:
            raise TranslatorSilent from error
        with transaction():
            service.keep_machine_translation(
                consultation_id=consultation.id,
                comment_id=comment.id,
                lang=target,
                text=words,
                made_from=comment.markdown,
            )
    return render.done(address_of(consultation, comment))


def _own(slug: str, comment_id: object) -> CommentView:
    """Return a comment of the reader's own seat; refuse `not-found` for any other, and for one that is hidden."""
    consultation = consultations.get_consultation(slug)
    seat = participation.require_seat(consultation_id=consultation.id, person_id=person_id() or "")
    said = service.comments_by(consultation_id=consultation.id, seat_id=seat.id)
    found = next((one for one in said if one.id == str(comment_id) and not one.is_hidden), None)
    if found is None:
        raise NotFound
    return found


def _foreign(slug: str, comment_id: object) -> tuple[CommentView, Translator]:
    """Return a comment that everyone may read, in another language than the page's, and the machine to ask."""
    comment = service.get_comment(consultations.get_consultation(slug).id, str(comment_id))
    machine = current_translator()
    if machine is None or not comment.markdown or comment.lang == page_language():
        raise NotFound
    return comment, machine


def _page(slug: str, comment: CommentView, form: CommentTranslationForm, status: int = 200) -> Response:
    known = service.own_translations(consultations.get_consultation(slug).id, comment.id)
    return render.page(
        "deliberation/translation.html", status=status, comment=comment, form=form, translated=known, known=LANGUAGES
    )
