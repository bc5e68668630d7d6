"""Pages that belong to no feature: start page, journal and recycle bin, backups."""

from edudesk.kit.page import PageCard

HOME = PageCard("home", "工作台", "home")
JOURNAL = PageCard("journal", "操作记录", "history")
BIN = PageCard("bin", "回收站", "delete")
BACKUPS = PageCard("backups", "备份与恢复", "backup")
