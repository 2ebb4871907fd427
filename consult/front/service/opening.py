"""Opening a round: on a text or on statements, under terms that are announced; at once, or by itself at its moment."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from consult.consensus import service as consensus
from consult.consultations import service as consultations
from consult.consultations.service import Role
from consult.deliberation import service as deliberation
from consult.deliberation.rules.statements import LONGEST_STATEMENT, one_line
from consult.drafting import service as drafting
from consult.front.service.choosing import checked_choice
from consult.front.service.languages import require_reviewed
from consult.front.service.reopening import with_settled_left_out
from consult.front.service.running import LIVE
from consult.kernel import clock, jobs
from consult.kernel.db import db
from consult.kernel.errors import Refused, msgid
from consult.participation import service as participation
from consult.rounds import service as rounds
from consult.rounds.rules.contract import Terms, terms_of_contract
from consult.rounds.rules.states import ON_A_TEXT, RoundKind, RoundState
from consult.rounds.service import RoundView
from consult.voting import service as voting

JOB = "round.open"
TOO_LATE = "The service did not run between the opening and the deadline of this round, so it could not be opened."
"""The reason on record, in the log's own language, for a round that nobody could have taken part in."""


class RoundUnderway(Refused):
    """One round at a time is open on a text."""

    code = "round-underway"
    status = 409
    sentence = msgid("A round is announced or open already. Wait until it has closed, or cancel it with a reason.")


class StatementsNeeded(Refused):
    """A round of statements asks about statements."""

    code = "statements-needed"
    status = 422
    sentence = msgid("Write at least one statement, each on a line of its own.")


class StatementTooLong(Refused):
    """A statement is one idea that people agree or disagree with."""

    code = "statement-too-long"
    status = 422
    sentence = msgid("A statement has at most %(most)s characters; number %(number)s has %(length)s. Shorten it.")


class SilenceTooShort(Refused):
    """A text is circulated under silence for long enough that capitals can be asked."""

    code = "silence-too-short"
    status = 422
    sentence = msgid("A text is circulated under silence for at least %(hours)s hours. Choose a later closing.")


def start_round(
    *,
    consultation_id: str,
    terms: Terms,
    closes_at: datetime,
    person_id: str | None,
    opens_at: datetime | None = None,
    statements: Sequence[str] = (),
) -> RoundView:
    """Return a round on the newest published draft or on these statements, announced, and open unless `opens_at` is to come.

    One that is to come opens by itself at its moment, under the terms that are kept with it until then. Refuses when
    another round is under way, when nothing is published, `notices-missing` for a language without the legal notices,
    `language-not-reviewed` for one in which too few clauses are reviewed, a rule that is not known here, and statements that are missing where they are asked about, too long, or not plain text.
    """
    if round_under_way(consultation_id) is not None:
        raise RoundUnderway
    consultations.require_notices(consultation_id, terms.languages)
    kind = RoundKind(terms.kind)
    asked = _checked(statements) if kind is RoundKind.STATEMENTS else []
    terms = replace(terms, **checked_choice(terms)) if kind is RoundKind.OPTIONS else terms
    draft = _draft_for(consultation_id, terms, person_id) if kind in ON_A_TEXT else None
    consensus.rule_version(terms.rule, terms.parameters)  # refuses a rule that is not known here
    whole = replace(terms, parameters=consensus.rule_parameters(terms.rule, terms.parameters))
    whole = with_settled_left_out(draft, whole) if draft else whole
    moment = clock.now(db.session)
    if kind is RoundKind.SILENCE:
        _require_period(whole, opens_at or moment, closes_at)
    planned = rounds.plan_round(
        consultation_id=consultation_id,
        kind=kind,
        draft_id=draft.id if draft else None,
        opens_at=opens_at or moment,
        closes_at=closes_at,
    )
    _ask(planned, asked)
    voting.add_options(planned, whole.options, lang=consultations.consultation_by_id(consultation_id).language)
    scope = {"consultation_id": consultation_id, "round_id": planned.id}
    announced = rounds.announce_round(**scope, by_person=person_id, terms=whole)
    if planned.opens_at <= moment:
        return open_announced(**scope, person_id=person_id)
    jobs.add_job(db.session, kind=JOB, key=planned.id, payload=scope, due_at=planned.opens_at)
    return announced


def round_under_way(consultation_id: str) -> RoundView | None:
    """Return the round that is announced or open, during which no other one is announced, or None."""
    return next((one for one in rounds.list_rounds(consultation_id) if one.state in LIVE), None)


def open_announced(*, consultation_id: str, round_id: str, person_id: str | None) -> RoundView:
    """Return an announced round, open from now on: the terms it was announced with become its contract.

    A ballot on a new draft begins with what each seat said of the one before, as far as that still holds. Refuses a
    round in any other state, and one whose deadline has passed.
    """
    terms = rounds.terms_of_round(consultation_id, round_id)
    opened = rounds.open_round(
        consultation_id=consultation_id,
        round_id=round_id,
        terms=terms,
        rule_version=consensus.rule_version(terms.rule, terms.parameters),
        formula_version=consensus.formula_version(),
        seats=participation.list_seats(consultation_id),
        by_person=person_id,
        shortest=_shortest(terms),
    )
    voting.carry_ballots(opened, by_person=person_id)
    return opened


def last_terms(consultation_id: str) -> Terms | None:
    """Return the terms of the newest round, with those who hold office now; None before the first."""
    every = [one for one in rounds.list_rounds(consultation_id) if one.opened_at is not None]
    if not every:
        return None
    terms = terms_of_contract(rounds.contract_of_round(consultation_id, every[-1].id).content)
    return replace(terms, decision_makers=deciders_in_office(consultation_id))


def deciders_in_office(consultation_id: str) -> list[Mapping[str, str]]:
    """Return who decides now, as contracts name them."""
    found = rounds.list_decision_makers(consultation_id, clock.now(db.session))
    return [{"name": one.name, "office": one.office, "since": f"{one.since:%Y-%m-%d}"} for one in found]


@jobs.handles(JOB)
def open_when_due(payload: Mapping[str, str]) -> None:
    """Open the round that is due; leave one that was opened or cancelled meanwhile.

    After a time without service it opens late. One whose deadline has passed by then is cancelled, for nobody could
    take part in it.
    """
    scope = {"consultation_id": payload["consultation_id"], "round_id": payload["round_id"]}
    one = rounds.get_round(**scope)
    if one.state is not RoundState.ANNOUNCED:
        return
    try:
        if clock.now(db.session) < one.closes_at:
            open_announced(**scope, person_id=None)
        else:
            rounds.advance(**scope, to=RoundState.CANCELLED, by_role=Role.ORGANISER, by_person=None, reason=TOO_LATE)
    except rounds.WrongMove:  # someone opened or cancelled it a moment ago; nothing has been written here
        return


def _require_period(terms: Terms, opens_at: datetime, closes_at: datetime) -> None:
    """Refuse a silence that is shorter than its terms ask for."""
    if closes_at - opens_at < _shortest(terms):
        raise SilenceTooShort(field="closes_at", hours=terms.parameters["shortest_hours"])


def _shortest(terms: Terms) -> timedelta:
    """Return how long a round lasts at least under its terms: a silence is never cut short by a late opening."""
    return timedelta(hours=terms.parameters.get("shortest_hours", 0))


def _draft_for(consultation_id: str, terms: Terms, person_id: str | None) -> drafting.DraftView:
    """Return the newest published draft, fit for a round under these terms."""
    draft = drafting.latest_draft(consultation_id, published=True)
    if draft is None:
        raise drafting.DraftUnpublished
    require_reviewed(draft, terms)
    _make_authentic(draft, terms, person_id)
    return draft


def _make_authentic(draft: drafting.DraftView, terms: Terms, person_id: str | None) -> None:
    """Have the text be binding in the languages of the contract, beside the one that it is written in."""
    named = [one for one in terms.authentic_languages if one != draft.language]
    drafting.set_authentic(consultation_id=draft.consultation_id, languages=named, by_person=person_id)


def _checked(statements: Sequence[str]) -> list[str]:
    """Return the statements in their plain form, each once."""
    plain = [one_line(one) for one in statements]
    if None in plain:
        raise deliberation.TextRefused(field="statements")
    asked = list(dict.fromkeys(filter(None, plain)))
    if not asked:
        raise StatementsNeeded(field="statements")
    for number, one in enumerate(asked, start=1):
        if len(one) > LONGEST_STATEMENT:
            raise StatementTooLong(field="statements", most=LONGEST_STATEMENT, number=number, length=len(one))
    return asked


def _ask(one: RoundView, statements: Sequence[str]) -> None:
    language = consultations.consultation_by_id(one.consultation_id).language
    deliberation.add_statements(
        consultation_id=one.consultation_id,
        round_id=one.id,
        statements=[deliberation.NewStatement(text=text, lang=language) for text in statements],
    )
