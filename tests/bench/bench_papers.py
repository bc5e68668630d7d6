"""Writing a 20-column roster as PDF, against LibreOffice converting the same sheet. Whole processes, in turn."""

import random
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from edudesk.base.columns import Column, Kind
from edudesk.base.report import Report
from edudesk.papers.pdf import write_report
from tests.bench.figure import Figure, seconds

LIMITS = {500: 0.35, 5_000: 0.5}

COLUMNS = (
    Column("number", "序号", Kind.INT, 9),
    Column("name", "姓名", Kind.NAME, 15),
    Column("sex", "性别", Kind.CHOICE, 9),
    Column("birth", "出生年月", Kind.MONTH, 16),
    Column("ethnicity", "民族", Kind.CHOICE, 12),
    Column("party", "政治面貌", Kind.CHOICE, 18),
    Column("id_no", "身份证件号码", Kind.ID, 36),
    Column("work_since", "参加工作时间", Kind.MONTH, 16),
    Column("here_since", "进校时间", Kind.MONTH, 16),
    Column("degree", "学历", Kind.CHOICE, 16, parent="最高学历"),
    Column("college", "毕业院校", Kind.TEXT, 30, parent="最高学历"),
    Column("major", "专业", Kind.TEXT, 26, parent="最高学历"),
    Column("title", "职称", Kind.CHOICE, 18),
    Column("title_since", "评定时间", Kind.MONTH, 16),
    Column("subject", "任教学科", Kind.CHOICE, 14),
    Column("classes", "任教班级", Kind.TEXT, 20),
    Column("post", "职务", Kind.CHOICE, 18),
    Column("certificate", "教师资格证种类", Kind.TEXT, 22),
    Column("phone", "联系电话", Kind.PHONE, 24),
    Column("remark", "备注", Kind.TEXT, 24),
)


def roster(count: int) -> Report:
    """count invented teachers."""
    dice = random.Random(2025)

    def month(first: int, last: int) -> str:
        return f"{dice.randint(first, last)}-{dice.randint(1, 12):02d}"

    rows = tuple(
        (
            number,
            dice.choice("赵钱孙李周吴郑王冯陈") + "".join(dice.choices("喆堃昇芳伟敏静丽强磊军洋", k=2)),
            dice.choice("男女"),
            month(1965, 2000),
            "汉族",
            dice.choice(("中共党员", "群众", "共青团员")),
            f"990199{dice.randint(10**11, 10**12 - 1)}",
            month(1990, 2022),
            month(2000, 2024),
            dice.choice(("本科", "研究生")),
            dice.choice(("西南大学", "重庆师范大学", "四川师范大学")),
            dice.choice(("汉语言文学", "数学与应用数学", "英语")),
            dice.choice(("一级教师", "高级教师", "二级教师")),
            month(2005, 2024),
            dice.choice(("语文", "数学", "英语", "体育")),
            f"{dice.randint(1, 6)}年级{dice.randint(1, 8)}班",
            dice.choice(("班主任", "", "教研组长")),
            "小学语文",
            f"1380000{dice.randint(0, 9999):04d}",
            "",
        )
        for number in range(1, count + 1)
    )
    return Report("bench", "教师花名册", "龙城实验小学", date(2025, 10, 12), COLUMNS, rows)


def write_sheet(report: Report, path: Path) -> None:
    """The same rows as a printable workbook: A4 lying, borders, header repeated, one page wide."""
    import xlsxwriter  # the measured process does not need it

    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        look = book.add_format(
            {"border": 1, "font_size": 9, "align": "center", "valign": "vcenter", "text_wrap": True}
        )
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        for place, column in enumerate(report.columns):
            sheet.set_column(place, place, column.width / 2)
            sheet.write_string(0, place, column.full_title, look)
        for number, row in enumerate(report.rows, 1):
            for place, value in enumerate(row):
                sheet.write_string(number, place, str(value), look)


def figures() -> list[Figure]:
    """One ratio for each number of rows."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    return [_figure(count, limit, office) for count, limit in LIMITS.items()]


def _figure(count: int, limit: float, office: str | None) -> Figure:
    name = f"roster PDF of {count} rows, 20 columns / LibreOffice"
    with TemporaryDirectory() as folder:
        target = Path(folder) / "ours.pdf"
        ours_command = [sys.executable, "-m", "tests.bench.bench_papers", str(count), str(target)]
        if office is None:
            own = seconds(lambda: subprocess.run(ours_command, check=True))
            return Figure(name, None, limit, note=f"LibreOffice is not installed; ours alone {own:.2f} s")
        sheet = Path(folder) / "theirs.xlsx"
        write_sheet(roster(count), sheet)
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        theirs_command = [
            office,
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            str(sheet),
        ]
        _run(theirs_command)  # makes the profile and warms the disk for both
        _run(ours_command)
        pairs = [
            (seconds(lambda: _run(ours_command), 1), seconds(lambda: _run(theirs_command), 1))
            for _ in range(3)
        ]
    own, other = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
    return Figure(name, own / other, limit, note=f"{own:.2f} s against {other:.2f} s")


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)


if __name__ == "__main__":
    write_report(roster(int(sys.argv[1])), Path(sys.argv[2]))
