"""检录 of checks made in one pass: from form to form of one teacher by keyboard, values brought, 听课笔记, two inspectors."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from edudesk.checks.forms.points import mean, plain
from edudesk.checks.pages.entry.page import EntryPage
from edudesk.checks.rows.campaigns import Arranged, CampaignDraft, CampaignRow
from edudesk.checks.rules.campaigns import inspectors_text
from edudesk.checks.rules.sampling import Inspector
from edudesk.checks.rules.together import beside
from edudesk.checks.service.planning import proposed_together
from edudesk.kit.grab import settle
from tests.checks.checking import FORMS, filled
from tests.checks.test_entry_page import Keyboard, type_sheet
from tests.gui import Said
from tests.seat import Seat

FIRST = CampaignDraft(
    kind="BK", title="12月备课检查", school_year="2026-2027", term="第一学期", begins="2026-11-16", ends="2026-11-27",
    subjects="数学", grades="五年级", inspectors=inspectors_text([Inspector("", "区督学王老师"), Inspector("", "区督学赵老师")]),
)  # fmt: skip


def open_pass(seat: Seat, first: CampaignDraft, *kinds: str) -> tuple[EntryPage, list[CampaignRow]]:
    drafts = [first, *(replace(first, kind=kind, title=beside(first.title, "BK", kind)) for kind in kinds)]
    queues = proposed_together(seat.desk.context, drafts)
    checks = [Arranged(draft=draft, units=units) for draft, units in zip(drafts, queues, strict=True)]
    rows = seat.desk.campaigns.arrange(checks)
    page = seat.window.show_page("check_entry")
    assert isinstance(page, EntryPage)
    seat.wait()
    page.open_check(rows[0].id)
    settle()
    return page, rows


def test_a_teacher_is_gone_through_form_after_form(seat: Seat, said: Said, qtbot: Any):
    page, (_, homework, tutoring) = open_pass(seat, replace(FIRST, notes="是"), "ZY", "FD")
    assert "同时抽查 备课、作业、辅导、听课笔记" in seat.words(page.headline)
    unit, notes = page.sight.unit, page.form.notes
    lines = [one for one in page.queue.standings if one.unit.teacher_id == unit.teacher_id]
    assert [one.said.split()[0] for one in lines][:3] == ["备课", "作业", "辅导"]
    assert (notes.isVisible(), notes.editors["due"].text()) == (True, "20")
    keys = Keyboard(qtbot)
    for number, after in (("44", 1), ("44", 2), ("5", 1), ("4", 1), ("10", 1), ("10", 1)):
        keys.type(number)
        for _ in range(after):
            keys.press(Qt.Key.Key_Tab)
    keys.press(Qt.Key.Key_Return)  # past 备课形式
    assert QApplication.focusWidget() is notes.editors["heard"]
    keys.type("12")
    keys.press(Qt.Key.Key_Return)
    keys.type("11")
    keys.press(Qt.Key.Key_Return)
    for digit in "13212":
        keys.type(digit)
        keys.press(Qt.Key.Key_Return)
    keys.type("1")
    keys.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert said.heard() == [
        f"notice: 已保存 {unit.name} 备课 {page.check.sheets_of(unit.id)[0].score} 优秀。"
    ]
    (heard,) = [
        row for row in seat.desk.listening.rows() if row.teacher_id == unit.teacher_id and row.heard == 12
    ]
    assert (heard.due, heard.valid, heard.inspector) == (20, 11, "区督学王老师")
    # the next form of the same teacher, in the other check
    marked = page.sight.unit
    assert (marked.teacher_id, marked.campaign_id) == (unit.teacher_id, homework.id)
    assert not notes.isVisible()
    seat.desk.sheets.submit(marked.id, filled(FORMS["ZY01"], 1, inspector="区督学王老师"))
    seat.wait()
    tutored = next(one.unit for one in lines if one.unit.campaign_id == tutoring.id)
    page.show_unit(tutored.id)
    settle()
    row = next(row for row in page.form.rows if row.item.key == "FD01-4")
    assert page.form.mark.text() == "第 4 项取自作业检查"
    assert (row.points.text(), row.answer.reason) == ("13.5", "取自作业检查")
    assert not page._is_dirty
    row.seize()
    Keyboard(qtbot).type("1")  # judged here: it is no more of another form
    assert (row.answer.points, row.answer.reason) == (16, "")
    page.flush()
    page.show_unit(marked.id)
    page.show_unit(tutored.id)
    assert row.answer.points == 16  # what was typed stays
    done, due = page.check.progress
    assert page.headline.progress.text() == f"进度 {done} / {due}"
    assert done == 2


def test_each_of_two_inspectors_finds_what_is_theirs(seat: Seat, said: Said, qtbot: Any):
    page, _ = open_pass(seat, replace(FIRST, per_unit=2))
    unit, first = page.sight.unit, page.form.head.inspector.typed()
    type_sheet(Keyboard(qtbot))
    page.save_and_next()
    assert page.sight.unit.id != unit.id
    assert page.form.head.inspector.typed() == first  # they go on with their own
    line = next(one for one in page.queue.standings if one.unit.id == unit.id)
    assert (line.word, line.is_done) == ("已查 1/2", False)
    page.show_unit(unit.id)
    other = page.form.head.inspector.typed()
    assert other != first
    assert page.form.answers == {}
    seat.desk.sheets.submit(unit.id, filled(FORMS["BK01"], 1, inspector=other))
    seat.wait()
    line = next(one for one in page.queue.standings if one.unit.id == unit.id)
    scores = [sheet.score for sheet in page.check.sheets_of(unit.id)]
    assert (len(scores), line.is_done) == (2, True)
    assert line.word.startswith(f"{plain(mean(scores))} ")
    assert len(said.heard()) == 1
