"""Cells whose formula failed or was never counted are told with their place, not taken for blank (M41)."""

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from edudesk.base.marks import UNCOUNTED
from edudesk.sheets import formulas
from edudesk.sheets.reader import read_workbook
from tests.sheets.test_reader import rewrite
from tests.tables import each

ROW = b'<sheetData><row r="2"><c r="A2" t="s"><v>0</v></c>%s<c r="C2"><v>1</v></c></row></sheetData>'


def valueless(xml: bytes) -> list[tuple[int, int, str]]:
    return formulas.valueless(xml, 0, len(xml))


@each(
    ("cell", "told"),
    [
        (b'<c r="B2" t="e"><v>#N/A</v></c>', "#N/A"),
        (b'<c r="B2" s="1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!"),
        (b"<c r='B2' t='e'><f>1/0</f><v>#DIV/0!</v></c>", "#DIV/0!"),
        (b'<c t="e" r="B2"><f t="shared" si="0"/><v>#REF!</v></c>', "#REF!"),
        (b'<c r="B2"><f>A2</f><v/></c>', UNCOUNTED),
        (b'<c r="B2"><f>A2</f><v /></c>', UNCOUNTED),
        (b'<c r="B2"><f>A2</f><v></v></c>', UNCOUNTED),
        (b'<c r="B2"><f>A2</f></c>', UNCOUNTED),
        (b'<c r="B2"><f t="shared" si="0"/></c>', UNCOUNTED),
        (b'<c r="B2" t="str"><f>A2</f></c>', UNCOUNTED),
        (b'<c r="B2"><f>A2</f><v>7</v></c>', ""),
        (b'<c r="B2" t="str"><f>IF(A2="","",A2)</f><v></v></c>', ""),  # as Excel writes a text that is empty
        (b'<c r="B2" t="b"><f>A2</f><v>1</v></c>', ""),
        (b'<c r="B2" t="inlineStr"><is><t>#N/A</t></is></c>', ""),
        (b'<c r="B2" s="3"/>', ""),
    ],
)
def test_a_formula_without_a_result_is_told(cell: bytes, told: str) -> None:
    expected = [(2, 2, told)] if told else []
    assert valueless(ROW % cell) == expected
    prefixed = (ROW % cell).replace(b"</", b"<|").replace(b"<", b"<x:").replace(b"<x:|", b"</x:")
    assert valueless(prefixed) == expected


@given(
    st.lists(
        st.sampled_from(
            (b"<c", b' r="B2"', b' t="e"', b">", b"<f", b"/>", b"</f>", b"<v>", b"#N/A", b"</v>", b"</c>")
        )
    )
)
def test_broken_xml_is_no_reason_to_fall_over(parts: list[bytes]) -> None:
    for row, column, text in valueless(b"".join(parts)):
        assert (row, column) == (2, 2)
        assert text


def test_they_reach_the_sheet_also_beyond_the_last_value(tmp_path) -> None:
    path = tmp_path / "程序导出.xlsx"
    book = openpyxl.Workbook()
    for row in (["姓名", "任教学科"], ["王芳", "#N/A", "=A2"], [], ["=A2"]):
        book.active.append(row)
    book.save(path)
    assert read_workbook(path).sheets[0].rows == (
        ("姓名", "任教学科", ""),
        ("王芳", "#N/A", UNCOUNTED),
        ("", "", ""),
        (UNCOUNTED, "", ""),
    )


def test_a_far_away_formula_makes_no_giant_sheet(tmp_path) -> None:
    plain, path = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["姓名", "=A1"])
    book.save(plain)
    rewrite(plain, path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'r="B1"', b'r="B1048576"'))
    assert len(read_workbook(path).sheets[0].rows) == 1
