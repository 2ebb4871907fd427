"""The principles of a real strategy, draft and final, as two drafts of one consultation, with what became of its comments."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask

from consult.consultations.service import ConsultationView, Role
from consult.deliberation import service as deliberation
from consult.drafting import service as drafting
from consult.drafting.rules import Lineage
from consult.drafting.rules.changes import SourceKind
from consult.drafting.service import ClauseView, DraftView
from consult.front import service as front
from consult.front.service import Words
from consult.intake import service as intake
from consult.rounds.service import RoundView
from tests.client import Client
from tests.shared_data import shared_path
from tests.world import World

TRUTH = ("2", "1", "3", "5", "6", "4", "7", "9", None, "10")
"""From which principle of the draft each principle of the final text comes, as people read the two."""
ABOUT = (None, None, None, "2", "1", "3", None, "6", "5", "7", "8", "9", "10")
"""Which principle of the draft each entry of the summary of comments is about; None is the text as a whole."""


def as_markdown(text: Mapping[str, Any]) -> str:
    """Return a text as an organiser would write it, without any ids: a heading for each theme and each principle."""
    lines, theme = [text["preamble"]], None
    for principle in text["principles"]:
        if principle["category"] != theme:
            theme = principle["category"]
            lines.append(f"# {theme}")
        lines += [f"## {principle['title']}", principle["text"]]
    return "\n\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class Revision:
    """The consultation with its two drafts: the comments that were made on the first are answered."""

    consultation: ConsultationView
    first: DraftView
    second: DraftView
    editors: tuple[str, str]
    comments: Sequence[str]
    proposed: Sequence[str | None]
    """Which principle each of the final text was proposed to come from."""


@pytest.fixture
def given() -> Mapping[str, Any]:
    source = shared_path("data/principles-fds/principles_rounds.json")
    found: Mapping[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    return found


@pytest.fixture
def revision(world: World, given: Mapping[str, Any]) -> Revision:
    consultation = world.a_consultation(slug="strategy", title="Federal Data Strategy")
    editors = (world.a_person("Edda Editor"), world.a_person("Sefa Second"))
    for editor in editors:
        world.a_role(consultation, editor, Role.EDITOR)
    first = world.a_draft(consultation, as_markdown(given["draft"]))
    one = world.a_round(consultation)
    comments = said(world, consultation, one, given, editors)
    with world.acting():
        second = intake.import_draft(
            slug="strategy",
            title="Final",
            files=[("final.md", as_markdown(given["final"]).encode())],
            organiser=editors[0],
        )
    return Revision(consultation, first, second, editors, comments, origins(world, first, second))


def said(
    world: World, consultation: ConsultationView, one: RoundView, given: Mapping[str, Any], editors: tuple[str, str]
) -> list[str]:
    """Enter the summary of the comments: each entry as one comment, and what was done in response as its answer."""
    person = world.a_person("The public")
    world.a_seat(consultation, person_id=person)
    clauses = principles(world, one)
    items = given["dispositions"]["items"]
    comments = [
        world.a_comment(one, person, item["text"].split(". ")[0], clause=clauses[about])
        for item, about in zip(items, ABOUT, strict=True)
        if about
    ]
    world.closed(one)
    world.answering(one)
    answers = [item["text"] for item, about in zip(items, ABOUT, strict=True) if about]
    for comment, answer in zip(comments, answers, strict=True):
        world.a_proposal(one, comment, editors[0], reason=answer)
        world.an_approval(one, comment, editors[1])
    return comments


def principles(world: World, one: RoundView) -> dict[str, ClauseView]:
    """Return the clauses of the ten principles by the number each has in its own text; the first clause is the preamble."""
    return {str(place): clause for place, clause in enumerate(world.clauses(one)) if place}


def ten(draft: DraftView) -> list[ClauseView]:
    return [one for one in drafting.clauses_of(draft, lang="en") if one.kind == "clause"][1:]


def origins(world: World, first: DraftView, second: DraftView) -> list[str | None]:
    """Return for each principle of the second draft the number of the one it comes from, as the lineage has it."""
    with world.reading():
        numbers = {one.uid: str(place) for place, one in enumerate(ten(first), 1)}
        rows = drafting.list_lineage(second.consultation_id, second.id)
        came = {successor: numbers.get(origin or "") for _, origin, successor in rows if successor}
        return [came.get(one.uid) for one in ten(second)]


def correct(world: World, revision: Revision) -> None:
    """Set right what was not proposed as people read it."""
    for place, true in enumerate(TRUTH):
        with world.acting():
            uid = ten(revision.second)[place].uid
            if origins(world, revision.first, revision.second)[place] != true:
                numbers = [ten(revision.first)[int(true) - 1].number] if true else []
                front.set_lineage(consultation_id=revision.consultation.id, number=2, uid=uid, numbers=numbers)


def explain(world: World, revision: Revision) -> None:
    """Say of each change that it goes back to the comments on the principle, or to the work on the whole."""
    scope = {"consultation_id": revision.consultation.id, "draft_id": revision.second.id}
    note = (SourceKind.EDITORIAL, "Revising the Principles Based on Public Input, 2018")
    with world.acting():
        drafting.confirm_lineage(**scope, by_person=revision.editors[0])
        said = deliberation.comments_by_id(revision.consultation.id, revision.comments)
        rows = drafting.list_lineage(**scope)
        for change in drafting.list_changed(**scope):
            came = {origin for _, origin, successor in rows if successor == change.uid} | {change.uid}
            numbers = [one.number for one in said if one.clause_uid in came]
            words = Words(
                drafter="The Federal Data Strategy team",
                reason="In response to public comment.",
                change_class=4 if change.kind is Lineage.NEW else 3,
                comments=numbers,
                notes=[] if numbers else [note],
            )
            front.explain_changes(**scope, clauses=[change.uid], words=words, person_id=revision.editors[0])


def test_draft_and_final_are_published_through_the_gate_with_what_became_of_the_comments_beside_the_lineage(
    app: Flask, world: World, revision: Revision
) -> None:
    right = [found for found, true in zip(revision.proposed, TRUTH, strict=True) if found == true]
    assert len(right) >= 8, f"{len(right)} of 10 principles are followed without help: {revision.proposed}"
    correct(world, revision)
    assert origins(world, revision.first, revision.second) == list(TRUTH)
    with world.acting(), pytest.raises(drafting.LineageUnconfirmed):
        publish(revision)
    explain(world, revision)
    with world.acting():
        assert publish(revision).published_at is not None
    assert_beside_the_lineage(Client(app), world, revision)


def publish(revision: Revision) -> DraftView:
    return front.publish_next_draft(
        consultation_id=revision.consultation.id, draft_id=revision.second.id, person_id=revision.editors[0]
    )


def assert_beside_the_lineage(stranger: Client, world: World, revision: Revision) -> None:
    """Everyone reads beside each principle what became of the comments on it, and which of them changed it."""
    with world.reading():
        compared = front.compare_published(revision.consultation.id, earlier=1, later=2, lang="en")
        assert compared is not None
        ours = ten(revision.first)
        fates = {one.change.earlier[0].uid: one for one in compared.fates.values() if one.change and one.change.earlier}
        found = [dict(fates[one.uid].became) for one in ours]
        report = front.migration_of(revision.consultation.id, 2, lang="en")
    assert found == [{"accepted": 1} if str(place) in ABOUT else {} for place in range(1, 11)]
    assert report.before == len(revision.comments) == 9
    page = stranger.get("/en/c/strategy/compare?from=1&to=2")
    assert "In response to public comment." in page.words
    assert page.link("Comment 1").endswith("/en/c/strategy/comments/1")
    gone = next(each for each in page.root.all("li") if "deleted" in each.text and "Model, assess" in each.text)
    assert "Accepted 1" in gone.text
    assert "9 comments were there before" in stranger.get("/en/c/strategy/d/2/migration").words
