"""巡课 and 听课笔记 with real widgets: who is in the class is proposed, events are verified, quotas are listed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from edudesk.base import clock
from edudesk.checks.pages.listening import ListeningPage
from edudesk.checks.pages.patrols import PatrolsPage
from edudesk.checks.rows.patrols import PatrolRow
from edudesk.checks.rules.patrols import counts_in_a_term
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.page import Page
from edudesk.kit.page_tabs import PageTabs
from edudesk.school.rules.class_names import class_names
from edudesk.timetable.rows import BellDraft
from edudesk.timetable.rules.bells import default_bells
from tests.seat import Seat


@pytest.fixture
def patrols(seat: Seat, stopped_clock) -> PatrolsPage:
    stopped_clock("2026-11-18 19:00")  # a Wednesday, after the last bell
    page = seat.window.show_page("patrols")
    seat.wait()
    assert isinstance(page, PatrolsPage)
    return page


def _fill(seat: Seat, **texts: str) -> FormDialog:
    dialog = seat.dialog(FormDialog)
    for key, text in texts.items():
        dialog.fields[key].editor.show_text(text)
    return dialog


def _newest(page: PatrolsPage) -> PatrolRow:
    return max(page.service.rows(), key=lambda row: row.id)


def test_the_teacher_is_found_from_the_class_and_the_subject(seat: Seat, patrols: PatrolsPage):
    (held,) = [
        line
        for line in seat.desk.histories.told("assignment")
        if line.teacher.name == "周敏华"
        and line.held.term == "第一学期"
        and line.held.school_year == "2026-2027"
    ]
    first = (class_names(held.held.classes, "2026-2027", "小学") or ("",))[0]
    patrols.add()
    dialog = _fill(
        seat, class_name=first.replace("（", "").replace("）", ""), subject=held.held.subject,
        case_text="未提前候课、上课迟到 5 分钟内", period="第2节", inspector="李静",
    )  # fmt: skip
    dialog.accept()
    seat.wait()
    row = _newest(patrols)
    assert (row.teacher_id, row.code, row.tenths, row.status) == (held.teacher.id, "K1", 5, "待核实")
    told = seat.said.heard()
    assert told == [f"notice: 已登记 {row.class_name} 周敏华。"]
    patrols.add()  # the round goes on
    dialog = seat.dialog(FormDialog)
    assert (dialog.fields["period"].editor.typed(), dialog.fields["inspector"].editor.typed()) == (
        "第2节",
        "李静",
    )
    dialog.reject()


def _typed(dialog: FormDialog, key: str) -> str:
    return dialog.fields[key].editor.typed()


def _enter(dialog: FormDialog, key: str, text: str) -> None:
    """As typed: the form hears of it."""
    editor = dialog.fields[key].editor
    editor.show_text(text)
    editor.edited.emit()


def test_now_and_the_class_tell_subject_and_teacher_by_the_timetable(
    seat: Seat, patrols: PatrolsPage, stopped_clock
):
    (lesson,) = [
        row
        for row in seat.desk.lessons.of_term("2026-2027", "第一学期")
        if (row.class_name, row.weekday, row.period) == ("五（3）班", "周三", "第3节")
    ]
    name = seat.desk.teachers.get(lesson.teacher_id).name
    stopped_clock("2026-11-18 10:50")  # a Wednesday in the third lesson
    patrols.add()
    dialog = seat.dialog(FormDialog)
    assert (_typed(dialog, "day"), _typed(dialog, "period")) == ("2026-11-18", "第3节")
    _enter(dialog, "class_name", "五3班")
    assert (_typed(dialog, "subject"), _typed(dialog, "teacher")) == (lesson.subject, name)
    assert dialog.fields["teacher"].said == f"课程表：{lesson.subject} {name}"
    _enter(dialog, "class_name", "五（4）班")  # another class: what was proposed follows
    assert _typed(dialog, "teacher") != name
    _enter(dialog, "class_name", "503")
    _fill(seat, case_text="正常、亮点").accept()
    seat.wait()
    row = _newest(patrols)
    assert (row.class_name, row.teacher_id, row.subject, row.period, row.stands_for) == (
        "五（3）班", lesson.teacher_id, lesson.subject, "第3节", "",
    )  # fmt: skip
    seat.said.heard()


def test_the_period_is_known_where_every_bell_is_of_a_stage(seat: Seat, patrols: PatrolsPage, stopped_clock):
    stopped_clock("2026-11-18 10:50")
    term = ("2026-2027", "第一学期")
    bell = BellDraft(school_year=term[0], term=term[1], stage="小学", period="第3节", place=1)
    seat.desk.bells.put(*term, [replace(bell, begins="10:40", ends="11:20")])
    seat.wait()
    patrols.add()
    dialog = seat.dialog(FormDialog)
    assert _typed(dialog, "period") == "第3节"
    dialog.reject()


def test_the_period_is_that_of_the_class_where_the_stages_have_other_bells(
    seat: Seat, patrols: PatrolsPage, stopped_clock
):
    stopped_clock("2026-11-18 09:22")  # 第1节 is just over in the 小学, in the 初中 第2节 is about to begin
    term = ("2026-2027", "第一学期")
    seat.desk.school.save({"stage": "九年一贯制"})
    seat.desk.bells.put(*term, default_bells("九年一贯制", *term))
    seat.wait()
    patrols.add()
    dialog = seat.dialog(FormDialog)
    assert _typed(dialog, "period") == "第2节"
    dialog.reject()
    stopped_clock("2026-11-18 16:20")
    patrols.add()
    dialog = seat.dialog(FormDialog)
    assert _typed(dialog, "period") == ""  # 课后服务 here, 第7节 there
    _enter(dialog, "class_name", "五（3）班")
    assert _typed(dialog, "period") == "课后服务"
    _enter(dialog, "class_name", "七（1）班")
    assert _typed(dialog, "period") == "第7节"
    _fill(seat, case_text="正常、亮点", inspector="李静").accept()
    seat.wait()
    patrols.add()  # the round goes on, in the other building
    dialog = seat.dialog(FormDialog)
    assert _typed(dialog, "period") == "第7节"
    _enter(dialog, "class_name", "五（3）班")
    assert _typed(dialog, "period") == "课后服务"
    _enter(dialog, "period", "第6节")  # it was typed: it stays
    _enter(dialog, "class_name", "七（1）班")
    _fill(seat, case_text="正常、亮点").accept()
    seat.wait()
    assert (_newest(patrols).class_name, _newest(patrols).period) == ("七（1）班", "第6节")
    seat.said.heard()


def test_a_substitute_is_noted_beside_whom_the_timetable_names(
    seat: Seat, patrols: PatrolsPage, stopped_clock
):
    stopped_clock("2026-11-18 10:50")
    other = next(row for row in seat.desk.teachers.rows() if row.name == "单国平")
    patrols.add()
    dialog = seat.dialog(FormDialog)
    _enter(dialog, "class_name", "五（3）班")
    meant = _typed(dialog, "teacher")
    _enter(dialog, "teacher", other.name)
    assert dialog.fields["teacher"].said.endswith(f"{meant}，登记为单国平代课")
    _fill(seat, case_text="正常、亮点").accept()
    seat.wait()
    row = _newest(patrols)
    assert (row.teacher_id, seat.desk.teachers.get(row.stands_for).name) == (other.id, meant)
    assert [line.teacher for line in patrols.model.rows if line.id == row.id] == [f"单国平（代 {meant}）"]
    seat.said.heard()


def test_an_event_without_subject_in_a_class_of_many_teachers_names_nobody(seat: Seat, patrols: PatrolsPage):
    name = next(row.name for row in seat.desk.classes.rows() if row.school_year == "2026-2027")
    patrols.add()
    _fill(seat, class_name=name, case_text="正常、亮点", text="秩序好").accept()
    seat.wait()
    assert _newest(patrols).teacher_id == ""
    seat.heard(f"notice: 已登记 {name} 教师未填。")


def test_who_is_not_in_the_roster_is_told(seat: Seat, patrols: PatrolsPage):
    patrols.add()
    dialog = _fill(seat, class_name="三（1）班", case_text="中途离岗", teacher="外校人")
    dialog.accept()
    assert dialog.fields["teacher"].said == "花名册里没有这个人；校外人员请空着。"
    seat.said.answer(True)
    dialog.reject()
    seat.said.heard()


def test_events_count_after_somebody_else_has_verified_them(seat: Seat, patrols: PatrolsPage):
    patrols.add()
    _fill(
        seat,
        class_name="三（1）班",
        case_text="空堂、旷课",
        text="第 3 节无教师",
        inspector="李静",
        teacher="周敏华",
    ).accept()
    seat.wait()
    row = _newest(patrols)
    patrols.table.select([row.id])
    patrols.verify()
    dialog = _fill(seat, verifier="李静")
    dialog.accept()
    assert "一票否决应由另一人确认" in "".join(seat.words(dialog))
    dialog.fields["verifier"].editor.show_text("单国平")
    dialog.accept()
    seat.wait()
    assert seat.desk.patrols.get(row.id).status == "已确认"
    seat.window.undo()
    seat.wait()
    assert seat.desk.patrols.get(row.id).status == "待核实"
    seat.said.heard()


def test_everybody_is_listed_with_what_the_role_is_to_listen_to(seat: Seat):
    page = seat.window.show_page("listening")
    seat.wait()
    assert isinstance(page, ListeningPage)
    page.chip_row.chip("school_year").clear()
    before = {row.teacher_id for row in page.service.rows()}
    page.list_all()
    seat.wait()
    seat.said.heard()
    rows = page.service.rows()
    assert len(rows) > len(before)
    teaching = {row.id for row in seat.desk.teachers.rows() if row.status == "在岗" and row.subject}
    assert teaching <= {row.teacher_id for row in rows}
    assert {row.role for row in rows} >= {"校长", "教研组长", "骨干教师", "教师"}
    assert {row.due for row in rows if row.role == "青年教师"} <= {25}
    page.list_all()
    seat.heard("notice: 在岗教师都已列出。")
    line = next(row for row in page.model.rows if row.role == "教师" and row.heard is None)
    column = next(n for n, one in enumerate(page.model.columns) if one.key == "heard")
    place = page.model.place_of(line.id)
    assert page.model.setData(page.model.index(place, column), "12")
    seat.wait()
    changed = next(row for row in page.model.rows if row.id == line.id)
    assert (changed.heard, changed.valid, changed.short, changed.state, changed.share) == (
        12,
        12,
        3,
        "未完成",
        "80%",
    )


def test_tabs_lead_from_page_to_page(seat: Seat):
    page = seat.window.show_page("checks")
    seat.wait()
    seat.click("听课笔记", page.findChild(PageTabs))
    (shown,) = [one for one in seat.window.findChildren(Page) if one.isVisible()]
    assert shown.name == "listening"


def test_a_day_to_come_is_asked_about_once(seat: Seat, patrols: PatrolsPage):
    before = len(patrols.service.rows())
    patrols.add()
    day = (clock.today() + timedelta(days=1)).isoformat()
    dialog = _fill(seat, day=day, class_name="三（1）班", case_text="正常、亮点", inspector="李静")
    dialog.accept()
    assert dialog.fields["day"].said == f"{day} 还没有到。"
    assert len(patrols.service.rows()) == before
    dialog.accept()
    seat.wait()
    assert len(patrols.service.rows()) == before + 1
    seat.said.heard()


def test_an_event_between_two_terms_is_told_to_count_in_none(seat: Seat, patrols: PatrolsPage):
    term = next(row for row in seat.desk.terms.rows() if row.start <= "2026-11-18" <= row.end)
    between = (date.fromisoformat(term.start) - timedelta(days=1)).isoformat()
    patrols.add()
    dialog = _fill(seat, day=between, class_name="五（1）班", case_text="正常、亮点")
    dialog.accept()
    assert dialog.fields["day"].said == f"{between} 在两个学期之间，这条记录不计入任何学期的总分。"
    dialog.accept()
    assert _newest(patrols).day == between
    seat.heard("notice: 已登记 五（1）班 教师未填。")
    counted = {day: counts_in_a_term(date.fromisoformat(day), [term]) for day in (term.start, between)}
    assert counted == {term.start: True, between: False}
    assert counts_in_a_term(date(2020, 3, 1), [term])  # a half year nobody wrote a term down for
