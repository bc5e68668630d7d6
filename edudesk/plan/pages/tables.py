"""The two tables of a goal: measures with their years, tasks of the year; typed in like a sheet."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMenu, QSizePolicy, QVBoxLayout, QWidget

from edudesk.base.columns import Column, Kind
from edudesk.kit.cell_delegate import PADDING
from edudesk.kit.row_model import RowModel
from edudesk.kit.table_view import TableView
from edudesk.kit.tag import tag_width
from edudesk.kit.theme import ROW, Tone
from edudesk.plan.rows.tasks import DONE
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.lines import MeasureLine, TaskLine
from edudesk.plan.rules.wanted import EXCUSED, wanted_in
from edudesk.plan.rules.years import PlanYear
from edudesk.projects.rules.reminders import Tone as Urgency

TONES: Mapping[str, Tone] = {
    Urgency.DANGER: Tone.BAD,
    Urgency.WARNING: Tone.WARN,
    Urgency.INFO: Tone.BRAND,
    Urgency.GOOD: Tone.GOOD,
    Urgency.NONE: Tone.PLAIN,
}
_HEAD = 36  # px of the header with the frame
_TITLE, _TIGHT, _ROOMY, _FRAME = (
    84,
    110,
    150,
    4,
)  # px that a title has at least, can do with, should have; of both edges
_SHORT_BAR, _WIDE = 84, 190  # px of a percentage beside a title that has less than the second
# what gives way to the title: where it is not roomy (the menu of a line leads to its source, its form has the rest), where it
# is tight; of the targets the first years first
_FIRST, _THEN = ("source", "department"), ("base", "owner", "target")
_WIDTHS: Mapping[str, int] = {
    "number": 50, "source": 102, "base": 60, "target": 60, "actual": 66, "standing": 92, "department": 88, "owner": 76,
    "due": 104, "percent": 112, "status": 104,
}  # fmt: skip
_MOST = 9  # rows in sight before a table scrolls
LIVE, FROZEN, BY_HAND = "实时", "已冻结", "人工填写"
Entries = Sequence[tuple[str, Callable[[], object]] | None]


def source_word(line: MeasureLine) -> str:
    """花名册实时, 检查实时, 项目实时: where a live figure comes from; 已冻结; "" of one typed by hand."""
    if line.is_frozen:
        return FROZEN
    if not line.measure.source:
        return BY_HAND
    return {"J": "检查", "X": "项目"}.get(line.measure.source[0], "花名册") + LIVE


class AsFigure(Column):
    """A column of words that are figures mostly, 35% and A: right-aligned, read as text."""

    @property
    def is_figure(self) -> bool:
        return True


class Cells:
    """A line as the table types in it: line, and the texts of its cells by key."""

    def __init__(self, line: MeasureLine | TaskLine, texts: Mapping[str, object]) -> None:
        self.id, self.version, self.line = line.id, line.version, line
        self._texts = texts

    def __getattr__(self, key: str) -> object:
        try:
            return self._texts[key]
        except KeyError:
            raise AttributeError(key) from None


_NUMBER = Column("number", "目标", width=14, value=lambda row: row.line.number, is_shown=True)


def measure_columns(years: Sequence[PlanYear], base_word: str, *, has_numbers: bool) -> tuple[Column, ...]:
    """基线, a column for each year with its target, what it came to in the year shown, how it stands."""
    return (
        *((_NUMBER,) if has_numbers else ()),
        Column("title", "观测指标", width=46, is_shown=True),
        Column(
            "source", "来源", Kind.TAG, 25, is_shown=True, value=lambda row: source_word(row.line),
            help="点一下查看这个数是怎么来的",
        ),
        AsFigure("base", "基线", width=15, is_shown=True, help=base_word),
        *(
            AsFigure(f"target_{year.word}", year.short, width=14, is_shown=True, help=f"{year.word}目标值")
            for year in years
        ),
        AsFigure("actual", "当前", width=14, is_shown=True, help="所选年度的实际值；实时的和已冻结的不能在这里改"),
        Column("standing", "对比", Kind.TAG, 22, is_shown=True, value=lambda row: row.line.standing.text),
    )  # fmt: skip


def measure_cells(whole: PlanWhole, line: MeasureLine, years: Sequence[PlanYear]) -> Cells:
    """What stands in the cells of a measure."""
    asked = {year.word: wanted_in(whole, line.measure, year.word) for year in years}
    targets = {f"target_{word}": text if text == EXCUSED else line.told(text) for word, text in asked.items()}
    base = line.told(line.measure.base)
    return Cells(
        line, {"title": line.measure.title, "base": base, "actual": line.told(line.actual), **targets}
    )


def task_columns(*, has_numbers: bool) -> tuple[Column, ...]:
    """The tasks of a year."""
    return (
        *((_NUMBER,) if has_numbers else ()),
        Column("title", "任务", width=52, is_shown=True),
        Column("department", "责任部门", width=20, is_shown=True),
        Column("owner", "责任人", width=17, is_shown=True),
        Column("due", "时限", Kind.DATE, 27, is_shown=True),
        Column("percent", "进度（%）", Kind.INT, 32, is_shown=True),
        Column("status", "状态", Kind.TAG, 24, value=lambda row: row.line.standing.word, is_shown=True),
    )


def task_cells(line: TaskLine) -> Cells:
    """What stands in the cells of a task."""
    keys = ("title", "department", "owner", "percent")
    return Cells(line, {"due": line.standing.last} | {key: getattr(line.task, key) for key in keys})


def bar_tone(line: TaskLine) -> Tone:
    """The colour of a task's bar: its light."""
    if line.standing.status == DONE:
        return Tone.GOOD
    return {"滞后": Tone.WARN, "严重滞后": Tone.BAD}.get(line.standing.light, Tone.BRAND)


class GoalTable(QWidget):
    """A table as high as its rows. chosen(line or None); opened(line): Enter, double click on what is not typed here;
    pressed(line, key): a click on a cell; asked(line, place): its menu is wanted; removed(line): Delete.

    save(line, key, text): stores a cell; the page reads again.
    """

    chosen = Signal(object)
    opened = Signal(object)
    pressed = Signal(object, str)
    asked = Signal(object, QPoint)
    removed = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column],
        save: Callable[[Any, str, str], object],
        tone: Callable[[Cells, Column], Tone],
        bar: Callable[[Cells, Column], float | None] | None = None,
        empty: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._needs: dict[
            int, int
        ] = {}  # pixels by column, so far: columns that jump from goal to goal are hard to read

        def stored(row: Cells, key: str, text: str) -> None:
            save(row.line, key, text)

        self.model = RowModel(columns, save=stored, tone=tone, bar=bar, parent=self)
        self.table = TableView(self.model, parent=self)
        self.table.empty.say(empty)
        self.table.chosen.connect(lambda _rows: self.chosen.emit(self.line))
        self.table.opened.connect(lambda row: self.opened.emit(row.line))
        self.table.clicked.connect(self._press)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._ask)
        remove = QShortcut(QKeySequence("Delete"), self.table)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(self._remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def line(self) -> Any:
        """The chosen line, None for none or several."""
        rows = self.table.selected()
        return rows[0].line if len(rows) == 1 else None

    @property
    def is_editing(self) -> bool:
        """A cell is being typed in."""
        return self.table.is_editing

    def show_rows(self, rows: Sequence[Cells]) -> None:
        """Other rows; what is typed stays."""
        self.model.set_rows(rows)
        is_long = len(rows) > _MOST
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if is_long else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.table.setVerticalScrollBarPolicy(policy)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Every other column as wide as what it has shown so far; the rest goes to the title, and where that is little, some
        columns give way to it."""
        columns = self.model.columns
        title = self.model.column_index("title")
        for number, column in enumerate(columns):
            if number != title:
                self._needs[number] = max(self._needs.get(number, 0), self._needed(number, column))
        widths = dict(self._needs)
        rest = self.width() - sum(widths.values()) - _FRAME
        for number, column in enumerate(columns):
            if column.key == "percent" and rest < _WIDE:
                rest += widths[number] - _SHORT_BAR
                widths[number] = _SHORT_BAR
        for keys, enough in ((_FIRST, _ROOMY), (_THEN, _TIGHT)):
            for key in keys:
                for number in [n for n, one in enumerate(columns) if one.key.partition("_")[0] == key]:
                    if rest < enough:
                        rest += widths.pop(number)
        for number, column in enumerate(columns):
            if column.key == "percent" and number in widths:  # what others left is not the title's alone
                longer = min(max(rest - _ROOMY, 0), self._needs[number] - widths[number])
                rest, widths[number] = rest - longer, widths[number] + longer
        for number in self._needs:
            if self.table.isColumnHidden(number) is (
                number in widths
            ):  # else the header is laid out for nothing
                self.table.setColumnHidden(number, number not in widths)
        for number, width in widths.items():
            self.table.setColumnWidth(number, width)
        self.table.setColumnWidth(title, max(rest, _TITLE))
        bar = self.table.horizontalScrollBar().sizeHint().height() if rest < _TITLE else 0
        lines = min(max(self.model.rowCount(), 1), _MOST) if self.model.rowCount() else 2
        self.table.setFixedHeight(_HEAD + lines * ROW + bar)

    def _needed(self, number: int, column: Column) -> int:
        """In pixels, for the head and all rows; at most what was set for such a column."""
        most = _WIDTHS[column.key.partition("_")[0]]
        if column.key == "percent":
            return most  # its bar
        wide = tag_width if column.kind is Kind.TAG else self.table.fontMetrics().horizontalAdvance
        texts = {self.model.text(place, number) for place in range(self.model.rowCount())}
        head = self.table.horizontalHeader().fontMetrics().horizontalAdvance(column.full_title)
        return min(most, int(max((head, *map(wide, texts)))) + 2 * PADDING + 1)

    def _press(self, index: Any) -> None:
        self.pressed.emit(self.model.row(index.row()).line, self.model.columns[index.column()].key)

    def _ask(self, place: QPoint) -> None:
        index = self.table.indexAt(place)
        if index.isValid():
            self.asked.emit(self.model.row(index.row()).line, self.table.viewport().mapToGlobal(place))

    def _remove(self) -> None:
        if self.line is not None:
            self.removed.emit(self.line)


def pop_menu(parent: QWidget, entries: Entries, place: QPoint) -> None:
    """A menu at a place on the screen."""
    menu = QMenu(parent)
    for entry in entries:
        if entry is None:
            menu.addSeparator()
        else:
            menu.addAction(entry[0]).triggered.connect(partial(_do, entry[1]))
    menu.popup(place)


def _do(does: Callable[[], object], _is_on: bool = False) -> None:
    does()
