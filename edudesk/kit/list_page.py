"""The page every list copies: heading, search, chips, table, a drawer beside it, an area below."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from edudesk.base.columns import Column
from edudesk.kit.batch_edit import BatchEdit
from edudesk.kit.changes import Batch
from edudesk.kit.chips import Chip, ChipRow
from edudesk.kit.drawer import Drawer, DrawerSplitter
from edudesk.kit.fields import Spell
from edudesk.kit.page import Page, PageHead, column_layout
from edudesk.kit.row_list import Row
from edudesk.kit.row_model import RowModel
from edudesk.kit.search_line import SearchLine
from edudesk.kit.table_view import TableView
from edudesk.kit.theme import Tone
from edudesk.kit.view_chips import GroupChip, ViewChip
from edudesk.kit.views import Keep, Preset, State


class ListPage(Page):
    """A list of rows. A page sets name, title, columns, concerns and writes rows(); the rest is optional, as grouped_by:
    key of the column by whose words the rows are grouped at first.

    rows(): what to show. buttons(): quiet ones first, the primary last. chips(): filters.
    build_drawer(): details of the selected row, filled by show_row(row). build_above(): a line over the table;
    build_below(): cards under it, filled by rows_read(rows). presets(): searches that come with the program.
    keep_views: where named views are kept. save_cell(row, key, text): makes cells editable, see RowModel.
    build_batch(): many cells at once. rank(typed, row): how well a row fits the search. spell: finds choices by pinyin.
    """

    columns: tuple[Column, ...] = ()
    search_hint = "搜索…"
    search_width = 184
    unit = "条"
    grouped_by = ""
    save_cell: Callable[[Row, str, str], Row | None] | None = None
    rank: Callable[[str, Row], int | None] | None = None
    spell: Spell | None = None

    def __init__(self, parent: QWidget | None = None, keep_views: Keep | None = None) -> None:
        super().__init__(parent)
        self.model = RowModel(
            self.columns,
            save=self.save_cell,
            rank=self.rank,
            tone=self.tone,
            shade=self.shade,
            spark=self.spark,
            bar=self.bar,
            grouped_by=self.grouped_by,
            parent=self,
        )
        self.table = TableView(self.model, self.name, spell=self.spell)
        self.table.headings.unit = self.unit
        batch = self.build_batch()
        self.batch_edit = None if batch is None else BatchEdit(self.table, batch, self.spell)
        self.head = PageHead(self.title, buttons=self.buttons())
        self.search = SearchLine(self.search_hint)
        self.search.setFixedWidth(self.search_width)
        self.search.descended.connect(self._to_first_hit)
        self.chip_row = ChipRow(self.chips())
        self._declared_chips = self.chip_row.state()
        self.group_chip = GroupChip(self.table)
        self.view_chip = ViewChip(
            keep_views, self.presets(), self.look, self.look_like, self.table.arrangement.ask_sorting
        )
        self.chip_row.add_tools((self.group_chip, self.view_chip))
        self.drawer = self.build_drawer()
        self.above, self.below = self.build_above(), self.build_below()

        # each part has its parent before it is filled: whatever is moved with all that is in it is styled again
        place = QWidget(self) if self.drawer is None else DrawerSplitter(self.drawer, self.name, self)
        main = place.main if isinstance(place, DrawerSplitter) else place
        main.setMinimumWidth(420)
        column = column_layout(main)
        column.addWidget(self.head)
        filters = QHBoxLayout()
        filters.setSpacing(12)
        filters.addWidget(self.search, 0, Qt.AlignmentFlag.AlignTop)
        filters.addWidget(self.chip_row, 1, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(filters)
        if self.above is not None:
            column.addWidget(self.above)
        column.addWidget(self.table, 1)
        if self.below is not None:
            column.addWidget(self.below)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(place)
        if self.drawer is not None:
            self.drawer.closed.connect(self.table.setFocus)

        self.search.textChanged.connect(self.model.set_search)
        self.chip_row.changed.connect(self._filter)
        self.model.counted.connect(self._show_counts)
        self.table.opened.connect(self.open_row)
        self.table.chosen.connect(self._show_chosen)
        self.table.edit_ended.connect(self.resume)
        QShortcut(QKeySequence.StandardKey.Find, self, self._to_search)
        self.model.set_chips(self.chip_row.filters())
        self.view_chip.open_first()

    # a page writes what it needs of these

    def rows(self) -> Sequence[Row]:
        """The rows, read anew."""
        raise NotImplementedError

    def buttons(self) -> Sequence[QWidget]:
        """Buttons of the heading, the primary last."""
        return ()

    def chips(self) -> Sequence[Chip]:
        """Filter chips from left to right."""
        return ()

    def presets(self) -> Sequence[Preset]:
        """Searches offered beside the named views."""
        return ()

    def build_batch(self) -> Batch | None:
        """How many cells are changed at once (paste, fill down, 批量修改); None for a page without it."""
        return None

    def build_drawer(self) -> Drawer | None:
        """A drawer, or None for a page without one."""
        return None

    def build_above(self) -> QWidget | None:
        """What stands between the chips and the table."""
        return None

    def build_below(self) -> QWidget | None:
        """What stands under the table."""
        return None

    def show_row(self, row: Row) -> None:
        """Fill the drawer."""

    def open_row(self, row: Row) -> None:
        """Enter or double click: by default the drawer opens."""
        if self.drawer is not None:
            self.show_row(row)
            self.drawer.show()

    def rows_read(self, rows: Sequence[Row]) -> None:
        """Fill what stands under the table, from all rows."""

    def tone(self, row: Row, column: Column) -> Tone:
        """Colour of a tag."""
        return Tone.BRAND

    def shade(self, row: Row, column: Column) -> Tone | None:
        """Ground of a cell."""
        return None

    def spark(self, row: Row, column: Column) -> Sequence[float | None]:
        """Figures drawn as a line in a cell, () for a text."""
        return ()

    def bar(self, row: Row, column: Column) -> float | None:
        """Share drawn as a bar before the text of a cell, None for none."""
        return None

    def counted(self, shown: int, total: int) -> str:
        """The quiet note beside the title."""
        return f"共 {total} {self.unit}" if shown == total else f"{shown} / {total} {self.unit}"

    def when_empty(self) -> tuple[str, str, Sequence[tuple[str, Callable[[], object]]]]:
        """What a page without any rows says, what to do, and the buttons that do it."""
        return f"还没有{self.title}。", "", ()

    # what it does by itself

    def is_busy(self) -> bool:
        return self.table.is_editing

    def reload(self) -> None:
        self.show_rows(self.rows())

    def show_rows(self, rows: Sequence[Row]) -> None:
        """These are the rows now; for reload(), also of a page that reads them beside the window."""
        self.chip_row.offer(rows)
        self._say_empty(len(rows))
        self.model.set_rows(rows)
        self.rows_read(rows)
        chosen = self.table.selected()
        if self.drawer is not None and not self.drawer.isHidden():
            if chosen:
                self.show_row(chosen[0])
            else:
                self.drawer.close_drawer()

    def go_to(self, row_id: object) -> bool:
        """Select a row, taking filters away that hide it, and open its drawer; False when it is gone."""
        self.settle()
        if self.model.place_of(row_id) is None:
            self.model.unfold_row(row_id)
        if self.model.place_of(row_id) is None:
            self.clear_filters()
            self.model.unfold_row(row_id)
        place = self.model.place_of(row_id)
        if place is None:
            return False
        is_told = [row.id for row in self.table.selected()] != [row_id]  # by the table, once it is selected
        self.table.select([row_id])
        self.table.setFocus()
        if self.drawer is not None and not is_told:
            self.open_row(self.model.row(place))
        # a page that has just been built gets its height only now; the row must not end below its edge
        QTimer.singleShot(0, self.table, self._show_current)
        return True

    def _show_current(self) -> None:
        self.table.scrollTo(self.table.currentIndex())

    def lock(self, refusal: str) -> None:
        """While refusal says why, nothing in the table can be changed; "" ends it."""
        self.model.lock(bool(refusal))
        if self.batch_edit is not None:
            self.batch_edit.refusal = refusal

    def look(self) -> State:
        """How the list looks now: columns, order, sorting, groups, chips and search, as JSON."""
        return {
            "table": self.table.arrangement.state(),
            "chips": self.chip_row.state(),
            "search": self.search.text(),
        }

    def look_like(self, state: State) -> None:
        """Let the list look as look() told once; what is not said is as declared."""
        self.table.arrangement.apply(state.get("table", {}))
        self.chip_row.apply(state.get("chips", self._declared_chips))
        self.search.setText(state.get("search", ""))

    def screen_columns(self) -> list[Column]:
        """The columns as they stand in the table, from left to right."""
        return [self.columns[number] for number in self.table.shown_columns()]

    def filter_words(self) -> str:
        """What the rows on screen are limited to (在岗，搜索“zmh”); "" when all are there."""
        words = [chip.text().rstrip(" ×▾") for chip in self.chip_row.chips if chip.fits is not None]
        if typed := self.search.text().strip():
            words.append(f"搜索“{typed}”")
        return "，".join(words)

    def clear_filters(self) -> None:
        """Empty search, no chips."""
        self.search.clear()
        self.chip_row.clear()

    def _filter(self) -> None:
        self.model.set_chips(self.chip_row.filters())

    def _show_counts(self, shown: int, total: int) -> None:
        self.head.note.setText(self.counted(shown, total))
        self._say_empty(total)

    def _say_empty(self, total: int) -> None:
        if total:
            self.table.empty.say("没有符合条件的记录。", "", (("清除筛选", self.clear_filters),))
        else:
            self.table.empty.say(*self.when_empty())

    def _show_chosen(self, rows: Sequence[Row]) -> None:
        if self.drawer is not None and len(rows) == 1:
            self.show_row(rows[0])
            self.drawer.show()

    def _to_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.drawer is not None and not self.drawer.isHidden():
            self.drawer.close_drawer()
        else:
            super().keyPressEvent(event)

    def _to_first_hit(self) -> None:
        if rows := self.model.rows:
            self.table.setFocus()
            self.model.unfold_row(rows[0].id)
            self.table.select([rows[0].id])
