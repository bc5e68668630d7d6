"""The import page where the user decides: questions, people who do not appear, the day changes take effect."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.roster.people import ZHOU_ID
from tests.seat import Seat

LINES = (
    ("龙城实验小学教师名单（2026年9月1日）",),
    ("姓名", "身份证号", "任教学科", "职称"),
    ("语文组",),
    ("李静", "", "", "高级"),
    ("钱一", ZHOU_ID, "足球", ""),
    ("钱一", ZHOU_ID, "道法", ""),
    ("孙二(退)", "", "音乐", "中一"),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    for line in LINES:
        book.active.append(line)
    book.save(tmp_path / "名单.xlsx")
    return tmp_path / "名单.xlsx"


def page_with(seat: Seat, file: Path) -> Any:
    assert seat.drop(file)
    return seat.window.show_page("roster_import")


def questions(page: Any) -> list[str]:
    table = page.panel.questions
    return [table.item(row, 0).text() for row in range(table.rowCount())]


def test_questions_stand_in_a_list_and_an_answer_changes_the_preview(seat: Seat, file: Path) -> None:
    page = page_with(seat, file)
    asked = questions(page)
    assert [text[:14] for text in asked] == [
        "“语文组”下的人员，表中没有", "职称只写“高级”，又没有岗位", "第 5 行和第 6 行是同一", "学科表中没有“足球”，已按原",
    ]  # fmt: skip
    assert "见“要您决定的事”" in page.panel._remark.text()
    page.panel.questions.choose(1, "按高级教师存入")
    seat.wait()
    assert "C4" not in {line.cell for line in page.panel.problems.all_rows if line.level == "提醒"}
    page.panel.questions.choose(2, "只要第 5 行")
    seat.wait()
    assert page.preview.counts["error"] == 0
    assert [row.draft.subject for row in page.preview.rows if row.draft.name == "钱一"] == ["足球"]


def test_people_who_do_not_appear_are_marked_as_gone_only_when_chosen(seat: Seat, file: Path) -> None:
    page = page_with(seat, file)
    panel = page.panel.missing
    before = {row.id: row.status for row in seat.desk.teachers.rows()}
    lines = panel.lines.all_rows
    assert len(lines) == sum(status in ("在岗", "长期请假", "借出") for status in before.values()) - 1
    assert {line.what for line in lines} == {"不改动"}
    assert not panel.buttons["调出"].isEnabled()
    panel.view.selectRow(0)
    panel.view.selected()
    chosen = panel.view.selected()[0]
    panel.buttons["调出"].click()
    seat.wait()
    assert {line.name: line.what for line in panel.lines.all_rows}[chosen.name] == "调出"
    assert page.panel.import_button.text().endswith("，离岗登记 1 人")
    page.import_rows()
    seat.wait()
    gone = seat.desk.teachers.get(chosen.id)
    assert (gone.status, gone.status_date) == ("调出", "2026-09-01")
    assert {one.id for one in seat.desk.teachers.rows()} >= set(before)


def test_day_of_the_changes_comes_from_the_title_and_can_be_changed(seat: Seat, file: Path) -> None:
    page = page_with(seat, file)
    assert page._day.text() == "2026-09-01"
    page._day.show_text("2026.3.1")
    page._choose_day()
    seat.wait()
    assert (page.preview.as_of, page._day.text()) == ("2026-03-01", "2026-03-01")
    page.import_rows()
    seat.wait()
    li = next(row for row in seat.desk.teachers.rows() if row.name == "孙二")
    assert li.status == "退休"
