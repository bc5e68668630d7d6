"""任课 and 班主任: what somebody does in one term."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem
from edudesk.roster.histories.columns import choice, remark
from edudesk.roster.histories.held import Held, has_begun, holds
from edudesk.roster.histories.kind import Facet, HistoryKind
from edudesk.school.rows.terms import FIRST_TERM
from edudesk.school.rules import read_school_year
from edudesk.school.rules.class_names import class_names
from edudesk.school.rules.years import term_and_year, term_months

_ANY_STAGE = "九年一贯制"  # of classes nobody says the stage of
_SHOWN = ("subject", "subject2", "stage", "classes", "weekly_periods")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment(Held):
    """What somebody teaches in one term. classes: 五（3）（4）班; weekly_periods: text, 12+2 or 12.5; other_load:
    社团, 课后服务 …, in words with periods."""

    school_year: str = ""
    term: str = ""
    stage: str = ""
    subject: str = ""
    classes: str = ""
    weekly_periods: str = ""
    is_main: str = ""
    other_load: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadTeacher(Held):
    """Being 班主任 of one class in one term. years: of a row that stands for years before there were rows."""

    school_year: str = ""
    term: str = ""
    class_name: str = ""
    years: int | None = None


def _this_term(on: str) -> dict[str, str]:
    school_year, term = term_and_year(on)
    return {"school_year": school_year, "term": term}


def _of_term(row: Any) -> Any:
    """It holds from the first month of its term; the next term with rows replaces it."""
    begins, _ = term_months(row.school_year, row.term)
    return replace(row, begins=begins) if begins else row


def _in_last_term(rows: Sequence[Any], on: str) -> list[Any]:
    """The rows of the last term with any, up to a day, the main one first."""
    if len(rows) > 1:
        begun = [row for row in rows if holds(row, on)]
        last = max((row.begins for row in begun), default="")
        return sorted(
            (row for row in begun if row.begins == last),
            key=lambda row: (row.is_main != "是", not row.subject),
        )
    return [row for row in rows if holds(row, on)]


def _main(rows: Sequence[Assignment], on: str) -> Assignment | None:
    return next(iter(_in_last_term(rows, on)), None)


def _second(rows: Sequence[Assignment], on: str) -> Assignment | None:
    """The first row of another subject than the main one."""
    main, *others = _in_last_term(rows, on) or [None]
    return next((row for row in others if row.subject != main.subject), None)


def _summary(rows: Sequence[Assignment], on: str) -> dict[str, str]:
    """Main and second subject, and classes and periods over all rows of the term, each said once."""
    found = _in_last_term(rows, on)
    if not found:
        return dict.fromkeys(_SHOWN, "")
    main = found[0]
    second = next((row.subject for row in found if row.subject != main.subject), "")
    classes, periods = main.classes, main.weekly_periods
    if len(found) > 1:
        classes = "、".join(dict.fromkeys(row.classes for row in found if row.classes))
        periods = "+".join(row.weekly_periods for row in found if row.weekly_periods)
    return dict(zip(_SHOWN, (main.subject, second, main.stage, classes, periods), strict=True))


def _head_summary(rows: Sequence[HeadTeacher], on: str) -> dict[str, str]:
    """是 with a class in the school year of the day, unless another took it over for the second term (ends); years:
    distinct school years begun, and those before."""
    begun = [row for row in rows if has_begun(row, on)]
    years = len({row.school_year for row in begun if row.years is None}) + sum(
        row.years or 0 for row in begun
    )
    now, _ = term_and_year(on)
    is_head = any(row.school_year == now and holds(row, on) for row in begun)
    return {"head_teacher": "是" if is_head else "", "head_teacher_years": str(years) if years else ""}


def _class_set(row: Assignment) -> frozenset[str]:
    """The classes as the school names them, whatever the spelling; what is no class stands for itself."""
    names = class_names(row.classes, row.school_year, row.stage or _ANY_STAGE)
    return frozenset(names or "".join(row.classes.split()).replace("、", ",").split(",")) - {""}


def _covers(fresh: Assignment, told: Assignment) -> bool:
    """A detailed assignment takes the place of what the flat row tells about the same subject and classes."""
    if (fresh.school_year, fresh.term, fresh.subject) != (told.school_year, told.term, told.subject):
        return False
    classes = _class_set(told)
    return not classes or not _class_set(fresh).isdisjoint(classes)


def _head_told(teacher: Any, today: str) -> Iterator[dict[str, Any]]:
    """The flag stands for this term, the years typed for those before it."""
    is_head = teacher.head_teacher == "是"
    years = "".join(re.findall(r"^\s*(\d+)\s*年?\s*$", teacher.head_teacher_years))
    if is_head:
        yield dict(_this_term(today))
    if years.isdigit() and int(years) > is_head:
        yield {"years": int(years) - is_head, "remark": "花名册登记的此前年限"}


def _term_problems(row: Any) -> Iterator[FieldProblem]:
    if not read_school_year(row.school_year):
        yield FieldProblem("school_year", "请填写学年，如 2026-2027。")
    if not row.term:
        yield FieldProblem("term", "请选择学期。")


def _head_problems(row: HeadTeacher) -> Iterator[FieldProblem]:
    if row.years is not None:
        return
    yield from _term_problems(row)
    if not row.class_name:
        yield FieldProblem("class_name", "请填写班级，如 四（2）班。")


def _school_year() -> Column:
    return Column(
        "school_year",
        "学年",
        width=22,
        required=True,
        is_shown=True,
        help="如 2026-2027",
        aliases=("学年度",),
    )


def _term() -> Column:
    return choice("term", "学期", "term", 16, required=True, is_shown=True)


ASSIGNMENT = HistoryKind(
    key="assignment",
    title="任课",
    row=Assignment,
    columns=(
        _school_year(),
        _term(),
        choice("stage", "任教学段", "stage", 14, "学段"),
        choice("subject", "任教学科", "subject", 22, "学科", "课程", is_shown=True),
        Column("classes", "任教班级", width=32, aliases=("班级", "任教年级班级"), is_shown=True),
        Column("weekly_periods", "周课时", width=16, aliases=("周课时数", "课时"), is_shown=True, help="如 12、12+2"),
        Column("is_main", "是否主课", Kind.YESNO, 14, aliases=("主任教学科",), is_shown=True),
        Column("other_load", "其他工作量", width=30, help="社团、课后服务、行政折算，如 社团 2", is_shown=True),
        remark(),
    ),
    label="subject",
    same=("school_year", "term", "subject"),
    more_of=_class_set,
    covers=_covers,
    line=lambda row: "",
    facets=(
        Facet({"subject": "subject", "classes": "classes", "weekly_periods": "weekly_periods", "stage": "stage"}, "subject", "", _main, {"is_main": "是"}, _this_term, is_shown=False),
        Facet({"subject2": "subject"}, "subject2", "", _second, {"is_main": "否"}, _this_term, is_shown=False),
    ),
    summary=_summary,
    summed=("classes", "weekly_periods"),
    settle=_of_term,
    problems=_term_problems,
    is_last_only=True,
)  # fmt: skip

HEAD_TEACHER = HistoryKind(
    key="head_teacher",
    title="班主任",
    row=HeadTeacher,
    columns=(
        _school_year(),
        _term(),
        Column("class_name", "班级", width=22, is_shown=True, aliases=("班主任班级",)),
        Column("years", "此前年限", Kind.INT, 14, help="没有逐年记录的班主任年数"),
        remark(),
    ),
    label="class_name",
    same=("school_year", "term", "class_name"),
    line=lambda row: f"任 {row.class_name} 班主任" if row.term == FIRST_TERM else "",
    summary=_head_summary,
    summed=("head_teacher", "head_teacher_years"),
    told=_head_told,
    reads=("school_year", "years"),
    summed_from=("school_year", "years"),
    settle=_of_term,
    problems=_head_problems,
)
