"""重点发展项目 of a plan that is imported."""

import pytest

from edudesk.base.prose import Prose
from edudesk.desk import open_desk
from edudesk.kit.writing import write
from edudesk.plan.intake.proposal import MEASURE
from edudesk.plan.intake.proposing import proposed
from edudesk.plan.rows.goals import DOMAIN, KEY_PROJECT, GoalDraft
from edudesk.plan.rows.measures import MeasureDraft, TargetDraft
from edudesk.plan.rows.plans import PlanDraft
from edudesk.plan.rows.tasks import TaskDraft
from edudesk.plan.rows.text import SectionDraft
from edudesk.plan.rules.codes import numbered
from edudesk.plan.rules.filling import usual_sections
from edudesk.plan.rules.outline import lines_of, outline_of
from edudesk.plan.rules.years import years_of
from edudesk.sheets.prose import read_prose
from edudesk.submissions.plan_papers import text_of

TITLE = "星河小学三年发展规划（2026—2029）"
GOALS = "一、主要任务与措施\n（一）德育\n1.德育常态化。每周一次。"


def found_in(*chapters):
    return proposed(outline_of(lines_of("\n".join((TITLE, GOALS, *chapters)))))


def projects(found):
    return {one.title: (one.text, dict(one.facts)) for one in found.proposals if one.kind == KEY_PROJECT}


@pytest.mark.parametrize("name", ["重点发展项目", "优先发展项目", "学校重点项目建设"])
def test_each_heading_below_is_a_project_with_its_parts(name):
    found = found_in(
        f"二、{name}",
        "本轮确定两项。",
        "（一）青果巷课程",
        "项目背景：街区资源丰富。",
        "项目目标：到2029年校本课程达到12门。",
        "年度步骤：",
        "第一年调研。",
        "第二年开发。",
        "负责人：李静",
        "经费：12 万元",
        "预期成果：课程纲要",
        "（二）名师工作室",
        "1.立项背景",
        "骨干偏少。",
        "2.项目内容",
        "（1）导师带教",
        "（2）课例研修",
        "三、保障措施",
        "落实。",
    )
    assert projects(found) == {
        "青果巷课程": (
            "到2029年校本课程达到12门。",
            {
                "background": "街区资源丰富。",
                "steps": "第一年调研。\n第二年开发。",
                "person": "李静",
                "funds": "12 万元",
                "results": "课程纲要",
            },
        ),
        "名师工作室": ("", {"background": "骨干偏少。", "content": "（1）导师带教\n（2）课例研修"}),
    }
    (measure,) = [one for one in found.proposals if one.kind == MEASURE]
    assert (measure.title, measure.targets.years) == ("校本课程", (("2029", "12"),))
    assert found.remarks == ()


def test_projects_that_stand_in_the_text_of_the_chapter():
    found = found_in(
        "二、重点发展项目",
        "本轮确定两项，由校长室统筹。",
        "（一）课堂结构化改革。以市级课题引领，形成课堂样态。",
        "【责任部门：教导处】",
        "（二）梯队教师培养。依托名师工作室，逐年培训，提升骨干比例。",
        "1.聘请导师。名单",
    )
    assert projects(found) == {
        "课堂结构化改革": ("以市级课题引领，形成课堂样态。", {"department": "教导处"}),
        "梯队教师培养": ("依托名师工作室，逐年培训，提升骨干比例。", {}),
    }
    titles = {one.key: one.title for one in found.proposals}
    tasks = [(one.title, titles[one.parent]) for one in found.proposals if one.kind == "任务"]
    assert tasks == [("聘请导师", "梯队教师培养")]


def test_a_chapter_that_is_one_project():
    found = found_in(
        "二、重点发展项目：青果巷课程",
        "街区课程。",
        "（一）项目背景",
        "资源丰富。",
        "（二）实施步骤",
        "1.调研。",
        "2.开发。",
    )
    wanted = {"background": "资源丰富。", "steps": "1.调研。\n2.开发。"}
    assert projects(found) == {"青果巷课程": ("街区课程。", wanted)}
    found = found_in("二、优先发展项目", "（一）项目背景", "资源丰富。", "（二）预期成果", "课程纲要。")
    assert projects(found) == {"优先发展项目": ("", {"background": "资源丰富。", "results": "课程纲要。"})}


def test_projects_among_the_goals_are_no_domain():
    found = proposed(
        outline_of(
            lines_of(
                f"{TITLE}\n{GOALS}\n（二）重点发展项目\n1.书香校园。人人读书。\n2.智慧校园。更新设备。\n（三）后勤\n1.食堂。明厨亮灶。"
            )
        )
    )
    assert list(projects(found)) == ["书香校园", "智慧校园"]
    assert [one.title for one in found.proposals if one.kind == DOMAIN] == ["德育", "后勤"]


def test_a_chapter_that_names_no_project_is_told():
    found = found_in("二、重点发展项目", "以课程建设为重点，整体推进学校发展。")
    assert projects(found) == {}
    assert found.remarks == ("“二、重点发展项目”里没有分条写的项目，没有认出重点发展项目，只读入章节。",)


def test_projects_are_stored_and_met_again(desk):
    text = "\n".join(
        (TITLE, GOALS, "二、重点发展项目", "（一）青果巷课程", "项目背景：街区资源。", "经费：12 万元")
    )
    prose = Prose("text", lines_of(text))
    desk.plan_outlines.import_plan(desk.plan_outlines.preview(prose))
    (plan,) = desk.plans.rows()
    (project,) = [row for row in desk.plan_goals.of(plan.id) if row.kind == KEY_PROJECT]
    assert (project.title, project.parent_id, project.background, project.funds) == (
        "青果巷课程",
        "",
        "街区资源。",
        "12 万元",
    )
    assert not desk.plan_outlines.preview(prose).importable


def test_what_the_plan_keeps_as_text_stays_text_until_somebody_wants_it(desk):
    """The chapter is there word for word, and nobody took its passages for projects."""
    plan = desk.plans.add(PlanDraft(title=TITLE, starts="2026-09-01", ends="2029-08-31"))
    written = "（一）课堂改革。形成课堂样态，人人上好课，三年出成果。\n1.聘请导师。名单"
    desk.plan_sections.lay(
        plan.id, [("", SectionDraft(plan_id="", heading="一、重点发展项目", text=written))]
    )
    prose = Prose("text", lines_of(f"{TITLE}\n一、重点发展项目\n{written}"))
    seen = desk.plan_outlines.preview(prose)
    assert not seen.importable
    (key,) = [line.proposal.key for line in seen.lines if line.proposal.title == "课堂改革"]
    wanted = desk.plan_outlines.preview(prose, answers={key: KEY_PROJECT})
    desk.plan_outlines.import_plan(wanted)
    assert [row.title for row in desk.plan_goals.of(plan.id)] == ["课堂改革"]


def test_goals_below_a_project_are_its_goals():
    found = found_in(
        "二、重点发展项目", "（一）青果巷课程", "项目背景：资源丰富。", "1.课程开发", "开发课程，到2029年课程达到12门。", "（1）编写纲要。",
        "（2）试教。", "2.课程评价", "建立标准。", "（二）名师工作室", "培养骨干。", "1.聘请导师", "聘请专家指导。",
    )  # fmt: skip
    titles = {one.key: one.title for one in found.proposals}
    told = [(one.kind, one.title, titles.get(one.parent, ""), one.text) for one in found.proposals][2:]
    assert told == [
        ("重点发展项目", "青果巷课程", "", ""),
        ("目标", "课程开发", "青果巷课程", "开发课程，到2029年课程达到12门。"),
        ("观测指标", "课程", "课程开发", ""),
        ("任务", "编写纲要", "课程开发", ""),
        ("任务", "试教", "课程开发", ""),
        ("目标", "课程评价", "青果巷课程", "建立标准。"),
        ("重点发展项目", "名师工作室", "", "培养骨干。"),
        ("目标", "聘请导师", "名师工作室", "聘请专家指导。"),
    ]


@pytest.mark.parametrize("has_sections", [True, False], ids=["written", "usual"])
def test_what_hangs_on_a_project_comes_back_as_we_print_it(five, desk, tmp_path, has_sections):
    file = tmp_path / "规划文本.docx"
    with open_desk(five) as own:
        plan = own.plans.add(PlanDraft(title="学校规划（2025—2028）", starts="2025-09-01", ends="2028-08-31"))
        year = years_of(plan)[0].word
        for title, parts in (
            (
                "青果巷课程",
                {
                    "content": "1.调研\n2.开发",
                    "results": "课程纲要",
                    "mark": "课程12门",
                    "department": "教导处",
                },
            ),
            ("名师工作室", {"background": "骨干偏少。"}),
        ):
            top = own.plan_goals.add(GoalDraft(plan_id=plan.id, kind=KEY_PROJECT, title=title, **parts))
            goal = own.plan_goals.add(
                GoalDraft(
                    plan_id=plan.id,
                    parent_id=top.id,
                    title=f"{title}子目标",
                    text="子目标内容。",
                    leader="李静",
                )
            )
            for row, task, expected in ((top, "编写纲要", "纲要"), (top, "展示", ""), (goal, "子任务", "")):
                own.plan_tasks.add(
                    TaskDraft(plan_id=plan.id, goal_id=row.id, title=task, expected=expected, year=year)
                )
            measure = own.plan_measures.add(
                MeasureDraft(plan_id=plan.id, goal_id=top.id, title="课程", unit="门", base="3")
            )
            own.plan_targets.add(TargetDraft(plan_id=plan.id, measure_id=measure.id, year=year, target="6"))
        if has_sections:
            own.plan_sections.lay(plan.id, [("", one) for one in usual_sections(plan.id)])
        write(text_of(own, own.plan_wholes.of(plan.id)), file)
        again = own.plan_outlines.preview(read_prose(file), file=file.name)
        wrong = [line for line in again.lines if line.is_kept and line.state.value != "same"]
        assert (again.plan_id, wrong) == (plan.id, [])
        before = own.plan_wholes.of(plan.id)
    desk.plan_outlines.import_plan(desk.plan_outlines.preview(read_prose(file), file=file.name))
    (plan,) = desk.plans.rows()
    after = desk.plan_wholes.of(plan.id)
    for whole in (before, after):
        assert [(one.number, one.goal.kind, one.goal.title) for one in numbered(whole.goals)] == [
            ("1", "重点发展项目", "青果巷课程"), ("1.1", "目标", "青果巷课程子目标"),
            ("2", "重点发展项目", "名师工作室"), ("2.1", "目标", "名师工作室子目标"),
        ]  # fmt: skip
        assert sorted((row.title, whole.goal[row.goal_id].title, row.year) for row in whole.tasks) == sorted(
            (task, f"{title}{tail}", year)
            for title in ("青果巷课程", "名师工作室")
            for task, tail in (("编写纲要", ""), ("展示", ""), ("子任务", "子目标"))
        )
        assert [(row.title, row.base) for row in whole.measures] == [("课程", "3")] * 2


@pytest.mark.parametrize("has_sections", [True, False], ids=["written", "usual"])
def test_projects_below_a_domain_that_we_print_come_back(desk, tmp_path, has_sections):
    file = tmp_path / "规划文本.docx"
    plan = desk.plans.add(PlanDraft(title="学校规划（2025—2028）", starts="2025-09-01", ends="2028-08-31"))
    top = desk.plan_goals.add(GoalDraft(plan_id=plan.id, kind=DOMAIN, title="教师队伍"))
    desk.plan_goals.add(GoalDraft(plan_id=plan.id, parent_id=top.id, title="梯队培养"))
    own = desk.plan_goals.add(
        GoalDraft(
            plan_id=plan.id,
            parent_id=top.id,
            kind=KEY_PROJECT,
            title="名师工作室",
            content="带教。",
            weight=0.0,
        )
    )
    row = desk.plan_measures.add(MeasureDraft(plan_id=plan.id, goal_id=own.id, title="开放活动", unit="次"))
    desk.plan_targets.add(TargetDraft(plan_id=plan.id, measure_id=row.id, year="2025-2026学年", target="4"))
    if has_sections:
        desk.plan_sections.lay(plan.id, [("", one) for one in usual_sections(plan.id)])
    write(text_of(desk, desk.plan_wholes.of(plan.id)), file)
    again = desk.plan_outlines.preview(read_prose(file), file=file.name)
    assert (again.plan_id, again.counts["new"], again.counts["changed"]) == (plan.id, 0, 0)
    assert not any("没有：" in one for one in again.remarks)


@pytest.mark.parametrize("has_sections", [True, False], ids=["written", "usual"])
def test_projects_that_we_print_come_back(five, desk, tmp_path, has_sections):
    file = tmp_path / "规划文本.docx"
    with open_desk(five) as own:
        plan = own.plans.add(PlanDraft(title="学校规划（2025—2028）", starts="2025-09-01", ends="2028-08-31"))
        own.plan_goals.add(
            GoalDraft(
                plan_id=plan.id, kind=KEY_PROJECT, title="名师工作室", background="骨干偏少。\n断层明显。", text="培养骨干。",
                content="带教。", steps="第一年建室。\n第二年带教。", person="李静", funds="12 万元", results="名单",
            )
        )  # fmt: skip
        if has_sections:
            own.plan_sections.lay(plan.id, [("", one) for one in usual_sections(plan.id)])
        write(text_of(own, own.plan_wholes.of(plan.id)), file)
        again = own.plan_outlines.preview(read_prose(file), file=file.name)
        assert (again.plan_id, again.counts["new"], again.counts["changed"]) == (plan.id, 0, 0)
        (printed,) = own.plan_goals.of(plan.id)
    desk.plan_outlines.import_plan(desk.plan_outlines.preview(read_prose(file), file=file.name))
    (row,) = [one for one in desk.plan_goals.of() if one.kind == KEY_PROJECT]
    for key in ("title", "background", "text", "content", "steps", "person", "funds", "results"):
        assert getattr(row, key) == getattr(printed, key)


@pytest.mark.parametrize("head", ["（一）项目一：衔接课程", "（一）衔接课程", "项目一：衔接课程"])
@pytest.mark.parametrize(
    "lines",
    [
        (
            "1.背景：衔接不畅。",
            "2.目标：形成方案。",
            "3.负责人：孟晚晴。经费：每年8万元，共40万元。",
            "4.时间：2026—2028年",
            "5.预期成果：报告。",
        ),
        (
            "1.背景：衔接不畅。",
            "2.目标：形成方案。",
            "3.起止时间：2026—2028年；",
            "4.负责人：孟晚晴；经费：每年8万元，共40万元；",
            "5.成果：报告。",
        ),
        (
            "背景：衔接不畅。",
            "目标：形成方案。",
            "负责人：孟晚晴　经费：每年8万元，共40万元",
            "周期：2026—2028年",
            "预期效果：报告。",
        ),
    ],
)
def test_several_parts_of_a_project_on_one_line(head, lines):
    found = found_in(
        "二、重点发展项目",
        head,
        *lines,
        head.replace("一", "二").replace("衔接课程", "智慧校园"),
        "1.目标：建成。",
    )
    (text, facts) = projects(found)["衔接课程"]
    assert (text, facts["background"].rstrip("。"), facts["results"].rstrip("。")) == (
        "形成方案。",
        "衔接不畅",
        "报告",
    )
    assert (facts["person"], facts["funds"], facts["steps"]) == (
        "孟晚晴",
        "每年8万元，共40万元",
        "2026—2028年",
    )
    assert projects(found)["智慧校园"] == ("建成。", {})


def test_what_stands_beside_the_parts_of_a_project_is_kept():
    found = found_in(
        "二、重点发展项目", "（一）智慧校园", "1.目标：建成。", "2.负责人：毕成蹊；", "3.时间：2026—2028年", "4.工作保障：成立小组。",
        "5.责任部门：教务处；配合部门：总务处", "6.成果：报告。目标：推广。",
    )  # fmt: skip
    assert projects(found)["智慧校园"] == (
        "建成。",
        {
            "person": "毕成蹊",
            "steps": "2026—2028年",
            "content": "工作保障：成立小组。",
            "department": "教务处",
            "results": "报告。目标：推广。",
        },
    )


def test_the_printed_text_of_the_sample_school_says_nothing_new(sample, tmp_path):
    file = tmp_path / "规划文本.docx"
    with open_desk(sample) as desk:
        for plan in desk.plans.rows():
            write(text_of(desk, desk.plan_wholes.of(plan.id)), file)
            again = desk.plan_outlines.preview(read_prose(file), file=file.name)
            told = [(one.state.value, one.proposal.title) for one in again.lines if one.state.value != "same"]
            assert (again.plan_id, told) == (plan.id, [])
