"""项目管理 with real widgets: table, board, a project beside it, its records, its steps, what is exported."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QPushButton

from edudesk.kit.export_dialog import ExportDialog
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.part_files import PartFiles
from edudesk.projects.pages.page import ProjectsPage
from edudesk.projects.rows.lines import ProjectLine
from tests.gui import Said
from tests.seat import Seat

MATHS = "小学数学结构化学习的实践研究"


def line(page: ProjectsPage, title: str = MATHS) -> ProjectLine:
    found: ProjectLine = next(row for row in page.model.all_rows if row.title == title)
    return found


def choose(page: ProjectsPage, seat: Seat, title: str = MATHS) -> ProjectLine:
    page.go_to(line(page, title).id)
    seat.wait()
    return line(page, title)


def typed(seat: Seat, **values: str) -> FormDialog:
    """Type into the form that is open and save it."""
    form = seat.dialog(FormDialog)
    for key, text in values.items():
        form.fields[key].editor.show_text(text)
    form.accept()
    seat.wait()
    return form


def test_what_is_on_is_listed_with_what_is_due(page: ProjectsPage, seat: Seat):
    assert page.head.note.text() == "在研 11 项 · 教师参与率 71.3%"
    page.day_chip.chosen.emit(date(2025, 9, 1))
    assert page.head.note.text() == "在研 11 项"  # until it is known
    seat.wait()
    within, of = seat.window.desk.project_board.participation(date(2025, 9, 1))
    assert page.head.note.text() == f"在研 11 项 · 当日参与率 {within / of * 100:.1f}%"
    assert page.head.note.text() != "在研 11 项 · 当日参与率 71.3%"
    page.day_chip.chosen.emit(None)
    shown = [column.key for column in page.columns if column.is_shown]
    assert shown.index("alert") < shown.index("money")  # in sight beside the drawer at 1366
    row = line(page)
    assert (row.label, row.stage_label, row.alert) == ("市规划课题", "实施", "中期材料缺 2 件")
    soon = sum(one.days is not None and one.days <= 60 for one in page.model.all_rows)
    assert page.chip_row.chip("soon").text() == f"60 天内到期 {soon}"
    page.search.setText("wjg")
    assert [one.title for one in page.model.rows] == [MATHS]
    assert page.head.note.text() == "在研 11 项 · 教师参与率 71.3% · 显示 1 / 17 项"
    page.search.clear()
    page.levels.asked.emit(0)
    assert {one.project.level for one in page.model.rows} == {"省级"}


def test_the_board_shows_every_phase(page: ProjectsPage, seat: Seat):
    page.ways.choose(1)
    seat.wait()
    assert not page.table.isVisible()
    counts = {phase: column.cards.rowCount() for phase, column in page.board.columns.items()}
    assert sum(counts.values()) == len(page.model.all_rows) == 17
    assert (counts["项目库"], counts["实施"]) == (1, 9)
    cards = page.board.columns["实施"]
    cards.list.clicked.emit(cards.cards.index(0))
    assert page.drawer.name.text() == cards.cards.index(0).data()


@pytest.fixture
def on_the_day(stopped_clock: Callable[[str], None]) -> None:
    """The day from which the days to the milestones of the sample school are counted."""
    stopped_clock("2026-11-22 08:30")


def test_a_project_stands_beside_the_list_with_what_is_wanted_next(
    on_the_day: None, page: ProjectsPage, seat: Seat
):
    row_id = choose(page, seat).id
    tabs = [one.text() for one in page.drawer.tabs.findChildren(QPushButton)]
    proofs, held = seat.desk.evidence.of(row_id), seat.desk.project_activities.of(row_id)
    assert {"概况", "成员 8", f"材料 {len(proofs)}", f"活动 {len(held)}"} <= {*tabs}
    words = seat.words(page.drawer)
    for told in (
        "中期 · 3 天后到期",
        "经费使用说明",
        "阶段成果不少于 3 项（现 2 项）",
        "校级 2023 → 区级 2024 → 市级 2025",
    ):
        assert told in words
    page.drawer.choose("成员")
    assert page.drawer.part("成员").list.lines[0].text == "王建国 · 主持人 · 总体设计、结题报告"


def test_a_member_of_the_roster_and_one_from_outside_are_added(page: ProjectsPage, seat: Seat, said: Said):
    row = choose(page, seat)
    page.drawer.choose("成员")
    part = page.drawer.part("成员")
    part.add()
    typed(seat, name="许莉", role="参研人员")
    part.add()
    typed(seat, name="顾问某", role="指导专家", unit="市教科院")
    members = {one.name: one for one in seat.desk.project_members.of(row.id)}
    assert members["许莉"].teacher_id == seat.teacher("许莉").id
    assert (members["顾问某"].teacher_id, members["顾问某"].unit) == ("", "市教科院")
    assert "顾问某 · 指导专家" in [one.text for one in part.list.lines]
    part.put_away(part.rows[-1])
    seat.wait()
    seat.heard("notice: 已删除成员，可在回收站找回。", lambda: said.act("撤销"))
    seat.wait()
    assert said.heard() == ["notice: 已撤销：删除项目成员 顾问某"]
    assert len(seat.desk.project_members.of(row.id)) == len(members)


def test_two_leaders_are_refused_in_the_form(page: ProjectsPage, seat: Seat):
    choose(page, seat)
    page.drawer.choose("成员")
    page.drawer.part("成员").add()
    form = seat.dialog(FormDialog)
    form.fields["name"].editor.show_text("许莉")
    form.fields["role"].editor.show_text("主持人")
    form.accept()
    seat.wait()
    assert form.isVisible()
    form._is_saved = True
    form.reject()


def test_a_step_says_what_is_missing_and_goes_on_with_a_reason(page: ProjectsPage, seat: Seat, said: Said):
    row = choose(page, seat)
    page.move_on(row.project)
    form = seat.dialog(FormDialog)
    assert form.fields["to_stage"].reading().value == "中期检查"
    assert "还缺" in form.fields["to_stage"].said
    form.accept()  # the doubt was told when the form opened: the service asks for the reason
    assert form.fields["forced"].said == "请写明提前办理的理由。"
    form.fields["forced"].editor.show_text("市教科院要求提前检查")
    form.accept()
    seat.wait()
    assert line(page).project.stage == "中期检查"
    last = seat.desk.projects.steps(row.id)[-1]
    assert (last.to_stage, last.forced) == ("中期检查", "市教科院要求提前检查")
    seat.heard(f"notice: “{MATHS}”已进入“中期检查”。", lambda: said.act("撤销"))
    seat.wait()
    assert len(said.heard()) == 1
    assert line(page).project.stage == "实施"


def test_a_new_project_tells_what_speaks_against_it(page: ProjectsPage, seat: Seat):
    page.add()
    form = seat.dialog(FormDialog)
    for key, text in {
        "title": "第二个规划课题",
        "kind_title": "教育科学规划课题",
        "leader": "王建国",
        "level": "市级",
    }.items():
        form.fields[key].editor.show_text(text)
    form.accept()
    assert "王建国" in form.fields["title"].said  # one live project of a family per leader
    form.accept()
    seat.wait()
    made = next(one for one in seat.desk.projects.rows() if one.title == "第二个规划课题")
    (leader,) = seat.desk.project_members.of(made.id)
    assert (leader.name, leader.role, leader.teacher_id) == ("王建国", "主持人", seat.teacher("王建国").id)


def test_a_missing_document_is_put_where_it_belongs(page: ProjectsPage, seat: Seat):
    row = choose(page, seat)
    seat.click("放入材料", page.drawer)
    typed(seat, title="经费使用说明（2026）")
    assert "经费使用说明" in {one.document for one in seat.desk.evidence.of(row.id)}
    assert page.drawer.tabs.current == 4


def test_lists_and_papers_are_exported(page: ProjectsPage, seat: Seat):
    choose(page, seat)
    made = page._export_button(page)
    made.menu().aboutToShow.emit()
    words = [action.text() for action in made.menu().actions()]
    assert words[:2] == ["项目台账", "项目推荐汇总表"]
    assert MATHS in words
    made.menu().actions()[0].trigger()
    dialog = seat.dialog(ExportDialog)
    dialog.reject()


def test_photos_of_an_activity_stand_below_its_line(page: ProjectsPage, seat: Seat):
    row = choose(page, seat)
    page.drawer.choose("活动")
    part = page.drawer.part("活动")
    part.list.setCurrentRow(0)
    (files,) = page.drawer.findChildren(PartFiles)
    assert files.isVisible()
    kept = seat.desk.attachments.keep("合影.txt", b"1")
    files.strip.show_files([*files.strip.files, kept])
    files.strip.changed.emit()
    seat.wait()
    there = seat.desk.attachments.of([part.rows[0].id])[part.rows[0].id]
    assert "合影.txt" in [one.name for one in there]
    assert len(seat.desk.project_activities.of(row.id)) == len(part.rows)


def test_a_granted_extension_moves_the_end_of_the_project(
    on_the_day: None, page: ProjectsPage, seat: Seat, said: Said
):
    row = choose(page, seat)
    page.drawer.choose("过程")
    part = page.drawer.part("变更")
    part.add()
    typed(seat, item="延期", on="2026-11-02", before=row.project.end, after="2028-03-31", reason="主持人产假")
    assert part.list.lines[-1].note == "待批"
    seat.click("批复…", page.drawer)
    assert f"同意后，结束日期由 {row.project.end} 改为 2028-03-31" in seat.words(seat.dialog(FormDialog))
    typed(seat, decided_on="2026-11-20", decided_by="市教科院")
    assert said.heard() == ["notice: 已批复变更“延期 · 2028-03-31”。"]
    assert line(page).project.end == "2028-03-31"
    assert part.list.lines[-1].note == "同意"
    assert not part._deed.isVisible()
    part.edit(part.rows[-1])  # a decided one: only what the 批复 said
    form = typed(seat, doc_no="常教科〔2026〕9号", why="")
    assert set(form.fields) == {"decided_on", "decided_by", "doc_no", "why"}
    form.fields["why"].editor.show_text("文号写错")
    form.accept()
    seat.wait()
    assert said.heard() == ["notice: 已更正变更“延期 · 2028-03-31”。"]
    assert (part.rows[-1].doc_no, part.rows[-1].remark) == (
        "常教科〔2026〕9号",
        "2026-11-22 更正批复：文号写错",
    )
    seat.desk.timeline.undo()
    seat.desk.timeline.undo()
    seat.wait()
    assert line(page).project.end == row.project.end


def test_a_project_that_was_approved_is_entered_with_the_words_of_its_kind(page: ProjectsPage, seat: Seat):
    page.add()
    form = seat.dialog(FormDialog)
    kind, stage, subkind = (form.fields[key].editor for key in ("kind_title", "stage", "subkind"))
    kind.show_text("名师工作室")
    kind.edited.emit()
    assert stage.matches("授") == ["授牌"]
    assert subkind.matches("乡村") == ["乡村骨干培育站"]
    typed(seat, title="乡村培育站", leader="王建国", number="G-1", approved_on="2025-03-01")
    assert "没有选阶段，已经立项的按“实施”登记。" in seat.words(form)
    form.accept()
    seat.wait()
    row = line(page, "乡村培育站").project
    assert (row.kind, row.stage) == ("GZ", "实施")


def test_a_project_of_the_wrong_kind_is_given_another(page: ProjectsPage, seat: Seat):
    row = choose(page, seat)
    does = dict(entry for entry in page.entries([row]) if entry is not None)
    does["改变类别…"]()
    form = typed(seat, kind_title="教研与微型课题")
    assert "阶段“实施”" not in seat.words(form)
    assert "“教研与微型课题”没有子类“立项课题”，改后子类为空。" in seat.words(form)
    form.accept()
    seat.wait()
    assert (line(page).project.kind, line(page).project.stage) == ("WK", "实施")
    seat.desk.timeline.undo()
    seat.wait()
    assert line(page).project.kind == "KT"


def test_who_answers_for_a_project_is_chosen_kept_and_printed(page: ProjectsPage, seat: Seat):
    department = seat.desk.departments.rows()[0]
    choose(page, seat)
    page.drawer.edit_wanted.emit(line(page).project)
    form = typed(seat, department_id=department.name, supervisor_id="没有这个人")
    assert "花名册里没有唯一的“没有这个人”" in seat.words(form)
    form.fields["supervisor_id"].editor.show_text("李静")
    form.accept()
    seat.wait()
    dossier = seat.desk.project_dossiers.of(line(page).id)
    assert (dossier.department, dossier.supervisor) == (department.name, "李静")
    assert f"{department.name} · 分管领导 李静" in seat.words(page.drawer)
    seat.desk.teachers.put_away([dossier.project.supervisor_id])
    seat.wait()
    page.drawer.edit_wanted.emit(line(page).project)
    typed(seat, summary="改了一句")
    assert line(page).project.supervisor_id == dossier.project.supervisor_id
