"""Projects: kinds, projects with steps, levels, people, money, results, proofs, the pool."""

import sqlalchemy as sa
from alembic import op

from edudesk.store.revising import counts, create_record, numbers, texts

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    create_record(
        "project",
        *texts("title", "kind"),
        sa.Column("kind_version", sa.Integer(), nullable=False),
        *texts(
            "subkind", "level", "number", "doc_no", "approved_on", "subject", "unit",
            "applicant", "partners", "department_id", "supervisor_id", "start", "end", "stage",
            "maturity", "recommenders", "plan_goal", "summary", "remark", "pinyin", "initials",
        ),
    )  # fmt: skip
    create_record(
        "project_step",
        *texts(
            "project_id", "on", "from_stage", "to_stage", "doc_no", "decided_by", "result",
            "note", "forced",
        ),
    )  # fmt: skip
    create_record(
        "project_level",
        *texts("project_id", "level", "on", "number", "doc_no", "remark"),
    )  # fmt: skip
    create_record(
        "project_member",
        *texts("project_id", "teacher_id", "name", "role"),
        *counts("place"),
        *texts("duty", "joined", "left"),
        *numbers("hours"),
        *texts("unit", "post", "title", "field", "phone", "remark"),
    )  # fmt: skip
    create_record(
        "project_change",
        *texts(
            "project_id", "item", "on", "before", "after", "reason", "decision", "decided_by",
            "decided_on", "doc_no", "remark",
        ),
    )  # fmt: skip
    create_record(
        "project_milestone",
        *texts("project_id", "title", "due", "done_on", "owner_id", "owner", "remark"),
    )  # fmt: skip
    create_record(
        "project_activity",
        *texts("project_id", "title", "kind", "on", "place", "expert", "attended", "guests"),
        *counts("count"),
        *texts("summary"),
    )  # fmt: skip
    create_record(
        "project_budget",
        *texts("project_id", "line", "year", "source"),
        *numbers("yuan", "initial"),
        *texts("remark"),
    )  # fmt: skip
    create_record(
        "project_spending",
        *texts("project_id", "line", "on", "source"),
        *numbers("yuan"),
        *texts("payee", "voucher", "handler", "remark"),
    )  # fmt: skip
    create_record(
        "project_deliverable",
        *texts(
            "project_id", "kind", "title", "on", "authors", "teacher_ids", "level", "grade",
            "outlet", "number", "issue", "pages",
        ),
        *counts("words"),
        *texts("cited", "shows_project", "is_final", "evidence_id", "remark"),
    )  # fmt: skip
    create_record(
        "project_yearly",
        *texts("project_id", "year", "on", "goals", "done", "highlights", "scores", "weights"),
        *counts("tenths"),
        *texts("grade", "next_plan", "notice_from", "notice_to", "objections", "remark"),
    )  # fmt: skip
    create_record(
        "project_measure",
        *texts("project_id", "year", "group", "aspect", "title", "target", "actual"),
        *numbers("full", "points"),
        *texts("reason"),
    )  # fmt: skip
    create_record(
        "project_evidence",
        *texts("project_id", "title", "number", "document", "form", "on", "link"),
        *counts("pages"),
        *texts("place", "remark"),
    )  # fmt: skip
    create_record(
        "project_review",
        *texts("project_id", "expert", "expert_unit", "occasion", "on"),
        *numbers("needed", "scientific", "feasible"),
        *texts("opinion", "advice"),
    )  # fmt: skip
    create_record(
        "project_recommendation",
        *texts("project_id", "batch", "on", "unit"),
        *counts("place", "tenths"),
        *texts("notice_from", "notice_to", "objections", "remark"),
    )  # fmt: skip
    create_record(
        "project_studio_score",
        *texts("project_id", "member_id", "year", "counts"),
        *counts("tenths"),
        *texts("remark"),
    )  # fmt: skip
    create_record(
        "project_text",
        *texts("project_id", "key", "text"),
    )  # fmt: skip
    create_record(
        "project_kind",
        *texts("key"),
        sa.Column("number", sa.Integer(), nullable=False),
        *texts("family", "title", "since", "note", "content", "is_off"),
    )  # fmt: skip
    for table in (
        "project_step", "project_level", "project_member", "project_change",
        "project_milestone", "project_activity", "project_budget", "project_spending",
        "project_deliverable", "project_yearly", "project_measure", "project_evidence",
        "project_review", "project_recommendation", "project_studio_score", "project_text",
    ):  # fmt: skip
        op.create_index(f"ix_{table}_project_id", table, ["project_id"])
    op.create_index("ix_project_member_teacher_id", "project_member", ["teacher_id"])
