"""Settings, journal, school and teachers: the first schema. Never edited after release."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_TEACHER = (
    "name",
    "former_name",
    "staff_no",
    "gender",
    "ethnicity",
    "id_type",
    "id_no",
    "id_status",
    "birth",
    "birth_file",
    "native_place",
    "birthplace",
    "domicile",
    "political",
    "party_date",
    "work_start",
    "teach_start",
    "school_start",
    "first_edu",
    "first_school",
    "first_major",
    "first_end",
    "top_edu",
    "top_school",
    "top_major",
    "top_end",
    "degree",
    "normal_major",
    "title",
    "title_obtained",
    "title_appointed",
    "post_class",
    "post_grade",
    "post_grade_from",
    "subject",
    "subject2",
    "stage",
    "classes",
    "weekly_periods",
    "admin_post",
    "head_teacher",
    "head_teacher_years",
    "staff_category",
    "establishment",
    "cert_type",
    "cert_subject",
    "cert_no",
    "cert_register",
    "mandarin",
    "honour",
    "honour_level",
    "honour_date",
    "annual_review",
    "ethics_review",
    "training_credits",
    "exchange",
    "mentor",
    "mentee",
    "phone",
    "short_no",
    "email",
    "address",
    "status",
    "status_date",
    "remark",
    "pinyin",
    "initials",
)
_SCHOOL = ("name", "code", "stage", "place", "school_year", "term_start")


def _record(name: str, facts: tuple[str, ...]) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.String(40), nullable=False),
        *(sa.Column(fact, sa.Text(), nullable=False) for fact in facts),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )


def upgrade() -> None:
    op.create_table(
        "setting",
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_setting"),
    )
    op.create_table(
        "journal_entry",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("verb", sa.String(80), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("ref", sa.Integer(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("mac", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_journal_entry"),
        sa.UniqueConstraint("id", name="uq_journal_entry_id"),
    )
    op.create_table(
        "journal_change",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("table_name", sa.String(60), nullable=False),
        sa.Column("row_id", sa.String(36), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["seq"], ["journal_entry.seq"], name="fk_journal_change_seq"),
        sa.PrimaryKeyConstraint("seq", "place", name="pk_journal_change"),
    )
    op.create_index("ix_journal_change_row_id", "journal_change", ["row_id"])
    _append_only("journal_entry")
    _append_only("journal_change")
    _record("school", _SCHOOL)
    _record("teacher", _TEACHER)


def _append_only(table: str) -> None:
    """The journal may grow and never change (promise P33)."""
    if op.get_context().dialect.name == "postgresql":
        op.execute(
            f"CREATE FUNCTION {table}_keep() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {table}_keep BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_keep()"
        )
        return
    for deed in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
        )
