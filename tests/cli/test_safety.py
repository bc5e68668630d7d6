"""edudesk school, backup, restore, verify, shot."""

import os
import re
import sqlite3
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from edudesk.desk import open_desk
from edudesk.roster.rows import TeacherDraft
from edudesk.shell import navigation
from tests.cli.conftest import Run
from tests.cli.test_roster import said, teachers_in
from tests.gui import colours_of


def add(file: Path, name: str) -> None:
    with open_desk(file) as desk:
        desk.teachers.add(TeacherDraft(name=name))


# school


def test_school_is_founded_shown_and_changed(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "城东小学.edudesk"
    said(run("school", "--data", file), "找不到学校文件")
    said(run("school", "--name", "城东小学", "--data", file), "请选择学段。")
    told = run("school", "--stage", "小学", "--school-year", "2026-2027", "--data", file)
    assert (told.code, told.err) == (0, "")
    assert re.search(r"学校名称 +城东小学", told.out)
    assert re.search(r"当前学年 +2026-2027", told.out)
    assert run("school", "--term-start", "2026.8.31", "--data", file).code == 0
    shown = run("school", "--data", file).out
    assert re.search(r"本学期开学日期 +2026-08-31", shown)


@pytest.mark.parametrize(
    ("option", "typed", "told"),
    [
        (
            "--stage",
            "大学",
            "学段“大学”没有保存：学段中没有“大学”。可以写小学、初中、九年一贯制、高中、完全中学、十二年一贯制、幼儿园。",
        ),
        ("--term-start", "2026-13-45", "本学期开学日期“2026-13-45”没有保存"),
        ("--term-start", "2026-08", "请写成 2026-08-31 这样的日期。"),
        ("--school-year", "明年", "请写成 2026-2027 这样的学年。"),
        ("--code", "123", "学校标识码应为 10 位，现在是 3 位。"),
        ("--name", "", "请填写学校名称。"),
    ],
)
def test_wrong_fact_of_the_school_is_named_and_not_saved(
    run: Run, five: Path, option: str, typed: str, told: str
) -> None:
    before = run("school", "--data", five).out
    said(run("school", option, typed, "--data", five), told)
    assert run("school", "--data", five).out == before


# backup and restore


def test_backup_is_listed_and_brings_the_school_back(run: Run, five: Path) -> None:
    assert "还没有备份" in run("restore", "--list", "--data", five).out
    said(run("restore", "--latest", "--yes", "--data", five), "还没有备份可以恢复")
    told = run("backup", "--data", five)
    assert (told.code, told.err) == (0, "")
    assert "已备份并核对" in told.out
    add(five, "新来")
    assert re.search(
        r"1 +\d{4}-\d\d-\d\d \d\d:\d\d +手动备份 +在岗教师 4 人",
        run("restore", "--list", "--data", five).out,
    )
    said(run("restore", "1", "--data", five), "之后的 1 项操作将不在其中")
    assert "新来" in teachers_in(five)
    back = run("restore", "1", "--yes", "--data", five)
    assert (back.code, back.err) == (0, "")
    assert "恢复前的状态保存在" in back.out
    assert "新来" not in teachers_in(five)
    listed = run("restore", "--list", "--data", five).out
    assert "恢复前" in listed
    assert run("restore", "--latest", "--yes", "--data", five).code == 0  # the state before comes back too
    assert "新来" in teachers_in(five)
    assert run("verify", "--data", five).code == 0


def test_what_a_restore_takes_away_is_told_first(run: Run, five: Path) -> None:
    old = five.read_bytes()
    run("backup", "--data", five)
    said(run("restore", "--latest", "--data", five), "之后没有改动过内容，不会丢失什么。")
    add(five, "新来")
    run("backup", "--data", five)
    five.write_bytes(old)
    said(run("restore", "--latest", "--data", five), "现在的内容将全部换成备份中的内容。")


def test_one_backup_is_named_and_nothing_beside_it(run: Run, five: Path, tmp_path: Path) -> None:
    run("backup", "--data", five)
    for words in (["1", "--latest"], ["1", "--list"], ["--latest", "--list"]):
        told = run("restore", *words, "--data", five)
        assert told.code == 2
        assert "不能和" in told.err
    said(run("restore", "--list", "--data", tmp_path / "没有.edudesk"), "找不到学校文件“没有.edudesk”")
    five.unlink()
    assert "手动备份" in run("restore", "--list", "--data", five).out  # lost, and its backups are there


def test_backup_is_chosen_by_its_file_name_too(run: Run, five: Path) -> None:
    run("backup", "--data", five)
    (made,) = five.with_name("龙城实验小学-备份").glob("*.edudesk")
    assert run("restore", made.name, "--yes", "--data", five).code == 0
    for name in ("0", "99", "没有.edudesk", "²"):
        told = run("restore", name, "--yes", "--data", five)
        said(told, f"没有序号或文件名是“{name}”的备份。现有备份的序号是 1")
    for words in ([], [""]):
        said(run("restore", *words, "--yes", "--data", five), "没有指明用哪个备份")


@pytest.mark.parametrize("damage", ["cut", "gone", "overwritten"])
def test_damaged_or_lost_school_comes_back_from_its_backup(run: Run, five: Path, damage: str) -> None:
    run("backup", "--data", five)
    if damage == "gone":
        five.unlink()
    elif damage == "cut":
        os.truncate(five, 5000)
    else:
        with five.open("r+b") as file:
            file.seek(4096 * 3)
            file.write(os.urandom(4096 * 20))
    assert run("verify", "--data", five).code == 1
    said(run("restore", "--latest", "--data", five), "备份恢复")
    told = run("restore", "--latest", "--yes", "--data", five)
    assert (told.code, told.err) == (0, "")
    assert len(teachers_in(five)) == 5
    assert five.with_suffix(".damaged").exists() == (damage != "gone")
    assert ("损坏的文件保留为" in told.out) == (damage != "gone")


def test_damaged_backup_is_refused_and_the_school_stays(run: Run, five: Path) -> None:
    run("backup", "--data", five)
    (made,) = five.with_name("龙城实验小学-备份").glob("*.edudesk")
    made.write_bytes(made.read_bytes()[:-4096])
    said(run("restore", "--latest", "--yes", "--data", five), "已损坏，没有恢复。请改用另一个备份")
    assert len(teachers_in(five)) == 5


# verify


def test_good_school_passes_and_a_tampered_one_does_not(run: Run, five: Path) -> None:
    good = run("verify", "--data", five)
    assert (good.code, good.err) == (0, "")
    assert "核对通过" in good.out
    raw = sqlite3.connect(five)
    raw.execute("UPDATE teacher SET title = '正高级教师' WHERE name = '周敏华'")
    raw.commit()
    raw.close()
    bad = run("verify", "--data", five)
    assert (bad.code, bad.err) == (1, "")
    assert "教师“周敏华”的内容与操作记录不一致，可能被其他程序改动过。" in bad.out
    assert "核对没有通过" in bad.out


@pytest.mark.parametrize(
    "deed",
    [
        "DROP TABLE journal_entry",
        "DROP TABLE journal_change",
        "DROP TABLE setting",
        "DROP TABLE teacher",
        "UPDATE setting SET value = 'x'",
        "UPDATE setting SET value = '\"zz\"'",
        "UPDATE setting SET value = '7'",
    ],
)
def test_destroyed_table_or_key_is_told_as_damage(run: Run, five: Path, deed: str) -> None:
    raw = sqlite3.connect(five)
    for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {name}")
    raw.execute(deed)
    raw.commit()
    raw.close()
    said(run("verify", "--data", five), "学校文件已损坏。")


def test_old_file_put_back_is_noticed_by_its_backups(run: Run, five: Path) -> None:
    old = five.read_bytes()
    add(five, "新来")
    run("backup", "--data", five)
    five.write_bytes(old)
    told = run("verify", "--data", five)
    assert told.code == 1
    assert "文件可能被换成了旧的" in told.out


def test_a_photo_that_is_gone_is_named_and_where_it_should_lie(run: Run, five: Path) -> None:
    with open_desk(five) as desk:
        problem = desk.check_problems.rows()[0]
        photo = desk.attachments.keep("板书.jpg", b"jpeg")
        desk.check_problems.keep_files(problem.id, [photo])
    assert run("verify", "--data", five).code == 0
    (five.with_name("龙城实验小学-附件") / photo.sha256[:2] / photo.sha256[2:]).unlink()
    told = run("verify", "--data", five)
    assert (told.code, told.err) == (1, "")
    assert "附件“板书.jpg”的文件不见了。" in told.out
    assert "附件应在“龙城实验小学-附件”文件夹里" in told.out


# shot


def is_drawn(file: Path, size: tuple[int, int], theme: str) -> bool:
    """Whether a picture of this size and theme shows a page."""
    picture = QImage(str(file))
    is_dark = picture.pixelColor(size[0] // 2, 2).lightness() < 90
    is_right = (picture.width(), picture.height()) == size and is_dark == (theme == "dark")
    return is_right and len(colours_of(picture)) > 20


def test_shot_draws_a_page(spawn: Run, five: Path, tmp_path: Path) -> None:
    out = tmp_path / "shots"
    told = spawn(
        "shot", "--page", "home", "--size", "1366x768", "--theme", "dark", "--out", out, "--data", five,
        QT_QPA_PLATFORM="", LC_ALL="C.UTF-8",
    )  # fmt: skip
    assert told.code == 0, told.err
    assert told.out.splitlines() == [str(out / "home-dark.png")]
    assert is_drawn(out / "home-dark.png", (1366, 768), "dark")


def test_shot_draws_every_page_there_is(
    run: Run, five: Path, tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A few of them; each page is drawn in tests/shell/test_window.py."""
    from edudesk.shell import main_window  # before the list is cut: the window keeps all its pages

    monkeypatch.setenv("EDUDESK_HOME", str(tmp_path / "home"))  # the command has a home of its own
    few = [
        spec for spec in navigation.PAGES if spec.card.name in ("home", "roster_import", "paper", "backups")
    ]
    monkeypatch.setattr(navigation, "PAGES", few)
    told = run("shot", "--out", tmp_path / "shots", "--data", five)
    assert (told.code, told.err) == (0, "")
    # with what is shown on it: a teacher in the drawer, a workbook that was read
    names = {"home", "roster", "roster_import", "roster_compare", "paper", "backups"}
    made = list((tmp_path / "shots").iterdir())
    assert {file.name for file in made} >= {f"{name}-light.png" for name in names}
    assert len(made) < len(main_window.PAGES)
    assert [file.name for file in made if not is_drawn(file, (1440, 900), "light")] == []


def test_shot_of_an_unknown_page_or_size_is_told(
    run: Run, five: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said(run("shot", "--size", "gross", "--out", tmp_path, "--data", five), "看不懂窗口大小“gross”")
    monkeypatch.setenv("EDUDESK_HOME", str(tmp_path / "home"))  # the command has a home of its own
    told = run("shot", "--page", "月球", "--out", tmp_path / "x", "--data", five)
    assert (told.code, told.out) == (1, "")
    assert "没有叫“月球”的页面。" in told.err
    assert "可选：home、" in told.err


# backups that are not what they were


def backed_up(run: Run, five: Path, times: int = 1) -> list[Path]:
    """Backups of the five, newest first."""
    for _ in range(times):
        assert run("backup", "--data", five).code == 0
    return sorted(five.with_name("龙城实验小学-备份").glob("*.edudesk"), reverse=True)


@pytest.mark.parametrize("size", [0, 5000, None], ids=["empty", "cut", "one byte"])
def test_damaged_backup_is_found_by_verify_and_in_the_list_and_cannot_be_chosen(
    run: Run, five: Path, size: int | None
) -> None:
    good = run("verify", "--data", five)
    assert (good.code, "备份：还没有备份。" in good.out) == (0, True)
    made = backed_up(run, five, 2)[0]
    assert "备份：已核对 2 份。" in run("verify", "--data", five).out
    if size is None:
        content = bytearray(made.read_bytes())
        content[len(content) // 2] ^= 4
        made.write_bytes(content)
    else:
        os.truncate(made, size)
    bad = run("verify", "--data", five)
    assert (bad.code, bad.err) == (1, "")
    assert "备份：已核对 1 份，损坏 1 份。" in bad.out
    assert f"备份 {made.name} 已损坏，不能用来恢复。" in bad.out
    assert "核对没有通过：学校文件完好，有备份已损坏。" in bad.out
    listed = run("restore", "--list", "--data", five)
    assert listed.code == 0
    assert "已核对 1 份，损坏 1 份。" in listed.out
    (line,) = [line for line in listed.out.splitlines() if "已损坏" in line]
    assert made.name in line
    assert (
        size is None or f" {max(1, round(size / 1000))} KB " in line
    )  # what is there, not what was registered
    said(run("restore", made.name, "--yes", "--data", five), f"备份“{made.name}”已损坏，没有恢复。")
    assert len(teachers_in(five)) == 5


@pytest.mark.parametrize("manifest", [None, "{"], ids=["lost", "broken"])
def test_good_backup_whose_manifest_is_gone_is_restored_by_its_name(
    run: Run, five: Path, manifest: str | None
) -> None:
    (made,) = backed_up(run, five)
    add(five, "新来")
    beside = made.with_suffix(".json")
    if manifest is None:
        beside.unlink()
    else:
        beside.write_text(manifest)
    told = run("restore", made.name, "--yes", "--data", five)
    assert (told.code, told.err) == (0, "")
    assert "新来" not in teachers_in(five)
    listed = run("restore", "--list", "--data", five).out
    assert re.search(r"手动备份 +在岗教师 4 人 .*已核对", listed)
    assert "已核对 2 份。" in listed
    assert beside.exists()
