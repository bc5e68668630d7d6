"""The page of GB/T 9704-2012, measured in the PDF: 22 lines of 28 characters, margins, fonts, indents, numbers."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from edudesk.base.columns import Column, Kind
from edudesk.base.document import Heading, Paragraph
from edudesk.base.report import Report
from edudesk.papers.linebreak import NOT_AT_END, NOT_AT_START
from tests.papers.official.reading import MM, Sheet
from tests.papers.official.values import (
    BODY,
    DAY,
    HANZI,
    IMPRINT,
    REPORT,
    TEXTS,
    document,
    goals,
    paragraphs,
    staff,
    written,
)
from tests.thorough import in_turn


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> list[Sheet]:
    """Pages of nothing but characters."""
    return written(document(Paragraph(HANZI * 90)), tmp_path_factory.mktemp("full"))


def text_lines(sheet: Sheet) -> list[str]:
    return [line.text for line in sheet.lines if "—" not in line.text]


def test_a_full_page_has_22_lines_of_28_characters(full: list[Sheet]) -> None:
    for sheet in full[1:-1]:
        assert [len(text) for text in text_lines(sheet)] == [28] * 22


def test_margins_are_37_28_26_35_mm(full: list[Sheet]) -> None:
    for sheet in full[1:-1]:
        lines = [line for line in sheet.lines if "—" not in line.text]
        assert lines[0].top == pytest.approx(37, abs=0.5)
        assert 297 - lines[-1].bottom == pytest.approx(35, abs=0.5)
        for line in lines:
            assert line.left == pytest.approx(28, abs=0.5)
            assert 210 - line.right == pytest.approx(26, abs=0.5)


def test_lines_stand_at_equal_distances(full: list[Sheet]) -> None:
    tops = [line.top for line in full[1].lines if "—" not in line.text]
    steps = {round(b - a, 2) for a, b in pairwise(tops)}
    assert max(steps) - min(steps) < 0.05


def test_first_line_of_a_paragraph_is_two_characters_in(tmp_path: Path) -> None:
    (sheet,) = written(document(Paragraph(HANZI * 2), Paragraph(HANZI)), tmp_path)
    first, second, third = sheet.lines[1:4]
    cell = 156 / 28
    assert [round((line.left - 28) / cell, 2) for line in (first, second, third)] == [2, 0, 2]
    assert len(first.text) == 26


@pytest.mark.parametrize(
    ("words", "font", "size"),
    [
        ("教学常规检查情况报告", "NotoSerifSC-Black", 22),
        ("一、基本情况", "NotoSansSC-Regular", 15.75),
        ("（一）检查范围", "EduDeskKai", 15.75),
        ("1.备课", "NotoSerifSC-Regular", 15.75),
        ("（1）作业", "NotoSerifSC-Regular", 15.75),
        ("正文文字", "NotoSerifSC-Regular", 15.75),
        ("—1—", "NotoSerifSC-Regular", 14),
        ("抄送", "NotoSerifSC-Regular", 14),
    ],
)
def test_each_part_has_its_font_and_size(tmp_path: Path, words: str, font: str, size: float) -> None:
    made = document(
        Heading("一、基本情况", 1),
        Heading("（一）检查范围", 2),
        Heading("1.备课", 3),
        Heading("（1）作业", 4),
        Paragraph("正文文字。"),
        imprint=IMPRINT,
    )
    (sheet,) = written(made, tmp_path)
    for char in sheet.find(words).chars:
        assert char.font.startswith(font), char
        assert char.size == pytest.approx(size, abs=0.01)


def test_a_lead_runs_into_its_paragraph(tmp_path: Path) -> None:
    (sheet,) = written(document(Paragraph("覆盖全部教师。", "（一）检查范围。", 2)), tmp_path)
    line = sheet.line("检查范围")
    assert line.text == "（一）检查范围。覆盖全部教师。"
    assert [char.font[:7] for char in line.chars] == ["EduDesk"] * 8 + ["NotoSer"] * 7


def test_quotes_of_a_lead_are_chinese_ones(tmp_path: Path) -> None:
    """The 楷体 that ships with us has the narrow quotes of Latin text."""
    (sheet,) = written(document(Paragraph("减轻负担。", "（一）落实“双减”。", 2)), tmp_path)
    assert all(char.right - char.left > 4.5 for char in sheet.chars if char.text in "“”")


def test_page_numbers_are_right_on_odd_and_left_on_even_pages(full: list[Sheet]) -> None:
    cell = 156 / 28
    for number, sheet in enumerate(full, 1):
        line = sheet.find(f"—{number}—")
        if number % 2:
            assert 184 - line.right == pytest.approx(cell, abs=0.5)
        else:
            assert line.left - 28 == pytest.approx(cell, abs=0.5)
        baseline = line.chars[0].bottom - 0.12 * 14 / MM
        assert baseline - 0.36 * 14 / MM == pytest.approx(262 + 7, abs=0.5)


def test_page_numbers_of_the_table_style_stand_in_the_middle(tmp_path: Path) -> None:
    (sheet,) = written(document(style="table"), tmp_path)
    line = sheet.find("—1—")
    assert (line.left + line.right) / 2 == pytest.approx(105, abs=0.5)


def test_the_28_point_style_has_that_line_distance(tmp_path: Path) -> None:
    sheet = written(document(Paragraph(HANZI * 90), style="common"), tmp_path)[1]
    tops = [line.top for line in sheet.lines if "—" not in line.text]
    assert len(tops) == 22
    assert (tops[1] - tops[0]) * MM == pytest.approx(28, abs=0.1)
    assert {len(text) for text in text_lines(sheet)} == {28}


def test_serial_and_version_stand_at_the_foot_of_every_page(tmp_path: Path) -> None:
    for sheet in written(REPORT, tmp_path):
        assert "编号2025-ZP-003v2数据截至2025年12月1日" in sheet.text


def test_a_heading_never_stands_alone_at_the_foot(tmp_path: Path) -> None:
    for count in range(8, 22):
        body = [Paragraph(f"第{n}段。") for n in range(count)]
        made = document(*body, Heading("二、存在的问题", 1), Paragraph(HANZI * 3))
        for sheet in written(made, tmp_path):
            lines = text_lines(sheet)
            if "二、存在的问题" in lines:
                assert len(lines) - lines.index("二、存在的问题") > 2


def test_a_table_repeats_its_head_and_says_that_it_goes_on(tmp_path: Path) -> None:
    pages = written(document(Paragraph("见下表。"), goals(60)), tmp_path)
    assert len(pages) > 2
    for number, sheet in enumerate(pages):
        assert "主要举措" in sheet.text
        assert ("续表" in sheet.text) == (number > 0)
        assert all(line.bottom < 263 or "—" in line.text for line in sheet.lines)
    everything = "".join(sheet.text for sheet in pages)
    assert [everything.count(f"领域{n}20") for n in range(1, 61)] == [1] * 60


def test_a_small_table_is_not_cut(tmp_path: Path) -> None:
    for count in range(10, 20):
        pages = written(document(*[Paragraph("一行。")] * count, goals(4)), tmp_path)
        assert sum("领域1" in sheet.text for sheet in pages) == 1
        assert all(("领域1" in sheet.text) == ("领域4" in sheet.text) for sheet in pages)


def test_text_goes_on_before_a_lying_table_and_the_numbers_stay_in_place(tmp_path: Path) -> None:
    pages = written(document(Paragraph("前文。"), staff(10), Paragraph("后文。" * 10)), tmp_path)
    assert [sheet.rotation for sheet in pages] == [0, 90]
    assert "后文" in pages[0].text
    table = pages[1]
    assert table.shown == pytest.approx((297, 210), abs=0.1)
    # as the page stands, lines of the table run upwards and its head is at the left, where the staples are
    head, row = table.find("姓名"), table.find("李静")
    assert head.left < row.left
    number = table.find("—2—")
    assert number.left - 28 == pytest.approx(156 / 28, abs=0.5)
    assert 269 < number.bottom < 273


def test_text_does_not_go_on_into_the_next_chapter_before_a_lying_table(tmp_path: Path) -> None:
    body = (
        Heading("七、年度目标分解", 1),
        Paragraph("见下表。"),
        staff(10),
        Heading("八、保障措施", 1),
        Paragraph("后文。"),
    )
    pages = written(document(*body), tmp_path)
    assert [sheet.rotation for sheet in pages] == [0, 90, 0]
    assert ["保障" in sheet.text for sheet in pages] == [False, False, True]


def test_what_only_leads_on_stays_with_what_it_leads_to(tmp_path: Path) -> None:
    for count in range(14, 22):
        body = [Paragraph("一行。")] * count
        pages = written(
            document(*body, Paragraph("会议议定以下事项："), Heading("一、规划", 1), Paragraph("通过。")),
            tmp_path,
        )
        assert all(("议定" in sheet.text) == ("通过" in sheet.text) for sheet in pages)


def test_a_group_that_goes_on_says_its_first_cell_again(tmp_path: Path) -> None:
    rows = (("9月", "第0项工作"), *(("", f"第{number}项工作") for number in range(1, 61)))
    months = Report(
        "months", "月行事安排", "", DAY, (Column("m", "月份", Kind.TEXT, 20), Column("t", "工作任务", Kind.TEXT, 100)), rows,
        is_grouped=True,
    )  # fmt: skip
    pages = written(document(months), tmp_path)
    assert len(pages) > 1
    assert [sheet.text.count("9月") for sheet in pages] == [1] * len(pages)


@pytest.mark.parametrize("style", ["gb", "common"])
@pytest.mark.parametrize("name", in_turn(sorted(path.stem for path in TEXTS.glob("*.txt"))))
def test_a_public_text_on_paper_keeps_every_rule_of_the_line(tmp_path: Path, name: str, style: str) -> None:
    """28 to a line, two characters in, no mark where it must not stand, nothing lost: read from the PDF."""
    texts = [text for text in paragraphs(name) if text.strip()]
    pages = written(document(*map(Paragraph, texts), style=style), tmp_path)
    lines = [
        line
        for sheet in pages
        for line in sheet.lines
        if line.chars[0].size != 22 and not re.fullmatch("—[0-9]+—", line.text)
    ]
    assert "".join(line.text for line in lines) == "".join("".join(text.split()) for text in texts)
    cell = 156 / 28
    begins = {0}
    for text in texts:
        begins.add(max(begins) + len("".join(text.split())))
    place = 0
    for line in lines:
        if place in begins:
            assert line.left == pytest.approx(28 + 2 * cell, abs=0.5), line.text
        else:
            assert line.text[0] not in NOT_AT_START, line.text
            assert line.left == pytest.approx(28, abs=0.5), line.text
        place += len(line.text)
        if place not in begins:
            assert line.text[-1] not in NOT_AT_END, line.text
            assert line.right == pytest.approx(184, abs=3.2), line.text  # a mark at the end is half empty


def test_nothing_stands_outside_the_type_area(tmp_path: Path) -> None:
    for sheet in written(document(*BODY, *BODY), tmp_path):
        for char in sheet.chars:
            assert char.left >= 27.5
            assert char.right <= 184.5


def test_a_long_line_at_the_foot_is_set_smaller_and_stays_in_the_type_area(tmp_path: Path) -> None:
    footer = "数据截至2025年12月1日，由教务处、人事处、后勤处和各年级组共同核对并由校长办公会议审定" * 2
    (sheet,) = written(document(serial="2025-ZP-003 v2", footer=footer), tmp_path)
    line = sheet.line("编号")
    assert line.text == f"编号2025-ZP-003v2{footer}"
    assert line.right <= 184.5
    assert line.chars[0].size < 7.5
