"""Files kept with the school, found by what they hold: photos, proofs, templates of the bureau. Same bytes, one copy.

Records name them by sha256 in the columns of Record.names_files, so that the journal needs no copy: adding, removing and
undo are changes of rows, and the bytes stay. They lie in a folder beside the school file (store.pool), sealed when it
has a password; on a server they lie in a table. Each backup names what it needs and finds it in the one folder
beside the backups, so that no backup grows by the photos of others.
"""

import hashlib
import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, insert, select

from edudesk.base import clock, paths
from edudesk.base.errors import UserError
from edudesk.base.jobs import Step, silent, stepping
from edudesk.store import journal
from edudesk.store.engine import Store
from edudesk.store.pool import Pool
from edudesk.store.tables import KeptFile, Setting, core, records

log = logging.getLogger(__name__)

MOST = 50_000_000  # bytes of one file
_FILES = core(KeptFile)
_NAME = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Fault:
    """A file that a record names and that cannot be had. noun, label: of the record; is_spoilt: it is there, with
    other bytes."""

    noun: str
    label: str
    is_spoilt: bool

    @property
    def words(self) -> str:
        """A sentence about it."""
        what = "的文件已损坏，打不开。" if self.is_spoilt else "的文件不见了。"
        return f"{self.noun}“{self.label}”{what}"


def keep(store: Store, connection: Connection, content: bytes) -> str:
    """Store bytes, unless they are there; returns their sha256. Raises UserError above MOST, or on a full disk.

    What no record names in the end is removed after a month (sweep).
    """
    if len(content) > MOST:
        raise UserError(
            f"文件有 {len(content) // 1_000_000} MB，超过 {MOST // 1_000_000} MB，没有存入。",
            "请删去其中的图片或分成几个文件后再试；数据没有改动。",
        )
    if store.path is not None:
        return _beside(store, connection).keep(content)
    name = hashlib.sha256(content).hexdigest()
    if connection.scalar(select(_FILES.c.sha256).where(_FILES.c.sha256 == name)) is None:
        connection.execute(insert(_FILES), [{"sha256": name, "content": content}])
    return name


def kept(store: Store, connection: Connection, name: str) -> bytes | None:
    """The bytes with this sha256; None when they are nowhere to be had, not even beside the backups."""
    content: bytes | None = None
    if store.path is not None:
        pool = _beside(store, connection)
        content = pool.kept(name)
        if content is None and (content := _of_backups(store.path, pool).kept(name)) is not None:
            log.warning("a kept file came back from the backups")
            pool.keep(content)
    return content if content is not None else _inside(connection, name)


def _inside(connection: Connection, name: str) -> bytes | None:
    stored = connection.scalar(select(_FILES.c.content).where(_FILES.c.sha256 == name))
    return bytes(stored) if stored is not None and hashlib.sha256(stored).hexdigest() == name else None


def named(connection: Connection) -> dict[str, tuple[str, str]]:
    """The sha256 of every file that is needed -> noun and label of a record that needs it.

    Rows in the recycle bin need theirs too, and so do drafts, which are settings.
    """
    found = dict.fromkeys(_in_drafts(connection), ("草稿", "还没有提交的内容"))
    for table in records().values():
        sheet = core(table)
        for column in table.names_files:
            for row in connection.execute(select(sheet).where(sheet.c[column] != "")).mappings():
                found[row[column]] = table.noun, table.named(dict(row))
    return found


def _in_drafts(connection: Connection) -> set[str]:
    c = core(Setting).c
    drafts = connection.scalars(select(c.value).where(c.key != journal.KEY))
    return {name for text in drafts for name in _NAME.findall(text)}


def faults(store: Store, step: Step = silent) -> list[Fault]:
    """Every file that a record names and that is missing or has other bytes than were kept; all are read.

    Others may save meanwhile. One that lies beside the backups is put back and is no fault.
    """
    with store.transaction() as connection:
        needed = named(connection)
    lacking = missing(store, needed, step)
    found = [Fault(*needed[name], is_spoilt) for name, is_spoilt in lacking.items()]
    return sorted(found, key=lambda one: (one.noun, one.label))


def missing(store: Store, names: Iterable[str], step: Step = silent) -> dict[str, bool]:
    """Of the files with these sha256 those that cannot be had: sha256 -> whether one is there with other bytes."""
    with store.transaction() as connection:
        pool = _beside(store, connection) if store.path is not None else None
    found = {}
    for name in stepping(list(names), step, "正在核对附件", 1):
        if pool is not None and pool.kept(name) is not None:
            continue
        with store.transaction() as connection:
            is_there = kept(store, connection, name) is not None
        if not is_there:
            found[name] = pool is not None and pool.holds(name)
    return found


class Backing:
    """What a backup made now needs of the folder beside the backups."""

    def __init__(self, store: Store, school_file: Path) -> None:
        with store.transaction() as connection:
            self._names = named(connection)
            self._live = _beside(store, connection)
        self._backed = _of_backups(school_file, self._live)

    @property
    def room(self) -> int:
        """Bytes that are to be copied."""
        return sum(self._live.size(name) for name in self._names if not self._backed.holds(name))

    def copy(self, step: Step) -> None:
        """Bring what is not there yet; a file that is damaged is left out, verify tells of it."""
        self._backed.take_over(self._names, self._live, step)


def bring_back(restored: Store, connection: Connection, backup: Path, target: Path) -> None:
    """Bring the files that a restored content names and that lie beside its backup back beside the school file.

    target: the school file that the restored one is about to become.
    """
    key = _key(restored, connection)
    beside = Pool(backup.parent / paths.KEPT, key)
    Pool(paths.kept_folder(target), key).take_over(named(connection), beside)


def sweep(store: Store, oldest: datetime) -> None:
    """Remove what nothing names for a month: beside the school file what no record and no draft does, beside the
    backups what none of them does. oldest: moment of the oldest backup."""
    if store.path is None:
        return
    with store.transaction() as connection:
        needed, live = named(connection), _beside(store, connection)
    now = clock.now()
    live.sweep(needed, now)
    # each backup touches what it names: what was last touched before the oldest is named by none that is left
    _of_backups(store.path, live).sweep(needed, min(oldest, now))


def _beside(store: Store, connection: Connection) -> Pool:
    assert store.path is not None
    return Pool(paths.kept_folder(store.path), _key(store, connection))


def _of_backups(school_file: Path, live: Pool) -> Pool:
    return Pool(paths.backup_folder(school_file) / paths.KEPT, live.key)


def _key(store: Store, connection: Connection) -> bytes | None:
    return journal.secret(connection, "kept files") if store.is_encrypted else None
