"""What of a plan leads elsewhere: a 重点发展项目 to its record, a proof to all that it proves."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint

from edudesk.kit.form_dialog import FormDialog
from edudesk.plan.pages import page as plan_page
from edudesk.plan.pages.forms import plan_form
from edudesk.plan.pages.page import PlanPage
from edudesk.plan.rows.goals import KEY_PROJECT
from tests.gui import Said
from tests.plan.test_page import go, page, typed
from tests.seat import Seat

__all__ = ["page"]


def words_of_menu(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    seen: list[str] = []

    def pop(_parent: Any, entries: Any, _place: Any) -> None:
        seen[:] = [one[0] for one in entries if one]

    monkeypatch.setattr(plan_page, "pop_menu", pop)
    return seen


def test_a_key_project_is_bound_to_its_record_in_its_form(
    page: PlanPage, seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    go(page, seat, "校本课程体系")
    project = seat.desk.projects.rows()[0]
    seen = words_of_menu(monkeypatch)
    page._goal_menu(QPoint())
    assert "查看项目" not in seen
    page.edit_goal()
    typed(seat, kind=KEY_PROJECT, project_id=project.title)
    assert page.picture is not None
    goal = page.picture.whole.goal[page.tree.current]
    assert (goal.kind, goal.project_id) == (KEY_PROJECT, project.id)
    page._goal_menu(QPoint())
    assert "查看项目" in seen
    assert not page.view.kind.isHidden()
    told = seat.words(page.view.project)
    assert project.title in told
    assert project.stage in told
    shown: list[str] = []
    page.view.project_wanted.connect(shown.append)
    seat.click("查看项目", page.view.project)
    assert shown == [project.id]
    seat.window.show_page("plan")
    seat.wait()
    go(page, seat, "依法治校")
    assert (page.view.kind.isHidden(), page.view.project.isHidden()) == (True, True)
    go(page, seat, "校本课程体系")
    seat.desk.projects.put_away([project.id])
    page.edit_goal()
    typed(seat, mark="成为区级基地")  # what is in the recycle bin stays bound while nobody chooses another
    goal = page.picture.whole.goal[page.tree.current]
    assert (goal.mark, goal.project_id) == ("成为区级基地", project.id)
    assert "已经删除" in seat.words(page.view.project)


def test_a_proof_stands_for_several_goals_tasks_measures_and_projects(page: PlanPage, seat: Seat) -> None:
    go(page, seat, "校本课程体系")
    assert page.picture is not None
    whole, first = page.picture.whole, page.tree.current
    other = next(row for row in whole.goals if row.title == "梯队培养")
    task, measure, project = whole.tasks[0], whole.measures[0], seat.desk.projects.rows()[0]
    page.add_proof()
    form = seat.dialog(FormDialog)
    assert form.fields["proves"].editor.typed() == first
    every = (first, other.id, task.id, measure.id, project.id)
    typed(seat, title="专家报告照片", proves="、".join(every))
    (proof,) = [row for row in seat.desk.plan_proofs.of(whole.plan.id) if row.title == "专家报告照片"]
    assert set(proof.goal_ids.split("、")) == {first, other.id}
    assert (proof.task_ids, proof.measure_ids, proof.project_ids) == (task.id, measure.id, project.id)
    number = proof.number
    go(page, seat, "梯队培养")
    assert number in [row.number for row in page.side._proofs]
    page.edit_proof(proof)
    typed(seat, proves=other.id)  # moved
    moved = seat.desk.plan_proofs.get(proof.id)
    assert (moved.goal_ids, moved.task_ids, moved.project_ids, moved.number) == (other.id, "", "", number)


def test_plans_that_came_apart_are_bound_as_rounds_one_after_the_other(
    page: PlanPage, seat: Seat, said: Said
) -> None:
    assert page.picture is not None
    plan = page.picture.whole.plan
    (before,) = [row for row in seat.desk.plans.rows() if row.id == plan.previous_id]
    page.handling.edit()
    assert seat.dialog(FormDialog).fields["previous_id"].editor.typed() == before.title
    typed(seat, previous_id="")
    assert seat.desk.plans.get(plan.id).previous_id == ""
    page.handling.edit()
    typed(seat, previous_id=before.title)
    assert seat.desk.plans.get(plan.id).previous_id == before.id
    plan_form(page, seat.desk, before, lambda _row: None)
    typed(seat, previous_id=plan.title)  # the later one as the earlier: said, not stored at once
    assert "不比本轮开始得早" in seat.words(seat.dialog(FormDialog))
    said.answer(True)
    seat.dialog(FormDialog).reject()
    assert said.heard() == ["ask: 填写的内容还没有保存。"]
    assert seat.desk.plans.get(before.id).previous_id == ""
