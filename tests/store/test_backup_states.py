"""What is known of a backup: damaged ones are called so, and a good one is never invisible (P15)."""

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from edudesk.base import paths
from edudesk.base.errors import UserError
from edudesk.roster.rows import GONE, TeacherDraft
from edudesk.roster.service import TeacherService
from edudesk.store import backup, restore
from edudesk.store.backup import Backup, State
from edudesk.store.backups import Backups
from edudesk.store.context import Context
from edudesk.store.engine import Store
from tests.office import Office
from tests.store.both import PASSWORD, both

WHO = ("本机用户", "教务处电脑")


@pytest.fixture
def backups(context: Context) -> Backups:
    return Backups(context)


def states(found: list[Backup]) -> list[str]:
    return [one.state.value for one in found]


def harm(made: Backup, how: str) -> None:
    """Damage a backup, keeping its time of change: a disk does not tell either."""
    if how == "cut":
        os.truncate(made.path, 5000)
    elif how == "empty":
        os.truncate(made.path, 0)
    else:
        content = bytearray(made.path.read_bytes())
        content[len(content) // 2] ^= 4
        made.path.write_bytes(content)


# damaged ones


@both
@pytest.mark.parametrize(("how", "listed"), [("cut", "已损坏"), ("empty", "已损坏"), ("flip", "未核对")])
def test_damage_is_seen_by_its_size_at_once_and_by_its_content_when_checked(
    school: Store, school_file: Path, password: str | None, how: str, listed: str
) -> None:
    bad, good = backup.take(school), backup.take(school)
    harm(bad, how)
    found = {one.path: one for one in backup.listed(school_file)}
    assert (found[bad.path].state.value, found[good.path].state.value) == (listed, "未核对")
    assert found[bad.path].size == bad.path.stat().st_size
    seen = backup.checked(list(found.values()), password)
    assert {one.path: one.state for one in seen} == {bad.path: State.DAMAGED, good.path: State.SOUND}
    assert backup.in_words(seen) == "已核对 1 份，损坏 1 份"


def test_words_of_no_backup_and_of_those_not_looked_at(school: Store, school_file: Path) -> None:
    assert backup.in_words(backup.listed(school_file)) == "还没有备份"
    backup.take(school)
    assert backup.in_words(backup.listed(school_file)) == "未核对 1 份"


def test_what_was_found_out_is_kept_as_long_as_the_file_is_the_same(
    backups: Backups, context: Context
) -> None:
    made = backups.take()
    assert states(backups.listed()) == ["已核对"]
    later = Backups(context)
    assert states(later.listed()) == ["未核对"]
    heard: list[frozenset[str]] = []
    context.listen(heard.append)
    later.check_unseen()
    assert states(later.listed()) == ["已核对"]
    assert [names for names in heard if "backups" in names]
    heard.clear()
    later.check_unseen()
    assert heard == []
    harm(made, "flip")
    os.utime(made.path)
    assert states(later.listed()) == ["未核对"]
    assert states(later.check()) == ["已损坏"]


def test_checking_reads_every_byte_again_whatever_was_found_before(backups: Backups) -> None:
    made = backups.take()
    before = made.path.stat()
    harm(made, "flip")
    os.utime(made.path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert states(backups.listed()) == ["已核对"]
    assert states(backups.check()) == states(backups.listed()) == ["已损坏"]


def test_a_damaged_backup_does_not_stand_for_the_good_ones_of_its_day(
    school: Store, school_file: Path, stopped_clock
) -> None:  # type: ignore[no-untyped-def]
    made = []
    for moment in ("2026-11-11 08:00", "2026-11-11 12:00", "2026-11-19 08:00"):
        stopped_clock(moment)
        made.append(backup.take(school, backup.BY_ITSELF))
        if moment.endswith("12:00"):
            harm(made[-1], "cut")
    stopped_clock("2026-11-20 08:30")
    backup.take(school, backup.BY_ITSELF)
    assert made[0] in backup.listed(school_file)


# without a manifest


@both
@pytest.mark.parametrize("manifest", [None, "", "{", "[]", '{"made": 5}'])
def test_a_good_backup_with_a_lost_or_broken_manifest_is_listed_and_registered_anew(
    school: Store, school_file: Path, office: Office, password: str | None, manifest: str | None
) -> None:
    office.enter("李静")
    made = backup.take(school)
    if manifest is None:
        made.path.with_suffix(".json").unlink()
    else:
        made.path.with_suffix(".json").write_text(manifest)
    (bare,) = backup.listed(school_file)
    assert (bare.path, bare.reason, bare.moment, bare.state) == (
        made.path,
        "手动备份",
        made.moment,
        State.UNSEEN,
    )
    assert not bare.is_registered
    (again,) = backup.checked([bare], password)
    assert (again.state, again) == (State.SOUND, replace(made, made=again.made))
    assert backup.listed(school_file) == [again]


@both
def test_a_good_backup_without_manifest_is_restored_and_says_what_is_lost(
    school: Store, school_file: Path, office: Office
) -> None:
    office.enter("李静")
    backup.take(school).path.with_suffix(".json").unlink()
    office.enter("周敏华")
    (bare,) = backup.listed(school_file)
    loss = restore.lost_by(school, bare)
    assert (loss.titles, loss.counts) == (("登记 周敏华",), (("在岗教师", 1, 2),))
    restore.restore(school, bare, *WHO)
    assert office.names() == ["李静"]


def test_a_damaged_school_comes_back_from_a_backup_without_manifest(
    school: Store, school_file: Path, office: Office
) -> None:
    office.enter("李静")
    backup.take(school).path.with_suffix(".json").unlink()
    school.close()
    school_file.write_bytes(b"damaged")
    restore.restore_closed(school_file, backup.listed(school_file)[0], None)
    school.reopen()
    assert office.names() == ["李静"]


def test_a_school_file_put_among_the_backups_stays_unregistered_and_can_be_restored(
    school: Store, school_file: Path, office: Office, backups: Backups
) -> None:
    office.enter("李静")
    folder = paths.backup_folder(school_file)
    folder.mkdir()
    shutil.copy(school_file, folder / "去年的.edudesk")
    office.enter("周敏华")
    (found,) = backups.check()
    assert (found.state, found.reason, found.path.name) == (State.UNREGISTERED, "其他文件", "去年的.edudesk")
    assert states(backups.listed()) == ["未登记"]
    assert not list(folder.glob("*.json"))
    assert backups.missing_anchors() == []
    restore.restore(school, found, *WHO)
    assert office.names() == ["李静"]


@pytest.mark.parametrize("how", ["cut", "empty"])
def test_a_damaged_file_without_manifest_is_damaged(school: Store, school_file: Path, how: str) -> None:
    made = backup.take(school)
    made.path.with_suffix(".json").unlink()
    harm(made, how)
    (seen,) = backup.checked(backup.listed(school_file), None)
    assert seen.state is State.DAMAGED
    assert not made.path.with_suffix(".json").exists()
    with pytest.raises(UserError):
        restore.restore(school, seen, *WHO)


def test_a_strangers_file_among_the_backups_is_neither_registered_nor_restored(
    school: Store, school_file: Path
) -> None:
    folder = paths.backup_folder(school_file)
    folder.mkdir()
    (folder / "龙城实验小学_20261340-990000_手动备份.edudesk").write_text("不是数据库" * 3000)
    (seen,) = backup.checked(backup.listed(school_file), None)
    assert seen.state is not State.SOUND
    assert not list(folder.glob("*.json"))
    with pytest.raises(UserError):
        restore.restore(school, seen, *WHO)


@pytest.mark.parametrize("password", [PASSWORD])
def test_a_backup_of_another_password_is_not_called_damaged(school: Store, school_file: Path) -> None:
    made = backup.take(school)
    made.path.with_suffix(".json").unlink()
    for wrong in (None, "别的密码"):
        assert states(backup.checked(backup.listed(school_file), wrong)) == ["未登记"]
    assert states(backup.checked(backup.listed(school_file), PASSWORD)) == ["已核对"]


def test_an_unregistered_backup_is_not_thinned(school: Store, school_file: Path, stopped_clock) -> None:  # type: ignore[no-untyped-def]
    made = []
    for moment in ("2026-11-11 08:00", "2026-11-11 12:00"):
        stopped_clock(moment)
        made.append(backup.take(school, backup.BY_ITSELF))
    made[0].path.with_suffix(".json").unlink()
    for moment in ("2026-11-19 08:00", "2026-11-20 08:30"):
        stopped_clock(moment)
        backup.take(school, backup.BY_ITSELF)
    assert made[0].path.exists()


# what it tells


def test_a_backup_tells_the_teachers_on_the_schools_strength(context: Context, school_file: Path) -> None:
    teachers = TeacherService(context)
    staying = teachers.add(TeacherDraft(name="李静"))
    for number, status in enumerate((*GONE, "在岗", "长期请假", "借出")):
        teachers.add(TeacherDraft(name=f"教师{number}", status=status))
    made = backup.take(context.store)
    assert (made.words, made.counts["teacher"]) == ("在岗教师 4 人", 8)
    teachers.put_away([staying.id])
    assert backup.take(context.store).words == "在岗教师 3 人"
    assert sorted(one.words for one in backup.listed(school_file)) == ["在岗教师 3 人", "在岗教师 4 人"]


def test_a_manifest_without_that_count_is_still_a_good_one(school: Store, school_file: Path) -> None:
    made = backup.take(school)
    manifest = made.path.with_suffix(".json")
    facts = json.loads(manifest.read_text("utf-8"))
    del facts["held"]
    manifest.write_text(json.dumps(facts), "utf-8")
    (seen,) = backup.checked(backup.listed(school_file), None)
    assert (seen.state, seen.words) == (State.SOUND, "")
    assert restore.lost_by(school, seen).counts == ()
