"""Forms as PDFs, read back by another program (pdfium)."""

from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from edudesk.base.errors import Cancelled
from edudesk.base.form import Form, FormBook, FormCell, FormRow, Look
from edudesk.papers.canvas import MM
from edudesk.papers.form_writer import write_forms

SECTION = FormRow((FormCell("培训", 24, Look.SECTION),), is_head=True)
HEAD = FormRow((FormCell("项目", 18, Look.LABEL), FormCell("学分", 6, Look.LABEL)), is_head=True)


def line(text: str, value: str = "9") -> FormRow:
    return FormRow((FormCell(text, 18, Look.TEXT), FormCell(value, 6)))


def form(name: str, *rows: FormRow, **changes: object) -> Form:
    made = Form(
        name,
        "教师业务档案",
        rows or (line(f"{name}的培训"),),
        left="龙城实验小学",
        foot=("本人签字：", "日期："),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def book(*forms: Form, per_page: int = 1, **changes: object) -> FormBook:
    return replace(FormBook("files", "业务档案", forms, per_page, footer="校务通"), **changes)  # type: ignore[arg-type]


def texts(path: Path) -> list[str]:
    with pdfium.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def height_of(path: Path, word: str, page: int = 0) -> float:
    """Points from the top of the page to the first character of a word."""
    with pdfium.PdfDocument(path) as document:
        text = document[page].get_textpage()
        place = text.get_text_range().replace("\r\n", "\r\n").index(word)
        return document[page].get_height() - text.get_charbox(place)[3]


def test_each_form_has_a_page_and_a_bookmark(tmp_path: Path) -> None:
    written = write_forms(book(form("李静"), form("周敏华")), tmp_path / "a.pdf")
    assert (written.pages, written.remarks) == (2, ())
    li, zhou = texts(tmp_path / "a.pdf")
    assert "李静的培训" in li
    assert "周敏华的培训" in zhou
    assert all(part in li for part in ("教师业务档案", "龙城实验小学", "本人签字：", "校务通"))
    with pdfium.PdfDocument(tmp_path / "a.pdf") as document:
        marks = [(mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
    assert marks == [("李静", 0), ("周敏华", 1)]


def test_a_form_gets_smaller_letters_before_it_gets_a_second_page(tmp_path: Path) -> None:
    pages = {
        count: write_forms(
            book(form("李静", *[line(f"第{n}行") for n in range(count)])), tmp_path / "a.pdf"
        ).pages
        for count in (30, 45, 60)
    }
    assert pages == {30: 1, 45: 1, 60: 2}


def test_head_goes_along_and_is_said_again_on_the_next_page(tmp_path: Path) -> None:
    rows = [SECTION, HEAD, *(line(f"第{n}行") for n in range(90))]
    written = write_forms(book(form("李静", *rows)), tmp_path / "a.pdf")
    pages = texts(tmp_path / "a.pdf")
    assert written.pages == len(pages) == 3
    for number, page in enumerate(pages, 1):
        assert page.count("学分") == 1
        assert f"第 {number} 页　共 3 页" in page
        assert ("（续）" in page, "李静" in page) == ((False, False) if number == 1 else (True, True))
    assert ["本人签字" in page for page in pages] == [False, False, True]
    assert [
        line for page in pages for line in page.split("\n") if line.startswith("第") and "行" in line
    ] != []
    whole = "".join(pages)
    assert all(whole.count(f"第{n}行") == 1 for n in range(90))


def test_head_never_stands_alone_at_the_foot(tmp_path: Path) -> None:
    for count in range(50, 64):
        rows = [
            *(line(f"第{n}行") for n in range(count)),
            SECTION,
            HEAD,
            *(line(f"后{n}行") for n in range(20)),
        ]
        write_forms(book(form("李静", *rows)), tmp_path / "a.pdf")
        for page in texts(tmp_path / "a.pdf"):
            assert "后" in page or not ("培训" in page or "学分" in page)


def test_three_forms_stand_at_the_same_heights_of_each_page(tmp_path: Path) -> None:
    forms = [form(f"教师{n}", title=f"核对表{n}") for n in range(7)]
    written = write_forms(book(*forms, per_page=3), tmp_path / "a.pdf")
    assert written.pages == 3
    first, second, third = texts(tmp_path / "a.pdf")
    assert all(f"核对表{n}" in first for n in range(3))
    assert "核对表6" in third
    assert "核对表5" in second
    tops = [
        [height_of(tmp_path / "a.pdf", f"核对表{3 * page + n}", page) for n in range(3)] for page in range(2)
    ]
    assert tops[0] == pytest.approx(tops[1])
    assert tops[0][1] - tops[0][0] == pytest.approx(tops[0][2] - tops[0][1], abs=0.1)


def test_photo_stands_over_several_rows(tmp_path: Path) -> None:
    rows = [FormRow((FormCell("姓名", 10, Look.LABEL), FormCell("李静", 10), FormCell("照片", 4, rows=3)))]
    rows += [FormRow((FormCell(f"标签{n}", 10, Look.LABEL), FormCell("值", 10))) for n in range(2)]
    write_forms(book(form("李静", *rows)), tmp_path / "a.pdf")
    photo, second = (height_of(tmp_path / "a.pdf", word) for word in ("照片", "标签0"))
    assert photo == pytest.approx(second, abs=0.5)  # in the middle of three rows


def test_a_tall_cell_over_rows_makes_room_and_a_row_keeps_its_least_height(tmp_path: Path) -> None:
    rows = [
        FormRow((FormCell("左", 12), FormCell("右" * 200, 12, Look.TEXT, rows=2))),
        FormRow((FormCell("下", 12),)),
        FormRow((FormCell("签字", 24),), height=20),
        line("末行"),
    ]
    write_forms(book(form("李静", *rows)), tmp_path / "a.pdf")
    text = texts(tmp_path / "a.pdf")[0]
    assert text.count("右") == 200
    gap = height_of(tmp_path / "a.pdf", "末行") - height_of(tmp_path / "a.pdf", "签字")
    assert gap >= 10 * MM


def test_what_has_no_glyph_is_told(tmp_path: Path) -> None:
    written = write_forms(book(form("李静", line("好\U0001f600"))), tmp_path / "a.pdf")
    assert len(written.remarks) == 1
    assert "U+1F600" in written.remarks[0]


def test_same_forms_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = (
        write_forms(book(form("李静"), form("周敏华")), tmp_path / f"{name}.pdf").path.read_bytes()
        for name in "ab"
    )
    assert first == second


def test_cancelling_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"the one of last term")
    steps: list[tuple[int, int]] = []

    def step(done: int, total: int, text: str) -> None:
        steps.append((done, total))
        if done == 5:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_forms(book(*(form(f"教师{n}") for n in range(20))), target, step)
    assert steps[-1] == (5, 20)
    assert target.read_bytes() == b"the one of last term"
    assert list(tmp_path.glob("*.part")) == []


def test_no_form_is_a_page_that_says_so(tmp_path: Path) -> None:
    assert write_forms(book(), tmp_path / "a.pdf").pages == 1
    assert "没有要打印的内容" in texts(tmp_path / "a.pdf")[0]
