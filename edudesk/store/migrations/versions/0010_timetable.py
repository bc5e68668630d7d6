"""The timetable with its bells; grades and limits of a term as a school sets them; who a substitute stood in for."""

import sqlalchemy as sa
from alembic import op

from edudesk.store.revising import add_counts, add_texts, create_record, texts

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    create_record(
        "lesson",
        *texts(
            "school_year", "term", "class_name", "weekday", "period", "weeks", "subject", "teacher_id",
            "teacher", "place", "remark",
        ),
    )  # fmt: skip
    create_record(
        "bell",
        *texts("school_year", "term", "stage", "period"),
        sa.Column("place", sa.Integer(), nullable=False),
        *texts("begins", "ends"),
    )
    op.create_index("ix_lesson_school_year", "lesson", ["school_year"])
    op.create_index("ix_lesson_teacher_id", "lesson", ["teacher_id"])
    add_texts("check_scheme", ("levels", "exempt_by"))
    add_counts("check_scheme", ("veto_most", "recheck_most", "make_up_days"))
    add_texts("check_allowance", ("proof",))
    add_texts("check_patrol", ("stands_for",))
