"""项目 in the drawer of a teacher, and projects found by Ctrl+K."""

from edudesk.kit.dated_list import DatedList
from edudesk.projects.pages.page import ProjectsPage
from tests.seat import Seat


def test_the_projects_of_a_teacher_lead_to_them(seat: Seat):
    roster = seat.window.roster()
    seat.wait()
    roster.go_to(seat.teacher("王建国").id)
    seat.wait()
    roster.drawer.choose("项目")
    seat.wait()
    shown = [one for one in roster.drawer.findChildren(DatedList) if one.isVisibleTo(roster) and one.count()]
    assert shown[0].lines[0].text == "小学数学结构化学习的实践研究"
    assert shown[0].lines[0].note == "主持人 · 实施"
    shown[0].opened.emit(0)
    seat.wait()
    page = seat.window.stack.currentWidget()
    assert isinstance(page, ProjectsPage)
    assert page.drawer.name.text() == "小学数学结构化学习的实践研究"


def test_a_project_is_found_by_initials_and_by_its_leader(seat: Seat):
    for typed in ("xxsxjgh", "王建国"):
        seat.window.search()
        seat.window.palette_box.line.setText(typed)
        seat.wait()
        model = seat.window.palette_box.list.model()
        hits = [model.index(place, 0).data() for place in range(model.rowCount())]
        assert any("小学数学结构化学习的实践研究" in str(hit) for hit in hits)
        seat.window.palette_box.hide()
