"""校情问卷: how each group answered for a line of the SWOT matrix. 整改时限 of self-evaluations as a day of its own.
What a plan calls its 重点发展项目 is one word, in goals, chapters and the versions that were kept."""

import json
import re
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

from edudesk.store.revising import add_texts, counts, create_record, fill, texts

revision = "0015"
down_revision = "0014"

OLD, NEW = "重点项目", "重点发展项目"
# a day that the text about mending gives, when it gives one alone: 2026-12-31, 2026年12月31日
DAY = re.compile(r"(20\d\d)[-.年/](\d{1,2})[-.月/](\d{1,2})日?")
DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def upgrade() -> None:
    create_record(
        "plan_swot_answer",
        *texts("plan_id", "swot_id", "people", "on"),
        *counts("answers", "hundredths"),
        *texts("text"),
    )
    op.create_index("ix_plan_swot_answer_plan_id", "plan_swot_answer", ["plan_id"])
    add_texts("appraisal_answer", ("due",))
    if not op.get_context().as_sql:
        asked = _with_days()
        fill("appraisal_answer", lambda row: _due(row) if row["appraisal_id"] in asked else {})
    fill("plan_goal", lambda row: {"kind": NEW} if row["kind"] == OLD else {})
    fill("plan_section", lambda row: {"role": NEW} if row["role"] == OLD else {})
    fill("plan_version", _version)


def _with_days() -> set[str]:
    """Self-evaluations on the forms that asked for 整改措施和整改时限 in one text: 管理标准 and what a school made of it."""
    bind = op.get_bind()
    forms = bind.execute(sa.text("SELECT key, content FROM appraisal_form")).all()
    keys = {"management", *(key for key, content in forms if "整改时限" in content)}
    rows = bind.execute(sa.text("SELECT id, form FROM appraisal")).all()
    return {row_id for row_id, form in rows if form in keys}


def _due(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """The text stays as it is written; one that is nothing but the day goes over whole."""
    found = DAY.findall(row["mending"])
    if len(found) != 1:
        return {}
    year, month, day = map(int, found[0])
    if not (1 <= month <= 12 and 1 <= day <= DAYS[month - 1]) or (month == 2 and day == 29 and year % 4):
        return {}
    due = {"due": f"{year:04}-{month:02}-{day:02}"}
    return due | {"mending": ""} if DAY.fullmatch(row["mending"].strip()) else due


def _version(row: Mapping[str, Any]) -> Mapping[str, Any]:
    if OLD not in row["content"]:
        return {}
    told = json.loads(row["content"])
    for one in told.get("goals", {}).values():
        if one.get("kind") == OLD:
            one["kind"] = NEW
    for one in told.get("sections", ()):
        if one.get("role") == OLD:
            one["role"] = NEW
    content = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return {} if content == row["content"] else {"content": content}
