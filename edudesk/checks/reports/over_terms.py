"""Ten years of checks as tables and lines: 历年教学常规走势表, 教师历年教学常规得分表, and who stands behind a point."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from edudesk.base import clock
from edudesk.base.chart import Chart, ChartKind, Point, Series
from edudesk.base.columns import Column, Kind
from edudesk.base.form import SHARES, FormCell, FormRow
from edudesk.base.masking import Audience, Privacy
from edudesk.base.report import Report
from edudesk.checks.reports.columns import TOTAL, column, figure
from edudesk.checks.reports.facts import IN_HOUSE, CheckFacts, sheet_report
from edudesk.checks.rules.over_terms import (
    GROUPS,
    PARTS,
    TEACHERS,
    WHOLE,
    Middle,
    OverLine,
    TermFigures,
    lines_over,
    parts_of,
)
from edudesk.roster.reports.persons import section, table

COMPARED = "各表按得分率（满分 100）比较，换过版本的表也可以比；已归档的学期用归档的结果。"
_PAST, _SHARE = 6, 3  # terms in the 档案, each so much of its width
_LINE_ROW = 32.0  # mm: the line of the 档案
_OWN, _SCHOOL = "本人", "全校平均"
_GROUPED = (Audience.INTERNAL, Audience.BUREAU, Audience.SCHOOL_NOTICE)


def over_columns(terms: Sequence[TermFigures], by: str) -> tuple[Column, ...]:
    """How it changed last, then a column for each term (rows: OverLine)."""
    is_personal = by == TEACHERS
    privacy = Privacy.INTERNAL if is_personal else Privacy.WORK
    name_kind = Kind.NAME if is_personal else Kind.TEXT
    about: tuple[Column, ...]
    if is_personal:
        about = (column("group", "教研组", lambda line: line.group, 24),)
    else:
        about = (
            column("people", "人数", lambda line: line.people, 12, Kind.INT, help="最近一个学期的"),
            figure("median", "中位数", _last_median, 15, privacy=privacy, help="最近一个学期的"),
        )
    return (
        column("name", by, lambda line: line.name or TOTAL, 24, name_kind, privacy=Privacy.PUBLIC),
        *about,
        figure(
            "change", "变化", lambda line: line.change, 12, privacy=privacy, help="最近一个学期比它的上一个"
        ),
        *(
            figure(f"term{place}", term.label, partial(_mean_at, place=place), 12, privacy=privacy)
            for place, term in enumerate(terms)
        ),
    )


def _mean_at(line: OverLine, place: int) -> Decimal | None:
    point = line.points[place]
    return point.mean if point is not None else None


def _last_median(line: OverLine) -> Decimal | None:
    return next((point.median for point in reversed(line.points) if point is not None), None)


def over_chart(
    terms: Sequence[TermFigures],
    lines: Sequence[OverLine],
    by: str,
    part: str = WHOLE,
    *,
    leads: bool = True,
) -> Chart:
    """The lines over the terms; a point leads to its teachers, unless it is only to be looked at."""
    return Chart(
        key="checks_over_terms",
        kind=ChartKind.LINE,
        title=f"历年{'' if by == PARTS else part or TOTAL}得分（按{by}）",
        categories=tuple(term.label for term in terms),
        series=tuple(
            Series(
                line.name or TOTAL,
                tuple(
                    Point(None) if point is None else Point(float(point.mean), point.ids if leads else ())
                    for point in line.points
                ),
            )
            for line in lines
        ),
        unit="分",
        decimals=1,
        notes=(COMPARED,),
        concern="checks",
    )


def behind_report(term: TermFigures, point: Middle, ids: Sequence[str], part: str) -> Report:
    """The teachers of one point, in the order of ids."""
    known = {one.id: one for one in term.teachers}
    columns = [
        Column("name", "教师", width=24),
        Column("group", "教研组", width=30),
        *((Column("part", part, Kind.NUMBER, 18),) if part else ()),
        Column("total", TOTAL, Kind.NUMBER, 18),
    ]
    rows = [
        (one.name, one.group, *((one.figure(part),) if part else ()), one.total)
        for one in (known[key] for key in ids)
    ]
    state = "，已归档" if term.is_frozen else ""
    told = f"{term.school_year}学年{term.term}{state}：{len(rows)} 人，平均 {point.mean}，中位数 {point.median}。"
    return Report("checks_behind", "", "", clock.today(), tuple(columns), tuple(rows), (told,), ())


def over_report(facts: CheckFacts, audience: Audience) -> Report:
    """历年教学常规走势表: the parts of the term, then the groups."""
    terms = facts.terms()
    kind = column("by", "类别", lambda line: "全校" if line.by == PARTS else line.by, 18)
    first, *others = over_columns(terms, "项目")
    lines = [*lines_over(terms, PARTS), *lines_over(terms, GROUPS)]
    return sheet_report(
        "over_terms", "历年教学常规走势表", facts, audience, (kind, first, *others), lines,
        notes=(COMPARED, "组的得分是组内教师得分的平均；教研组一行是学期综合。"), audiences=_GROUPED, paper="A3",
        signature=(),
    )  # fmt: skip


def teachers_report(facts: CheckFacts, audience: Audience) -> Report:
    """教师历年教学常规得分表: the totals, and how far each part has come is in the 档案."""
    terms = facts.terms()
    lines = [line for line in lines_over(terms, TEACHERS) if facts.wants(line.id)]
    return sheet_report(
        "teachers_over_terms", "教师历年教学常规得分表", facts, audience, over_columns(terms, TEACHERS), lines,
        notes=(COMPARED,), audiences=IN_HOUSE, paper="A3", signature=(),
    )  # fmt: skip


def past_rows(terms: Sequence[TermFigures]) -> dict[str, list[FormRow]]:
    """Teacher id -> the totals of the last terms beside those of the school, and their line, for the 档案; none of a first term."""
    last = terms[-_PAST:]
    (whole, *_) = lines_over(last, PARTS)
    lines = (line for line in lines_over(last, TEACHERS) if sum(map(bool, line.points)) > 1)
    heads = (("学期", SHARES - _SHARE * len(last)), *((term.label, _SHARE) for term in last))
    return {
        line.id: [
            section("历年学期综合得分"),
            *table(heads, [(_OWN, *_means(line)), (_SCHOOL, *_means(whole))]),
            FormRow((FormCell("", SHARES, chart=_past_chart(last, line, whole)),), height=_LINE_ROW),
        ]
        for line in lines
    }


def _past_chart(terms: Sequence[TermFigures], own: OverLine, school: OverLine) -> Chart:
    """The same figures as a line; its section says what it shows."""
    both = (replace(own, name=_OWN), replace(school, name=_SCHOOL))
    return replace(over_chart(terms, both, TEACHERS, leads=False), key="checks_file", title="", notes=())


def _means(line: OverLine) -> Iterator[str]:
    return ("" if point is None else f"{point.mean:.1f}" for point in line.points)


def part_words(terms: Sequence[TermFigures]) -> tuple[str, ...]:
    """学期综合, then the parts, as they are chosen from."""
    return TOTAL, *parts_of(terms)
