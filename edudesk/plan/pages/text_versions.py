"""Kept versions of a plan: who kept them and why, what changed between two, and an old one brought back."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from edudesk.base import clock
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.form_dialog import FormDialog, texts
from edudesk.kit.labels import label
from edudesk.kit.theme import tokens
from edudesk.plan.rows.course import VERSION_COLUMN, VersionRow
from edudesk.plan.rows.plans import PlanRow
from edudesk.plan.rules.content import Content, read
from edudesk.plan.rules.differences import Fate, Passage, Piece, differences
from edudesk.plan.service.versions import VersionService

_NOW = "现在的文本"
_AROUND = 40  # characters of what stayed, at each side of a change


class VersionsDialog(QDialog):
    """Versions on the left, the newest first; on the right what changed from the chosen one to another or to now."""

    def __init__(self, parent: QWidget, versions: VersionService, plan: PlanRow) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"{plan.title} · 稿次")
        self.resize(980, 620)
        self._versions, self._plan = versions, plan
        self._rows: list[VersionRow] = []
        self._now: Content = versions.current(plan.id)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        self.list = QListWidget()
        self.list.setAccessibleName("稿次")
        self.list.setWordWrap(True)
        self.list.currentRowChanged.connect(lambda _row: self._compare())
        split.addWidget(self.list)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(12, 0, 0, 0)
        line = QHBoxLayout()
        line.addWidget(label("到", "muted"))
        self.other = QComboBox()
        self.other.setAccessibleName("比较到哪一稿")
        self.other.activated.connect(lambda _row: self._compare())
        line.addWidget(self.other)
        self.told = label("", "muted")
        line.addWidget(self.told, 1)
        column.addLayout(line)
        self.changes = QTextBrowser()
        self.changes.setAccessibleName("改动")
        column.addWidget(self.changes, 1)
        split.addWidget(right)
        split.setSizes([300, 640])
        outer.addWidget(split, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self.back = button("恢复这一稿", self.restore, icon_name="restore")
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(button("关闭", self.accept))
        foot.addWidget(button("保存为新一稿…", self.keep, "primary"))
        outer.addLayout(foot)
        self.reload()

    def reload(self) -> None:
        """Read the versions again; the newest is chosen."""
        self._rows = self._versions.of(self._plan.id)
        self._now = self._versions.current(self._plan.id)
        was_silent = self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems([called(row) for row in self._rows])
        self.list.blockSignals(was_silent)
        self.other.clear()
        self.other.addItems([_NOW, *(f"第 {row.number} 稿" for row in self._rows)])
        self.back.setEnabled(bool(self._rows))
        if self._rows:
            self.list.setCurrentRow(0)
        else:
            self.told.setText("")
            self.changes.setHtml(
                "<p>还没有保存过稿次。征求意见、论证、教代会审议前后各保存一稿，以后可以逐字看出改了哪里。</p>"
            )

    @property
    def chosen(self) -> VersionRow | None:
        """The version chosen."""
        place = self.list.currentRow()
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def keep(self) -> None:
        """The plan as it stands becomes the next version."""
        columns = tuple(VERSION_COLUMN[key] for key in ("why", "who", "meeting", "on"))

        def save(typed: dict[str, object]) -> object:
            return self._versions.keep(self._plan.id, **texts(typed))

        FormDialog.edit(
            self,
            "保存为新一稿",
            (("", columns),),
            {"on": clock.today().isoformat()},
            save,
            lambda _row: self.reload(),
        )

    def restore(self) -> None:
        """The plan says again what the chosen version says; it can be undone."""
        row = self.chosen
        if row is None:
            return
        found = self._versions.restore(row.id)
        self.reload()
        kept = f"目标“{'、'.join(found.kept)}”下面有任务或指标，仍然保留。" if found.kept else ""
        messages.tell(
            self,
            f"已恢复第 {row.number} 稿，存为第 {found.version.number} 稿。",
            kept or "恢复前的文本也保存了一稿，可以撤销。",
        )

    def _compare(self) -> None:
        row = self.chosen
        if row is None:
            return
        place = self.other.currentIndex()
        after = self._now if place <= 0 else read(self._rows[place - 1].content)
        found = [
            one for one in differences(read(row.content).texts, after.texts) if one.fate is not Fate.SAME
        ]
        counts = {
            fate: sum(one.fate is fate for one in found) for fate in (Fate.CHANGED, Fate.ADDED, Fate.GONE)
        }
        told = "，".join(f"{fate.value} {count} 处" for fate, count in counts.items() if count)
        self.told.setText(f"从第 {row.number} 稿到{self.other.currentText()}：{told or '没有改动'}")
        self.changes.setHtml(html_of(found))


def called(row: VersionRow) -> str:
    """第 3 稿 2024-06-12, why, and who at which meeting."""
    beside = " · ".join(filter(None, (row.who, row.meeting)))
    return "\n".join(filter(None, (f"第 {row.number} 稿　{row.on}", row.why, beside)))


def html_of(passages: Sequence[Passage]) -> str:
    """Passages that changed; what went is struck through, what came is underlined."""
    if not passages:
        return "<p>两稿相同。</p>"
    colours = tokens()
    marks = {
        Fate.ADDED: f"color:{colours.good};background:{colours.good_soft};text-decoration:underline",
        Fate.GONE: f"color:{colours.bad};background:{colours.bad_soft};text-decoration:line-through",
    }
    parts = []
    for one in passages:
        was = f"（原为“{escape(one.was)}”）" if one.was else ""
        parts.append(
            f"<h4>{escape(one.heading)}{was}　<span style='color:{colours.muted}'>{one.fate.value}</span></h4>"
        )
        parts.append(f"<p>{''.join(_piece(piece, marks) for piece in one.pieces)}</p>")
    return "".join(parts)


def _piece(piece: Piece, marks: dict[Fate, str]) -> str:
    text = piece.text
    if piece.fate is Fate.SAME:
        if len(text) > 2 * _AROUND + 3:
            text = f"{text[:_AROUND]}…{text[-_AROUND:]}"
        return escape(text).replace("\n", "<br>")
    return f"<span style='{marks[piece.fate]}'>{escape(text)}</span>".replace("\n", "<br>")
