"""Timetables of schools: every layout gives the same lessons, every doubt is named with its cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.base.errors import UserError
from edudesk.sheets.workbook import Workbook
from edudesk.timetable.intake.cells import Said, read_cell
from edudesk.timetable.intake.preview import term_told
from edudesk.timetable.rows import LessonRow
from edudesk.timetable.rules.words import in_a_day, read_period, read_subject, read_weekday
from tests.sheets.fields import sheet
from tests.tables import each
from tests.timetable.tables import (
    CLASS,
    CLASS_MERGES,
    TERM,
    WHOLE,
    WHOLE_MERGES,
    YEAR,
    book,
    previewed,
    said,
    told,
)


def test_a_sheet_of_the_whole_school_has_a_class_in_a_row_and_a_lesson_in_a_cell() -> None:
    preview = previewed(book(*WHOLE, merges=WHOLE_MERGES))
    assert (preview.how, preview.layout) == ("总课表", "A 列是班级，第 2 行是星期，第 3 行是节次")
    assert told(preview) == {
        "三（1）班周一第1节": "语文 李静",
        "三（1）班周一第2节": "数学 周敏华",
        "三（1）班周一第3节": "体育与健康 冯堃",
        "三（1）班周二第1节": "数学 周敏华",
        "三（1）班周二第2节": "语文 李静",
        "三（1）班周二第3节": "班会 李静",
        "三（2）班周一第1节": "数学 周敏华",
        "三（2）班周一第2节": "音乐 单周 孙雨桐；信息科技 双周 马俊",
        "三（2）班周二第1节": "体育与健康 冯堃",
        "三（2）班周二第2节": "数学 周敏华",
        "三（2）班周二第3节": "道德与法治",
    }
    assert said(preview) == {
        "C5": "一格里有两门课，没有写单双周，按前一门单周、后一门双周读取",
        "G5": "课表没有写教师，任课里也没有三（2）班道德与法治的教师，教师留空",
    }
    assert preview.counts["new"] == 12


def test_turned_round_it_is_the_same_timetable() -> None:
    turned = tuple(zip(*WHOLE, strict=True))
    merges = tuple((column, row, last_column, last) for row, column, last, last_column in WHOLE_MERGES)
    preview = previewed(book(*turned, merges=merges))
    assert told(preview) == told(previewed(book(*WHOLE, merges=WHOLE_MERGES)))
    assert preview.layout == "第 1 行是班级，B 列是星期，C 列是节次"
    assert "E3" in said(preview)


def test_without_merged_cells_the_day_holds_for_the_columns_to_its_right() -> None:
    assert told(previewed(book(*WHOLE))) == told(previewed(book(*WHOLE, merges=WHOLE_MERGES)))


def test_teachers_in_a_second_line_below_the_subjects_belong_to_the_lessons_above() -> None:
    lines = (
        ("班级", "周一", "", "周二", "", "周三"),
        ("", "1", "2", "1", "2", "1"),
        ("301", "语文", "数学", "语文", "音乐", "数学"),
        ("", "李静", "周敏华", "李静", "张三丰", "周敏华"),
    )
    preview = previewed(book(*lines, merges=((3, 1, 4, 1),)))
    assert told(preview)["三（1）班周二第2节"] == "音乐 张三丰"
    assert said(preview) == {"E3": "花名册中没有“张三丰”，只存姓名"}
    assert len(preview.rows) == 5


def test_the_table_of_a_class_goes_on_counting_in_the_afternoon() -> None:
    preview = previewed(book(*CLASS, merges=CLASS_MERGES))
    assert (preview.how, preview.layout) == ("班级课表", "标题或工作表名写着班级，第 2 行是星期，B 列是节次")
    assert told(preview) == {
        "三（1）班周一第1节": "语文 李静",
        "三（1）班周二第1节": "数学 周敏华",
        "三（1）班周三第1节": "语文 李静",
        "三（1）班周一第2节": "数学 周敏华",
        "三（1）班周二第2节": "体育与健康 冯堃",
        "三（1）班周三第2节": "信息科技 马俊 微机室",
        "三（1）班周一第3节": "音乐 孙雨桐",
        "三（1）班周二第3节": "美术 单周；书法 双周",
        "三（1）班周三第3节": "语文 王",
        "三（1）班周二第4节": "阅读 李静",
        "三（1）班周三第4节": "班队 李静",
    }
    assert said(preview)["E6"] == "花名册中没有“王”，只存姓名"


def test_a_sheet_of_each_class_is_named_after_it_and_several_stand_on_one_sheet() -> None:
    week = (("节次", "周一", "周二", "周三"), ("1", "语文", "数学", "音乐"), ("2", "数学", "语文", "体育"))
    one = Workbook(
        "xlsx", (sheet(*week, name="三1班"), sheet(*week, name="三2班"), sheet(("说明", ""), name="说明"))
    )
    below = book(("三（1）班", "", "", ""), *week, ("三（2）班", "", "", ""), *week)
    beside = book(("三（1）班", "", "", "", "三（2）班", "", "", ""), *((*line, *line) for line in week))
    assert told(previewed(one)) == told(previewed(below)) == told(previewed(beside))
    assert len(told(previewed(one))) == 12
    assert [choice.people for choice in previewed(one).sheets] == [6, 6, 0]
    assert {problem.place.partition("!")[0] for problem in previewed(one).problems} == {"三1班", "三2班"}


def test_a_list_has_a_lesson_in_a_row_and_tells_what_it_cannot_read() -> None:
    preview = previewed(
        book(
            ("班级", "星期", "节次", "课程", "任课教师", "单双周", "教室"),
            ("三（1）班", "周一", "第1节", "语文", "李静", "", ""),
            ("三（1）班", "周一", "2-3", "数学", "", "", ""),
            ("三年级1班", "星期五", "4", "劳动", "", "单周", "种植园"),
            ("八（9）班", "周一", "1", "语文", "李静", "", ""),
            ("三（2）班", "周八", "1", "语文", "李静", "", ""),
            ("三（2）班", "周二", "", "语文", "李静", "", ""),
        )
    )
    assert preview.how == "清单"
    assert told(preview) == {
        "三（1）班周一第1节": "语文 李静",
        "三（1）班周一第2节": "数学 周敏华",
        "三（1）班周一第3节": "数学 周敏华",
        "三（1）班周五第4节": "劳动 单周 种植园",
        "八（9）班周一第1节": "语文",
        "三（2）班第1节": "语文",
        "三（2）班周二": "语文",
    }
    assert (preview.counts["new"], preview.counts["error"]) == (4, 3)
    assert said(preview) == {
        "D4": "课表没有写教师，任课里也没有三（1）班劳动的教师，教师留空",
        "A5": "看不懂是哪个班，这一行不能导入",
        "B6": "看不懂是星期几，这一行不能导入",
        "C7": "看不懂是第几节，这一行不能导入",
    }


def test_a_teacher_in_two_classes_at_once_is_told_and_taken() -> None:
    preview = previewed(
        book(*WHOLE[:3], ("三1", "数", "数", "体"), ("三2", "数", "", "体"), merges=WHOLE_MERGES[1:3])
    )
    assert [one.text for one in preview.problems] == [
        "周敏华周一第1节同时在三（1）班、三（2）班上课，请核对",
        "冯堃周一第3节同时在三（1）班、三（2）班上课，请核对",
    ]
    assert preview.counts["error"] == 0


def stored(period: str, subject: str, teacher_id: str, class_name: str = "三（1）班") -> LessonRow:
    return LessonRow(
        school_year=YEAR, term=TERM, class_name=class_name, weekday="周一", period=period, subject=subject,
        teacher_id=teacher_id, id=f"{class_name}{period}{subject}", version=1,
    )  # fmt: skip


def test_a_cell_that_could_not_be_read_takes_no_lesson_away() -> None:
    lines = [list(line) for line in CLASS]
    lines[2][2] = "李静"
    lines[5][2] = "—"  # an empty cell does
    there = [stored("第1节", "语文", "李静"), stored("第3节", "音乐", "孙雨桐")]
    preview = previewed(book(*map(tuple, lines), merges=CLASS_MERGES), there)
    assert [line.draft.period for line in preview.rows if line.is_gone] == ["第3节"]
    assert said(preview)["C3"] == "这一格只有姓名，没有学科，没有读取"


def test_a_class_with_two_subjects_at_once_is_told_and_taken() -> None:
    head = ("班级", "星期", "节次", "课程", "任课教师")
    preview = previewed(
        book(
            head,
            ("三（1）班", "周一", "1", "语文", "李静"),
            ("三（1）班", "周一", "1", "数学", "周敏华"),
            ("三（1）班", "周一", "2", "体育", "冯堃"),
            ("三（1）班", "周一", "2", "体育", "马俊"),  # two teach it together
        )
    )
    told_of = [one.text for one in preview.problems if "同时" in one.text]
    assert told_of == ["三（1）班周一第1节同时排了语文、数学，请核对"]
    assert preview.counts["new"] == 4


def test_what_is_no_timetable_is_refused() -> None:
    with pytest.raises(UserError, match="没有找到课程表"):
        previewed(book(("姓名", "性别"), ("李静", "女")))


def test_the_term_is_read_from_the_title() -> None:
    assert term_told(book(*WHOLE), "课表.xlsx") == (YEAR, TERM)
    assert term_told(book(("班级", "周一")), "2025-2026学年下学期课表.xlsx") == ("2025-2026", "第二学期")


@each(
    ("text", "lessons"),
    [
        ("语文", [Said("语文")]),
        ("语", [Said("语文")]),
        ("语文\n李静", [Said("语文", "李静")]),
        ("语文李静", [Said("语文", "李静")]),
        ("李静 语文", [Said("语文", "李静")]),
        ("体育（冯堃）操场", [Said("体育与健康", "冯堃", "操场")]),
        ("语文 李老师", [Said("语文", "李")]),
        ("体育(李静 冯堃)", [Said("体育与健康", "李静"), Said("体育与健康", "冯堃")]),
        ("单：音乐 双：美术", [Said("音乐", weeks="单周"), Said("美术", weeks="双周")]),
        ("音乐单/美术双", [Said("音乐", weeks="单周"), Said("美术", weeks="双周")]),
        ("围棋", [Said("围棋", is_known=False)]),
        ("/", []),
        ("", []),
    ],
)  # fmt: skip
def test_a_cell_says(text: str, lessons: list[Said]) -> None:
    assert read_cell(text, {"李静", "冯堃"}.__contains__) == (lessons, "")


@given(st.text(max_size=30))
def test_any_cell_can_be_read(text: str) -> None:
    lessons, _ = read_cell(text, {"李静"}.__contains__)
    assert all(one.subject or one.teacher for one in lessons)


@each(
    ("text", "period"),
    [("1", "第1节"), ("第十一节", "第11节"), ("第1节 08:40—09:20", "第1节"), ("下午2", "第2节"), ("晨读", "早读"),
     ("延时服务", "课后服务"), ("语文", ""), ("15", ""), ("", "")],
)  # fmt: skip
def test_a_period_is_read(text: str, period: str) -> None:
    assert read_period(text) == period


def test_words_of_the_week() -> None:
    assert [read_weekday(text) for text in ("星期一", "周二", "三", "礼拜天", "Fri", "周报")] == [
        "周一", "周二", "周三", "周日", "周五", "",
    ]  # fmt: skip
    assert in_a_day(["早读", "第1节", "第2节", "午练", "第1节", "第2节"]) == [
        "早读", "第1节", "第2节", "午练", "第3节", "第4节",
    ]  # fmt: skip
    assert [read_subject(text) for text in ("体", "道法", "班队会", "阅读课", "飞行")] == [
        "体育与健康", "道德与法治", "班队", "阅读", "",
    ]  # fmt: skip
