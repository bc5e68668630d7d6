"""Backups: taken by VACUUM INTO, verified before they count, thinned by age; restore.py puts them back."""

import hashlib
import json
import logging
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from edudesk.base import clock, files, paths
from edudesk.base.errors import UserError
from edudesk.base.jobs import Step, silent
from edudesk.store import journal, kept_files
from edudesk.store.engine import Store
from edudesk.store.inspection import BackupDamaged, Content, content_of, look_into
from edudesk.store.tables import records
from edudesk.store.thinning import to_keep

log = logging.getLogger(__name__)

RESTORE: Final = "store.backups.restore"
_ELSEWHERE: Final = "备份放在学校文件旁边；请把学校文件复制到可以写入的文件夹（例如“文档”），再从那里打开。"
REASONS = (
    BY_HAND, BY_ITSELF, BEFORE_RESTORE, BEFORE_UPGRADE, BEFORE_IMPORT, BEFORE_ROLLOVER, BEFORE_FREEZE
) = (
    "手动备份", "自动备份", "恢复前", "升级前", "导入前", "升学年前", "归档前"
)  # fmt: skip
_THINNED: Final = frozenset((BY_ITSELF, BEFORE_IMPORT, BEFORE_ROLLOVER, BEFORE_FREEZE))
_OTHER = "其他文件"  # put among the backups by hand
_NAME = re.compile(rf".*_(\d{{8}}-\d{{6}})_({'|'.join(REASONS)})(（\d+）)?")


class Unreadable(UserError):
    """The disk does not give the bytes of a backup."""


class State(StrEnum):
    """How far a backup may be relied on; the value is the printed word."""

    UNSEEN = "未核对"  # its size fits, its content was not read
    SOUND = "已核对"
    DAMAGED = "已损坏"
    UNREGISTERED = "未登记"  # no manifest, and it could not be opened or bears no name of ours


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup beside its school file. made: ISO moment; size: bytes; counts: rows by table; head_*: end of its
    journal; held: what its tables count (在岗教师), by word. Without a manifest only path, made, size are known.
    """

    path: Path
    made: str
    reason: str
    size: int
    sha256: str = ""
    schema: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    head_seq: int = 0
    head_mac: str = ""
    held: Mapping[str, int] = field(default_factory=dict)
    state: State = field(default=State.UNSEEN, compare=False)

    @property
    def moment(self) -> datetime:
        """When it was made."""
        return datetime.fromisoformat(self.made)

    @property
    def is_registered(self) -> bool:
        """Whether it has a manifest, which says what its content must be."""
        return self.sha256 != ""

    @property
    def words(self) -> str:
        """在岗教师 112 人; "" when it is not known."""
        counted = (table.counted for table in records().values())
        return "，".join(
            f"{one.word} {self.held[one.word]} {one.unit}" for one in counted if one and one.word in self.held
        )


def take(store: Store, reason: str = BY_HAND, step: Step = silent) -> Backup:
    """Back the school file up into the folder beside it; a backup that does not verify is not kept."""
    source = file_of(store)
    now = clock.now()
    folder = paths.backup_folder(source)
    name = files.safe_name(source.stem, f"_{now:%Y%m%d-%H%M%S}_{reason}")
    target = files.free_name(folder / f"{name}{paths.SUFFIX}")
    step(0, 3, "正在写备份")
    with files.replacing(target, _ELSEWHERE) as part:
        kept = kept_files.Backing(store, source)
        need_space(folder, source.stat().st_size * 3 + kept.room, target)
        kept.copy(step)
        with store.raw() as raw:
            raw.execute("VACUUM INTO ?", (str(part),))
            content = content_of(raw)
        step(1, 3, "正在核对备份")
        _hold_against(look_into(part, store.password, target.name), content.counts, target.name)
        digest = sha256_of(part)
        # the last: a backup without its manifest would have to be looked at again
        step(2, 3, "正在登记备份")
    bare = Backup(target, now.isoformat(timespec="seconds"), reason, target.stat().st_size)
    made = _filled(bare, content, digest, State.SOUND)
    try:
        _write_manifest(made)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    if reason in _THINNED and not store.was_restored:
        thin(source)
        kept_files.sweep(store, min(one.moment for one in listed(source)))
    return made


def listed(school_file: Path) -> list[Backup]:
    """The backups of a school file, newest first. Their size is compared with the manifest, no content is read;
    one without a readable manifest is listed by its name."""
    found = []
    for path in paths.backup_folder(school_file).glob(f"*{paths.SUFFIX}"):
        try:
            size = path.stat().st_size
        except OSError:  # gone meanwhile
            continue
        one = _registered(path) or _by_name(path, size)
        is_whole = size == one.size and size > 0
        found.append(one if is_whole else replace(one, size=size, state=State.DAMAGED))
    # two backups of one second: the one that holds more is the later
    return sorted(found, key=lambda backup: (backup.moment, backup.head_seq), reverse=True)


def _registered(path: Path) -> Backup | None:
    """The backup as its manifest tells; None when there is none that can be read."""
    try:
        facts = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        one = Backup(path=path, **facts)
        is_ours = one.moment.tzinfo is not None and len(one.sha256) == 64 and type(one.size) is int
        if is_ours and isinstance(one.counts, dict) and isinstance(one.held, dict):
            return one
        log.warning("manifest not of ours")
    except (OSError, ValueError, TypeError) as error:
        log.warning("manifest not readable: %s", type(error).__name__)
    return None


def _by_name(path: Path, size: int) -> Backup:
    if named := _NAME.fullmatch(path.stem):
        try:
            # the clock of this PC, as `take` reads it
            made = datetime.strptime(named[1], "%Y%m%d-%H%M%S").replace(tzinfo=clock.now().tzinfo)
            return Backup(path, made.isoformat(), named[2], size)
        except ValueError:  # 20261340
            pass
    made = datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
    return Backup(path, made.isoformat(), _OTHER, size)


def _filled(bare: Backup, content: Content, digest: str, state: State) -> Backup:
    return replace(
        bare, sha256=digest, schema=content.schema, counts=content.counts, held=content.held,
        head_seq=content.head.seq, head_mac=content.head.mac, state=state,
    )  # fmt: skip


def known(backup: Backup, password: str | None) -> Backup:
    """The backup with all its facts: without a manifest it is opened. Raises as look_into."""
    if backup.is_registered:
        return backup
    content = look_into(backup.path, password)
    return _filled(backup, content, sha256_of(backup.path), State.SOUND)


def check(backup: Backup, password: str | None) -> None:
    """Raises UserError unless the backup is byte for byte what was verified, and opens with the password."""
    if backup.is_registered and sha256_of(backup.path) != backup.sha256:
        raise damaged(backup)
    content = look_into(backup.path, password)
    if backup.is_registered:
        _hold_against(content, backup.counts, backup.path.name)


def damaged(backup: Backup) -> BackupDamaged:
    """What is said to whoever wants to restore a damaged backup."""
    return BackupDamaged(
        f"备份“{backup.path.name}”已损坏，没有恢复。", "请改用另一个备份；现有数据没有改动。"
    )


def checked(backups: Sequence[Backup], password: str | None, step: Step = silent) -> list[Backup]:
    """The backups with their state after every byte was read.

    One that has a name of ours and no manifest is given one anew when it opens.
    """
    done = []
    for number, one in enumerate(backups):
        step(number, len(backups), "正在核对备份")
        done.append(_seen(one, password))
    return done


def _seen(one: Backup, password: str | None) -> Backup:
    if one.state is State.DAMAGED:
        return one
    try:
        if one.is_registered:
            return replace(one, state=State.SOUND if sha256_of(one.path) == one.sha256 else State.DAMAGED)
        found = known(one, password)
        if found.reason in REASONS:
            _write_manifest(found)
            return found
    except (BackupDamaged, Unreadable):
        return replace(one, state=State.DAMAGED)
    except UserError as error:  # another password, a newer program, a folder that may not be written to
        log.warning("backup stays unregistered: %s", type(error).__name__)
    return replace(one, state=State.UNREGISTERED)


def in_words(backups: Iterable[Backup]) -> str:
    """已核对 3 份，损坏 1 份; 还没有备份 when there is none."""
    count = Counter(one.state for one in backups)
    told = (
        ("已核对", State.SOUND), ("损坏", State.DAMAGED), ("未登记", State.UNREGISTERED), ("未核对", State.UNSEEN)
    )  # fmt: skip
    return "，".join(f"{word} {count[state]} 份" for word, state in told if count[state]) or "还没有备份"


def thin(school_file: Path) -> list[Path]:
    """Remove automatic backups beyond the plan of thinning; those made by hand stay. Returns what went."""
    own = [
        one
        for one in listed(school_file)
        # a damaged one must not stand for the good ones of its day
        if one.reason in _THINNED and one.is_registered and one.state is not State.DAMAGED
    ]
    keep = to_keep([backup.moment for backup in own], clock.now())
    gone = [backup.path for backup in own if backup.moment not in keep]
    for path in gone:
        try:
            path.unlink(missing_ok=True)
            path.with_suffix(".json").unlink(missing_ok=True)
        except OSError as error:  # held by another program: the next time will do
            log.warning("old backup not removed: %s", type(error).__name__)
    return gone


def holds_all(store: Store) -> bool:
    """Whether nothing was changed since the last whole backup of the present state was made."""
    with store.transaction() as connection:
        changed = journal.last_change(connection)
        return any(
            one.is_registered
            and one.state is not State.DAMAGED
            and one.head_seq >= changed
            and journal.mac_at(connection, one.head_seq) == one.head_mac
            for one in listed(file_of(store))
        )


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
            if backup.is_registered
            and journal.mac_at(connection, backup.head_seq) != backup.head_mac
            and not (last_restore is not None and backup.moment <= last_restore)
        ]


def _hold_against(content: Content, counts: Mapping[str, int], name: str) -> None:
    if dict(content.counts) != dict(counts):
        raise BackupDamaged(
            f"备份“{name}”核对没有通过，不能使用。", "请检查磁盘后重新备份；原有数据没有改动。"
        )


def _write_manifest(backup: Backup) -> None:
    facts = {key: value for key, value in asdict(backup).items() if key not in ("path", "state")}
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
        raise Unreadable(f"读不出备份“{path.name}”。", "请检查磁盘或U盘；现有数据没有改动。") from error


def file_of(store: Store) -> Path:
    """The school file; UserError when the data lies on a server."""
    if store.path is None:
        raise UserError(
            "数据放在数据库服务器上，不能在这里备份。", "请由服务器管理员用数据库的备份工具备份。"
        )
    return store.path
