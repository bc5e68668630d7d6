"""A self-evaluation of one school year, and what is said of each line of its form (规划与项目调研 5.1)."""

from dataclasses import dataclass

from edudesk.base.columns import Column, Kind, column_map


@dataclass(frozen=True, slots=True, kw_only=True)
class AppraisalDraft:
    """One self-evaluation. form, form_version: the edition it was made with; year: 2026-2027; on: ISO day; conclusion: 自评结论;
    outside_*: what the office that came to check said (复评)."""

    form: str
    form_version: int
    year: str
    title: str = ""
    on: str = ""
    leader: str = ""
    members: str = ""
    conclusion: str = ""
    outside_unit: str = ""
    outside_on: str = ""
    outside_words: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppraisalRow(AppraisalDraft):
    """A stored self-evaluation."""

    id: str
    version: int


APPRAISAL_COLUMNS = (
    Column("form", "自评表", width=60),
    Column("form_version", "版本", Kind.INT, 14),
    Column("year", "学年", width=22, required=True, is_shown=True),
    Column("title", "名称", width=60, is_shown=True),
    Column("on", "填表日期", Kind.DATE, 22, is_shown=True),
    Column("leader", "负责人", width=20, is_shown=True),
    Column("members", "自评小组", width=50),
    Column("conclusion", "自评结论", width=60, lines=4),
    Column("outside_unit", "复评单位", width=36),
    Column("outside_on", "复评日期", Kind.DATE, 22),
    Column("outside_words", "复评意见", width=60, lines=3),
    Column("remark", "备注", width=40),
)
APPRAISAL_COLUMN = column_map(APPRAISAL_COLUMNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDraft:
    """What is said of one line. node: its id; word: the level; tenths: of lines that are given points; excused: 是 = 不适用; done:
    主要做法与成效; due: ISO day by which it is mended; proof: 佐证材料编号; outside_word, outside_tenths: of the 复评."""

    appraisal_id: str
    node: str
    word: str = ""
    tenths: int | None = None
    excused: str = ""
    done: str = ""
    problems: str = ""
    mending: str = ""
    due: str = ""
    proof: str = ""
    department: str = ""
    outside_word: str = ""
    outside_tenths: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow(AnswerDraft):
    """A stored answer."""

    id: str
    version: int


ANSWER_COLUMNS = (
    Column("node", "项目", width=30, required=True),
    Column("word", "自评等级", width=18, is_shown=True),
    Column("tenths", "自评得分（十分之一分）", Kind.INT, 16),
    Column("excused", "不适用", Kind.YESNO, 14),
    Column("done", "主要做法与成效", width=60, is_shown=True),
    Column("problems", "主要问题", width=40, is_shown=True),
    Column("mending", "改进措施", width=40, is_shown=True),
    Column("due", "整改时限", Kind.DATE, 22),
    Column("proof", "佐证材料编号", width=28, is_shown=True),
    Column("department", "责任部门", width=24, is_shown=True),
    Column("outside_word", "复评等级", width=18),
    Column("outside_tenths", "复评得分（十分之一分）", Kind.INT, 16),
)
ANSWER_COLUMN = column_map(ANSWER_COLUMNS)
