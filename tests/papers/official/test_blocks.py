"""Charts and ruled forms inside a document, and documents of any blocks: all of it on paper, in order, in its place."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edudesk.base.chart import Chart, ChartKind, Point, Series
from edudesk.base.document import Block, Break, Heading, Paragraph
from edudesk.base.form import Form, FormCell, FormRow, Look
from edudesk.base.report import Report
from tests.papers.official.reading import Sheet
from tests.papers.official.values import DAY, IMPRINT, document, goals, staff, written
from tests.thorough import examples

CHART = Chart(
    "degrees",
    ChartKind.BARS,
    "教师学历结构",
    ("研究生", "本科", "专科"),
    (Series("2024年", (Point(10), Point(80), Point(5))), Series("2025年", (Point(14), Point(82), Point(3)))),
    unit="人",
)


def opinion(rows: int = 1, height: float = 45) -> Form:
    """A box with room for a seal."""
    cells = [
        FormRow((FormCell(f"意见{n}", 4, Look.LABEL), FormCell("（盖章）", 20, Look.TEXT)), height=height)
        for n in range(1, rows + 1)
    ]
    return Form("opinion", "单位意见", tuple(cells))


def test_a_head_never_stays_behind_without_its_box(tmp_path: Path) -> None:
    """Boxes of many heights, begun at many lines of a page: a head that is said twice was left alone on a page."""
    body: list[Block] = []
    for number in range(60):
        head = FormRow((FormCell("推荐单位意见", 24, Look.SECTION),), is_head=True)
        box = FormRow((FormCell("（公章）", 24, Look.FIGURE),), height=30 + number / 4)
        body += [*[Paragraph("前文。")] * (number % 5 + 1), Form("", "", (head, box))]
    sheets = written(document(*body), tmp_path)
    heads = [char for sheet in sheets for char in sheet.chars if char.text == "荐"]
    assert len(heads) == 60


def test_a_chart_stands_in_the_text(tmp_path: Path) -> None:
    (sheet,) = written(document(Paragraph("前文。"), CHART, Paragraph("后文。")), tmp_path)
    before, title, after = sheet.line("前文"), sheet.line("教师学历结构"), sheet.line("后文")
    assert before.bottom < title.top < after.top
    category = sheet.line("研究生")
    assert category.bottom < after.top
    assert all(27.5 < char.left < 184.5 for char in sheet.chars)


def test_a_chart_that_has_no_room_goes_to_the_next_page_whole(tmp_path: Path) -> None:
    first, second = written(document(*[Paragraph("一行。")] * 16, CHART), tmp_path)
    assert "学历" not in first.text
    for words in ("教师学历结构", "研究生", "2025年"):
        assert words in second.text


def test_a_box_keeps_room_for_the_seal(tmp_path: Path) -> None:
    (sheet,) = written(document(Paragraph("前文。"), opinion(2), Paragraph("后文。")), tmp_path)
    first, second = sheet.find("意见1"), sheet.find("意见2")
    assert second.top - first.top >= 44
    assert sheet.line("单位意见").top > sheet.line("前文").bottom
    assert sheet.line("后文").top - second.bottom > 18


def test_rows_of_a_box_go_over_pages_whole(tmp_path: Path) -> None:
    pages = written(document(Paragraph("前文。"), opinion(8)), tmp_path)
    assert len(pages) == 3
    everything = "".join(page.text for page in pages)
    assert [everything.count(f"意见{n}") for n in range(1, 9)] == [1] * 8


def test_a_break_begins_a_page_and_two_breaks_do_not_leave_one_empty(tmp_path: Path) -> None:
    pages = written(document(Paragraph("前文。"), Break.PAGE, Break.PAGE, Paragraph("后文。")), tmp_path)
    assert [("前文" in page.text, "后文" in page.text) for page in pages] == [(True, False), (False, True)]


def test_a_row_higher_than_a_page_is_cut(tmp_path: Path) -> None:
    rows = (("领域", 1, 1.0, "措施" * 900),)
    table = Report("t", "表", "", DAY, goals(1).columns, rows)
    pages = written(document(Paragraph("前文。"), table), tmp_path)
    assert sum(page.text.count("措施") for page in pages) in range(895, 901)
    assert all(line.bottom < 263 or "—" in line.text for page in pages for line in page.lines)


def test_a_table_without_rows_says_so(tmp_path: Path) -> None:
    (sheet,) = written(document(goals(0)), tmp_path)
    assert "本表无记录" in sheet.text


@pytest.mark.parametrize("count", range(34, 44))
def test_notes_never_hang_below_the_type_area(tmp_path: Path, count: int) -> None:
    pages = written(document(Paragraph("前文。"), goals(count)), tmp_path)
    assert "统计时点" in pages[-1].text
    for page in pages:
        assert all(line.bottom < 263 or "—" in line.text for line in page.lines)


BLOCKS = st.one_of(
    st.integers(1, 120).map(lambda count: Paragraph("甲" * count + "。")),
    st.builds(lambda count: Heading("一、" + "乙" * count, 1), st.integers(1, 40)),
    st.builds(lambda count: Heading("（一）" + "丙" * count, 2), st.integers(1, 12)),
    st.integers(0, 50).map(goals),
    st.integers(1, 30).map(staff),
    st.builds(opinion, st.integers(1, 4), st.floats(8, 60)),
    st.just(CHART),
    st.just(Break.PAGE),
)


@given(
    st.lists(BLOCKS, max_size=9),
    st.sampled_from(["gb", "common", "table"]),
    st.booleans(),
    st.booleans(),
)
@settings(max_examples=examples(60), deadline=None)
def test_any_document_is_printed_whole_and_in_its_place(
    blocks: list[Block], style: str, is_sealed: bool, has_mark: bool
) -> None:
    made = document(
        *blocks,
        Paragraph("特此报告。"),
        issuer=("龙城实验小学",),
        on=DAY,
        style=style,
        is_sealed=is_sealed,
        masthead="龙城实验小学文件" if has_mark else "",
        imprint=IMPRINT,
    )
    with TemporaryDirectory() as folder:
        pages = written(made, Path(folder))
    everything = "".join(page.text for page in pages)
    texts = [one.text for one in blocks if isinstance(one, (Paragraph, Heading))]
    for char in "甲乙丙":
        assert everything.count(char) == sum(text.count(char) for text in texts)
    signed = next(page for page in pages if "2025年12月5日" in page.text and "特此报告" in page.text)
    assert "龙城实验小学" in signed.text
    lowest = 275 if style == "table" else 267
    for page in pages:
        if not page.rotation:
            for line in page.lines:
                assert line.bottom < lowest or "—" in line.text


def height_of(sheet: Sheet) -> float:
    """Millimetres from the title of the chart to its categories."""
    return sheet.line("研究生").bottom - sheet.line("教师学历结构").top


def test_a_chart_is_drawn_lower_where_that_keeps_it_on_the_page(tmp_path: Path) -> None:
    (usual,) = written(document(Paragraph("前文。"), CHART, Paragraph("后文。")), tmp_path)
    lower, later = written(document(*[Paragraph("一行。")] * 11, CHART, Paragraph("后文。")), tmp_path)
    assert 0.6 < height_of(lower) / height_of(usual) < 0.95
    assert lower.line("专科").bottom < 262
    assert "后文" in later.text


def test_a_chart_is_drawn_higher_where_the_page_would_end_white(tmp_path: Path) -> None:
    (usual,) = written(document(Paragraph("前文。"), CHART, Paragraph("后文。")), tmp_path)
    first, second = written(document(*[Paragraph("一行。")] * 7, CHART, opinion()), tmp_path)
    assert 1.2 < height_of(first) / height_of(usual) < 1.5
    assert first.line("专科").bottom < 262
    assert "意见1" in second.text
    # a break is meant
    broken, _ = written(document(Paragraph("前文。"), CHART, Break.PAGE, Paragraph("后文。")), tmp_path)
    assert height_of(broken) == pytest.approx(height_of(usual), abs=0.5)
