"""整改台账: what was found, who mends it by when, and how it was looked at again (教学常规检查 3.2 表10, 5.1 R6)."""

from dataclasses import dataclass

from edudesk.base.columns import Column, Kind, column_map
from edudesk.school.rows.identity import code_list

PROBLEM_STATES = code_list("整改状态", "待确认", "待整改", "已提交整改", "复查不通过", "销号", "不成立")
PROPOSED, OPEN, MENDED, FAILED, CLOSED, DISMISSED = PROBLEM_STATES.words
SEVERITIES = code_list("严重程度", "一般", "较重", "否决")
MINOR, MAJOR, VETOED = SEVERITIES.words
RESULTS = code_list("复查结果", "通过", "不通过")
PASSED, NOT_PASSED = RESULTS.words


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemDraft:
    """One problem. 逾期 is not kept: it follows from due and today (rules.problems.is_overdue).

    sheet_id: where it was found, "" = written down by itself; item: key of the item of the form; subject, classes:
    as printed then; owner_id: who mends it; due, done_on, again_on: ISO days; again: 复查人; proof: what shows it;
    extension: a line for each time the day was put off.
    """

    sheet_id: str = ""
    campaign_id: str = ""
    teacher_id: str = ""
    kind: str = ""
    school_year: str = ""
    term: str = ""
    found_on: str = ""
    item: str = ""
    group: str = ""
    subject: str = ""
    classes: str = ""
    text: str
    category: str = ""
    severity: str = MINOR
    demand: str = ""
    owner_id: str = ""
    helper: str = ""
    due: str = ""
    action: str = ""
    done_on: str = ""
    again: str = ""
    again_on: str = ""
    result: str = ""
    next_advice: str = ""
    status: str = PROPOSED
    proof: str = ""
    remark: str = ""
    extension: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemRow(ProblemDraft):
    """A stored problem."""

    id: str
    version: int


PROBLEM_COLUMNS = (
    Column("kind", "检查类型", width=20),
    Column("found_on", "检查日期", Kind.DATE, 24, is_shown=True),
    Column("group", "教研组", width=22, is_shown=True),
    Column("teacher_id", "教师", width=20),
    Column("subject", "学科", width=18, is_shown=True),
    Column("classes", "班级", width=24),
    Column("text", "问题描述", width=60, required=True, is_shown=True),
    Column("category", "问题类别", width=20),
    Column("severity", "严重程度", Kind.CHOICE, 16, codes=SEVERITIES, is_shown=True),
    Column("demand", "整改要求", width=44),
    Column("owner_id", "责任人", width=20),
    Column("helper", "协助人", width=20),
    Column("due", "整改期限", Kind.DATE, 24, is_shown=True),
    Column("action", "整改措施与完成情况", width=50),
    Column("done_on", "完成日期", Kind.DATE, 24),
    Column("again", "复查人", width=20, is_shown=True),
    Column("again_on", "复查日期", Kind.DATE, 24),
    Column("result", "复查结果", Kind.CHOICE, 16, codes=RESULTS),
    Column("next_advice", "后续建议", width=40),
    Column("status", "状态", Kind.CHOICE, 20, codes=PROBLEM_STATES, is_shown=True),
    Column("proof", "佐证材料", width=30),
    Column("extension", "延期", width=30),
    Column("remark", "备注", width=30),
    Column("sheet_id", "检查记录", width=20),
    Column("campaign_id", "检查", width=20),
    Column("school_year", "学年", width=24),
    Column("term", "学期", width=20),
    Column("item", "评分项", width=16),
)
PROBLEM_COLUMN = column_map(PROBLEM_COLUMNS)
BY_DEEDS = frozenset(
    {"status", "action", "done_on", "again_on", "result", "next_advice", "extension", "sheet_id", "item"}
)
"""What only 确认, 提交整改, 复查, 改期限 and 重新打开 change: a form that could would go round the states."""
