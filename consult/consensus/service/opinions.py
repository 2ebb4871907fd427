"""What an analysis found of the opinions in a round: kept at the freeze, read by everyone, and one's own place by oneself."""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import rfc8785
from sqlalchemy import delete, select

from consult.consensus.rules import FORMULA_VERSION
from consult.consensus.rules.opinion import Axes
from consult.consensus.rules.opinion.analysis import VOTES_TO_BE_GROUPED
from consult.consensus.rules.opinion.projection import nearest_group, place_of
from consult.consensus.rules.opinion.results import place
from consult.consensus.rules.opinion_publication import is_protected
from consult.consensus.service.analysing import Opined, public_id
from consult.consensus.service.groups import groups_of
from consult.consensus.service.reading import ResultsHidden, is_shown
from consult.consensus.service.terms import disclosure_of
from consult.consensus.tables import OpinionAnalysis
from consult.deliberation import service as deliberation
from consult.kernel import clock
from consult.kernel.db import db
from consult.ledger import service as ledger
from consult.ledger.rules.leaf import LeafType
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundKind
from consult.rounds.service import RoundView
from consult.voting import service as voting

FROZEN = "frozen"
LIVE = "live"
SUBJECT = "opinions"
"""What the leaf of an analysis is about; the leaf of the result itself has no subject."""


@dataclass(frozen=True, slots=True)
class Opinions:
    """What an analysis found, small cells left out, when and on which occasion it was made, and its digest."""

    analysis: Mapping[str, Any]
    at: datetime
    occasion: str
    digest: str


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """Where on the map a seat stands, and in which group, None where it is in none; told to nobody else."""

    x: float
    y: float
    group: str | None


def keep_opinions(opined: Opined, *, withheld: Collection[str]) -> str:
    """Return the digest of what is found of the opinions in a closed round, kept from now on and in the log.

    Groups that came with an imported round stay, and are looked at in place of any that would be found. Of the
    statements withheld the result shows no total.
    """
    one = opined.round
    groups = groups_of(one.consultation_id, one.id)
    found = opined.published(opined.analyse(groups=groups or None), withheld=withheld)
    digest = keep_analysis(one, FROZEN, found)
    ledger.append(
        log_id=one.consultation_id,
        kind=LeafType.TALLY_PUBLISH,
        content={"round": one.number, "sha256": digest, "formula_version": FORMULA_VERSION},
        at=clock.now(db.session),
        role="organiser",
        round_id=one.id,
        subject=SUBJECT,
    )
    return digest


def keep_analysis(one: RoundView, occasion: str, content: Mapping[str, Any]) -> str:
    """Return the digest of what was found, kept in place of what was found on this occasion before."""
    canonical = rfc8785.dumps(dict(content))
    digest = hashlib.sha256(canonical).hexdigest()
    db.session.merge(
        OpinionAnalysis(
            consultation_id=one.consultation_id,
            round_id=one.id,
            occasion=occasion,
            formula_version=FORMULA_VERSION,
            canonical=canonical,
            sha256=digest,
            at=clock.now(db.session),
        )
    )
    db.session.flush()
    return digest


def forget_analysis(one: RoundView, occasion: str) -> None:
    """Remove what was found of a round on this occasion."""
    db.session.execute(
        delete(OpinionAnalysis)
        .where(OpinionAnalysis.consultation_id == one.consultation_id, OpinionAnalysis.round_id == one.id)
        .where(OpinionAnalysis.occasion == occasion)
    )


def kept_analysis(one: RoundView, occasion: str) -> OpinionAnalysis | None:
    """Return what was found of a round on this occasion, or None."""
    return db.session.get(OpinionAnalysis, (one.consultation_id, one.id, occasion))


def digest_of(one: RoundView, occasion: str) -> str | None:
    """Return the digest of what stands now, whatever this session has read before; None where nothing was found yet."""
    return db.session.scalar(
        select(OpinionAnalysis.sha256)
        .where(OpinionAnalysis.consultation_id == one.consultation_id, OpinionAnalysis.round_id == one.id)
        .where(OpinionAnalysis.occasion == occasion)
    )


def opinions_of(one: RoundView) -> Opinions | None:
    """Return what was found of the opinions of a round when it was frozen; None where its contract asks for no analysis.

    Refuses `results-hidden` before the reveal, whoever asks.
    """
    if not is_shown(one):
        raise ResultsHidden
    row = kept_analysis(one, FROZEN)
    return Opinions(json.loads(row.canonical), row.at, row.occasion, row.sha256) if row else None


def own_place(one: RoundView, seat_id: str) -> OwnPlace | None:
    """Return where a seat stands by its own answers; None where it has given none, or no place is shown yet.

    It is computed from the seat's answers and the axes that were found, so what others answered is not looked at again.
    A seat with fewer than seven answers is in no group, unless it answered every statement or came with its group.
    While voting goes on a place is shown only where every answer is public: who answers one statement in three ways would
    read its mean from the three places.
    """
    written = _shown(one)
    said = _answers(one, seat_id) if written else {}
    if not written or not said:
        return None
    axes = Axes.read(written)
    x, y = place_of(said, axes)
    given = groups_of(one.consultation_id, one.id)
    group = given.get(seat_id) if given else _nearest((x, y), axes, len(said))
    return OwnPlace(place(x), place(y), group)


def _nearest(point: tuple[float, float], axes: Axes, votes: int) -> str | None:
    asked = len(axes.loads) - len(axes.set_aside)
    return nearest_group(point, axes) if votes >= min(VOTES_TO_BE_GROUPED, asked) else None


def _shown(one: RoundView) -> dict[str, Any] | None:
    """Return the analysis on whose axes anyone may be placed now, as it was kept."""
    if is_shown(one):
        row = kept_analysis(one, FROZEN)
        return json.loads(row.canonical) if row else None
    row = kept_analysis(one, LIVE)
    is_open = row and not is_protected(disclosure_of(rounds.contract_of_round(one.consultation_id, one.id)))
    return json.loads(row.canonical).get("analysis") if row and is_open else None


def _answers(one: RoundView, seat_id: str) -> dict[str, str]:
    """Return what a seat answered, by what files call the statements; stale answers are none."""
    if one.kind is not RoundKind.STATEMENTS:
        return {}
    ballots = voting.ballots_of(consultation_id=one.consultation_id, round_id=one.id, seat_id=seat_id)
    names = {each.id: public_id(each) for each in deliberation.list_statements(one.consultation_id, one.id)}
    return {names[item]: ballot.position for item, ballot in ballots.items() if ballot.is_vote and item in names}
