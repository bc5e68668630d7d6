"""报送导出 at the window: a pack is looked at, put right, exported, registered; texts and forms are kept."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from shiboken6 import isValid

from edudesk.base.masking import Audience
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.printing import PrinterChooser, set_printer_chooser
from edudesk.kit.settings import remember
from edudesk.roster.rules import is_present
from edudesk.school.pages.stats import StatsPage
from edudesk.store.context import Context
from edudesk.store.rights import LOCAL_USER, Actor, Right
from edudesk.submissions.pages.files_field import FilesField
from edudesk.submissions.pages.history import HistoryPage, SendingDrawer
from edudesk.submissions.pages.packs import PacksPage
from edudesk.submissions.pages.send_dialog import SendDialog, SentResult
from edudesk.submissions.pages.texts_dialog import TextsDialog
from edudesk.submissions.registry import own_texts
from edudesk.submissions.rows.asked import TextDraft
from edudesk.submissions.rows.findings import Action
from edudesk.submissions.rows.lines import PackLine
from edudesk.submissions.rows.packs import PackDraft
from tests.seat import Seat

pytestmark = pytest.mark.usefixtures("said")


@pytest.fixture
def sample(complete: Path) -> Path:
    """Whoever sits here has the school of five: a pack of a hundred people only takes longer."""
    return complete


@pytest.fixture
def packs(seat: Seat) -> PacksPage:
    page = seat.window.show_page("submissions")
    assert isinstance(page, PacksPage)
    seat.wait()
    page.choose_pack("P6")  # another may be due sooner
    seat.wait()
    seat.qtbot.waitUntil(lambda: page.preview.page_count > 0)
    return page


def _export(seat: Seat, packs: PacksPage, folder: Path, reason: str = "待补") -> SentResult:
    packs.export()
    (dialog,) = [one for one in seat.dialogs() if isinstance(one, SendDialog)]
    dialog._folder = folder
    dialog.reason.setPlainText(reason)
    dialog.export()
    seat.wait()
    result = dialog.pages.currentWidget()
    assert isinstance(result, SentResult)
    dialog.accept()
    return result


def line_of(packs: PacksPage, key: str) -> PackLine:
    return next(item.line for item in packs.model.rows if item.line.pack.key == key)


def test_a_pack_shows_its_files_its_findings_and_its_pages(seat: Seat, packs: PacksPage):
    assert packs.head.note.text() == "本学年 17 个材料包"
    assert packs.files_card.heading.text() == "教师花名册与队伍分析 · 文件"
    assert [
        packs.files.topLevelItem(number).text(0) for number in range(packs.files.topLevelItemCount())
    ] == [
        "附件1 教职工花名册.xlsx",
        "附件2 师资队伍结构统计表.xlsx",
        "师资队伍分析报告.pdf",
        "师资队伍分析报告.docx",
    ]
    assert packs.files.number == 2
    assert packs.preview.page_count >= 5
    assert "“培养措施”还没有写，将印参考文字" in seat.words(packs.findings)


def test_a_workbook_is_looked_at_as_a_table(seat: Seat, packs: PacksPage):
    packs.files.setCurrentItem(packs.files.topLevelItem(0))
    seat.wait()
    assert packs.preview._count.text() == "4 行"


def test_a_look_at_whole_numbers_is_kept_and_needs_the_right(seat: Seat, packs: PacksPage):
    desk = seat.desk
    files = "名单 | roster_brief | xlsx\n名单 | roster_brief | pdf"
    own = desk.packs.add(PackDraft(key="校1", title="内部名单", audience="internal", files=files))
    seat.wait()
    assert packs.choose_pack("校1")
    seat.wait()
    looks = [title for title in seat.titles() if title.startswith("预览 龙城实验小学教师基本信息汇总表")]
    assert len(looks) == 1
    packs.files.setCurrentItem(packs.files.topLevelItem(0))
    seat.wait()
    assert packs.preview._count.text() == "4 行"
    assert sum(title.startswith("预览") for title in seat.titles()) == 2
    context = desk.exports.context
    desk.exports.context = Context(desk.store, Actor("教研组长", LOCAL_USER.rights - {Right.EXPORT_PERSONAL}))
    try:
        packs.files.setCurrentItem(packs.files.topLevelItem(1))
        seat.wait()
        assert packs.preview.words.isVisible()
        assert "权限" in seat.words(packs.preview)
        assert packs.preview.page_count == 0
    finally:
        desk.exports.context = context
    desk.packs.put_away([own.id])


def test_missing_words_are_written_from_the_finding(seat: Seat, packs: PacksPage):
    button = next(one for one in packs.findings.findChildren(QPushButton) if one.text() == "去填写")
    seat.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    (dialog,) = [one for one in seat.dialogs() if isinstance(one, TextsDialog)]
    dialog.fields["team.measures"].setPlainText("  加强青年教师培养。\n\n每学期听评课不少于 20 节。 ")
    dialog.save()
    seat.wait()
    assert [row.text for row in seat.desk.texts.rows()] == ["加强青年教师培养。\n每学期听评课不少于 20 节。"]
    assert "“培养措施”还没有写，将印参考文字" not in seat.words(packs.findings)
    assert packs.findings_card.heading.text() == "报送前检查"


def test_an_emptied_passage_of_last_year_is_the_reference_text_again(seat: Seat, packs: PacksPage):
    key = "team.measures"
    seat.desk.texts.add(TextDraft(key=key, school_year="2025-2026", text="去年的措施。"))
    seat.wait()

    def write(text: str) -> str:
        packs._write_texts()
        (dialog,) = [one for one in seat.dialogs() if isinstance(one, TextsDialog)]
        shown = dialog.fields[key].toPlainText()
        dialog.fields[key].setPlainText(text)
        dialog.save()
        seat.wait()
        return shown

    assert write("") == "去年的措施。"
    assert seat.titles()[0] == "编写报告文字 2026-2027学年 1 段"
    assert own_texts(seat.desk, "2026-2027") == {}
    assert own_texts(seat.desk, "2025-2026") == {key: "去年的措施。"}
    assert "“培养措施”还没有写，将印参考文字" in seat.words(packs.findings)
    assert write("今年的措施。") == ""
    assert write("") == "今年的措施。"
    assert own_texts(seat.desk, "2026-2027") == {}


def test_several_passages_are_one_step(seat: Seat):
    texts, year = seat.desk.texts, "2026-2027"
    before = seat.desk.timeline.head().seq
    assert texts.write(year, {"team.gaps": "缺体育教师。", "team.measures": "加强培养。"}) == 2
    assert seat.desk.timeline.head().seq == before + 1
    assert texts.write(year, {"team.gaps": "缺体育教师。", "team.measures": "加强培养。"}) == 0
    assert seat.desk.timeline.head().seq == before + 1  # nothing is another: no step
    texts.write(year, {"team.gaps": "", "team.measures": "加强培养和交流。"})
    assert own_texts(seat.desk, year) == {"team.measures": "加强培养和交流。"}
    seat.desk.timeline.undo()
    assert own_texts(seat.desk, year) == {"team.gaps": "缺体育教师。", "team.measures": "加强培养。"}


def test_a_fact_that_is_mended_elsewhere_is_looked_at_again(seat: Seat, packs: PacksPage):
    for change in (
        lambda: seat.desk.histories.put_away("training", [seat.desk.histories.told("training")[0].held.id]),
        lambda: seat.desk.classes.put_away([seat.desk.classes.rows()[0].id]),
        lambda: seat.desk.check_problems.put_away([seat.desk.check_problems.rows()[0].id]),
    ):
        change()
        seat.wait()
        assert packs._looked.made.head == seat.desk.timeline.head()


def test_a_finding_leads_to_the_field(seat: Seat, packs: PacksPage):
    fourth = seat.desk.teachers.rows()[3].id
    for page, record, field in (("school", "", "contact_phone"), ("roster", fourth, "title")):
        packs.action_wanted.emit(Action("去填写", page, record, field))
        form = seat.dialog(FormDialog)
        assert form.fields[field].isAncestorOf(form.focusWidget())
        form.reject()


def test_a_missing_term_is_asked_for(seat: Seat, packs: PacksPage):
    packs.action_wanted.emit(Action("去填写", "school_calendar", field="term"))
    form = seat.dialog(FormDialog)
    assert "start" in form.fields
    form.reject()
    seat.wait()


def test_a_finding_of_the_yearly_figures_leads_to_the_field(seat: Seat, packs: PacksPage):
    stage = seat.desk.stats.rows()[0].stage
    page = seat.window.show_page("school_stats")
    assert isinstance(page, StatsPage)
    seat.window.show_page("submissions")
    packs.action_wanted.emit(Action("去填写", "school_stats", f"2024-2025 {stage}", "students"))
    seat.wait()
    assert (page.year_box.key, page.stage_box.key) == ("2024-2025", stage)
    assert QApplication.focusWidget() is page.fields["students"].editor
    packs.action_wanted.emit(Action("查看", "school_stats", f"2026-2027 {stage}", "as_of"))
    assert QApplication.focusWidget() is page.fields["as_of"].editor
    assert page.year_box.key == "2026-2027"


def test_a_pack_with_gaps_goes_out_only_with_a_reason(seat: Seat, packs: PacksPage, tmp_path: Path):
    packs.export()
    (dialog,) = [one for one in seat.dialogs() if isinstance(one, SendDialog)]
    dialog._folder = tmp_path / "out"
    dialog.export()
    seat.wait()
    seat.heard("fail: 《教师花名册与队伍分析》还有 1 处缺项，没有导出。")
    assert not (tmp_path / "out").exists()
    dialog.reason.setPlainText("措施待校务会通过后补报")
    dialog.export()
    seat.wait()
    (folder,) = (tmp_path / "out").iterdir()
    assert len(list(folder.iterdir())) == 6  # four files, 目录, manifest
    assert seat.desk.sendings.rows()[0].reason == "措施待校务会通过后补报"
    dialog.accept()


def test_the_pack_before_is_not_exported_for_the_one_just_chosen(seat: Seat, packs: PacksPage):
    packs.choose_pack("R3")
    assert not packs.export_button.isEnabled()
    assert packs.files.topLevelItemCount() == 0
    packs.export()
    assert [one for one in seat.dialogs() if isinstance(one, SendDialog)] == []
    seat.qtbot.waitUntil(packs.export_button.isEnabled)
    packs.export()
    (dialog,) = [one for one in seat.dialogs() if isinstance(one, SendDialog)]
    assert dialog.windowTitle() == "导出材料包 · 教职工年度考核"
    dialog.reject()


def test_what_is_exported_is_looked_at_once_more(seat: Seat, packs: PacksPage, tmp_path: Path):
    key = "team.measures"
    seat.desk.texts.add(TextDraft(key=key, school_year="2026-2027", text="加强青年教师培养。"))
    seat.wait()
    packs.export()
    (dialog,) = [one for one in seat.dialogs() if isinstance(one, SendDialog)]
    assert not dialog.warning.isVisible()
    (row,) = [one for one in seat.desk.texts.rows() if one.key == key]
    seat.desk.texts.put_away([row.id])  # meanwhile, at another window
    dialog._folder = tmp_path / "out"
    dialog.export()
    seat.wait()
    seat.heard("fail: 《教师花名册与队伍分析》还有 1 处缺项，没有导出。")
    assert dialog.warning.isVisible()
    assert "“培养措施”还没有写，将印参考文字" in seat.words(dialog)
    assert not (tmp_path / "out").exists()
    dialog.reject()


def test_a_pack_of_another_day_is_looked_at_and_sent(seat: Seat, packs: PacksPage, tmp_path: Path):
    now = packs.files.topLevelItem(0).text(2)
    packs.day_chip.chosen.emit(date(2024, 9, 1))
    assert not packs.export_button.isEnabled()  # what is in sight is of today
    seat.wait()
    assert packs.day_chip.text() == "统计时点 2024-09-01 ▾"
    there = [row for row in seat.desk.teachers.rows_on(date(2024, 9, 1)) if is_present(row)]
    assert packs.files.topLevelItem(0).text(2) == f"{len(there)} 行" != now
    assert "数据时点 2024-09-01 在 2024-2025学年，不是本学年" in seat.words(packs.findings)
    _export(seat, packs, tmp_path / "out")
    (row,) = seat.desk.sendings.rows()
    assert (row.as_of, row.materials[0].count) == ("2024-09-01", len(there))
    packs.day_chip.chosen.emit(None)
    seat.wait()
    assert packs.files.topLevelItem(0).text(2) == now


def test_a_pack_is_sent_by_keys_alone(seat: Seat, packs: PacksPage, tmp_path: Path):
    remember("folder/submissions", str(tmp_path))
    packs.table.setFocus()
    while packs.table.selected()[0].line.pack.key != "R1":
        seat.press("Down")
    seat.press("Ctrl+E")
    dialog = seat.dialog(SendDialog)
    seat.press("Return")
    assert isinstance(dialog.pages.currentWidget(), SentResult)
    dialog.activateWindow()  # offscreen no window manager does it
    assert dialog.focusWidget().text() == "关闭"
    seat.press("Return")
    assert seat.dialogs(SendDialog) == []
    (row,) = seat.desk.sendings.rows()
    assert (row.pack, len(row.materials), Path(row.place).parent) == ("R1", 4, tmp_path)


def test_files_are_counted_in_rows_and_pages(seat: Seat, packs: PacksPage):
    seat.qtbot.waitUntil(lambda: packs.preview.page_count > 0)
    pages = packs.preview.page_count
    counts = [packs.files.topLevelItem(number).text(2) for number in range(4)]
    assert counts[0].endswith(" 行")
    assert counts[1].endswith(" 行")
    assert counts[2:] == [f"{pages} 页", f"约 {pages} 页"]


def test_only_ticked_files_go_along(seat: Seat, packs: PacksPage, tmp_path: Path):
    for number in (0, 1, 3):
        packs.files.setCurrentItem(packs.files.topLevelItem(number))
        seat.qtbot.keyClick(packs.files, Qt.Key.Key_Space)
    assert packs.files.chosen() == [2]
    _export(seat, packs, tmp_path / "out")
    (folder,) = (tmp_path / "out").iterdir()
    assert sorted(file.suffix for file in folder.iterdir()) == [".json", ".pdf", ".xlsx"]
    for number in range(4):
        packs.files.topLevelItem(number).setCheckState(0, Qt.CheckState.Unchecked)
    packs.export()
    seat.heard("tell: 还没有勾选文件。")


def test_an_emptied_box_stays_empty_when_the_data_are_others(seat: Seat, packs: PacksPage):
    packs.files.topLevelItem(1).setCheckState(0, Qt.CheckState.Unchecked)
    seat.desk.teachers.change(seat.desk.teachers.rows()[0].id, {"remark": "支教"})
    seat.wait()
    assert packs.files.chosen() == [0, 2, 3]
    packs.choose_pack("R3")
    seat.qtbot.waitUntil(packs.export_button.isEnabled)
    packs.choose_pack("P6")
    seat.qtbot.waitUntil(packs.export_button.isEnabled)
    assert packs.files.chosen() == [0, 1, 2, 3]


def test_closing_the_dialog_cancels_the_export_and_leaves_nothing(
    seat: Seat, packs: PacksPage, tmp_path: Path
):
    packs.export()
    (dialog,) = [one for one in seat.dialogs() if isinstance(one, SendDialog)]
    dialog._folder = tmp_path / "out"
    dialog.reason.setPlainText("待补")
    dialog.export()
    dialog.reject()
    assert dialog.isVisible()  # until the job has ended
    seat.wait()
    seat.qtbot.waitUntil(lambda: not isValid(dialog))
    assert not list((tmp_path / "out").glob("*"))
    assert seat.desk.sendings.rows() == []
    assert packs.findChildren(SendDialog) == []


def test_whole_numbers_leave_the_house_only_when_asked_twice(seat: Seat, packs: PacksPage, tmp_path: Path):
    packs.export()
    (dialog,) = [one for one in seat.dialogs() if isinstance(one, SendDialog)]
    dialog._folder = tmp_path / "out"
    dialog.audience.setCurrentIndex(dialog.audience.findData(Audience.INTERNAL))
    assert dialog.place.line.text().endswith("_含个人信息")
    dialog.reason.setPlainText("待补")
    # of the four there three have any; a fourth number of each kind stands in a remark
    asked = "ask: 这次会带出 3 人的 4 个完整身份证号和 4 个完整电话，要导出吗？"
    seat.said.answer(False)
    dialog.export()
    seat.wait()
    seat.heard(asked)
    assert not (tmp_path / "out").exists()
    seat.said.answer(True)
    dialog.export()
    seat.wait()
    seat.heard(asked)
    (folder,) = (tmp_path / "out").iterdir()
    assert folder.name.endswith("_含个人信息")
    dialog.accept()


def test_two_different_passwords_export_nothing(seat: Seat, packs: PacksPage, tmp_path: Path):
    packs.export()
    (dialog,) = [one for one in seat.dialogs() if isinstance(one, SendDialog)]
    dialog._folder = tmp_path / "out"
    dialog.password.setText("longcheng2026")
    assert dialog.as_zip.isChecked()
    assert dialog.place.line.text().endswith(".zip")
    assert "7-Zip、WPS、Bandizip 可以打开；Windows 资源管理器打不开" in seat.words(dialog)
    dialog.again.setText("longcheng2025")
    dialog.export()
    seat.heard("tell: 两次输入的密码不一样，没有导出。")
    assert not (tmp_path / "out").exists()
    dialog.reject()


def test_a_sending_is_registered_and_held_against_its_files(seat: Seat, packs: PacksPage, tmp_path: Path):
    _export(seat, packs, tmp_path / "out")
    packs.history_wanted.emit()
    history = seat.window.show_page("sent")
    assert isinstance(history, HistoryPage)
    seat.wait()
    (row,) = seat.desk.sendings.rows()
    history.go_to(row.id)
    seat.wait()
    drawer = history.drawer
    assert isinstance(drawer, SendingDrawer)
    words = seat.words(drawer._since)
    assert "文件都在原来的位置，与报送时一致。" in words
    history.report_selected()
    dialog = seat.dialogs()[-1]
    dialog.fields["received_by"].editor.setText("王科长")
    dialog.accept()
    seat.wait()
    seat.heard("notice: 已登记：教师花名册与队伍分析（2026-P6-001 v1）")
    assert seat.desk.sendings.rows()[0].received_by == "王科长"
    (file,) = Path(row.place).glob("*.pdf")
    file.write_bytes(b"%PDF changed")
    seat.desk.teachers.change(seat.desk.teachers.rows()[0].id, {"remark": "改了"})
    history.show_row(seat.desk.sendings.rows()[0])
    seat.wait()
    words = seat.words(drawer._since)
    assert "报送后被改动过" in words
    assert "1 次改动" in words
    shown = {column.title: column.text(seat.desk.sendings.rows()[0]) for column in history.columns}
    assert (shown["用途"], shown["数据时点"], shown["带缺项"], shown["文件数"]) == (
        "报教育局", seat.desk.sendings.rows()[0].as_of, "待补", "4",
    )  # fmt: skip
    seat.desk.teachers.change(seat.desk.teachers.rows()[1].id, {"remark": "也改了"})
    history.show_row(seat.desk.sendings.rows()[0])
    seat.wait()
    first, second = seat.desk.teachers.rows()[:2]
    words = seat.words(drawer._since)
    assert f"2 次改动，涉及 2 条记录；最近一次：修改 {second.name} 备注" in words
    assert f"· 修改 {first.name} 备注" in words
    seat.click("重新报送…", drawer)
    assert [item.line.pack.key for item in packs.table.selected()] == ["P6"]
    seat.window.show_page("submissions")
    seat.wait()
    assert line_of(packs, "P6").words.startswith("已报")


def test_forms_that_were_asked_for_are_listed(seat: Seat):
    page = seat.window.show_page("asked")
    page.add()
    dialog = seat.dialogs()[-1]
    assert dialog.fields["audience"].editor.typed() == Audience.BUREAU.word
    dialog.fields["audience"].editor.show_text(Audience.INTERNAL.word)
    dialog.fields["title"].editor.setText("骨干教师名册")
    dialog.fields["due"].editor.setText("2026-12-05")
    dialog.accept()
    seat.wait()
    row = next(row for row in page.rows() if row.title == "骨干教师名册")
    assert (row.title, row.due, row.school_year) == ("骨干教师名册", "2026-12-05", "2026-2027")
    assert row.audience == Audience.INTERNAL.value
    page.table.select([row.id])
    page.choose_template = lambda line: None
    page.refill()
    seat.heard("tell: “骨干教师名册”还没有登记模板。")


def test_a_pack_gets_another_day_and_becomes_the_schools_own(seat: Seat, packs: PacksPage):
    (item,) = packs.table.selected()
    packs.menu.change_due(item)
    dialog = seat.dialog(FormDialog)
    dialog.fields["due"].editor.setText("12月5日")
    dialog.accept()
    seat.wait()
    seat.heard("notice: 《教师花名册与队伍分析》的截止日期已改。", seat.said.act)
    seat.wait()
    seat.heard("notice: 已撤销：新增截止日期 P6")
    assert seat.desk.pack_days.rows() == []  # 撤销
    packs.menu.change_due(packs.table.selected()[0])
    dialog = seat.dialog(FormDialog)
    dialog.fields["due"].editor.setText("12月5日")
    dialog.accept()
    seat.wait()
    seat.said.heard()
    assert f"{line_of(packs, 'P6').due}" == "2026-12-05"
    packs.menu.edit(packs.table.selected()[0])
    dialog = seat.dialog(FormDialog)
    dialog.fields["addressee"].editor.setText("龙城区教育局人事科")
    dialog.accept()
    seat.wait()
    seat.heard("notice: 已保存《教师花名册与队伍分析》。")
    assert line_of(packs, "P6").pack.addressee == "龙城区教育局人事科"
    packs.menu.remove(packs.table.selected()[0])
    seat.wait()
    seat.heard("notice: 已删除《教师花名册与队伍分析》，可在回收站找回。")
    assert line_of(packs, "P6").pack.addressee == "区教育局"


def _chosen(field: FilesField) -> list[str]:
    return [field.chosen.item(place).text() for place in range(field.chosen.count())]


def test_a_pack_is_put_together_by_ticking(seat: Seat, packs: PacksPage):
    packs.menu.add()
    dialog = seat.dialog(FormDialog)
    texts = seat.words(dialog) + "".join(one.text() for one in dialog.findChildren(QLineEdit))
    assert "必填的信息" not in texts
    assert "bureau" not in texts
    assert dialog.fields["audience"].editor.typed() == Audience.BUREAU.word
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.fields["files"].said == "请填写文件。"
    field = dialog.fields["files"].editor
    assert isinstance(field, FilesField)
    dialog.fields["title"].editor.setText("岗位与名单")
    for word in ("岗位使用 excel", "基本信息汇总 pdf"):
        field.search.setFocus()
        field.search.setText(word)
        seat.qtbot.keyClick(field.search, Qt.Key.Key_Down)
        seat.qtbot.keyClick(field.offers, Qt.Key.Key_Space)
    assert _chosen(field) == ["附件1　岗位使用情况表　Excel", "附件2　教师基本信息汇总表　PDF"]
    seat.qtbot.keyClick(field.chosen, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    for line, text in ((field.title, "教师名单 | 新"), (field.number, "")):
        line.setText(text)
        line.textEdited.emit(text)
    assert _chosen(field) == ["教师名单 新　PDF", "附件2　岗位使用情况表　Excel"]
    assert dialog.is_changed
    dialog.accept()
    seat.wait()
    seat.heard("notice: 已新建《岗位与名单》。")
    (row,) = seat.desk.packs.rows()
    assert row.files == "教师名单 新 | roster_brief | pdf\n岗位使用情况表 | roster_posts | xlsx | 2"
    assert row.audience == Audience.BUREAU.value
    assert "teachers" in row.concerns.split()
    item = next(item for item in packs.model.rows if item.line.pack.key == row.key)
    packs.menu.edit(item)
    dialog = seat.dialog(FormDialog)
    field = dialog.fields["files"].editor
    assert not dialog.is_changed
    seat.qtbot.keyClick(field.chosen, Qt.Key.Key_Delete)
    assert _chosen(field) == ["附件2　岗位使用情况表　Excel"]
    dialog.accept()
    seat.wait()
    seat.heard("notice: 已保存《岗位与名单》。")
    assert seat.desk.packs.rows()[0].files == "岗位使用情况表 | roster_posts | xlsx | 2"


def test_the_page_in_sight_is_printed(seat: Seat, packs: PacksPage, tmp_path: Path):
    assert packs.preview.print_button.isVisible()
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "打印.pdf"))
    printer.setFromTo(1, 1)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)

    class Chosen(PrinterChooser):
        def choose(self, *asked: object) -> QPrinter:
            return printer

    before = set_printer_chooser(Chosen())
    try:
        packs.preview.print()
        seat.wait()
    finally:
        set_printer_chooser(before)
    assert (tmp_path / "打印.pdf").stat().st_size > 0
    seat.said.heard()
    assert seat.titles()[0].startswith("打印 ")
    packs.files.setCurrentItem(packs.files.topLevelItem(0))
    seat.wait()
    assert not packs.preview.print_button.isVisible()
