"""Kept versions of a plan: who kept them and why, what changed between two, and an old one brought back."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QMenu,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from edudesk.base import clock
from edudesk.base.errors import UserError
from edudesk.base.words import shortened
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.form_dialog import FormDialog, texts
from edudesk.kit.labels import label
from edudesk.kit.tasks import run_task
from edudesk.plan.pages.version_html import html_of
from edudesk.plan.pages.version_list import VersionList
from edudesk.plan.rows.course import VERSION_COLUMN, VersionRow
from edudesk.plan.rows.plans import UNDER_WAY, PlanRow
from edudesk.plan.rules.compared import Compared, compared
from edudesk.plan.rules.content import Content, read
from edudesk.plan.service.restoring import Stayed
from edudesk.plan.service.versions import Restored, VersionService

_NOW = "现在的规划"
_MOST = 60  # changes at once: five hundred take a tenth of a second to be laid out
_NAMED = 10  # of what stayed
_NONE_YET = (
    "<p>还没有保存过稿次。征求意见、论证、教代会审议前后各保存一稿，以后可以看出改了哪里："
    "文字逐字标出，目标、指标、目标值和任务逐项列出。</p>"
)


class VersionsDialog(QDialog):
    """Versions on the left, the newest first; on the right what changed from the chosen one to another or to now.

    undo: takes the last change back. Delete puts the chosen version into the recycle bin, Ctrl+Z takes back. The page that
    opened it says reload() after a change.
    """

    def __init__(
        self, parent: QWidget, versions: VersionService, plan: PlanRow, undo: Callable[[], object]
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"{plan.title} · 稿次")
        self.resize(980, 620)
        self._versions, self._plan, self._undo = versions, plan, undo
        self.rows: list[VersionRow] = []
        self._now: Content | None = None
        self._newest = 0
        self._found = Compared(())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        self.list = VersionList()
        self.list.currentRowChanged.connect(lambda _row: self._compare())
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        remove = QShortcut(QKeySequence("Delete"), self.list)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.setWhatsThis("删除所选的稿次")
        remove.activated.connect(self.put_away)
        QShortcut(QKeySequence("Ctrl+Z"), self).activated.connect(undo)
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
        self.changes = QTextBrowser(openLinks=False)
        self.changes.anchorClicked.connect(self._show_all)
        self.changes.setAccessibleName("改动")
        column.addWidget(self.changes, 1)
        split.addWidget(right)
        split.setSizes([300, 640])
        outer.addWidget(split, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self.back = button("恢复这一稿", self.restore, icon_name="restore")
        self.remove_button = button("删除…", self.put_away, icon_name="delete")
        foot.addWidget(self.back)
        foot.addWidget(self.remove_button)
        foot.addStretch(1)
        foot.addWidget(button("关闭", self.accept))
        foot.addWidget(button("保存为新一稿…", self.keep, "primary"))
        outer.addLayout(foot)
        self.reload()

    def reload(self) -> None:
        """Read the versions again; the chosen one stays so, in place of one that is gone the next, of a new one that."""
        chosen, place, newest = self.chosen, self.list.currentRow(), self._newest
        self.rows = self._versions.of(self._plan.id)
        self._now = None
        self._newest = self.rows[0].number if self.rows else 0
        ids = [row.id for row in self.rows]
        if chosen is None or self._newest > newest:
            place = 0
        elif chosen.id in ids:
            place = ids.index(chosen.id)
        was_silent = self.list.blockSignals(True)
        self.list.show_versions(self.rows)
        self.list.setCurrentRow(min(place, len(ids) - 1))
        self.list.blockSignals(was_silent)
        other = self.other.currentText()
        self.other.clear()
        self.other.addItems([_NOW, *(f"第 {row.number} 稿" for row in self.rows)])
        self.other.setCurrentIndex(max(self.other.findText(other), 0))
        for one in (self.back, self.remove_button, self.other):
            one.setEnabled(bool(self.rows))
        if self.rows:
            self._compare()
        else:
            self.told.setText("")
            self.changes.setHtml(_NONE_YET)

    @property
    def chosen(self) -> VersionRow | None:
        """The version chosen."""
        place = self.list.currentRow()
        return self.rows[place] if 0 <= place < len(self.rows) else None

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
            lambda row: messages.notice(self, f"已保存第 {row.number} 稿。", ("撤销", self._undo)),
        )

    def restore(self) -> None:
        """The plan says again what the chosen version says; it can be undone."""
        row = self.chosen
        if row is None:
            return
        versions, row_id = self._versions, row.id
        run_task(
            self,
            f"正在恢复第 {row.number} 稿",
            lambda _step: versions.restore(row_id),
            lambda found: self._restored(row, found),
            button=self.back,
        )

    def _restored(self, row: VersionRow, found: Restored) -> None:
        if found.version is None:
            messages.tell(
                self,
                f"没有恢复第 {row.number} 稿：能恢复的内容和现在的规划一样。",
                "\n".join(filter(None, (stays(found.stayed), "规划没有改动，也没有另存一稿。"))),
            )
            return
        unkept = "" if read(row.content).is_whole else "这一稿里没有存指标、目标值和任务，它们保持现状。"
        hints = [unkept, stays(found.stayed), "恢复前的内容也保存了一稿，可以撤销（Ctrl+Z）。"]
        if self._plan.state in UNDER_WAY:
            hints.append(
                "规划已经通过，这次恢复没有记入中期调整表；要写明理由和会议的，请撤销后在规划页右键逐项“调整”。"
            )
        messages.tell(
            self,
            f"已恢复第 {row.number} 稿，存为第 {found.version.number} 稿。",
            "\n".join(filter(None, hints)),
        )

    def put_away(self) -> None:
        """The chosen version to the recycle bin; the plan stays as it is."""
        row = self.chosen
        if row is None or not messages.ask(
            self,
            f"删除第 {row.number} 稿（{row.why}）？",
            "只删除留存的这一稿，规划现在的内容不变；可以撤销，也可以在回收站找回。",
            yes="删除这一稿",
        ):
            return
        try:
            self._versions.put_away([row.id])
        except UserError as error:
            messages.fail(self, error)
            return
        messages.notice(self, f"已删除第 {row.number} 稿，可在回收站找回。", ("撤销", self._undo))

    def _show_menu(self, place: QPoint) -> None:
        if self.list.itemAt(place) is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("恢复这一稿").triggered.connect(self.restore)
        menu.addAction("删除…\tDelete").triggered.connect(self.put_away)
        menu.popup(self.list.viewport().mapToGlobal(place))

    def _compare(self) -> None:
        row = self.chosen
        if row is None:
            return
        place = self.other.currentIndex()
        self._found = compared(read(row.content), self._content(place))
        told = self._found.counts or "没有改动"
        self.told.setText(f"从第 {row.number} 稿到{self.other.currentText()}：{told}")
        self.changes.setHtml(html_of(self._found, most=_MOST))

    def _content(self, place: int) -> Content:
        if place > 0:
            return read(self.rows[place - 1].content)
        if self._now is None:
            self._now = self._versions.current(self._plan.id)
        return self._now

    def _show_all(self, _link: QUrl) -> None:
        self.changes.setHtml(html_of(self._found))


def stays(stayed: Sequence[Stayed]) -> str:
    """What stayed though the version has it not, or otherwise, a line for each: 任务“修订方案”：已有进展."""
    if not stayed:
        return ""
    named = [f"· {one.what}“{shortened(one.title)}”：{one.why}" for one in stayed[:_NAMED]]
    more = [f"· …… 共 {len(stayed)} 项"] if len(stayed) > _NAMED else []
    return "\n".join(["以下内容保持现状，没有恢复：", *named, *more])
