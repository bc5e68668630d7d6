"""A school of several 学段 sees them beside each other; 校定目标 in the drawer; 师资预测 with its people."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from edudesk.desk import open_desk
from edudesk.indicators.rules.targets import TargetKey
from edudesk.kit.form_dialog import FormDialog
from edudesk.roster.histories.careers import Status
from edudesk.roster.histories.honours import Honour
from edudesk.school.rows.stats import StatsDraft


@pytest.fixture
def sample(five: Path) -> Path:
    """The school of five, as one of nine years: who teaches 数学 is in the 初中."""
    with open_desk(five) as desk:
        desk.school.save({"stage": "九年一贯制"})
        desk.stats.add(StatsDraft(school_year="2026-2027", stage="初中", students=100, classes=2))
        first = next(row for row in desk.teachers.rows() if row.status == "在岗")
        desk.teachers.change(first.id, {"stage": "初中", "top_edu": "本科"})
    return five


def test_both_stages_stand_beside_each_other(seat) -> None:
    page = seat.window.show_page("indicators")
    seat.wait()
    titles = [column.title for column in page.screen_columns()]
    assert titles == [
        "编号",
        "指标",
        "小学",
        "标准（小学）",
        "结论（小学）",
        "初中",
        "标准（初中）",
        "结论（初中）",
    ]
    by_id = {row.indicator.id: row for row in page.model.rows}
    cells = {key: {column.title: column.text(row) for column in page.columns} for key, row in by_id.items()}
    assert (cells["Q1"]["标准（小学）"], cells["Q1"]["标准（初中）"]) == ("≥ 4.2", "≥ 5.3")
    assert cells["Q1"]["初中"] == "1.00"
    # what is one figure of the whole school says so, and is not told twice
    assert cells["C4"]["小学"].startswith("全校 ")
    assert cells["C4"]["初中"] == ""
    page.show_figure("Q1初中")
    seat.wait()
    drawer = page.drawer
    drawer.stages.choose(1)
    assert drawer.name.text() == "Q1 每百名学生拥有高于规定学历教师数（初中）"
    assert "1 人 ÷ 100" in drawer.note.text()
    page.show_figure("C4")
    assert not drawer.stages.isVisible()


def test_a_school_that_becomes_another_sees_its_columns(seat) -> None:
    page = seat.window.show_page("indicators")
    seat.wait()
    page.show_figure("Q1")
    seat.desk.school.save({"stage": "小学"})
    seat.wait()
    anew = seat.window.stack.currentWidget()
    assert anew is not page
    assert [column.title for column in anew.screen_columns()] == [
        "编号", "指标", "当前值", "标准（小学）", "差距", "近六次快照", "结论",
    ]  # fmt: skip
    assert len(anew.model.rows) == 65


def test_a_target_is_set_in_the_drawer_and_counts_where_nothing_else_is_asked(seat) -> None:
    page = seat.window.show_page("indicators")
    seat.wait()
    page.show_figure("E2")
    seat.wait()
    page.drawer.stages.choose(1)
    page.drawer.tabs.chosen.emit(1)
    seat.click("设定…", page.drawer)
    form = seat.dialog(FormDialog)
    assert form.windowTitle() == "校定目标：高学历占比（初中）"
    form.fields["value"].editor.show_text("120")
    form.accept()
    assert form.fields["value"].said == "请填 0 至 100 之间的百分数。"
    form.fields["value"].editor.show_text("95")
    form.fields["note"].editor.show_text("学校规划 2.1")
    form.accept()
    seat.wait()
    (key,) = seat.desk.indicator_settings.aims()
    assert key == TargetKey("E2", "初中", "2026-2027")
    row = next(row for row in page.model.rows if row.indicator.id == "E2")
    told = {column.title: column.text(row) for column in page.columns}
    assert (told["标准（初中）"], told["标准（小学）"], told["结论（初中）"]) == ("校定 ≥ 95%", "—", "达标")
    said = "\n".join(one.text() for one in page.drawer.how.findChildren(QLabel))
    assert "≥ 95%，达标" in said
    seat.window.undo()
    seat.wait()
    assert seat.desk.indicator_settings.aims() == {}
    seat.said.heard()


def test_who_retires_and_what_lacks_then(seat) -> None:
    row = next(row for row in seat.desk.teachers.rows() if row.status == "在岗")
    seat.desk.teachers.change(row.id, {"birth": "1966-12-01", "gender": "男", "id_no": ""})
    page = seat.window.show_page("staffing_forecast")
    seat.wait()
    years = {card.number.text() for card in page.years}
    assert "退休 1 人" in years
    next(card for card in page.years if card.number.text() == "退休 1 人").number.click()
    assert row.name in [line.text for line in page.drawer.people.lines]
    page.go_to(f"初中{row.subject}")
    seat.wait()
    assert page.drawer.name.text() == f"初中{row.subject}"
    before = page.found.subjects
    page.pupils.setValue(100)
    seat.wait()
    assert page.found.years[-1].pupils == page.found.years[0].pupils + 100
    assert page.found.subjects != before
    page.drawer.people.opened.emit(0)
    seat.wait()
    assert seat.window.roster().drawer.name.text() == row.name


def test_figures_of_a_past_day_stay_when_something_is_entered_of_later(sample: Path) -> None:
    past = date(2026, 9, 1)
    with open_desk(sample) as desk:
        before = [(one.indicator.id, one.stage, one.value) for one in desk.indicators.on(past)]
        row = next(row for row in desk.teachers.rows() if row.status == "在岗")
        desk.histories.add("status", Status(teacher_id=row.id, status="退休", since="2026-10-01"))
        desk.histories.add(
            "honour", Honour(teacher_id=row.id, name="市学科带头人", level="市级", begins="2026-10-08")
        )
        assert desk.teachers.get(row.id).status == "退休"
        assert [(one.indicator.id, one.stage, one.value) for one in desk.indicators.on(past)] == before
        assert Fraction(1) in {value for key, stage, value in before if (key, stage) == ("Q1", "初中")}
