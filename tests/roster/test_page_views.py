"""花名册: views of the school, groups, order by strokes and ready-made searches, in the window of the sample."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from edudesk.kit.export_dialog import ExportDialog
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.settings import remember
from edudesk.kit.views import Keep
from edudesk.roster.histories.reviews import Review
from edudesk.roster.pages.roster import RosterPage
from edudesk.roster.rules.posts import missing_papers
from edudesk.sheets.reader import read_workbook


@pytest.fixture
def page(seat):
    page = seat.window.roster()
    seat.wait()
    return page


def entry(chip, word):
    chip._fill()
    return next(one for one in chip._menu.actions() if one.text() == word)


def names(page):
    return [row.name for row in page.model.rows]


def test_a_view_lies_in_the_school_file_and_leaves_no_entry(qtbot, seat, page):
    page.chip_row.chip("subject").choose(["数学"])
    page.chip_row.chip("edu").setVisible(True)
    page.table.arrangement.group(page.model.column_index("title"))
    page.table.show_column("phone", True)
    entries = seat.desk.context.head().seq
    entry(page.view_chip, "保存为视图…").trigger()
    form = seat.dialog(FormDialog)
    form.fields["name"].editor.show_text("数学组")
    form.accept()
    entry(page.view_chip, "打开时显示这个视图").trigger()
    shown, look = names(page), page.look()
    assert seat.desk.context.head().seq == entries
    remember("table/roster", "")  # another PC
    keep = Keep(lambda: seat.desk.views.read("roster"), lambda document: None)
    desk = seat.desk
    again = RosterPage(
        desk.teachers, desk.histories, desk.school, desk.exports, lambda: "", lambda: None, keep_views=keep
    )
    qtbot.addWidget(again)
    again.reload()
    assert (names(again), again.look()) == (shown, look)
    assert again.view_chip.text() == "视图：数学组 ▾"
    assert not again.chip_row.chip("edu").isHidden()


def test_what_is_exported_stands_in_the_order_of_the_screen(seat, page, tmp_path):
    page.table.arrangement.group(page.model.column_index("subject"))
    page.model.fold(["语文"], True)
    wanted = names(page)
    assert len(wanted) == 108
    assert page.head.note.text() == "在岗 108 人"
    page.export()
    dialog = seat.dialog(ExportDialog)
    dialog.choose(format="xlsx", path=tmp_path / "名单.xlsx")
    dialog.export()
    seat.wait()
    rows = read_workbook(tmp_path / "名单.xlsx").sheets[0].rows
    known = set(wanted)
    assert [cell for row in rows for cell in row if cell in known] == wanted


def test_a_teacher_in_a_folded_group_is_found_by_the_window(seat, page):
    page.table.arrangement.group(page.model.column_index("subject"))
    page.model.fold_all(True)
    assert page.go_to(seat.teacher("周敏华").id)
    assert page.selected()[0].name == "周敏华"
    assert page.model.heading(0).is_open is False


def test_the_ready_made_search_finds_who_lacks_papers(seat, page):
    li = seat.teacher("李静")
    seat.desk.teachers.change(li.id, {"id_no": ""})
    seat.wait()
    page.search.setText("周")
    entry(page.view_chip, "缺证件").trigger()
    found = page.model.rows
    assert "李静" in names(page)
    assert all(missing_papers(row) for row in found)
    assert page.chip_row.chip("lacks_papers").isVisible()
    assert "缺证件" in page.filter_words()
    assert QApplication.activePopupWidget() is None


def test_names_by_strokes_begin_with_the_fewest(page):
    number = page.model.column_index("name")
    menu = page.table.arrangement.menu(number)
    next(one for one in menu.actions() if one.text() == "按笔画排列").trigger()
    menu.deleteLater()
    assert names(page)[:6] == ["丁华明", "马俊", "马晓雯", "万俟凯", "邓若曦", "牛犇"]


def test_doubts_over_dated_facts_are_found_beside_the_window(seat, page):
    li = seat.teacher("李静")
    seat.desk.histories.add("annual_review", Review(teacher_id=li.id, year="2025", result="合格"))
    seat.wait()
    entry(page.view_chip, "资料疑点").trigger()
    seat.wait()
    assert set(names(page)) == {"李静", "吴桂芳"}
    twice = [row for row in seat.desk.histories.of(li.id)["annual_review"] if row.year == "2025"]
    seat.desk.histories.put_away("annual_review", [twice[-1].id])
    seat.wait()
    assert names(page) == ["吴桂芳"]


def test_who_waits_for_a_post_is_found_while_one_is_vacant(seat, page):
    waiting = seat.teacher("沈婷")
    seat.desk.teachers.change(
        waiting.id, {"title": "一级教师", "title_obtained": "2026-08", "title_appointed": ""}
    )
    (figures,) = [row for row in seat.desk.stats.rows() if row.school_year == "2026-2027"]
    for quota, expected in ((100, ["沈婷"]), (0, [])):
        seat.desk.stats.change(figures.id, {"posts_middle": quota, "posts_senior": 0, "posts_full_senior": 0})
        seat.wait()
        page.clear_filters()
        entry(page.view_chip, "未聘满岗位").trigger()
        seat.wait()
        assert names(page) == expected


def test_searches_that_read_more_answer_for_the_day_the_table_shows(seat, page):
    """In 2025 nobody knew how many posts there were; the doubt came with a review of 2026."""
    shen = seat.teacher("沈婷")
    seat.desk.teachers.change(
        shen.id, {"title": "一级教师", "title_obtained": "2020-08", "title_appointed": ""}
    )
    seat.desk.teachers.change(shen.id, {"school_start": "2015-08"})
    for figures in seat.desk.stats.rows():
        posts = 100 if figures.school_year == "2026-2027" else 0
        seat.desk.stats.change(
            figures.id, {"posts_middle": posts, "posts_senior": 0, "posts_full_senior": 0, "posts_junior": 0}
        )
    seat.wait()
    for day, expected in ((None, True), (date(2025, 10, 1), False)):
        page.day_chip.chosen.emit(day)
        seat.wait()
        page.clear_filters()
        entry(page.view_chip, "未聘满岗位").trigger()
        seat.wait()
        assert ("沈婷" in names(page)) is expected
    page.day_chip.chosen.emit(None)
    seat.wait()
