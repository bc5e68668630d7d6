"""操作记录: what was done, when, by whom; an old operation taken back; the whole proven."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QWidget

from edudesk.base.columns import Column, Kind
from edudesk.base.jobs import Step
from edudesk.desk import Desk
from edudesk.kit import messages
from edudesk.kit.buttons import button
from edudesk.kit.chips import Chip, ChoiceChip
from edudesk.kit.list_page import ListPage
from edudesk.kit.tasks import run_task
from edudesk.shell.pages import JOURNAL
from edudesk.store.backup import Backup, State, in_words
from edudesk.store.journal import Entry
from edudesk.store.proof import Proof

_AT_ONCE = 500
_KINDS = {"do": "操作", "undo": "撤销", "redo": "重做", "note": "记录"}


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry as a line of the table."""

    entry: Entry

    @property
    def id(self) -> int:
        return self.entry.seq


class JournalPage(ListPage):
    """Every entry, newest first."""

    name, title, icon_name = JOURNAL
    unit = "条"
    concerns = frozenset({"journal"})
    search_hint = "内容 / 操作人…"
    columns = (
        Column("seq", "序号", Kind.INT, 16, value=lambda row: row.entry.seq, is_shown=True),
        Column("at", "时间", width=40, value=lambda row: _moment(row.entry.at), is_shown=True),
        Column("actor", "操作人", width=24, value=lambda row: row.entry.actor, is_shown=True),
        Column("device", "电脑", width=30, value=lambda row: row.entry.device),
        Column("kind", "类别", Kind.TAG, 16, value=lambda row: _KINDS[row.entry.kind], is_shown=True),
        Column("title", "内容", width=110, value=lambda row: row.entry.title, is_shown=True),
        Column("rows", "涉及记录", Kind.INT, 20, value=lambda row: row.entry.rows, is_shown=True),
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self._desk = desk
        self._most = _AT_ONCE
        self._older = 0
        super().__init__(parent)

    def rows(self) -> list[EntryRow]:
        rows = [EntryRow(entry) for entry in self._desk.timeline.entries(self._most)]
        self._older = rows[-1].id - 1 if rows else 0  # the chain counts from 1 without a gap
        self._older_button.setVisible(self._older > 0)
        return rows

    def chips(self) -> Sequence[Chip]:
        return (
            ChoiceChip("kind", "类别", lambda row: _KINDS[row.entry.kind]),
            ChoiceChip("actor", "操作人", lambda row: row.entry.actor),
        )

    def counted(self, shown: int, total: int) -> str:
        if not self._older:
            return super().counted(shown, total)
        newest = f"最近 {total} 条" if shown == total else f"最近 {total} 条中的 {shown} 条"
        return f"{newest}，共 {total + self._older} 条"

    def show_older(self) -> None:
        """The next 500 entries as well."""
        self._most += _AT_ONCE
        self.reload()

    def buttons(self) -> Sequence[QWidget]:
        self._older_button = button("更早的记录", self.show_older, icon_name="history")
        self._older_button.hide()
        self._undo_button = button("撤销所选操作", self.undo_selected, icon_name="undo")
        self._verify_button = button("核对完整性", self.verify, icon_name="good")
        return self._older_button, self._verify_button, self._undo_button

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
            self._prove,
            self._show_proof,
            button=self._verify_button,
        )

    def _show_undone(self, entry: Entry) -> None:
        messages.notice(self, f"已撤销：{entry.title}")

    def _prove(self, step: Step) -> tuple[Proof, list[Backup], int]:
        """Called beside the window."""
        backups = self._desk.backups
        return self._desk.timeline.verify(step), backups.check(step), len(backups.missing_anchors())

    def _show_proof(self, found: tuple[Proof, list[Backup], int]) -> None:
        proof, backups, missing = found
        words = [*proof.words[:5]]
        if missing:
            words.append(f"有 {missing} 份备份里的操作记录，现在的文件里没有。")
        told = f"备份：{in_words(backups)}。"
        if words:
            messages.tell(self, "核对没有通过，数据可能被其他程序改动过。", "\n".join([*words, told]))
        elif any(one.state is State.DAMAGED for one in backups):
            messages.tell(
                self,
                "核对没有通过：学校文件完好，有备份已损坏。",
                f"{told}请到“备份与恢复”重新备份，再删除损坏的备份文件。",
            )
        else:
            messages.tell(self, f"核对通过：{proof.entries} 条操作记录连续完整，与现有数据一致。", told)


def _moment(at: str) -> str:
    return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M:%S}"
