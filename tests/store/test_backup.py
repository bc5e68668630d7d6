"""Backups: verified before they count, restored without losing the present state (P5, P14, P15, P16, P29)."""

import hashlib
import json
import shutil
import sqlite3  # only to prove that it cannot read what we encrypt
import threading
from collections import namedtuple
from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from edudesk.base import clock, files, paths
from edudesk.base.errors import Cancelled, UserError
from edudesk.roster.service import TeacherService
from edudesk.store import backup, engine, inspection, restore
from edudesk.store.backup import Backup
from edudesk.store.backups import Backups, secure
from edudesk.store.context import Context
from edudesk.store.engine import PasswordNeeded, Store, StoreDamaged
from edudesk.store.journal import Head
from edudesk.store.schema import SCHEMA, open_store
from edudesk.store.timeline import Timeline
from tests.office import Office
from tests.store.both import PASSWORD, both
from tests.store.impatient import Impatient

WHO = ("本机用户", "教务处电脑")


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def folder_of(store: Store) -> Path:
    assert store.path is not None
    return paths.backup_folder(store.path)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 4
    path.write_bytes(content)


@both
def test_a_backup_lies_beside_the_file_and_says_what_is_in_it(
    school: Store, office: Office, stopped_clock, school_file: Path
) -> None:  # type: ignore[no-untyped-def]
    office.enter("李静", "周敏华")
    told: list[tuple[int, int, str]] = []
    made = backup.take(school, step=lambda *step: told.append(step))
    name = "龙城实验小学_20261120-083000_手动备份"
    assert names_in(folder_of(school)) == [f"{name}.edudesk", f"{name}.json"]
    assert (made.made, made.reason, made.schema) == ("2026-11-20T08:30:00+08:00", "手动备份", SCHEMA)
    assert (made.size, made.sha256) == (made.path.stat().st_size, sha256(made.path))
    counted = {table: count for table, count in made.counts.items() if count}
    assert counted == {"journal_change": 2, "journal_entry": 1, "teacher": 2}
    assert (made.head_seq, made.head_mac) == (1, Timeline(Context(school)).head().mac)
    assert backup.listed(school_file) == [made]
    assert [text for _, _, text in told] == ["正在写备份", "正在核对备份", "正在登记备份"]
    assert backup.take(school).path.name == f"{name}（2）.edudesk"


@both
def test_a_backup_is_a_whole_school_file_of_its_own(
    school: Store, office: Office, password: str | None
) -> None:
    office.enter("李静")
    made = backup.take(school)
    copy = open_store(made.path, password)
    assert Office(Context(copy)).state() == office.state()
    assert Timeline(Context(copy)).verify().is_whole
    copy.close()


@pytest.mark.parametrize("password", [PASSWORD])
def test_a_backup_of_an_encrypted_school_is_as_unreadable(school: Store, office: Office) -> None:
    office.enter("欧阳修文")
    made = backup.take(school)
    for path in folder_of(school).iterdir():
        assert "欧阳修文".encode() not in path.read_bytes()
    stranger = sqlite3.connect(made.path)
    with pytest.raises(sqlite3.DatabaseError, match="file is not a database"):
        stranger.execute("SELECT * FROM teacher")
    stranger.close()
    for wrong in (None, "别的密码"):
        with pytest.raises(PasswordNeeded):
            backup.check(made, wrong)


def test_newest_first_and_one_bad_manifest_hides_no_other(
    school: Store, school_file: Path, stopped_clock
) -> None:  # type: ignore[no-untyped-def]
    first = backup.take(school)
    stopped_clock("2026-11-20 09:30")
    second = backup.take(school)
    facts = json.loads(first.path.with_suffix(".json").read_text("utf-8"))
    bad: list[object] = [[], {}, {**facts, "made": "gestern"}, {**facts, "made": "2026-11-20T09:00:00"},
                         {**facts, "more": 1}, facts]  # fmt: skip
    for number, content in enumerate(bad):
        (folder_of(school) / f"坏{number}.json").write_text(json.dumps(content), "utf-8")
    (folder_of(school) / "乱.json").write_bytes(b"\xff\xfe{")
    assert backup.listed(school_file) == [second, first]


@both
def test_restoring_brings_the_old_state_and_undoing_it_the_new_one(
    school: Store, office: Office, context: Context
) -> None:
    (li,) = office.enter("李静")
    old, then = office.state(), backup.take(school)
    office.enter("周敏华")
    office.change(li, title="一级教师")
    new = office.state()
    before = restore.restore(school, then, *WHO)
    assert office.state() == old
    assert (before.reason, before.counts["teacher"]) == ("恢复前", 2)
    (note, *_) = Timeline(context).entries()
    assert (note.verb, note.kind, note.actor, note.device) == ("store.backups.restore", "note", *WHO)
    assert note.title == f"恢复备份 {then.moment:%Y-%m-%d %H:%M}"
    restore.restore(school, before, *WHO)
    assert office.state() == new
    assert Timeline(context).verify().is_whole
    assert names_in(folder_of(school)) == sorted(names_in(folder_of(school)))
    assert not [name for name in names_in(folder_of(school).parent) if ".part" in name]


def test_what_a_restore_would_take_away_is_told_first(school: Store, office: Office) -> None:
    (li,) = office.enter("李静")
    then = backup.take(school)
    office.enter("周敏华")
    office.change(li, title="一级教师")
    loss = restore.lost_by(school, then)
    assert loss.titles == ("修改 title", "登记 周敏华")
    assert (loss.counts, loss.is_foreign) == ((("在岗教师", 1, 2),), False)
    assert restore.lost_by(school, replace(then, head_mac="0" * 64)).is_foreign


@both
@pytest.mark.parametrize("harm", ["flip", "truncate", "empty", "counts", "gone"])
def test_a_damaged_backup_is_refused_and_the_present_file_stays(
    school: Store, school_file: Path, office: Office, harm: str
) -> None:
    office.enter("李静")
    made = backup.take(school)
    if harm == "flip":
        flip(made.path)
    elif harm == "truncate":
        made.path.write_bytes(made.path.read_bytes()[:9000])
    elif harm == "empty":
        made.path.write_bytes(b"")
    elif harm == "counts":
        made = replace(made, counts={**made.counts, "teacher": 7})
    else:
        made.path.unlink()
    before = names_in(folder_of(school))
    with pytest.raises(UserError) as caught:
        restore.restore(school, made, *WHO)
    assert made.path.name in caught.value.text
    assert "数据没有改动" in caught.value.hint
    assert names_in(folder_of(school)) == before
    assert office.names() == ["李静"]
    assert sha256(school_file)


def test_damage_behind_a_right_checksum_is_still_a_damaged_backup(school: Store, office: Office) -> None:
    office.enter(*(f"教师{n}" for n in range(50)))
    made = backup.take(school)
    content = made.path.read_bytes()
    made.path.write_bytes(content[:8192] + b"\xaa" * 4096 + content[12288:])
    with pytest.raises(UserError, match="核对没有通过，不能使用") as caught:
        backup.check(replace(made, sha256=sha256(made.path)), None)
    assert not isinstance(caught.value, StoreDamaged)  # it is not the school that is damaged


def test_a_backup_that_does_not_verify_is_not_kept(
    school: Store, office: Office, monkeypatch: pytest.MonkeyPatch, school_file: Path
) -> None:
    office.enter(*(f"教师{n}" for n in range(50)))
    plain = inspection.connect

    def worn_out_disk(path: Path, password: str | None, **how: object) -> object:
        flip_page = path.read_bytes()
        path.write_bytes(flip_page[:8192] + bytes(4096) + flip_page[12288:])
        return plain(path, password, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(inspection, "connect", worn_out_disk)
    with pytest.raises(UserError, match="核对没有通过，不能使用"):
        backup.take(school)
    assert names_in(folder_of(school)) == []
    assert backup.listed(school_file) == []


def test_a_backup_cancelled_at_any_moment_leaves_nothing(school: Store, school_file: Path) -> None:
    patient = Impatient()
    backup.take(school, step=patient)
    (made,) = backup.listed(school_file)
    for number in range(1, patient.calls + 1):
        with pytest.raises(Cancelled):
            backup.take(school, step=Impatient(number))
        assert len(names_in(folder_of(school))) == 2
        assert backup.listed(school_file) == [made]


def test_a_restore_cancelled_at_any_moment_shows_what_is_in_the_file(
    context: Context, office: Office
) -> None:
    teachers, backups, timeline = TeacherService(context), Backups(context), Timeline(context)
    (li,) = office.enter("李静")
    then = backups.take()
    patient = Impatient()
    backups.restore(then, patient)
    assert timeline.next_steps().undo is None
    for number in range(1, patient.calls + 2):
        office.change(li, title=f"第{number}次")
        assert [row.title for row in teachers.rows()] == [f"第{number}次"]
        heard: list[frozenset[str]] = []
        stop = context.listen(heard.append)
        with nullcontext() if number > patient.calls else pytest.raises(Cancelled):
            backups.restore(then, Impatient(number))
        stop()
        is_restored = office.state()[li].get("title", "") == ""
        assert is_restored is (number > patient.calls)
        assert [row.title for row in teachers.rows()] == [office.state()[li].get("title", "")]
        assert any("everything" in names for names in heard) is is_restored
        assert (timeline.next_steps().undo is None) is is_restored
    assert timeline.verify().is_whole


def test_when_something_fails_after_the_swap_everybody_hears_of_the_other_content(
    context: Context, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    teachers, backups = TeacherService(context), Backups(context)
    (li,) = office.enter("李静")
    then = backups.take()
    office.change(li, title="一级教师")
    assert [row.title for row in teachers.rows()] == ["一级教师"]
    assert context.store.path is not None
    folder = context.store.path.parent  # the backup before the restore goes into another one

    def worn_out(synced: Path) -> None:
        if synced == folder:
            raise OSError(5, "I/O error")

    monkeypatch.setattr(files, "_sync_folder", worn_out)
    heard: list[frozenset[str]] = []
    context.listen(heard.append)
    with pytest.raises(UserError, match="磁盘或网络位置出错"):
        backups.restore(then)
    assert "title" not in office.state()[li]
    assert [row.title for row in teachers.rows()] == [""]
    assert {"everything", "journal"} in heard
    assert Timeline(context).next_steps().undo is None


def test_a_file_that_cannot_be_opened_again_after_a_restore_is_told_in_words(
    context: Context, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.enter("李静")
    backups = Backups(context)
    then = backups.take()

    def busy() -> None:
        raise UserError("这个学校文件正在被另一个校务通窗口使用。", "请先关闭那个窗口再试。")

    monkeypatch.setattr(context.store, "reopen", busy)
    with pytest.raises(UserError, match="正在被另一个校务通窗口使用"):
        backups.restore(then)
    with pytest.raises(UserError) as caught:
        office.names()
    assert caught.value.text == "学校文件“龙城实验小学.edudesk”现在没有打开。"
    monkeypatch.undo()
    context.store.reopen()
    assert office.names() == ["李静"]


def test_a_backup_and_a_restore_leave_their_trace_and_no_backup_is_due_for_it(
    context: Context, office: Office
) -> None:
    backups, timeline = Backups(context), Timeline(context)
    office.enter("李静")
    assert backups.is_due()
    then = backups.take()
    assert [(entry.verb, entry.title, entry.kind) for entry in timeline.entries()] == [
        ("store.backups.taken", "手动备份", "note"),
        ("office.office.enter", "登记 李静", "do"),
    ]
    assert not backups.is_due()
    assert backups.lost_by(then).titles == ()
    backups.restore(then)
    assert timeline.entries()[0].title == f"恢复备份 {then.moment:%Y-%m-%d %H:%M}"
    assert not backups.is_due()


def test_a_backup_whose_manifest_cannot_be_written_does_not_stay(
    school: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(made: Backup) -> None:
        raise UserError("磁盘空间不足。", "请清理磁盘。")

    monkeypatch.setattr(backup, "_write_manifest", fail)
    with pytest.raises(UserError, match="磁盘空间不足"):
        backup.take(school)
    assert names_in(folder_of(school)) == []


@both
def test_saving_goes_on_while_backups_are_made_and_each_is_one_moment(
    school: Store, office: Office, password: str | None
) -> None:
    stop = threading.Event()
    failed: list[BaseException] = []
    saved: list[str] = []

    def save() -> None:
        try:
            while not stop.is_set():
                saved.extend(office.enter(f"教师{len(saved)}"))
        except BaseException as error:
            failed.append(error)

    saver = threading.Thread(target=save)
    saver.start()
    made = [backup.take(school) for _ in range(5)]
    stop.set()
    saver.join()
    assert failed == []
    assert len(office.names()) == len(saved) >= made[-1].counts["teacher"] > 0
    for one in made:
        backup.check(one, password)
        assert one.counts["teacher"] == one.counts["journal_entry"] == one.head_seq


def test_an_encrypted_school_is_not_replaced_by_a_plain_backup_unseen(migrated, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    plain = open_store(Path(shutil.copy(migrated(None), tmp_path)))
    made = backup.take(plain)
    plain.close()
    shutil.copy(migrated(PASSWORD), plain.path)
    school = open_store(tmp_path / "学校.edudesk", PASSWORD)
    Office(Context(school)).enter("李静")
    with pytest.raises(UserError, match="没有密码保护，现在的学校文件有"):
        restore.restore(school, made, *WHO)
    assert Office(Context(school)).names() == ["李静"]
    school.close()


# --- a file that no longer opens ------------------------------------------------------------------------------


@both
def test_a_damaged_school_comes_back_from_its_backup_and_stays_for_inspection(
    school: Store, school_file: Path, office: Office, password: str | None
) -> None:
    office.enter(*(f"教师{n}" for n in range(30)))
    made, wanted = backup.take(school), office.state()
    school.close()
    flip(school_file) if password else school_file.write_bytes(school_file.read_bytes()[:20000])
    with pytest.raises(StoreDamaged):
        open_store(school_file, password)
    damaged = school_file.read_bytes()
    hot = school_file.with_name(school_file.name + "-journal")
    hot.write_bytes(b"rest of a journal that belongs to the damaged file")
    kept = restore.restore_closed(school_file, made, password)
    assert kept == school_file.with_name("龙城实验小学.damaged")
    assert kept.read_bytes() == damaged
    assert kept.with_name(kept.name + "-journal").exists()
    assert not hot.exists()
    restored = open_store(school_file, password)
    assert Office(Context(restored)).state() == wanted
    assert Timeline(Context(restored)).entries()[0].verb == "store.backups.restore"
    assert backup.anchors_missing(restored) == []
    restored.close()
    assert restore.restore_closed(school_file, made, password) == school_file.with_name(
        "龙城实验小学（2）.damaged"
    )


def test_a_restore_without_room_leaves_the_damaged_school_with_its_journal(
    school: Store, school_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = backup.take(school)
    school.close()
    school_file.write_bytes(b"damaged")
    hot = school_file.with_name(school_file.name + "-journal")
    hot.write_bytes(b"what would put it right")

    def no_room(*given: object) -> None:
        raise UserError("磁盘空间不足。")

    monkeypatch.setattr(restore, "need_space", no_room)
    with pytest.raises(UserError, match="磁盘空间不足"):
        restore.restore_closed(school_file, made, None)
    assert (school_file.read_bytes(), hot.read_bytes()) == (b"damaged", b"what would put it right")
    assert names_in(school_file.parent) == ["龙城实验小学-备份", school_file.name, hot.name]


def test_a_lost_school_comes_back_too(school: Store, school_file: Path, office: Office) -> None:
    office.enter("李静")
    made = backup.take(school)
    school.close()
    school_file.unlink()
    assert restore.restore_closed(school_file, made, None) is None
    school.reopen()
    assert office.names() == ["李静"]


def test_a_bad_backup_does_not_touch_the_damaged_school(school: Store, school_file: Path) -> None:
    made = backup.take(school)
    school.close()
    school_file.write_bytes(b"damaged")
    flip(made.path)
    with pytest.raises(UserError, match="已损坏，没有恢复"):
        restore.restore_closed(school_file, made, None)
    assert school_file.read_bytes() == b"damaged"
    assert names_in(school_file.parent) == ["龙城实验小学-备份", "龙城实验小学.edudesk"]


# --- automatic backups ----------------------------------------------------------------------------------------


def automatic(store: Store, days_ago: float, reason: str = backup.BY_ITSELF) -> Backup:
    """A backup as it was made some days before."""
    now = clock.now()
    clock.stop_at(now - timedelta(days=days_ago))
    made = backup.take(store, reason)
    clock.stop_at(now)
    return made


def test_automatic_backups_are_thinned_and_those_made_by_hand_stay(
    school: Store, school_file: Path, stopped_clock
) -> None:  # type: ignore[no-untyped-def]
    morning, noon = automatic(school, 9.2), automatic(school, 9.1)
    stopped_clock("2026-11-11 10:00")
    by_hand = backup.take(school)
    stopped_clock("2026-11-20 08:30")
    yesterday, newest = automatic(school, 1), automatic(school, 0)
    assert {one.path for one in backup.listed(school_file)} == {
        one.path for one in (noon, by_hand, yesterday, newest)
    }
    assert not morning.path.with_suffix(".json").exists()


def test_the_backup_before_a_restore_never_removes_the_one_being_restored(
    school: Store, office: Office, stopped_clock, school_file: Path
) -> None:  # type: ignore[no-untyped-def]
    old = automatic(school, 9.2)
    for days in (9.1, 1, 0.5):
        one = automatic(school, days)
        if days == 9.1:
            shutil.copy(old.path, one.path.with_name("kept"))
    # thinning has removed it by now; put back, it must survive its own restore
    shutil.move(old.path.with_name("kept"), old.path)
    backup._write_manifest(old)
    office.enter("李静")
    restore.restore(school, old, *WHO)
    assert office.names() == []
    assert old in backup.listed(school_file)
    # and until the next start nothing is thinned: the restored state may turn out to be the wrong one
    backup.take(school, backup.BY_ITSELF)
    assert old in backup.listed(school_file)
    school.close()
    again = open_store(school_file)
    backup.take(again, backup.BY_ITSELF)
    assert old not in backup.listed(school_file)
    again.close()


def test_before_a_great_step_what_no_backup_holds_is_backed_up(
    school: Store, office: Office, context: Context, school_file: Path, stopped_clock
) -> None:  # type: ignore[no-untyped-def]
    office.enter("李静")
    first = secure(context, backup.BEFORE_IMPORT)
    assert first is not None
    assert (first.reason, first.state) == ("导入前", backup.State.SOUND)
    assert secure(context, backup.BEFORE_IMPORT) is None  # nothing was changed since
    stopped_clock("2026-11-20 08:31")
    office.enter("周敏华")
    second = secure(context, backup.BEFORE_ROLLOVER)
    assert second is not None
    assert [one.reason for one in backup.listed(school_file)] == ["升学年前", "导入前"]
    second.path.write_bytes(b"cut off")  # a damaged one holds nothing
    assert secure(context, backup.BEFORE_ROLLOVER) is not None


def test_backups_before_great_steps_are_thinned_with_the_automatic_ones(
    school: Store, school_file: Path, stopped_clock
) -> None:  # type: ignore[no-untyped-def]
    morning, noon = automatic(school, 9.2, backup.BEFORE_IMPORT), automatic(school, 9.1)
    yesterday, newest = automatic(school, 1), automatic(school, 0, backup.BEFORE_ROLLOVER)
    kept = {one.path for one in (noon, yesterday, newest)}
    assert {one.path for one in backup.listed(school_file)} == kept
    assert not morning.path.exists()


def test_an_old_backup_held_by_another_program_waits(
    school: Store, school_file: Path, stopped_clock, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    automatic(school, 9.2)
    unlink = Path.unlink

    def held(self: Path, missing_ok: bool = False) -> None:
        if "20261111" in self.name and self.suffix == ".edudesk":
            raise PermissionError(13, "held by a sync client")
        unlink(self, missing_ok)

    monkeypatch.setattr(Path, "unlink", held)
    for days in (9.1, 1, 0):
        automatic(school, days)
    assert len(backup.listed(school_file)) == 4


# --- no room --------------------------------------------------------------------------------------------------


def test_room_is_asked_for_before_anything_is_written(
    school: Store, school_file: Path, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.enter("李静")
    made = backup.take(school)
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(backup.shutil, "disk_usage", lambda path: usage(10**9, 10**9 - 1000, 1000))
    before = names_in(folder_of(school))
    for deed in (lambda: backup.take(school), lambda: restore.restore(school, made, *WHO)):
        with pytest.raises(UserError) as caught:
            deed()
        assert caught.value.text.startswith("磁盘空间不足，没有写成")
        assert "MB，只剩 0.0 MB" in caught.value.text
        assert caught.value.hint == "请清理磁盘后再试；原有数据没有改动。"
        assert names_in(folder_of(school)) == before
    assert office.names() == ["李静"]


def test_a_backup_is_not_made_of_a_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "create_engine", lambda url, **how: None)
    server = Store(None, url="postgresql://school")
    with pytest.raises(UserError, match="数据放在数据库服务器上，不能在这里备份"):
        backup.take(server)
    monkeypatch.setattr(Context, "head", lambda self: Head(0, ""))
    backups = Backups(Context(server))
    assert (backups.listed(), backups.missing_anchors(), backups.is_due()) == ([], [], False)
