"""Backups in the window: how many were read and are sound, which are damaged, and that those cannot be chosen."""

import os

import pytest

from edudesk.desk import open_desk
from edudesk.kit.theme import Tone
from edudesk.store import backup
from tests.gui import Said
from tests.seat import Seat


@pytest.fixture
def sample(five):
    """Whoever sits here has the school of five."""
    return five


@pytest.fixture
def made(sample):
    """Two backups of an earlier day, newest first."""
    with open_desk(sample) as desk:
        for _ in range(2):
            desk.backups.take()
        return [one.path for one in desk.backups.listed()]


@pytest.fixture
def late_seat(qtbot, said: Said, sample, made):
    """Somebody who opens the school when the backups are there; the newest one has one wrong bit."""
    content = bytearray(made[0].read_bytes())
    content[len(content) // 2] ^= 4
    made[0].write_bytes(content)
    with Seat(qtbot, said, open_desk(sample)) as taken:
        yield taken


def test_start_page_says_that_there_is_none(seat):
    seat.window.watch.look()
    seat.wait()
    words = seat.words(seat.window.show_page("home"))
    assert "还没有备份" in words
    assert "已核对" not in words


def test_start_page_says_how_many_were_read_and_are_sound(late_seat, made):
    late_seat.window.watch.look()
    late_seat.wait()
    words = late_seat.words(late_seat.window.show_page("home"))
    assert "已核对 1 份，损坏 1 份" in words
    assert "都已核对" not in words


def test_damaged_backup_is_marked_in_the_list_and_cannot_be_chosen(late_seat, made):
    page = late_seat.window.show_page("backups")
    late_seat.wait()
    assert page.head.note.text() == "已核对 1 份，损坏 1 份"
    rows = {row.id: row for row in page.model.rows}
    state = page.columns[page.model.column_index("state")]
    bad, good = (rows[path.name] for path in made)
    assert [(state.text(row), page.tone(row, state)) for row in (bad, good)] == [
        ("已损坏", Tone.BAD), ("已核对", Tone.GOOD)
    ]  # fmt: skip
    page.table.select([bad.id])
    page.restore_selected()
    late_seat.wait()
    late_seat.heard(f"fail: 备份“{made[0].name}”已损坏，没有恢复。")
    assert len(page.model.rows) == 2


def test_proof_on_the_journal_page_reads_the_backups_too(late_seat, made):
    page = late_seat.window.show_page("journal")
    late_seat.wait()
    late_seat.click("核对完整性", page)
    late_seat.heard("tell: 核对没有通过：学校文件完好，有备份已损坏。")
    os.truncate(made[1], 100)
    late_seat.click("核对完整性", page)
    late_seat.heard("tell: 核对没有通过：学校文件完好，有备份已损坏。")
    home = late_seat.window.show_page("home")
    late_seat.window.watch.look()
    late_seat.wait()
    assert "损坏 2 份" in late_seat.words(home)


def test_backup_without_manifest_is_listed_and_restored(late_seat, made):
    made[1].with_suffix(".json").unlink()
    late_seat.desk.teachers.put_away([late_seat.teacher("周敏华").id])
    page = late_seat.window.show_page("backups")
    late_seat.wait()
    assert "在岗教师 4 人" in [row.backup.words for row in page.model.rows if row.id == made[1].name]
    assert made[1].with_suffix(".json").exists()
    page.table.select([made[1].name])
    late_seat.said.answer(True)
    page.restore_selected()
    late_seat.wait()
    assert "要恢复到" in late_seat.said.heard()[0]
    assert late_seat.teacher("周敏华").name == "周敏华"


def test_many_backups_are_not_read_on_the_start_page(late_seat, made, monkeypatch):
    from edudesk.shell.pages.home import page as home

    monkeypatch.setattr(home, "_CHECKED_AT_ONCE", 0)
    late_seat.wait()
    os.utime(made[1])  # not read since it was changed
    late_seat.window._backups = None
    page = late_seat.window.show_page("home")
    page.reload()
    late_seat.window.watch.look()
    late_seat.wait()
    assert "未核对 1 份" in late_seat.words(page)
    assert backup.State.UNSEEN in {one.state for one in late_seat.desk.backups.listed()}
