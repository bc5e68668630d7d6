"""What reportlab alone does not do: fallback in one line, marks for missing characters, faces shared."""

import io
import shutil
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from edudesk.base import paths
from edudesk.papers.canvas import Align, Canvas
from edudesk.papers.fonts import FontBook, Role, bundled_fonts

BUNDLE = paths.shipped("resources", "fonts")


def begun(title: str = "表", fonts: FontBook | None = None) -> tuple[Canvas, io.BytesIO]:
    file = io.BytesIO()
    canvas = Canvas(file, title, fonts or bundled_fonts())
    canvas.start_page(300, 200)
    return canvas, file


def text_of(file: io.BytesIO) -> str:
    with pdfium.PdfDocument(file.getvalue()) as document:
        return document[0].get_textpage().get_text_range()


def darkness(file: io.BytesIO) -> list[bool]:
    """Whether each column of the page has a black point, one column per point."""
    with pdfium.PdfDocument(file.getvalue()) as document:
        picture = document[0].render(scale=1).to_pil().convert("L")
    columns = (picture.crop((x, 0, x + 1, picture.height)) for x in range(picture.width))
    return [column.getextrema()[0] < 128 for column in columns]


def test_a_line_of_three_faces_stands_without_gaps() -> None:
    canvas, file = begun()
    letters = canvas.lettering(Role.XIAOBIAOSONG, 20)
    canvas.text(20, 100, "王喆的𬭎书", letters)
    canvas.close()
    assert text_of(file) == "王喆的𬭎书"
    dark = darkness(file)
    assert not any(dark[:20] + dark[121:])
    assert all(any(dark[20 + 20 * place : 40 + 20 * place]) for place in range(5))


def test_a_missing_character_is_seen_as_a_box_and_copied_as_itself() -> None:
    canvas, file = begun()
    canvas.text(20, 100, "\U0001f600", canvas.lettering(Role.SONG, 20))
    canvas.close()
    assert text_of(file) == "\U0001f600"
    assert any(darkness(file)[20:40])
    assert bundled_fonts()[Role.SONG].missing("\U0001f600") == "\U0001f600"  # only that document has a mark


@pytest.mark.parametrize(("align", "left"), [(Align.LEFT, 150), (Align.CENTRE, 130), (Align.RIGHT, 110)])
def test_text_is_aligned_by_its_width(align: Align, left: int) -> None:
    canvas, file = begun()
    canvas.text(150, 100, "校务", canvas.lettering(Role.HEI, 20), align)
    canvas.close()
    dark = darkness(file)
    assert not any(dark[:left] + dark[left + 41 :])
    assert any(dark[left : left + 4])
    assert any(dark[left + 36 : left + 40])


def test_two_documents_at_a_time_do_not_mix() -> None:
    (first, one), (second, two) = begun("甲"), begun("乙")
    first.text(20, 100, "龙城", first.lettering(Role.SONG, 20))
    second.text(20, 100, "实验小学", second.lettering(Role.SONG, 20))
    first.text(20, 150, "教师", first.lettering(Role.SONG, 20))
    assert (first.close(), second.close()) == (1, 1)
    assert text_of(one).split() == ["龙城", "教师"]
    assert text_of(two) == "实验小学"


def test_two_versions_of_a_font_get_on_in_one_document(tmp_path: Path) -> None:
    shutil.copy(BUNDLE / "NotoSerifSC-Black-GB2312.ttf", tmp_path / "simhei.ttf")
    shutil.copy(BUNDLE / "NotoSerifSC-Black-GB2312.ttf", tmp_path / "simkai.ttf")
    canvas, file = begun(fonts=FontBook([tmp_path]))
    canvas.text(20, 50, "校", canvas.lettering(Role.HEI, 20))
    canvas.text(20, 100, "务", canvas.lettering(Role.KAI, 20))
    canvas.close()
    assert "".join(text_of(file).split()) == "校务"


def test_boxes_and_lines_stand_where_they_should() -> None:
    canvas, file = begun()
    canvas.fill(10, 20, 100, 30, 0.5)
    canvas.frame(150, 20, 100, 30, 2)
    canvas.lines([(10, 150, 290, 150), (200, 120, 200, 180)], 2)
    canvas.close()
    with pdfium.PdfDocument(file.getvalue()) as document:
        grey = document[0].render(scale=1).to_pil().convert("L").getpixel
    assert 120 < grey((60, 35)) < 135
    assert grey((60, 55)) == grey((200, 35)) == 255
    assert max(grey((150, 35)), grey((200, 20)), grey((100, 150)), grey((200, 170))) < 60


def test_a_title_with_anything_in_it_is_kept_readable() -> None:
    canvas, file = begun("龙城（甲）\\\n表\x00\ud800𬭎")
    canvas.close()
    with pdfium.PdfDocument(file.getvalue()) as document:
        assert document.get_metadata_dict()["Title"] == "龙城（甲）\\ 表𬭎"
