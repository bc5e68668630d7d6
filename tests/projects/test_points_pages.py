"""考核 in the window: the yearly assessment in its form, a studio's members and the measures of a year as sheets."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from edudesk.kit.export_dialog import ExportDialog
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.part_list import PartList
from edudesk.kit.sheet_dialog import SheetDialog
from edudesk.projects.forms.scoring import studio_items
from edudesk.projects.pages.measures_sheet import MeasuresSheet
from edudesk.projects.pages.page import ProjectsPage
from edudesk.projects.pages.part_told import PartTold
from edudesk.projects.pages.studio_sheet import StudioSheet
from edudesk.projects.rules.studio import studio_columns
from tests.gui import Said
from tests.projects.test_page import choose, typed
from tests.seat import Seat

STUDIO, ROOMS = "许莉名师工作室", "智慧教室设备更新"


def part_of(page: ProjectsPage, seat: Seat, title: str, tab: str, noun: str) -> PartList:
    choose(page, seat, title)
    page.drawer.choose(tab)
    seat.wait()
    return page.drawer.part(noun)


def told_below(page: ProjectsPage, part: PartList) -> PartTold:
    """The explanation of a list."""
    (found,) = [one for one in page.drawer.findChildren(PartTold) if one._part is part]
    return found


def put(sheet: SheetDialog, place: int, **texts: str) -> None:
    """Type into cells of a line, as the editor hands it over."""
    model = sheet.table.model_of_rows
    for key, text in texts.items():
        assert model.setData(model.index(place, model.column_index(key)), text), (key, text)


def line_of(sheet: SheetDialog, name: str) -> tuple[int, Mapping[str, str]]:
    return next((n, row.cells) for n, row in enumerate(sheet.table.rows) if name in (row.name, row.title))


def test_a_year_is_assessed_by_five_channels_and_says_what_each_gave(
    page: ProjectsPage, seat: Seat, said: Said
):
    part = part_of(page, seat, STUDIO, "过程", "年度考核")
    part.add()
    form = seat.dialog(FormDialog)
    assert (form.fields["year"].editor.typed(), form.fields["channel:30:实绩展示"].column.title) == (
        "2026",
        "实绩展示（权重 30%）",
    )
    typed(
        seat,
        **{
            "channel:30:实绩展示": "92",
            "channel:30:专家论证": "90",
            "channel:20:群众评议": "88",
            "channel:10:结果公示": "100",
        },
    )
    assert [line[::2] for line in part.list.lines] == [("2025", "88.6 分 · 良好"), ("2026", "91.3 分 · 优秀")]
    told = told_below(page, part)
    words = seat.words(told)
    assert "网络投票没有评分，总分由其余渠道按权重折算。" in words
    assert "总分 91.3，按总分为优秀。" in words
    figures = [(line.text, line.figure) for line in (row.line for row in told.bars._group.buttons())]
    assert figures[:3] == [
        ("实绩展示 30%", "92 → 30.7"),
        ("专家论证 30%", "90 → 30.0"),
        ("网络投票 10%", "未评分"),
    ]
    part.edit(part.rows[1])
    form = seat.dialog(FormDialog)
    assert [form.fields[key].editor.typed() for key in ("channel:30:专家论证", "channel:10:网络投票")] == [
        "90",
        "",
    ]
    typed(seat, **{"channel:10:网络投票": "80"}, grade="良好")
    assert part.list.lines[1].note == "90.2 分 · 良好"
    assert "总分 90.2，按总分为优秀，评定为良好。" in seat.words(told)
    seat.press("Ctrl+Z")
    seat.press("Ctrl+Z")
    assert [line.on for line in part.list.lines] == ["2025"]
    assert [line.partition("：")[0] for line in said.heard()] == ["notice: 已撤销"] * 2


def test_members_of_a_studio_are_assessed_in_one_sheet(page: ProjectsPage, seat: Seat, said: Said):
    assert not part_of(page, seat, ROOMS, "成员", "成员考核").isVisible()  # no studio
    part = part_of(page, seat, STUDIO, "成员", "成员考核")
    assert tuple(part.list.lines[0]) == ("2025", "朱美娟", "81 分 · 良好")
    part.list.setCurrentRow(0)
    assert "合计 81 分，良好（参考）。" in seat.words(told_below(page, part))
    seat.click("导出这一年的表…", told_below(page, part))
    assert seat.dialog(ExportDialog).windowTitle() == "导出名师工作室成员考核表"
    seat.dialog(ExportDialog).reject()
    part.add()
    seat.wait()
    sheet = seat.dialog(StudioSheet)
    names = [row.name for row in sheet.table.rows]
    assert (sheet.year, names) == (
        "2026",
        ["袁玉琴", "朱美娟", "戴春花", "金红霞", "顾老师"],
    )  # not the 主持人
    # by keyboard: the first cell has the focus, Enter goes down, Tab to the right
    assert sheet.table.currentIndex().column() == sheet.table.model_of_rows.column_index("plan")
    for text in ("9", "10"):
        for key in text:
            seat.qtbot.keyClick(QApplication.focusWidget(), key)
        seat.press("Return")
    assert [row.plan for row in sheet.table.rows[:3]] == ["9", "10", ""]
    assert "缺项 2 人" in sheet.sum.text()
    put(
        sheet,
        0,
        lessons="9",
        apprentices="8",
        open_lessons="10",
        lectures="9",
        research="5",
        materials="5",
        papers="省级",
    )
    sheet.seize(0)
    assert sheet.problem.text() == (
        "袁玉琴还缺活动缺席（次）、活动迟到（次）、在线文章（篇）、个人荣誉（每项），没有计总分。"
    )
    sheet.fill_nothing()
    row = line_of(sheet, "袁玉琴")[1]
    assert (row["absent"], row["growth_省级"], row["total"], row["grade"]) == ("0", "0", "75", "合格")
    assert line_of(sheet, "戴春花")[1].get("absent", "") == ""  # nothing of her was typed
    put(sheet, 1, plan="12")
    sheet.accept()
    assert said.heard() == ["tell: 还没有保存：有的格子填得不对。"]
    put(sheet, 1, plan="10")
    sheet.accept()
    seat.wait()
    assert said.heard() == ["notice: 已保存 2026 年 2 名成员的考核。"]
    assert [tuple(line)[1:] for line in part.list.lines if line.on == "2026"] == [
        ("袁玉琴", "75 分 · 合格"), ("朱美娟", "缺 6 项"),
    ]  # fmt: skip
    seat.press("Ctrl+Z")
    assert {line.on for line in part.list.lines} == {"2025"}
    seat.press("Ctrl+Shift+Z")
    assert len(part.rows) == 5
    assert [line.partition("：")[0] for line in said.heard()] == ["notice: 已撤销", "notice: 已重做"]


def test_members_are_moved_by_key_and_keep_the_order(page: ProjectsPage, seat: Seat, said: Said):
    part = part_of(page, seat, STUDIO, "成员", "成员")
    part.list.setFocus()
    part.list.setCurrentRow(2)
    seat.press("Alt+Up")
    assert [line.text.partition(" ")[0] for line in part.list.lines][:3] == ["许莉", "朱美娟", "袁玉琴"]
    assert (part.list.currentRow(), [row.place for row in part.rows]) == (1, [1, 2, 3, 4, 5, 6])
    seat.press("Alt+Down")
    assert part.rows[2].name == "朱美娟"
    part.list.setCurrentRow(0)
    seat.press("Alt+Up")
    assert seat.titles()[0] == seat.titles()[1] == "调整成员排序"
    assert seat.titles()[2] != "调整成员排序"
    seat.press("Ctrl+Z")
    assert part.rows[1].name == "朱美娟"
    assert said.heard() == ["notice: 已撤销：调整成员排序"]


def test_a_payment_that_overspends_its_line_is_told_before_it_is_kept(
    page: ProjectsPage, seat: Seat, said: Said
):
    part = part_of(page, seat, ROOMS, "经费", "支出")
    part.add()
    form = typed(seat, on="2027-02-01", line="设备费", yuan="30000")
    assert form.isVisible()
    assert form.fields["yuan"].said == "“设备费”超支 6,000 元：预算 400,000 元，已支 406,000 元。"
    assert form.fields["on"].said == "2027-02-01 晚于项目结束的 2026-12-31。"
    form.accept()  # a ledger: what was paid was paid
    seat.wait()
    assert len(part.rows) == 3
    assert part.edit(part.rows[0]).isVisible()  # what was there before is no new doubt
    seat.dialog(FormDialog).reject()
    budget = page.drawer.part("预算")
    budget.add()
    form = typed(seat, line="设备费", yuan="1000", source="区拨")
    assert form.fields["line"].said == "“设备费2026 年区拨”已经有一条预算，再登记一条会加在一起。"
    said.answer(True)
    form.reject()
    assert said.heard() == ["ask: 填写的内容还没有保存。"]


def test_what_was_typed_into_a_sheet_is_not_lost_by_accident(page: ProjectsPage, seat: Seat, said: Said):
    part = part_of(page, seat, STUDIO, "成员", "成员考核")
    part.edit(part.rows[1])
    sheet = seat.dialog(StudioSheet)
    assert (sheet.year, sheet.table.selected()[0].name) == ("2025", "戴春花")
    put(sheet, 2, plan="8")
    put(sheet, 3, **dict.fromkeys((column.key for column in studio_columns(studio_items())), ""))
    assert "清空的 1 行保存后移到回收站。" in sheet.sum.text()
    said.answer(False, False, True)
    sheet.reject()
    assert sheet.isVisible()
    sheet.years.setCurrentText("2026")
    sheet.years.activated.emit(0)
    assert sheet.year == "2025"
    sheet.reject()
    assert said.heard() == ["ask: 填写的内容还没有保存。"] * 3
    assert not sheet.isVisible()
    assert not seat.desk.timeline.entries()[0].title.startswith("填写")


def test_measures_of_a_year_are_typed_and_pasted_and_the_sum_says_what_it_lacks(
    page: ProjectsPage, seat: Seat, said: Said
):
    part = part_of(page, seat, ROOMS, "经费", "绩效指标")
    words = seat.words(told_below(page, part))
    assert "2026 年预算 400,000 元，执行 376,000 元，执行率 94%，乘以 10 分" in words
    assert "总分 97.40，等级优。" in words
    part.edit(part.rows[3])
    sheet = seat.dialog(MeasuresSheet)
    assert sheet.table.selected()[0].title == "使用班级"
    put(sheet, 3, points="")
    assert "“使用班级”没有得分，没有计总分。" in sheet.sum.text()
    put(sheet, 3, points="31")
    assert sheet.problem.text() == "得分应在 0 到 30 之间。"
    put(sheet, 3, points="24")
    assert "总分 93.40，等级优。" in sheet.sum.text()
    sheet.part.add()
    QGuiApplication.clipboard().setText("效益\t可持续影响\t设备完好率\t98%\t99%\t5\t5")
    sheet.table.paste()
    assert "效益各项分值合计 35 分，应为 30 分。" in sheet.sum.text()
    sheet.accept()
    seat.wait()
    assert said.heard() == ["notice: 已保存 2026 年 6 项绩效指标。"]
    assert [line.note for line in part.list.lines if "效益" in line.text or "影响" in line.text] == [
        "24 / 30",
        "5 / 5",
    ]
    part.add()
    sheet = seat.dialog(MeasuresSheet)
    sheet.years.setCurrentText("2025")
    sheet.years.activated.emit(0)
    assert "没有登记当年的预算，执行率不能算，没有计总分。" in sheet.sum.text()
    sheet.carry_over()
    assert said.heard() == ["tell: 2025 年以前没有登记过指标。"]
    sheet.reject()
    seat.press("Ctrl+Z")
    assert [line.note for line in part.list.lines][3] == "28 / 30"
    assert said.heard() == ["notice: 已撤销：填写绩效指标 2026 年 6 项"]


def test_the_last_years_measures_are_taken_over_without_what_was_reached(
    page: ProjectsPage, seat: Seat, said: Said
):
    part = part_of(page, seat, ROOMS, "经费", "绩效指标")
    row = part.rows[0]
    seat.desk.project_measures.fill(row.project_id, "2025", [("", seat.desk.project_measures.draft(
        project_id=row.project_id, year="2025", group="产出", title="旧指标", target="5 间", actual="4 间", full=50.0, points=40.0
    ))])  # fmt: skip
    seat.desk.project_measures.fill(row.project_id, "2026", [])
    seat.wait()
    part.add()
    sheet = seat.dialog(MeasuresSheet)
    seat.qtbot.mouseClick(sheet._carry, Qt.MouseButton.LeftButton)
    (line,) = sheet.table.rows
    assert (line.title, line.target, line.full, line.actual, line.points) == ("旧指标", "5 间", "50", "", "")
    sheet.accept()
    seat.wait()
    assert [(one.year, one.points) for one in part.rows] == [("2025", 40.0), ("2026", None)]
    assert said.heard() == ["notice: 已保存 2026 年 1 项绩效指标。"]
