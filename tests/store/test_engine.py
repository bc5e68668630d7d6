"""The engine: transactions, errors in words, what is refused and why (P3, P7, P8, P29)."""

import hashlib
import os
import sqlite3  # only to prove that it cannot read what we encrypt
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import insert, text
from sqlalchemy.exc import IntegrityError, OperationalError

from edudesk.base.errors import UserError
from edudesk.store.engine import PasswordNeeded, Store, StoreDamaged, in_words, speaking
from edudesk.store.schema import SCHEMA, open_store
from edudesk.store.tables import Setting, core
from tests.disk import written_through
from tests.office import Office
from tests.store.both import PASSWORD, both


def pragma(store: Store, name: str) -> object:
    with store.raw() as raw:
        return raw.execute(f"PRAGMA {name}").fetchone()[0]


@both
def test_pragmas_of_the_house(school_file: Path, password: str | None) -> None:
    wanted = {
        "journal_mode": "delete",
        "synchronous": 3,  # EXTRA
        "foreign_keys": 1,
        "locking_mode": "exclusive",
        "secure_delete": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "user_version": SCHEMA,
    }
    with written_through():
        school = open_store(school_file, password)
    try:
        assert {name: pragma(school, name) for name in wanted} == wanted
    finally:
        school.close()


def test_a_failed_block_leaves_nothing_not_even_its_tables(school: Store) -> None:
    def fail_half_way() -> None:
        with school.transaction() as connection:
            connection.execute(text("CREATE TABLE half (a)"))
            connection.execute(insert(core(Setting)), [{"key": "half", "value": "1"}])
            connection.exec_driver_sql("PRAGMA user_version = 77")
            raise ValueError("half way")

    with pytest.raises(ValueError, match="half way"):
        fail_half_way()
    with school.raw() as raw:
        assert raw.execute("SELECT count(*) FROM sqlite_master WHERE name = 'half'").fetchone()[0] == 0
        assert raw.execute("SELECT count(*) FROM setting WHERE key = 'half'").fetchone()[0] == 0
    assert pragma(school, "user_version") == SCHEMA


@pytest.mark.parametrize("inner", ["transaction", "raw"])
def test_a_block_inside_a_block_is_refused_before_it_harms_the_outer_one(school: Store, inner: str) -> None:
    with school.transaction() as connection:
        connection.execute(insert(core(Setting)), [{"key": "outer", "value": "1"}])
        with pytest.raises(RuntimeError, match="pass its connection on"), getattr(school, inner)():
            pass
        connection.execute(insert(core(Setting)), [{"key": "still outer", "value": "2"}])
    with school.raw() as raw:
        assert raw.execute("SELECT count(*) FROM setting WHERE key LIKE '%outer'").fetchone()[0] == 2


def test_threads_take_turns(office: Office) -> None:
    threads = [threading.Thread(target=office.enter, args=(f"教师{n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(office.names()) == [f"教师{n}" for n in range(8)]


@both
def test_closed_and_reopened_holds_the_same(school: Store, office: Office) -> None:
    office.enter("周敏华")
    school.close()
    school.reopen()
    assert office.names() == ["周敏华"]


# --- P7: every primary result code of SQLite and what it means to a person -------------------------------

CODES: dict[str, str] = {
    "PERM": "words", "BUSY": "words", "LOCKED": "words", "NOMEM": "words", "READONLY": "words",
    "IOERR": "words", "FULL": "words", "CANTOPEN": "words", "PROTOCOL": "words",
    "CORRUPT": "damaged", "NOTADB": "damaged",
    "ERROR": "bug", "INTERNAL": "bug", "ABORT": "bug", "INTERRUPT": "bug", "NOTFOUND": "bug", "EMPTY": "bug",
    "SCHEMA": "bug", "TOOBIG": "bug", "CONSTRAINT": "bug", "MISMATCH": "bug", "MISUSE": "bug", "NOLFS": "bug",
    "AUTH": "bug", "FORMAT": "bug", "RANGE": "bug", "NOTICE": "bug", "WARNING": "bug",
    "OK": "no error", "ROW": "no error", "DONE": "no error",
}  # fmt: skip


def primary_codes() -> dict[str, int]:
    """Result codes as Python knows them: those of one byte (and ROW, DONE), by their name."""
    names = (name for name in dir(sqlite3) if name.startswith("SQLITE_") and "LIMIT" not in name)
    found = {name.removeprefix("SQLITE_"): getattr(sqlite3, name) for name in names}
    # authorizer actions share the name space; a result code is in the library's own error texts
    actions = {"DENY", "IGNORE", "RECURSIVE", "SELECT", "READ", "UPDATE", "INSERT", "DELETE", "TRANSACTION"}
    return {
        name: code
        for name, code in found.items()
        if isinstance(code, int) and (code < 34 or code in (100, 101)) and name not in actions
        and not name.startswith(("CREATE_", "DROP_", "ALTER_", "PRAGMA", "ATTACH", "DETACH", "REINDEX", "ANALYZE",
                                 "FUNCTION", "SAVEPOINT", "DBCONFIG"))
    }  # fmt: skip


def injected(code: int) -> driver.Error:
    error = driver.OperationalError("injected")
    error.sqlite_errorcode = code
    return error


def test_every_result_code_is_classified() -> None:
    assert set(primary_codes()) == set(CODES)


@pytest.mark.parametrize("name", [name for name, kind in CODES.items() if kind != "no error"])
@pytest.mark.parametrize("extended", [0, 1 << 8, 33 << 8])
def test_a_code_says_what_it_means_and_only_real_damage_counts_as_damage(name: str, extended: int) -> None:
    said = in_words(injected(primary_codes()[name] | extended))
    if CODES[name] == "bug":
        assert said is None
        return
    assert said is not None
    assert isinstance(said, StoreDamaged) is (CODES[name] == "damaged")
    assert said.text.endswith("。")
    assert said.hint.endswith("。")
    assert not any("a" <= letter.lower() <= "z" for letter in said.text)


def test_memory_running_out_is_said_in_words_too() -> None:
    with pytest.raises(UserError, match="内存不足"), speaking():
        raise MemoryError


def test_a_bug_of_ours_rises_as_it_is(school: Store) -> None:
    with pytest.raises(OperationalError, match="no such column"), school.transaction() as connection:
        connection.execute(text("SELECT nowhere FROM setting"))


def test_a_table_that_is_gone_is_damage(school: Store) -> None:
    with pytest.raises(StoreDamaged, match="学校文件已损坏"), school.transaction() as connection:
        connection.execute(text("SELECT * FROM nowhere"))


# --- files that are refused -------------------------------------------------------------------------------


def test_messages_of_the_database_hold_no_names_and_numbers(school: Store) -> None:
    twice = [{"key": "990199198507120820", "value": "李静"}] * 2
    with pytest.raises(IntegrityError) as caught, school.transaction() as connection:
        connection.execute(insert(core(Setting)), twice)
    assert "990199" not in str(caught.value)
    assert "李静" not in str(caught.value)


def test_a_closed_file_is_told_in_words(school: Store) -> None:
    school.close()
    for block in (school.transaction, school.raw):
        with pytest.raises(UserError, match=r"学校文件“龙城实验小学.+”现在没有打开。"), block():
            pass
    school.reopen()
    with school.transaction():
        pass


def refusal(path: Path, password: str | None = None, *, create: bool = False) -> UserError:
    """The error of opening; neither content nor time of the file may have changed."""
    before = path.stat().st_mtime_ns, hashlib.sha256(path.read_bytes()).digest()
    with pytest.raises(UserError) as caught:
        open_store(path, password, create=create)
    assert (path.stat().st_mtime_ns, hashlib.sha256(path.read_bytes()).digest()) == before
    assert sorted(found.name for found in path.parent.iterdir()) == [path.name]
    return caught.value


@both
def test_a_newer_file_is_refused_with_both_numbers_and_stays_untouched(
    school: Store, school_file: Path, password: str | None
) -> None:
    with school.raw() as raw:
        raw.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    school.close()
    said = refusal(school_file, password)
    assert said.text == (f"这个学校文件由更新版本的校务通保存（数据版本 {SCHEMA + 1}，本程序为 {SCHEMA}）。")
    assert said.hint == "请安装新版校务通后再打开；文件没有改动。"


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "别的.edudesk"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE album (a)")
    other.commit()
    other.close()
    said = refusal(path)
    assert (said.text, said.hint) == (
        "这个文件不是校务通的学校文件。",
        "请选择扩展名为 .edudesk 的学校文件。",
    )


@pytest.mark.parametrize(
    "content",
    [b"\xff\xd8\xff\xe0" + os.urandom(5000), "姓名,性别\n李静,女\n".encode("gbk"), bytes(8192)],
    ids=["jpeg", "csv", "zeros"],
)
def test_what_is_no_database_is_no_question_of_the_password(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "照片.edudesk"
    path.write_bytes(content)
    for password in (None, PASSWORD):
        said = refusal(path, password)
        assert type(said) is StoreDamaged
        assert said.text == "这不是校务通的学校文件，或者文件已损坏。"
        assert said.hint == "请另选文件，或用最近的备份恢复。"


def test_an_empty_file_is_called_empty_and_not_missing(tmp_path: Path) -> None:
    path = tmp_path / "空.edudesk"
    path.touch()
    said = refusal(path)
    assert type(said) is StoreDamaged
    assert said.text == "学校文件“空.edudesk”是空的，里面没有数据。"


def test_an_emptied_school_with_backups_is_not_taken_for_a_new_one(school_file: Path) -> None:
    school_file.with_name("龙城实验小学-备份").mkdir()
    school_file.write_bytes(b"")
    with pytest.raises(StoreDamaged, match="是空的"):
        open_store(school_file, create=True)


def test_a_missing_file_is_not_made_by_opening(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"找不到学校文件“没有\.edudesk”。"):
        open_store(tmp_path / "没有.edudesk")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_not_a_school_file(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="打不开这个学校文件"):
        open_store(tmp_path)


@both
@pytest.mark.parametrize("kept", [5000, 8192, 40960])
def test_a_truncated_file_is_damaged(
    office: Office, school: Store, school_file: Path, password: str | None, kept: int
) -> None:
    office.enter(*(f"教师{n}" for n in range(50)))
    school.close()
    school_file.write_bytes(school_file.read_bytes()[:kept])
    said = refusal(school_file, password)
    assert isinstance(said, StoreDamaged)
    assert "用最近的备份恢复" in said.hint


@pytest.mark.parametrize("password", [PASSWORD])
def test_every_flipped_bit_of_an_encrypted_file_is_found(
    office: Office, school: Store, school_file: Path, password: str
) -> None:
    office.enter(*(f"教师{n}" for n in range(50)))
    school.close()
    whole = school_file.read_bytes()
    for place in range(4096 + 7, len(whole), len(whole) // 5):
        mutant = bytearray(whole)
        mutant[place] ^= 1 << place % 8
        school_file.write_bytes(mutant)
        assert isinstance(refusal(school_file, password), StoreDamaged), place


@pytest.mark.parametrize("password", [PASSWORD])
def test_password_missing_or_wrong(school: Store, school_file: Path) -> None:
    school.close()
    for wrong, sentence in ((None, "有密码保护"), ("", "有密码保护"), ("春风", "密码不对")):
        said = refusal(school_file, wrong)
        assert type(said) is PasswordNeeded
        assert sentence in said.text
        assert said.hint.endswith("。")


@pytest.mark.parametrize("password", [PASSWORD])
def test_nothing_on_the_disk_can_be_read_without_the_password(
    office: Office, school: Store, school_file: Path
) -> None:
    office.enter("欧阳修文")
    assert school.is_encrypted
    school.close()
    assert "欧阳修文".encode() not in school_file.read_bytes()
    stranger = sqlite3.connect(school_file)
    with pytest.raises(sqlite3.DatabaseError, match="file is not a database"):
        stranger.execute("SELECT * FROM teacher")
    stranger.close()


def test_an_empty_password_is_no_password(tmp_path: Path) -> None:
    store = open_store(tmp_path / "一小.edudesk", "", create=True)
    assert not store.is_encrypted
    store.close()


HOLDER = """
import sys
from pathlib import Path
from edudesk.store.schema import open_store
from tests.keys import derive_quickly
derive_quickly()
store = open_store(Path(sys.argv[1]), sys.argv[2] or None)
print("open", flush=True)
sys.stdin.read()
"""


@both
def test_a_second_program_is_told_who_holds_the_file(
    school: Store, school_file: Path, password: str | None
) -> None:
    school.close()
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, school_file, password or ""],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdin is not None
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(UserError) as caught:
            open_store(school_file, password)
        holder.stdin.close()
    assert caught.value.text == "这个学校文件正在被另一个校务通窗口使用。"
    assert caught.value.hint == "请先关闭那个窗口再试；已保存的数据没有改动。"
    open_store(school_file, password).close()


def test_a_file_nobody_may_read_is_refused_in_words(
    school_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # root ignores mode bits, so the refusal is played
    def refuse(self: Path, *args: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UserError, match="打不开这个学校文件"):
        open_store(school_file)
