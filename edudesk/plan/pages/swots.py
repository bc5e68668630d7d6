"""SWOT 分析: strengths, weaknesses, chances, threats and the strategies that follow, each with its figure and its goal."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from edudesk.base import clock
from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.indicators.rules.catalogue import indicators
from edudesk.indicators.rules.wording import value_words
from edudesk.indicators.service.figures import Figures
from edudesk.kit.buttons import button
from edudesk.kit.chips import Chip, ChoiceChip
from edudesk.kit.form_dialog import FormDialog, texts
from edudesk.kit.page_tabs import ShowPage
from edudesk.kit.rows_page import Entry, RowsPage
from edudesk.plan.pages import SWOT
from edudesk.plan.pages.choice import choice_of
from edudesk.plan.pages.survey import TITLE as SURVEY
from edudesk.plan.pages.survey import SurveyDialog
from edudesk.plan.pages.tabs import put_tabs
from edudesk.plan.rows.goals import GoalRow
from edudesk.plan.rows.text import QUADRANTS, SWOT_COLUMN, SwotDraft, SwotRow
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.codes import numbered
from edudesk.plan.rules.survey import groups_told, tallies
from edudesk.plan.service.plans import PlanService
from edudesk.plan.service.reading import WholeService
from edudesk.plan.service.survey import SurveyService
from edudesk.plan.service.text import SwotService


class SwotSources(Protocol):
    """The open school as this page sees it."""

    @property
    def plans(self) -> PlanService:
        """Plans."""

    @property
    def plan_wholes(self) -> WholeService:
        """Plans with everything that belongs to them."""

    @property
    def plan_swots(self) -> SwotService:
        """SWOT 条目."""

    @property
    def plan_survey(self) -> SurveyService:
        """校情问卷 results."""

    @property
    def indicators(self) -> Figures:
        """Figures of the school."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SwotLine(SwotRow):
    """goal: 2.1 课堂教学改革; figure_name: of the indicator behind it; mean, answers: of the 校情问卷, None without one; by_group:
    what each group answered."""

    goal: str = ""
    figure_name: str = ""
    mean: Decimal | None = None
    answers: int | None = None
    by_group: str = ""


_COLUMNS = (
    SWOT_COLUMN["quadrant"],
    SWOT_COLUMN["text"],
    Column("figure_name", "指标", width=36, is_shown=True),
    SWOT_COLUMN["figure_text"],
    Column("mean", "问卷均分", Kind.NUMBER, 20, value=lambda row: row.mean, is_shown=True),
    Column("answers", "问卷人数", Kind.INT, 20, value=lambda row: row.answers, is_shown=True),
    Column("by_group", "各类对象", width=44, value=lambda row: row.by_group),
    Column("goal", "对应目标", width=44, is_shown=True),
)


class SwotPage(RowsPage):
    """undo: takes the last change back; show_page: for the tabs. goal_wanted(id), indicator_wanted(line of 指标监测): what a
    line rests on is to be seen."""

    name, title, icon_name = SWOT
    unit = "条"
    grouped_by = "quadrant"
    search_hint = "内容 / 数据 / 目标…"
    concerns = frozenset({"plan"})
    columns: tuple[Column, ...] = _COLUMNS
    goal_wanted = Signal(str)
    indicator_wanted = Signal(str)

    def __init__(
        self,
        sources: SwotSources,
        undo: Callable[[], object],
        show_page: ShowPage,
        export_button: Callable[[QWidget], QWidget] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        self._export_button = export_button
        self._sources, self.service = sources, sources.plan_swots
        self._plan_id, self._plan_title = "", ""
        self._goals: Sequence[GoalRow] = ()
        self._whole: PlanWhole | None = None
        self._survey: SurveyDialog | None = None
        super().__init__(undo, parent)
        self.choice = choice_of(sources)
        self.choice.changed.connect(lambda: self.heed(frozenset()))
        put_tabs(self.head, self.name, show_page)

    def called(self, row: SwotRow) -> str:
        return row.text

    def buttons(self) -> Sequence[QWidget]:
        more = (self._export_button(self),) if self._export_button is not None else ()
        survey = button(f"{SURVEY}…", self.show_survey, icon_name="forms")
        return (survey, *more, button("新增", self.add_row, "primary", icon_name="add", keys="Ctrl+N"))

    def show_survey(self) -> SurveyDialog | None:
        """What people answered for the lines."""
        if self._whole is None:
            return None
        dialog = SurveyDialog(self, self._sources, self._whole, self._undo)
        dialog.finished.connect(self._let_go)
        self._survey = dialog
        dialog.open()
        return dialog

    def _let_go(self, _result: int) -> None:
        self._survey = None

    def reload(self) -> None:
        super().reload()
        if self._survey is not None and self._whole is not None:
            self._survey.show_whole(self._whole)

    def chips(self) -> Sequence[Chip]:
        return (ChoiceChip("quadrant", "SWOT", lambda row: row.quadrant, QUADRANTS.words),)

    def when_empty(self) -> tuple[str, str, Sequence[tuple[str, Callable[[], object]]]]:
        return (
            "还没有 SWOT 分析。",
            "逐条写优势、劣势、机遇、挑战，可以连上支撑它的指标和回应它的目标；规划文本里自动排成矩阵。",
            (("新增一条", self.add_row),) if self._plan_id else (),
        )

    def counted(self, shown: int, total: int) -> str:
        return f"{self._plan_title} · {super().counted(shown, total)}"

    def entries(self, rows: Sequence[SwotRow]) -> Sequence[Entry]:
        """Where what a line rests on stands."""
        row = rows[0] if len(rows) == 1 else None
        goal = [("查看对应目标", partial(self.goal_wanted.emit, row.goal_id))] if row and row.goal_id else []
        figure = (
            [("查看指标的来历", partial(self.indicator_wanted.emit, row.figure))]
            if row and row.figure
            else []
        )
        return [*goal, *figure]

    def rows(self) -> Sequence[SwotLine]:
        plan = self.choice.plan(self._sources.plans.rows())
        self._plan_id = plan.id if plan else ""
        self._plan_title = plan.title if plan else "还没有发展规划"
        if plan is None:
            self._whole = None
            return []
        self._whole = whole = self._sources.plan_wholes.of(plan.id)
        self._goals, given, told = whole.goals, tallies(whole.survey), groups_told(whole.survey)
        labels = {one.id: one.label for one in numbered(whole.goals)}
        order = {word: place for place, word in enumerate(QUADRANTS.words)}
        names = {one.id: one.name for one in indicators().values()}
        lines = [
            SwotLine(
                **{key: getattr(row, key) for key in SwotRow.__dataclass_fields__},
                goal=labels.get(row.goal_id, ""),
                figure_name=names.get(row.figure, row.figure),
                mean=Decimal(given[row.id].mean) if row.id in given else None,
                answers=given[row.id].answers if row.id in given else None,
                by_group=told.get(row.id, ""),
            )
            for row in whole.swots
        ]
        return sorted(lines, key=lambda row: (order.get(row.quadrant, 9), row.place))

    def add_row(self) -> None:
        """A new line."""
        if self._plan_id:
            self._form(None)

    def edit(self, row: SwotRow, key: str = "") -> None:
        self._form(row)

    def _form(self, row: SwotRow | None) -> None:
        goals = {one.label: one.id for one in numbered(self._goals)}
        figures = {f"{one.id} {one.name}": one.id for one in indicators().values()}
        columns = (
            SWOT_COLUMN["quadrant"],
            SWOT_COLUMN["text"],
            _choice("figure", figures, "选了指标、没有写数据，保存时填上今天的数值"),
            SWOT_COLUMN["figure_text"],
            _choice("goal_id", goals, "回应这一条的规划目标"),
        )
        values: dict[str, object] = {"quadrant": QUADRANTS.words[0]}
        if row is not None:
            values = {key: getattr(row, key) for key in ("quadrant", "text", "figure_text")}
            values["figure"] = _word(figures, row.figure)
            values["goal_id"] = _word(goals, row.goal_id)

        def save(typed: dict[str, object]) -> object:
            stored: dict[str, Any] = texts(typed)
            stored["figure"] = figures.get(stored["figure"], stored["figure"])
            stored["goal_id"] = goals.get(stored["goal_id"], "")
            if stored["figure"] and not stored["figure_text"]:
                stored["figure_text"] = self._figure_now(stored["figure"])
            if row is None:
                return self.service.add(SwotDraft(plan_id=self._plan_id, **stored))
            return self.service.change(row.id, stored, row.version)

        title = "新增 SWOT 条目" if row is None else "编辑 SWOT 条目"
        FormDialog.edit(self, title, (("", columns),), values, save, self.show_saved)

    def _figure_now(self, figure: str) -> str:
        """What an indicator comes to today, in words: 区级以上骨干教师占比 29.6%."""
        day = clock.today()
        found = next((one for one in self._sources.indicators.on(day) if one.indicator.id == figure), None)
        return "" if found is None else f"{found.indicator.name} {value_words(found)}（{day}）"


def _choice(key: str, words: Mapping[str, str], told: str) -> Column:
    codes = CodeList(SWOT_COLUMN[key].title, tuple(map(Code, words)), is_open=False)
    return replace(SWOT_COLUMN[key], kind=Kind.CHOICE, codes=codes, help=told)


def _word(words: Mapping[str, str], value: str) -> str:
    return next((word for word, one in words.items() if one == value), "")
