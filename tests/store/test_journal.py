"""The chain of the journal: whatever is done to it behind the program's back is located (P33)."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver

from edudesk.store import backup, restore
from edudesk.store.context import Context
from edudesk.store.engine import Store
from edudesk.store.proof import prove
from edudesk.store.timeline import Timeline
from tests.office import Office

EDITS = 1000
TRIGGERS = ("journal_entry_no_update", "journal_entry_no_delete",
            "journal_change_no_update", "journal_change_no_delete")  # fmt: skip


@pytest.fixture(scope="module")
def edited(migrated: Callable[[str | None], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A school after 1,000 edits, with a backup at 400 and one at 1,000."""
    path = Path(shutil.copy(migrated(None), tmp_path_factory.mktemp("edited") / "学校.edudesk"))
    store = Store(path)
    context = Context(store)
    office = Office(context)
    people = office.enter(*(f"教师{n}" for n in range(20)))
    for number in range(2, EDITS + 1):
        office.change(people[number % 20], remark=f"第{number}次")
        if number == 400:
            backup.take(store)
            store.close()
            shutil.copy(path, path.with_name("四百.edudesk"))
            store.reopen()
    backup.take(store)
    store.close()
    return path


@pytest.fixture
def school_file(edited: Path, tmp_path: Path) -> Path:
    shutil.copytree(edited.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / edited.name


def attack(school: Store, deed: Callable[[Any], object]) -> tuple[int, int | None]:
    """Do it to the raw tables, as somebody could who first removes the triggers."""
    with school.raw() as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        for trigger in TRIGGERS:
            raw.execute(f"DROP TRIGGER {trigger}")
        deed(raw)
    proof = prove(school)
    return proof.entries, proof.broken_at


def test_a_thousand_edits_verify_clean(school: Store) -> None:
    proof = Timeline(Context(school)).verify()
    assert (proof.entries, proof.broken_at, proof.strays) == (EDITS, None, ())


@pytest.mark.parametrize("table", ["journal_entry", "journal_change"])
@pytest.mark.parametrize(
    "deed", ["DELETE FROM {}", "UPDATE {} SET seq = seq", "DELETE FROM {} WHERE seq = 9"]
)
def test_the_journal_only_grows(school: Store, table: str, deed: str) -> None:
    with school.raw() as raw, pytest.raises(driver.IntegrityError, match="append-only"):
        raw.execute(deed.format(table))


FORGERIES = {
    "title": ("UPDATE journal_entry SET title = '别的' WHERE seq = 500", 500),
    "actor": ("UPDATE journal_entry SET actor = '别人' WHERE seq = 500", 500),
    "time": ("UPDATE journal_entry SET at = '2020-01-01T00:00:00.000+08:00' WHERE seq = 2", 2),
    "mac in words": ("UPDATE journal_entry SET mac = '密' WHERE seq = 7", 7),
    "bytes for text": ("UPDATE journal_entry SET title = x'00ff' WHERE seq = 8", 8),
    "value after": ("""UPDATE journal_change SET after = '{"remark":"好"}' WHERE seq = 321""", 321),
    "value before": ("UPDATE journal_change SET before = NULL WHERE seq = 321", 321),
    "no JSON": ("UPDATE journal_change SET after = x'7b7b' WHERE seq = 321", 321),
    "another row": (
        "UPDATE journal_change SET row_id = (SELECT min(row_id) FROM journal_change) WHERE seq = 77",
        77,
    ),
    "delete one": ("DELETE FROM journal_entry WHERE seq = 600", 600),
    "delete its change": ("DELETE FROM journal_change WHERE seq = 600", 600),
    "delete first": ("DELETE FROM journal_entry WHERE seq = 1", 1),
    "add a change": ("INSERT INTO journal_change VALUES (900, 1, 'teacher', 'x', NULL, '{}')", 900),
    "change without entry": ("INSERT INTO journal_change VALUES (1001, 0, 'teacher', 'x', NULL, '{}')", 1001),
    "another key": ("UPDATE setting SET value = '\"' || hex(randomblob(32)) || '\"'", 1),
    "key lost": ("DELETE FROM setting", 1),
}


@pytest.mark.parametrize(("deed", "where"), FORGERIES.values(), ids=FORGERIES)
def test_a_forgery_is_located(school: Store, deed: str, where: int) -> None:
    assert attack(school, lambda raw: raw.execute(deed)) == (where - 1, where)
    proof = Timeline(Context(school)).verify()
    assert (proof.broken_at, proof.is_whole) == (where, False)


def insert_one(raw: Any) -> None:
    """A copy of entry 500 squeezed in before 501; everything later moves on by one."""
    raw.execute("UPDATE journal_entry SET seq = -seq - 1 WHERE seq > 500")
    raw.execute("UPDATE journal_entry SET seq = -seq WHERE seq < 0")
    columns = [row[1] for row in raw.execute("PRAGMA table_info(journal_entry)")]
    facts = ", ".join({"seq": "501", "id": "'new'"}.get(name, f'"{name}"') for name in columns)
    raw.execute(f"INSERT INTO journal_entry SELECT {facts} FROM journal_entry WHERE seq = 500")


def swap_two(raw: Any) -> None:
    for table in ("journal_entry", "journal_change"):
        raw.execute(f"UPDATE {table} SET seq = -1 WHERE seq = 250")
        raw.execute(f"UPDATE {table} SET seq = 250 WHERE seq = 251")
        raw.execute(f"UPDATE {table} SET seq = 251 WHERE seq = -1")


@pytest.mark.parametrize(("deed", "where"), [(insert_one, 501), (swap_two, 250)])
def test_inserting_and_swapping_is_located(school: Store, deed: Callable[[Any], None], where: int) -> None:
    assert attack(school, deed) == (where - 1, where)


def missing(school: Store) -> list[int]:
    return [one.head_seq for one in backup.anchors_missing(school)]


def test_the_chain_alone_does_not_see_a_cut_tail_but_the_backups_do(school: Store) -> None:
    assert missing(school) == []

    def cut(raw: Any) -> None:
        raw.execute("DELETE FROM journal_change WHERE seq > 990")
        raw.execute("DELETE FROM journal_entry WHERE seq > 990")

    assert attack(school, cut) == (990, None)
    assert missing(school) == [EDITS]


def test_a_cut_tail_that_was_written_over_is_seen_too(school: Store) -> None:
    attack(school, lambda raw: raw.executescript(
        "DELETE FROM journal_change WHERE seq > 990; DELETE FROM journal_entry WHERE seq > 990"
    ))  # fmt: skip
    office = Office(Context(school))
    for number in range(20):
        office.enter(f"新教师{number}")
    assert (prove(school).entries, prove(school).broken_at) == (1010, None)
    assert missing(school) == [EDITS]


def test_an_old_file_put_back_is_seen_by_the_backups(school: Store, school_file: Path) -> None:
    school.close()
    shutil.copy(school_file.with_name("四百.edudesk"), school_file)
    school.reopen()
    assert Timeline(Context(school)).verify().is_whole
    assert missing(school) == [EDITS]


def test_a_restore_explains_the_backups_of_the_time_it_left(school: Store, school_file: Path) -> None:
    early = next(one for one in backup.listed(school_file) if one.head_seq == 400)
    before = restore.restore(school, early, "本机用户", "教务处电脑")
    assert missing(school) == []
    restore.restore(school, before, "本机用户", "教务处电脑")
    assert missing(school) == []
    # and an old file put back after that is seen again
    school.close()
    shutil.copy(school_file.with_name("四百.edudesk"), school_file)
    school.reopen()
    assert missing(school)


def test_order_follows_the_sequence_whatever_the_clock_says(school: Store, stopped_clock) -> None:  # type: ignore[no-untyped-def]
    office = Office(Context(school))
    for moment in ("2036-11-20 08:30", "2016-11-20 08:30", "2026-11-20 08:30"):
        stopped_clock(moment)
        office.enter(moment)
    shown = [entry.title for entry in Timeline(Context(school)).entries(limit=3)]
    assert shown == ["登记 2026-11-20 08:30", "登记 2016-11-20 08:30", "登记 2036-11-20 08:30"]
    assert Timeline(Context(school)).verify().is_whole
