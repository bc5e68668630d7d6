"""检查录入 with real widgets: a queue typed by keyboard, drafts, problems, re-check, correction."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPushButton

from edudesk.checks.forms.standards import POLICIES
from edudesk.checks.forms.value import PhraseKind
from edudesk.checks.pages.entry.page import EntryPage
from edudesk.checks.rows.campaigns import CampaignRow
from edudesk.checks.rows.sheets import Hit, SheetRow
from edudesk.kit.file_strip import FileStrip
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.grab import settle
from tests.base.test_photos import photo
from tests.checks.checking import FORMS, filled
from tests.gui import Said
from tests.seat import Seat

CHECK = "11月备课检查"


@pytest.fixture
def page(seat: Seat) -> EntryPage:
    """The queue of the running check of the sample school; 34 are still to be checked."""
    entry = seat.window.show_page("check_entry")
    assert isinstance(entry, EntryPage)
    seat.wait()
    return entry


def campaign(seat: Seat, title: str = CHECK) -> CampaignRow:
    return next(row for row in seat.desk.campaigns.rows() if row.title == title)


def sheets_of(seat: Seat, unit_id: str) -> list[SheetRow]:
    return [one for one in seat.desk.sheets.of_campaign(campaign(seat).id) if one.unit_id == unit_id]


class Keyboard:
    """Fingers on the keys: pressed counts what is no digit, so that a form which asks for more is seen."""

    def __init__(self, qtbot: Any) -> None:
        self.qtbot, self.pressed = qtbot, 0

    def type(self, digits: str) -> None:
        self.qtbot.keyClicks(QApplication.focusWidget(), digits)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.pressed += 1
        self.qtbot.keyClick(QApplication.focusWidget(), key, held)

    def compose(self, letters: str, text: str) -> None:
        """An input method: letters under way, then the text it hands over."""
        for event, commit in ((QInputMethodEvent(letters, []), ""), (QInputMethodEvent(), text)):
            if commit:
                event.setCommitString(commit)
            QApplication.sendEvent(QApplication.focusWidget(), event)


def type_sheet(keys: Keyboard) -> None:
    """A whole nine-item check: six counts, seven items of judgement, two more that the counts settle."""
    for number, after in (("44", 1), ("40", 2), ("5", 1), ("4", 1), ("10", 1)):
        keys.type(number)
        for _ in range(after):
            keys.press(Qt.Key.Key_Tab)
    keys.compose("10", "１０")  # full-width digits of an input method that is still on
    keys.press(Qt.Key.Key_Return)
    keys.press(Qt.Key.Key_Return)  # past 备课形式
    for digit in ("1", "3", "2", "1", "2"):
        keys.type(digit)
        keys.press(Qt.Key.Key_Return)
    keys.type("1")


def test_a_queue_of_twenty_teachers_is_typed_by_keyboard(seat: Seat, page: EntryPage, said: Said, qtbot: Any):
    due = [one.unit for one in page.queue.standings if one.is_due]
    typed = []
    for number in range(20):
        typed.append(page.sight.unit.id)
        keys = Keyboard(qtbot)
        type_sheet(keys)
        if number % 5 == 0:
            page.side.highlights.setFocus()
            keys.compose("fen'ceng", "分层作业设计有梯度。")
        keys.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert keys.pressed <= 20
        settle()
    assert typed == [unit.id for unit in due[:20]]
    stored = [sheet for unit_id in typed for sheet in sheets_of(seat, unit_id)]
    assert [(str(sheet.score), sheet.grade) for sheet in stored] == [("92.5", "优秀")] * 20
    assert [sheet.highlights for sheet in stored[:2]] == ["分层作业设计有梯度。", ""]
    assert stored[0].numbers["reflections_done"] == 10
    assert page.headline.progress.text() == "进度 96 / 108"
    assert said.heard()[-1].endswith("92.5 优秀。")
    said.act("撤销")
    seat.wait()
    assert sheets_of(seat, typed[-1]) == []
    said.heard()


def test_what_another_window_submitted_is_told_before_it_is_overwritten(
    page: EntryPage, seat: Seat, said: Said, qtbot: Any
):
    unit = page.sight.unit
    assert unit is not None
    type_sheet(Keyboard(qtbot))
    form = page.check.form_of(unit)
    inspector = page.form.head.inspector.typed()
    theirs = filled(form, 3, inspector=inspector, inspector_id=page.sight.key_of(inspector))
    seat.desk.sheets.submit(unit.id, theirs)
    seat.wait()
    page.save_and_next()
    assert f"{unit.name}的检查记录刚在别处提交过（{inspector}，50 不合格），没有覆盖。" in seat.words(
        page.form
    )
    assert [sheet.score for sheet in sheets_of(seat, unit.id)] == [50]
    page.save_and_next()
    assert [str(sheet.score) for sheet in sheets_of(seat, unit.id)] == ["92.5"]
    assert page.sight.unit is not unit
    assert said.heard()[-1].startswith(f"notice: 已保存 {unit.name}")


def take(page: EntryPage, seat: Seat, words: str) -> None:
    """The chip of a phrase, behind its number."""
    (chip,) = [one for one in page.side.findChildren(QPushButton) if one.text()[2:] == words]
    seat.click(chip.text())


def test_a_phrase_goes_where_it_belongs(page: EntryPage, seat: Seat):
    side = page.side
    take(page, seat, "单元整体设计突出，可作示范")
    take(page, seat, "单元整体设计突出，可作示范")  # twice is once
    assert side.highlights.toPlainText() == "单元整体设计突出，可作示范"
    assert side.findings == ()
    side.highlights.setFocus()
    take(page, seat, "未见二次备课痕迹")
    assert [one.text for one in side.findings] == ["未见二次备课痕迹"]
    assert side.highlights.toPlainText() == "单元整体设计突出，可作示范"
    page.open_check(campaign(seat, "9月推门听课").id)
    seat.wait()
    before = len(side.findings)
    take(page, seat, "建议跟踪听课")
    assert side.advice.toPlainText().splitlines()[-1] == "建议跟踪听课"
    assert len(side.findings) == before


def test_the_words_of_the_last_sheet_are_said_again(page: EntryPage, seat: Seat, said: Said, qtbot: Any):
    page.last_words.copy()
    assert said.heard() == ["notice: 上一份没有写评语，或还没有保存过一份。"]
    take(page, seat, "未见二次备课痕迹")
    page.side.highlights.setPlainText("单元整体设计突出，可作示范")
    page.side.advice.setPlainText("按单元补写")
    type_sheet(Keyboard(qtbot))
    page.save_and_next()
    seat.wait()
    assert (page.side.findings, page.side.highlights.toPlainText()) == ((), "")
    for _ in range(2):  # twice is once
        page.side.copy_wanted.emit()
    assert [one.text for one in page.side.findings] == ["未见二次备课痕迹"]
    assert page.side.highlights.toPlainText() == "单元整体设计突出，可作示范"
    assert page.side.advice.toPlainText() == "按单元补写"
    assert len(said.heard()) == 1


def test_number_keys_take_phrases_where_no_field_is_typed_in(page: EntryPage, seat: Seat, qtbot: Any):
    chips = [
        chip
        for place in page.side._phrases.values()
        for chip in place.findChildren(QPushButton)
        if chip.text()[:2] in ("1 ", "3 ", "4 ")
    ]
    first, third, fourth = (
        chip.text().partition(" ")[2] for chip in sorted(chips, key=lambda one: one.text())
    )
    chips[0].setFocus()
    qtbot.keyClick(chips[0], Qt.Key.Key_1)
    qtbot.keyClick(chips[0], Qt.Key.Key_3)
    written = page.side.highlights.toPlainText().splitlines() + [one.text for one in page.side.findings]
    assert {first, third} <= set(written)
    counts = page.form.head.editors["lessons_due"]
    counts.setFocus()
    qtbot.keyClick(counts, Qt.Key.Key_4)
    assert counts.text() == "4"
    assert fourth not in page.filled().problems + page.filled().highlights
    qtbot.keyClick(counts, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert counts.text() == "4"
    assert fourth in page.filled().problems + page.filled().highlights
    page.side.take_number(99)
    seat.said.heard()


def test_what_is_missing_is_told_and_the_keyboard_goes_there(page: EntryPage, seat: Seat):
    seat.click("保存并下一位  Ctrl+Enter")
    assert "还不能提交" in seat.words(page.form)
    assert "第 1 项“数量进度”：还没有评分" in seat.words(page.form)
    assert QApplication.focusWidget() is page.form.rows[0]
    assert [row.property("current") for row in page.form.rows].count("true") == 1
    seat.press("Down")
    assert QApplication.focusWidget() is page.form.rows[1]
    assert page.form.rows[1].property("current") == "true"


def test_typing_is_kept_as_a_draft_and_found_again(page: EntryPage, seat: Seat, qtbot: Any):
    unit = page.sight.unit
    keys = Keyboard(qtbot)
    keys.type("44")
    page.side.highlights.setFocus()
    keys.compose("", "目标具体")
    assert page.drafts.timer.isActive()
    assert page.drafts.timer.interval() <= 4000  # and it takes less than a second to write
    page.drafts.timer.timeout.emit()
    seat.wait()
    kept = seat.desk.sheets.draft(unit.id, page.form.head.inspector.typed())
    assert kept is not None
    assert (kept.counts, kept.highlights) == ({"lessons_due": 44}, "目标具体")
    seat.press("Alt+Down")
    assert page.sight.unit.id != unit.id
    assert page.form.head.counts == {}
    seat.press("Alt+Up")
    assert page.sight.unit.id == unit.id
    assert page.form.head.counts == {"lessons_due": 44}
    assert next(one.word for one in page.queue.standings if one.unit.id == unit.id) == "填写中"


def test_leaving_the_page_keeps_what_was_typed_a_moment_ago(page: EntryPage, seat: Seat, qtbot: Any):
    unit, inspector = page.sight.unit, page.form.head.inspector.typed()
    Keyboard(qtbot).type("4")
    seat.window.show_page("home")
    kept = seat.desk.sheets.draft(unit.id, inspector)
    assert kept is not None
    assert kept.counts == {"lessons_due": 4}


def test_a_problem_goes_into_the_ledger_with_the_sheet(page: EntryPage, seat: Seat, said: Said, qtbot: Any):
    unit = page.sight.unit
    type_sheet(Keyboard(qtbot))
    take(page, seat, "目标笼统，无法检测")
    seat.press("Alt+P")
    dialog = seat.dialog(FormDialog)
    dialog.fields["text"].editor.show_text("反思笼统，缺课例分析")
    dialog.fields["due"].editor.show_text("2027-01-08")
    dialog.accept()
    seat.press("Ctrl+Return")
    (sheet,) = sheets_of(seat, unit.id)
    lines = seat.desk.check_problems.of_sheet(sheet.id)
    told = {line.text: (line.status, line.due) for line in lines if not line.item}
    assert told["反思笼统，缺课例分析"] == ("待整改", "2027-01-08")
    assert told["目标笼统，无法检测"][0] == "待整改"
    assert sheet.problems == "目标笼统，无法检测\n反思笼统，缺课例分析"
    said.heard()


def test_points_by_hand_need_their_reason(page: EntryPage, seat: Seat, said: Said, qtbot: Any):
    unit = page.sight.unit
    type_sheet(Keyboard(qtbot))
    row = page.form.rows[0]
    assert row.said.text() == "40/44 → 13 分"
    row.points.setFocus()
    row.points.setText("１４")
    seat.press("Return")
    seat.press("Ctrl+Return")
    assert "请写明不适用或改分的理由" in seat.words(page.form)
    assert QApplication.focusWidget() is row.reason
    seat.enter("两课时为复习")
    seat.press("Ctrl+Return")
    (sheet,) = sheets_of(seat, unit.id)
    assert (str(sheet.judged["BK01-1"].points), sheet.judged["BK01-1"].reason) == ("14", "两课时为复习")
    said.heard()


def test_what_does_not_apply_drops_out_of_the_total(page: EntryPage, seat: Seat, qtbot: Any):
    type_sheet(Keyboard(qtbot))
    row = page.form.rows[6]
    row.seize()
    Keyboard(qtbot).type("0")
    assert row.answer.is_na
    assert QApplication.focusWidget() is row.reason
    assert (page.form.figure.text(), page.form.total.text()) == ("91.7", "/ 100")


def test_a_re_check_stands_beside_the_first_sheet(page: EntryPage, seat: Seat, said: Said):
    done = next(one for one in page.queue.standings if one.level == 1)
    page.show_unit(done.unit.id)
    (first,) = sheets_of(seat, done.unit.id)
    seat.qtbot.mouseClick(page.again, Qt.MouseButton.LeftButton)
    page.form.rows[1].press(1)
    seat.press("Ctrl+Return")
    again = next(one for one in sheets_of(seat, done.unit.id) if one.first_id == first.id)
    assert again.on == page.form.head.on
    assert again.score >= first.score
    assert len(sheets_of(seat, done.unit.id)) == 2
    said.heard()


def test_after_the_report_a_correction_asks_for_its_reason(page: EntryPage, seat: Seat, said: Said):
    page.open_check(campaign(seat, "9月备课检查").id)
    unit = page.sight.unit
    page.form.rows[1].press(4)
    seat.press("Ctrl+Return")
    assert "更正需要写明理由" in seat.words(page.form)
    assert QApplication.focusWidget() is page.form.reason
    seat.enter("复核教案进度")
    seat.press("Ctrl+Return")
    sheet = next(
        one
        for one in seat.desk.sheets.of_campaign(campaign(seat, "9月备课检查").id)
        if one.unit_id == unit.id
    )
    assert sheet.corrections[-1].sentence[11:] == f"更正 得分 95.5→92：复核教案进度（{sheet.inspector}）"
    said.heard()


def test_the_queue_is_searched_by_pinyin_and_narrowed(page: EntryPage, seat: Seat):
    page.queue.search.setText("xxh")
    assert {one.unit.name for one in page.queue.shown} == {"夏晓红"}
    page.queue.search.setText("美术")
    assert {one.unit.subject for one in page.queue.shown} == {"美术"}
    page.queue.search.clear()
    seat.qtbot.mouseClick(page.queue.done, Qt.MouseButton.LeftButton)
    assert sum(one.is_done for one in page.queue.shown) == 76
    seat.qtbot.mouseClick(page.queue.waiting, Qt.MouseButton.LeftButton)
    assert all(one.is_due for one in page.queue.shown)
    assert len(page.queue.shown) == 32


def test_somebody_on_leave_is_no_longer_due(page: EntryPage, seat: Seat):
    unit = page.sight.unit
    page._set_state(unit, "请假")
    dialog = seat.dialog(FormDialog)
    dialog.fields["reason"].editor.show_text("公派培训")
    dialog.fields["on"].editor.show_text("2026-11-30")
    dialog.accept()
    seat.wait()
    assert next(one.word for one in page.queue.standings if one.unit.id == unit.id) == "请假"
    assert page.headline.progress.text() == "进度 76 / 107"
    assert "请假　公派培训　补检 11-30" in seat.words(page.form)


def test_a_second_inspector_gets_a_sheet_of_their_own(page: EntryPage, seat: Seat, said: Said, qtbot: Any):
    unit, first = page.sight.unit, page.form.head.inspector.typed()
    type_sheet(Keyboard(qtbot))
    seat.press("Ctrl+Return")
    page.show_unit(unit.id)
    page.form.head.inspector.setFocus()
    page.form.head.inspector.show_text("区督学王老师")
    page.form.head.seize()
    type_sheet(Keyboard(qtbot))
    page.form.rows[1].seize()
    page.form.rows[1].press(4)
    seat.press("Ctrl+Return")
    assert {one.inspector: str(one.score) for one in sheets_of(seat, unit.id)} == {
        first: "92.5",
        "区督学王老师": "87.5",
    }
    page.show_unit(unit.id)
    page.form.head.inspector.setFocus()
    page.form.head.inspector.show_text("区督学王老师")
    page.form.rows[1].seize()
    assert page.form.figure.text() == "87.5"
    said.heard()


def test_a_veto_needs_its_facts_and_a_second_person(page: EntryPage, seat: Seat, qtbot: Any):
    type_sheet(Keyboard(qtbot))
    dialog = page.side.vetoes.ask("V1")
    dialog.accept()
    assert "请填写事实和依据。" in seat.words(dialog)
    dialog.fields["reason"].editor.show_text("11月17日第2节没有教案")
    dialog.fields["confirmed_by"].editor.show_text(page.form.head.inspector.typed())
    dialog.accept()
    assert "应由检查人以外的人确认" in seat.words(dialog)
    dialog.fields["confirmed_by"].editor.show_text("蒋建明")
    dialog.accept()
    seat.wait()
    assert (page.form.figure.text(), page.form.grade.text()) == ("59", "不合格（否决）")
    assert "确认人 蒋建明" in seat.words(page.side)


def test_without_a_published_check_the_page_says_what_to_do(seat: Seat):
    seat.desk.campaigns.put_away([row.id for row in seat.desk.campaigns.rows()])
    page = seat.window.show_page("check_entry")
    seat.wait()
    assert "还没有可以录入的检查。" in seat.words(page)
    seat.click("检查安排", page.empty)
    assert seat.window.windowTitle().startswith("教学常规检查")
    assert "还没有安排检查。" in seat.words()


def test_photos_are_kept_with_the_draft_and_stored_with_the_sheet(
    page: EntryPage, seat: Seat, said: Said, qtbot: Any, tmp_path: Path
):
    unit = page.sight.unit
    assert unit is not None
    type_sheet(Keyboard(qtbot))
    files = [tmp_path / "教案.jpg", tmp_path / "反思.jpg"]
    for file, color in zip(files, ("navy", "green"), strict=True):
        file.write_bytes(photo(2000, 1500, color=color))
    page.side.ask(text="反思流于形式").accept()
    page.side.photos.take(files[:1])
    seat.wait()
    (card,) = [one for one in page.side.findChildren(FileStrip) if one is not page.side.photos]
    card.take(files[1:])
    seat.wait()
    page.go_forward()
    assert page.side.photos.files == ()
    page.go_back()
    drafted = seat.desk.sheets.draft(unit.id, page.form.head.inspector.typed())
    assert drafted is not None
    assert [one.name for one in drafted.photos or ()] == ["教案.jpg"]
    assert [one.name for one in page.side.photos.files] == ["教案.jpg"]
    seat.press("Ctrl+Return")
    said.heard()
    (sheet,) = sheets_of(seat, unit.id)
    (line,) = [one for one in seat.desk.check_problems.of_sheet(sheet.id) if not one.item]
    attached = seat.desk.attachments.of([sheet.id, line.id])
    assert {key: [one.name for one in rows] for key, rows in attached.items()} == {
        sheet.id: ["教案.jpg"],
        line.id: ["反思.jpg"],
    }
    page.show_unit(unit.id)  # changed later, they are still there
    assert [one.name for one in page.side.findings[0].photos] == ["反思.jpg"]
    page.side.photos.remove(page.side.photos.files[0])
    seat.press("Ctrl+Return")
    said.heard()
    assert set(seat.desk.attachments.of([sheet.id, line.id])) == {line.id}


def test_a_sheet_is_not_submitted_while_photos_are_on_their_way(
    page: EntryPage, seat: Seat, said: Said, tmp_path: Path
):
    file = tmp_path / "教案.jpg"
    file.write_bytes(photo(2000, 1500))
    page.side.photos.take([file])
    page.save_and_next()
    assert said.heard() == ["notice: 照片还在放入，请稍候再保存。"]
    seat.wait()
    assert not page.side.is_taking


def test_a_confirmed_veto_is_withdrawn_with_a_reason_on_the_page(page: EntryPage, seat: Seat, said: Said):
    unit = page.sight.unit
    assert unit is not None
    form = page.check.form_of(unit)
    seat.desk.sheets.submit(
        unit.id, filled(form, hits=(Hit("V1", "第2节无教案", "单国平"),), findings=()), reason=""
    )
    seat.wait()
    page.show_unit(unit.id)
    assert [hit.confirmed_by for hit in page.side.hits] == ["单国平"]
    page.side.vetoes.drop("V1")
    dialog = seat.dialog(FormDialog)
    dialog.fields["reason"].editor.show_text("教案在备课组长处")
    dialog.accept()
    seat.wait()
    assert page.side.hits == ()
    (sheet,) = sheets_of(seat, unit.id)
    assert (sheet.vetoes, [one.sentence[11:] for one in sheet.corrections]) == (
        (),
        ["撤回否决 得分 59→85.5：教案在备课组长处"],
    )
    assert said.heard() == ["notice: 已撤回一票否决，得分已按原分恢复。"]


def test_what_a_count_should_come_to_is_told_and_taken_by_an_equals_sign(page: EntryPage, qtbot: Any):
    (lessons, reflections) = (page.form.head.editors[key] for key in ("lessons_due", "reflections_due"))
    # how many follows from the week that today is
    (told,) = re.findall(r"反思应写约 (\d+)", page.form.facts.text())
    assert reflections.placeholderText() == f"约 {told}"
    assert int(told) > 0
    qtbot.keyClicks(reflections, "=")
    assert reflections.text() == reflections.placeholderText().removeprefix("约 ")
    lessons.setFocus()
    Keyboard(qtbot).compose("=", "＝")  # an input method that is still on
    assert page.form.head.counts["lessons_due"] == int(lessons.placeholderText().removeprefix("约 "))
    page.form.show_form(FORMS["TK01"], [], "小学")
    page.form.head.suggest(())
    assert page.form.head.editors["pupils_due"].placeholderText() == ""
    page.flush()


def test_praise_is_offered_by_use_where_it_is_typed(page: EntryPage):
    place = page.side._phrases[PhraseKind.PRAISE]
    shipped = [one.text for one in FORMS["ZY01"].phrases if one.kind is PhraseKind.PRAISE]
    written = {shipped[-1]: 3, "错题本用得好": 5, "只写过一次": 1}
    page.side.show_form(FORMS["ZY01"], {PhraseKind.PRAISE: written, PhraseKind.PROBLEM: {shipped[0]: 9}})
    offered = [place._flow.itemAt(at).widget() for at in range(place._flow.count())]
    assert [chip.text() for chip in offered] == [
        "1 错题本用得好",
        f"2 {shipped[-1]}",
        *(f"{n} {one}" for n, one in enumerate(shipped[:-1], 3)),
    ]
    page.side.highlights.setPlainText("书写工整")
    offered[0].click()
    assert page.side.highlights.toPlainText() == "书写工整\n错题本用得好"


def test_a_hint_of_policy_names_its_source(page: EntryPage, seat: Seat):
    page.form.show_form(FORMS["ZY01"], [], "小学")
    lines = page.form._hint_text.text().splitlines()
    assert "政策提示：小学一二年级不布置书面家庭作业" in lines[0]
    assert all(line.endswith("）") and "通知（" in line for line in lines)
    policies = seat.desk.standards.now()[POLICIES]
    own = {"name": "本校规定", "text": "教案当天带到课堂。", "source": "本校公约", "kinds": "备课"}
    seat.desk.standards.save(replace(policies, lines=(*policies.lines, own)))
    seat.wait()  # the check of plans that is open is shown anew
    assert page.form._hint_text.text() == "政策提示：教案当天带到课堂。（本校公约）"
