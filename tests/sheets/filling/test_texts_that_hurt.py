"""Texts that spreadsheets take for something else, in every kind of column (promises.md P24, P25)."""

import io
from dataclasses import replace
from pathlib import Path

import openpyxl

from edudesk.sheets.filling.filling import fill
from tests.sheets.filling.forms import look, parts, supply

TAILS = ("1+1", "SUM(A1:A9)", "cmd|' /C calc'!A0", 'HYPERLINK("http://x","y")', "N/A")
STARTS = (
    "=",
    "+",
    "-",
    "@",
    "＝",
    "＋",
    "－",
    "＠",
    "\t=",
    "\r=",
    "\n=",
    " =",
    "\u00a0=",
    "#",
    "'=",
    '"=',
    "{=",
    "=\u0000",
)
WHOLE = (
    "#N/A", "#REF!", "TRUE", "1E5", "007", "1/2", "2026-1-1", "10:30", "<b>&amp;</b>", "]]>", "_x000D_", "&#10;", "𬭎㛃𫖯🀄",
    "\u202eabc", "a\u0008b", "\ud800", "\ufffe", "e\u0301", "\u2028", "“”", "\\", "%s{}",
)  # fmt: skip
HURTING = tuple(start + tail for start in STARTS for tail in TAILS) + WHOLE


def test_every_text_stays_the_text_it_is(tmp_path: Path) -> None:
    form, proposal = look("register.xlsx")
    out = tmp_path / "填好.xlsx"
    count = len(HURTING)
    given = supply(count)
    keys = ("name", "id_no", "phone", "remark", "title", "birth", "weekly_periods")
    given = replace(given, values={**given.values, **dict.fromkeys(keys, HURTING)})
    written = fill(form, proposal.mapping, given, out)
    sheet = openpyxl.load_workbook(io.BytesIO(out.read_bytes()))["登记表"]
    columns = {one.key: one.letters for one in proposal.mapping.columns}
    for key in keys:
        for place, text in enumerate(HURTING):
            cell = sheet[f"{columns[key]}{4 + place}"]
            meant = (
                text.replace("\x00", " ").replace("\x08", " ").replace("\ud800", " ").replace("\ufffe", " ")
            )
            meant = meant.replace("\r", " ")
            assert (cell.data_type, str(cell.value)) == ("s", meant), (key, text)
            assert cell.quotePrefix or not meant.startswith(tuple("=+-@＝＋－＠\t"))
    assert any("控制字符" in remark for remark in written.remarks)
    formulas = parts(out)["xl/worksheets/sheet1.xml"].count(b"<f>")
    assert formulas == parts(form.path)["xl/worksheets/sheet1.xml"].count(b"<f>")


def test_a_text_longer_than_a_cell_is_cut_and_told(tmp_path: Path) -> None:
    form, proposal = look("register.xlsx")
    out = tmp_path / "填好.xlsx"
    given = supply(1)
    given = replace(given, values={**given.values, "remark": ["长" * 40_000]})
    written = fill(form, proposal.mapping, given, out)
    sheet = openpyxl.load_workbook(io.BytesIO(out.read_bytes()))["登记表"]
    assert len(sheet["K4"].value) == 32_767
    assert any("超过 32,767 字" in remark and "K4" in remark for remark in written.remarks)
    assert sheet.row_dimensions[4].height == 409
