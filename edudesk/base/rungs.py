"""Words with a figure each as a person writes them, and read back: 优秀 90、良好 80、合格 60、不合格."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

_BETWEEN: Final = re.compile(r"[、，,；;\n]+")
_RUNG: Final = re.compile(r"(?P<name>.*?\D)\s*(?P<least>\d+(?:\.\d+)?)?\s*[%％分]?")


def rungs_text(rungs: Iterable[tuple[str, Decimal]]) -> str:
    """优秀 90、良好 80、合格 60、不合格: a figure of 0 is left out."""
    return "、".join(f"{name} {plain_figure(least)}" if least else name for name, least in rungs)


def read_rungs(text: str) -> list[tuple[str, Decimal]]:
    """As rungs_text writes them. Raises ValueError with the sentence that says why not."""
    found = []
    for word in filter(None, map(str.strip, _BETWEEN.split(text))):
        match = _RUNG.fullmatch(word)
        if match is None:
            raise ValueError(f"看不懂“{word}”，请写成“优秀 90”。")
        found.append((match["name"].strip(), Decimal(match["least"] or 0)))
    return found


def plain_figure(number: Decimal) -> str:
    """90, 87.5: without zeros behind the point."""
    return format(number.normalize(), "f")
