"""The citizen number: M10–M18 of the import. All numbers are invented (region 990199 is not assigned)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.base.ids import (
    IdStatus,
    birth_of,
    check_digit,
    from_15,
    has_good_check,
    is_masked,
    is_permit,
    is_valid,
    looks_truncated,
    read_id,
    sex_of,
    suggestions,
)
from edudesk.base.readings import Level
from tests.tables import each

GOOD = "990199198507121024"
WITH_X = "99019919780403204X"

births = st.dates(date(1930, 1, 1), date(2010, 12, 31))
bodies = st.builds(lambda day, serial: f"990199{day:%Y%m%d}{serial:03}", births, st.integers(0, 999))
numbers = bodies.map(lambda body: body + check_digit(body))


def test_published_example_of_the_standard():
    assert check_digit("34052419800101001") == "X"


def test_birth_and_sex_come_from_the_number():
    assert (birth_of(GOOD), sex_of(GOOD)) == ("1985-07-12", "女")
    assert (birth_of(WITH_X), sex_of(WITH_X)) == ("1978-04-03", "女")


@each("number", ["990199198513121024", "990199209907121024", "99019918501", ""])
def test_impossible_births_are_not_invented(number):
    assert birth_of(number) == ""


@pytest.mark.parametrize("raw", [GOOD, int(GOOD)])
def test_good_number_passes_without_a_word(raw):
    reading = read_id(raw)
    assert (reading.value, reading.level, reading.status) == (GOOD, Level.OK, IdStatus.VALID)
    assert (reading.birth, reading.sex, reading.is_key) == ("1985-07-12", "女", True)


@each(
    "raw",
    [
        "99019919780403204x",
        "９９０１９９１９７８０４０３２０４Ｘ",
        "'99019919780403204X",
        "‘99019919780403204X",
        "990199 19780403 204X",
        "990199-19780403-204x",
        "990199　19780403　204X",
        "\u202d99019919780403204X\u202c",
        "\u200b99019919780403204X\ufeff",
        " 99019919780403204X\n",
    ],
)
def test_m13_spelling_is_tidied_with_a_notice(raw):
    reading = read_id(raw)
    assert (reading.value, reading.level, reading.status) == (WITH_X, Level.NOTICE, IdStatus.VALID)


def test_m13_point_zero_of_a_csv():
    assert read_id(GOOD + ".0").value == GOOD


def test_m10_number_rounded_by_excel_is_not_stored_but_tells_the_birth():
    reading = read_id(9.90199198507121e17, raw_text="9.90199198507121E+17")
    assert (reading.value, reading.level, reading.status) == ("", Level.WARNING, IdStatus.DAMAGED)
    assert reading.birth == "1985-07-12"
    assert reading.sex == ""
    assert reading.text.startswith("身份证号被Excel截断")
    assert not reading.is_key


def test_m10_a_float_is_damaged_even_when_its_digits_pass_the_checksum():
    assert is_valid(str(int(9.90199198507121e17)))  # the invented digits look right
    assert read_id(9.90199198507121e17).value == ""


def test_m11_text_from_csv_lost_the_birth_too():
    reading = read_id("9.90199E+17")
    assert (reading.value, reading.status, reading.birth) == ("", IdStatus.DAMAGED, "")
    assert "“9.90199E+17”" in reading.text


def test_m12_all_eighteen_digits_in_the_file_are_good_although_read_as_float():
    assert read_id(float(GOOD), raw_text=GOOD).value == GOOD


def test_m12_three_zeros_at_the_end_are_suspicious_even_with_a_good_check_digit():
    reading = read_id(990199198507122000)
    assert has_good_check("990199198507122000")
    assert (reading.value, reading.status) == ("990199198507122000", IdStatus.DOUBTFUL)
    assert "疑似被Excel截断" in reading.text
    assert not reading.is_key
    assert read_id(990199198507121000).status is IdStatus.DAMAGED


def test_m14_old_number_is_converted_and_to_be_confirmed():
    reading = read_id("990199850712102")
    assert (reading.value, reading.level, reading.status) == (GOOD, Level.WARNING, IdStatus.CONVERTED)
    assert read_id(990199850712102.0).value == GOOD
    assert from_15("990199851312102") == ""


@pytest.mark.parametrize(("raw", "length"), [(GOOD[:8] + GOOD[9:], 17), (GOOD[:8] + "8" + GOOD[8:], 19)])
def test_m15_wrong_length_is_an_error_that_tells_the_length(raw, length):
    reading = read_id(raw)
    assert (reading.value, reading.level, reading.status) == ("", Level.ERROR, IdStatus.WRONG)
    assert f"是{length}位，应为18位" in reading.text


def test_m15_hints_fit_checksum_and_birth_month():
    surplus = GOOD[:8] + "3" + GOOD[8:]
    assert suggestions(surplus, "1985-07") == (GOOD,)
    assert GOOD in suggestions(GOOD[:-2] + GOOD[-1], "1985-07")
    assert suggestions(surplus, "1979-01") == ()
    assert f"可能多了一位：“{GOOD}”" in read_id(surplus).text


def test_m16_wrong_check_digit_is_kept_to_be_verified():
    reading = read_id("990199198507121025")
    assert (reading.value, reading.level) == ("990199198507121025", Level.WARNING)
    assert (reading.status, reading.is_key, reading.birth) == (IdStatus.DOUBTFUL, False, "")


@each("raw", ["990199********1024", "990199＊＊＊＊＊＊＊＊1024", "990199XXXXXXXX1024", "9901**********1024"])
def test_m17_masked_number_never_replaces_a_full_one(raw):
    reading = read_id(raw)
    assert (reading.value, reading.status, reading.tail) == ("", IdStatus.MASKED, "1024")


def test_m17_tail_with_x():
    assert read_id("990199********204X").tail == "204X"
    assert is_masked("990199********204X")
    assert not is_masked(WITH_X)


def test_m18_residence_permit_and_passport():
    permit = read_id("810000199012310017")
    assert permit.status is IdStatus.VALID
    assert is_permit("810000199012310017")
    assert not is_permit(GOOD)
    passport = read_id("E12345678")
    assert (passport.value, passport.status, passport.birth, passport.sex) == (
        "E12345678",
        IdStatus.OTHER,
        "",
        "",
    )


@each("raw", ["已上交", "男", True, date(1985, 7, 12), 0.5])
def test_what_is_no_number_is_never_stored(raw):
    assert read_id(raw).value == ""
    assert read_id(raw).level in (Level.ERROR, Level.WARNING)


def test_looks_truncated():
    assert looks_truncated("9.90199198507121E+17")
    assert looks_truncated("990199198507121000")
    assert not looks_truncated(GOOD)


@given(numbers)
def test_every_number_with_its_check_digit_is_read_back(number):
    assert read_id(number).value == number
    assert read_id(number.lower()).value == number


def test_what_is_no_number_is_told_what_is_right():
    assert read_id("123").text == "“123”不是身份证号，应为18位，前17位是数字，末位是数字或X"


@given(numbers, st.integers(0, 16), st.integers(1, 9))
def test_every_single_wrong_digit_is_noticed(number, at, by):
    wrong = number[:at] + str((int(number[at]) + by) % 10) + number[at + 1 :]
    assert not is_valid(wrong)


@given(numbers, st.integers(0, 17))
def test_a_lost_character_is_among_the_suggestions(number, at):
    assert number in suggestions(number[:at] + number[at + 1 :])


@given(numbers)
def test_a_rounded_number_keeps_its_birth_and_loses_its_digits(number):
    reading = read_id(float(number[:15] + "000"))
    assert (reading.value, reading.birth) == ("", birth_of(number))


@given(st.one_of(st.text(), st.floats(allow_nan=False), st.integers()))
def test_no_cell_breaks_the_reader(raw):
    reading = read_id(raw)
    assert reading.level is Level.OK or reading.text


def test_a_birth_to_come_is_told_as_such():
    body = "99019920300101002"
    assert "中的出生日期在今天之后" in read_id(body + check_digit(body)).text
    body = "99019919871303002"
    assert "中的出生日期不存在" in read_id(body + check_digit(body)).text
