"""Which schema a file has, and how it is brought to ours: Alembic, one transaction per revision."""

import logging
import platform
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, MetaData, Table, select, update

from edudesk.base import paths
from edudesk.base.errors import UserError
from edudesk.store import journal
from edudesk.store.engine import APPLICATION_ID, Store, StoreDamaged, key_for, speaking
from edudesk.store.journal import Change

log = logging.getLogger(__name__)

# The newest revision in migrations/versions; also user_version of the file (test_schema holds them together).
SCHEMA = 15
MIGRATIONS = Path(__file__).with_name("migrations")


def open_store(
    path: Path,
    password: str | None = None,
    *,
    create: bool = False,
    before_upgrade: Callable[[Store], object] | None = None,
) -> Store:
    """Open a school file, check it and bring it to the present schema.

    create: make the file when it does not exist; without it a missing file raises UserError.
    before_upgrade: called once with the store before an older file is changed (the backup).
    Raises PasswordNeeded, StoreDamaged, or UserError (in use, made by a newer program …).
    """
    is_empty = path.exists() and path.stat().st_size == 0
    if is_empty and (not create or paths.backup_folder(path).exists()):
        raise StoreDamaged(
            f"学校文件“{path.name}”是空的，里面没有数据。", "请用最近的备份恢复；没有备份时请另选文件。"
        )
    is_new = is_empty or not path.exists()
    if is_new and not create:
        raise UserError(f"找不到学校文件“{path.name}”。", "请检查文件位置，或先新建学校、打开示例学校。")
    if is_new:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(
                f"没有权限在“{path.parent}”建立学校文件。", "请换一个可以写入的文件夹。"
            ) from error
    password = (password or None) if is_new else key_for(path, password)
    store = Store(path, password, inspect=_no_check if is_new else refuse_strangers)
    try:
        if is_new:
            upgrade(store)
        elif (found := schema_of(store)) < SCHEMA:
            # schema 0: the very first start was cut short, there is nothing to back up
            if before_upgrade is not None and found > 0:
                before_upgrade(store)
            upgrade(store)
    except BaseException:
        store.close()
        if is_new:
            path.unlink(missing_ok=True)
        raise
    return store


def refuse_strangers(raw: Any) -> None:
    """Look at a file before anything is written to it (P8): ours, whole, and not from a newer program."""
    refuse_others(raw)
    if raw.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise StoreDamaged("这个学校文件已损坏。", "请用最近的备份恢复；损坏的文件会保留下来。")


def refuse_others(raw: Any) -> None:
    """The half of refuse_strangers that takes no time: ours, and not from a newer program."""
    if raw.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise UserError("这个文件不是校务通的学校文件。", "请选择扩展名为 .edudesk 的学校文件。")
    found = raw.execute("PRAGMA user_version").fetchone()[0]
    if found > SCHEMA:
        raise UserError(
            f"这个学校文件由更新版本的校务通保存（数据版本 {found}，本程序为 {SCHEMA}）。",
            "请安装新版校务通后再打开；文件没有改动。",
        )


def _no_check(raw: Any) -> None:
    """A new file has nothing to look at."""


def schema_of(store: Store) -> int:
    """The schema number of an open SQLite file; PostgreSQL keeps its own in alembic_version."""
    with store.raw() as raw:
        return int(raw.execute("PRAGMA user_version").fetchone()[0])


def upgrade(store: Store) -> None:
    """Run the missing revisions, each in its own transaction, foreign keys off and checked before commit.

    With foreign keys on, the table rebuilds that SQLite needs would drop a parent and cascade into
    its children (test_rebuild_keeps_children).
    """
    from alembic import command  # 0.4 s to import: only a new or older file pays
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    # speaking: a new file meets a full disk here
    with store.lock, _without_foreign_keys(store), speaking(), store.engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    log.info("schema is now %s", SCHEMA)


@contextmanager
def _without_foreign_keys(store: Store) -> Iterator[None]:
    if store.path is None:  # PostgreSQL rebuilds no tables
        yield
        return
    with store.raw() as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    try:
        yield
    finally:
        with store.raw() as raw:
            raw.execute("PRAGMA foreign_keys = ON")


def rewrite(
    connection: Connection, table: str, change: Callable[[Mapping[str, Any]], Mapping[str, Any]]
) -> int:
    """Set fields of rows inside a revision and tell the journal, or verify would call the rows strays.

    change: row -> fields to set, {} for none; columns are those the file has at this point of the revision. A
    field may already hold its value: what a new column's default or a renamed column holds must be told too.
    Returns how many rows were told.
    """
    sheet = Table(table, MetaData(), autoload_with=connection)
    changes = []
    for row in connection.execute(select(sheet).order_by(sheet.c.id)).mappings().all():
        fresh = change(dict(row))
        if fresh:
            changes.append(Change(table, row["id"], {key: row[key] for key in fresh}, fresh))
            statement = update(sheet).where(sheet.c.id == row["id"])
            connection.execute(statement.values({**fresh, "version": row["version"] + 1}))
    if changes:
        journal.append(
            connection,
            actor="校务通",
            device=platform.node() or "本机",
            verb="store.upgrade",
            title=f"随新版本整理 {len(changes)} 条记录",
            kind="note",
            changes=changes,
        )
    return len(changes)


def seal(connection: Connection, revision: str) -> None:
    """End of one revision, inside its transaction: children must have parents, then the number is stamped."""
    if connection.dialect.name != "sqlite":
        return
    orphans: list[Any] = list(connection.exec_driver_sql("PRAGMA foreign_key_check"))
    if orphans:
        raise AssertionError(f"revision {revision} leaves rows without parents: {orphans[:3]}")
    connection.exec_driver_sql(f"PRAGMA user_version = {int(revision)}")
