"""学校基础信息 in the window of the sample school: the tabs, the identity and the departments."""

from PySide6.QtWidgets import QApplication, QMenu

from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.history_dialog import HistoryDialog
from edudesk.kit.page_tabs import PageTabs
from edudesk.school.pages import TABS
from edudesk.school.pages.people import Choosing, Person


def open_page(seat, name):
    page = seat.window.show_page(name)
    seat.wait()
    return page


def said(form):
    return {key: field.said for key, field in form.fields.items() if field.said}


def set_cell(page, place, key, text):
    """Type into a cell as an editor does; whether it was taken."""
    done = page.model.setData(page.model.index(place, page.model.column_index(key)), text)
    page.settle()
    return done


# tabs


def test_tabs_lead_from_page_to_page_and_the_sidebar_stays_marked(seat):
    page = open_page(seat, "school")
    for name, word in TABS.items():
        seat.click(word, page.findChild(PageTabs))
        page = seat.window.stack.currentWidget()
        assert page.name == name
        assert page.head.title.text() == "学校基础信息" if name != "school" else True
        assert page.findChild(PageTabs).tabs.current == list(TABS).index(name)
        assert seat.window._side._buttons["school"].isChecked()


def test_arrow_keys_go_on_from_tab_to_tab(seat):
    page = open_page(seat, "school")
    page.findChild(PageTabs).take_focus()
    for name in list(TABS)[1:]:
        seat.press("Right")
        assert seat.window.stack.currentWidget().name == name
    assert QApplication.focusWidget().text() == "年度数据"
    seat.press("Left")
    assert seat.window.stack.currentWidget().name == list(TABS)[-2]


def test_the_search_of_the_window_finds_a_tab(seat):
    for typed, title, name in (
        ("校历", "学年与校历", "school_calendar"),
        ("bj", "班级", "school_classes"),
        ("jyz", "科室与教研组", "school_departments"),
    ):
        seat.press("Ctrl+K")
        seat.enter(typed)
        assert ("页面", title) in [(hit.group, hit.title) for hit in seat.window.palette_box.hits()]
        seat.press("Escape")
        seat.window.show_page(name)
        assert title in seat.window.windowTitle()


# identity


def test_identity_stands_by_groups_and_is_changed_in_a_form(seat):
    page = open_page(seat, "school")
    words = seat.words(page)
    for word in ("名称与代码", "12990199MB9901990L", "办学思想", "让每一个孩子都被看见", "单国平"):
        assert word in words
    seat.click("编辑", page)
    form = seat.dialog(FormDialog)
    form.fields["motto"].editor.show_text("求真 向善")
    form.fields["postcode"].editor.show_text("21300")
    form.accept()
    assert said(form) == {"postcode": "邮政编码应为 6 位数字。"}  # a doubt: the second 保存 stores
    form.accept()
    seat.wait()
    assert "求真 向善" in seat.words(page)
    seat.press("Ctrl+Z")
    assert "明德 笃学 健体 尚美" in seat.words(page)
    seat.heard("notice: 已撤销：修改学校信息 龙城实验小学")


def test_identity_that_cannot_be_is_told_beside_its_field(seat):
    page = open_page(seat, "school")
    page.edit()
    form = seat.dialog(FormDialog)
    form.fields["code"].editor.show_text("123")
    form.fields["school_year"].editor.show_text("明年")
    form.accept()
    assert said(form) == {
        "code": "学校标识码应为 10 位，现在是 3 位。",
        "school_year": "请写成 2026-2027 这样的学年。",
    }
    assert seat.desk.school.identity().code == "9901990001"


# departments


def test_departments_show_their_heads_and_can_be_narrowed_to_a_kind(seat):
    page = open_page(seat, "school_departments")
    leaders = {row.name: row.leader for row in page.model.rows}
    assert (leaders["语文教研组"], leaders["校长室"]) == ("袁玉琴", "单国平")
    page.chip_row.chip("kind").choose(["年级组"])
    assert [row.name for row in page.model.rows] == [f"{mark}年级组" for mark in "一二三四五六"]
    page.search.setText("戴春花")
    assert [row.name for row in page.model.rows] == ["六年级组"]


def test_a_head_is_found_by_initials_among_those_at_work(seat):
    page = open_page(seat, "school_departments")
    seat.press("Ctrl+N")
    form = seat.dialog(FormDialog)
    editor = form.fields["leader"].editor
    assert editor.matches("zmh")[0] == "周敏华"
    assert "周志华" not in editor.matches("zhouzhihua")  # retired
    form.fields["kind"].editor.show_text("备课组")
    form.fields["name"].editor.show_text("五年级科学备课组")
    editor.show_text("周敏华")
    form.accept()
    seat.wait()
    (row,) = [one for one in seat.desk.departments.rows() if one.name == "五年级科学备课组"]
    assert (row.head_id, row.head) == (seat.teacher("周敏华").id, "")
    assert page.table.selected()[0].leader == "周敏华"


def test_two_of_one_name_are_told_apart(seat):
    page = open_page(seat, "school_departments")
    same = [row for row in seat.desk.teachers.rows() if row.name == "王芳"]
    assert len(same) == 2
    words = page._choosing.codes.words
    assert [word for word in words if word.startswith("王芳")] == [f"王芳（{row.subject}）" for row in same]
    assert "王芳" not in words


def test_somebody_outside_the_roster_may_lead(seat):
    page = open_page(seat, "school_departments")
    place = next(at for at, row in enumerate(page.model.rows) if row.name == "总务处")
    assert set_cell(page, place, "leader", "外聘老赵")
    row = seat.desk.departments.get(page.model.rows[place].id)
    assert (row.head_id, row.head) == ("", "外聘老赵")
    assert set_cell(page, place, "leader", "周敏华")
    row = seat.desk.departments.get(row.id)
    assert (row.head_id, row.head) == (seat.teacher("周敏华").id, "")
    assert seat.titles()[0] == "修改部门 总务处 负责人（花名册）、负责人"


def test_a_department_of_the_same_name_is_refused(seat):
    page = open_page(seat, "school_departments")
    page.edit(next(row for row in page.model.rows if row.name == "总务处"), "name")
    form = seat.dialog(FormDialog)
    form.fields["name"].editor.show_text("教导处")
    form.accept()
    assert said(form) == {"name": "已经有科室“教导处”。"}


def test_a_department_is_removed_by_its_key_and_comes_back(seat):
    page = open_page(seat, "school_departments")
    page.table.setFocus()
    page.table.select([next(row.id for row in page.model.rows if row.name == "总务处")])
    seat.press("Delete")
    seat.heard("notice: 已删除 总务处，可在回收站找回。")
    assert "总务处" not in [row.name for row in page.model.rows]
    assert seat.said.act() == "撤销"
    seat.wait()
    seat.heard("notice: 已撤销：删除部门 总务处")
    assert "总务处" in [row.name for row in page.model.rows]


def test_the_menu_offers_the_history_of_a_department(seat):
    page = open_page(seat, "school_departments")
    row = page.model.rows[0]
    seat.desk.departments.change(row.id, {"remark": "行政楼二层"})
    seat.wait()
    page.table.select([row.id])
    page.table.customContextMenuRequested.emit(page.table.rect().center())
    (menu,) = [one for one in page.findChildren(QMenu) if one.isVisible()]
    next(entry for entry in menu.actions() if entry.text() == "历史…").trigger()
    menu.close()
    assert "行政楼二层" in seat.words(seat.dialog(HistoryDialog))


def test_a_school_without_departments_is_told_what_they_are_for(seat):
    seat.desk.departments.put_away([row.id for row in seat.desk.departments.rows()])
    page = open_page(seat, "school_departments")
    assert "还没有科室和教研组。" in seat.words(page)


# people to choose from


def test_people_are_words_and_words_are_people():
    choosing = Choosing()
    choosing.offer(
        [
            Person("1", "李静", "li jing", "lj", "语文"),
            Person("2", "王芳", "wang fang", "wf", "语文"),
            Person("3", "王芳", "wang fang", "wf", "语文"),
            Person("4", "周志华", "zhou zhi hua", "zzh", "数学", is_here=False),
        ]
    )
    assert choosing.codes.words == ("李静", "王芳（语文）", "王芳（语文2）")
    assert [choosing.word(one) for one in ("1", "3", "4", "5")] == ["李静", "王芳（语文2）", "周志华", ""]
    assert choosing.person("王芳（语文2）").id == "3"
    assert choosing.person("王芳") is None
    assert choosing.namesakes("王芳") == 2
    choosing.offer([])
    assert choosing.codes.words == ()
    assert choosing.word("1") == ""
