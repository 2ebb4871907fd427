"""What is not documented is not there: settings, commands and addresses have their line in docs/."""

from collections.abc import Iterator
from dataclasses import fields

import click
from flask import Flask

from consult.settings import PREFIX, Settings

from . import sources


def settings() -> dict[str, str]:
    """Return every setting with its default as the documents spell it."""
    return {
        f"{PREFIX}{field.name.upper()}": f"`{field.default}`" if field.default != "" else "empty"
        for field in fields(Settings)
    }


def commands(group: click.Group, before: str = "consult") -> Iterator[str]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{before} {name}")
        if not isinstance(command, click.Group) or command.invoke_without_command:
            yield f"{before} {name}"


def command_line() -> click.Group:
    """Return the program's outermost group of commands."""
    from consult import cli

    groups = [value for value in vars(cli).values() if isinstance(value, click.Group)]
    nested = {id(command) for group in groups for command in group.commands.values()}
    (outermost,) = [group for group in groups if id(group) not in nested]
    return outermost


def documented(document: str) -> list[str]:
    return [row[0] for row in sources.first_column(document)]


def compare(document: str, wanted: set[str]) -> None:
    found = documented(document)
    missing = "\n".join(f"| `{name}` | … |" for name in sorted(wanted - set(found)))
    assert not wanted - set(found), f"docs/{document} lacks these rows:\n{missing}"
    assert not set(found) - wanted, f"docs/{document} documents what is not there: {sorted(set(found) - wanted)}"
    assert len(found) == len(set(found)), f"docs/{document} documents something twice"


def test_every_setting_is_documented() -> None:
    compare("settings.md", set(settings()))


def test_every_setting_is_documented_with_its_default() -> None:
    written = {row[0]: row[1] for row in sources.first_column("settings.md")}
    assert written == settings()


def test_every_command_is_documented() -> None:
    compare("commands.md", set(commands(command_line())))


def test_every_command_explains_itself() -> None:
    silent = []
    waiting: list[tuple[str, click.Command]] = list(command_line().commands.items())
    while waiting:
        name, command = waiting.pop()
        if not (command.help or "").strip():
            silent.append(name)
        if isinstance(command, click.Group):
            waiting += command.commands.items()
    assert silent == []


def test_every_address_is_documented(house: Flask) -> None:
    compare("urls.md", {rule.rule for rule in house.url_map.iter_rules()})


def test_the_page_of_decision_rules_says_what_the_registry_says() -> None:
    script = sources.load(sources.ROOT / "docs" / "write_rules.py")
    assert script.PAGE.read_text(encoding="utf-8") == script.page(), "run `make rules`"
