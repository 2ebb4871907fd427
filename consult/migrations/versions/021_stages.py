"""Texts have brackets, are adopted with explanations, and are corrected by numbers."""

import sqlalchemy as sa
from alembic import op

revision = "021_stages"
down_revision = "020_forms"
branch_labels = None
depends_on = None

NUMBERED = (
    "UPDATE draft SET revision = (SELECT count(*) FROM draft AS other"
    " WHERE other.consultation_id = draft.consultation_id AND other.stage = 'revision' AND other.number <= draft.number)"
    " WHERE stage = 'revision'"
)
"""Revisions that were brought in before are numbered in their order."""


def upgrade() -> None:
    with op.batch_alter_table("draft") as table:
        table.add_column(sa.Column("revision", sa.Integer(), nullable=True))
        table.create_unique_constraint(op.f("uq_draft_consultation_id_symbol"), ["consultation_id", "symbol"])
    op.execute(NUMBERED)
    op.create_table(
        "meeting",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("held_on", sa.String(length=10), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("agenda", sa.Text(), nullable=False),
        sa.Column("attendance", sa.JSON(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("added_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["added_by"], ["person.id"], name=op.f("fk_meeting_added_by")),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_meeting_consultation_id")),
        sa.PrimaryKeyConstraint("consultation_id", "id", name=op.f("pk_meeting")),
    )
    op.create_index("ix_meeting_day", "meeting", ["consultation_id", "held_on"])
    op.create_table(
        "adoption",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("draft_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("body", sa.String(length=200), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("adopted_on", sa.String(length=10), nullable=False),
        sa.Column("manner", sa.String(length=64), nullable=False),
        sa.Column("in_favour", sa.Integer(), nullable=True),
        sa.Column("against", sa.Integer(), nullable=True),
        sa.Column("abstained", sa.Integer(), nullable=True),
        sa.Column("statements_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_role", sa.String(length=64), nullable=False),
        sa.Column("by_person", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leaf", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["by_person"], ["person.id"], name=op.f("fk_adoption_by_person")),
        sa.ForeignKeyConstraint(
            ["consultation_id", "draft_id"],
            ["draft.consultation_id", "draft.id"],
            name=op.f("fk_adoption_consultation_id_draft_id"),
        ),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_adoption_consultation_id")),
        sa.PrimaryKeyConstraint("consultation_id", "draft_id", name=op.f("pk_adoption")),
    )
    op.create_table(
        "bracket",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("draft_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("clause_uid", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("lang", sa.String(length=35), nullable=False),
        sa.Column("passage", sa.Text(), nullable=True),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("added_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["person.id"], name=op.f("fk_bracket_added_by")),
        sa.ForeignKeyConstraint(
            ["consultation_id", "clause_uid"],
            ["clause.consultation_id", "clause.uid"],
            name=op.f("fk_bracket_consultation_id_clause_uid"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "draft_id"],
            ["draft.consultation_id", "draft.id"],
            name=op.f("fk_bracket_consultation_id_draft_id"),
        ),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_bracket_consultation_id")),
        sa.PrimaryKeyConstraint("consultation_id", "id", name=op.f("pk_bracket")),
        sa.UniqueConstraint(
            "consultation_id",
            "draft_id",
            "clause_uid",
            "place",
            name=op.f("uq_bracket_consultation_id_draft_id_clause_uid_place"),
        ),
    )
    op.create_table(
        "bracket_proposer",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("bracket_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seat_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id", "bracket_id"],
            ["bracket.consultation_id", "bracket.id"],
            name=op.f("fk_bracket_proposer_consultation_id_bracket_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "seat_id"],
            ["seat.consultation_id", "seat.id"],
            name=op.f("fk_bracket_proposer_consultation_id_seat_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_bracket_proposer_consultation_id")
        ),
        sa.PrimaryKeyConstraint("consultation_id", "bracket_id", "place", name=op.f("pk_bracket_proposer")),
    )
    op.create_table(
        "corrigendum",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("draft_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("clause_uid", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("clause_version_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("lang", sa.String(length=35), nullable=False),
        sa.Column("part", sa.String(length=64), nullable=False),
        sa.Column("old_words", sa.Text(), nullable=False),
        sa.Column("new_words", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("change_class", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("proposed_by", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id", "clause_uid"],
            ["clause.consultation_id", "clause.uid"],
            name=op.f("fk_corrigendum_consultation_id_clause_uid"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "clause_version_id"],
            ["clause_version.consultation_id", "clause_version.id"],
            name=op.f("fk_corrigendum_consultation_id_clause_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "draft_id"],
            ["draft.consultation_id", "draft.id"],
            name=op.f("fk_corrigendum_consultation_id_draft_id"),
        ),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_corrigendum_consultation_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name=op.f("fk_corrigendum_decided_by")),
        sa.ForeignKeyConstraint(["proposed_by"], ["person.id"], name=op.f("fk_corrigendum_proposed_by")),
        sa.PrimaryKeyConstraint("consultation_id", "id", name=op.f("pk_corrigendum")),
        sa.UniqueConstraint(
            "consultation_id", "draft_id", "number", name=op.f("uq_corrigendum_consultation_id_draft_id_number")
        ),
    )
    op.create_table(
        "negotiation_move",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("draft_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("clause_uid", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("from_state", sa.String(length=64), nullable=False),
        sa.Column("to_state", sa.String(length=64), nullable=False),
        sa.Column("bracket_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("by_person", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_person"], ["person.id"], name=op.f("fk_negotiation_move_by_person")),
        sa.ForeignKeyConstraint(
            ["consultation_id", "bracket_id"],
            ["bracket.consultation_id", "bracket.id"],
            name=op.f("fk_negotiation_move_consultation_id_bracket_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "clause_uid"],
            ["clause.consultation_id", "clause.uid"],
            name=op.f("fk_negotiation_move_consultation_id_clause_uid"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "draft_id"],
            ["draft.consultation_id", "draft.id"],
            name=op.f("fk_negotiation_move_consultation_id_draft_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_negotiation_move_consultation_id")
        ),
        sa.PrimaryKeyConstraint("consultation_id", "id", name=op.f("pk_negotiation_move")),
        sa.UniqueConstraint(
            "consultation_id",
            "draft_id",
            "clause_uid",
            "place",
            name=op.f("uq_negotiation_move_consultation_id_draft_id_clause_uid_place"),
        ),
    )
    op.create_table(
        "position_note",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("draft_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("clause_uid", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("seat_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("author", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("lang", sa.String(length=35), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("is_named", sa.Boolean(), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("leaf", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author"], ["person.id"], name=op.f("fk_position_note_author")),
        sa.ForeignKeyConstraint(
            ["consultation_id", "clause_uid"],
            ["clause.consultation_id", "clause.uid"],
            name=op.f("fk_position_note_consultation_id_clause_uid"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "draft_id"],
            ["adoption.consultation_id", "adoption.draft_id"],
            name=op.f("fk_position_note_consultation_id_draft_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id", "seat_id"],
            ["seat.consultation_id", "seat.id"],
            name=op.f("fk_position_note_consultation_id_seat_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_position_note_consultation_id")
        ),
        sa.PrimaryKeyConstraint("consultation_id", "id", name=op.f("pk_position_note")),
    )
    op.create_index("ix_position_note_draft", "position_note", ["consultation_id", "draft_id", "at"])


def downgrade() -> None:
    for name in (
        "position_note",
        "negotiation_move",
        "corrigendum",
        "bracket_proposer",
        "bracket",
        "adoption",
        "meeting",
    ):
        op.drop_table(name)
    with op.batch_alter_table("draft") as table:
        table.drop_constraint(op.f("uq_draft_consultation_id_symbol"), type_="unique")
        table.drop_column("revision")
