"""The roster that is printed for the measurement, and the measured process itself: report in, PDF out.

Apart from bench_papers, because what that needs to measure is no part of the work measured.
"""

import random
import sys
from datetime import date
from pathlib import Path

from edudesk.base.columns import Column, Kind
from edudesk.base.report import Report
from edudesk.papers.pdf import write_report

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


if __name__ == "__main__":
    write_report(roster(int(sys.argv[1])), Path(sys.argv[2]))
