"""The live picture of a round: what everyone may see of its answers while voting goes on, renewed in steps.

Each vote moves a count of its own, and the picture is made of these; groups are looked for in all votes, which takes as
long as there are votes, and so by a job. Nothing in the picture says how one person answered, or changed their answer.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from consult.consensus.rules.counts import StatementCounts
from consult.consensus.rules.live import New, is_due, moving, read_counts, shown
from consult.consensus.rules.margins import wilson_lower
from consult.consensus.rules.opinion import Axes
from consult.consensus.rules.opinion_publication import is_protected, picture, publish, rounded_down
from consult.consensus.rules.shares import Share, share_of
from consult.consensus.service.analysing import Opined, opined, public_id
from consult.consensus.service.opinions import LIVE, digest_of, keep_analysis, kept_analysis
from consult.consensus.service.reading import ResultsHidden
from consult.consensus.service.terms import disclosure_of
from consult.deliberation import service as deliberation
from consult.kernel import chores, clock, jobs
from consult.kernel.db import db
from consult.kernel.transaction import transaction
from consult.rounds import service as rounds
from consult.rounds.service import RoundView
from consult.voting import service as voting

JOB = "renew_live_picture"


@dataclass(frozen=True, slots=True)
class LiveItem:
    """What is shown of a statement: every figure, or none of them where they would tell how someone answered.

    `statement` is its id in files; the share is agree / (agree + disagree), the lower bound that of the margins.
    """

    statement: str
    agree: int | None
    disagree: int | None
    passed: int | None
    n: int | None
    share: Share | None
    lower_bound: float | None


@dataclass(frozen=True, slots=True)
class LivePicture:
    """What was known at one moment: the answers to each statement, and the groups that were found, if any.

    `analysis` has the form of `Opinions.analysis`, with what `picture` shows in it and nothing else. `is_rounded` says
    that people and votes are counted in fives.
    """

    at: datetime
    participants: int
    votes: int
    is_rounded: bool
    items: tuple[LiveItem, ...]
    analysis: Mapping[str, Any] | None


def live_picture_of(one: RoundView) -> LivePicture | None:
    """Return the newest live picture of a round; None while no statement has been answered by five people.

    Refuses `results-hidden` where the contract does not say that counts are shown while voting goes on.
    """
    contract = rounds.contract_of_round(one.consultation_id, one.id) if one.opened_at else None
    if contract is None or not contract.is_live:
        raise ResultsHidden
    row = kept_analysis(one, LIVE)
    if row is None:
        return None
    written, disclosure = json.loads(row.canonical), disclosure_of(contract)
    return LivePicture(
        at=row.at,
        participants=rounded_down(written["participants"], disclosure),
        votes=rounded_down(written["votes"], disclosure),
        is_rounded=is_protected(disclosure),
        items=tuple(_item(item["statement"], item["counts"]) for item in written["items"]),
        analysis=picture(written["analysis"], disclosure) if written["analysis"] else None,
    )


@chores.chore
def ask_for_pictures() -> int:
    """Ask for a new picture of every round of which enough is new; return of how many."""
    asked = [one for one in rounds.live_rounds() if _is_due(one)]
    for one in asked:
        with transaction():
            _ask(one)
    return len(asked)


@jobs.prepares(JOB)
def renew_picture(payload: Mapping[str, str]) -> Callable[[], None]:
    """Make the next picture of a round, and return what keeps it unless the round has closed meanwhile.

    What is new is read before the counts, and forgotten only as far as it was there just after: whoever votes in
    between may be in the picture or not, and never moves the next one alone. Nothing is held while groups are looked
    for: votes go on. Where another worker has kept a picture meanwhile, this one is dropped: from one made of the same
    earlier one it could differ by a single answer.
    """
    one = rounds.get_round(payload["consultation_id"], payload["round_id"])
    after = digest_of(one, LIVE)
    if one.is_finished or not _is_due(one):
        return _keep_nothing
    contract = rounds.contract_of_round(one.consultation_id, one.id)
    about = opined(one, disclosure_of(contract))
    news = _news(one)
    counted = voting.live_counts(one.consultation_id, one.id)
    moved = [*_moved(one, news, counted)]
    seen = voting.live_changes(one.consultation_id, one.id, moved)
    found = _picture(about, counted, moved, has_groups=contract.has_opinion_groups)
    return partial(_keep, one, found, seen, after)


def _keep_nothing() -> None:
    """Leave the picture as it is."""


def _keep(one: RoundView, found: Mapping[str, Any], seen: Sequence[voting.Change], after: str | None) -> None:
    """Keep the next picture, while the round cannot close, where the one with the digest `after` still stands.

    A round that has closed has no live picture any more.
    """
    is_finished = rounds.hold(consultation_id=one.consultation_id, round_id=one.id).is_finished
    if is_finished or digest_of(one, LIVE) != after:
        return
    keep_analysis(one, LIVE, found)
    voting.note_shown(one.consultation_id, one.id, seen)


def _picture(
    about: Opined, counted: Mapping[str, Mapping[str, int]], moved: list[str], *, has_groups: bool
) -> dict[str, Any]:
    """Return the next picture as it is kept; `counted` and `moved` call statements by our ids."""
    earlier = _kept(about.round)
    asked = {one.id: name for name, one in about.statements.items() if one.is_asked}
    now = {name: StatementCounts.read(counted.get(item, {})) for item, name in asked.items()}
    moving_names = {asked[item] for item in moved if item in asked}
    before = read_counts({item["statement"]: item["counts"] for item in earlier.get("items", ())})
    items = shown(before, now, moving_names, protected=is_protected(about.disclosure))
    analysis = _analysis(about, earlier.get("analysis")) if has_groups else None
    votes = about.votes
    return {
        "participants": len(votes.participants),
        "votes": len(votes.values),
        "items": [{"statement": name, "counts": items[name].as_json() if name in items else {}} for name in now],
        "analysis": analysis,
    }


def _analysis(about: Opined, earlier: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return which groups there are now, beginning from those that were found before, so that they keep their places."""
    found = about.analyse(start=Axes.read(earlier) if earlier else None)
    return publish(found.as_json(), about.disclosure)


def _item(name: str, written: Mapping[str, int]) -> LiveItem:
    if not written:
        return LiveItem(name, *(None,) * 6)
    counts = StatementCounts.read(written)
    sides = counts.agree + counts.disagree
    return LiveItem(
        statement=name,
        agree=counts.agree,
        disagree=counts.disagree,
        passed=counts.pass_,
        n=counts.n,
        share=share_of(counts.agree, sides),
        lower_bound=wilson_lower(counts.agree, sides),
    )


def _is_due(one: RoundView) -> bool:
    news = _news(one)
    counted = voting.live_counts(one.consultation_id, one.id)
    return is_due(_moved(one, news, counted), votes=sum(sum(of_item.values()) for of_item in counted.values()))


def _moved(one: RoundView, news: Mapping[str, New], counted: Mapping[str, Mapping[str, int]]) -> dict[str, New]:
    """Return what is new of the statements that move in the next picture, by our ids."""
    names = {each.id: public_id(each) for each in deliberation.list_statements(one.consultation_id, one.id)}
    kept = read_counts({item["statement"]: item["counts"] for item in _kept(one).get("items", ())})
    before = {item: kept[name] for item, name in names.items() if name in kept}
    disclosure = disclosure_of(rounds.contract_of_round(one.consultation_id, one.id))
    found = moving(news, before, read_counts(counted), protected=is_protected(disclosure))
    return {item: new for item, new in news.items() if item in found}


def _news(one: RoundView) -> dict[str, New]:
    return {new.item_id: New(new.seats, new.acts) for new in voting.live_news(one.consultation_id, one.id)}


def _kept(one: RoundView) -> dict[str, Any]:
    row = kept_analysis(one, LIVE)
    found: dict[str, Any] = json.loads(row.canonical) if row else {}
    return found


def _ask(one: RoundView) -> None:
    """Have the next picture made once, however often it is asked for before anyone votes.

    A job may find that it is not due any more, as votes changed meanwhile, and what came later has to be asked for again.
    """
    row = kept_analysis(one, LIVE)
    after = clock.to_text(row.at) if row else "none"
    votes = sum(new.votes for new in _news(one).values())
    payload = {"consultation_id": one.consultation_id, "round_id": one.id}
    jobs.add_job(db.session, kind=JOB, key=f"{one.id} after {after} with {votes}", payload=payload)
