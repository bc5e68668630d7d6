"""A plan as a whole on its page: its first goal, the round after with what was chosen, the way between rounds, its removal."""

import pytest
from PySide6.QtCore import Qt

from edudesk.base.errors import UserError
from edudesk.kit.form_dialog import FormDialog
from edudesk.kit.history_dialog import HistoryDialog
from edudesk.kit.ticks_field import TicksField
from edudesk.plan.pages.page import PlanPage
from edudesk.plan.rows.plans import PlanDraft, PlanRow
from edudesk.plan.rules.carrying import goals_of, goals_on, round_words, rounds_beside, tasks_on, unfinished
from edudesk.plan.rules.removing import plan_words
from tests.gui import Said
from tests.plan.test_page import page, typed
from tests.seat import Seat

__all__ = ["page"]
TITLE, BEFORE = "学校三年主动发展规划（2025—2028）", "学校三年发展规划（2022—2025）"


@pytest.fixture
def plan(page: PlanPage) -> PlanRow:
    assert page.picture is not None
    return page.picture.whole.plan


@pytest.fixture
def form(page: PlanPage, seat: Seat) -> FormDialog:
    """拟订下一轮规划."""
    next(one for one in page.more_button.menu().actions() if one.text() == "拟订下一轮规划…").trigger()
    return seat.dialog(FormDialog)


def ticks(form: FormDialog, key: str) -> TicksField:
    found = form.fields[key].editor
    assert isinstance(found, TicksField)
    return found


def words(form: FormDialog, key: str) -> list[str]:
    """What has a tick."""
    listed = ticks(form, key).list
    items = [listed.item(place) for place in range(listed.count())]
    return [one.text().strip("　") for one in items if one.checkState() == Qt.CheckState.Checked]


def tick(seat: Seat, form: FormDialog, key: str, part: str) -> None:
    """By keyboard: a part of the name, down, the space bar."""
    field = ticks(form, key)
    field.search.setFocus()
    field.search.setText(part)
    seat.press("Down")
    seat.press("Space")
    field.search.setText("")


# the round after


def test_single_goals_and_tasks_go_on(page: PlanPage, plan: PlanRow, form: FormDialog, seat: Seat, said: Said) -> None:  # fmt: skip
    assert ticks(form, "goals").told.text() == "已选 21 / 21"
    ticks(form, "goals").none.click()
    assert (words(form, "goals"), words(form, "tasks")) == ([], [])
    assert "随目标取消了任务" in seat.words(form)
    tick(seat, form, "goals", "梯队培养")
    assert words(form, "goals") == ["三、教师队伍", "3.2 梯队培养　4 项指标"]
    assert "随目标选上了任务：修订教师梯队培养方案" in seat.words(form)
    tick(seat, form, "tasks", "名师工作室")
    form.accept()
    seat.wait()
    assert page.picture is not None
    whole = page.picture.whole
    assert whole.plan.title == "学校三年主动发展规划（2028—2031）"
    assert [one.label for one in page.picture.goals] == ["一、教师队伍", "1.1 梯队培养"]
    assert [row.title for row in whole.tasks] == ["修订教师梯队培养方案", "梯队培养成果展示"]
    assert said.heard() == [
        "notice: 已建立“学校三年主动发展规划（2028—2031）”，结转 2 个目标、2 项任务。沿用的文本标有“【上一轮文本，待修改】”，请逐处修改。"
    ]


def test_a_task_takes_its_goal_along(page: PlanPage, form: FormDialog, seat: Seat, said: Said) -> None:
    ticks(form, "goals").none.click()
    tick(seat, form, "tasks", "修订教师梯队培养方案")
    assert words(form, "goals") == ["三、教师队伍", "3.2 梯队培养　4 项指标"]
    assert "任务要跟着目标，选上了：三、教师队伍、3.2 梯队培养。" in seat.words(form)
    tick(seat, form, "goals", "梯队培养")  # and goes with it
    assert words(form, "tasks") == []
    said.answer(True)
    form.reject()
    assert said.heard() == ["ask: 填写的内容还没有保存。"]


def test_what_is_below_a_goal_follows_it(page: PlanPage) -> None:
    assert page.picture is not None
    whole = page.picture.whole
    ids = {row.title: row.id for row in whole.goals}
    every = set(ids.values())
    top, own = (
        ids["教师队伍"],
        {ids[one] for one in ("教师队伍", "师德师风", "梯队培养", "青蓝工程", "梯队教师培养")},
    )
    assert goals_on(whole.goals, every, every - {top}) == every - own
    assert goals_on(whole.goals, set(), {top}) == own
    assert goals_on(whole.goals, set(), {ids["梯队培养"]}) == {top, ids["梯队培养"]}
    tasks = unfinished(whole, page.picture.today)
    of_goal = {row.id for row in tasks if row.goal_id == ids["梯队培养"]}
    assert tasks_on(tasks, set(), set(), {ids["梯队培养"]}) == of_goal
    assert tasks_on(tasks, of_goal, {ids["梯队培养"]}, set()) == set()
    assert goals_of(whole.goals, tasks, of_goal, set()) == {top, ids["梯队培养"]}


def test_the_rounds_before_and_after_are_a_click_away(page: PlanPage, plan: PlanRow, seat: Seat) -> None:
    assert (page.rounds.before.text(), page.rounds.after.isVisible()) == ("‹ 上一轮 2022—2025", False)
    page.rounds.before.click()
    seat.wait()
    assert page.head.title.text() == BEFORE
    assert (page.rounds.before.isVisible(), page.rounds.after.text()) == (False, "下一轮 2025—2028 ›")
    page.rounds.after.click()
    seat.wait()
    assert page.head.title.text() == TITLE
    rows = seat.desk.plans.rows()
    before, after = rounds_beside(plan, rows)
    assert (before.title if before else "", after) == (BEFORE, None)
    assert round_words(PlanRow(title="", id="", version=1)) == ""


# its first goal


@pytest.mark.parametrize("has_plan", [True, False])
def test_ctrl_n_begins_where_nothing_is(page: PlanPage, seat: Seat, has_plan: bool) -> None:
    if has_plan:
        row = seat.desk.plans.add(PlanDraft(title="新规划", starts="2031-09-01", ends="2034-08-31"))
        page.choice.choose(row.id)
        seat.wait()
        seat.press("Ctrl+N")
        typed(seat, title="学校治理", kind="领域")
        assert page.picture is not None
        assert [one.label for one in page.picture.goals] == ["一、学校治理"]
    else:
        page._show(None)
        seat.press("Ctrl+N")
        assert "新建发展规划" in seat.dialog(FormDialog).windowTitle()
        seat.dialog(FormDialog).reject()


# removal


def remove(page: PlanPage, seat: Seat) -> None:
    page.more_button.menu().actions()[-1].trigger()
    seat.wait()


def test_a_plan_goes_with_all_it_has_and_another_is_shown(page: PlanPage, seat: Seat, said: Said) -> None:
    desk = seat.desk
    (before,) = [row for row in desk.plans.rows() if row.title == BEFORE]
    page.choice.choose(before.id)
    seat.wait()
    said.answer(False, True)
    remove(page, seat)
    assert page.head.title.text() == BEFORE  # the answer was no
    remove(page, seat)
    assert page.head.title.text() == TITLE
    assert page.rounds.isVisible() is False
    assert desk.plan_stages.of(before.id) == []
    assert said.heard() == [
        f"ask: 删除“{BEFORE}”？",
        f"ask: 删除“{BEFORE}”？",
        f"notice: 已删除“{BEFORE}”和它的全部内容，可在回收站找回。",
    ]
    seat.press("Ctrl+Z")
    assert page.head.title.text() == BEFORE
    assert len(desk.plan_stages.of(before.id)) == 4
    said.heard()


def test_a_plan_under_way_is_not_even_asked_about(page: PlanPage, seat: Seat, said: Said) -> None:
    remove(page, seat)
    assert said.heard() == [f"fail: “{TITLE}”实施中，不能删除。"]


def test_the_last_plan_leaves_an_empty_page(page: PlanPage, seat: Seat, said: Said) -> None:
    desk = seat.desk
    for row in desk.plans.rows():
        if row.title == TITLE:
            passed = [one.id for one in desk.plan_stages.of(row.id)]
            desk.plan_stages.put_away(passed)
    seat.wait()
    said.answer(True, True)
    remove(page, seat)
    remove(page, seat)
    assert desk.plans.rows() == []
    assert "还没有发展规划。" in seat.words(page.empty)
    said.heard()


def test_the_question_says_what_goes(page: PlanPage, plan: PlanRow, seat: Seat) -> None:
    assert page.picture is not None
    told = plan_words(page.picture.whole, 1, page.picture.plans)
    assert told.splitlines()[0].startswith("连同它的 21 个目标、")
    for part in (
        "项任务",
        "份佐证材料",
        "2 份自评",
        "1 份稿次",
        "个校情问卷结果",
        "其中 1 份自评已经冻结上报。",
    ):
        assert part in told
    (before,) = [row for row in page.picture.plans if row.title == BEFORE]
    told = plan_words(seat.desk.plan_wholes.of(before.id), 0, page.picture.plans)
    assert f"它是“{TITLE}”的上一轮" in told


def test_the_state_of_a_plan_is_not_put_back_beside_its_stages(
    page: PlanPage, plan: PlanRow, seat: Seat
) -> None:
    page.handling.show_history()
    dialog = seat.dialog(HistoryDialog)
    history = seat.desk.plans.history(plan.id)
    entry = next(entry for entry, change in history if "state" in (change.before or {}))
    with pytest.raises(UserError, match="状态随登记的阶段变化"):
        dialog._restore(dialog._own, plan.id, entry.seq, "state")
    assert seat.desk.plans.get(plan.id).state == plan.state
    dialog.close()
