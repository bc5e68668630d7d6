"""Charts laid out: nothing outside, nothing upon another, every point can be met, what is not known is said."""

from collections.abc import Sequence
from datetime import date
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edudesk.base.chart import Chart, ChartKind, Point, Series
from edudesk.base.charting.layout import lay_out, natural_height
from edudesk.base.charting.marks import Box, Label, Path, Picture, Tint
from edudesk.base.charting.names import elided
from edudesk.base.charting.scale import scale_of
from tests.tables import each
from tests.thorough import examples

SIZE = 10.0


class Squares:
    """A font whose Chinese characters are squares and whose other characters are half as wide."""

    def width(self, text: str) -> float:
        return sum(0.5 if char.isascii() else 1.0 for char in text)

    def lines(self, text: str, room: float) -> list[str]:
        lines = [""]
        for char in text:
            if lines[-1] and self.width(lines[-1] + char) > room:
                lines.append("")
            lines[-1] += char
        return lines


FONT = Squares()


def chart(
    kind: ChartKind,
    categories: Sequence[str],
    *series: tuple[str, Sequence[float | None]],
    **more: object,
) -> Chart:
    values = [Series(name, tuple(Point(value) for value in points)) for name, points in series]
    return Chart("c", kind, "职称结构", tuple(categories), tuple(values), **more)  # type: ignore[arg-type]


def laid(one: Chart, width: float = 440.0) -> Picture:
    return lay_out(one, width, natural_height(one, width, FONT, SIZE), FONT, SIZE)


def words(picture: Picture) -> list[str]:
    return [label.text for label in picture.labels()]


def boxes(picture: Picture, series: int) -> list[Box]:
    """The bars of a series, without its sample in the legend."""
    frame = picture.frame
    return [
        mark
        for mark in picture.marks
        if isinstance(mark, Box) and mark.tint == Tint(series) and mark.place.bottom > frame.y - 1e-6
    ]


_names = st.text("语文数学英一二三四教师（）0123456789-ABc ", min_size=1, max_size=16)
_figures = st.none() | st.integers(-50, 500).map(float) | st.floats(0, 100).map(lambda value: round(value, 1))


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    count, rows = draw(st.integers(1, 30)), draw(st.integers(1, 8))
    points = st.lists(_figures, min_size=count, max_size=count)
    return chart(
        draw(st.sampled_from(ChartKind)),
        draw(st.lists(_names, min_size=count, max_size=count)),
        *((draw(_names), draw(points)) for _ in range(rows)),
        unit=draw(st.sampled_from(["", "人", "%"])),
        decimals=draw(st.integers(0, 2)),
        target=draw(st.none() | st.integers(-20, 300)),
        notes=tuple(draw(st.lists(_names, max_size=2))),
    )


@settings(max_examples=examples(60), deadline=None)
@given(charts(), st.integers(260, 700))
def test_everything_stays_inside_and_no_label_lies_upon_another(one: Chart, width: int) -> None:
    picture = laid(one, width)
    labels = list(picture.labels())
    for label in labels:
        place = label.place
        assert place.x >= -1e-6
        assert place.right <= width + 1e-6, label
        assert place.y >= -1e-6
        assert place.bottom <= picture.height + 1e-6, label
    for first, second in combinations(labels, 2):
        assert not first.place.overlaps(second.place), (first, second)


@settings(max_examples=examples(60), deadline=None)
@given(charts(), st.integers(260, 700))
def test_every_point_has_one_place_inside_the_frame(one: Chart, width: int) -> None:
    picture = laid(one, width)
    met = sorted((hit.series, hit.category) for hit in picture.hits)
    assert met == [(row, column) for row in range(len(one.series)) for column in range(len(one.categories))]
    frame = picture.frame
    for hit in picture.hits:
        x, y = hit.shape.x + hit.shape.width / 2, hit.shape.y + hit.shape.height / 2
        assert frame.x - 1e-6 <= x <= frame.right + 1e-6
        assert frame.y - 1e-6 <= y <= frame.bottom + 1e-6
        if one.kind in (ChartKind.BARS, ChartKind.STACKED, ChartKind.HEAT):
            shape = hit.shape
            assert shape.x >= frame.x - 1e-6
            assert shape.right <= frame.right + 1e-6
            assert shape.y >= frame.y - 1e-6
            assert shape.bottom <= frame.bottom + 1e-6


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(0, 99), min_size=3, max_size=3), min_size=2, max_size=6))
def test_stacked_parts_stand_on_each_other_without_gap(parts: list[list[int]]) -> None:
    one = chart(ChartKind.STACKED, "甲乙丙", *((f"部分{number}", row) for number, row in enumerate(parts)))
    picture = laid(one)
    highest = max(sum(column) for column in zip(*parts, strict=True))
    for category in range(3):
        whole = sum(row[category] for row in parts)
        shapes = [hit.shape for hit in picture.hits if hit.category == category]
        for lower, upper in pairwise(shapes):
            assert upper.bottom == pytest.approx(lower.y)
        height = shapes[0].bottom - shapes[-1].y
        assert height == pytest.approx(sum(shape.height for shape in shapes))
        if highest:
            assert height <= picture.frame.height * (whole / highest) + 1e-6


@given(
    st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=20),
    st.integers(2, 6),
    st.integers(0, 2),
    st.booleans(),
)
def test_ticks_are_round_few_and_hold_every_figure(
    values: list[float], most: int, decimals: int, has_zero: bool
) -> None:
    scale = scale_of(values, most, decimals, has_zero)
    assert 2 <= len(scale.ticks) <= most + 1
    step = scale.ticks[1] - scale.ticks[0]
    assert scale.low <= min(values) + step * 1e-8
    assert scale.high >= max(values) - step * 1e-8
    assert float(f"{step:.6e}".partition("e")[0]) in (1.0, 2.0, 5.0)
    assert step >= 10.0**-decimals - 1e-9
    assert not has_zero or scale.low <= 0 <= scale.high
    assert all(float(scale.said(tick)) == pytest.approx(tick) for tick in scale.ticks)


def test_people_are_never_counted_in_halves() -> None:
    assert scale_of([1, 2, 1], 6, 0).ticks == (0, 1, 2)
    assert scale_of([0.0, 0.0], 6, 0).ticks == (0, 1)
    assert scale_of([34.6, 35.2], 5, 1, has_zero=False).ticks == (34.6, 34.8, 35.0, 35.2)


def test_what_is_not_known_is_said_and_is_no_bar() -> None:
    picture = laid(chart(ChartKind.BARS, ["高级", "一级", "二级"], ("", [37, None, 0]), unit="人"))
    assert "未统计" in words(picture)
    assert [box.place.height > 0 for box in boxes(picture, 0)] == [True, False]
    narrow = [f"第{number}组" for number in range(30)]
    picture = laid(chart(ChartKind.HEAT, narrow, *((f"甲{row}", [None] * 30) for row in range(3))))
    assert "—" in words(picture)
    assert "注：“—”表示未统计。" in words(picture)


def test_a_line_breaks_where_a_figure_is_not_known() -> None:
    terms = ["2021学年", "2022学年", "2023学年", "2024学年", "2025学年"]
    picture = laid(chart(ChartKind.LINE, terms, ("本校", [31, 32, None, 34, 35]), unit="%"))
    runs = [len(mark.points) for mark in picture.marks if isinstance(mark, Path) and mark.tint is not None]
    assert runs == [2, 2]
    assert "未统计" in words(picture)


def test_a_sum_with_an_unknown_part_is_not_written() -> None:
    picture = laid(chart(ChartKind.STACKED, ["语文", "数学"], ("研究生", [6, 5]), ("本科", [22, None])))
    assert "28" in words(picture)
    assert "注：有一部分未统计的，不写合计。" in words(picture)


def test_negative_figures_hang_below_the_base_line() -> None:
    picture = laid(chart(ChartKind.BARS, ["语文", "数学"], ("", [3, -2])))
    up, down = (box.place for box in boxes(picture, 0))
    assert up.bottom == pytest.approx(down.y)
    below = next(
        label for label in picture.labels() if label.text == "-2" and label.place.x > picture.frame.x
    )
    assert below.place.y >= down.bottom


def test_long_names_are_wrapped_then_turned_then_thinned() -> None:
    def names(count: int) -> list[Label]:
        picture = laid(
            chart(ChartKind.BARS, [f"第{number}教研组" for number in range(count)], ("", [1] * count))
        )
        return [label for label in picture.labels() if label.place.y >= picture.frame.bottom]

    assert [label.text for label in names(3)] == ["第0教研组", "第1教研组", "第2教研组"]
    assert len(names(12)) == 24  # two lines each
    assert all(label.is_turned for label in names(30))
    assert len(names(30)) == 30
    assert 0 < len(names(60)) < 60


@given(_names, st.floats(6, 20))
def test_a_name_that_just_fits_is_not_shortened(name: str, size: float) -> None:
    class Third(Squares):
        def width(self, text: str) -> float:
            return super().width(text) / 3

    font = Third()
    room = (font.width(name) * size + 0.5 * size) / size - 0.5  # as a heat map reckons
    assert elided(name, room, font) == name
    assert elided(name + "长", font.width(name), font).endswith("…")


def test_a_fifth_series_is_told_from_the_first_by_its_hatch() -> None:
    series = [(f"系列{number}", [5.0]) for number in range(6)]
    picture = laid(chart(ChartKind.BARS, ["甲"], *series))
    for number, is_hatched in ((0, False), (3, False), (4, True), (5, True)):
        bar = boxes(picture, number)[0].place
        strokes = [
            mark
            for mark in picture.marks
            if isinstance(mark, Path) and all(bar.holds(round(x, 6), round(y, 6)) for x, y in mark.points)
        ]
        assert bool(strokes) is is_hatched


def test_the_mouse_meets_the_bar_it_stands_over() -> None:
    picture = laid(chart(ChartKind.BARS, ["高级", "一级"], ("男", [3, 4]), ("女", [5, 6])))
    bar = boxes(picture, 1)[0].place
    hit = picture.hit(bar.x + 1, picture.frame.y + 1)  # above a low bar too
    assert hit is not None
    assert (hit.series, hit.category) == (1, 0)
    assert picture.hit(1, 1) is None


@each("kind", ChartKind)
def test_a_chart_without_figures_says_so(kind: ChartKind) -> None:
    assert "暂无数据" in words(laid(chart(kind, [])))
    assert laid(chart(kind, ["甲"], ("", [None]))).hits


def test_two_axes_are_no_radar() -> None:
    picture = laid(chart(ChartKind.RADAR, ["备课", "上课"], ("本学期", [92, 88])))
    assert len(boxes(picture, 0)) == 2


def test_the_figures_as_a_table_and_in_words() -> None:
    one = chart(
        ChartKind.BARS,
        ["高级", "一级"],
        ("男", [3, None]),
        ("女", [5, 6.0]),
        unit="人",
        target=4,
        notes=("注：在编。",),
    )
    report = one.as_report("龙城实验小学", date(2025, 10, 12))
    assert [column.title for column in report.columns] == ["项目", "男", "女"]
    assert report.rows == (("高级", 3, 5), ("一级", "未统计", 6), ("目标", 4, 4))
    assert report.notes == ("单位：人", "注：在编。")
    assert (
        one.description
        == "职称结构（单位：人）。男：高级 3，一级 未统计。女：高级 5，一级 6。目标 4。注：在编。"
    )
    assert one.told(1, 0) == "高级 女：5 人"
    assert one.told(0, 1) == "一级 男：未统计"
    heat = chart(ChartKind.HEAT, ["备课", "作业"], ("李静", [93.5, None]), decimals=1)
    assert heat.as_report("", date(2025, 10, 12)).rows == (("李静", 93.5, "未统计"),)
    shares = chart(ChartKind.LINE, ["2025学年"], ("占比", [35]), unit="%", decimals=1)
    assert shares.as_report("", date(2025, 10, 12), is_printed=True).rows == (("2025学年", "35.0"),)


def test_a_series_has_a_point_for_each_category() -> None:
    with pytest.raises(ValueError, match="男 has 1 points"):
        chart(ChartKind.BARS, ["高级", "一级"], ("男", [3]))
    with pytest.raises(ValueError, match="has a figure that is none"):
        chart(ChartKind.BARS, ["高级"], ("男", [float("nan")]))
