"""Official documents as .docx, read back by python-docx, part by part, and printed by LibreOffice."""

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import docx
import pypdfium2 as pdfium
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edudesk.base.chart import Chart, ChartKind, Point, Series
from edudesk.base.columns import Column, Kind
from edudesk.base.document import (
    Attachment,
    Block,
    Break,
    Cover,
    Document,
    Heading,
    Imprint,
    Layout,
    Paragraph,
)
from edudesk.base.errors import UserError
from edudesk.base.form import Form, FormCell, FormRow, Look, opinion_box
from edudesk.base.manuscript import read_manuscript
from edudesk.base.paper_kinds import paper_kind
from edudesk.base.report import Report
from edudesk.papers.cells import Findings, printable
from edudesk.papers.fonts import bundled_fonts
from edudesk.papers.official import write_document
from edudesk.papers.word.elements import ORDERS, local_name
from edudesk.papers.word.writing import word_bytes, write_word
from tests.papers.official.reading import sheets
from tests.tables import each
from tests.thorough import examples

SENTENCE = "我校认真贯彻落实加强新时代教师队伍建设的部署，坚持“四有”好老师标准，把师德师风作为第一标准。"
DAY = date(2025, 11, 3)


def table(*titles: str, rows: int = 3, width: float = 22, **changes: object) -> Report:
    columns = tuple(Column(f"c{place}", title, Kind.TEXT, width) for place, title in enumerate(titles))
    cells = tuple(tuple(f"{title}{row}" for title in titles) for row in range(rows))
    made = Report("t", "表1 教师名册", "", DAY, columns, cells, ("单位：人", "注：截至9月1日。"), ())
    return replace(made, **changes)  # type: ignore[arg-type]


WIDE = table(*(f"很长的栏目名称{place}" for place in range(14)), width=40, title="表2 情况")
FORM = Form(
    "意见",
    "单位意见",
    (
        FormRow((FormCell("单位意见", 4, Look.LABEL), FormCell("（盖章）", 20, Look.TEXT)), height=40),
        FormRow((FormCell("照片", 4, Look.PLACE, 2), FormCell("姓名", 4, Look.LABEL), FormCell("李静", 16))),
        FormRow((FormCell("年龄", 4, Look.LABEL), FormCell("40", 16, Look.FIGURE))),
    ),
    foot=("校长签字：", "日期："),
)
CHART = Chart(
    "age",
    ChartKind.BARS,
    "图1 年龄",
    ("35岁以下", "36岁以上"),
    (Series("人数", (Point(3), Point(None))),),
    "人",
)


def document(*body: object, **changes: object) -> Document:
    made = Document(
        "paper",
        "关于2025年秋季学期教师队伍建设情况的报告",
        body or (Heading("一、基本情况", 1), Paragraph(SENTENCE)),  # type: ignore[arg-type]
        issuer=("龙城实验小学",),
        on=DAY,
        addressee="龙城区教育局",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


EVERYTHING = document(
    Heading("一、基本情况", 1),
    Paragraph("成立领导小组。", "（一）加强领导。", 2),
    table("姓名", "学历"),
    CHART,
    WIDE,
    Heading("（二）制度", 2),
    FORM,
    Break.PAGE,
    Paragraph(SENTENCE),
    masthead="龙城实验小学文件",
    number="龙实小〔2025〕8号",
    signer="周敏华",
    secrecy="内部",
    note="联系人：李静",
    attachments=(
        Attachment("名册", (WIDE,)),
        Attachment("方案", (Paragraph(SENTENCE),)),
        Attachment("图", file_name="图"),
    ),
    imprint=Imprint("龙城实验小学办公室", DAY, ("龙城教育集团",)),
    cover=Cover(
        ("三年主动发展规划",),
        (("学校名称", "龙城实验小学"), ("填表日期", "")),
        "龙城区教育局 印制",
        ("一、用A4纸。",),
    ),
    has_contents=True,
    evidence=table("序号", "名称"),
    serial="2025-BG-003 v2",
    footer="校务通生成",
)


def made(value: Document) -> docx.document.Document:
    return docx.Document(io.BytesIO(word_bytes(value, bundled_fonts(), Findings())))


def parts(value: Document) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(word_bytes(value, bundled_fonts(), Findings()))) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def styled(word: docx.document.Document, name: str) -> list[str]:
    return [one.text for one in word.paragraphs if one.style is not None and one.style.name == name]


def test_every_part_of_a_document_has_its_style() -> None:
    word = made(EVERYTHING)
    assert styled(word, "发文机关标志") == ["龙城实验小学文件"]
    assert styled(word, "发文字号") == ["\t龙实小〔2025〕8号\t签发人：周敏华"]
    assert "".join(styled(word, "Title")).replace("\n", "") == EVERYTHING.title
    assert styled(word, "主送机关") == ["龙城区教育局："]
    assert styled(word, "Heading 1") == ["一、基本情况"]
    assert styled(word, "Heading 2") == ["（二）制度"]
    assert styled(word, "附件说明") == ["附件：1.名册", "2.方案", "3.图"]
    assert (styled(word, "署名"), styled(word, "成文日期")) == (["龙城实验小学"], ["2025年11月3日"])
    assert styled(word, "附注") == ["（联系人：李静）"]
    assert styled(word, "附件标记") == ["附件1", "附件2"]
    assert styled(word, "附件标题") == ["名册", "方案", "佐证材料目录"]
    assert styled(word, "封面标题") == ["三年主动发展规划"]
    lead = next(one for one in word.paragraphs if one.text.startswith("（一）加强领导。"))
    assert [(run.text, run.style.name) for run in lead.runs] == [
        ("（一）加强领导。", "二级段首"),
        ("成立领导小组。", "Default Paragraph Font"),
    ]


def test_contents_are_filled_in_with_the_pages_of_the_pdf(tmp_path: Path) -> None:
    word = made(EVERYTHING)
    levels = {f"toc {level}": styled(word, f"toc {level}") for level in (1, 2)}
    write_document(EVERYTHING, tmp_path / "a.pdf", fonts=bundled_fonts())
    with pdfium.PdfDocument(tmp_path / "a.pdf") as pdf:
        outline = [(one.get_title(), one.get_dest().get_index()) for one in pdf.get_toc() if one.level < 2]
    front = min(page for _, page in outline)
    told = [f"{title}\t{page - front + 1}" for title, page in outline]
    assert sorted(levels["toc 1"] + levels["toc 2"]) == sorted(told)
    field = word.element.body.xpath(".//w:instrText[contains(., 'TOC')]")
    assert [one.text for one in field] == [' TOC \\o "1-2" \\h \\z \\u ']


def test_page_is_that_of_the_standard() -> None:
    (section,) = made(document()).sections
    edges = (section.top_margin, section.left_margin, section.bottom_margin, section.right_margin)
    assert [round(edge.mm, 1) for edge in edges if edge is not None] == [37.0, 28.0, 35.0, 26.0]
    size = (section.page_width, section.page_height)
    assert [round(one.mm) for one in size if one is not None] == [210, 297]
    (grid,) = section._sectPr.xpath("./w:docGrid")
    pitch = int(grid.get(qn("w:linePitch"))) / 20
    assert 22 * pitch <= 225 * 72 / 25.4 < 23 * pitch
    styles = made(document()).styles
    normal = styles["Normal"]
    size_and_gap = normal.font.size.pt + int(normal.element.rPr.xpath("./w:spacing/@w:val")[0]) / 20
    assert 28 * size_and_gap <= 156 * 72 / 25.4 < 29 * size_and_gap
    assert normal.paragraph_format.line_spacing.pt == pitch
    assert styles["Normal Indent"].element.pPr.xpath("./w:ind/@w:firstLineChars") == ["200"]


@each(
    ("style", "chinese", "latin"),
    [("Normal", "仿宋", "仿宋"), ("Title", "方正小标宋简体", "方正小标宋简体"), ("Heading 1", "黑体", "黑体"), ("Heading 2", "楷体", "楷体")],
)  # fmt: skip
def test_fonts_are_named(style: str, chinese: str, latin: str) -> None:
    for preset, letters in (("gb", latin), ("common", "Times New Roman")):
        fonts = made(document(style=preset)).styles[style].element.rPr.rFonts
        assert (fonts.get(qn("w:eastAsia")), fonts.get(qn("w:ascii"))) == (chinese, letters)


def test_tables_say_their_head_again_and_cut_no_row() -> None:
    titles = (Column("a", "姓名"), Column("b", "院校", parent="学历"), Column("c", "时间", parent="学历"))
    report = table("姓名", "院校", "时间", columns=titles)
    (made_table,) = made(document(report)).tables
    assert [[cell.text for cell in row.cells] for row in made_table.rows][:3] == [
        ["姓名", "学历", "学历"],
        ["姓名", "院校", "时间"],
        ["姓名0", "院校0", "时间0"],
    ]
    heads = [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in made_table.rows]
    assert heads == [True, True, False, False, False]
    assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in made_table.rows)


def test_a_short_table_is_not_cut_and_its_last_row_goes_along_with_the_signature() -> None:
    def first(rows: int, *blocks: Block) -> list[bool]:
        (one,) = made(document(*(blocks or [table("姓名", rows=rows)]))).tables
        return [bool(row._tr.xpath("./w:tc/w:p/w:pPr/w:keepNext")) for row in one.rows]

    def kept(rows: int, *after: Paragraph) -> list[bool]:
        return first(rows, Paragraph("见下表。"), table("姓名", rows=rows), *after)

    assert kept(3, Paragraph("以上。")) == [True, True, True, False]
    assert kept(30, Paragraph("以上。")) == [True, *[False] * 30]
    # with nothing above it the first page has its beginning
    assert first(3) == [True, False, False, True]
    assert kept(30) == [True, *[False] * 29, True]


def test_an_empty_table_says_so() -> None:
    (made_table,) = made(document(table("姓名", "学历", rows=0))).tables
    assert made_table.rows[1].cells[0].text == "（本表无记录）"


def test_tables_that_follow_each_other_stay_two() -> None:
    bare = table("姓名", title="", notes=())
    word = made(document(bare, bare, FORM, FORM))
    assert len(word.tables) == 4
    tags = [local_name(one) for one in word.element.body]
    assert all(pair != ("tbl", "tbl") for pair in pairwise(tags))


def test_forms_keep_their_cells() -> None:
    (form,) = made(document(FORM)).tables
    rows = [[cell.text for cell in row.cells] for row in form.rows]
    assert [list(dict.fromkeys(row)) for row in rows] == [
        ["单位意见", "（盖章）"],
        ["照片", "姓名", "李静"],
        ["照片", "年龄", "40"],
    ]
    assert len(form.columns) == 24


def test_charts_are_a_picture_and_a_table() -> None:
    word = made(document(CHART))
    (shape,) = word.inline_shapes
    assert shape._inline.docPr.get("descr") == "图1 年龄"
    assert (shape._inline.get("distL"), shape._inline.get("distR")) == ("0", "0")
    assert shape.width.mm == pytest.approx(156, abs=0.1)
    assert [[cell.text for cell in row.cells] for row in word.tables[0].rows] == [
        ["项目", "人数"],
        ["35岁以下", "3"],
        ["36岁以上", "未统计"],
    ]


def test_a_chart_before_its_own_table_brings_no_second_one() -> None:
    own = replace(table("年龄", "人数"), rows=(("35岁以下", "3"), ("36岁以上", ""), ("合计", "3")))
    assert len(made(document(CHART, own)).tables) == 1
    assert len(made(document(CHART, table("姓名", "职称"))).tables) == 2


def test_a_wide_table_lies_on_pages_of_its_own() -> None:
    word = made(document(Paragraph("前。"), WIDE, Paragraph("后。")))
    assert [section.orientation for section in word.sections] == [
        WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT,
    ]  # fmt: skip
    # at the end no empty page follows it
    word = made(document(Paragraph("前。"), attachments=(Attachment("名册", (WIDE,)),)))
    assert [section.orientation for section in word.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]


@pytest.mark.parametrize("serial", ["", "2025-BG-003 v2"])
def test_number_of_a_lying_page_stands_where_it_does_on_an_upright_one(serial: str) -> None:
    word = made(document(Paragraph("前。"), WIDE, Paragraph("后。"), serial=serial))
    upright, lying, after = word.sections
    feet = [lying.footer, lying.even_page_footer]
    for foot, where in zip(feet, ("right", "left"), strict=True):
        (box,) = foot._element.xpath(".//wp:anchor")
        across, down = (int(one.text) / 36000 for one in box.xpath(".//wp:posOffset"))
        # the lower edge of the upright page is the left one of the lying page
        assert down == pytest.approx(28, abs=0.1)
        assert int(box.xpath("./wp:extent/@cy")[0]) / 36000 == pytest.approx(156, abs=0.1)
        assert across == pytest.approx(9 if serial else 28 - 0.75 * 14 * 25.4 / 72, abs=0.2)
        told = "".join(box.xpath(".//w:txbxContent//w:t/text()"))
        assert told == f"— 1 —{'编号 ' if serial else ''}{serial}"
        assert box.xpath(".//w:txbxContent/w:p[1]/w:pPr/w:jc/@w:val") == [where]
        assert "vert" in box.xpath(".//*[local-name()='bodyPr']/@vert")
    assert not upright.footer._element.xpath(".//wp:anchor")
    assert not after.footer._element.xpath(".//wp:anchor")


def test_page_numbers_stand_outside() -> None:
    word = made(document())
    (section,) = word.sections
    assert word.settings.odd_and_even_pages_header_footer
    feet = [foot.paragraphs[0] for foot in (section.footer, section.even_page_footer)]
    assert [foot.text for foot in feet] == ["— 1 —", "— 1 —"]
    assert [str(foot._p.xpath("./w:pPr/w:jc/@w:val")[0]) for foot in feet] == ["right", "left"]
    assert not made(document(style="table")).settings.odd_and_even_pages_header_footer


def test_a_letter_has_its_lines_and_no_number_on_the_first_page() -> None:
    word = made(document(layout=Layout.LETTER, masthead="龙城实验小学"))
    (section,) = word.sections
    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text == "龙城实验小学"
    assert section.first_page_footer.paragraphs[0].text == ""
    assert "发文机关标志" not in {one.style.name for one in word.paragraphs if one.style}


IMPRINT = Imprint("龙城实验小学办公室", DAY, ("龙城教育集团", "区教师发展中心"))


def kept_with_next(word: docx.document.Document) -> dict[str, bool]:
    return {one.text: bool(one._p.xpath("./w:pPr/w:keepNext")) for one in word.paragraphs}


def test_imprint_is_a_box_at_the_foot_of_the_page_of_the_line_it_is_anchored_to() -> None:
    word = made(document(imprint=IMPRINT))
    (anchor,) = word.element.body.xpath(".//wp:anchor")
    sides = anchor.xpath("./wp:positionV/@relativeFrom | ./wp:positionV/wp:align/text()")
    assert sides == ["margin", "bottom"]
    texts = ["".join(one.xpath(".//w:t/text()")) for one in anchor.xpath(".//w:tr")]
    assert texts == ["抄送：龙城教育集团，区教师发展中心。", "龙城实验小学办公室2025年11月3日印发"]
    weights = [str(one) for one in anchor.xpath(".//w:tcBorders/*/@w:sz")]
    assert weights == ["8", "6", "6", "8"]
    # the line is as high as the box and the seal above it, and issuer and date go along with it
    line = anchor.xpath("ancestor::w:p[1]")[0]
    height = int(line.xpath("./w:pPr/w:spacing/@w:line")[0]) / 20
    assert height > int(anchor.xpath("./wp:extent/@cy")[0]) / 12700 + 20
    assert word.element.body[-2] is line
    assert kept_with_next(word)["2025年11月3日"]


def test_imprint_of_a_letter_has_no_lines_and_no_printer() -> None:
    body = made(document(imprint=IMPRINT, layout=Layout.LETTER)).element.body
    assert "".join(body.xpath(".//wp:anchor//w:t/text()")) == "抄送：龙城教育集团，区教师发展中心。"
    assert body.xpath(".//wp:anchor//w:tcBorders") == []
    assert made(document(imprint=replace(IMPRINT, copies_to=()), layout=Layout.LETTER)).element.xpath(
        ".//wp:anchor"
    ) == []  # fmt: skip


def test_a_character_only_our_fonts_lack_is_no_matter_in_word(tmp_path: Path) -> None:
    copies = replace(IMPRINT, copies_to=("\U0001f600小学", "教研\x07室"))
    written = write_word(document(imprint=copies), tmp_path / "a.docx", fonts=bundled_fonts())
    assert written.remarks == ("抄送有看不见的控制字符，已去掉。",)


def test_imprint_goes_along_with_the_end_of_an_attachment_or_minutes() -> None:
    word = made(document(imprint=IMPRINT, attachments=(Attachment("名册", (table("姓名", rows=30),)),)))
    (made_table,) = word.tables
    rows = [bool(row._tr.xpath("./w:tc/w:p/w:pPr/w:keepNext")) for row in made_table.rows]
    assert (rows[-1], rows[-2]) == (True, False)
    minutes = document(Paragraph("甲。"), Paragraph("乙。"), imprint=IMPRINT, layout=Layout.MINUTES)
    word = made(minutes)
    assert kept_with_next(word)["乙。"]
    assert all(len(one.xpath("./w:keepNext")) < 2 for one in word.element.body.xpath(".//w:pPr"))


@pytest.mark.parametrize("serial", ["2025-BG-003 v2", "2025-BG-003 v2" * 6])
def test_serial_stands_on_one_line_at_the_foot(serial: str) -> None:
    (section,) = made(document(serial=serial, footer="数据截至2025年9月1日")).sections
    line = section.footer.paragraphs[1]
    size = int((line._p.xpath("./w:r/w:rPr/w:sz/@w:val") or ["15"])[0]) / 2
    assert size * sum(0.5 if char.isascii() else 1 for char in line.text) <= 156 * 72 / 25.4
    assert size <= 7.5


def test_without_a_masthead_number_and_signer_stand_below_the_title() -> None:
    value = document(
        Paragraph("甲。"), masthead="", number="龙实小〔2025〕8号", signer="周敏华", addressee="区教育局"
    )
    texts = [one.text.strip() for one in made(value).paragraphs if one.text]
    place = next(place for place, text in enumerate(texts) if text.startswith("关于"))
    assert texts[place + 1 : place + 3] == ["龙实小〔2025〕8号\t签发人：周敏华", "区教育局："]


def test_minutes_name_issuer_and_day_at_the_top() -> None:
    word = made(document(layout=Layout.MINUTES, masthead="校长办公会议纪要", attendees=(("出席", "周敏华"),)))
    assert styled(word, "发文字号") == ["\t龙城实验小学\t2025年11月3日"]
    plain = made(document(layout=Layout.MINUTES, masthead="", number="第12期"))
    assert styled(plain, "发文字号") == ["第12期", "\t龙城实验小学\t2025年11月3日"]
    assert styled(word, "出席人员") == ["出席：周敏华"]
    assert styled(word, "署名") == []


def test_signature_without_seal_stands_by_the_rule() -> None:
    def left(value: Document, style: str) -> float:
        paragraph = next(one for one in made(value).paragraphs if one.style and one.style.name == style)
        return int(paragraph._p.xpath("./w:pPr/w:ind/@w:left")[0]) / 20

    cell = 156 * 72 / 25.4 / 28
    plain = document(is_sealed=False, issuer=("龙城市龙城区实验小学教育集团",))
    # two characters from the edge, the day two characters further right than the issuer's first
    assert left(plain, "署名") == pytest.approx((28 - 2 - 14) * cell, abs=0.1)
    assert left(plain, "成文日期") == pytest.approx((28 - 2 - 14 + 2) * cell, abs=0.1)
    # the day four characters from the edge
    width = (3 + 7 / 2) * cell
    assert left(document(), "成文日期") == pytest.approx(24 * cell - width, abs=0.1)


def test_what_follows_the_text_stays_with_its_last_line() -> None:
    value = document(
        Paragraph("甲。"),
        Paragraph("特此报告。"),
        attachments=(Attachment("名册", file_name="名册"),),
        note="联系人",
    )
    kept = [
        (one.text, bool(one._p.xpath("./w:pPr/w:keepNext"))) for one in made(value).paragraphs if one.text
    ][-6:]
    assert kept == [
        ("甲。", False), ("特此报告。", True), ("附件：名册", True), ("龙城实验小学", True), ("2025年11月3日", True),
        ("（联系人）", False),
    ]  # fmt: skip


def test_the_box_of_an_opinion_stands_below_the_date_on_its_page() -> None:
    word = made(document(Paragraph("甲。"), Paragraph("特此报告。"), opinion=opinion_box()))
    kept = {one.text: bool(one._p.xpath("./w:pPr/w:keepNext")) for one in word.paragraphs}
    assert kept["2025年11月3日"]
    assert "（盖章）" in word.tables[-1].rows[0].cells[-1].text


def test_a_text_of_one_line_stays_on_the_first_page() -> None:
    value = document(Paragraph("特此报告。"), attachments=(Attachment("名册", file_name="名册"),))
    kept = {one.text: bool(one._p.xpath("./w:pPr/w:keepNext")) for one in made(value).paragraphs}
    assert (kept["特此报告。"], kept["附件：名册"], kept["龙城实验小学"]) == (False, True, True)


def elements(content: bytes) -> Iterator[object]:
    from lxml import etree

    yield from etree.fromstring(content).iter()


def test_children_stand_in_the_order_of_the_schema() -> None:
    seen = set()
    for layout in Layout:
        for name, content in parts(replace(EVERYTHING, layout=layout)).items():
            if not name.startswith("word/") or not name.endswith(".xml"):
                continue
            for element in elements(content):
                tag = f"w:{local_name(element)}"  # type: ignore[arg-type]
                if tag in ORDERS and element.tag == qn(tag):  # type: ignore[attr-defined]
                    places = [ORDERS[tag].index(local_name(child)) for child in element]  # type: ignore[attr-defined]
                    assert places == sorted(places), f"{name}: {tag}"
                    once = [
                        place
                        for place in places
                        if ORDERS[tag][place] not in ("headerReference", "footerReference")
                    ]
                    assert len(once) == len(set(once)), f"{name}: {tag} says something twice"
                    seen.add(tag)
    assert seen == set(ORDERS)


def test_same_document_same_bytes_and_nobodys_name() -> None:
    first, second = (word_bytes(EVERYTHING, bundled_fonts(), Findings()) for _ in range(2))
    assert first == second
    told = b"".join(parts(EVERYTHING).values()).lower()
    for name in (b"python", b"macintosh", b"steve", os.environ.get("USER", "root-user").encode() + b"<"):
        assert name not in told
    properties = made(EVERYTHING).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert (properties.title, properties.language) == (EVERYTHING.title, "zh-CN")


def test_what_nobody_can_see_is_taken_out_and_told(tmp_path: Path) -> None:
    written = write_word(document(Paragraph("甲\x07乙\u200b")), tmp_path / "a.docx", fonts=bundled_fonts())
    assert written.remarks == ("正文有看不见的控制字符，已去掉。",)
    assert styled(docx.Document(str(tmp_path / "a.docx")), "Normal Indent") == ["甲乙"]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("关于\x07经费\x00的\ud800请示", "关于经费的请示"),
        ("关于经费\n的请示", "关于经费的请示"),
        ("长" * 253 + "e\u0301\u0302的请示", "长" * 253),
        ("\U00020bb7" * 300, "\U00020bb7" * 255),
    ],
)
def test_properties_have_the_title_without_what_nobody_can_see(
    title: str, shown: str, tmp_path: Path
) -> None:
    value = replace(document(Paragraph("甲。")), title=title)
    write_word(value, tmp_path / "a.docx", fonts=bundled_fonts())
    assert docx.Document(str(tmp_path / "a.docx")).core_properties.title == shown


def test_a_file_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.docx").mkdir()
    with pytest.raises(UserError, match="文件夹"):
        write_word(document(), tmp_path / "a.docx", fonts=bundled_fonts())
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]


TEXTS = st.lists(
    st.sampled_from(
        ["# 关于", "主送：甲局", "一、做法", "（一）好。再好。", "| 甲 | 乙 |", "|---|---|", "| 丙 |", "", "附件：1.丁", "# 附件1 丁",
         "---", "龙城实验小学", "2025年11月3日", "抄送：乙", "文号：〔2025〕8号", "签发人：周敏华", "红头：龙城", "\x0b\ufffe",
         "红头：" + "龙城" * 300, "份号：000001", "密级：机密", "紧急程度：特急", "签发人：" + "周敏华、" * 30, "印发：" + "办公室" * 60]
    ),
    max_size=16,
).map("\n".join)  # fmt: skip


@given(TEXTS, st.sampled_from(["报告", "函", "纪要"]))
@settings(
    max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_manuscript_is_a_file_that_opens(text: str, kind: str) -> None:
    value = read_manuscript(text, paper_kind(kind), today=DAY).document
    word = made(replace(value, has_contents=True))
    for measure in word.element.body.xpath(".//@w:before | .//@w:after | .//w:sz/@w:val | .//@w:linePitch"):
        assert int(measure) >= 0  # Word calls a file with another one damaged
    body = "".join(word.element.body.xpath(".//w:t/text()"))
    assert all(printable(block.text) in body for block in value.body if isinstance(block, Heading))


def has_writer() -> bool:
    office = shutil.which("soffice")
    return office is not None and any(Path(office).resolve().parent.glob("libswlo*"))


FONTS = {
    "仿宋": "Noto Serif SC",
    "宋体": "Noto Serif SC",
    "黑体": "Noto Sans SC",
    "楷体": "EduDesk Kai",
    "方正小标宋简体": "Noto Serif SC Black",
}


def printed(path: Path, folder: Path) -> list[list[str]]:
    """The lines of each page as LibreOffice prints a .docx with the fonts that ship with us."""
    bundle = Path(__file__).parents[2] / "resources" / "fonts"
    same = "".join(
        f'<match target="pattern"><test name="family"><string>{asked}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{given_}</string></edit></match>'
        for asked, given_ in FONTS.items()
    )
    (folder / "fonts.conf").write_text(
        f"<fontconfig><dir>{bundle}</dir><cachedir>{folder / 'cache'}</cachedir>{same}</fontconfig>", "utf-8"
    )
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
         "--outdir", str(folder), str(path)],
        check=True, capture_output=True, env={**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")},
    )  # fmt: skip
    return lines_of(folder / f"{path.stem}.pdf")


def lines_of(path: Path) -> list[list[str]]:
    with pdfium.PdfDocument(path) as pdf:
        texts = [page.get_textpage().get_text_range() for page in pdf]
    return [[re.sub(r"\s", "", line) for line in text.splitlines() if line.strip()] for text in texts]


@pytest.mark.slow
@pytest.mark.skipif(not has_writer(), reason="LibreOffice Writer is not installed")
def test_libreoffice_breaks_lines_and_pages_where_the_pdf_does(tmp_path: Path) -> None:
    # Latin and figures left out: LibreOffice sets them off from Chinese, which Word is told not to do
    text = "我校认真贯彻落实加强新时代教师队伍建设改革的部署坚持把师德师风作为第一标准，健全培养、培训和评价制度；"
    paragraphs = (Paragraph(text * 5) for _ in range(12))
    value = document(*paragraphs, masthead="龙城实验小学文件", imprint=IMPRINT)
    write_document(value, tmp_path / "pdf.pdf", fonts=bundled_fonts())
    write_word(value, tmp_path / "word.docx", fonts=bundled_fonts())
    ours, theirs = lines_of(tmp_path / "pdf.pdf"), printed(tmp_path / "word.docx", tmp_path)
    assert len(ours) == len(theirs)
    whole, other = ({line for page in pages for line in page} for pages in (ours, theirs))
    assert len(whole & other) > 0.9 * len(whole)
    sheet = sheets(tmp_path / "word.pdf")[-1]
    assert 250 < sheet.line("印发").bottom < 262
    assert sheet.line("抄送").top > sheet.line("月3日").bottom + 10
    # every page begins with the same line, but the last: the PDF takes two lines along with the signature, Word one
    assert [page[0] for page in ours[:-1]] == [page[0] for page in theirs[:-1]]


def test_a_very_long_title_gets_smaller_letters_on_the_cover() -> None:
    name = "青禾区实验教育集团青禾九年一贯制学校暨青禾区教师发展中心附属实验学校"
    title = f"{name}“十五五”高质量发展五年主动发展规划（2026—2030年）（教代会审议通过稿）"

    def cover_lines(text: str) -> list[tuple[str, object]]:
        paper = made(replace(EVERYTHING, cover=Cover((text,))))
        found = [one for one in paper.paragraphs if one.style.name == "封面标题"]
        return [(one.text, one.runs[0].font.size and one.runs[0].font.size.pt) for one in found]

    assert cover_lines("三年主动发展规划") == [("三年主动发展规划", None)]
    lines = cover_lines(title)
    assert "".join(text for text, _ in lines) == title
    assert (len(lines), {size for _, size in lines}) == (4, {22.0})
