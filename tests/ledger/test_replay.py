"""The log replayed equals the tables, and what was tampered with does not pass."""

from typing import Any

import pytest
from sqlalchemy import Table, delete, select, update
from sqlalchemy.exc import DBAPIError

from consult.deliberation.tables import Comment
from consult.ledger import service as ledger
from consult.ledger.service import Act
from consult.ledger.tables import LedgerEntry, LedgerOpening, LedgerPosition
from consult.moderation.tables import Action
from consult.participation.tables import Seat
from consult.voting.tables import Ballot, BallotAct
from tests.ledger.story import Story, acts_of, tell
from tests.world import World


@pytest.fixture
def story(world: World) -> Story:
    return tell(world)


def contents(acts: list[Act], kind: str) -> list[dict[str, Any]]:
    return [dict(act.content or {}) for act in acts if act.leaf["type"] == kind]


def test_the_ballots_are_the_newest_versions_that_the_log_holds(world: World, story: Story) -> None:
    votes = contents(acts_of(world, story.consultation), "vote.cast")
    newest = {(vote["seat"], vote["item"]): vote for vote in sorted(votes, key=lambda vote: vote["version"])}
    with world.reading() as session:
        ballots = session.scalars(select(Ballot).where(Ballot.round_id == story.round.id)).all()
        acts = session.scalars(select(BallotAct).where(BallotAct.round_id == story.round.id)).all()
    assert {
        (row.seat_id, row.item_id): (row.position, row.importance, row.version, row.lang_seen, row.channel)
        for row in ballots
    } == {
        place: (vote["position"], vote["importance"], vote["version"], vote["lang_seen"], vote["channel"])
        for place, vote in newest.items()
    }
    assert {(row.seat_id, row.item_id, row.version, row.position) for row in acts} == {
        (vote["seat"], vote["item"], vote["version"], vote["position"]) for vote in votes
    }


def test_the_comments_and_what_moderators_did_are_what_the_log_holds(world: World, story: Story) -> None:
    acts = acts_of(world, story.consultation)
    said = {
        one["number"]: (one["text"], one["kind"], one["lang"], one["quote"], one["attribution"])
        for one in [*contents(acts, "comment.create"), *contents(acts, "suggestion.create")]
    }
    decided = [act for act in acts if str(act.leaf["type"]).startswith("moderation.")]
    hidden = {(act.content or {})["comment"]: act.leaf["type"] == "moderation.hide" for act in decided}
    with world.reading() as session:
        rows = session.scalars(select(Comment).where(Comment.consultation_id == story.consultation.id)).all()
        actions = session.scalars(select(Action).order_by(Action.number)).all()
    assert said == {row.number: (row.markdown, row.kind, row.lang, row.quote_exact, row.attribution) for row in rows}
    assert hidden == {row.number: row.moderation == "hidden" for row in rows if row.moderation != "unreviewed"}
    assert [(f"moderation.{row.action}", row.rule, row.note, row.number) for row in actions] == [
        (act.leaf["type"], *((act.content or {})[name] for name in ("rule", "note", "number"))) for act in decided
    ]


def test_the_seats_are_those_that_were_admitted(world: World, story: Story) -> None:
    admitted = {one["seat"]: one["category"] for one in contents(acts_of(world, story.consultation), "seat.admit")}
    with world.reading() as session:
        seats = session.scalars(select(Seat).where(Seat.consultation_id == story.consultation.id)).all()
    assert admitted == {row.id: row.category for row in seats}


@pytest.mark.parametrize("table", [LedgerEntry, LedgerPosition], ids=lambda table: str(table.__tablename__))
@pytest.mark.parametrize("change", [update, delete], ids=["update", "delete"])
def test_the_database_refuses_to_change_what_was_logged(world: World, story: Story, table: Table, change: Any) -> None:
    acts_of(world, story.consultation)
    statement = change(table)
    if change is update:
        statement = statement.values(log_id=story.consultation.id)
    with pytest.raises(DBAPIError, match="append-only"), world.acting() as session:
        session.execute(statement)


def test_an_opening_that_was_changed_does_not_fit_its_leaf(world: World, story: Story) -> None:
    acts_of(world, story.consultation)
    with world.acting() as session:
        row = next(row for row in session.scalars(select(LedgerOpening)) if b'"object"' in row.content)
        row.content = row.content.replace(b'"object"', b'"support"')
    with world.reading(), pytest.raises(ValueError, match="does not fit its leaf"):
        list(ledger.replay(story.consultation.id))


def test_an_opening_that_was_erased_leaves_its_act_in_place(world: World, story: Story) -> None:
    before = acts_of(world, story.consultation)
    with world.acting() as session:
        session.execute(delete(LedgerOpening).where(LedgerOpening.actor == story.citizen))
    after = acts_of(world, story.consultation)
    assert [act.leaf for act in after] == [act.leaf for act in before]
    assert [act.seq for act in after if act.content is None] == [
        act.seq for act in before if act.actor == story.citizen
    ]
