"""学期结果: every total to be looked through, then frozen; made again with a reason, opened again by right."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from edudesk.base.columns import Column, Kind
from edudesk.base.jobs import Step
from edudesk.checks.pages.sources import CheckSources
from edudesk.checks.pages.summary.loading import Loaded
from edudesk.checks.reports.results import result_columns, result_line
from edudesk.checks.rows.terms import EditionRow
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.form_dialog import FormDialog, Later, texts
from edudesk.kit.labels import label
from edudesk.kit.row_model import RowModel
from edudesk.kit.table_view import TableView
from edudesk.kit.tasks import run_task
from edudesk.store.backup import BEFORE_FREEZE
from edudesk.store.backups import secure

_REASON = Column("reason", "理由", Kind.TEXT, 60, required=True, help="如：补确认 11 月 20 日巡课")


class ResultDialog(QDialog):
    """teacher_wanted(teacher id): how a total came about; allowances_wanted: 免检与加分."""

    teacher_wanted = Signal(str)
    allowances_wanted = Signal()

    def __init__(
        self, parent: QWidget, sources: CheckSources, loaded: Loaded, undo: Callable[[], object]
    ) -> None:
        super().__init__(parent)
        self._sources, self._loaded, self._undo = sources, loaded, undo
        self._page = parent
        self.setWindowTitle(f"学期结果：{loaded.term_words}")
        lines = loaded.summary.lines
        self.model = RowModel(result_columns(loaded.summary), [*map(result_line, lines)], parent=self)
        self.table = TableView(self.model, "check_result", is_compact=True)
        self.table.empty.say("本学期还没有任课教师或检查。")
        self.table.opened.connect(lambda line: self.teacher_wanted.emit(line.id))
        measured = [line for line in lines if line.total is not None]
        out = len(lines) - len(measured)
        missed = sum(line.score.missed > 0 for line in lines)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(10)
        told = [f"共 {len(lines)} 人，有总分 {len(measured)} 人"]
        told += [f"没有总分 {out} 人"] if out else []
        told += [f"有缺检或未交 {missed} 人"] if missed else []
        outer.addWidget(label("，".join(told) + "。双击一人可以看每一步怎样得来。", "muted"))
        outer.addWidget(label(self._state_words(), "remark" if loaded.changed else "small", wraps=True))
        outer.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(
            label("归档把本学期的得分、权重和每一步都保存下来；以后的更正另存一版，写明理由。", "small"), 1
        )
        foot.addWidget(button("免检与加分…", self._to_allowances))
        if loaded.is_frozen:
            self.open_again = button("解除归档…", self.unfreeze)
            foot.addWidget(self.open_again)
        self.freeze_button = button("重新归档…" if loaded.editions else "归档", self.freeze)
        foot.addWidget(self.freeze_button)
        close = button("关闭", self.accept, "primary")
        close.setDefault(True)
        foot.addWidget(close)
        outer.addLayout(foot)
        screen = self.screen().availableGeometry()
        self.resize(min(1160, screen.width() - 60), min(680, screen.height() - 60))

    def _to_allowances(self) -> None:
        self.accept()
        self.allowances_wanted.emit()

    def _state_words(self) -> str:
        loaded = self._loaded
        if not loaded.editions:
            return "本学期还没有归档，得分随检查记录变化。"
        last: EditionRow = loaded.editions[-1]
        made = f"第 {last.number} 版，{last.made_on} 归档" + (f"，理由：{last.reason}" if last.reason else "")
        if not loaded.is_frozen:
            return f"已解除归档（上一次：{made}），得分随检查记录变化。"
        if not loaded.changed:
            return f"{made}，与现在的检查记录一致。"
        changed = "；".join(f"{one.name} {one.before} → {one.now}" for one in loaded.changed[:8])
        return f"{made}。归档以后有 {len(loaded.changed)} 人的结果会不同：{changed}。要采用请重新归档。"

    def freeze(self) -> FormDialog | None:
        """Keep these figures, after a backup; from the second time on a reason is asked for."""
        sources, summary = self._sources, self._loaded.summary

        def kept(step: Step, reason: str = "") -> EditionRow:
            secure(sources.context, BEFORE_FREEZE, step)
            step(0, 0, "正在归档")
            return sources.check_results.freeze(summary, reason)

        if self._loaded.editions:
            return FormDialog.edit(
                self,
                "重新归档",
                (("", (_REASON,)),),
                {},
                lambda typed: Later("正在归档", lambda step: kept(step, **texts(typed))),
                self._frozen,
            )
        run_task(self, "正在归档", kept, self._frozen, button=self.freeze_button)
        return None

    def _frozen(self, row: EditionRow) -> None:
        self.accept()
        messages.notice(self._page, f"学期结果已归档（第 {row.number} 版）。", ("撤销", self._undo))

    def unfreeze(self) -> FormDialog:
        """The figures follow the sheets again."""
        facts = self._loaded.summary.facts

        def store(typed: dict[str, object]) -> object:
            self._sources.check_results.unfreeze(facts.school_year, facts.term, **texts(typed))
            return True

        return FormDialog.edit(self, "解除归档", (("", (_REASON,)),), {}, store, lambda _done: self._opened())

    def _opened(self) -> None:
        self.accept()
        messages.notice(self._page, "已解除归档，得分随检查记录变化。", ("撤销", self._undo))
