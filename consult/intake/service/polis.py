"""A conversation that Polis exported, as a closed round of statements."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from consult.consensus import service as consensus
from consult.consultations import service as consultations
from consult.deliberation import service as deliberation
from consult.deliberation.rules.words import Moderated
from consult.intake.rules.polis import Conversation, Vote, read_conversation
from consult.intake.rules.problems import FileRefused
from consult.intake.service.runs import ImportRefused, digest_of, remember
from consult.ledger import service as ledger
from consult.participation import service as participation
from consult.rounds import service as rounds
from consult.rounds.rules.contract import Reveal, for_categories
from consult.rounds.rules.states import RoundKind
from consult.voting import service as voting

POLIS_LICENCE = "CC BY 4.0"
POLIS_ATTRIBUTION = (
    "Data was gathered using the Polis software (compdemocracy.org/polis) and is sub-licensed under CC BY 4.0 with "
    "Attribution to The Computational Democracy Project."
)
"""What its publisher asks to stand beside the data wherever it is used."""
BATCH = 20_000
Progress = Callable[[str, int, int], None]


def import_polis(
    *,
    slug: str,
    title: str,
    files: Mapping[str, bytes],
    organiser: str | None = None,
    progress: Progress | None = None,
) -> rounds.RoundView:
    """Return a closed statement round that holds an exported conversation, its result frozen.

    Ids, answers, groups and moderation are the source's; participants become seats without a category. Refuses,
    naming file, line and reason, an export that is incomplete or contradicts itself; nothing is then imported.
    """
    try:
        conversation = read_conversation(files)
    except FileRefused as error:
        raise ImportRefused(error) from error
    consultation = consultations.create_consultation(
        slug=slug,
        title=title or conversation.topic,
        purpose=conversation.description,
        organiser=organiser,
        licence=POLIS_LICENCE,
        categories=(),
        source={"kind": "polis", "url": conversation.url, "attribution": POLIS_ATTRIBUTION},
        cite_as=f"{conversation.topic}. {POLIS_ATTRIBUTION}",
    )
    consultations.announce_consultation(consultation_id=consultation.id)
    seats = participation.add_imported_seats(
        consultation_id=consultation.id, source_ids=[str(one.id) for one in conversation.participants]
    )
    one = _record_round(consultation.id, conversation)
    _store_answers(consultation.id, one, conversation, seats, progress)
    members = {seats[str(who.id)]: who.group for who in conversation.participants if who.group is not None}
    consensus.add_groups(consultation_id=consultation.id, round_id=one.id, members=members, origin="imported")
    counts = {
        "statements": len(conversation.statements),
        "participants": len(conversation.participants),
        "votes": len(conversation.votes),
        "events": conversation.events,
    }
    remember(consultation.id, "polis", digest_of(sorted(files.items())), counts, round_id=one.id)
    consensus.freeze(consultation_id=consultation.id, round_id=one.id)
    ledger.drain(consultation.id)
    return rounds.get_round(consultation.id, one.id)


def _record_round(consultation_id: str, conversation: Conversation) -> rounds.RoundView:
    moments = [one.created_ms for one in conversation.statements]
    moments += [vote.at_ms for vote in conversation.votes if vote.at_ms is not None]
    opened, closed = _moment(min(moments, default=0)), _moment(max(moments, default=0))
    usual = for_categories(RoundKind.STATEMENTS, (), reveal=Reveal.AT_FREEZE)
    terms = replace(usual, parameters=consensus.rule_parameters(usual.rule, usual.parameters))
    return rounds.record_finished_round(
        consultation_id=consultation_id,
        kind=RoundKind.STATEMENTS,
        opened_at=opened,
        closed_at=max(closed, opened + timedelta(seconds=1)),
        terms=terms,
        rule_version=consensus.rule_version(terms.rule, terms.parameters),
        formula_version=consensus.formula_version(),
        seats=participation.list_seats(consultation_id),
    )


def _store_answers(
    consultation_id: str,
    one: rounds.RoundView,
    conversation: Conversation,
    seats: Mapping[str, str],
    progress: Progress | None,
) -> None:
    statements = deliberation.add_statements(
        consultation_id=consultation_id,
        round_id=one.id,
        statements=[
            deliberation.NewStatement(
                text=statement.text,
                lang="und",
                source_id=str(statement.id),
                source_author=statement.author,
                moderated=Moderated(statement.moderated),
                is_seed=statement.is_seed,
                created_at=_moment(statement.created_ms),
            )
            for statement in conversation.statements
        ],
    )
    items = {int(statement.source_id or 0): statement.id for statement in statements}
    done, total = 0, len(conversation.votes)
    while done < total:
        batch = conversation.votes[done : done + BATCH]
        done += _store_batch(consultation_id, one, batch, seats, items)
        if progress:
            progress("votes", done, total)


def _store_batch(
    consultation_id: str,
    one: rounds.RoundView,
    votes: Sequence[Vote],
    seats: Mapping[str, str],
    items: Mapping[int, str],
) -> int:
    return voting.add_imported_ballots(
        consultation_id=consultation_id,
        round_id=one.id,
        ballots=(
            {
                "seat_id": seats[str(vote.participant)],
                "item_id": items[vote.statement],
                "position": vote.answer,
                "version": vote.events,
                "cast_at": _moment(vote.at_ms) if vote.at_ms is not None else one.closed_at,
            }
            for vote in votes
        ),
    )


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, tz=UTC)
