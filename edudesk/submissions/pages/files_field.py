"""The files of a pack in its form: everything that can be exported to be ticked, what is in it to be ordered and named."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QWidget

from edudesk.base.columns import Column
from edudesk.kit.buttons import button
from edudesk.kit.labels import label
from edudesk.kit.search_line import SearchLine
from edudesk.submissions.rows.packs import PAPER, TEMPLATE, PackFile
from edudesk.submissions.rules.packs import files_of, files_text

_WORDS: Final = {"xlsx": "Excel", "pdf": "PDF", "docx": "Word"}
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_HEIGHT = 190  # px of both lists


class _Chosen(QListWidget):
    """moved(by): Alt+↑ or Alt+↓; removed: Delete."""

    moved = Signal(int)
    removed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        by = (key == Qt.Key.Key_Down) - (key == Qt.Key.Key_Up)
        if by and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(by)
        elif key == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class FilesField(QWidget):
    """An editor of fields.Editor whose text is that of rules.packs.files_text.

    offered: a PackFile for each report and format there is. Space ticks; in the list of the pack Alt+↑ and Alt+↓ move
    a file and Delete takes it out.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, column: Column, offered: Sequence[PackFile], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column, self._offered = column, offered
        self._titles = {(one.report, one.format): one.title for one in offered}
        self.files: list[PackFile] = []
        self.search = SearchLine("输入表名查找", self)
        self.search.setAccessibleName("查找可以放进去的表")
        self.offers, self.chosen = QListWidget(self), _Chosen(self)
        self.title, self.number = QLineEdit(self), QLineEdit(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.search, 0, 0)
        grid.addWidget(label("包里的文件，按这个顺序", "small", parent=self), 0, 1)
        for place, (one, name) in enumerate(((self.offers, "可以放进去的表"), (self.chosen, "包里的文件"))):
            one.setFixedHeight(_HEIGHT)
            one.setSpacing(2)
            one.setAccessibleName(name)
            grid.addWidget(one, 1, place)
        grid.addWidget(
            label("勾选要放进去的表；要用什么资料由程序决定。", "small", wraps=True, parent=self), 2, 0
        )
        grid.addLayout(self._build_foot(), 2, 1)
        for file in offered:
            item = QListWidgetItem(_line(file), self.offers)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_OFF)
        self.setFocusProxy(self.search)
        self.search.textChanged.connect(self._find)
        self.search.descended.connect(self.offers.setFocus)
        self.offers.itemChanged.connect(self._tick)
        self.chosen.currentRowChanged.connect(self._show_current)
        self.chosen.moved.connect(self.move_file)
        self.chosen.removed.connect(self.take_out)
        self.title.textEdited.connect(lambda text: self._change(title=text))
        self.number.textEdited.connect(lambda text: self._change(number=text))
        self._show(-1)

    def _build_foot(self) -> QHBoxLayout:
        self.up = button("", lambda: self.move_file(-1), icon_name="up")
        self.down = button("", lambda: self.move_file(1), icon_name="down")
        self.out = button("", self.take_out, icon_name="close")
        for one, tip in (
            (self.up, "上移（Alt+↑）"),
            (self.down, "下移（Alt+↓）"),
            (self.out, "移出材料包（Delete）"),
        ):
            one.setToolTip(tip)
            one.setAccessibleName(tip)
        self.title.setPlaceholderText("表名")
        self.title.setAccessibleName("文件名里的表名")
        self.title.setToolTip("文件名里的表名，不填就用表的名称")
        self.number.setPlaceholderText("附件号")
        self.number.setAccessibleName("附件号")
        self.number.setToolTip("如 1；不填就不写附件号")
        self.number.setFixedWidth(64)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.number)
        row.addWidget(self.title, 1)
        for one in (self.up, self.down, self.out):
            row.addWidget(one)
        return row

    # as fields.Editor

    def typed(self) -> str:
        return files_text(self.files)

    def show_text(self, text: str) -> None:
        self.files = list(files_of(text))
        self._show(0)

    def widget(self) -> QWidget:
        return self

    # what is done

    def move_file(self, by: int) -> None:
        """The file under the cursor one place up (-1) or down (1); 附件1 stays before 附件2."""
        at = self.chosen.currentRow()
        if at >= 0 and 0 <= at + by < len(self.files):
            one, other = self.files[at], self.files[at + by]
            if one.number and other.number:
                one, other = replace(one, number=other.number), replace(other, number=one.number)
            self.files[at], self.files[at + by] = other, one
            self._show(at + by)
            self.edited.emit()

    def take_out(self) -> None:
        """The file under the cursor goes."""
        at = self.chosen.currentRow()
        if at >= 0:
            del self.files[at]
            self._show(min(at, len(self.files) - 1))
            self.edited.emit()

    def _tick(self, item: QListWidgetItem) -> None:
        wanted = self._offered[self.offers.row(item)]
        if item.checkState() is _ON:
            taken = [int(file.number) for file in self.files if file.number.isdecimal()]
            self.files.append(replace(wanted, number=str(max(taken, default=0) + 1)))
            at = len(self.files) - 1
        else:
            self.files = [file for file in self.files if _key(file) != _key(wanted)]
            at = min(self.chosen.currentRow(), len(self.files) - 1)
        self._show(at)
        self.edited.emit()

    def _change(self, **words: str) -> None:
        """Another name or number; what parts the words of a line when it is stored cannot stand in one."""
        at = self.chosen.currentRow()
        words = {key: " ".join(text.replace("|", " ").split()) for key, text in words.items()}
        file = self.files[at]
        if words.get("title") == "":
            words["title"] = self._titles.get(_key(file), file.title)
        self.files[at] = replace(file, **words)
        self.chosen.item(at).setText(self._line(self.files[at]))
        self.edited.emit()

    # what is shown

    def _show(self, at: int) -> None:
        """Both lists anew, with the cursor on a file of the pack (-1 = none)."""
        there = {_key(file) for file in self.files}
        self.offers.blockSignals(True)
        for place, file in enumerate(self._offered):
            self.offers.item(place).setCheckState(_ON if _key(file) in there else _OFF)
        self.offers.blockSignals(False)
        self.chosen.blockSignals(True)
        self.chosen.clear()
        self.chosen.addItems([self._line(file) for file in self.files])
        self.chosen.setCurrentRow(min(at, len(self.files) - 1))
        self.chosen.blockSignals(False)
        self._show_current(self.chosen.currentRow())

    def _show_current(self, at: int) -> None:
        is_one = 0 <= at < len(self.files)
        for one in (self.title, self.number, self.out):
            one.setEnabled(is_one)
        self.up.setEnabled(is_one and at > 0)
        self.down.setEnabled(is_one and at < len(self.files) - 1)
        self.title.setText(self.files[at].title if is_one else "")
        self.number.setText(self.files[at].number if is_one else "")

    def _line(self, file: PackFile) -> str:
        """As it will be handed in; a report this program does not have is named as such."""
        number = f"附件{file.number}　" if file.number else ""
        is_known = _key(file) in self._titles or file.report in (PAPER, TEMPLATE)
        return f"{number}{_line(file)}{'' if is_known else '　（程序里没有这张表，请移出）'}"

    def _find(self, typed: str) -> None:
        """Only what holds every typed word."""
        words = typed.split()
        items = [self.offers.item(place) for place in range(self.offers.count())]
        for item in items:
            item.setHidden(not all(word.lower() in item.text().lower() for word in words))
        first = next((item for item in items if not item.isHidden()), None)
        current = self.offers.currentItem()
        if first is not None and (current is None or current.isHidden()):
            self.offers.setCurrentItem(first)


def _key(file: PackFile) -> tuple[str, str]:
    return file.report, file.format


def _line(file: PackFile) -> str:
    return f"{file.title}　{_WORDS.get(file.format, file.format)}"
