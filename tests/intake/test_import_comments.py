"""Sheets of comments come in and go back: seats for those who are named, changes by id, and nothing twice."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from consult.consultations.service import Role
from consult.deliberation import service as deliberation
from consult.deliberation.rules.words import Moderation
from consult.deliberation.service import CommentView
from consult.deliberation.tables import Comment, CommentRevision
from consult.drafting.service import DraftUnpublished
from consult.export.letters import write_comments
from consult.intake import service as intake
from consult.intake.rules.problems import Reason
from consult.intake.service import Act, Plan
from consult.intake.service.sheets import read_sheet
from consult.ledger.rules.leaf import LeafType, decode_leaf
from consult.ledger.tables import LedgerEntry
from consult.participation import service as participation
from consult.rounds import service as rounds
from consult.rounds.rules.states import RoundState
from tests.command import run
from tests.conftest import Scene
from tests.intake.sheets import FI, KE, a_csv, a_workbook
from tests.world import World


def taken(world: World, data: bytes, slug: str = "principles", **given: Any) -> Plan:
    with world.acting():
        return intake.import_comments(slug=slug, name="sheet.csv", data=data, **given)


def comments(world: World, plan: Plan) -> list[CommentView]:
    assert plan.one is not None
    with world.reading():
        return deliberation.comments_in(consultation_id=plan.consultation.id, round_id=plan.one.id)


def returned(world: World, plan: Plan, *, form: str = "csv") -> bytes:
    with world.app.test_request_context():
        _, rows = intake.rows_of_round(consultation_id=plan.consultation.id)
        return write_comments(rows, form, lang="en")


def test_each_comment_is_by_the_unverified_seat_of_its_organisation_on_the_clause_it_names(
    world: World, scene: Scene
) -> None:
    plan = taken(world, a_csv(FI, KE, ("FI 2", "", "2", "ed", "A slip.", "")))
    first, second, third = comments(world, plan)
    assert (first.author, first.territory, first.category, first.kind) == ("FI", "FI", "government", "substantive")
    assert first.proposed == FI[-1]
    assert first.clause_uid == world.clauses(scene.round)[0].uid
    assert (second.author, second.clause_uid) == ("KE", None)
    assert (third.seat_id, third.kind) == (first.seat_id, "editorial")
    with world.reading():
        seats = participation.seats_by_id(scene.consultation.id, {first.seat_id, second.seat_id})
    assert {seat.verification for seat in seats.values()} == {"imported"}
    assert not {seat.person_id for seat in seats.values()} - {None}


def test_an_organisation_that_takes_part_keeps_its_seat(world: World, scene: Scene) -> None:
    plan = taken(world, a_csv(("DATAWORKS (invented)", "", "1.1", "", "Say who.", "")))
    with world.reading():
        seat = participation.seat_of(consultation_id=scene.consultation.id, person_id=scene.people["delegate"])
    assert [one.seat_id for one in comments(world, plan)] == [seat and seat.id]


def test_the_category_is_the_one_its_row_names_else_the_one_that_was_chosen(world: World, scene: Scene) -> None:
    header = ("Organisation", "Contributor type", "Comment")
    rows = (("Clocks Ltd", "Company", "a"), ("Clocks for all", "", "b"), ("The clockists", "citizen", "c"))
    plan = taken(world, a_csv(*rows, header=header), category="civil_society")
    assert [one.category for one in comments(world, plan)] == ["company", "civil_society", "civil_society"]


def test_the_same_sheet_again_changes_nothing_and_a_changed_row_changes_its_comment(world: World, scene: Scene) -> None:
    first = taken(world, a_csv(FI, KE))
    before = comments(world, first)
    same = taken(world, a_csv(FI, KE))
    assert [row.act for row in same.rows] == [Act.KEEP, Act.KEEP]
    changed = taken(world, a_csv((*FI[:2], "2.1", "ge", "Say who and when.", ""), KE))
    assert [row.act for row in changed.rows] == [Act.CHANGE, Act.KEEP]
    after = comments(world, changed)
    assert [one.id for one in after] == [one.id for one in before]
    assert (after[0].markdown, after[0].proposed, after[0].kind) == ("Say who and when.", None, "general")
    assert after[0].clause_uid != before[0].clause_uid
    with world.reading() as session:
        versions = session.scalars(select(CommentRevision.markdown).where(CommentRevision.comment_id == after[0].id))
        assert set(versions) == {FI[4], "Say who and when."}
        leaves = [decode_leaf(leaf) for leaf in session.scalars(select(LedgerEntry.leaf))]
    (edit,) = [leaf for leaf in leaves if leaf["type"] == LeafType.COMMENT_EDIT]
    assert edit["ref"] == before[0].leaf


def test_every_comment_and_every_sheet_is_on_record(world: World, scene: Scene) -> None:
    taken(world, a_csv(FI, KE))
    with world.reading() as session:
        kinds = [decode_leaf(leaf)["type"] for leaf in session.scalars(select(LedgerEntry.leaf))]
    assert kinds.count(LeafType.COMMENT_CREATE) == 2
    assert kinds.count(LeafType.IMPORT_BATCH) == 1


def test_what_became_of_a_comment_returns_in_the_sheet_and_then_the_row_is_fixed(world: World, scene: Scene) -> None:
    plan = taken(world, a_csv(FI, KE))
    one = world.answering(world.closed(scene.round))
    editor = world.a_person("Edda Editor")
    for person in (editor, scene.people["organiser"]):
        world.a_role(scene.consultation, person, Role.EDITOR)
    said = comments(world, plan)[0]
    world.a_proposal(one, said.id, editor, reason="=It is said in 1.1 now.")
    assert taken(world, a_csv((*FI[:4], "Other words.", ""))).refused[0].reason is Reason.ANSWERED
    world.an_approval(one, said.id, scene.people["organiser"])
    sheet = read_sheet("sheet.csv", returned(world, plan))
    assert [entry.cells.get("observation") for entry in sheet.entries] == [None, "Accepted. =It is said in 1.1 now."]
    again = taken(world, returned(world, plan))
    assert ([row.act for row in again.rows], again.refused) == ([Act.KEEP, Act.KEEP], ())


def test_comments_written_here_are_returned_and_never_changed_by_a_sheet(world: World, scene: Scene) -> None:
    world.a_comment(
        scene.round, scene.people["citizen"], "=Say who.", proposed="Name them.", quote="Systems serve people"
    )
    plan = taken(world, a_csv(KE))
    sheet = returned(world, plan)
    entries = {entry.organisation: entry for entry in read_sheet("s.csv", sheet).entries}
    own = entries["Carmen Citizen"]
    assert (own.text, own.proposed, own.cells["clause"], own.cells["kind"]) == ("=Say who.", "Name them.", "1.1", "te")
    assert own.cells["line"] == "2-2"
    assert b"'=Say who." in sheet
    assert [row.act for row in taken(world, sheet).rows] == [Act.KEEP, Act.KEEP]
    changed = taken(world, sheet.replace(b"Name them.", b"Name nobody."))
    assert [row.reason for row in changed.refused] == [Reason.WRITTEN_HERE]
    with world.reading():
        named = {seat.name for seat in participation.list_seats(scene.consultation.id)}
    assert "KE" in named
    assert len(named) == 3


def test_a_hidden_comment_returns_without_its_words(world: World, scene: Scene) -> None:
    plan = taken(world, a_csv(FI, header=("MB", "Line", "Clause", "Type", "Comments", "Their own")))
    with world.acting():
        deliberation.set_moderation(
            consultation_id=scene.consultation.id,
            comment_id=comments(world, plan)[0].id,
            state=Moderation.HIDDEN,
            rule="spam",
            note="x",
        )
    sheet = returned(world, plan)
    assert FI[4].encode() not in sheet
    assert FI[5].encode() not in sheet
    assert b"1.1" in sheet


def test_a_row_id_changes_only_a_comment_of_the_same_organisation(world: World, scene: Scene) -> None:
    plan = taken(world, a_csv(FI))
    sheet = returned(world, plan)
    assert [row.reason for row in taken(world, sheet.replace(b"FI 1", b"SE 1")).refused] == [Reason.NOT_OWN]
    lines = sheet.splitlines(keepends=True)
    assert [row.reason for row in taken(world, b"".join([*lines, lines[-1]])).refused] == [Reason.TWICE]


def test_without_a_round_the_comments_are_one_that_took_place_elsewhere(world: World) -> None:
    consultation = world.a_consultation(slug="quiet")
    world.a_draft(consultation)
    plan = taken(world, a_csv(FI, KE), slug="quiet")
    assert plan.one is not None
    with world.reading():
        one = rounds.round_by_number(consultation.id, 1)
    assert (one.state, one.draft_id is not None, one.frozen_at is not None) == (RoundState.CLOSED, True, True)
    assert len(comments(world, plan)) == 2


def test_a_text_that_is_not_published_takes_no_comments(world: World) -> None:
    world.a_consultation(slug="empty")
    with pytest.raises(DraftUnpublished):
        taken(world, a_csv(FI), slug="empty")


def test_a_published_round_takes_none(world: World, scene: Scene) -> None:
    one = world.answering(world.closed(scene.round))
    with world.acting():
        rounds.advance(
            consultation_id=one.consultation_id,
            round_id=one.id,
            to=RoundState.PUBLISHED,
            by_role=Role.ORGANISER,
            by_person=None,
        )
    with pytest.raises(intake.RoundTakesNone):
        taken(world, a_csv(FI))


def test_the_command_takes_good_rows_and_returns_the_others_as_a_sheet(
    app: Flask, world: World, scene: Scene, tmp_path: Path
) -> None:
    sheet, report, rest = (tmp_path / name for name in ("in.xlsx", "report.json", "rest.xlsx"))
    sheet.write_bytes(a_workbook(FI, ("", "", "", "", "Who am I?", ""), KE))
    done = run(app, "import", "comments", sheet, "--slug", "principles", "--report", report, "--rest", rest)
    assert done.exit_code == 0
    assert "2 comments were imported." in done.stdout
    assert "Row 3: The row does not say who comments" in done.stderr
    told = json.loads(report.read_text(encoding="utf-8"))
    assert (told["imported"], told["anchored"], told["unanchored"]) == (2, 2, 0)
    assert [(one["row"], one["code"]) for one in told["refused"]] == [(3, "no-organisation")]
    (row,) = read_sheet("rest.xlsx", rest.read_bytes()).refused
    assert row.cells["comment"] == "Who am I?"
    assert row.cells["why"].startswith("The row does not say who comments")


def test_a_sheet_of_which_no_row_is_good_ends_with_status_1(app: Flask, scene: Scene, tmp_path: Path) -> None:
    sheet = tmp_path / "in.csv"
    sheet.write_bytes(a_csv(("", *KE[1:])))
    done = run(app, "import", "comments", sheet, "--slug", "principles")
    assert (done.exit_code, done.stdout.count("imported")) == (1, 1)


@pytest.mark.parametrize("table", ["iso", "cen"])
def test_the_command_writes_a_sheet_that_comes_in_again(
    app: Flask, world: World, scene: Scene, tmp_path: Path, table: str
) -> None:
    taken(world, a_csv(KE, FI))
    file = tmp_path / "out.csv"
    done = run(app, "export", "comments", "principles", "--format", "csv", "--table", table, "--bom", "-o", file)
    assert done.exit_code == 0, done.output
    assert file.read_bytes().startswith(b'\xef\xbb\xbf"MB')
    entries = read_sheet("out.csv", file.read_bytes()).entries
    assert [entry.cells["member"] for entry in entries] == ["KE 1", "FI 1"]
    assert len(world_comments(world)) == 2
    assert [row.act for row in taken(world, file.read_bytes()).rows] == [Act.KEEP, Act.KEEP]


def world_comments(world: World) -> list[str]:
    with world.reading() as session:
        return list(session.scalars(select(Comment.id)))


def test_what_is_not_there_cannot_be_exported(app: Flask, world: World, tmp_path: Path) -> None:
    world.a_consultation(slug="empty")
    done = run(app, "export", "comments", "empty", "--format", "csv", "-o", tmp_path / "x.csv")
    assert done.exit_code == 1
    assert not (tmp_path / "x.csv").exists()
