"""Tasks of the yearly decomposition and the notes of their progress (规划与项目调研 2.3, 2.5)."""

from dataclasses import dataclass
from typing import Final

from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind, column_map
from edudesk.plan.forms.lists import code_lists

STATUSES = code_lists()["status"]
NOT_BEGUN, GOING_ON, DONE, OVERDUE, PUT_OFF, ADJUSTED, CANCELLED = STATUSES.words
SET_BY_HAND = CodeList("任务状态", tuple(map(Code, (PUT_OFF, ADJUSTED, CANCELLED))), is_open=False)
"""What somebody decides, with a reason; the other states follow from percentage and days (rules.pace)."""
RESTING: Final = frozenset({PUT_OFF, CANCELLED})
"""Nothing is due of a task in these states."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDraft:
    """A task (措施) of one year.

    year: word of a year of the plan (rules.years); starts, due: ISO days, "" = those of the year; due_words: 长期, 每学期 …;
    department: 牵头; with_departments: 配合, 、-joined; owner_id: of the roster, soft; expected: 预期成果; weight: None = 1;
    percent: 0–100; status: "" = as computed, or a word of SET_BY_HAND with its reason; carried_from: id of the task of an
    earlier year or round that it goes on with.
    """

    plan_id: str
    goal_id: str
    title: str
    year: str = ""
    starts: str = ""
    due: str = ""
    due_words: str = ""
    department: str = ""
    with_departments: str = ""
    leader: str = ""
    owner: str = ""
    owner_id: str = ""
    expected: str = ""
    weight: float | None = None
    percent: int = 0
    status: str = ""
    reason: str = ""
    done_on: str = ""
    carried_from: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow(TaskDraft):
    """A stored task."""

    id: str
    version: int


TASK_COLUMNS = (
    Column("goal_id", "目标", width=30, required=True),
    Column("title", "任务（措施）", width=60, required=True, is_shown=True, aliases=("任务", "具体措施", "工作任务")),
    Column("year", "年度", width=26, required=True),
    Column("starts", "开始日期", Kind.DATE, 24),
    Column("due", "完成时限", Kind.DATE, 24, is_shown=True, aliases=("时限", "完成时间")),
    Column("due_words", "时限说明", width=20, help="长期、每学期、每月等"),
    Column("department", "责任部门", width=24, is_shown=True, aliases=("牵头部门",)),
    Column("with_departments", "配合部门", width=26),
    Column("leader", "责任领导", Kind.NAME, 20, aliases=("分管领导",)),
    Column("owner", "责任人", Kind.NAME, 20, is_shown=True),
    Column("owner_id", "责任教师", width=20),
    Column("expected", "预期成果", width=44, aliases=("观测点", "达成标志")),
    Column("weight", "权重", Kind.NUMBER, 14),
    Column("percent", "进度（%）", Kind.INT, 16, is_shown=True),
    Column("status", "状态", Kind.CHOICE, 16, codes=SET_BY_HAND),
    Column("reason", "暂缓、调整或取消的理由", width=40),
    Column("done_on", "完成日期", Kind.DATE, 24),
    Column("carried_from", "结转自", width=20),
    Column("remark", "备注", width=40),
)  # fmt: skip
TASK_COLUMN = column_map(TASK_COLUMNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDraft:
    """What was noted of the progress of a task, usually once a month. percent: as it stood then, None = not said."""

    plan_id: str
    task_id: str
    on: str
    who: str = ""
    percent: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRow(NoteDraft):
    """A stored note."""

    id: str
    version: int


NOTE_COLUMNS = (
    Column("on", "日期", Kind.DATE, 24, required=True, is_shown=True),
    Column("who", "记录人", Kind.NAME, 20, is_shown=True),
    Column("percent", "进度（%）", Kind.INT, 16, is_shown=True),
    Column("text", "进展", width=60, required=True, is_shown=True, lines=3),
    Column("task_id", "任务", width=20),
)
NOTE_COLUMN = column_map(NOTE_COLUMNS)
