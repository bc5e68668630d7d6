"""批量登记: the same fact for many teachers; who and what is common first, then each one's own values, then one save."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from edudesk.base.jobs import Step
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.labels import label
from edudesk.kit.tasks import run_task
from edudesk.roster.histories import HistoryKind
from edudesk.roster.pages.many.common import CommonStep
from edudesk.roster.pages.many.drafts import Draft, drafts_for, judged
from edudesk.roster.pages.many.lines import LinesStep
from edudesk.roster.rows import TeacherRow
from edudesk.roster.rules import names_of
from edudesk.roster.service import TeacherService
from edudesk.roster.service.histories import HistoryService


class ManyFactsDialog(QDialog):
    """stored(count): the facts are stored. shown: the teachers on the screen of the ledger."""

    stored = Signal(int)

    def __init__(
        self,
        parent: QWidget,
        kind: HistoryKind,
        teachers: TeacherService,
        histories: HistoryService,
        shown: Sequence[TeacherRow],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"批量登记{kind.title}")
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._kind, self._histories = kind, histories
        self._is_saving = False
        self.common, self.lines = CommonStep(kind, teachers.rows(), list(shown)), LinesStep(kind)
        self.lines.counted.connect(self._name_step)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.common)
        self.pages.addWidget(self.lines)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        outer.addWidget(self.pages, 1)
        outer.addLayout(self._build_foot())
        for keys in ("Ctrl+Return", "Ctrl+S"):
            QShortcut(QKeySequence(keys), self, self.go_on)
        screen = self.screen().availableGeometry()
        self.resize(min(900, screen.width() - 80), min(640, screen.height() - 80))
        self._show_step(0)

    def go_on(self) -> None:
        """下一步, or the save."""
        if self._is_saving:
            return
        if self.pages.currentIndex():
            self._store()
            return
        typed = self.common.typed()
        if typed is None:
            return
        people, notes = self.common.chosen()
        if not people:
            messages.tell(self, "没有选中教师。", "".join(notes) or "请选择教师，或粘贴姓名。")
            return

        def show(result: tuple[list[Draft], str]) -> None:
            drafts, said = result
            self.lines.show_drafts(drafts, [*notes, said] if said else notes)
            self._show_step(1)

        run_task(
            self,
            "正在核对已有的记录",
            lambda step: drafts_for(self._histories, self._kind, people, typed),
            show,
            button=self.next_button,
        )

    def reject(self) -> None:
        if not self._is_saving:
            super().reject()

    def _build_foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(label("保存之前不会写入任何内容；登记后可以一次撤销。", "small"), 1)
        foot.addWidget(button("取消", self.reject))
        self._back = button("上一步", lambda: self._show_step(0))
        foot.addWidget(self._back)
        self.next_button = button("下一步", self.go_on, "primary")
        foot.addWidget(self.next_button)
        return foot

    def _show_step(self, number: int) -> None:
        self.pages.setCurrentIndex(number)
        self._back.setVisible(number == 1)
        self._name_step()
        (self.lines if number else self.common).seize()

    def _name_step(self) -> None:
        is_last = self.pages.currentIndex() == 1
        self.next_button.setText(f"登记 {len(self.lines.drafts)} 条" if is_last else "下一步")

    # the save

    def _store(self) -> None:
        drafts = self.lines.drafts
        if not drafts:
            return
        kind, title = self._kind, f"批量登记{self._kind.title} {names_of([line.teacher for line in drafts])}"

        def job(step: Step) -> list[Draft] | int:
            found = judged(self._histories, kind, drafts)
            if any(line.said for line in found):
                return found
            return self._histories.add_many(title, kind.key, [line.held for line in drafts], step)

        self._set_saving(True)
        run_task(self, f"正在登记{kind.title}", job, self._finish, ended=self._resume)

    def _finish(self, result: list[Draft] | int) -> None:
        if isinstance(result, int):
            super().accept()
            self.stored.emit(len(self.lines.drafts))
            return
        many = self.lines.show_refused(result)
        messages.tell(
            self, f"有 {many} 条还不能登记，都没有保存。", "请按“说明”一列改好，或用 Delete 去掉这些行。"
        )

    def _resume(self) -> None:
        self._set_saving(False)

    def _set_saving(self, is_saving: bool) -> None:
        self._is_saving = is_saving
        self.pages.setEnabled(not is_saving)
        self.next_button.setEnabled(not is_saving)
