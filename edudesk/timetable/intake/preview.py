"""What importing a timetable would do, from the sheets to the values the user looks at. Pure."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial

from edudesk.base.errors import UserError
from edudesk.base.jobs import Step, silent, stepping
from edudesk.base.readings import Level
from edudesk.roster.intake.deciding import Choices, Recall, decided
from edudesk.roster.intake.ledger.parts import term_in
from edudesk.roster.intake.questions import Questions
from edudesk.roster.intake.values import ColumnMatch, Problem, RowState, SheetChoice
from edudesk.roster.rows import TeacherRow
from edudesk.sheets.heads import school_year_in
from edudesk.sheets.workbook import Workbook
from edudesk.timetable.intake.comparing import Stored
from edudesk.timetable.intake.lists import LIST_COLUMNS
from edudesk.timetable.intake.parts import Part
from edudesk.timetable.intake.reading import Reading
from edudesk.timetable.intake.staff import Staff
from edudesk.timetable.intake.values import LessonLine, TimetablePreview
from edudesk.timetable.rows import LessonDraft, LessonRow
from edudesk.timetable.rules.clashes import clashes
from edudesk.timetable.rules.teaching import Taught

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
    recall: Recall | None = None,
    answers: Mapping[str, str] | None = None,
    include_hidden: bool = False,
    step: Step = silent,
) -> TimetablePreview:
    """What importing a workbook as the timetable of a term would do.

    taught, heads: who teaches what and leads which class in the term; stored: its lessons; classes: the printed names
    of the year, () when the school has not listed them; kind: of the school, to read classes by. sheets, choices,
    recall, answers, include_hidden: as preview_roster takes them. Raises UserError when no sheet holds a timetable.
    """
    step(0, 0, "正在识别课表的版式")
    staff, questions = Staff(teachers, taught, heads), Questions(answers)
    chosen = partial(decided, choices=choices, recall=recall)
    parts = [Part(sheet, school_year, term, kind, staff, chosen, include_hidden) for sheet in workbook.sheets]
    read = [
        part
        for part in parts
        if part.count and (not part.sheet.is_hidden if sheets is None else part.sheet.name in sheets)
    ]
    if not read:
        raise UserError(
            "没有找到课程表：各工作表里都没有“星期 + 节次”的表头，也没有带班级、星期、节次、学科的清单。",
            "可以导入总课表（一行一个班）、每班一张或每位教师一张的课表，或照“下载模板”填写的清单。没有写入任何内容。",
        )
    reading = Reading(staff, classes, len(read) > 1)
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


def _left(there: Stored, read: Sequence[Part], reading: Reading, questions: Questions) -> list[LessonRow]:
    """The stored lessons that go: of cells a grid shows empty or with another; of a list only when the user says so."""
    shown = there.left(place for part in read for place in part.places)
    owned = there.left_by({hour for part in read for hour in part.hours}, reading.lessons)
    shown += [row for row in owned if row not in shown]
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
    rows: Sequence[LessonLine], stored: Sequence[LessonRow], reading: Reading, names: Mapping[str, str]
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
