"""The school file: opening, saving one field, undoing an import, proving the journal; with and without a password."""

import shutil
import tempfile
import threading
import time
from pathlib import Path

from sqlalchemy import insert

from edudesk.roster.rows import TeacherDraft
from edudesk.roster.service import TeacherService
from edudesk.store import backup, journal
from edudesk.store.context import Context
from edudesk.store.engine import Store
from edudesk.store.proof import prove
from edudesk.store.schema import open_store
from edudesk.store.tables import JournalChange, JournalEntry, core
from edudesk.store.timeline import Timeline
from tests.bench.figure import Figure, seconds

TEACHERS = 2000
ENTRIES = 100_000
PASSWORD = "春风化雨"


def filled(path: Path, password: str | None = None) -> Store:
    store = open_store(path, password, create=True)
    drafts = [TeacherDraft(name=f"教师{n}", subject="语文", title="一级教师") for n in range(TEACHERS)]
    TeacherService(Context(store)).add_many("建立教师", drafts)
    return store


def saving(store: Store) -> float:
    service = TeacherService(Context(store))
    (first, *_) = service.rows()
    numbers = iter(range(1000))
    return seconds(lambda: service.change(first.id, {"remark": f"第{next(numbers)}次"}), runs=21)


def opening(path: Path, password: str | None) -> float:
    return seconds(lambda: open_store(path, password).close(), runs=7)


def undoing(store: Store) -> float:
    """Undo or redo of 2,000 rows entered at once: half of both."""
    context = Context(store)
    timeline = Timeline(context)
    TeacherService(context).add_many("导入", [TeacherDraft(name="新来的") for _ in range(TEACHERS)])
    return seconds(lambda: (timeline.undo(), timeline.redo()), runs=5) / 2


def waiting(store: Store) -> float:
    """The longest that somebody who saves has to wait while the journal is proven."""
    prover = threading.Thread(target=prove, args=(store,))
    prover.start()
    longest = 0.0
    while prover.is_alive():
        asked = time.perf_counter()
        with store.transaction():
            longest = max(longest, time.perf_counter() - asked)
        time.sleep(0.01)
    prover.join()
    return longest


def many_entries(store: Store) -> None:
    """Entries as the journal writes them, chained by its own functions, stored in one go."""
    with store.transaction() as connection:
        last = journal.head(connection)
        key, mac = journal._key(connection), last.mac
        entries, changes = [], []
        for seq in range(last.seq + 1, ENTRIES + 1):
            before, after = (
                journal._packed({"remark": f"第{seq - 1}次"}),
                journal._packed({"remark": f"第{seq}次"}),
            )
            change = ("note", f"{seq % TEACHERS:036}", before, after)
            entry = {
                "seq": seq, "id": f"{seq:036}", "at": "2026-11-20T08:30:00.000+08:00", "actor": "本机用户",
                "device": "教务处电脑", "verb": "note.change", "title": "修改", "kind": "do", "ref": None,
                "detail": "{}", "digest": journal._digest([change]),
            }  # fmt: skip
            entry["mac"] = mac = journal._mac(key, mac, [entry[name] for name in journal._SIGNED])
            entries.append(entry)
            changes.append(dict(zip(("table_name", "row_id", "before", "after"), change, strict=True)) | {"seq": seq, "place": 0})  # fmt: skip
        connection.execute(insert(core(JournalEntry)), entries)
        connection.execute(insert(core(JournalChange)), changes)


def chain(store: Store) -> tuple[int, int | None]:
    proof = prove(store)
    return proof.entries, proof.broken_at


def figures() -> list[Figure]:
    folder = Path(tempfile.mkdtemp())
    try:
        plain, locked = filled(folder / "学校.edudesk"), filled(folder / "有密码.edudesk", PASSWORD)
        found = [
            Figure("saving one field of 2,000 teachers", saving(plain) * 1000, 50, "ms"),
            Figure("the same with a password", saving(locked) * 1000, 50, "ms"),
            Figure("undo or redo of 2,000 imported rows", undoing(plain), 0.3, "s"),
            Figure("backup of the school, verified", seconds(lambda: backup.take(plain)), 1.0, "s"),
        ]
        plain.close()
        locked.close()
        found.append(Figure("opening the file", opening(folder / "学校.edudesk", None) * 1000, 50, "ms"))
        found.append(
            Figure(
                "opening it with a password", opening(folder / "有密码.edudesk", PASSWORD) * 1000, 1000, "ms"
            )
        )
        with_history = open_store(folder / "学校.edudesk")
        many_entries(with_history)
        assert chain(with_history) == (ENTRIES, None)
        found.append(
            Figure("proving a journal of 100,000 entries", seconds(lambda: chain(with_history)), 2.0, "s")
        )
        found.append(Figure("longest wait of a save meanwhile", waiting(with_history) * 1000, 100, "ms"))
        timeline = Timeline(Context(with_history))
        found.append(Figure("newest 500 of them", seconds(timeline.entries) * 1000, 50, "ms"))
        with_history.close()
        return found
    finally:
        shutil.rmtree(folder)
