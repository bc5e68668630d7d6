"""One sheet of a timetable, as a list or as a grid of classes or teachers, with its lessons."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from edudesk.base.readings import Level
from edudesk.roster.intake.values import ColumnMatch, RowState
from edudesk.school.rules.class_names import class_names
from edudesk.sheets.rows import Skipped
from edudesk.sheets.workbook import Sheet
from edudesk.timetable.intake.area import Slot, classes_named
from edudesk.timetable.intake.cells import Said, read_cell
from edudesk.timetable.intake.comparing import FileLesson, Hour, Place
from edudesk.timetable.intake.grids import Grid, read_grid
from edudesk.timetable.intake.lists import ListHead, ListRow, list_head, read_list
from edudesk.timetable.intake.own_cells import read_own_cell
from edudesk.timetable.intake.reading import Reading
from edudesk.timetable.intake.staff import Staff
from edudesk.timetable.intake.values import LessonLine
from edudesk.timetable.rows import ALTERNATING, LessonDraft
from edudesk.timetable.rules.words import HEAD_TEACHER, own_lessons, read_subject

LIST = "清单"


class Part:
    """A sheet as a list or as a grid."""

    def __init__(
        self,
        sheet: Sheet,
        school_year: str,
        term: str,
        kind: str,
        staff: Staff,
        decided: Callable[[str], dict[str, str]],
        with_hidden: bool,
    ) -> None:
        self.sheet, self._school_year, self._term, self._kind = sheet, school_year, term, kind
        self.list: ListHead | None = list_head(sheet)
        self.grid: Grid | None = (
            read_grid(sheet, school_year, kind, staff.named_in) if self.list is None else None
        )
        self.skipped: tuple[Skipped, ...] = ()
        self.hidden, self.remarks, self.count = 0, sheet.remarks, 0
        self.how, self.words, self.head_row = LIST, "一行一节课", 0
        self._rows: list[ListRow] = []
        self._unread: set[Place] = set()
        if self.list is not None:
            self._decided = decided(self.list.head.fingerprint)
            self.body = self.list.body(self._decided, with_hidden)
            self.skipped, self.hidden, self.remarks = self.body.skipped, self.body.hidden, self.body.remarks
            self._rows = list(read_list(self.list, self._decided, self.body))
            self.count, self.head_row = len(self._rows), self.list.head.last_row
        elif self.grid is not None:
            self.remarks = (*sheet.remarks, *self.grid.remarks)
            self.count = sum(bool(slot.text) for slot in self.grid.slots)
            self.how, self.words, self.head_row = self.grid.how, self.grid.words, self.grid.head_row

    def columns(self, is_labelled: bool) -> tuple[ColumnMatch, ...]:
        """Of a list."""
        if self.list is None:
            return ()
        return self.list.listed(self._decided, self.body, self.sheet.name if is_labelled else "")

    @property
    def places(self) -> Iterator[Place]:
        """What a grid shows, empty cells too; not what was written there and could not be read."""
        for slot in self.grid.slots if self.grid is not None else ():
            if (
                slot.class_name
                and (place := (slot.class_name, slot.weekday, slot.period)) not in self._unread
            ):
                yield place

    @property
    def hours(self) -> Iterator[Hour]:
        """What a teacher's own timetable shows of the week: who, weekday, period."""
        for slot in self.grid.slots if self.grid is not None else ():
            if slot.teacher and (hour := (slot.teacher, slot.weekday, slot.period)) not in self._unread:
                yield hour

    def lessons(self, reading: Reading) -> Iterator[FileLesson]:
        """All lessons, each with its cell; what is wrong goes to reading."""
        yield from self._of_grid(reading) if self.grid is not None else self._of_list(reading)

    def _of_grid(self, reading: Reading) -> Iterator[FileLesson]:
        for slot in self.grid.slots if self.grid is not None else ():
            if slot.teacher:
                yield from self._of_teacher(slot, reading)
                continue
            said, doubt = read_cell(slot.text, reading.staff.is_name)
            where = (slot.row, slot.cell, self.sheet.name)
            if doubt:
                reading.tell(where, "weeks", Level.WARNING, doubt, slot.text)
            reading.check_class(where, slot.class_name)
            for one in said:
                draft = self._draft(slot.class_name, slot.weekday, slot.period, one)
                held = list(reading.held(where, draft, one, slot.text))
                if not held:
                    self._unread.add((slot.class_name, slot.weekday, slot.period))
                yield from held

    def _of_teacher(self, slot: Slot, reading: Reading) -> Iterator[FileLesson]:
        """A cell of a teacher's own timetable; the subject it does not say is that of the 任课, else of the title."""
        where, staff = (slot.row, slot.cell, self.sheet.name), reading.staff
        own, doubt = read_own_cell(
            slot.text, partial(classes_named, self._school_year, self._kind), staff.is_name
        )
        if doubt:
            reading.tell(where, "weeks", Level.WARNING, doubt, slot.text)
        for one in own:
            lesson, classes = one.said, one.classes
            taught_by = own_lessons().get(lesson.subject)
            if not classes and taught_by is not None and taught_by.taught_by == HEAD_TEACHER:
                classes = tuple(filter(None, (staff.led_by(slot.teacher),)))
            if not classes:
                told = f"“{lesson.subject}”没有写班级，不当作课，没有读取"
                reading.tell_once(where, "class_name", Level.NOTICE, told, slot.text)
            for class_name in classes:
                subject = lesson.subject or staff.subject_of(slot.teacher, class_name) or slot.subject
                if not subject:
                    told = f"这一格没有写学科，任课里也看不出{slot.teacher}给{class_name}上什么，没有读取"
                    reading.tell(where, "subject", Level.WARNING, told, slot.text)
                    self._unread.add((slot.teacher, slot.weekday, slot.period))
                    continue
                reading.check_class(where, class_name)
                said = replace(lesson, subject=subject, teacher=slot.teacher)
                draft = self._draft(class_name, slot.weekday, slot.period, said)
                yield from reading.held(where, draft, said, slot.text)

    def _of_list(self, reading: Reading) -> Iterator[FileLesson]:
        for row in self._rows:
            names = class_names(row.texts.get("class_name", ""), self._school_year, self._kind) or ()
            classes = [name for name in names if name.endswith("班")]
            text = row.texts.get("subject", "")
            subject = read_subject(text) or text
            wrong = [
                (key, told)
                for key, is_there, told in (
                    ("class_name", classes, "看不懂是哪个班"),
                    ("weekday", row.weekday, "看不懂是星期几"),
                    ("period", row.periods, "看不懂是第几节"),
                    ("subject", subject, "没有写学科"),
                )
                if not is_there
            ]
            for key, told in wrong:
                where = (row.number, row.cell(key), self.sheet.name)
                reading.tell(where, key, Level.ERROR, f"{told}，这一行不能导入", row.texts.get(key, ""))
            if wrong:
                draft = self._draft(
                    row.texts.get("class_name", ""), row.weekday, "、".join(row.periods), Said(subject)
                )
                reading.wrong.append(
                    LessonLine(row.number, RowState.ERROR, draft, sheet=reading.label(self.sheet.name))
                )
                continue
            weeks = next((one for one in ALTERNATING.words if one[0] in row.texts.get("weeks", "")), "")
            if "单双" in row.texts.get("weeks", ""):
                weeks = ""
            said = Said(
                subject,
                "".join(row.texts.get("teacher", "").split()),
                row.texts.get("place", ""),
                weeks,
                bool(read_subject(text)),
            )
            where = (row.number, row.cell("subject"), self.sheet.name)
            for class_name in classes:
                reading.check_class((row.number, row.cell("class_name"), self.sheet.name), class_name)
                for period in row.periods:
                    draft = replace(
                        self._draft(class_name, row.weekday, period, said), remark=row.texts.get("remark", "")
                    )
                    yield from reading.held(where, draft, said, text)

    def _draft(self, class_name: str, weekday: str, period: str, said: Said) -> LessonDraft:
        return LessonDraft(
            school_year=self._school_year, term=self._term, class_name=class_name, weekday=weekday,
            period=period, weeks=said.weeks, subject=said.subject, place=said.place,
        )  # fmt: skip
