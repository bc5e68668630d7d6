"""操作记录 and 回收站: what was done, by whom; an old operation taken back, a deleted record brought back."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QWidget

from edudesk.base.columns import Column, Kind
from edudesk.desk import Desk
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.chips import Chip, ChoiceChip
from edudesk.kit.list_page import ListPage
from edudesk.kit.tasks import run_task
from edudesk.shell.pages import BIN, JOURNAL
from edudesk.store.journal import Entry
from edudesk.store.proof import Proof
from edudesk.store.timeline import Binned

_KINDS = {"do": "操作", "undo": "撤销", "redo": "重做", "note": "记录"}


class EntryRow:
    """An entry as a line of the table."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.id = self.seq = entry.seq
        self.at = f"{datetime.fromisoformat(entry.at).astimezone():%Y-%m-%d %H:%M:%S}"
        self.actor, self.device, self.title = entry.actor, entry.device, entry.title
        self.kind = _KINDS[entry.kind]
        self.rows = entry.rows


class JournalPage(ListPage):
    """Every entry, newest first."""

    name, title, icon_name = JOURNAL
    unit = "条"
    concerns = frozenset({"journal"})
    search_hint = "内容 / 操作人…"
    columns = (
        Column("seq", "序号", Kind.INT, 16, is_shown=True),
        Column("at", "时间", width=40, is_shown=True),
        Column("actor", "操作人", width=24, is_shown=True),
        Column("device", "电脑", width=30),
        Column("kind", "类别", Kind.TAG, 16, is_shown=True),
        Column("title", "内容", width=110, is_shown=True),
        Column("rows", "涉及记录", Kind.INT, 20, is_shown=True),
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self._desk = desk
        super().__init__(parent)

    def rows(self) -> list[EntryRow]:
        return [EntryRow(entry) for entry in self._desk.timeline.entries()]

    def chips(self) -> Sequence[Chip]:
        return (
            ChoiceChip("kind", "类别", lambda row: row.kind),
            ChoiceChip("actor", "操作人", lambda row: row.actor),
        )

    def buttons(self) -> Sequence[QWidget]:
        self._undo_button = button("撤销所选操作", self.undo_selected, icon_name="undo")
        self._verify_button = button("核对完整性", self.verify, icon_name="good")
        return self._verify_button, self._undo_button

    def undo_selected(self) -> None:
        """Take one entry back, also one of an earlier day, unless later changes touch the same fields."""
        chosen = self.table.selected()
        if len(chosen) != 1 or chosen[0].entry.kind != "do":
            messages.tell(self, "没有选中可以撤销的操作。", "请在列表里点选一条类别为“操作”的记录。")
            return
        entry = chosen[0].entry
        run_task(
            self,
            f"正在撤销：{entry.title}",
            lambda step: self._desk.timeline.undo(entry.seq),
            self._show_undone,
            button=self._undo_button,
        )

    def verify(self) -> None:
        """Hold journal, records and backups against each other."""
        run_task(
            self,
            "正在核对",
            lambda step: (self._desk.timeline.verify(), len(self._desk.backups.missing_anchors())),
            self._show_proof,
            button=self._verify_button,
        )

    def _show_undone(self, entry: Entry) -> None:
        messages.notice(self, f"已撤销：{entry.title}")

    def _show_proof(self, found: tuple[Proof, int]) -> None:
        proof, missing = found
        if proof.is_whole and not missing:
            messages.tell(self, f"核对通过：{proof.entries} 条操作记录连续完整，与现有数据一致。")
            return
        words = []
        if proof.broken_at is not None:
            words.append(f"操作记录从第 {proof.broken_at} 条起与原来的不一致。")
        words += [f"{noun}“{label}”的内容与操作记录不一致。" for noun, label in proof.strays[:5]]
        if missing:
            words.append(f"有 {missing} 份备份里的操作记录，现在的文件里没有。")
        messages.tell(self, "核对没有通过，数据可能被其他程序改动过。", "\n".join(words))


class BinRow:
    """A deleted record as a line of the table."""

    def __init__(self, binned: Binned) -> None:
        self.binned = binned
        self.id = (binned.table, binned.row_id)
        self.noun, self.label = binned.noun, binned.label
        self.deleted_at = f"{datetime.fromisoformat(binned.deleted_at).astimezone():%Y-%m-%d %H:%M}"


class BinPage(ListPage):
    """Deleted records; they stay until they are brought back."""

    name, title, icon_name = BIN
    unit = "条"
    concerns = frozenset({"bin", "teachers"})
    search_hint = "名称…"
    columns = (
        Column("label", "名称", width=50, is_shown=True),
        Column("noun", "类别", Kind.TAG, 24, is_shown=True),
        Column("deleted_at", "删除时间", width=40, is_shown=True),
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self._desk = desk
        super().__init__(parent)

    def rows(self) -> list[BinRow]:
        return [BinRow(binned) for binned in self._desk.timeline.bin()]

    def buttons(self) -> Sequence[QWidget]:
        return (button("恢复所选", self.take_back, "primary", icon_name="restore"),)

    def when_empty(self):  # type: ignore[no-untyped-def]
        return "回收站是空的。", "删除的教师会先放在这里，可以随时恢复。", ()

    def open_row(self, row: BinRow) -> None:
        self.take_back()

    def take_back(self) -> None:
        """Bring the selected records back."""
        chosen = [row.binned for row in self.table.selected()]
        if not chosen:
            messages.tell(self, "还没有选择要恢复的记录。", "请在列表里点选，可用 Ctrl 或 Shift 多选。")
            return
        self._desk.timeline.take_back(chosen)
        messages.notice(self, f"已恢复 {len(chosen)} 条。")
