"""Below the text: list of attachments, note, attachments on their pages, imprint, evidence list."""

from dataclasses import replace
from pathlib import Path

import pytest

from edudesk.base.document import Attachment, Document, Imprint, Layout, Paragraph
from edudesk.base.form import opinion_box
from tests.papers.official.reading import Sheet
from tests.papers.official.values import (
    DAY,
    IMPRINT,
    REPORT,
    REQUEST,
    SCHOOL,
    document,
    goals,
    staff,
    written,
)
from tests.thorough import in_turn

CELL = 156 / 28


@pytest.fixture
def report(tmp_path: Path) -> list[Sheet]:
    return written(REPORT, tmp_path)


def test_attachments_are_listed_one_line_below_the_text_without_marks_behind_them(tmp_path: Path) -> None:
    long = "龙城实验小学2025年度发展规划实施情况佐证材料目录和制度文本汇编；"
    made = document(
        attachments=(Attachment("自评表。", file_name="a.xlsx"), Attachment(long, file_name="b.pdf"))
    )
    (sheet,) = written(made, tmp_path)
    text, first, second = sheet.line("情况如下"), sheet.line("附件：1."), sheet.line("2.龙城")
    turn = sheet.lines[sheet.lines.index(second) + 1]
    assert first.text == "附件：1.自评表"
    assert second.text + turn.text == "2." + long[:-1]
    assert round((first.top - text.top) / (second.top - first.top)) == 2
    assert first.left == pytest.approx(28 + 2 * CELL, abs=0.3)
    assert second.left == pytest.approx(first.chars[3].left, abs=0.1)
    assert turn.left == pytest.approx(second.chars[2].left, abs=0.1)


def test_a_single_attachment_has_no_number(tmp_path: Path) -> None:
    made = document(attachments=(Attachment("自评表", (Paragraph("内容。"),)),))
    first, second = written(made, tmp_path)
    assert "附件：自评表" in first.text
    assert [line.text for line in second.lines[:2]] == ["附件", "自评表"]


def test_note_stands_in_brackets_below_the_date(report: list[Sheet]) -> None:
    sheet = next(sheet for sheet in report if "联系人" in sheet.text)
    note, day = sheet.line("联系人"), sheet.line("2025年12月5日")
    assert note.text == "（联系人：李静）"
    assert note.left == pytest.approx(28 + 2 * CELL, abs=0.3)
    assert 5 < note.top - day.top < 12


def test_each_attachment_begins_a_page_with_its_title_in_the_third_line(report: list[Sheet]) -> None:
    upright = next(sheet for sheet in report if sheet.lines[0].text == "附件1")
    label, title = upright.lines[:2]
    assert label.left == pytest.approx(28, abs=0.3)
    assert label.top == pytest.approx(37, abs=0.5)
    assert label.chars[0].font.startswith("NotoSansSC")
    assert title.text == "年度目标达成情况表"
    assert title.top == pytest.approx(37 + 2 * 29.62 * 25.4 / 72, abs=1.5)
    assert (title.left + title.right) / 2 == pytest.approx(106, abs=0.3)
    assert upright.text.count("年度目标达成情况表") == 1  # not said again over the table
    lying = next(sheet for sheet in report if sheet.rotation)
    assert "附件2" in lying.text
    assert "教师基本情况一览表" in lying.text
    assert not any("附件3" in sheet.text for sheet in report)


def test_pages_of_attachments_are_numbered_on(report: list[Sheet]) -> None:
    assert all(f"—{number}—" in sheet.text for number, sheet in enumerate(report, 1))


@pytest.mark.parametrize("made", [document(imprint=IMPRINT), REPORT])
def test_imprint_ends_at_the_lower_edge_of_the_last_page(tmp_path: Path, made: object) -> None:
    *others, last = written(made, tmp_path)  # type: ignore[arg-type]
    rules = [rule for rule in last.rules if not rule.is_red and rule.right - rule.left > 155]
    assert [round(rule.weight, 2) for rule in rules[-3:]] == [0.35, 0.25, 0.35]
    assert rules[-1].y == pytest.approx(262, abs=0.3)
    for rule in rules[-3:]:
        assert (rule.left, rule.right) == pytest.approx((28, 184), abs=0.5)
    copies, printed = last.line("抄送："), last.line("印发")
    assert copies.text == "抄送：区人民政府教育督导室，区教师发展中心。"
    assert printed.text == "龙城实验小学办公室2025年12月5日印发"
    size = 14 * 25.4 / 72
    assert (copies.left, 184 - printed.right) == pytest.approx((28 + size, size), abs=0.3)
    assert not any("印发" in sheet.text for sheet in others)


def test_names_of_a_long_list_of_copies_turn_below_the_first(tmp_path: Path) -> None:
    names = tuple(f"第{n}教研组" for n in range(1, 9))
    (sheet,) = written(document(imprint=Imprint("办公室", DAY, names)), tmp_path)
    first = sheet.line("抄送：")
    second = sheet.lines[sheet.lines.index(first) + 1]
    assert second.left == pytest.approx(first.chars[3].left, abs=0.1)
    assert (first.text + second.text).endswith("第8教研组。")


def test_a_long_printer_breaks_beside_its_date(tmp_path: Path) -> None:
    printer = "龙城市天宁区青少年科技与劳动实践教育活动指导服务中心综合办公室印制组"
    (sheet,) = written(document(imprint=Imprint(printer, DAY, ("区教师发展中心",))), tmp_path)
    first, last = sheet.line("龙城市天宁区青少年"), sheet.line("印制组")
    assert (first.text + last.text).replace("2025年12月5日印发", "") == printer
    day = next(char for char in last.chars if char.text == "2")
    assert max(char.right for char in first.chars) < day.left
    assert sheet.line("抄送").top < first.top < last.top


def test_an_imprint_that_has_no_room_goes_to_the_next_page_with_the_last_line(tmp_path: Path) -> None:
    for count in range(14, 22):
        pages = written(document(*[Paragraph("一行。")] * count, imprint=IMPRINT), tmp_path)
        copies = pages[-1].line("抄送：")
        over = [line for line in pages[-1].lines if "一行" in line.text]
        assert over
        assert all(line.bottom < copies.top - 4 for line in over)


def test_imprint_of_a_letter_has_no_lines_and_no_printer(tmp_path: Path) -> None:
    (sheet,) = written(document(layout=Layout.LETTER, masthead="龙城实验小学", imprint=IMPRINT), tmp_path)
    assert "印发" not in sheet.text
    assert "抄送：" in sheet.text
    assert all(rule.is_red for rule in sheet.rules)


@pytest.mark.parametrize("table", [goals(30, "佐证材料目录"), staff(10)])
def test_evidence_list_has_pages_of_its_own_behind_the_text(tmp_path: Path, table: object) -> None:
    pages = written(document(evidence=table), tmp_path)
    assert "佐证材料目录" not in pages[0].text
    assert "佐证材料目录" in pages[1].text


SHORT = "我校操场塑胶跑道多处起鼓开裂，存在安全隐患，经测算改造需经费48.6万元，恳请予以安排。"


def request_of(count: int, text: str, **changes: object) -> Document:
    """A 请示 with a masthead, so many short paragraphs and two attachments."""
    listed = tuple(Attachment(name, file_name="a.pdf") for name in ("经费预算表", "检测报告"))
    body = tuple(Paragraph(f"第{number}段{text}") for number in range(1, count + 1))
    plain = replace(REQUEST, secrecy="", urgency="", copy_number="", imprint=None)
    return replace(plain, **{"body": body, "attachments": listed} | changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("is_sealed", [True, False])
@pytest.mark.parametrize("text", ["。", SHORT, SHORT * 2])
@pytest.mark.parametrize("count", in_turn([1, 2, 3, 4, 6, 8]))
def test_first_page_shows_text(tmp_path: Path, count: int, text: str, is_sealed: bool) -> None:
    first, *_ = written(request_of(count, text, is_sealed=is_sealed), tmp_path)
    below = first.lines.index(first.line("区教育局："))
    assert first.lines[below + 1].text.startswith("第1段")


@pytest.mark.parametrize(("text", "count"), [("。", 2), ("。", 3), (SHORT, 2), (SHORT, 3), (SHORT * 2, 2)])
def test_at_most_two_lines_of_the_last_paragraph_go_along_with_the_signature(
    tmp_path: Path, text: str, count: int
) -> None:
    first, second = written(request_of(count, text), tmp_path)
    taken = second.lines[: second.lines.index(second.line("附件："))]
    assert len(taken) == (1 if text == "。" else 2)
    assert f"第{count - 1}段" in first.text
    assert second.line("2025年3月6日")


def test_of_a_text_of_one_line_the_list_of_attachments_goes_along(tmp_path: Path) -> None:
    listed = tuple(Attachment(f"第{number}份清单", file_name="a.pdf") for number in range(1, 7))
    first, second = written(request_of(1, "。", attachments=listed), tmp_path)
    assert "第1段。" in first.text
    assert [line.text for line in second.lines[:2]] == ["5.第5份清单", "6.第6份清单"]
    assert second.line("2025年3月6日")


@pytest.mark.parametrize("is_sealed", [True, False])
def test_imprint_stays_on_the_page_of_a_short_paper(tmp_path: Path, is_sealed: bool) -> None:
    made = request_of(1, SHORT, is_sealed=is_sealed, imprint=IMPRINT, attachments=())
    if is_sealed:  # below it the seal needs a line too
        made = replace(made, masthead="", signer="", body=made.body * 4)
    (sheet,) = written(made, tmp_path)
    day, copies = sheet.line("2025年3月6日"), sheet.line("抄送：")
    assert copies.top - day.bottom > (10 if is_sealed else 4)
    assert sheet.rules[-1].y == pytest.approx(262, abs=0.3)


@pytest.mark.parametrize("is_sealed", [True, False])
@pytest.mark.parametrize("text", ["。", SHORT, SHORT * 2])
@pytest.mark.parametrize("count", in_turn([2, 3, 4, 7]))
def test_imprint_stands_below_text_and_leaves_text_on_the_first_page(
    tmp_path: Path, count: int, text: str, is_sealed: bool
) -> None:
    made = request_of(count, text, is_sealed=is_sealed, imprint=IMPRINT, attachments=())
    pages = written(made, tmp_path)
    assert "第1段" in pages[0].text
    last = pages[-1]
    day, copies = last.line("2025年3月6日"), last.line("抄送：")
    end = text[-4:] if len(text) > 1 else f"第{count}段。"
    assert last.line(end).top < day.top
    assert copies.top - day.bottom > (10 if is_sealed else 4)


def test_lines_stand_a_little_closer_so_that_the_imprint_stays_on_the_page_of_a_short_paper(
    tmp_path: Path,
) -> None:
    made = request_of(1, SHORT, title="关于经费的请示", imprint=IMPRINT, attachments=())
    (sheet,) = written(made, tmp_path)
    first, second = (sheet.lines.index(sheet.line(words)) for words in ("区教育局：", "第1段"))
    step = (sheet.lines[second].top - sheet.lines[first].top) * 72 / 25.4
    assert 1.6 * 15.75 <= step < 29
    assert sheet.line("抄送：").top - sheet.line("2025年3月6日").bottom > 10


@pytest.mark.parametrize("count", range(30, 44, 3))
def test_last_rows_of_an_attachment_go_along_with_the_imprint(tmp_path: Path, count: int) -> None:
    listed = (Attachment("自评表", (goals(count),)),)
    *_, last = written(document(attachments=listed, imprint=IMPRINT), tmp_path)
    assert "印发" in last.text
    assert "领域" in last.text


@pytest.mark.parametrize("has_masthead", [True, False])
@pytest.mark.parametrize("count", [1, 4, 6, 7, 9, 12, 40])
def test_a_text_of_one_table_begins_below_its_title(tmp_path: Path, count: int, has_masthead: bool) -> None:
    made = document(
        goals(count),
        masthead="龙城实验小学文件" if has_masthead else "",
        addressee="区教育局",
        issuer=("龙城实验小学",),
        on=DAY,
        imprint=IMPRINT,
    )
    pages = written(made, tmp_path)
    assert "领域1" in pages[0].text
    assert all("权重" in page.text for page in pages if "领域" in page.text and "印发" not in page.text)
    assert "领域" in pages[-1].text
    everything = "".join(page.text for page in pages)
    assert [everything.count(f"领域{n}20") for n in range(1, count + 1)] == [1] * count


def test_the_box_of_an_opinion_never_stands_alone_on_a_page(tmp_path: Path) -> None:
    for count in range(8, 24):
        pages = written(
            document(*[Paragraph("一行。")] * count, issuer=(SCHOOL,), on=DAY, opinion=opinion_box()),
            tmp_path,
        )
        (box,) = [sheet for sheet in pages if "单位意见" in sheet.text]
        assert "2025年12月5日" in box.text
        assert "一行" in box.text
        assert box.find("2025年12月5日").bottom < box.find("单位意见").top
