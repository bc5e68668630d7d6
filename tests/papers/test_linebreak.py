"""避头尾: where lines of Chinese text may end."""

from collections import defaultdict
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edudesk.papers.linebreak import (
    NOT_AT_END,
    NOT_AT_START,
    break_lines,
    even_lines,
    filled_lines,
    name_parts,
    widest_piece,
)
from tests.tables import each

EM = defaultdict(lambda: 1.0, dict.fromkeys(map(chr, range(0x20, 0x7F)), 0.5))
POLICY = (
    "根据《重庆市义务教育优质均衡发展督导评估办法》（渝教〔2025〕8号）的要求，我校“双减”工作领导小组于2024-2025学年"
    "组织了12次检查；教师参训率98.5%，学生满意度95.2%！详见www.example.cn/report附件一、附件二（共3页）……"
)


def width_of(text: str) -> float:
    return sum(EM[char] for char in text)


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (4, ["语文教研", "组长，班", "主任"]),  # 组长班主 would put ， first: 长 goes along
        (7, ["语文教研组长，", "班主任"]),
        (6, ["语文教研组", "长，班主任"]),
    ],
)
def test_a_mark_takes_the_character_before_it_to_the_next_line(width: float, lines: list[str]) -> None:
    assert break_lines("语文教研组长，班主任", width, EM) == lines


def test_two_marks_that_meet_stay_together() -> None:
    assert break_lines("他说“可以。”就走了", 5, EM) == ["他说“可", "以。”就走", "了"]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("语文 ，数学", 3, ["语", "文 ，", "数学"]),
        ("语（ 数学", 3, ["语", "（ 数", "学"]),
        ("奖金¥ 500元", 3, ["奖金", "¥ 500", "元"]),
    ],
)
def test_a_space_beside_a_mark_is_no_place_to_break(text: str, width: float, lines: list[str]) -> None:
    assert break_lines(text, width, EM) == lines


def test_document_numbers_and_figures_are_not_cut() -> None:
    for width in range(7, 40):  # 〔2025〕8号） needs 6.5
        joined = "|".join(break_lines(POLICY, width, EM))
        for whole in ("〔2025〕8号", "2024-2025", "98.5%", "95.2%", "12"):
            assert whole in joined, (width, joined)


def test_a_word_longer_than_the_line_is_cut_rather_than_run_over() -> None:
    lines = break_lines("990199196507310014", 4, EM)
    assert lines == ["99019919", "65073100", "14"]


def test_a_date_too_long_for_the_line_breaks_after_a_hyphen() -> None:
    assert break_lines("1984-03-28", 4, EM) == ["1984-03-", "28"]


def test_masked_numbers_are_not_cut() -> None:
    assert widest_piece("电话199****1009", EM) == 5.5
    assert widest_piece("99**************07", EM) == 9
    assert widest_piece("2024-09-01", EM, is_strict=False) == 2.5


def test_line_feeds_end_lines_and_spaces_at_breaks_vanish() -> None:
    assert break_lines("一级教师\n语文 数学", 2, EM) == ["一级", "教师", "语文", "数学"]


def test_even_lines_leave_no_single_character_behind() -> None:
    assert even_lines("出生年月", 3, EM) == ["出生", "年月"]
    assert even_lines("数学与应用数学", 6, EM) == ["数学与应", "用数学"]


def test_text_from_the_left_fills_its_lines_and_leaves_no_character_alone() -> None:
    text = "修订制度（项，累计） 16项；修订教师考核、绩效、职称推荐制度"
    assert filled_lines(text, 20, EM) == ["修订制度（项，累计） 16项；", "修订教师考核、绩效、职称推荐制度"]
    assert filled_lines("五（3）（4）班、六（3）班", 12, EM) == ["五（3）（4）班、", "六（3）班"]
    assert filled_lines("检查，作业整改情况要逐一落实到人", 12, EM)[0] == "检查，作业整改情况要逐一"
    assert filled_lines("教学常规检查通报。", 8, EM) == ["教学常规检", "查通报。"]


def test_widest_piece_is_the_narrowest_column() -> None:
    assert widest_piece("证号990199196507310014", EM) == 9
    assert widest_piece("语文、数学", EM) == 2


def test_names_break_after_their_dots() -> None:
    assert name_parts("阿卜杜拉·买买提·吐尔逊") == ["阿卜杜拉·", "买买提·", "吐尔逊"]
    assert name_parts("尉迟喆") == ["尉迟喆"]
    assert name_parts("") == []


TEXTS = st.text(
    st.one_of(
        st.sampled_from("语文数学校长"),
        st.sampled_from(sorted(NOT_AT_START)),
        st.sampled_from(sorted(NOT_AT_END)),
        st.sampled_from("abZ019 -"),
    ),
    max_size=60,
)


@given(TEXTS, st.integers(1, 30))
def test_lines_hold_the_whole_text_and_fit(text: str, width: int) -> None:
    lines = break_lines(text, width, EM)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width_of(line) <= width for line in lines)


@given(TEXTS, st.integers(1, 30))
def test_a_mark_stands_wrong_only_when_nothing_else_fits(text: str, width: int) -> None:
    lines = break_lines(text, width, EM)
    for before, after in pairwise(lines):
        if after and before and (after[0] in NOT_AT_START or before[-1] in NOT_AT_END):
            assert all(
                before[place] in NOT_AT_START or before[place - 1] in NOT_AT_END or before[place] == " "
                for place in range(1, len(before))
            ), lines


@each("width", range(4, 61))
def test_policy_sentence_at_every_width(width: int) -> None:
    lines = break_lines(POLICY, width, EM)
    assert "".join(lines) == POLICY
    assert all(width_of(line) <= width for line in lines)
    if width >= 8:
        assert not any(line[0] in NOT_AT_START for line in lines)
        assert not any(line[-1] in NOT_AT_END for line in lines)


@given(TEXTS, st.integers(2, 30))
def test_even_lines_are_no_more_lines(text: str, width: int) -> None:
    lines = even_lines(text, width, EM)
    assert len(lines) == len(break_lines(text, width, EM))
    assert all(width_of(line) <= width for line in lines)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("人均培训学分 72分", 7, ["人均培训学分", "72分"]),
        ("校本课程（门，累计） 6门；在研项目 9项", 11, ["校本课程（门，累计）", "6门；在研项目 9项"]),
        ("作业整改率 ≥85%", 6, ["作业整改率", "≥85%"]),
        ("讲解员上岗 160人次", 7, ["讲解员上岗", "160人次"]),
        ("权重（分值）", 5, ["权重", "（分值）"]),
        ("牵头（责任）部门", 5, ["牵头", "（责任）部", "门"]),
    ],
)
def test_a_figure_keeps_its_unit_and_a_word_in_brackets_is_one(
    text: str, width: float, lines: list[str]
) -> None:
    assert break_lines(text, width, EM) == lines


def test_who_answers_for_a_clause_keeps_the_name_and_no_line_begins_with_a_space() -> None:
    text = "修订课堂观察量表。〔教导处　李静〕"
    for width in range(5, 17):
        lines = break_lines(text, width, EM)
        joined = "\n".join(lines)
        assert "〔教导处" in joined
        assert "李静〕" in joined
        assert not any(line[0] in " \u3000" or line[-1] in " \u3000" for line in lines)


@given(st.text(st.sampled_from("教学常规检查，。、：；（）“”2 16%-"), max_size=60), st.integers(4, 30))
def test_full_lines_hold_the_whole_text_and_are_no_more(text: str, width: int) -> None:
    lines = filled_lines(text, width, EM)
    assert len(lines) == len(break_lines(text, width, EM))
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(sum(map(EM.__getitem__, line)) <= width + 1e-6 for line in lines if len(line) > 1)
