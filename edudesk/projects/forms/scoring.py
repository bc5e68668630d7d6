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
class Grade:
    """One grade. least: points of 100 from which it is given; of several the best comes first."""

    name: str
    least: int


@dataclass(frozen=True, slots=True)
class Judging:
    """What the points of a year come to. grades: of 年度考核 and 成员考核; execution: full points of the 预算执行率; groups:
    产出, 效益, 满意度 with theirs; levels: 优, 良, 中, 差 of a 绩效自评."""

    grades: tuple[Grade, ...]
    execution: int
    groups: tuple[Part, ...]
    levels: tuple[Grade, ...]

    def grade_of(self, points: Decimal) -> str:
        """优秀 … of a yearly assessment, points of 100."""
        return _grade(self.grades, points)

    def level_of(self, points: Decimal) -> str:
        """优 … of a 绩效自评, points of 100."""
        return _grade(self.levels, points)

    @property
    def grade_words(self) -> str:
        """优秀 90 分起，良好 80 分起，合格 60 分起."""
        return "，".join(f"{one.name} {one.least} 分起" for one in self.grades if one.least)


def _grade(grades: tuple[Grade, ...], points: Decimal) -> str:
    return next((one.name for one in grades if points >= one.least), "")


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
def shipped_judging() -> Judging:
    """As the program ships it."""
    told = shipped_list("scoring")
    own = told["performance"]
    return Judging(
        grades=tuple(Grade(**one) for one in told["grade"]),
        execution=own["execution"],
        groups=tuple(Part(one["name"], one["name"], one["full"]) for one in own["group"]),
        levels=tuple(Grade(**one) for one in own["grade"]),
    )


@cache
def studio_items() -> tuple[StudioItem, ...]:
    """The lines of a member's assessment, in their order."""
    return tuple(
        StudioItem(group=group["name"], **item)
        for group in shipped_list("studio")["group"]
        for item in group["item"]
    )
