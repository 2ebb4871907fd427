"""Comments are shared out, claimed and decided on in numbers, and their authors say whether they are satisfied."""

import sqlalchemy as sa
from alembic import op

revision = "019_desk"
down_revision = "018_freshness"
branch_labels = None
depends_on = None

DISPOSITION = (
    ("wording", sa.Text()),
    ("satisfaction", sa.String(length=64)),
    ("satisfaction_words", sa.String(length=500)),
    ("satisfaction_as", sa.String(length=64)),
    ("satisfaction_by", sa.Uuid(as_uuid=False)),
    ("satisfaction_at", sa.DateTime(timezone=True)),
)
TABLES = ("further_clause", "bulk_item", "bulk_act", "half_written", "reason_template", "reading_language", "answer_plan", "assignment", "claim")  # fmt: skip


def upgrade() -> None:
    with op.batch_alter_table("disposition") as table:
        for name, kind in DISPOSITION:
            table.add_column(sa.Column(name, kind, nullable=True))
        table.create_foreign_key(op.f("fk_disposition_satisfaction_by"), "person", ["satisfaction_by"], ["id"])
    _share_out()
    _write_reasons()
    _act_on_many()
    _say_more()


def downgrade() -> None:
    for name in TABLES:
        op.drop_table(name)
    with op.batch_alter_table("disposition") as table:
        table.drop_constraint(op.f("fk_disposition_satisfaction_by"), type_="foreignkey")
        for name, _ in reversed(DISPOSITION):
            table.drop_column(name)


def _share_out() -> None:
    op.create_table(
        "claim",
        _id("consultation_id"),
        _id("comment_id"),
        _id("person_id"),
        _moment("at"),
        _moment("until"),
        *_keys("claim", "comment_id", comment="comment_id"),
        _person("claim", "person_id"),
    )
    op.create_table(
        "assignment",
        _id("consultation_id"),
        _id("comment_id"),
        _id("person_id"),
        _id("by_person"),
        _moment("at"),
        *_keys("assignment", "comment_id", comment="comment_id"),
        _person("assignment", "person_id"),
        _person("assignment", "by_person"),
    )
    op.create_table(
        "answer_plan",
        _id("consultation_id"),
        _id("round_id"),
        _moment("publish_by"),
        *_keys("answer_plan", "round_id", round="round_id"),
    )
    op.create_table(
        "reading_language",
        _id("consultation_id"),
        _id("person_id"),
        sa.Column("lang", sa.String(length=35), nullable=False),
        *_keys("reading_language", "person_id", "lang"),
        _person("reading_language", "person_id"),
    )


def _write_reasons() -> None:
    op.create_table(
        "reason_template",
        _id("consultation_id"),
        _id("id"),
        sa.Column("lang", sa.String(length=35), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("disposition", sa.String(length=64), nullable=False),
        sa.Column("words", sa.String(length=1000), nullable=False),
        *_keys("reason_template", "id"),
        sa.UniqueConstraint(
            "consultation_id", "lang", "name", name=op.f("uq_reason_template_consultation_id_lang_name")
        ),
    )
    op.create_table(
        "half_written",
        _id("consultation_id"),
        _id("person_id"),
        _id("comment_id"),
        sa.Column("disposition", sa.String(length=64), nullable=False),
        sa.Column("duplicate_of", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        _moment("at"),
        *_keys("half_written", "person_id", "comment_id", comment="comment_id"),
        _person("half_written", "person_id"),
    )


def _act_on_many() -> None:
    op.create_table(
        "bulk_act",
        _id("consultation_id"),
        _id("id"),
        _id("round_id"),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("given", sa.JSON(), nullable=False),
        _id("by_person"),
        _moment("planned_at"),
        _moment("done_at", nullable=True),
        _moment("undone_at", nullable=True),
        *_keys("bulk_act", "id", round="round_id"),
        _person("bulk_act", "by_person"),
    )
    op.create_table(
        "bulk_item",
        _id("consultation_id"),
        _id("act_id"),
        _id("comment_id"),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("refused", sa.String(length=64), nullable=True),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("kept", sa.String(length=64), nullable=True),
        *_keys("bulk_item", "act_id", "comment_id", bulk_act="act_id", comment="comment_id"),
    )


def _say_more() -> None:
    op.create_table(
        "further_clause",
        _id("consultation_id"),
        _id("clause_uid"),
        _id("comment_id"),
        _id("by_person"),
        _moment("at"),
        *_keys("further_clause", "clause_uid", "comment_id", comment="comment_id"),
        sa.ForeignKeyConstraint(
            ["consultation_id", "clause_uid"],
            ["clause.consultation_id", "clause.uid"],
            name=op.f("fk_further_clause_consultation_id_clause_uid"),
        ),
        _person("further_clause", "by_person"),
    )


def _id(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Uuid(as_uuid=False), nullable=False)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _person(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["person.id"], name=op.f(f"fk_{table}_{column}"))


def _keys(table: str, *key: str, **scoped: str) -> list[sa.schema.SchemaItem]:
    """Return the primary key of a consultation's table, and its foreign keys within the consultation."""
    return [
        sa.ForeignKeyConstraint(["consultation_id"], ["consultation.id"], name=op.f(f"fk_{table}_consultation_id")),
        sa.PrimaryKeyConstraint("consultation_id", *key, name=op.f(f"pk_{table}")),
        *(
            sa.ForeignKeyConstraint(
                ["consultation_id", column],
                [f"{to}.consultation_id", f"{to}.id"],
                name=op.f(f"fk_{table}_consultation_id_{column}"),
            )
            for to, column in scoped.items()
        ),
    ]
