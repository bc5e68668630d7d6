"""What a file will look like: the real pages of a PDF, or the rows of a workbook."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from edudesk.base.errors import UserError
from edudesk.base.report import Report
from edudesk.kit.buttons import menu_button
from edudesk.kit.empty_state import EmptyState
from edudesk.kit.labels import label
from edudesk.kit.page_area import PageArea
from edudesk.kit.page_places import PAGE, TWO, WIDTH
from edudesk.kit.report_table import ReportTable

_ROWS = 200  # of a workbook; whoever wants all opens the file
_OFFERED = (0.5, 0.7, 0.85, 1.0, 1.25, 1.5, 2.0)


class PagePreview(QFrame):
    """Pages side by side with page number and zoom above, or a table, or a sentence.

    bar: the line above, for buttons of the page that shows it. opened(pages): a PDF is read; failed(UserError):
    it could not be, which is said in the place of the pages.
    """

    opened = Signal(int)
    failed = Signal(object)

    def __init__(self, title: str = "预览", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "preview")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 0, 0)
        outer.setSpacing(0)
        self.bar = QHBoxLayout()
        self.bar.setContentsMargins(16, 0, 12, 4)
        self.bar.setSpacing(12)
        self._title = label(title, "heading")
        self._count = label("", "muted")
        self.zoom_button = menu_button("100%", [], parent=self)
        self.zoom_button.setProperty("role", "link")
        self.zoom_button.setAccessibleName("显示比例")
        self.bar.addWidget(self._title)
        self.bar.addStretch(1)
        self.bar.addWidget(self._count)
        self.bar.addWidget(self.zoom_button)
        outer.addLayout(self.bar)
        self._stack = QStackedWidget()
        outer.addWidget(self._stack, 1)
        self.pages = PageArea()
        self.words = EmptyState()
        self._stack.addWidget(self.words)
        self._stack.addWidget(self.pages)
        self._sheet: ReportTable | None = None
        self._fill_menu()
        self.pages.turned.connect(self._show_count)
        self.pages.zoomed.connect(self._show_zoom)
        self.pages.opened.connect(self._show_pages)
        self.pages.failed.connect(self._show_failure)
        self.setFocusProxy(self.pages)
        self.show_words("还没有可看的文件", "选好文件后，这里显示它的每一页。")

    # what is shown

    def show_pdf(self, path: Path, password: str = "") -> None:
        """The pages of a file; it is read beside the window and then let go."""
        self._start(path, password)

    def show_bytes(self, pdf: bytes, password: str = "") -> None:
        """The pages of a PDF that is not written yet."""
        self._start(pdf, password)

    def exchange_bytes(self, pdf: bytes) -> None:
        """Another making of the PDF in sight, as somebody writes on it: the place stays, nothing flickers."""
        if self._stack.currentWidget() is self.pages:
            self.pages.exchange(pdf)
        else:
            self.show_bytes(pdf)

    def show_report(self, report: Report) -> None:
        """The first rows of a workbook as a table."""
        self.pages.clear()
        sheet = ReportTable(report, _ROWS)
        self._drop_sheet()
        self._sheet = sheet
        self._stack.addWidget(sheet)
        self._stack.setCurrentWidget(sheet)
        self._show_bar(False)
        self._count.setText(f"{len(report.rows)} 行")
        self._count.show()

    def show_busy(self, text: str = "正在生成预览…") -> None:
        """The file is still being made."""
        self.show_words(text)

    def show_words(self, text: str, hint: str = "") -> None:
        """A sentence in the place of the pages."""
        self.pages.clear()
        self._drop_sheet()
        self.words.say(text, hint)
        self._stack.setCurrentWidget(self.words)
        self._show_bar(False)

    def show_problem(self, error: UserError) -> None:
        """Why there is nothing to see, and what to do."""
        self.show_words(error.text, error.hint)

    @property
    def page_count(self) -> int:
        """Pages of the PDF shown; 0 when none is."""
        return self.pages.page_count

    # inside

    def _start(self, source: Path | bytes, password: str) -> None:
        self.show_busy("正在打开…")
        self.pages.show_pdf(source, password)

    def _show_pages(self, count: int) -> None:
        self._stack.setCurrentWidget(self.pages)
        self._show_bar(True)
        self._show_count()
        self.opened.emit(count)

    def _show_failure(self, error: UserError) -> None:
        self.show_problem(error)
        self.failed.emit(error)

    def _drop_sheet(self) -> None:
        if self._sheet is not None:
            self._stack.removeWidget(self._sheet)
            self._sheet.deleteLater()
            self._sheet = None

    def _show_bar(self, is_shown: bool) -> None:
        self._count.setVisible(is_shown)
        self.zoom_button.setVisible(is_shown)

    def _show_count(self, *page: int) -> None:
        text = f"第 {self.pages.page + 1} / {self.page_count} 页"
        self._count.setText(text)
        self.pages.setAccessibleName(f"{self._title.text()}，{text}")

    def _show_zoom(self) -> None:
        self.zoom_button.setText(f"{self.pages.places.factor:.0%} ▾")

    def _fill_menu(self) -> None:
        menu = self.zoom_button.menu()
        for word, zoom in (("双页", TWO), ("适合宽度", WIDTH), ("整页", PAGE)):
            menu.addAction(word).triggered.connect(lambda _=False, zoom=zoom: self.pages.set_zoom(zoom))
        menu.addSeparator()
        for factor in _OFFERED:
            menu.addAction(f"{factor:.0%}").triggered.connect(
                lambda _=False, factor=factor: self.pages.set_zoom(factor)
            )
