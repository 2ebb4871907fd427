"""Commands: run inside the application, say no in a sentence, and end with status 0 only when it was done."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import click
from flask import Flask
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from sqlalchemy.exc import DBAPIError

from consult.kernel.db import db
from consult.kernel.errors import Refused
from consult.kernel.failures import refusal_for
from consult.settings import SettingRefused

Given = ParamSpec("Given")
Result = TypeVar("Result")
WRONG_SETTING = 2


def _always_ready() -> None:
    """Let every command run, for a program that asks nothing of its database."""


@dataclass(frozen=True, slots=True)
class Program:
    """What commands need of the program around them.

    How it makes its application, how it words a refusal, and what refuses a database that is not ready for commands.
    """

    application: Callable[..., Flask]
    sentence: Callable[[Refused], str]
    require_ready: Callable[[], None] = _always_ready


class Failed(click.ClickException):
    """A command that could not be done; shows a sentence and ends with a status of its own."""

    def __init__(self, sentence: str, status: int) -> None:
        super().__init__(sentence)
        setattr(self, "exit_code", status)  # noqa: B010 - click declares it for the class and reads it from the instance

    def show(self, file: Any = None) -> None:  # noqa: ANN401 - click's own signature
        """Print the sentence on the error output."""
        click.echo(self.message, file=file or sys.stderr)


def program() -> Program:
    """Return the program that the running command belongs to."""
    found: Program = click.get_current_context().find_root().obj
    return found


@contextmanager
def application(*, is_ready: bool = True, **overrides: Any) -> Iterator[Flask]:  # noqa: ANN401 - any setting
    """Give the application, within its context; turn refusals into failures of the command.

    Refuses a database that is behind, unless the command is the one that brings it up (`is_ready=False`).
    """
    try:
        app = program().application(**overrides)
    except SettingRefused as refused:
        raise Failed(str(refused), WRONG_SETTING) from refused
    with app.app_context(), _failures():
        try:
            if is_ready:
                program().require_ready()
            yield app
        finally:
            db.session.remove()
            db.engine.dispose()


@contextmanager
def _failures() -> Iterator[None]:
    try:
        yield
    except SettingRefused as refused:
        raise Failed(str(refused), WRONG_SETTING) from refused
    except Refused as refused:
        raise Failed(program().sentence(refused), refused.exit_status) from refused
    except DBAPIError as error:
        refusal = refusal_for(error)
        if refusal is None:
            raise
        reason = str(error.orig).strip().partition("\n")[0]
        raise Failed(f"{program().sentence(refusal)}\n{reason}", refusal.exit_status) from error


def in_application(command: Callable[Given, Result]) -> Callable[Given, Result]:
    """Have a command run within the application's context."""

    @wraps(command)
    def run(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        with application():
            return command(*args, **kwargs)

    return run


@contextmanager
def progress(what: str) -> Iterator[Callable[[str, int, int], None]]:
    """Give a function that takes (what, done, total) and draws a bar on the error output, where that is a terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda now, done, total: bar.update(task, description=now, completed=done, total=total)
