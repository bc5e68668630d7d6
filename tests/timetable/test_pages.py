"""课程表 in the window of the sample school: seen by class and teacher, a cell changed by keyboard, a file imported."""

from dataclasses import replace

import openpyxl
import pytest

from edudesk.base.errors import UserError
from edudesk.kit.form_dialog import FormDialog
from edudesk.timetable.pages.bells_dialog import BellsDialog
from edudesk.timetable.pages.importing import TimetableImportPage
from edudesk.timetable.pages.moment import MomentPanel
from edudesk.timetable.pages.page import TimetablePage
from edudesk.timetable.rows import LessonDraft, LessonRow
from edudesk.timetable.rules.bells import default_bells
from tests.seat import Seat

YEAR, TERM = "2026-2027", "第一学期"


@pytest.fixture
def page(seat: Seat) -> TimetablePage:
    page = seat.window.show_page("timetable")
    seat.wait()
    assert isinstance(page, TimetablePage)
    return page


def at(seat: Seat, class_name: str, weekday: str, period: str) -> list[LessonRow]:
    rows = seat.desk.lessons.of_term(YEAR, TERM)
    return [row for row in rows if (row.class_name, row.weekday, row.period) == (class_name, weekday, period)]


def test_a_cell_is_changed_by_keyboard_and_a_clash_is_told_not_refused(
    seat: Seat, page: TimetablePage
) -> None:
    (other,) = at(seat, "五（4）班", "周一", "第1节")
    page.search.setFocus()
    seat.enter("53")
    seat.press("Return")
    assert page.whose.key == "五（3）班"
    page.grid.go_to("第1节", "周一")
    seat.press("Return")
    dialog = seat.dialog(FormDialog)
    dialog.fields["who"].editor.show_text(seat.desk.teachers.get(other.teacher_id).name)
    seat.press("Ctrl+Return")
    seat.wait()
    assert [row.teacher_id for row in at(seat, "五（3）班", "周一", "第1节")] == [other.teacher_id]
    name = seat.desk.teachers.get(other.teacher_id).name
    assert seat.said.heard() == [f"notice: 已保存。请核对：{name}周一第1节同时在五（3）班、五（4）班上课。"]
    assert page.clash_link.text() == "1 处冲突，看下一处"
    page.next_clash()
    assert page.whose.key == other.teacher_id
    assert page.grid.place == ("第1节", "周一")
    assert len(page.grid.cell.lessons) == 2
    seat.window.undo()
    seat.wait()
    seat.said.heard()
    assert page.clashes == []


def test_a_class_with_two_subjects_at_once_is_shown_in_its_own_week(seat: Seat, page: TimetablePage) -> None:
    (lesson,) = at(seat, "五（3）班", "周一", "第1节")
    facts = {key: getattr(lesson, key) for key in LessonDraft.__dataclass_fields__}
    seat.desk.lessons.add(LessonDraft(**{**facts, "subject": "书法", "teacher_id": "", "teacher": "外聘"}))
    page.ways.choose(1)
    page.settle()
    page.next_clash()
    assert (page.whose.key, page.grid.place) == ("五（3）班", ("第1节", "周一"))
    assert page.grid.cell.remark == f"五（3）班周一第1节同时排了{lesson.subject}、书法。"
    seat.window.undo()
    seat.wait()
    seat.said.heard()


def test_a_lesson_that_cannot_be_deleted_is_told(
    seat: Seat, page: TimetablePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.show_class("五（3）班")
    page.grid.go_to("第1节", "周一")

    def refuse(_ids: object) -> None:
        raise UserError("这节课刚在别处删除了。", "请刷新后再看；数据没有改动。")

    monkeypatch.setattr(seat.desk.lessons, "put_away", refuse)
    page.empty_cell()
    assert seat.said.heard() == ["fail: 这节课刚在别处删除了。"]


def test_a_lesson_goes_and_comes_with_delete_and_enter_the_teacher_from_the_assignment(
    seat: Seat, page: TimetablePage
) -> None:
    page.show_class("五（3）班")
    page.grid.setFocus()
    page.grid.go_to("第1节", "周一")
    (before,) = page.grid.cell.lessons
    seat.press("Delete")
    assert at(seat, "五（3）班", "周一", "第1节") == []
    seat.press("Return")
    dialog = seat.dialog(FormDialog)
    dialog.fields["subject"].editor.show_text("语")
    seat.press("Ctrl+Return")
    seat.wait()
    (row,) = at(seat, "五（3）班", "周一", "第1节")
    assert (row.subject, row.teacher_id) == ("语文", before.teacher_id)
    seat.said.heard()


def test_who_teaches_at_a_moment(seat: Seat, page: TimetablePage, stopped_clock) -> None:
    stopped_clock("2026-11-18 09:05")  # a Wednesday in the first lesson
    page.ways.choose(2)
    assert page.moment.period.key == "第1节"
    assert "36 个班在上课" in page.moment.told.text()
    (held,) = at(seat, "五（3）班", "周三", "第1节")
    line = next(one for one in page.moment.model.rows if one.class_name == "五（3）班")
    assert (line.subject, line.teacher) == (held.subject, seat.desk.teachers.get(held.teacher_id).name)


def test_at_the_moment_each_stage_goes_by_its_own_bells(page: TimetablePage, stopped_clock) -> None:
    stopped_clock("2026-11-18 08:35")  # 早读 in the 小学, 第1节 in the 初中
    plan, panel = page.plan, MomentPanel()
    (held, *_) = [one for one in plan.lessons if one.weekday == "周三" and one.period == "第1节"]
    plan = replace(
        plan,
        classes=(*plan.classes, "七（1）班"),
        lessons=(*plan.lessons, replace(held, id="7", class_name="七（1）班")),
    )
    panel.show_plan(plan, page._term, default_bells("九年一贯制", YEAR, TERM), (), str)
    assert panel.period.currentText() == "现在 08:35　各学段按自己的作息"
    assert not panel.table.isColumnHidden(1)
    line = next(one for one in panel.model.rows if one.class_name == "七（1）班")
    assert (line.period, line.subject) == ("第1节", held.subject)
    panel.period.setCurrentIndex(1)
    panel.show_plan(plan, page._term, default_bells("小学", YEAR, TERM), (), str)
    assert panel.table.isColumnHidden(1)


def test_bells_are_set_and_taken_back(seat: Seat, page: TimetablePage) -> None:
    page.edit_bells()
    dialog = seat.dialog(BellsDialog)
    dialog.table.rows[1].cells["begins"] = "8点30"
    dialog.accept()
    seat.wait()
    bells = {row.period: row for row in seat.desk.bells.rows()}
    assert (bells["第1节"].begins, len(bells)) == ("08:30", 9)
    seat.window.undo()
    seat.wait()
    assert {row.period: row.begins for row in seat.desk.bells.rows()}["第1节"] == "08:40"
    seat.said.heard()


def test_a_timetable_is_previewed_imported_and_taken_back(seat: Seat, tmp_path) -> None:
    made = openpyxl.Workbook()
    for line in (
        ("班级", "周一", "", "周二", ""),
        ("", "1", "2", "1", "2"),
        ("五3班", "体育 冯堃", "数学", "语", "外星语"),
    ):
        made.active.append(line)
    made.save(tmp_path / "五年级课表.xlsx")
    (before,) = at(seat, "五（3）班", "周一", "第1节")
    seat.window.import_timetable(tmp_path / "五年级课表.xlsx")
    seat.wait()
    page = seat.window.show_page("timetable_import")
    assert isinstance(page, TimetableImportPage)
    assert page.term_box.key == f"{YEAR} {TERM}"
    assert page.panel.counts["new"].text() == "新增 0"
    assert not page.panel.matches.isVisibleTo(page)  # a grid has no columns to be matched
    seat.click(page.panel.import_button.text(), page.panel)
    (row,) = at(seat, "五（3）班", "周一", "第1节")
    assert row.subject == "体育与健康"
    seat.click("撤销这次导入", page)
    assert [row.subject for row in at(seat, "五（3）班", "周一", "第1节")] == [before.subject]
    seat.said.heard()
