"""The whole script: what happens in the demonstration, in the order of time."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from consult.demonstration.rules.acts import Act, Comment, Join, Matter, Seat, Vote
from consult.demonstration.rules.answers import answers_to
from consult.demonstration.rules.ballots import votes_of
from consult.demonstration.rules.blocks import Blocks, blocks_for, read_blocks
from consult.demonstration.rules.comments import Clause, comments_of
from consult.demonstration.rules.declarations import declarations
from consult.demonstration.rules.drafting import drafting
from consult.demonstration.rules.letters import campaign, hidden_comments, in_other_languages, reports, reviews
from consult.demonstration.rules.objections import objections_of
from consult.demonstration.rules.seats import GOVERNMENT, arrivals, seats_of
from consult.demonstration.rules.suggestions import decisions_on, ideas_of, sides_of
from consult.demonstration.rules.timetable import TIMINGS, Timing, moves
from consult.demonstration.rules.voices import Voices, voices_of
from consult.drafting.rules import ClauseKind, Part
from consult.participation.rules.seats import PERSON_CATEGORY

SOURCE = "en"
LARGEST_DELEGATION = 3
HALFWAY = 12
REVIEWED_UNTIL = timedelta(days=-3)
"""What was said later still waits for a moderator."""


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that was written for the demonstration; `drafts` holds the parts of each draft in each language."""

    consultation: Mapping[str, Any]
    people: Mapping[str, Any]
    votes: Mapping[str, Any]
    phrases: Mapping[str, Any]
    languages: Mapping[str, Any]
    comments: Mapping[str, Sequence[Mapping[str, Any]]]
    outcomes: Mapping[str, Mapping[str, Any]]
    notices: Mapping[str, Mapping[str, str]]
    suggestions: Mapping[str, Sequence[Mapping[str, Any]]]
    objections: Sequence[Mapping[str, Any]]
    drafts: Mapping[tuple[int, str], Sequence[Part]]

    def words_of(self, draft: int, clause: str) -> str | None:
        """Return the words of a clause in a draft, or None where the draft does not hold it."""
        return next((part.text for part in self.drafts[draft, SOURCE] if part.hint == clause), None)


def script(content: Content) -> list[Act]:
    """Return every act, earliest first."""
    seats = seats_of(content.people)
    acts = [*moves(), *arrivals(seats)]
    for timing in TIMINGS:
        acts += _round(timing, content, seats) + declarations(timing, content.outcomes)
    acts += _drafting(TIMINGS[-1], content, acts)
    return sorted(acts, key=lambda act: act.at)


def hosts(acts: Sequence[Act]) -> dict[str, str]:
    """Return as whom one can take part: an organisation's delegation of three, a state's and a citizen, all halfway through the open round."""
    votes = Counter(act.seat for act in acts if isinstance(act, Vote) and act.round == TIMINGS[-1].number)
    seats = [act.seat for act in acts if isinstance(act, Join) and act.seat.locale == SOURCE and act.seat.is_verified]
    states = [seat.key for seat in seats if seat.category == GOVERNMENT and len(seat.members) > 1]
    large = [seat for seat in seats if len(seat.members) == LARGEST_DELEGATION]
    delegations = [seat.key for seat in large if seat.category != GOVERNMENT]
    citizens = [seat.key for seat in seats if seat.category == PERSON_CATEGORY]
    found = {"delegate": delegations, "state-delegate": states, "citizen": citizens}
    return {min(keys, key=lambda key: abs(votes[key] - HALFWAY)): role for role, keys in found.items()}


def _round(timing: Timing, content: Content, seats: Sequence[Seat]) -> list[Act]:
    clauses = _clauses(content, timing.number)
    votes = votes_of(timing, [clause.id for clause in clauses], seats, content.votes)
    voices = voices_of(timing, seats, content.phrases["selves"], votes)
    others = _others(voices, content)
    said = [act for act in others if isinstance(act, Comment)] + comments_of(voices, clauses, content.phrases)
    checked = [act for act in others if not isinstance(act, Comment)]
    ideas = ideas_of(voices, content.suggestions[f"round{timing.number}"])
    suggested = [idea.suggested for idea in ideas]
    is_open = timing.answers is None
    checked += reviews([*said, *suggested], REVIEWED_UNTIL if is_open else timedelta(days=timing.closes))
    if is_open:
        checked += reports([one for one in said if one.matter is Matter.SUPPORT], content.phrases["reported"])
    answers = answers_to(
        timing,
        said,
        blocks={clause.id: clause.blocks for clause in clauses},
        is_changed=lambda clause: _is_changed(content, timing.number, clause),
        words=content.phrases["answers"],
    )
    next_draft = next((one.draft for one in TIMINGS if one.number == timing.number + 1), None)
    decided = decisions_on(timing, ideas, next_draft)
    objected = objections_of(timing, content.objections, votes, seats)
    return [*votes, *said, *suggested, *sides_of(voices, ideas), *checked, *answers, *decided, *objected]


def _drafting(timing: Timing, content: Content, acts: Sequence[Act]) -> list[Act]:
    """Return what is drafted in the open round by a member of the organisation for which one can enter."""
    hosted = {seat for seat, role in hosts(acts).items() if role == "delegate"}
    seats = [act.seat for act in acts if isinstance(act, Join) and act.seat.key in hosted]
    clauses = [clause.id for clause in _clauses(content, timing.number)]
    votes = [act for act in acts if isinstance(act, Vote)]
    return [act for seat in seats for act in drafting(timing, seat, clauses, votes)]


def _others(voices: Voices, content: Content) -> list[Act]:
    """Return what must find its speakers first: other languages, the letter of many, and what was hidden."""
    acts: list[Act] = [*in_other_languages(voices, content.languages)]
    if voices.timing.number == 1:
        acts += campaign(voices, content.phrases["campaign"])
        acts += hidden_comments(voices, content.phrases["hidden"])
    return acts


def _clauses(content: Content, draft: int) -> list[Clause]:
    parts = content.drafts[draft, SOURCE]
    return [
        Clause(part.hint, part.number, parts[part.parent or 0].heading, _blocks(content, part.hint, draft))
        for part in parts
        if part.kind is ClauseKind.CLAUSE and part.hint is not None
    ]


def _blocks(content: Content, clause: str, draft: int) -> Blocks:
    return blocks_for([read_blocks(one) for one in content.comments[clause]], draft)


def _is_changed(content: Content, draft: int, clause: str) -> bool:
    return content.words_of(draft + 1, clause) != content.words_of(draft, clause)
