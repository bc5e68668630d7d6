"""Teachers' own timetables: a table each, cells of class and subject, read into the same week as the class tables."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.base.errors import UserError
from edudesk.sheets.reader import read_workbook
from edudesk.sheets.workbook import Cell, Workbook
from edudesk.timetable.intake.area import classes_named
from edudesk.timetable.intake.own_cells import read_own_cell
from edudesk.timetable.rows import LessonRow
from tests.sheets.fields import sheet
from tests.tables import each
from tests.timetable.tables import CLASS, CLASS_MERGES, TERM, YEAR, book, previewed, said, told

DATA = Path(__file__).parents[1] / "data"


def lesson(
    class_name: str, weekday: str, period: str, subject: str, teacher: str, weeks: str = ""
) -> LessonRow:
    return LessonRow(
        school_year=YEAR, term=TERM, class_name=class_name, weekday=weekday, period=period, subject=subject,
        teacher_id=teacher, weeks=weeks, id=f"{class_name}{weekday}{period}{subject}", version=1,
    )  # fmt: skip


def test_a_workbook_with_a_sheet_for_each_teacher_in_his_own_way() -> None:
    preview = previewed(read_workbook(DATA / "timetable_teachers.xlsx"))
    assert (preview.how, preview.layout) == ("教师课表", "标题或工作表名写着教师，第 2 行是星期，A 列是节次")
    assert preview.sheet == "李静、数学-周、Sheet3、冯堃"
    found = told(preview)
    assert found["三（1）班周一早读"] == "语文 李静"  # the class over the subject
    assert found["三（1）班周四第4节"] == "班会 李静"  # of the class she leads
    assert found["三（2）班周一第1节"] == "数学 周敏华"  # only the class stands there
    assert found["三（1）班周一第3节"] == "信息科技 马俊 微机室"  # 信息301, a day in a row
    assert found["三（2）班周一第2节"] == "体育与健康 冯堃"  # 体育（三2）, the name on the tab
    assert (found["三（1）班周三第4节"], found["三（2）班周三第4节"]) == (
        "体育与健康 单周 冯堃",
        "体育与健康 双周 冯堃",
    )
    assert found["三（1）班周五第4节"] == found["三（2）班周五第4节"] == "体育与健康 冯堃 操场"
    assert len(preview.rows) == 30
    assert said(preview) == {
        "李静!B7": "“集体备课”没有写班级，不当作课，没有读取",
        "Sheet3!E7": "“信息社团”没有写班级，不当作课，没有读取",
        "冯堃!F5": "冯堃周五第4节同时在三（1）班、三（2）班上课，请核对",
    }


def test_tables_below_one_another_and_somebody_the_roster_does_not_have() -> None:
    preview = previewed(read_workbook(DATA / "timetable_two_teachers.xls"))
    assert told(preview) == {
        "三（1）班周一第1节": "音乐 孙雨桐",
        "三（2）班周三第1节": "音乐 孙雨桐",
        "四（1）班周二第2节": "音乐 孙雨桐",
        "三（2）班周一第1节": "美术 赵文博",
        "三（1）班周二第2节": "美术 赵文博",
        "四（1）班周三第2节": "美术 赵文博",
    }
    assert said(preview) == {"B8": "花名册中没有“赵文博”，只存姓名"}


def test_the_table_of_all_teachers_has_a_teacher_in_a_row() -> None:
    preview = previewed(read_workbook(DATA / "timetable_all_teachers.xlsx"))
    assert preview.layout == "A 列是教师，第 2 行是星期，第 3 行是节次"
    assert told(preview) == {
        "三（1）班周一第1节": "语文 李静",
        "三（1）班周一第2节": "数学 周敏华",
        "三（2）班周一第3节": "数学 周敏华",
        "三（1）班周二第1节": "语文 李静",
        "三（1）班周二第2节": "数学 周敏华",
        "三（2）班周二第3节": "数学 周敏华",
    }
    assert preview.remarks == ("第 6 行“吴晓”不是花名册里的教师，没有读取。",)


def own(*lines: tuple[Cell, ...]) -> Workbook:
    """The week of 周敏华: Monday to Wednesday, two periods."""
    return book(("周敏华课程表", "", "", ""), ("", "周一", "周二", "周三"), *lines)


def test_what_the_teacher_has_no_more_is_asked_for_and_others_lessons_stay() -> None:
    stored = [
        lesson("三（1）班", "周一", "第1节", "数学", "周敏华"),
        lesson("三（1）班", "周二", "第1节", "数学", "周敏华"),  # it is in 三（2）班 now
        lesson("三（1）班", "周三", "第2节", "语文", "李静"),
        lesson("三（2）班", "周一", "第2节", "音乐", "孙雨桐"),  # 周敏华 has the class then
        lesson("三（2）班", "周五", "第1节", "数学", "周敏华"),  # a day the table does not have
    ]
    file = own(("第1节", "三1数", "三2数", ""), ("第2节", "三2数", "", ""))
    preview = previewed(file, stored)
    assert [(line.words, line.name) for line in preview.importable] == [
        ("周二第1节 数学 周敏华", "三（2）班"),
        ("周一第2节 数学 教师 孙雨桐→周敏华，学科 音乐→数学", "三（2）班"),
        ("周二第1节 数学 文件里没有了，删去", "三（1）班"),
    ]
    assert [question.text for question in preview.questions] == [
        "课程表里有 1 节课，这个文件的格子里没有了。"
    ]
    assert len(previewed(file, stored, answers={"gone": "keep"}).importable) == 2


def test_lessons_in_other_weeks_stay_beside_those_of_the_file() -> None:
    stored = [lesson("三（1）班", "周一", "第1节", "音乐", "孙雨桐", "单周")]
    preview = previewed(own(("第1节", "三1数(双)", "", ""), ("第2节", "三2数", "", "")), stored)
    assert [line.is_gone for line in preview.rows] == [False, False]


def test_a_cell_of_which_nobody_can_tell_the_subject_is_told_and_leaves_what_is_there() -> None:
    stored = [lesson("四（1）班", "周一", "第1节", "数学", "周敏华")]
    preview = previewed(own(("第1节", "四1", "三2", ""), ("第2节", "三1", "三1", "")), stored)
    assert said(preview)["B3"] == "这一格没有写学科，任课里也看不出周敏华给四（1）班上什么，没有读取"
    assert preview.questions == ()


@each("name", ["花名册", "语文组", "教师课程表", "高一", "Sheet1"])
def test_a_table_that_names_nobody_is_told(name: str) -> None:
    lines = (("", "周一", "周二", "周三"), ("第1节", "三1数", "三2数", ""), ("第2节", "三1数", "", ""))
    other = sheet(*CLASS, merges=CLASS_MERGES, name="三（1）班")
    preview = previewed(Workbook("xlsx", (sheet(*lines, name=name), other)))
    assert preview.sheet == "三（1）班"
    with pytest.raises(UserError, match="没有找到课程表"):
        previewed(Workbook("xlsx", (sheet(*lines, name=name),)))


@pytest.mark.parametrize("name", ["赵文博", "赵文博老师课表", "教师：区晓"])
def test_somebody_outside_the_roster_is_named_by_the_sheet(name: str) -> None:
    lines = (("", "周一", "周二", "周三"), ("第1节", "三1数", "三2数", ""), ("第2节", "三1数", "", ""))
    preview = previewed(Workbook("xlsx", (sheet(*lines, name=name),)))
    assert told(preview)["三（1）班周一第1节"] in ("数学 赵文博", "数学 区晓")


def test_the_rooms_of_a_class_are_no_classes() -> None:
    lines = (
        ("三（1）班课程表　班主任：李静", "", "", ""),
        ("", "周一", "周二", "周三"),
        ("第1节", "语文 301", "数学 301", "语文 301"),
        ("第2节", "数学 301", "语文 301", "数学 301"),
    )
    preview = previewed(book(*lines))
    assert preview.how == "班级课表"
    assert told(preview)["三（1）班周一第1节"] == "语文 李静 301"


def _of(text: str) -> list[tuple[tuple[str, ...], str, str, str]]:
    found, _ = read_own_cell(
        text, lambda word: classes_named(YEAR, "九年一贯制", word), {"李静"}.__contains__
    )
    return [(one.classes, one.said.subject, one.said.weeks, one.said.place) for one in found]


@each(
    ("text", "lessons"),
    [
        ("三（1）班\n语文", [(("三（1）班",), "语文", "", "")]),
        ("语文 三(1)", [(("三（1）班",), "语文", "", "")]),
        ("三年级1班语文", [(("三（1）班",), "语文", "", "")]),
        ("七1数", [(("七（1）班",), "数学", "", "")]),
        ("初一（2）数学", [(("七（2）班",), "数学", "", "")]),
        ("301语文", [(("三（1）班",), "语文", "", "")]),
        ("三1 音乐 302室", [(("三（1）班",), "音乐", "", "302室")]),  # a room beside a class
        ("三1、三2音乐", [(("三（1）班", "三（2）班"), "音乐", "", "")]),
        ("三（1）（2）班体育 操场", [(("三（1）班", "三（2）班"), "体育与健康", "", "操场")]),
        (
            "三1语文(单)/三2数学(双)",
            [(("三（1）班",), "语文", "单周", ""), (("三（2）班",), "数学", "双周", "")],
        ),
        ("语文三1 数学三2", [(("三（1）班",), "语文", "", ""), (("三（2）班",), "数学", "", "")]),
        ("三1(单)/三2(双)", [(("三（1）班",), "", "单周", ""), (("三（2）班",), "", "双周", "")]),
        ("三1", [(("三（1）班",), "", "", "")]),
        ("教研活动", [((), "教研活动", "", "")]),
        ("", []),
        ("／", []),
    ],
)
def test_what_a_cell_says(text: str, lessons: list[tuple[tuple[str, ...], str, str, str]]) -> None:
    assert _of(text) == lessons


@given(st.text("三七1（2）班()语数音体单双/、 \n301室课节第李静", max_size=14))
def test_no_cell_breaks_the_reading(text: str) -> None:
    for classes, _, _, _ in _of(text):
        assert all(name.endswith("班") for name in classes)
