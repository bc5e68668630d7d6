"""套用教育局模板: what the window says of a form before it is filled."""

from pathlib import Path

import pytest
import xlsxwriter
from PySide6.QtWidgets import QLabel

from edudesk.submissions import filling
from edudesk.submissions.pages.filling import FillDialog
from tests.seat import Seat


@pytest.fixture
def sample(complete: Path) -> Path:
    """Whoever sits here has the school of five."""
    return complete


def form_of_tables(path: Path, count: int) -> Path:
    """A list with a column nobody keeps, and so many further tables on sheets of their own."""
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("教师").write_row("A1", ("姓名", "性别", "职称", "血型"))
        for number in range(1, count + 1):
            book.add_worksheet(f"名单{number}").write_row("A2", ("姓名", "性别", "职称"))
    return path


def shown(seat: Seat, path: Path) -> FillDialog:
    return FillDialog(seat.desk, path, filling.propose(seat.desk, path))


def test_the_columns_and_tables_that_stay_empty_are_named(seat: Seat, tmp_path: Path) -> None:
    dialog = shown(seat, form_of_tables(tmp_path / "上级表.xlsx", 1))
    told = [one.text() for one in dialog.findChildren(QLabel)]
    assert "教师花名册里没有、要自己填写的列：血型。" in told
    assert "工作表“名单1”第 2 行起还有一张表（姓名、性别、职称），没有填，请另行填写。" in told
    dialog.reject()


def test_more_remarks_than_have_room_are_counted_and_can_be_read(seat: Seat, tmp_path: Path) -> None:
    dialog = shown(seat, form_of_tables(tmp_path / "上级表.xlsx", 8))
    (more,) = [one for one in dialog.findChildren(QLabel) if one.text().startswith("另有")]
    assert more.text() == "另有 3 条，鼠标停在这里看。"
    assert [line[:8] for line in more.toolTip().splitlines()] == [f"工作表“名单{n}”" for n in (6, 7, 8)]
    dialog.reject()
