"""班额情况表: the classes of each grade by their size."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, Final

from edudesk.base.chart import UNKNOWN
from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.indicators.reports.facts import SheetFacts
from edudesk.indicators.reports.parts import NOTHING, column, figure, number, percent, report
from edudesk.indicators.rows.frozen import ClassSize
from edudesk.indicators.rules.classes import BANDS, STANDARD

_SPREAD: Final = "班额分布（班数）"


def class_sizes(facts: SheetFacts, audience: Audience) -> Report:
    """A line for each grade below that of its 学段; sizes nobody entered have a column of their own."""
    columns = (
        column("stage", "学段", 18), column("grade", "年级", 20), figure("classes", "班数", 14), figure("pupils", "学生数", 18),
        figure("mean", "平均班额", 18),
        *(figure(word, word, 20, _SPREAD) for word, _, _ in BANDS),
        figure("unknown", "人数未填", 18, _SPREAD), figure("largest", "最大班额", 18), figure("small", "标准班额班数", 22),
        figure("share", "占比（%）", 18),
    )  # fmt: skip
    rows = [row for stage in facts.stages for row in _lines(facts, stage)]
    over = [
        f"{one.name} {one.size} 人"
        for stage in facts.stages
        for one in facts.kept.stages[stage].sizes
        if one.size is not None and one.size > STANDARD.get(stage, 50)
    ]
    notes = (
        f"超过标准班额的班级：{'、'.join(over)}。" if over else "没有超过标准班额的班级。",
        *facts.notes("C1", "C2", "C3"),
    )
    return report("class_sizes", "班额情况表", facts, audience, columns, rows, unit="个、人", notes=notes)


def _lines(facts: SheetFacts, stage: str) -> Iterator[dict[str, Any]]:
    inputs = facts.kept.stages[stage]
    if not inputs.sizes:
        yield {
            "stage": stage, "grade": "合计", "classes": number(inputs.classes), "pupils": number(inputs.pupils),
            "mean": _mean(inputs.pupils, inputs.classes), "unknown": UNKNOWN,
        }  # fmt: skip
        return
    whole = _line(inputs.sizes, stage)
    # pupils and classes of the statistics go before those counted from the classes
    whole |= {
        "pupils": number(inputs.pupils), "classes": number(inputs.classes),
        "mean": _mean(inputs.pupils, inputs.classes),
    }  # fmt: skip
    yield {"stage": stage, "grade": "合计", **whole}
    for grade in dict.fromkeys(one.grade for one in inputs.sizes):
        mine = [one for one in inputs.sizes if one.grade == grade]
        yield {"stage": "", "grade": grade or "年级未记", **_line(mine, stage)}


def _line(classes: Sequence[ClassSize], stage: str) -> dict[str, Any]:
    sizes = [one.size for one in classes if one.size is not None]
    unknown = len(classes) - len(sizes)
    pupils = None if unknown else Fraction(sum(sizes))
    small = sum(size <= STANDARD.get(stage, 50) for size in sizes)
    return {
        "classes": len(classes),
        "pupils": number(pupils),
        "mean": _mean(pupils, Fraction(len(classes))),
        **{word: sum(low <= size <= high for size in sizes) for word, low, high in BANDS},
        "unknown": unknown,
        "largest": max(sizes, default=UNKNOWN),
        "small": small,
        "share": percent(Fraction(small, len(sizes)) if sizes else None),
    }


def _mean(pupils: Fraction | None, classes: Fraction | None) -> object:
    if not classes:
        return NOTHING
    return UNKNOWN if pupils is None else number(pupils / classes, 1)
