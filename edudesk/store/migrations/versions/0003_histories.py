"""The dated facts of teachers (学历 … 家访), the school's own ladders and code words."""

import sqlalchemy as sa
from alembic import op

from edudesk.store.revising import counts, create_record, numbers, texts

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    _history(
        "education",
        *texts(
            "kind",
            "level",
            "degree",
            "mode",
            "school",
            "major",
            "is_normal",
            "started",
            "graduated",
            "cert_no",
        ),
    )
    _history(
        "title",
        *texts(
            "title",
            "series",
            "subject",
            "obtained",
            "appointed_from",
            "appointed_to",
            "appoint_state",
            "doc_no",
        ),
    )
    _history("post", *texts("post_class", "grade", "since"))
    _history("status", *texts("status", "since", "place", "doc_no"))
    _history("admin_post", *texts("kind", "post", "since", "doc_no"))
    _history(
        "assignment",
        *texts(
            "school_year", "term", "stage", "subject", "classes", "weekly_periods", "is_main", "other_load"
        ),
    )
    _history(
        "head_teacher",
        *texts("school_year", "term", "class_name"),
        *counts("years"),
        index=("school_year", "years"),
    )
    _history("honour", *texts("ladder", "name", "level", "subject", "batch", "awarded", "doc_no", "role"))
    _history("honour_check", *texts("name", "year", "result"))
    _history(
        "achievement", *texts("kind", "title", "level", "grade", "rank", "organiser", "publication", "doc_no")
    )
    _history("annual_review", *texts("year", "result", "unit", "reason"))
    _history("ethics_review", *texts("year", "result", "unit", "reason"))
    _history(
        "ethics_event",
        *texts(
            "clause",
            "description",
            "source",
            "finding",
            "measure",
            "effective_from",
            "veto_until",
            "doc_no",
            "released",
        ),
    )
    _history(
        "training",
        *texts("project", "organiser", "level", "kind", "layer"),
        *numbers("hours", "credits"),
        *texts("cert_no", "school_year", "counted"),
        index=("counted", "credits", "hours"),
    )
    _history(
        "exchange",
        *texts("direction", "other_school", "kind", "subject", "moved_relation", "was_backbone", "result"),
    )
    _history(
        "mentoring",
        *texts("mentor", "mentor_id", "track", "agreement"),
        *counts("observations"),
        *texts("checks", "result"),
    )
    _history("cert", *texts("kind", "subject", "number", "issued", "authority"))
    _history("registration", *texts("kind", "conclusion", "next_due"))
    _history("skill", *texts("kind", "grade", "number"))
    _history("event", *texts("kind", "text"), *counts("count"))
    create_record(
        "honour_tier",
        *texts("ladder", "word"),
        sa.Column("rank", sa.Integer(), nullable=False),
        *texts("level", "is_county"),
        *counts("years"),
    )
    create_record("own_word", *texts("list", "word", "aliases"))


def _history(
    key: str, *columns: sa.Column[str] | sa.Column[int] | sa.Column[float], index: tuple[str, ...] = ()
) -> None:
    """One table of dated facts. index: more columns of its index."""
    table = f"teacher_{key}"
    create_record(
        table,
        sa.Column("teacher_id", sa.String(36), nullable=False),
        *texts("begins", "ends", "remark"),
        *columns,
        sa.ForeignKeyConstraint(["teacher_id"], ["teacher.id"], name=f"fk_{table}_teacher_id"),
    )
    op.create_index(f"ix_{table}_state", table, ["teacher_id", "begins", "ends", "deleted_at", *index])
