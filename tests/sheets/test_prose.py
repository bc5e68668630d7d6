"""Texts of strangers: .docx with what Word counts, plain text in the usual encodings, and what is refused."""

import docx
import pytest
from docx.oxml import parse_xml

from edudesk.base.errors import UserError
from edudesk.base.prose import TITLE, ProseLine
from edudesk.sheets.limits import LIMITS, Refused
from edudesk.sheets.prose import read_prose, told_prose

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word_file(path, make):
    document = docx.Document()
    make(document)
    document.save(str(path))
    return path


def told(path):
    answer = told_prose(path.read_bytes(), LIMITS)
    return [(text, level) for text, level, _ in answer["lines"]], answer["remarks"]


def refused(path):
    with pytest.raises(Refused) as caught:
        told_prose(path.read_bytes(), LIMITS)
    return caught.value.text


def test_a_document_comes_through_the_child(tmp_path):
    path = word_file(
        tmp_path / "规划.docx",
        lambda word: (word.add_paragraph("规划", style="Title"), word.add_heading("一、背景", 1)),
    )
    assert read_prose(path).lines == (ProseLine("规划", TITLE, 1), ProseLine("一、背景", 1, 2))
    plain = tmp_path / "规划.txt"
    plain.write_bytes("一、背景\n办学\n".encode("gb18030"))
    found = read_prose(plain)
    assert (found.kind, [line.text for line in found.lines]) == ("text", ["一、背景", "办学", ""])
    broken = tmp_path / "坏.docx"
    broken.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(UserError, match="坏"):
        read_prose(broken)


def test_a_title_or_a_heading_broken_into_lines_is_one(tmp_path):
    """Shift+Enter in a heading: what stands behind it is no text of the chapter."""
    document = docx.Document()
    document.add_paragraph("青禾学校五年\n发展规划（2026—2030年）", style="Title")
    document.add_heading("一、办学理念\n与目标", 1)
    document.add_heading("二、Quality\nof teaching", 1)
    document.add_heading("三、保障。\n成立小组，校长任组长。", 1)
    document.add_paragraph("一般文字\n另起一行")
    document.save(tmp_path / "a.docx")
    assert [(line.text, line.level) for line in read_prose(tmp_path / "a.docx").lines] == [
        ("青禾学校五年", TITLE),
        ("发展规划（2026—2030年）", TITLE),
        ("一、办学理念与目标", 1),
        ("二、Quality of teaching", 1),
        ("三、保障。", 1),
        ("成立小组，校长任组长。", 0),
        ("一般文字", 0),
        ("另起一行", 0),
    ]


def test_numbers_that_word_counts_are_read(tmp_path):
    def make(word):
        part = word.part.numbering_part.element
        levels = "".join(
            f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for place, (form, text) in enumerate(
                [
                    ("chineseCountingThousand", "%1、"),
                    ("chineseCounting", "（%2）"),
                    ("decimal", "%3."),
                    ("bullet", "●"),
                ]
            )
        )
        part.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="77">{levels}</w:abstractNum>'))
        part.append(parse_xml(f'<w:num {W} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
        for level, text in [
            (0, "背景"),
            (1, "现状"),
            (1, "问题"),
            (2, "队伍"),
            (3, "一点"),
            (0, "目标"),
            (1, "总目标"),
        ]:
            paragraph = word.add_paragraph(text)
            paragraph._p.get_or_add_pPr().append(
                parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>')
            )

    lines, _ = told(word_file(tmp_path / "a.docx", make))
    assert [text for text, _ in lines] == [
        "一、背景",
        "（一）现状",
        "（二）问题",
        "1.队伍",
        "一点",
        "二、目标",
        "（一）总目标",
    ]


def test_tables_and_boxes(tmp_path):
    def make(word):
        table = word.add_table(2, 2)
        for place, text in enumerate(["班级", "人数", "一|二", "45"]):
            table.cell(place // 2, place % 2).text = text
        word.add_table(1, 1).cell(0, 0).text = "框里的话"

    lines, _ = told(word_file(tmp_path / "a.docx", make))
    assert lines == [("| 班级 | 人数 |", 0), ("|---|---|", 0), ("| 一｜二 | 45 |", 0), ("框里的话", 0)]


def test_changes_are_taken_as_accepted_and_what_is_left_out_is_told(tmp_path):
    def make(word):
        paragraph = word.add_paragraph("办学")._p
        paragraph.append(parse_xml(f"<w:ins {W}><w:r><w:t>理念</w:t></w:r></w:ins>"))
        paragraph.append(parse_xml(f"<w:del {W}><w:r><w:delText>口号</w:delText></w:r></w:del>"))
        paragraph.append(
            parse_xml(
                f"<w:r {W}><w:pict><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
            )
        )

    lines, remarks = told(word_file(tmp_path / "a.docx", make))
    assert lines == [("办学理念", 0)]
    assert remarks == [
        "文档里的 1 个文本框没有读取；需要的文字请移到正文里再导入。",
        "文档带有修订记录，已按接受全部修订后的样子读取。",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7 ...", "这是 PDF 文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧版 Word"),
        (b"", "文件是空的"),
        (b"PK\x03\x04broken", "损坏"),
        (b"{\\rtf1 ...}", "RTF"),
    ],
)
def test_other_files_are_refused_in_words(tmp_path, content, said):
    path = tmp_path / "a.docx"
    path.write_bytes(content)
    assert said in refused(path)


def test_a_document_that_grows_without_end_is_refused(tmp_path):
    import zipfile

    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b" " * 30_000_000)
    assert "压缩方式异常" in refused(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    assert "DTD" in refused(path)


def test_a_text_nobody_wrote_is_refused(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("一、" * 300_000, "utf-8")
    assert "60 万字" in refused(path)
