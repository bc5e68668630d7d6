"""A school file is opened, or made."""

from pathlib import Path

from edudesk.base import files, paths
from edudesk.base.errors import UserError
from edudesk.desk.desk import Desk
from edudesk.school.rows import SchoolDraft
from edudesk.store import backup
from edudesk.store.schema import open_store


def open_desk(path: Path, password: str | None = None, *, create: bool = False) -> Desk:
    """Open a school file; an older one is backed up, then brought to the present schema.

    Raises PasswordNeeded, StoreDamaged or UserError. A backup is not opened in place: one change to it and it
    would no longer be the verified copy it is listed as.
    """
    files.check_place(path)
    if paths.is_backup(path):
        raise UserError(
            f"“{path.name}”是一份备份，不能直接打开使用。",
            "请打开学校文件后到“备份与恢复”里恢复它；学校文件已丢失时，请先把备份复制到别的文件夹再打开。",
        )
    store = open_store(
        path,
        password,
        create=create,
        before_upgrade=lambda store: backup.take(store, backup.BEFORE_UPGRADE),
    )
    try:
        desk = Desk(store)
        desk.begin_day()
        return desk
    except BaseException:
        store.close()
        raise


def found_school(path: Path, draft: SchoolDraft, password: str | None = None) -> Desk:
    """Make a new school file and open it. Raises UserError when there is a file already: it may be a school."""
    files.check_place(path)
    if path.exists():
        raise already_there(path)
    desk = open_desk(path, password, create=True)
    try:
        desk.school.found(draft)
    except BaseException:
        desk.close()
        path.unlink(missing_ok=True)
        raise
    return desk


def already_there(path: Path) -> UserError:
    """A new file is never made over an old one: it may be somebody's school."""
    return UserError(f"“{path.name}”已经存在，没有新建学校。", "请换一个文件名；原来的文件没有改动。")
