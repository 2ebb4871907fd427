"""Words in several languages have a history, and people report where they differ.

What a person had translated and nobody had reviewed was kept as a machine's; it is called a draft from now on.
"""

import sqlalchemy as sa
from alembic import op

revision = "022_languages"
down_revision = "021_stages"
branch_labels = None
depends_on = None

TEXT = sa.table("clause_text", sa.column("status"), sa.column("translator"))
TABLES = (
    *("comment_translation", "machine_request", "translation_issue"),
    *("concordance", "authentic_language", "clause_text_revision"),
)


def upgrade() -> None:
    _add_revisions()
    _add_authentic_languages()
    _add_issues()
    _add_machines()
    _tell_people_from_machines("machine", "draft")


def downgrade() -> None:
    _tell_people_from_machines("draft", "machine")
    for name in TABLES:
        op.drop_table(name)


def _tell_people_from_machines(before: str, after: str) -> None:
    op.execute(TEXT.update().where(TEXT.c.status == before, TEXT.c.translator.is_not(None)).values(status=after))


def _add_revisions() -> None:
    op.create_table(
        "clause_text_revision",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("clause_version_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("lang", sa.String(length=35), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("heading", sa.String(length=500), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=64), nullable=False),
        sa.Column("by_person", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("source_sha256", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_person"], ["person.id"], name=op.f("fk_clause_text_revision_by_person")),
        sa.ForeignKeyConstraint(
            ["consultation_id", "clause_version_id"],
            ["clause_version.consultation_id", "clause_version.id"],
            name=op.f("fk_clause_text_revision_consultation_id_clause_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_clause_text_revision_consultation_id")
        ),
        sa.PrimaryKeyConstraint(
            "consultation_id", "clause_version_id", "lang", "version", name=op.f("pk_clause_text_revision")
        ),
    )
    op.create_index("ix_clause_text_revision_words", "clause_text_revision", ["consultation_id", "sha256"])


def _add_authentic_languages() -> None:
    op.create_table(
        "authentic_language",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("lang", sa.String(length=35), nullable=False),
        sa.Column("by_person", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_person"], ["person.id"], name=op.f("fk_authentic_language_by_person")),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_authentic_language_consultation_id")
        ),
        sa.PrimaryKeyConstraint("consultation_id", "lang", name=op.f("pk_authentic_language")),
    )
    op.create_table(
        "concordance",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("clause_version_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("lang", sa.String(length=35), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("confirmed_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["confirmed_by"], ["person.id"], name=op.f("fk_concordance_confirmed_by")),
        sa.ForeignKeyConstraint(
            ["consultation_id", "clause_version_id"],
            ["clause_version.consultation_id", "clause_version.id"],
            name=op.f("fk_concordance_consultation_id_clause_version_id"),
        ),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f("fk_concordance_consultation_id")),
        sa.PrimaryKeyConstraint("consultation_id", "clause_version_id", "lang", name=op.f("pk_concordance")),
    )


def _add_issues() -> None:
    op.create_table(
        "translation_issue",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("clause_version_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("lang", sa.String(length=35), nullable=False),
        sa.Column("quote", sa.String(length=1000), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("reported_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.String(length=1000), nullable=False),
        sa.Column("answered_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["reported_by"], ["person.id"], name=op.f("fk_translation_issue_reported_by")),
        sa.ForeignKeyConstraint(["answered_by"], ["person.id"], name=op.f("fk_translation_issue_answered_by")),
        sa.ForeignKeyConstraint(
            ["consultation_id", "clause_version_id"],
            ["clause_version.consultation_id", "clause_version.id"],
            name=op.f("fk_translation_issue_consultation_id_clause_version_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_translation_issue_consultation_id")
        ),
        sa.PrimaryKeyConstraint("consultation_id", "id", name=op.f("pk_translation_issue")),
        sa.UniqueConstraint("consultation_id", "number", name=op.f("uq_translation_issue_consultation_id_number")),
    )
    op.create_index("ix_translation_issue_clause", "translation_issue", ["consultation_id", "clause_version_id"])


def _add_machines() -> None:
    op.create_table(
        "machine_request",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("draft_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("lang", sa.String(length=35), nullable=False),
        sa.Column("asked_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name=op.f("fk_machine_request_asked_by")),
        sa.ForeignKeyConstraint(
            ["consultation_id", "draft_id"],
            ["draft.consultation_id", "draft.id"],
            name=op.f("fk_machine_request_consultation_id_draft_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_machine_request_consultation_id")
        ),
        sa.PrimaryKeyConstraint("consultation_id", "draft_id", "lang", name=op.f("pk_machine_request")),
    )
    op.create_table(
        "comment_translation",
        sa.Column("consultation_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("comment_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("lang", sa.String(length=35), nullable=False),
        sa.Column("origin", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("markdown", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["consultation_id", "comment_id"],
            ["comment.consultation_id", "comment.id"],
            name=op.f("fk_comment_translation_consultation_id_comment_id"),
        ),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name=op.f("fk_comment_translation_consultation_id")
        ),
        sa.PrimaryKeyConstraint("consultation_id", "comment_id", "lang", "origin", name=op.f("pk_comment_translation")),
    )
