"""What an import says about a sheet: nothing is left out, emptied or doubted without a word and its cell."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from edudesk.base import clock
from edudesk.base.errors import UserError
from edudesk.base.grammar import read_typed
from edudesk.base.marks import UNCOUNTED
from edudesk.base.readings import Level
from edudesk.roster.intake.preview import preview_roster
from edudesk.roster.intake.values import ImportPreview
from edudesk.roster.rows import COLUMN
from edudesk.sheets.rows import Reason
from edudesk.sheets.workbook import Cell, Workbook
from tests.roster.people import chosen, teacher
from tests.sheets.fields import sheet


@pytest.fixture(autouse=True)
def _autumn() -> Iterator[None]:
    clock.stop_at(datetime(2026, 9, 10, tzinfo=UTC))
    yield
    clock.stop_at(None)


def shown(
    *lines: tuple[Cell, ...], choices: dict[int, str | None] | None = None, **more: Any
) -> ImportPreview:
    """The preview of one sheet with these rows. choices: place of a column -> field."""
    book = Workbook("xlsx", (sheet(*lines, **more),))
    first = preview_roster(book, ())
    return preview_roster(book, (), choices=chosen(first, choices)) if choices else first


def told(preview: ImportPreview, level: Level = Level.WARNING) -> dict[str, str]:
    """Cell -> what is said about it."""
    return {one.cell: one.text for one in preview.problems if one.level is level}


def test_formulas_that_failed_or_were_never_counted_are_told_with_their_cell() -> None:
    preview = shown(
        ("姓名", "性别", "任教学科", "联系电话"),
        ("缓一", "女", "#N/A", "#DIV/0!"),
        ("缓二", UNCOUNTED, "语文", ""),
        (UNCOUNTED, "", "", ""),
    )
    assert told(preview) == {
        "C2": "单元格里的公式出错（#N/A），此项留空",
        "D2": "单元格里的公式出错（#DIV/0!），此项留空",
        "B3": "单元格里的公式没有结果，此项留空；请用 Excel 或 WPS 打开并保存一次，再导入",
        "A4": "单元格里的公式没有结果，此项留空；请用 Excel 或 WPS 打开并保存一次，再导入",
    }
    assert told(preview, Level.ERROR) == {"A4": "这一行没有姓名，不能导入"}
    assert [(row.draft.subject, row.draft.phone, row.draft.gender) for row in preview.rows][:2] == [
        ("", "", "女"), ("语文", "", ""),
    ]  # fmt: skip


def test_a_birth_nobody_at_school_has_is_doubted_and_one_to_come_is_left_out() -> None:
    preview = shown(
        ("姓名", "性别", "出生年月", "人员状态"),
        ("幼一", "女", "2025-09", "在岗"),
        ("将来", "男", "2031.5", "在岗"),
        ("老一", "男", "1940-01", "在岗"),
        ("老二", "男", "1940-01", "退休"),
    )
    assert told(preview) == {
        "C2": "按出生年月“2025-09”只有 1 岁，请核对",
        "C3": "出生年月“2031-05”在今天之后，此项留空",
        "C4": "按出生年月“1940-01”已有 86 岁，请核对",
    }
    assert [row.draft.birth for row in preview.rows] == ["2025-09", "", "1940-01", "1940-01"]


def test_periods_and_mail_addresses_are_doubted_and_kept() -> None:
    preview = shown(
        ("姓名", "周课时", "邮箱"),
        ("甲", "十二", "jia@example.com"),
        ("乙", -3.0, "abc"),
        ("丙", "12.5节", ""),
        ("丁", 14.0, ""),
    )
    assert told(preview) == {
        "B2": "周课时“十二”不是数，请核对",
        "B3": "周课时“-3”不在 0 到 30 之间，请核对",
        "C3": "“abc”不像邮箱地址，请核对",
    }
    assert [row.draft.weekly_periods for row in preview.rows] == ["十二", "-3", "12.5节", "14"]


def test_absurd_lengths_are_told_and_not_repeated_in_full() -> None:
    preview = shown(("姓名", "性别", "任教学科"), ("王" * 300, "女", "语" * 30_000))
    assert told(preview) == {
        "A2": "姓名有 300 字，超过 30 字，请核对",
        "C2": "任教学科有 30000 字，超过 500 字，请核对",
    }
    assert max(len(one.text) + len(one.value) for one in preview.problems) < 400
    assert len(preview.rows[0].draft.subject) == 30_000


def test_other_sheets_with_people_are_mentioned() -> None:
    head = ("姓名", "性别", "任教学科")
    sheets = [
        replace(sheet(head, *[(f"{name[0]}{mark}", "女", "语文") for mark in "甲乙丙丁"[:count]]), name=name, is_hidden=hidden)
        for name, count, hidden in (("语文组", 3, False), ("数学组", 2, False), ("说明", 0, False), ("体艺组", 1, False), ("旧表", 2, True))
    ]  # fmt: skip
    book = Workbook("xlsx", tuple(sheets))
    assert preview_roster(book, ()).sheet == "语文组、数学组、体艺组"
    preview = preview_roster(book, (), sheets=("语文组",))
    assert preview.sheet == "语文组"
    assert preview.remarks == (
        "另有工作表“数学组”（2 人）、“体艺组”（1 人）没有读取；如需导入，请勾选后再看预览。",
    )
    assert shown(head, ("王芳", "女", "语文")).remarks == ()


def test_age_and_years_of_teaching_are_only_compared_and_unreadable_ones_no_problem() -> None:
    preview = shown(
        ("姓名", "出生年月", "年龄", "参加工作时间", "教龄"),
        ("甲", "1985.3", "四十", "2007.8", "约20年"),
        ("乙", "1986.3", 39.0, "2008.8", 19.0),
    )
    assert [(one.header, one.field, one.how.value, one.is_compared) for one in preview.columns if one.is_compared] == [
        ("年龄", "age", "只核对", True), ("教龄", "teach_years", "只核对", True),
    ]  # fmt: skip
    assert [(one.cell, one.level, one.text) for one in preview.problems] == [
        ("C1", Level.NOTICE, "年龄一列有 1 人与按日期算出的不同，以日期为准，此列不导入")
    ]


def test_hidden_people_are_named_one_by_one_and_counted_also_when_taken() -> None:
    lines = (
        ("序号", "姓名", "性别"), (1.0, "甲一", "女"), (2.0, "乙二", "男"), (3.0, "丙三", "女"), ("合计", "", "3人"), ("", "", ""),
    )  # fmt: skip
    hidden = frozenset((3, 4, 5, 6))
    preview = shown(*lines, hidden_rows=hidden)
    assert [(one.number, one.last, one.reason, one.text) for one in preview.skipped] == [
        (3, 3, Reason.HIDDEN, "乙二"), (4, 4, Reason.HIDDEN, "丙三"), (5, 5, Reason.TOTAL, "合计"), (6, 6, Reason.BLANK, ""),
    ]  # fmt: skip
    assert (preview.hidden_people, preview.left_out_people) == (2, 2)
    taken = preview_roster(Workbook("xlsx", (sheet(*lines, hidden_rows=hidden),)), (), include_hidden=True)
    assert (len(taken.rows), taken.hidden_people, taken.left_out_people) == (3, 2, 0)


def test_running_numbers_are_no_names() -> None:
    lines = (("序号", "姓名", "性别"), (1.0, "王芳", "女"), (2.0, "李红", "女"))
    preview = shown(*lines, choices={0: "name"})
    assert told(preview, Level.ERROR) == {
        "A2": "“1”只有数字，不是姓名", "A3": "“2”只有数字，不是姓名",
    }  # fmt: skip
    assert preview.counts["new"] == 0
    assert "“序号”一列只有数字，不像姓名，请在“列对应”里改选。" in preview.remarks
    assert read_typed(COLUMN["name"], "12").level is Level.ERROR
    assert read_typed(COLUMN["former_name"], "12").value == ""
    for name in ("王芳", "王芳1", "SAM LEE", "阿依古丽·买买提", "\ue000\ue001"):
        assert read_typed(COLUMN["name"], name).value == name


@pytest.mark.parametrize(
    ("head", "row"),
    [
        (("姓名",), ("王芳",)),
        (("姓 名",), ("王芳",)),
        (("序号", "姓名"), (1.0, "王芳")),
        (("姓名", "联系电话"), ("王芳", "19901995571")),
    ],
)
def test_a_list_of_names_alone_is_a_list_of_people(head: tuple[Cell, ...], row: tuple[Cell, ...]) -> None:
    preview = shown(("新教师名单", *[""] * (len(head) - 1)), head, row, (*row[:-1], row[-1]))
    assert preview.header_row == 2
    assert {one.draft.name for one in preview.rows} == {"王芳"}


@pytest.mark.parametrize(
    "lines",
    [
        (("姓名", "王芳", "性别", "女"), ("民族", "汉", "职称", "一级教师")),  # a form of one person
        (("学校", "姓名", "得分"), ("实小", "王芳", 95.0)),  # a list of something else
        (("姓名",),),
        (("教师姓名一览",), ("王芳",)),
        (("王芳",), ("李红",)),
    ],
)
def test_what_is_no_list_of_teachers_is_refused(lines: tuple[tuple[Cell, ...], ...]) -> None:
    with pytest.raises(UserError, match="没有找到教师名单"):
        shown(*lines)


def test_a_second_table_with_other_columns_is_not_read_by_the_first_header() -> None:
    lines = (
        ("序号", "姓名", "参加工作时间", "出生年月", "职称"),
        (1.0, "王芳", "2001.8", "1978.5", "一级教师"),
        ("序号", "姓名", "参加工作时间", "出生年月", "职称"),  # the same again: the next page
        (2.0, "李红", "2002.8", "1979.5", "二级教师"),
        ("", "", "", "", ""),
        ("序号", "姓名", "出生年月", "参加工作时间", "职称"),
        (1.0, "周五岳", "1968.5", "1990.8", "一级教师"),
    )
    preview = shown(*lines)
    assert [row.draft.name for row in preview.rows] == ["王芳", "李红"]
    assert preview.remarks == ("第 6 行起是另一张表（表头不同），没有读取；请分成两个工作表，再重新导入。",)
    assert [(one.number, one.reason, one.text) for one in preview.skipped if one.reason is not Reason.BLANK] == [
        (3, Reason.HEADER, "序号"), (6, Reason.OTHER, "序号"), (7, Reason.OTHER, "周五岳"),
    ]  # fmt: skip
    known = [teacher("周五岳")]
    assert (
        preview_roster(Workbook("xlsx", (sheet(*lines),)), known).missing == ()
    )  # who stands there has not disappeared
    retired = shown(
        ("序号", "姓名", "性别", "出生年月", "职称", "联系电话"),
        (1.0, "王芳", "女", "1978.5", "一级教师", "13800138000"),
        ("退休教师", "", "", "", "", ""),
        ("序号", "姓名", "性别", "退休时间", "家庭住址", "联系电话"),
        (1.0, "周五岳", "男", "2020.1", "龙城花园0幢", "13900139000"),
    )
    assert [row.draft.name for row in retired.rows] == ["王芳"]


@pytest.mark.parametrize(
    "word",
    [
        "必填",
        "（按身份证填写）",
        "(必填)",
        "文本",
        "填写说明",
        "*",
        "格式：汉字",
        "如：张三",
        "例如",
        "xxx",
        "××",
        "甲",
        "A",
        "①",
    ],
)
def test_the_row_that_says_how_to_fill_in_is_nobody(word: str) -> None:
    beside = {"甲": ("乙", "丙"), "A": ("B", "C"), "①": ("②", "③")}.get(word, ("男/女", "YYYYMM"))
    preview = shown(("姓名", "性别", "出生年月"), (word, *beside), ("王芳", "女", "1978.5"))
    assert [row.draft.name for row in preview.rows] == ["王芳"]
    assert [one.number for one in preview.skipped] == [2]


def test_short_and_foreign_names_are_people() -> None:
    names = ("甲乙", "Xavier", "文本华", "（王芳）", "如意", "Ab")
    preview = shown(("姓名", "性别", "任教学科"), *[(name, "女", "英语") for name in names])
    assert len(preview.rows) == len(names)


def test_a_staff_number_that_somebody_else_has_is_said() -> None:
    lines = (
        ("姓名", "性别", "工号"),
        ("工一", "女", "007"),
        ("工二", "女", "007"),
        ("工三", "女", "03002"),
        ("周敏华", "女", "03001"),
    )
    known = [teacher("周敏华", staff_no="03002"), teacher("李静", staff_no="")]
    preview = preview_roster(Workbook("xlsx", (sheet(*lines),)), known)
    said = {one.cell: one.text for one in preview.problems if one.key == "staff_no"}
    assert said == {
        "C2": "工号“007”与第 3 行“工二”的相同，请核对",
        "C3": "工号“007”与第 2 行“工一”的相同，请核对",
        "C4": "工号“03002”与花名册中“周敏华”的相同，请核对",
    }
    same = preview_roster(Workbook("xlsx", (sheet(lines[0], ("周敏华", "女", "03002")),)), known)
    assert same.problems == ()  # their own


def test_words_that_no_list_knows_are_told_once_for_their_column() -> None:
    preview = shown(
        ("姓名", "职称", "政治面貌", "任教学科"),
        ("王芳", "砖家", "党员", "足球"),
        ("李红", "一级", "火星党", ""),
        ("赵敏", "砖家", "群众", ""),
    )
    told = {one.cell: one.text for one in preview.problems if one.row == 0}
    assert told == {
        "B1": "职称一列有 2 格的词不在代码表里，已按原文保存，请核对：砖家 2 格",
        "C1": "政治面貌一列有 1 格的词不在代码表里，已按原文保存，请核对：火星党 1 格",
    }  # of a local subject it is asked what it counts as


def test_cells_of_the_number_that_only_say_it_is_missing_do_not_keep_anybody_out() -> None:
    words = ("待补", "暂缺", "见档案", "?", 0.0, "X", "无")
    preview = shown(
        ("姓名", "性别", "身份证号"),
        *[(f"王{place}芳", "女", word) for place, word in zip("一二三四五六七", words, strict=True)],
    )
    assert preview.counts["new"] == 7
    assert {row.draft.id_status for row in preview.rows[:6]} == {"待补"}
    told = {one.cell: (one.level, one.text) for one in preview.problems}
    assert told["C2"] == (Level.NOTICE, "“待补”按空白处理，记为待补")
    assert told["C4"] == (Level.WARNING, "“见档案”不是身份证号，此项留空，请补录")
    wrong = shown(
        ("姓名", "性别", "身份证号"), ("王芳", "女", "3204021985"), ("李红", "女", "32040219850101123")
    )
    assert wrong.counts["error"] == 1  # a number that was meant


def test_columns_that_stand_for_one_field_are_told_with_the_one_that_is_read() -> None:
    preview = shown(
        ("姓名", "联系电话", "手机", "电话", "出生年月", "出生日期"),
        ("王芳", "85551234", "13812345678", "", "1985.7", date(1985, 7, 12)),
    )
    assert preview.remarks == (
        "“联系电话”有 2 列（B1、C1），只读取 B 列；要读取别的列，请改选它，或先在表里合成一列。",
        "“出生年月”有 2 列（E1、F1），只读取 E 列；要读取别的列，请改选它，或先在表里合成一列。",
    )
    empty = shown(
        ("姓名", "性别", "联系电话", "手机"), ("王芳", "女", "85551234", "")
    )  # nothing stands in it
    assert empty.remarks == ()


def test_two_lists_side_by_side_are_said_and_not_half_read_in_silence() -> None:
    preview = shown(
        ("姓名", "身份证号", "联系电话", "", "姓名", "身份证号", "联系电话"),
        ("王芳", "", "19901995571", "", "李红", "", "19901995572"),
    )
    assert [row.draft.name for row in preview.rows] == ["王芳"]
    assert [one.how.value for one in preview.columns] == ["自动"] * 3 + ["重复"] * 3
    assert preview.remarks == (
        "“姓名”有 2 列（A1、E1），只读取 A 列；如果是左右并排的几份名单，请先上下接成一份，再重新导入。",
    )
