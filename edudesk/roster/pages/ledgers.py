"""教师台账: every dated fact of a kind in one table; found, filtered, added one by one or for many, exported."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeAlias

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from edudesk.base import clock, pinyin
from edudesk.base.columns import Column
from edudesk.base.jobs import Step
from edudesk.base.masking import Audience
from edudesk.base.report import Report
from edudesk.kit import messages
from edudesk.kit.buttons import button, link
from edudesk.kit.cards import Card
from edudesk.kit.chips import Chip, ChoiceChip, ToggleChip
from edudesk.kit.counted_list import CountedList
from edudesk.kit.export_dialog import Choice, ExportDialog
from edudesk.kit.labels import label
from edudesk.kit.list_page import ListPage
from edudesk.kit.page import MARGIN, Page
from edudesk.kit.settings import remember, remembered
from edudesk.kit.tasks import run_task
from edudesk.kit.views import Keep
from edudesk.roster.histories import KIND, HistoryKind
from edudesk.roster.histories.kind import LedgerLine, ledger_columns
from edudesk.roster.pages import LEDGERS
from edudesk.roster.pages.facts import FactForms
from edudesk.roster.pages.many_facts import ManyFactsDialog
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
        run_task(self, "正在统计台账", lambda step: self._histories.counts(), self.kinds.show_counts)

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
            self.ledgers[key] = ledger
            self._stack.addWidget(ledger)
        self._stack.setCurrentWidget(self.ledgers[key])


class Ledger(ListPage):
    """One kind of dated facts; rows are read beside the window, for twenty years of 2,000 people are many."""

    concerns = LedgersPage.concerns
    search_hint = "姓名 / 拼音 / 内容…"
    import_wanted = Signal(str)
    teacher_wanted = Signal(str)

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
        self._index: Index = []
        self._found: tuple[str, dict[str, int]] = ("", {})
        super().__init__(keep_views=keep_views)
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
            partial(_read, self._histories, self.kind.key, self._is_whole),
            partial(self._take, self._asked),
        )

    def _take(self, asked: int, read: "Read") -> None:
        if asked == self._asked:  # else something changed meanwhile, and it is being read again
            self._index, self._found = read.texts, ("", {})
            self._is_read = True
            self._cut.setText(f"记录较多，先列出 {read.since} 年以来的。")
            assert self.above is not None
            self.above.setVisible(bool(read.since))
            self.show_rows(read.lines)

    def build_above(self) -> QWidget:
        above = QWidget()
        line = QHBoxLayout(above)
        line.setContentsMargins(0, 0, 0, 0)
        self._cut = label("", "muted")
        line.addWidget(self._cut)
        line.addWidget(link("显示全部年份", self.show_all))
        line.addStretch(1)
        above.hide()
        return above

    def show_all(self) -> None:
        """The facts of every year, however many."""
        self._is_whole = True
        self.reload()

    def buttons(self) -> Sequence[QWidget]:
        return (
            button(
                "导入…", lambda: self.import_wanted.emit(self.kind.key), icon_name="import", keys="Ctrl+I"
            ),
            button("导出", self.export, icon_name="export", keys="Ctrl+E"),
            button("批量登记…", self.add_many, keys="Ctrl+Shift+N"),
            button("新增", self.add, "primary", icon_name="add", keys="Ctrl+N"),
        )

    def chips(self) -> Sequence[Chip]:
        return (
            ToggleChip("present", "在岗教师", lambda line: is_present(line.teacher)),
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

    def counted(self, shown: int, total: int) -> str:
        people = len(people_of(self.model.rows))
        return f"{shown} 条，{people} 人" if shown == total else f"{shown} / {total} 条，{people} 人"

    def when_empty(self) -> tuple[str, str, Sequence[tuple[str, Callable[[], object]]]]:
        if not self._is_read:
            return f"正在读取{self.kind.title}…", "", ()
        return (
            f"还没有登记{self.kind.title}。",
            "逐人新增，或一次为多人登记；已有 Excel 台账的可以直接导入。",
            (("批量登记…", self.add_many), ("新增", self.add)),
        )

    def open_row(self, line: LedgerLine) -> None:
        self.forms.edit(self.kind, line.teacher, line.held)

    # what can be done

    def add(self) -> None:
        """A form for a new fact, with the teacher to be chosen."""
        self.forms.add_to_someone(self.kind, self._teachers.rows(), self._show_saved)

    def add_many(self) -> None:
        """The same fact for many teachers at once."""
        dialog = ManyFactsDialog(self, self.kind, self._teachers, self._histories, people_of(self.model.rows))
        dialog.stored.connect(self._tell_stored)
        dialog.open()

    def put_away(self) -> None:
        """The selected facts to the recycle bin."""
        if lines := self.table.selected():
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
            lambda choice: self._report(choice.audience, (), (), "").file_name,
            self._exports.exported,
            audiences=audiences_of(self.kind),
        ).open()

    def _prepare(self, choice: Choice) -> Callable[[], Report]:
        """What stands on screen now is exported, whatever becomes of the screen meanwhile."""
        columns = [self.columns[number] for number in self.table.shown_columns()]
        return partial(self._report, choice.audience, self.model.rows, columns, self._scope_words())

    def _report(
        self, audience: Audience, lines: Sequence[LedgerLine], columns: Sequence[Column], scope: str
    ) -> Report:
        """Called beside the window: it asks services, and no widget."""
        return ledger_report(
            self.kind,
            lines,
            columns,
            self._school.identity(),
            on=clock.today(),
            audience=audience,
            scope=scope,
            footer=self._footer(),
        )

    def _scope_words(self) -> str:
        words = [chip.text().rstrip(" ×▾") for chip in self.chip_row.chips if chip.fits is not None]
        if typed := self.search.text().strip():
            words.append(f"搜索“{typed}”")
        return "，".join(words) or "全部记录"

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
    """What was read for a ledger. since: year before which it was cut off, "" when it is whole."""

    lines: list[LedgerLine]
    texts: Index
    since: str


def _read(histories: HistoryService, key: str, is_whole: bool, step: Step) -> Read:
    """The lines of a ledger with what the search needs; beside the window."""
    is_cut = not is_whole and histories.counts()[key] > _MANY
    since = str(clock.today().year - _YEARS) if is_cut else ""
    lines = histories.rows(key, since)
    people = {line.teacher.id: line.teacher for line in lines}
    texts: dict[str, list[tuple[str, str]]] = {teacher_id: [] for teacher_id in people}
    for line in lines:
        texts[line.teacher.id].append((line.held.id, found_in(line)))
    return Read(lines, [(row, texts[row.id]) for row in people.values()], since)


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
