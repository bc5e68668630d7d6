"""Backups that were not read yet are read beside the window; the start page and the list of backups share it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from edudesk.kit.tasks import run_task
from edudesk.store.backup import Backup, State
from edudesk.store.backups import Backups


def check_unseen(page: QWidget, backups: Backups, listed: Sequence[Backup]) -> None:
    """Read, beside the window, the backups that were not read yet; pages hear of it when it is done."""
    if any(one.state is State.UNSEEN for one in listed):
        run_task(page, "正在核对备份", backups.check_unseen)
