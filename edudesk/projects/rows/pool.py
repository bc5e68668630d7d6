"""The in-school pool: 论证 by experts and the ranked recommendation with its 公示 (泰州 五（三）)."""

from dataclasses import dataclass

from edudesk.base.columns import Column, Kind, column_map
from edudesk.projects.forms.lists import code_lists
from edudesk.projects.rows.projects import LEVELS

OCCASIONS = code_lists()["occasion"]
ARGUMENT, OPENING, MIDTERM, APPRAISAL = OCCASIONS.words
OPINIONS = code_lists()["opinion"]
DECISIONS = code_lists()["recommended"]
RECOMMENDED, RESERVE, REFUSED = DECISIONS.words
NOTICE_RESULTS = code_lists()["notice"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDraft:
    """What one expert says. occasion: 校内论证, 开题 or 鉴定; needed, scientific, feasible: 针对性, 科学性, 可操作性, points of 100 each;
    weights: JSON, criterion -> per cent as they were then, "" = those that come with the program."""

    project_id: str
    expert: str
    expert_unit: str = ""
    occasion: str = ARGUMENT
    on: str = ""
    needed: float | None = None
    scientific: float | None = None
    feasible: float | None = None
    opinion: str = ""
    advice: str = ""
    weights: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow(ReviewDraft):
    """A stored review."""

    id: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationDraft:
    """A project in one round of recommendation. batch: 2027年市级规划课题推荐; unit: who recommends; place: rank, 1 first; tenths:
    mean of the 论证 then, in tenths; notice_from, notice_to, notice_result: 公示; decision: 推荐, 候补 or 不推荐; level: whose
    名额 it took; quota: how many that level had; reason: why the decision is another than the order of points."""

    project_id: str
    batch: str
    on: str = ""
    unit: str = ""
    place: int | None = None
    tenths: int | None = None
    notice_from: str = ""
    notice_to: str = ""
    objections: str = ""
    remark: str = ""
    decision: str = RECOMMENDED
    level: str = ""
    quota: int | None = None
    reason: str = ""
    notice_result: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationRow(RecommendationDraft):
    """A stored recommendation."""

    id: str
    version: int


REVIEW_COLUMNS = (
    Column("expert", "专家", width=20, required=True, is_shown=True, aliases=("论证专家", "评委")),
    Column("expert_unit", "单位", width=40, is_shown=True),
    Column("occasion", "场合", Kind.CHOICE, 18, codes=OCCASIONS),
    Column("on", "论证日期", Kind.DATE, 24, is_shown=True),
    Column("needed", "针对性", Kind.NUMBER, 16, is_shown=True),
    Column("scientific", "科学性", Kind.NUMBER, 16, is_shown=True),
    Column("feasible", "可操作性", Kind.NUMBER, 16, is_shown=True),
    Column("opinion", "论证意见", Kind.CHOICE, 22, codes=OPINIONS, is_shown=True),
    Column("advice", "修改建议", width=60, is_shown=True),
    Column("weights", "权重", width=30),
)
REVIEW_COLUMN = column_map(REVIEW_COLUMNS)

RECOMMENDATION_COLUMNS = (
    Column("batch", "推荐批次", width=44, required=True, is_shown=True),
    Column("on", "推荐日期", Kind.DATE, 24, is_shown=True),
    Column("unit", "推荐单位", width=40, is_shown=True),
    Column("place", "推荐排序", Kind.INT, 16, is_shown=True),
    Column("decision", "推荐结果", Kind.CHOICE, 18, codes=DECISIONS, is_shown=True),
    Column("level", "推荐级别", Kind.CHOICE, 18, codes=LEVELS, is_shown=True),
    Column("quota", "名额", Kind.INT, 14),
    Column("reason", "未按名次的理由", width=40, is_shown=True, help="推荐结果与名次不一致时写明"),
    Column("tenths", "论证得分（十分之一）", Kind.INT, 16),
    Column("notice_from", "公示开始", Kind.DATE, 24, is_shown=True),
    Column("notice_to", "公示结束", Kind.DATE, 24, is_shown=True),
    Column("objections", "公示反映", width=40, is_shown=True),
    Column("notice_result", "公示结果", Kind.CHOICE, 26, codes=NOTICE_RESULTS, is_shown=True),
    Column("remark", "备注", width=40),
)
RECOMMENDATION_COLUMN = column_map(RECOMMENDATION_COLUMNS)
