"""Who has a class in a subject: by the 任课 of the term, or the 班主任 for 班会."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from edudesk.school.rows.stages import STAGE
from edudesk.timetable.rules.words import HEAD_TEACHER, own_lessons

# what stands before the number of a class -> the 学段, lowest first
_STAGE_OF = {mark: stage.word for stage in STAGE.values() for mark in stage.marks}
_MARKS = tuple(_STAGE_OF)


@dataclass(frozen=True, slots=True)
class Taught:
    """A row of 任课. classes: printed names of classes and whole grades, 五（3）班 or 五年级."""

    teacher_id: str
    name: str
    subject: str
    classes: frozenset[str]

    def covers(self, class_name: str) -> bool:
        """Whether the class is one of them, by itself or with its grade."""
        return class_name in self.classes or grade_of(class_name) in self.classes


def grade_of(class_name: str) -> str:
    """五年级 of 五（3）班, 高一 of 高一（2）班."""
    head = class_name.partition("（")[0]
    return head if head.endswith("年级") or head.startswith("高") else f"{head}年级"


def stage_of(class_name: str) -> str:
    """小学 of 五（3）班, 高中 of 高一（2）班, "" of what is no class of a grade."""
    return _STAGE_OF.get(class_name.partition("（")[0], "")


def class_order(class_name: str) -> tuple[int, int, str]:
    """Place of a class among all, by grade and number, for sorting; what is no class of a grade comes last."""
    mark = class_name.partition("（")[0]
    return _MARKS.index(mark) if mark in _STAGE_OF else len(_MARKS), len(class_name), class_name


def who_has(
    taught: Iterable[Taught], heads: Mapping[str, Sequence[str]], class_name: str, subject: str
) -> list[str]:
    """Ids of those who may have a class in a subject, each once; of 阅读 those of 语文 when nobody has it of its own.

    heads: class -> ids of its 班主任. Who has the class by its own name goes before those of the whole grade.
    """
    rows = [row for row in taught if row.covers(class_name)]
    own = own_lessons().get(subject)
    for wanted in (subject, own.taught_by if own else ""):
        if wanted == HEAD_TEACHER:
            return list(heads.get(class_name, ()))
        found = [row for row in rows if row.subject == wanted]
        named = [row for row in found if class_name in row.classes]
        if wanted and found:
            return list(dict.fromkeys(row.teacher_id for row in named or found))
    return []
