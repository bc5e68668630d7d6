"""A damaged school file: the last good backup is offered, the damaged file is kept."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from edudesk.base.errors import UserError
from edudesk.kit import messages
from edudesk.store import backup
from edudesk.store.restore import restore_closed


def offer_recovery(parent: QWidget | None, file: Path, password: str | None, error: UserError) -> bool:
    """Ask whether to restore the newest backup that is good; True when it was restored."""
    for candidate in backup.listed(file):
        try:
            backup.check(candidate, password)
        except UserError:
            continue
        when = f"{candidate.moment.astimezone():%Y-%m-%d %H:%M}"
        if not messages.ask(
            parent,
            f"{error.text}可以用 {when} 的备份恢复。",
            f"{when} 之后的改动可能不在其中；损坏的文件会另存保留。",
            yes="用备份恢复",
            no="暂不恢复",
        ):
            return False
        kept = restore_closed(file, candidate, password)
        messages.tell(parent, f"已恢复到 {when}。", f"损坏的文件保留为“{kept.name}”。" if kept else "")
        return True
    messages.fail(parent, UserError(error.text, "没有找到可用的备份；请从U盘或其他电脑找回备份文件后打开。"))
    return False
