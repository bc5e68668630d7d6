"""成果 with awards, the yearly assessment, and the measures of a 绩效自评 (规划与项目调研 3.5, 3.6, P11; 泰州 五（五）)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from edudesk.base.columns import Column, Kind, column_map
from edudesk.projects.forms.lists import code_lists
from edudesk.projects.rows.projects import LEVELS

TYPES = code_lists()["deliverable"]
AWARD = "获奖"
GRADES = code_lists()["grade"]
MEASURE_GROUPS = code_lists()["measure_group"]
MEASURE_ASPECTS = code_lists()["measure_aspect"]


def as_text(numbers: Mapping[str, float]) -> str:
    """Points or weights by name as a row keeps them."""
    return json.dumps(dict(numbers), ensure_ascii=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverableDraft:
    """One 成果; an award is one too (kind 获奖: grade, level, outlet = 颁发单位).

    authors: names as printed, in order; teacher_ids: those of them who are in the roster, 、-joined; outlet: 刊物, 出版社 or
    颁发单位; number: CN, ISBN or 证书编号; issue: 年、期; shows_project: 是 = it prints name and number of the project; is_final:
    是 = one of the final results; evidence_id: the proof.
    """

    project_id: str
    kind: str
    title: str
    on: str = ""
    authors: str = ""
    teacher_ids: str = ""
    level: str = ""
    grade: str = ""
    outlet: str = ""
    number: str = ""
    issue: str = ""
    pages: str = ""
    words: int | None = None
    cited: str = ""
    shows_project: str = ""
    is_final: str = ""
    evidence_id: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverableRow(DeliverableDraft):
    """A stored 成果."""

    id: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyDraft:
    """The assessment of one year. scores, weights: JSON, channel -> points of 100, channel -> per cent as they were then;
    tenths: the weighted total in tenths; notice_from, notice_to: 公示."""

    project_id: str
    year: str
    on: str = ""
    goals: str = ""
    done: str = ""
    highlights: str = ""
    scores: str = ""
    weights: str = ""
    tenths: int | None = None
    grade: str = ""
    next_plan: str = ""
    notice_from: str = ""
    notice_to: str = ""
    objections: str = ""
    remark: str = ""

    @property
    def points(self) -> Mapping[str, float]:
        """Points by channel."""
        found: Mapping[str, float] = json.loads(self.scores or "{}")
        return found

    @property
    def shares(self) -> Mapping[str, float]:
        """Weights by channel."""
        found: Mapping[str, float] = json.loads(self.weights or "{}")
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyRow(YearlyDraft):
    """A stored assessment."""

    id: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureDraft:
    """One 三级指标 of the 项目支出绩效自评表 of a year. group: 产出, 效益, 满意度; aspect: 数量 …; full, points: 分值, 得分."""

    project_id: str
    year: str
    group: str
    aspect: str = ""
    title: str
    target: str = ""
    actual: str = ""
    full: float | None = None
    points: float | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRow(MeasureDraft):
    """A stored measure."""

    id: str
    version: int


DELIVERABLE_COLUMNS = (
    Column("kind", "成果类型", Kind.CHOICE, 22, codes=TYPES, required=True, is_shown=True, aliases=("类型", "形式", "成果形式")),
    Column("title", "成果名称", width=60, required=True, is_shown=True, aliases=("名称", "题目")),
    Column("on", "日期", Kind.DATE, 24, is_shown=True, aliases=("时间", "发表时间", "完成时间", "获奖时间")),
    Column("authors", "作者（承担人）", width=30, is_shown=True, aliases=("作者", "负责人", "承担人", "获奖人")),
    Column("teacher_ids", "教师", width=20),
    Column("level", "级别", Kind.CHOICE, 16, codes=LEVELS, is_shown=True),
    Column("grade", "等第", width=16, is_shown=True, aliases=("等级", "奖项", "获奖等级")),
    Column("outlet", "刊物（出版、颁发单位）", width=40, is_shown=True, aliases=("刊物", "出版社", "颁发单位", "发表刊物", "主办单位")),
    Column("number", "CN（ISBN、证书编号、文号）", width=30, aliases=("CN", "CN号", "刊号", "ISBN", "证书编号", "文号", "CN（ISBN、证书编号）")),
    Column("issue", "年、期", width=20, aliases=("期", "期数", "刊期")),
    Column("pages", "页码", width=16),
    Column("words", "字数", Kind.INT, 16),
    Column("cited", "转载引用", width=26, aliases=("转载、引用情况", "采用情况")),
    Column("shows_project", "已标注项目", Kind.YESNO, 18, help="成果上印有项目名称和编号"),
    Column("is_final", "最终成果", Kind.YESNO, 16, is_shown=True),
    Column("evidence_id", "佐证材料", width=20),
    Column("remark", "备注", width=40),
)  # fmt: skip
DELIVERABLE_COLUMN = column_map(DELIVERABLE_COLUMNS)

YEARLY_COLUMNS = (
    Column("year", "年度", width=16, required=True, is_shown=True),
    Column("on", "考核日期", Kind.DATE, 24),
    Column("goals", "年度目标", width=60),
    Column("done", "完成情况", width=60),
    Column("highlights", "标志性成果", width=60, is_shown=True),
    Column("scores", "五渠道评分", width=30),
    Column("weights", "权重", width=30),
    Column("tenths", "总分（十分之一）", Kind.INT, 16),
    Column("grade", "考核等第", Kind.CHOICE, 18, codes=GRADES, is_shown=True),
    Column("next_plan", "下年计划", width=60),
    Column("notice_from", "公示开始", Kind.DATE, 24),
    Column("notice_to", "公示结束", Kind.DATE, 24),
    Column("objections", "公示反映", width=40),
    Column("remark", "备注", width=40),
)
YEARLY_COLUMN = column_map(YEARLY_COLUMNS)

MEASURE_COLUMNS = (
    Column("year", "年度", width=16, required=True),
    Column("group", "一级指标", Kind.CHOICE, 20, codes=MEASURE_GROUPS, required=True, is_shown=True),
    Column("aspect", "二级指标", Kind.CHOICE, 26, codes=MEASURE_ASPECTS, is_shown=True),
    Column("title", "三级指标", width=40, required=True, is_shown=True),
    Column("target", "年度指标值", width=26, is_shown=True),
    Column("actual", "实际完成值", width=26, is_shown=True),
    Column("full", "分值", Kind.NUMBER, 14, is_shown=True),
    Column("points", "得分", Kind.NUMBER, 14, is_shown=True),
    Column("reason", "偏差原因及改进措施", width=50, is_shown=True),
)
MEASURE_COLUMN = column_map(MEASURE_COLUMNS)
