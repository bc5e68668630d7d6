"""师资结构: from a chart to its people and on to one of them, by mouse and by keys; other days; what is not entered yet."""

import threading
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from edudesk.desk import open_desk
from edudesk.kit.chart_rows import ChartRows
from edudesk.kit.export_dialog import ExportDialog
from edudesk.kit.settings import remember
from edudesk.kit.tasks import tasks
from edudesk.roster.histories.honours import Honour
from edudesk.roster.reports.structure_charts import PICTURES
from edudesk.roster.rows import TeacherDraft
from edudesk.sheets.reader import read_workbook
from edudesk.submissions import registry
from tests.seat import Seat


@pytest.fixture
def page(seat):
    seat.window.resize(1440, 900)
    page = seat.window.show_page("roster_charts")
    seat.wait()
    return page


@pytest.fixture
def bare(qtbot, said, tmp_path):
    """Somebody at the window of a school without anything."""
    with Seat(qtbot, said, open_desk(tmp_path / "新校.edudesk", create=True)) as taken:
        taken.window.resize(1440, 900)
        yield taken


def card(page, title):
    (found,) = [one for one in page.grid.cards if one.heading.text() == title]
    return found


def figures(page, title):
    """Category -> figure, all series together."""
    chart = card(page, title).view.chart
    return {
        name: sum(one.points[place].value or 0 for one in chart.series)
        for place, name in enumerate(chart.categories)
    }


def point(page, title, category, series=0):
    return series, card(page, title).view.chart.categories.index(category)


def people(seat):
    """Title and names of the list that is open."""
    window = seat.dialog(ChartRows)
    model = window.sheet.table.rows_model()
    return window.windowTitle(), [model.index(row, 0).data() for row in range(model.rowCount())]


def close(seat):
    seat.dialog(ChartRows).accept()
    seat.wait()


def test_the_page_shows_how_the_staff_is_made_up_and_copies_it(seat, page):
    assert "专任教师 108 人，其中女 75 人" in seat.words(page)
    assert [one.heading.text() for one in page.grid.pictures] == [one.title for one in PICTURES]
    assert figures(page, "职称结构") == {"正高级": 1, "副高级": 37, "中级": 53, "助理级": 12, "未定级": 5}
    for one in page.grid.cards:
        assert one.view.isVisibleTo(page)
        assert not one.empty.isVisibleTo(page)
        assert one.view.chart.series
    picture, table = card(page, "学历结构").copying.menu().actions()
    assert (picture.text(), table.text()) == ("复制图片", "复制表格")
    table.trigger()
    assert QGuiApplication.clipboard().text() == "项目\t人数\r\n硕士研究生\t14\r\n本科\t93\r\n专科\t1\r\n"
    picture.trigger()
    assert QGuiApplication.clipboard().image().width() > 1000


def test_a_click_on_a_bar_shows_its_people_and_enter_opens_one(seat, page, qtbot):
    view = card(page, "职称结构").view
    hit = view._hit_of(*point(page, "职称结构", "未定级"))
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view._place(hit).center().toPoint())
    seat.wait()
    title, names = people(seat)
    assert title == "未定级 人数：5 人"
    expected = [
        row.name for row in seat.desk.teachers.rows() if row.title == "未定级" and row.status == "在岗"
    ]
    assert names == expected
    table = seat.dialog(ChartRows).sheet.table
    table.select([1])
    table.setFocus()
    seat.press("Return")
    assert not seat.dialogs(ChartRows)
    assert seat.window.roster().isVisible()
    assert [row.name for row in seat.window.roster().selected()] == [expected[1]]


def test_the_keyboard_alone_reaches_every_chart_and_its_people(seat, page):
    page.who.seize()
    reached = []
    for _ in range(60):
        focus = QApplication.focusWidget()
        reached += [one.heading.text() for one in page.grid.cards if one.view is focus]
        seat.press("Tab")
    assert list(dict.fromkeys(reached)) == [one.heading.text() for one in page.grid.cards]
    view = card(page, "学历结构").view
    view.setFocus()
    for keys in ("Right", "Right", "Return"):
        seat.press(keys)
    assert people(seat)[0] == "本科 人数：93 人"
    close(seat)
    assert seat.window.focusWidget() is view


def test_a_chart_that_takes_the_focus_scrolls_into_sight(seat, page):
    last = card(page, "学历、职称占比变化")
    assert last.visibleRegion().isEmpty()
    card(page, "人数变化").view.setFocus()
    seat.press("Tab")
    seat.press("Tab")
    assert QApplication.focusWidget() is last.view
    assert not last.view.visibleRegion().isEmpty()


def test_a_cell_and_a_year_lead_to_their_people_too(seat, page):
    cross = card(page, "学科与职称").view
    series = [one.name for one in cross.chart.series].index("语文")
    cross.open_point(*point(page, "学科与职称", "副高级", series))
    seat.wait()
    title, names = people(seat)
    assert title == f"副高级 语文：{len(names)} 人"
    rows = {row.name: row for row in seat.desk.teachers.rows()}
    assert {(rows[name].subject, rows[name].title) for name in names} == {("语文", "高级教师")}
    close(seat)
    years = card(page, "人数变化").view
    years.open_point(*point(page, "人数变化", years.chart.categories[0]))
    seat.wait()
    title, names = people(seat)
    then = seat.desk.teachers.rows_on(date(int(years.chart.categories[0][:4]), 9, 1))
    assert names == [row.name for row in then if row.status not in ("退休", "调出", "离职")]
    assert len(names) < 108


def test_another_day_is_counted_beside_the_window_and_left_again(seat, page):
    page.day_chip.chosen.emit(date(2020, 9, 1))
    seat.wait()
    assert page.day_chip.text() == "统计时点 2020-09-01 ▾"
    then = [row for row in seat.desk.teachers.rows_on(date(2020, 9, 1)) if row.status == "在岗"]
    assert f"专任教师 {len(then)} 人" in seat.words(page)
    assert card(page, "人数变化").view.chart.categories[-1] == "2020学年"
    assert "（2020年9月1日）" in card(page, "职称结构").view.chart.title
    card(page, "年龄结构").view.open_point(*point(page, "年龄结构", "24岁及以下"))
    seat.wait()
    model = seat.dialog(ChartRows).sheet.table.rows_model()
    ages = [int(model.index(row, 2).data()) for row in range(model.rowCount())]
    assert ages
    assert max(ages) <= 24  # on that day
    close(seat)
    page.day_chip.chosen.emit(None)
    seat.wait()
    assert figures(page, "职称结构")["副高级"] == 37


def test_a_day_before_anybody_came_says_so_and_leads_back(seat, page):
    page.day_chip.chosen.emit(date(1960, 9, 1))
    seat.wait()
    assert "1960-09-01 这一天没有专任教师。" in everything(page)
    assert not page.export_button.isEnabled()
    seat.click("回到今天", page)
    assert figures(page, "职称结构")["副高级"] == 37
    assert page.export_button.isEnabled()


def everything(page):
    """Labels of the page, also those of empty states."""
    from PySide6.QtWidgets import QLabel

    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page))


def test_a_cancelled_count_leaves_what_is_shown_and_can_be_had_again(seat, monkeypatch):
    gate = threading.Event()
    facts_on = registry.roster_facts
    monkeypatch.setattr(registry, "roster_facts", lambda *asked: (gate.wait(20), facts_on(*asked))[1])
    page = seat.window.show_page("roster_charts")
    tasks().running.cancel()
    gate.set()
    seat.wait()
    assert "还没有统计出师资结构。" in everything(page)
    seat.click("重新统计", page)
    assert figures(page, "职称结构")["副高级"] == 37
    gate.clear()
    page.day_chip.chosen.emit(date(2020, 9, 1))
    tasks().running.cancel()
    gate.set()
    seat.wait()
    assert page.day_chip.text() == "统计时点 今天 ▾"
    assert figures(page, "职称结构")["副高级"] == 37


def test_staff_and_teachers_are_one_click_apart_and_remembered(seat, page):
    guard = seat.desk.teachers.add(TeacherDraft(name="于漪霖", gender="女", staff_category="工勤人员"))
    seat.wait()
    assert [button.text() for button in page.who._group.buttons()] == ["专任教师 108", "教职工 109"]
    seat.click("教职工 109", page)
    assert "教职工 109 人，其中女 76 人" in seat.words(page)
    assert card(page, "年龄结构").view.chart.title.startswith("教职工年龄结构")
    assert figures(page, "年龄结构")["未登记"] == 1
    card(page, "年龄结构").view.open_point(*point(page, "年龄结构", "未登记"))
    seat.wait()
    assert people(seat)[1] == ["于漪霖"]
    close(seat)
    seat.desk.teachers.put_away([guard.id])
    seat.wait()
    assert "教职工 108 人，其中女 75 人" in seat.words(page)


def test_a_change_and_its_undo_are_seen_at_once(seat, page):
    row = next(one for one in seat.desk.teachers.rows() if one.title == "未定级" and one.status == "在岗")
    seat.desk.teachers.change(row.id, {"title": "二级教师", "title_obtained": "2026-08"})
    seat.wait()
    assert (figures(page, "职称结构")["助理级"], figures(page, "职称结构")["未定级"]) == (13, 4)
    seat.window.undo()
    seat.wait()
    assert (figures(page, "职称结构")["助理级"], figures(page, "职称结构")["未定级"]) == (12, 5)
    seat.heard(f"notice: 已撤销：修改 {row.name} 职称、职称取得时间")


def test_people_who_have_gone_meanwhile_are_not_shown_under_a_wrong_name(seat, page):
    view = card(page, "学历结构").view
    series, category = point(page, "学历结构", "专科")
    (only,) = view.chart.series[series].points[category].ids
    page.heed = lambda changed: None  # the change of another PC has not been heard of yet
    seat.desk.teachers.put_away([only])
    view.open_point(series, category)
    seat.wait()
    assert not seat.dialogs(ChartRows)
    seat.heard("fail: 花名册刚刚有改动，名单没有打开。")


# where it is found and where it leads


def test_roster_and_search_lead_to_the_page(seat):
    roster = seat.window.roster()
    seat.wait()
    seat.click("更多图表…", roster)
    assert seat.window.show_page("roster_charts").isVisible()
    seat.click("返回花名册", seat.window.show_page("roster_charts"))
    assert roster.isVisible()
    seat.press("Ctrl+K")
    seat.enter("szjg")
    assert ("页面", "师资结构") in [(hit.group, hit.title) for hit in seat.window.palette_box.hits()]


def test_the_analysis_report_is_one_click_away(seat, page):
    seat.click("生成分析报告…", page)
    packs = seat.window.show_page("submissions")
    assert [one.id for one in packs.table.selected()] == ["P6/"]


@pytest.mark.parametrize(("scope", "format"), [("charts", "pdf"), ("table", "xlsx")])
def test_export_is_the_page_on_paper(seat, page, tmp_path, scope, format):
    remember("folder/export", str(tmp_path))
    page.day_chip.chosen.emit(date(2025, 9, 1))
    seat.wait()
    page.export()
    dialog = seat.dialog(ExportDialog)
    dialog.choose(scope=scope, format=format)
    dialog.export()
    seat.wait()
    (file,) = tmp_path.glob(f"*_20250901_*.{format}")
    title = "师资结构图" if scope == "charts" else "师资队伍结构统计表"
    assert title in file.name
    assert seat.titles()[0].startswith("导出 龙城实验小学2025—2026学年师资结构图") or scope == "table"
    if format == "xlsx":
        text = "".join(str(value) for row in read_workbook(file).sheets[0].rows for value in row)
        assert "统计时点：2025年9月1日" in text


# what is not entered yet


def test_a_school_without_anybody_offers_the_import(bare):
    page = bare.window.show_page("roster_charts")
    bare.wait()
    assert "花名册里还没有教师。" in everything(page)
    assert not page.export_button.isEnabled()
    bare.click("导入 Excel", page)
    assert bare.window.show_page("roster_import").isVisible()


def test_a_young_school_is_told_what_to_enter_and_where(bare):
    ids = [
        bare.desk.teachers.add(TeacherDraft(name=name, birth=birth, school_start="2026-08")).id
        for name, birth in (("李红", "1990-03"), ("王强", "1985-05"))
    ]
    page = bare.window.show_page("roster_charts")
    bare.wait()
    assert figures(page, "年龄结构") == {"35—39岁": 1, "40—44岁": 1}
    said = everything(page)
    for words in ("最高学历", "职称", "骨干称号", "培训学分", "从教时间和参加工作时间"):
        assert f"还没有登记{words}。" in said
    assert said.count("还看不出各学年的变化。") == 2
    assert not card(page, "职称结构").copying.isVisibleTo(page)
    bare.click("去教师台账登记", card(page, "骨干教师"))
    ledgers = bare.window.show_page("roster_ledgers")
    assert ledgers.current is ledgers.ledgers["honour"]
    bare.window.show_page("roster_charts")
    bare.wait()
    bare.click("去花名册填写", card(page, "学历结构"))
    assert [row.id for row in bare.window.roster().model.rows] == ids
    bare.desk.histories.add("honour", Honour(teacher_id=ids[0], name="教坛新秀", awarded="2026-09"))
    bare.window.show_page("roster_charts")
    bare.wait()
    assert figures(page, "骨干教师")["无县级以上称号"] >= 1
