"""回收站: deleted records, which stay until they are brought back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QWidget

from edudesk.base.columns import Column, Kind
from edudesk.base.words import some_of
from edudesk.desk import Desk
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.list_page import ListPage
from edudesk.kit.tasks import run_task
from edudesk.shell.pages import BIN
from edudesk.store.binned import Binned
from edudesk.store.timeline import Returned


@dataclass(frozen=True, slots=True)
class BinRow:
    """A deleted record as a line of the table."""

    binned: Binned

    @property
    def id(self) -> tuple[str, str]:
        return self.binned.table, self.binned.row_id


class BinPage(ListPage):
    """Deleted records; they stay until they are brought back."""

    name, title, icon_name = BIN
    unit = "条"
    concerns = frozenset({"bin", "teachers"})
    search_hint = "名称 / 属于…"
    columns = (
        Column("label", "名称", width=50, value=lambda row: row.binned.label, is_shown=True),
        Column("noun", "类别", Kind.TAG, 24, value=lambda row: row.binned.noun, is_shown=True),
        Column("owner", "属于", width=50, value=lambda row: row.binned.owner, is_shown=True),
        Column("deleted_at", "删除时间", width=40, value=lambda row: _moment(row.binned), is_shown=True),
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self._desk = desk
        super().__init__(parent)

    def rows(self) -> list[BinRow]:
        return [BinRow(binned) for binned in self._desk.timeline.bin()]

    def buttons(self) -> Sequence[QWidget]:
        self._take_back_button = button("恢复所选", self.take_back, "primary", icon_name="restore")
        return (self._take_back_button,)

    def when_empty(self) -> tuple[str, str, Sequence[tuple[str, Callable[[], object]]]]:
        return "回收站是空的。", "删除的内容会先放在这里，可以随时恢复。", ()

    def open_row(self, row: BinRow) -> None:
        self.take_back()

    def take_back(self) -> None:
        """Bring the selected records back."""
        chosen = [row.binned for row in self.table.selected()]
        if not chosen:
            messages.tell(self, "还没有选择要恢复的记录。", "请在列表里点选，可用 Ctrl 或 Shift 多选。")
            return
        run_task(
            self,
            "正在从回收站恢复",
            lambda step: self._desk.timeline.take_back(chosen),
            lambda done: messages.notice(self, _told(done)),
            button=self._take_back_button,
        )


def _told(done: Returned) -> str:
    parts = f"，连同一起删除的 {done.parts} 条" if done.parts else ""
    owners = some_of([f"{one.noun}“{one.label}”" for one in done.owners], "条")
    return f"已恢复 {done.chosen} 条{parts}。" + (f"所属的{owners}也一并恢复。" if owners else "")


def _moment(binned: Binned) -> str:
    return f"{datetime.fromisoformat(binned.deleted_at).astimezone():%Y-%m-%d %H:%M}"
