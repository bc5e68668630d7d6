"""The 学段 with their grades, and which of them a kind of school has."""

from dataclasses import dataclass
from typing import Final

from edudesk.school.rows.identity import code_list


@dataclass(frozen=True, slots=True)
class Stage:
    """One 学段. grades: lowest first; marks: what stands before the number of a class, 四 in 四（2）班."""

    word: str
    grades: tuple[str, ...]
    marks: tuple[str, ...]

    @property
    def years(self) -> int:
        """How long a pupil is in it."""
        return len(self.grades)


KINDERGARTEN: Final = Stage("幼儿园", ("小班", "中班", "大班"), ("小", "中", "大"))
PRIMARY: Final = Stage("小学", tuple(f"{mark}年级" for mark in "一二三四五六"), tuple("一二三四五六"))
MIDDLE: Final = Stage("初中", tuple(f"{mark}年级" for mark in "七八九"), tuple("七八九"))
HIGH: Final = Stage("高中", ("高一", "高二", "高三"), ("高一", "高二", "高三"))

STAGE: Final = {stage.word: stage for stage in (KINDERGARTEN, PRIMARY, MIDDLE, HIGH)}
_OF_SCHOOL: Final = {
    "九年一贯制": (PRIMARY, MIDDLE),
    "完全中学": (MIDDLE, HIGH),
    "十二年一贯制": (PRIMARY, MIDDLE, HIGH),
}

# 学段 of a class or of yearly figures: never 九年一贯制, which is a kind of school
STAGE_WORDS = code_list("学段", *STAGE)
GRADES = code_list("年级", *(grade for stage in STAGE.values() for grade in stage.grades))


def stages_of(kind: str) -> tuple[Stage, ...]:
    """The 学段 of a kind of school: two of 九年一贯制; none of an unknown word."""
    return _OF_SCHOOL.get(kind) or ((STAGE[kind],) if kind in STAGE else ())
