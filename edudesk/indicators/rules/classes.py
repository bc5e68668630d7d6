"""班额与规模 (C1–C4). The size of a class nobody has entered is named, never taken for 0."""

from fractions import Fraction
from typing import Final

from edudesk.indicators.rows.values import Figure, Missing, Part, Person
from edudesk.indicators.rules.inputs import CLASSES_PAGE, Inputs, Rules
from edudesk.school.rows.classes import ClassRow

STANDARD: Final = {"小学": 45, "初中": 50, "高中": 50}
BANDS: Final = (
    ("35人及以下", 0, 35),
    ("36—45人", 36, 45),
    ("46—55人", 46, 55),
    ("56—65人", 56, 65),
    ("66人及以上", 66, 999),
)
_LARGE: Final = 56


def _sized(inputs: Inputs) -> tuple[list[ClassRow], tuple[Person, ...], tuple[Missing, ...]]:
    """The classes whose size is known, the others, and what lacks when there are none."""
    known = [row for row in inputs.classes if row.size is not None]
    unknown = tuple(_told(row) for row in inputs.classes if row.size is None)
    year = inputs.facts.school_year
    missing = () if known else (Missing(f"{year}学年{'、'.join(inputs.stages)}的班级人数", CLASSES_PAGE),)
    return known, unknown, missing


def _told(row: ClassRow) -> Person:
    return Person(row.id, row.name, "人数未填" if row.size is None else f"{row.size} 人")


def standard_classes(inputs: Inputs) -> Figure:
    """C1: classes no larger than the norm of their 学段; counted names those that are larger."""
    known, unknown, missing = _sized(inputs)
    small = [row for row in known if (row.size or 0) <= STANDARD.get(row.stage, 50)]
    large = [row for row in known if row not in small]
    return Figure(
        numerator=None if missing else Fraction(len(small)),
        denominator=Fraction(len(known)),
        counted=tuple(map(_told, small)),
        unknown=unknown,
        is_apart=True,
        missing=missing,
        notes=(f"超过标准的班级：{'、'.join(f'{row.name} {row.size} 人' for row in large)}。",)
        if large
        else (),
    )


def large_classes(inputs: Inputs) -> Figure:
    """C2: classes of 56 pupils and more, and how all are spread."""
    known, unknown, missing = _sized(inputs)
    large = [row for row in known if (row.size or 0) >= _LARGE]
    parts = [
        Part(word, Fraction(sum(low <= (row.size or 0) <= high for row in known)), "个班")
        for word, low, high in BANDS
    ]
    return Figure(
        numerator=None if missing else Fraction(len(large)),
        counted=tuple(map(_told, large)),
        unknown=unknown,
        is_apart=True,
        parts=tuple(parts),
        missing=missing,
    )


def class_size(inputs: Inputs) -> Figure:
    """C3: pupils for each class."""
    missing = (*inputs.without_pupils(), *(() if inputs.class_count else (inputs.lacking("classes"),)))
    return Figure(
        numerator=None if missing else inputs.pupils, denominator=inputs.class_count, missing=missing
    )


def school_size(inputs: Inputs) -> Figure:
    """C4: pupils of all 学段."""
    missing = inputs.without_pupils()
    return Figure(numerator=None if missing else inputs.pupils, missing=missing)


RULES: Final[Rules] = {
    rule.__name__: rule for rule in (standard_classes, large_classes, class_size, school_size)
}
