"""What importing a timetable would do, from the sheets to the values the user looks at. Pure."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from edudesk.base.errors import UserError
from edudesk.base.jobs import Step, silent, stepping
from edudesk.base.readings import Level
from edudesk.roster.intake.ledger.parts import term_in
from edudesk.roster.intake.parts import Choices
from edudesk.roster.intake.questions import Questions
from edudesk.roster.intake.values import ColumnMatch, Problem, RowState, SheetChoice
from edudesk.roster.rows import TeacherRow
from edudesk.school.rules.class_names import class_names
from edudesk.sheets.heads import school_year_in
from edudesk.sheets.rows import Skipped
from edudesk.sheets.workbook import Sheet, Workbook
from edudesk.timetable.intake.cells import Said, read_cell
from edudesk.timetable.intake.comparing import Doubt, FileLesson, Place, Stored
from edudesk.timetable.intake.grids import Grid, read_grid
from edudesk.timetable.intake.lists import LIST_COLUMNS, ListHead, ListRow, list_head, read_list
from edudesk.timetable.intake.staff import Staff
from edudesk.timetable.intake.values import LessonLine, TimetablePreview
from edudesk.timetable.rows import ALTERNATING, LessonDraft, LessonRow
from edudesk.timetable.rules.clashes import clashes
from edudesk.timetable.rules.teaching import Taught
from edudesk.timetable.rules.words import read_subject

LIST = "清单"
_DROP = (("drop", "从课程表中删去"), ("keep", "保留"))


def term_told(workbook: Workbook, file: str) -> tuple[str, str]:
    """School year and term that the titles or the name of a file say, "" for what they do not."""
    texts = [file]
    for sheet in workbook.sheets:
        texts.append(sheet.name)
        texts += [str(cell) for row in sheet.rows[:3] for cell in row if isinstance(cell, str)]
    return school_year_in(texts), term_in(texts)


def preview_timetable(
    workbook: Workbook,
    school_year: str,
    term: str,
    *,
    teachers: Sequence[TeacherRow],
    taught: Sequence[Taught],
    heads: Mapping[str, Sequence[str]],
    stored: Sequence[LessonRow],
    classes: Collection[str] = (),
    kind: str = "",
    file: str = "",
    sheets: Sequence[str] | None = None,
    choices: Choices | None = None,
    answers: Mapping[str, str] | None = None,
    include_hidden: bool = False,
    step: Step = silent,
) -> TimetablePreview:
    """What importing a workbook as the timetable of a term would do.

    taught, heads: who teaches what and leads which class in the term; stored: its lessons; classes: the printed names
    of the year, () when the school has not listed them; kind: of the school, to read classes by. sheets, choices,
    answers, include_hidden: as preview_roster takes them. Raises UserError when no sheet holds a timetable.
    """
    step(0, 0, "正在识别课表的版式")
    staff, questions = Staff(teachers, taught, heads), Questions(answers)
    parts = [
        _Part(sheet, school_year, term, kind, _decided(sheet, choices), include_hidden)
        for sheet in workbook.sheets
    ]
    read = [
        part
        for part in parts
        if part.count and (not part.sheet.is_hidden if sheets is None else part.sheet.name in sheets)
    ]
    if not read:
        raise UserError(
            "没有找到课程表：各工作表里都没有“星期 + 节次”的表头，也没有带班级、星期、节次、学科的清单。",
            "可以导入总课表（一行一个班）、每班一张的课表，或照“下载模板”填写的清单。没有写入任何内容。",
        )
    reading = _Reading(staff, classes, len(read) > 1)
    for part in read:
        for lesson in stepping(list(part.lessons(reading)), step, "正在与课程表对照"):
            reading.take(lesson)
    names = {row.id: row.name for row in teachers}
    there = Stored(stored, names)
    compared = there.compared(reading.lessons)
    reading.tell_doubts(compared)
    rows = [*reading.wrong, *compared]
    rows += there.gone(_left(there, read, reading, questions))
    _tell_clashes(rows, stored, reading, names)
    heads_read = {part.list.head.fingerprint: part for part in reversed(read) if part.list is not None}
    columns: list[ColumnMatch] = [
        column for part in heads_read.values() for column in part.columns(len(read) > 1)
    ]
    first, order = read[0], {part.sheet.name: at for at, part in enumerate(read)}
    return TimetablePreview(
        file=file,
        sheet="、".join(part.sheet.name for part in read),
        header_row=first.head_row,
        columns=tuple(columns),
        rows=tuple(rows),
        problems=tuple(sorted(reading.problems, key=lambda one: (order.get(one.sheet, 0), one.row))),
        sheets=tuple(
            SheetChoice(part.sheet.name, part.count, part.sheet.is_hidden, part in read) for part in parts
        ),
        skipped=tuple(one for part in read for one in part.skipped),
        hidden_people=sum(part.hidden for part in read),
        fingerprint=first.list.head.fingerprint if first.list is not None else "",
        remarks=tuple(remark for part in read for remark in part.remarks),
        seen={row.id: row.version for row in stored},
        questions=questions.asked(),
        school_year=school_year,
        term=term,
        how=first.how,
        layout=first.words,
        own_fields={column.key: column.title for column in LIST_COLUMNS},
    )


def _decided(sheet: Sheet, choices: Choices | None) -> Callable[[str], dict[str, str]]:
    return lambda fingerprint: {
        name: key or "" for (head, name), key in (choices or {}).items() if head == fingerprint
    }


class _Part:
    """A sheet as a list or as a grid."""

    def __init__(
        self,
        sheet: Sheet,
        school_year: str,
        term: str,
        kind: str,
        decided: Callable[[str], dict[str, str]],
        with_hidden: bool,
    ) -> None:
        self.sheet, self._school_year, self._term, self._kind = sheet, school_year, term, kind
        self.list: ListHead | None = list_head(sheet)
        self.grid: Grid | None = read_grid(sheet, school_year, kind) if self.list is None else None
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
            if (place := (slot.class_name, slot.weekday, slot.period)) not in self._unread:
                yield place

    def lessons(self, reading: "_Reading") -> Iterator[FileLesson]:
        """All lessons, each with its cell; what is wrong goes to reading."""
        yield from self._of_grid(reading) if self.grid is not None else self._of_list(reading)

    def _of_grid(self, reading: "_Reading") -> Iterator[FileLesson]:
        for slot in self.grid.slots if self.grid is not None else ():
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

    def _of_list(self, reading: "_Reading") -> Iterator[FileLesson]:
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


Where = tuple[int, str, str]
"""Row as Excel counts, address, name of the sheet."""


class _Reading:
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


def _left(there: Stored, read: Sequence[_Part], reading: _Reading, questions: Questions) -> list[LessonRow]:
    """The stored lessons that go: of cells a grid shows empty or with another; of a list only when the user says so."""
    shown = there.left(place for part in read for place in part.places)
    if (
        shown
        and questions.ask("gone", f"课程表里有 {len(shown)} 节课，这个文件的格子里没有了。", _DROP) != "drop"
    ):
        shown = []
    if any(part.list is not None for part in read):
        ids = {row.id for row in shown}
        others = [
            row
            for row in there.left_of(lesson.draft.class_name for lesson in reading.lessons)
            if row.id not in ids
        ]
        text = f"文件里的班级在课程表里另有 {len(others)} 节课，清单里没有。"
        if others and questions.ask("rest", text, tuple(reversed(_DROP))) == "drop":
            shown += others
    return shown


def _tell_clashes(
    rows: Sequence[LessonLine], stored: Sequence[LessonRow], reading: _Reading, names: Mapping[str, str]
) -> None:
    """Who would be in two classes at once, and what class would have two subjects, at a cell of it."""
    touched = {row.lesson_id for row in rows}
    then = [row for row in stored if row.id not in touched]
    cells = {lesson.place: lesson for lesson in reading.lessons}
    for number, line in enumerate(rows):
        if line.state is not RowState.ERROR and not line.is_gone:
            values = {key: getattr(line.draft, key) for key in LessonDraft.__dataclass_fields__}
            then.append(LessonRow(**values, id=f"line{number}", version=0))
    for clash in clashes(then):
        at = next(
            (
                cells[key]
                for row in clash.lessons
                if (key := (row.class_name, row.weekday, row.period)) in cells
            ),
            None,
        )
        if at is not None:
            told = f"{clash.words(names.get(clash.teacher, clash.teacher))}，请核对"
            about = "teacher" if clash.teacher else "subject"
            reading.problems.append(
                Problem(at.row, at.cell, about, Level.WARNING, told, at.draft.subject, at.sheet)
            )
