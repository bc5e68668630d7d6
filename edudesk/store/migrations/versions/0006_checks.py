"""Checks: form versions, arrangements and their units, sheets, problems, patrols, listening notes, terms."""

import sqlalchemy as sa
from alembic import op

from edudesk.store.revising import counts, create_record, numbers, texts

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    create_record(
        "check_form",
        *texts("key"),
        sa.Column("number", sa.Integer(), nullable=False),
        *texts("kind", "title", "since", "note", "content", "is_off"),
    )  # fmt: skip
    create_record(
        "check_campaign",
        *texts(
            "kind", "title", "school_year", "term", "begins", "ends", "weeks", "form", "subjects",
            "stages", "grades", "groups", "sampling",
        ),
        *counts("every", "count"),
        *texts(
            "seed", "pupils", "inspectors", "leader_id", "materials", "place", "hand_in_by",
            "drops_extremes", "status", "remark",
        ),
    )  # fmt: skip
    create_record(
        "check_unit",
        *texts("campaign_id", "teacher_id", "name", "subject", "stage", "classes", "class_keys", "group"),
        *numbers("periods"),
        *texts("form"),
        sa.Column("form_version", sa.Integer(), nullable=False),
        *texts("inspectors"),
        sa.Column("place", sa.Integer(), nullable=False),
        *texts("state", "reason", "on", "substitute"),
    )  # fmt: skip
    create_record(
        "check_sheet",
        *texts("unit_id", "campaign_id", "teacher_id", "kind", "school_year", "term", "form"),
        sa.Column("form_version", sa.Integer(), nullable=False),
        *texts(
            "inspector", "inspector_id", "on", "counts", "answers", "hits", "highlights", "problems",
            "advice", "status",
        ),
        *counts("tenths", "original"),
        *texts("grade", "first_id", "corrected"),
    )  # fmt: skip
    create_record(
        "check_problem",
        *texts(
            "sheet_id", "campaign_id", "teacher_id", "kind", "school_year", "term", "found_on", "item",
            "group", "subject", "classes", "text", "category", "severity", "demand", "owner_id", "helper",
            "due", "action", "done_on", "again", "again_on", "result", "next_advice", "status", "proof",
            "remark",
        ),
    )  # fmt: skip
    create_record(
        "check_patrol",
        *texts("day", "period", "class_name", "teacher_id", "subject", "inspector", "code", "text"),
        sa.Column("tenths", sa.Integer(), nullable=False),
        *texts("status", "verifier", "words", "remark"),
    )  # fmt: skip
    create_record(
        "check_listening",
        *texts("school_year", "term", "teacher_id", "role"),
        *counts("due", "heard", "valid"),
        *texts("checked_on", "inspector", "remark"),
    )  # fmt: skip
    create_record(
        "check_scheme",
        *texts("school_year", "term", "weights", "over", "recheck", "subjects_by"),
        sa.Column("patrol_most", sa.Integer(), nullable=False),
        sa.Column("bonus_most", sa.Integer(), nullable=False),
        *counts("excellent_share"),
        sa.Column("minimum_weeks", sa.Integer(), nullable=False),
        *texts("shows_ranks", "frozen_on"),
    )  # fmt: skip
    create_record(
        "check_allowance",
        *texts("school_year", "term", "teacher_id", "kind", "checks"),
        *counts("tenths"),
        *texts("reason", "approved_by"),
    )  # fmt: skip
    create_record(
        "check_result",
        *texts("school_year", "term", "teacher_id", "name", "group", "subject"),
        *counts("tenths"),
        *texts("grade"),
        *counts("place"),
        *texts("content"),
    )  # fmt: skip
    op.create_index("ix_check_unit_campaign_id", "check_unit", ["campaign_id"])
    op.create_index("ix_check_unit_teacher_id", "check_unit", ["teacher_id"])
    op.create_index("ix_check_sheet_unit_id", "check_sheet", ["unit_id"])
    op.create_index("ix_check_sheet_campaign_id", "check_sheet", ["campaign_id"])
    op.create_index("ix_check_sheet_teacher_id", "check_sheet", ["teacher_id"])
    op.create_index("ix_check_sheet_school_year", "check_sheet", ["school_year"])
    op.create_index("ix_check_problem_teacher_id", "check_problem", ["teacher_id"])
    op.create_index("ix_check_problem_status", "check_problem", ["status"])
    op.create_index("ix_check_patrol_day", "check_patrol", ["day"])
    op.create_index("ix_check_result_teacher_id", "check_result", ["teacher_id"])
