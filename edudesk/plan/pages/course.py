"""The course of a plan on its page: the chips of the life cycle, a year's tasks copied, figures frozen, the next round."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from edudesk.base.codes import Code, CodeList
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import FieldProblem, UserError
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.flow import FlowLayout
from edudesk.kit.form_dialog import FormDialog, texts
from edudesk.plan.pages.adjustments import show_adjustments
from edudesk.plan.pages.meetings import Meetings
from edudesk.plan.pages.opinions import OpinionsDialog
from edudesk.plan.pages.parts_dialog import PartsDialog
from edudesk.plan.pages.picture import Picture
from edudesk.plan.pages.sources import PlanSources
from edudesk.plan.pages.stage_form import stage_form
from edudesk.plan.pages.tables import pop_menu
from edudesk.plan.rows.course import ARGUED, CONSULTED, HALFWAY, WATCHED, StageRow
from edudesk.plan.rows.measures import YES_NO
from edudesk.plan.rows.whole import PlanWhole
from edudesk.plan.rules.carrying import unfinished
from edudesk.plan.rules.life import Chip, chips, lacks
from edudesk.plan.rules.years import years_of

Told = Callable[[str], object]
Entry = tuple[str, Callable[[], object]] | None


class StageMenu(QWidget):
    """研制 ✓, 论证 ✓, 实施 · 第 2 年 as chips; a click shows the dated stages and what is still to be registered, the opinions
    and the adjustments. undo: takes the last change back; meeting_wanted(id): the meeting of a stage is to be seen."""

    meeting_wanted = Signal(str)

    def __init__(self, sources: PlanSources, told: Told, undo: Callable[[], object]) -> None:
        super().__init__()
        self._sources, self._told, self._undo = sources, told, undo
        self._line = FlowLayout(self, 8)
        self.buttons: list[Any] = []
        self.listed: PartsDialog | None = None
        self._whole: PlanWhole | None = None
        self._today = ""

    def show_stages(self, whole: PlanWhole, today: str) -> None:
        """Of a plan on an ISO day."""
        self._whole, self._today = whole, today
        if self.listed is not None:
            self.listed.show_whole(whole)
        found = chips(whole, today)
        while len(self.buttons) < len(found):
            made = button("", role="chip")
            made.clicked.connect(partial(self._press, len(self.buttons)))
            self.buttons.append(made)
            self._line.addWidget(made)
        self._found = found
        for made, chip in zip(self.buttons, found, strict=True):
            made.setText(f"{chip.word} ✓" if chip.is_done else chip.word)
            made.setProperty("active", "true" if chip.is_now else "false")
            made.style().unpolish(made)
            made.style().polish(made)
            made.setToolTip(_tip(whole, chip, today))

    def _press(self, number: int, _is_on: bool = False) -> None:
        made = self.buttons[number]
        self.show_menu(self._found[number], made.mapToGlobal(QPoint(0, made.height() + 4)))

    def show_menu(self, chip: Chip, place: QPoint) -> None:
        """The stages of a chip: those dated open or go, others are registered; and the list that belongs to it."""
        pop_menu(self, self.entries(chip), place)

    def entries(self, chip: Chip) -> list[Entry]:
        """What the menu of a chip offers."""
        assert self._whole is not None
        rows = [row for row in self._whole.stages if row.stage in chip.stages]
        dated: list[Entry] = [
            (
                " ".join(filter(None, (row.on, row.stage, row.result or row.body))),
                partial(self.open, row.stage, row),
            )
            for row in rows
        ]
        fresh = [(f"登记“{stage}”…", partial(self.open, stage, None)) for stage in chip.stages]
        lists = [*self._met(rows), *self._lists(chip)]
        gone = [(f"删除 {row.on} {row.stage}", partial(self.remove, row)) for row in rows]
        found: list[Entry] = []
        for group in (dated, fresh, lists, gone):
            found += [*([None] if found and group else []), *group]
        return found

    def _met(self, rows: Sequence[StageRow]) -> list[Entry]:
        """The meetings of dated stages; one in the recycle bin cannot be seen."""
        meetings = Meetings(self._sources)
        words = {row.meeting_id: meetings.word(row.meeting_id) for row in rows if row.meeting_id}
        return [
            (f"查看会议 {word}", partial(self.meeting_wanted.emit, meeting_id))
            for meeting_id, word in words.items()
            if word
        ]

    def _lists(self, chip: Chip) -> list[Entry]:
        assert self._whole is not None
        found: list[Entry] = []
        for stage, word in ((CONSULTED, "征求到的意见"), (ARGUED, "专家论证意见")):
            if stage in chip.stages:
                count = sum(row.stage == stage for row in self._whole.opinions)
                found.append((f"{word}（{count} 条）…", partial(self.show_opinions, stage)))
        if {WATCHED, HALFWAY} & set(chip.stages):
            found.append((f"规划调整（{len(self._whole.adjustments)} 项）…", self.show_adjustments))
        return found

    def open(self, stage: str, row: Any) -> FormDialog:
        """The form of a stage."""
        assert self._whole is not None
        wanted = lacks(self._whole, stage, self._today)
        return stage_form(
            self, self._sources, self._whole.plan, stage, row, wanted, lambda row: self._told(f"已登记“{row.stage}”。")
        )  # fmt: skip

    def open_lack(self, stage: str, *, is_opinion: bool) -> None:
        """Where what a stage lacks is written: among the opinions, else in the form of the last record of the stage."""
        assert self._whole is not None
        if is_opinion:
            self.show_opinions(stage)
        else:
            self.open(stage, next((row for row in reversed(self._whole.stages) if row.stage == stage), None))

    def remove(self, row: StageRow) -> None:
        """A stage registered by mistake, to the recycle bin; the plan is again where the stages before led it."""
        try:
            self._sources.plan_stages.put_away([row.id])
        except UserError as error:
            messages.fail(self, error)
            return
        self._told(f"已删除 {row.on} 的“{row.stage}”，可在回收站找回。")

    def show_opinions(self, stage: str = ARGUED) -> PartsDialog:
        """What was said of the draft; stage: the one a new opinion is of."""
        assert self._whole is not None
        dialog = OpinionsDialog(self, self._sources, self._whole, stage, self._undo)
        dialog.open()
        return self._keep(dialog)

    def show_adjustments(self) -> PartsDialog:
        """What was adjusted since the plan was adopted."""
        assert self._whole is not None
        return self._keep(show_adjustments(self, self._sources, self._whole, self._undo))

    def _keep(self, dialog: PartsDialog) -> PartsDialog:
        self.listed = dialog
        dialog.finished.connect(self._let_go)
        return dialog

    def _let_go(self, _result: int) -> None:
        self.listed = None


def _tip(whole: PlanWhole, chip: Chip, today: str) -> str:
    dated = [f"{row.on} {row.stage}" for row in whole.stages if row.stage in chip.stages]
    wanted = [one for stage in chip.stages for one in lacks(whole, stage, today)] if not chip.is_done else []
    return "\n".join([*dated, *(f"还要：{one}" for one in wanted)])


# years and rounds


def copy_year(parent: QWidget, sources: PlanSources, picture: Picture, told: Told) -> FormDialog:
    """The tasks of a year, begun again in another."""
    plan = picture.whole.plan
    words = [year.word for year in years_of(plan)]
    years = CodeList("年度", tuple(map(Code, words)), is_open=False)
    columns = (
        Column("year", "把这一年的任务", Kind.CHOICE, codes=years, required=True),
        Column("to", "复制到", Kind.CHOICE, codes=years, required=True),
        Column("only_open", "只复制没有完成的", Kind.YESNO, codes=YES_NO),
    )
    place = words.index(picture.year_word) if picture.year_word in words else 0
    values = {"year": words[place], "to": words[min(place + 1, len(words) - 1)], "only_open": "否"}

    def save(typed: dict[str, object]) -> object:
        own = texts(typed)
        if own["year"] == own["to"]:
            problem = FieldProblem("to", "两个年度相同。")
            raise UserError("没有复制。", "请选择另一个年度。", (problem,))
        wanted = None
        if own["only_open"] == "是":
            wanted = [row.id for row in unfinished(picture.whole, picture.today)]
        return sources.plan_tasks.copy_year(plan.id, own["year"], own["to"], wanted)

    def saved(count: object) -> None:
        told(f"已复制 {count} 项任务。" if count else "那一年已经有这些任务，没有复制。")

    return FormDialog.edit(parent, "复制年度任务", (("", columns),), values, save, saved)


def freeze_year(parent: QWidget, sources: PlanSources, picture: Picture, told: Told) -> None:
    """Keep what the measures came to in the year shown."""
    year = picture.year_word
    live = {measure_id: text for (measure_id, word), text in picture.actuals.items() if word == year}
    on = min(picture.today, picture.year.last) if picture.year is not None else picture.today
    count = sources.plan_targets.freeze(picture.whole.plan.id, year, live, on)
    if count:
        told(f"{year}的 {count} 项实际值已冻结，以后改花名册、检查、项目都不再变；可以解除冻结。")
    elif any(row.year == year and row.frozen for row in picture.whole.targets):
        told(f"{year}的实际值都已经冻结。")
    else:
        told(f"{year}还没有可以冻结的实际值。")


def thaw_year(parent: QWidget, sources: PlanSources, picture: Picture, told: Told) -> None:
    """Let the figures of the year shown follow the data again."""
    year = picture.year_word
    if not any(row.year == year and row.frozen for row in picture.whole.targets):
        told(f"{year}没有冻结的实际值。")
        return
    count = sources.plan_targets.thaw(picture.whole.plan.id, year)
    told(f"{year}的 {count} 项实际值已解除冻结，重新随数据变化。")
