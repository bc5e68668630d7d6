"""An empty 台账 to be filled in and imported."""

from dataclasses import replace
from datetime import date
from typing import Final

from edudesk.base.report import Template
from edudesk.projects.intake.columns import BUDGET, LEADER, LEDGER_COLUMN, MEMBERS
from edudesk.roster.reports.lists import SEQUENCE

_KEYS: Final = (
    "title", "kind", "subkind", "level", "number", LEADER, MEMBERS, "subject", "unit", "doc_no", "approved_on", "start", "end",
    "stage", BUDGET, "remark",
)  # fmt: skip


def ledger_template(on: date) -> Template:
    """A row for each project."""
    return Template(
        title="项目台账",
        on=on,
        columns=(SEQUENCE, *(replace(LEDGER_COLUMN[key], is_shown=True) for key in _KEYS)),
        notes=(
            "一行一个项目。学校已有的台账不用改成这个样子，可以直接导入。",
            "主持人、成员写姓名，用顿号隔开；花名册里没有的按校外人员登记。",
            "状态可以写阶段（立项、开题、中期检查 …），也可以写 在研、已结题。",
        ),
        examples=(
            {
                "title": "小学数学结构化学习的实践研究",
                "kind": "规划课题",
                "level": "市级",
                LEADER: "张三",
                "stage": "在研",
            },
        ),
        file_name="项目台账_导入模板",
    )
