"""项目 in the drawer of a teacher with 成果 and awards, and projects found by Ctrl+K."""

from dataclasses import replace

from edudesk.projects.pages.page import ProjectsPage
from edudesk.projects.pages.teacher_tab import ProjectsPane
from edudesk.projects.rows.results import DeliverableDraft
from tests.seat import Seat


def test_the_projects_of_a_teacher_lead_to_them(seat: Seat):
    roster = seat.window.roster()
    seat.wait()
    roster.go_to(seat.teacher("王建国").id)
    seat.wait()
    roster.drawer.choose("项目")
    seat.wait()
    (pane,) = roster.drawer.findChildren(ProjectsPane)
    assert pane.live.list.lines[0].text == "小学数学结构化学习的实践研究"
    assert pane.live.list.lines[0].note == "主持人 · 实施"
    pane.live.list.opened.emit(0)
    seat.wait()
    page = seat.window.stack.currentWidget()
    assert isinstance(page, ProjectsPage)
    assert page.drawer.name.text() == "小学数学结构化学习的实践研究"


def test_the_results_and_awards_of_a_teacher_lead_to_them(seat: Seat):
    wang, project = (
        seat.teacher("王建国"),
        next(row for row in seat.desk.projects.rows() if "结构化" in row.title),
    )
    award = DeliverableDraft(
        project_id=project.id, kind="获奖", title="教学成果奖", on="2026-06-01", authors="王建国、李静",
        teacher_ids=f"{wang.id}、{seat.teacher('李静').id}", level="市级", grade="一等奖",
    )  # fmt: skip
    kept = seat.desk.deliverables.add(award)
    gone = next(row for row in seat.desk.projects.rows() if row.id != project.id)
    seat.desk.deliverables.add(replace(award, project_id=gone.id, title="已删项目的奖"))
    seat.desk.projects.put_away([gone.id])
    roster = seat.window.roster()
    seat.wait()
    roster.go_to(wang.id)
    roster.drawer.choose("项目")
    seat.wait()
    (pane,) = roster.drawer.findChildren(ProjectsPane)
    assert pane.awards.list.lines == [("2026-06", "教学成果奖", "市级 · 一等奖")]
    assert (pane.awards.title.text(), pane.results.title.text()) == ("获奖 1 项", "成果 1 项")
    assert pane.results.list.lines[0].note.startswith("论文")
    pane.awards.list.opened.emit(0)
    seat.wait()
    page = seat.window.stack.currentWidget()
    assert isinstance(page, ProjectsPage)
    part = page.drawer.part("成果")
    assert part.isVisible()
    assert part.rows[part.list.currentRow()].id == kept.id


def test_a_project_is_found_by_initials_and_by_its_leader(seat: Seat):
    for typed in ("xxsxjgh", "王建国"):
        seat.window.search()
        seat.window.palette_box.line.setText(typed)
        seat.wait()
        model = seat.window.palette_box.list.model()
        hits = [model.index(place, 0).data() for place in range(model.rowCount())]
        assert any("小学数学结构化学习的实践研究" in str(hit) for hit in hits)
        seat.window.palette_box.hide()
