"""The teacher's drawer with dated facts: growth line, credits, adding, editing, removing, looking back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu, QPushButton, QToolButton

from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.history_dialog import HistoryDialog
from edudesk.kit.timeline import Timeline
from edudesk.roster.histories.growing import Training
from edudesk.roster.histories.honours import Honour
from edudesk.roster.histories.reviews import EthicsEvent, Review
from edudesk.roster.pages.drawer import DrawerTab, Pane
from edudesk.roster.pages.roster import RosterPage
from edudesk.roster.rows import TeacherDraft


@pytest.fixture
def page(seat):
    seat.window.resize(1440, 900)
    return seat.window.roster()


@pytest.fixture
def yu(seat, page):
    """A teacher whose facts the test alone knows."""
    row = seat.desk.teachers.add(
        TeacherDraft(name="于漪霖", title="二级教师", title_obtained="2020-08", work_start="2019-08", subject="语文",
                     ethnicity="汉族", political="中共党员", top_edu="本科", top_school="江南师范学院", top_major="小学教育",
                     cert_type="小学", cert_register="2028-06", staff_category="专任教师")
    )  # fmt: skip
    page.go_to(row.id)
    seat.wait()
    return row


def shows(seat, page):
    return seat.words(page.drawer)


def growth(page):
    (line,) = [one for one in page.drawer.findChildren(Timeline) if one.isVisible()]
    return line.accessibleName()


def facts(seat, row, key):
    return seat.desk.histories.of(row.id)[key]


def section(page, key):
    return page.drawer.choose("发展").sections[key]


def fill(form, **texts):
    for key, text in texts.items():
        form.fields[key].editor.show_text(text)


# 档案


def test_the_file_reads_as_a_person_would_tell_it(seat, page, yu):
    told = shows(seat, page)
    for line in (
        "汉族 / 中共党员",
        "本科（江南师范学院 小学教育）",
        "小学教师资格 · 2028-06 定期注册",
    ):
        assert line in told
    assert "2020-08 取得 二级教师；2019-08 入职" in growth(page)


def test_health_and_marriage_are_told_where_the_other_facts_are(seat, page, yu):
    assert "健康状况" not in shows(seat, page)
    page.edit(yu, "health")
    form = seat.dialog(FormDialog)
    fill(form, health="有慢性病", marital="已婚")
    seat.click("保存", form)
    told = shows(seat, page)
    assert ("健康状况" in told, "有慢性病" in told, "已婚" in told) == (True, True, True)


def test_a_new_fact_is_on_the_growth_line_at_once(seat, page, yu):
    seat.desk.histories.add(
        "honour", Honour(teacher_id=yu.id, name="教坛新秀", level="县区级", awarded="2025-06")
    )
    seat.wait()
    assert growth(page).startswith("2025-06 区“教坛新秀”；2020-08 取得 二级教师")


def test_what_is_doubtful_stands_above_the_facts_and_goes_when_it_is_put_right(seat, page, yu):
    seat.desk.teachers.change(yu.id, {"school_start": "2018-01"})
    seat.wait()
    assert "来校时间“2018-01”早于参加工作时间“2019-08”，请核对。" in shows(seat, page)
    seat.desk.teachers.change(yu.id, {"school_start": "2019-08"})
    seat.wait()
    assert "资料疑点" not in shows(seat, page)


def test_credits_of_the_cycle_with_their_pace(seat, page, yu):
    assert "0 / 360　其中集中培训 0 / 90" in shows(seat, page)
    course = Training(teacher_id=yu.id, project="新课标研修", kind="集中", begins="2026-03", hours=24.0)
    seat.desk.histories.add("training", course)
    seat.wait()
    told = shows(seat, page)
    assert "24 / 360　其中集中培训 24 / 90　按进度 落后" in told
    page.drawer.choose("培训")
    seat.wait()
    assert "2026 年　24 学分" in shows(seat, page)


def test_more_of_the_growth_line_leads_to_all_facts(seat, page, yu):
    rows = [Review(teacher_id=yu.id, year=str(year), result="优秀") for year in range(2010, 2026)]
    seat.desk.histories.add_many("登记", "annual_review", rows)
    seat.wait()
    seat.click("更多（共 18 件）", page.drawer)
    assert page.drawer.choose("发展").isVisible()


# 发展


def test_a_fact_is_registered_from_the_menu_and_undone(seat, page, yu):
    pane = page.drawer.choose("发展")
    (entry,) = [one for one in pane.register.menu().actions() if one.text() == "行政职务"]
    entry.trigger()
    form = seat.dialog(FormDialog)
    assert form.windowTitle() == "于漪霖：新增行政职务"
    form.accept()
    assert form.isVisible()  # 职务 is wanted
    fill(form, post="教务处副主任", since="2024.8")
    form.accept()
    seat.wait()
    assert seat.teacher("于漪霖").admin_post == "教务处副主任"
    (line,) = section(page, "admin_post").list.lines
    assert line == ("2024-08", "教务处副主任", "")
    seat.press("Ctrl+Z")
    assert facts(seat, yu, "admin_post") == []
    assert section(page, "admin_post").isHidden()
    assert seat.said.heard() == ["notice: 已撤销：于漪霖 新增行政职务 教务处副主任"]


def test_what_the_roster_tells_says_so_and_is_stored_when_completed(seat, page, yu):
    part = section(page, "title")
    (line,) = part.list.lines
    assert line == ("2020-08", "二级教师", "由档案得出")
    part.list.setFocus()
    seat.press("Return")
    form = seat.dialog(FormDialog)
    fill(form, title="一级教师", doc_no="天教人〔2020〕8号")
    form.accept()
    seat.wait()
    (title,) = facts(seat, yu, "title")
    assert (title.title, title.doc_no, bool(title.id)) == ("一级教师", "天教人〔2020〕8号", True)
    assert seat.teacher("于漪霖").title == "一级教师"
    assert "一级教师" in page.drawer.note.text()


def test_a_fact_is_removed_by_a_key_and_found_again(seat, page, yu):
    seat.desk.histories.add("annual_review", Review(teacher_id=yu.id, year="2024", result="优秀"))
    seat.wait()
    section(page, "annual_review").list.setFocus()
    seat.press("Delete")
    assert facts(seat, yu, "annual_review") == []
    seat.heard("notice: 已删除 于漪霖 的年度考核1 条，可在回收站找回。", seat.said.act)
    seat.wait()
    assert [row.year for row in facts(seat, yu, "annual_review")] == ["2024"]
    assert len(seat.said.heard()) == 1


def test_what_the_roster_tells_is_not_deleted_here(seat, page, yu):
    section(page, "title").list.setFocus()
    seat.press("Delete")
    seat.heard("notice: 这一条由档案得出，请在“编辑”里改档案。")


def test_the_menu_of_a_fact_edits_it_and_shows_its_history(seat, page, yu):
    row_id = seat.desk.histories.add("annual_review", Review(teacher_id=yu.id, year="2024", result="优秀"))
    seat.desk.histories.change("annual_review", row_id, {"result": "合格"})
    seat.wait()
    part = section(page, "annual_review")
    part.list.asked.emit(0, part.mapToGlobal(part.rect().center()))
    menu = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu) and one.isVisible())
    assert [entry.text() for entry in menu.actions() if entry.text()] == [
        "编辑…",
        "历史…",
        "删除到回收站\tDelete",
    ]
    next(entry for entry in menu.actions() if entry.text() == "历史…").trigger()
    menu.close()
    dialog = seat.dialog(HistoryDialog)
    seat.click("恢复旧值", dialog)
    assert [row.result for row in facts(seat, yu, "annual_review")] == ["优秀"]


def test_only_the_newest_of_many_are_shown_until_asked(seat, page, yu):
    rows = [Review(teacher_id=yu.id, year=str(year), result="合格") for year in range(2016, 2026)]
    seat.desk.histories.add_many("登记", "annual_review", rows)
    seat.wait()
    part = section(page, "annual_review")
    assert [line.on for line in part.list.lines] == ["2025", "2024", "2023", "2022", "2021", "2020"]
    seat.click("更早的 4 条…", part)
    assert len(part.list.lines) == 10


def test_events_of_师德_stand_behind_a_discreet_heading(seat, page, yu):
    event = EthicsEvent(teacher_id=yu.id, begins="2025-03-10", finding="未查实", description="家长来信")
    seat.desk.histories.add("ethics_event", event)
    seat.wait()
    part = section(page, "ethics_event")
    seat.wait()
    assert "师德" not in seat.words(part)
    assert part.list.lines == []
    seat.click("显示 1 条", part)
    assert [line.on for line in part.list.lines] == ["2025-03-10"]
    page.go_to(seat.teacher("周敏华").id)
    page.go_to(yu.id)
    seat.wait()
    assert part.list.lines == []


def test_a_course_is_registered_in_its_tab(seat, page, yu):
    page.drawer.choose("培训")
    seat.click("登记培训", page.drawer)
    form = seat.dialog(FormDialog)
    fill(form, project="教研员送教", begins="2026-5", credits="8")
    form.accept()
    seat.wait()
    assert "2026 年　8 学分" in shows(seat, page)
    assert seat.teacher("于漪霖").training_credits == "8"


# 变更


def test_changes_of_facts_are_among_those_of_the_record_and_can_be_taken_back(seat, page, yu):
    row_id = seat.desk.histories.add("annual_review", Review(teacher_id=yu.id, year="2024", result="优秀"))
    seat.desk.histories.change("annual_review", row_id, {"reason": "支教"})
    page.drawer.choose("变更")
    seat.wait()
    assert [part[11:] for part in growth(page).split("；")] == ["修改年度考核 原因", "新增年度考核 2024", "新增教师 于漪霖"]  # fmt: skip
    page.show_history(seat.teacher("于漪霖"))
    dialog = seat.dialog(HistoryDialog)
    restore = [one for one in dialog.findChildren(QPushButton) if one.accessibleName() == "恢复旧值：原因"]
    restore[0].click()
    seat.wait()
    assert [row.reason for row in facts(seat, yu, "annual_review")] == [""]


# 检查, 项目, and tabs of features above


def test_tabs_whose_feature_has_nothing_say_so_and_others_take_their_place(seat, page, yu):
    page.drawer.choose("检查")
    assert "还没有检查记录。" in shows(seat, page)
    page.drawer.choose("项目")
    assert "没有在研项目。" in shows(seat, page)

    class Checks(Pane):
        def show_teacher(self, row, facts):
            self.told = (row.name, len(facts["title"]))

    desk, made = seat.desk, Checks()
    tab = DrawerTab("检查", lambda: made, lambda teacher_id: 8)
    other = RosterPage(
        desk.teachers, desk.histories, desk.school, desk.exports, lambda: "", lambda: None, tabs=(tab,)
    )
    seat.qtbot.addWidget(other)
    other.drawer.show_teacher(yu)
    other.drawer.choose("检查")
    assert made.told == ("于漪霖", 1)
    assert other.drawer._words == ["档案", "发展", "检查 8", "项目", "培训", "变更"]
    other.drawer.choose("项目")
    assert "还没有项目记录。" in shows(seat, other)


# the flat form


def test_a_sum_is_locked_in_the_form_and_says_where_it_comes_from(seat, page, yu):
    course = Training(teacher_id=yu.id, project="新课标研修", begins="2026-03", hours=24.0)
    seat.desk.histories.add("training", course)
    page.edit(seat.teacher("于漪霖"))
    form = seat.dialog(FormDialog)
    assert not form.fields["training_credits"].editor.isEnabled()
    labels = [one.text() for one in form.fields["training_credits"].findChildren(QLabel)]
    assert "由“培训”记录得出，请在“培训”中修改" in labels
    fill(form, subject="数学")
    form.accept()
    seat.wait()
    assert seat.dialogs(QDialog) == []
    assert (seat.teacher("于漪霖").subject, seat.teacher("于漪霖").training_credits) == ("数学", "24")


def test_a_promotion_without_its_date_is_doubted_once(seat, page, yu):
    page.edit(seat.teacher("于漪霖"))
    form = seat.dialog(FormDialog)
    fill(form, title="一级教师")
    form.accept()
    assert form.fields["title"].said == "职称改了而取得时间没有改：按更正保存；如果是晋升，请同时改取得时间。"
    fill(form, title_obtained="2026.8")
    form.accept()
    seat.wait()
    assert [row.title for row in facts(seat, yu, "title")] == ["二级教师", "一级教师"]


def test_the_plus_of_a_section_is_reached_and_pressed_by_the_keyboard(seat, page, yu):
    part = section(page, "title")
    (plus,) = part.findChildren(QToolButton)
    assert plus.accessibleName() == "新增职称"
    plus.setFocus(Qt.FocusReason.TabFocusReason)
    seat.press("Space")
    assert seat.dialog(FormDialog).windowTitle() == "于漪霖：新增职称"
