"""Plans whose goals stand three and four levels deep: printed and read back, here and in another school."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from edudesk.base.document import Heading, Paragraph
from edudesk.base.prose import Prose
from edudesk.desk import open_desk
from edudesk.kit.writing import write
from edudesk.plan.rows.goals import DOMAIN, GoalDraft
from edudesk.plan.rows.measures import MeasureDraft, TargetDraft
from edudesk.plan.rows.plans import PlanDraft
from edudesk.plan.rows.tasks import TaskDraft
from edudesk.plan.rules.outline import lines_of
from edudesk.sheets.prose import read_prose
from edudesk.submissions.plan_papers import text_of
from tests.plan.texts import table

YEAR = "2026年"


def deep_plan(desk, below, *, tasks=True, title="学校规划（2026—2030年）"):
    """队伍建设 › 骨干培养 › the goals below, each a (title, text, has a measure, titles of goals below it)."""
    plan = desk.plans.add(PlanDraft(title=title, starts="2026-01-01", ends="2030-12-31", year_basis="自然年"))
    top = desk.plan_goals.add(
        GoalDraft(plan_id=plan.id, kind=DOMAIN, title="队伍建设", department="人事处", leader="钟若谷")
    )
    goal = desk.plan_goals.add(GoalDraft(plan_id=plan.id, parent_id=top.id, title="骨干培养", person="李静"))
    if tasks:
        desk.plan_tasks.add(TaskDraft(plan_id=plan.id, goal_id=goal.id, title="组织培训", year=YEAR))
    for title, text, is_measured, deeper in below:
        own = desk.plan_goals.add(GoalDraft(plan_id=plan.id, parent_id=goal.id, title=title, text=text))
        if is_measured:
            row = desk.plan_measures.add(
                MeasureDraft(plan_id=plan.id, goal_id=own.id, title=f"{title}数", unit="个")
            )
            desk.plan_targets.add(TargetDraft(plan_id=plan.id, measure_id=row.id, year=YEAR, target="3"))
        for one in deeper:
            desk.plan_goals.add(GoalDraft(plan_id=plan.id, parent_id=own.id, title=one, text="说明。"))
    return plan


def printed(desk, plan, tmp_path):
    file = tmp_path / "规划文本.docx"
    write(text_of(desk, desk.plan_wholes.of(plan.id)), file)
    return read_prose(file)


@pytest.mark.parametrize("tasks", [True, False])
@pytest.mark.parametrize(
    "below",
    [
        [("名师工作室", "", True, ())],
        [("名师工作室", "说明一段。", False, ()), ("青蓝工程", "", False, ())],
        [("名师工作室", "说明。", False, ("工作室制度", "工作室经费")), ("青蓝工程", "", True, ())],
    ],
    ids=["with a measure", "with words alone", "with goals below"],
)
def test_goals_of_the_third_and_fourth_level_come_back(desk, tmp_path, below, tasks):
    plan = deep_plan(desk, below, tasks=tasks)
    again = desk.plan_outlines.preview(printed(desk, plan, tmp_path))
    told = [(line.state.value, line.proposal.kind, line.proposal.title, line.before) for line in again.lines]
    assert [one for one in told if one[0] != "same"] == []
    assert (again.plan_id, again.importable) == (plan.id, False)


def test_a_goal_of_the_third_level_is_one_in_another_school(five, desk, tmp_path):
    plan = deep_plan(desk, [("名师工作室", "", True, ()), ("青蓝工程", "说明一段。", False, ())])
    prose = printed(desk, plan, tmp_path)
    with open_desk(five) as other:
        other.plan_outlines.import_plan(other.plan_outlines.preview(prose))
        (copy,) = [one for one in other.plans.rows() if one.title == plan.title]
        whole = other.plan_wholes.of(copy.id)
        told = {
            one.title: (one.kind, one.parent_id and whole.goal[one.parent_id].title) for one in whole.goals
        }
        assert told == {
            "队伍建设": ("领域", ""), "骨干培养": ("目标", "队伍建设"), "名师工作室": ("目标", "骨干培养"),
            "青蓝工程": ("目标", "骨干培养"),
        }  # fmt: skip
        own = next(one for one in whole.goals if one.title == "名师工作室")
        assert (own.department, own.leader, own.person, own.mark) == (
            "",
            "",
            "",
            "",
        )  # the goals above say it
        assert [(one.title, whole.goal[one.goal_id].title) for one in whole.measures] == [
            ("名师工作室数", "名师工作室")
        ]
        assert [one.title for one in whole.tasks] == ["组织培训"]


def test_an_item_that_a_table_names_as_a_goal_is_one(desk):
    text = "\n".join(
        (
            "学校规划（2026—2030年）", "一、目标与措施", "（一）教师队伍", "1.骨干培养", "（1）名师工作室", "建设工作室。", "（2）青蓝工程", "结对。",
            "二、年度目标分解", table(("领域", "目标", "2026年", "2027年"), ("教师队伍", "名师工作室", "3个", "5个")),
        )
    )  # fmt: skip
    seen = desk.plan_outlines.preview(Prose("text", lines_of(text)))
    titles = {line.proposal.key: line.proposal.title for line in seen.lines}
    told = [
        (line.proposal.kind, line.proposal.title, titles.get(line.proposal.parent, "")) for line in seen.lines
    ]
    assert ("目标", "名师工作室", "骨干培养") in told
    assert ("任务", "青蓝工程", "骨干培养") in told
    assert [title for kind, title, _ in told if kind in ("目标", "任务")].count("名师工作室") == 1


_NAMES = st.lists(
    st.sampled_from("甲乙丙丁戊己庚辛").map(lambda one: f"{one}项建设"), max_size=3, unique=True
)
_BELOW = st.lists(
    st.tuples(
        st.sampled_from(["名师工作室", "青蓝工程", "读书会"]),
        st.sampled_from(["", "说明一段。"]),
        st.booleans(),
        _NAMES,
    ),
    max_size=3,
    unique_by=lambda one: one[0],
)


@given(_BELOW, st.booleans())
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_tree_that_is_printed_comes_back(desk, tmp_path, below, tasks):
    plan = deep_plan(desk, below, tasks=tasks, title=f"第{len(desk.plans.rows()) + 1}个规划（2026—2030年）")
    again = desk.plan_outlines.preview(printed(desk, plan, tmp_path))
    assert (again.counts["new"], again.counts["changed"], again.importable) == (0, 0, False)


@pytest.mark.parametrize("deeper", [(), ("工作室制度",)])
def test_tasks_beside_and_below_goals_of_the_third_level_have_a_mark_of_their_own(desk, tmp_path, deeper):
    plan = deep_plan(desk, [("名师工作室", "", False, deeper), ("青蓝工程", "说明。", True, ())])
    whole = desk.plan_wholes.of(plan.id)
    for goal in whole.goals:
        if goal.title in ("名师工作室", "青蓝工程", "骨干培养"):
            for title in ("外出学习", "考核评优"):
                desk.plan_tasks.add(TaskDraft(plan_id=plan.id, goal_id=goal.id, title=title, year=YEAR))
    found = [
        one.text
        for one in text_of(desk, desk.plan_wholes.of(plan.id)).body
        if isinstance(one, (Heading, Paragraph))
    ]
    start = found.index("1.骨干培养")
    marks = [text[:3] if text[0] == "（" else text[0] for text in found[start:] if text[0] in "（①②③"]
    expected = ["①", "②", "③", "（1）", "①", "②", *(["（1）"] if deeper else []), "（2）", "①", "②"]
    assert marks == expected
    again = desk.plan_outlines.preview(printed(desk, plan, tmp_path))
    told = [(line.state.value, line.proposal.kind, line.proposal.title, line.before) for line in again.lines]
    assert [one for one in told if one[0] != "same"] == []


def test_a_goal_without_a_word_below_it_stands_beside_the_one_before(desk, tmp_path):
    """2.…… right before （二）…… is no heading of its own, and no task of 1.……"""
    text = (
        "学校规划（2026—2030年）\n一、目标与措施\n（一）安全\n1.骨干培养\n达成标志：案例集。\n2.提升质量（20分）\n3.平安校园\n（二）教学\n1.课程\n"
        "（1）开发课程；\n（2）开设课程。"
    )
    prose = Prose("text", lines_of(text))
    seen = desk.plan_outlines.preview(prose)
    titles = {line.proposal.key: line.proposal.title for line in seen.lines}
    assert [(line.proposal.kind, line.proposal.title, titles.get(line.proposal.parent, "")) for line in seen.lines][:4] == [
        ("领域", "安全", ""), ("目标", "骨干培养", "安全"), ("目标", "提升质量", "安全"), ("目标", "平安校园", "安全"),
    ]  # fmt: skip
    desk.plan_outlines.import_plan(seen)
    (plan,) = desk.plans.rows()
    for again in (
        desk.plan_outlines.preview(prose),
        desk.plan_outlines.preview(printed(desk, plan, tmp_path)),
    ):
        assert (again.counts["new"], again.counts["changed"]) == (0, 0)
