"""The pages of what is kept: 操作记录, 回收站, 备份与恢复."""

from __future__ import annotations

from typing import TYPE_CHECKING

from edudesk.kit.page import Page
from edudesk.shell.navigation.spec import PageSpec
from edudesk.shell.pages import BACKUPS, BIN, JOURNAL

if TYPE_CHECKING:
    from edudesk.shell.main_window import MainWindow


def _journal(window: MainWindow) -> Page:
    from edudesk.shell.pages.journal import JournalPage

    return JournalPage(window.desk)


def _bin(window: MainWindow) -> Page:
    from edudesk.shell.pages.bin import BinPage

    return BinPage(window.desk)


def _backups(window: MainWindow) -> Page:
    from edudesk.shell.pages.backups import BackupsPage

    return BackupsPage(window.desk)


PAGES = (
    PageSpec(JOURNAL, _journal, "设置"),
    PageSpec(BIN, _bin, "设置"),
    PageSpec(BACKUPS, _backups, "设置"),
)
