"""Backups: taken by VACUUM INTO, verified before they count, thinned by age; restore.py puts them back."""

import hashlib
import json
import logging
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from edudesk.base import clock, files, paths
from edudesk.base.errors import UserError
from edudesk.base.jobs import Step, silent
from edudesk.store import journal
from edudesk.store.engine import Store, StoreDamaged, connect, key_for, speaking
from edudesk.store.schema import refuse_strangers, schema_of
from edudesk.store.thinning import to_keep

log = logging.getLogger(__name__)

RESTORE: Final = "store.backups.restore"
_ELSEWHERE: Final = "备份放在学校文件旁边；请把学校文件复制到可以写入的文件夹（例如“文档”），再从那里打开。"
BY_HAND, BY_ITSELF, BEFORE_RESTORE, BEFORE_UPGRADE = "手动备份", "自动备份", "恢复前", "升级前"


@dataclass(frozen=True, slots=True)
class Backup:
    """A verified backup. made: ISO moment; size: bytes; counts: rows by table; head_*: end of its journal."""

    path: Path
    made: str
    reason: str
    size: int
    sha256: str
    schema: int
    counts: Mapping[str, int]
    head_seq: int
    head_mac: str

    @property
    def moment(self) -> datetime:
        """When it was made."""
        return datetime.fromisoformat(self.made)


def take(store: Store, reason: str = BY_HAND, step: Step = silent) -> Backup:
    """Back the school file up into the folder beside it; a backup that does not verify is not kept."""
    source = file_of(store)
    now = clock.now()
    folder = paths.backup_folder(source)
    name = files.safe_name(source.stem, f"_{now:%Y%m%d-%H%M%S}_{reason}")
    target = files.free_name(folder / f"{name}{paths.SUFFIX}")
    step(0, 3, "正在写备份")
    with files.replacing(target, _ELSEWHERE) as part:
        need_space(folder, source.stat().st_size * 3, target)
        with store.lock:
            with store.raw() as raw:
                raw.execute("VACUUM INTO ?", (str(part),))
                counts = row_counts(raw)
            with store.transaction() as connection:
                head = journal.head(connection)
        step(1, 3, "正在核对备份")
        _verify(part, store.password, counts)
        digest = sha256_of(part)
        step(
            2, 3, "正在登记备份"
        )  # the last: a backup without its manifest would never be listed nor thinned
    made = Backup(
        target, now.isoformat(timespec="seconds"), reason, target.stat().st_size, digest, schema_of(store), counts,
        head.seq, head.mac,
    )  # fmt: skip
    try:
        _write_manifest(made)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    if reason == BY_ITSELF and not store.was_restored:
        thin(source)
    return made


def listed(school_file: Path) -> list[Backup]:
    """The backups of a school file, newest first; files without a readable manifest are not listed."""
    found = []
    for manifest in paths.backup_folder(school_file).glob("*.json"):
        try:
            facts = json.loads(manifest.read_text(encoding="utf-8"))
            backup = Backup(path=manifest.with_suffix(paths.SUFFIX), **facts)
            if backup.moment.tzinfo is None:
                raise ValueError("no time zone")
        except (OSError, ValueError, TypeError) as error:
            log.warning("manifest not readable: %s", type(error).__name__)
            continue
        if backup.path.exists():
            found.append(backup)
    # two backups of one second: the one that holds more is the later
    return sorted(found, key=lambda backup: (backup.moment, backup.head_seq), reverse=True)


def check(backup: Backup, password: str | None) -> None:
    """Raises UserError unless the backup is byte for byte what was verified, and opens with the password."""
    if sha256_of(backup.path) != backup.sha256:
        raise UserError(f"备份“{backup.path.name}”已损坏，没有恢复。", "请改用另一个备份；现有数据没有改动。")
    _verify(backup.path, password, backup.counts)


def thin(school_file: Path) -> list[Path]:
    """Remove automatic backups beyond the plan of thinning; those made by hand stay. Returns what went."""
    own = [backup for backup in listed(school_file) if backup.reason == BY_ITSELF]
    keep = to_keep([backup.moment for backup in own], clock.now())
    gone = [backup.path for backup in own if backup.moment not in keep]
    for path in gone:
        try:
            path.unlink(missing_ok=True)
            path.with_suffix(".json").unlink(missing_ok=True)
        except OSError as error:  # held by another program: the next time will do
            log.warning("old backup not removed: %s", type(error).__name__)
    return gone


def anchors_missing(store: Store) -> list[Backup]:
    """Backups whose journal end is not on the present chain, though no restore explains it (P33).

    A cut tail or an old file put back shows here, which the chain alone cannot see.
    """
    with store.transaction() as connection:
        restored_at = journal.last_time(connection, RESTORE)
        last_restore = datetime.fromisoformat(restored_at) if restored_at else None
        return [
            backup
            for backup in listed(file_of(store))
            if journal.mac_at(connection, backup.head_seq) != backup.head_mac
            and not (last_restore is not None and backup.moment <= last_restore)
        ]


def row_counts(raw: Any) -> dict[str, int]:
    """Rows of every table of people's records by its name, from a driver connection of any schema."""
    names = [
        row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    ]
    return {
        name: int(raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])
        for name in names
        if name not in ("alembic_version", "setting")
    }


def _verify(path: Path, password: str | None, counts: Mapping[str, int]) -> None:
    failed = UserError(
        f"备份“{path.name}”核对没有通过，不能使用。", "请检查磁盘后重新备份；原有数据没有改动。"
    )
    try:
        raw = connect(path, key_for(path, password), inspect=refuse_strangers, is_exclusive=False)
        try:
            with speaking():
                is_whole = raw.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
                found = row_counts(raw)
        finally:
            raw.close()
    except StoreDamaged as error:
        raise failed from error
    if not is_whole or found != dict(counts):
        raise failed


def _write_manifest(backup: Backup) -> None:
    facts = {key: value for key, value in asdict(backup).items() if key != "path"}
    with files.replacing(backup.path.with_suffix(".json"), _ELSEWHERE) as part:
        part.write_text(json.dumps(facts, ensure_ascii=False, indent=1), encoding="utf-8")


def need_space(folder: Path, needed: int, target: Path) -> None:
    """Raises UserError unless so many bytes are free in the folder; target: the file that needs them."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise UserError(
            f"磁盘空间不足，没有写成“{target.name}”：需要 {needed / 1e6:.1f} MB，只剩 {free / 1e6:.1f} MB。",
            "请清理磁盘后再试；原有数据没有改动。",
        )


def sha256_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UserError(f"读不出备份“{path.name}”。", "请检查磁盘或U盘；现有数据没有改动。") from error


def file_of(store: Store) -> Path:
    """The school file; UserError when the data lies on a server."""
    if store.path is None:
        raise UserError(
            "数据放在数据库服务器上，不能在这里备份。", "请由服务器管理员用数据库的备份工具备份。"
        )
    return store.path
