"""Makes 外来花名册示例.xlsx: the sample school's roster as a hurried clerk keeps it, to try the import on.

Run from the checkout: python -m resources.example.make_example (needs XlsxWriter). All people are invented.
"""

from datetime import datetime
from pathlib import Path

import xlsxwriter

from edudesk.roster.sample import sample_teachers

HEADERS = (
    "序号", "姓 名", "性别", "身份证号码", "出生年月", "现任专业技术职务", "取得时间", "任教学科及年级",
    "骨干称号", "联系方式",
)  # fmt: skip
_FIRST_ROW = 3


def main() -> None:
    """Write the workbook beside this file."""
    target = Path(__file__).with_name("外来花名册示例.xlsx")
    book = xlsxwriter.Workbook(str(target))
    book.set_properties({"created": datetime(2026, 9, 1)})  # noqa: DTZ001
    sheet = book.add_worksheet("在编")
    title, text = (
        book.add_format({"bold": True, "font_size": 16, "align": "center"}),
        book.add_format({"num_format": "@"}),
    )
    sheet.merge_range(0, 0, 0, len(HEADERS) - 1, "龙城实验小学2026—2027学年教师花名册", title)
    sheet.write(1, 0, "填报单位（公章）：龙城实验小学　　填报时间：2026年9月10日　　单位：人")
    sheet.write_row(2, 0, HEADERS)
    people = [person for person in sample_teachers() if person.status == "在岗"][:46]
    for number, person in enumerate(people):
        row = _FIRST_ROW + number
        values = [
            str(number + 1), person.name, person.gender, person.id_no, person.birth[:7].replace("-", "."),
            person.title, person.title_obtained.replace("-", "."), person.subject, person.honour, person.phone,
        ]  # fmt: skip
        for column, value in enumerate(values):
            sheet.write_string(row, column, value, text)
    _spoil(sheet, people, text)
    last = _FIRST_ROW + len(people)
    for number, (name, gender, born, subject) in enumerate(
        (("陆可欣", "女", "2003.05", "语文"), ("韩 冰", "男", "2002年11月", "体育"))
    ):
        for column, value in enumerate(
            (str(len(people) + number + 1), name, gender, "", born, "未评", "", subject)
        ):
            sheet.write_string(last + number, column, value, text)
    sheet.write(last + 2, 0, f"合计 {len(people) + 2} 人")
    sheet.write(last + 3, 0, "校长签字：　　　　填表人：　　　　联系电话：")
    sheet.set_column(1, 9, 18)
    book.close()


def _spoil(sheet, people, text) -> None:  # type: ignore[no-untyped-def]
    """What goes wrong in real rosters: damaged and mistyped numbers, other dates, old titles, new facts."""
    sheet.write_number(_FIRST_ROW + 6, 3, float(people[6].id_no[:15]) * 1000)  # what Excel makes of 18 digits
    wrong = people[12].id_no
    sheet.write_string(_FIRST_ROW + 12, 3, wrong[:16] + ("1" if wrong[16] != "1" else "3") + wrong[17], text)
    sheet.write_string(_FIRST_ROW + 20, 3, people[20].id_no[:17], text)
    sheet.write_string(_FIRST_ROW + 9, 4, "1985.13", text)
    sheet.write_number(_FIRST_ROW + 15, 4, 1985.1)
    sheet.write_string(_FIRST_ROW + 4, 5, "高级教师", text)
    sheet.write_string(_FIRST_ROW + 17, 5, "小高", text)
    sheet.write_string(_FIRST_ROW + 2, 8, "省特级教师后备人才", text)
    sheet.write_string(_FIRST_ROW + 8, 7, "美术", text)
    sheet.write_string(_FIRST_ROW + 10, 9, "199 0199 7788", text)
    sheet.write_string(_FIRST_ROW + 13, 9, "19901996655", text)


if __name__ == "__main__":
    main()
