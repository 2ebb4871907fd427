"""The commands that write a consensus summary, and a round's comments as a sheet."""

from pathlib import Path

import click
from flask_babel import gettext

from consult.consultations import service as consultations
from consult.export import letters, service
from consult.export.letters import TABLES
from consult.intake import service as intake
from consult.intake.rules.sheets import FORMATS
from consult.kernel.console import Failed, in_application
from consult.localisation.pages import page_language
from consult.localisation.rules.languages import LANGUAGES
from consult.participation import service as participation
from consult.web import words

NOT_WRITTEN = 1
LARGEST_NUMBER = 999_999_999
"""As in addresses: every database can hold it."""


@click.command()
@click.argument("slug")
@click.option(
    "--round",
    "number",
    type=click.IntRange(1, LARGEST_NUMBER),
    help="The round's number; without it, the newest round that has a result.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(letters.FORMS)),
    required=True,
    help="JSON and CSV for machines, HTML and Markdown (md) for readers.",
)
@click.option(
    "--lang",
    type=click.Choice([language.tag for language in LANGUAGES]),
    help="The language of the words in HTML and Markdown; without it, that of the installation.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; without it, the summary goes to the standard output.",
)
@in_application
def summary(slug: str, number: int | None, form: str, lang: str | None, output: Path | None) -> None:
    """Write the consensus summary of a round of the consultation SLUG.

    Every format shows the same figures, and the same file can be downloaded from the result's page. Before the round's
    contract reveals the result nobody gets it, and the command ends with status 4.
    """
    consultation = consultations.get_consultation(slug)
    found = service.gather(consultation=consultation, number=number)
    spoken = lang or page_language()
    names = participation.territory_overrides(consultation.id, spoken)
    words.using(consultations.category_names(consultation.id, spoken))
    data = letters.write_summary(found, form, lang=spoken, names=names)
    if output is None:
        click.echo(data, nl=False)
        return
    _write(output, data)


@click.group()
def export() -> None:
    """Write what a consultation holds to files that other programs read."""


@export.command()
@click.argument("slug")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), required=True, help="A workbook, or CSV.")
@click.option("--round", "number", type=click.IntRange(1, LARGEST_NUMBER), help="The round's number; else the newest.")
@click.option("--table", type=click.Choice(list(TABLES)), default="iso", show_default=True, help="Whose form it is.")
@click.option(
    "--lang",
    type=click.Choice([language.tag for language in LANGUAGES]),
    help="The language of the observations; without it, that of the installation.",
)
@click.option("--bom", is_flag=True, help="Begin a CSV file with a byte-order mark, which some spreadsheets need.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The file to write."
)
@in_application
def comments(slug: str, form: str, number: int | None, table: str, lang: str | None, bom: bool, output: Path) -> None:  # noqa: FBT001 - a flag, as click hands it over
    """Write a round's comments of the consultation SLUG as an ISO comment table or a CEN form.

    What became of each comment stands in the column of the secretariat. The same file comes in again with `consult
    import comments`, which knows its rows by their ID.
    """
    consultation = consultations.get_consultation(slug)
    _, rows = intake.rows_of_round(consultation_id=consultation.id, number=number)
    data = letters.write_comments(rows, form, lang=lang or page_language(), table=table, with_mark=bom)
    _write(output, data)


def _write(output: Path, data: bytes) -> None:
    try:
        output.write_bytes(data)
    except OSError as error:
        told = gettext("The file %(name)s cannot be written: %(reason)s.", name=output, reason=error.strerror)
        raise Failed(told, NOT_WRITTEN) from error


COMMANDS = (summary, export)
