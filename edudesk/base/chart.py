"""A chart is a value: what is compared, and the records behind each point. papers draws it as vectors, kit on screen."""

from dataclasses import dataclass
from enum import Enum


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

    def said(self, value: float | None) -> str:
        """A figure as it is printed; what is not known is 未统计 (plan_projects: never 0)."""
        return "未统计" if value is None else f"{value:.{self.decimals}f}"
