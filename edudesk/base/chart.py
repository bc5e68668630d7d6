"""A chart is a value: what is compared, and the records behind each point. papers draws it as vectors, kit on screen."""

import math
from dataclasses import dataclass
from datetime import date
from enum import Enum

from edudesk.base.columns import Column, Kind
from edudesk.base.masking import Audience
from edudesk.base.report import A4, A4_LANDSCAPE, Report

UNKNOWN = "未统计"  # what is not known is not 0 (plan_projects 2.4)
_MOST_UPRIGHT = 7  # columns of figures on an upright sheet


class ChartKind(Enum):
    """How the points are drawn."""

    BARS = "bars"  # the series side by side in each category
    STACKED = "stacked"  # the series upon each other: parts of a whole
    LINE = "line"  # over terms or years
    RADAR = "radar"  # one axis for each category
    HEAT = "heat"  # series are the rows, categories the columns of a field of cells


@dataclass(frozen=True, slots=True)
class Point:
    """One figure. value: None = not known, which is not 0; ids: of the records counted in it, for a click."""

    value: float | None
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """Figures that belong together, one for each category of the chart."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Chart:
    """Figures to look at.

    key: stable name; unit: of all figures (人, %, 分); decimals: printed with so many places; target: a line
    drawn across, None = none; notes: lines under it (口径, source); concern: what the ids name, as a page's key.
    Raises ValueError when a series is not as long as the categories, or a figure is infinite or NaN.
    """

    key: str
    kind: ChartKind
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    decimals: int = 0
    target: float | None = None
    notes: tuple[str, ...] = ()
    concern: str = ""

    def __post_init__(self) -> None:
        for one in self.series:
            if len(one.points) != len(self.categories):
                raise ValueError(f"{self.key}: {one.name} has {len(one.points)} points")
            if not all(point.value is None or math.isfinite(point.value) for point in one.points):
                raise ValueError(f"{self.key}: {one.name} has a figure that is none")

    def said(self, value: float | None) -> str:
        """A figure as it is printed, without its unit; what is not known is 未统计."""
        return UNKNOWN if value is None else f"{value:.{self.decimals}f}"

    def told(self, series: int, category: int) -> str:
        """One point in words: 2024学年 语文：37 人."""
        one = self.series[series]
        value = one.points[category].value
        name = " ".join(filter(None, (self.categories[category], one.name)))
        return f"{name}：{self.said(value)}" + (f" {self.unit}" if self.unit and value is not None else "")

    @property
    def description(self) -> str:
        """All figures in sentences, for whoever does not see the picture."""
        parts = [self.title + (f"（单位：{self.unit}）" if self.unit else "")]
        for one in self.series:
            figures = zip(self.categories, one.points, strict=True)
            parts.append(
                (f"{one.name}：" if one.name else "")
                + "，".join(f"{name} {self.said(point.value)}" for name, point in figures)
            )
        if self.target is not None:
            parts.append(f"目标 {self.said(self.target)}")
        return "。".join([*parts, *(note.rstrip("。") for note in self.notes)]) + "。"

    def as_report(
        self, unit: str, on: date, audience: Audience = Audience.INTERNAL, *, is_printed: bool = False
    ) -> Report:
        """The figures as a table: a line for each category, of a heat map for each series.

        unit: 填报单位; on: 统计时点; is_printed: figures as they are printed (35.0), else as numbers for a
        workbook. What is not known stands as 未统计.
        """
        cell = self.said if is_printed else self._cell
        names, heads = self.categories, tuple(one.name for one in self.series)
        figures = [[one.points[place].value for one in self.series] for place in range(len(names))]
        if self.kind is ChartKind.HEAT:
            names, heads = heads, names
            figures = [[point.value for point in one.points] for one in self.series]
        kind = Kind.NUMBER if self.decimals else Kind.INT
        columns = [Column("name", "项目", width=36)]
        columns += [
            Column(f"figure{place}", head or self.unit or "数值", kind, 20)
            for place, head in enumerate(heads)
        ]
        rows = [(name, *(cell(value) for value in line)) for name, line in zip(names, figures, strict=True)]
        if self.target is not None:
            rows.append(("目标", *[cell(self.target)] * len(heads)))
        notes = ((f"单位：{self.unit}",) if self.unit else ()) + self.notes
        paper = A4 if len(columns) <= _MOST_UPRIGHT else A4_LANDSCAPE
        return Report(
            self.key, self.title, unit, on, tuple(columns), tuple(rows), notes, (), paper, audience=audience
        )

    def _cell(self, value: float | None) -> object:
        if value is None:
            return UNKNOWN
        return round(value, self.decimals) if self.decimals else round(value)
