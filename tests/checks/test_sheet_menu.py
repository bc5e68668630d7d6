"""记录 in 检查录入 with real widgets: handed to the teacher, answered, doubted, decided, corrected, deleted."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QMenu

from edudesk.base import clock
from edudesk.checks.pages.entry.corrections_dialog import CorrectionsDialog
from edudesk.checks.pages.entry.page import EntryPage
from edudesk.checks.rows.sheets import SheetRow
from edudesk.checks.rules.sheets import Finding
from edudesk.kit.form_dialog import FormDialog
from tests.checks.checking import filled
from tests.checks.test_entry_page import Keyboard, campaign, page, sheets_of, type_sheet
from tests.gui import Said
from tests.seat import Seat

__all__ = ["page"]  # the fixture


@pytest.fixture
def sheet(page: EntryPage, seat: Seat) -> SheetRow:
    """A sheet that was just submitted, in sight; 85.5 points, one problem."""
    unit = page.sight.unit
    assert unit is not None
    form = page.check.form_of(unit)
    who = page.form.head.inspector.typed()
    draft = filled(
        form, inspector=who, inspector_id=page.sight.key_of(who), findings=(Finding("反思流于形式"),)
    )
    stored = seat.desk.sheets.submit(unit.id, draft)
    seat.wait()
    page.show_unit(unit.id)
    return stored


def choose(page: EntryPage, seat: Seat, word: str) -> None:
    """The entry of the menu behind 记录."""
    seat.click("记录 ▾", page)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    (action,) = [one for one in menu.actions() if one.text() == word]
    assert action.isEnabled(), word
    menu.close()
    action.trigger()
    seat.wait()


def offered(page: EntryPage, seat: Seat) -> list[str]:
    seat.click("记录 ▾", page)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = [one.text() for one in menu.actions() if one.text() and one.isEnabled()]
    menu.close()
    return words


def now(seat: Seat, sheet: SheetRow) -> SheetRow:
    return seat.desk.sheets.get(sheet.id)


def test_without_a_stored_sheet_there_is_nothing_to_do_with_it(page: EntryPage):
    assert not page.record.button.isVisibleTo(page)
    assert not page.record.tag.isVisibleTo(page)


def test_a_sheet_is_handed_out_and_confirmed(page: EntryPage, seat: Seat, sheet: SheetRow, said: Said):
    assert page.record.tag.text() == "已提交"
    choose(page, seat, "反馈本人")
    assert (now(seat, sheet).status, page.record.tag.text()) == ("已反馈", "已反馈")
    assert said.heard() == ["notice: 已记为“已反馈”。"]
    choose(page, seat, "本人已确认")
    assert (now(seat, sheet).status, page.record.tag.text()) == ("已确认", "已确认")
    said.act("撤销")
    seat.wait()
    assert page.record.tag.text() == "已反馈"
    said.heard()


def test_all_sheets_of_a_check_are_handed_out_at_once(
    page: EntryPage, seat: Seat, sheet: SheetRow, said: Said
):
    waiting = [one for one in seat.desk.sheets.of_campaign(sheet.campaign_id) if one.status == "已提交"]
    choose(page, seat, f"本次检查全部记为已反馈（{len(waiting)} 份）")
    assert said.heard() == [f"notice: 已记为“已反馈”：{len(waiting)} 份。"]
    assert "已提交" not in {one.status for one in seat.desk.sheets.of_campaign(sheet.campaign_id)}
    assert "反馈本人" not in offered(page, seat)


def test_an_objection_is_decided_and_the_old_score_stays_in_sight(
    page: EntryPage, seat: Seat, sheet: SheetRow, said: Said
):
    choose(page, seat, "提出异议…")
    dialog = seat.dialog(FormDialog)
    dialog.accept()
    assert "请填写异议" in seat.words(dialog)
    dialog.fields["item"].editor.show_text("第 2 项“数量进度”")
    dialog.fields["words"].editor.show_text("进度早于授课一周")
    dialog.accept()
    seat.wait()
    assert page.record.tag.text() == "有异议"
    assert "本人已确认" not in offered(page, seat)
    choose(page, seat, "裁定异议…")
    dialog = seat.dialog(FormDialog)
    dialog.fields["decision"].editor.show_text("更正")
    dialog.fields["by"].editor.show_text("单国平")
    dialog.fields["words"].editor.show_text("复核进度表属实")
    dialog.accept()
    seat.wait()
    assert page.form.reason.text() == "复核进度表属实"
    assert "改好得分后保存，原得分保留。" in seat.words(page.form)
    page.form.rows[1].press(1)
    seat.press("Ctrl+Return")
    page.show_unit(sheet.unit_id)
    after = now(seat, sheet)
    assert (after.status, after.score_words) == ("定稿", "85.5→87（更正）")
    assert [(one.act, one.by) for one in after.corrections] == [
        ("异议", page.sight.unit.name if page.sight.unit else ""),
        ("更正", "单国平"),
        ("更正", "单国平"),
    ]
    assert page.record.tag.text() == "定稿"
    assert "85.5→87（更正）" in seat.words(page.form)
    choose(page, seat, "异议与更正记录…")
    told = seat.dialog(CorrectionsDialog)
    rows = [(row.act, row.field, row.old, row.new, row.words, row.by, row.on) for row in told.model.rows]
    today = clock.today().isoformat()
    assert rows[-1] == ("更正", "得分", "85.5", "87", "复核进度表属实", "单国平", today)
    told.accept()
    said.heard()


def test_an_objection_is_turned_down_with_a_reason(page: EntryPage, seat: Seat, sheet: SheetRow, said: Said):
    seat.desk.sheets.answer(sheet.id, agrees=False, words="第 3 项有进度表")
    seat.wait()
    choose(page, seat, "裁定异议…")
    dialog = seat.dialog(FormDialog)
    dialog.fields["decision"].editor.show_text("维持")
    dialog.fields["by"].editor.show_text("单国平")
    dialog.fields["words"].editor.show_text("检查后补交")
    dialog.accept()
    seat.wait()
    after = now(seat, sheet)
    assert (after.status, after.score_words) == ("定稿", "85.5")
    assert after.corrections[-1].sentence[11:] == "维持：检查后补交（单国平）"
    said.heard()


def test_a_correction_begins_with_its_reason(page: EntryPage, seat: Seat, sheet: SheetRow, said: Said):
    choose(page, seat, "更正…")
    page.form.rows[1].press(4)
    page.form.reason.setText("录错一格")
    seat.press("Ctrl+Return")
    assert now(seat, sheet).score_words == "85.5→82（更正）"
    said.heard()


def test_typing_goes_on_after_the_sheet_was_handed_out(
    page: EntryPage, seat: Seat, sheet: SheetRow, said: Said
):
    page.form.rows[1].press(4)
    choose(page, seat, "反馈本人")
    assert page.form.rows[1].answer.points == 5
    page.form.reason.setText("复核")
    seat.press("Ctrl+Return")
    assert now(seat, sheet).score == 82
    said.heard()


def test_deleting_asks_what_goes_and_is_taken_back(page: EntryPage, seat: Seat, sheet: SheetRow, said: Said):
    unit = page.sight.unit
    assert unit is not None
    said.answer(False)
    choose(page, seat, "删除记录…")
    assert said.heard() == [f"ask: 删除{unit.name}的检查记录？"]
    assert sheets_of(seat, unit.id)
    said.answer(True)
    choose(page, seat, "删除记录…")
    assert said.heard() == [
        f"ask: 删除{unit.name}的检查记录？",
        f"notice: 已删除{unit.name}的检查记录。",
    ]
    assert sheets_of(seat, unit.id) == []
    assert page.sight.unit == unit
    assert not page.record.button.isVisibleTo(page)
    said.act("撤销")
    seat.wait()
    assert sheets_of(seat, unit.id) == [now(seat, sheet)]
    assert len([one for one in seat.desk.check_problems.of_sheet(sheet.id) if not one.item]) == 1
    said.heard()


def test_after_the_report_deleting_asks_for_its_reason(page: EntryPage, seat: Seat, said: Said):
    check = campaign(seat, "9月备课检查")
    page.open_check(check.id)
    seat.wait()
    stored = page.sight.sheet
    assert stored is not None
    said.answer(True)
    choose(page, seat, "删除记录…")
    dialog = seat.dialog(FormDialog)
    dialog.fields["reason"].editor.show_text("录错了人")
    dialog.accept()
    seat.wait()
    (gone,) = seat.desk.sheets.removed(check.school_year, check.term)
    assert gone.corrections[-1].words == "录错了人"
    said.heard()


def test_after_the_report_a_second_inspector_is_asked_why(
    page: EntryPage, seat: Seat, said: Said, qtbot: Any
):
    check = campaign(seat, "9月备课检查")
    page.open_check(check.id)
    seat.wait()
    unit = page.sight.unit
    assert unit is not None
    page.form.head.inspector.setFocus()
    page.form.head.inspector.show_text("区督学王老师")
    page.form.head.seize()
    seat.wait()
    type_sheet(Keyboard(qtbot))
    page.save_and_next()
    assert "检查已经通报，更正需要写明理由" in seat.words(page.form)
    assert QApplication.focusWidget() is page.form.reason
    seat.enter("区里复核")
    page.save_and_next()
    seat.wait()
    made = [
        one
        for one in seat.desk.sheets.of_campaign(check.id)
        if one.unit_id == unit.id and one.inspector == "区督学王老师"
    ]
    assert [one.corrections[0].words for one in made] == ["区里复核"]
    said.heard()


def test_after_the_report_back_to_be_checked_asks_why(page: EntryPage, seat: Seat, said: Said):
    check = campaign(seat, "9月备课检查")
    page.open_check(check.id)
    seat.wait()
    unit = page.sight.unit
    assert unit is not None
    seat.desk.campaigns.set_unit(unit.id, "免检", reason="名师")
    seat.wait()
    page._set_state(unit, "应检")
    dialog = seat.dialog(FormDialog)
    dialog.fields["reason"].editor.show_text("登记有误")
    dialog.accept()
    seat.wait()
    kept = next(one for one in seat.desk.campaigns.units(check.id) if one.id == unit.id)
    assert (kept.state, kept.reason) == ("应检", "登记有误")
    said.heard()
