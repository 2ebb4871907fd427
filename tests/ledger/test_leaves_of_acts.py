"""What each act leaves in the log: the same on every database, and never what it contained or who did it."""

import re
from collections import defaultdict
from datetime import datetime

import pytest
from sqlalchemy import select

from consult.consultations.service import Role
from consult.deliberation import service as deliberation
from consult.ledger.rules.commitment import actor_commitment
from consult.ledger.rules.leaf import decode_leaf, encode_leaf, leaf_hash
from consult.ledger.tables import LedgerEntry, LedgerOpening
from consult.rounds.rules.contract import Reveal
from tests.ledger.story import Story, acts_of, tell
from tests.world import World

ALWAYS = {"v", "log", "at", "type", "role", "c"}
SHAPES = {
    "consultation.create": ({"actor"}, {"slug", "title", "language", "categories"}),
    "consultation.announce": (set(), {"slug"}),
    "notice.publish": (set(), {"version", "sha256"}),
    "role.grant": (set(), {"person", "role"}),
    "role.revoke": ({"actor"}, {"person", "role"}),
    "draft.publish": (set(), {"draft", "title", "sha256"}),
    "translation.publish": ({"subject"}, {"lang", "status", "sha256", "source_sha256"}),
    "seat.admit": ({"actor"}, {"seat", "category", "territory"}),
    "seat.verify": ({"actor"}, {"seat", "state"}),
    "round.announce": ({"round"}, {"round", "state", "reason"}),
    "policy.set": ({"round"}, {"contract"}),
    "round.open": ({"round"}, {"round", "state", "reason"}),
    "vote.cast": (
        {"round", "subject", "actor"},
        {"seat", "item", "position", "importance", "version", "lang_seen", "channel"},
    ),
    "comment.create": (
        {"round", "subject", "actor", "ref"},
        {"number", "kind", "lang", "text", "quote", "attribution", "version"},
    ),
    "suggestion.create": (
        {"round", "subject", "actor"},
        {"number", "kind", "lang", "text", "quote", "attribution", "version", "change", "wording", "heading"},
    ),
    "suggestion.stance": (
        {"round", "subject", "actor", "ref"},
        {"comment", "seat", "stance", "moves_to", "version"},
    ),
    "moderation.review": ({"round", "subject", "actor", "ref"}, {"comment", "rule", "note", "number"}),
    "moderation.hide": ({"round", "subject", "actor", "ref"}, {"comment", "rule", "note", "number"}),
    "moderation.restore": ({"round", "subject", "actor", "ref"}, {"comment", "rule", "note", "number"}),
    "round.close": ({"round"}, {"round", "state", "reason"}),
    "tally.publish": ({"round"}, {"round", "sha256", "formula_version"}),
    "round.cancel": ({"round", "actor"}, {"round", "state", "reason"}),
}
"""Which members a leaf of each type may have beside those it always has, and what its content holds."""
ROLES = {
    "consultation": "organiser",
    "role": "organiser",
    "notice": "organiser",
    "draft": "editor",
    "translation": "translator",
    "round": "organiser",
    "policy": "organiser",
    "tally": "organiser",
    "vote": "participant",
    "comment": "participant",
    "suggestion": "participant",
    "moderation": "moderator",
}
SUBJECT = re.compile(r"clause:[0-9a-f-]{36}:[0-9a-f-]{36}")


@pytest.fixture
def story(world: World) -> Story:
    return tell(world)


def test_every_act_has_its_leaf_in_the_one_format(world: World, story: Story) -> None:
    acts = acts_of(world, story.consultation)
    members, contents = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for act in acts:
        kind = str(act.leaf["type"])
        members[kind] |= set(act.leaf) - ALWAYS
        contents[kind] |= set(act.content or {})
    assert {kind: (members[kind], contents[kind]) for kind in contents} == SHAPES
    assert [act.seq for act in acts] == list(range(len(acts)))


def test_every_leaf_names_its_log_a_role_of_ours_and_what_it_is_about(world: World, story: Story) -> None:
    clauses = {clause.subject for clause in world.clauses(story.round)}
    for act in acts_of(world, story.consultation):
        area = str(act.leaf["type"]).split(".")[0]
        assert act.leaf["log"] == story.consultation.id
        assert Role(str(act.leaf["role"])) == ROLES.get(area, act.leaf["role"])
        if "subject" in act.leaf:
            assert SUBJECT.fullmatch(str(act.leaf["subject"]))
            assert act.leaf["subject"] in clauses


def test_the_order_of_acts_within_a_transaction_is_the_order_in_the_log(world: World, story: Story) -> None:
    kinds = [str(act.leaf["type"]) for act in acts_of(world, story.consultation)]
    assert kinds[:4] == ["consultation.create", "role.grant", "notice.publish", "consultation.announce"]
    opening = kinds.index("round.announce")
    assert kinds[opening : opening + 3] == ["round.announce", "policy.set", "round.open"]
    closing = kinds.index("round.close")
    assert kinds[closing + 1] == "tally.publish"
    assert "vote.cast" not in kinds[closing:]


def test_what_is_done_with_a_comment_refers_to_the_leaf_that_holds_its_words(world: World, story: Story) -> None:
    acts = acts_of(world, story.consultation)
    with world.reading():
        leaves = [deliberation.get_comment(story.consultation.id, comment).leaf for comment in story.comments]
    said = [act for act in acts if act.leaf["type"] == "comment.create"]
    assert [leaf_hash(encode_leaf(act.leaf)).hex() for act in said] == leaves
    assert [act.leaf.get("ref") for act in said] == [None, leaves[0], None]
    decided = [act.leaf["ref"] for act in acts if str(act.leaf["type"]).startswith("moderation.")]
    assert decided == [leaves[0]] * 4


def test_no_leaf_shows_a_word_a_name_or_a_position(world: World, story: Story) -> None:
    with world.reading() as session:
        leaves = b"\n".join(session.scalars(select(LedgerEntry.leaf)))
    people = [story.citizen, *story.delegates]
    for shown in ("vague", "Between us", "support", "object", "Carmen", "citizen", *people):
        assert shown.encode() not in leaves


def test_an_actor_cannot_be_linked_by_leaves_and_is_proven_by_the_opening(world: World, story: Story) -> None:
    with world.reading() as session:
        rows = session.execute(
            select(LedgerEntry.leaf, LedgerOpening.actor, LedgerOpening.actor_salt).join(
                LedgerOpening, LedgerOpening.entry_id == LedgerEntry.entry_id
            )
        ).all()
    by_citizen = [(decode_leaf(leaf), salt) for leaf, actor, salt in rows if actor == story.citizen]
    assert len(by_citizen) > 3
    assert len({leaf["actor"] for leaf, _ in by_citizen}) == len(by_citizen)
    assert all(leaf["actor"] == actor_commitment(salt, story.citizen) for leaf, salt in by_citizen)


def test_openings_say_from_when_everyone_may_see_them(world: World, story: Story) -> None:
    seen = _visible(world, story)
    own, other = seen["vote.cast"][:2], seen["vote.cast"][2:]
    assert own == [None, None], "a pseudonymous answer is shown to nobody"
    assert other == [story.round.closes_at] * 2
    assert [moment is None for moment in seen["comment.create"]] == [False, False, True]
    for kind in ("policy.set", "round.open", "round.close", "draft.publish", "moderation.hide"):
        assert None not in seen[kind]
    for kind in ("role.grant", "seat.admit", "seat.verify"):
        assert set(seen[kind]) == {None}


def test_answers_that_wait_for_publication_have_no_date_yet(world: World) -> None:
    made = world.a_consultation()
    world.a_draft(made)
    person = world.a_person()
    world.a_delegation(made, person)
    one = world.a_round(made, reveal=Reveal.AT_PUBLICATION)
    world.a_vote(one, person)
    assert _visible(world, Story(made, one, person, (person, person), ("", "", "")))["vote.cast"] == [None]


def _visible(world: World, story: Story) -> dict[str, list[datetime | None]]:
    with world.reading() as session:
        rows = session.execute(
            select(LedgerEntry.leaf, LedgerOpening.visible_from)
            .join(LedgerOpening, LedgerOpening.entry_id == LedgerEntry.entry_id)
            .where(LedgerEntry.log_id == story.consultation.id)
        ).all()
    found: dict[str, list[datetime | None]] = {}
    for leaf, moment in sorted(rows, key=lambda row: str(decode_leaf(row[0])["at"])):
        found.setdefault(str(decode_leaf(leaf)["type"]), []).append(moment)
    return found
