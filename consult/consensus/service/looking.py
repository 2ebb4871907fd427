"""Looking at the opinions of a round once more, through other groups if somebody names them; nothing is kept of it."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from typing import Any

from consult.consensus.rules.opinion_publication import fewest_of
from consult.consensus.service.analysing import Opined, opined
from consult.consensus.service.groups import groups_of
from consult.consensus.service.opinions import opinions_of
from consult.consensus.service.reading import ResultsHidden, is_shown, result_of
from consult.consensus.service.terms import disclosure_of
from consult.kernel.errors import NotFound, Refused, msgid
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView

Reader = Callable[[Collection[str]], Mapping[str, str]]
"""Reads the group of each participant, given whom there are."""


class GroupTooSmall(Refused):
    """A group of a few people would tell how each of them answered."""

    code = "group-too-small"
    status = 422
    sentence = msgid(
        "The group “%(group)s” has fewer than %(fewest)s people who answered. Answers in this round are not public, so put "
        "it together with another group, or leave its people out."
    )


class NoGroupsLookedFor(Refused):
    """The contract says that software looks for no groups."""

    code = "no-groups-looked-for"
    status = 409
    sentence = msgid(
        "The contract of this round says that no opinion groups are looked for. Name groups of your own in a file, or "
        "choose another round."
    )


def statement_round(consultation_id: str, number: int | None = None) -> RoundView:
    """Return the round of statements asked for, or the newest that is revealed.

    Refuses `not-found` where there is no such round, and `results-hidden` where none is revealed yet.
    """
    every = [one for one in rounds.list_rounds(consultation_id) if one.kind is RoundKind.STATEMENTS]
    asked = [one for one in every if number in {None, one.number}]
    if not asked:
        raise NotFound
    revealed = [one for one in asked if is_shown(one)]
    if not revealed:
        raise ResultsHidden
    return revealed[-1]


def look_at_opinions(one: RoundView, *, read: Reader | None = None) -> dict[str, Any]:
    """Return what is found of the opinions in a revealed round: as it was published, or through the groups that `read` gives.

    What was not analysed at its freeze is analysed now. The same figures are left out as in what is published, and
    groups of a few people are refused with `group-too-small` where anyone's answers are not public. Refuses
    `results-hidden` before the reveal, whoever asks, and `no-groups-looked-for` where the contract says so and no
    groups are named.
    """
    result, kept = result_of(one), opinions_of(one)
    if read is None and kept is not None:
        return dict(kept.analysis)
    contract = rounds.contract_of_round(one.consultation_id, one.id)
    if read is None and contract.content.get("opinion_groups") is False:
        raise NoGroupsLookedFor
    about = opined(one, disclosure_of(contract))
    groups = _named(about, read) if read else groups_of(one.consultation_id, one.id)
    withheld = {str(statement["id"]) for statement in result["statements"] if statement["agree"] is None}
    return about.published(about.analyse(groups=groups or None), withheld=withheld)


def _named(about: Opined, read: Reader) -> dict[str, str]:
    """Return the group of each seat that somebody named."""
    named = read(frozenset(about.votes.participants))
    fewest = fewest_of(about.disclosure)
    small = [group for group, people in Counter(named.values()).items() if people < fewest]
    if small:
        raise GroupTooSmall(group=min(small), fewest=fewest)
    return {seat: named[name] for seat, name in about.names.items() if name in named}
