"""Kept versions in the window: what changed of targets and tasks is read, an old version brought back, one deleted by keyboard."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QUrl

from edudesk.kit import messages
from edudesk.plan.pages.text_versions import VersionsDialog
from edudesk.plan.rows.goals import GoalDraft
from edudesk.plan.rows.measures import MeasureDraft
from edudesk.plan.rows.plans import UNDER_WAY, PlanRow
from edudesk.plan.rows.tasks import TaskDraft
from tests.seat import Seat

YEAR = "2027-2028学年"


@pytest.fixture
def plan(seat: Seat) -> PlanRow:
    """The plan of the sample school, which is under way, with a goal of its own, kept."""
    desk = seat.desk
    plan = next(row for row in desk.plans.rows() if row.state in UNDER_WAY)
    goal = desk.plan_goals.add(GoalDraft(plan_id=plan.id, title="数字校园建设"))
    desk.plan_measures.put(
        MeasureDraft(plan_id=plan.id, goal_id=goal.id, title="智慧教室占比", unit="%"), {YEAR: "40"}
    )
    desk.plan_tasks.add(
        TaskDraft(plan_id=plan.id, goal_id=goal.id, title="改造智慧教室", year=YEAR, due="2028-06-30")
    )
    desk.plan_versions.keep(plan.id, why="中期调整前")
    return plan


@pytest.fixture
def dialog(seat: Seat, plan: PlanRow) -> Iterator[VersionsDialog]:
    page = seat.window.show_page("plan_text")
    seat.wait()
    seat.click("稿次…", page)
    found = page.findChild(VersionsDialog)
    assert found is not None
    yield found
    seat.said.heard()
    seat.wait()


def change(seat: Seat, plan: PlanRow) -> None:
    """43% in place of 40%, another task."""
    desk = seat.desk
    measure = next(row for row in desk.plan_measures.of(plan.id) if row.title == "智慧教室占比")
    task = next(row for row in desk.plan_tasks.of(plan.id) if row.title == "改造智慧教室")
    desk.plan_targets.fill(measure.id, {YEAR: {"target": "43"}})
    desk.plan_tasks.add(
        TaskDraft(plan_id=plan.id, goal_id=task.goal_id, title="验收智慧教室", year=YEAR, percent=10)
    )


def target(seat: Seat, plan: PlanRow) -> str:
    measure = next(row for row in seat.desk.plan_measures.of(plan.id) if row.title == "智慧教室占比")
    (found,) = [row.target for row in seat.desk.plan_targets.of(plan.id) if row.measure_id == measure.id]
    return found


def test_a_target_that_was_changed_is_read_and_brought_back(
    seat: Seat, plan: PlanRow, dialog: VersionsDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert dialog.changes.toPlainText() == "两稿相同。"
    change(seat, plan)
    seat.wait()
    assert "修改 1 处，新增 1 处" in dialog.told.text()
    said = dialog.changes.toPlainText()
    lines = [" ".join(line.split()) for line in said.splitlines()]
    goal = lines[1].rpartition(" ")[2]
    assert lines == [
        "指标 1 处",
        f"指标：智慧教室占比 修改 {goal}",
        f"目标值 {YEAR} 40% → 43%",
        "任务 1 处",
        f"任务：验收智慧教室 新增 {goal}",
        f"年度 {YEAR}",
    ]
    assert goal.endswith("数字校园建设")

    (number, count) = (seat.desk.plan_versions.of(plan.id)[0].number, dialog.list.count())
    told: list[str] = []
    monkeypatch.setattr(messages, "tell", lambda _parent, *words: told.extend(words))
    seat.click("恢复这一稿", dialog)
    assert told[0] == f"已恢复第 {number} 稿，存为第 {number + 2} 稿。"
    assert "任务“验收智慧教室”：已有进展" in told[1]
    assert "没有记入中期调整表" in told[1]  # the plan is under way
    assert target(seat, plan) == "40"
    seat.press("Ctrl+Z")
    assert target(seat, plan) == "43"
    assert dialog.list.count() == count


def test_a_version_that_the_plan_still_is_is_not_brought_back(
    seat: Seat, dialog: VersionsDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert dialog.chosen is not None
    number, count = dialog.chosen.number, dialog.list.count()
    told: list[str] = []
    monkeypatch.setattr(messages, "tell", lambda _parent, *words: told.extend(words))
    seat.click("恢复这一稿", dialog)
    assert told == [
        f"没有恢复第 {number} 稿：能恢复的内容和现在的规划一样。",
        "规划没有改动，也没有另存一稿。",
    ]
    assert dialog.list.count() == count


def test_a_version_is_deleted_with_the_keyboard_and_taken_back(
    seat: Seat, plan: PlanRow, dialog: VersionsDialog
) -> None:
    count = dialog.list.count()
    dialog.list.setFocus()
    dialog.list.setCurrentRow(0)
    seat.said.answer(False)
    seat.press("Delete")
    assert dialog.list.count() == count  # asked, and not wanted
    seat.said.answer(True)
    seat.press("Delete")
    assert dialog.list.count() == count - 1
    assert dialog.chosen is not None
    seat.press("Ctrl+Z")
    assert seat.desk.plan_versions.of(plan.id)[0].why == "中期调整前"
    assert dialog.list.count() == count


def test_a_version_kept_before_targets_were_says_so(
    seat: Seat, dialog: VersionsDialog, plan: PlanRow, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = seat.desk.plan_versions.of(plan.id)
    old = '{"facts":{},"sections":[],"goals":{}}'
    seat.desk.plan_versions.change(rows[0].id, {"content": old})
    seat.wait()
    said = dialog.changes.toPlainText()
    assert said.count("还没有存指标、目标值和任务") == 1
    assert "指标：" not in said
    told: list[str] = []
    monkeypatch.setattr(messages, "tell", lambda _parent, *words: told.extend(words))
    seat.click("恢复这一稿", dialog)
    assert told[1].startswith("这一稿里没有存指标、目标值和任务")
    assert target(seat, plan) == "40"


def test_of_many_changes_the_first_are_shown_and_all_on_demand(
    seat: Seat, dialog: VersionsDialog, plan: PlanRow
) -> None:
    goal = next(row for row in seat.desk.plan_goals.of(plan.id) if row.title == "数字校园建设")
    drafts = [TaskDraft(plan_id=plan.id, goal_id=goal.id, title=f"第{n}件", year=YEAR) for n in range(170)]
    seat.desk.plan_tasks.add_many("任务", drafts)
    seat.wait()
    assert "还有 110 处" in dialog.changes.toPlainText()
    dialog.changes.anchorClicked.emit(QUrl("全部"))
    assert "第169件" in dialog.changes.toPlainText()
    assert dialog.list.contextMenuPolicy() is Qt.ContextMenuPolicy.CustomContextMenu
