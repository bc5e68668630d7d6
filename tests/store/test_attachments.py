"""Files beside records: kept once, taken back, carried by backups, missed when they are gone, never half."""

import errno
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from edudesk.base import clock, paths
from edudesk.base.errors import UserError
from edudesk.roster.tables import Teacher
from edudesk.store import backup, kept_files, restore, settings
from edudesk.store.attachments import Attachments, FileDraft
from edudesk.store.context import Context
from edudesk.store.engine import Store
from edudesk.store.pool import LINGERS
from edudesk.store.schema import open_store
from edudesk.store.timeline import Timeline
from tests.office import Office
from tests.store.both import both

PHOTO = b"\xff\xd8 a photo of the blackboard " * 400
SCAN = b"%PDF a signed sheet " * 300


def live(store: Store) -> Path:
    assert store.path is not None
    return paths.kept_folder(store.path)


def backed(store: Store) -> Path:
    assert store.path is not None
    return paths.backup_folder(store.path) / "附件"


def files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def attached(context: Context, *contents: bytes) -> tuple[Attachments, str]:
    """A teacher with these files; the id of the teacher."""
    Office(context).enter("李静")
    with context.store.transaction() as connection:
        teacher = str(connection.execute(Teacher.__table__.select()).first().id)  # type: ignore[union-attr]
    found = Attachments(context)
    files = [found.keep(f"照片{number}.jpg", one) for number, one in enumerate(contents)]
    if files:
        found.add(Teacher, teacher, files)
    return found, teacher


@both
def test_a_file_lies_beside_the_school_file_once_and_says_what_it_is(
    context: Context, password: str | None
) -> None:
    attachments, teacher = attached(context, PHOTO, SCAN, PHOTO)
    rows = attachments.of([teacher])[teacher]
    assert [(row.name, row.size, row.media) for row in rows] == [
        ("照片0.jpg", len(PHOTO), "image/jpeg"),
        ("照片1.jpg", len(SCAN), "image/jpeg"),
        ("照片2.jpg", len(PHOTO), "image/jpeg"),
    ]
    assert [attachments.content(row.sha256) for row in rows] == [PHOTO, SCAN, PHOTO]
    lying = files_in(live(context.store))
    assert [path.parent.name + path.name for path in lying] == sorted({row.sha256 for row in rows})
    is_readable = any(b"blackboard" in path.read_bytes() for path in lying)
    assert is_readable is (password is None)


def test_adding_removing_and_captions_are_taken_back(context: Context, timeline: Timeline) -> None:
    attachments, teacher = attached(context, PHOTO)
    (row,) = attachments.of([teacher])[teacher]
    attachments.describe(row.id, "  板书 ")
    attachments.remove([row.id])
    assert attachments.of([teacher]) == {}
    assert timeline.entries()[0].title == "删除附件 板书"
    timeline.undo()
    assert attachments.of([teacher])[teacher][0].words == "板书"
    timeline.undo()
    assert attachments.of([teacher])[teacher][0].words == "照片0.jpg"
    timeline.undo()
    assert attachments.of([teacher]) == {}
    timeline.redo()
    assert attachments.content(attachments.of([teacher])[teacher][0].sha256) == PHOTO


@both
def test_a_backup_carries_the_files_once_and_a_restore_brings_them_back(context: Context) -> None:
    attachments, teacher = attached(context, PHOTO)
    then = backup.take(context.store)
    first = files_in(backed(context.store))
    assert len(first) == 1
    backup.take(context.store)
    assert files_in(backed(context.store)) == first
    for path in files_in(live(context.store)):
        path.unlink()
    restore.restore(context.store, then, "本机用户", "教务处电脑")
    assert len(files_in(live(context.store))) == 1
    (row,) = attachments.of([teacher])[teacher]
    assert attachments.content(row.sha256) == PHOTO


@both
def test_a_backup_put_in_place_of_a_lost_school_brings_the_files(
    context: Context, school_file: Path, password: str | None
) -> None:
    _, teacher = attached(context, PHOTO)
    then = backup.take(context.store)
    context.store.close()
    school_file.unlink()
    for path in files_in(live(context.store)):
        path.unlink()
    restore.restore_closed(school_file, then, password)
    store = open_store(school_file, password)
    attachments = Attachments(Context(store))
    assert attachments.content(attachments.of([teacher])[teacher][0].sha256) == PHOTO
    store.close()


@both
def test_what_is_missing_or_damaged_is_named_and_comes_back_from_the_backups(
    context: Context, timeline: Timeline
) -> None:
    attachments, teacher = attached(context, PHOTO, SCAN)
    photo, scan = (
        live(context.store) / row.sha256[:2] / row.sha256[2:] for row in attachments.of([teacher])[teacher]
    )
    photo.unlink()
    scan.write_bytes(b"other bytes")
    proof = timeline.verify()
    assert proof.words == ("附件“照片0.jpg”的文件不见了。", "附件“照片1.jpg”的文件已损坏，打不开。")
    with pytest.raises(UserError, match="不见了或已损坏"):
        attachments.content(attachments.of([teacher])[teacher][0].sha256)
    attachments.keep("再放一次.jpg", PHOTO)
    attachments.keep("再放一次.pdf", SCAN)
    assert timeline.verify().is_whole
    backup.take(context.store)
    photo.unlink()
    scan.write_bytes(b"other bytes")
    assert timeline.verify().is_whole
    assert attachments.content(attachments.of([teacher])[teacher][1].sha256) == SCAN


def test_a_damaged_file_is_not_copied_over_the_word_of_a_backup(context: Context) -> None:
    attached(context, PHOTO)
    (lying,) = files_in(live(context.store))
    lying.write_bytes(b"other bytes")
    backup.take(context.store)
    assert files_in(backed(context.store)) == []


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "no room")


def test_a_full_disk_leaves_no_half_file_and_no_row(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    attachments, teacher = attached(context)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError) as caught:
        attachments.keep("板书.jpg", PHOTO)
    assert (caught.value.text, caught.value.hint) == (
        "磁盘空间不足，没有写成附件。",
        "原有文件没有改动；请清理该磁盘或换一个位置后再试。",
    )
    assert files_in(live(context.store)) == []
    assert attachments.of([teacher]) == {}


def test_a_backup_that_has_no_room_for_the_files_is_not_made(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    attached(context, PHOTO)
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", full)
        with pytest.raises(UserError, match="磁盘空间不足"):
            backup.take(context.store)
    assert files_in(paths.backup_folder(context.store.path)) == []  # type: ignore[arg-type]
    backup.take(context.store)
    assert len(files_in(backed(context.store))) == 1


def test_a_file_too_large_is_refused(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_files, "MOST", 1_000_000)
    with pytest.raises(UserError, match="文件有 3 MB，超过 1 MB，没有存入。"):
        Attachments(context).keep("录像.mp4", bytes(3_500_000))


@pytest.fixture
def days_later() -> Callable[[int], None]:
    def pass_by(days: int) -> None:
        clock.stop_at(clock.now() + timedelta(days=days))

    return pass_by


@pytest.mark.usefixtures("stopped_clock")
def test_bytes_nobody_needs_go_after_a_month_and_a_draft_needs_them_too(
    context: Context, days_later: Callable[[int], None]
) -> None:
    attachments, teacher = attached(context, PHOTO)
    (row,) = attachments.of([teacher])[teacher]
    attachments.remove([row.id])  # it may come back from the recycle bin
    dropped = attachments.keep("没有用上.jpg", SCAN)
    drafted = attachments.keep("草稿.jpg", b"draft" * 100)
    with context.store.transaction() as connection:
        settings.put(connection, "checks.draft.1", {"photos": [drafted.sha256]})
    half = live(context.store) / "ab" / ".cdef.4711.part"  # of a program that was killed
    half.parent.mkdir(exist_ok=True)
    half.write_bytes(b"half")
    os.utime(half, (clock.now().timestamp(), clock.now().timestamp()))
    days_later(LINGERS.days)
    backup.take(context.store, backup.BY_ITSELF)
    assert len(files_in(live(context.store))) == 4
    days_later(1)
    backup.take(context.store, backup.BY_ITSELF)
    assert {path.parent.name + path.name for path in files_in(live(context.store))} == {
        row.sha256, drafted.sha256,
    }  # fmt: skip
    with pytest.raises(UserError):
        attachments.content(dropped.sha256)


@pytest.mark.usefixtures("stopped_clock")
def test_beside_the_backups_a_file_stays_as_long_as_a_backup_names_it(
    context: Context, timeline: Timeline, days_later: Callable[[int], None]
) -> None:
    attached(context, PHOTO)
    then = backup.take(context.store, backup.BY_HAND)
    timeline.undo()  # no row names it any more
    for _ in range(3):
        days_later(40)
        Office(context).enter("后来的")
        backup.take(context.store, backup.BY_ITSELF)
    assert files_in(live(context.store)) == []
    assert len(files_in(backed(context.store))) == 1
    then.path.unlink()
    then.path.with_suffix(".json").unlink()
    for one in backup.listed(context.store.path)[1:]:  # type: ignore[arg-type]
        one.path.unlink()
    days_later(40)
    backup.take(context.store, backup.BY_ITSELF)
    assert files_in(backed(context.store)) == []


@pytest.mark.usefixtures("school")
def test_templates_of_an_earlier_program_are_still_found_inside(context: Context) -> None:
    content = b"PK the bureau's form"
    with context.store.transaction() as connection:
        name = kept_files.hashlib.sha256(content).hexdigest()
        connection.execute(kept_files._FILES.insert(), [{"sha256": name, "content": content}])
        assert kept_files.kept(context.store, connection, name) == content
        assert kept_files.kept(context.store, connection, "0" * 64) is None


def test_settle_lets_a_record_have_just_these(context: Context) -> None:
    from dataclasses import replace

    from edudesk.store.attachments import as_draft, settle
    from edudesk.store.rights import Right, Verb

    attachments, teacher = attached(context, PHOTO, SCAN)
    first, _ = (as_draft(row) for row in attachments.of([teacher])[teacher])
    third: FileDraft = attachments.keep("新.jpg", b"third")
    with context.work(Verb("test", "整理附件", Right.EDIT_ATTACHMENTS)) as work:
        settle(work, context, Teacher, teacher, [replace(first, caption="板书"), third])
    assert [row.words for row in attachments.of([teacher])[teacher]] == ["板书", "新.jpg"]
