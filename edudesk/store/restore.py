"""Putting a backup in place of the school file: what would be lost, and the present state kept first."""

import platform
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from edudesk.base import files
from edudesk.base.errors import UserError
from edudesk.base.jobs import Step, silent
from edudesk.store import journal, kept_files
from edudesk.store.backup import (
    BEFORE_RESTORE,
    RESTORE,
    Backup,
    check,
    file_of,
    known,
    need_space,
    take,
)
from edudesk.store.engine import Store, is_plain
from edudesk.store.inspection import content_of
from edudesk.store.rights import LOCAL_USER
from edudesk.store.schema import open_store
from edudesk.store.tables import records


@dataclass(frozen=True, slots=True)
class Loss:
    """What restoring a backup would take away: titles of later entries that changed something (newest first),
    and what was counted then and is now, where it differs (在岗教师, 111, 112)."""

    titles: tuple[str, ...]
    counts: tuple[tuple[str, int, int], ...]
    is_foreign: bool


def lost_by(store: Store, backup: Backup) -> Loss:
    """What restoring the backup over the open file would take away. Raises UserError when it cannot be opened."""
    backup = known(backup, store.password)
    with store.transaction() as connection:
        is_foreign = journal.mac_at(connection, backup.head_seq) != backup.head_mac
        later = [] if is_foreign else journal.entries(connection, after=backup.head_seq)
    with store.raw() as raw:
        now = content_of(raw)
    counts = []
    for name, table in records().items():
        word = table.counted.word if table.counted else ""
        if word in backup.held and word in now.held:
            counts.append((word, backup.held[word], now.held[word]))
        else:
            counts.append((table.noun, backup.counts.get(name, 0), now.counts.get(name, 0)))
    differing = tuple((word, then, count) for word, then, count in counts if then != count)
    return Loss(tuple(entry.title for entry in later if entry.rows), differing, is_foreign)


def restore(store: Store, backup: Backup, actor: str, device: str, step: Step = silent) -> Backup:
    """Put a backup in place of the open file; the present state is backed up first and returned.

    The store is reopened, on the restored content or, when that could not be put in place, on the present
    one. Raises UserError when the backup is damaged or the disk is full; the present file is then untouched.
    """
    target = file_of(store)
    step(0, 2, "正在备份现在的状态")
    check(backup, store.password)
    if is_plain(backup.path) is store.is_encrypted:
        raise UserError(
            f"备份“{backup.path.name}”没有密码保护，现在的学校文件有，没有恢复。",
            "请把这个备份复制到别处单独打开；现有数据没有改动。",
        )
    before = take(store, BEFORE_RESTORE)
    step(1, 2, "正在恢复")  # the last: from here on it cannot be cancelled
    left = {"seq": before.head_seq, "mac": before.head_mac, "at": before.made}
    with store.lock:
        store.close()
        try:
            _put_in_place(backup, target, store.password, actor, device, {"left": left})
        finally:
            store.reopen()
        store.was_restored = True
    return before


def restore_closed(
    school_file: Path,
    backup: Backup,
    password: str | None,
    actor: str = LOCAL_USER.name,
    device: str = "",
) -> Path | None:
    """Put a backup in place of a file that cannot be opened; the damaged file is kept and returned."""
    check(backup, password)
    with _kept_aside(school_file) as kept:
        _put_in_place(backup, school_file, password, actor, device or platform.node(), {})
    return kept


@contextmanager
def _kept_aside(school_file: Path) -> Iterator[Path | None]:
    """A copy of a damaged file beside it, None when there is no file; when nothing takes its place all is as it was."""
    if not school_file.exists():
        yield None
        return
    kept = files.free_name(school_file.with_suffix(".damaged"))
    with files.replacing(kept) as part:
        shutil.copyfile(school_file, part)
    hot, aside = (file.with_name(file.name + "-journal") for file in (school_file, kept))
    try:
        # left where it is, the damaged file's journal would be rolled into the restored one
        if hot.exists():
            hot.replace(aside)
        yield kept
    except BaseException:
        with suppress(OSError):
            if aside.exists():
                aside.replace(hot)
            kept.unlink()
        raise


def _put_in_place(
    backup: Backup, target: Path, password: str | None, actor: str, device: str, detail: Mapping[str, Any]
) -> None:
    """Copy the backup beside the target, bring the copy to our schema, note the restore in it, swap it in."""
    with files.replacing(target) as part:
        need_space(target.parent, backup.size * 3, target)
        shutil.copyfile(backup.path, part)
        restored = open_store(part, password)
        try:
            with restored.transaction() as connection:
                journal.append(
                    connection,
                    actor=actor,
                    device=device,
                    verb=RESTORE,
                    title=f"恢复备份 {backup.moment:%Y-%m-%d %H:%M}",
                    kind="note",
                    changes=(),
                    detail=detail,
                )
                kept_files.bring_back(restored, connection, backup.path, target)
        finally:
            restored.close()
