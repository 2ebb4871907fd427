"""What whoever keeps an installation types: prepare it, serve it, work for it, read its letters."""

import os
import sys
from typing import Any
from urllib.parse import urlsplit

import click
from flask import Flask, current_app

from consult.kernel.chores import build_worker, work_once
from consult.kernel.console import WRONG_SETTING, Failed, application, in_application
from consult.kernel.secrets import make_secret_key
from consult.operations import service
from consult.settings import SettingRefused, Settings


@click.command()
@click.option(
    "--organiser", metavar="ADDRESS", help="E-mail address of the first organiser, for signing in without this link."
)
def init(organiser: str | None) -> None:
    """Prepare this installation, or upgrade it.

    Makes the instance folder with its keys, brings the database to the newest revision, and prints a one-time link for
    the first organiser until that person can sign in alone. Doing it again changes nothing else.
    """
    _write_for_the_owner_alone()
    try:
        settings = Settings.from_environment()
        make_secret_key(settings)
    except (SettingRefused, OSError) as refused:
        raise Failed(str(refused), WRONG_SETTING) from refused
    with application(is_ready=False):
        service.upgrade(settings)
        link = service.first_link(settings, email=organiser)
    click.echo(f"Instance folder: {settings.instance_path}")
    click.echo(f"Database: {settings.shown_database}")
    if link is not None:
        click.echo(f"First organiser, one-time link for 24 hours:\n  {link}")
        click.echo("Next: `consult serve`, then open the link and begin a consultation.")
        click.echo("To look around first in one that is invented: `consult demo`.")


@click.command()
@click.option("--host", help="Address to listen on; CONSULT_HOST otherwise.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on; CONSULT_PORT otherwise.")
def serve(host: str | None, port: int | None) -> None:
    """Serve the site and work beside it.

    Prints where, and goes on until the process is told to stop. Uses waitress, a production server; put a reverse proxy that speaks https in front of it.
    """
    _write_for_the_owner_alone()
    given: dict[str, Any] = {"host": host, "port": port}
    chosen = {name: value for name, value in given.items() if value is not None}
    with application(**chosen) as app:
        settings = _settings(app)
        service.serve(app, build_worker(app), settings, lambda: _say_where(settings))


@click.command()
@click.option("--once", is_flag=True, help="Do what waits now, then end.")
def work(once: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Do what waits, such as letters and deadlines.

    Closes rounds at their deadline, sends letters, gives acts their places in the log, until the process is told to
    stop. `consult serve` does it too; a worker of its own is for several web processes.
    """
    _write_for_the_owner_alone()
    with application() as app:
        if once:
            click.echo(f"Pieces of work done: {work_once()}")
        else:
            service.work_until_told(build_worker(app), lambda: click.echo("consult works; end it with Ctrl+C."))


@click.command()
@click.option("--last", is_flag=True, help="Print the newest letter whole.")
@in_application
def mail(last: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """List the letters kept in the instance's folder.

    Without a mail server (CONSULT_MAIL_HOST), letters are written there; the newest comes first.
    """
    letters = service.kept_letters(_settings(current_app))
    if not letters:
        click.echo("No letters have been written to the instance's folder.", file=sys.stderr)
    elif last:
        click.echo(f"To: {letters[0].to}\nSubject: {letters[0].subject}\n\n{letters[0].text}")
    else:
        for letter in letters:
            click.echo(f"{letter.at:%Y-%m-%d %H:%M:%S} UTC  {letter.to}  {letter.subject}\n  {letter.file}")


def _write_for_the_owner_alone() -> None:
    """Keep the database, the queue and the letters from the other users of this machine."""
    os.umask(0o077)


def _settings(app: Flask) -> Settings:
    found: Settings = app.config["SETTINGS"]
    return found


def _say_where(settings: Settings) -> None:
    click.echo(f"Instance folder: {settings.instance_path}")
    click.echo(f"Database: {settings.shown_database}")
    click.echo(
        f"consult serves {settings.public_url} (listening on {settings.host}:{settings.port}); end it with Ctrl+C."
    )
    if urlsplit(settings.public_url).port not in {None, settings.port} and not settings.proxies:
        click.echo("CONSULT_PUBLIC_URL names another port; letters will lead there.", file=sys.stderr)


COMMANDS = (init, serve, work, mail)
