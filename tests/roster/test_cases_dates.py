"""Import cases M21–M26: dates as numbers, texts and Chinese numerals, blanks and 同上."""

from datetime import date, datetime

from edudesk.roster.intake.preview import preview_roster
from edudesk.roster.sample import id_number
from edudesk.sheets.workbook import Cell, CellDetail, Workbook
from tests.roster.cases import Line, cell, said, shown
from tests.sheets.fields import sheet
from tests.tables import each

GOOD = id_number("1985-10-12", 82)


def test_m21_date_cell_loses_its_day_where_only_months_are_meant() -> None:
    told = cell("参加工作时间", date(2007, 8, 1))
    assert (told["work_start"], told.text) == ("2007-08", "")
    assert cell("参加工作时间", datetime(2007, 8, 1, 0, 0))["work_start"] == "2007-08"  # noqa: DTZ001
    assert cell("出生年月", date(1985, 7, 1))["birth"] == "1985-07"
    assert cell("出生日期", date(1985, 7, 12))["birth"] == "1985-07-12"


def test_m22_serial_number_in_a_date_column() -> None:
    told = cell("参加工作时间", 31229.0)
    assert (told["work_start"], told.text) == ("1985-07", "“31229”按“1985-07-01”存入")
    book = Workbook("xlsx", (sheet(("姓名", "性别", "参加工作时间"), ("王芳", "女", 29767.0)),), is_1904=True)
    assert preview_roster(book, ()).rows[0].draft.work_start == "1985-07"


def test_m22_serial_number_of_a_birth_loses_its_day_like_the_date_cell_it_was() -> None:
    number = id_number("1961-02-12", 82)
    rows: tuple[Line, ...] = (
        ("姓名", "出生年月", "身份证号"),
        ("王芳", 22313.0, number),  # 1961-02-01
        ("李红", 22319.0, ""),  # 1961-02-07
        ("赵敏", date(1961, 2, 7), ""),
    )
    preview = shown(*rows)
    assert [(row.draft.birth, row.draft.birth_file) for row in preview.rows] == [
        ("1961-02-12", ""), ("1961-02", ""), ("1961-02", ""),
    ]  # fmt: skip
    assert said(preview)["B2"] == "“22313”按“1961-02-01”存入"
    of_days = shown(
        ("姓名", "出生日期", "身份证号"), *rows[1:]
    )  # the first of the month, and the ID has the day
    assert [(row.draft.birth, row.draft.birth_file) for row in of_days.rows] == [
        ("1961-02-12", ""), ("1961-02-07", ""), ("1961-02-07", ""),
    ]  # fmt: skip


@each("written", [198507.0, "198507", 19850712.0, "19850712"])
def test_m23_digits_without_marks(written: Cell) -> None:
    told = cell("参加工作时间", written)
    assert (told["work_start"], told.text) == ("1985-07", "")


@each(
    ("written", "text"),
    [
        (1985.07, ""),
        ("1985.7", ""),
        ("1985-7", ""),
        ("1985/7/12", ""),
        ("1985年7月", ""),
        ("85.7", "“85.7”按“1985-07”存入"),
        ("八五年七月", "“八五年七月”按“1985-07”存入"),
        ("1985、7", ""),
        ("1985。07", ""),
        ("1985.O7", "“1985.O7”按“1985-07”存入"),
    ],
)
def test_m24_dates_as_people_write_them(written: Cell, text: str) -> None:
    told = cell("参加工作时间", written)
    assert (told["work_start"], told.text) == ("1985-07", text)


def test_m24_two_digit_years_up_to_30_are_of_this_century() -> None:
    told = cell("参加工作时间", "08.9")
    assert (told["work_start"], told.text) == ("2008-09", "“08.9”按“2008-09”存入")


def test_m25_october_or_january_is_asked_of_the_format_then_of_the_number_then_of_the_user() -> None:
    by_format = cell("参加工作时间", 1985.1, detail=CellDetail("1985.1", "0.00"))
    assert (by_format["work_start"], by_format.text) == ("1985-10", "“1985.1”按“1985-10”存入")
    by_number = cell("出生年月", 1985.1, detail=CellDetail("1985.1", "General"), 身份证号=GOOD)
    assert by_number["birth"] == "1985-10-12"
    assert "“1985.1”按“1985-10”存入" in by_number.text
    unknown = cell("参加工作时间", 1985.1, detail=CellDetail("1985.1", "General"))
    assert unknown["work_start"] == ""
    assert unknown.text == "“1985.1”可能是1985年1月，也可能是1985年10月，此项留空，请补录"


@each(
    ("written", "text"),
    [
        ("1985.07.00", "“1985.07.00”不是有效的日期，此项留空"),
        ("1985.13", "“1985.13”不是有效的日期，此项留空"),
        ("1985", "“1985”只有年份，没有月份，此项留空"),
        ("不详", "“不详”按空白处理"),
        ("/", "“/”按空白处理"),
        ("—", "“—”按空白处理"),
        ("无", "“无”按空白处理"),
    ],
)
def test_m26_what_is_no_date_or_says_nothing_is_left_empty(written: Cell, text: str) -> None:
    told = cell("参加工作时间", written)
    assert (told["work_start"], told.text) == ("", text)


def test_m26_ditto_takes_the_value_above() -> None:
    preview = shown(
        ("姓名", "性别", "毕业院校", "身份证号"),
        ("王芳", "女", "江南师范学院", ""),
        ("李红", "女", "同上", "同上"),
        ("周敏华", "女", "〃", ""),
    )
    assert [row.draft.top_school for row in preview.rows] == ["江南师范学院"] * 3
    assert said(preview) == {
        "C3": "“同上”按上一行的“江南师范学院”存入",
        "D3": "“同上”不能用于身份证号，此项留空",
        "C4": "“〃”按上一行的“江南师范学院”存入",
    }
