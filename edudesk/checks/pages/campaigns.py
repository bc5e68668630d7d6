"""检查安排: the checks of a school year with how far they have come, and the way into each."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from edudesk.base import clock
from edudesk.base.columns import Column, Kind
from edudesk.base.errors import UserError
from edudesk.base.jobs import Step
from edudesk.base.words import some_of
from edudesk.checks.forms.kinds import kinds
from edudesk.checks.pages import CHECKS
from edudesk.checks.pages.arranging.dialog import CampaignDialog
from edudesk.checks.pages.sources import CheckSources
from edudesk.checks.pages.tabs import put_tabs
from edudesk.checks.pages.units import UnitsDialog
from edudesk.checks.rows.campaigns import (
    ARCHIVED,
    CAMPAIGN_COLUMN,
    CAMPAIGN_STATES,
    DRAFT,
    REPORTED,
    RUNNING,
    SUMMED,
    CampaignRow,
)
from edudesk.checks.rules.campaigns import inspectors_of, may_move
from edudesk.checks.rules.together import in_one_pass, pass_words
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.chips import Chip, ChoiceChip
from edudesk.kit.history_dialog import HistoryDialog
from edudesk.kit.page_tabs import ShowPage
from edudesk.kit.rows_page import Entry, RowsPage
from edudesk.kit.tasks import run_task
from edudesk.kit.theme import Tone
from edudesk.school.pages.people import Choosing, People
from edudesk.school.rules.years import school_year_of
from edudesk.store.backup import BEFORE_FREEZE
from edudesk.store.backups import secure

if TYPE_CHECKING:
    from edudesk.checks.pages.arranging.term_plan import TermPlanDialog
    from edudesk.checks.pages.grid import GridDialog

_TONES = {
    DRAFT: Tone.PLAIN,
    RUNNING: Tone.BRAND,
    SUMMED: Tone.WARN,
    REPORTED: Tone.GOOD,
    ARCHIVED: Tone.PLAIN,
}
_UNTOLD = frozenset({"kind", "inspectors", "leader_id", "together"})  # kept in words for programs


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignLine(CampaignRow):
    """A check as the table shows it. done, due: units; form_title: of the chosen form, 自动选用 without one;
    beside: the types of its pass (同时抽查), "" of a check by itself."""

    done: int
    due: int
    form_title: str
    beside: str

    @property
    def progress(self) -> str:
        """78 / 112, nothing before it is published."""
        return f"{self.done} / {self.due}" if self.due else ""

    @property
    def days(self) -> str:
        """11-16—11-27."""
        return "—".join(day[5:] for day in (self.begins, self.ends) if day)

    @property
    def kind_name(self) -> str:
        """备课."""
        return kinds()[self.kind].name if self.kind in kinds() else self.kind

    @property
    def who(self) -> str:
        """Names of the inspectors."""
        return "、".join(one.name for one in inspectors_of(self))


class CampaignsPage(RowsPage):
    """entry_wanted(check id): its queue, to be filled in; import_wanted(check id): record sheets into it; show_page: for
    the tabs; announce, hand_out: 检查通知 of a check, all its sheets, are exported."""

    name, title, icon_name = CHECKS
    unit = "次检查"
    concerns = frozenset({"checks", "sheets", "check_forms"})
    search_hint = "检查名称 / 检查人…"
    columns: tuple[Column, ...] = (
        replace(CAMPAIGN_COLUMN["title"], width=44),
        Column("kind_name", "类型", width=20, value=lambda row: row.kind_name, is_shown=True),
        Column(
            "status", "状态", Kind.TAG, 20, codes=CAMPAIGN_STATES, value=lambda row: row.status, is_shown=True
        ),
        Column("progress", "已查 / 应检", width=24, value=lambda row: row.progress, is_shown=True),
        Column(
            "days", "日期", width=30, value=lambda row: row.days, sort=lambda row: row.begins, is_shown=True
        ),
        replace(CAMPAIGN_COLUMN["weeks"], width=26),
        Column("form_title", "使用表格", width=44, value=lambda row: row.form_title, is_shown=True),
        Column("who", "检查人", width=40, value=lambda row: row.who, is_shown=True),
        Column("beside", "同时抽查", width=30, value=lambda row: row.beside, is_shown=False),
        replace(CAMPAIGN_COLUMN["sampling"], is_shown=False),
        replace(CAMPAIGN_COLUMN["school_year"], is_shown=False),
        replace(CAMPAIGN_COLUMN["term"], is_shown=False),
        replace(CAMPAIGN_COLUMN["hand_in_by"], is_shown=False),
        CAMPAIGN_COLUMN["remark"],
    )
    entry_wanted = Signal(str)
    import_wanted = Signal(str)

    def __init__(
        self,
        sources: CheckSources,
        people: People,
        undo: Callable[[], object],
        show_page: ShowPage,
        announce: Callable[[QWidget, CampaignRow], object],
        hand_out: Callable[[QWidget, CampaignRow], object],
        parent: QWidget | None = None,
    ) -> None:
        self._sources, self._people = sources, people
        self._announce, self._hand_out = announce, hand_out
        self._choosing = Choosing()
        self.service = sources.campaigns
        super().__init__(undo, parent)
        put_tabs(self.head, self.name, show_page)
        chip = self.chip_row.chip("school_year")
        chip.restore([school_year_of(clock.today())])

    def called(self, row: CampaignRow) -> str:
        return row.title

    def rows(self) -> Sequence[CampaignLine]:
        progress = self._sources.campaigns.progress()
        forms = {form.key: form.title for form in self._sources.check_forms.offered()}
        every = self._sources.campaigns.rows()
        lines = [
            CampaignLine(
                **asdict(row),
                done=progress.get(row.id, (0, 0))[0],
                due=progress.get(row.id, (0, 0))[1],
                form_title=forms.get(row.form, row.form) or "按学科学段自动选用",
                beside=pass_words(in_one_pass(row, every)),
            )
            for row in every
        ]
        return lines[::-1]  # the last one is what people work on

    def buttons(self) -> Sequence[QWidget]:
        return (
            button("排学期计划…", self.plan_term),
            button("录入", self.enter, icon_name="edit"),
            button("新建检查", self.add, "primary", icon_name="add", keys="Ctrl+N"),
        )

    def chips(self) -> Sequence[Chip]:
        return (
            ChoiceChip("school_year", "学年", lambda row: row.school_year),
            ChoiceChip("term", "学期", lambda row: row.term),
            ChoiceChip("kind", "类型", lambda row: row.kind_name),
            ChoiceChip("status", "状态", lambda row: row.status, CAMPAIGN_STATES.words),
        )

    def tone(self, row: CampaignLine, column: Column) -> Tone:
        return _TONES.get(row.status, Tone.BRAND)

    def when_empty(self) -> tuple[str, str, Sequence[tuple[str, Callable[[], object]]]]:
        return (
            "还没有安排检查。",
            "从任课自动列出应检的教师；发布前可以逐个核对。",
            (("新建检查", self.add), ("排学期计划…", self.plan_term)),
        )

    def entries(self, rows: Sequence[CampaignLine]) -> Sequence[Entry]:
        if len(rows) != 1:
            return ()
        row = rows[0]
        if row.status == DRAFT:
            return (("核对并发布…", partial(self.edit, row)),)
        found: list[Entry] = [
            ("录入", partial(self.entry_wanted.emit, row.id)),
            ("整组录入…", partial(self.show_grid, row)),
        ]
        if row.status != ARCHIVED:
            found.append(("导入检查记录…", partial(self.import_wanted.emit, row.id)))
        found += [
            ("应检对象…", partial(self.show_units, row)),
            ("检查通知…", partial(self._announce, self, row)),
            ("导出全部表单…", partial(self._hand_out, self, row)),
        ]
        found += [
            (f"改为“{state}”", partial(self.go_on, row, state))
            for state in CAMPAIGN_STATES.words
            if may_move(row.status, state)
        ]
        return found

    def put_away(self, rows: Sequence[CampaignLine]) -> None:
        """To the recycle bin with what was recorded; says how much counts no more."""
        try:
            self.service.put_away([row.id for row in rows])
        except UserError as error:
            messages.fail(self, error)
            return
        done = sum(row.done for row in rows)
        told = f"连同 {done} 份记录和其中的问题不再统计，" if done else ""
        names = some_of([row.title for row in rows], "个")
        messages.notice(self, f"已删除 {names}，{told}可在回收站找回。", ("撤销", self._undo))

    def show_history(self, row: CampaignRow) -> None:
        campaigns = self._sources.campaigns
        told = [column for key, column in campaigns.columns.items() if key not in _UNTOLD]
        HistoryDialog(
            self,
            row.title,
            told,
            partial(campaigns.history, row.id),
            partial(campaigns.set_back, row.id),
        ).open()

    def open_row(self, row: CampaignLine) -> None:
        if row.status == DRAFT:
            self.edit(row)
        else:
            self.entry_wanted.emit(row.id)

    def add(self) -> CampaignDialog:
        """A new check."""
        return self._ask(None)

    def plan_term(self) -> "TermPlanDialog":
        """The checks of a term proposed from the 校历, looked at as a table, stored as drafts."""
        from edudesk.checks.pages.arranging.term_plan import (
            TermPlanDialog,
        )  # with the tables that are typed into

        dialog = TermPlanDialog(self, self._sources)
        dialog.planned.connect(
            lambda count: messages.notice(
                self, f"已排出 {count} 次检查（草稿），核对后逐次发布。", ("撤销", self._undo)
            )
        )
        dialog.open()
        return dialog

    def edit(self, row: CampaignLine, key: str = "") -> None:
        """A check in its dialog; what was published keeps its scope."""
        self._ask(self._sources.campaigns.get(row.id))

    def enter(self) -> None:
        """The queue of the selected check, else of the last that was published."""
        chosen = [row for row in self.table.selected() if row.status != DRAFT]
        running = [row for row in self.model.rows if row.status != DRAFT]
        if found := chosen or running:
            self.entry_wanted.emit(found[0].id)
        else:
            messages.tell(self, "还没有发布的检查。", "请先新建检查并发布，再录入。")

    def show_units(self, row: CampaignRow) -> UnitsDialog:
        """应检对象 of a check."""
        dialog = UnitsDialog(self, self._sources, row, self._undo)
        dialog.open()
        return dialog

    def show_grid(self, row: CampaignRow) -> "GridDialog":
        """The whole check as a table to type into."""
        from edudesk.checks.pages.grid import GridDialog  # with all that reads and writes workbooks

        self._choosing.offer(self._people())
        dialog = GridDialog(self, self._sources, row, self._choosing)

        def take_back() -> None:
            self._undo()
            dialog.reload()

        dialog.recorded.connect(
            lambda count: messages.notice(dialog, f"已录入 {count} 份记录。", ("撤销", take_back))
        )
        dialog.open()
        return dialog

    def go_on(self, row: CampaignLine, state: str) -> None:
        """On to the next state, or a step back."""
        if state == ARCHIVED:
            self._archive(row)
            return
        try:
            self._sources.campaigns.move(row.id, state)
        except UserError as error:
            messages.fail(self, error)
            return
        self._moved(row, state)

    def _archive(self, row: CampaignLine) -> None:
        """There is no way back: after a backup, and only when somebody says so while not all were looked at."""
        campaigns, context = self._sources.campaigns, self._sources.context
        if row.done < row.due and not messages.ask(
            self,
            f"“{row.title}”还有 {row.due - row.done} 份没有查，要归档吗？",
            "归档后不能再录入和更正，没有查的算漏查。归档前会自动备份。",
            yes="归档",
        ):
            return

        def job(step: Step) -> None:
            secure(context, BEFORE_FREEZE, step)
            campaigns.move(row.id, ARCHIVED)

        run_task(self, "正在归档检查", job, lambda _done: self._moved(row, ARCHIVED))

    def _moved(self, row: CampaignLine, state: str) -> None:
        messages.notice(self, f"“{row.title}”已改为“{state}”。", ("撤销", self._undo))

    def _ask(self, row: CampaignRow | None) -> CampaignDialog:
        self._choosing.offer(self._people())
        dialog = CampaignDialog(self, self._sources, self._choosing, row)
        dialog.saved.connect(self._saved)
        dialog.open()
        return dialog

    def _saved(self, row: CampaignRow, units: int) -> None:
        self.show_saved(row)
        if units:
            messages.notice(
                self,
                f"已发布“{row.title}”，应检 {units} 个。",
                ("去录入", partial(self.entry_wanted.emit, row.id)),
                ("撤销", self._undo),
            )
