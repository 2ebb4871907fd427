"""The command line: every room's commands, under one name."""

from typing import Any

import click
from flask import Flask

from consult import __version__
from consult.app import create_app
from consult.consensus import commands as consensus
from consult.demonstration import commands as demonstration
from consult.export import commands as export
from consult.front import commands as front
from consult.intake import commands as intake
from consult.kernel.console import Program
from consult.operations import commands as operations
from consult.operations.service import require_ready
from consult.settings import Settings
from consult.web.errors import sentence


def application(**overrides: Any) -> Flask:  # noqa: ANN401 - any setting
    """Return the application as the environment and the overrides set it."""
    settings = Settings.from_environment(**overrides)
    return create_app(settings)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="consult")
@click.pass_context
def consult(context: click.Context) -> None:
    """Work out a text together: rounds, clause-by-clause comments, votes, and a summary that anyone can recount.

    Begin with `consult init`, then `consult serve`. Settings come from the environment as CONSULT_*.
    """
    context.obj = context.obj or Program(application, sentence, require_ready)


ROOMS = (operations, demonstration, front, intake, consensus, export)

for command in (each for room in ROOMS for each in room.COMMANDS):
    consult.add_command(command)
