"""What is said about the clauses in English: for each clause and round some of everything that people bring up."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from consult.demonstration.rules.acts import Comment, Matter
from consult.demonstration.rules.blocks import STANCES, Blocks
from consult.demonstration.rules.draws import in_drawn_order, pick, share
from consult.demonstration.rules.speech import LETTERS, Said
from consult.demonstration.rules.voices import Voices
from consult.demonstration.rules.wording import argued, remarked, submission

MOST = {
    1: {Matter.SUPPORT: 2, Matter.RESERVATION: 1, Matter.OBJECTION: 2},
    2: {Matter.SUPPORT: 1, Matter.RESERVATION: 1, Matter.OBJECTION: 1},
    3: {Matter.SUPPORT: 1, Matter.RESERVATION: 1, Matter.OBJECTION: 1},
}
"""How many of each stance give their reasons on a clause, in each round, where so many took it."""
REMARKS = {1: 3, 2: 2, 3: 1}
"""How many remarks are made on a clause in each round: proposals, reports, risks, questions."""
KINDS = {
    Matter.SUPPORT: "general",
    Matter.RESERVATION: "substantive",
    Matter.OBJECTION: "substantive",
    Matter.PROPOSAL: "editorial",
    Matter.PRACTICE: "practice",
    Matter.RISK: "risk",
    Matter.QUESTION: "question",
}
MADE_BY = {Matter.PROPOSAL: "reservation", Matter.PRACTICE: "support"}
"""From which stance a remark is made, where that matters."""
OTHER_SIDE = {Matter.OBJECTION: Matter.SUPPORT, Matter.SUPPORT: Matter.OBJECTION}
ANSWERED = {Matter.SUPPORT: 0.5, Matter.OBJECTION: 0.15}
"""How often someone of this stance answers the other side."""
SUBMITTED = 0.4
BY_ORGANISATIONS = Said("", frozenset(LETTERS.values()))


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause as it stands in the round: its id, its number and what can be said about it."""

    id: str
    number: str
    principle: str
    blocks: Blocks


def comments_of(voices: Voices, clauses: Sequence[Clause], phrases: Mapping[str, Any]) -> list[Comment]:
    """Return what is said in a round in English, with questions, replies and submissions on whole principles."""
    said: list[Comment] = []
    for clause in clauses:
        on_clause = [*_arguments(voices, clause), *_remarks(voices, clause)]
        for one in tuple(on_clause):
            on_clause += _exchange(voices, clause, one, on_clause, phrases["replies"])
        said += on_clause
    return said + list(_submissions(voices, clauses, phrases["submission"]))


def _arguments(voices: Voices, clause: Clause) -> Iterator[Comment]:
    number = voices.timing.number
    for stance in STANCES:
        used = sum(MOST[earlier][stance] for earlier in range(clause.blocks.since, number))
        for place in range(used, used + MOST[number][stance]):
            pair = clause.blocks.arguments[stance].pair(place)
            seat = voices.speaker(clause.id, stance, *pair) if pair else None
            if pair and seat:
                claim, reason = (voices.words(seat, one) for one in pair)
                text = argued(claim, reason, voices.of_oneself(seat), number, seat, clause.id)
                yield _comment(voices, clause, seat, stance, text)


def _remarks(voices: Voices, clause: Clause) -> Iterator[Comment]:
    """Give the remarks whose turn it is, and replies to questions; each is made once while the clause keeps its words."""
    number, since = voices.timing.number, clause.blocks.since
    used = sum(REMARKS[earlier] for earlier in range(since, number))
    ordered = in_drawn_order(clause.blocks.remarks, "remarks", clause.id, name=lambda one: one.said.words)
    for remark in ordered[used : used + REMARKS[number]]:
        stance = MADE_BY.get(remark.matter, "any")
        seat = voices.speaker(clause.id, stance, remark.said) or voices.speaker(clause.id, "any", remark.said)
        if seat is None:
            continue
        text = remarked(voices.words(seat, remark.said), voices.of_oneself(seat), number, seat, clause.id)
        quote = clause.blocks.quote if remark.matter is Matter.PROPOSAL else ""
        made = _comment(voices, clause, seat, remark.matter, text, quote=quote)
        yield made
        if remark.reply is not None:
            yield from _reply(voices, clause, made, "support", remark.reply)


def _exchange(
    voices: Voices, clause: Clause, said: Comment, on_clause: Sequence[Comment], prefaces: Mapping[str, Sequence[str]]
) -> Iterator[Comment]:
    """Give to some objections and agreements a reply from the other side, if there is something new to say."""
    other = OTHER_SIDE.get(said.matter)
    if other is None or share("answered", said.key) >= ANSWERED[other]:
        return
    reasons = clause.blocks.arguments[other].reasons
    new = [one for one in reasons if not any(one.words in each.text for each in on_clause)]
    if new:
        preface = pick(prefaces[other], "preface", said.key)
        yield from _reply(voices, clause, said, other, Said(f"{preface} {new[0].words}", new[0].speakers))


def _reply(voices: Voices, clause: Clause, to: Comment, stance: str, said: Said) -> Iterator[Comment]:
    seat = voices.speaker(clause.id, stance, said)
    if seat is not None:
        at = min(to.at + timedelta(hours=2 + 40 * share("reply", to.key)), voices.timing.ends)
        text = voices.words(seat, said)
        yield _comment(voices, clause, seat, Matter.REPLY, text, at=at, answers=to.key)


def _submissions(voices: Voices, clauses: Sequence[Clause], frame: Mapping[str, Any]) -> Iterator[Comment]:
    number = voices.timing.number
    for principle in dict.fromkeys(clause.principle for clause in clauses):
        within = [clause for clause in clauses if clause.principle == principle]
        is_due = share("submission", number, principle) < SUBMITTED
        seat = voices.speaker(within[0].id, "any", BY_ORGANISATIONS) if is_due else None
        if seat is not None:
            parts = [(one.number, one.blocks, _stance(voices, seat, one)) for one in within]
            text = submission(parts, voices.seats[seat].category, frame, seat)
            key = f"{number}/{principle}/{seat}"
            yield _comment(voices, within[0], seat, parts[0][2], f"{voices.of_oneself(seat)} {text}", key=key)


def _stance(voices: Voices, seat: str, clause: Clause) -> Matter:
    vote = voices.votes.get((seat, clause.id))
    position = vote.position if vote else "support"
    return Matter(position) if position in {"reservation", "object"} else Matter.SUPPORT


def _comment(voices: Voices, clause: Clause, seat: str, matter: Matter, text: str, **given: Any) -> Comment:  # noqa: ANN401 - any field of Comment
    number = voices.timing.number
    values = {
        "key": f"{number}/{clause.id}/{seat}",
        "at": voices.moment(seat, clause.id),
        "kind": KINDS.get(matter, "general"),
        "attribution": voices.attribution(seat, clause.id),
        **given,
    }
    return Comment(round=number, seat=seat, clause=clause.id, matter=matter, text=text, **values)
