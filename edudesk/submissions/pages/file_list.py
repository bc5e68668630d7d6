"""The files of a pack: which go along, and which one is looked at."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from edudesk.base.document import Document
from edudesk.base.words import size_words
from edudesk.kit.theme import ROW_COMPACT
from edudesk.submissions.making import MadeFile
from edudesk.submissions.rows.packs import TEMPLATE

_NAME, _FORM, _COUNT = range(3)


class FileList(QTreeWidget):
    """One line a file with a box: Space ticks it, the line chosen is the one in the preview.

    looked_at(number): another file is chosen; ticked: the boxes are others; removing: Delete is pressed.
    """

    looked_at = Signal(int)
    ticked = Signal()
    removing = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files: Sequence[MadeFile] = ()
        self._keys: list[tuple[str, ...]] = []
        self._refused: set[tuple[str, ...]] = set()
        self.setAccessibleName("材料包里的文件")
        self.setProperty("role", "inner")
        self.setColumnCount(3)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(_FORM, QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(_COUNT, QHeaderView.ResizeMode.ResizeToContents)
        self.currentItemChanged.connect(self._tell)
        self.itemChanged.connect(lambda item, column: self.ticked.emit())

    def show_files(self, files: Sequence[MadeFile]) -> None:
        """These files, all ticked but those that cannot be made; the first with pages is looked at.

        The same files anew (the data are others, one was enclosed) keep the boxes the user emptied and the one looked at.
        """
        keys = [_key(one) for one in files]
        chosen = self.chosen()
        emptied = {key for place, key in enumerate(self._keys) if place not in chosen} - self._refused
        before = self._keys[self.number] if 0 <= self.number < len(self._keys) else None
        self._files, self._keys = files, keys
        self._refused = {key for key, one in zip(keys, files, strict=True) if one.problem}
        self.blockSignals(True)
        self.clear()
        for key, one in zip(keys, files, strict=True):
            item = QTreeWidgetItem([_short_name(one), _form_words(one), _count_words(one)])
            item.setToolTip(_NAME, one.name)
            item.setSizeHint(_NAME, QSize(0, ROW_COMPACT))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            is_off = one.problem or key in emptied
            state = Qt.CheckState.Unchecked if is_off else Qt.CheckState.Checked
            item.setCheckState(_NAME, state)
            item.setTextAlignment(_COUNT, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.addTopLevelItem(item)
        self.blockSignals(False)
        self.setFixedHeight(min(max(len(files), 1), 6) * ROW_COMPACT + 4)
        if files:  # a paper is looked at, a workbook is opened
            paged = (place for place, one in enumerate(files) if one.paper and one.file.format == "pdf")
            first = keys.index(before) if before in keys else next(paged, 0)
            self.setCurrentIndex(self.model().index(first, 0))

    def show_pages(self, one: MadeFile, pages: int) -> None:
        """How many pages a file has, once somebody has seen them; Word may break the same text elsewhere."""
        self.blockSignals(True)  # no box is another
        for number, other in enumerate(self._files):
            item = self.topLevelItem(number)
            if item is not None and other.paper is one.paper and other.file.format != "xlsx":
                about = "约 " if other.file.format == "docx" else ""
                item.setText(_COUNT, f"{about}{pages} 页")
        self.blockSignals(False)

    @property
    def number(self) -> int:
        """Of the file looked at; -1 when there is none."""
        return self.currentIndex().row()

    def chosen(self) -> list[int]:
        """Numbers of the ticked files."""
        return [
            number
            for number in range(self.topLevelItemCount())
            if (item := self.topLevelItem(number)) and item.checkState(_NAME) is Qt.CheckState.Checked
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() == Qt.Key.Key_Space and item is not None:
            is_on = item.checkState(_NAME) is Qt.CheckState.Checked
            item.setCheckState(_NAME, Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked)
        elif event.key() == Qt.Key.Key_Delete:
            self.removing.emit()
        else:
            super().keyPressEvent(event)

    def _tell(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.looked_at.emit(self.indexOfTopLevelItem(item))


def _key(one: MadeFile) -> tuple[str, ...]:
    """What a file is known by when the pack is made anew."""
    return (one.file.report, one.file.format, one.file.title, one.enclosed.id if one.enclosed else "")


def _short_name(one: MadeFile) -> str:
    """What it is, without school and date, which are in every name."""
    number = f"附件{one.file.number} " if one.file.number else ""
    return f"{number}{one.file.title}{Path(one.name).suffix}"


def _form_words(one: MadeFile) -> str:
    """How it is laid out: 公文格式 GB/T 9704, 教育局模板, 内置; 原样 for what goes along as it is."""
    if one.enclosed:
        return "原样"
    if one.file.report == TEMPLATE:
        return "教育局模板"
    return "公文格式 GB/T 9704" if isinstance(one.paper, Document) else "内置"


def _count_words(one: MadeFile) -> str:
    if one.problem:
        return "不能生成"
    if one.enclosed:
        return size_words(one.enclosed.size)
    # pages are counted when they are looked at (show_pages)
    return f"{one.count} 行" if one.count and one.file.format == "xlsx" else ""
