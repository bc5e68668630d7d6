"""What 论证, yearly assessment, 绩效自评 and a studio's members are measured by (forms/projects/scoring.toml, studio.toml)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from edudesk.projects.forms.lists import shipped_list


@dataclass(frozen=True, slots=True)
class Part:
    """One criterion, channel or group. weight: of 100, or the full points of it."""

    key: str
    name: str
    weight: int


@dataclass(frozen=True, slots=True)
class StudioItem:
    """One line of the members' assessment; the fields are explained in forms/projects/studio.toml."""

    key: str
    group: str
    name: str
    how: str
    full: int = 0
    each: int = 0
    shares: str = ""
    levels: Mapping[str, int] = field(default_factory=dict)


@cache
def criteria() -> tuple[Part, ...]:
    """针对性, 科学性, 可操作性."""
    return tuple(Part(one["key"], one["name"], one["weight"]) for one in shipped_list("scoring")["criterion"])


@cache
def channels() -> tuple[Part, ...]:
    """The five channels of the yearly assessment."""
    return tuple(Part(one["name"], one["name"], one["weight"]) for one in shipped_list("scoring")["channel"])


@cache
def performance_groups() -> tuple[Part, ...]:
    """产出, 效益, 满意度 with their points."""
    groups = shipped_list("scoring")["performance"]["group"]
    return tuple(Part(one["name"], one["name"], one["full"]) for one in groups)


def execution_full() -> int:
    """Points of the 预算执行率."""
    full: int = shipped_list("scoring")["performance"]["execution"]
    return full


def grade_of(points: Decimal) -> str:
    """优秀 … of a yearly assessment, points of 100."""
    return _grade(shipped_list("scoring")["grade"], points)


def performance_grade(points: Decimal) -> str:
    """优, 良, 中, 差 of a 绩效自评, points of 100."""
    return _grade(shipped_list("scoring")["performance"]["grade"], points)


def _grade(grades: list[Mapping[str, object]], points: Decimal) -> str:
    return next((str(one["name"]) for one in grades if points >= Decimal(str(one["least"]))), "")


@cache
def studio_items() -> tuple[StudioItem, ...]:
    """The lines of a member's assessment, in their order."""
    return tuple(
        StudioItem(group=group["name"], **item)
        for group in shipped_list("studio")["group"]
        for item in group["item"]
    )
