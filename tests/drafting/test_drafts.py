"""Drafts: clauses keep their identity from one to the next, and a published text stays as it is."""

from collections.abc import Callable

import pytest

from consult.consultations.service import ConsultationView, TitleRefused
from consult.drafting import service as drafting
from consult.drafting.rules import ClauseKind, Part, TextStatus
from consult.drafting.service import ClauseView, DraftView
from consult.drafting.tables import ClauseLineage
from consult.kernel.errors import NotFound
from consult.kernel.ids import new_id
from consult.ledger import service as ledger
from tests.world import World

FIRST = """# Principles

People can stop machines. {#stop}

Harm is made whole. {#heal}

Everything is logged.
"""
SECOND = """# Principles

Everything is logged.

People can stop machines at any time. {#stop}

Rules rise with risk. {#risk}
"""


@pytest.fixture
def consultation(world: World) -> ConsultationView:
    return world.a_consultation()


def read(world: World, draft: DraftView, lang: str = "en") -> list[ClauseView]:
    with world.reading():
        return drafting.clauses_of(draft, lang=lang)


def uids(world: World, draft: DraftView) -> dict[str, str]:
    return {clause.text or clause.heading: clause.uid for clause in read(world, draft)}


def lineage(world: World, draft: DraftView) -> dict[str, list[tuple[str | None, str | None]]]:
    found: dict[str, list[tuple[str | None, str | None]]] = {}
    with world.reading():
        for kind, origin, successor in drafting.list_lineage(draft.consultation_id, draft.id):
            found.setdefault(kind, []).append((origin, successor))
    return found


def test_a_first_draft_has_numbered_parts_in_order_and_no_lineage(world: World, consultation: ConsultationView) -> None:
    draft = world.a_draft(consultation, FIRST)
    parts = read(world, draft)
    assert [(part.kind, part.number, part.position) for part in parts] == [
        ("principle", "1", 0),
        ("clause", "1.1", 1),
        ("clause", "1.2", 2),
        ("clause", "1.3", 3),
    ]
    assert {part.parent_uid for part in parts[1:]} == {parts[0].uid}
    assert (draft.number, lineage(world, draft)) == (1, {})


def test_a_second_draft_says_what_became_of_every_clause(world: World, consultation: ConsultationView) -> None:
    first, second = world.a_draft(consultation, FIRST), world.a_draft(consultation, SECOND)
    before, after = uids(world, first), uids(world, second)
    assert after["Principles"] == before["Principles"]
    assert after["Everything is logged."] == before["Everything is logged."]
    assert after["People can stop machines at any time."] == before["People can stop machines."]
    told = lineage(world, second)
    assert told["edited"] == [(before["People can stop machines."], before["People can stop machines."])]
    assert told["deleted"] == [(before["Harm is made whole."], None)]
    assert told["new"] == [(None, after["Rules rise with risk."])]
    mapped = {origin for pairs in told.values() for origin, _ in pairs if origin}
    assert mapped == set(before.values())


def test_a_clause_that_comes_back_by_its_id_has_its_old_identity(world: World, consultation: ConsultationView) -> None:
    first = world.a_draft(consultation, FIRST)
    world.a_draft(consultation, SECOND)
    third = world.a_draft(consultation, FIRST)
    assert uids(world, third)["Harm is made whole."] == uids(world, first)["Harm is made whole."]
    assert ("new", uids(world, first)["Harm is made whole."]) in {
        (kind, successor) for kind, pairs in lineage(world, third).items() for _, successor in pairs
    }


def test_a_clause_that_is_given_an_id_is_followed_by_it_from_then_on(
    world: World, consultation: ConsultationView
) -> None:
    first = world.a_draft(consultation, "Everything is logged.")
    world.a_draft(consultation, "Everything is logged. {#log}")
    third = world.a_draft(consultation, "All acts are logged. {#log}")
    assert list(uids(world, third).values()) == list(uids(world, first).values())


def test_a_draft_is_published_only_after_the_one_before_it(world: World, consultation: ConsultationView) -> None:
    first = world.a_draft(consultation, FIRST, is_published=False)
    second = world.a_draft(consultation, SECOND, is_published=False)
    with pytest.raises(drafting.LineageMissing):
        publish(world, second)
    publish(world, first)
    world.explained(second)
    assert publish(world, second).published_at is not None


def test_a_draft_that_leaves_the_fate_of_a_clause_open_is_not_published(
    world: World, consultation: ConsultationView
) -> None:
    world.a_draft(consultation, FIRST)
    second = world.a_draft(consultation, SECOND, is_published=False)
    with world.acting() as session:
        session.query(ClauseLineage).filter(ClauseLineage.kind == "deleted").delete()
    with pytest.raises(drafting.LineageMissing):
        publish(world, second)


def test_publishing_fixes_the_digest_and_stands_in_the_log_once(world: World, consultation: ConsultationView) -> None:
    draft = world.a_draft(consultation, FIRST)
    assert publish(world, draft) == draft
    with world.acting():
        ledger.drain(consultation.id)
    with world.reading():
        acts = [act.content for act in ledger.replay(consultation.id) if act.leaf["type"] == "draft.publish"]
    assert acts == [{"draft": 1, "title": draft.title, "sha256": draft.sha256}]


@pytest.mark.parametrize("title", ["", "x" * 301])
def test_a_draft_needs_a_title_of_the_usual_length(world: World, consultation: ConsultationView, title: str) -> None:
    with pytest.raises(TitleRefused):
        add(world, consultation, title, Part(ClauseKind.CLAUSE, "1", "", "Log everything."))


def test_a_text_without_a_clause_is_no_draft(world: World, consultation: ConsultationView) -> None:
    for parts in ((), (Part(ClauseKind.PRINCIPLE, "1", "People first", ""),)):
        with pytest.raises(drafting.NoClauses):
            add(world, consultation, "Principles", *parts)


def test_a_clause_is_read_in_the_reader_s_language_where_its_words_are_reliable(
    world: World, consultation: ConsultationView
) -> None:
    draft = world.a_draft(consultation, "Everything is logged.")
    (clause,) = read(world, draft)
    for status, expected in (
        (TextStatus.MACHINE, ("Everything is logged.", "en", True)),
        (TextStatus.HUMAN_REVIEWED, ("كل شيء مسجل.", "ar", False)),
        (TextStatus.OUTDATED, ("Everything is logged.", "en", True)),
    ):
        translate(world, consultation, clause, lang="ar", text="كل شيء مسجل.", status=status)
        (seen,) = read(world, draft, "ar")
        assert (seen.text, seen.lang, seen.is_source) == expected
        assert read(world, draft, "zh-Hans") == [clause]


def test_a_translation_stands_in_the_log_with_the_source_it_was_made_from(
    world: World, consultation: ConsultationView
) -> None:
    """Threat T35: who changes the words under a vote leaves a trace."""
    (clause,) = read(world, world.a_draft(consultation, "Everything is logged."))
    for text in ("كل شيء مسجل.", "لا شيء مسجل."):
        translate(world, consultation, clause, lang="ar", text=text, status=TextStatus.HUMAN_REVIEWED)
    with world.acting():
        ledger.drain(consultation.id)
    with world.reading():
        acts = [act for act in ledger.replay(consultation.id) if act.leaf["type"] == "translation.publish"]
    assert {act.leaf["subject"] for act in acts} == {f"clause:{clause.uid}:{clause.version_id}"}
    contents = [act.content or {} for act in acts]
    assert len({content["sha256"] for content in contents}) == 2
    assert len({content["source_sha256"] for content in contents}) == 1


def test_the_words_that_are_consulted_on_are_not_overwritten(world: World, consultation: ConsultationView) -> None:
    draft = world.a_draft(consultation, "Everything is logged.")
    (clause,) = read(world, draft)
    with pytest.raises(drafting.SourceFixed):
        translate(world, consultation, clause, lang="en", text="Nothing is logged.", status=TextStatus.OFFICIAL)
    assert read(world, draft) == [clause]


@pytest.mark.parametrize(
    "ask",
    [
        lambda mine, theirs: drafting.draft_by_id(mine.consultation_id, theirs.id),
        lambda mine, _theirs: drafting.draft_by_number(mine.consultation_id, 9),
        lambda mine, _theirs: drafting.clause_by_number(mine, "9.9", lang="en"),
        lambda mine, theirs: drafting.clause_by_uid(mine, drafting.clauses_of(theirs, lang="en")[0].uid, lang="en"),
        lambda mine, theirs: drafting.newest_version(
            mine.consultation_id, drafting.clauses_of(theirs, lang="en")[0].uid
        ),
        lambda mine, _theirs: drafting.newest_version(mine.consultation_id, new_id()),
    ],
)
def test_what_is_not_in_the_consultation_is_not_found(
    world: World, consultation: ConsultationView, ask: Callable[[DraftView, DraftView], object]
) -> None:
    mine, theirs = world.a_draft(consultation), world.a_draft(world.a_consultation())
    with world.reading(), pytest.raises(NotFound):
        ask(mine, theirs)


def add(world: World, consultation: ConsultationView, title: str, *parts: Part) -> DraftView:
    with world.acting():
        return drafting.add_draft(consultation_id=consultation.id, title=title, language="en", parts=parts)


def publish(world: World, draft: DraftView) -> DraftView:
    with world.acting():
        return drafting.publish_draft(consultation_id=draft.consultation_id, draft_id=draft.id, by_person=None)


def translate(
    world: World, consultation: ConsultationView, clause: ClauseView, *, lang: str, text: str, status: TextStatus
) -> None:
    with world.acting():
        drafting.add_text(
            consultation_id=consultation.id,
            version_id=clause.version_id,
            lang=lang,
            heading="",
            text=text,
            status=status,
        )


DATA = "No data is taken or disclosed except as law allows, and a system trained on such data says so in plain words."
SPLIT = (
    "No data is taken or disclosed except as law allows and as people expect.\n\n"
    "A system trained on such data says so in plain words, and in their language."
)


def test_a_clause_that_is_reworded_without_an_id_keeps_its_identity(
    world: World, consultation: ConsultationView
) -> None:
    first = world.a_draft(consultation, f"{DATA}\n\nEverything is logged.")
    second = world.a_draft(consultation, f"Everything is logged.\n\n{DATA.replace('plain words', 'simple words')}")
    assert set(uids(world, first).values()) == set(uids(world, second).values())
    assert sorted(lineage(world, second)) == ["edited", "unchanged"]


def test_a_split_clause_goes_on_as_one_of_its_parts(world: World, consultation: ConsultationView) -> None:
    (whole,) = uids(world, world.a_draft(consultation, DATA)).values()
    second = world.a_draft(consultation, SPLIT)
    parts = list(uids(world, second).values())
    assert parts.count(whole) == 1
    assert sorted(lineage(world, second)["split"]) == sorted((whole, part) for part in parts)


def test_of_clauses_that_are_put_together_one_goes_on_and_none_is_lost(
    world: World, consultation: ConsultationView
) -> None:
    parts = list(uids(world, world.a_draft(consultation, SPLIT)).values())
    second = world.a_draft(consultation, SPLIT.replace("\n\n", " "))
    (whole,) = uids(world, second).values()
    assert whole in parts
    assert sorted(lineage(world, second)["merged"]) == sorted((part, whole) for part in parts)
