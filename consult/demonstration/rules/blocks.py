"""What can be said about a clause, in hand-written blocks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import lcm
from typing import Any

from consult.demonstration.rules.acts import Matter
from consult.demonstration.rules.speech import Said, read_said

STANCES = (Matter.SUPPORT, Matter.RESERVATION, Matter.OBJECTION)
REMARKS = {Matter.PROPOSAL: "proposals", Matter.PRACTICE: "practices", Matter.RISK: "risks"}


@dataclass(frozen=True, slots=True)
class Argument:
    """What those of one stance say: every claim goes with every reason."""

    claims: tuple[Said, ...]
    reasons: tuple[Said, ...]

    def pair(self, place: int) -> tuple[Said, Said] | None:
        """Return the pair at a place, or None when all pairs are used up; neighbours share neither claim nor reason."""
        claims, reasons = len(self.claims), len(self.reasons)
        if place >= claims * reasons:
            return None
        return self.claims[place % claims], self.reasons[(place + place // lcm(claims, reasons)) % reasons]


@dataclass(frozen=True, slots=True)
class Remark:
    """A proposal, a report, a risk, or a question with its reply."""

    matter: Matter
    said: Said
    reply: Said | None = None


@dataclass(frozen=True, slots=True)
class Blocks:
    """What is said about a clause in the form that it has since a draft; `taken` and `left` are the editors' answers."""

    since: int
    quote: str
    arguments: Mapping[Matter, Argument]
    remarks: tuple[Remark, ...]
    taken: str
    left: str

    def first_remark(self, matter: Matter) -> Said:
        """Return the first of the remarks of this kind."""
        return next(remark.said for remark in self.remarks if remark.matter is matter)


def read_blocks(given: Mapping[str, Any]) -> Blocks:
    """Return the blocks of one clause as the content spells them."""
    remarks = [Remark(matter, read_said(text)) for matter, name in REMARKS.items() for text in given[name]]
    questions = [Remark(Matter.QUESTION, Said(one["ask"]), Said(one["reply"])) for one in given["questions"]]
    return Blocks(
        since=given["since"],
        quote=given["quote"],
        arguments={one: _argument(given[one]) for one in STANCES},
        remarks=(*remarks, *questions),
        taken=given.get("taken", ""),
        left=given["left"],
    )


def blocks_for(every: Sequence[Blocks], draft: int) -> Blocks:
    """Return the blocks that fit the clause as it stands in a draft."""
    return next(one for one in reversed(every) if one.since <= draft)


def _argument(given: Mapping[str, Sequence[str]]) -> Argument:
    return Argument(tuple(map(read_said, given["claims"])), tuple(map(read_said, given["reasons"])))
