"""教师花名册: the table with its search and chips, and what is done with the teachers in it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from edudesk.base.pinyin import spell
from edudesk.kit import messages
from edudesk.kit.buttons import button, menu_button
from edudesk.kit.changes import Batch
from edudesk.kit.chips import Chip, ChoiceChip, ToggleChip
from edudesk.kit.day_chip import DayChip
from edudesk.kit.drawer import Drawer
from edudesk.kit.list_page import ListPage
from edudesk.kit.tasks import run_task
from edudesk.kit.views import Keep, Preset
from edudesk.roster import rules
from edudesk.roster.pages import ROSTER
from edudesk.roster.pages.as_of import DayBanner, days_offered, may_change, refusal
from edudesk.roster.pages.drawer import DrawerTab, TeacherDrawer, show_history
from edudesk.roster.pages.facts import FactForms
from edudesk.roster.pages.leaving import LeavingDialog
from edudesk.roster.pages.presets import READY
from edudesk.roster.pages.roster.cells import TeacherCells
from edudesk.roster.pages.roster.chips import roster_chips
from edudesk.roster.pages.roster.exporting import RosterExport
from edudesk.roster.pages.roster.forms import TeacherForms
from edudesk.roster.pages.roster.selection import add_keys, show_menu
from edudesk.roster.pages.structure import StructureCards
from edudesk.roster.reports.facts import FactsOn
from edudesk.roster.rows import COLUMNS, TeacherRow, code_lists
from edudesk.roster.rules.credits import rule_named
from edudesk.roster.service import TeacherService
from edudesk.roster.service.histories import HistoryService
from edudesk.school.service import SchoolService
from edudesk.store.exports import Exports


class RosterPage(ListPage):
    """The teachers, today or as they were on another day. …_wanted: the user wants that page;
    undo: takes the last change back; tabs: of features above, in the drawer. day: shown, None = today."""

    name, title, icon_name = ROSTER
    unit = "人"
    concerns = frozenset({"teachers", "histories", "school"})
    columns = COLUMNS
    search_hint = "姓名 / 拼音 / 学科…"
    import_wanted = Signal()
    compare_wanted = Signal()
    charts_wanted = Signal()

    def __init__(
        self,
        teachers: TeacherService,
        histories: HistoryService,
        school: SchoolService,
        exports: Exports,
        footer: Callable[[], str],
        undo: Callable[[], object],
        parent: QWidget | None = None,
        keep_views: Keep | None = None,
        tabs: Sequence[DrawerTab] = (),
        facts_on: FactsOn | None = None,
    ) -> None:
        self.teachers, self.school, self.histories = teachers, school, histories
        self._tabs, self._undo = tabs, undo
        self.concerns = self.concerns.union(*(tab.concerns for tab in tabs))
        self.forms = TeacherForms(self, teachers, histories, self._show_saved)
        self._cells = TeacherCells(self, teachers, undo, self.edit)
        self.exporting = RosterExport(self, school, exports, footer, facts_on)
        self._facts: dict[str, str] = {}
        self._present = 0
        self.day: date | None = None
        self._wanted: date | None = None  # the day last asked for, which may still be on its way
        self._then: Sequence[TeacherRow] = ()
        super().__init__(parent, keep_views)
        self.day_chip = DayChip("统计时点", days_offered)
        self.day_chip.chosen.connect(self.show_day)
        self.chip_row.add_tools((self.day_chip,))
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(partial(show_menu, self))
        self.table.locked.connect(self.edit)
        add_keys(self)

    # what the list shows

    def rows(self) -> Sequence[TeacherRow]:
        rows = self.teachers.rows() if self.day is None else self._then
        self._facts = {}
        self._present = sum(rules.is_present(row) for row in rows)
        return rows

    def reload(self) -> None:
        if self._wanted is None:
            super().reload()
        else:
            self.show_day(self._wanted)

    def show_day(self, day: date | None) -> None:
        """The teachers as they were on a day, read beside the window; None = today, when they can be changed."""
        self._wanted = day
        if day is None:
            self._show_then(None, ())
        else:
            run_task(
                self,
                f"正在读取 {day} 的花名册",
                lambda step: self.teachers.rows_on(day),
                partial(self._show_then, day),
                ended=partial(self._fall_back, day),
            )

    def _show_then(self, day: date | None, rows: Sequence[TeacherRow]) -> None:
        if day != self._wanted:
            return
        self.day, self._then = day, rows
        refused = "" if day is None else refusal(day)
        self.lock(refused)
        assert isinstance(self.drawer, TeacherDrawer)
        assert isinstance(self.above, DayBanner)
        self.drawer.lock(refused)
        self._add_button.setEnabled(day is None)
        self._add_button.setToolTip(refused or "新增教师（Ctrl+N）")
        self.above.show_day(day)
        self.day_chip.show_day(day)
        super().reload()

    def _fall_back(self, day: date) -> None:
        """A reading that brought nothing (cancelled, refused) leaves the day that is shown."""
        if self._wanted == day:
            self._wanted = self.day

    def _may_change(self) -> bool:
        """Only today can be changed; else it is said why not."""
        return may_change(self, self.day, partial(self.show_day, None))

    def go_to(self, row_id: object) -> bool:
        if self.day is not None and all(row.id != row_id for row in self._then):
            self.show_day(None)  # who is looked for had not come then
        return super().go_to(row_id)

    def buttons(self) -> Sequence[QWidget]:
        self._add_button = button("新增教师", self.add, "primary", icon_name="add", keys="Ctrl+N")
        return (
            menu_button("更多", (("与外来花名册比对…", self.compare_wanted.emit),)),
            button("导入 Excel", self.import_wanted.emit, icon_name="import", keys="Ctrl+I"),
            button("导出", self.export, icon_name="export", keys="Ctrl+E"),
            self._add_button,
        )

    def chips(self) -> Sequence[Chip]:
        return roster_chips(self.histories.context)

    def presets(self) -> Sequence[Preset]:
        return [Preset(one.title, one.help, partial(self.show_ready, one.key)) for one in READY]

    def show_ready(self, key: str) -> None:
        """Only the teachers that a ready-made search finds (presets.READY)."""
        self.clear_filters()
        chip = self.chip_row.chip(key)
        assert isinstance(chip, ToggleChip)
        chip.setVisible(True)
        chip.set_on(True)

    def rank(self, typed: str, row: TeacherRow) -> int | None:
        facts = self._facts.get(row.id)
        if facts is None:  # put together when somebody searches: the names are to be seen first
            facts = self._facts[row.id] = rules.search_facts(row)
        return rules.search_rank(typed, row, facts)

    def spell(self, word: str) -> tuple[str, str]:
        return spell(word)

    def save_cell(self, row: TeacherRow, key: str, text: str) -> TeacherRow:
        return self._cells.save(row, key, text)

    def build_batch(self) -> Batch:
        return self._cells.batch()

    def counted(self, shown: int, total: int) -> str:
        return f"在岗 {self._present} 人" if shown == self._present else f"{shown} / {total} 人"

    def when_empty(self) -> tuple[str, str, Sequence[tuple[str, Callable[[], object]]]]:
        return (
            "花名册里还没有教师。",
            "把现有的 Excel 花名册拖到窗口里，或点“导入 Excel”。",
            (("导入 Excel", self.import_wanted.emit), ("新增教师", self.add)),
        )

    def build_drawer(self) -> Drawer:
        return TeacherDrawer(
            self.teachers,
            FactForms(self, self.histories, self._undo),
            edit=self.edit,
            show_history=self.show_history,
            more=(
                ("业务档案 PDF…", lambda row: self.export_for("portfolio", [row])),
                ("离岗登记…", lambda row: self.retire([row])),
                ("删除到回收站", lambda row: self.put_away([row])),
            ),
            credit_rule=lambda: rule_named(self.school.identity().credit_rule),
            tabs=self._tabs,
        )

    def show_row(self, row: TeacherRow) -> None:
        assert isinstance(self.drawer, TeacherDrawer)
        self.drawer.show_teacher(row)

    def build_above(self) -> QWidget:
        return DayBanner(partial(self.show_day, None))

    def build_below(self) -> QWidget:
        cards = StructureCards(self.charts_wanted.emit)
        cards.titles.asked.connect(self.show_title_band)
        cards.ages.asked.connect(self.show_age_band)
        return cards

    def rows_read(self, rows: Sequence[TeacherRow]) -> None:
        # the names come first: the bars are counted once they can be seen
        QTimer.singleShot(0, self, partial(self._show_structure, rows))

    def _show_structure(self, rows: Sequence[TeacherRow]) -> None:
        assert isinstance(self.below, StructureCards)
        self.below.show_people([row for row in rows if rules.is_present(row)])

    def show_title_band(self, number: int) -> None:
        """Only the teachers behind one bar of 职称结构 (rules.TITLE_BANDS)."""
        chip = self.chip_row.chip("title")
        assert isinstance(chip, ChoiceChip)
        words = rules.TITLE_BANDS[number][1]
        chip.choose([word for word in code_lists()["title"].words if word in words])

    def show_age_band(self, number: int) -> None:
        """Only the teachers behind one bar of 年龄结构 (rules.AGE_BANDS)."""
        chip = self.chip_row.chip("age")
        assert isinstance(chip, ChoiceChip)
        chip.choose([rules.AGE_BANDS[number][0]])

    def show_gap(self, word: str) -> None:
        """Only the teachers whose record lacks this today (words of rules.GAPS)."""
        if self._wanted is not None:
            self.show_day(None)
        self.clear_filters()
        chip = self.chip_row.chip("gap")
        assert isinstance(chip, ChoiceChip)
        chip.setVisible(True)
        chip.choose([word])

    # what can be done

    def add(self) -> None:
        """A form for a new teacher."""
        if self._may_change():
            self.forms.add()

    def edit(self, row: TeacherRow, key: str = "", typed: Mapping[str, str] | None = None) -> None:
        """The whole record in a form, see TeacherForms.edit."""
        if self._may_change():
            self.forms.edit(row, key, typed)

    def retire(self, rows: Sequence[TeacherRow]) -> None:
        """Ask for day and kind, then mark the teachers as gone."""
        if not rows or not self._may_change():
            return

        def retire(status: str, on: date) -> None:
            self.teachers.retire([row.id for row in rows], on, status)
            messages.notice(self, f"已登记{status}。", ("撤销", self._undo))

        LeavingDialog.ask(self, rows, retire)

    def put_away(self, rows: Sequence[TeacherRow]) -> None:
        """To the recycle bin, without asking: it can be undone."""
        if not rows or not self._may_change():
            return
        self.teachers.put_away([row.id for row in rows])
        messages.notice(self, f"已删除 {rules.names_of(rows)}，可在回收站找回。", ("撤销", self._undo))

    def show_history(self, row: TeacherRow) -> None:
        """Every change of the record, with old values to restore."""
        if self._may_change():
            show_history(self, self.teachers, self.histories, row)

    def export(self) -> None:
        """What is on screen, or one of the sheets."""
        self.exporting.ask(self.day)

    def export_for(self, key: str, rows: Sequence[TeacherRow]) -> None:
        """One of the sheets for some teachers only: their files, the candidates."""
        self.exporting.ask_for(key, rows, self.day)

    def selected(self) -> list[TeacherRow]:
        """The selected teachers."""
        return list(self.table.selected())

    def _show_saved(self, row: TeacherRow) -> None:
        self.settle()
        self.go_to(row.id)
