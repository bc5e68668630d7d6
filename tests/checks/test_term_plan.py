"""排学期计划: which checks a calendar suggests, weeks left out, and the table they are changed in."""

from dataclasses import replace

from PySide6.QtWidgets import QApplication

from edudesk.checks.forms.kinds import kinds
from edudesk.checks.pages.campaigns import CampaignsPage
from edudesk.checks.rows.campaigns import CampaignDraft
from edudesk.checks.rules.campaigns import campaign_problems
from edudesk.checks.rules.term_plan import PlanLine, days_of, passes_of, proposed_plan
from edudesk.school.rows.terms import EVENT, HOLIDAY, DayDraft, TermDraft
from tests.gui import Said
from tests.seat import Seat
from tests.tables import each

TERM = TermDraft(school_year="2026-2027", term="第一学期", start="2026-08-31", end="2027-01-15")  # 20 weeks
EVERY = frozenset(kinds())


def off(*days: str) -> list[DayDraft]:
    return [DayDraft(day=day, kind=HOLIDAY, name="放假") for day in days]


def weeks(lines: list[PlanLine]) -> dict[str, tuple[int, int]]:
    return {line.name: (line.first, line.last) for line in lines}


def test_a_term_of_twenty_weeks_is_planned_as_schools_do():
    lines = proposed_plan(TERM, [], EVERY)
    assert weeks(lines) == {
        "期初检查": (1, 2),
        "推门听课": (2, 18),
        "第一次月查": (4, 5),
        "第二次月查": (8, 9),
        "期中检查": (10, 11),
        "第三次月查": (13, 13),
        "期末检查": (16, 17),
        "期末簿册与公示检查": (16, 17),
    }
    by_name = {line.name: line.kinds for line in lines}
    assert by_name["第二次月查"] == ("BK", "ZY", "FD")
    assert by_name["期中检查"] == ("JB",)  # no papers in the middle of a term of a 小学
    middle = {line.name: line.kinds for line in proposed_plan(TERM, [], EVERY, is_primary=False)}
    assert middle["期中检查"] == ("JB", "ZL")
    assert not any(line.remark for line in lines)


def test_holidays_and_weeks_of_exams_are_left_out():
    days = off("2026-09-21", "2026-09-22", "2026-09-23")  # week 4 has two days of lessons
    days.append(DayDraft(day="2026-11-26", kind=EVENT, name="期中质量调研"))  # week 13
    days.append(DayDraft(day="2026-11-05", kind=EVENT, name="秋季运动会"))  # week 10: no exam
    lines = {line.name: line for line in proposed_plan(TERM, days, EVERY)}
    assert (lines["第一次月查"].first, lines["第一次月查"].last) == (5, 5)
    assert lines["第一次月查"].remark == "第4周放假，已避开"
    assert (lines["第三次月查"].first, lines["第三次月查"].last) == (14, 14)
    assert lines["第三次月查"].remark == "第13周考试，已避开"
    assert (lines["期中检查"].first, lines["期中检查"].last) == (10, 11)
    assert lines["推门听课"].remark == ""  # only its ends must be free


def test_the_days_of_weeks_are_those_with_lessons():
    assert days_of(TERM, off("2026-09-21", "2026-10-02"), 4, 5) == ("2026-09-22", "2026-10-01")
    assert days_of(TERM, [], 40, 41) == ("", "")


@each("end", ["2026-10-30", "2026-12-18", "2027-01-29", "2027-02-26"])
def test_a_shorter_and_a_longer_term_keep_order_and_stay_inside(end: str):
    term = replace(TERM, end=end)
    lines = proposed_plan(term, [], EVERY)
    assert [line.first for line in lines] == sorted(line.first for line in lines)
    for checks in passes_of(lines, term, []):
        for check in checks:
            assert term.start <= check.begins <= check.ends <= term.end
            assert check.weeks
            assert campaign_problems(check) == ()


def test_what_is_arranged_already_is_not_proposed_again():
    there = CampaignDraft(
        kind="BK", title="9月备课检查", school_year="2026-2027", term="第一学期",
        begins="2026-09-21", ends="2026-09-25",
    )  # fmt: skip
    lines = {line.name: line for line in proposed_plan(TERM, [], EVERY, [there])}
    assert lines["第一次月查"].kinds == ("ZY",)
    assert lines["第一次月查"].remark == "已有9月备课检查"
    lessons = replace(there, kind="TK", title="听课", begins="2026-09-07", ends="2027-01-01")
    assert "推门听课" not in weeks(proposed_plan(TERM, [], EVERY, [lessons]))


def test_a_name_is_there_once_in_a_year():
    lines = [PlanLine("第一次月查", ("BK", "ZY"), 4, 5), PlanLine("推门听课", ("TK", "TB"), 2, 18)]
    first = [check for checks in passes_of(lines, TERM, []) for check in checks]
    assert [(check.title, check.notes) for check in first] == [
        ("第一次月查（备课）", ""),
        ("第一次月查（作业）", ""),
        ("推门听课", "是"),
    ]
    second = replace(TERM, term="第二学期", start="2027-02-22", end="2027-06-30")
    titles = [check.title for check in first]
    again = [check.title for checks in passes_of(lines, second, [], titles) for check in checks]
    assert again == ["第二学期第一次月查（备课）", "第二学期第一次月查（作业）", "第二学期推门听课"]


def test_a_term_is_planned_looked_at_and_taken_back(seat: Seat, said: Said):
    page = seat.window.show_page("checks")
    assert isinstance(page, CampaignsPage)
    seat.wait()
    before = seat.desk.campaigns.rows()
    dialog = page.plan_term()
    year = next(row for row in seat.desk.terms.rows() if row.start == "2027-02-22")
    dialog.term.setCurrentIndex(dialog.term.findData(year.id))
    dialog.propose()
    names = [line["name"] for line in dialog.lines.lines]
    assert names[:3] == ["期初检查", "推门听课", "第一次月查"]
    rows = dialog.lines.table.rows
    table = dialog.lines.table.model_of_rows
    days = next(column for column in table.columns if column.key == "days")
    assert days.value(rows[2]) == "03-15—03-26"
    rows[2].cells["kinds"] = "备课、作页"
    dialog.keep()
    assert dialog.told.text().startswith("第 3 行：没有“作页”这种检查，可以写备课、")
    assert dialog.lines.table.selected() == [rows[2]]
    assert seat.desk.campaigns.rows() == before
    rows[2].cells |= {"kinds": "备课、作业，听课笔记", "last": "第4周"}
    dialog.lines.table.select([row.id for row in rows if row is not rows[2]])
    dialog.lines.remove()
    dialog.keep()
    seat.wait()
    fresh = [row for row in seat.desk.campaigns.rows() if row not in before]
    assert [(row.title, row.kind, row.status, row.weeks, row.notes) for row in fresh] == [
        ("第一次月查（备课）", "BK", "草稿", "第4周", "是"),
        ("第一次月查（作业）", "ZY", "草稿", "第4周", "是"),
    ]
    assert len({row.together for row in fresh}) == 1
    seat.heard("notice: 已排出 2 次检查（草稿），核对后逐次发布。", lambda: said.act("撤销"))
    seat.wait()
    assert seat.desk.campaigns.rows() == before
    assert len(said.heard()) == 1
    assert QApplication.activeModalWidget() is None
