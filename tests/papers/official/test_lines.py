"""Running text in lines: no mark where it must not stand, nothing cut that is one, over public texts."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from edudesk.papers.cells import Findings
from edudesk.papers.fonts import Role, bundled_fonts
from edudesk.papers.linebreak import NOT_AT_END, NOT_AT_START, fitted_lines, gaps, squeezable
from edudesk.papers.official.setting import Setter
from edudesk.papers.official.style import Part, styles
from tests.papers.official.values import TEXTS, paragraphs
from tests.tables import each
from tests.thorough import in_turn

SOURCES = sorted(path.stem for path in TEXTS.glob("*.txt"))
WIDTHS = bundled_fonts()[Role.SONG].widths
WHOLE = re.compile(r"〔\d{4}〕\d+号|[A-Za-z0-9]+(?:[-.][A-Za-z0-9]+)*%?")

YEARS = re.compile(r"\d{4}-\d{4}")


def lines_of(text: str, width: float, indent: float = 2.0) -> list[str]:
    return [text[a:b] for a, b in fitted_lines(text, [WIDTHS[char] for char in text], width, indent)]


def test_there_are_five_texts() -> None:
    assert len(SOURCES) == 5
    assert sum(len(text) for name in SOURCES for text in paragraphs(name)) > 7000


@each("name", SOURCES)
def test_no_mark_stands_where_it_must_not_at_a_hundred_widths(name: str) -> None:
    for text in paragraphs(name):
        whole = {
            word
            for word in WHOLE.findall(text)
            if sum(WIDTHS[char] for char in word) < 7 and not YEARS.fullmatch(word)
        }
        for width in in_turn(range(8, 108)):
            lines = lines_of(text, width / 2 + 4)
            joined = "\n".join(lines)
            assert [word for word in whole if joined.count(word) != text.count(word)] == []
            for before, after in pairwise(lines):
                assert after[0] not in NOT_AT_START, (width, before, after)
                assert before[-1] not in NOT_AT_END, (width, before, after)
            assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@each("name", SOURCES)
def test_lines_fit_with_their_marks_set_narrower(name: str) -> None:
    for text in paragraphs(name):
        advances = [WIDTHS[char] for char in text]
        for width in (14.0, 26.0, 28.0, 37.0):
            for number, (start, end) in enumerate(fitted_lines(text, advances, width, 2.0)):
                room = width - (0 if number else 2)
                narrowed = sum(advances[start:end]) - squeezable(text[start:end], advances[start:end])
                assert narrowed <= room + 1e-6


@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                ["渝教〔2025〕8号", "达98.5%的", "按GB/T的", "在2024-2025年", "用Word写", "共12个"]
            ),
            st.text(st.sampled_from("教学常规检查，。、：；（）“”《》"), min_size=1, max_size=6),
        ),
        max_size=25,
    ).map("".join),
    st.integers(9, 40),
)
def test_numbers_words_and_document_numbers_stay_whole(text: str, width: int) -> None:
    joined = "\n".join(lines_of(text, width))
    for found in WHOLE.finditer(text):
        if sum(WIDTHS[char] for char in found[0]) < width - 4 and not YEARS.fullmatch(found[0]):
            assert found[0] in joined


def test_a_mark_is_squeezed_in_before_a_character_is_pushed_out() -> None:
    text = "学校、家庭、社会协同育人机制更加健全完善，各项工作成效，不断提升"
    assert lines_of(text, 28, 0)[0] == text[:28]
    text = "学校、家庭、社会协同育人机制更加健全完善、各项工作有成效明显，不断提升"
    assert lines_of(text[:28] + "，" + text[28:], 28, 0)[0][-1] == "，"
    plain = "学校家庭社会协同育人机制更加健全完善各项工作有成效明显不断"
    assert lines_of(plain[:28] + "，" + plain[28:], 28, 0)[0] == plain[:27]


def test_full_lines_reach_from_edge_to_edge() -> None:
    style = styles()["gb"]
    setter = Setter(style, bundled_fonts(), Findings())
    letters = style.letters[Part.TEXT]
    for name in SOURCES:
        for text in paragraphs(name):
            lines = setter.lines([(text, letters)], "正文", setter.width, first=2 * style.cell)
            for number, line in enumerate(lines[:-1]):
                wanted = setter.width - (0 if number else 2 * style.cell)
                drawn = sum(
                    setter.fonts[chunk.letters.role].width(chunk.text, chunk.letters.size)
                    + chunk.tracking * len(chunk.text)
                    for chunk in line.chunks
                )
                assert drawn <= wanted + 0.6 * style.cell
                assert drawn >= wanted - 0.6 * style.cell


def test_a_year_month_or_day_keeps_its_figures() -> None:
    text = "我校按照区教育局的统一部署和有关要求认真准备，于2025年11月12日组织了教学常规检查"
    for width in range(8, 40):
        joined = "\n".join(lines_of(text, width))
        for whole in ("2025年", "11月", "12日"):
            assert whole in joined


def test_two_years_are_parted_rather_than_a_line_torn_wide() -> None:
    text = (
        "主要指标：区级以上骨干教师占比（基线 33%） 2025-2026学年 36%、2026-2027学年 43%，2027-2028学年 46%。"
    )
    assert lines_of(text, 28.0) == [
        "主要指标：区级以上骨干教师占比（基线 33%） 2025-",
        "2026学年 36%、2026-2027学年 43%，2027-2028学年 46%。",
    ]
    assert lines_of(text.replace("占比", ""), 28.0)[0].endswith("2025-2026")  # the figure from its unit
    assert lines_of(text.replace("区级以上骨干教师占比", "区级以上骨干教师所占比例合"), 28.0)[0].endswith(
        "33%）"
    )  # not torn: the years stay whole
    adopted = "会议听取并审议了《学校三年发展规划（2025—2028）》，表决通过。"
    assert lines_of(adopted, 21.0)[1].startswith("（2025—2028）")


@each("name", SOURCES)
def test_no_line_is_torn_wide(name: str) -> None:
    """A third of a character between two is seen at once."""
    for text in paragraphs(name):
        advances = [WIDTHS[char] for char in text]
        spans = fitted_lines(text, advances, 28.0, 2.0)
        for number, (start, end) in enumerate(spans[:-1]):
            lack = 28.0 - (0 if number else 2) - sum(advances[start:end])
            assert lack <= 0.2 * len(gaps(text[start:end])), text[start:end]


def test_a_line_before_who_answers_for_it_is_not_spread() -> None:
    style = styles()["gb"]
    setter = Setter(style, bundled_fonts(), Findings())
    text = "4.修订教师梯队培养方案，每个学期一次测试。〔体育教研组　赵磊〕"
    first, second = setter.lines(
        [(text, style.letters[Part.TEXT])], "正文", setter.width, first=2 * style.cell
    )
    assert second.text.startswith("〔")
    assert first.width < setter.width - 4 * style.cell
    assert {round(chunk.tracking, 3) for chunk in first.chunks} == {
        round(style.cell - style.letters[Part.TEXT].size, 3)
    }
    for title in ("应急演练", "开发三门乡土课程并编写课程纲要", "修订教师梯队培养方案，每个学期一次"):
        text = f"1.{title}，2027年6月20日完成。〔总务处　邹立新〕"
        assert any(line.endswith("〔总务处　邹立新〕") for line in lines_of(text, 28.0))
