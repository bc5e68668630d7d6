"""The development plan: plans, stages, text, goals, tasks, measures, proofs, evaluations. Projects: what was promised, what
points are given by."""

import sqlalchemy as sa
from alembic import op

from edudesk.store.revising import (
    add_counts,
    add_numbers,
    add_texts,
    counts,
    create_record,
    numbers,
    texts,
)

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    create_record(
        "plan",
        *texts(
            "title", "starts", "ends", "year_basis", "state", "previous_id", "philosophy",
            "motto", "spirit", "teaching", "learning", "belief", "vision", "pupils", "guiding",
            "overall", "school_goal", "teacher_goal", "pupil_goal", "scheme", "data_on",
            "remark",
        ),
    )  # fmt: skip
    create_record(
        "plan_stage",
        *texts("plan_id", "stage", "on", "body", "number", "place"),
        *counts("present", "votes_for", "votes_against", "votes_abstain"),
        *texts("text", "result", "meeting_id", "remark"),
    )  # fmt: skip
    create_record(
        "plan_opinion",
        *texts("plan_id", "stage", "on", "name", "unit", "duty", "text", "answer", "taken", "scores"),
    )  # fmt: skip
    create_record(
        "plan_adjustment",
        *texts(
            "plan_id", "on", "what", "record_id", "field", "subject", "original", "adjusted",
            "reason", "meeting", "meeting_id",
        ),
    )  # fmt: skip
    create_record(
        "plan_version",
        *texts("plan_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        *texts("on", "who", "why", "meeting", "content"),
    )  # fmt: skip
    create_record(
        "plan_section",
        *texts("plan_id"),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        *texts("heading", "text", "role"),
    )  # fmt: skip
    create_record(
        "plan_swot",
        *texts("plan_id", "quadrant"),
        sa.Column("place", sa.Integer(), nullable=False),
        *texts("text", "figure", "figure_text", "goal_id"),
    )  # fmt: skip
    create_record(
        "plan_goal",
        *texts("plan_id", "parent_id"),
        sa.Column("place", sa.Integer(), nullable=False),
        *texts("kind", "title", "text"),
        *numbers("weight"),
        *texts(
            "department", "leader", "person", "policy_ref", "mark", "project_id", "years",
            "background", "content", "steps", "funds", "results",
        ),
    )  # fmt: skip
    create_record(
        "plan_task",
        *texts(
            "plan_id", "goal_id", "title", "year", "starts", "due", "due_words", "department",
            "with_departments", "leader", "owner", "owner_id", "expected",
        ),
        *numbers("weight"),
        sa.Column("percent", sa.Integer(), nullable=False),
        *texts("status", "reason", "done_on", "carried_from", "remark"),
    )  # fmt: skip
    create_record(
        "plan_note",
        *texts("plan_id", "task_id", "on", "who"),
        *counts("percent"),
        *texts("text"),
    )  # fmt: skip
    create_record(
        "plan_measure",
        *texts("plan_id", "goal_id"),
        sa.Column("place", sa.Integer(), nullable=False),
        *texts("title", "unit"),
        *counts("decimals"),
        *texts("direction", "base", "base_on", "low", "high", "tolerance"),
        *numbers("weight"),
        *texts("source", "stage", "note"),
    )  # fmt: skip
    create_record(
        "plan_target",
        *texts("plan_id", "measure_id", "year", "target", "actual", "actual_on", "excused", "why", "frozen"),
    )  # fmt: skip
    create_record(
        "plan_proof",
        *texts("plan_id", "title", "number", "on", "form", "link", "place"),
        *counts("pages"),
        *texts("goal_ids", "task_ids", "measure_ids", "project_ids"),
    )  # fmt: skip
    create_record(
        "plan_review",
        *texts(
            "plan_id", "kind", "year", "on", "members", "heard", "published_on", "organised",
            "effects", "problems", "mending", "next_year", "adjustment", "adjustment_reason",
        ),
        *counts("tenths"),
        *texts("grade"),
        *counts("outside_tenths"),
        *texts("outside_grade", "outside_on", "evaluator", "strengths", "shortcomings", "parts", "scheme"),
        sa.Column("scheme_version", sa.Integer(), nullable=False),
        *texts("frozen_on", "content"),
    )  # fmt: skip
    create_record(
        "plan_goal_review",
        *texts("plan_id", "review_id", "goal_id", "grade"),
        *counts("tenths"),
        *texts("done", "effect", "problems", "mending"),
        *counts("outside_tenths"),
    )  # fmt: skip
    create_record(
        "plan_duty",
        *texts("plan_id", "year", "leader", "goal_id", "content", "done"),
        *counts("tenths"),
    )  # fmt: skip
    create_record(
        "plan_scheme",
        *texts("key"),
        sa.Column("number", sa.Integer(), nullable=False),
        *texts("title", "since", "note", "content", "is_off"),
    )  # fmt: skip
    create_record(
        "project_planned",
        *texts("project_id", "kind", "title", "due", "owner", "is_final", "result_id", "remark"),
    )
    op.create_index("ix_project_planned_project_id", "project_planned", ["project_id"])
    create_record(
        "project_standard",
        *texts("key"),
        sa.Column("number", sa.Integer(), nullable=False),
        *texts("title", "since", "note", "content", "is_off"),
    )  # fmt: skip
    add_texts("project_review", ("weights",))
    add_texts("project_studio_score", ("items",))
    create_record(
        "appraisal",
        *texts("form"),
        sa.Column("form_version", sa.Integer(), nullable=False),
        *texts(
            "year", "title", "on", "leader", "members", "conclusion", "outside_unit", "outside_on",
            "outside_words", "remark",
        ),
    )  # fmt: skip
    create_record(
        "appraisal_answer",
        *texts("appraisal_id", "node", "word"),
        *counts("tenths"),
        *texts("excused", "done", "problems", "mending", "proof", "department", "outside_word"),
        *counts("outside_tenths"),
    )
    op.create_index("ix_appraisal_answer_appraisal_id", "appraisal_answer", ["appraisal_id"])
    create_record(
        "appraisal_form",
        *texts("key"),
        sa.Column("number", sa.Integer(), nullable=False),
        *texts("title", "since", "note", "content", "is_off"),
    )  # fmt: skip
    create_record(
        "body",
        *texts("title", "kind", "founded", "chair"),
        *counts("term_years"),
        *texts("meets", "duties", "ended", "remark"),
    )
    create_record(
        "body_seat",
        *texts("body_id", "name", "teacher_id", "term", "duty", "side", "unit", "begins", "ends", "remark"),
    )
    create_record(
        "meeting",
        *texts("title", "body_id", "number", "on", "place", "chair", "recorder"),
        *counts("due", "present"),
        *texts("agenda", "text", "remark"),
    )
    create_record(
        "meeting_resolution",
        *texts("meeting_id", "title", "text", "result"),
        *counts("votes_for", "votes_against", "votes_abstain"),
        *texts("owner", "due", "done_on", "done", "remark"),
    )
    create_record("regulation", *texts("title", "field", "standing", "department", "keeper", "remark"))
    create_record(
        "regulation_edition",
        *texts("regulation_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        *texts("on", "effective", "doc_no", "adopted_by", "meeting_id", "why", "text", "remark"),
    )
    create_record(
        "inspection",
        *texts(
            "title", "kind", "on", "ends", "unit", "people", "scope", "result", "strengths",
            "doc_no", "reply_due", "replied_on", "remark",
        ),
    )  # fmt: skip
    create_record(
        "inspection_finding",
        *texts(
            "inspection_id", "problem", "demand", "measure", "department", "leader", "owner",
            "due", "closed_on", "proof", "closed_by", "remark",
        ),
    )  # fmt: skip
    for table, owner in (
        ("body_seat", "body_id"),
        ("meeting_resolution", "meeting_id"),
        ("regulation_edition", "regulation_id"),
        ("inspection_finding", "inspection_id"),
    ):
        op.create_index(f"ix_{table}_{owner}", table, [owner])
    for table in (
        "plan_stage", "plan_opinion", "plan_adjustment", "plan_version", "plan_section",
        "plan_swot", "plan_goal", "plan_task", "plan_note", "plan_measure", "plan_target",
        "plan_proof", "plan_review", "plan_goal_review", "plan_duty",
    ):  # fmt: skip
        op.create_index(f"ix_{table}_plan_id", table, ["plan_id"])
    # schools of the region: which 集团 they belong to, and the teachers whose number is asked for
    add_texts("region_school", ["group_name"])
    add_numbers("region_school", ["sports", "music", "counsellors"])
    # checks: subjects a type does not count for, the share of the year's appraisal, when a draw was made
    add_texts("check_scheme", ("left_out",))
    add_counts("check_scheme", ("year_share",))
    add_texts("check_campaign", ("drawn_at",))
