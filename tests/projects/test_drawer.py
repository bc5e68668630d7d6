"""The records beside a project: whose names they keep, and the files of a line."""

import pytest
from PySide6.QtCore import Qt

from edudesk.base.errors import UserError
from edudesk.kit.form_dialog import FormDialog
from edudesk.projects.pages.page import ProjectsPage
from edudesk.projects.pages.part_files import PartFiles
from edudesk.projects.pages.part_list import PartList
from tests.gui import Said
from tests.projects.test_page import choose, typed
from tests.seat import Seat


def opened(page: ProjectsPage, seat: Seat, tab: str, noun: str = "") -> PartList:
    """A list of the chosen project."""
    choose(page, seat)
    page.drawer.choose(tab)
    seat.wait()
    return page.drawer.part(noun or tab)


def files_below(part: PartList) -> PartFiles:
    """The files of the chosen line of a list."""
    (found,) = part.parentWidget().findChildren(PartFiles)
    return found


def click(part: PartList, seat: Seat, number: int, *, twice: bool = False) -> None:
    """A line with the mouse."""
    place = part.list.visualItemRect(part.list.item(number)).center()
    press = seat.qtbot.mouseDClick if twice else seat.qtbot.mouseClick
    press(part.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    seat.wait()


# --- the files of a line --------------------------------------------------------------------------------------


def test_files_stay_in_sight_after_a_change(page: ProjectsPage, seat: Seat, said: Said):
    part = opened(page, seat, "活动")
    part.list.setCurrentRow(1)
    chosen, files = part.rows[1], files_below(part)
    files.strip.show_files([*files.strip.files, seat.desk.attachments.keep("合影.txt", b"1")])
    files.strip.changed.emit()
    seat.wait()
    assert (files.isVisible(), part.list.currentRow()) == (True, 1)
    part.add()
    typed(seat, title="最早的一次研讨", on="2020-01-01")
    assert part.rows[part.list.currentRow()].id == chosen.id
    assert chosen.title in seat.words(files)
    part.put_away(chosen)
    seat.wait()
    assert said.heard() == ["notice: 已删除活动，可在回收站找回。"]
    assert not files.isVisible()
    page.go_to(next(one.id for one in page.model.rows if one.id != chosen.project_id))
    seat.wait()
    assert part.list.currentRow() == -1


def test_a_click_shows_the_files_of_a_line_and_two_open_it(page: ProjectsPage, seat: Seat):
    part = opened(page, seat, "活动")
    click(part, seat, 0)
    assert not seat.dialogs(FormDialog)
    assert files_below(part).isVisible()
    click(part, seat, 0, twice=True)
    assert seat.dialog(FormDialog).fields["title"].editor.typed() == part.rows[0].title


def test_a_click_opens_a_line_that_has_no_files(page: ProjectsPage, seat: Seat):
    part = opened(page, seat, "成员")
    click(part, seat, 0)
    assert seat.dialog(FormDialog).fields["name"].editor.typed() == "王建国"


def test_files_that_could_not_be_kept_are_told_and_taken_out_again(
    page: ProjectsPage, seat: Seat, said: Said, monkeypatch: pytest.MonkeyPatch
):
    part = opened(page, seat, "活动")
    part.list.setCurrentRow(0)
    files = files_below(part)
    before = files.strip.files

    def refuse(*_given: object) -> None:
        raise UserError("磁盘已满。", "原来的文件都还在。")

    monkeypatch.setattr(part.service, "keep_files", refuse)
    files.strip.show_files([*before, seat.desk.attachments.keep("合影.txt", b"1")])
    files.strip.changed.emit()
    (heard,) = said.heard()
    assert "磁盘已满。" in heard
    assert files.strip.files == before
