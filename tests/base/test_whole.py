"""How many whole numbers of how many people are about to leave the house."""

from datetime import date

from edudesk.base.columns import Column, Kind
from edudesk.base.document import Document, Paragraph
from edudesk.base.form import Form, FormBook, FormCell, FormRow
from edudesk.base.masking import mask_id_no, mask_numbers, numbers_in
from edudesk.base.report import Report
from edudesk.base.whole import numbers_of, whole_numbers
from edudesk.roster.sample import id_number
from tests.tables import each

LI, ZHOU = id_number("1985-02-13", 12), id_number("1991-07-26", 222)
COLUMNS = (
    Column("name", "姓名", Kind.NAME),
    Column("id_no", "身份证号", Kind.ID),
    Column("phone", "联系电话", Kind.PHONE),
    Column("remark", "备注"),
)


def roster(*rows: tuple[str, ...]) -> Report:
    return Report("roster", "名单", "龙城实验小学", date(2026, 9, 1), COLUMNS, rows)


@each(
    ("text", "found"),
    [
        (f"李静 {LI}，电话 199 0199 5571", ([LI], ["19901995571"])),
        (f"{LI[:6]} {LI[6:14]} {LI[14:]}", ([LI], [])),
        ("86 199-0199-5571", ([], ["19901995571"])),
        ("999901199107262", ([], [])),  # 15 digits that are no old number
        ("2026年9月1日，108 人", ([], [])),
    ],
)
def test_numbers_are_found_as_the_mask_finds_them(text: str, found: tuple[list[str], list[str]]) -> None:
    assert numbers_in(text) == found
    assert (mask_numbers(text) != text) == any(found)


def test_a_number_in_two_files_is_one_and_whoever_has_both_is_one_person() -> None:
    first = roster(
        ("李静", LI, "19901995571", ""), ("周敏华", ZHOU, "", ""), ("王芳", "", "0519-86880001", "")
    )
    second = roster(("李静", "", "19901995571", f"原号 {LI}"))
    whole = whole_numbers([first, second])
    assert (whole.citizens, whole.phones, whole.people) == (2, 2, 3)
    assert whole.words == "3 人的 2 个完整身份证号和 2 个完整电话"


def test_people_who_share_the_phone_of_their_office_are_two() -> None:
    both = roster(("李静", LI, "0519-86880001", ""), ("周敏华", ZHOU, "0519-86880001", ""))
    assert whole_numbers([both]).words == "2 人的 2 个完整身份证号和 1 个完整电话"


def test_forms_and_sentences_are_counted_too() -> None:
    book = FormBook(
        "files", "业务档案", (Form("李静", "档案", (FormRow((FormCell("号码", 4), FormCell(LI, 20))),)),),
    )  # fmt: skip
    letter = Document(
        "letter", "关于李静的情况说明", (Paragraph(f"李静（{LI}）、周敏华（{ZHOU}）。"),), ("龙城实验小学",)
    )
    assert whole_numbers([book]).words == "1 人的 1 个完整身份证号"
    assert whole_numbers([letter]).people == 2
    assert (
        whole_numbers([], [numbers_of(COLUMNS[:3], ("王芳", "", "19901990001"))]).words
        == "1 人的 1 个完整电话"
    )


def test_starred_numbers_are_none() -> None:
    starred = roster(
        ("李静", mask_id_no(LI), "", "支教至2027年8月"), ("周敏华", "", "", mask_numbers("19901995571"))
    )
    assert not whole_numbers([starred])
