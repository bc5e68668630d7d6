"""The passages of a project's papers in its own words: written once, printed in every paper that asks for them."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from edudesk.base.errors import UserError
from edudesk.base.words import paragraphs, shortened
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.labels import label
from edudesk.projects.forms.papers import Passage

_LISTED = 220  # pixels of the list
_MARK, _OPEN = "✓　", "　　"


class PassagesDialog(QDialog):
    """passages: what may be written; texts: what is, by key; write(texts): keeps those that are others now."""

    def __init__(
        self,
        title: str,
        passages: Mapping[str, Passage],
        texts: Mapping[str, str],
        write: Callable[[dict[str, str]], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._passages, self._write = passages, write
        self._kept = {key: paragraphs(text) for key, text in texts.items()}
        self.typed = {key: texts.get(key, "") for key in passages}
        self.setWindowTitle(f"编写材料文字 · {shortened(title)}")
        self.resize(920, 600)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        line = QHBoxLayout()
        line.setSpacing(14)
        self.list = QListWidget()
        self.list.setFixedWidth(_LISTED)
        self.list.setAccessibleName("要写的各段")
        self.list.setSpacing(2)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for one in passages.values():
            self.list.addItem(QListWidgetItem())
            self.list.item(self.list.count() - 1).setData(Qt.ItemDataRole.UserRole, one.key)
        line.addWidget(self.list)
        line.addLayout(self._build_editor(), 1)
        column.addLayout(line, 1)
        column.addLayout(self._build_foot())
        for place in range(self.list.count()):
            self._mark(place)
        self.list.currentRowChanged.connect(self._show)
        first = next((place for place, key in enumerate(passages) if not self.typed[key].strip()), 0)
        self.list.setCurrentRow(first)
        self.text.setFocus()

    def _build_editor(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        self.title = label("", "heading")
        self.used = label("", "muted", wraps=True)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.textChanged.connect(self._type)
        self.count = label("", "muted")
        for widget in (self.title, self.used):
            column.addWidget(widget)
        column.addWidget(self.text, 1)
        column.addWidget(self.count)
        return column

    def _build_foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(label("每行一段；一段文字写一次，各种材料共用。空着的段落，材料里留空。", "muted"), 1)
        foot.addWidget(button("取消", self.reject))
        self.save_button = button("保存", self.save, "primary", keys="Ctrl+Return")
        foot.addWidget(self.save_button)
        return foot

    @property
    def key(self) -> str:
        """Of the passage that is shown."""
        key: str = self.list.currentItem().data(Qt.ItemDataRole.UserRole)
        return key

    @property
    def changed(self) -> dict[str, str]:
        """What is other now, by key."""
        fresh = {key: paragraphs(text) for key, text in self.typed.items()}
        return {key: text for key, text in fresh.items() if text != self._kept.get(key, "")}

    def _show(self, _place: int) -> None:
        one = self._passages[self.key]
        self.title.setText(one.title)
        self.used.setText("用于" + "、".join(f"《{paper}》" for paper in one.papers))
        self.text.setAccessibleName(one.title)
        self.text.setPlaceholderText(one.hint)
        self.text.setPlainText(self.typed[one.key])

    def _type(self) -> None:
        self.typed[self.key] = self.text.toPlainText()
        count, least = len("".join(self.typed[self.key].split())), self._passages[self.key].least
        self.count.setText(f"{count} 字" + (f"，应不少于 {least} 字" if count < least else ""))
        self._mark(self.list.currentRow())

    def _mark(self, place: int) -> None:
        item = self.list.item(place)
        one = self._passages[item.data(Qt.ItemDataRole.UserRole)]
        item.setText(f"{_MARK if self.typed[one.key].strip() else _OPEN}{one.title}")

    def save(self) -> None:
        """Keep what was changed, as one step; nothing is written when nothing was."""
        try:
            if changed := self.changed:
                self._write(changed)
        except UserError as error:
            messages.fail(self, error)
            return
        self.accept()

    def reject(self) -> None:
        """Asks before what was typed is lost."""
        if self.changed and not messages.ask(
            self, "写好的文字还没有保存。", "确定不保存就关闭吗？", "不保存"
        ):
            return
        super().reject()
