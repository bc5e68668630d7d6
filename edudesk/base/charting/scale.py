"""The axis of figures: round steps that hold every figure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

_STEPS = (1.0, 2.0, 5.0)
_NARROW = 0.5  # a line whose figures differ by less than this share of the highest needs no zero


@dataclass(frozen=True, slots=True)
class Scale:
    """Round figures from low to high, in equal steps. decimals: places a tick needs."""

    ticks: tuple[float, ...]
    decimals: int

    @property
    def low(self) -> float:
        """Figure at the foot."""
        return self.ticks[0]

    @property
    def high(self) -> float:
        """Figure at the top."""
        return self.ticks[-1]

    def share(self, value: float) -> float:
        """Where a figure lies, 0.0 at the foot … 1.0 at the top."""
        return min(max((value - self.low) / (self.high - self.low), 0.0), 1.0)

    def said(self, tick: float) -> str:
        """A tick as it is printed."""
        return f"{tick:.{self.decimals}f}"


def scale_of(values: Sequence[float], most: int, decimals: int, has_zero: bool = True) -> Scale:
    """The axis for figures, with at most so many steps (2 or more) that are 1, 2 or 5 times a power of ten.

    has_zero: begins or ends at 0, as bars must; else only when the figures are far apart. decimals: of the
    figures; steps are never finer, so that counts of people have no halves.
    """
    low, high = min(values, default=0.0), max(values, default=0.0)
    if has_zero or low * high <= 0 or low == high or high - low > _NARROW * max(abs(low), abs(high)):
        low, high = min(low, 0.0), max(high, 0.0)
    finest = 10.0**-decimals
    if high - low < finest:
        low, high = (low, low + finest) if high > 0 or low == 0 else (high - finest, high)
    power = math.floor(math.log10((high - low) / most))
    while True:
        for factor in _STEPS:
            step = factor * 10.0**power
            first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
            if last - first <= most and step >= finest * (1 - 1e-9):
                places = max(-power, 0)
                ticks = tuple(round(count * step, places) for count in range(first, last + 1))
                return Scale(ticks, places)
        power += 1
