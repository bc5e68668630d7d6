"""Evaluations: of a year, half-way and at the end, goal by goal, and the term targets of leaders (规划与项目调研 2.1, 2.3).

Scores are kept in tenths of a point.
"""

from dataclasses import dataclass

from edudesk.base.columns import Column, Kind, column_map
from edudesk.plan.forms.lists import code_lists

REVIEWS = code_lists()["review"]
YEARLY, MIDTERM, AT_END = REVIEWS.words


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDraft:
    """An evaluation. year: word of the year, of 终结 the last one; heard: whose opinions; organised, effects, problems, mending,
    next_year: the parts of the report; adjustment: points ± as the text of a decimal, with its reason; tenths, grade: the
    own result; outside_…: that of the evaluator; parts: JSON of points of 100 that were typed, by the name of the part;
    scheme, scheme_version: by which it was frozen; frozen_on: ISO day, "" = still live; content: JSON of the evaluation as
    it was reported."""

    plan_id: str
    kind: str
    year: str = ""
    on: str = ""
    members: str = ""
    heard: str = ""
    published_on: str = ""
    organised: str = ""
    effects: str = ""
    problems: str = ""
    mending: str = ""
    next_year: str = ""
    adjustment: str = ""
    adjustment_reason: str = ""
    tenths: int | None = None
    grade: str = ""
    outside_tenths: int | None = None
    outside_grade: str = ""
    outside_on: str = ""
    evaluator: str = ""
    strengths: str = ""
    shortcomings: str = ""
    parts: str = ""
    scheme: str = ""
    scheme_version: int = 0
    frozen_on: str = ""
    content: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow(ReviewDraft):
    """A stored evaluation."""

    id: str
    version: int


REVIEW_COLUMNS = (
    Column("kind", "评估种类", Kind.CHOICE, 18, codes=REVIEWS, required=True, is_shown=True),
    Column("year", "年度", width=26, is_shown=True),
    Column("on", "日期", Kind.DATE, 24, is_shown=True),
    Column("members", "自评小组", width=50),
    Column("heard", "听取意见", width=50),
    Column("published_on", "公示日期", Kind.DATE, 24),
    Column("organised", "自评工作组织", width=60, lines=4),
    Column("effects", "主要成效与特色", width=60, lines=4),
    Column("problems", "存在问题", width=60, lines=4),
    Column("mending", "整改措施", width=60, lines=4),
    Column("next_year", "下年目标", width=60, lines=4),
    Column("adjustment", "加减分", width=16),
    Column("adjustment_reason", "加减分理由", width=40),
    Column("tenths", "自评得分（十分之一分）", Kind.INT, 24),
    Column("grade", "自评等级", width=18, is_shown=True),
    Column("outside_tenths", "评估得分（十分之一分）", Kind.INT, 24),
    Column("outside_grade", "评估等级", width=18, is_shown=True),
    Column("outside_on", "评估日期", Kind.DATE, 24),
    Column("evaluator", "评估单位（人）", width=40),
    Column("strengths", "评估肯定的成绩", width=60, lines=4),
    Column("shortcomings", "评估指出的问题", width=60, lines=4),
    Column("parts", "各部分评分", width=20),
    Column("scheme", "评估方案", width=24),
    Column("scheme_version", "方案版本", Kind.INT, 16),
    Column("frozen_on", "冻结日期", Kind.DATE, 24),
    Column("content", "评估明细", width=20),
)
REVIEW_COLUMN = column_map(REVIEW_COLUMNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalReviewDraft:
    """What an evaluation says of one goal. grade: own; tenths: share of 100 in tenths (0–1000), None = as reckoned; done, effect, problems, mending: text blocks; outside_tenths: of
    the evaluator."""

    plan_id: str
    review_id: str
    goal_id: str
    grade: str = ""
    tenths: int | None = None
    done: str = ""
    effect: str = ""
    problems: str = ""
    mending: str = ""
    outside_tenths: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalReviewRow(GoalReviewDraft):
    """A stored evaluation of one goal."""

    id: str
    version: int


GOAL_REVIEW_COLUMNS = (
    Column("goal_id", "目标", width=30, required=True),
    Column("grade", "自评等级", width=18, is_shown=True),
    Column("tenths", "自评得分（十分之一分）", Kind.INT, 24),
    Column("done", "主要工作", width=60, is_shown=True, lines=3),
    Column("effect", "成效与达成情况", width=60, is_shown=True, lines=3),
    Column("problems", "问题", width=50, is_shown=True, lines=3),
    Column("mending", "改进措施", width=50, is_shown=True, lines=3),
    Column("outside_tenths", "评估得分（十分之一分）", Kind.INT, 24),
    Column("review_id", "评估", width=20),
)
GOAL_REVIEW_COLUMN = column_map(GOAL_REVIEW_COLUMNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyDraft:
    """One line of the term target sheet of a leader (领导班子任期目标责任书). content: 年度指标; done: what was reached."""

    plan_id: str
    year: str
    leader: str
    goal_id: str = ""
    content: str = ""
    done: str = ""
    tenths: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyRow(DutyDraft):
    """A stored line."""

    id: str
    version: int


DUTY_COLUMNS = (
    Column("year", "年度", width=26, required=True, is_shown=True),
    Column("leader", "成员", Kind.NAME, 20, required=True, is_shown=True),
    Column("goal_id", "规划目标项", width=30),
    Column("content", "年度指标", width=50, is_shown=True, lines=3),
    Column("done", "完成情况", width=50, is_shown=True, lines=3),
    Column("tenths", "得分（十分之一分）", Kind.INT, 20),
)
DUTY_COLUMN = column_map(DUTY_COLUMNS)
