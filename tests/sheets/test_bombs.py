"""Workbooks made to bring a program down (promises.md 4): each is read or refused in words, none hurts us."""

import copy
import resource
import struct
import time
import zipfile

import pytest
import xlsxwriter

from edudesk.base.errors import UserError
from edudesk.sheets.reader import read_workbook

pytestmark = pytest.mark.usefixtures("at_arms_length")
NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
REL = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook {NS} {REL}><sheets><sheet name="甲" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"'
    ' Target="worksheets/sheet1.xml"/></Relationships>',
}
ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>王芳</t></is></c></row>'


def package(path, rows=ROW, head="", tail="", extra=None):
    """A minimal .xlsx; extra replaces or adds parts."""
    parts = {
        **PARTS,
        "xl/worksheets/sheet1.xml": f"<worksheet {NS}>{head}<sheetData>{rows}</sheetData>{tail}</worksheet>",
    }
    parts.update(extra or {})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as written:
        for name, text in parts.items():
            written.writestr(name, text)
    return path


def read(path):
    """read_workbook within the promises of P18: 31 seconds, and no 50 MB more in this process."""
    start, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        return read_workbook(path)
    finally:
        assert time.monotonic() - start < 31
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


def refused(path):
    with pytest.raises(UserError) as caught:
        read(path)
    assert caught.value.hint
    return caught.value.text


def values(path):
    return read(path).sheets[0].rows


def values_or_refusal(path):
    try:
        return values(path)
    except UserError as error:
        return (error.text, error.hint)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "炸弹.xlsx"


def test_the_plain_package_is_good(path):
    assert values(package(path)) == (("王芳",),)


def test_two_cells_in_opposite_corners(path):
    rows = ROW + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert values(package(path, rows)) == (("王芳",),)  # the far row is cut off, and told
    assert "第 1,048,576 行" in read_workbook(path).sheets[0].remarks[0]


def test_two_cells_in_opposite_corners_without_row_numbers(path):
    rows = '<row><c r="A1"><v>1</v></c></row><row><c r="XFD1048576"><v>1</v></c></row>'
    assert "太大" in refused(package(path, rows)) or "超过 300 列" in refused(path)


def test_far_cell_in_a_near_row(path):
    package(path, '<row r="1"><c r="A1"><v>1</v></c><c r="A1048576"><v>1</v></c></row>')
    page = read(path).sheets[0]
    assert page.rows == ((1.0,),)
    assert "第 1,048,576 行" in page.remarks[0]


def test_one_row_of_16384_columns(path):
    assert "超过 300 列" in refused(
        package(path, '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>')
    )


def test_style_without_content_is_no_column(path):
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="0"/></row>'
    assert values(package(path, rows)) == ((1.0,),)


def test_a_million_empty_styled_rows(path):
    rows = "".join(
        f'<row r="{row}" s="1" customFormat="1"><c r="A{row}" s="1"/></row>' for row in range(2, 1_048_577)
    )
    page = read(package(path, ROW + rows)).sheets[0]
    assert page.rows == (("王芳",),)
    assert page.remarks == ()  # nothing was lost, nothing to tell


def test_400_mb_of_one_letter(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as written:
        for name, text in PARTS.items():
            written.writestr(name, text)
        with written.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(400):
                part.write(b"A" * 1_000_000)
    assert "超过 200 MB" in refused(path)


def test_ratio_over_100(path):
    assert "压缩方式异常" in refused(package(path, extra={"xl/media/1.bin": "A" * 1_000_000}))


def test_more_than_1000_entries(path):
    assert "1,500" in refused(package(path, extra={f"x/{number}": "" for number in range(1_500 - 5)}))


def test_70000_entries(path):
    with zipfile.ZipFile(package(path, extra={"0": ""}), "a") as written:
        for number in range(1, 70_000 - 5):  # each named in the directory, all at the place of the first
            entry = copy.copy(written.getinfo("0"))
            entry.filename = str(number)
            written.filelist.append(entry)
        written._didModify = True
    assert "70,000" in refused(path)


@pytest.mark.parametrize(
    "part", ["xl/sharedStrings.xml", "xl/styles.xml", "docProps/core.xml", "xl/workbook.xml"]
)
def test_entity_bombs(path, part):
    layers = "".join(f'<!ENTITY l{n} "&l{n - 1};&l{n - 1};&l{n - 1};">' for n in range(1, 30))
    bomb = f'<!DOCTYPE x [<!ENTITY l0 "lol">{layers}]><x>&l29;</x>'
    assert "DTD" in refused(package(path, extra={part: bomb}))


def test_external_dtd(path):
    bomb = '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><styleSheet/>'
    assert "DTD" in refused(package(path, extra={"xl/styles.xml": bomb}))


def test_entity_bomb_in_utf_16(path):
    bomb = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY a "b">]><x/>'.encode("utf-16")
    assert "DTD" in refused(package(path, extra={"xl/styles.xml": bomb}))


def test_long_shared_string_used_100000_times(path):
    shared = f"<sst {NS}><si><t>{'字' * 3_000_000}{'很长' * 100}</t></si></sst>"
    noise = "".join(chr(0x4E00 + n * 7919 % 20000) for n in range(200_000))  # keeps the ratio below 100
    shared = shared.replace("字" * 3_000_000, noise * 15)
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c><c r="B{n}" t="s"><v>0</v></c></row>'
        for n in range(1, 40_000)
    )
    relation = PARTS["xl/_rels/workbook.xml.rels"].replace(
        "</Relationships>",
        '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"'
        ' Target="sharedStrings.xml"/></Relationships>',
    )
    extra = {"xl/sharedStrings.xml": shared, "xl/_rels/workbook.xml.rels": relation}
    assert refused(package(path, rows, extra=extra))


def test_shared_string_out_of_range(path):
    rows = '<row r="1"><c r="A1" t="s"><v>99</v></c></row>'
    assert values_or_refusal(package(path, rows))[0] in (("",), "“炸弹.xlsx”：文件不完整或已损坏，无法读取。")


def test_60000_merges(path):
    merges = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 60_001))
    page = read(package(path, tail=f"<mergeCells>{merges}</mergeCells>")).sheets[0]
    assert page.rows[0][0] == "王芳"
    assert len(page.merges) <= 20_000


def test_more_than_50000_rows(path):
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n * 7919 % 10007}</v></c></row>' for n in range(1, 50_002))
    assert "50,001 行" in refused(package(path, rows))


def test_names_that_would_leave_the_folder_are_never_written(path, tmp_path):
    package(path, extra={"../../逃.txt": "x", "/绝对.txt": "x"})
    before = sorted(tmp_path.parent.rglob("*"))
    assert values(path) == (("王芳",),)
    assert sorted(tmp_path.parent.rglob("*")) == before


def test_same_name_twice(path):
    package(path)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(path, "a") as written:
        written.writestr("xl/workbook.xml", "<other/>")
    assert "已损坏" in refused(path)


def test_zip_inside_a_zip_is_not_opened(path, tmp_path):
    inner = package(tmp_path / "inner.xlsx").read_bytes()
    assert values(package(path, extra={"xl/embeddings/1.xlsx": inner})) == (("王芳",),)


def test_circular_and_countless_styles(path):
    xfs = "".join(f'<xf numFmtId="{n}" fontId="{n * 7919 % 65000}" xfId="{n + 1}"/>' for n in range(65_000))
    extra = {
        "xl/styles.xml": f"<styleSheet {NS}><cellStyleXfs>{xfs}</cellStyleXfs><cellXfs>{xfs}</cellXfs></styleSheet>"
    }
    rows = '<row r="1"><c r="A1" s="65000"><v>1985.1</v></c></row>'
    assert values(package(path, rows, extra=extra)) == ((1985.1,),)


def test_size_that_the_directory_lies_about(path):
    package(
        path,
        extra={
            "xl/worksheets/sheet1.xml": f"<worksheet {NS}><sheetData>{ROW * 20_000}</sheetData></worksheet>"
        },
    )
    content = bytearray(path.read_bytes())
    at = content.rfind(b"xl/worksheets/sheet1.xml") - 46
    struct.pack_into("<I", content, at + 24, 100)  # inflated size, as the central directory tells it
    path.write_bytes(content)
    assert refused(path)


def test_times_before_1980_and_after_2107(path):
    content = bytearray(package(path).read_bytes())
    at = content.find(b"PK\x01\x02")
    struct.pack_into("<HH", content, at + 12, 0xFFFF, 0xFFFF)
    path.write_bytes(content)
    assert values(path) == (("王芳",),)


def test_cut_off_after_every_kilobyte(path):
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        for row in range(60):
            page.write_row(row, 0, ["王芳", row * 7919 % 1009, "13861234567"])
    content = path.read_bytes()
    for length in range(1_000, len(content), 1_000):
        path.write_bytes(content[:length])
        assert "已损坏" in refused(path)


@pytest.mark.parametrize("seed", range(12))
def test_flipped_bytes_are_read_or_refused(path, seed):
    content = bytearray(package(path, ROW * 5).read_bytes())
    for turn in range(5):
        content[(seed * 977 + turn * 3571) % len(content)] ^= 1 << (seed % 8)
    path.write_bytes(content)
    assert all(values_or_refusal(path))
