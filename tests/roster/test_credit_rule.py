"""The school chooses the rule its training credits are counted by; whatever counts credits follows at once."""

import pytest

from edudesk.base.masking import Audience
from edudesk.kit.form_dialog import FormDialog
from edudesk.roster.histories.growing import Training
from edudesk.roster.rows import TeacherDraft
from edudesk.roster.rules.credits import credit_rules, rule_named
from edudesk.school.rows.identity import CREDIT_RULES
from edudesk.submissions import registry

FIVE_YEARS, EACH_YEAR = "五年 360 学分（其中集中 90）", "每年 48 学时（五年 240）"


def test_the_school_chooses_among_the_rules_that_are_shipped() -> None:
    assert CREDIT_RULES.words == (FIVE_YEARS, EACH_YEAR) == tuple(one.name for one in credit_rules().values())
    assert (rule_named("").target, rule_named(EACH_YEAR).target) == (360, 240)
    assert rule_named("没有的规定").name == FIVE_YEARS


@pytest.fixture
def page(seat):
    """于漪霖 has 150 credits of three years: too few for 360 in five years, enough for 48 a year."""
    seat.window.resize(1440, 900)
    yu = seat.desk.teachers.add(
        TeacherDraft(name="于漪霖", work_start="2010-08", staff_category="专任教师", status="在岗")
    )
    seat.desk.histories.add_many(
        "培训", "training",
        [Training(teacher_id=yu.id, project="研修", kind="集中", begins=f"{year}-07", credits=50.0) for year in (2023, 2024, 2025)],
    )  # fmt: skip
    page = seat.window.roster()
    seat.wait()
    page.go_to(yu.id)
    return page


def choose(seat, word):
    seat.window.show_page("school").edit()
    form = seat.dialog(FormDialog)
    form.fields["credit_rule"].editor.show_text(word)
    form.accept()
    seat.wait()


def behind(seat, page):
    page.show_ready("behind_credits")
    seat.wait()
    found = {row.name for row in page.model.rows}
    page.clear_filters()
    page.go_to(seat.teacher("于漪霖").id)
    return "于漪霖" in found


def sheet(seat):
    offer = next(one for one in registry.offers() if one.key == "roster_credits")
    report = offer.build(seat.desk, Audience.INTERNAL)
    (row,) = [row for row in report.rows if "于漪霖" in row]
    return row, " ".join(report.notes)


def test_search_drawer_and_sheet_follow_the_choice_and_its_undo(seat, page):
    assert behind(seat, page)
    assert "150 / 360" in seat.words(page.drawer)
    row, notes = sheet(seat)
    assert "落后" in row
    assert FIVE_YEARS in notes

    choose(seat, EACH_YEAR)
    assert seat.titles()[0].startswith("修改学校信息")
    seat.window.show_page("roster")
    assert not behind(seat, page)
    assert "150 / 240　按进度 正常" in seat.words(page.drawer)
    page.drawer.choose("培训")
    assert "150 / 240　按进度 正常" in seat.words(page.drawer)
    row, notes = sheet(seat)
    assert "正常" in row
    assert EACH_YEAR in notes

    page.drawer.choose("档案")
    seat.desk.timeline.undo()
    seat.wait()
    assert behind(seat, page)
    assert "150 / 360" in seat.words(page.drawer)


def test_without_a_choice_the_page_of_the_school_says_what_holds(seat):
    page = seat.window.show_page("school")
    assert f"{FIVE_YEARS}（默认）" in seat.words(page)
    choose(seat, EACH_YEAR)
    assert EACH_YEAR in seat.words(page)
    assert "（默认）" not in seat.words(page)


def test_credits_over_a_cap_do_not_count_in_the_search_either(seat, page):
    """The sum in the roster, 300, would do; of 网络 at most 50 count in a cycle."""
    li = seat.desk.teachers.add(
        TeacherDraft(name="李其", work_start="2010-08", staff_category="专任教师", status="在岗")
    )
    seat.desk.histories.add(
        "training", Training(teacher_id=li.id, project="网课", kind="网络", begins="2024-07", credits=300.0)
    )
    seat.wait()
    page.show_ready("behind_credits")
    seat.wait()
    assert "李其" in {row.name for row in page.model.rows}
