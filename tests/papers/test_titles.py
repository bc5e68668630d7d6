"""Titles in lines: words stay whole, the shape is a trapezium or a diamond (GB/T 9704-2012 7.3.1)."""

from collections import defaultdict
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.papers.linebreak import break_lines
from edudesk.papers.titles import title_lines
from tests.tables import each

EM = defaultdict(lambda: 1.0, dict.fromkeys(map(chr, range(0x20, 0x7F)), 0.5))
SCHOOL = ("龙城实验小学",)


def width_of(text: str) -> float:
    return sum(EM[char] for char in text)


@each(
    ("title", "lines"),
    [
        (
            "龙城实验小学2025年度发展规划实施情况自评报告",
            ["龙城实验小学2025年度", "发展规划实施情况自评报告"],
        ),
        ("关于申请改造操场塑胶跑道经费的请示", ["关于申请改造操场塑胶跑道经费的请示"]),
        ("龙城实验小学关于新建综合楼项目立项的请示", ["龙城实验小学", "关于新建综合楼项目立项的请示"]),
        ("关于2025年秋季学期教学常规检查情况的通报", ["关于2025年秋季学期", "教学常规检查情况的通报"]),
        ("龙城实验小学\n三年发展规划", ["龙城实验小学", "三年发展规划"]),
    ],
)
def test_titles_of_a_school(title: str, lines: list[str]) -> None:
    assert title_lines(title, 19, EM, SCHOOL) == lines


@pytest.mark.parametrize(
    "title",
    [
        "常州市天宁区教育局关于转发《江苏省教育厅关于进一步加强义务教育学校作业管理工作的通知》的通知",
        "龙城实验小学关于开展义务教育优质均衡发展自查自评和问题整改情况的报告",
        "龙城实验小学“十四五”主动发展规划（2021—2025年）终结性评估自评报告",
    ],
)
def test_long_titles_have_no_waist_and_no_word_cut(title: str) -> None:
    lines = title_lines(title, 19, EM, (*SCHOOL, "常州市", "天宁区", "教育局"))
    assert "".join(lines) == title
    lengths = [width_of(line) for line in lines]
    for before, middle, after in zip(lengths, lengths[1:], lengths[2:], strict=False):
        assert not (middle < before and middle < after)
    cuts = [(before[-1] + after[0]) for before, after in pairwise(lines)]
    for word in ("教育", "学校", "作业", "管理", "工作", "通知", "自查", "整改", "规划", "评估"):
        assert word not in cuts


@given(
    st.text(st.sampled_from("龙城实验小学关于的报告工作和2025《》（）、"), min_size=1, max_size=70),
    st.integers(8, 24),
)
def test_lines_fit_and_hold_the_whole_title(title: str, width: int) -> None:
    lines = title_lines(title, width, EM)
    assert "".join(lines) == title
    assert all(width_of(line) <= width + 1e-6 for line in lines)
    assert len(lines) <= len(break_lines(title, width, EM)) + 1
