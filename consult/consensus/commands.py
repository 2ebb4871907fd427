"""The decision rules, for whoever types: what there is, and what one finds on a tally."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from flask_babel import lazy_gettext as _

from consult.consensus.forms import TallyRefused, read_tally
from consult.consensus.rules.decision import Case, Criterion, Finding, Rule
from consult.consensus.rules.registry import RULES
from consult.kernel.console import Failed, application, program
from consult.kernel.errors import Refused

FORM = click.Choice(["text", "json"])
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
SIGNS = {True: "met", False: "not met", None: "undefined"}


@click.group(invoke_without_command=True)
@click.option("--format", "form", type=FORM, default="text", show_default=True, help="How to print it.")
@click.pass_context
def rules(context: click.Context, form: str) -> None:
    """List the decision rules with their parameters and sources; `consult rules try` evaluates one."""
    if context.invoked_subcommand is not None:
        return
    if form == "json":
        click.echo(json.dumps([_described(rule) for rule in RULES.values()], ensure_ascii=False, indent=2))
        return
    for rule in RULES.values():
        click.echo(f"{rule.id} {rule.version}  {rule.title}")
        for one in rule.parameters:
            choices = f", one of {', '.join(one.choices)}" if one.choices else ""
            click.echo(f"  --param {one.name}={one.default}{choices}")
        click.echo(f"  {rule.source}\n")


@rules.command(name="try")
@click.argument("rule", type=click.Choice(list(RULES)))
@click.option("--param", "chosen", multiple=True, metavar="NAME=VALUE", help="A parameter; others have their defaults.")
@click.option("--input", "file", type=FILE, required=True, help="The tally, a .csv or a .json file.")
@click.option(
    "--seats",
    multiple=True,
    metavar="CATEGORY=NUMBER",
    help="Counting seats of a category that has more than answered.",
)
@click.option("--format", "form", type=FORM, default="text", show_default=True, help="How to print it.")
def try_rule(rule: str, chosen: tuple[str, ...], file: Path, seats: tuple[str, ...], form: str) -> None:
    """Evaluate RULE on a tally and print its verdict with every criterion; nothing is stored.

    A CSV file has the header category,position,count with a count in each row, or category,position with a ballot in
    each row. A JSON file is {"counts": {"citizen": {"support": 3, "object": 1}}, "seats": {"citizen": 9}}. Positions are
    support, can_live_with, reservation, object and no_opinion; categories have any names. Without a number of seats a
    category has as many as answered. A file that cannot be taken is refused with the number of its line.
    """
    named = RULES[rule]
    parameters = _parameters(named, chosen)
    try:
        tally = read_tally(_content(file), is_json=file.suffix.lower() == ".json", seats=_seats(seats))
    except Refused as refused:
        raise _failed(refused) from refused
    found = named.decide(Case.of(tally.counts, tally.seats), named.read(parameters))
    _show(found, named.complete(parameters), form)


def _show(found: Finding, parameters: Mapping[str, int | str], form: str) -> None:
    if form == "json":
        told = {**found.as_json(), "parameters": dict(parameters)}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    click.echo(f"{found.verdict} ({found.status})")
    for one in found.criteria:
        click.echo(f"  {_in_one_line(one)}")
    for what, numbers in (("counted", found.counted), ("not counted", found.excluded)):
        click.echo(f"  {what}: {', '.join(f'{name} {number}' for name, number in numbers.items())}")


def _in_one_line(one: Criterion) -> str:
    return f"{one.id}: {one.value or 'no value'} {one.op} {one.threshold}, {SIGNS[one.met]}"


def _described(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "version": rule.version,
        "title": rule.title,
        "scales": sorted(rule.scales),
        "verdicts": {str(word): str(status) for word, status in rule.verdicts.items()},
        "parameters": [
            {"name": one.name, "default": one.default, "choices": list(one.choices)} for one in rule.parameters
        ],
        "source": rule.source,
    }


def _parameters(rule: Rule, chosen: tuple[str, ...]) -> dict[str, int | str]:
    """Return the parameters as they were typed; those that are whole numbers by default are read as such."""
    numbers = {one.name for one in rule.parameters if isinstance(one.default, int)}
    given = {
        name: int(value) if name in numbers and value.isascii() and value.isdecimal() else value
        for name, value in _pairs(chosen, "--param").items()
    }
    try:
        return rule.complete(given)
    except ValueError as error:
        told = f"{rule.id} does not take this; `consult rules` lists what it takes"
        raise click.BadParameter(told, param_hint="--param") from error


def _seats(seats: tuple[str, ...]) -> dict[str, int]:
    found = _pairs(seats, "--seats")
    wrong = next((value for value in found.values() if not (value.isascii() and value.isdecimal())), None)
    if wrong is not None:
        raise click.BadParameter(f"{wrong} is not a number of seats", param_hint="--seats")
    return {name: int(value) for name, value in found.items()}


def _pairs(typed: tuple[str, ...], option: str) -> Mapping[str, str]:
    pairs = [one.partition("=") for one in typed]
    if not all(name and value for name, _, value in pairs):
        raise click.BadParameter("write it as NAME=VALUE", param_hint=option)
    return {name: value for name, _, value in pairs}


def _content(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise TallyRefused(line=line, problem=_("this is not UTF-8")) from error
    except OSError as error:
        raise click.FileError(str(file), error.strerror) from error


def _failed(refused: Refused) -> Failed:
    """Return the refusal as the command's failure; only its words need the application."""
    with application(is_ready=False):
        return Failed(program().sentence(refused), refused.exit_status)


COMMANDS = (rules,)
