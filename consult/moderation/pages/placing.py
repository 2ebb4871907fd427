"""Saying of a comment which further clauses it is about, so that it shows there too."""

from flask import Response, request, url_for

from consult.consultations import service as consultations
from consult.consultations.service import Act, may
from consult.deliberation import service as deliberation
from consult.kernel.errors import Refused
from consult.kernel.transaction import transaction
from consult.moderation.forms.answering import FurtherForm
from consult.moderation.pages.answering import answer_page, read_case
from consult.moderation.pages.blueprint import pages
from consult.web import errors, guards, render
from consult.web.visitor import person_id

may_dispose = may(Act.DISPOSE)


@pages.post("/c/<slug>/answers/<uuid:comment_id>/also")
@guards.requires(may_dispose)
def also(slug: str, comment_id: object) -> Response:
    """Have a comment show under a further clause, and count as a source of what changes there."""
    consultation = consultations.get_consultation(slug)
    form = FurtherForm(request.form)
    try:
        with transaction():
            deliberation.say_also_about(
                consultation_id=consultation.id,
                comment_id=str(comment_id),
                clause_uid=form.clause.data or "",
                person_id=person_id() or "",
            )
    except Refused as refused:
        status = errors.show_in_form(form, refused)
        return answer_page(consultation, read_case(consultation, comment_id), status, placing=form)
    return render.done(url_for(".answer", slug=slug, comment_id=comment_id))


@pages.post("/c/<slug>/answers/<uuid:comment_id>/also/<uuid:clause_uid>/drop")
@guards.requires(may_dispose)
def no_longer_also(slug: str, comment_id: object, clause_uid: object) -> Response:
    """Have a comment no longer show under a further clause."""
    consultation = consultations.get_consultation(slug)
    form = FurtherForm(request.form)
    try:
        with transaction():
            deliberation.no_longer_about(
                consultation_id=consultation.id,
                comment_id=str(comment_id),
                clause_uid=str(clause_uid),
                person_id=person_id() or "",
            )
    except Refused as refused:
        status = errors.show_in_form(form, refused)
        return answer_page(consultation, read_case(consultation, comment_id), status, placing=form)
    return render.done(url_for(".answer", slug=slug, comment_id=comment_id))
