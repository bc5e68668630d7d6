"""Recommendation by quota; checks arranged together; terms weighted by books; lists of the checks as a school has them.

The list of 2,000 projects counts members, money and 成果 in their indexes, without a look at the rows.
"""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

from edudesk.store.revising import add_counts, add_texts, create_record, fill, texts

revision = "0012"
down_revision = "0011"

# what a round of 巡课 meant by its code until a school could word the cases itself
CASES = {
    "K0": "正常、亮点",
    "K1": "未提前候课、上课迟到 5 分钟内",
    "K2": "迟到 5 分钟以上、提前下课、拖堂",
    "K3": "私自调课、挤占挪用其他学科",
    "K4": "中途离岗",
    "K5": "空堂、旷课",
    "K6": "坐着授课、接打玩手机、做与教学无关的事",
    "K7": "课堂秩序差、学生睡觉、无人管理",
    "K8": "体罚或变相体罚、将学生赶出教室",
    "K9": "未带教案、实验或场地安全隐患、用电卫生",
}
VETOES = ("K5", "K8")
COVERED = {
    "project_member": ("deleted_at", "role", "left"),
    "project_budget": ("deleted_at", "yuan"),
    "project_spending": ("deleted_at", "yuan"),
    "project_deliverable": ("deleted_at", "is_final"),
}


def upgrade() -> None:
    create_record(
        "check_list",
        *texts("key"),
        sa.Column("number", sa.Integer(), nullable=False),
        *texts("title", "since", "note", "content", "is_off"),
    )
    add_texts("check_patrol", ("case_text", "is_veto"))
    fill("check_patrol", _case)
    add_texts("check_campaign", ("together", "notes"))
    add_counts("check_campaign", ("per_unit",))
    add_texts("check_scheme", ("classes_by", "main_subjects", "check_weights"))
    add_counts("check_scheme", ("main_share",))
    add_texts("project_recommendation", ("decision", "level", "reason", "notice_result"))
    add_counts("project_recommendation", ("quota",))
    fill("project_recommendation", lambda row: {"decision": "推荐"})
    for table, beside in COVERED.items():
        name = f"ix_{table}_project_id"
        op.drop_index(name, table)
        op.create_index(name, table, ["project_id", *beside])


def _case(row: Mapping[str, Any]) -> Mapping[str, Any]:
    text = CASES.get(row["code"])
    if text is None:
        return {}
    return {"case_text": text, "is_veto": "是"} if row["code"] in VETOES else {"case_text": text}
