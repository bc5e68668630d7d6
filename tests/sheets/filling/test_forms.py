"""Every invented form filled with a list that is shorter, and one that is longer, than its empty rows."""

import io
import re
import warnings
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from edudesk.sheets.addresses import address, column_letters, column_number
from edudesk.sheets.filling.filling import fill
from edudesk.sheets.filling.markup import Markup
from edudesk.sheets.filling.proposing import propose
from edudesk.sheets.filling.survey import survey
from edudesk.sheets.limits import LIMITS
from edudesk.sheets.package import Package
from tests import nearby
from tests.data.templates.make_templates import MADE
from tests.sheets.filling import forms
from tests.sheets.filling.forms import FORMS, NAMES, ROSTER, cells_xml, look, number, parts, supply
from tests.sheets.filling.forms import finished as filled
from tests.tables import each

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
NAMES_OF_FORMS = sorted(name for name in MADE if name != "training.xlsx")


def opened(path: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(path.read_bytes()))


def sheet_part(path: Path, name: str) -> str:
    package = Package(path.read_bytes(), LIMITS)
    names = [one.attributes["name"] for one in Markup(package.workbook).root.child("sheets").children]
    return package.sheet_paths()[names.index(name)]


@each("name", NAMES_OF_FORMS)
def test_the_forms_are_those_the_script_makes(name: str) -> None:
    made = zipfile.ZipFile(io.BytesIO(MADE[name]()))  # by parts: another zlib packs them otherwise
    assert parts(FORMS / name) == {part: made.read(part) for part in made.namelist()}


@pytest.mark.parametrize("name", ["references.xlsx", "rich.xlsx", "wps.xlsx"])
def test_the_child_fills_as_other_tests_fill_in_this_process(name: str, tmp_path: Path) -> None:
    filled(name, 40, near := tmp_path / "这里.xlsx")
    with nearby.at_arms_length():
        forms.filled(name, 40, far := tmp_path / "那里.xlsx")
    assert parts(far) == parts(near) != parts(FORMS / name)


@pytest.mark.parametrize("name", NAMES_OF_FORMS)
def test_what_is_not_filled_stays_byte_for_byte(name: str, tmp_path: Path) -> None:
    out = tmp_path / f"填好{Path(name).suffix}"
    mapping, _ = filled(name, 1, out)  # fits into every form but one
    before, after = parts(FORMS / name), parts(out)
    sheets = {sheet_part(FORMS / name, mapping.sheet)} | {
        sheet_part(FORMS / name, one.sheet) for one in mapping.singles if one.key
    }
    # the switch to count anew, a style for 18 digits as text, and Excel's list of formulas, which it makes anew
    helpers = {"xl/workbook.xml", "xl/styles.xml"}
    if "xl/calcChain.xml" in before:
        helpers |= {"[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/calcChain.xml"}
        assert "xl/calcChain.xml" not in after
    assert [part for part in before if part != "xl/calcChain.xml"] == list(after)
    changed = {part for part in before if after.get(part) != before[part]}
    for part in sorted(changed - sheets - helpers):  # sums on another sheet lose the values of the empty form
        assert part.startswith("xl/worksheets/")
        assert (
            re.sub(rb"(<f>[^<]*</f>)(?:<v>[^<]*</v>|<v/>)", rb"\1", before[part]).replace(b' t="str"', b"")
            == after[part]
        )
    for sheet in sheets:
        old, new = cells_xml(before[sheet]), cells_xml(after[sheet])
        touched = {place for place in old if old[place] != new[place]}
        allowed = {one.cell for one in mapping.singles if one.is_filled}
        allowed |= {f"{one.letters}{mapping.first_row}" for one in mapping.columns if one.is_filled}
        assert {
            place for place in touched - allowed if b"<f" not in old[place] and b":f>" not in old[place]
        } == set()
        # around the cells nothing moves either
        assert re.sub(rb"<sheetData.*</sheetData>", b"", before[sheet]) == re.sub(
            rb"<sheetData.*</sheetData>", b"", after[sheet]
        ) or name in ("prefixed.xlsx", "wps.xlsx")


@pytest.mark.parametrize("name", NAMES_OF_FORMS)
def test_a_long_list_is_there_and_what_stood_below_has_moved(name: str, tmp_path: Path) -> None:
    out = tmp_path / f"填好{Path(name).suffix}"
    count = 40
    mapping, written = filled(name, count, out)
    before, after = opened(FORMS / name), opened(out)
    old, new = before[mapping.sheet], after[mapping.sheet]
    columns = {one.key: one.letters for one in mapping.columns if one.is_filled}
    names = [new[f"{columns['name']}{mapping.first_row + place}"] for place in range(count)]
    assert [cell.value for cell in names] == [
        NAMES[place % len(NAMES)].replace("\x07", " ") for place in range(count)
    ]
    assert {cell.data_type for cell in names} == {"s"}
    if "id_no" in columns:
        ids = [new[f"{columns['id_no']}{mapping.first_row + place}"] for place in range(count)]
        assert [(cell.value, cell.data_type, cell.number_format) for cell in ids] == [
            (number(place), "s", "@") for place in range(count)
        ]
    prepared = mapping.last_row - mapping.first_row + 1
    more = count - prepared if name != "wps.xlsx" else 0  # nothing stands below there
    assert any(f"插入 {more} 行" in remark for remark in written.remarks) == (more > 0)
    for row in range(mapping.last_row + 1, old.max_row + 1):
        for column in range(1, old.max_column + 1):
            value = old.cell(row, column).value
            if isinstance(value, str) and not value.startswith("=") and "：" not in value:
                assert new.cell(row + more, column).value == value, address(row, column)
    moved = {
        f"{one.bounds[0]},{one.bounds[1] + (more if one.min_row > mapping.last_row else 0)}"
        for one in old.merged_cells.ranges
    }
    assert {f"{one.bounds[0]},{one.bounds[1]}" for one in new.merged_cells.ranges} == moved


@pytest.mark.parametrize("name", NAMES_OF_FORMS)
def test_rows_inserted_look_like_the_forms_own(name: str, tmp_path: Path) -> None:
    out = tmp_path / f"填好{Path(name).suffix}"
    mapping, _ = filled(name, 40, out)
    if mapping.last_row < mapping.first_row:
        return
    sheet = opened(out)[mapping.sheet]
    pattern = max(mapping.last_row - 1, mapping.first_row)
    for row in range(pattern, mapping.first_row + 39):  # the last keeps the form's frame
        for one in mapping.columns:
            ours, theirs = (sheet[f"{one.letters}{at}"]._style for at in (row, pattern))
            for part in ("borderId", "fontId", "fillId", "alignmentId") if ours and theirs else ():
                assert getattr(ours, part) == getattr(theirs, part), (part, row)
        assert sheet.row_dimensions[row].height in (None, 29)  # 29 where a long name takes two lines


def test_rows_are_made_higher_where_a_text_would_be_cut_off(tmp_path: Path) -> None:
    out = tmp_path / "填好.xlsx"
    _, written = filled("register.xlsx", 9, out)
    sheet = opened(out)["登记表"]
    heights = [sheet.row_dimensions[row].height for row in range(4, 13)]
    # 阿依古丽·买买提 takes two lines, and so does a remark of two
    assert heights == [None, None, 29, 29, None, None, None, 29, None]
    assert "有 3 行的文字在原来的行高里放不下，已加高这些行。" in written.remarks


def test_totals_drop_downs_colours_and_print_area_take_in_the_new_rows(tmp_path: Path) -> None:
    out = tmp_path / "填好.xlsx"
    filled("register.xlsx", 40, out)
    sheet = opened(out)["登记表"]
    assert (sheet["I44"].value, sheet["B44"].value) == ("=SUM(I4:I43)", "=COUNTA(B4:B43)")
    assert [str(one.sqref) for one in sheet.data_validations.dataValidation] == ["C4:C43"]
    assert [str(one.sqref) for one in sheet.conditional_formatting] == ["I4:I43"]
    assert (sheet.print_area, sheet.print_title_rows) == ("'登记表'!$A$1:$K$46", "$1:$3")
    assert sheet["I44"].comment.text == "自动合计，请勿手填"
    assert b"\xe5\x8d\xb0\xe7\xab\xa0\xe5\xa4\x84" in parts(out)["xl/drawings/drawing1.xml"]  # 印章处
    rows = re.findall(rb"<xdr:row>(\d+)</xdr:row>", parts(out)["xl/drawings/drawing1.xml"])
    old = re.findall(rb"<xdr:row>(\d+)</xdr:row>", parts(FORMS / "register.xlsx")["xl/drawings/drawing1.xml"])
    assert [int(row) for row in rows] == [int(row) + 34 for row in old]


def test_formulas_elsewhere_names_and_charts_follow(tmp_path: Path) -> None:
    out = tmp_path / "填好.xlsx"
    filled("summary.xlsx", 40, out)
    book = opened(out)
    told = {row[0].value: row[1].value for row in book["汇总"]["A1:B5"]}
    assert told == {
        "人数": "=COUNTA('教师 明细'!B4:B43)", "男": "=COUNTIF('教师 明细'!$C$4:$C$43,\"男\")",
        "女": "=COUNTIF('教师 明细'!$C$4:$C$43,\"女\")", "课时合计": "=SUM(课时)", "平均课时": "='教师 明细'!I44",
    }  # fmt: skip
    assert b"<v>" not in parts(out)["xl/worksheets/sheet2.xml"].split(b"<f>", 1)[1].split(b't="s"')[0]
    names = {name: one.attr_text for name, one in book.defined_names.items()}
    assert names == {"课时": "'教师 明细'!$I$4:$I$43", "合计行": "'教师 明细'!$A$44:$K$44"}
    assert "'教师 明细'!$I$4:$I$43".encode() in parts(out)["xl/charts/chart1.xml"]


def test_formulas_in_character_references_follow(tmp_path: Path) -> None:
    out = tmp_path / "填好.xlsx"
    assert b"&#21517;&#20876;!B4:B9" in parts(FORMS / "references.xlsx")["xl/worksheets/sheet2.xml"]
    filled("references.xlsx", 40, out)
    count = opened(out)["汇总"]
    assert [count["B1"].value, count["B2"].value] == ["=COUNTA(名册!B4:B43)", "='名册'!B43&\"\""]


def test_formulas_in_the_list_go_on_and_shared_ones_are_written_out(tmp_path: Path) -> None:
    out = tmp_path / "填好.xlsx"
    mapping, _ = filled("formulas.xlsx", 40, out)
    sheet = opened(out)["测算"]
    for row in range(4, 44):
        assert sheet[f"A{row}"].value == row - 3
        assert sheet[f"E{row}"].value == f'=IF(D{row}="","",DATEDIF(D{row},TODAY(),"y"))'
        assert sheet[f"G{row}"].value == f"=SUM(F$4:F{row})"
        assert sheet[f"H{row}"].value == f'=IF(F{row}="","",RANK(F{row},$F$4:$F$43))'
    assert (sheet["F44"].value, sheet["G44"].value) == ("=SUM(F4:F43)", "=G43")
    assert sheet["A48"].value.text == "=SUM((F4:F43>10)*1)"
    assert sheet["B48"].value == '=IFERROR(F44/COUNT(F4:F43),"")&"节；见A10，“F9”不算"'
    assert sheet["C48"].value == "=SUM(F:F)+SUM($44:$44)+F44"
    assert sheet["G43"].border.bottom.style == "thick"  # the frame of the form still closes it
    assert sheet["G42"].border.bottom.style == "thin"
    assert [one.header for one in mapping.columns if not one.key] == ["年龄", "累计", "名次"]


def test_a_form_with_one_row_only(tmp_path: Path) -> None:
    out = tmp_path / "填好.xlsx"
    filled("one_row.xlsx", 40, out)
    sheet = opened(out)["名单"]
    assert (sheet["I44"].value, sheet["B44"].value) == ("=SUM(I4:I43)", "=COUNTA(B4:B43)")
    assert (sheet.auto_filter.ref, sheet.print_area) == ("A3:K43", "'名单'!$A$1:$K$46")
    assert str(sheet.data_validations.dataValidation[0].sqref) == "C4:C43"


def test_a_table_grows_and_keeps_its_totals(tmp_path: Path) -> None:
    out = tmp_path / "填好.xlsx"
    filled("table.xlsx", 40, out)
    sheet = opened(out)["台账"]
    table = sheet.tables["台账表"]
    assert (table.ref, table.autoFilter.ref, table.totalsRowCount) == ("A3:F44", "A3:F43", 1)
    assert sheet["E44"].value == "=SUBTOTAL(109,[周课时])"
    assert (sheet["H3"].value, sheet["H4"].value) == ("=SUM(台账表[周课时])", "=SUM(E4:E43)")
    assert sheet["F20"].value.startswith("=台账表[")
    assert sheet["A46"].value.startswith("说明")


def test_controls_comments_links_and_page_breaks_below_move_too(tmp_path: Path) -> None:
    out = tmp_path / "填好.xlsx"
    filled("controls.xlsx", 40, out)
    before, after = parts(FORMS / "controls.xlsx"), parts(out)
    comments = re.findall(rb'<comment ref="([A-Z]+[0-9]+)"', after["xl/comments1.xml"])
    assert comments == [b"D3", b"B4", b"A46"]

    def anchors(part: bytes) -> list[list[int]]:
        return [[int(one) for one in text.split(b",")] for text in re.findall(rb"<x:Anchor>([^<]*)<", part)]

    shifted = []
    for anchor in anchors(before["xl/drawings/vmlDrawing1.vml"]):
        moved = [*anchor]
        for place in (2, 6):
            moved[place] += 34 if anchor[place] >= 8 else 0  # from 0: the ninth row and those below it
        shifted.append(moved)
    assert anchors(after["xl/drawings/vmlDrawing1.vml"]) == shifted
    sheet = opened(out)["登记"]
    assert [one.id for one in sheet.row_breaks.brk] == [44, 48]
    assert (sheet["A48"].hyperlink.location, sheet["A48"].value) == ("登记!A44", "回到合计")


def test_sparklines_data_bars_and_rich_labels_stay(tmp_path: Path) -> None:
    out = tmp_path / "填好.xlsx"
    filled("rich.xlsx", 40, out)
    part = parts(out)["xl/worksheets/sheet1.xml"].decode()
    assert "<xm:f>汇总册!I4:I43</xm:f><xm:sqref>K44</xm:sqref>" in part
    assert "<xm:sqref>I4:I43</xm:sqref>" in part
    assert 'sqref="A4:K43"' in part
    assert "$I4&gt;AVERAGE($I$4:$I$43)" in part
    label = cells_xml(parts(out)["xl/worksheets/sheet1.xml"])["A2"].decode()
    runs = re.findall(r"<r>(<rPr>.*?</rPr>)?<t[^>]*>([^<]*)</t></r>", label)
    assert [text.strip() for _, text in runs] == ["学校：", "龙城实验小学", "填表人：", "唐晓燕"]
    assert ["<u/>" in style for style, _ in runs] == [False, True, False, True]


def test_a_form_without_rows_or_row_numbers_is_filled_below_its_header(tmp_path: Path) -> None:
    out = tmp_path / "填好.xlsx"
    filled("wps.xlsx", 40, out)
    sheet = opened(out)["Sheet1"]
    assert [sheet.cell(3, column).value for column in range(1, 4)] == [1, "周敏华", number(0)]
    assert sheet["B42"].value == NAMES[39 % len(NAMES)]
    assert sheet["B42"].border.left.style == "thin"  # as its column says
    assert sheet["C42"].number_format == "@"


def test_values_look_as_the_form_wants_them(tmp_path: Path) -> None:
    out = tmp_path / "填好.xlsx"
    _mapping, written = filled("formulas.xlsx", 3, out)
    sheet = opened(out)["测算"]
    assert sheet["D4"].value == "1985-07"  # the format shows a day that nobody knows
    assert (sheet["D5"].value.isoformat()[:10], sheet["D5"].is_date) == ("1991-07-26", True)
    assert sheet["D6"].value is None
    assert [sheet[f"F{row}"].value for row in (4, 5, 6)] == [14, 12.5, None]
    assert any("D4" in remark and "只知道年月" in remark for remark in written.remarks)
    filled("two_levels.xlsx", 3, out)
    sheet = opened(out)["花名册"]
    assert [sheet[f"C{row}"].value for row in (5, 6, 7)] == ["1985.08", "1985.07", "1991.07"]
    assert sheet["B5"].value == "张三"
    filled("register.xlsx", 3, out)
    cell = opened(out)["登记表"]["E4"]
    assert (cell.value.isoformat()[:7], cell.number_format) == ("1985-07", "yyyy.mm")


def test_an_example_is_written_over_when_the_user_says_so(tmp_path: Path) -> None:
    form, proposal = look("two_levels.xlsx")
    mapping = proposal.mapping.with_first_row(5).with_key("政治面貌", "")
    out = tmp_path / "填好.xlsx"
    written = fill(form, mapping, supply(30), out)
    sheet = opened(out)["花名册"]
    assert [sheet[f"{column}5"].value for column in "ABCDE"] == [1, "周敏华", "1985.07", None, None]
    assert (sheet["B34"].value, sheet["A36"].value[:2]) == (NAMES[29 % len(NAMES)], "注：")
    assert "第 5 行原有的内容已换成名单的内容。" in written.remarks


def test_cells_merged_in_every_row_are_one_column_and_merged_in_new_rows(tmp_path: Path) -> None:
    path, out = tmp_path / "合并.xlsx", tmp_path / "填好.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, box = book.add_worksheet("名单"), book.add_format({"border": 1})
        sheet.write_row(0, 0, ("序号", "姓名", "", "性别"), box)
        sheet.merge_range("B1:C1", "姓名", box)
        for row in range(1, 4):
            sheet.write_row(row, 0, ("", "", "", ""), box)
            sheet.merge_range(row, 1, row, 2, "", box)
        sheet.write(5, 0, "合计")
    form = survey(path)
    mapping = propose(form, ROSTER.known).mapping
    assert [(one.letters, one.key) for one in mapping.columns] == [
        ("A", "sequence"),
        ("B", "name"),
        ("D", "gender"),
    ]
    fill(form, mapping, supply(6), out)
    sheet = opened(out)["名单"]
    assert sorted(map(str, sheet.merged_cells.ranges)) == sorted(f"B{row}:C{row}" for row in range(1, 8))
    assert [sheet[f"B{row}"].value for row in range(2, 8)] == [
        name.replace("\x07", " ") for name in NAMES[:6]
    ]
    assert sheet["A9"].value == "合计"


def test_what_is_printed_in_every_row_is_printed_in_new_ones(tmp_path: Path) -> None:
    path, out = tmp_path / "印好.xlsx", tmp_path / "填好.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, box = book.add_worksheet("名单"), book.add_format({"border": 1})
        sheet.write_row(0, 0, ("序号", "片区", "姓名", "性别", "结论"), box)
        for row in range(1, 5):
            sheet.write_row(row, 0, (row, "东片", "", "", "同意"), box)
        sheet.write_row(5, 0, ("合计", "", "", "", ""), box)
    form = survey(path)
    mapping = propose(form, ROSTER.known).mapping
    assert (mapping.first_row, mapping.last_row) == (2, 5)
    fill(form, mapping, supply(7), out)
    sheet = opened(out)["名单"]
    assert [[cell.value for cell in row] for row in sheet["A2:E9"]] == [
        *(
            [place + 1, "东片", NAMES[place].replace("\x07", " "), "女男"[place % 2], "同意"]
            for place in range(7)
        ),
        ["合计", None, None, None, None],
    ]


def test_an_empty_list_fills_only_single_places(tmp_path: Path) -> None:
    form, proposal = look("register.xlsx")
    out = tmp_path / "填好.xlsx"
    written = fill(form, proposal.mapping, supply(0), out)
    sheet = opened(out)["登记表"]
    assert "龙城实验小学" in sheet["A2"].value
    assert [sheet[f"B{row}"].value for row in range(4, 10)] == [None] * 6
    assert "名单是空的，只填了单个的格。" in written.remarks


def test_a_workbook_template_becomes_a_workbook(tmp_path: Path) -> None:
    path, out = tmp_path / "表.xltx", tmp_path / "填好.xlsx"
    path.write_bytes(_repacked("register.xlsx", b"spreadsheetml.sheet.main", b"spreadsheetml.template.main"))
    form = survey(path)
    fill(form, propose(form, ROSTER.known).mapping, supply(2), out)
    assert b"spreadsheetml.sheet.main+xml" in parts(out)["[Content_Types].xml"]


def _repacked(name: str, old: bytes, new: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
        for part, content in parts(FORMS / name).items():
            written.writestr(part, content.replace(old, new))
    return target.getvalue()


def test_texts_that_look_like_formulas_stay_texts(tmp_path: Path) -> None:
    out = tmp_path / "填好.xlsx"
    _mapping, written = filled("register.xlsx", 9, out)
    sheet = opened(out)["登记表"]
    for place in ("B8", "B11", "K4", "K6"):
        assert (sheet[place].data_type, sheet[place].quotePrefix) == ("s", True)
    assert sheet["K7"].value == "两行\n文字"
    assert any("控制字符" in remark and "B10" in remark for remark in written.remarks)


def test_words_of_a_drop_down_list_are_the_forms_own(tmp_path: Path) -> None:
    out = tmp_path / "填好.xlsx"
    form, proposal = look("choices.xlsx")
    assert form.sheets[0].choice(5, 5).words == ("研究生", "大学本科", "大学专科", "中专")
    assert form.sheets[0].choice(5, 6).words == ("中共党员", "共青团员", "群众")
    _mapping, written = filled("choices.xlsx", 6, out)
    sheet = opened(out)["填报"]
    assert [sheet[f"{column}4"].value for column in "CEH"] == ["2-女", "大学本科", None]
    assert proposal.unknown == ("学历层次",)
    assert any("学历层次（D 列）" in remark for remark in written.remarks)
    assert any("“本科”写成“大学本科”，共 6 格" in remark for remark in written.remarks)


def test_a_hidden_sheet_is_no_list_and_protection_stays(tmp_path: Path) -> None:
    out = tmp_path / "填好.xlsx"
    filled("protected.xlsx", 40, out)
    book = opened(out)
    assert book["上报表"].protection.sheet
    assert book["校验"].sheet_state == "veryHidden"
    assert book["校验"]["A1"].value == '=IF(上报表!I44>0,"通过","未填")'


def test_a_cover_is_filled_beside_its_labels(tmp_path: Path) -> None:
    out = tmp_path / "填好.xlsx"
    filled("cover.xlsx", 9, out)
    book = opened(out)
    assert [book["封面"][f"C{row}"].value for row in range(5, 11)] == [
        "龙城实验小学", None, None, None, "2026年11月22日", "9",
    ]  # fmt: skip
    assert book["填表说明"]["A1"].value.startswith("一、本表一式两份")


def test_macros_and_links_stay_untouched(tmp_path: Path) -> None:
    out = tmp_path / "填好.xlsm"
    _, written = filled("macros.xlsm", 40, out)
    before, after = parts(FORMS / "macros.xlsm"), parts(out)
    for part in ("xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml", "[Content_Types].xml"):
        assert after[part] == before[part]
    assert "模板带有宏，程序没有运行它，原样保留；填好的表要存成 .xlsm。" in written.remarks
    assert "模板里有指向别的文件的链接，程序没有打开它们，原样保留。" in written.remarks


def test_columns_are_named_as_excel_does() -> None:
    assert [column_number(column_letters(place)) for place in (1, 26, 27, 702, 703)] == [1, 26, 27, 702, 703]
