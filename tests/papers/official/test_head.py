"""The upper part of the first page: mark, red lines, number, signers, title; letters and minutes."""

from dataclasses import replace
from pathlib import Path

import pytest

from edudesk.base.document import Paragraph
from tests.papers.official.reading import MM, Sheet
from tests.papers.official.values import LETTER, MINUTES, REPORT, REQUEST, document, written

CELL = 156 / 28
LINE = 225 * MM / 21 / MM - 15.75 / 21 / MM  # mm from one line to the next


def middle(line: object) -> float:
    return (line.left + line.right) / 2  # type: ignore[attr-defined]


@pytest.fixture
def report(tmp_path: Path) -> Sheet:
    return written(REPORT, tmp_path)[0]


@pytest.fixture
def request_(tmp_path: Path) -> Sheet:
    return written(REQUEST, tmp_path)[0]


@pytest.fixture
def letter(tmp_path: Path) -> Sheet:
    return written(LETTER, tmp_path)[0]


def test_mark_stands_35_mm_below_the_type_area_and_two_lines_above_the_number(report: Sheet) -> None:
    mark, number = report.line("龙城实验小学文件"), report.line("〔2025〕8号")
    assert mark.top == pytest.approx(37 + 35, abs=0.5)
    assert middle(mark) == pytest.approx(106, abs=0.5)
    gap = (number.top - mark.bottom - (LINE - number.bottom + number.top)) / LINE
    assert gap == pytest.approx(2, abs=0.1)


def test_red_line_is_as_wide_as_the_text_4_mm_below_the_number(report: Sheet) -> None:
    (rule,) = [rule for rule in report.rules if rule.is_red]
    assert (rule.left, rule.right) == pytest.approx((28, 184), abs=0.6)
    assert rule.y - report.line("〔2025〕8号").bottom == pytest.approx(4, abs=0.5)


def test_title_stands_two_lines_below_the_red_line_and_one_above_the_addressee(report: Sheet) -> None:
    (rule,) = [rule for rule in report.rules if rule.is_red]
    first = report.line("龙城实验小学关于")
    assert (first.top - rule.y) / LINE == pytest.approx(2.5, abs=0.6)
    last, addressee = report.line("检查情况的报告"), report.line("区教育局：")
    assert (addressee.top - last.bottom) / LINE == pytest.approx(1.3, abs=0.4)
    assert addressee.left == pytest.approx(28, abs=0.3)
    for line in (first, last):
        assert middle(line) == pytest.approx(106, abs=0.5)


def test_first_page_shows_text(report: Sheet, request_: Sheet) -> None:
    assert "根据《义务教育学校管理标准》" in report.text
    assert "我校操场塑胶跑道" in request_.text


def test_document_that_goes_up_has_its_number_left_and_its_signer_right(request_: Sheet) -> None:
    line = request_.line("〔2025〕3号")
    assert line.text == "龙实小〔2025〕3号签发人：王建国"
    assert line.left == pytest.approx(28 + CELL, abs=0.3)
    assert line.right == pytest.approx(184 - CELL, abs=0.3)
    assert {char.font[:11] for char in line.chars[-3:]} == {"EduDeskKai-"}
    assert {char.font[:11] for char in line.chars[:-3]} == {"NotoSerifSC"}


def test_several_signers_stand_two_on_a_line_below_each_other(tmp_path: Path) -> None:
    made = document(masthead="联合文件", number="龙实小〔2025〕3号", signer="王建国、李静、周敏华")
    (sheet,) = written(made, tmp_path)
    first, second = sheet.line("签发人"), sheet.line("周敏华")
    assert first.text == "签发人：王建国李静"
    assert second.text == "龙实小〔2025〕3号周敏华"
    assert second.chars[-3].left == pytest.approx(first.chars[4].left, abs=0.1)


def test_copy_number_secrecy_and_urgency_stand_below_each_other(request_: Sheet) -> None:
    lines = [request_.line(words) for words in ("000001", "秘密★1年", "特急")]
    assert [line.left for line in lines] == pytest.approx([28] * 3, abs=0.3)
    assert lines[0].top == pytest.approx(37, abs=0.5)
    assert [round(line.top - lines[0].top, 1) for line in lines] == pytest.approx(
        [0, LINE, 2 * LINE], abs=0.1
    )
    assert lines[2].chars[0].font.startswith("NotoSansSC")


def test_a_document_without_mark_begins_with_its_title(tmp_path: Path) -> None:
    (sheet,) = written(document(number="龙实小〔2025〕8号"), tmp_path)
    texts = [line.text for line in sheet.lines]
    assert texts[:3] == ["教学常规检查情况报告", "龙实小〔2025〕8号", "情况如下。"]
    assert not [rule for rule in sheet.rules if rule.is_red]


def test_a_long_mark_gets_smaller_until_it_fits(tmp_path: Path) -> None:
    made = document(masthead="常州市天宁区龙城实验小学教育集团文件")
    (sheet,) = written(made, tmp_path)
    mark = sheet.line("教育集团文件")
    assert mark.left >= 27.5
    assert mark.right <= 184.5


def test_letter_has_its_mark_30_mm_from_the_edge_between_double_lines_of_170_mm(letter: Sheet) -> None:
    mark = letter.lines[0]
    assert mark.text == "龙城实验小学"
    assert mark.top == pytest.approx(30, abs=0.5)
    red = [rule for rule in letter.rules if rule.is_red]
    assert len(red) == 4
    for rule in red:  # pdfium counts the caps of the stroke
        assert (rule.left, rule.right) == pytest.approx((20, 190), abs=0.8)
    upper, lower = red[:2], red[2:]
    assert upper[0].y - mark.bottom == pytest.approx(4, abs=0.6)
    assert lower[1].y == pytest.approx(297 - 20, abs=0.6)
    assert upper[0].weight > upper[1].weight
    assert lower[0].weight < lower[1].weight


def test_letter_has_its_number_right_below_the_line_and_no_page_number_on_the_first_page(
    letter: Sheet,
) -> None:
    number = letter.line("〔2025〕3号")
    assert number.right == pytest.approx(184, abs=0.3)
    upper = next(rule for rule in letter.rules if rule.is_red)
    assert number.top - upper.y == pytest.approx(15.75 * 7 / 8 / MM, abs=0.5)
    title = letter.line("商请")
    assert (title.top - number.bottom) / LINE == pytest.approx(2.5, abs=0.6)
    assert "—1—" not in letter.text


def test_minutes_name_who_was_there_below_the_text(tmp_path: Path) -> None:
    first, sheet = written(MINUTES, tmp_path)
    assert first.lines[0].text == "龙城实验小学校长办公会议纪要"
    assert first.line("龙城实验小学办公室").text == "龙城实验小学办公室2025年10月13日"
    present, second, away = sheet.line("出席"), sheet.line("郑凯"), sheet.line("请假")
    assert present.left == away.left == pytest.approx(28 + 2 * CELL, abs=0.3)
    assert present.chars[0].font.startswith("NotoSansSC")
    assert second.left == pytest.approx(present.chars[3].left, abs=0.1)
    for name in ("孙丽", "钱峰", "吴桂芳", "郑凯"):  # no name is cut
        assert any(name in line.text for line in sheet.lines)
    assert first.text.count("2025年10月13日") == 1  # above, no signature
    assert sheet.text.count("2025年10月13日") == 1  # of 印发


def test_minutes_without_a_masthead_name_issuer_and_day_below_the_title(tmp_path: Path) -> None:
    made = replace(MINUTES, masthead="", imprint=None)
    (sheet,) = written(made, tmp_path)
    assert [line.text for line in sheet.lines[:3]] == [
        "2025年第12次校长办公会议纪要", "〔2025〕12号", "龙城实验小学办公室2025年10月13日",
    ]  # fmt: skip
    (sheet,) = written(replace(made, issuer=(), on=None), tmp_path)
    assert [line.text[:6] for line in sheet.lines[1:3]] == ["〔2025〕", "10月13日"]


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_a_long_title_stays_clear_of_the_number_below_it(tmp_path: Path, count: int) -> None:
    title = "\n".join(["关于教学常规检查情况的报告"] * count)
    (sheet,) = written(document(title=title, number="龙实小〔2025〕8号"), tmp_path)
    last, number = sheet.lines[count - 1], sheet.line("〔2025〕8号")
    assert number.top - last.bottom > 1  # mm


@pytest.mark.parametrize("title", ["龙城实验小学2025年度发展规划实施情况自评报告", "短标题"])
def test_title_lines_stand_in_the_middle(tmp_path: Path, title: str) -> None:
    (sheet,) = written(document(Paragraph("正文。"), title=title, issuer=("龙城实验小学",)), tmp_path)
    lines = [line for line in sheet.lines if line.chars[0].size == 22]
    assert "".join(line.text for line in lines) == title
    for line in lines:
        assert middle(line) == pytest.approx(106, abs=0.3)


def test_several_issuers_stand_below_each_other_as_wide_as_the_widest_before_the_word_behind_them(
    tmp_path: Path,
) -> None:
    made = document(masthead="龙城实验小学\n东方小学文件", number="龙实小〔2025〕8号")
    (sheet,) = written(made, tmp_path)
    first, second = sheet.find("龙城实验小学"), sheet.find("东方小学")
    behind = sheet.find("文件")
    assert first.left == pytest.approx(second.left, abs=0.3)
    assert first.right == pytest.approx(second.right, abs=0.3)
    assert behind.left > first.right
    assert (behind.top + behind.bottom) / 2 == pytest.approx((first.top + second.bottom) / 2, abs=0.5)
    assert (first.left + behind.right) / 2 == pytest.approx(106, abs=0.5)
    assert first.top == pytest.approx(72, abs=0.5)


def test_without_a_masthead_number_and_signer_stand_below_the_title(tmp_path: Path) -> None:
    made = document(number="龙实小〔2025〕8号", signer="周敏华、李静、王芳", addressee="区教育局")
    (sheet,) = written(made, tmp_path)
    texts = [line.text for line in sheet.lines]
    assert texts[:4] == ["教学常规检查情况报告", "签发人：周敏华李静", "龙实小〔2025〕8号王芳", "区教育局："]
    (alone,) = written(document(signer="周敏华"), tmp_path)
    assert alone.lines[1].text == "签发人：周敏华"
    assert alone.lines[1].right == pytest.approx(28 + 156 * 27 / 28, abs=0.5)
