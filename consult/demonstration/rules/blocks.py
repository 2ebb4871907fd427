"""What can be said about a clause, in hand-written blocks, and how two of them become one comment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import lcm
from typing import Any

from consult.demonstration.rules.acts import Matter
from consult.demonstration.rules.draws import pick, share

STANCES = (Matter.SUPPORT, Matter.RESERVATION, Matter.OBJECTION)


@dataclass(frozen=True, slots=True)
class Argument:
    """What those of one stance say: every claim goes with every reason."""

    claims: tuple[str, ...]
    reasons: tuple[str, ...]

    def pair(self, place: int) -> tuple[str, str] | None:
        """Return the pair at a place, or None when all pairs are used up; neighbours share neither claim nor reason."""
        claims, reasons = len(self.claims), len(self.reasons)
        if place >= claims * reasons:
            return None
        return self.claims[place % claims], self.reasons[(place + place // lcm(claims, reasons)) % reasons]


@dataclass(frozen=True, slots=True)
class Blocks:
    """What is said about a clause in the form that it has since a draft; `taken` and `left` are the editors' answers."""

    since: int
    quote: str
    arguments: Mapping[Matter, Argument]
    remarks: Mapping[Matter, tuple[str, ...]]
    questions: tuple[tuple[str, str], ...]
    taken: str
    left: str

    @property
    def every_remark(self) -> list[tuple[Matter, str]]:
        """Every remark and question, with what it is."""
        asked = [(Matter.QUESTION, ask) for ask, _ in self.questions]
        return [*asked, *((matter, remark) for matter, told in self.remarks.items() for remark in told)]


def read_blocks(given: Mapping[str, Any]) -> Blocks:
    """Return the blocks of one clause as the content spells them."""
    return Blocks(
        since=given["since"],
        quote=given["quote"],
        arguments={one: Argument(tuple(given[one]["claims"]), tuple(given[one]["reasons"])) for one in STANCES},
        remarks={
            Matter.PROPOSAL: tuple(given["proposals"]),
            Matter.PRACTICE: tuple(given["practices"]),
            Matter.RISK: tuple(given["risks"]),
        },
        questions=tuple((one["ask"], one["reply"]) for one in given["questions"]),
        taken=given.get("taken", ""),
        left=given["left"],
    )


def blocks_for(every: Sequence[Blocks], draft: int) -> Blocks:
    """Return the blocks that fit the clause as it stands in a draft."""
    return next(one for one in reversed(every) if one.since <= draft)


def argued(claim: str, reason: str, of_oneself: str, *about: object) -> str:
    """Return a comment in one of the ways in which people write: in passing, at length, or with a word on themselves."""
    drawn = share("way", *about)
    if drawn < 0.12:
        return claim
    if drawn < 0.3:
        return reason
    if drawn < 0.6:
        return f"{claim} {reason}"
    return f"{of_oneself} {claim}\n\n{reason}" if drawn < 0.85 else f"{claim}\n\n{reason}\n\n{of_oneself}"


def remarked(remark: str, of_oneself: str, *about: object) -> str:
    """Return a proposal, a report or a question, now and then with a word on who writes."""
    return f"{of_oneself} {remark}" if share("remark", *about) < 0.35 else remark


def submission(
    parts: Sequence[tuple[str, Blocks]], stances: Sequence[Matter], frame: Mapping[str, Sequence[str]], *about: object
) -> str:
    """Return a long comment on a principle: a word on each of its clauses, by number, then practice, risks and an end."""
    said = [pick(frame["begins"], "begins", *about)]
    for (number, blocks), stance in zip(parts, stances, strict=True):
        argument = blocks.arguments[stance]
        reasons = " ".join(argument.reasons)
        said.append(f"**On clause {number}.** {argument.claims[-1]} {reasons}")
        said.append(f"- {blocks.remarks[Matter.PROPOSAL][0]}")
    said += [f"**From practice.** {parts[0][1].remarks[Matter.PRACTICE][0]}"]
    said += [f"**A risk.** {parts[-1][1].remarks[Matter.RISK][0]}", pick(frame["ends"], "ends", *about)]
    return "\n\n".join(said)
