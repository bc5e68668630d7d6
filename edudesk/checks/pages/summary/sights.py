"""The ways to look at a term: 教师 × 检查, groups, grades, subjects, items, inspectors, who is missing, over time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import Any

from edudesk.base.chart import Chart, ChartKind, Point, Series
from edudesk.base.columns import Column
from edudesk.checks.forms.value import Level
from edudesk.checks.pages.summary.loading import Loaded
from edudesk.checks.reports.columns import (
    INSPECTOR_COLUMNS,
    ITEM_COLUMNS,
    MISSING_COLUMNS,
    TOTAL,
    group_columns,
    teacher_columns,
    trend_columns,
)
from edudesk.checks.rows.campaigns import CampaignRow
from edudesk.checks.rules.group_figures import GRADES, GROUPS, SUBJECTS, GroupLine, group_lines
from edudesk.checks.rules.inspectors import inspector_lines
from edudesk.checks.rules.missing import missing_lines
from edudesk.checks.rules.scheme import term_levels
from edudesk.checks.rules.trends import TrendLine, trend_lines
from edudesk.kit.theme import Tone

TONES = (Tone.GOOD, Tone.BRAND, Tone.WARN, Tone.BAD)
_HEATED = ("check:", "part:", "total", "mean", "before", "now", "m20", "term")


@dataclass(frozen=True)
class Sight:
    """One way to look. word: on its tab; unit: of its rows; columns, rows: for the checks wanted; chart: below the
    table, None = the cards of items and groups."""

    key: str
    word: str
    unit: str
    columns: Callable[[Loaded, Sequence[CampaignRow]], tuple[Column, ...]]
    rows: Callable[[Loaded], Sequence[Any]]
    empty: str
    chart: Callable[[Loaded, Sequence[Any]], Chart] | None = None


def _groups(by: str) -> Sight:
    return Sight(
        f"by_{by}",
        by,
        "个",
        lambda loaded, _checks: group_columns(loaded.summary, by),
        lambda loaded: loaded.groups if by == GROUPS else group_lines(loaded.summary, by),
        f"还没有可以按{by}汇总的检查记录。",
        lambda loaded, rows: heat_of(loaded, by, rows),
    )


def months_of(loaded: Loaded) -> list[str]:
    """2026-09 …: the months in which something was checked."""
    return sorted(set(chain.from_iterable(line.months for line in trend_lines(loaded.summary))))


def shade(row: Any, column: Column, levels: Sequence[Level] = ()) -> Tone | None:
    """The grade of a figure as the ground of its cell; the word stands in the legend. levels: of the term."""
    if not column.key.startswith(_HEATED):
        return None
    value = column.of(row)
    if not isinstance(value, Decimal):
        return Tone.BAD if value == "未交" else None
    return tone_of(value, levels)


def tone_of(value: Decimal, levels: Sequence[Level] = ()) -> Tone:
    """优秀 green, 良好 blue, 合格 yellow, 不合格 red; of more or fewer levels the best green, the last red."""
    levels = levels or term_levels()
    return tone_at(next(place for place, level in enumerate(levels) if value >= level.least), len(levels))


def tone_at(place: int, count: int) -> Tone:
    """Of the level at a place among so many."""
    return TONES[-1] if place == count - 1 else TONES[min(place, len(TONES) - 2)]


def heat_of(loaded: Loaded, by: str, rows: Sequence[GroupLine]) -> Chart:
    """Groups × parts of the term; a click leads to the teachers."""
    parts = [part for part in loaded.summary.facts.scheme.parts if any(row.parts.get(part) for row in rows)]
    return Chart(
        key=f"checks_{by}",
        kind=ChartKind.HEAT,
        title=f"各{by}的均分",
        categories=(*parts, "综合"),
        series=tuple(
            Series(
                row.name,
                tuple(
                    Point(None if value is None else float(value), row.teachers)
                    for value in (*(row.parts.get(part) for part in parts), row.mean)
                ),
            )
            for row in rows
        ),
        unit="分",
        decimals=1,
        concern="checks",
    )


def trend_chart(loaded: Loaded, rows: Sequence[TrendLine]) -> Chart:
    """This term beside the one before, part by part."""
    shown = [row for row in rows if row.now is not None or row.before is not None]

    def series(name: str, values: Sequence[Decimal | None]) -> Series:
        return Series(name, tuple(Point(None if value is None else float(value)) for value in values))

    before = series("上学期", [row.before for row in shown])
    return Chart(
        key="checks_trend",
        kind=ChartKind.BARS,
        title="与上学期比较",
        categories=tuple(row.part or TOTAL for row in shown),
        series=(*((before,) if loaded.earlier else ()), series("本学期", [row.now for row in shown])),
        unit="分",
        decimals=1,
        notes=("各表按得分率比较，换过版本的表也可以比。",),
    )


SIGHTS = (
    Sight(
        "teachers",
        "教师 × 检查",
        "人",
        lambda loaded, checks: teacher_columns(loaded.summary, checks, loaded.earlier),
        lambda loaded: loaded.summary.lines,
        "本学期还没有任课教师或检查。",
    ),
    _groups(GROUPS),
    _groups(GRADES),
    _groups(SUBJECTS),
    Sight(
        "items",
        "检查项失分",
        "项",
        lambda _loaded, _checks: ITEM_COLUMNS,
        lambda loaded: loaded.items,
        "本学期还没有提交的检查记录。",
    ),
    Sight(
        "inspectors",
        "检查人",
        "行",
        lambda _loaded, _checks: INSPECTOR_COLUMNS,
        lambda loaded: inspector_lines(loaded.summary),
        "本学期还没有提交的检查记录。",
    ),
    Sight(
        "missing",
        "缺检",
        "个",
        lambda _loaded, _checks: MISSING_COLUMNS,
        lambda loaded: missing_lines(loaded.summary),
        "没有缺检，应检的都查到了。",
    ),
    Sight(
        "trend",
        "对比",
        "项",
        lambda loaded, _checks: trend_columns(months_of(loaded)),
        lambda loaded: trend_lines(loaded.summary, loaded.earlier),
        "本学期还没有提交的检查记录。",
        trend_chart,
    ),
)
