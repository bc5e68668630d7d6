"""Opening a school file: pragmas, explicit transactions, encryption, and database errors in words.

One connection for the life of the program: SQLite locks are per process, and a second copy of the
SQLite library in the same process would cancel them (promises 1.1). stdlib sqlite3 and QtSql are
therefore never used on a school file.
"""

import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy.dialects.sqlite  # noqa: F401 create_engine would load it, when the window is waiting
import sqlcipher3.dbapi2 as driver
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from edudesk.base.errors import UserError

log = logging.getLogger(__name__)

APPLICATION_ID = 0x45445553  # "EDUS"
PLAIN_HEADER = b"SQLite format 3\x00"
_NO_HEADER = bytes(16)  # what a disk leaves of a lost page; the salt of an encrypted file is never zero
_PAGE = 4096  # bytes
SAFE = "已保存的数据没有改动"
PRAGMAS = (
    "journal_mode = DELETE",
    "synchronous = EXTRA",
    "foreign_keys = ON",
    "secure_delete = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "temp_store = MEMORY",
    "cache_size = -65536",  # KiB: the states of a big school are read over and over
)
"""Of every connection to a school file."""


class PasswordNeeded(UserError):
    """The file is encrypted and no password, or a wrong one, was given."""


class StoreDamaged(UserError):
    """The file is really damaged (P7: never raised for busy, full, I/O or memory errors)."""


class StoreReadOnly(UserError):
    """The file, or the disk it lies on, cannot be written to."""


# Primary result codes of SQLite -> (class, what happened, what to do). Codes not listed are our bugs.
_KNOWN: dict[int, tuple[type[UserError], str, str]] = {
    3: (UserError, "没有权限使用这个学校文件。", "请检查文件夹权限，或把文件复制到“文档”后再打开。"),
    5: (
        UserError,
        "这个学校文件正在被另一个校务通窗口使用。",
        f"请先关闭那个窗口再试；{SAFE}。",
    ),
    6: (UserError, "数据正在被另一项操作使用。", f"请稍等片刻再试；{SAFE}。"),
    7: (UserError, "内存不足，这一步没有完成。", f"请关闭一些程序后再试；{SAFE}。"),
    8: (
        StoreReadOnly,
        "这个学校文件是只读的，没有保存。",
        "请去掉文件的只读属性，或复制到“文档”后再打开。",
    ),
    10: (UserError, "读写磁盘出错，这一步没有保存。", f"请检查磁盘或U盘是否连接正常后再试；{SAFE}。"),
    11: (StoreDamaged, "学校文件已损坏。", "请到“备份与恢复”用最近的备份恢复；损坏的文件会保留下来。"),
    13: (UserError, "磁盘已满，这一步没有保存。", f"请清理磁盘空间后再试；{SAFE}。"),
    14: (UserError, "打不开这个学校文件。", "请检查文件是否还在原处、文件夹是否可以写入。"),
    15: (UserError, "文件锁出错，这一步没有保存。", f"请把学校文件放在本机磁盘上使用；{SAFE}。"),
    26: (StoreDamaged, "这不是校务通的学校文件，或者文件已损坏。", "请另选文件，或用最近的备份恢复。"),
}


def in_words(error: BaseException) -> UserError | None:
    """The UserError for a database error that people can understand; None when it is a bug of ours."""
    origin = getattr(error, "orig", None) or error
    # the driver raises MemoryError for SQLITE_NOMEM
    code = 7 if isinstance(origin, MemoryError) else getattr(origin, "sqlite_errorcode", None)
    if code == 1 and str(origin).startswith("no such table"):  # another program was at the file
        return damaged()
    if code is None or (known := _KNOWN.get(code & 0xFF)) is None:
        return None
    kind, text, hint = known
    return kind(text, hint)


def damaged() -> UserError:
    """What is said of a file whose content cannot be ours any more."""
    kind, text, hint = _KNOWN[11]
    return kind(text, hint)


@contextmanager
def speaking() -> Iterator[None]:
    """Turn the known database errors of the block into UserErrors."""
    try:
        yield
    except (DBAPIError, driver.Error, MemoryError) as error:
        said = in_words(error)
        if said is None:
            raise
        log.warning("database: %s", type(error).__name__)
        raise said from error


def is_plain(path: Path) -> bool:
    """Whether the file is an unencrypted database (an empty file counts as plain).

    Never called on an open school file: closing any handle on it would cancel the lock of this process.
    Raises UserError when it cannot be read, StoreDamaged when it is no database of any kind.
    """
    kind, text, hint = _KNOWN[26]
    try:
        with path.open("rb") as file:
            header = file.read(16)
            size = file.seek(0, os.SEEK_END)
    except OSError as error:
        kind, text, hint = _KNOWN[14]
        raise kind(text, hint) from error
    if header in (b"", PLAIN_HEADER):
        return True
    # a crash may leave part of a page; the journal beside the file then puts it right
    is_torn = size % _PAGE > 0 and not path.with_name(path.name + "-journal").exists()
    if header == _NO_HEADER or is_torn:
        raise kind(text, hint)
    return False


def key_for(path: Path, password: str | None) -> str | None:
    """The password a file really takes: None for a plain one. Raises PasswordNeeded, and as is_plain."""
    if is_plain(path):
        return None
    if not password:
        raise PasswordNeeded(f"“{path.name}”有密码保护。", "请输入打开密码。")
    return password


def connect(
    path: Path,
    password: str | None,
    *,
    inspect: Callable[[Any], None] = lambda raw: None,
    is_exclusive: bool = True,
) -> Any:
    """A raw connection with the pragmas of the house; the caller owns it.

    inspect: looks at the file before anything that could write to it, and raises to refuse it.
    Raises PasswordNeeded when the password does not fit, UserError for the rest.
    """
    with speaking():
        raw = driver.connect(str(path), timeout=0.2, isolation_level=None, check_same_thread=False)
    try:
        with speaking():
            raw.execute("PRAGMA cipher_log_level = NONE")  # else the library writes to stderr
            if password is not None:
                quoted = password.replace('"', '""')
                raw.execute(f'PRAGMA key = "{quoted}"')
            try:
                raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
            except driver.DatabaseError as error:
                if password is not None and getattr(error, "sqlite_errorcode", 0) & 0xFF == 26:
                    raise PasswordNeeded(
                        "密码不对，没有打开这个学校文件。",
                        "请重新输入；如果密码肯定没有错，就是文件已损坏，请用最近的备份恢复。",
                    ) from error
                raise
            inspect(raw)
            for pragma in PRAGMAS:
                raw.execute(f"PRAGMA {pragma}")
            if is_exclusive:
                # take the lock now, so that a second window fails at its start and not at its first save
                raw.execute("PRAGMA locking_mode = EXCLUSIVE")
                raw.execute("BEGIN EXCLUSIVE")
                raw.execute("COMMIT")
    except BaseException:
        raw.close()
        raise
    return raw


class Store:
    """One open school file, or one PostgreSQL database (url), behind one lock.

    Reads and writes of all threads take turns: one user, short transactions, no surprises.
    """

    def __init__(
        self,
        path: Path | None,
        password: str | None = None,
        *,
        inspect: Callable[[Any], None] = lambda raw: None,
        url: str = "",
    ) -> None:
        self.path = path
        self._inspect = inspect
        self.password = password
        self.lock = threading.RLock()
        self.was_restored = False  # in this session: thinning of backups then waits for the next start
        self.generation = 0  # of the content: another file may have been put in its place when it grew
        self._is_in_use = False
        self._raw: Any = None
        self._open(url)

    def _open(self, url: str) -> None:
        if self.path is None:
            self.engine = create_engine(url, hide_parameters=True)
            return
        raw = self._raw = connect(self.path, self.password, inspect=self._inspect)
        self.generation += 1
        self.engine = create_engine(
            "sqlite+pysqlite://", creator=lambda: raw, module=driver, poolclass=StaticPool,
            hide_parameters=True,  # people's names and numbers stay out of messages, log and report
        )  # fmt: skip

        # The driver's own transaction handling commits before DDL; an explicit BEGIN lets DDL roll back too.
        @event.listens_for(self.engine, "begin")
        def begin(connection: Connection) -> None:
            raw.execute("BEGIN IMMEDIATE")  # by way of SQLAlchemy it takes as long as a reading

    @property
    def is_encrypted(self) -> bool:
        """Whether the file on disk is unreadable without its password."""
        return self.password is not None

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A connection inside one transaction: all of the block is stored, or nothing."""
        with self._turn(), speaking(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def raw(self) -> Iterator[Any]:
        """The driver's connection outside any transaction, for pragmas and VACUUM INTO."""
        with self._turn(), speaking():
            connection = self.engine.raw_connection()
            try:
                yield connection.driver_connection
            finally:
                connection.close()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Threads wait for each other; a thread inside one block may not begin another.

        It would roll the first back unseen, and what the first writes next would be stored at once.
        """
        with self.lock:
            if self._is_in_use:
                raise RuntimeError("a transaction is open in this thread: pass its connection on")
            if self.path is not None and self._raw is None:
                raise UserError(f"学校文件“{self.path.name}”现在没有打开。", f"请重新打开它；{SAFE}。")
            self._is_in_use = True
            try:
                yield
            finally:
                self._is_in_use = False

    def close(self) -> None:
        """Let the file go. The store can be opened again with reopen."""
        with self.lock:
            self.engine.dispose()
            if self._raw is not None:
                self._raw.close()
                self._raw = None

    def reopen(self) -> None:
        """Open the same file again after close, when its content was replaced."""
        with self.lock:
            self._open("")
