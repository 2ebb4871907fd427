"""The commands as a person types them, on a test's application."""

from click.testing import CliRunner, Result
from flask import Flask

from consult.cli import consult
from consult.kernel.console import Program
from consult.web.errors import sentence


def run(app: Flask, *arguments: object) -> Result:
    """Return what `consult` with these arguments printed, and the status it ended with."""
    program = Program(lambda **_: app, sentence)
    return CliRunner().invoke(consult, [str(each) for each in arguments], obj=program, prog_name="consult")
