"""Forms that cannot be filled, and places that cannot be written: two sentences, and no half file."""

import io
import os
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlwt

from edudesk.base.errors import Cancelled, UserError
from edudesk.sheets import office
from edudesk.sheets.filling import filling as filling_module
from edudesk.sheets.filling.filling import fill
from edudesk.sheets.filling.survey import survey
from tests.sheets.filling.forms import FORMS, filled, look, parts, supply

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500


def repacked(change: Callable[[dict[str, bytes]], None], name: str = "register.xlsx") -> bytes:
    found = parts(FORMS / name)
    change(found)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
        for part, content in found.items():
            written.writestr(part, content)
    return target.getvalue()


def with_sheet(change: Callable[[bytes], bytes]) -> bytes:
    def changed(found: dict[str, bytes]) -> None:
        found["xl/worksheets/sheet1.xml"] = change(found["xl/worksheets/sheet1.xml"])

    return repacked(changed)


BAD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "encrypted": ("加密.xlsx", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "设有打开密码"),
    "et": ("旧表.et", lambda: OLE, "WPS 表格的 .et 格式"),
    "cut off": ("断.xlsx", lambda: (FORMS / "register.xlsx").read_bytes()[:3000], "不完整或已损坏"),
    "no form": ("文.xlsx", lambda: b"PK\x03\x04" + b"\0" * 100, "不完整或已损坏"),
    "empty": ("空.xlsx", lambda: b"", "文件是空的"),
    "pdf": ("文件.xlsx", lambda: b"%PDF-1.7 ...", "这是 PDF 文件"),
    "csv": ("名单.csv", lambda: "姓名,性别\n".encode("gb18030"), "不是 .xlsx 工作簿"),
    "not xml": ("坏.xlsx", lambda: with_sheet(lambda part: part.replace(b"</row>", b"</rov>", 1)), "不完整或已损坏"),
    "dtd": ("外部.xlsx", lambda: with_sheet(lambda part: part.replace(b"<worksheet", b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet', 1)), "DTD"),
}  # fmt: skip


@pytest.mark.parametrize("case", sorted(BAD))
def test_a_file_that_is_no_form_is_refused_in_two_sentences(case: str, tmp_path: Path) -> None:
    name, make, told = BAD[case]
    (tmp_path / name).write_bytes(make())
    with pytest.raises(UserError) as error:
        survey(tmp_path / name)
    assert told in error.value.text
    assert name in error.value.text
    assert "导入" not in error.value.hint
    assert re.fullmatch("[^。]+。", error.value.text + "。" * (not error.value.text.endswith("。")))
    assert error.value.hint.endswith("。")


def test_a_workbook_without_a_header_or_a_label_is_no_form(tmp_path: Path) -> None:
    import xlsxwriter

    from edudesk.sheets.filling.proposing import propose
    from tests.sheets.filling.forms import ROSTER

    path = tmp_path / "预算.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_row(0, 0, ("项目", "金额", "来源"))
    with pytest.raises(UserError, match="没有在这个表里找到要填的表头"):
        propose(survey(path), ROSTER.known)


def test_records_over_two_rows_are_refused(tmp_path: Path) -> None:
    from edudesk.sheets.filling.proposing import propose
    from tests.sheets.filling.forms import ROSTER

    path = tmp_path / "两行.xlsx"
    path.write_bytes(
        with_sheet(
            lambda part: part.replace(b"<mergeCells", b"<mergeCells", 1).replace(
                b"</mergeCells>", b'<mergeCell ref="B4:B5"/></mergeCells>'
            )
        )
    )
    with pytest.raises(UserError, match="一条记录占好几行"):
        propose(survey(path), ROSTER.known)


def test_a_form_that_was_changed_after_the_mapping_is_not_filled(tmp_path: Path) -> None:
    _form, proposal = look("register.xlsx")
    path = tmp_path / "register.xlsx"
    shutil.copy(FORMS / "choices.xlsx", path)
    with pytest.raises(UserError, match="与对照不一致"):
        fill(survey(path), proposal.mapping, supply(2), tmp_path / "填好.xlsx")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["register.xlsx"]


@pytest.mark.parametrize(
    ("name", "out"),
    [("macros.xlsm", "填好.xlsx"), ("register.xlsx", "填好.xlsm"), ("register.xlsx", "填好.xls")],
)
def test_the_name_must_say_what_the_file_is(name: str, out: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="不能存成"):
        filled(name, 2, tmp_path / out)
    assert list(tmp_path.iterdir()) == []


def test_a_target_open_in_wps_keeps_its_old_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "填好.xlsx"
    out.write_bytes(b"old")

    def busy(self: Path, target: Path) -> Path:
        raise PermissionError(13, "sharing violation")

    monkeypatch.setattr(Path, "replace", busy)
    with pytest.raises(UserError) as error:
        filled("register.xlsx", 2, out)
    assert error.value.text == "“填好.xlsx”正被 Excel、WPS 或其他程序打开，没有写成。"
    assert (out.read_bytes(), [one.name for one in tmp_path.iterdir()]) == (b"old", ["填好.xlsx"])


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match="磁盘空间不足"):
        filled("register.xlsx", 2, tmp_path / "填好.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "报送").write_bytes(b"a file where a folder should be")
    with pytest.raises(UserError, match="找不到文件夹"):
        filled("register.xlsx", 2, tmp_path / "报送" / "填好.xlsx")


def test_cancelled_filling_leaves_nothing(tmp_path: Path) -> None:
    form, proposal = look("register.xlsx")

    def step(done: int, total: int, text: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        fill(form, proposal.mapping, supply(2), tmp_path / "填好.xlsx", step)
    assert list(tmp_path.iterdir()) == []


def test_a_result_that_reads_back_otherwise_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check compares cell by cell: here it is told to expect another name."""
    from edudesk.sheets.filling import patch
    from edudesk.sheets.limits import LIMITS, Refused

    form, proposal = look("register.xlsx")
    order = filling_module._Filling(form, proposal.mapping, supply(2)).order()
    patching = patch._Patching(form.content, order, LIMITS)
    content = patching.done()
    patch.check(content, form.content, patching.meant)
    for place, wrong in (((4, 2), "别人"), ((4, 1), 2.0), ((4, 4), "")):
        meant = {"登记表": {**patching.meant["登记表"], place: wrong}}
        with pytest.raises(Refused, match="不一致"):
            patch.check(content, form.content, meant)
    with pytest.raises(Refused, match="不一致"):
        patch.check(content[:2000], form.content, patching.meant)


def old_form(path: Path) -> Path:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("名单")
    border = xlwt.easyxf("borders: left thin, right thin, top thin, bottom thin")
    sheet.write(0, 0, "填报单位：____________")
    for column, head in enumerate(("序号", "姓名", "性别", "身份证号")):
        sheet.write(1, column, head, border)
        for row in range(2, 6):
            sheet.write(row, column, "", border)
    sheet.write(6, 0, "合计", border)
    book.save(str(path))
    return path


def test_an_old_form_is_refused_where_there_is_no_libreoffice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "program", lambda: None)
    with pytest.raises(UserError) as error:
        survey(old_form(tmp_path / "旧表.xls"))
    assert "旧版 .xls" in error.value.text
    assert "另存为“Excel 工作簿（.xlsx）”" in error.value.hint


@pytest.mark.slow
@pytest.mark.skipif(office.program() is None, reason="no LibreOffice here")
def test_an_old_form_is_converted_by_libreoffice(tmp_path: Path) -> None:
    from edudesk.sheets.filling.proposing import propose
    from tests.sheets.filling.forms import ROSTER

    form = survey(old_form(tmp_path / "旧表.xls"))
    proposal = propose(form, ROSTER.known)
    assert "先转换成 .xlsx" in proposal.remarks[0]
    assert (proposal.mapping.first_row, proposal.mapping.last_row) == (3, 6)
    written = fill(form, proposal.mapping, supply(9), tmp_path / "填好.xlsx")
    assert written.path.read_bytes()[:2] == b"PK"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["填好.xlsx", "旧表.xls"]
