"""Makes the invented timetables of teachers beside it, as schools hand them in: python -m tests.data.make_timetables."""

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import xlwt
from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).parent
_MADE = datetime(2026, 9, 1, 8, 0)  # noqa: DTZ001 a workbook's own time has no zone
_DAYS = ("星期一", "星期二", "星期三", "星期四", "星期五")

Lines = Sequence[Sequence[object]]

# the class over the subject, a break between, a subject without a class
LI_JING: Lines = (
    ("李静老师课程表",),
    ("节次", *_DAYS),
    ("早读", "三（1）班\n语文", "", "三（1）班\n语文", "", ""),
    ("第一节", "三（1）班\n语文", "三（1）班\n语文", "", "三（1）班\n语文", "三（1）班\n语文"),
    ("第二节", "", "", "三（1）班\n语文", "", ""),
    ("大课间", "", "", "", "", ""),
    ("第三节", "集体备课", "", "", "", "三（1）班\n写字"),
    ("第四节", "", "", "", "班会", ""),
)
# only the classes; what is taught stands over the table
ZHOU_MINHUA: Lines = (
    ("龙城实验小学2026—2027学年第一学期教师课程表",),
    ("教师姓名", "周敏华", "任教学科", "数学", "", ""),
    ("", *_DAYS),
    (1, "三2", "", "三2", "", "三2"),
    (2, "三1", "三1", "", "三1", "三1"),
    (3, "", "三2", "三1", "三2", ""),
)
# turned round: a day in a row
MA_JUN: Lines = (
    ("教师：马俊",),
    ("星期", "第1节", "第2节", "第3节", "第4节"),
    ("周一", "", "", "信息301 微机室", ""),
    ("周二", "", "", "", "信息302"),
    ("周三", "四1信息", "", "", ""),
    ("周四", "", "四（2）信息", "", ""),
    ("周五", "", "", "", "信息社团"),
)
# no title, the name stands on the tab; two classes in turn, two at once
FENG_KUN: Lines = (
    ("", "一", "二", "三", "四", "五"),
    ("1", "", "", "", "三2体育", ""),
    ("2", "体育（三2）", "", "", "", ""),
    ("3", "", "三1体育", "", "", ""),
    ("4", "", "", "三（1）体育(单)\n三（2）体育(双)", "", "三（1）（2）班 体育 操场"),
)
# somebody the roster does not have, below somebody it has
TWO: Lines = (
    ("孙雨桐课程表", "", "", ""),
    ("", "周一", "周二", "周三"),
    ("第1节", "三（1）音乐", "", "三（2）音乐"),
    ("第2节", "", "四（1）音乐", ""),
    ("", "", "", ""),
    ("赵文博课程表", "", "", ""),
    ("", "周一", "周二", "周三"),
    ("第1节", "三（2）美术", "", ""),
    ("第2节", "", "三（1）美术", "四（1）美术"),
)
# a teacher in a row, a column for every lesson of the week
WHOLE: Lines = (
    ("教师总课表",),
    ("教师", "星期一", "", "", "星期二", "", ""),
    ("", 1, 2, 3, 1, 2, 3),
    ("李静", "三1语", "", "", "三1语", "", ""),
    ("周敏华", "", "三1数", "三2数", "", "三1数", "三2数"),
    ("吴晓", "三2语", "", "", "三2语", "", ""),
)


def _fill(sheet: Worksheet, lines: Lines) -> None:
    for row, line in enumerate(lines, 1):
        for column, value in enumerate(line, 1):
            if value not in (None, ""):
                sheet.cell(row, column, value).alignment = Alignment(wrap_text=True)
    if len(lines[0]) == 1:
        sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=max(map(len, lines)))


def _book(path: Path, sheets: dict[str, Lines]) -> None:
    book = Workbook()
    book.properties.created = book.properties.modified = _MADE
    assert isinstance(book.active, Worksheet)
    book.remove(book.active)
    for name, lines in sheets.items():
        _fill(book.create_sheet(name), lines)
    book.save(path)


def teachers(path: Path) -> None:
    """One sheet per teacher, each in its own way, and one that is no timetable."""
    notes: Lines = (("说明",), ("各位老师核对自己的课表，有误请在周五前告诉教务处。",))
    sheets = {"填表说明": notes, "李静": LI_JING, "数学-周": ZHOU_MINHUA, "Sheet3": MA_JUN, "冯堃": FENG_KUN}
    _book(path, sheets)


def two_on_a_sheet(path: Path) -> None:
    """Tables below one another in an old workbook."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("音美组")
    for row, line in enumerate(TWO):
        for column, value in enumerate(line):
            sheet.write(row, column, value)
    book.save(str(path))


def whole(path: Path) -> None:
    """A teacher in a row."""
    _book(path, {"教师总课表": WHOLE})


MAKERS = {
    "timetable_teachers.xlsx": teachers,
    "timetable_two_teachers.xls": two_on_a_sheet,
    "timetable_all_teachers.xlsx": whole,
}

if __name__ == "__main__":
    for name in sys.argv[1:] or MAKERS:
        MAKERS[name](HERE / name)
