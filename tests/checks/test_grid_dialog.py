"""整组录入 with real widgets and real workbooks: typed, pasted, handed out, read back, stored as one, taken back."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from PySide6.QtGui import QGuiApplication

from edudesk.checks.pages.campaigns import CampaignsPage
from edudesk.checks.pages.grid import GridDialog
from edudesk.checks.rows.campaigns import CampaignDraft
from edudesk.checks.rules.campaigns import inspectors_text
from edudesk.checks.rules.grid import GridDraft
from edudesk.checks.rules.sampling import Inspector
from edudesk.checks.service.planning import proposed
from edudesk.kit.typed_table import TextRow
from tests.checks.checking import TERM, YEAR
from tests.seat import Seat

ALL_GOOD = ["20", "20", "单元一", "2", "2", "8", "8", "手写", "", "优", "", "优", "优", "优", "优", "", ""]


@pytest.fixture
def grid(seat: Seat) -> GridDialog:
    """The running check of plans, as somebody sees it who has typed nothing yet."""
    page = seat.window.show_page("checks")
    seat.wait()
    assert isinstance(page, CampaignsPage)
    row = next(one for one in page.model.rows if one.title == "11月备课检查")
    dialog = page.show_grid(row)
    dialog.inspector.show_text("区督学王老师")
    dialog._who_changed()
    seat.wait()
    return dialog


def _open_rows(grid: GridDialog) -> list[TextRow]:
    return [row for row in grid.table.rows if grid._lines[row.id].sheet is None]


def _place(grid: GridDialog, key: str) -> int:
    return next(n for n, one in enumerate(grid.table.model_of_rows.columns) if one.key == key)


def _close(seat: Seat, grid: GridDialog) -> None:
    seat.said.answer(True)
    grid.reject()
    seat.said.heard()


def test_a_pasted_block_is_scored_and_stored_as_one(seat: Seat, grid: GridDialog):
    before = len(seat.desk.sheets.of_campaign(grid._campaign.id))
    rows = _open_rows(grid)
    first, half = rows[0], rows[1]
    current = grid.table.currentIndex()  # what is typed goes into the first count of the first open line
    assert (grid.table.rows[current.row()], current.column()) == (first, _place(grid, "field_lessons_due"))
    line = "\t".join(ALL_GOOD)
    QGuiApplication.clipboard().setText(f"{line}\r\n{line.replace('优', '很好')}\r\n")
    model = grid.table.model_of_rows
    grid.table.setCurrentIndex(model.index(grid.table.rows.index(first), _place(grid, "field_lessons_due")))
    grid.table.paste()
    assert (first.cells["score"], first.cells["grade"]) == ("100", "优秀")
    assert half.cells["score"] == ""
    assert "可以录入 1，要补全 1" in grid.count.text()
    grid.table.select([half.id])
    assert "BK01-2“很好”不是这一项的得分。" in grid.told.text()
    seat.said.answer(True)
    grid.save()
    seat.wait()
    assert seat.said.heard()[-1] == "notice: 已录入 1 份记录。"
    after = seat.desk.sheets.of_campaign(grid._campaign.id)
    assert len(after) == before + 1
    (made,) = [one for one in after if one.inspector == "区督学王老师"]
    assert (str(made.score), made.grade) == ("100", "优秀")
    assert "要补全 1" in grid.count.text()  # still there, to be put right
    seat.window.undo()
    seat.wait()
    grid.reload()
    seat.said.heard()
    assert len(seat.desk.sheets.of_campaign(grid._campaign.id)) == before
    _close(seat, grid)


def test_what_the_inspector_has_submitted_is_shown_and_stays(seat: Seat, grid: GridDialog):
    known = seat.desk.sheets.of_campaign(grid._campaign.id)
    who = known[0].inspector
    grid.inspector.show_text(who)
    grid._who_changed()
    there = [row for row in grid.table.rows if row.grade == "已录入"]
    assert len(there) == sum(one.inspector == who and not one.first_id for one in known)
    assert not grid.save_button.isEnabled()
    place, column = grid.table.rows.index(there[0]), _place(grid, "field_lessons_due")
    before = there[0].cells["field_lessons_due"]
    grid.table.model_of_rows.setData(grid.table.model_of_rows.index(place, column), "99")
    seat.heard(f"notice: {there[0].who}的记录已经录入，请在“检查录入”里修改。")
    assert there[0].cells["field_lessons_due"] == before
    grid.reject()


def test_a_sheet_is_handed_out_filled_in_and_read_back(seat: Seat, grid: GridDialog, tmp_path: Path):
    path = tmp_path / "记录.xlsx"
    seat.said.choose(path)
    grid.hand_out()
    seat.wait()
    seat.heard("notice: 已导出“记录.xlsx”。")
    book = openpyxl.load_workbook(path)
    sheet = book["检查记录"]
    heads = [cell.value for cell in sheet[3]]
    assert heads[:5] == ["*教师", "学科", "班级", "应备课时", "实备课时"]
    for number, text in enumerate(ALL_GOOD, 4):
        sheet.cell(5, number, text)
    sheet.cell(6, 1, "不认识的人")
    sheet.cell(6, 5, "18")
    book.save(path)
    grid.bring_in(path)
    seat.wait()
    row = grid.table.rows[1]
    assert (row.cells["score"], row.cells["grade"]) == ("100", "优秀")
    (told,) = seat.said.heard()
    assert told == "notice: 从“记录.xlsx”读入 1 行，还没有保存，请看过再录入。"
    assert grid.remarks.text() == "第 6 行“不认识的人”不在这次检查的应检对象里，没有读入。"
    _close(seat, grid)


def test_an_old_sheet_of_another_shape_is_read_and_what_does_not_fit_is_told(
    seat: Seat, grid: GridDialog, tmp_path: Path
):
    rows = _open_rows(grid)
    path = tmp_path / "旧表.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("九月")
        sheet.merge_range(0, 0, 0, 6, "教案检查记录表")
        sheet.write_row(1, 0, ["序号", "姓名", "任教学科", "BK01-2", "BK01-4", "书写", "主要问题"])
        sheet.write_row(2, 0, [1, rows[0].who, rows[0].subject, 9, "良", "好", "缺反思"])
        sheet.write_row(3, 0, [2, "某某某某", "语文", 8, 8, "", ""])
        sheet.write_row(4, 0, ["合计", "", "", 17])
    grid.bring_in(path)
    seat.wait()
    seat.heard("notice: 从“旧表.xlsx”读入 1 行，还没有保存，请看过再录入。")
    assert grid.remarks.text().split("\n") == [
        "第 4 行“某某某某”不在这次检查的应检对象里，没有读入。",
        "这些列没有用到：书写。",
    ]
    row = next(one for one in grid.table.rows if one.who == rows[0].who and one.subject == rows[0].subject)
    assert (row.cells["item_BK01-2"], row.cells["item_BK01-4"], row.cells["problems"]) == (
        "9",
        "良",
        "缺反思",
    )
    assert row.cells["score"] == ""  # the rest is still to be filled in
    other = tmp_path / "花名册.xlsx"
    with xlsxwriter.Workbook(str(other)) as book:
        book.add_worksheet().write_row(0, 0, ["姓名", "性别", "电话"])
    grid.bring_in(other)
    seat.wait()
    (told,) = seat.said.heard()
    assert "没有找到可以读入的检查记录" in told
    _close(seat, grid)


def test_closing_with_lines_not_recorded_asks_once(seat: Seat, grid: GridDialog):
    row, model = _open_rows(grid)[0], grid.table.model_of_rows
    model.setData(model.index(grid.table.rows.index(row), _place(grid, "field_lessons_due")), "20")
    seat.said.answer(False)
    grid.close()
    assert grid.isVisible()
    seat.heard("ask: 有 1 行还没有录入。")
    seat.said.answer(True)
    grid.close()
    assert not grid.isVisible()
    seat.heard("ask: 有 1 行还没有录入。")


def _type(grid: GridDialog, row: TextRow, text: str) -> None:
    model = grid.table.model_of_rows
    model.setData(model.index(grid.table.rows.index(row), _place(grid, "field_lessons_due")), text)


def test_what_is_typed_survives_a_kill_and_stands_in_the_lines_again(seat: Seat, grid: GridDialog):
    row, other = _open_rows(grid)[:2]
    unit = grid._lines[row.id].unit.id
    _type(grid, row, "很多")  # nothing a sheet could hold
    assert grid.drafts.timer.isActive()
    assert grid.drafts.timer.interval() <= 5000
    grid.drafts.timer.timeout.emit()  # the power goes a moment later: nothing is asked, nothing closed
    again = GridDialog(seat.window, grid._sources, grid._campaign, grid._choosing)
    (there,) = [one for one in again.table.rows if again._lines[one.id].unit.id == unit]
    assert (again.inspector.typed(), again.texts(there)["field_lessons_due"]) == ("区督学王老师", "很多")
    assert again.remarks.text() == "接着上次没有录入的 1 行（检查人 区督学王老师）。"
    again.forget()
    assert seat.desk.sheets.grid_drafts(grid._campaign.id) == {}
    again.reject()
    _type(grid, other, "20")
    _close(seat, grid)
    assert list(seat.desk.sheets.grid_drafts(grid._campaign.id)) == ["区督学王老师"]


def test_each_inspector_keeps_the_lines_they_typed_and_a_wrong_name_takes_them_along(
    seat: Seat, grid: GridDialog
):
    def choose(name: str) -> None:
        grid.inspector.show_text(name)
        grid._who_changed()

    def typed() -> list[str]:
        return [text for row in grid.table.rows if (text := grid.texts(row)["field_lessons_due"])]

    _type(grid, _open_rows(grid)[0], "20")
    choose("区督学李老师")
    assert typed() == ["20"]
    grid.drafts.keep()
    sheets, campaign_id = seat.desk.sheets, grid._campaign.id
    assert list(sheets.grid_drafts(campaign_id)) == ["区督学李老师"]
    unit = grid._lines[_open_rows(grid)[0].id].unit.id
    sheets.keep_grid(
        campaign_id, "区督学王老师", GridDraft("2026-11-18", {unit: {"field_lessons_due": "31"}})
    )
    again = GridDialog(seat.window, grid._sources, grid._campaign, grid._choosing)
    again.inspector.show_text("区督学王老师")
    again._who_changed()
    assert sheets.grid_drafts(campaign_id).keys() == {"区督学李老师", "区督学王老师"}
    again.inspector.show_text("区督学李老师")
    again._who_changed()
    assert [text for row in again.table.rows if (text := again.texts(row)["field_lessons_due"])] == ["20"]
    seat.said.answer(True)
    again.reject()
    _close(seat, grid)


def test_another_form_and_back_keeps_what_was_typed_and_who_was_away_can_be_looked_at(seat: Seat):
    desk, forms = seat.desk, seat.desk.check_forms
    base = forms.every()["BK01", 1]
    items = tuple(replace(one, key=one.key.replace("BK01", "BK02")) for one in base.items)
    own = replace(base, key="BK02", title="数学备课表", version=1, items=items, subjects=("数学",))
    forms.save(own, "数学用", "", is_new=True)
    page = seat.window.show_page("checks")
    seat.wait()
    assert isinstance(page, CampaignsPage)
    draft = CampaignDraft(kind="BK", title="两种表", school_year=YEAR, term=TERM, begins="2026-11-16")
    draft = replace(draft, ends="2026-11-27", inspectors=inspectors_text([Inspector("", "区督学王老师")]))
    row = desk.campaigns.add(draft)
    desk.campaigns.publish(row.id, proposed(desk.campaigns.context, draft))
    away, *others = desk.campaigns.units(row.id)
    desk.campaigns.set_unit(away.id, "请假", reason="病假", on="2026-11-25")
    grid = page.show_grid(desk.campaigns.get(row.id))
    assert grid.form_box.count() == 2
    assert f"{away.name}（请假）" in {one.who for one in grid.table.rows}
    _type(grid, grid.table.rows[0], "20")
    unit = grid._lines[grid.table.rows[0].id].unit.id
    grid.form_box.setCurrentIndex(1)
    grid._show_form()
    assert unit not in {line.unit.id for line in grid._lines.values()}
    _type(grid, grid.table.rows[0], "30")
    grid.form_box.setCurrentIndex(0)
    grid._show_form()
    assert [text for row in grid.table.rows if (text := grid.texts(row)["field_lessons_due"])] == ["20"]
    assert len(grid.drafts.texts) == 2
    _close(seat, grid)
    for one in (away, *others):
        desk.campaigns.set_unit(one.id, "免检", reason="外出")
    empty = page.show_grid(desk.campaigns.get(row.id))
    assert empty.count.text() == "这次检查没有应检对象。"
    empty.day.edited.emit()
    empty.inspector.show_text("许莉")
    empty._who_changed()
    empty.reject()
    assert not empty.isVisible()


def test_nobody_types_back_their_own_sheet(seat: Seat, grid: GridDialog):
    row, other = _open_rows(grid)[:2]
    who = row.who
    grid.inspector.show_text(who)
    grid._who_changed()
    seat.wait()
    keys = [column.key for column in grid.table.model_of_rows.columns][5:]
    own = [one for one in grid.table.rows if one.who == who]
    for one in (*own, next(one for one in grid.table.rows if one.who == other.who)):
        one.cells |= dict(zip(keys, ALL_GOOD, strict=False))
        grid._typed([one])
    grid.table.select([own[0].id])
    assert grid.told.text() == "不能检查自己的材料，请换一名检查人。"
    assert grid.count.text().startswith(f"共 {len(grid.table.rows)} 行，可以录入 1，要补全 {len(own)}")
    seat.said.answer(True)
    grid.save()
    seat.wait()
    made = [one for one in seat.desk.sheets.of_campaign(grid._campaign.id) if one.inspector == who]
    assert [one.inspector_id for one in made if one.teacher_id == seat.teacher(who).id] == []
    assert [one.inspector_id for one in made][-1] == seat.teacher(who).id
    seat.said.heard()
    _close(seat, grid)


def test_a_line_of_another_subject_or_total_is_not_taken_for_the_one_of_the_name(
    seat: Seat, grid: GridDialog, tmp_path: Path
):
    first, second, third = _open_rows(grid)[:3]
    path = tmp_path / "旧表.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("九月")
        sheet.write_row(0, 0, ["姓名", "任教学科", "班级", "BK01-2", "总分", "检查人", "检查日期"])
        sheet.write_row(1, 0, [first.who, "物理", "九（9）班", 9])
        sheet.write_row(2, 0, [second.who, second.subject, second.classes, 9, 55, "区督学", "2025-10-09"])
        sheet.write_row(3, 0, [third.who, "", "", 8])
    grid.bring_in(path)
    seat.wait()
    seat.heard("notice: 从“旧表.xlsx”读入 2 行，还没有保存，请看过再录入。")
    told = grid.remarks.text().split("\n")
    assert told[0] == f"第 2 行“{first.who}”的物理、九（9）班与应检名单对不上，没有读入。"
    assert told[1] == "1 行只写了姓名，没有学科和班级，按应检名单里的同名教师读入，请核对。"
    assert told[2] == f"第 3 行“{second.who}”文件写的检查人是区督学，文件写的日期是 2025-10-09。"
    _close(seat, grid)
