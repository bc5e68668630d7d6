"""Makes sheets of dated facts as offices keep them, about people of the sample school: python -m tests.data.make_histories.

Called by the tests, which want the files fresh; nothing here is kept in the repository.
"""

import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Line = Sequence[object]


def _sheet(book: Workbook, title: str, lines: Sequence[Line], merges: Sequence[str] = ()) -> Worksheet:
    sheet = book.create_sheet(title)
    for number, line in enumerate(lines, 1):
        for column, value in enumerate(line, 1):
            if value not in (None, ""):
                sheet.cell(number, column, value)
    for merge in merges:
        sheet.merge_cells(merge)
    return sheet


def _book() -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    return book


def annual_reviews(path: Path) -> None:
    """A matrix: one line for each person, a number for each year in the second line of the head."""
    book = _book()
    _sheet(
        book,
        "考核",
        [
            ["龙城实验小学近三年年度考核情况汇总表"],
            ["填报单位：龙城实验小学　填报时间：2025年12月30日"],
            ["序号", "姓名", "任教学科", "年度考核结果", "", "", "备注"],
            ["", "", "", 2022, 2023, 2024, ""],
            [1, "周敏华", "数学", "优秀", "合格", "称职", ""],
            [2, "单国平", "语文", "合格", "/", "优秀", ""],
            [3, "查无此人", "语文", "合格", "合格", "合格", ""],
            ["合计", "3 人"],
            ["校长签字：", "", "填表人："],
        ],
        ["A1:G1", "A2:G2", "A3:A4", "B3:B4", "C3:C4", "D3:F3", "G3:G4"],
    )
    book.save(path)


def credits_by_year(path: Path) -> None:
    """培训学分, one column for each year, and a sum nobody stores."""
    book = _book()
    _sheet(
        book,
        "学分统计",
        [
            ["教师继续教育学分统计表"],
            ["序号", "姓名", "2023年学分", "2024年学分", "2025年学分", "合计"],
            [1, "周敏华", 72, 80.5, "90", 242.5],
            [2, "单国平", "", "约60", 75, 135],
        ],
        ["A1:F1"],
    )
    book.save(path)


def courses(path: Path) -> None:
    """培训, one row for each course: the name once beside all of them, spans of dates, a real date."""
    book = _book()
    _sheet(
        book,
        "培训台账",
        [
            ["2024年度教师培训台账"],
            ["序号", "姓名", "培训项目", "培训机构", "级别", "培训时间", "学时", "获得学分"],
            [1, "周敏华", "小学数学骨干教师研修", "龙城教师发展学院", "市级", "2024.7.8-2024.7.12", 40, 40],
            ["", "", "统编教材网络研修", "省教师培训中心", "省级", datetime(2024, 9, 3), "30学时", ""],  # noqa: DTZ001
            [2, "单国平", "校本研修", "本校", "校", "2024.3至今", 16, 16],
            [3, "单国平", "没有写时间的培训", "本校", "校本", "", 8, 8],
        ],
        ["A1:H1", "B3:B4"],
    )
    book.save(path)


def honours(path: Path) -> None:
    """骨干称号 with two sheets, one of another matter."""
    book = _book()
    _sheet(
        book,
        "说明",
        [["各校请于 9 月底前报送。"]],
    )
    _sheet(
        book,
        "骨干称号一览",
        [
            ["龙城实验小学名优教师一览表"],
            ["姓名", "身份证号", "称号名称", "称号级别", "学科", "批准时间", "有效期至", "批准文号"],
            ["周敏华", "", "市学科带头人", "市级", "数学", "2022.12", "2027.12", "龙教人〔2022〕35号"],
            ["单国平", "", "教学能手", "", "语文", "2021年9月", "", ""],
        ],
        ["A1:H1"],
    )
    book.save(path)


def lessons(path: Path) -> None:
    """任课 of one term: school year and term stand in the title alone."""
    book = _book()
    _sheet(
        book,
        "课务",
        [
            ["龙城实验小学2025—2026学年第一学期任课情况表"],
            ["序号", "任课教师", "学科", "任教班级", "周课时"],
            [1, "周敏华", "数学", "五（3）班", 6],
            [2, "周敏华", "数学", "五（4）班", 6],
            [3, "单国平", "语文", "二（1）班", "7+1"],
        ],
        ["A1:E1"],
    )
    book.save(path)


WORKBOOKS: dict[str, Callable[[Path], None]] = {
    "近三年年度考核.xlsx": annual_reviews,
    "学分统计.xlsx": credits_by_year,
    "培训台账.xlsx": courses,
    "名优教师.xlsx": honours,
    "任课情况.xlsx": lessons,
}


def make(folder: Path) -> None:
    """Write all workbooks into folder."""
    for name, maker in WORKBOOKS.items():
        maker(folder / name)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
