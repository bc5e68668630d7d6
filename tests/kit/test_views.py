"""Named views: how a list looks under a name, kept where the page says, and searches that come with it."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from edudesk.base.errors import UserError
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.settings import remember
from edudesk.kit.sort_dialog import SortDialog
from edudesk.kit.views import Keep, Preset, View, ViewShelf
from tests.kit.test_list_page import PeoplePage, names, opened
from tests.tables import each

NAME, BORN, TITLE, SUBJECT, HOURS, HONOUR = range(6)
UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


class Drawer:
    """Where views are kept: JSON, as a school file would."""

    def __init__(self, document=None):
        self.text = json.dumps(document)

    def keep(self):
        return Keep(lambda: json.loads(self.text), self._write)

    def _write(self, document):
        self.text = json.dumps(document)


class ViewedPage(PeoplePage):
    def presets(self):
        return [Preset("没有课时的", "周课时没有填写的教师", lambda: self.search.setText("王"))]


@pytest.fixture
def drawer():
    return Drawer()


@pytest.fixture
def page(qtbot, drawer):
    return opened(qtbot, ViewedPage(keep_views=drawer.keep()))


def entries(page):
    chip = page.view_chip
    chip._fill()
    return {entry.text(): entry for entry in chip._menu.actions() if entry.text()}


def name_it(page, entry, name):
    entries(page)[entry].trigger()
    (form,) = [
        one for one in QApplication.topLevelWidgets() if isinstance(one, FormDialog) and one.isVisible()
    ]
    form.fields["name"].editor.show_text(name)
    form.accept()
    return form


def arrange(page):
    """Mathematicians by title, the oldest first, with their phone."""
    page.table.show_column("phone", True)
    page.table.show_column("honour", False)
    page.table.arrangement.sort([(BORN, UP), (NAME, DOWN)], {NAME: "strokes"})
    page.table.arrangement.group(TITLE)
    page.chip_row.chip("subject").choose(["数学"])
    page.chip_row.chip("honour").setVisible(True)
    page.search.setText("师")


def test_a_view_brings_everything_back_that_makes_a_list(qtbot, page, drawer):
    plain = page.look()
    arrange(page)
    arranged = page.look()
    name_it(page, "保存为视图…", "数学组")
    assert page.view_chip.text() == "视图：数学组 ▾"
    entries(page)["恢复原样"].trigger()
    assert (page.look(), page.view_chip.text()) == (plain, "视图 ▾")
    assert names(page) == ["李静", "周敏华", "王建国", "陈晓岚"]
    entries(page)["数学组"].trigger()
    assert page.look() == arranged
    assert names(page) == ["王建国", "周敏华"]
    assert page.model.heading(0).word == "高级教师"
    assert entries(page)["数学组"].isChecked()


def test_views_are_there_in_the_next_window_and_one_may_be_shown_at_the_start(qtbot, page, drawer):
    arrange(page)
    arranged = page.look()
    name_it(page, "保存为视图…", "数学组")
    entries(page)["打开时显示这个视图"].trigger()
    remember("table/people", "")  # another PC
    again = opened(qtbot, ViewedPage(keep_views=drawer.keep()))
    assert (again.look(), again.view_chip.text()) == (arranged, "视图：数学组 ▾")
    assert "数学组（打开时显示）" in entries(again)
    entries(again)["打开时显示这个视图"].trigger()
    remember("table/people", "")
    assert opened(qtbot, ViewedPage(keep_views=drawer.keep())).view_chip.text() == "视图 ▾"


def test_views_are_renamed_changed_and_deleted_and_deleting_is_taken_back(qtbot, page, drawer, said):
    page.search.setText("数学")
    name_it(page, "保存为视图…", "甲")
    name_it(page, "“甲”改名…", "数学组")
    assert [view.name for view in page.view_chip.shelf.views] == ["数学组"]
    page.search.setText("英语")
    entries(page)["保存改动到“数学组”"].trigger()
    assert json.loads(drawer.text)["views"][0]["state"]["search"] == "英语"
    entries(page)["删除“数学组”"].trigger()
    assert (json.loads(drawer.text)["views"], page.view_chip.text()) == ([], "视图 ▾")
    assert said.act() == "撤销"
    assert page.view_chip.text() == "视图：数学组 ▾"
    assert said.heard() == ["notice: 已保存到视图“数学组”。", "notice: 已删除视图“数学组”。"]


def test_a_name_is_given_once(qtbot, page):
    name_it(page, "保存为视图…", "数学组")
    form = name_it(page, "保存为视图…", "数学组")
    assert form.fields["name"].said == "已有叫“数学组”的视图。"
    form.fields["name"].editor.show_text("")
    form.accept()
    assert form.fields["name"].said == "请填写视图名称。"
    form.fields["name"].editor.show_text("英语组")
    form.accept()
    assert [view.name for view in page.view_chip.shelf.views] == ["数学组", "英语组"]


def test_searches_that_come_with_the_page_stand_in_the_menu(page):
    found = entries(page)
    assert not found["现成的查询"].isEnabled()
    found["没有课时的"].trigger()
    assert names(page) == ["王建国"]
    assert found["没有课时的"].toolTip() == "周课时没有填写的教师"


def test_a_page_without_a_place_for_views_offers_none(qtbot):
    page = opened(qtbot, PeoplePage())
    assert list(entries(page)) == ["恢复原样", "排序…"]


def test_a_view_of_columns_that_are_gone_shows_the_others(qtbot, drawer):
    state = {
        "table": {"shown": ["name", "shoe_size"], "order": ["shoe_size", "name"], "sorting": [["shoe_size", True]],
                  "group": "shoe_size", "widths": {"shoe_size": 80}},
        "chips": {"on": {"shoe_size": ["42"], "subject": "数学"}, "shown": ["shoe_size"]},
    }  # fmt: skip
    drawer.keep().write({"views": [{"name": "旧的", "state": state}, {"name": 3}, "x"], "first": "旧的"})
    page = opened(qtbot, ViewedPage(keep_views=drawer.keep()))
    assert [page.columns[number].key for number in page.table.shown_columns()] == ["name"]
    assert (page.model.sorting, page.model.grouping, len(names(page))) == ((), None, 4)


@each("document", [None, [], "x", {}, {"views": 3}, {"views": [], "first": "没有"}])
def test_what_was_not_written_by_us_is_an_empty_shelf(document):
    assert ViewShelf.read(document) == ViewShelf()


def test_a_shelf_keeps_its_order_and_its_first():
    shelf = ViewShelf().add("甲", {}).add("乙", {"search": "x"})
    shelf = ViewShelf(shelf.views, "乙")
    assert ViewShelf.read(json.loads(json.dumps(shelf.document()))) == shelf
    assert shelf.rename("乙", "丙").first == "丙"
    assert shelf.remove("乙") == ViewShelf((View("甲", {}),))
    with pytest.raises(UserError, match="视图没有保存"):
        shelf.rename("乙", "甲")
    assert shelf.rename("乙", "乙") == shelf


# 分组 and 排序…


def test_the_menu_of_groups_offers_columns_with_few_words(page):
    chip = page.group_chip
    chip._fill()
    found = {entry.text(): entry for entry in chip._menu.actions()}
    assert list(found) == ["不分组", "按职称", "按最高称号"]
    found["按职称"].trigger()
    assert (chip.text(), page.model.grouping) == ("分组：职称 ▾", TITLE)
    chip._fill()
    found = {entry.text(): entry for entry in chip._menu.actions()}
    found["全部收起"].trigger()
    assert page.model.rowCount() == 3
    assert page.go_to(1)
    assert page.table.selected()[0].name == "李静"
    found["不分组"].trigger()
    assert (chip.text(), page.model.rowCount()) == ("分组 ▾", 4)


def test_grouping_and_strokes_are_remembered_on_this_pc(qtbot, page):
    page.table.arrangement.sort([(NAME, UP)], {NAME: "strokes"})
    page.table.arrangement.group(TITLE)
    page.table.arrangement.save()
    again = opened(qtbot, PeoplePage())
    assert (again.model.grouping, again.model.ways, again.model.sorting) == (
        TITLE,
        {NAME: "strokes"},
        ((NAME, UP),),
    )


def test_the_dialog_sorts_by_several_columns(qtbot, page):
    page.table.arrangement.sort([(HOURS, DOWN)])
    page.table.arrangement.ask_sorting()
    (dialog,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, SortDialog)]
    first, second, third, _ = dialog.lines
    assert (first.column, first.order, second.column) == (HOURS, DOWN, None)
    first.choose(SUBJECT, DOWN)
    second.choose(NAME, UP, "strokes")
    third.choose(SUBJECT)  # a second time: the first counts
    dialog.accept()
    assert page.model.sorting == ((SUBJECT, DOWN), (NAME, UP))
    assert page.model.ways == {NAME: "strokes"}
    assert names(page) == ["李静", "陈晓岚", "王建国", "周敏华"]


def test_the_dialog_takes_sorting_away(qtbot, page):
    page.table.arrangement.sort([(HOURS, DOWN)])
    page.table.arrangement.ask_sorting()
    (dialog,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, SortDialog)]
    (none,) = [one for one in dialog.findChildren(QPushButton) if one.text() == "不排序"]
    qtbot.mouseClick(none, Qt.MouseButton.LeftButton)
    assert page.model.sorting == ()


def test_names_are_sorted_by_strokes_from_the_head(qtbot, page):
    menu = page.table.arrangement.menu(NAME)
    next(entry for entry in menu.actions() if entry.text() == "按笔画排列").trigger()
    assert names(page) == ["王建国", "李静", "陈晓岚", "周敏华"]
    menu.deleteLater()
