"""Dates as they stand in schools' sheets: M21–M26 of the import."""

# ruff: noqa: DTZ001 -- a cell has no time zone

from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from edudesk.base.dates import is_before, read_date, same_day
from edudesk.base.readings import Level
from tests.tables import each


@each(
    ("raw", "iso"),
    [
        (datetime(1985, 7, 12), "1985-07-12"),
        (date(1985, 7, 12), "1985-07-12"),
        (198507, "1985-07"),
        (198507.0, "1985-07"),
        (19850712.0, "1985-07-12"),
        ("198507", "1985-07"),
        ("19850712", "1985-07-12"),
        (1985.07, "1985-07"),
        (1985.12, "1985-12"),
        (1985.2, "1985-02"),
        (1985.0712, "1985-07-12"),
        ("1985.7", "1985-07"),
        ("1985.07", "1985-07"),
        ("1985.10", "1985-10"),
        ("1985-7", "1985-07"),
        ("1985/7/12", "1985-07-12"),
        ("1985年7月", "1985-07"),
        ("1985年7月12日", "1985-07-12"),
        ("1985 年 7 月", "1985-07"),
        ("1985年07月份", "1985-07"),
        ("１９８５．０７", "1985-07"),
        ("一九八五年七月", "1985-07"),
        ("二〇一二年十月二十一日", "2012-10-21"),
        ("二○○三年十二月", "2003-12"),
        ("1985、7", "1985-07"),
        ("1985。07", "1985-07"),
        ("1985—07", "1985-07"),
        ("1985-07-12 00:00:00", "1985-07-12"),
        ("'1985.07", "1985-07"),
    ],
)
def test_plain_spellings_need_no_word(raw, iso):
    assert (read_date(raw).value, read_date(raw).level) == (iso, Level.OK)


@each(
    ("raw", "iso"),
    [
        (31229.0, "1985-07-01"),
        ("31229", "1985-07-01"),
        ("85.7", "1985-07"),
        ("85年7月", "1985-07"),
        ("八五年七月", "1985-07"),
        (85.07, "1985-07"),
        (850712, "1985-07-12"),
        ("12.5", "2012-05"),
        ("30.9", "2030-09"),
        ("31.9", "1931-09"),
        ("1985.O7", "1985-07"),
        ("l985.07", "1985-07"),
    ],
)
def test_guesses_that_are_certain_are_told(raw, iso):
    reading = read_date(raw)
    assert (reading.value, reading.level) == (iso, Level.NOTICE)
    assert f"按“{iso}”存入" in reading.text


@each(
    "raw",
    [
        "1985.13",
        "1985.07.00",
        "1985.02.30",
        1985.13,
        "1985",
        1985.0,
        "出生于夏天",
        True,
        "198x7",
        12345678901,
        "1885.07",
    ],
)
def test_what_is_no_date_leaves_the_field_empty_and_quotes_the_cell(raw):
    reading = read_date(raw)
    assert (reading.value, reading.level) == ("", Level.WARNING)
    assert "此项留空" in reading.text


def test_1985_typed_into_a_date_cell_is_not_the_year_1905():
    assert read_date(datetime(1905, 6, 7)).value == ""


@each("raw", ["不详", "/", "—", "——", "无"])
def test_m26_empty_marks(raw):
    assert read_date(raw) == read_date(raw).__class__("", Level.NOTICE, f"“{raw}”按空白处理")


def test_m22_serial_number_of_a_1904_workbook():
    assert read_date(29767, is_1904=True).value == "1985-07-01"


class TestM25:
    def test_two_decimals_on_screen_mean_october(self):
        assert read_date(1985.1, number_format="0.00_ ").value == "1985-10"

    def test_otherwise_the_id_decides(self):
        assert read_date(1985.1, id_birth="1985-01-23").value == "1985-01"
        assert read_date(1985.1, id_birth="1985-10-23").value == "1985-10"

    def test_otherwise_nothing_is_guessed(self):
        for reading in (read_date(1985.1), read_date(1985.1, id_birth="1985-03-23")):
            assert (reading.value, reading.level) == ("", Level.WARNING)
            assert reading.text == "“1985.1”可能是1985年1月，也可能是1985年10月，此项留空，请补录"

    def test_text_keeps_what_was_typed_but_a_csv_lost_the_zero(self):
        assert read_date("1985.1").value == "1985-01"
        assert read_date("1985.1", number_format="General").value == ""


def test_month_column_drops_the_day():
    assert read_date(datetime(1985, 7, 12), month_only=True).value == "1985-07"
    assert read_date(31229, month_only=True).value == "1985-07"


@each(
    ("typed", "iso"),
    [
        ("20250301", "2025-03-01"),
        ("2025.3.1", "2025-03-01"),
        ("3-1", "2025-03-01"),
        ("3月1日", "2025-03-01"),
        ("３．１", "2025-03-01"),
        ("今天", "2025-09-10"),
        ("昨天", "2025-09-09"),
        ("去年9月1日", "2024-09-01"),
        ("前年 9.1", "2023-09-01"),
        ("今年3月", "2025-03"),
        ("85.7", "1985-07"),
    ],
)
def test_typed_entry(typed, iso):
    assert read_date(typed, today=date(2025, 9, 10)).value == iso


def test_short_forms_are_for_typed_entry_only():
    assert read_date("今天").value == ""
    assert read_date("去年9月1日").value == ""
    assert read_date("3-1").value == ""


@given(st.dates(date(1931, 1, 1), date(2030, 12, 31)), st.sampled_from("./-、。年"), st.booleans())
def test_every_day_in_every_spelling(day, mark, pads):
    month, number = (f"{day.month:02}", f"{day.day:02}") if pads else (str(day.month), str(day.day))
    tail = "月{}日" if mark == "年" else mark + "{}"
    assert read_date(f"{day.year}{mark}{month}{tail.format(number)}").value == day.isoformat()
    assert read_date(f"{day:%y}{mark}{month}{tail.format(number)}").value == day.isoformat()


@given(st.dates(date(1950, 1, 1), date(2060, 1, 1)))
def test_serial_numbers_agree_with_excel(day):
    assert read_date((day - date(1899, 12, 30)).days).value == day.isoformat()


@given(st.integers(1930, 2030), st.integers(1, 12))
def test_year_point_month_as_number_is_right_or_refused(year, month):
    assert read_date(float(f"{year}.{month:02}")).value in (f"{year}-{month:02}", "")
    assert (read_date(float(f"{year}.{month:02}")).value == "") == (month == 10)


@given(st.one_of(st.text(), st.floats(), st.integers(), st.dates(), st.datetimes(), st.booleans(), st.none()))
def test_no_cell_breaks_the_reader(raw):
    for reading in (read_date(raw), read_date(raw, month_only=True, today=date(2025, 9, 10))):
        assert reading.value == "" or date.fromisoformat(f"{reading.value}-01"[:10])


@each(
    ("day", "other", "agree", "earlier"),
    [
        ("2025-03", "2025-03-10", True, False),
        ("2025-03-10", "2025-03", True, False),
        ("2025-02-28", "2025-03", False, True),
        ("2025-03", "2025-02-28", False, False),
        ("2025", "2025-03", True, False),
        ("", "2025-03", False, False),
        ("2025-03", "", False, False),
        ("", "", False, False),
    ],
)
def test_a_month_and_a_day_are_compared_as_far_as_both_are_known(day, other, agree, earlier):
    assert (same_day(day, other), is_before(day, other)) == (agree, earlier)
