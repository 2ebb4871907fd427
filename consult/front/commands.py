"""What there is in this installation, for whoever types."""

import json
from typing import Any

import click

from consult.consultations import service as consultations
from consult.front import service
from consult.kernel import clock
from consult.kernel.console import in_application


@click.command(name="list")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print it."
)
@in_application
def list_all(form: str) -> None:
    """List every consultation with its newest round."""
    found = [_described(one) for one in consultations.list_consultations(everything=True)]
    if form == "json":
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for each in found:
        told = f"round {each['round']['number']} {each['round']['state']}" if each["round"] else "no round yet"
        click.echo(f"{each['slug']}  {told}  {each['title']}")


def _described(one: consultations.ConsultationView) -> dict[str, Any]:
    current = service.current_round(one.id)
    told = None
    if current is not None:
        told = {
            "number": current.number,
            "kind": str(current.kind),
            "state": str(current.state),
            "closes_at": clock.to_text(current.closes_at),
        }
    return {"slug": one.slug, "title": one.title, "announced": one.announced_at is not None, "round": told}


COMMANDS = (list_all,)
