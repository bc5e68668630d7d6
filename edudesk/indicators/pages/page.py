"""指标监测: every figure of a day against its limit, how it went over the snapshots, who is behind it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from edudesk.base import clock
from edudesk.base.columns import Column, Kind
from edudesk.base.jobs import Step
from edudesk.indicators.pages import INDICATORS as CARD
from edudesk.indicators.pages.drawer import IndicatorDrawer
from edudesk.indicators.pages.setting_dialog import ask_settings
from edudesk.indicators.pages.snapshots import SnapshotDialog, ask_title
from edudesk.indicators.pages.sources import IndicatorSources
from edudesk.indicators.rows.values import WHOLE, Result, Verdict
from edudesk.indicators.rules.catalogue import groups
from edudesk.indicators.rules.freezing import thawed
from edudesk.indicators.rules.judging import Balance, balance
from edudesk.indicators.rules.trends import SHOWN, Key, Told, course, key_of, values
from edudesk.indicators.rules.wording import gap_words, number_words, target_words, value_words
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

TONES: Mapping[Verdict, Tone] = {
    Verdict.MET: Tone.GOOD,
    Verdict.NEAR: Tone.WARN,
    Verdict.MISSED: Tone.BAD,
    Verdict.REPORTED: Tone.PLAIN,
    Verdict.UNKNOWN: Tone.WARN,
}
_TITLES = {group.key: group.title for group in groups()}


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure as the table shows it. told: the snapshots, oldest first."""

    id: str
    result: Result
    told: tuple[Told, ...]

    @property
    def group(self) -> str:
        """优质均衡 …"""
        return _TITLES[self.result.indicator.group]

    @property
    def trend(self) -> str:
        """The last snapshots in words, for who cannot see the line: 4.98、5.02."""
        known = [value for value in values(self.told[-SHOWN:]) if value is not None]
        return "、".join(number_words(self.result.indicator, value) for value in known)

    @property
    def course(self) -> tuple[float | None, ...]:
        """The last snapshots and what is shown, to be drawn; () before there is a snapshot."""
        past = values(self.told[-SHOWN:])
        found = (*past, self.result.value) if past else ()
        return tuple(None if value is None else float(value) for value in found)


class IndicatorsPage(ListPage):
    """show_page: to what has to be entered; show_teacher(id): to somebody counted; undo: takes the last change back."""

    name, title, icon_name = CARD
    unit = "项"
    concerns = frozenset(
        {
            "teachers", "histories", "classes", "stats", "school", "indicators", "terms", "days", "words", "ladders",
        }
    )  # fmt: skip
    search_hint = "指标 / 编号…"

    def __init__(
        self,
        sources: IndicatorSources,
        show_page: ShowPage,
        show_teacher: Callable[[str], object],
        undo: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        self._sources, self._show_page, self._show_teacher, self._undo = (
            sources,
            show_page,
            show_teacher,
            undo,
        )
        self.day: date | None = None
        self._asked = 0
        self.columns = (
            Column("no", "编号", width=14, value=lambda row: row.result.indicator.id, is_shown=True),
            Column("name", "指标", width=56, value=lambda row: row.result.indicator.name, is_shown=True),
            Column("stage", "学段", width=16, value=lambda row: row.result.stage or "全校"),
            Column(
                "value", "当前值", Kind.NUMBER, 20, value=lambda row: value_words(row.result), is_shown=True,
                sort=lambda row: float(row.result.value or 0),
            ),
            Column("target", "标准", Kind.NUMBER, 18, value=lambda row: target_words(row.result), is_shown=True),
            Column("gap", "差距", width=26, value=lambda row: gap_words(row.result), is_shown=True),
            Column("trend", "近六次快照", width=26, value=lambda row: row.trend, is_shown=True),
            Column("verdict", "结论", Kind.TAG, 16, value=lambda row: str(row.result.verdict), is_shown=True),
            Column("group", "类别", width=20, value=lambda row: row.group),
            Column("source", "依据", width=60, value=lambda row: row.result.indicator.source),
        )  # fmt: skip
        super().__init__(parent)

    def buttons(self) -> Sequence[QWidget]:
        return (
            button("口径设置…", self.change_settings),
            button("快照…", self.show_snapshots),
            button("存为快照…", self.take_snapshot, "primary", keys="Ctrl+S"),
        )

    def chips(self) -> Sequence[Chip]:
        self.day_chip = DayChip("统计时点", days_offered)
        self.day_chip.chosen.connect(self.show_day)
        words = [group.title for group in groups()]
        return (
            self.day_chip,
            ChoiceChip("group", "类别", lambda row: row.group, words),
            ChoiceChip("verdict", "结论", lambda row: str(row.result.verdict), [str(one) for one in Verdict]),
        )

    def build_above(self) -> QWidget | None:
        self.balance = Tag("")
        self.balance.hide()
        return self.balance

    def build_drawer(self) -> Drawer | None:
        return IndicatorDrawer(self._sources, self._show_page, self._show_teacher)

    def show_row(self, row: FigureLine) -> None:
        assert isinstance(self.drawer, IndicatorDrawer)
        has_stages = len({one.result.stage for one in self.model.rows} - {WHOLE}) > 1
        self.drawer.show_line(row.result, row.told, self._on, has_stages=has_stages)

    def tone(self, row: FigureLine, column: Column) -> Tone:
        return TONES[row.result.verdict]

    def spark(self, row: FigureLine, column: Column) -> Sequence[float | None]:
        return row.course if column.key == "trend" else ()

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

        def job(step: Step) -> tuple[tuple[Result, ...], list[tuple[str, str, Mapping[Key, Result]]]]:
            found = self._sources.indicators.on(on)
            kept: list[tuple[str, str, Mapping[Key, Result]]] = [
                (row.on, row.title, {key_of(one): one for one in thawed(row.content)})
                for row in self._sources.snapshots.rows()
                if row.on <= on.isoformat()
            ]
            return found, kept

        def take(made: tuple[tuple[Result, ...], list[tuple[str, str, Mapping[Key, Result]]]]) -> None:
            if asked != self._asked:
                return
            found, kept = made
            self._show_balance(balance(found))
            self.show_rows(
                [FigureLine("".join(key_of(one)), one, course(key_of(one), kept)) for one in found]
            )

        run_task(self, "正在计算指标", job, take)

    def _show_balance(self, found: Sequence[Balance]) -> None:
        told = []
        for one in found:
            rest = f"，未达：{'、'.join(one.rest)}" if one.rest else ""
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
        SnapshotDialog(self, self._sources, self._on).open()

    def when_empty(self) -> tuple[str, str, Sequence[tuple[str, Callable[[], object]]]]:
        go = (("填写学校信息", partial(self._show_page, "school")),)
        return "还没有可以计算的指标。", "请先在学校基础信息里选择学校类别（小学、初中、九年一贯制……）。", go
