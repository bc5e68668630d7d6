"""A timetable is imported as one entry, the same file brings nothing again, and undo takes the whole of it back."""

from pathlib import Path

import openpyxl
import pytest

from edudesk.roster.histories.teaching import Assignment
from edudesk.roster.rows import TeacherDraft
from edudesk.roster.service import TeacherService
from edudesk.roster.service.histories import HistoryService
from edudesk.school.rows import SchoolDraft
from edudesk.school.service import SchoolService
from edudesk.sheets.reader import read_workbook
from edudesk.sheets.workbook import Workbook
from edudesk.store.context import Context
from edudesk.store.timeline import Timeline
from edudesk.store.work import Conflict
from edudesk.timetable.intake.preview import preview_timetable
from edudesk.timetable.intake.values import TimetablePreview
from edudesk.timetable.rows import LessonRow
from edudesk.timetable.service.lessons import LessonService
from edudesk.timetable.service.reading import term_plan
from tests.timetable.tables import TERM, WHOLE, WHOLE_MERGES, YEAR, book

TEACHING = (
    ("李静", "语文", "三（1）班"),
    ("周敏华", "数学", "三（1）（2）班"),
    ("马俊", "信息科技", "三年级"),
    ("冯堃", "体育与健康", "三年级"),
    ("孙雨桐", "音乐", "三、四年级"),
)


@pytest.fixture
def people(context: Context) -> dict[str, str]:
    """Name -> id, each with the 任课 of the term."""
    SchoolService(context).found(SchoolDraft(name="龙城实验小学", stage="小学", school_year=YEAR))
    teachers, histories = TeacherService(context), HistoryService(context)
    found = {}
    for name, subject, classes in TEACHING:
        found[name] = teachers.add(TeacherDraft(name=name)).id
        histories.add(
            "assignment",
            Assignment(teacher_id=found[name], school_year=YEAR, term=TERM, subject=subject, classes=classes),
        )
    return found


def look(context: Context, workbook: Workbook, **wishes: object) -> TimetablePreview:
    plan = term_plan(context, YEAR, TERM)
    return preview_timetable(
        workbook, YEAR, TERM, teachers=TeacherService(context).rows(), taught=plan.taught, heads=plan.heads,
        stored=plan.lessons, kind=plan.kind, file="总课表.xlsx", **wishes,
    )  # type: ignore[arg-type]  # fmt: skip


def at(context: Context, class_name: str, weekday: str, period: str) -> list[LessonRow]:
    place = (class_name, weekday, period)
    return [
        row
        for row in LessonService(context).of_term(YEAR, TERM)
        if (row.class_name, row.weekday, row.period) == place
    ]


def test_a_real_workbook_is_imported_once_and_taken_back_whole(
    context: Context, people: dict[str, str], tmp_path: Path
) -> None:
    made = openpyxl.Workbook()
    for line in WHOLE:
        made.active.append(line)
    for row, column, last_row, last_column in WHOLE_MERGES:
        made.active.merge_cells(start_row=row, start_column=column, end_row=last_row, end_column=last_column)
    made.save(tmp_path / "总课表.xlsx")
    workbook = read_workbook(tmp_path / "总课表.xlsx")
    lessons = LessonService(context)
    result = lessons.import_rows(look(context, workbook))
    assert (result.new, result.changed, result.same) == (12, 0, 0)
    (maths,) = at(context, "三（2）班", "周一", "第1节")
    assert (maths.subject, maths.teacher_id) == ("数学", people["周敏华"])
    again = look(context, workbook)
    assert (again.counts["new"], again.counts["changed"], again.counts["same"]) == (0, 0, 12)
    assert Timeline(context).entries()[0].title == "导入 总课表.xlsx：新增 12 节课，更新 0 节"
    Timeline(context).undo()
    assert lessons.of_term(YEAR, TERM) == []


def test_a_workbook_of_teachers_is_imported_once_beside_what_is_there(
    context: Context, people: dict[str, str]
) -> None:
    lessons = LessonService(context)
    lessons.import_rows(look(context, book(*WHOLE, merges=WHOLE_MERGES)))
    workbook = read_workbook(Path(__file__).parents[1] / "data" / "timetable_teachers.xlsx")
    preview = look(context, workbook)
    result = lessons.import_rows(preview)
    assert (result.new, result.same) == (preview.counts["new"], preview.counts["same"])
    assert {row.teacher_id for row in at(context, "三（1）班", "周一", "第1节")} == {people["李静"]}
    assert [row.subject for row in at(context, "三（2）班", "周一", "第1节")] == ["数学"]
    again = look(context, workbook)
    assert (again.counts["new"], again.counts["changed"], len(again.rows)) == (0, 0, again.counts["same"])
    Timeline(context).undo()
    assert len(lessons.of_term(YEAR, TERM)) == 12


def test_what_was_set_by_hand_stays_where_the_file_says_nothing(
    context: Context, people: dict[str, str]
) -> None:
    lessons = LessonService(context)
    lessons.import_rows(look(context, book(*WHOLE, merges=WHOLE_MERGES)))
    (pe,) = at(context, "三（1）班", "周一", "第3节")
    lessons.change(pe.id, {"teacher_id": people["马俊"], "place": "操场"})
    assert look(context, book(*WHOLE, merges=WHOLE_MERGES)).importable == ()


def test_a_newer_file_changes_adds_and_takes_away(context: Context, people: dict[str, str]) -> None:
    lessons = LessonService(context)
    lessons.import_rows(look(context, book(*WHOLE, merges=WHOLE_MERGES)))
    newer = (
        *WHOLE[:3],
        ("三1", "语", "音 孙雨桐", "体", "数", "语", "班会"),  # 数 is 音 now
        ("三2", "", "音/信息", "数", "体", "数", "道法"),  # 数 went two lessons further
    )
    preview = look(context, book(*newer, merges=WHOLE_MERGES))
    assert [line.words for line in preview.importable] == [
        "周一第2节 音乐 教师 周敏华→孙雨桐，学科 数学→音乐",
        "周一第3节 数学 周敏华",
        "周一第1节 数学 文件里没有了，删去",
    ]
    assert [question.words for question in preview.questions] == ["从课程表中删去"]
    kept = look(context, book(*newer, merges=WHOLE_MERGES), answers={"gone": "keep"})
    assert len(kept.importable) == 2
    lessons.import_rows(preview)
    assert at(context, "三（2）班", "周一", "第1节") == []
    assert [row.subject for row in at(context, "三（1）班", "周一", "第2节")] == ["音乐"]


def test_a_list_of_some_lessons_leaves_the_others_alone(context: Context, people: dict[str, str]) -> None:
    lessons = LessonService(context)
    lessons.import_rows(look(context, book(*WHOLE, merges=WHOLE_MERGES)))
    some = book(
        ("班级", "星期", "节次", "学科"),
        ("三（1）班", "周一", "1", "语文"),
        ("三（1）班", "周三", "1", "数学"),
    )
    preview = look(context, some)
    assert (preview.counts["new"], preview.counts["changed"], preview.counts["same"]) == (1, 0, 1)
    assert [(question.text, question.words) for question in preview.questions] == [
        ("文件里的班级在课程表里另有 5 节课，清单里没有。", "保留")
    ]


def test_how_a_column_of_a_list_was_matched_holds_for_the_next_one(
    context: Context, people: dict[str, str]
) -> None:
    lessons = LessonService(context)
    head = ("班级", "星期", "节次", "学科", "功能室")
    some = book(head, ("三（1）班", "周一", "1", "语文", "录播室"))
    first = look(context, some, recall=lessons.remembered)
    (room,) = [one for one in first.columns if one.header == "功能室"]
    assert room.field is None
    lessons.import_rows(
        look(context, some, recall=lessons.remembered, choices={(room.head, room.name): "place"})
    )
    next_one = book(head, ("三（2）班", "周二", "2", "数学", "机房"))
    lessons.import_rows(look(context, next_one, recall=lessons.remembered))
    assert [row.place for row in at(context, "三（1）班", "周一", "第1节")] == ["录播室"]
    assert [row.place for row in at(context, "三（2）班", "周二", "第2节")] == ["机房"]


def test_a_preview_that_is_no_longer_true_is_not_imported(context: Context, people: dict[str, str]) -> None:
    lessons = LessonService(context)
    preview = look(context, book(*WHOLE, merges=WHOLE_MERGES))
    lessons.import_rows(preview)
    with pytest.raises(Conflict, match="预览之后课程表又有改动"):
        lessons.import_rows(preview)
