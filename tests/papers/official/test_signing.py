"""Issuer and date: the rules of GB/T 9704-2012 7.3.5 on numbers, and where they stand in the PDF."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from edudesk.base.document import Attachment, Paragraph
from edudesk.papers.official.signing import Room, sealed, unsealed
from tests.papers.official.test_blocks import CHART, opinion
from tests.papers.official.values import DAY, HANZI, IMPRINT, document, goals, written
from tests.tables import each

ROOM = Room(width=280, cell=10, pitch=18.75, size=10, seal=75)
CELL = 156 / 28


def test_short_name_without_seal_makes_room_for_a_longer_date() -> None:
    name, day = unsealed([("龙城小学", 40)], ("2025年12月25日", 80), ROOM)
    assert day.x + 80 == 260  # two characters from the edge
    assert name.x == day.x - 20  # the date begins two characters further right
    assert (name.line, day.line) == (1, 2)


def test_long_name_without_seal_stands_two_characters_from_the_edge() -> None:
    name, day = unsealed([("常州市天宁区龙城实验小学", 120)], ("2025年3月6日", 70), ROOM)
    assert name.x + 120 == 260
    assert day.x == name.x + 20


def test_several_names_without_seals_stand_below_each_other() -> None:
    first, second, day = unsealed([("龙城实验小学", 60), ("东方小学", 40)], ("3月", 30), ROOM)
    assert first.x == second.x
    assert (first.line, second.line, day.line) == (1, 2, 3)


def test_name_with_seal_stands_in_the_middle_over_the_date() -> None:
    name, day = sealed([("龙城小学", 40)], ("2025年12月25日", 80), ROOM)
    assert day.x + 80 == 240  # four characters from the edge
    assert name.x + 20 == day.x + 40
    assert day.line == name.line + 1


def test_very_long_name_with_seal_moves_the_date_to_the_left() -> None:
    name, day = sealed([("中国共产党龙城实验小学总支部委员会", 220)], ("2025年12月25日", 80), ROOM)
    assert name.x + 220 == 270
    assert name.x + 110 == day.x + 40


@each("width", [240.0, 260.0, 270.0, 280.0, 290.0])
def test_name_as_long_as_the_line_keeps_the_date_in_its_place(width: float) -> None:
    name, day = unsealed([("龙" * 28, width)], ("2025年12月25日", 80), ROOM)
    assert name.x >= 0
    assert day.x == name.x + 20  # two characters further right than the name's first
    name, day = sealed([("龙" * 28, width)], ("2025年12月25日", 80), ROOM)
    assert name.x >= 0
    assert name.x + width / 2 == day.x + 40


@pytest.mark.parametrize("is_sealed", [True, False])
def test_issuer_of_a_whole_line_on_paper(tmp_path: Path, is_sealed: bool) -> None:
    issuer = "龙城市天宁区青少年科技与劳动实践教育活动指导服务中心龙城分部"[:29]
    made = document(Paragraph("特此报告。"), issuer=(issuer,), on=DAY, is_sealed=is_sealed)
    (sheet,) = written(made, tmp_path)
    name, day = sheet.line(issuer), sheet.line("2025年12月5日")
    if is_sealed:
        assert (name.left + name.right) / 2 == pytest.approx((day.left + day.right) / 2, abs=0.3)
    else:
        assert day.left - name.left == pytest.approx(2 * CELL, abs=0.3)


@each("pitch", [18.75, 22, 28, 29.6])
def test_the_seal_begins_within_one_line_of_the_text_and_covers_name_and_date(pitch: float) -> None:
    room = Room(width=442, cell=15.8, pitch=pitch, size=pitch * 0.53, seal=119)
    name, day = sealed([("龙城小学", 63)], ("2025年12月25日", 130), room)
    gap = room.pitch - room.size
    top, bottom = gap + name.line * room.pitch, gap + day.line * room.pitch + room.size
    seal_top = (top + bottom) / 2 - 8 - room.seal / 2
    assert seal_top <= room.pitch * 1.55
    assert seal_top > 0


def test_seals_of_several_issuers_do_not_touch() -> None:
    room = Room(width=442, cell=15.8, pitch=29.6, size=15.75, seal=119)
    names = [("龙城实验小学", 94.5), ("青龙实验小学", 94.5), ("东方小学", 63)]
    *found, day = sealed(names, ("2025年12月25日", 130), room)
    centres = [one.x + width / 2 for one, (_, width) in zip(found, names, strict=True)]
    assert {one.line for one in found} == {found[0].line}
    assert centres[0] >= 119 / 2
    assert all(b - a > 119 for a, b in pairwise(centres))
    assert centres[2] == pytest.approx(day.x + 65)


def test_issuers_with_long_names_stand_in_rows_of_their_own() -> None:
    room = Room(width=442, cell=15.8, pitch=29.6, size=15.75, seal=119)
    names = [("常州市天宁区教育局督导室", 230), ("常州市天宁区教师发展中心", 230)]
    first, second, _ = sealed(names, ("2025年12月25日", 130), room)
    assert (second.line - first.line) * room.pitch > 119


@pytest.mark.parametrize("issuer", ["龙城小学", "常州市天宁区龙城实验小学"])
def test_block_with_seal_on_paper(tmp_path: Path, issuer: str) -> None:
    (sheet,) = written(document(Paragraph("特此报告。"), issuer=(issuer,), on=DAY), tmp_path)
    name, day = sheet.line(issuer), sheet.line("2025年12月5日")
    assert 184 - day.right == pytest.approx(4 * CELL, abs=0.3)
    assert (name.left + name.right) / 2 == pytest.approx((day.left + day.right) / 2, abs=0.3)
    blank = round((name.top - sheet.line("特此报告").top) / (day.top - name.top)) - 1
    assert blank == 2


@pytest.mark.parametrize("issuer", ["龙城小学", "常州市天宁区龙城实验小学"])
def test_block_without_seal_on_paper(tmp_path: Path, issuer: str) -> None:
    made = document(Paragraph("特此报告。"), issuer=(issuer,), on=DAY, is_sealed=False)
    (sheet,) = written(made, tmp_path)
    name, day = sheet.line(issuer), sheet.line("2025年12月5日")
    assert 184 - max(name.right, day.right) == pytest.approx(2 * CELL, abs=0.3)
    assert day.left - name.left == pytest.approx(2 * CELL, abs=0.3)
    assert round((name.top - sheet.line("特此报告").top) / (day.top - name.top)) == 2


@pytest.mark.parametrize("count", range(12, 24))
def test_issuer_and_date_never_stand_on_a_page_without_text(tmp_path: Path, count: int) -> None:
    body = [*[Paragraph("一行。")] * (count - 2), Paragraph(HANZI * 2)]
    made = document(
        *body, issuer=("龙城实验小学",), on=DAY, attachments=(Attachment("自评表", file_name="a.xlsx"),)
    )
    last = written(made, tmp_path)[-1]
    assert "2025年12月5日" in last.text
    texts = [line.text for line in last.lines]
    assert len(texts[: next(place for place, text in enumerate(texts) if "附件" in text)]) >= 2


@pytest.mark.parametrize("count", range(8, 40, 3))
def test_a_table_at_the_end_takes_rows_along_to_the_signature(tmp_path: Path, count: int) -> None:
    made = document(Paragraph("情况见表。"), goals(count), issuer=("龙城实验小学",), on=date(2025, 3, 6))
    last = written(made, tmp_path)[-1]
    assert "龙城实验小学" in last.text
    assert "领域" in last.text


def test_lines_stand_closer_where_issuer_and_date_just_do_not_fit(tmp_path: Path) -> None:
    lines = [Paragraph("一行。")] * 17
    made = document(*lines, issuer=("龙城实验小学",), on=DAY)  # with title and blanks 23 lines
    (sheet,) = written(made, tmp_path)
    tops = [line.top for line in sheet.lines if line.text == "一行。"]
    assert 26 < (tops[1] - tops[0]) * 72 / 25.4 < 29
    assert sheet.line("2025年12月5日").bottom <= 262.5
    farther = document(*lines, *lines[:4], issuer=("龙城实验小学",), on=DAY)
    first, second = written(farther, tmp_path)
    tops = [line.top for line in first.lines if line.text == "一行。"]
    assert (tops[1] - tops[0]) * 72 / 25.4 == pytest.approx(29.62, abs=0.1)
    assert second.text.startswith("一行。一行。龙城")


def test_a_list_of_attachments_longer_than_a_page_keeps_its_end_with_issuer_and_date(tmp_path: Path) -> None:
    attachments = tuple(Attachment(f"佐证材料{n}", file_name=f"{n}.pdf") for n in range(1, 30))
    made = document(issuer=("龙城实验小学",), on=DAY, attachments=attachments)
    first, second = written(made, tmp_path)
    assert "附件：1.佐证材料1" in first.text
    for words in ("28.佐证材料28", "29.佐证材料29", "龙城实验小学", "2025年12月5日"):
        assert words in second.text


@pytest.mark.parametrize("count", range(1, 13, 2))
def test_a_form_or_a_chart_at_the_end_goes_along_to_the_signature(tmp_path: Path, count: int) -> None:
    signed = {"issuer": ("龙城实验小学",), "on": DAY, "imprint": IMPRINT}
    *_, last = written(document(Paragraph("前文。"), opinion(count), **signed), tmp_path)
    assert f"意见{count}" in last.text
    assert "龙城实验小学" in last.text
    *_, last = written(document(*[Paragraph("一行。")] * count, CHART, **signed), tmp_path)
    assert "研究生" in last.text
    assert "龙城实验小学" in last.text
