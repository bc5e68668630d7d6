"""任务清单: every task of the plan with who answers for it, what is late in colour; as a list or along the months."""

from collections.abc import Callable, Sequence
from functools import cached_property, partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from edudesk.base import clock
from edudesk.base.columns import Column, Kind
from edudesk.base.words import people_in
from edudesk.kit.buttons import button
from edudesk.kit.chips import Chip, ChoiceChip, ToggleChip
from edudesk.kit.one_of import OneOf
from edudesk.kit.page_tabs import ShowPage
from edudesk.kit.rows_page import Entry, RowsPage
from edudesk.kit.theme import Tone
from edudesk.kit.views import Keep
from edudesk.plan.pages import TASKS, filed_forms, forms
from edudesk.plan.pages.choice import choice_of
from edudesk.plan.pages.sources import PlanSources
from edudesk.plan.pages.tables import TONES, bar_tone, pop_menu
from edudesk.plan.pages.tabs import put_tabs
from edudesk.plan.pages.timeline import TaskTimeline
from edudesk.plan.rows.tasks import OVERDUE, STATUSES
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.lines import TaskLine, task_lines
from edudesk.plan.rules.pace import SOON
from edudesk.school.pages.people import Choosing, People

_COLUMNS = (
    Column("number", "目标编号", width=18, value=lambda line: line.number),
    Column("goal", "目标", width=36, value=lambda line: line.goal, is_shown=True),
    Column("title", "任务", Kind.NAME, 56, value=lambda line: line.task.title, is_shown=True),
    Column("year", "年度", width=26, value=lambda line: line.task.year),
    Column("department", "责任部门", width=22, value=lambda line: line.task.department, is_shown=True),
    Column("with_departments", "配合部门", width=26, value=lambda line: line.task.with_departments),
    Column("owner", "责任人", width=18, value=lambda line: line.task.owner, is_shown=True),
    Column("leader", "责任领导", width=18, value=lambda line: line.task.leader),
    Column("first", "开始", Kind.DATE, 26, value=lambda line: line.standing.first),
    Column("last", "时限", Kind.DATE, 26, value=lambda line: line.standing.last, is_shown=True),
    Column("percent", "进度（%）", Kind.INT, 30, value=lambda line: line.task.percent, is_shown=True),
    Column("planned", "计划进度（%）", Kind.INT, 22, value=lambda line: line.standing.planned),
    Column("word", "状态", Kind.TAG, 26, value=lambda line: line.standing.word, is_shown=True),
    Column("light", "快慢", Kind.TAG, 25, value=lambda line: str(line.standing.light), is_shown=True),
    Column("notes", "进展记录", Kind.INT, 18, value=lambda line: line.notes),
    Column("noted", "最近进展", Kind.DATE, 26, value=lambda line: line.noted),
    Column("proofs", "佐证", Kind.INT, 14, value=lambda line: line.proofs, is_shown=True),
    Column("expected", "预期成果", width=40, value=lambda line: line.task.expected),
    Column("domain", "领域", width=26, value=lambda line: line.domain),
)  # fmt: skip
_LIST, _TIMELINE = range(2)


class TasksPage(RowsPage):
    """people: the roster, for owners; show_plan(id): a task on the page of the plan; export_button(page): what hands the tasks
    out, None = nothing does."""

    name, title, icon_name = TASKS
    unit = "项"
    concerns = frozenset({"plan", "teachers", "attachments"})
    search_hint = "任务 / 责任人…"
    columns = _COLUMNS

    def __init__(
        self,
        sources: PlanSources,
        people: People,
        undo: Callable[[], object],
        show_page: ShowPage,
        show_plan: Callable[[str], object],
        keep_views: Keep | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._sources, self._people, self._show_plan = sources, people, show_plan
        self.service = sources.plan_tasks
        self.choosing = Choosing()
        self.choice = choice_of(sources)
        self._whole: PlanWhole | None = None
        self._shown_plan = ""
        super().__init__(undo, parent, keep_views)
        self.choice.changed.connect(lambda: self.heed(frozenset()))
        put_tabs(self.head, self.name, show_page)
        self.model.counted.connect(self._show_picture)
        self.model.layoutChanged.connect(self._show_picture)

    def rows(self) -> Sequence[TaskLine]:
        self.choosing.offer(self._people())
        plan = self.choice.plan(self._sources.plans.rows())
        self._whole = self._sources.plan_wholes.of(plan.id) if plan is not None else None
        if self._whole is None:
            return ()
        today = clock.today().isoformat()
        if self._shown_plan != self._whole.plan.id:  # another plan: begin with the year that runs
            self._shown_plan = self._whole.plan.id
            year = self.choice.year(self._whole.plan, today)
            self.year_chip.restore([year.word] if year is not None else [])
        return task_lines(self._whole, today)

    def called(self, row: TaskLine) -> str:
        return row.task.title

    def counted(self, shown: int, total: int) -> str:
        late = sum(row.standing.status == OVERDUE for row in self.model.rows)
        plan = f"{self._whole.plan.title} · " if self._whole is not None else ""
        words = f"{plan}{shown} 项" + (f" · 逾期 {late} 项" if late else "")
        return words if shown == total else f"{words} · 共 {total} 项"

    def chips(self) -> Sequence[Chip]:
        self.year_chip = ChoiceChip("year", "年度", lambda row: row.years)
        return (
            self.year_chip,
            ToggleChip("open", "未完成", lambda row: row.standing.is_open),
            ChoiceChip("owner", "责任人", lambda row: people_in(row.task.owner)),
            ChoiceChip("department", "责任部门", lambda row: row.task.department),
            ChoiceChip("status", "状态", lambda row: row.standing.status, STATUSES.words),
            ToggleChip(
                "soon",
                f"{SOON} 天内到期",
                lambda row: (
                    row.standing.is_open and row.standing.days is not None and row.standing.days <= SOON
                ),
            ),
            ToggleChip("silent", "本月没有记进展", lambda row: row.is_silent, is_optional=True),
            ChoiceChip("domain", "领域", lambda row: row.domain, is_optional=True),
        )

    def buttons(self) -> Sequence[QWidget]:
        self.ways = OneOf(("清单", "进程"))
        self.ways.chosen.connect(self._show_way)
        return self.ways, button("新增任务", self.add, "primary", icon_name="add", keys="Ctrl+N")

    def tone(self, row: TaskLine, column: Column) -> Tone:
        if column.key in ("percent", "light"):
            return bar_tone(row) if row.standing.light != "正常" else Tone.GOOD
        return TONES[row.standing.tone]

    def bar(self, row: TaskLine, column: Column) -> float | None:
        return row.task.percent / 100 if column.key == "percent" else None

    def shade(self, row: TaskLine, column: Column) -> Tone | None:
        return Tone.BAD if column.key == "last" and row.standing.status == OVERDUE else None

    def when_empty(self) -> tuple[str, str, Sequence[tuple[str, Callable[[], object]]]]:
        if self._whole is None:
            return "还没有发展规划。", "先新建规划和目标，再分解任务。", ()
        return "还没有任务。", "把目标分解到每年的任务，写明部门、责任人和时限。", (("新增任务", self.add),)

    # list and timeline

    def build_above(self) -> QWidget | None:
        self.pictures = QStackedWidget()
        self.pictures.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.pictures.hide()
        return self.pictures

    @cached_property
    def timeline(self) -> TaskTimeline:
        """The tasks along the months."""
        made = TaskTimeline()
        self.pictures.addWidget(made)
        made.opened.connect(self._open)
        made.asked.connect(self._ask)
        return made

    def _show_way(self, number: int) -> None:
        self.table.setVisible(number == _LIST)
        if number == _TIMELINE:
            self.pictures.setCurrentWidget(self.timeline)
        self.pictures.setVisible(number == _TIMELINE)
        self._show_picture()

    def _show_picture(self, *_told: object) -> None:
        if not self.pictures.isHidden():
            self.timeline.show_lines(self.model.rows)

    def _open(self, row_id: str) -> None:
        if (place := self.model.place_of(row_id)) is not None:
            self.edit(self.model.row(place))

    def _ask(self, row_id: str, place: QPoint) -> None:
        if (found := self.model.place_of(row_id)) is not None:
            row = self.model.row(found)
            pop_menu(self, (("编辑…", partial(self.edit, row)), *self.entries([row])), place)

    # what is done

    def entries(self, rows: Sequence[TaskLine]) -> Sequence[Entry]:
        if len(rows) != 1:
            return ()
        row = rows[0]
        return (
            ("记进展…", partial(forms.note_form, self, self._sources, self._words(), row.task, _nothing)),
            (
                "登记佐证材料…",
                partial(
                    filed_forms.proof_form,
                    self,
                    self._sources,
                    row.task.plan_id,
                    None,
                    _nothing,
                    task_ids=row.id,
                ),
            ),
            ("在规划里查看", partial(self._show_plan, row.id)),
        )

    def _words(self) -> forms.Words:
        return forms.Words(self._sources, self.choosing)

    def add(self) -> None:
        """A task of the year that runs."""
        if self._whole is None:
            return
        year = self.choice.year(self._whole.plan, clock.today().isoformat())
        forms.task_form(
            self, self._sources, self._words(), self._whole, None, self._saved,
            year=year.word if year is not None else "",
        )  # fmt: skip

    def edit(self, row: TaskLine, key: str = "") -> None:
        assert self._whole is not None
        forms.task_form(self, self._sources, self._words(), self._whole, row.task, self._saved, key=key)

    def _saved(self, row: object) -> None:
        self.go_to(row.id)  # type: ignore[attr-defined]


def _nothing(_row: object) -> None:
    """What was stored is announced, and the page reads again."""
