"""The decision rules, for whoever types: what there is, and what one finds on a tally."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from flask_babel import lazy_gettext as _

from consult.consensus.forms import HIGHEST_OF, TallyRefused, read_ballots, read_tally
from consult.consensus.rules.decision import Case, Criterion, Finding, Method, Named, Procedure, Rule
from consult.consensus.rules.options.chosen import Choice
from consult.consensus.rules.registry import METHODS, PROCEDURES, RULES
from consult.kernel.console import Failed, application, program
from consult.kernel.errors import Refused

FORM = click.Choice(["text", "json"])
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
SIGNS = {True: "met", False: "not met", None: "undefined"}
EVERY: Mapping[str, Rule | Method] = {**RULES, **METHODS}
LISTED: Mapping[str, Rule | Method | Procedure] = {**EVERY, **PROCEDURES}


@click.group(invoke_without_command=True)
@click.option("--format", "form", type=FORM, default="text", show_default=True, help="How to print it.")
@click.pass_context
def rules(context: click.Context, form: str) -> None:
    """List the decision rules with their parameters and sources; `consult rules try` evaluates one."""
    if context.invoked_subcommand is not None:
        return
    if form == "json":
        click.echo(json.dumps([_described(rule) for rule in LISTED.values()], ensure_ascii=False, indent=2))
        return
    for rule in LISTED.values():
        click.echo(f"{rule.id} {rule.version}  {rule.title}")
        click.echo(f"  {rule.asks}")
        click.echo(f"  It decides on {_what(rule)}.")
        for one in rule.parameters:
            choices = f", one of {', '.join(one.choices)}" if one.choices else ""
            click.echo(f"  --param {one.name}={one.default}{choices}")
        click.echo(f"  {rule.source}\n")


@rules.command(name="try")
@click.argument("rule", type=click.Choice(list(EVERY)), metavar="RULE")
@click.option("--param", "chosen", multiple=True, metavar="NAME=VALUE", help="A parameter; others have their defaults.")
@click.option("--input", "file", type=FILE, required=True, help="The tally or the ballots, a .csv or a .json file.")
@click.option(
    "--seats",
    multiple=True,
    metavar="CATEGORY=NUMBER",
    help="Counting seats of a category that has more than answered.",
)
@click.option("--format", "form", type=FORM, default="text", show_default=True, help="How to print it.")
def try_rule(rule: str, chosen: tuple[str, ...], file: Path, seats: tuple[str, ...], form: str) -> None:
    """Evaluate RULE on a file and print its verdict with every criterion; nothing is stored.

    RULE is one of those that `consult rules` lists, which says on what each decides. A file that cannot be taken is
    refused with the number of its line.

    A tally in CSV has the header category,position,count with a count in each row, or category,position with a ballot in
    each row. In JSON it is {"counts": {"citizen": {"support": 3, "object": 1}}, "seats": {"citizen": 9}}. Positions are
    support, can_live_with, reservation, object and no_opinion; categories have any names. Without a number of seats a
    category has as many as answered.

    Facts that some rules ask about stand beside counts in JSON: "without_reasons": {"citizen": 1} says how many
    objections came without reasons, "population": {"total": 100, "behind": {"support": 65}} for how many people seats
    stand, by what they answered, "observers": ["citizen"] which categories only observe, "affiliations":
    [{"support": 3}, {"object": 1}] what the seats of each organisation answered, and "objections": ["open",
    "answered"] what became of each blocking objection.

    Ratings of one item in CSV have the header rating, or rating,count; a rating is 1 to 9 or no_opinion. In JSON they are
    {"ratings": [7, 8, 9], "no_opinion": 1}.

    Ballots on options in CSV have the names of the options as header and a ballot in each row; a first column count says
    how many seats cast it. A cell is 1 or 0 for approvals, a score, or a rank, 1 being the first; an empty one says
    nothing. In JSON they are {"options": ["A", "B"], "ballots": [...]}, a ballot being ["A"] for approvals, {"A": 5} for
    scores, and [["B"], ["A"]] for ranks.
    """
    named = EVERY[rule]
    parameters = _parameters(named, chosen)
    if seats and isinstance(named, Method):
        raise click.BadParameter(f"{rule} reads ballots, which have no categories", param_hint="--seats")
    try:
        found = _found(named, parameters, file, _seats(seats))
    except Refused as refused:
        raise _failed(refused) from refused
    _show(found, named.complete(parameters), form)


def _found(rule: Rule | Method, given: Mapping[str, int | str], file: Path, seats: Mapping[str, int]) -> Finding:
    text, is_json, parameters = _content(file), file.suffix.lower() == ".json", rule.read(given)
    if isinstance(rule, Method):
        ballots = read_ballots(text, rule.form, is_json=is_json, highest=HIGHEST_OF.get(rule.id))
        return rule.decide(ballots, parameters)
    tally = read_tally(text, is_json=is_json, seats=seats)
    return rule.decide(Case.of(tally.counts, tally.seats, **tally.known), parameters)


def _show(found: Finding, parameters: Mapping[str, int | str], form: str) -> None:
    if form == "json":
        told = {**found.as_json(), "parameters": dict(parameters)}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    click.echo(", ".join((f"{found.verdict} ({found.status})", *map(str, found.labels))))
    if isinstance(found, Choice) and found.leading:
        click.echo(f"  ahead: {', '.join(found.leading)}")
    for one in found.criteria:
        click.echo(f"  {_in_one_line(one)}")
    for what, numbers in (("counted", found.counted), ("not counted", found.excluded)):
        if numbers:
            click.echo(f"  {what}: {', '.join(f'{name} {number}' for name, number in numbers.items())}")


def _in_one_line(one: Criterion) -> str:
    return f"{one.id}: {one.value or 'no value'} {one.op} {one.threshold}, {SIGNS[one.met]}"


def _what(rule: Rule | Method | Procedure) -> str:
    if isinstance(rule, Procedure):
        return "what is raised before a deadline; nobody votes"
    return str(rule.form) if isinstance(rule, Method) else "a tally of positions"


def _described(rule: Rule | Method | Procedure) -> dict[str, Any]:
    return {
        "id": rule.id,
        "version": rule.version,
        "title": rule.title,
        "asks": rule.asks,
        "reads": str(rule.form) if isinstance(rule, Method) else "tally" if isinstance(rule, Rule) else "nothing",
        "scales": sorted(rule.scales),
        "verdicts": {str(word): str(status) for word, status in rule.verdicts.items()},
        "parameters": [
            {"name": one.name, "default": one.default, "choices": list(one.choices)} for one in rule.parameters
        ],
        "source": rule.source,
    }


def _parameters(rule: Named, chosen: tuple[str, ...]) -> dict[str, int | str]:
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
