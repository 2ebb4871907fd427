"""The votes of a round as an analysis of opinions reads them, and what it finds, small cells left out."""

from array import array
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from consult.consensus.rules.opinion import Analysis, Axes, VoteMatrix, analyse
from consult.consensus.rules.opinion.votes import VALUES
from consult.consensus.rules.opinion_publication import fewest_of, publish
from consult.consensus.rules.overlap import declared
from consult.consensus.rules.tally import SeatKind
from consult.deliberation import service as deliberation
from consult.participation import service as participation
from consult.participation.rules.facts import UNGROUPED, group_of
from consult.participation.rules.seats import UNCATEGORISED
from consult.rounds import service as rounds
from consult.rounds.service import RoundView
from consult.voting import service as voting


@dataclass(frozen=True, kw_only=True)
class Opined:
    """A round of statements with the seats of which an analysis reads the votes, and what is published of whom."""

    round: RoundView
    kinds: Mapping[str, SeatKind]
    disclosure: Mapping[str, str]

    @cached_property
    def names(self) -> dict[str, str]:
        """What the analysis calls each seat whose votes it reads: as its source does, else by its id."""
        sources = participation.source_ids_of(self.round.consultation_id)
        return {seat: sources.get(seat, seat) for seat, kind in self.kinds.items() if kind.counts}

    @cached_property
    def statements(self) -> dict[str, deliberation.StatementView]:
        """The statements by what files call them."""
        found = deliberation.list_statements(self.round.consultation_id, self.round.id)
        return {public_id(one): one for one in found}

    @cached_property
    def votes(self) -> VoteMatrix:
        """Every vote of these seats on these statements; a seat that has answered nothing is not in it.

        Neither is a statement that moderators kept from being asked: nobody could answer it.
        """
        seats = list(self.names)
        columns = {one.id: place for place, one in enumerate(self.statements.values())}
        rows, asked, said = array("q"), array("q"), array("b")
        scope = (self.round.consultation_id, self.round.id)
        for seat, item, position in voting.votes_of(*scope, {seat: place for place, seat in enumerate(seats)}):
            if item in columns:
                rows.append(seat)
                asked.append(columns[item])
                said.append(VALUES[position])
        voters, row_of = np.unique(np.frombuffer(rows, np.int64), return_inverse=True)
        votes = VoteMatrix.of_arrays(
            [self.names[seats[place]] for place in voters.tolist()],
            list(self.statements),
            rows=row_of,
            columns=np.frombuffer(asked, np.int64),
            values=np.frombuffer(said, np.int8),
            is_asked_order=True,
        )
        is_asked = np.array([one.is_asked for one in self.statements.values()], np.bool_)
        return votes.of_statements(is_asked | (np.bincount(votes.columns, minlength=len(is_asked)) > 0))

    def analyse(self, *, groups: Mapping[str, str] | None = None, start: Axes | None = None) -> Analysis:
        """Return what is found in the votes; `groups` names a group of each seat in place of any that would be found."""
        rejected = {name for name, one in self.statements.items() if not one.is_asked}
        given = {self.names[seat]: label for seat, label in groups.items() if seat in self.names} if groups else None
        fewest = fewest_of(self.disclosure)
        return analyse(self.votes, moderated_out=rejected, groups=given, fewest=fewest, start=start)

    def published(self, found: Analysis, *, withheld: Collection[str]) -> dict[str, Any]:
        """Return what is published of an analysis; of the statements withheld the result shows no total."""
        members = {seat: label for seat, name in self.names.items() if (label := found.members.get(name)) is not None}
        overlap = declared(members, [group.label for group in found.groups], self._declared(), self.disclosure)
        return {**publish(found.as_json(), self.disclosure, withheld=withheld), "declared": overlap}

    def _declared(self) -> dict[str, dict[str, str]]:
        """Return what is on record of the seats, by attribute: their category, language, and region of their country."""
        on = (self.round.opened_at or self.round.opens_at).date()
        regions = {seat: group_of(kind.territory, "region", on=on) for seat, kind in self.kinds.items()}
        return {
            "category": {seat: kind.category for seat, kind in self.kinds.items() if kind.category != UNCATEGORISED},
            "language": voting.languages_of(self.round.consultation_id, self.round.id),
            "country_group": {seat: region for seat, region in regions.items() if region != UNGROUPED},
        }


def opined(one: RoundView, disclosure: Mapping[str, str]) -> Opined:
    """Return a round with the seats that count in it, as they stand now, and those of imported participants."""
    return Opined(round=one, kinds=kinds_of(one), disclosure=disclosure)


def kinds_of(
    one: RoundView, *, groups: Mapping[str, str] | None = None, flagged: Collection[str] = ()
) -> dict[str, SeatKind]:
    """Return what counts know of each seat of a round, with the group of each seat that has one and who is flagged."""
    grouped = groups or {}
    return {
        elector.seat_id: SeatKind(
            category=elector.category or UNCATEGORISED,
            counts=elector.counts or elector.category is None,
            territory=elector.territory,
            group=grouped.get(elector.seat_id),
            is_flagged=elector.seat_id in flagged,
        )
        for elector in rounds.electorate_of(one.consultation_id, one.id)
    }


def public_id(statement: deliberation.StatementView) -> str:
    """Return what files call a statement: the source's number of an imported one, else our id."""
    source = statement.source_id or ""
    return str(int(source)) if source.isdecimal() else statement.id
