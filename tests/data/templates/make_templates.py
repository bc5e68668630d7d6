"""Makes the forms in this folder: python -m tests.data.templates.make_templates

What XlsxWriter cannot write (quirks of WPS, macros, links to other files) is put into the finished zip.
"""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

HERE = Path(__file__).parent
SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEADS = (
    "序号",
    "姓名",
    "性别",
    "身份证号",
    "出生年月",
    "学历",
    "职称",
    "任教学科",
    "周课时",
    "联系电话",
    "备注",
)


class Form:
    """A workbook with the styles a form has."""

    def __init__(self) -> None:
        self.buffer = io.BytesIO()
        self.book = xlsxwriter.Workbook(self.buffer, {"in_memory": True})
        self.book.set_properties({"author": "", "created": datetime(2026, 9, 1)})  # noqa: DTZ001
        box = {
            "border": 1,
            "align": "center",
            "valign": "vcenter",
            "text_wrap": True,
            "font_name": "宋体",
            "font_size": 10,
        }
        self.title = self.book.add_format(
            {"bold": True, "font_size": 18, "align": "center", "font_name": "黑体"}
        )
        self.plain = self.book.add_format({"font_name": "宋体", "font_size": 10})
        self.head = self.book.add_format({**box, "bold": True, "bg_color": "#DDEBF7"})
        self.cell = self.book.add_format(box)
        self.text = self.book.add_format({**box, "num_format": "@"})
        self.month = self.book.add_format({**box, "num_format": "yyyy.mm"})
        self.day = self.book.add_format({**box, "num_format": 'yyyy"年"m"月"d"日"'})
        self.last = self.book.add_format({**box, "bottom": 5})
        self.sum = self.book.add_format({**box, "bold": True, "bg_color": "#F2F2F2"})
        self.sample = self.book.add_format({**box, "italic": True, "font_color": "#7F7F7F"})
        self.line = self.book.add_format({"bottom": 1, "font_name": "宋体", "font_size": 10})

    def sheet(
        self, name: str, title: str, heads: tuple[str, ...] = HEADS, first: int = 3, empty: int = 6
    ) -> Worksheet:
        """Title in row 1, 填报单位 in row 2, headers in row `first`, empty rows below."""
        sheet = self.book.add_worksheet(name)
        sheet.merge_range(0, 0, 0, len(heads) - 1, title, self.title)
        sheet.set_row(0, 30)
        sheet.write(1, 0, "填报单位（盖章）：________________　　填表日期：      年   月   日", self.plain)
        for column, head in enumerate(heads):
            sheet.write(first - 1, column, head, self.head)
            sheet.set_column(column, column, 20 if "身份证" in head else 10)
            for row in range(first, first + empty):
                sheet.write_blank(row, column, None, self.month if head.startswith("出生") else self.cell)
        return sheet

    def done(self, changes: "Callable[[dict[str, bytes]], None] | None" = None) -> bytes:
        self.book.close()
        parts = {}
        with zipfile.ZipFile(self.buffer) as made:
            for info in made.infolist():
                parts[info.filename] = made.read(info.filename)
        if changes is not None:
            changes(parts)
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
            for name, content in parts.items():
                written.writestr(zipfile.ZipInfo(name, (2026, 9, 1, 8, 0, 0)), content, zipfile.ZIP_DEFLATED)
        return target.getvalue()


def totals(
    form: Form, sheet: Worksheet, row: int, summed: Mapping[int, str], width: int = len(HEADS)
) -> None:
    """A row 合计, and a line for signatures two rows below."""
    for column in range(width):
        sheet.write_blank(row, column, None, form.sum)
    sheet.write(row, 0, "合计", form.sum)
    for column, formula in summed.items():
        sheet.write_formula(row, column, formula, form.sum, 0)
    sheet.write(
        row + 2,
        0,
        "校长（签字）：            审核人：            填表人：              联系电话：              ",
        form.plain,
    )


def seal(sheet: Worksheet, row: int) -> None:
    """A text box where the stamp goes, and another shape."""
    sheet.insert_textbox(row, 6, "（学校公章）", {"width": 160, "height": 160, "line": {"dash_type": "dash"}})
    sheet.insert_textbox(row, 9, "印章处", {"width": 90, "height": 60, "fill": {"color": "#FFF2CC"}})


def register() -> bytes:
    """教师基本情况登记表: totals, signatures, drop-downs, colours, print set-up, text boxes."""
    form = Form()
    sheet = form.sheet("登记表", "天宁区中小学教师基本情况登记表")
    totals(form, sheet, 9, {8: "=SUM(I4:I9)", 1: "=COUNTA(B4:B9)"})
    sheet.write_comment("I10", "自动合计，请勿手填", {"author": ""})
    sheet.data_validation("C4:C9", {"validate": "list", "source": ["男", "女"]})
    sheet.conditional_format("I4:I9", {"type": "cell", "criteria": ">", "value": 16, "format": form.sum})
    sheet.print_area("A1:K12")
    sheet.repeat_rows(0, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_header("&L附件1&R&D")
    sheet.set_footer("&C第 &P 页 共 &N 页")
    sheet.freeze_panes(3, 2)
    seal(sheet, 13)
    return form.done()


def two_levels() -> bytes:
    """Heads in two rows, merged; an example row; dates as text like the example."""
    form = Form()
    sheet = form.book.add_worksheet("花名册")
    sheet.merge_range("A1:N1", "2026—2027学年教师花名册", form.title)
    sheet.write("A2", "学校名称：", form.plain)
    sheet.merge_range("B2:E2", "", form.line)
    sheet.write("L2", "填报时间：20   年   月", form.plain)
    columns = (
        ("序号", None), ("姓 名", None), ("出生\n年月\n(如1985.08)", None), ("政治面貌", None), ("第一学历", "学历"),
        ("第一学历", "毕业院校及专业"), ("第一学历", "毕业时间"), ("最高学历", "学历"), ("最高学历", "毕业院校及专业"), ("最高学历", "毕业时间"),
        ("职称", "名称"), ("职称", "取得时间"), ("骨干称号", "名称"), ("骨干称号", "获得时间"),
    )  # fmt: skip
    for place, (upper, lower) in enumerate(columns):
        if lower is None:
            sheet.merge_range(2, place, 3, place, upper, form.head)
            continue
        sheet.write(3, place, lower, form.head)
        same = [at for at, (one, _) in enumerate(columns) if one == upper]
        if place == same[0]:
            sheet.merge_range(2, same[0], 2, same[-1], upper, form.head)
    example = (
        "例",
        "张三",
        "1985.08",
        "中共党员",
        "专科",
        "江南师范学校",
        "2005.06",
        "本科",
        "江南大学汉语言文学",
        "2010.12",
        "一级教师",
        "2015.09",
        "教学能手",
        "2018.11",
    )
    for place, text in enumerate(example):
        sheet.write_string(4, place, text, form.sample)
    for row in range(5, 25):
        for place in range(len(columns)):
            sheet.write_blank(row, place, None, form.cell)
    sheet.write("A27", "注：1.出生年月按档案填写；2.骨干称号填最高一项。", form.plain)
    return form.done()


def summary() -> bytes:
    """Another sheet counts what stands in the list: formulas, a chart, names."""
    form = Form()
    sheet = form.sheet("教师 明细", "教师明细")
    totals(form, sheet, 9, {8: "=SUM(I4:I9)/COUNTA($B$4:$B$9)"})
    form.book.define_name("课时", "='教师 明细'!$I$4:$I$9")
    form.book.define_name("合计行", "='教师 明细'!$A$10:$K$10")
    count = form.book.add_worksheet("汇总")
    for row, (label, formula) in enumerate((
        ("人数", "=COUNTA('教师 明细'!B4:B9)"), ("男", "=COUNTIF('教师 明细'!$C$4:$C$9,\"男\")"),
        ("女", "=COUNTIF('教师 明细'!$C$4:$C$9,\"女\")"), ("课时合计", "=SUM(课时)"), ("平均课时", "='教师 明细'!I10"),
    )):  # fmt: skip
        count.write(row, 0, label, form.head)
        count.write_formula(row, 1, formula, form.cell, 0)
    chart = form.book.add_chart({"type": "column"})
    chart.add_series({"categories": "='教师 明细'!$B$4:$B$9", "values": "='教师 明细'!$I$4:$I$9"})
    count.insert_chart("D2", chart)
    return form.done()


def choices() -> bytes:
    """Drop-down lists on a hidden sheet, by area and by name, in the bureau's own words."""
    form = Form()
    heads = ("编号", "教师姓名", "性别", "学历层次", "学历", "政治面貌", "任教学段", "班主任", "备注")
    sheet = form.sheet("填报", "教师信息采集表", heads)
    words = form.book.add_worksheet("代码")
    words.hide()
    for column, list_of in enumerate((
        ("1-男", "2-女"), ("研究生", "大学本科", "大学专科", "中专"), ("中共党员", "共青团员", "群众"), ("小学段", "初中段"),
    )):  # fmt: skip
        words.write_column(0, column, list_of)
    form.book.define_name("政治面貌表", "=代码!$C$1:$C$3")
    sheet.data_validation("C4:C9", {"validate": "list", "source": "=代码!$A$1:$A$2"})
    sheet.data_validation("E4:E9", {"validate": "list", "source": "=代码!$B$1:$B$4"})
    sheet.data_validation("F4:F9", {"validate": "list", "source": "=政治面貌表"})
    sheet.data_validation("G4:G9", {"validate": "list", "source": "=代码!$D$1:$D$2", "error_type": "warning"})
    sheet.data_validation("H4:H9", {"validate": "list", "source": ["是", "否"]})
    return form.done()


def protected() -> bytes:
    """Protected sheet with some cells open, a very hidden sheet."""
    form = Form()
    sheet = form.sheet("上报表", "教职工上报表（请勿改动格式）")
    totals(form, sheet, 9, {8: "=SUM(I4:I9)"})
    sheet.protect("0000", {"insert_rows": False})
    inner = form.book.add_worksheet("校验")
    inner.very_hidden()
    inner.write_formula("A1", '=IF(上报表!I10>0,"通过","未填")', None, "未填")
    return form.done()


def rich() -> bytes:
    """Labels in rich text with underlined blanks, sparklines, icons, a picture of colours for a whole row."""
    form = Form()
    sheet = form.sheet("汇总册", "教师任课汇总册")
    under = form.book.add_format({"underline": 1, "font_name": "楷体"})
    bold = form.book.add_format({"bold": True, "font_name": "黑体"})
    sheet.write_rich_string(
        1, 0, bold, "学校：", under, "                    ", bold, "　填表人：", under, "            "
    )
    sheet.write_rich_string(2, 1, bold, "姓", form.book.add_format({"font_color": "red"}), "名", form.head)
    totals(form, sheet, 9, {8: "=SUM(I4:I9)"})
    for row in range(4, 10):
        sheet.add_sparkline(f"K{row}", {"range": f"汇总册!I{row}:I{row}"})
    sheet.add_sparkline("K10", {"range": "汇总册!I4:I9", "type": "column"})
    sheet.conditional_format("I4:I9", {"type": "data_bar", "bar_solid": True, "data_bar_2010": True})
    sheet.conditional_format(
        "A4:K9", {"type": "formula", "criteria": "=$I4>AVERAGE($I$4:$I$9)", "format": form.sum}
    )
    sheet.conditional_format("I4:I9", {"type": "icon_set", "icon_style": "3_traffic_lights"})
    return form.done()


def controls() -> bytes:
    """A button (form control, old VML), check boxes, comments above, in and below the list."""
    form = Form()
    sheet = form.sheet("登记", "教师登记")
    totals(form, sheet, 9, {8: "=SUM(I4:I9)"})
    sheet.insert_button("M2", {"macro": "", "caption": "校验"})
    sheet.insert_button("A15", {"caption": "提交"})
    sheet.insert_checkbox("L4", False)
    sheet.insert_checkbox("L12", True)
    for place, text in (("D3", "18 位"), ("B4", "与身份证一致"), ("A12", "签字")):
        sheet.write_comment(place, text, {"author": "", "visible": place == "A12"})
    sheet.write_url("A14", "internal:登记!A10", form.plain, "回到合计")
    sheet.set_h_pagebreaks([10, 14])
    return form.done()


def wps() -> bytes:
    """As WPS and small programs write: no dimension, foreign namespaces, no row numbers, styles on columns only."""
    form = Form()
    sheet = form.book.add_worksheet("Sheet1")
    sheet.set_column(0, 0, 6, form.cell)
    sheet.set_column(1, 1, 12, form.cell)
    sheet.set_column(2, 2, 22, form.text)
    sheet.set_column(3, 5, 14, form.cell)
    sheet.merge_range("A1:F1", "在编教师名册", form.title)
    for column, head in enumerate(("序号", "姓名", "身份证号码", "参加工作时间", "任教科目", "特长")):
        sheet.write(1, column, head, form.head)

    def as_wps(parts: dict[str, bytes]) -> None:
        part = parts["xl/worksheets/sheet1.xml"]
        part = re.sub(rb"<dimension[^>]*/>", b"", part)
        part = part.replace(
            b"<worksheet ",
            b'<worksheet xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:etc='
            b'"http://www.wps.cn/officeDocument/2017/etCustomData" mc:Ignorable="etc" ',
            1,
        )
        part = re.sub(rb'<row r="\d+" spans="[^"]*"', b"<row", part)
        part = re.sub(rb'<c r="[A-Z]+\d+"', b"<c", part)
        parts["xl/worksheets/sheet1.xml"] = part.replace(b"/></sheetViews>", b"/></sheetViews>\n")
        book = parts["xl/workbook.xml"]
        parts["xl/workbook.xml"] = re.sub(rb"<calcPr[^>]*/>", b"", book)

    return form.done(as_wps)


def table() -> bytes:
    """A list that is an Excel table, with its totals row."""
    form = Form()
    sheet = form.book.add_worksheet("台账")
    sheet.write("A1", "骨干教师台账", form.title)
    columns = [{"header": head} for head in ("序号", "姓名", "任教学科", "职称")]
    columns.append({"header": "周课时", "total_function": "sum"})
    columns.append({"header": "超课时", "formula": "=台账表[[#This Row],[周课时]]-14"})
    sheet.add_table("A3:F8", {"columns": columns, "total_row": True, "name": "台账表"})
    sheet.write("A10", "说明：只填县级以上骨干教师。", form.plain)
    sheet.write_formula("H3", "=SUM(台账表[周课时])", None, 0)
    sheet.write_formula("H4", "=SUM(E4:E7)", None, 0)
    return form.done()


def one_row() -> bytes:
    """A form with one empty row only."""
    form = Form()
    sheet = form.sheet("名单", "推荐人选汇总名册", empty=1)
    totals(form, sheet, 4, {8: "=SUM(I4:I4)", 1: "=COUNTA(B4:B4)"})
    sheet.data_validation("C4", {"validate": "list", "source": ["男", "女"]})
    sheet.print_area("A1:K7")
    sheet.autofilter("A3:K4")
    return form.done()


def cover() -> bytes:
    """A cover with label cells, instructions, and the list on a sheet of its own."""
    form = Form()
    front = form.book.add_worksheet("封面")
    front.merge_range("A2:D2", "教师队伍情况申报表", form.title)
    labels = (
        ("学校名称", ""),
        ("学校地址", ""),
        ("校长姓名", ""),
        ("联系方式", ""),
        ("填表日期", ""),
        ("教师总数", ""),
    )
    for row, (label, _) in enumerate(labels, 4):
        front.write(row, 1, label, form.head)
        front.merge_range(row, 2, row, 3, "", form.cell)
    front.write("B13", "天宁区教育局　印制", form.plain)
    told = form.book.add_worksheet("填表说明")
    told.write("A1", "一、本表一式两份。二、身份证号填 18 位。三、联系人：由学校指定。", form.plain)
    sheet = form.sheet("名单", "教师名单")
    totals(form, sheet, 9, {})
    form.book.worksheets_objs[0].activate()
    return form.done()


def formulas() -> bytes:
    """Numbered rows, formulas in the list (shared, as Excel writes them), an array formula, running totals."""
    form = Form()
    heads = ("序号", "姓名", "身份证号", "出生日期", "年龄", "周课时", "累计", "名次")
    sheet = form.sheet("测算", "课时测算表", heads)
    for row in range(4, 10):
        sheet.write_number(row - 1, 0, row - 3, form.cell)
        sheet.write_blank(row - 1, 3, None, form.day)
        sheet.write_formula(row - 1, 4, f'=IF(D{row}="","",DATEDIF(D{row},TODAY(),"y"))', form.cell, "")
        sheet.write_formula(row - 1, 6, f"=SUM(F$4:F{row})", form.last if row == 9 else form.cell, 0)
        sheet.write_formula(row - 1, 7, f'=IF(F{row}="","",RANK(F{row},$F$4:$F$9))', form.cell, "")
    totals(form, sheet, 9, {5: "=SUM(F4:F9)", 6: "=G9"}, len(heads))
    sheet.write_array_formula("A14", "{=SUM((F4:F9>10)*1)}", form.cell, 0)
    sheet.write_formula("B14", '=IFERROR(F10/COUNT(F4:F9),"")&"节；见A10，“F9”不算"', form.plain, "")
    sheet.write_formula("C14", "=SUM(F:F)+SUM($10:$10)+F10", form.plain, 0)

    def as_excel(parts: dict[str, bytes]) -> None:
        """Formulas of a column shared, and a calculation chain."""
        part = parts["xl/worksheets/sheet1.xml"]
        part = part.replace(b"<f>SUM(F$4:F4)</f>", b'<f t="shared" ref="G4:G9" si="0">SUM(F$4:F4)</f>')
        for row in range(5, 10):
            part = part.replace(b"<f>SUM(F$4:F%d)</f>" % row, b'<f t="shared" si="0"/>')
        parts["xl/worksheets/sheet1.xml"] = part
        cells = b"".join(
            b'<c r="%s%d" i="1"/>' % (column, row) for row in range(4, 10) for column in (b"E", b"G", b"H")
        )
        parts["xl/calcChain.xml"] = b'<calcChain xmlns="%s">%s</calcChain>' % (SPREADSHEET.encode(), cells)
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
            b"</Types>",
            b'<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"/></Types>',
        )
        links = "xl/_rels/workbook.xml.rels"
        parts[links] = parts[links].replace(
            b"</Relationships>",
            b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain" Target="calcChain.xml"/></Relationships>',
        )

    return form.done(as_excel)


def training() -> bytes:
    """A form for dated facts: one line for each training."""
    form = Form()
    heads = ("序号", "学校", "教师姓名", "性别", "职称", "培训项目", "举办单位", "培训时间", "学时")
    sheet = form.sheet("培训", "教师参加培训情况汇总表", heads, empty=10)
    totals(form, sheet, 13, {8: "=SUM(I4:I13)"}, len(heads))
    return form.done()


def macros() -> bytes:
    """Macros, a link to another workbook, a formula that follows it."""
    form = Form()
    sheet = form.sheet("登记表", "教师登记表")
    totals(form, sheet, 9, {8: "=SUM(I4:I9)"})
    sheet.write_formula("M4", "=[1]上年!$A$1+I4", None, 0)

    def with_macros(parts: dict[str, bytes]) -> None:
        parts["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"VBA" * 300
        parts["xl/externalLinks/externalLink1.xml"] = (
            b'<externalLink xmlns="%s"><externalBook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
            b'r:id="rId1"><sheetNames><sheetName val="\xe4\xb8\x8a\xe5\xb9\xb4"/></sheetNames></externalBook></externalLink>'
        ) % SPREADSHEET.encode()
        parts["xl/externalLinks/_rels/externalLink1.xml.rels"] = (
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
            b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" Target="last.xlsx" TargetMode="External"/></Relationships>'
        )
        types = parts["[Content_Types].xml"].replace(
            b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        )
        parts["[Content_Types].xml"] = types.replace(
            b"</Types>",
            b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Override PartName="/xl/externalLinks/externalLink1.xml" '
            b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"/></Types>',
        )
        links = "xl/_rels/workbook.xml.rels"
        parts[links] = parts[links].replace(
            b"</Relationships>",
            b'<Relationship Id="rId98" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink" Target="externalLinks/externalLink1.xml"/>'
            b'<Relationship Id="rId99" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/></Relationships>',
        )
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
            b"</sheets>",
            b'</sheets><externalReferences><externalReference r:id="rId98"/></externalReferences>',
        )

    return form.done(with_macros)


def prefixed() -> bytes:
    """Every element with a prefix, as some programs of bureaus write; comments and spaces between the rows."""
    form = Form()
    sheet = form.sheet("Sheet1", "教师信息表")
    totals(form, sheet, 9, {8: "=SUM(I4:I9)"})

    def with_prefix(parts: dict[str, bytes]) -> None:
        part = parts["xl/worksheets/sheet1.xml"]
        part = re.sub(rb"<(/?)(?=[a-zA-Z])(?![a-zA-Z0-9]+:)", rb"<\1x:", part)
        part = part.replace(b'xmlns="', b'xmlns:x="', 1)
        part = part.replace(b"</x:row><x:row", b"</x:row>\n  <!-- > -->\n  <x:row")
        parts["xl/worksheets/sheet1.xml"] = part

    return form.done(with_prefix)


def references() -> bytes:
    """As openpyxl writes: every Chinese character of a part as a character reference, also in formulas."""
    form = Form()
    sheet = form.sheet("名册", "教师名册")
    totals(form, sheet, 9, {8: "=SUM(I4:I9)"})
    count = form.book.add_worksheet("汇总")
    count.write_string(0, 0, "人数", form.head)
    count.write_formula(0, 1, "=COUNTA(名册!B4:B9)", form.cell, 0)
    count.write_formula(1, 1, "='名册'!B9&\"\"", form.cell, 0)

    def as_openpyxl(parts: dict[str, bytes]) -> None:
        for name in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
            parts[name] = parts[name].decode().encode("ascii", "xmlcharrefreplace")

    return form.done(as_openpyxl)


MADE: dict[str, Callable[[], Any]] = {
    "register.xlsx": register, "two_levels.xlsx": two_levels, "summary.xlsx": summary, "choices.xlsx": choices,
    "protected.xlsx": protected, "rich.xlsx": rich, "controls.xlsx": controls, "wps.xlsx": wps, "table.xlsx": table,
    "one_row.xlsx": one_row, "cover.xlsx": cover, "formulas.xlsx": formulas, "training.xlsx": training,
    "macros.xlsm": macros, "prefixed.xlsx": prefixed, "references.xlsx": references,
}  # fmt: skip

if __name__ == "__main__":
    for name, make in MADE.items():
        (HERE / name).write_bytes(make())
