"""Changing the contract of an open round: with a reason, and with notice."""

from flask import Response, request, url_for
from flask_babel import gettext

from consult.consultations import service as consultations
from consult.consultations.service import Act, may
from consult.front import service
from consult.front.forms.changes import ChangeForm, change_form, read_value
from consult.front.forms.dates import written
from consult.front.pages.blueprint import pages
from consult.kernel.errors import Refused
from consult.kernel.transaction import transaction
from consult.localisation.pages import reader_zone
from consult.rounds import service as rounds
from consult.rounds.rules.changes import ChangeKind
from consult.rounds.service import RoundView
from consult.web import errors, guards, render
from consult.web.moments import in_both_zones
from consult.web.visitor import person_id


@pages.get("/c/<slug>/rounds/<int:number>/change")
@guards.requires(may(Act.OPEN_ROUND))
@guards.never_stored
def changing_contract(slug: str, number: int) -> Response:
    """Show the form that changes the contract of an open round."""
    one = _round(slug, number)
    return _page(one, ChangeForm(data={"closes_at": written(one.closes_at, reader_zone())}))


@pages.post("/c/<slug>/rounds/<int:number>/change")
@guards.requires(may(Act.OPEN_ROUND))
def change_contract(slug: str, number: int) -> Response:
    """Announce a change of the contract, which holds 48 hours later."""
    one, form = _round(slug, number), ChangeForm(request.form)
    if not form.validate():
        return _page(one, form, 422)
    try:
        with transaction():
            announced = service.announce_change(
                one,
                kind=ChangeKind(form.kind.data),
                value=read_value(form, reader_zone()),
                reason=form.reason.data or "",
                person_id=person_id(),
            )
    except Refused as refused:
        return _page(one, form, errors.show_in_form(form, refused))
    at = in_both_zones(announced.effective_at)
    render.notice(gettext("The change is announced. It holds from %(at)s on.", at=at))
    return render.done(url_for("rounds.contract", slug=slug, number=number))


def _round(slug: str, number: int) -> RoundView:
    return rounds.round_by_number(consultations.get_consultation(slug).id, number)


def _page(one: RoundView, form: ChangeForm, status: int = 200) -> Response:
    languages = service.languages_to_add(one) if one.opened_at else []
    return render.page(
        "front/change_contract.html",
        status=status,
        one=one,
        form=change_form(form, languages),
        addable=languages,
        zone=str(reader_zone()),
    )
