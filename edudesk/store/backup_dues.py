"""Whether the school was backed up lately, for the start page."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from edudesk.base.due import Due
from edudesk.store.backup import Backup, State

_EVERY_DAYS = 7


def good_ones(backups: Iterable[Backup]) -> list[Backup]:
    """Those that can be relied on as far as is known, newest first."""
    return [one for one in backups if one.state not in (State.DAMAGED, State.UNREGISTERED)]


def backup_dues(backups: Sequence[Backup], today: date, page: str) -> list[Due]:
    """A backup is due a week after the last; nothing before its day. backups: all, newest first; page: where it is made."""
    good = good_ones(backups)
    if not good:
        return [Due(text="备份：学校文件还没有备份", feature="备份", page=page, word="未备份")]
    last = good[0].moment.astimezone().date()
    due = last + timedelta(_EVERY_DAYS)
    if due > today:
        return []
    text = f"备份：上次是 {last.month}月{last.day}日，已满一周"
    return [Due(text=text, feature="备份", page=page, day=due.isoformat())]
