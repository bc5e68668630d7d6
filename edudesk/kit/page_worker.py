"""Turns the pages of a PDF into pictures beside the window."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QThread, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from edudesk.base.errors import UserError

if TYPE_CHECKING:
    from edudesk.papers.pages import PagePicture, PdfPages

Wanted = tuple[int, float]
"""A page (from 0) and the pixels for a point."""


def image_of(picture: PagePicture) -> QImage:
    """The same pixels as Qt paints them."""
    image = QImage(picture.data, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32)
    return image.copy()  # the bytes belong to picture


class PageWorker(QThread):
    """Reads one PDF and renders what is wanted, the first first; it ends when nothing is left to do.

    Ask through open, want and close only. Answers come as signals with the number open gave:
    opened(number, sizes), failed(number, UserError), rendered(number, page, scale, QImage).
    """

    opened = Signal(int, object)
    failed = Signal(int, object)
    rendered = Signal(int, int, float, QImage)

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._number = 0
        self._source: tuple[Path | bytes, str] | None = None
        self._wanted: list[Wanted] = []
        self._pages: PdfPages | None = None
        self.finished.connect(self._go_on)
        app = QApplication.instance()
        assert app is not None
        app.aboutToQuit.connect(self.close)

    def open(self, source: Path | bytes, password: str = "") -> int:
        """Read another PDF; what was wanted of the one before is forgotten."""
        with self._lock:
            self._number += 1
            self._source = (source, password)
            self._wanted = []
        self._go_on()
        return self._number

    def want(self, pages: Sequence[Wanted]) -> None:
        """These pages and no others, in this order."""
        with self._lock:
            self._wanted = list(pages)
        self._go_on()

    def close(self) -> None:
        """Forget all and wait until the thread has ended; the PDF is let go."""
        with self._lock:
            self._number += 1
            self._source, self._wanted = None, []
        if isValid(self):  # at the end of the program it may be gone before its window
            self.wait()
        if self._pages is not None:
            self._pages.close()
            self._pages = None

    def run(self) -> None:
        while True:
            with self._lock:
                number, source = self._number, self._source
                self._source = None
                wanted = self._wanted.pop(0) if source is None and self._wanted else None
            if source is not None:
                self._read(number, *source)
            elif wanted is not None and self._pages is not None:
                page, scale = wanted
                try:
                    picture = self._pages.picture(page, scale)
                except UserError as error:
                    self.failed.emit(number, error)
                    return
                self.rendered.emit(number, page, scale, image_of(picture))
            else:
                return

    def _read(self, number: int, source: Path | bytes, password: str) -> None:
        # pdfium takes 30 ms to load, which no start needs
        from edudesk.papers.pages import PdfPages

        if self._pages is not None:
            self._pages.close()
            self._pages = None
        try:
            self._pages = PdfPages(source, password)
        except UserError as error:
            self.failed.emit(number, error)
        else:
            self.opened.emit(number, self._pages.sizes)

    def _go_on(self) -> None:
        with self._lock:
            has_work = self._source is not None or bool(self._wanted)
        if has_work and not self.isRunning():
            self.start()
