"""Where agreement lies in a round of statements, for whoever types: its groups, what they say, and what all of them share."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from flask_babel import gettext

from consult.consensus import service
from consult.consensus.forms import read_groups
from consult.consensus.rules.groups import geometric_mean_of_groups
from consult.consultations import service as consultations
from consult.deliberation import service as deliberation
from consult.kernel.console import in_application
from consult.rounds.service import RoundView
from consult.web.figures import in_percent
from consult.web.group_names import group_letter, group_name
from consult.web.words import word

FORM = click.Choice(["text", "json"])
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
LARGEST_NUMBER = 999_999_999
LONGEST_TEXT = 100
NOTHING = "–"
Json = Mapping[str, Any]


@click.command()
@click.argument("slug")
@click.option(
    "--round",
    "number",
    type=click.IntRange(1, LARGEST_NUMBER),
    help="The round's number; without it, the newest round of statements whose result is revealed.",
)
@click.option("--groups", "file", type=FILE, help="Groups to look at instead: CSV with the header participant,group.")
@click.option("--format", "form", type=FORM, default="text", show_default=True, help="How to print it.")
@in_application
def analyse(slug: str, number: int | None, file: Path | None, form: str) -> None:
    """Print who answers alike in a round of statements of the consultation SLUG, and what all of them share.

    It is what was published at the freeze: groups, the statements that set each apart, the agreement that no group stands
    outside of, the group that agrees least with each statement and how low its share may lie, and how far the groups are
    those that people declare. Nothing is stored. Before the round's contract reveals the result nobody gets it, and the
    command ends with status 4.

    A file of groups names participants as their source does, or by the id of their seat: a row for each under the header
    participant,group; whoever is left out is in no group. A file that cannot be taken is refused with the number of its
    line, and so is a group of fewer than five where anyone's answers are not public.
    """
    one = service.statement_round(consultations.get_consultation(slug).id, number)
    data = _content(file) if file else None
    read = None if data is None else (lambda participants: read_groups(data, participants))
    found = service.look_at_opinions(one, read=read)
    if form == "json":
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for line in _lines(found, _texts(one)):
        click.echo(line)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise click.FileError(str(file), error.strerror) from error


def _texts(one: RoundView) -> dict[str, str]:
    """Return a line for each statement, by what files call it: its number and its words."""
    found = deliberation.list_statements(one.consultation_id, one.id)
    return {service.public_id(each): f"{each.number}. {_short(each.text)}" for each in found}


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_TEXT else f"{line[: LONGEST_TEXT - 1]}…"


def _lines(found: Json, texts: Mapping[str, str]) -> Iterator[str]:
    if found["participants"] is None:
        yield gettext("Fewer than five people answered, so nothing more can be said without telling who they are.")
    else:
        yield gettext(
            "%(participants)s people gave %(votes)s answers to %(statements)s statements.",
            participants=found["participants"],
            votes=found["votes"],
            statements=found["statements"],
        )
    yield _finding(found)
    for group in found["groups"]:
        yield from _group(group, texts)
    for item in found["items"]:
        yield from _item(item, texts)
    for overlap in found["declared"]:
        yield from _overlap(overlap)
    libraries = ", ".join(f"{name} {version}" for name, version in found["libraries"].items())
    yield ""
    yield gettext(
        "Seed %(seed)s, version %(version)s of the analysis, %(libraries)s.",
        seed=found["seed"],
        version=found["version"],
        libraries=libraries,
    )


def _finding(found: Json) -> str:
    if found["origin"] == "given":
        return str(gettext("Groups that were given: %(number)s.", number=len(found["groups"])))
    if not found["groups"]:
        return word("told_" + found["finding"])
    return str(
        gettext(
            "Groups that were found: %(number)s, silhouette %(silhouette)s, stability %(stability)s.",
            number=len(found["groups"]),
            silhouette=_figure(found["silhouette"]),
            stability=_figure(found["stability"]),
        )
    )


def _group(group: Json, texts: Mapping[str, str]) -> Iterator[str]:
    yield ""
    yield gettext("%(group)s: %(members)s people", group=group_name(group["group"]), members=group["members"])
    for one in group["representative"]:
        told = {"count": one[one["for"]], "heard": one["n"], "factor": f"{one['representativeness']:.2f}"}
        yield f"  {texts[one['statement']]}"
        yield "    " + (
            gettext("%(count)s of %(heard)s agree, %(factor)s times as likely as others", **told)
            if one["for"] == "agree"
            else gettext("%(count)s of %(heard)s disagree, %(factor)s times as likely as others", **told)
        )


def _item(item: Json, texts: Mapping[str, str]) -> Iterator[str]:
    counts = " ".join(f"{word(name)} {_count(item[name])}" for name in ("agree", "disagree", "pass"))
    yield ""
    yield f"{texts[item['statement']]}"
    yield f"  {counts}"
    if item["group_informed_consensus"] is not None:
        told = gettext(
            "across groups %(consensus)s, against it %(disagreement)s; for comparing it with other groups, the mean of a group %(mean)s",
            consensus=_figure(item["group_informed_consensus"]),
            disagreement=_figure(item["group_informed_disagreement"]),
            mean=_figure(_mean_of_groups(item["groups"])),
        )
        yield f"  {told}"
    if item["weakest"] is not None:
        told = gettext(
            "weakest: %(group)s, %(share)s agree, at least %(least)s even if the next voices differ",
            group=group_name(item["weakest"]["group"]),
            share=in_percent(item["weakest"]["share"]),
            least=in_percent(item["weakest"]["lower_bound"], down=True),
        )
        yield f"  {told}"
    if item["groups"]:
        yield "  " + "; ".join(_of_group(group) for group in item["groups"])


def _mean_of_groups(groups: Sequence[Json]) -> float | None:
    """Return the geometric mean, which does not shrink with the number of groups; None where any has no figures."""
    known = [(group["agree"], group["n"]) for group in groups if group["agree"] is not None]
    return geometric_mean_of_groups(known) if len(known) == len(groups) else None


def _of_group(group: Json) -> str:
    counts = "/".join(_count(group[name]) for name in ("agree", "disagree", "pass"))
    return f"{group_letter(group['group'])} {counts}"


def _overlap(overlap: Json) -> Iterator[str]:
    table = overlap["table"]
    yield ""
    yield gettext(
        "Overlap with %(attribute)s: %(index)s",
        attribute=word("declared_" + overlap["attribute"]),
        index=_figure(overlap["index"]),
    )
    for label, cells in zip(table["rows"], table["cells"], strict=True):
        told = ", ".join(f"{column} {_count(cell)}" for column, cell in zip(table["columns"], cells, strict=True))
        yield f"  {group_letter(label)}: {told}"


def _figure(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.3f}"


def _count(value: int | None) -> str:
    return NOTHING if value is None else str(value)
