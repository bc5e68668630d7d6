"""What a laid out chart is made of. Lengths in the unit of the place it was laid out for, y grows downward."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple, Protocol

TINTS = 4  # colours of series; a fifth series has the first colour again, hatched


class Letters(Protocol):
    """The font a chart is written in; all lengths are shares of the font size."""

    def width(self, text: str) -> float:
        """Width of one line."""

    def lines(self, text: str, room: float) -> list[str]:
        """Text in lines no wider than room, by the rules of Chinese line breaking."""


class Rect(NamedTuple):
    """A box by its top left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """y of the lower edge."""
        return self.y + self.height

    def overlaps(self, other: "Rect") -> bool:
        """Whether the two have a surface in common; touching edges do not count."""
        return (
            min(self.right, other.right) - max(self.x, other.x) > 1e-6
            and min(self.bottom, other.bottom) - max(self.y, other.y) > 1e-6
        )

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside or on the edge."""
        return self.x <= x <= self.right and self.y <= y <= self.bottom


class Ink(Enum):
    """The voice of a line or a word; the painter knows its colour."""

    TEXT = "text"
    MUTED = "muted"
    GRID = "grid"
    AXIS = "axis"
    TARGET = "target"
    SURFACE = "surface"  # the colour of the ground: gaps between surfaces, hatches


@dataclass(frozen=True, slots=True)
class Tint:
    """The colour of a surface or a line: of a series by number, or of a heat map's cell, 0.0 light … 1.0 dark."""

    series: int = -1
    shade: float = 0.0

    @property
    def place(self) -> int:
        """Which of the TINTS a series has."""
        return self.series % TINTS


@dataclass(frozen=True, slots=True)
class Box:
    """A filled box."""

    place: Rect
    tint: Tint


@dataclass(frozen=True, slots=True)
class Area:
    """A filled polygon. is_sheer: what lies below shines through."""

    points: tuple[tuple[float, float], ...]
    tint: Tint
    is_sheer: bool = False


@dataclass(frozen=True, slots=True)
class Path:
    """A line through points. dash: lengths of stroke and gap, () = unbroken; tint: instead of ink."""

    points: tuple[tuple[float, float], ...]
    ink: Ink
    weight: float
    dash: tuple[float, ...] = ()
    tint: Tint | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """One line of words that fills its box.

    is_turned: read from bottom to top; upon: the tint it stands on; is_clear: the ground is wiped behind it, so
    that no line crosses it.
    """

    place: Rect
    text: str
    size: float
    ink: Ink = Ink.TEXT
    is_bold: bool = False
    is_turned: bool = False
    upon: Tint | None = None
    is_clear: bool = False


Mark = Box | Area | Path | Label


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a point is met. area: answers to the mouse; shape: what is marked when the point is chosen."""

    series: int
    category: int
    area: Rect
    shape: Rect


@dataclass(frozen=True)
class Picture:
    """A chart ready to paint, in the order of marks. frame: the field of the figures."""

    width: float
    height: float
    frame: Rect
    marks: tuple[Mark, ...]
    hits: tuple[Hit, ...]

    def labels(self) -> Iterator[Label]:
        """All words."""
        return (mark for mark in self.marks if isinstance(mark, Label))

    def hit(self, x: float, y: float) -> Hit | None:
        """The point met at x, y: the one drawn last."""
        return next((one for one in reversed(self.hits) if one.area.holds(x, y)), None)


def hatching(box: Rect, tint: Tint, size: float) -> list[Mark]:
    """Slanting strokes over a box when its series shares the colour of an earlier one."""
    round_number = tint.series // TINTS
    if tint.series < 0 or not round_number:
        return []
    gap = size * (0.45 if round_number < 3 else 0.3)
    return [
        Path(points, Ink.SURFACE, size * 0.11)
        for is_rising in ((True,), (False,), (True, False))[min(round_number, 3) - 1]
        for points in _strokes(box, gap, is_rising)
    ]


def _strokes(
    box: Rect, gap: float, is_rising: bool
) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Lines at 45° cut off at the edges of the box."""
    along = gap / 2
    while along < box.width + box.height:
        start = (min(along, box.width), max(along - box.width, 0.0))
        end = (max(along - box.height, 0.0), min(along, box.height))
        if is_rising:
            yield ((box.x + start[0], box.y + start[1]), (box.x + end[0], box.y + end[1]))
        else:
            yield ((box.right - start[0], box.y + start[1]), (box.right - end[0], box.y + end[1]))
        along += gap
