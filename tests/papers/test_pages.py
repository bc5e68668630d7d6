"""Pages as pictures: their sizes as shown, bands that make up the whole, files we cannot show."""

import io
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edudesk.base.errors import UserError
from edudesk.papers.canvas import Canvas
from edudesk.papers.fonts import Role, bundled_fonts
from edudesk.papers.pages import PagePicture, PdfPages
from tests.thorough import examples


def pdf(pages: int = 2) -> bytes:
    """A4 pages; the number of each in its top left corner."""
    file = io.BytesIO()
    canvas = Canvas(file, "样张", bundled_fonts())
    for number in range(pages):
        canvas.start_page(595, 842)
        canvas.text(40, 80, f"第{number + 1}页", canvas.lettering(Role.HEI, 36))
    canvas.close()
    return file.getvalue()


def lines(picture: PagePicture) -> list[bytes]:
    """Blue, green and red of each line; what the fourth byte holds is nobody's business."""
    rows = [
        picture.data[top * picture.stride : top * picture.stride + picture.width * 4]
        for top in range(picture.height)
    ]
    return [bytes(byte for place, byte in enumerate(row) if place % 4 != 3) for row in rows]


def changed(content: bytes, **options: object) -> bytes:
    """The same PDF with its second page turned, saved with options."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        document.pages[1].Rotate = 90
        document.save(file, **options)  # type: ignore[arg-type]
    return file.getvalue()


def test_pages_lie_as_they_are_shown() -> None:
    with PdfPages(changed(pdf())) as pages:
        assert len(pages) == 2
        assert pages.sizes == ((595, 842), (842, 595))
        picture = pages.picture(1, 0.5)
        assert (picture.width, picture.height) == (421, 298)


def test_a_page_is_white_with_ink_where_text_stands() -> None:
    with PdfPages(pdf()) as pages:
        rows = lines(pages.picture(0, 1.0))
    assert min(rows[70][40 * 3 : 150 * 3]) < 60
    assert set(rows[400]) == {255}


def test_bands_make_up_the_page() -> None:
    with PdfPages(pdf()) as pages:
        whole = lines(pages.picture(0, 0.7))
        tops = range(0, len(whole), 100)
        bands = [lines(pages.picture(0, 0.7, top=top, height=100)) for top in tops]
    assert [len(band) for band in bands] == [100, 100, 100, 100, 100, 90]
    assert [line for band in bands for line in band] == whole


def test_a_file_may_be_replaced_while_its_pages_are_shown(tmp_path: Path) -> None:
    import psutil

    path = tmp_path / "报告.pdf"
    path.write_bytes(pdf())
    with PdfPages(path) as pages:
        assert str(path) not in [file.path for file in psutil.Process().open_files()]
        path.unlink()
        assert pages.picture(1, 0.2).width == 119


def test_two_threads_may_look_at_the_same_time() -> None:
    with PdfPages(pdf(3)) as first, PdfPages(pdf(3)) as second:
        alone = [first.picture(number, 0.3) for number in range(3)]
        with ThreadPoolExecutor(4) as pool:
            asked = [pool.submit(pages.picture, n % 3, 0.3) for n in range(60) for pages in (first, second)]
            assert all(one.result() in alone for one in asked)


def test_a_password_opens_what_it_closed() -> None:
    closed = changed(pdf(), encryption=pikepdf.Encryption(owner="钥匙", user="2025", R=6))
    with PdfPages(closed, "2025") as pages:
        assert len(pages) == 2
    for wrong in ("", "2024"):
        with pytest.raises(UserError) as caught:
            PdfPages(closed, wrong)
        assert caught.value.text == "“这份文件”有密码，没有显示。"


def test_what_is_no_pdf_is_said(tmp_path: Path) -> None:
    path = tmp_path / "报告.pdf"
    with pytest.raises(UserError) as caught:
        PdfPages(path)
    assert caught.value.text == "“报告.pdf”找不到了，没有显示。"
    path.write_bytes(b"PK\x03\x04 a workbook")
    with pytest.raises(UserError) as caught:
        PdfPages(path)
    assert caught.value.text == "“报告.pdf”不是完整的 PDF，没有显示。"
    with pytest.raises(UserError):
        PdfPages(b"")


PLAIN = changed(pdf(3), compress_streams=False)


@settings(max_examples=examples(60), deadline=None)
@given(st.data())
def test_a_broken_pdf_shows_pages_or_a_sentence(data: st.DataObject) -> None:
    broken = bytearray(PLAIN)
    for _ in range(data.draw(st.integers(0, 60))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    start = data.draw(st.integers(0, len(broken)))
    del broken[start : start + data.draw(st.integers(0, 3000))]
    with suppress(UserError), PdfPages(bytes(broken)) as pages:  # any other error is ours
        for number in range(len(pages)):
            pages.picture(number, 0.2)
