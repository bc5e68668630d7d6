"""Exporting a paper of a project: the year of a yearly one and the change of an application are chosen in the window."""

from edudesk.base.contents import texts_of
from edudesk.projects.pages.page import ProjectsPage
from edudesk.projects.pages.result_choice import ResultChoice
from edudesk.projects.reports.catalogue import sheet
from edudesk.projects.rows.course import ChangeDraft
from edudesk.projects.rows.results import DeliverableDraft
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


def test_of_too_many_results_some_are_chosen_and_each_has_its_files(page: ProjectsPage, seat: Seat) -> None:
    desk = seat.window.desk
    row = next(one for one in page.model.rows if one.title == "小学数学结构化学习的实践研究")
    page.table.select([row.id])
    seat.wait()
    page.drawer.choose("成果")
    part = page.drawer.part("成果")
    (choice,) = page.drawer.findChildren(ResultChoice)
    assert choice.isHidden()
    desk.deliverables.add_many(
        "登记成果",
        [
            DeliverableDraft(project_id=row.id, kind="讲座", title=f"讲座{n}", on="2026-10-01")
            for n in range(11)
        ],
    )
    seat.wait()
    assert not choice.isHidden()
    form = choice.choose()
    wanted = [one for one in part.rows if one.title in ("讲座3", "讲座7")]
    for one in wanted:
        form.fields[one.id].editor.show_text("是")
    form.accept()
    seat.wait()
    assert desk.deliverables.marked(row.id) == {one.id for one in wanted}
    assert "已选 2 项" in seat.words(choice)
    desk.deliverables.keep_files(wanted[0].id, [desk.attachments.keep("获奖证书.jpg", b"1")])
    assert [one.name for one in desk.attachments.of([wanted[0].id])[wanted[0].id]] == ["获奖证书.jpg"]
    assert any(one.section.noun == "成果" and one.section.has_files for one in (part,))
