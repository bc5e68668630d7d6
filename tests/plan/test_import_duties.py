"""Who answers for what until when, in a plan that is imported: from brackets and sentences into goals and tasks."""

import pytest

from edudesk.kit.writing import write
from edudesk.plan.rows.goals import DOMAIN, GoalDraft
from edudesk.plan.rows.plans import PlanDraft
from edudesk.plan.rows.tasks import TaskDraft
from edudesk.sheets.prose import read_prose
from edudesk.submissions.plan_papers import text_of
from tests.plan.texts import word_with_tables


def test_what_stands_in_the_brackets_behind_a_task(desk, tmp_path):
    tasks = (
        "（1）开发课程20门。（责任部门：教务处；责任人：孟晚晴；2030年6月底前）",
        "（2）每月排查隐患。（责任部门：总务处；长期）",
        "（3）开展展示课。（责任部门：教务处，完成时限：2027年6月）",
        "（4）建立档案（教科室，2027年12月）。",
        "（5）形成案例集。（责任单位：教务处、教科室 完成时间：2028年底）",
        "（6）推广经验。（责任部门：教务处；2026年9月—2027年6月；经费8万元）",
    )
    head = ("青禾学校五年发展规划（2026—2030年）", "一、目标与措施", "（一）教师队伍", "1.骨干培养")
    file = word_with_tables([*head, *tasks], tmp_path / "规划.docx")
    desk.plan_outlines.import_plan(desk.plan_outlines.preview(read_prose(file), file=file.name))
    (plan,) = desk.plans.rows()
    assert sorted((one.title, one.department, one.owner, one.starts, one.due, one.due_words) for one in desk.plan_tasks.of(plan.id)) == sorted([
        ("开发课程20门", "教务处", "孟晚晴", "", "2030-06-30", ""),
        ("每月排查隐患", "总务处", "", "", "", "长期"),
        ("开展展示课", "教务处", "", "", "2027-06-30", ""),
        ("建立档案", "教科室", "", "", "2027-12-31", ""),
        ("形成案例集", "教务处、教科室", "", "", "2028-12-31", ""),
        ("推广经验", "教务处", "", "2026-09-01", "2027-06-30", ""),
    ])  # fmt: skip
    again = desk.plan_outlines.preview(read_prose(file), file=file.name)
    assert (again.counts["new"], again.counts["changed"], again.importable) == (0, 0, False)


@pytest.mark.parametrize(
    "title",
    ["2027年6月底前建成录播室", "编写课程纲要，教务处负责", "由办公室负责修订章程，2026年12月底前完成"],
)
def test_what_a_task_says_in_words_is_nothing_new_when_it_comes_back(desk, tmp_path, title):
    """Whoever typed it left the fields empty, or says something else there."""
    plan = desk.plans.add(PlanDraft(title="学校规划（2026—2029）", starts="2026-09-01", ends="2029-08-31"))
    domain = desk.plan_goals.add(GoalDraft(plan_id=plan.id, kind=DOMAIN, title="课程教学"))
    goal = desk.plan_goals.add(
        GoalDraft(plan_id=plan.id, parent_id=domain.id, title=title, text=f"为了发展，{title}。")
    )
    desk.plan_tasks.add(TaskDraft(plan_id=plan.id, goal_id=goal.id, title=title, year="2026-2027学年"))
    desk.plan_tasks.add(
        TaskDraft(plan_id=plan.id, goal_id=goal.id, title=f"再次{title}", department="工会", due="2027-05-01")
    )
    file = tmp_path / "规划.docx"
    write(text_of(desk, desk.plan_wholes.of(plan.id)), file)
    again = desk.plan_outlines.preview(read_prose(file), file=file.name)
    changed = [
        (line.proposal.title, line.proposal.facts) for line in again.lines if line.state.value != "same"
    ]
    assert changed == []
