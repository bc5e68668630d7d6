"""A sheet that is typed as a whole: a year, a table, what is missing in the chosen line, sums at the foot."""

from collections.abc import Mapping, Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from edudesk.base.columns import Column
from edudesk.base.errors import FieldProblem, UserError
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.labels import label
from edudesk.kit.theme import Tone
from edudesk.kit.typed_table import TextRow, TypedTable

_HINT = "Enter 到下一行，Tab 到右边一格，Ctrl+V 粘贴 Excel 里的一块"


class SheetDialog(QDialog):
    """A subclass makes its table (with the shade of this class), and says what its lines mean.

    lines(): of the year chosen; read(row): fills its computed cells, returns what is wrong; told(row): of the chosen
    line; sums(): at the foot; store(): keeps it, or raises UserError. years: those to choose from, none when it is about no year; year: the one shown.
    """

    what = ""  # is kept, for messages

    def __init__(
        self, parent: QWidget, title: str, hint: str, years: Sequence[str] = (), year: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.problems: dict[int, tuple[FieldProblem, ...]] = {}
        self.is_changed = False
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.years = QComboBox()
        self.years.setAccessibleName("年度")
        self.years.addItems(years)
        if year:
            self.years.setCurrentText(year)
            self.head.addWidget(label("年度", "muted"))
            self.head.addWidget(self.years)
        self.years.activated.connect(self._another_year)
        self._year = year
        self.head.addStretch(1)
        column.addLayout(self.head)
        column.addWidget(label(hint, "muted", wraps=True))
        self.place = QVBoxLayout()
        column.addLayout(self.place, 1)
        self.problem = label("", "problem", wraps=True)
        self.problem.setMinimumHeight(20)
        column.addWidget(self.problem)
        self.sum = label("", "", wraps=True)
        column.addWidget(self.sum)
        rule = QFrame()
        rule.setProperty("role", "rule")
        column.addWidget(rule)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(label(_HINT, "small"), 1)
        foot.addWidget(button("取消", self.reject))
        self.save_button = button("保存", self.accept, "primary")
        foot.addWidget(self.save_button)
        column.addLayout(foot)
        for keys in ("Ctrl+Return", "Ctrl+S"):
            QShortcut(QKeySequence(keys), self, self.accept)
        screen = self.screen().availableGeometry()
        self.resize(min(1240, screen.width() - 40), min(700, screen.height() - 60))

    @property
    def table(self) -> TypedTable:
        """The lines."""
        raise NotImplementedError

    @property
    def year(self) -> str:
        """The one chosen."""
        return self.years.currentText()

    def lines(self) -> Sequence[Mapping[str, str]]:
        """Of the year chosen, as texts."""
        raise NotImplementedError

    def read(self, row: TextRow) -> Sequence[FieldProblem]:
        """Fill the computed cells of a line; what is wrong with it."""
        raise NotImplementedError

    def told(self, row: TextRow) -> str:
        """What the chosen line says when nothing is wrong with it."""
        return ""

    def sums(self) -> str:
        """What all lines come to."""
        raise NotImplementedError

    def gone(self) -> int:
        """How many stored lines were emptied or removed."""
        return 0

    def store(self) -> str:
        """Keep everything; returns what was done, for a notice."""
        raise NotImplementedError

    def begin(self) -> None:
        """Show the lines, the keyboard in the first cell that can be typed into. At the end of __init__."""
        self.table.changed.connect(self._typed)
        self.table.chosen.connect(self._tell)
        self.refill()

    def refill(self) -> None:
        """The lines of the year, as they are stored."""
        self.table.show_lines(self.lines())
        self.is_changed = False
        self.look()
        self.seize(0)

    def seize(self, place: int) -> None:
        """The keyboard on the first cell of a line that can be typed into."""
        self.table.go_to_line(place)
        self.table.setFocus()

    def seize_row(self, key: str, value: str) -> None:
        """The line that holds a value under a key."""
        found = (place for place, row in enumerate(self.table.rows) if row.cells.get(key) == value)
        self.seize(next(found, 0))

    def look(self) -> None:
        """Read every line again."""
        self.problems = {row.id: tuple(self.read(row)) for row in self.table.rows}
        self.table.redraw(self.table.rows)
        self._tell(self.table.selected())

    def shade(self, row: TextRow, column: Column) -> Tone | None:
        """Ground of a cell: what is wrong stands out."""
        wrong = any(one.key == column.key for one in self.problems.get(row.id, ()))
        return Tone.WARN if wrong else None

    def accept(self) -> None:
        wrong = [one for own in self.problems.values() for one in own]
        if wrong:
            messages.tell(self, "还没有保存：有的格子填得不对。", f"{wrong[0].text}请改好标黄的格子再保存。")
            return
        try:
            done = self.store()
        except UserError as error:
            messages.fail(self, error)
            return
        super().accept()
        if isinstance(parent := self.parent(), QWidget):
            messages.notice(parent, done)

    def reject(self) -> None:
        if self._may_drop():
            super().reject()

    def _may_drop(self) -> bool:
        return not self.is_changed or messages.ask(
            self, "填写的内容还没有保存。", "放弃后不能找回。", yes="放弃修改", no="继续填写"
        )

    def _another_year(self, *_number: int) -> None:
        if self.year == self._year:
            return
        if not self._may_drop():
            self.years.setCurrentText(self._year)
            return
        self._year = self.year
        self.refill()

    def _typed(self, rows: Sequence[TextRow]) -> None:
        self.is_changed = True
        self.look()

    def _tell(self, rows: Sequence[TextRow]) -> None:
        row = rows[0] if rows else None
        wrong = self.problems.get(row.id, ()) if row is not None else ()
        said = "　".join(one.text for one in wrong[:3])
        self.problem.setText(said or (self.told(row) if row is not None else ""))
        role = "problem" if said else "muted"
        if self.problem.property("role") != role:
            self.problem.setProperty("role", role)
            self.problem.style().unpolish(self.problem)
            self.problem.style().polish(self.problem)
        gone = self.gone()
        self.sum.setText(self.sums() + (f" 清空的 {gone} 行保存后移到回收站。" if gone else ""))
