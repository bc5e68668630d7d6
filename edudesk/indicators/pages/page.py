"""指标监测: every figure of a day against its limit, how it went over the snapshots, who is behind it."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from edudesk.base import clock
from edudesk.base.columns import Column
from edudesk.base.jobs import Step
from edudesk.indicators.pages import INDICATORS as CARD
from edudesk.indicators.pages.drawer import IndicatorDrawer
from edudesk.indicators.pages.lines import FigureLine, Kept, columns_for, lines_of, stage_of
from edudesk.indicators.pages.setting_dialog import ask_settings
from edudesk.indicators.pages.snapshots import SnapshotDialog, ask_title
from edudesk.indicators.pages.sources import IndicatorSources
from edudesk.indicators.pages.tabs import put_tabs
from edudesk.indicators.pages.tones import TONES
from edudesk.indicators.rows.values import WHOLE, Result, Verdict
from edudesk.indicators.rules.catalogue import groups, indicators
from edudesk.indicators.rules.feeding import FED_BY
from edudesk.indicators.rules.freezing import thawed
from edudesk.indicators.rules.judging import Balance, balance
from edudesk.indicators.rules.shown import verdict_of
from edudesk.indicators.rules.trends import key_of
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.chips import Chip, ChoiceChip
from edudesk.kit.day_chip import DayChip
from edudesk.kit.drawer import Drawer
from edudesk.kit.list_page import ListPage
from edudesk.kit.page_tabs import ShowPage
from edudesk.kit.tag import Tag
from edudesk.kit.tasks import run_task
from edudesk.kit.theme import Tone
from edudesk.roster.pages.as_of import days_offered
from edudesk.school.rows.stages import STAGE, stages_of


class IndicatorsPage(ListPage):
    """show_page: to what has to be entered; show_teacher(id): to somebody counted; undo: takes the last change back.

    comparison_wanted(before, after): two snapshots (ids) as a sheet, "" = as the page shows them now. sheets_button(page): what it
    can hand out. The 学段 of the school stand beside each other; outdated: it became a school of others, and the page with its
    columns is to be made anew.
    """

    comparison_wanted = Signal(str, str)
    outdated = Signal()
    name, title, icon_name = CARD
    unit = "项"
    concerns = FED_BY
    search_hint = "指标 / 编号…"
    grouped_by = "group"

    def __init__(
        self,
        sources: IndicatorSources,
        show_page: ShowPage,
        show_teacher: Callable[[str], object],
        undo: Callable[[], object],
        sheets_button: Callable[["IndicatorsPage"], QWidget],
        parent: QWidget | None = None,
    ) -> None:
        self._sheets_button = sheets_button
        self._sources, self._show_page, self._show_teacher, self._undo = (
            sources,
            show_page,
            show_teacher,
            undo,
        )
        self.day: date | None = None
        self._asked, self._wanted = 0, ""
        kinds = stages_of(sources.school.identity().stage)
        self.stages = tuple(stage.word for stage in kinds) or (
            WHOLE,
        )  # before anybody said what school it is
        self.columns = columns_for(self.stages)
        super().__init__(parent)
        put_tabs(self.head, self.name, show_page)

    def buttons(self) -> Sequence[QWidget]:
        return (
            button("口径设置…", self.change_settings),
            button("快照…", self.show_snapshots),
            button("存为快照…", self.take_snapshot, keys="Ctrl+S"),
            self._sheets_button(self),
        )

    def chips(self) -> Sequence[Chip]:
        self.day_chip = DayChip("统计时点", days_offered)
        self.day_chip.chosen.connect(self.show_day)
        words = [group.title for group in groups()]
        return (
            self.day_chip,
            ChoiceChip("group", "类别", lambda row: row.group, words),
            ChoiceChip("verdict", "结论", lambda row: str(row.verdict), [str(one) for one in Verdict]),
        )

    def build_above(self) -> QWidget | None:
        self.balance = Tag("")
        self.balance.hide()
        return self.balance

    def build_drawer(self) -> Drawer | None:
        return IndicatorDrawer(self._sources, self._show_page, self._show_teacher)

    def show_row(self, row: FigureLine) -> None:
        assert isinstance(self.drawer, IndicatorDrawer)
        self.drawer.show_line(row, self._on)

    def tone(self, row: FigureLine, column: Column) -> Tone:
        one = row.of(stage_of(column, self.stages))
        return Tone.PLAIN if one is None else TONES[verdict_of(one)]

    def spark(self, row: FigureLine, column: Column) -> Sequence[float | None]:
        return row.course(stage_of(column, self.stages)) if column.key.startswith("trend") else ()

    @property
    def _on(self) -> date:
        return self.day or clock.today()

    def show_day(self, day: date | None) -> None:
        """The figures of another day, None = today."""
        self.day = day
        self.day_chip.show_day(day)
        self.reload()

    def reload(self) -> None:
        """Worked out beside the window: ten years of facts take a moment."""
        self._asked += 1
        asked, on = self._asked, self._on

        def job(step: Step) -> tuple[tuple[Result, ...], Kept]:
            found = self._sources.indicators.on(on)
            kept = [
                (row.on, row.title, {key_of(one): one for one in thawed(row.content)})
                for row in self._sources.snapshots.rows()
                if row.on <= on.isoformat()
            ]
            return found, kept

        def take(made: tuple[tuple[Result, ...], Kept]) -> None:
            if asked != self._asked:
                return
            found, kept = made
            if (*dict.fromkeys(one.stage for one in found if one.stage),) not in (self.stages, ()):
                self.outdated.emit()
                return
            self._show_balance(balance(found))
            self._go_on(lines_of(found, kept, self.stages[0]))

        run_task(self, "正在计算指标", job, take)

    def show_figure(self, line_id: str) -> None:
        """An indicator in its drawer, as soon as the figures are there. line_id: its id, also with a 学段 (Q3初中)."""
        self._wanted = next(
            (key for key in indicators() if line_id in (key, *(f"{key}{one}" for one in STAGE))), line_id
        )
        self.settle()
        if self.model.rows:
            self._go_on(self.model.all_rows)

    def _go_on(self, lines: Sequence[FigureLine]) -> None:
        self.show_rows(lines)
        if self._wanted:
            wanted, self._wanted = self._wanted, ""
            self.go_to(wanted)

    def _show_balance(self, found: Sequence[Balance]) -> None:
        told = []
        for one in found:
            rest = f"，{one.rest_words}" if one.rest else ""
            told.append(
                f"{one.stage} 7 项中达标 {one.met} 项（需 6 项，余项不低于 85%）：{one.verdict}{rest}"
            )
        is_met = all(one.verdict is Verdict.MET for one in found)
        self.balance.set_tag("；".join(told), Tone.GOOD if is_met else Tone.WARN)
        self.balance.setVisible(bool(told))

    def change_settings(self) -> None:
        """What counts as 高于规定学历, which subjects are arts …"""
        ask_settings(self, self._sources)

    # snapshots

    def take_snapshot(self) -> None:
        """Keep all figures of the day shown."""
        on = self._on

        def store(title: str, note: str) -> None:
            def job(step: Step) -> object:
                return self._sources.snapshots.add(self._sources.indicators.snapshot(on, title, note))

            def told(_row: object) -> None:
                messages.notice(self, f"已存为快照：{on.isoformat()} {title}。", ("撤销", self._undo))

            run_task(self, "正在存为快照", job, told)

        ask_title(self, on, store)

    def show_snapshots(self) -> None:
        """The snapshots there are: looked at, renamed, compared, removed."""
        dialog = SnapshotDialog(self, self._sources, self._on)
        dialog.comparison_wanted.connect(self.comparison_wanted.emit)
        dialog.open()

    def when_empty(self) -> tuple[str, str, Sequence[tuple[str, Callable[[], object]]]]:
        go = (("填写学校信息", partial(self._show_page, "school")),)
        return "还没有可以计算的指标。", "请先在学校基础信息里选择学校类别（小学、初中、九年一贯制……）。", go
