"""What is found on the way through a timetable: lessons, and everything that has to be said."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from edudesk.base.readings import Level
from edudesk.roster.intake.values import Problem
from edudesk.timetable.intake.cells import Said
from edudesk.timetable.intake.comparing import Doubt, FileLesson, Place
from edudesk.timetable.intake.staff import Staff
from edudesk.timetable.intake.values import LessonLine
from edudesk.timetable.rows import LessonDraft

Where = tuple[int, str, str]
"""Row as Excel counts, address, name of the sheet."""


class Reading:
    """What is found on the way: lessons, and everything that has to be said, the same thing once."""

    def __init__(self, staff: Staff, classes: Collection[str], is_labelled: bool) -> None:
        self.staff, self._classes, self._is_labelled = staff, frozenset(classes), is_labelled
        self.lessons: list[FileLesson] = []
        self.wrong: list[LessonLine] = []
        self.problems: list[Problem] = []
        self._said: set[tuple[str, ...]] = set()
        self._there: defaultdict[tuple[Place, str, str, str], int] = defaultdict(int)

    def label(self, sheet: str) -> str:
        """The sheet, where several are read."""
        return sheet if self._is_labelled else ""

    def tell(self, where: Where, key: str, level: Level, text: str, value: str = "") -> None:
        """A remark on a cell."""
        row, cell, sheet = where
        self.problems.append(
            Problem(row, cell, key, level, text, value.replace("\n", " "), self.label(sheet))
        )

    def tell_doubts(self, lines: Sequence[LessonLine]) -> None:
        """About teachers, where nobody was set by hand whom the lesson keeps."""
        for lesson, line in zip(self.lessons, lines, strict=True):
            if lesson.doubt is not None and line.draft.teacher_id == lesson.draft.teacher_id:
                level, text, value = lesson.doubt
                if ("teacher", text) not in self._said:
                    self._said.add(("teacher", text))
                    flat = value.replace("\n", " ")
                    self.problems.append(
                        Problem(lesson.row, lesson.cell, "teacher", level, text, flat, lesson.sheet)
                    )

    def tell_once(self, where: Where, key: str, level: Level, text: str, value: str = "") -> None:
        """A remark that is true of every such cell: said at the first."""
        if (key, text) not in self._said:
            self._said.add((key, text))
            self.tell(where, key, level, text, value)

    def check_class(self, where: Where, name: str) -> None:
        """Told of once when the school does not have the class."""
        if self._classes and name not in self._classes:
            self.tell_once(where, "class_name", Level.WARNING, f"本学年的班级里没有{name}，仍按课表存入")

    def held(self, where: Where, draft: LessonDraft, said: Said, text: str) -> Iterator[FileLesson]:
        """The lesson with its teacher; nothing when the cell names a teacher and no subject."""
        if not said.subject:
            self.tell(where, "subject", Level.WARNING, "这一格只有姓名，没有学科，没有读取", text)
            return
        if not said.is_known:
            told = f"学科代码里没有“{said.subject}”，按原文存入"
            self.tell_once(where, "subject", Level.NOTICE, told, text)
        holder = self.staff.holder(draft.class_name, draft.subject, said.teacher)
        doubt = Doubt(holder.level, holder.text, text) if holder.text else None
        draft = replace(draft, teacher_id=holder.teacher_id, teacher=holder.name)
        yield FileLesson(where[0], where[1], self.label(where[2]), draft, bool(said.teacher), doubt)

    def take(self, lesson: FileLesson) -> None:
        """A lesson, unless the file has it twice."""
        draft = lesson.draft
        key = (lesson.place, draft.subject, draft.weeks, draft.teacher_id or draft.teacher)
        self._there[key] += 1
        if self._there[key] == 1:
            self.lessons.append(lesson)
            return
        told = f"{draft.class_name}{draft.weekday}{draft.period}{draft.subject}写了两次，只存一次"
        self.problems.append(Problem(lesson.row, lesson.cell, "period", Level.NOTICE, told, "", lesson.sheet))
