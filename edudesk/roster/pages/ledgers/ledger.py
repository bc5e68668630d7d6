"""One ledger: every dated fact of a kind in a table; found, filtered, added one by one or for many, exported."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from edudesk.base import clock
from edudesk.base.columns import Column
from edudesk.base.report import Report
from edudesk.kit import messages
from edudesk.kit.buttons import button, link
from edudesk.kit.chips import Chip
from edudesk.kit.day_chip import DayChip
from edudesk.kit.export_dialog import Choice, ExportDialog
from edudesk.kit.labels import label
from edudesk.kit.list_page import ListPage
from edudesk.kit.tasks import run_task
from edudesk.kit.views import Keep
from edudesk.roster.histories import HistoryKind
from edudesk.roster.histories.ledger import LedgerLine, ledger_columns
from edudesk.roster.pages.as_of import DayBanner, days_offered, may_change, refusal
from edudesk.roster.pages.facts import FactForms
from edudesk.roster.pages.ledgers.chips import ledger_chips
from edudesk.roster.pages.ledgers.reading import Index, Read, people_of, read, search
from edudesk.roster.pages.many import ManyFactsDialog
from edudesk.roster.reports.screen import audiences_of, ledger_report
from edudesk.roster.service import TeacherService
from edudesk.roster.service.histories import HistoryService
from edudesk.school.service import SchoolService
from edudesk.store.exports import Exports


@dataclass(frozen=True)
class Tools:
    """What a ledger works with. footer: of its exports; undo: takes the last change back."""

    teachers: TeacherService
    histories: HistoryService
    school: SchoolService
    exports: Exports
    footer: Callable[[], str]
    undo: Callable[[], object]


class Ledger(ListPage):
    """One kind of dated facts; rows are read beside the window, for twenty years of 2,000 people are many.

    day: shown, None = today; day_shown(day): after it was read.
    """

    concerns = frozenset({"teachers", "histories"})
    search_hint = "姓名 / 拼音 / 内容…"
    import_wanted = Signal(str)
    teacher_wanted = Signal(str)
    day_shown = Signal(object)

    def __init__(self, kind: HistoryKind, tools: Tools, keep_views: Keep | None = None) -> None:
        self.kind, self._tools = kind, tools
        self.name, self.title, self.columns = f"ledger_{kind.key}", kind.title, ledger_columns(kind)
        self._asked = 0
        self._is_read = False
        self._is_whole = False
        self.day: date | None = None
        self._wanted: date | None = None  # the day last asked for, which may still be on its way
        self._in_force: frozenset[str] = frozenset()
        self._index: Index = []
        self._found: tuple[str, dict[str, int]] = ("", {})
        super().__init__(keep_views=keep_views)
        self.day_chip = DayChip("统计时点", days_offered)
        self.day_chip.chosen.connect(self.show_day)
        self.chip_row.add_tools((self.day_chip,))
        self.forms = FactForms(self, tools.histories, tools.undo)
        self.table.empty.say(f"正在读取{kind.title}…")
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._show_menu)
        away = QShortcut(QKeySequence("Delete"), self.table)
        away.setContext(Qt.ShortcutContext.WidgetShortcut)
        away.setWhatsThis("删除所选记录到回收站（可撤销）")
        away.activated.connect(self.put_away)

    # what the list shows

    def reload(self) -> None:
        self._asked += 1
        run_task(
            self,
            f"正在读取{self.kind.title}",
            partial(read, self._tools.histories, self.kind, self._is_whole, self._wanted),
            partial(self._take, self._asked, self._wanted),
            ended=partial(self._fall_back, self._asked),
        )

    def show_day(self, day: date | None) -> None:
        """What was known on a day, read only; None = today, when it can be changed."""
        self._wanted = day
        self.reload()

    def _take(self, asked: int, day: date | None, found: Read) -> None:
        if asked == self._asked:  # else something changed meanwhile, and it is being read again
            self._index, self._found = found.texts, ("", {})
            self._is_read, self._in_force = True, found.in_force
            self._cut.setText(f"记录较多，先列出 {found.since} 年以来的。")
            self._cut_line.setVisible(bool(found.since))
            self._stand_for(day)
            self.show_rows(found.lines)
            self.day_shown.emit(day)

    def _stand_for(self, day: date | None) -> None:
        self.day = day
        refused = "" if day is None else refusal(day)
        self.lock(refused)
        self.forms.refusal = refused
        for one, tip in self._adding.items():
            one.setEnabled(day is None)
            one.setToolTip(refused or tip)
        self._banner.show_day(day)
        self.day_chip.show_day(day)
        assert self.above is not None
        self.above.setVisible(day is not None or not self._cut_line.isHidden())

    def _fall_back(self, asked: int) -> None:
        """A reading that brought nothing (cancelled, refused) leaves the day that is shown."""
        if asked == self._asked:
            self._wanted = self.day

    def _may_change(self) -> bool:
        return may_change(self, self.day, partial(self.show_day, None))

    def build_above(self) -> QWidget:
        above = QWidget()
        column = QVBoxLayout(above)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._banner, self._cut_line = DayBanner(partial(self.show_day, None)), QWidget()
        line = QHBoxLayout(self._cut_line)
        line.setContentsMargins(0, 0, 0, 0)
        self._cut = label("", "muted")
        line.addWidget(self._cut)
        line.addWidget(link("显示全部年份", self.show_all))
        line.addStretch(1)
        column.addWidget(self._banner)
        column.addWidget(self._cut_line)
        above.hide()
        return above

    def show_all(self) -> None:
        """The facts of every year, however many."""
        self._is_whole = True
        self.reload()

    def buttons(self) -> Sequence[QWidget]:
        adding = (
            button("批量登记…", self.add_many, keys="Ctrl+Shift+N"),
            button("新增", self.add, "primary", icon_name="add", keys="Ctrl+N"),
        )
        self._adding = {one: one.toolTip() for one in adding}
        return (
            button(
                "导入…", lambda: self.import_wanted.emit(self.kind.key), icon_name="import", keys="Ctrl+I"
            ),
            button("导出", self.export, icon_name="export", keys="Ctrl+E"),
            *adding,
        )

    def chips(self) -> Sequence[Chip]:
        return ledger_chips(self.kind, self._is_in_force)

    def rank(self, typed: str, line: LedgerLine) -> int | None:
        if self._found[0] != typed:
            self._found = (typed, search(typed, self._index))
        return self._found[1].get(line.held.id)

    def _is_in_force(self, line: LedgerLine) -> bool:
        return line.id in self._in_force

    def counted(self, shown: int, total: int) -> str:
        people = len(people_of(self.model.rows))
        return f"{shown} 条，{people} 人" if shown == total else f"{shown} / {total} 条，{people} 人"

    def when_empty(self) -> tuple[str, str, Sequence[tuple[str, Callable[[], object]]]]:
        if not self._is_read:
            return f"正在读取{self.kind.title}…", "", ()
        if self.day is not None:
            return f"{self.day} 时还没有{self.kind.title}的记录。", "", ()
        return (
            f"还没有登记{self.kind.title}。",
            "逐人新增，或一次为多人登记；已有 Excel 台账的可以直接导入。",
            (("批量登记…", self.add_many), ("新增", self.add)),
        )

    def open_row(self, line: LedgerLine) -> None:
        if self._may_change():
            self.forms.edit(self.kind, line.teacher, line.held)

    # what can be done

    def add(self) -> None:
        """A form for a new fact, with the teacher to be chosen."""
        if self._may_change():
            self.forms.add_to_someone(self.kind, self._tools.teachers.rows(), self._show_saved)

    def add_many(self) -> None:
        """The same fact for many teachers at once."""
        if not self._may_change():
            return
        dialog = ManyFactsDialog(
            self, self.kind, self._tools.teachers, self._tools.histories, people_of(self.model.rows)
        )
        dialog.stored.connect(self._tell_stored)
        dialog.open()

    def put_away(self) -> None:
        """The selected facts to the recycle bin."""
        lines = self.table.selected()
        if lines and self._may_change():
            self.forms.put_away(self.kind, lines)

    def export(self) -> None:
        """What is on screen."""
        if not self.model.counts[0]:
            messages.notice(self, "屏幕上没有可以导出的记录。")
            return
        ExportDialog(
            self,
            f"导出{self.kind.title}台账",
            self._prepare,
            lambda choice: self._report(choice, (), (), "").file_name,
            self._tools.exports.leaving,
            audiences=audiences_of(self.kind),
            day=self.day,
        ).open()

    def _prepare(self, choice: Choice) -> Callable[[], Report]:
        """What stands on screen now is exported, whatever becomes of the screen meanwhile."""
        scope = self.filter_words() or "全部记录"
        return partial(self._report, choice, self.model.rows, self.screen_columns(), scope)

    def _report(
        self, choice: Choice, lines: Sequence[LedgerLine], columns: Sequence[Column], scope: str
    ) -> Report:
        """Called beside the window: it asks services, and no widget."""
        return ledger_report(
            self.kind,
            lines,
            columns,
            self._tools.school.identity(),
            on=clock.today(),
            audience=choice.audience,
            scope=scope,
            footer=self._tools.footer(),
            as_of=choice.day,
        )

    def _show_saved(self, row_id: str) -> None:
        messages.notice(self, f"已登记{self.kind.title}。", ("撤销", self._tools.undo))

    def _tell_stored(self, count: int) -> None:
        messages.notice(self, f"已登记{self.kind.title} {count} 条。", ("撤销", self._tools.undo))

    def _show_menu(self, place: QPoint) -> None:
        lines = self.table.selected()
        if not lines:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if len(lines) == 1:
            (line,) = lines
            menu.addAction("编辑…").triggered.connect(lambda: self.open_row(line))
            menu.addAction("历史…").triggered.connect(
                lambda: self.forms.show_history(self.kind, line.teacher, line.held)
            )
            menu.addAction("打开教师").triggered.connect(lambda: self.teacher_wanted.emit(line.teacher.id))
            menu.addSeparator()
        menu.addAction("复制\tCtrl+C").triggered.connect(self.table.copy)  # False: without heads
        menu.addAction("删除到回收站\tDelete").triggered.connect(self.put_away)
        menu.popup(self.table.viewport().mapToGlobal(place))
