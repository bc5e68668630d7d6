"""Points of domains, goals and tasks in a plan that is imported: in their titles, in brackets, in tables."""

import pytest

from edudesk.base.prose import Prose
from edudesk.kit.writing import write
from edudesk.plan.intake.goal_words import weight_in
from edudesk.plan.rows.goals import DOMAIN, GoalDraft
from edudesk.plan.rows.plans import PlanDraft
from edudesk.plan.rules.outline import lines_of
from edudesk.sheets.prose import read_prose
from edudesk.submissions.plan_papers import text_of
from tests.plan.texts import table

PLAN = "青禾学校五年发展规划（2026—2030年）"


@pytest.mark.parametrize(
    ("said", "title", "weight"),
    [
        ("课程与教学改革（30分）", "课程与教学改革", "30"),
        ("课程与教学改革(30 分)", "课程与教学改革", "30"),
        ("课程与教学改革（权重30%）", "课程与教学改革", "30"),
        ("课程与教学改革（权重：30）", "课程与教学改革", "30"),
        ("课程与教学改革【分值：12.5分】", "课程与教学改革", "12.5"),
        ("课程与教学改革（占30分）", "课程与教学改革", "30"),
        ("每天阅读（30分钟）", "每天阅读（30分钟）", ""),
        ("骨干占比（30%）", "骨干占比（30%）", ""),
        ("（30分）", "（30分）", ""),
        ("课程（一）", "课程（一）", ""),
    ],
)
def test_a_weight_behind_a_title(said, title, weight):
    assert weight_in(said) == (title, {"weight": weight} if weight else {})


def test_weights_in_headings_brackets_and_tables(desk):
    text = "\n".join(
        (
            PLAN, "一、目标与措施", "（一）教师队伍建设（25分）", "1.骨干培养（10分）", "（1）培养骨干。（责任部门：人事处；分值：4分）",
            "2.青蓝工程（15分）", "结对。", "（二）课程建设（权重30%）", "1.课程", "（1）开发。", "二、年度目标分解",
            table(("领域", "五年目标", "2026年", "2027年"), ("教师队伍建设（25分）", "骨干培养（10分）", "骨干23%", "骨干26%"),
                  ("安全后勤（45分）", "平安校园", "演练2次", "演练4次")),
        )
    )  # fmt: skip
    prose = Prose("text", lines_of(text))
    seen = desk.plan_outlines.preview(prose)
    desk.plan_outlines.import_plan(seen)
    (plan,) = desk.plans.rows()
    whole = desk.plan_wholes.of(plan.id)
    assert {one.title: one.weight for one in whole.goals} == {
        "教师队伍建设": 25, "骨干培养": 10, "青蓝工程": 15, "课程建设": 30, "课程": None, "安全后勤": 45, "平安校园": None,
    }  # fmt: skip
    assert [(one.title, one.weight, one.department) for one in whole.tasks if one.weight] == [
        ("培养骨干", 4, "人事处")
    ]
    again = desk.plan_outlines.preview(prose)
    assert (again.counts["new"], again.counts["changed"], again.importable) == (0, 0, False)


def test_points_that_stand_in_a_stored_title_come_back(desk, tmp_path):
    plan = desk.plans.add(PlanDraft(title=PLAN, starts="2026-01-01", ends="2030-12-31", year_basis="自然年"))
    domain = desk.plan_goals.add(GoalDraft(plan_id=plan.id, kind=DOMAIN, title="课程（30分）"))
    desk.plan_goals.add(
        GoalDraft(plan_id=plan.id, parent_id=domain.id, title="开发课程（20分）", text="开发。")
    )
    file = tmp_path / "规划.docx"
    write(text_of(desk, desk.plan_wholes.of(plan.id)), file)
    again = desk.plan_outlines.preview(read_prose(file))
    assert (again.plan_id, again.counts["new"], again.counts["changed"]) == (plan.id, 0, 0)


def test_the_last_full_stop_is_no_part_of_a_task(desk):
    text = f"{PLAN}\n一、目标与措施\n（一）安全\n1.平安校园\n（1）重大安全责任事故为零；隐患整改率100%。\n（2）每月演练。"
    seen = desk.plan_outlines.preview(Prose("text", lines_of(text)))
    assert [one.proposal.title for one in seen.lines if one.proposal.kind == "任务"] == [
        "重大安全责任事故为零；隐患整改率100%",
        "每月演练",
    ]
