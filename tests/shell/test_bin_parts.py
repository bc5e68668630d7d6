"""The recycle bin's page: what is part of something says of what, and comes back with it."""

from edudesk.kit.list_page import ListPage
from tests.gui import Said
from tests.seat import Seat


def test_a_deleted_goal_comes_back_whole(seat: Seat, said: Said) -> None:
    plan = next(one for one in seat.desk.plans.rows() if one.state != "已结束")
    goal = next(one for one in seat.desk.plan_goals.of(plan.id) if one.title == "梯队培养")
    tasks = sorted(one.title for one in seat.desk.plan_tasks.of(plan.id))
    targets = len(seat.desk.plan_targets.of(plan.id))
    seat.desk.plan_goals.remove(goal.id)
    page = seat.window.show_page("bin")
    assert isinstance(page, ListPage)
    seat.wait()
    owner = next(one for one in page.columns if one.title == "属于")
    told = {owner.value(row) for row in page.model.rows if row.binned.noun == "年度目标值"}
    measures = {row.binned.label for row in page.model.rows if row.binned.noun == "观测指标"}
    assert told == measures != set()
    gone = len(page.model.rows)
    page.table.select([("plan_goal", goal.id)])
    seat.click("恢复所选", page)
    assert said.heard() == [f"notice: 已恢复 1 条，连同一起删除的 {gone - 1} 条。"]
    assert len(page.model.rows) == 0
    assert sorted(one.title for one in seat.desk.plan_tasks.of(plan.id)) == tasks
    assert len(seat.desk.plan_targets.of(plan.id)) == targets

    seat.desk.plan_goals.remove(goal.id)
    seat.wait()
    row = next(row for row in page.model.rows if row.binned.noun == "规划任务")
    page.table.select([row.id])
    seat.click("恢复所选", page)
    assert said.heard() == ["notice: 已恢复 1 条。所属的规划目标“梯队培养”也一并恢复。"]
