"""The legal notices, for everyone to read and for those who take part to accept."""

from flask import Response, request, url_for
from flask_babel import gettext

from consult.consultations import service
from consult.consultations.pages.blueprint import pages
from consult.consultations.service import Act, ConsultationView, NoticesChanged, NoticesView, Role, may
from consult.kernel.transaction import transaction
from consult.localisation.pages import page_language
from consult.web import render
from consult.web.guards import requires
from consult.web.visitor import person_id


@pages.get("/c/<slug>/notices")
@requires(may(Act.READ))
def notices(slug: str) -> Response:
    """Show the legal notices in the reader's language, or in the one that `in` asks for."""
    return _page(service.get_consultation(slug))


@pages.post("/c/<slug>/notices/accept")
@requires(may(Act.JOIN))
def accept(slug: str) -> Response:
    """Keep that the person accepts the notices as they stand, in the language in which they were shown."""
    consultation = service.get_consultation(slug)
    seen, lang = request.form.get("version", ""), request.form.get("in", "")
    try:
        with transaction():
            service.accept_notices(
                consultation_id=consultation.id,
                person_id=person_id() or "",
                lang=lang or page_language(),
                seen=int(seen) if seen.isdecimal() else 0,
            )
    except NoticesChanged as refused:
        return _page(consultation, refused)
    render.notice(gettext("You have accepted the legal notices."))
    return render.done(url_for(".notices", slug=slug))


def _page(consultation: ConsultationView, refused: NoticesChanged | None = None) -> Response:
    found = service.notices_of(consultation.id)
    return render.page(
        "consultations/notices.html",
        status=refused.status if refused else 200,
        notices=found,
        notice=_shown(consultation, found),
        acceptance=service.acceptance_of(consultation.id, person_id() or "") if found and person_id() else None,
        takes_part=Role.PARTICIPANT in service.roles_of(consultation.id, person_id()),
        refused=refused,
    )


def _shown(consultation: ConsultationView, found: NoticesView | None) -> service.NoticeView | None:
    """Return the notices in the language that the address asks for, else as the reader would be shown them."""
    asked = request.args.get("in", "")
    if found is not None and asked in found.by_language:
        return found.by_language[asked]
    return service.notice_for(consultation.id, page_language())
