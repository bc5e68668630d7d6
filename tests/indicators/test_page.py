"""指标监测: the table of a day, a figure beside it with its people, sum and course, snapshots, trying."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from edudesk.indicators.pages.snapshots import SnapshotDialog
from edudesk.kit.form_dialog import FormDialog


@pytest.fixture
def sample(five):
    return five


@pytest.fixture
def page(seat):
    shown = seat.window.show_page("indicators")
    seat.wait()
    return shown


def cells(page, no: str) -> dict[str, str]:
    """The line of an indicator: title of the column -> text."""
    (row,) = [row for row in page.model.rows if row.indicator.id == no]
    return {column.title: column.text(row) for column in page.columns}


def test_every_figure_of_today_with_its_people_and_how_it_is_counted(seat, page):
    assert len(page.model.rows) == 65
    teachers = [row for row in seat.desk.teachers.rows() if row.status == "在岗"]
    assert cells(page, "P3")["依据"] == "教育事业统计"
    page.go_to("E11")
    seat.wait()
    drawer = page.drawer
    assert drawer.isVisible()
    women = [row for row in teachers if row.gender == "女"]
    assert [line.on for line in drawer.people.lines] == [row.name for row in women]
    assert drawer.name.text() == "E11 女教师占比"
    assert f"{len(women)} 人 ÷" in drawer.note.text()
    drawer.tabs.chosen.emit(1)
    said = "\n".join(one.text() for one in drawer.how.findChildren(QLabel))
    assert "女专任教师数 ÷ 专任教师数" in said
    # a name leads to the person
    drawer.people.opened.emit(0)
    seat.wait()
    assert seat.window.roster().drawer.name.text() == women[0].name


def test_what_lacks_is_named_and_leads_to_its_place(seat, page):
    row = next(row for row in seat.desk.stats.rows() if row.school_year == "2026-2027")
    seat.desk.stats.change(row.id, {"teaching_area": None})
    seat.wait()
    assert cells(page, "Q4")["结论"] == "缺数据"
    page.go_to("Q4")
    seat.wait()
    assert "缺：2026-2027学年小学的教学及辅助用房（平方米）" in seat.words(page.drawer)
    seat.click("去填写", page.drawer)
    assert seat.window.stack.currentWidget().name == "school_stats"


def test_a_snapshot_is_kept_compared_and_taken_back(seat, page):
    seat.press("Ctrl+S")
    form = seat.dialog(FormDialog)
    form.fields["title"].editor.show_text("九月监测")
    form.accept()
    seat.wait()
    (kept,) = seat.desk.snapshots.rows()
    assert kept.title == "九月监测"
    assert seat.said.heard() == [f"notice: 已存为快照：{kept.on} 九月监测。"]
    row = next(row for row in seat.desk.teachers.rows() if row.status == "在岗")
    seat.desk.teachers.change(row.id, {"status": "退休"})
    seat.wait()
    (line,) = [line for line in page.model.rows if line.indicator.id == "P3"]
    course = line.course("小学")
    assert len(course) == 2
    assert course[0] != course[1]
    page.show_snapshots()
    dialog = seat.dialog(SnapshotDialog)
    dialog.table.select([kept.id])
    seat.wait()
    changed = {pair[1].indicator.id for pair in dialog.changed_model.rows}
    assert "P3" in changed
    dialog.remove()
    seat.heard("notice: 已删除快照 1 份，可在回收站找回。")
    dialog.accept()
    seat.wait()
    seat.window.undo()
    seat.wait()
    assert [one.title for one in seat.desk.snapshots.rows()] == ["九月监测"]
    seat.said.heard()


def test_how_it_is_counted_is_the_schools_to_decide_and_undone_as_one(seat, page):
    before = cells(page, "Q1")
    seat.click("口径设置…")
    form = seat.dialog(FormDialog)
    form.fields["above_primary"].editor.show_text("本科")
    form.fields["music_subjects"].editor.show_text("音乐，美术")
    form.fields["settled_years"].editor.show_text("0")
    form.accept()
    assert form.fields["settled_years"].said == "请填大于 0 的数。"
    form.fields["settled_years"].editor.show_text("5")
    form.accept()
    seat.wait()
    assert seat.desk.indicators.settings().words("music_subjects") == ("音乐", "美术")
    assert len(seat.desk.indicator_settings.rows()) == 3
    page.go_to("Q1")
    seat.wait()
    page.drawer.tabs.chosen.emit(1)
    said = "\n".join(one.text() for one in page.drawer.how.findChildren(QLabel))
    assert "小学按“本科”及以上" in said
    seat.window.undo()
    seat.wait()
    assert seat.desk.indicator_settings.rows() == []
    assert cells(page, "Q1") == before
    seat.said.heard()


def test_trying_touches_no_data(seat, page):
    page.go_to("P4")
    seat.wait()
    before = cells(page, "P4")
    trial = page.drawer.trial
    trial.subject.setCurrentText("体育与健康")
    trial.teachers.setValue(2)
    trial.pupils.setValue(40)
    seat.wait()
    told = "\n".join(one.text() for one in trial.found.findChildren(QLabel) if one.isVisibleTo(trial))
    assert "P4" in told
    assert "→" in told
    assert cells(page, "P4") == before
    assert not [row for row in seat.desk.teachers.rows() if "试算" in row.name]


def test_another_day_and_groups(seat, page):
    page.show_day(date(2025, 9, 1))
    seat.wait()
    assert "2025-09-01" in page.day_chip.text()
    assert cells(page, "Q1")["标准（小学）"] == "≥ 4.2"
    page.chip_row.chip("group").restore(["班额"])
    seat.wait()
    assert page.head.note.text() == "4 / 65 项"
