"""The demonstration, for whoever types: built once, and entered by links."""

import click
from flask import current_app

from consult.demonstration import service
from consult.kernel import jobs
from consult.kernel.console import in_application, progress
from consult.kernel.transaction import transaction
from consult.settings import Settings


@click.command()
@click.option(
    "--reset", is_flag=True, help="First remove everything in the database, accounts too, if it holds nothing else."
)
@in_application
def demo(reset: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Build the demonstration consultation, and print links to sign in to it.

    A text of eleven principles with three rounds, in which every person, organisation and number is invented. Where it
    is built already, nothing changes but the links: one for each role, each for one use within twelve hours.
    """
    settings: Settings = current_app.config["SETTINGS"]
    if reset:
        service.start_afresh()
        click.echo("The database is empty again; `consult init` prints a new link for the first organiser.", err=True)
    found = service.find_demonstration()
    if found is None:
        with progress("building the demonstration") as tell, transaction():
            found = service.build(tell)
        jobs.run_due_jobs()
    with transaction():
        tokens = service.sign_in_tokens()
    root = f"{settings.public_url.rstrip('/')}/{settings.language}"
    click.echo(f"Demonstration: {root}/c/{found.slug}/")
    if settings.is_local:
        click.echo(f"Look around in it, on this machine: {root}/demonstration")
    click.echo("Everyone in it is invented. Sign in as one of them; each link works once, within twelve hours:")
    for role, token in tokens.items():
        click.echo(f"  {role}: {root}/sign-in/link/{token}")


COMMANDS = (demo,)
