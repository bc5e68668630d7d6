"""The goal in the middle of the page: what it says, its measures beside their yearly targets, its tasks of the year."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from edudesk.base.columns import Column
from edudesk.kit.buttons import link
from edudesk.kit.cards import Card
from edudesk.kit.labels import ElidedLabel, label
from edudesk.kit.scrolled import scrolled
from edudesk.kit.tag import Tag
from edudesk.kit.theme import Tone
from edudesk.plan.pages.key_project import KeyProject
from edudesk.plan.pages.picture import Picture
from edudesk.plan.pages.sources import PlanSources
from edudesk.plan.pages.tables import (
    LIVE,
    TONES,
    Cells,
    GoalTable,
    bar_tone,
    measure_cells,
    measure_columns,
    source_word,
    task_cells,
    task_columns,
)
from edudesk.plan.rows.goals import KEY_PROJECT
from edudesk.plan.rules.codes import Numbered, within
from edudesk.plan.rules.lines import MeasureLine, TaskLine, measure_lines
from edudesk.plan.rules.years import years_of

SaveCell = Callable[[MeasureLine | TaskLine, str, str], object]


class GoalView(Card):
    """save(line, key, text): stores a cell of either table. measures, tasks: the tables, made anew when the years are others."""

    measure_wanted = Signal()
    task_wanted = Signal()
    project_wanted = Signal(str)
    side_wanted = Signal()  # where there is no room for it beside the goal
    made = Signal()  # the tables are others: connect to them again

    def __init__(self, save: SaveCell, sources: PlanSources, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._save = save
        self._shape: tuple[object, ...] = ()
        self.measures: GoalTable
        self.tasks: GoalTable
        self.body.setContentsMargins(0, 0, 0, 0)
        self._inside = QWidget()
        self._inside.hide()  # until it is full: what is shown one by one is laid out as often
        # in its place while it is empty: each widget that moves takes all that is in it along, and is styled anew
        self.add(scrolled(self._inside, self), 1)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        head = QHBoxLayout()
        self.title = label("", "name", wraps=True)  # goals that were imported are often whole sentences
        self.about = ElidedLabel(role="muted")
        head.addWidget(self.title, 1)
        self.kind = Tag(KEY_PROJECT, Tone.BRAND)
        self.kind.hide()
        head.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.about, 0, Qt.AlignmentFlag.AlignTop)
        self.side_link = link("", self.side_wanted.emit)
        head.addWidget(self.side_link, 0, Qt.AlignmentFlag.AlignTop)
        self.about.setMinimumHeight(self.side_link.sizeHint().height())  # both on one line
        self.side_link.hide()
        column.addLayout(head)
        self.text = label("", wraps=True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.mark = label("", "small", wraps=True)
        column.addWidget(self.text)
        column.addWidget(self.mark)
        self.project = KeyProject(sources, self.project_wanted.emit, self._inside)
        column.addWidget(self.project)
        self._measures = QVBoxLayout()
        column.addLayout(self._headed("观测指标", "＋ 指标", self.measure_wanted.emit)[0])
        column.addLayout(self._measures)
        column.addSpacing(8)
        line, self.tasks_title = self._headed("任务", "＋ 任务", self.task_wanted.emit)
        column.addLayout(line)
        self._tasks = QVBoxLayout()
        column.addLayout(self._tasks)
        column.addStretch(1)

    def _headed(self, title: str, word: str, does: Callable[[], object]) -> tuple[QHBoxLayout, QWidget]:
        line = QHBoxLayout()
        heading = label(title, "heading")
        line.addWidget(heading, 1)
        line.addWidget(link(word, does))
        return line, heading

    @property
    def is_editing(self) -> bool:
        """A cell is being typed in."""
        return bool(self._shape) and (self.measures.is_editing or self.tasks.is_editing)

    def show_goal(self, picture: Picture, goal: Numbered) -> None:
        """A goal, of a domain with everything below it."""
        row, year = goal.goal, picture.year
        self.title.setText(goal.label)
        weight = f"权重 {row.weight:g}" if row.weight is not None else ""
        self.about.setText(" · ".join(filter(None, (weight, row.department, row.person or row.leader))))
        self.text.setText(row.text)
        self.text.setVisible(bool(row.text))
        marks = (("达成标志", row.mark), ("依据", row.policy_ref), ("适用年度", row.years))
        told = "　".join(f"{word}：{text}" for word, text in marks if text)
        self.mark.setText(told)
        self.mark.setVisible(bool(told))
        self.kind.setVisible(row.kind == KEY_PROJECT)
        self.project.show_goal(row)
        ids = within(picture.whole.goals, goal.id)
        self._make(picture, has_numbers=len(ids) > 1)
        years = years_of(picture.whole.plan)
        lines = (
            measure_lines(picture.whole, ids, year, picture.actuals, picture.today)
            if year is not None
            else []
        )
        self.measures.show_rows([measure_cells(picture.whole, line, years) for line in lines])
        tasks = [line for line in picture.tasks if line.task.goal_id in ids]
        self.tasks.show_rows([task_cells(line) for line in tasks])
        self.tasks_title.setText(f"{picture.year_word}任务 {len(tasks)}".strip())  # type: ignore[attr-defined]
        self._inside.show()

    def _make(self, picture: Picture, *, has_numbers: bool) -> None:
        """The tables, when the years of the plan or what they show are others."""
        years = years_of(picture.whole.plan)
        shape = (*(year.word for year in years), has_numbers, base_word(picture))
        if shape == self._shape:
            return
        if self._shape:
            for old in (self.measures, self.tasks):
                old.hide()
                old.deleteLater()
        self._shape = shape
        self.measures = GoalTable(
            measure_columns(years, base_word(picture), has_numbers=has_numbers),
            self._save,
            _measure_tone,
            empty="还没有观测指标。",
            parent=self._inside,
        )
        self.tasks = GoalTable(
            task_columns(has_numbers=has_numbers),
            self._save,
            _task_tone,
            _share,
            empty="本年度还没有任务。",
            parent=self._inside,
        )
        self._measures.addWidget(self.measures)
        self._tasks.addWidget(self.tasks)
        self.made.emit()


def base_word(picture: Picture) -> str:
    """规划开始时的值（2025-06-30）: with the day when all measures have the same."""
    days = {row.base_on for row in picture.whole.measures if row.base_on}
    return "规划开始时的值" + (f"（{days.pop()}）" if len(days) == 1 else "")


def _measure_tone(cells: Cells, column: Column) -> Tone:
    if column.key == "source":
        assert isinstance(cells.line, MeasureLine)
        return Tone.BRAND if source_word(cells.line).endswith(LIVE) else Tone.PLAIN
    return TONES[cells.line.standing.tone]


def _task_tone(cells: Cells, column: Column) -> Tone:
    assert isinstance(cells.line, TaskLine)
    return bar_tone(cells.line) if column.key == "percent" else TONES[cells.line.standing.tone]


def _share(cells: Cells, column: Column) -> float | None:
    assert isinstance(cells.line, TaskLine) or column.key != "percent"
    return (
        cells.line.task.percent / 100
        if column.key == "percent" and isinstance(cells.line, TaskLine)
        else None
    )
