"""教师台账: every dated fact of a kind in one table; found, filtered, added one by one or for many, exported."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from edudesk.base import clock, pinyin
from edudesk.base.columns import Column
from edudesk.base.jobs import Step
from edudesk.base.report import Report
from edudesk.kit import messages
from edudesk.kit.buttons import button, link
from edudesk.kit.cards import Card
from edudesk.kit.chips import Chip, ChoiceChip, ToggleChip
from edudesk.kit.counted_list import CountedList
from edudesk.kit.day_chip import DayChip
from edudesk.kit.export_dialog import Choice, ExportDialog
from edudesk.kit.labels import label
from edudesk.kit.list_page import ListPage
from edudesk.kit.page import MARGIN, Page
from edudesk.kit.settings import remember, remembered
from edudesk.kit.tasks import run_task
from edudesk.kit.views import Keep
from edudesk.roster.histories import KIND, HistoryKind
from edudesk.roster.histories.kind import in_force
from edudesk.roster.histories.ledger import LedgerLine, ledger_columns
from edudesk.roster.pages import LEDGERS
from edudesk.roster.pages.as_of import DayBanner, days_offered, may_change, refusal
from edudesk.roster.pages.facts import FactForms
from edudesk.roster.pages.many import ManyFactsDialog
from edudesk.roster.reports.screen import audiences_of, ledger_report
from edudesk.roster.rows import TeacherRow
from edudesk.roster.rules import is_present
from edudesk.roster.rules.growth import found_in
from edudesk.roster.service import TeacherService
from edudesk.roster.service.histories import HistoryService
from edudesk.school.service import SchoolService
from edudesk.store.exports import Exports

_WIDTH = 176
_MANY, _YEARS = 20_000, 3  # a ledger of more facts shows those of the last years first
_ALWAYS = ("level", "result", "kind", "subject", "direction")  # filters shown without being asked for


class LedgersPage(Page):
    """The kinds at the left, the ledger of the chosen one beside them.

    import_wanted(kind key): the user wants to import facts of this kind; teacher_wanted(id): to see a teacher.
    file_dropped(file): a workbook, to be imported; keep_views(page name): where the named views of a ledger are kept.
    day: all ledgers stand for, None = today.
    """

    name, title, icon_name = LEDGERS
    concerns = frozenset({"teachers", "histories"})
    import_wanted = Signal(str)
    file_dropped = Signal(object)
    teacher_wanted = Signal(str)

    def __init__(
        self,
        teachers: TeacherService,
        histories: HistoryService,
        school: SchoolService,
        exports: Exports,
        footer: Callable[[], str],
        undo: Callable[[], object],
        keep_views: Callable[[str], Keep] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._services = (teachers, histories, school, exports)
        self._histories, self._footer, self._undo, self._keep = histories, footer, undo, keep_views
        self.day: date | None = None
        kinds = histories.kinds()
        self.kinds = CountedList("台账种类", [(kind.key, kind.title) for kind in kinds])
        self.kinds.chosen.connect(self._show)
        side = QWidget()
        side.setFixedWidth(_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(12, 16, 0, MARGIN)
        card = Card()
        card.body.setContentsMargins(4, 6, 4, 6)
        card.add(self.kinds)
        column.addWidget(card)
        self._stack = QStackedWidget()
        self.ledgers: dict[str, Ledger] = {}
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(side)
        line.addWidget(self._stack, 1)
        last = remembered("ledgers/kind", kinds[0].key)
        self.choose(last if any(kind.key == last for kind in kinds) else kinds[0].key)

    @property
    def current(self) -> "Ledger":
        """The ledger in front."""
        ledger = self._stack.currentWidget()
        assert isinstance(ledger, Ledger)
        return ledger

    def take(self, file: Path) -> bool:
        self.file_dropped.emit(file)
        return True

    def choose(self, key: str) -> None:
        """The ledger of another kind."""
        self.kinds.choose(key)

    def reload(self) -> None:
        day = self.day
        run_task(self, "正在统计台账", lambda step: self._histories.counts(day), self.kinds.show_counts)

    def heed(self, changed: frozenset[str]) -> None:
        super().heed(changed)
        for ledger in self.ledgers.values():
            ledger.heed(changed)

    def _show(self, key: str) -> None:
        remember("ledgers/kind", key)
        if key not in self.ledgers:
            keep = None if self._keep is None else self._keep(f"ledger_{key}")
            ledger = Ledger(KIND[key], *self._services, self._footer, self._undo, keep)
            ledger.import_wanted.connect(self.import_wanted)
            ledger.teacher_wanted.connect(self.teacher_wanted)
            ledger.day_shown.connect(self._take_day)
            self.ledgers[key] = ledger
            self._stack.addWidget(ledger)
        if self.ledgers[key].day != self.day:
            self.ledgers[key].show_day(self.day)
        self._stack.setCurrentWidget(self.ledgers[key])

    def _take_day(self, day: date | None) -> None:
        """The day of one ledger is that of all: the others are read when they come to the front."""
        if day != self.day:
            self.day = day
            self.reload()


class Ledger(ListPage):
    """One kind of dated facts; rows are read beside the window, for twenty years of 2,000 people are many.

    day: shown, None = today; day_shown(day): after it was read.
    """

    concerns = LedgersPage.concerns
    search_hint = "姓名 / 拼音 / 内容…"
    import_wanted = Signal(str)
    teacher_wanted = Signal(str)
    day_shown = Signal(object)

    def __init__(
        self,
        kind: HistoryKind,
        teachers: TeacherService,
        histories: HistoryService,
        school: SchoolService,
        exports: Exports,
        footer: Callable[[], str],
        undo: Callable[[], object],
        keep_views: Keep | None = None,
    ) -> None:
        self.kind = kind
        self.name, self.title, self.columns = f"ledger_{kind.key}", kind.title, ledger_columns(kind)
        self._teachers, self._histories, self._school, self._exports = teachers, histories, school, exports
        self._footer, self._undo = footer, undo
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
        self.forms = FactForms(self, histories, undo)
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
            partial(_read, self._histories, self.kind, self._is_whole, self._wanted),
            partial(self._take, self._asked, self._wanted),
            ended=partial(self._fall_back, self._asked),
        )

    def show_day(self, day: date | None) -> None:
        """What was known on a day, read only; None = today, when it can be changed."""
        self._wanted = day
        self.reload()

    def _take(self, asked: int, day: date | None, read: "Read") -> None:
        if asked == self._asked:  # else something changed meanwhile, and it is being read again
            self._index, self._found = read.texts, ("", {})
            self._is_read, self._in_force = True, read.in_force
            self._cut.setText(f"记录较多，先列出 {read.since} 年以来的。")
            self._cut_line.setVisible(bool(read.since))
            self._stand_for(day)
            self.show_rows(read.lines)
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
        return (
            ToggleChip("present", "在岗教师", lambda line: is_present(line.teacher)),
            *((ToggleChip("in_force", "有效", self._is_in_force),) if self.kind.facets else ()),
            *_period_chips(self.kind),
            *(
                ChoiceChip(
                    column.key, column.title, partial(_word, column.key), column.codes.words,
                    is_optional=not column.is_shown or column.key not in _ALWAYS,
                )
                for column in self.kind.columns
                if column.codes is not None and column.key != "term"
            ),
        )  # fmt: skip

    def rank(self, typed: str, line: LedgerLine) -> int | None:
        if self._found[0] != typed:
            self._found = (typed, _search(typed, self._index))
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
            self.forms.add_to_someone(self.kind, self._teachers.rows(), self._show_saved)

    def add_many(self) -> None:
        """The same fact for many teachers at once."""
        if not self._may_change():
            return
        dialog = ManyFactsDialog(self, self.kind, self._teachers, self._histories, people_of(self.model.rows))
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
            self._exports.exported,
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
            self._school.identity(),
            on=clock.today(),
            audience=choice.audience,
            scope=scope,
            footer=self._footer(),
            as_of=choice.day,
        )

    def _show_saved(self, row_id: str) -> None:
        messages.notice(self, f"已登记{self.kind.title}。", ("撤销", self._undo))

    def _tell_stored(self, count: int) -> None:
        messages.notice(self, f"已登记{self.kind.title} {count} 条。", ("撤销", self._undo))

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


Index: TypeAlias = Sequence[tuple[TeacherRow, Sequence[tuple[str, str]]]]
"""Each teacher with id and searched text of every line."""


class Read(NamedTuple):
    """What was read for a ledger. since: year before which it was cut off, "" when it is whole; in_force: ids of the
    facts in force on the day."""

    lines: list[LedgerLine]
    texts: Index
    since: str
    in_force: frozenset[str]


def _read(histories: HistoryService, kind: HistoryKind, is_whole: bool, on: date | None, step: Step) -> Read:
    """The lines of a ledger with what the search needs; beside the window."""
    day = on or clock.today()
    is_cut = not is_whole and histories.counts(on)[kind.key] > _MANY
    since = str(day.year - _YEARS) if is_cut else ""
    lines = histories.rows(kind.key, since, on)
    texts: dict[str, list[tuple[str, str]]] = {}
    held: dict[str, list[Any]] = {}
    for line in lines:
        texts.setdefault(line.teacher.id, []).append((line.held.id, found_in(line)))
        held.setdefault(line.teacher.id, []).append(line.held)
    people = {line.teacher.id: line.teacher for line in lines}
    valid = (row.id for rows in held.values() for row in in_force(kind, rows, day.isoformat()))
    return Read(lines, [(row, texts[row.id]) for row in people.values()], since, frozenset(valid))


def _search(typed: str, index: Index) -> dict[str, int]:
    """Ids of the lines that fit what is typed and how well: the person first, then any text."""
    words = typed.split()
    found: dict[str, int] = {}
    for teacher, lines in index:
        place = pinyin.rank(typed, teacher.name, teacher.pinyin, teacher.initials)
        if place is not None:
            found.update((line_id, place) for line_id, _ in lines)
            continue
        left = lines
        for word in words:
            if word not in teacher.name:  # 李静 优秀
                left = [line for line in left if word in line[1]]
        found.update((line_id, 100) for line_id, _ in left)
    return found


def _period_chips(kind: HistoryKind) -> list[Chip]:
    """学年 and 学期, or 年度, or the calendar year in which a fact began."""
    fields = kind.row.__dataclass_fields__
    if "term" in fields:
        return [
            ChoiceChip("school_year", "学年", partial(_word, "school_year")),
            ChoiceChip("term", "学期", partial(_word, "term"), kind.column("term").codes.words),  # type: ignore[union-attr]
        ]
    if "year" in fields:
        return [ChoiceChip("year", "年度", partial(_word, "year"))]
    return [ChoiceChip("began", "年份", lambda line: line.held.begins[:4])]


def _word(key: str, line: LedgerLine) -> str:
    return str(getattr(line.held, key))


def people_of(lines: Sequence[LedgerLine]) -> list[TeacherRow]:
    """The teachers of these lines, each once."""
    return list({line.teacher.id: line.teacher for line in lines}.values())
