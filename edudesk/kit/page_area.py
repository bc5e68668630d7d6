"""The pages of a PDF beside each other on a grey ground, as sharp as the screen; they are rendered by PageWorker."""

from collections import OrderedDict
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from edudesk.kit.page_places import GAP, NATURAL, TWO, WIDTH, ZOOMS, Places, placed
from edudesk.kit.page_worker import PageWorker
from edudesk.kit.theme import tokens

_MOST_PIXELS = 24e6  # of one picture; beyond it is painted larger than rendered
_KEPT_BYTES = 160e6


class PageArea(QAbstractScrollArea):
    """Pages in rows, as many beside each other as have room.

    zoom: a factor of the natural size, or TWO (two upright pages side by side, or one that lies), WIDTH (one as wide as the window) or
    PAGE (one whole page). turned(page): another page is at the top; zoomed: the factor is another;
    opened(pages) and failed(UserError): what came of show_pdf.
    """

    turned = Signal(int)
    zoomed = Signal()
    opened = Signal(int)
    failed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)
        self.zoom: float | str = TWO
        self.page = 0
        self.places = Places()
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._pictures: OrderedDict[int, tuple[float, QImage]] = OrderedDict()
        self._number = 0
        self._is_exchanged = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask)
        worker = self.worker = PageWorker()
        worker.opened.connect(self._take_sizes)
        worker.failed.connect(self._take_failure)
        worker.rendered.connect(self._take_picture)
        # a thread must not outlive the program; the partial keeps the worker alive until then
        self.destroyed.connect(partial(PageWorker.close, worker))

    # what is shown

    def show_pdf(self, source: Path | bytes, password: str = "") -> None:
        """Read a PDF beside the window and show its first page."""
        self.clear()
        self._number = self.worker.open(source, password)

    def exchange(self, pdf: bytes) -> None:
        """Another making of the same document: the old pages stay in sight until the new ones are drawn."""
        if not self._sizes:
            self.show_pdf(pdf)
            return
        self.worker.want(())
        self._is_exchanged = True
        self._number = self.worker.open(pdf, "")

    def clear(self) -> None:
        """Show nothing, and let the PDF go."""
        self._is_exchanged = False
        self.worker.want(())
        self._number = 0
        self._sizes = ()
        self._pictures.clear()
        self.page = 0
        self._lay_out()

    @property
    def page_count(self) -> int:
        """Pages of the PDF; 0 before it is read."""
        return len(self._sizes)

    def set_zoom(self, zoom: float | str) -> None:
        """Another size; the page at the top stays there."""
        self.zoom = zoom
        self._lay_out(keep=self.page)

    def zoom_by(self, steps: int) -> None:
        """To the next larger (1) or smaller (-1) of ZOOMS."""
        larger = [zoom for zoom in ZOOMS if zoom > self.places.factor + 0.005]
        smaller = [zoom for zoom in ZOOMS if zoom < self.places.factor - 0.005]
        choices = larger[:1] if steps > 0 else smaller[-1:]
        if choices:
            self.set_zoom(choices[0])

    def go_to(self, page: int) -> None:
        """Bring a page (from 0) to the top."""
        if self._sizes:
            page = min(max(page, 0), self.page_count - 1)
            self.verticalScrollBar().setValue(round(self.places.row_of(page) - GAP))
            self._show_page(page)

    def is_sharp(self) -> bool:
        """Whether all pages in sight are rendered at the size they are shown."""
        return bool(self._sizes) and not self._missing(self._in_sight())

    def is_at_work(self) -> bool:
        """Whether a PDF is being read or pages in sight are still to come."""
        return self.worker.isRunning() or (bool(self._sizes) and not self.is_sharp())

    # geometry

    def _lay_out(self, keep: int = -1) -> None:
        view, down = self.viewport().size(), self.verticalScrollBar()
        room = view.width() - (down.sizeHint().width() if down.maximum() == 0 else 0)
        self.places = placed(self._sizes, self.zoom, view, room)
        lengths = (
            (self.horizontalScrollBar(), self.places.width, view.width()),
            (down, self.places.height, view.height()),
        )
        for bar, length, seen in lengths:
            bar.setRange(0, max(round(length) - seen, 0))
            bar.setPageStep(seen)
            bar.setSingleStep(40)
        if 0 <= keep < self.page_count:
            self.go_to(keep)
        self._soon.start()
        self.viewport().update()
        self.zoomed.emit()

    def _in_sight(self) -> list[int]:
        return self.places.within(self._seen())

    def _seen(self) -> QRectF:
        x, y = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        return QRectF(x, y, self.viewport().width(), self.viewport().height())

    # pictures

    def _scale_of(self, page: int) -> float:
        """Pixels for a point that make this page sharp."""
        scale = self.places.factor * NATURAL * self.devicePixelRatioF()
        width, height = self._sizes[page]
        return float(min(scale, (_MOST_PIXELS / (width * height)) ** 0.5))

    def _missing(self, pages: Sequence[int]) -> list[int]:
        return [
            page
            for page in pages
            if page not in self._pictures or abs(self._pictures[page][0] - self._scale_of(page)) > 1e-6
        ]

    def _ask(self) -> None:
        if not self._sizes:
            return
        seen = self._in_sight()
        # the neighbours too, so that leafing shows no white pages
        near = (
            [page for page in (seen[-1] + 1, seen[-1] + 2, seen[0] - 1) if 0 <= page < self.page_count]
            if seen
            else []
        )
        self.worker.want([(page, self._scale_of(page)) for page in self._missing(seen + near)])
        self._tell_page()

    def _take_sizes(self, number: int, sizes: tuple[tuple[float, float], ...]) -> None:
        if number == self._number:
            self._sizes = sizes
            if self._is_exchanged:
                self._keep_place()
            else:
                self._lay_out(keep=0)
                self._lay_out(keep=0)  # now that the scroll bars are known
            self.opened.emit(len(sizes))

    def _keep_place(self) -> None:
        """Stay where the old pages were scrolled to; their pictures are drawn until there are better ones."""
        self._is_exchanged = False
        for page, (_, image) in list(self._pictures.items()):
            if page < self.page_count:
                self._pictures[page] = (0.0, image)
            else:
                del self._pictures[page]
        place = self.verticalScrollBar().value()
        self._lay_out()
        self.verticalScrollBar().setValue(place)
        self._show_page(min(self.page, self.page_count - 1))
        self._tell_page()

    def _take_failure(self, number: int, error: object) -> None:
        if number == self._number:
            self.failed.emit(error)

    def _take_picture(self, number: int, page: int, scale: float, image: QImage) -> None:
        if number != self._number or page >= self.page_count:
            return
        self._pictures[page] = (scale, image)
        self._pictures.move_to_end(page)
        kept = sum(kept.sizeInBytes() for _, kept in self._pictures.values())
        while kept > _KEPT_BYTES and len(self._pictures) > 1:
            _, (_, old) = self._pictures.popitem(last=False)
            kept -= old.sizeInBytes()
        self.viewport().update()

    def _tell_page(self) -> None:
        """The page at the top, unless another one of its row was chosen."""
        top = self.places.first_below(self._seen().top())
        if self.places.row_of(top) != self.places.row_of(min(self.page, self.page_count - 1)):
            self._show_page(top)

    def _show_page(self, page: int) -> None:
        if page != self.page:
            self.page = page
            self.turned.emit(page)

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = tokens()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(-self._seen().topLeft())
        for page in self._in_sight():
            place = self.places.pages[page]
            painter.setPen(Qt.PenStyle.NoPen)
            for reach, strength in ((3.0, 10), (2.0, 14), (1.0, 22)):
                painter.setBrush(QColor(0, 0, 0, strength))
                painter.drawRoundedRect(place.adjusted(-reach, -reach + 1, reach, reach + 1), reach, reach)
            painter.fillRect(place, QColor("#FFFFFF"))  # paper, in the dark theme too
            if page in self._pictures:
                image = self._pictures[page][1]
                ratio = self.devicePixelRatioF()
                if abs(image.width() - place.width() * ratio) <= 1:  # pixel upon pixel, or letters get soft
                    image.setDevicePixelRatio(ratio)
                    painter.drawImage(place.topLeft(), image)
                else:
                    painter.drawImage(place, image, QRectF(QPointF(), image.size().toSizeF()))
            if self.hasFocus() and page == self.page and self.page_count > 1:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QColor(theme.brand))
                painter.drawRect(place.adjusted(-1, -1, 0, 0))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out(keep=self.page)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()
        self._soon.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, keys = event.key(), Qt.Key
        is_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if is_control and key in (keys.Key_Plus, keys.Key_Equal, keys.Key_Minus):
            self.zoom_by(-1 if key == keys.Key_Minus else 1)
        elif is_control and key == keys.Key_0:
            self.set_zoom(WIDTH)
        elif key == keys.Key_PageDown:
            self.go_to(self.page + 1)
        elif key == keys.Key_PageUp:
            self.go_to(self.page - 1)
        elif key == keys.Key_Home:
            self.go_to(0)
        elif key == keys.Key_End:
            self.go_to(self.page_count - 1)
        else:
            super().keyPressEvent(event)
