"""Import cases M10–M20: the citizen number, and birth and sex beside it. A damaged number is never stored."""

import pytest

from edudesk.base.ids import check_digit
from edudesk.roster.sample import id_number
from edudesk.sheets.workbook import Cell, CellDetail
from tests.roster.cases import answer_to, cell, said, shown
from tests.roster.people import ZHOU_ID, teacher
from tests.tables import each

GOOD = "990199198507120822"
WRONG = "990199198507120823"


def _ending_in_000() -> str:
    """A good number that looks as if Excel had cut it."""
    for region in range(990100, 990199):
        body = f"{region}19850712000"[:17]
        if check_digit(body) == "0":
            return body + "0"
    raise AssertionError


def test_m10_number_cut_by_excel_is_not_stored_but_its_birth_is() -> None:
    told = cell("身份证号", 9.90199198507121e17)
    assert (told["id_no"], told["id_status"], told["birth"]) == ("", "待补", "1985-07-12")
    assert told.text == "身份证号被Excel截断（“9.90199198507121E+17”），此项留空，已从中取得出生日期，请补录"


def test_m11_number_cut_by_excel_in_a_csv_tells_nothing() -> None:
    told = cell("身份证号", "9.90199E+17")
    assert (told["id_no"], told["id_status"], told["birth"]) == ("", "待补", "")
    assert told.text == "身份证号被Excel截断（“9.90199E+17”），此项留空，请补录"


def test_m12_whole_number_of_18_digits_is_good_when_its_check_digit_is() -> None:
    assert cell("身份证号", int(GOOD))["id_no"] == GOOD
    exact = cell("身份证号", float(GOOD), detail=CellDetail(GOOD))
    assert (exact["id_no"], exact.text) == (GOOD, "")
    zeros = _ending_in_000()
    doubted = cell("身份证号", float(zeros), detail=CellDetail(zeros))
    assert (doubted["id_no"], doubted["id_status"]) == (zeros, "待核实")
    assert doubted.text == f"身份证号“{zeros}”以000结尾，疑似被Excel截断，请核对后三位"


@each(
    "written",
    [
        "99019919850712082２", "'990199198507120822", "990199 19850712 0822", "990199-19850712-0822",
        "990199198507120822\u202c", "990199198507120822.0",
    ],
)  # fmt: skip
def test_m13_marks_around_a_number_are_taken_away(written: str) -> None:
    told = cell("身份证号", written)
    assert (told["id_no"], told["id_status"]) == (GOOD, "")
    assert told.text == f"身份证号“{written}”已整理为“{GOOD}”"


def test_m13_small_x() -> None:
    number = next(one for one in (id_number("1985-07-12", n) for n in range(0, 60, 2)) if one.endswith("X"))
    assert cell("身份证号", number.lower())["id_no"] == number
    assert cell("身份证号", number[:-1] + "Ｘ")["id_no"] == number


def test_m14_fifteen_digits_are_converted_unless_the_user_does_not_want_it() -> None:
    lines = (("姓名", "性别", "身份证号"), ("王芳", "女", "990199850712082"))
    preview = shown(*lines)
    assert (preview.rows[0].draft.id_no, preview.rows[0].draft.birth) == (GOOD, "1985-07-12")
    assert said(preview)["C2"] == f"15位旧身份证号“990199850712082”已换算为“{GOOD}”，请核对"
    (question,) = preview.questions
    assert (question.text, question.words, question.cells) == (
        "表中有 15 位旧身份证号，按规则换算成 18 位存入吗？", "换算后存入", ("C2",),
    )  # fmt: skip
    waiting = shown(*lines, answers=answer_to(preview, "15 位", "先不存，记为待补"))
    draft = waiting.rows[0].draft
    assert (draft.id_no, draft.id_status, draft.birth) == ("", "待补", "1985-07-12")
    assert said(waiting)["C2"] == "15位旧身份证号按您的选择没有换算，此项留空，请补录"


def test_m15_seventeen_characters_are_an_error_with_a_hint() -> None:
    told = cell("身份证号", GOOD[:10] + GOOD[11:], 出生年月="1985-07-12")
    assert (told["id_no"], told.row.state.word) == ("", "错误")
    assert told.text.startswith("身份证号“99019919850712082”"[:10])
    assert "是17位，应为18位，可能少了一位：“" in told.text
    assert GOOD in told.text
    assert "是19位，应为18位" in cell("身份证号", GOOD + "9").text


def test_m16_wrong_check_digit_is_kept_to_be_verified_and_is_no_key() -> None:
    told = cell("身份证号", WRONG)
    assert (told["id_no"], told["id_status"]) == (WRONG, "待核实")
    assert told.text == f"身份证号“{WRONG}”校验不符，可能输错了一位，已存为待核实"
    other = shown(
        ("姓名", "性别", "身份证号"), ("李红", "女", WRONG), existing=(teacher("王芳", id_no=WRONG),)
    )
    assert other.counts["new"] == 1


def test_m17_masked_number_overwrites_nothing_and_finds_its_person() -> None:
    zhou = teacher("周敏华", id_no=ZHOU_ID, birth="1991-07-26", gender="女")
    written = f"{ZHOU_ID[:6]}********{ZHOU_ID[-4:]}"
    preview = shown(("姓名", "性别", "身份证号"), ("周敏华", "女", written), existing=(zhou,))
    assert (preview.rows[0].matched_by, preview.rows[0].changes) == ("证件号末位和姓名", ())
    assert said(preview)["C2"] == f"身份证号“{written}”已打码，此项不改动原有号码"


@pytest.mark.parametrize(
    ("written", "id_type", "gender", "text"),
    [
        ("K1234567", "其他", "", "“K1234567”不是身份证号，已按其他证件号存入"),
        (f"8100001985071208{1}{check_digit('81000019850712081')}", "港澳台居民居住证", "男", ""),
    ],
)
def test_m18_other_documents(written: str, id_type: str, gender: str, text: str) -> None:
    preview = shown(("姓名", "身份证号", "任教学科"), ("王芳", written, "英语"))
    draft = preview.rows[0].draft
    assert (draft.id_no, draft.id_type, draft.gender) == (written, id_type, gender)
    assert said(preview).get("B2", "") == text


def test_m19_birth_that_differs_from_the_number_is_kept_as_the_one_of_the_file() -> None:
    told = cell("出生年月", "1984.07", 身份证号=GOOD)
    assert (told["birth"], told["birth_file"]) == ("1985-07-12", "1984-07")
    assert told.text == (
        "出生年月“1984-07”与身份证号中的“1985-07-12”不一致，按身份证号存入，原值存为档案出生年月"
    )


@each(
    ("written", "stored", "text"),
    [
        ("男 ", "男", ""),
        ("F", "女", "“F”按“女”存入"),
        ("M", "男", "“M”按“男”存入"),
        (2.0, "女", "“2”按“女”存入"),
        ("1", "男", "“1”按“男”存入"),
        ("未知", "", "“未知”按空白处理"),
    ],
)
def test_m20_sex_in_other_words(written: Cell, stored: str, text: str) -> None:
    preview = shown(("姓名", "性别", "任教学科"), ("王芳", written, "语文"))
    assert preview.rows[0].draft.gender == stored
    assert said(preview).get("B2", "") == text


def test_m20_sex_that_differs_from_the_number_is_doubted() -> None:
    preview = shown(("姓名", "性别", "身份证号"), ("王芳", "男", GOOD))
    assert preview.rows[0].draft.gender == "男"
    assert said(preview)["B2"] == "性别“男”与身份证号第17位（女）不一致，请核对"
