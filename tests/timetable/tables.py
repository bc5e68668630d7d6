"""Timetables as schools keep them in Excel, and the people who teach by them."""

from collections.abc import Sequence
from typing import Any

from edudesk.sheets.workbook import Cell, Workbook
from edudesk.timetable.intake.preview import preview_timetable
from edudesk.timetable.intake.values import TimetablePreview
from edudesk.timetable.rows import LessonRow
from edudesk.timetable.rules.teaching import Taught
from tests.roster.people import teacher
from tests.sheets.fields import sheet

YEAR, TERM = "2026-2027", "第一学期"
PEOPLE = tuple(teacher(name) for name in ("李静", "周敏华", "马俊", "冯堃", "孙雨桐"))
TAUGHT = (
    Taught("李静", "李静", "语文", frozenset({"三（1）班"})),
    Taught("周敏华", "周敏华", "数学", frozenset({"三（1）班", "三（2）班"})),
    Taught("马俊", "马俊", "信息科技", frozenset({"三年级"})),
    Taught("冯堃", "冯堃", "体育与健康", frozenset({"三年级"})),
    Taught("孙雨桐", "孙雨桐", "音乐", frozenset({"三年级", "四年级"})),
)
HEADS = {"三（1）班": ("李静",)}

# 总课表: a class in a row, a column for every lesson of the week
WHOLE: tuple[tuple[Cell, ...], ...] = (
    ("龙城实验小学2026-2027学年第一学期总课程表", "", "", "", "", "", ""),
    ("班级", "星期一", "", "", "星期二", "", ""),
    ("", 1.0, 2.0, 3.0, 1.0, 2.0, 3.0),
    ("三1", "语", "数", "体", "数", "语", "班会"),
    ("三2", "数", "音/信息", "", "体", "数", "道法"),
)
WHOLE_MERGES = ((1, 1, 1, 7), (2, 1, 3, 1), (2, 2, 2, 4), (2, 5, 2, 7))

# a table for each class: the name of the class stands over it
CLASS: tuple[tuple[Cell, ...], ...] = (
    ("三（1）班课程表", "", "", "", ""),
    ("", "节次", "周一", "周二", "周三"),
    ("上午", "第一节\n8:40-9:20", "语文\n李静", "数学\n周敏华", "语文"),
    ("", "第二节", "数学 周敏华", "体育(冯堃)", "信息科技\n马俊\n微机室"),
    ("", "大课间", "", "", ""),
    ("下午", "第一节", "音乐", "美术（单）／书法（双）", "语文 王老师"),
    ("", "第二节", "", "阅读", "班队会"),
)
CLASS_MERGES = ((1, 1, 1, 5), (3, 1, 5, 1), (6, 1, 7, 1))


def book(
    *lines: tuple[Cell, ...], merges: tuple[tuple[int, int, int, int], ...] = (), **about: Any
) -> Workbook:
    """A workbook of one sheet."""
    return Workbook("xlsx", (sheet(*lines, merges=merges, **about),))


def previewed(workbook: Workbook, stored: Sequence[LessonRow] = (), **wishes: Any) -> TimetablePreview:
    """The preview against PEOPLE."""
    given = {"teachers": PEOPLE, "taught": TAUGHT, "heads": HEADS, "kind": "小学", **wishes}
    return preview_timetable(workbook, YEAR, TERM, stored=stored, **given)


def told(preview: TimetablePreview) -> dict[str, str]:
    """三（1）班周一第1节 -> 语文 李静."""
    found: dict[str, str] = {}
    for line in preview.rows:
        one = line.draft
        who = one.teacher_id or one.teacher
        text = " ".join(filter(None, (one.subject, one.weeks, who, one.place)))
        key = f"{one.class_name}{one.weekday}{one.period}"
        found[key] = f"{found[key]}；{text}" if key in found else text
    return found


def said(preview: TimetablePreview) -> dict[str, str]:
    """Cell -> what is said about it."""
    found: dict[str, str] = {}
    for one in preview.problems:
        found[one.place] = f"{found[one.place]} {one.text}" if one.place in found else one.text
    return found
