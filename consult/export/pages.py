"""Downloads: a round's consensus summary, the same for everyone who may read the consultation."""

from flask import Blueprint, Flask, Response

from consult.consultations import service as consultations
from consult.consultations.service import Act, may
from consult.export import letters, service
from consult.export.rules.dispositions import dispositions_csv
from consult.intake import service as intake
from consult.intake.rules.sheets import FORMATS
from consult.localisation.pages import page_language
from consult.participation import service as participation
from consult.web import guards

pages = Blueprint("export", __name__, url_prefix="/<lang:lang>")


def init_app(app: Flask) -> None:
    """Serve the pages."""
    app.register_blueprint(pages)


@pages.get("/c/<slug>/rounds/<int:number>/comments.<any(csv, xlsx):form>")
@guards.requires(may(Act.EXPORT))
def comments(slug: str, number: int, form: str) -> Response:
    """Hand out a round's comments as an ISO comment table, with what became of each."""
    consultation = consultations.get_consultation(slug)
    one, rows = intake.rows_of_round(consultation_id=consultation.id, number=number)
    data = letters.write_comments(rows, form, lang=page_language(), with_mark=form == "csv")
    response = Response(data, content_type=FORMATS[form])
    name = letters.comments_file_name(slug, one.number, form)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


@pages.get("/c/<slug>/rounds/<int:number>/dispositions.csv")
@guards.requires(may(Act.EXPORT))
def dispositions(slug: str, number: int) -> Response:
    """Hand out what became of each comment of a round, as a table for spreadsheets."""
    consultation = consultations.get_consultation(slug)
    rows = service.dispositions_of(consultation=consultation, number=number)
    response = Response(dispositions_csv(rows), content_type=letters.FORMS["csv"])
    response.headers.set("Content-Disposition", "attachment", filename=f"{slug}-round-{number}-dispositions.csv")
    return response


@pages.get("/c/<slug>/rounds/<int:number>/summary.<any(json, csv, md, html):form>")
@guards.requires(may(Act.EXPORT))
def download(slug: str, number: int, form: str) -> Response:
    """Hand out a round's consensus summary as a file; refuse it to everyone before the reveal."""
    consultation = consultations.get_consultation(slug)
    lang = page_language()
    summary = service.gather(consultation=consultation, number=number)
    names = participation.territory_overrides(consultation.id, lang)
    response = Response(letters.write_summary(summary, form, lang=lang, names=names), content_type=letters.FORMS[form])
    response.headers.set("Content-Disposition", "attachment", filename=letters.file_name(summary, form, lang=lang))
    return response
