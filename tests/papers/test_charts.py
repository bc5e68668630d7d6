"""Charts in a PDF: read back, looked at in greys, the same bytes each time."""

import io
from itertools import combinations
from math import ceil

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops, ImageStat

from edudesk.base.chart import Chart, ChartKind, Point, Series
from edudesk.papers.canvas import Canvas
from edudesk.papers.cells import Findings
from edudesk.papers.charts import TINTS, chart_height, chart_png, draw_chart, luminance
from edudesk.papers.fonts import bundled_fonts
from tests.tables import each

WIDTH = 442.0


def sample(kind: ChartKind = ChartKind.BARS, **more: object) -> Chart:
    series = (
        Series("男", (Point(12), Point(21), Point(None), Point(3))),
        Series("女", (Point(25), Point(32), Point(7), Point(0))),
    )
    values: dict[str, object] = {
        "key": "titles",
        "kind": kind,
        "title": "专任教师职称结构",
        "categories": ("高级", "一级", "二级", "未定级"),
        "series": series,
        "unit": "人",
        "notes": ("注：统计时点为2025年9月1日。",),
    }
    return Chart(**(values | more))  # type: ignore[arg-type]


def drawn(chart: Chart, findings: Findings | None = None) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, chart.title, bundled_fonts())
    canvas.start_page(595, 842)
    draw_chart(canvas, chart, 76, 80, WIDTH, chart_height(chart, WIDTH), findings=findings)
    canvas.close()
    return file.getvalue()


def text_of(pdf: bytes) -> str:
    with pdfium.PdfDocument(pdf) as document:
        return str(document[0].get_textpage().get_text_range())


@each("kind", ChartKind)
def test_names_and_figures_can_be_read_in_the_pdf(kind: ChartKind) -> None:
    text = text_of(drawn(sample(kind)))
    for word in (
        "专任教师职称结构",
        "高级",
        "未定级",
        "男",
        "女",
        "21",
        "32",
        "注：统计时点为2025年9月1日。",
    ):
        assert word in text, (kind, word)
    assert "未统计" in text


@each("kind", ChartKind)
def test_the_same_chart_gives_the_same_bytes(kind: ChartKind) -> None:
    assert drawn(sample(kind, target=20.0)) == drawn(sample(kind, target=20.0))


def test_the_colours_stay_apart_in_greys() -> None:
    greys = [luminance(tint) for tint in TINTS]
    assert all(abs(first - second) > 0.12 for first, second in combinations(greys, 2))


def test_a_higher_bar_has_more_ink() -> None:
    chart = sample(series=(Series("", (Point(10), Point(20), Point(5), Point(1))),))
    with pdfium.PdfDocument(drawn(chart)) as document:
        picture = document[0].render(scale=1).to_pil().convert("RGB")
    blue = tuple(round(part * 255) for part in TINTS[0])
    counts = [0] * 4
    for x in range(97, 518):
        column = [picture.getpixel((x, y)) == blue for y in range(80, 400)]
        counts[min(int((x - 94) / (424 / 4)), 3)] += sum(column)
    assert counts[0] / counts[1] == pytest.approx(0.5, abs=0.03)
    assert counts[2] / counts[1] == pytest.approx(0.25, abs=0.03)


def test_a_character_without_glyph_is_told() -> None:
    findings = Findings()
    assert "甲\U0001f600" in text_of(
        drawn(sample(categories=("甲\U0001f600", "一级", "二级", "三级")), findings)
    )
    assert findings.remarks() == ("图“专任教师职称结构”的“\U0001f600”（U+1F600）字库里没有，印成了“□”。",)


def test_a_wide_chart_is_not_higher_than_a_page() -> None:
    names = tuple(f"第{number}教研组（语文学科）" for number in range(30))
    chart = sample(categories=names, series=(Series("", tuple(Point(number) for number in range(30))),))
    assert 150 < chart_height(chart, WIDTH) < 350
    assert chart_height(sample(series=(), categories=()), WIDTH) < 80


def test_the_picture_for_word_is_the_chart_of_the_pdf() -> None:
    chart = sample()
    height = chart_height(chart, WIDTH)
    picture = Image.open(io.BytesIO(chart_png(chart, WIDTH, height, dots=144, fonts=bundled_fonts())))
    assert picture.size == (884, ceil(height * 2))
    with pdfium.PdfDocument(drawn(chart)) as document:
        page = document[0].render(scale=2).to_pil().convert("L")
    left, top = 2 * 76, 2 * 80
    cut = page.crop((left, top, left + picture.width, top + picture.height))
    own = picture.convert("L")
    assert ImageStat.Stat(ImageChops.difference(cut, own)).mean[0] < 3  # edges lie half a pixel apart
    assert ImageStat.Stat(own).mean[0] < 240
