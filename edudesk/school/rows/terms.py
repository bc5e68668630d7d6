"""Terms, and the days of the school calendar that are not what their weekday says."""

from dataclasses import dataclass
from typing import Final

from edudesk.base.columns import Column, Kind, column_map
from edudesk.school.rows.identity import code_list

TERMS = code_list("学期", "第一学期", "第二学期")
FIRST_TERM, SECOND_TERM = TERMS.words

HOLIDAY: Final = "放假"
WORKDAY: Final = "上课（调休）"
EVENT: Final = "活动"
DAY_KINDS = code_list("安排", HOLIDAY, WORKDAY, EVENT)
WEEKDAYS = code_list("星期", *(f"周{mark}" for mark in "一二三四五六日"))


@dataclass(frozen=True, slots=True, kw_only=True)
class TermDraft:
    """A term not yet stored. school_year: "2026-2027"; term: 第一学期, 第二学期; start, end: ISO days, both in it.

    first_week: an ISO day of the first teaching week, "" = the week that holds start.
    """

    school_year: str
    term: str
    start: str
    end: str
    first_week: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRow(TermDraft):
    """A stored term."""

    id: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayDraft:
    """One day of the calendar not yet stored. day: ISO; kind: of DAY_KINDS; name: 国庆节, 运动会.

    follows: the weekday whose lessons a 调休 day has, "周四"; "" = not said.
    """

    day: str
    kind: str
    name: str
    follows: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRow(DayDraft):
    """A stored day of the calendar."""

    id: str
    version: int


TERM_COLUMNS = (
    Column("school_year", "学年", width=24, required=True, is_shown=True, help="例如：2026-2027"),
    Column("term", "学期", Kind.CHOICE, 20, codes=TERMS, required=True, is_shown=True),
    Column("start", "开学日期", Kind.DATE, 24, required=True, is_shown=True),
    Column("end", "结束日期", Kind.DATE, 24, required=True, is_shown=True, help="放假前的最后一天"),
    Column(
        "first_week", "第一教学周", Kind.DATE, 24, is_shown=True, help="第一周里的任意一天；不填就是开学日期所在的一周"
    ),
    Column("remark", "备注", width=40, is_shown=True),
)  # fmt: skip
TERM_COLUMN = column_map(TERM_COLUMNS)

DAY_COLUMNS = (
    Column("day", "日期", Kind.DATE, 24, required=True, is_shown=True),
    Column("kind", "安排", Kind.CHOICE, 24, codes=DAY_KINDS, required=True, is_shown=True),
    Column("name", "名称", width=40, required=True, is_shown=True, help="例如：国庆节、秋季运动会"),
    Column("follows", "按星期几上课", Kind.CHOICE, 20, codes=WEEKDAYS, is_shown=True, help="调休上课的日子才填"),
    Column("remark", "备注", width=40, is_shown=True),
)  # fmt: skip
DAY_COLUMN = column_map(DAY_COLUMNS)
