"""The numbers of a scheme as a person writes them, and read back: 优秀 90、良好 80、合格 60、不合格."""

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Final

from edudesk.base import rungs
from edudesk.plan.forms.value import Part, Rung, Source

_PART: Final = re.compile(
    r"(?P<name>.+?)\s+(?P<weight>\d+(?:\.\d+)?)\s*[%％分]?(?:\s*[（(](?P<more>[^）)]*)[）)])?"
)
_HOLDS: Final = "含"


def rungs_text(told: Sequence[Rung]) -> str:
    """优秀 90、良好 80、合格 60、不合格: the lowest begins at 0."""
    return rungs.rungs_text((one.name, one.least) for one in told)


def read_rungs(text: str) -> tuple[Rung, ...]:
    """As rungs_text writes them. Raises ValueError with the sentence that says why not."""
    return tuple(Rung(name, least) for name, least in rungs.read_rungs(text))


def parts_text(parts: Sequence[Part]) -> str:
    """基础性指标 50（目标，含 基础性）、发展性指标 50（目标）: name, weight, where the points come from."""
    told = []
    for one in parts:
        goals = f"，{_HOLDS} {' '.join(one.goals)}" if one.goals else ""
        told.append(f"{one.name} {_plain(one.weight)}（{one.of}{goals}）")
    return "、".join(told)


def read_parts(text: str) -> tuple[Part, ...]:
    """As parts_text writes them; without brackets the points come from the goals. Raises ValueError with a sentence."""
    found = []
    for word in filter(None, map(str.strip, re.split(r"[、；;\n]+", text))):
        match = _PART.fullmatch(word)
        if match is None:
            raise ValueError(f"看不懂“{word}”，请写成“发展性指标 50（目标）”。")
        of, _, goals = (match["more"] or Source.GOALS).replace(",", "，").partition("，")
        try:
            source = Source(of.strip())
            weight = Decimal(match["weight"])
        except (ValueError, InvalidOperation) as error:
            known = "、".join(Source)
            raise ValueError(f"“{word}”的来源应为 {known} 之一。") from error
        words = goals.strip().removeprefix(_HOLDS).split()
        found.append(Part(match["name"].strip(), weight, source, tuple(words)))
    return tuple(found)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
