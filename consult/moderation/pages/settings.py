"""What those who answer set for themselves and their round: the languages they read, and when answers are published."""

from datetime import UTC, datetime, time

from flask import Response, request, url_for
from flask_babel import gettext
from wtforms.fields.choices import SelectChoice

from consult.consultations import service as consultations
from consult.consultations.service import Act, ConsultationView, may
from consult.deliberation import service as deliberation
from consult.kernel.errors import NotFound
from consult.kernel.transaction import transaction
from consult.moderation import service
from consult.moderation.forms.answering import PlanForm, ReadingForm
from consult.moderation.pages.blueprint import pages
from consult.moderation.pages.desk import round_shown
from consult.rounds.service import RoundView
from consult.web import guards, render
from consult.web.visitor import person_id
from consult.web.words import language

may_dispose = may(Act.DISPOSE)


@pages.get("/c/<slug>/answers/settings")
@guards.requires(may_dispose)
@guards.never_stored
def answer_settings(slug: str) -> Response:
    """Show which languages one reads, and when the answers of the round are to be published."""
    return _page(consultations.get_consultation(slug))


@pages.post("/c/<slug>/answers/settings/languages")
@guards.requires(may_dispose)
def read_languages(slug: str) -> Response:
    """Keep which languages one reads."""
    consultation = consultations.get_consultation(slug)
    known = {tag for tag, _ in _languages(consultation)}
    with transaction():
        service.read_languages(
            consultation_id=consultation.id,
            person_id=person_id() or "",
            languages=known.intersection(request.form.getlist("languages")),
        )
    render.notice(gettext("Comments in these languages are suggested to you."))
    return render.done(url_for(".answer_settings", slug=slug))


@pages.post("/c/<slug>/answers/settings/plan")
@guards.requires(may_dispose)
def plan_publication(slug: str) -> Response:
    """Keep the day by whose end the answers are to be published."""
    consultation = consultations.get_consultation(slug)
    one = round_shown(consultation.id, request.form)
    if one is None:
        raise NotFound
    form = PlanForm(request.form)
    if not form.validate() or form.publish_by.data is None:
        form.publish_by.errors = [gettext("Give a day, such as 2027-03-31.")]
        return _page(consultation, 422, plan=form)
    moment = datetime.combine(form.publish_by.data, time(23, 59, 59), UTC)
    with transaction():
        service.plan_publication(consultation_id=consultation.id, round_id=one.id, publish_by=moment)
    render.notice(gettext("The desk now says how many comments an hour are needed until then."))
    return render.done(url_for(".answer_desk", slug=slug, round=one.number))


def _page(consultation: ConsultationView, status: int = 200, *, plan: PlanForm | None = None) -> Response:
    one = round_shown(consultation.id, request.values)
    own = next((each for each in service.answerers(consultation.id) if each.person_id == person_id()), None)
    reading = ReadingForm(data={"languages": sorted(own.languages) if own else []})
    reading.languages.choices = [SelectChoice(tag, name) for tag, name in _languages(consultation)]
    return render.page(
        "moderation/answer_settings.html",
        status=status,
        one=one,
        reading=reading,
        plan=plan or PlanForm(data={"publish_by": _planned(one)}),
    )


def _planned(one: RoundView | None) -> object:
    planned = service.planned_publication(one.consultation_id, one.id) if one else None
    return planned.date() if planned else None


def _languages(consultation: ConsultationView) -> list[tuple[str, str]]:
    """Return the languages in which there are comments, by their names, with those of the consultation."""
    tags = deliberation.languages_in(consultation.id) | {consultation.language}
    own = next((each for each in service.answerers(consultation.id) if each.person_id == person_id()), None)
    return sorted(
        ((tag, language(tag)) for tag in tags | (own.languages if own else frozenset())), key=lambda one: one[1]
    )
