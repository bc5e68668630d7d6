"""The lessons of a file beside those stored: what is new, changed, the same, and gone."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import NamedTuple

from edudesk.base.readings import Level
from edudesk.roster.intake.values import RowState
from edudesk.timetable.intake.values import LessonLine
from edudesk.timetable.rows import LESSON_COLUMN, LessonDraft, LessonRow

Place = tuple[str, str, str]
"""Class, weekday, period."""


Hour = tuple[str, str, str]
"""Name of a teacher, weekday, period."""


class Doubt(NamedTuple):
    """What has to be said of a teacher; value: the text of the cell."""

    level: Level
    text: str
    value: str


@dataclass(frozen=True, slots=True)
class FileLesson:
    """A lesson as the file has it. row, cell, sheet: where; says_teacher: the file names who holds it, else the draft
    has whom the 任课 names; doubt: about its teacher."""

    row: int
    cell: str
    sheet: str
    draft: LessonDraft
    says_teacher: bool
    doubt: Doubt | None = None

    @property
    def place(self) -> Place:
        """Where in the week of which class."""
        return self.draft.class_name, self.draft.weekday, self.draft.period


class Stored:
    """The lessons there are. name_of: a teacher's name by id, for words."""

    def __init__(self, rows: Iterable[LessonRow], names: dict[str, str]) -> None:
        self._names = names
        self._free: defaultdict[Place, list[LessonRow]] = defaultdict(list)
        for row in rows:
            self._free[row.class_name, row.weekday, row.period].append(row)

    def compared(self, lessons: Sequence[FileLesson]) -> list[LessonLine]:
        """Each lesson of the file with what importing would do; the surest pairs first."""
        found: list[LessonLine | None] = [None] * len(lessons)
        for is_same in (_is_whole, _is_subject, _is_any):
            for at, lesson in enumerate(lessons):
                if found[at] is None:
                    there = self._free[lesson.place]
                    fitting = next((row for row in there if is_same(row, _settled(lesson, row))), None)
                    if fitting is not None:
                        there.remove(fitting)
                        found[at] = self._beside(lesson, fitting)
        return [
            line
            or LessonLine(
                lesson.row, RowState.NEW, lesson.draft, told=self._holder(lesson.draft), sheet=lesson.sheet
            )
            for line, lesson in zip(found, lessons, strict=True)
        ]

    def left(self, places: Iterable[Place]) -> list[LessonRow]:
        """The lessons at these places that the file has no more."""
        return [row for place in dict.fromkeys(places) for row in self._free.get(place, ())]

    def left_by(self, hours: Collection[Hour], lessons: Sequence[FileLesson]) -> list[LessonRow]:
        """The lessons that teachers have in these hours of the week and the file has no more; and what a class has
        beside a lesson of the file, unless it is in other weeks."""
        if not hours:
            return []
        read: defaultdict[Place, list[LessonDraft]] = defaultdict(list)
        for lesson in lessons:
            read[lesson.place].append(lesson.draft)
        return [
            row
            for place, rows in self._free.items()
            for row in rows
            if (self._holder(row), row.weekday, row.period) in hours
            or any(not one.weeks or not row.weeks or one.weeks == row.weeks for one in read.get(place, ()))
        ]

    def left_of(self, classes: Iterable[str]) -> list[LessonRow]:
        """The lessons of these classes that the file has no more, wherever."""
        wanted = set(classes)
        return [row for place, rows in self._free.items() if place[0] in wanted for row in rows]

    def gone(self, rows: Sequence[LessonRow]) -> list[LessonLine]:
        """Those that importing would put away."""
        return [
            LessonLine(0, RowState.CHANGED, row, row.id, is_gone=True, told="文件里没有了，删去")
            for row in rows
        ]

    def _beside(self, lesson: FileLesson, row: LessonRow) -> LessonLine:
        draft = _settled(lesson, row)
        told = "，".join(self._differences(row, draft))
        state = RowState.CHANGED if told else RowState.SAME
        return LessonLine(
            lesson.row, state, draft, row.id, told=told or self._holder(draft), sheet=lesson.sheet
        )

    def _differences(self, row: LessonRow, draft: LessonDraft) -> Iterator[str]:
        if (row.teacher_id, row.teacher) != (draft.teacher_id, draft.teacher):
            yield f"教师 {self._holder(row) or '（空）'}→{self._holder(draft) or '（空）'}"
        for key in ("subject", "weeks", "place", "remark"):
            before, after = getattr(row, key), getattr(draft, key)
            if before != after:
                yield f"{LESSON_COLUMN[key].title} {before or '（空）'}→{after or '（空）'}"

    def _holder(self, row: LessonDraft) -> str:
        return self._names.get(row.teacher_id, "") or row.teacher


_FACTS = tuple(field.name for field in fields(LessonDraft))


def _settled(lesson: FileLesson, row: LessonRow) -> LessonDraft:
    """The lesson as it would be stored over this one: where the file says nothing, what is there stays."""
    draft = lesson.draft
    is_kept = not lesson.says_teacher and row.subject == draft.subject and (row.teacher_id or row.teacher)
    if is_kept:
        draft = replace(draft, teacher_id=row.teacher_id, teacher=row.teacher)
    return replace(draft, place=draft.place or row.place, remark=draft.remark or row.remark)


def _is_whole(row: LessonRow, draft: LessonDraft) -> bool:
    return all(getattr(row, key) == getattr(draft, key) for key in _FACTS)


def _is_subject(row: LessonRow, draft: LessonDraft) -> bool:
    return row.subject == draft.subject


def _is_any(row: LessonRow, draft: LessonDraft) -> bool:
    return row.weeks == draft.weeks
