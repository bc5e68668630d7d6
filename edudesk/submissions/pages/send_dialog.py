"""导出材料包: where to, for whom, as a folder or a locked zip; what came of it, and when it was handed over."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from edudesk.base.errors import UserError
from edudesk.base.jobs import Step
from edudesk.base.masking import Audience
from edudesk.base.whole import Whole, whole_numbers
from edudesk.base.words import shortened
from edudesk.kit import messages, reveal
from edudesk.kit.buttons import button
from edudesk.kit.cards import clear_layout
from edudesk.kit.dialogs import choose_folder, last_folder
from edudesk.kit.export_frame import Asked, AudienceBox, PlaceLine, foot_row, may_leave_whole, question
from edudesk.kit.labels import label
from edudesk.kit.task_dialog import TaskDialog
from edudesk.submissions.checking import check
from edudesk.submissions.making import MadePack
from edudesk.submissions.rows.findings import Finding, Level
from edudesk.submissions.sending import Sent, send
from edudesk.submissions.sources import Sources

_PURPOSE = "submissions"
OPENED_WITH = "加密的压缩包，7-Zip、WPS、Bandizip 可以打开；Windows 资源管理器打不开。"


@dataclass(frozen=True)
class _Looked:
    """The pack as it will be written, what was found in it, the whole numbers of people that would leave."""

    made: MadePack
    findings: tuple[Finding, ...]
    whole: Whole


def _password_line(name: str, hint: str) -> QLineEdit:
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setPlaceholderText(hint)
    line.setAccessibleName(name)
    return line


class SendDialog(TaskDialog):
    """Asks, exports beside the window, shows what came of it.

    made_for(audience, step): the ticked files made anew for the audience chosen, called beside the window.
    """

    def __init__(
        self,
        sources: Sources,
        made: MadePack,
        findings: Sequence[Finding],
        made_for: Callable[[Audience, Step], MadePack],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._sources, self._made, self._findings, self._made_for = sources, made, findings, made_for
        self.setWindowTitle(f"导出材料包 · {shortened(made.title)}")
        self.setMinimumWidth(560)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.pages = QStackedWidget()
        self.pages.addWidget(self._build_question())
        outer.addWidget(self.pages)
        self._show_place()

    def _build_question(self) -> QWidget:
        self._folder = last_folder(_PURPOSE)
        self.place = PlaceLine(self._choose_folder)
        self.audience = AudienceBox()
        self.audience.choose(self._made.usual)
        self.audience.currentIndexChanged.connect(self._show_place)
        self.as_zip = QCheckBox("打成一个压缩包（zip）")
        self.as_zip.toggled.connect(self._show_place)
        self.password = _password_line("打开密码", "不填就不加密；填了会打成加密压缩包")
        self.password.textChanged.connect(self._suit_password)
        self.again = _password_line("再输一遍密码", "再输一遍密码")
        self.again.setEnabled(False)
        self.locked_note = label(OPENED_WITH, "small", wraps=True)
        self.locked_note.hide()
        self.warning = self._build_warning()
        self._show_missing(self._findings)
        self.export_button = button("导出", self.export, "primary")
        self.export_button.setDefault(True)
        made = self._made
        told = label(f"编号 {made.edition} · 数据时点 {made.on}", "small")
        rows: list[Asked] = [
            ("保存到", self.place),
            ("用途", self.audience),
            ("形式", self.as_zip),
            ("打开密码", self.password),
            ("", self.again),
            ("", self.locked_note),
        ]
        foot = foot_row((told,), (button("取消", self.reject), self.export_button))
        return question(rows, foot, (self.warning,))

    def _build_warning(self) -> QFrame:
        """What is missing, and the place for the reason to send all the same."""
        self.reason = QPlainTextEdit()
        self.reason.setPlaceholderText("例如：经费决算待财务确认，确认后补报。")
        self.reason.setAccessibleName("带缺项导出的原因")
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(64)
        warning = QFrame()
        warning.setProperty("role", "warning")
        inside = QVBoxLayout(warning)
        inside.setContentsMargins(12, 8, 12, 10)
        inside.setSpacing(6)
        self._missing = QVBoxLayout()
        self._missing.setSpacing(6)
        inside.addLayout(self._missing)
        inside.addWidget(label("仍要先报送的，请写明原因（留在报送历史里）：", wraps=True))
        inside.addWidget(self.reason)
        return warning

    def _show_missing(self, findings: Sequence[Finding]) -> None:
        missing = [one for one in findings if one.level is Level.MISSING]
        clear_layout(self._missing)
        self._missing.addWidget(label(f"还有 {len(missing)} 处缺项", "strong"))
        for one in missing[:4]:
            self._missing.addWidget(label(f"· {one.text}", wraps=True))
        if len(missing) > 4:
            self._missing.addWidget(label(f"· 另有 {len(missing) - 4} 处", "muted"))
        self.warning.setVisible(bool(missing))

    def export(self) -> None:
        """Write the pack; problems leave the dialog open with everything that was typed."""
        password = self.password.text()
        if password != self.again.text():
            messages.tell(self, "两次输入的密码不一样，没有导出。", "请重新输入一遍。")
            self.again.setFocus()
            return
        audience = self.audience.audience

        def job(step: Step) -> _Looked:
            # for this audience, these files and the data of now, which may be others than those looked at
            made = self._made_for(audience, step)
            whole = made.whole if audience is Audience.INTERNAL else whole_numbers(())
            return _Looked(made, check(self._sources, made, step), whole)

        def looked(found: _Looked) -> None:
            if may_leave_whole(self, found.whole):
                self._send(found)

        self.run(f"正在准备“{self._made.pack.title}”", job, looked, button=self.export_button)

    def _send(self, found: _Looked) -> None:
        folder, as_zip, reason = self._folder, self.as_zip.isChecked(), self.reason.toPlainText()
        password = self.password.text()

        def job(step: Step) -> Sent:
            return send(
                self._sources,
                found.made,
                folder,
                findings=found.findings,
                as_zip=as_zip,
                password=password,
                reason=reason,
                step=step,
            )

        def failed(error: UserError) -> None:
            self._show_missing(found.findings)
            messages.fail(self, error)

        title = f"正在导出“{self._made.pack.title}”"
        self.run(title, job, self._show_sent, failed, self.export_button)

    def _choose_folder(self) -> None:
        chosen = choose_folder(self, "保存到哪个文件夹", _PURPOSE)
        if chosen is not None:
            self._folder = chosen
            self._show_place()

    def _suit_password(self, typed: str) -> None:
        self.again.setEnabled(bool(typed))
        if not typed:
            self.again.clear()
        self.as_zip.setChecked(self.as_zip.isChecked() or bool(typed))
        self.as_zip.setEnabled(not typed)
        self.locked_note.setVisible(bool(typed))

    def _show_place(self, *change: object) -> None:
        made = self._made
        name = made.named_for(self.audience.audience)
        self.place.show_path(self._folder / (name + (".zip" if self.as_zip.isChecked() else "")))

    def _show_sent(self, sent: Sent) -> None:
        result = SentResult(sent)
        result.closed.clicked.connect(self.accept)
        self.pages.addWidget(result)
        self.pages.setCurrentWidget(result)
        result.closed.setDefault(True)  # Return presses it
        result.closed.setFocus()
        self.adjustSize()


class SentResult(QWidget):
    """What lies where, what had to be replaced in it, and the ways to it."""

    def __init__(self, sent: Sent) -> None:
        super().__init__()
        self._place = sent.place
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        kind = "压缩包" if sent.place.suffix == ".zip" else "文件夹"
        column.addWidget(
            label(f"已导出：{sent.row.files_words}。编号 {sent.row.edition}。", "heading", wraps=True)
        )
        column.addWidget(label(f"{kind}：{sent.place}", "small", wraps=True))
        for one in sent.row.materials[:10]:
            column.addWidget(label(f"· {one.name}", wraps=True))
        if sent.row.is_locked:
            column.addWidget(label(OPENED_WITH, wraps=True))
        for remark in sent.remarks[:8]:
            column.addWidget(label(remark, "remark", wraps=True))
        column.addWidget(label("交给教育局以后，到“报送历史”里登记报送日期和受理人。", "muted", wraps=True))
        column.addStretch(1)
        self.closed = button("关闭", role="primary")
        ways = (
            button("打开所在文件夹", self._show_folder, icon_name="folder"),
            button("复制路径", self._copy, icon_name="copy"),
        )
        column.addLayout(foot_row(ways, (self.closed,)))

    def _show_folder(self) -> None:
        reveal.show_in_folder(self._place)

    def _copy(self) -> None:
        reveal.copy_path(self._place)
