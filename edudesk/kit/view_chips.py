"""分组 ▾ and 视图 ▾ beside the chips of a list."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from edudesk.base.columns import Column
from edudesk.kit import messages
from edudesk.kit.chips import Chip
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.row_order import is_groupable
from edudesk.kit.table_view import TableView
from edudesk.kit.views import Keep, Preset, State, ViewShelf

_NAME = Column("name", "视图名称", required=True, help="如：语文组、退休名册")


class GroupChip(Chip):
    """分组 ▾: the rows under headings, by one of the columns that have few words."""

    def __init__(self, table: TableView) -> None:
        super().__init__("group", "分组")
        self._table, self._model = table, table.rows_model()
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        self._model.modelReset.connect(self._show)
        self._show()

    def _show(self) -> None:
        column = self._model.grouping
        name = "" if column is None else self._model.columns[column].full_title
        self._look(bool(name), f"分组：{name} ▾" if name else "分组 ▾")

    def _fill(self) -> None:
        self._menu.clear()
        arrangement, grouping = self._table.arrangement, self._model.grouping
        shown = self._table.shown_columns()
        order = dict.fromkeys([*shown, *range(len(self._model.columns))])
        _entry(self._menu, "不分组", lambda: arrangement.group(None), grouping is None)
        for number in order:
            column = self._model.columns[number]
            if is_groupable(column):
                _entry(
                    self._menu,
                    f"按{column.full_title}",
                    partial(arrangement.group, number),
                    number == grouping,
                )
        if grouping is not None:
            self._menu.addSeparator()
            _entry(self._menu, "全部展开", partial(self._model.fold_all, False))
            _entry(self._menu, "全部收起", partial(self._model.fold_all, True))


class ViewChip(Chip):
    """视图 ▾: the named views of the school, and the searches that come with the program.

    state(): how the list looks now; apply(state): let it look so. keep: None for a page without named views.
    """

    def __init__(
        self,
        keep: Keep | None,
        presets: Sequence[Preset],
        state: Callable[[], State],
        apply: Callable[[State], object],
        ask_sorting: Callable[[], object],
    ) -> None:
        super().__init__("view", "视图")
        self._keep, self._presets = keep, tuple(presets)
        self._state, self._apply, self._ask_sorting = state, apply, ask_sorting
        self.shelf = ViewShelf.read(keep.read()) if keep is not None else ViewShelf()
        self.current = ""
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        self._look(False, "视图 ▾")

    def open_first(self) -> None:
        """Show the view meant for the start, if there is one."""
        if self.shelf.first:
            self.show_view(self.shelf.first)

    def show_view(self, name: str) -> None:
        """Let the list look as the view says; "" as it is declared."""
        view = self.shelf.find(name)
        self._apply(view.state if view is not None else {})
        self._name_current(name if view is not None else "")

    def save_as(self) -> FormDialog:
        """Ask for a name and keep how the list looks now under it."""
        return self._ask_name("保存为视图", "", lambda name: self.shelf.add(name, self._state()))

    def save(self) -> None:
        """Keep how the list looks now under the current name."""
        self._put(self.shelf.put(self.current, self._state()))
        messages.notice(self, f"已保存到视图“{self.current}”。")

    def rename(self) -> FormDialog:
        """Ask for another name of the current view."""
        current = self.current
        return self._ask_name("视图改名", current, lambda name: self.shelf.rename(current, name))

    def remove(self) -> None:
        """Delete the current view; it can be taken back."""
        before, name = self.shelf, self.current
        self._put(before.remove(name))
        self._name_current("")

        def take_back() -> None:
            self._put(before)
            self._name_current(name)

        messages.notice(self, f"已删除视图“{name}”。", ("撤销", take_back))

    def open_at_start(self, is_wanted: bool) -> None:
        """Whether the page shows the current view when the program starts."""
        self._put(ViewShelf(self.shelf.views, self.current if is_wanted else ""))

    def _ask_name(self, title: str, name: str, shelf: Callable[[str], ViewShelf]) -> FormDialog:
        def save(typed: dict[str, object]) -> str:
            chosen = str(typed["name"])
            self._put(shelf(chosen))
            return chosen

        return FormDialog.edit(
            self.window(), title, (("", (_NAME,)),), {"name": name}, save, self._name_current
        )

    def _put(self, shelf: ViewShelf) -> None:
        assert self._keep is not None
        self._keep.write(shelf.document())
        self.shelf = shelf

    def _name_current(self, name: str) -> None:
        self.current = name
        self._look(bool(name), f"视图：{name} ▾" if name else "视图 ▾")

    def _fill(self) -> None:
        menu, current = self._menu, self.current
        menu.clear()
        for view in self.shelf.views:
            word = f"{view.name}（打开时显示）" if view.name == self.shelf.first else view.name
            _entry(menu, word, partial(self.show_view, view.name), view.name == current)
        _entry(menu, "恢复原样", partial(self.show_view, "")).setToolTip("默认的列和筛选，不排序，不分组")
        if self._presets:
            menu.addSeparator()
            menu.addAction("现成的查询").setEnabled(
                False
            )  # a section's title is not painted with a style sheet
            for preset in self._presets:
                _entry(menu, preset.title, preset.apply).setToolTip(preset.help)
        menu.addSeparator()
        if self._keep is not None:
            _entry(menu, "保存为视图…", self.save_as)
            if current:
                _entry(menu, f"保存改动到“{current}”", self.save)
                _entry(menu, f"“{current}”改名…", self.rename)
                _entry(menu, f"删除“{current}”", self.remove)
                is_first = current == self.shelf.first
                _entry(menu, "打开时显示这个视图", lambda: self.open_at_start(not is_first), is_first)
            menu.addSeparator()
        _entry(menu, "排序…", self._ask_sorting)


def _entry(menu: QMenu, word: str, does: Callable[[], Any], is_ticked: bool | None = None) -> QAction:
    entry = QAction(word, menu)
    if is_ticked is not None:
        entry.setCheckable(True)
        entry.setChecked(is_ticked)
    entry.triggered.connect(lambda _on=False: does())
    menu.addAction(entry)
    return entry
