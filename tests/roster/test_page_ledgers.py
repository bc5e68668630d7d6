"""教师台账 in the window: found, filtered, added to one or to many, removed, exported."""

import pytest
from PySide6.QtWidgets import QApplication, QMenu

from edudesk.base import clock
from edudesk.base.errors import Cancelled
from edudesk.base.masking import Audience
from edudesk.kit.change_dialog import ChangeDialog
from edudesk.kit.export_dialog import ExportDialog
from edudesk.kit.export_result import ExportResult
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.history_dialog import HistoryDialog
from edudesk.kit.settings import remember
from edudesk.roster.histories.growing import Training
from edudesk.roster.histories.reviews import EthicsEvent, Review
from edudesk.roster.pages.ledgers import LedgersPage, reading
from edudesk.roster.pages.many import ManyFactsDialog
from edudesk.roster.rows import TeacherDraft
from edudesk.roster.service.histories import HistoryService
from edudesk.sheets.reader import read_workbook

YEAR = "2031"  # no fact of the sample is of this year


@pytest.fixture
def page(seat):
    seat.window.resize(1440, 900)
    remember("ledgers/kind", "annual_review")
    page = seat.window.show_page("roster_ledgers")
    seat.wait()
    return page


@pytest.fixture
def reviews(seat, page):
    """Four reviews of a year of their own."""
    results = {"周敏华": "优秀", "李静": "合格", "单国平": "合格", "万俟凯": "不合格"}
    rows = [Review(teacher_id=seat.teacher(name).id, year=YEAR, result=results[name]) for name in results]
    seat.desk.histories.add_many("四次考核", "annual_review", rows)
    seat.wait()
    page.current.chip_row.chip("year").choose([YEAR])
    return page.current


def lines(ledger):
    return [(line.teacher.name, line.held.result) for line in ledger.model.rows]


def fill(form, **texts):
    for key, text in texts.items():
        form.fields[key].editor.show_text(text)


def of_year(seat, year=YEAR):
    rows = seat.desk.histories.rows("annual_review")
    return {line.teacher.name: line.held.result for line in rows if line.held.year == year}


# finding


def test_every_kind_has_a_ledger_with_its_count(seat, page, reviews):
    titles = [page.kinds.item(number).text() for number in range(page.kinds.count())]
    counts = seat.desk.histories.counts()
    assert f"年度考核 {counts['annual_review']}" in titles
    assert len(titles) == 20
    for key in ("title", "training", "assignment", "event"):
        page.choose(key)
        seat.wait()
        assert page.current.name == f"ledger_{key}"
        assert page.current.model.counts[1] == counts[key]


def test_the_ledger_of_last_time_is_in_front(seat, page):
    page.choose("training")
    desk = seat.desk
    again = LedgersPage(desk.teachers, desk.histories, desk.school, desk.exports, lambda: "", lambda: None)
    seat.qtbot.addWidget(again)
    assert again.current.kind.key == "training"


def test_facts_are_found_by_person_and_by_content(seat, reviews):
    found = {
        "zmh": ["周敏华"],
        "李静": ["李静"],
        "mqk": ["万俟凯"],
        "合格": ["李静", "单国平", "万俟凯"],
        "不合格": ["万俟凯"],
    }
    for typed, people in found.items():
        seat.press("Ctrl+F")
        seat.enter(typed)
        assert {name for name, _ in lines(reviews)} == set(people), typed
        seat.press("Escape")


def test_chips_are_the_code_columns_of_the_kind(seat, reviews):
    reviews.chip_row.chip("result").choose(["优秀"])
    assert lines(reviews) == [("周敏华", "优秀")]
    assert reviews.head.note.text().endswith("条，1 人")
    reviews.clear_filters()
    assert len(reviews.model.rows) >= 4


def test_who_has_left_can_be_left_out(seat, reviews):
    seat.desk.teachers.change(seat.teacher("李静").id, {"status": "退休", "status_date": "2026-08-31"})
    seat.wait()
    reviews.chip_row.chip("present").set_on(True)
    assert "李静" not in dict(lines(reviews))


def test_name_and_content_are_searched_together(reviews):
    reviews.search.setText("李静 合格")
    assert lines(reviews) == [("李静", "合格")]
    reviews.search.setText("李静 优秀")
    assert lines(reviews) == []


def test_of_very_many_facts_the_last_years_come_first_and_all_on_a_click(seat, reviews, monkeypatch):
    monkeypatch.setattr(reading, "_MANY", 3)
    li = seat.teacher("李静")
    for year in ("1999", str(clock.today().year)):
        seat.desk.histories.add("annual_review", Review(teacher_id=li.id, year=year, result="合格"))
    seat.wait()
    reviews.clear_filters()
    assert "1999" not in {line.held.year for line in reviews.model.rows}
    assert f"记录较多，先列出 {clock.today().year - 3} 年以来的。" in seat.words(reviews)
    seat.click("显示全部年份", reviews)
    assert "1999" in {line.held.year for line in reviews.model.rows}
    assert "记录较多" not in seat.words(reviews)


# one at a time


def test_a_fact_is_added_to_a_teacher_found_by_pinyin(seat, page):
    seat.press("Ctrl+N")
    form = seat.dialog(FormDialog)
    editor = form.fields["teacher"].editor
    assert editor.matches("zmh") == ["周敏华"]
    fill(form, teacher="龙猫", year=YEAR, result="优秀")
    form.accept()
    assert form.fields["teacher"].said == "教师名单中没有“龙猫”。"
    fill(form, teacher="周敏华")
    form.accept()
    seat.wait()
    assert of_year(seat) == {"周敏华": "优秀"}
    seat.heard("notice: 已登记年度考核。", seat.said.act)
    seat.wait()
    assert of_year(seat) == {}
    assert len(seat.said.heard()) == 1


def test_enter_opens_a_fact_and_delete_removes_it(seat, reviews):
    (line,) = [line for line in reviews.model.rows if line.teacher.name == "李静"]
    reviews.go_to(line.id)
    seat.press("Return")
    form = seat.dialog(FormDialog)
    assert form.windowTitle() == "李静：年度考核"
    fill(form, result="优秀")
    form.accept()
    seat.wait()
    assert of_year(seat)["李静"] == "优秀"
    reviews.table.setFocus()
    seat.press("Delete")
    assert "李静" not in of_year(seat)
    seat.heard("notice: 已删除 李静 的年度考核1 条，可在回收站找回。")


def test_the_menu_leads_to_history_and_to_the_teacher(seat, reviews):
    (line,) = [line for line in reviews.model.rows if line.teacher.name == "李静"]
    reviews.go_to(line.id)
    for word in ("历史…", "打开教师"):
        reviews.table.customContextMenuRequested.emit(reviews.table.rect().center())
        menu = next(
            one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu) and one.isVisible()
        )
        next(entry for entry in menu.actions() if entry.text() == word).trigger()
        menu.close()
        seat.wait()
        for dialog in seat.dialogs(HistoryDialog):
            assert dialog.windowTitle() == "李静 年度考核 的历史"
            dialog.accept()
    assert seat.window.roster().drawer.name.text() == "李静"


def test_the_import_of_a_kind_is_asked_for_by_its_key(seat, page):
    asked = []
    page.import_wanted.connect(asked.append)
    seat.press("Ctrl+I")
    assert asked == ["annual_review"]


# many at a time


def test_a_review_is_registered_for_everybody_present_and_undone_at_once(seat, page):
    seat.press("Ctrl+Shift+N")
    dialog = seat.dialog(ManyFactsDialog)
    fill(dialog.common, year=YEAR, result="合格")
    seat.press("Ctrl+Return")
    assert dialog.next_button.text() == "登记 108 条"
    row = next(line for line in dialog.lines.drafts if line.teacher.name == "周敏华")
    model = dialog.lines.model
    index = model.index(model.place_of(row.id), model.column_index("result"))
    dialog.lines.table.setCurrentIndex(index)
    assert model.setData(index, "优秀")
    seat.press("Ctrl+Return")
    assert seat.dialogs() == []
    stored = of_year(seat)
    assert (stored["周敏华"], stored["李静"]) == ("优秀", "合格")
    assert sum(line.held.year == YEAR for line in seat.desk.histories.rows("annual_review")) == 108
    assert seat.titles()[0].startswith("批量登记年度考核 ")
    assert seat.titles()[0].endswith("等 108 人")
    seat.heard("notice: 已登记年度考核 108 条。", seat.said.act)
    seat.wait()
    assert of_year(seat) == {}
    assert len(seat.said.heard()) == 1


def test_who_has_the_fact_already_is_not_registered_twice(seat, page, reviews):
    seat.press("Ctrl+Shift+N")
    dialog = seat.dialog(ManyFactsDialog)
    dialog.common.who.button(1).setChecked(True)  # those on the screen
    fill(dialog.common, year=YEAR, result="合格")
    dialog.go_on()
    seat.wait()
    assert dialog.lines.drafts == []
    assert "已有同样的年度考核记录，没有再列入。" in seat.words(dialog)


def test_cancelled_registering_leaves_the_lines_to_be_stored_again_or_left(seat, page, monkeypatch):
    def cancelled(*given):
        raise Cancelled

    page.current.add_many()
    dialog = seat.dialog(ManyFactsDialog)
    fill(dialog.common, year=YEAR, result="合格")
    dialog.go_on()
    seat.wait()
    monkeypatch.setattr(HistoryService, "add_many", cancelled)
    dialog.go_on()
    seat.wait()
    assert len(dialog.lines.drafts) == 108
    assert dialog.next_button.isEnabled()
    dialog.reject()
    assert seat.dialogs() == []


def test_pasted_names_are_found_and_others_named(seat, page):
    page.current.add_many()
    dialog = seat.dialog(ManyFactsDialog)
    dialog.common.names.setPlainText("周敏华\n龙猫\n李静")
    assert dialog.common.who.checkedId() == 2
    fill(dialog.common, year=YEAR)
    dialog.go_on()
    seat.wait()
    assert [line.teacher.name for line in dialog.lines.drafts] == ["周敏华", "李静"]
    assert "花名册里没有 龙猫，没有列入。" in seat.words(dialog)
    dialog.go_on()  # nobody has a result yet
    seat.wait()
    seat.heard("tell: 有 2 条还不能登记，都没有保存。")
    assert [line.said for line in dialog.lines.drafts] == ["请选择考核等次。"] * 2
    assert of_year(seat) == {}
    dialog.lines.table.select([dialog.lines.drafts[0].id])
    dialog.lines.table.setFocus()
    seat.press("Delete")
    assert dialog.next_button.text() == "登记 1 条"
    seat.click("上一步", dialog)
    fill(dialog.common, result="合格")
    dialog.common.names.setPlainText("李静")
    dialog.go_on()
    seat.wait()
    dialog.go_on()
    seat.wait()
    assert of_year(seat) == {"李静": "合格"}
    seat.heard("notice: 已登记年度考核 1 条。")


def test_nobody_chosen_and_values_that_mean_nothing_are_told(seat, page):
    page.current.add_many()
    dialog = seat.dialog(ManyFactsDialog)
    dialog.common.names.setPlainText("龙猫")
    dialog.go_on()
    seat.heard("tell: 没有选中教师。")
    page.choose("training")
    dialog.reject()
    page.current.add_many()
    dialog = seat.dialog(ManyFactsDialog)
    fill(dialog.common, begins="2026.13")
    dialog.go_on()
    assert dialog.pages.currentIndex() == 0
    assert dialog.common.fields["begins"].said


def test_a_veto_of_师德_refuses_one_of_many_and_says_why(seat, page):
    li = seat.teacher("李静")
    event = EthicsEvent(teacher_id=li.id, begins="2031-03-10", finding="查实", measure="警告")
    seat.desk.histories.add("ethics_event", event)
    seat.wait()
    page.current.add_many()
    dialog = seat.dialog(ManyFactsDialog)
    dialog.common.names.setPlainText("李静 周敏华")
    fill(dialog.common, year=YEAR, result="优秀")
    dialog.go_on()
    seat.wait()
    said = {line.teacher.name: line.said for line in dialog.lines.drafts}
    assert said["周敏华"] == ""
    assert "师德一票否决期" in said["李静"]


def test_courses_with_their_own_credits(seat, page):
    page.choose("training")
    seat.wait()
    page.current.add_many()
    dialog = seat.dialog(ManyFactsDialog)
    dialog.common.names.setPlainText("李静，周敏华")
    fill(dialog.common, project="校本研修", begins="2031-03", hours="24")
    dialog.go_on()
    seat.wait()
    model = dialog.lines.model
    place = model.place_of(seat.teacher("周敏华").id)
    assert model.setData(model.index(place, model.column_index("credits")), "12.5")
    dialog.go_on()
    seat.wait()
    rows = [line for line in seat.desk.histories.rows("training") if line.held.begins == "2031-03"]
    assert {(line.teacher.name, line.held.hours, line.held.credits) for line in rows} == {
        ("李静", 24.0, None), ("周敏华", 24.0, 12.5),
    }  # fmt: skip
    seat.heard("notice: 已登记培训 2 条。")


def test_each_ones_own_credits_are_pasted_from_excel(seat, page):
    page.choose("training")
    seat.wait()
    page.current.add_many()
    dialog = seat.dialog(ManyFactsDialog)
    dialog.common.names.setPlainText("李静，周敏华，单国平")
    fill(dialog.common, project="校本研修", begins="2031-03")
    dialog.go_on()
    seat.wait()
    model = dialog.lines.model
    dialog.lines.table.setFocus()
    dialog.lines.table.setCurrentIndex(model.index(0, model.column_index("credits")))
    QApplication.clipboard().setText("8\r\n十二\r\n-4\r\n")
    seat.press("Ctrl+V")
    changes = seat.dialog(ChangeDialog)
    assert sorted(change.said for change in changes.changes.refused) == ["“十二”不是数。", "学分不能是负数。"]
    changes.accept()
    seat.wait()
    assert [line.held.credits for line in model.all_rows] == [8.0, None, None]
    seat.heard("notice: 已修改 1 处。", seat.said.act)
    assert [line.held.credits for line in model.all_rows] == [None, None, None]


# export


def test_what_is_on_screen_goes_into_a_file(seat, reviews, tmp_path):
    remember("folder/export", str(tmp_path))
    reviews.chip_row.chip("result").choose(["合格", "不合格"])
    seat.press("Ctrl+E")
    dialog = seat.dialog(ExportDialog)
    assert dialog.choice.audience is Audience.BUREAU
    dialog.export()
    seat.wait()
    assert dialog.findChildren(ExportResult)
    (file,) = tmp_path.glob("*.xlsx")
    assert file.name.startswith("龙城实验小学_年度考核台账_")
    sheet = read_workbook(file).sheets[0]
    texts = [[str(cell or "") for cell in row] for row in sheet.rows]
    assert any("年度考核台账" in text for row in texts for text in row)
    assert {row[1] for row in texts if row[3:4] == ["合格"]} == {"李静", "单国平"}
    dialog.reject()


def test_events_of_师德_stay_in_the_house_and_reviews_off_the_wall(seat, page):
    li = seat.teacher("李静")
    seat.desk.histories.add(
        "ethics_event", EthicsEvent(teacher_id=li.id, begins="2025-03-10", finding="未查实")
    )
    for key, offered in (
        ("ethics_event", [Audience.INTERNAL]),
        ("annual_review", [Audience.INTERNAL, Audience.BUREAU]),
    ):
        page.choose(key)
        seat.wait()
        page.current.clear_filters()
        if not page.current.model.rows:
            row = Review(teacher_id=li.id, year=YEAR, result="合格")
            seat.desk.histories.add("annual_review", row)
            seat.wait()
        page.current.export()
        dialog = seat.dialog(ExportDialog)
        box = dialog._audience
        assert [Audience(box.itemData(number)) for number in range(box.count())] == offered
        dialog.reject()


def test_an_empty_ledger_offers_what_to_do_and_exports_nothing(seat, page):
    seat.desk.histories.put_away("event", [line.id for line in seat.desk.histories.rows("event")])
    page.choose("event")
    seat.wait()
    assert "还没有登记家访与承诺。" in seat.words(page.current.table)
    page.current.export()
    seat.heard("notice: 屏幕上没有可以导出的记录。")


def test_a_ledger_follows_changes_made_elsewhere(seat, page):
    page.choose("training")
    seat.wait()
    made = seat.desk.teachers.add(TeacherDraft(name="于漪霖"))
    course = Training(teacher_id=made.id, project="岗前培训", begins="2031-08", hours=8.0)
    seat.desk.histories.add("training", course)
    seat.wait()
    page.current.search.setText("岗前培训")
    assert "于漪霖" in [line.teacher.name for line in page.current.model.rows]
