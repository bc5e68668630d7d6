"""First start: found a school, open the sample, open a file that exists; and the question for a password."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from edudesk.base import clock, files, paths
from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem, UserError
from edudesk.base.jobs import Step
from edudesk.desk import found_sample, found_school
from edudesk.kit.buttons import button
from edudesk.kit.cards import Card
from edudesk.kit.dialogs import choose_open_file, choose_save_file
from edudesk.kit.form_dialog import FormDialog, Later
from edudesk.kit.labels import label
from edudesk.kit.tasks import run_task
from edudesk.school.rows import FOUNDING, SchoolDraft
from edudesk.school.rules import problems, school_year_of

KINDS = f"校务通学校文件 (*{paths.SUFFIX})"
_PASSWORD = Column("password", "打开密码（可不设）", width=40)
_SAFE = 8  # characters of a password that need no remark
_AGAIN = Column("again", "再输入一次密码", width=40)


class Welcome(QWidget):
    """opened(path, password): a school file is there to be opened."""

    opened = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("校务通")
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.resize(920, 560)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        for text, role in (
            ("校务通 EduDesk", "brand"),
            ("欢迎使用。先选择从哪里开始。", "title"),
            ("数据都放在本机的一个学校文件里，不联网。", "muted"),
        ):
            line = label(text, role)
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            outer.addWidget(line)
        outer.addSpacing(20)
        ways = QHBoxLayout()
        ways.setSpacing(16)
        self._buttons: dict[str, QPushButton] = {}
        ways.addStretch(1)
        for title, text, word, does, role in (
            ("新建学校", "填写校名、学段和学年，建立本校的学校文件。", "新建学校…", self.found, "primary"),
            ("看看示例", "龙城实验小学和 108 位虚构的教师，可以随意试用。", "打开示例学校", self.sample, ""),
            (
                "已有学校文件",
                "打开从别的电脑或U盘带来的学校文件（.edudesk）。",
                "打开文件…",
                self.choose,
                "",
            ),
        ):
            card = Card(title)
            card.setFixedWidth(260)
            card.add(label(text, "muted", wraps=True))
            card.body.addStretch(1)
            self._buttons[word] = button(word, does, role)
            card.add(self._buttons[word])
            ways.addWidget(card)
        ways.addStretch(1)
        outer.addLayout(ways)
        outer.addStretch(3)

    def found(self) -> None:
        """The form of a new school."""
        preset = {"school_year": school_year_of(clock.today())}
        groups = (("学校", FOUNDING), ("保护：设了密码，文件会加密；忘记密码无法找回。", (_PASSWORD, _AGAIN)))
        dialog = FormDialog.edit(
            self,
            "新建学校",
            groups,
            preset,
            self._found,
            lambda made: self.opened.emit(*made),
            check=_problems,
            doubt=_doubts,
        )
        for key in ("password", "again"):
            dialog.fields[key].editor.setEchoMode(QLineEdit.EchoMode.Password)

    def sample(self) -> None:
        """Make the sample school, or open it when it was made before."""
        file = paths.sample_file()

        def job(step: Step) -> None:
            if not file.exists():
                step(0, 0, "第一次打开时建立，以后会很快")
                found_sample(file).close()

        run_task(
            self,
            "正在准备示例学校",
            job,
            lambda _made: self.opened.emit(file, None),
            button=self._buttons["打开示例学校"],
        )

    def choose(self) -> None:
        """Open a school file."""
        file = choose_open_file(self, "打开学校文件", KINDS, purpose="school")
        if file is not None:
            self.opened.emit(file, None)

    def _found(self, typed: dict[str, object]) -> Later:
        draft, password, _ = _read(typed)
        default = paths.data_folder() / f"{files.safe_name(draft.name)}{paths.SUFFIX}"
        file = (
            default
            if not default.exists()
            else choose_save_file(self, "保存学校文件", default.name, KINDS, "school")
        )
        if file is None:
            raise UserError("没有选择保存位置。", "请重新选择。")

        def job(step: Step) -> tuple[Path, str | None]:
            step(0, 0, "")
            found_school(file, draft, password or None).close()
            return file, password or None

        return Later(f"正在建立学校文件“{file.name}”", job)


def _read(typed: Mapping[str, object]) -> tuple[SchoolDraft, str, str]:
    """The school, its password, and the password again."""
    texts = {key: str(value or "") for key, value in typed.items()}
    password, again = texts.pop("password"), texts.pop("again")
    return SchoolDraft(**texts), password, again


def _problems(typed: dict[str, object]) -> tuple[FieldProblem, ...]:
    """What keeps the school from being founded, all at once."""
    draft, password, again = _read(typed)
    differs = FieldProblem("again", "与上面的密码不一样，请重新输入。")
    return (*problems(draft), *((differs,) if password != again else ()))


def _doubts(typed: dict[str, object]) -> tuple[FieldProblem, ...]:
    password = str(typed.get("password") or "")
    is_short = 0 < len(password) < _SAFE
    return (FieldProblem("password", f"密码不到 {_SAFE} 位，容易被猜到。"),) if is_short else ()


class PasswordDialog(QDialog):
    """Asks for the password of a school file; the sentence tells why."""

    def __init__(self, parent: QWidget | None, file: Path, error: UserError) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"打开 {file.name}")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(error.text + error.hint, wraps=True))
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName("打开密码")
        self.line.returnPressed.connect(self.accept)
        column.addWidget(self.line)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(button("取消", self.reject))
        foot.addWidget(button("打开", self.accept, "primary"))
        column.addLayout(foot)
        self.setMinimumWidth(380)
