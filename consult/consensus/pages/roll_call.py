"""The roll call: how each organisation answered one clause or statement, for everyone to read after the reveal."""

from flask import Response, request

from consult.consensus import service
from consult.consensus.pages.blueprint import pages
from consult.consultations import service as consultations
from consult.consultations.service import Act, ConsultationView, may
from consult.kernel.errors import NotFound
from consult.localisation.pages import page_language
from consult.localisation.rules import languages
from consult.participation import service as participation
from consult.participation.rules import territories
from consult.rounds import service as rounds
from consult.voting import service as voting
from consult.voting.service import Item
from consult.web import guards, render
from consult.web.paging import asked_part

PAGE_SIZE = 50


@pages.get("/c/<slug>/rounds/<int:number>/roll-call")
@guards.requires(may(Act.READ))
def roll_call(slug: str, number: int) -> Response:
    """Show how each organisation answered one clause or statement of a round, or why that is not shown yet."""
    consultation = consultations.get_consultation(slug)
    one = rounds.round_by_number(consultation.id, number)
    try:
        result = service.result_of(one)
    except service.ResultsHidden:
        return render.page("consensus/roll_call.html", one=one, result=None)
    items = voting.items_of(one, lang=page_language())
    item = _asked_for(items)
    called = service.roll_call_of(one, item.id if item else "")
    part = asked_part(called.lines, PAGE_SIZE)
    return render.page(
        "consensus/roll_call.html",
        one=one,
        result=result,
        items=items,
        item=item,
        called=called,
        is_mixed=voting.carry_of(consultation.id, one.id) is not None,
        lines=part.items,
        territories=territory_names(consultation),
        page=part.page,
        last=part.last,
    )


def _asked_for(items: list[Item]) -> Item | None:
    """Return the item whose number the address gives, else the first; refuse `not-found` for a number of none."""
    number = request.args.get("clause")
    if number is None:
        return next(iter(items), None)
    found = next((item for item in items if item.number == number), None)
    if found is None:
        raise NotFound
    return found


def territory_names(consultation: ConsultationView) -> dict[str, str]:
    """Return what the countries and territories of the consultation's list are called in the reader's language."""
    lang = page_language()
    overrides = participation.territory_overrides(consultation.id, lang)
    return dict(territories.sorted_names(consultation.territory_list, languages.by_tag(lang).locale, overrides))
