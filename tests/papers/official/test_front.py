"""Before the text: cover, how to fill it in, contents whose numbers are those of the pages; and the outline."""

from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from edudesk.base.document import Cover, Heading, Paragraph
from tests.papers.official.reading import Sheet
from tests.papers.official.values import HANZI, PLAN, REPORT, document, written


@pytest.fixture
def plan(tmp_path: Path) -> list[Sheet]:
    return written(PLAN, tmp_path)


def test_cover_has_title_facts_and_foot_and_no_number(plan: list[Sheet]) -> None:
    cover = plan[0]
    assert [line.text for line in cover.lines[:3]] == ["龙城实验小学", "三年主动发展规划", "（2024—2026年）"]
    for words in ("学校名称（公章）", "校长姓名", "联系方式", "王建国", "区教育局印制"):
        assert words in cover.text
    assert "—1—" not in cover.text
    labels = [cover.line(words) for words in ("学校名称", "校长姓名", "填表日期")]
    assert [line.left for line in labels] == pytest.approx([labels[0].left] * 3, abs=0.1)


def test_how_to_fill_it_in_follows_the_cover(plan: list[Sheet]) -> None:
    assert [line.text for line in plan[1].lines[:2]] == ["填写说明", "本表一式五份，用A4纸双面打印。"]


def test_contents_name_the_pages(plan: list[Sheet], tmp_path: Path) -> None:
    contents, pages = plan[2], plan[3:]
    assert contents.lines[0].text == "目录"
    shown = [line for line in contents.lines[1:] if "·" in line.text]
    assert len(shown) == 7
    for line in shown:
        words, number = line.text.split("·")[0], line.text.split("·")[-1]
        assert words in pages[int(number) - 1].text
        assert line.right == pytest.approx(184, abs=0.3)
    assert "—1—" in pages[0].text


def test_lines_of_the_contents_lead_to_their_pages(plan: list[Sheet], tmp_path: Path) -> None:
    made = (tmp_path / "a.pdf").read_bytes()
    assert made.count(b"/Subtype /Link") == 7


def test_long_entries_turn_and_their_number_stands_on_the_last_line(tmp_path: Path) -> None:
    made = document(Heading("一、" + HANZI * 2, 1), Paragraph("正文。"), has_contents=True)
    contents = written(made, tmp_path)[0]
    assert [("·" in line.text) for line in contents.lines[1:3]] == [False, True]
    assert contents.lines[2].left > contents.lines[1].left


def test_outline_has_the_headings_by_level(tmp_path: Path) -> None:
    made = document(
        Heading("一、成效", 1),
        Heading("（一）队伍", 2),
        Paragraph("正文。"),
        Heading("二、问题", 1),
        Heading("1.跳过一级的标题", 3),
        Paragraph("正文。"),
    )
    written(made, tmp_path)
    with pdfium.PdfDocument(tmp_path / "a.pdf") as pdf:
        marks = [(mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in pdf.get_toc()]
    assert marks == [
        (0, "一、成效", 0),
        (1, "（一）队伍", 0),
        (0, "二、问题", 0),
        (1, "1.跳过一级的标题", 0),
    ]


def test_outline_leads_to_attachments_too(tmp_path: Path) -> None:
    pages = written(REPORT, tmp_path)
    with pdfium.PdfDocument(tmp_path / "a.pdf") as pdf:
        marks = {mark.get_title(): mark.get_dest().get_index() for mark in pdf.get_toc()}
    for title in ("附件1　年度目标达成情况表", "附件2　教师基本情况一览表"):
        assert title[:3] in pages[marks[title]].text


def test_a_cover_without_hints_and_facts_is_one_page(tmp_path: Path) -> None:
    pages = written(document(cover=Cover(("发展规划",))), tmp_path)
    assert len(pages) == 2
    assert pages[0].text == "发展规划"


def test_many_and_long_facts_have_room_below_the_title(tmp_path: Path) -> None:
    facts = tuple((f"项目{n}", "常州市天宁区龙城实验小学教育集团" * (1 + n % 3)) for n in range(14))
    cover = written(document(cover=Cover(("课题申报书",), facts, "区教育局")), tmp_path)[0]
    title, *rows, foot = cover.lines
    assert title.bottom < rows[0].top
    assert rows[-1].bottom < foot.top
    for line in rows:
        assert line.left >= 27.5
        assert line.right <= 184.5
    assert cover.text.count("常州市天宁区龙城实验小学教育集团") == sum(1 + n % 3 for n in range(14))


@pytest.mark.parametrize("more", ["", "（讨论稿，供青禾区教育局组织专家论证和教职工代表大会审议使用）"])
def test_a_very_long_title_gets_smaller_letters_and_leaves_room_for_the_facts(
    tmp_path: Path, more: str
) -> None:
    name = "青禾区实验教育集团青禾九年一贯制学校暨青禾区教师发展中心附属实验学校"
    title = f"{name}“十五五”高质量发展五年主动发展规划（2026—2030年）（教代会审议通过稿）{more}"
    facts = (
        ("学校名称", name),
        ("规划期限", "2026年1月—2030年12月"),
        ("审议通过", "2026年1月12日"),
        ("备案", name),
    )
    *lines, foot, last = written(document(cover=Cover((title,), facts, name)), tmp_path)[0].lines
    head = [line for line in lines if line.bottom - line.top > 6]
    assert "".join(line.text for line in head) == title
    assert len(head) == (6 if more else 4)
    assert min(after.top - before.top for before, after in pairwise(lines)) > 9
    assert lines[-1].bottom < foot.top
    assert foot.text + last.text == name
    assert foot.left >= 27.5


def test_readers_count_pages_as_they_are_printed(plan: list[Sheet], tmp_path: Path) -> None:
    with pdfium.PdfDocument(tmp_path / "a.pdf") as pdf:
        labels = [pdf.get_page_label(page) for page in range(len(plan))]
    assert labels[:5] == ["i", "ii", "iii", "1", "2"]


def test_a_long_fact_of_a_cover_turns_between_its_parts_and_is_not_stretched(tmp_path: Path) -> None:
    value = "2026年1月20日　青禾区教育局　青教备〔2026〕3号"
    for label in ("备案", "学校名称（公章）"):
        cover = written(document(cover=Cover(("发展规划",), ((label, value),))), tmp_path)[0]
        number, body = cover.line("青教备"), cover.line("青禾区教育局")
        assert number.text.endswith("青教备〔2026〕3号")
        chars = [char for char in body.chars if char.text in "青禾区教育局"][:6]
        assert chars[-1].right - chars[0].left == pytest.approx(6 * 15.75 * 25.4 / 72, abs=1.5)
