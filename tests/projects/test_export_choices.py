"""Exporting a paper of a project: the year of a yearly one and the change of an application are chosen in the window."""

from edudesk.base.contents import texts_of
from edudesk.projects.pages.page import ProjectsPage
from edudesk.projects.reports.catalogue import sheet
from edudesk.projects.rows.course import ChangeDraft
from edudesk.submissions.pages.project_sheets import _export
from tests.seat import Seat


def test_the_year_and_the_change_of_a_paper_are_chosen(page: ProjectsPage, seat: Seat) -> None:
    desk = seat.window.desk
    room = next(row for row in desk.projects.rows() if row.title == "智慧教室设备更新")
    desk.project_changes.add(
        ChangeDraft(project_id=room.id, item="研究内容", on="2026-11-01", after="增加平板", reason="课程需要")
    )

    def printed(key: str, project_id: str, scope: str) -> str:
        dialog = _export(desk, page, sheet(key), project_id)
        assert dialog is not None
        dialog.choose(scope=scope)
        made = dialog._prepare(dialog.choice)()
        dialog.reject()
        return "\n".join(texts_of(made)) + dialog.choice.path.name

    waits = next(one for one in desk.project_changes.of(room.id) if one.item == "延期")
    assert "√研究内容" in printed("change", room.id, "")
    alone = printed("change", room.id, waits.id)
    assert ("√延期" in alone, "√研究内容" in alone) == (True, False)
    studio = next(row for row in desk.projects.rows() if row.title == "许莉名师工作室")
    assert "2025年度" in printed("studio", studio.id, "2025")
    assert "2026年度" in printed("studio", studio.id, "2026")
