"""Invented rows for the tests of tables, forms and pages."""

from dataclasses import dataclass, replace

from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import UserError
from edudesk.base.masking import Privacy

TITLES = CodeList(
    "职称", tuple(Code(word) for word in ("正高级教师", "高级教师", "一级教师", "二级教师")), is_open=False
)


@dataclass(frozen=True)
class Person:
    id: int
    name: str
    born: str = ""
    title: str = ""
    subject: str = ""
    hours: float | None = None
    honour: str = ""
    phone: str = ""
    id_no: str = ""


COLUMNS = (
    Column("name", "姓名", Kind.NAME, 18, required=True, is_shown=True),
    Column("born", "出生年月", Kind.MONTH, is_shown=True),
    Column("title", "职称", Kind.CHOICE, codes=TITLES, is_shown=True),
    Column("subject", "任教学科", is_shown=True),
    Column("hours", "周课时", Kind.NUMBER, is_shown=True),
    Column("honour", "最高称号", Kind.TAG, is_shown=True),
    Column("phone", "电话", Kind.PHONE),
    Column("id_no", "身份证号", Kind.ID, privacy=Privacy.RESTRICTED),
)

LI = Person(1, "李静", "1984-03", "高级教师", "语文", 12.0, "区骨干教师", "13800005571")
ZHOU = Person(2, "周敏华", "1991-07", "一级教师", "数学", 14.5, "教坛新秀", "", "990199199107070026")
WANG = Person(3, "王建国", "1976-11", "高级教师", "数学", None)
CHEN = Person(4, "陈晓岚", "1995-01", "二级教师", "英语", 9.0)
PEOPLE = (LI, ZHOU, WANG, CHEN)


def many(count: int) -> list[Person]:
    """People with different names, half of them teaching 数学."""
    return [replace(PEOPLE[n % 4], id=n + 1, name=f"{PEOPLE[n % 4].name}{n}") for n in range(count)]


class Office:
    """Keeps rows like a service: save_cell stores one typed cell, or refuses an empty name."""

    def __init__(self, rows: tuple[Person, ...] | list[Person] = PEOPLE) -> None:
        self.rows = {row.id: row for row in rows}

    def save_cell(self, row: Person, key: str, text: str) -> Person:
        if key == "name" and not text:
            raise UserError("姓名不能为空。", "请填写姓名。")
        value = float(text) if key == "hours" else text
        self.rows[row.id] = saved = replace(self.rows[row.id], **{key: value})
        return saved
