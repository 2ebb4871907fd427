"""What whoever keeps an installation types: prepare it, serve it, work for it, read its letters."""

import sys
from pathlib import Path
from urllib.parse import urlsplit

import click
from flask import Flask

from consult.kernel.chores import build_worker, work_once
from consult.kernel.console import WRONG_SETTING, Failed, application, in_application
from consult.kernel.secrets import make_secret_key
from consult.operations import service
from consult.settings import SettingRefused, Settings


@click.command()
def init() -> None:
    """Prepare this installation, or bring it up to this version.

    Makes the instance folder with its keys, brings the database to the newest revision, and prints a one-time link for
    the first organiser until one has signed in. Doing it again changes nothing else.
    """
    try:
        settings = Settings.from_environment()
        make_secret_key(settings)
    except (SettingRefused, OSError) as refused:
        raise Failed(str(refused), WRONG_SETTING) from refused
    with application():
        service.upgrade()
        link = service.first_link(settings)
    click.echo(f"Instance folder: {settings.instance_path}")
    click.echo(f"Database: {settings.shown_database}")
    if link is not None:
        click.echo(f"First organiser, one-time link for 24 hours:\n  {link}")


@click.command()
@click.option("--host", help="Address to listen on; CONSULT_HOST otherwise.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on; CONSULT_PORT otherwise.")
def serve(host: str | None, port: int | None) -> None:
    """Serve the site, with a worker beside it, until the process is told to stop.

    Prints where. Uses waitress, a production server; put a reverse proxy that speaks https in front of it.
    """
    given = {"host": host, "port": port}
    chosen = {name: value for name, value in given.items() if value is not None}
    with application(**chosen) as app:
        service.require_ready()
        settings = _settings(app)
        service.serve(app, build_worker(app), settings, lambda: _say_where(settings))


@click.command()
@click.option("--once", is_flag=True, help="Do what waits now, then end.")
@in_application
def work(once: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Do what waits: close rounds at their deadline, send letters, give acts their places in the log.

    `consult serve` does it too; a worker of its own is for several web processes.
    """
    from flask import current_app

    service.require_ready()
    if once:
        click.echo(f"Pieces of work done: {work_once()}")
    else:
        build_worker(current_app._get_current_object()).run()  # type: ignore[attr-defined]


@click.command()
@click.option("--last", is_flag=True, help="Print the newest letter whole.")
@in_application
def mail(last: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """List the letters that were written to the instance's folder, newest first, when no mail server is set."""
    from flask import current_app

    letters = service.kept_letters(_settings(current_app))
    if last and letters:
        click.echo(f"To: {letters[0].to}\nSubject: {letters[0].subject}\n\n{letters[0].text}")
        return
    for letter in letters:
        click.echo(f"{letter.at:%Y-%m-%d %H:%M:%S} UTC  {letter.to}  {letter.subject}\n  {letter.file}")
    if not letters:
        click.echo("No letters have been written to the instance's folder.", file=sys.stderr)


def _settings(app: Flask) -> Settings:
    found: Settings = app.config["SETTINGS"]
    return found


def _say_where(settings: Settings) -> None:
    click.echo(f"Instance folder: {Path(settings.instance_path)}")
    click.echo(
        f"consult serves {settings.public_url} (listening on {settings.host}:{settings.port}); end it with Ctrl+C."
    )
    if urlsplit(settings.public_url).port not in {None, settings.port} and not settings.proxies:
        click.echo("CONSULT_PUBLIC_URL names another port; letters will lead there.", file=sys.stderr)


COMMANDS = (init, serve, work, mail)
