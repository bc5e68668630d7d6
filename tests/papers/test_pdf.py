"""Reports as PDFs, read back by another program (pdfium)."""

import errno
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edudesk.base.columns import Column, Kind
from edudesk.base.errors import Cancelled, UserError
from edudesk.base.form import Form, FormBook, FormCell, FormRow
from edudesk.base.report import A4, A4_LANDSCAPE, Report
from edudesk.papers.canvas import MM
from edudesk.papers.form_writer import write_forms
from edudesk.papers.pdf import write_report
from tests.thorough import examples

from .conftest import COLUMNS, small_report

LI = (1, "李红", "重庆师范大学", "2008-06", "")
PERSON = (2, "尉迟喆", "西南大学", "2012-06", "")


def texts(path: Path) -> list[str]:
    """The text of each page, line ends out."""
    with pdfium.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range().replace("\r\n", "") for page in document]


def boxes(path: Path, page: int = 0) -> list[tuple[str, float, float, float, float]]:
    """Each printed character with left, bottom, right, top in points."""
    with pdfium.PdfDocument(path) as document:
        text = document[page].get_textpage()
        return [
            (text.get_text_range(place, 1), *text.get_charbox(place, loose=True))
            for place in range(text.count_chars())
        ]


def many(count: int, remark: str = "") -> list[tuple[object, ...]]:
    return [(number, "李红", "重庆师范大学", "2008-06", remark) for number in range(1, count + 1)]


def test_small_report_is_the_golden_one(tmp_path: Path, check_golden: Callable[[str, bytes], None]) -> None:
    written = write_report(small_report([LI, PERSON]), tmp_path / "a.pdf")
    assert (written.pages, written.remarks) == (1, ())
    check_golden("papers_small.pdf", (tmp_path / "a.pdf").read_bytes())


def test_everything_of_the_report_is_on_the_paper(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    write_report(small_report([LI, PERSON]), path)
    text = texts(path)[0]
    for part in (
        "龙城实验小学教师学历一览表",
        "填报单位（盖章）：龙城实验小学",
        "单位：人",
        "填报日期：2025年10月12日",
        "最高学历",
        "重庆师范大学",
        "尉迟喆",
        "注：统计时点为2025年9月1日。",
        "校长（签字）：",
        "联系电话：",
        "校务通 · 校内使用",
    ):
        assert part in text, part
    assert re.search(r"第 1 页\s共 1 页", text)


@pytest.mark.parametrize("prefix", ["", "编号 2026-R1-002 v1　"])
@pytest.mark.parametrize("is_form", [False, True])
def test_page_number_is_not_printed_over_a_long_footer(tmp_path: Path, prefix: str, is_form: bool) -> None:
    path, footer = (
        tmp_path / "a.pdf",
        f"{prefix}校务通生成 2026-11-22　操作记录第 12173 条　校验 51f4c4f55d0a",
    )
    if is_form:
        lines = tuple(FormRow((FormCell(f"第{n}行", 24),)) for n in range(90))
        write_forms(FormBook("one", "检查表", (Form("李静", "检查表", lines),), footer=footer), path)
    else:
        write_report(small_report([LI], footer=footer), path)
    foot = sorted((left, right) for _, left, bottom, right, _ in boxes(path) if bottom < 12 * MM)
    assert all(after[0] > before[1] - 1 for before, after in pairwise(foot))
    assert foot[-1][1] < 595 - 13 * MM


def test_header_and_page_number_stand_on_every_page(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    written = write_report(small_report(many(120)), path)
    pages = texts(path)
    assert written.pages == len(pages) > 2
    for number, text in enumerate(pages, 1):
        assert "最高学历" in text
        assert re.search(rf"第 {number} 页\s共 {len(pages)} 页", text)
    assert [("教师学历一览表" in text) for text in pages] == [True] + [False] * (len(pages) - 1)
    assert [("校长（签字）" in text) for text in pages] == [False] * (len(pages) - 1) + [True]


@pytest.mark.parametrize("count", range(25, 50))
def test_signatures_never_stand_on_a_page_without_a_row(tmp_path: Path, count: int) -> None:
    path = tmp_path / "a.pdf"
    write_report(small_report(many(count)), path)
    assert "李红" in texts(path)[-1]
    assert "".join(texts(path)).count("李红") == count


def test_rare_characters_come_back_when_copied(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    written = write_report(small_report([(1, "喆堃昇犇㛃䶮𬭎", "西南大学", "", "")]), path)
    assert "喆堃昇犇㛃䶮𬭎" in texts(path)[0]
    assert written.remarks == ()


def test_more_characters_than_one_font_object_holds_come_back_too(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    hanzi = "".join(chr(0x4E00 + 7 * number) for number in range(800))
    written = write_report(small_report([LI, (2, "喆", "西南大学", "", hanzi), LI]), path)
    assert written.remarks == ()
    assert hanzi in "".join(texts(path)).replace("\n", "")
    assert texts(path)[0].count("李红") == 2


def test_characters_without_a_glyph_are_told_and_still_copied(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    rows = [LI, (2, "王\U0001f600", "西南大学", "", ""), (3, "王\U0001f600", "西南大学", "", "")]
    written = write_report(small_report(rows), path)
    assert written.remarks == ("第 2、3 行“姓名”的“\U0001f600”（U+1F600）字库里没有，印成了“□”。",)
    assert "王\U0001f600" in texts(path)[0]


@pytest.mark.parametrize(
    "unseen", ["\x00", "\x0b", "\x1f", "\x7f", "\u200b", "\ufeff", "\u202e", "\ud800", "\uffff"]
)
def test_control_characters_are_left_out_and_told(tmp_path: Path, unseen: str) -> None:
    path = tmp_path / "a.pdf"
    written = write_report(small_report([LI, (2, f"王{unseen}芳", "西南大学", "", "")]), path)
    assert written.remarks == ("第 2 行“姓名”有看不见的控制字符，已去掉。",)
    assert "王芳" in texts(path)[0]


def test_faults_outside_the_table_are_told_too(tmp_path: Path) -> None:
    report = small_report([LI], unit="龙城\x07小学", notes=("注\U0001f600",))
    assert write_report(report, tmp_path / "a.pdf").remarks == (
        "填报单位有看不见的控制字符，已去掉。",
        "表注的“\U0001f600”（U+1F600）字库里没有，印成了“□”。",
    )


@settings(
    max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.text(max_size=12), min_size=1, max_size=6))
def test_whatever_stands_in_a_cell_the_report_comes_out(tmp_path: Path, cells: list[str]) -> None:
    path = tmp_path / "a.pdf"
    rows = [(number, cell, cell, "", cell * 5) for number, cell in enumerate(cells, 1)]
    written = write_report(small_report(rows, title="".join(cells) or "表"), path)
    with pdfium.PdfDocument(path) as document:
        assert len(document) == written.pages
        for page in document:
            page.render(scale=0.2)


def test_long_cells_take_lines_and_stay_in_their_cell(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    remark = "2024年9月起在龙城第二实验小学（东校区）支教，聘期一年；文号：渝教〔2025〕8号，另兼语文教研组长，主持区级课题“小学整本书阅读教学”的实验工作。"
    write_report(small_report([(1, "李红", "西南大学", "", remark)]), path)
    assert remark in texts(path)[0].replace("\n", "")
    printed = boxes(path)
    marked = [box for box in printed if box[0] in "支聘渝兼课验"]
    assert len({round(bottom) for _, _, bottom, _, _ in marked}) >= 3
    assert max(right for _, _, _, right, _ in printed) <= (210 - 14) / 25.4 * 72 + 0.1


def test_a_long_name_breaks_at_its_dot(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    columns = (COLUMNS[0], Column("name", "姓名", Kind.NAME, 12), *COLUMNS[2:])
    write_report(small_report([(1, "阿依古丽·买买提", *LI[2:])], columns=columns), path)
    heights = {char: round(bottom) for char, _, bottom, _, _ in boxes(path) if char in "阿依古丽买提"}
    assert heights["阿"] == heights["依"] == heights["古"] == heights["丽"] > heights["买"] == heights["提"]


def test_lines_in_a_cell_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    write_report(small_report([(1, "李红", "西南大学", "", "甲\n乙\r\n丙")]), path)
    heights = {char: bottom for char, _, bottom, _, _ in boxes(path) if char in "甲乙丙"}
    assert heights["甲"] > heights["乙"] > heights["丙"]


def test_figures_end_in_line_on_the_right(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    columns = (Column("a", "人数", Kind.INT, 30), Column("b", "说明", Kind.TEXT, 60))
    rows = [(1, "甲"), (23, "乙"), (1456, "丙"), (7.5, "丁"), (None, "戊"), (12.0, "己")]
    write_report(small_report(rows, columns=columns, notes=(), signature=()), path)
    printed = boxes(path)
    rights = {}
    for mark in "甲乙丙丁己":
        line = next(bottom for char, _, bottom, _, _ in printed if char == mark)
        first = next(left for char, left, _, _, _ in printed if char == mark)
        same = [box for box in printed if abs(box[2] - line) < 3 and box[3] < first and box[0].isdigit()]
        rights[mark] = max(right for _, _, _, right, _ in same)
    assert max(rights.values()) - min(rights.values()) < 0.1
    assert "12.0" not in texts(path)[0]


def test_one_column_under_a_parent_gets_one_title(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    columns = (
        Column("a", "学历", parent="最高学历"),
        Column("b", "专业", parent="第一学历"),
        Column("c", "时间", parent="聘任"),
        Column("d", "等级", parent="聘任"),
    )
    write_report(small_report([("本科", "英语", "2020", "七级")], columns=columns), path)
    text = texts(path)[0]
    assert text.count("最高学历") == text.count("第一学历专业") == text.count("聘任") == 1


def test_cells_stay_on_one_line_while_the_letters_may_shrink(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    columns = tuple(Column(f"c{number}", "岗位等级", Kind.TEXT, 22) for number in range(11))
    report = small_report([("专业技术十二级",) * 11] * 3, columns=columns, paper=A4_LANDSCAPE, signature=())
    write_report(report, path)
    marks = [box for box in boxes(path) if box[0] == "术"]
    ends = [box for box in boxes(path) if box[0] == "级" and box[2] < marks[0][4]]
    assert {round(mark[2]) for mark in marks} == {round(end[2]) for end in ends}


def wide(count: int, width: float) -> Report:
    columns = tuple(Column(f"c{number}", f"第{number}项", Kind.CHOICE, width) for number in range(count))
    return small_report(
        [tuple("一级教师" for _ in range(count))], columns=columns, paper=A4_LANDSCAPE, signature=()
    )


def size_of(path: Path) -> tuple[int, int]:
    with pdfium.PdfDocument(path) as document:
        width, height = document[0].get_size()
        return round(width / 72 * 25.4), round(height / 72 * 25.4)


def test_wide_tables_go_on_larger_sheets(tmp_path: Path) -> None:
    sheets = {}
    for count in (6, 20, 26):
        write_report(wide(count, 20), tmp_path / "a.pdf")
        sheets[count] = size_of(tmp_path / "a.pdf")
    assert sheets == {6: (297, 210), 20: (297, 210), 26: (420, 297)}
    write_report(replace(wide(14, 20), paper=A4), tmp_path / "a.pdf")
    assert size_of(tmp_path / "a.pdf") == (297, 210)


def test_sixty_columns_still_come_out_whole(tmp_path: Path) -> None:
    write_report(wide(60, 20), tmp_path / "a.pdf")
    assert texts(tmp_path / "a.pdf")[0].count("一级") == 60


def test_numbers_of_people_are_never_cut(tmp_path: Path) -> None:
    columns = (Column("id", "证件号码", Kind.ID, 10), *COLUMNS[1:])
    write_report(small_report([("990199196507310014", *LI[1:])], columns=columns), tmp_path / "a.pdf")
    assert "990199196507310014" in texts(tmp_path / "a.pdf")[0]


def test_a_cell_longer_than_a_page_goes_on_over_the_next(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    story = "".join(f"第{number}句话。" for number in range(900))
    written = write_report(small_report([LI, (2, "王芳", "西南大学", "", story), LI]), path)
    assert written.pages >= 3
    whole = "".join(texts(path))
    assert all(f"{number}句话。" in whole.replace("\n", "") for number in (0, 450, 899))


@pytest.mark.parametrize("count", [1, 30, 100, 200])
def test_notes_longer_than_a_page_go_on_over_the_next(tmp_path: Path, count: int) -> None:
    path = tmp_path / "a.pdf"
    notes = tuple(f"注{number}：按聘任填写。" for number in range(count))
    written = write_report(small_report(many(20), notes=notes), path)
    pages = texts(path)
    assert len(pages) == written.pages
    assert all(note in "".join(pages) for note in notes)
    assert notes[-1] in pages[-1]
    assert "校长（签字）" in pages[-1]
    assert min(bottom for page in range(len(pages)) for _, _, bottom, _, _ in boxes(path, page)) > 20


def test_a_report_without_rows_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    assert write_report(small_report([]), path).pages == 1
    assert "（本表无记录）" in texts(path)[0]
    assert "校长（签字）" in texts(path)[0]


def test_same_report_same_bytes_and_nothing_of_this_pc(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_report(small_report(many(3)), tmp_path / "a.pdf")
    monkeypatch.setenv("USER", "zhangsan")
    write_report(small_report(many(3)), tmp_path / "b.pdf")
    made = (tmp_path / "a.pdf").read_bytes()
    assert made == (tmp_path / "b.pdf").read_bytes()
    with pdfium.PdfDocument(tmp_path / "a.pdf") as document:
        told = {key: value for key, value in document.get_metadata_dict().items() if value}
    assert told == {"Title": "龙城实验小学教师学历一览表", "Producer": "EduDesk"}
    assert b"/Lang (zh-CN)" in made


def test_reports_that_differ_have_different_fingerprints(tmp_path: Path) -> None:
    identities = set()
    for count in (3, 4):
        write_report(small_report(many(count)), tmp_path / "a.pdf")
        identities.add(re.findall(rb"/ID\s*\[(<[0-9a-f]{32}>)", (tmp_path / "a.pdf").read_bytes())[0])
    assert len(identities) == 2


def test_only_embedded_fonts_are_named(tmp_path: Path) -> None:
    write_report(small_report([LI]), tmp_path / "a.pdf")
    made = (tmp_path / "a.pdf").read_bytes()
    assert made.count(b"/Subtype /TrueType") == made.count(b"/FontFile2 ") == 3
    assert b"Helvetica" not in made


def test_cancelling_leaves_no_trace(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")

    def cancel(done: int, total: int, text: str) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_report(small_report(many(300)), target, cancel)
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]
    assert target.read_bytes() == b"old"


def test_progress_counts_pages(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    written = write_report(small_report(many(100)), tmp_path / "a.pdf", lambda *step: told.append(step))
    assert told[1] == (0, written.pages, "正在生成第 1 页")
    assert told[-1][:2] == (written.pages, written.pages)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_gets_two_sentences_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_ = Path.open
    monkeypatch.setattr(
        Path,
        "open",
        lambda self, mode="r", *rest, **more: open_(
            Path("/dev/full") if mode == "wb" else self, mode, *rest, **more
        ),
    )
    with pytest.raises(UserError, match="磁盘空间不足") as raised:
        write_report(small_report(many(3)), tmp_path / "a.pdf")
    assert raised.value.hint
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_a_file_gets_two_sentences(tmp_path: Path) -> None:
    (tmp_path / "exports").write_text("x", encoding="utf-8")
    with pytest.raises(UserError) as raised:
        write_report(small_report(many(3)), tmp_path / "exports" / "a.pdf")
    assert raised.value.hint


@pytest.mark.parametrize(
    ("number", "told"), [(errno.EROFS, "只读"), (errno.EACCES, "打开"), (errno.EIO, "出错")]
)
def test_a_target_that_cannot_be_written_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, told: str
) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")

    def refuse(self: Path, other: Path) -> None:  # what Windows answers while the file is open elsewhere
        raise OSError(number, "refused")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(UserError, match=told) as raised:
        write_report(small_report(many(3)), target)
    assert raised.value.hint
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]
    assert target.read_bytes() == b"old"
