"""Workbooks through the child process: kinds by content, values, hidden parts, suspicious cells (M8–M25, M45, M46)."""

# ruff: noqa: DTZ001 -- a cell has no time zone

import json
import subprocess
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwt

import edudesk
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import Cancelled, UserError
from edudesk.base.grammar import read_cell
from edudesk.base.masking import Privacy
from edudesk.sheets import reader
from edudesk.sheets.limits import LIMITS
from edudesk.sheets.reader import read_workbook
from edudesk.sheets.workbook import CellDetail, Merge, address
from tests import nearby

DATA = Path(__file__).parents[1] / "data"
ID_NO = Column("id_no", "身份证号", Kind.ID, privacy=Privacy.RESTRICTED)
BIRTH = Column("birth", "出生年月", Kind.MONTH)
GOOD = "990199198507121024"
LINES = (("姓名", "工号", "出生年月"), ("王芳", "007", "1985.07"), ("李红", "012", "1990.10"))


def refusal(path, **more):
    with pytest.raises(UserError) as caught:
        read_workbook(path, **more)
    error = caught.value
    assert error.hint.endswith("。")
    assert path.name in error.text
    assert not any(word in str(error) for word in ("Error", "Traceback", "Errno"))
    return error.text


def understood(sheet, row, column, meaning, is_1904=False):
    detail = sheet.detail(row, column)
    raw = sheet.rows[row - 1][column - 1]
    return read_cell(
        meaning, raw, number_format=detail.number_format, raw_text=detail.raw_text, is_1904=is_1904
    ).value


class TestXlsx:
    def test_values_stay_native_and_rows_stand_where_excel_shows_them(self, tmp_path):
        path = tmp_path / "花名册.xlsx"
        with xlsxwriter.Workbook(path) as book:
            page = book.add_worksheet("专任教师")
            page.write_row(2, 1, ["王芳", 12.5, True, "007"])
            page.write_datetime(3, 1, datetime(1985, 7, 12), book.add_format({"num_format": "yyyy.mm"}))
            page.write_datetime(
                3, 2, datetime(1985, 7, 12, 8, 30), book.add_format({"num_format": "yyyy-m-d h:mm"})
            )
        workbook = read_workbook(path)
        (page,) = workbook.sheets
        assert (workbook.kind, page.name, page.width) == ("xlsx", "专任教师", 5)
        assert page.rows[0] == page.rows[1] == ("",) * 5
        assert page.rows[2] == ("", "王芳", 12.5, True, "007")
        assert page.rows[3] == ("", date(1985, 7, 12), datetime(1985, 7, 12, 8, 30), "", "")

    def test_m8_hidden_rows_columns_sheets_and_filters(self, tmp_path):
        path = tmp_path / "a.xlsx"
        with xlsxwriter.Workbook(path) as book:
            page = book.add_worksheet("在编")
            for row in range(6):
                page.write_row(row, 0, ["姓名", "备注", "内部"])
            page.set_row(3, options={"hidden": True})
            page.set_column(2, 2, options={"hidden": True})
            page.autofilter("A1:C6")
            page.filter_column(0, "x == 王芳")
            page.merge_range("A8:C8", "合并")
            book.add_worksheet("下拉选项").hide()
            book.add_worksheet("深藏").very_hidden()
        first, second, third = read_workbook(path).sheets
        assert (first.hidden_rows, first.hidden_columns, first.is_filtered) == ({4}, {3}, True)
        assert first.merges == (Merge(8, 1, 8, 3),)
        assert [page.is_hidden for page in (first, second, third)] == [False, True, True]
        assert (second.hidden_rows, second.is_filtered, second.rows) == (frozenset(), False, ())

    def test_m10_m12_ids_in_number_cells(self, tmp_path):
        path = tmp_path / "a.xlsx"
        with xlsxwriter.Workbook(path) as book:
            page = book.add_worksheet()
            page.write_number(0, 0, 990199198507121024)  # 9.90199198507121E+17 in the file, as Excel does
            page.write_string(1, 0, GOOD)
            page.write_string(2, 0, "99019919780403204X")
        mended = tmp_path / "b.xlsx"
        rewrite(
            path,
            mended,
            "xl/worksheets/sheet1.xml",
            lambda xml: xml.replace(b"9.90199198507121E+17", GOOD.encode()),
        )
        damaged, whole = read_workbook(path).sheets[0], read_workbook(mended).sheets[0]
        assert damaged.detail(1, 1) == CellDetail("9.90199198507121E+17", "General")
        assert [understood(damaged, row, 1, ID_NO) for row in (1, 2, 3)] == ["", GOOD, "99019919780403204X"]
        assert understood(whole, 1, 1, ID_NO) == GOOD

    def test_m25_format_tells_october(self, tmp_path):
        path = tmp_path / "a.xlsx"
        with xlsxwriter.Workbook(path) as book:
            page = book.add_worksheet()
            for row, code in enumerate(("0.00", "General", "0.00_ ", "#,##0.00", "0.0")):
                page.write_number(row, 0, 1985.1, book.add_format({"num_format": code}))
        page = read_workbook(path).sheets[0]
        assert [understood(page, row, 1, BIRTH) for row in range(1, 6)] == [
            "1985-10", "", "1985-10", "1985-10", "",
        ]  # fmt: skip

    def test_p20_zeros_that_a_format_shows_are_read(self, tmp_path):
        codes = (
            "0000",
            "00-000",
            '"T"000',
            "[$-804]0000;-0000",
            "0000_ ",
            "第000号",
            "0000-00",
            "0",
            "#,##0",
            "0.00",
            "0000",
        )
        values = (7, 7, 7, 7, 7, 7, 198507, 7, 7, 7, 12.5)
        path = tmp_path / "a.xlsx"
        with xlsxwriter.Workbook(path) as book:
            page = book.add_worksheet()
            for row, (code, value) in enumerate(zip(codes, values, strict=True)):
                page.write_number(row, 0, value, book.add_format({"num_format": code}))
            page.write_string(len(codes), 0, "0007", book.add_format({"num_format": "0000"}))
            page.write_blank(len(codes) + 1, 0, None, book.add_format({"num_format": "0000"}))
            page.write_string(len(codes) + 1, 1, "end")
        cells = [row[0] for row in read_workbook(path).sheets[0].rows]
        assert cells == [
            "0007", "00-007", "T007", "0007", "0007", "第007号", "1985-07", 7, 7, 7, 12.5, "0007", "",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        "code",
        ['yyyy"年"m"月"', "yyyy.mm", "mmm-yy", '[DBNum1][$-804]yyyy"年"m"月"', "yyyy-mm-dd", "m/d/yyyy"],
    )
    def test_m21_date_cells_of_any_format(self, tmp_path, code):
        path = tmp_path / "a.xlsx"
        with xlsxwriter.Workbook(path) as book:
            book.add_worksheet().write_datetime(
                0, 0, datetime(1985, 7, 12), book.add_format({"num_format": code})
            )
        page = read_workbook(path).sheets[0]
        assert page.rows == ((date(1985, 7, 12),),)
        assert understood(page, 1, 1, BIRTH) == "1985-07"

    def test_m22_workbook_that_counts_from_1904(self, tmp_path):
        path = tmp_path / "a.xlsx"
        with xlsxwriter.Workbook(path, {"date_1904": True}) as book:
            page = book.add_worksheet()
            page.write_datetime(0, 0, datetime(1985, 7, 12), book.add_format({"num_format": "yyyy-mm-dd"}))
            page.write_number(1, 0, 29767)
        workbook = read_workbook(path)
        assert workbook.is_1904
        assert workbook.sheets[0].rows[0] == (date(1985, 7, 12),)
        assert understood(workbook.sheets[0], 2, 1, BIRTH, is_1904=True) == "1985-07"

    def test_m41_formulas_and_errors_do_not_crash(self, tmp_path):
        path = tmp_path / "a.xlsx"
        book = openpyxl.Workbook()
        book.active.append(["王芳", "=A1", "=1/0", "#N/A"])
        book.save(path)
        (page,) = read_workbook(path).sheets
        assert page.rows[0][0] == "王芳"

    def test_p19_wrong_stored_dimension_loses_no_rows(self, tmp_path):
        path, lied = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
        book = openpyxl.Workbook()
        for row in range(501):
            book.active.append([f"王{row}", row])
        book.save(path)
        rewrite(
            path,
            lied,
            "xl/worksheets/sheet1.xml",
            lambda xml: xml.replace(b'<dimension ref="A1:B501"', b'<dimension ref="A1"'),
        )
        assert zipfile.ZipFile(lied).read("xl/worksheets/sheet1.xml").count(b'"A1"') >= 1
        assert len(read_workbook(lied).sheets[0].rows) == 501

    def test_p19_rows_after_500_blank_ones_are_read_and_after_2000_it_is_said(self, tmp_path):
        path = tmp_path / "a.xlsx"
        with xlsxwriter.Workbook(path) as book:
            near, far = book.add_worksheet("近"), book.add_worksheet("远")
            near.write(0, 0, "王芳")
            near.write(501, 0, "李红")
            far.write(0, 0, "王芳")
            far.write(3000, 0, "李红")
        near, far = read_workbook(path).sheets
        assert (len(near.rows), near.rows[501][0], near.remarks) == (502, "李红", ())
        assert len(far.rows) == 1
        assert "第 3,001 行起" in far.remarks[0]

    def test_namespace_prefixes_and_single_quotes(self, tmp_path):
        path, other = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
        with xlsxwriter.Workbook(path) as book:
            page = book.add_worksheet()
            page.write_row(0, 0, ["王芳", 1985.1])
            page.set_row(0, options={"hidden": True})

        def prefixed(xml):
            for tag in (
                b"worksheet",
                b"sheetData",
                b"row",
                b"c",
                b"v",
                b"dimension",
                b"sheetViews",
                b"sheetView",
            ):
                for opening in (b"<", b"</"):
                    for after in (b" ", b">"):
                        xml = xml.replace(opening + tag + after, opening + b"x:" + tag + after)
            return xml.replace(b"xmlns=", b"xmlns:x=")

        rewrite(path, other, "xl/worksheets/sheet1.xml", prefixed)
        page = read_workbook(other).sheets[0]
        assert page.rows == (("王芳", 1985.1),)
        assert page.hidden_rows == {1}
        assert page.detail(1, 2) == CellDetail("1985.1", "General")


def rewrite(path, target, part, change):
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
        for name in source.namelist():
            content = source.read(name)
            written.writestr(name, change(content) if name == part else content)


class TestOtherKinds:
    def test_xls(self, tmp_path):
        path = tmp_path / "旧.xls"
        book = xlwt.Workbook()
        page = book.add_sheet("教师")
        style = xlwt.easyxf(num_format_str="yyyy-mm-dd")
        page.write(0, 0, "王芳")
        page.write(0, 1, datetime(1985, 7, 12), style)
        page.write(0, 2, 990199198507121024.0)
        book.save(str(path))
        workbook = read_workbook(path)
        page = workbook.sheets[0]
        assert (workbook.kind, page.rows[0][:2]) == ("xls", ("王芳", date(1985, 7, 12)))
        assert understood(page, 1, 3, ID_NO) == ""
        assert "隐藏" in page.remarks[0]
        assert "公式出错的格看上去是空的" in page.remarks[0]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
    @pytest.mark.parametrize("mark", [",", "\t", ";"])
    def test_m45_csv_in_every_office_encoding(self, tmp_path, encoding, mark):
        path = tmp_path / "花名册.csv"
        path.write_bytes("\r\n".join(mark.join(line) for line in LINES).encode(encoding))
        workbook = read_workbook(path)
        assert (workbook.kind, workbook.sheets[0].name) == ("csv", "花名册")
        assert workbook.sheets[0].rows == LINES

    def test_csv_cells_stay_text_and_quotes_hold_line_breaks(self, tmp_path):
        path = tmp_path / "a.csv"
        path.write_text('姓名,备注\n"王芳","第一行\n第二行, 逗号"\n"=""0012""",0012\n', encoding="gb18030")
        assert read_workbook(path).sheets[0].rows[1:] == (("王芳", "第一行\n第二行, 逗号"), ("0012", "0012"))

    def test_csv_cells_keep_marks_that_only_python_takes_for_line_ends(self, tmp_path):
        path = tmp_path / "a.csv"
        path.write_text("姓名,备注,电话\n李静,好\u2028坏\x85好\x0b坏,13800000001\n", encoding="utf-8")
        (row,) = read_workbook(path).sheets[0].rows[1:]
        assert (row[0], row[2]) == ("李静", "13800000001")

    def test_csv_rare_characters_of_gb18030(self, tmp_path):
        path = tmp_path / "a.csv"
        path.write_bytes("姓名,性别\n㛃𠅤,女\n".encode("gb18030"))
        assert read_workbook(path).sheets[0].rows[1] == ("㛃𠅤", "女")

    def test_csv_saved_from_excel_has_lost_the_zero_of_october(self, tmp_path):
        path = tmp_path / "a.csv"
        path.write_text("姓名,出生年月\n王芳,1985.1\n李红,1985.11\n", encoding="utf-8")
        page = read_workbook(path).sheets[0]
        assert [understood(page, row, 2, BIRTH) for row in (2, 3)] == ["", "1985-11"]

    def test_html_named_xls(self, tmp_path):
        path = tmp_path / "导出.xls"
        html = """<html><head><meta charset="gbk"></head><body><table>
            <tr><th colspan=2>教师<br>名册</th><th rowspan="2">备注</th></tr>
            <tr><td>王芳</td><td>007</td></tr><tr><td>李 &amp; 红</td></tr></table></body></html>"""
        path.write_bytes(html.encode("gbk"))
        workbook = read_workbook(path)
        assert (workbook.kind, workbook.sheets[0].merges) == ("html", (Merge(1, 1, 1, 2), Merge(1, 3, 2, 3)))
        assert workbook.sheets[0].rows == (
            ("教师\n名册", "", "备注"),
            ("王芳", "007", ""),
            ("李 & 红", "", ""),
        )

    def test_name_says_nothing_about_the_kind(self, tmp_path):
        path = tmp_path / "其实是新格式.xls"
        openpyxl.Workbook().save(path)
        assert read_workbook(path).kind == "xlsx"

    def test_xlsm_is_read_as_data(self, tmp_path):
        path = tmp_path / "宏.xlsm"
        book = openpyxl.Workbook()
        book.active["A1"] = "王芳"
        book.save(path)
        assert read_workbook(path).sheets[0].rows == (("王芳",),)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class TestRefusals:
    @pytest.mark.parametrize(
        ("name", "content", "told"),
        [
            ("空.xlsx", b"", "文件是空的"),
            ("空.csv", b"\r\n \r\n", "文件是空的"),
            ("锁.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "设有打开密码"),
            ("文档.xls", OLE + "WordDocument".encode("utf-16-le"), "Word 文档"),
            ("表.et", OLE + b"\0" * 600, ".et 格式"),
            ("坏.xls", OLE + b"\0" * 600, "已损坏"),
            ("旧.xls", b"\x09\x04\x06\x00\x00\x00\x10\x00", "很旧的 Excel 格式"),
            ("半.xlsx", b"PK\x03\x04" + b"\x14\0" * 300, "不完整或已损坏"),
            ("扫描.xlsx", b"%PDF-1.7\n", "PDF 文件"),
            ("照片.xls", b"\xff\xd8\xff\xe0", "图片"),
            ("网页.xls", b"<html><body>\xe8\xaf\xb7\xe7\x99\xbb\xe5\xbd\x95</body></html>", "没有表格"),
            ("归档.xls", b"MIME-Version: 1.0\r\n", "网页归档"),
            (
                "xml.xls",
                b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
                "XML",
            ),
            ("乱.csv", bytes(range(1, 255)) * 20, "已损坏"),
            ("程序.xlsx", b"MZ\x90\0", "程序"),
        ],
    )
    def test_each_kind_is_named(self, tmp_path, name, content, told):
        path = tmp_path / name
        path.write_bytes(content)
        assert told in refusal(path)

    @pytest.mark.parametrize(
        ("part", "told"),
        [
            ("word/document.xml", "Word 文档"),
            ("xl/workbook.bin", ".xlsb"),
            ("content.xml", ".ods"),
            ("相片/1.jpg", "压缩包"),
            ("[Content_Types].xml", "已损坏"),
        ],
    )
    def test_other_packages(self, tmp_path, part, told):
        path = tmp_path / "a.xlsx"
        with zipfile.ZipFile(path, "w") as package:
            package.writestr(part, "<x/>")
        assert told in refusal(path)

    def test_file_left_by_excel_missing_file_and_folder(self, tmp_path):
        lock = tmp_path / "~$花名册.xlsx"
        lock.write_bytes(b"\x05Admin")
        assert "临时文件" in refusal(lock)
        assert "找不到" in refusal(tmp_path / "没有.xlsx")
        assert "文件夹" in refusal(tmp_path)

    def test_file_held_by_another_program(self, tmp_path, monkeypatch):
        path = tmp_path / "a.xlsx"
        path.write_bytes(b"PK")

        def held(self):
            raise PermissionError(13, "sharing violation")

        monkeypatch.setattr("pathlib.Path.read_bytes", held)
        assert "被其他程序独占" in refusal(path)

    def test_file_over_20_mb_is_not_even_read(self, tmp_path):
        path = tmp_path / "a.xlsx"
        with path.open("wb") as file:
            file.truncate(20_000_001)
        assert "超过 20 MB" in refusal(path)

    @pytest.mark.usefixtures("at_arms_length")
    def test_cancel_ends_the_child(self, tmp_path, monkeypatch):
        path = tmp_path / "a.csv"
        path.write_text("姓名,性别\n", encoding="utf-8")
        monkeypatch.setattr(reader, "_BOOT", "import time; time.sleep(60)")
        calls = []

        def step(done, total, text):
            calls.append(text)
            if len(calls) > 2:
                raise Cancelled

        with pytest.raises(Cancelled):
            read_workbook(path, step)

    @pytest.mark.usefixtures("at_arms_length")
    def test_a_hanging_child_is_killed_in_time(self, tmp_path, monkeypatch):
        path = tmp_path / "a.csv"
        path.write_text("姓名,性别\n", encoding="utf-8")
        monkeypatch.setattr(reader, "_BOOT", "import time; time.sleep(60)")
        assert "读取超过 1 秒" in refusal(path, limits=LIMITS._replace(seconds=1))


@pytest.mark.usefixtures("at_arms_length")
def test_memory_is_watched_where_the_system_sets_no_ceiling(tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    path.write_text("姓名,性别\n", encoding="utf-8")
    monkeypatch.setattr(reader, "_BOOT", "import time; eaten = bytearray(b'x') * 200_000_000; time.sleep(60)")
    monkeypatch.setattr(reader, "_HAS_CEILING", False)
    assert "表格展开后太大" in refusal(path, limits=LIMITS._replace(memory_bytes=100_000_000))


@pytest.mark.usefixtures("at_arms_length")
@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for the built program")
def test_the_built_program_is_its_own_child(tmp_path, monkeypatch):
    program = tmp_path / "edudesk"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m edudesk "$@"\n')
    program.chmod(0o755)
    path = tmp_path / "a.csv"
    path.write_text("姓名,性别\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(Path(edudesk.__file__).parents[1]))
    monkeypatch.setattr("sys.executable", str(program))
    monkeypatch.setattr("sys.frozen", True, raising=False)
    assert read_workbook(path).sheets[0].rows == (("姓名", "性别"),)


@pytest.mark.parametrize("name", ["hidden_and_banners.xlsx", "r2_jiangsu.xls", "plain_utf8.csv", "网页.xls"])
def test_the_child_answers_what_other_tests_read_in_this_process(tmp_path, name):
    path = tmp_path / name
    table = "<table><tr><td>姓名<td>工号<tr><td>王芳<td>007</table>"
    path.write_bytes((DATA / name).read_bytes() if (DATA / name).exists() else table.encode())
    with nearby.at_arms_length():
        far = read_workbook(path)
    assert far == read_workbook(path)
    assert any(row[0] for row in far.sheets[0].rows)


@pytest.mark.usefixtures("at_arms_length")
@pytest.mark.parametrize(
    ("content", "told"), [(b"PK\x03\x04" + bytes(600), "已损坏"), (b"%PDF-1.7\n", "PDF 文件")]
)
def test_the_child_refuses_in_words(tmp_path, content, told):
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert told in refusal(path)


def test_the_child_brings_neither_qt_nor_sql(tmp_path):
    path = tmp_path / "a.xlsx"
    openpyxl.Workbook().save(path)
    code = (
        "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from edudesk.sheets import worker; from edudesk.sheets.limits import LIMITS; "
        "worker.read(open(0,'rb').read(), '.xlsx', LIMITS); "
        "print([name for name in ('PySide6','sqlalchemy','openpyxl','xlsxwriter','reportlab') if name in sys.modules])"
    )
    command = [sys.executable, "-I", "-S", "-c", code, json.dumps(sys.path)]
    done = subprocess.run(command, input=path.read_bytes(), capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


def test_address():
    assert [address(17, 11), address(1, 1), address(2, 27), address(1048576, 16384)] == [
        "K17",
        "A1",
        "AA2",
        "XFD1048576",
    ]
