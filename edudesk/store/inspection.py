"""Looking into a school file that nobody has open: is it whole, what does it hold, where does its journal end."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from edudesk.base.errors import UserError
from edudesk.store.engine import StoreDamaged, connect, key_for, speaking
from edudesk.store.journal import START, Head
from edudesk.store.schema import refuse_others
from edudesk.store.tables import records


class BackupDamaged(UserError):
    """A backup is not what was written; of the school file this says nothing."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a school file holds. counts: rows by table; held: what its tables count (在岗教师), by word."""

    schema: int
    counts: Mapping[str, int]
    held: Mapping[str, int]
    head: Head


def look_into(path: Path, password: str | None, name: str = "") -> Content:
    """Open a copy, look at every page of it, and say what it holds. name: what to call it, else the file's.

    Raises BackupDamaged, PasswordNeeded, or UserError (another program's file, a newer version's).
    """
    failed = BackupDamaged(
        f"备份“{name or path.name}”核对没有通过，不能使用。", "请检查磁盘后重新备份；原有数据没有改动。"
    )
    try:
        raw = connect(path, key_for(path, password), inspect=refuse_others, is_exclusive=False)
        try:
            with speaking():
                is_whole = raw.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
                content = content_of(raw)
        finally:
            raw.close()
    except StoreDamaged as error:
        raise failed from error
    if not is_whole:
        raise failed
    return content


def content_of(raw: Any) -> Content:
    """What is in a file of any schema, from a driver connection."""
    last = raw.execute("SELECT seq, mac FROM journal_entry ORDER BY seq DESC LIMIT 1").fetchone()
    return Content(
        raw.execute("PRAGMA user_version").fetchone()[0],
        _row_counts(raw),
        _held(raw),
        Head(*last) if last else Head(0, START),
    )


def _row_counts(raw: Any) -> dict[str, int]:
    names = [
        row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    ]
    return {
        name: int(raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])
        for name in names
        if name not in ("alembic_version", "setting")
    }


def _held(raw: Any) -> dict[str, int]:
    held = {}
    for name, table in records().items():
        counted = table.counted
        columns = {row[1] for row in raw.execute(f'PRAGMA table_info("{name}")')}
        if counted is None or counted.column not in columns:  # an older schema
            continue
        marks = ", ".join("?" * len(counted.without))
        query = f"SELECT count(*) FROM \"{name}\" WHERE deleted_at = '' AND {counted.column} NOT IN ({marks})"
        held[counted.word] = int(raw.execute(query, counted.without).fetchone()[0])
    return held
