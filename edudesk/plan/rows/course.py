"""How a plan came about and went on: dated stages, opinions, adjustments, kept versions (规划与项目调研 2.1, 2.5)."""

from dataclasses import dataclass
from typing import Final

from edudesk.base.columns import Column, Kind, column_map
from edudesk.plan.forms.lists import code_lists

_LISTS = code_lists()
STAGES = _LISTS["stage"]
(
    BEGUN, SUMMED_UP, DIAGNOSED, CONSULTED, ARGUED, PASSED, FILED_STAGE, BROKEN_DOWN, WATCHED, REVIEWED, HALFWAY, FINAL,
    NEXT_ROUND,
) = STAGES.words  # fmt: skip
TAKEN = _LISTS["taken"]
TAKEN_UP, TAKEN_PARTLY, NOT_TAKEN, NOTHING_ASKED = TAKEN.words
ADJUSTED = _LISTS["adjusted"]
OF_GOAL, OF_MEASURE, OF_TASK, OF_TEXT = ADJUSTED.words
ARGUED_OF: Final = ("背景分析", "理念目标", "适切性", "措施可行性", "项目与特色", "保障")
"""What the experts of a 论证 score (规划与项目调研 2.5, 6)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageDraft:
    """One dated stage of a plan, a stage may come again (年度自评).

    on: ISO day; body: who did it (规划制定领导小组, 教代会, 区教育局); number: 文号 or 届次; present, votes: of a vote; text: what
    was done; result: 通过, 备案, a grade; meeting_id: of the governance room, soft. Papers are attachments of the row.
    """

    plan_id: str
    stage: str
    on: str = ""
    body: str = ""
    number: str = ""
    place: str = ""
    present: int | None = None
    votes_for: int | None = None
    votes_against: int | None = None
    votes_abstain: int | None = None
    text: str = ""
    result: str = ""
    meeting_id: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRow(StageDraft):
    """A stored stage."""

    id: str
    version: int


STAGE_COLUMNS = (
    Column("stage", "阶段", Kind.CHOICE, 22, codes=STAGES, required=True, is_shown=True),
    Column("on", "日期", Kind.DATE, 24, required=True, is_shown=True),
    Column("body", "组织（单位）", width=36, is_shown=True, help="领导小组、教代会、督导办等"),
    Column("number", "文号（届次）", width=32, is_shown=True),
    Column("place", "地点", width=24),
    Column("present", "到会人数", Kind.INT, 16),
    Column("votes_for", "同意", Kind.INT, 14),
    Column("votes_against", "反对", Kind.INT, 14),
    Column("votes_abstain", "弃权", Kind.INT, 14),
    Column("text", "情况", width=60, lines=3, is_shown=True),
    Column("result", "结果", width=24, is_shown=True),
    Column("meeting_id", "会议", width=20),
    Column("remark", "备注", width=40),
)
STAGE_COLUMN = column_map(STAGE_COLUMNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionDraft:
    """What somebody said of the draft. stage: 征求意见 or 论证; name: a person or a group (家长代表); taken: a word of TAKEN,
    of them 无修改意见 = 总体意见, which asks for no change, "" = not answered yet; answer: the reply; scores: JSON of a word of ARGUED_OF -> points of 100, "" = none."""

    plan_id: str
    stage: str
    on: str = ""
    name: str = ""
    unit: str = ""
    duty: str = ""
    text: str = ""
    answer: str = ""
    taken: str = ""
    scores: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionRow(OpinionDraft):
    """A stored opinion."""

    id: str
    version: int


OPINION_COLUMNS = (
    Column("stage", "阶段", Kind.CHOICE, 18, codes=STAGES, required=True, is_shown=True),
    Column("on", "日期", Kind.DATE, 24, is_shown=True),
    Column("name", "姓名（代表）", Kind.NAME, 24, is_shown=True),
    Column("unit", "单位", width=32, is_shown=True),
    Column("duty", "职务职称", width=24),
    Column("text", "意见建议", width=60, lines=3, required=True, is_shown=True),
    Column("taken", "采纳情况", Kind.CHOICE, 18, codes=TAKEN, is_shown=True),
    Column("answer", "回应与修改", width=50, lines=3, is_shown=True),
    Column("scores", "评分", width=20),
)
OPINION_COLUMN = column_map(OPINION_COLUMNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustmentDraft:
    """A change of what was adopted. what: a word of ADJUSTED; record_id: the goal, target, task or section that it changed,
    soft; field: which of its values; original, adjusted: as they were and are, in words; meeting: who agreed."""

    plan_id: str
    on: str
    what: str
    record_id: str = ""
    field: str = ""
    subject: str = ""
    original: str = ""
    adjusted: str = ""
    reason: str = ""
    meeting: str = ""
    meeting_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustmentRow(AdjustmentDraft):
    """A stored adjustment."""

    id: str
    version: int


ADJUSTMENT_COLUMNS = (
    Column("on", "日期", Kind.DATE, 24, required=True, is_shown=True),
    Column("what", "调整内容", Kind.CHOICE, 18, codes=ADJUSTED, required=True, is_shown=True),
    Column("record_id", "对象", width=20),
    Column("field", "项目", width=20),
    Column("subject", "目标（指标、任务）", width=44, is_shown=True),
    Column("original", "原目标", width=44, is_shown=True),
    Column("adjusted", "调整后", width=44, is_shown=True),
    Column("reason", "理由", width=50, lines=3, required=True, is_shown=True),
    Column("meeting", "审议会议", width=36, is_shown=True),
    Column("meeting_id", "会议", width=20),
)
ADJUSTMENT_COLUMN = column_map(ADJUSTMENT_COLUMNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionDraft:
    """A kept version of a plan. number: 1, 2, … of the plan; who, why, meeting: as the revision needs them; content: JSON of
    what the plan said: texts, sections, goals, measures with their targets, tasks (rules.content)."""

    plan_id: str
    number: int = 0
    on: str = ""
    who: str = ""
    why: str = ""
    meeting: str = ""
    content: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow(VersionDraft):
    """A stored version."""

    id: str
    version: int


VERSION_COLUMNS = (
    Column("number", "稿次", Kind.INT, 14, is_shown=True),
    Column("on", "日期", Kind.DATE, 24, is_shown=True),
    Column("who", "修改人", Kind.NAME, 20, is_shown=True),
    Column("why", "修改缘由", width=50, required=True, is_shown=True),
    Column("meeting", "会议", width=36, is_shown=True),
    Column("content", "内容", width=20),
)
VERSION_COLUMN = column_map(VERSION_COLUMNS)
