"""The empty workbook to fill in, read back by another program and by our own import."""

from datetime import date

import openpyxl
import pytest

from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind, column_map
from edudesk.base.errors import UserError
from edudesk.base.report import Template
from edudesk.sheets.headers import match_headers
from edudesk.sheets.heads import find_head
from edudesk.sheets.reader import read_workbook
from edudesk.sheets.rows import Reason, read_body
from edudesk.sheets.template import write_template

PEOPLES = CodeList("民族", tuple(Code(f"第{number}族人民") for number in range(60)))
COLUMNS = (
    Column("sequence", "序号", Kind.INT, 9),
    Column("name", "姓名", Kind.NAME, 20, required=True),
    Column(
        "gender", "性别", Kind.CHOICE, 10, codes=CodeList("性别", (Code("男"), Code("女")), is_open=False)
    ),
    Column("people", "民族", Kind.CHOICE, 14, codes=PEOPLES),
    Column("id_no", "身份证号", Kind.ID, 36, help="18 位，末位可以是 X"),
    Column("edu", "学历", width=14, parent="最高学历"),
    Column("end", "毕业时间", Kind.MONTH, 17, parent="最高学历"),
    Column("head", "是否班主任", Kind.YESNO, 14),
)
TEMPLATE = Template(
    "教师名单",
    date(2026, 11, 20),
    COLUMNS,
    ("一人一行。",),
    ({"name": "王小明", "gender": "男", "head": "是"},),
)


@pytest.fixture
def book(tmp_path):
    return openpyxl.load_workbook(write_template(TEMPLATE, tmp_path / "模板.xlsx").path)


def rules(sheet):
    """Column letter -> its data validation."""
    return {str(rule.sqref)[0]: rule for rule in sheet.data_validations.dataValidation}


def test_sheets_and_head(book):
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        ("教师名单", "visible"), ("填写说明", "visible"), ("选项", "hidden"),
    ]  # fmt: skip
    page = book["教师名单"]
    assert page["A1"].value == "教师名单（导入模板）"
    assert (
        page["A2"].value == "从第 6 行起填写；带 * 的列必填，其余不清楚的可以空着；各列怎样填见“填写说明”。"
    )
    assert [cell.value for cell in page[3]] == [
        "序号", "*姓名", "性别", "民族", "身份证号", "最高学历", None, "是否班主任",
    ]  # fmt: skip
    assert [cell.value for cell in page[4]][5:7] == ["学历", "毕业时间"]
    assert [cell.value for cell in page[5]] == ["例", "王小明", "男", None, None, None, None, "是"]
    assert page.freeze_panes == "A5"


def test_closed_list_refuses_other_words_and_an_open_one_takes_them(book):
    page, words = book["教师名单"], book["选项"]
    gender, people, head = (rules(page)[letter] for letter in "CDH")
    assert (gender.type, gender.formula1, gender.showErrorMessage) == ("list", "选项!$A$2:$A$3", True)
    assert [words[cell].value for cell in ("A1", "A2", "A3")] == ["性别", "男", "女"]
    # 60 words are more than Excel takes as a list written into the rule itself
    assert (people.formula1, people.showErrorMessage) == ("选项!$B$2:$B$61", False)
    assert (head.formula1, head.showErrorMessage) == ('"是,否"', True)
    assert str(gender.sqref) == "C5:C3004"


def test_every_column_tells_how_to_fill_it_at_its_title_and_at_the_cell(book):
    page = book["教师名单"]
    assert page["E3"].comment.text == "18 位，末位可以是 X"
    assert page["B3"].comment.text == "必填。与身份证上的姓名一致"
    assert page["G4"].comment.text == "年月，如 1985-07 或 1985.7"
    assert rules(page)["G"].prompt == "年月，如 1985-07 或 1985.7"
    assert (rules(page)["G"].promptTitle, rules(page)["G"].type) == ("最高学历·毕业时间", None)


def test_cells_to_fill_are_text(book):
    page = book["教师名单"]
    formats = {letter: page.column_dimensions[letter].number_format for letter in "BEG"}
    assert formats == {"B": "@", "E": "@", "G": "@"}


def test_instructions(book):
    page = book["填写说明"]
    texts = [cell.value for row in page.iter_rows() for cell in row if cell.value]
    assert texts[0] == "填写说明"
    assert any("从第 6 行起填写" in text for text in texts)
    assert any(text.endswith("一人一行。") for text in texts)
    last = [[cell.value for cell in row] for row in page.iter_rows()][-7:]
    assert last[0] == ["姓名", "必填", "与身份证上的姓名一致", None]
    assert last[1] == ["性别", None, "从列表中选", "男、女"]
    assert last[2][2:] == ["从列表中选；列表里没有的可以直接填写", "、".join(PEOPLES.words)]


def test_filled_in_by_hand_it_is_read_without_its_example(book, tmp_path):
    page = book["教师名单"]
    for place, text in enumerate(["1", "李静", "女", "汉族", "99019919850213122X"], 1):
        page.cell(6, place, text)
    book.save(tmp_path / "填好.xlsx")
    sheet = read_workbook(tmp_path / "填好.xlsx").sheets[0]
    head = find_head(sheet, COLUMNS[1:], ("序号",))
    assert head is not None
    matches = match_headers(head, COLUMNS[1:], {}, ("序号",))
    assert [match.key for match in matches] == ["", *(column.key for column in COLUMNS[1:])]
    body = read_body(sheet, head, matches, column_map(COLUMNS))
    assert [row.cells[1] for row in body.rows] == ["李静"]
    assert [(one.number, one.reason) for one in body.skipped] == [(5, Reason.SAMPLE)]


def test_same_template_gives_the_same_bytes(tmp_path):
    first, second = (write_template(TEMPLATE, tmp_path / f"{name}.xlsx").path.read_bytes() for name in "ab")
    assert first == second


def test_place_that_cannot_be_written_is_told_and_nothing_is_left(tmp_path):
    (tmp_path / "文件").write_text("x")
    with pytest.raises(UserError) as refused:
        write_template(TEMPLATE, tmp_path / "文件" / "模板.xlsx")
    assert "没有写成“模板.xlsx”" in refused.value.text
    assert [file.name for file in tmp_path.iterdir()] == ["文件"]
