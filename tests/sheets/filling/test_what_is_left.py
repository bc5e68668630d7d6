"""What a form has besides its list, and what its rows and dates want when the form says little about them."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from edudesk.sheets.filling.filling import fill
from edudesk.sheets.filling.proposing import Proposal, propose
from edudesk.sheets.filling.survey import Survey, survey
from tests.sheets.filling.forms import ROSTER, supply

HEAD = ("序号", "姓名", "性别", "出生年月", "职称")


class Form:
    """A form under the pencil. rows: number -> cells, framed; texts: address -> text without a frame."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = xlsxwriter.Workbook(path)
        self.framed = self.book.add_format({"border": 1})

    def sheet(self, name: str, rows: dict[int, tuple[Any, ...]], **texts: str) -> Any:
        made = self.book.add_worksheet(name)
        for number, cells in rows.items():
            made.write_row(number - 1, 0, cells, self.framed)
        for place, text in texts.items():
            made.write(place, text)
        return made

    def looked_at(self) -> tuple[Survey, Proposal]:
        self.book.close()
        form = survey(self.path)
        return form, propose(form, ROSTER.known)


@pytest.fixture
def form(tmp_path: Path) -> Form:
    return Form(tmp_path / "上级表.xlsx")


def filled(form: Form, count: int) -> tuple[Any, tuple[str, ...], Proposal]:
    found, proposal = form.looked_at()
    written = fill(found, proposal.mapping, supply(count), form.path.with_name("填好.xlsx"))
    return openpyxl.load_workbook(written.path), written.remarks, proposal


EMPTY = ("",) * 5


def test_a_second_table_below_the_list_is_named_and_stays_empty(form: Form) -> None:
    rows = {1: HEAD, 2: EMPTY, 3: EMPTY, 4: EMPTY, 7: ("序号", "姓名", "性别", "身份证号", ""), 8: EMPTY}
    form.sheet("教师", rows, B6="二、离退休人员")
    book, remarks, proposal = filled(form, 6)
    told = "工作表“教师”第 7 行起还有一张表（序号、姓名、性别、身份证号），没有填，请另行填写。"
    assert told in proposal.remarks
    assert told in remarks
    assert (proposal.mapping.first_row, proposal.mapping.last_row) == (2, 4)
    cells = book["教师"]
    assert [cells.cell(row, 2).value for row in (9, 10, 11)] == ["二、离退休人员", "姓名", None]


def test_a_table_on_another_sheet_is_named(form: Form) -> None:
    form.sheet("教师", {1: HEAD, 2: EMPTY})
    form.sheet("校级领导", {2: ("姓名", "性别", "职称"), 3: ("", "", "")})
    hidden = form.sheet("代码", {1: HEAD})
    hidden.hide()
    _, remarks, proposal = filled(form, 1)
    told = [one for one in proposal.remarks if "还有一张表" in one]
    assert told == ["工作表“校级领导”第 2 行起还有一张表（姓名、性别、职称），没有填，请另行填写。"]
    assert told[0] in remarks


def test_a_form_of_one_table_says_nothing_of_another(form: Form) -> None:
    form.sheet("教师", {1: HEAD, 2: EMPTY, 3: EMPTY}, A5="校长（签字）：", C5="填表人：")
    _, remarks, proposal = filled(form, 2)
    assert not [one for one in (*proposal.remarks, *remarks) if "还有一张表" in one]


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("出生年月", ["1985-07", "1991-07"]),
        ("出生年月（如1985.07）", ["1985.07", "1991.07"]),
        ("出生年月（YYYY.MM）", ["1985.07", "1991.07"]),
        ("出生年月（yyyymm）", ["198507", "199107"]),
        ("出生日期（YYYY/MM/DD）", ["1985/07", "1991/07/26"]),
        ("出生日期（yyyy年mm月dd日）", ["1985年07月", "1991年07月26日"]),
        ("出生日期", ["1985-07", "1991-07-26"]),
        ("出生年月日", ["1985-07", "1991-07-26"]),
    ],
)
def test_a_date_in_a_column_without_a_format_is_as_its_header_says(
    form: Form, header: str, told: list[str]
) -> None:
    form.sheet("教师", {1: ("序号", "姓名", "性别", header, "职称"), 2: EMPTY, 3: EMPTY})
    book, _, _ = filled(form, 2)
    assert [book["教师"].cell(row, 4).value for row in (2, 3)] == told


@pytest.mark.parametrize(
    ("code", "told"), [("yyyy.mm", ["1985-07", "1991-07"]), ("yyyy-mm-dd", ["1985-07", "1991-07-26"])]
)
def test_a_date_is_as_the_form_shows_that_of_its_example(form: Form, code: str, told: list[str]) -> None:
    from datetime import date

    rows = {1: ("序号", "姓名", "性别", "参加工作时间", "出生日期"), 2: ("例", "张三", "男", "", "")}
    made = form.sheet("教师", {**rows, 3: EMPTY, 4: EMPTY})
    made.write_datetime("E2", date(1980, 5, 1), form.book.add_format({"num_format": code, "border": 1}))
    book, _, proposal = filled(form, 2)
    assert proposal.mapping.first_row == 3
    assert [book["教师"].cell(row, 5).value for row in (3, 4)] == told


@pytest.mark.parametrize("count", [3, 4, 6])
def test_rows_without_cells_are_all_for_the_list_when_a_total_follows(form: Form, count: int) -> None:
    form.sheet("教师", {1: HEAD, 6: ("合计", "", "", "", "")})
    book, _, proposal = filled(form, count)
    assert (proposal.mapping.first_row, proposal.mapping.last_row) == (2, 5)
    cells = book["教师"]
    assert [cells.cell(row, 1).value for row in range(2, 2 + count)] == list(range(1, count + 1))
    assert cells.cell(max(6, 2 + count), 1).value == "合计"


def test_a_blank_row_stays_before_a_signature(form: Form) -> None:
    form.sheet("教师", {1: HEAD}, A6="校长（签字）：")
    book, _, proposal = filled(form, 5)
    assert (proposal.mapping.first_row, proposal.mapping.last_row) == (2, 4)
    assert [book["教师"].cell(row, 1).value for row in (6, 7, 8)] == [5, None, "校长（签字）："]


def test_a_formula_over_several_sheets_is_told_when_rows_are_inserted(form: Form) -> None:
    form.sheet("一月", {1: HEAD, 2: EMPTY, 3: EMPTY, 4: ("合计", "", "", "", "")})
    form.sheet("二月", {1: ("说明",)})
    total = form.sheet("汇总", {1: ("合计",)})
    total.write_formula("B1", "=SUM(一月:二月!E4)")
    total.write_formula("B2", "=SUM('一月:二月'!E4)+1")
    total.write_formula("B3", "=SUM(一月!A1:B4)")
    book, remarks, _ = filled(form, 5)
    told = "“汇总”B1、“汇总”B2 的公式跨几张工作表引用，插入行以后没有改动，请核对。"
    assert told in remarks
    assert book["汇总"]["B1"].value == "=SUM(一月:二月!E4)"
    assert book["汇总"]["B3"].value == "=SUM(一月!A1:B7)"


def test_a_formula_over_several_sheets_is_no_matter_when_nothing_moves(form: Form) -> None:
    form.sheet("一月", {1: HEAD, 2: EMPTY, 3: EMPTY})
    form.sheet("汇总", {1: ("合计",)}).write_formula("B1", "=SUM(一月:汇总!E4)")
    _, remarks, _ = filled(form, 2)
    assert not [one for one in remarks if "跨几张" in one]
