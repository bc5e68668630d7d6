"""The text of a plan in the window: written, moved, kept as versions; a plan imported and taken back; SWOT."""

from edudesk.kit.cell_delegate import PADDING
from edudesk.kit.tag import tag_width
from edudesk.plan.intake.proposal import KINDS
from edudesk.plan.pages.importing import PlanImportPage
from edudesk.plan.pages.swots import SwotPage
from edudesk.plan.pages.text import TextPage
from edudesk.plan.pages.text_versions import VersionsDialog
from edudesk.plan.pages.version_html import html_of
from edudesk.plan.rules.compared import compared
from edudesk.plan.rules.content import Content
from tests.plan.texts import FIVE_YEARS
from tests.seat import Seat


def headings(page: TextPage) -> list[str]:
    return [page.outline.list.item(place).text() for place in range(page.outline.list.count())]


def test_the_text_is_written_moved_and_kept(seat: Seat) -> None:
    page = seat.window.show_page("plan_text")
    assert isinstance(page, TextPage)
    seat.wait()
    assert headings(page)[2:5] == [
        "　（一）学校现状",
        "　（二）优势、劣势、机遇与挑战",
        "二、指导思想 · 自动",
    ]
    plan = page.choice.plan(seat.desk.plans.rows())
    assert plan is not None

    page.outline.list.setCurrentRow(6)
    seat.click("改成自己的文字", page)  # what the program would print, to be gone on with
    assert page.text.toPlainText().startswith("（一）总目标。到 2028 年")
    page.text.setPlainText("")
    page.outline.list.setCurrentRow(4)
    page.text.setPlainText("坚持立德树人。")
    assert headings(page)[4] == "二、指导思想"
    page.text.setFocus()
    seat.press("Alt+Down")  # 指导思想 after 办学理念; both count on
    assert headings(page)[4:6] == ["二、办学理念与文化 · 自动", "三、指导思想"]
    page._do("below")
    assert headings(page)[6] == "　（一）新章节 · 未写"
    assert page.is_changed
    assert page.save()
    rows = seat.desk.plan_sections.of(plan.id)
    assert [(row.heading, row.text) for row in rows[5:7]] == [
        ("三、指导思想", "坚持立德树人。"),
        ("（一）新章节", ""),
    ]
    seat.wait()

    page._do("remove")
    page.outline.list.setCurrentRow(5)
    page.text.setPlainText("坚持立德树人，五育并举。")
    seat.click("稿次…", page)  # what is typed is saved first
    dialog = page.findChild(VersionsDialog)
    assert dialog is not None
    count = dialog.list.count()
    seat.desk.plan_versions.keep(plan.id, why="征求意见稿", who="李静")
    seat.desk.plan_sections.change(rows[5].id, {"text": "坚持立德树人，五育融合。"})
    seat.wait()
    assert dialog.list.item(0).text().endswith("征求意见稿\n李静")
    assert "修改 1 处" in dialog.told.text()
    assert "并举" in dialog.changes.toPlainText()
    dialog.restore()
    seat.wait()
    assert seat.desk.plan_sections.get(rows[5].id).text == "坚持立德树人，五育并举。"
    assert dialog.list.count() == count + 3  # with those before and after it was brought back
    dialog.accept()
    seat.said.heard()
    seat.wait()


def test_what_changed_is_marked_in_html() -> None:
    before, after = (
        Content(sections=({"id": "", "heading": "一、背景", "text": text, "level": 1, "role": ""},))
        for text in ("有30个班<b>", "有32个班<b>")
    )
    html = html_of(compared(before, after))
    assert "line-through'>30</span>" in html
    assert "underline'>32</span>" in html
    assert "&lt;b&gt;" in html


def test_a_plan_dropped_on_the_page_is_decided_on_imported_and_taken_back(seat: Seat) -> None:
    before = len(seat.desk.plans.rows())
    seat.window.show_page("plan_text")
    assert seat.drop(FIVE_YEARS)  # a text is none of other pages' business
    seat.wait()
    page = seat.window.show_page("plan_import")
    assert isinstance(page, PlanImportPage)
    assert page.preview is not None
    assert page.panel.fields["title"].text() == "“十四五”五年发展规划（2021—2025）"
    assert page.panel.counts[next(iter(page.panel.counts))].text() == "新增 46"
    place = next(at for at, row in enumerate(page.panel.model.rows) if row.kind == "劣势")
    page.panel.table.selectRow(place)
    page.panel.take_for("不导入")
    seat.wait()
    assert page.preview.counts["new"] == 45
    seat.click("导入", page.panel)
    seat.wait()
    assert len(seat.desk.plans.rows()) == before + 1
    text = seat.window.show_page("plan_text")
    assert isinstance(text, TextPage)
    seat.wait()
    assert headings(text)[1] == "一、指导思想"  # the plan that was just imported
    seat.window.show_page("plan_import")
    seat.click("撤销这次导入", page)
    assert len(seat.desk.plans.rows()) == before
    page.begin()
    page.pasted.setPlainText("学校规划\n一、指导思想\n求真。")
    seat.click("预览粘贴的文字", page)
    seat.wait()
    assert not page.panel.import_button.isEnabled()
    assert "请填写开始日期" in page.panel.problem.text()
    seat.said.heard()


def test_what_becomes_of_a_line_is_read_whole_in_a_small_window(seat: Seat) -> None:
    seat.window.resize(1366, 768)
    page = seat.window.show_page("plan_import")
    assert isinstance(page, PlanImportPage)
    page.take(FIVE_YEARS)
    seat.wait()
    table, model = page.panel.table, page.panel.model
    assert all(model.columns[number].key != "before" for number in table.arrangement.shown())
    for key, words in (("state", ("新增", "变更", "相同")), ("sure", ("高", "中", "低"))):
        room = table.columnWidth(model.column_index(key)) - 2 * PADDING
        assert room >= max(map(tag_width, words))
    room = table.columnWidth(model.column_index("kind")) - 2 * PADDING
    assert room >= max(map(table.fontMetrics().horizontalAdvance, KINDS))


def test_swot_lines_have_their_figure_and_their_goal(seat: Seat) -> None:
    page = seat.window.show_page("plan_swot")
    assert isinstance(page, SwotPage)
    seat.wait()
    page.add_row()
    dialog = seat.dialog()
    figure = next(word for word in dialog.fields["figure"].column.codes.words if word.startswith("P2 "))
    goal = dialog.fields["goal_id"].column.codes.words[1]
    for key, value in (("quadrant", "劣势"), ("text", "骨干教师偏少"), ("figure", figure), ("goal_id", goal)):
        dialog.fields[key].editor.show_text(value)
    dialog.accept()
    seat.wait()
    (row,) = [one for one in page.rows() if one.text == "骨干教师偏少"]
    assert row.figure == "P2"
    assert row.figure_text.startswith(figure.removeprefix("P2 "))
    assert row.goal == goal
    assert page.head.note.text().startswith("学校三年主动发展规划（2025—2028） · 共 ")
    ways = dict(page.entries([row]))
    ways["查看对应目标"]()
    seat.wait()
    assert seat.window.stack.currentWidget().tree.current == row.goal_id
    ways["查看指标的来历"]()
    seat.wait()
    assert seat.window.stack.currentWidget().name == "indicators"
    seat.said.heard()
