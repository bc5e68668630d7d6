"""The pages of a finished PDF as pictures: for the preview and for the printer."""

import threading
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from types import TracebackType

import pypdfium2 as pdfium

from edudesk.base.errors import UserError

_WRONG_PASSWORD = 4  # FPDF_ERR_PASSWORD
# pdfium keeps its state in one place: two threads inside it at once bring the program down
_lock = threading.RLock()


@dataclass(frozen=True, slots=True)
class PagePicture:
    """Pixels of a page from the top left, four bytes each: blue, green, red, unused. stride: bytes of a line."""

    width: int
    height: int
    stride: int
    data: bytes


class PdfPages:
    """The pages of one PDF. The file is read whole at once, so nobody is kept from replacing it.

    sizes: width and height of each page in points as it is shown, landscape pages lying. Any thread may ask.
    """

    def __init__(self, source: Path | bytes, password: str = "") -> None:
        """Raises UserError when it cannot be read, is no PDF, or is closed to this password."""
        name = source.name if isinstance(source, Path) else "这份文件"
        if isinstance(source, Path):
            try:
                source = source.read_bytes()
            except OSError as error:
                reason = "找不到了" if isinstance(error, FileNotFoundError) else "打不开"
                raise UserError(
                    f"“{name}”{reason}，没有显示。", "请确认文件还在原处、没有被移走，然后再试。"
                ) from error
        with _lock:
            try:
                self._document = pdfium.PdfDocument(source, password=password or None)
                self.sizes = tuple(map(self._size, range(len(self._document))))
            except pdfium.PdfiumError as error:
                raise _unreadable(name, error) from error

    def _size(self, number: int) -> tuple[float, float]:
        width, height = self._document.get_page_size(number)
        return max(width, 1.0), max(height, 1.0)  # nobody can divide by a page without height

    def __len__(self) -> int:
        return len(self.sizes)

    def picture(
        self, number: int, scale: float, *, top: int = 0, height: int = 0, is_print: bool = False
    ) -> PagePicture:
        """Page number (from 0) with scale pixels for a point, on white.

        top, height: only these lines of it; a whole page at the resolution of a printer takes 100 MB. is_print:
        drawn as for paper. Raises UserError when the page is broken.
        """
        whole_width, whole_height = self.pixels(number, scale)
        height = min(height or whole_height, whole_height - top)
        flags = pdfium.raw.FPDF_ANNOT | (pdfium.raw.FPDF_PRINTING if is_print else 0)
        with _lock:
            try:
                page = self._document[number]
            except pdfium.PdfiumError as error:
                raise UserError(
                    f"第 {number + 1} 页坏了，没有显示。",
                    "请重新导出一次；如果是别处来的文件，请换一份再试。",
                ) from error
            try:
                bitmap = pdfium.PdfBitmap.new_native(whole_width, height, pdfium.raw.FPDFBitmap_BGRx)
                try:
                    bitmap.fill_rect((255, 255, 255, 255), 0, 0, whole_width, height)
                    place = (0, -top, whole_width, whole_height)
                    pdfium.raw.FPDF_RenderPageBitmap(bitmap, page, *place, 0, flags)
                    return PagePicture(whole_width, height, bitmap.stride, bytes(bitmap.buffer))
                finally:
                    bitmap.close()
            finally:
                page.close()

    def pixels(self, number: int, scale: float) -> tuple[int, int]:
        """Width and height of a page with scale pixels for a point."""
        width, height = self.sizes[number]
        return max(ceil(width * scale), 1), max(ceil(height * scale), 1)

    def close(self) -> None:
        """Let the document go; twice does no harm."""
        with _lock:
            self._document.close()

    def __enter__(self) -> "PdfPages":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _unreadable(name: str, error: pdfium.PdfiumError) -> UserError:
    if error.err_code == _WRONG_PASSWORD:
        return UserError(
            f"“{name}”有密码，没有显示。", "请输入导出时设定的密码；密码不对时文件打不开，内容没有改动。"
        )
    return UserError(
        f"“{name}”不是完整的 PDF，没有显示。", "请重新导出一次；如果是别处来的文件，请换一份再试。"
    )
