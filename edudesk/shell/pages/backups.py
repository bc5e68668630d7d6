"""备份与恢复: back up now; restore from the list, after seeing what would be lost."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from edudesk.base.columns import Column, Kind
from edudesk.base.jobs import Step
from edudesk.desk import Desk
from edudesk.kit import messages, reveal
from edudesk.kit.buttons import button
from edudesk.kit.list_page import ListPage
from edudesk.kit.tasks import run_task
from edudesk.kit.theme import Tone
from edudesk.shell.backup_check import check_unseen
from edudesk.shell.pages import BACKUPS
from edudesk.store.backup import Backup, State, damaged, in_words
from edudesk.store.restore import Loss

_TONES = {
    State.SOUND: Tone.GOOD,
    State.DAMAGED: Tone.BAD,
    State.UNREGISTERED: Tone.WARN,
    State.UNSEEN: Tone.PLAIN,
}


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A backup as a line of the table. id: its file name."""

    backup: Backup

    @property
    def id(self) -> str:
        return self.backup.path.name


def _moment(backup: Backup) -> str:
    return f"{backup.moment.astimezone():%Y-%m-%d %H:%M:%S}"


def _entries(row: BackupRow) -> int | None:
    return row.backup.head_seq if row.backup.is_registered else None


def _kilobytes(row: BackupRow) -> int:
    return round(row.backup.size / 1000)


class BackupsPage(ListPage):
    """The backups of this school file, newest first."""

    name, title, icon_name = BACKUPS
    unit = "份"
    concerns = frozenset({"backups"})
    search_hint = "时间 / 来由…"
    columns = (
        Column("made", "备份时间", width=40, value=lambda row: _moment(row.backup), is_shown=True),
        Column("reason", "来由", Kind.TAG, 24, value=lambda row: row.backup.reason, is_shown=True),
        Column("state", "核对", Kind.TAG, 24, value=lambda row: row.backup.state.value, is_shown=True),
        Column("content", "内容", width=40, value=lambda row: row.backup.words, is_shown=True),
        Column("entries", "操作记录", Kind.INT, 20, value=_entries, is_shown=True),
        Column("size", "大小（KB）", Kind.INT, 22, value=_kilobytes, is_shown=True),
        Column("name", "文件名", width=90, value=lambda row: row.id, is_shown=True),
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self._desk = desk
        super().__init__(parent)

    def rows(self) -> list[BackupRow]:
        found = self._desk.backups.listed()
        check_unseen(self, self._desk.backups, found)
        return [BackupRow(backup) for backup in found]

    def counted(self, shown: int, total: int) -> str:
        return (
            in_words(row.backup for row in self.model.all_rows)
            if shown == total
            else super().counted(shown, total)
        )

    def tone(self, row: BackupRow, column: Column) -> Tone:
        return _TONES[row.backup.state] if column.key == "state" else Tone.BRAND

    def buttons(self) -> tuple[QWidget, ...]:
        self._restore_button = button("恢复所选…", self.restore_selected, icon_name="restore")
        self._back_up_button = button("立即备份", self.back_up, "primary", icon_name="backup")
        return (
            button("打开备份文件夹", self._show_folder, icon_name="folder"),
            self._restore_button,
            self._back_up_button,
        )

    def when_empty(self) -> tuple[str, str, Sequence[tuple[str, Callable[[], object]]]]:
        return "还没有备份。", "退出时会自动备份；也可以现在就备份一份。", (("立即备份", self.back_up),)

    def back_up(self) -> None:
        """Back up now."""
        run_task(
            self,
            "正在备份",
            lambda step: self._desk.backups.take(step=step),
            self._show_made,
            button=self._back_up_button,
        )

    def open_row(self, row: BackupRow) -> None:
        self.restore(row.backup)

    def restore_selected(self) -> None:
        """Restore the selected backup."""
        chosen = self.table.selected()
        if len(chosen) != 1:
            messages.tell(self, "还没有选择备份。", "请在列表里点选一份备份，再点“恢复所选”。")
            return
        self.restore(chosen[0].backup)

    def restore(self, backup: Backup) -> None:
        """Say what would be lost, and restore when the user still wants it."""
        if backup.state is State.DAMAGED:
            messages.fail(self, damaged(backup))
            return
        # reads the file when it has no manifest
        run_task(
            self,
            "正在比较备份",
            lambda step: self._desk.backups.lost_by(backup),
            lambda loss: self._ask(backup, loss),
            button=self._restore_button,
        )

    def _ask(self, backup: Backup, loss: Loss) -> None:
        if not messages.ask(
            self,
            f"要恢复到 {backup.moment.astimezone():%Y-%m-%d %H:%M} 的备份吗？",
            loss_words(loss),
            yes="恢复",
            no="不恢复",
        ):
            return

        def job(step: Step) -> Backup:
            return self._desk.backups.restore(backup, step)

        run_task(self, "正在恢复备份", job, self._show_restored, button=self._restore_button)

    def _show_made(self, backup: Backup) -> None:
        messages.notice(self, f"已备份并核对：{backup.path.name}")

    def _show_restored(self, before: Backup) -> None:
        messages.notice(self, f"已恢复。恢复前的状态另存为“{before.path.name}”，需要时可以再恢复回来。")

    def _show_folder(self) -> None:
        listed = self._desk.backups.listed()
        if not listed:
            messages.tell(self, "还没有备份。", "备份后，备份文件夹就在学校文件旁边。")
            return
        reveal.show_in_folder(listed[0].path)


def loss_words(loss: Loss) -> str:
    """What restoring would take away, in words."""
    lines = []
    if loss.is_foreign:
        lines.append(
            "这份备份与现在的数据不是一条线上的（可能来自恢复之前），现在的内容会整体换成备份的内容。"
        )
    elif not loss.titles:
        lines.append("备份之后没有任何改动，恢复不会丢失内容。")
    else:
        lines.append(f"备份之后的 {len(loss.titles)} 项操作将不在其中：")
        lines += [f"· {title}" for title in loss.titles[:6]]
        if len(loss.titles) > 6:
            lines.append(f"· 另有 {len(loss.titles) - 6} 项")
    lines += [f"{word}：备份时 {then}，现在 {now}" for word, then, now in loss.counts]
    lines.append("恢复前会先把现在的状态备份一份，随时可以恢复回来。")
    return "\n".join(lines)
