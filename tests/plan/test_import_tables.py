"""Tables of a plan that is imported: where their rows belong, what their columns say, and what of them is only told."""

import pytest

from edudesk.base.prose import Prose
from edudesk.plan.intake.proposal import MEASURE
from edudesk.plan.intake.proposing import proposed
from edudesk.plan.rows.goals import GoalDraft
from edudesk.plan.rows.measures import MeasureDraft, TargetDraft
from edudesk.plan.rows.plans import PlanDraft
from edudesk.plan.rules.outline import lines_of, outline_of
from tests.plan.texts import table

TITLE = "西园小学三年发展规划（2026—2029学年）"


def text_of(*chapters):
    return "\n".join((TITLE, *chapters))


def found_in(*chapters):
    return proposed(outline_of(lines_of(text_of(*chapters))))


def tree(found):
    """Goals by title with what they are and under whom they stand."""
    titles = {one.key: one.title for one in found.proposals}
    return {
        one.title: (one.kind, titles.get(one.parent, ""))
        for one in found.proposals
        if one.kind in ("领域", "目标", "重点发展项目")
    }


YEARS = ("2026-2027学年", "2027-2028学年", "2028-2029学年")
GOALS = table(
    ("序号", "领域", "三年目标", *YEARS, "权重", "责任部门"),
    ("1", "教师队伍", "梯队培养", "骨干占比36%", "骨干占比40%", "骨干占比43%", "30", "教科室"),
    ("2", "", "师德建设", "满意度≥95%", "满意度≥96%", "满意度≥97%", "20分", "校长室"),
    ("3", "课堂教学", "课堂变革", "修订课堂标准", "全面推开", "形成成果集", "", "教务处"),
    ("4", "", "作业管理", "作业≤60分钟", "作业≤60分钟", "作业≤55分钟", "", "教务处"),
)
TASKS = table(
    ("序号", "重点工作任务", "具体措施", "责任部门", "完成时限"),
    ("1", "梯队培养", "制定方案", "教科室", "2026年12月"),
    ("2", "课堂变革", "修订标准", "教务处", "长期"),
)


def test_a_goal_of_the_table_of_tasks_stands_in_the_domain_that_another_table_says():
    for chapters in (
        ("一、年度目标分解表", GOALS, "二、任务分解表", TASKS),
        ("一、任务分解表", TASKS, "二、年度目标分解表", GOALS),
    ):
        found = found_in(*chapters)
        assert tree(found) == {
            "教师队伍": ("领域", ""),
            "梯队培养": ("目标", "教师队伍"),
            "师德建设": ("目标", "教师队伍"),
            "课堂教学": ("领域", ""),
            "课堂变革": ("目标", "课堂教学"),
            "作业管理": ("目标", "课堂教学"),
        }
        assert list(tree(found)) == ["教师队伍", "梯队培养", "师德建设", "课堂教学", "课堂变革", "作业管理"]


def test_goals_of_one_name_in_two_domains_are_two():
    goals = table(
        ("领域", "三年目标", *YEARS), ("德育", "队伍建设", "a", "b", "c"), ("教学", "队伍建设", "d", "e", "f")
    )
    found = found_in("一、年度目标分解表", goals)
    titles = {one.key: one.title for one in found.proposals}
    assert [titles[one.parent] for one in found.proposals if one.title == "队伍建设"] == ["德育", "教学"]
    keys = {one.key: titles[one.parent] for one in found.proposals if one.title == "队伍建设"}
    assert [keys[one.parent] for one in found.proposals if one.kind == "任务"] == ["德育"] * 3 + ["教学"] * 3


def weights(found):
    return {one.title: one.facts["weight"] for one in found.proposals if "weight" in one.facts}


def test_weights_are_of_what_stands_before_them():
    measures = table(
        ("目标", "指标名称", "单位", "现状值", *YEARS, "权重"),
        ("梯队培养", "课题数", "个", "3", "4", "5", "6", "10"),
        ("师德建设", "投诉数", "件", "3", "2", "1", "0", "5"),
    )
    found = found_in("一、年度目标分解表", GOALS, "二、观测指标表", measures)
    assert weights(found) == {"梯队培养": "30", "师德建设": "20", "课题数": "10", "投诉数": "5"}
    one = next(one for one in found.proposals if one.title == "投诉数")
    assert one.targets.is_lower  # 3, 2, 1, 0
    assert found.remarks == ()

    goals = table(
        ("领域", "权重", "三年目标", "分值", *YEARS),
        ("教师队伍", "40", "梯队培养", "25", "a", "b", "c"),
        ("教师队伍", "40", "师德建设", "若干", "a", "b", "c"),
    )
    found = found_in("一、年度目标分解表", goals)
    assert weights(found) == {"教师队伍": "40", "梯队培养": "25"}
    assert found.remarks == ("表格里“师德建设”的权重“若干”不是数，没有读入，请导入后填写。",)

    tasks = table(
        ("目标", "任务", "权重", "责任部门"),
        ("梯队培养", "制定方案", "2", "教科室"),
        ("", "聘请导师", "1", ""),
    )
    assert weights(found_in("一、任务分解表", tasks)) == {"制定方案": "2", "聘请导师": "1"}


def test_two_weights_of_one_goal_are_told():
    goals = table(
        ("领域", "三年目标", "权重", *YEARS),
        ("队伍", "梯队", "30", "骨干36%", "", ""),
        ("", "梯队", "20", "名师2人", "", ""),
    )
    found = found_in("一、年度目标分解表", goals)
    assert weights(found) == {"梯队": "30"}
    assert found.remarks == ("表格里“梯队”的权重有 30 和 20，按 30 读入，请核对。",)


def test_weights_are_stored_and_met_again(desk):
    measures = table(
        ("目标", "指标名称", "单位", "现状值", *YEARS, "权重"),
        ("梯队培养", "课题数", "个", "3", "4", "5", "6", "10.5"),
    )
    tasks = table(("目标", "任务", "权重", "责任部门"), ("梯队培养", "制定方案", "2", "教科室"))
    text = text_of("一、年度目标分解表", GOALS, "二、观测指标表", measures, "三、任务分解表", tasks)
    prose = Prose("text", lines_of(text))
    preview = desk.plan_outlines.preview(prose)
    assert any("权重（分）：30" in line.told for line in preview.lines)
    desk.plan_outlines.import_plan(preview)
    (plan,) = desk.plans.rows()
    whole = desk.plan_wholes.of(plan.id)
    assert {row.title: row.weight for row in whole.goals if row.weight} == {
        "梯队培养": 30.0,
        "师德建设": 20.0,
    }
    assert {row.title: row.weight for row in whole.measures if row.weight} == {"课题数": 10.5}
    assert {row.title: row.weight for row in whole.tasks if row.weight} == {"制定方案": 2.0}
    assert not desk.plan_outlines.preview(prose).importable

    again = desk.plan_outlines.preview(Prose("text", lines_of(text.replace("| 10.5 |", "| 12 |"))))
    (line,) = [one for one in again.lines if one.state.value == "changed"]
    assert (line.proposal.title, line.before) == ("课题数", "权重：10.5")
    desk.plan_outlines.import_plan(again)
    assert desk.plan_measures.get(line.row_id).weight == 12.0


def test_a_head_of_two_rows():
    goals = table(
        ("领域", "三年目标", "年度目标", "", "", "责任部门"),
        ("", "", "第一年", "第二年", "第三年", ""),
        ("德育", "家校共育", "家访率80%", "家访率90%", "家访率100%", "德育处"),
    )
    found = found_in("一、目标分解表", goals)
    assert tree(found) == {"德育": ("领域", ""), "家校共育": ("目标", "德育")}
    (measure,) = [one for one in found.proposals if one.kind == MEASURE]
    assert measure.targets.years == (("第1年", "80"), ("第2年", "90"), ("第3年", "100"))


def test_columns_that_are_not_taken_are_told():
    tasks = table(
        ("序号", "任务", "观测指标", "责任部门", "经费", "备注", "2026-2027学年", "2027-2028学年"),
        ("1", "编写纲要", "纲要 6 份", "教导处", "2万元", "", "√", ""),
        ("2", "课程展示", "展示周", "教导处", "", "", "√", "√"),
    )
    found = found_in("一、课程建设", tasks)
    told = {one.title: (one.text, dict(one.facts)) for one in found.proposals if one.kind == "任务"}
    assert told == {
        "编写纲要": ("纲要 6 份", {"department": "教导处", "year": "2026-2027学年"}),
        "课程展示": ("展示周", {"department": "教导处"}),
    }
    assert found.remarks == (
        "“一、课程建设”的表格里，“经费”这一列没有读进目标和任务，只留在章节的文字里。",
        "“一、课程建设”的表格里，任务“课程展示”在 2 个年度打勾或写有内容，没有定下年度，请导入后填写。",
    )


def test_values_that_a_measure_cannot_have_are_told_and_the_others_stored(desk):
    measures = table(
        ("目标", "指标名称", "单位", "现状值", *YEARS),
        ("梯队培养", "骨干占比", "%", "33", "逐年提高", "≥40%", "≥43%"),
        ("", "班额", "人", "52", "40～45人", "40～45人", "35-45"),
        ("", "近视率", "%", "40", "≤38%", "≤36%", "≤36%"),
        ("", "章程核准", "", "否", "是", "是", "不适用"),
    )
    prose = Prose("text", lines_of(text_of("一、观测指标表", measures)))
    preview = desk.plan_outlines.preview(prose)
    assert preview.remarks == (
        "指标“骨干占比”的2026-2027学年“逐年提高”不是这个指标的目标值，没有读入，请导入后填写。",
        "指标“章程核准”的2028-2029学年“不适用”不是这个指标的目标值，没有读入，请导入后填写。",
    )
    desk.plan_outlines.import_plan(preview)
    (plan,) = desk.plans.rows()
    whole = desk.plan_wholes.of(plan.id)
    stored = {
        row.title: (row.direction, row.low, row.high, [t.target for t in whole.targets_of[row.id].values()])
        for row in whole.measures
    }
    assert stored == {
        "骨干占比": ("越高越好", "", "", ["40", "43"]),
        "班额": ("区间", "40", "45", ["40—45", "40—45", "35—45"]),
        "近视率": ("越低越好", "", "", ["38", "36", "36"]),
        "章程核准": ("是否", "", "", ["是", "是"]),
    }
    again = desk.plan_outlines.preview(prose)
    assert (again.counts["new"], again.counts["changed"]) == (0, 0)


def test_what_a_table_says_of_a_goal_follows_it():
    found = found_in("一、任务分解表", TASKS, "二、年度目标分解表", GOALS)
    assert [one.title for one in found.proposals] == [
        "教师队伍", "梯队培养", "制定方案", "骨干占比", "师德建设", "满意度",
        "课堂教学", "课堂变革", "修订标准", "修订课堂标准", "全面推开", "形成成果集", "作业管理", "作业",
    ]  # fmt: skip


def test_the_limits_of_a_range_come_back_as_they_are_printed(desk):
    plan = desk.plans.add(PlanDraft(title=TITLE, starts="2026-09-01", ends="2029-08-31"))
    goal = desk.plan_goals.add(GoalDraft(plan_id=plan.id, title="平安校园"))
    measure = desk.plan_measures.add(
        MeasureDraft(
            plan_id=plan.id,
            goal_id=goal.id,
            title="食堂满意度",
            unit="%",
            base="88",
            direction="区间",
            low="85",
        )
    )
    row = ("平安校园", "食堂满意度", "%", "88", "≥85", "≥85", "≥85")
    heads = ("目标", "观测指标", "单位", "基线", *YEARS)

    def preview(row):
        return desk.plan_outlines.preview(Prose("text", lines_of(text_of("一、指标表", table(heads, row)))))

    assert preview(row).counts["changed"] == preview(row).counts["new"] == 0
    changed = preview((*row[:3], "86", *row[4:]))
    assert changed.counts["changed"] == 1
    desk.plan_outlines.import_plan(changed)
    assert desk.plan_measures.get(measure.id).base == "86"
    assert desk.plan_targets.of(plan.id) == []  # the limit stays in the measure
    other = preview((*row[:3], "86", *row[4:6], "≥90"))
    assert other.remarks == (
        "指标“食堂满意度”的2028-2029学年“90”不是这个指标的目标值，没有读入，请导入后填写。",
    )


def test_a_table_that_is_not_understood_is_told():
    strange = table(("目标", "单位", "说明"), ("师资", "人", "稳定"))
    data = table(("项目", "情况"), ("教职工（人）", "75"))
    found = found_in("一、背景", data, "二、附表", strange)
    assert found.proposals == ()
    assert found.remarks == (
        "“二、附表”的表格（目标、单位、说明）没有认出是目标、任务还是指标，只留在章节的文字里。",
    )


def test_tables_that_look_back_are_no_goals():
    done = table(("领域", "目标", "完成情况"), ("德育", "家校共育", "已完成"))
    figures = table(("维度", "项目", "得分"), ("办学方向", "党建", "9"))
    found = found_in("一、上一轮规划总结", done, "二、督导评估", figures)
    assert found.proposals == ()
    assert [one.partition("没有认出")[1] for one in found.remarks] == ["没有认出"] * 2


def test_tables_of_goals_and_measures_alone():
    goals = table(("领域", "目标", "措施"), ("德育", "家校共育", "每月家访"), ("", "", "开放日"))
    found = found_in("一、目标与措施一览", goals)
    assert tree(found) == {"德育": ("领域", ""), "家校共育": ("目标", "德育")}
    assert [one.title for one in found.proposals if one.kind == "任务"] == ["每月家访", "开放日"]
    goals = table(("领域", "目标", "达成标志", "责任部门"), ("德育", "家校共育", "满意度高", "德育处"))
    found = found_in("一、目标一览", goals)
    (goal,) = [one for one in found.proposals if one.kind == "目标"]
    assert (goal.title, dict(goal.facts)) == ("家校共育", {"department": "德育处", "mark": "满意度高"})


def test_a_column_of_targets_is_no_goal():
    for word in ("目标", "目标值"):
        measures = table(("指标", "现状", word), ("骨干占比", "33%", "43%"), ("章程核准", "否", "是"))
        found = found_in("一、教师队伍", measures)
        assert tree(found) == {"教师队伍": ("领域", "")}
        told = {one.title: (one.targets.base, one.targets.years) for one in found.proposals if one.targets}
        assert told == {"骨干占比": ("33", (("", "43"),)), "章程核准": ("否", (("", "是"),))}


def test_numbered_goals_are_no_targets():
    measures = table(
        ("目标", "观测指标", "基线", *YEARS),
        ("1.1 依法治校", "制度", "0", "8", "16", "20"),
        ("", "案例", "1", "2", "3", "4"),
    )
    found = found_in("一、指标表", measures)
    assert tree(found) == {"依法治校": ("领域", "")}
    assert [one.targets.is_lower for one in found.proposals if one.kind == MEASURE] == [False, False]


def test_the_table_of_projects():
    rows = table(
        ("序号", "重点发展项目", "项目目标", "年度步骤", "负责人", "经费", "预期成果"),
        ("1", "名师工作室", "培养骨干", "第一年建室", "李静", "12 万元", "名单"),
        ("2", "青果巷课程", "建成课程", "第一年调研", "王芳", "", "纲要"),
    )
    found = found_in(
        "一、重点发展项目", "（一）名师工作室", "项目背景：骨干偏少。", "二、重点发展项目表", rows
    )
    told = {one.title: (one.kind, one.text, dict(one.facts)) for one in found.proposals}
    assert told == {
        "名师工作室": (
            "重点发展项目",
            "培养骨干",
            {
                "background": "骨干偏少。",
                "steps": "第一年建室",
                "person": "李静",
                "funds": "12 万元",
                "results": "名单",
            },
        ),
        "青果巷课程": (
            "重点发展项目",
            "建成课程",
            {"steps": "第一年调研", "person": "王芳", "results": "纲要"},
        ),
    }
    assert found.remarks == ()


def test_a_measure_that_is_there_keeps_its_kind(desk):
    """What a measure of levels cannot have is told, and all else is imported."""
    plan = desk.plans.add(PlanDraft(title=TITLE, starts="2026-09-01", ends="2029-08-31"))
    goal = desk.plan_goals.add(GoalDraft(plan_id=plan.id, title="德育"))
    measure = desk.plan_measures.add(
        MeasureDraft(plan_id=plan.id, goal_id=goal.id, title="缺课率", direction="等级")
    )
    desk.plan_targets.add(TargetDraft(plan_id=plan.id, measure_id=measure.id, year=YEARS[0], target="B"))
    rows = table(
        ("目标", "指标", "基线", *YEARS),
        ("德育", "缺课率", "7%", "5%", "4%", "A"),
        ("", "家访率", "80%", "90%", "", ""),
    )
    seen = desk.plan_outlines.preview(Prose("text", lines_of(text_of("一、指标表", rows))))
    assert seen.remarks == (
        "指标“缺课率”的基线“7”、2026-2027学年“5”、2027-2028学年“4”不是这个指标的目标值，没有读入，请导入后填写。",
    )
    desk.plan_outlines.import_plan(seen)
    whole = desk.plan_wholes.of(plan.id)
    assert {row.year: row.target for row in whole.targets_of[measure.id].values()} == {
        YEARS[0]: "B",
        YEARS[2]: "A",
    }
    assert [row.title for row in whole.measures] == ["缺课率", "家访率"]


def test_a_plan_with_school_years_in_its_tables_is_of_school_years(desk):
    tasks = table(
        ("目标", "任务", "年度", "责任部门"),
        ("德育", "家访", "2026-2027学年", "德育处"),
        ("", "开放日", "2030-2031学年", ""),
    )
    title = "西园小学发展规划（2026—2029）"
    seen = desk.plan_outlines.preview(Prose("text", lines_of(f"{title}\n一、任务表\n{tasks}")))
    assert (seen.draft.starts, seen.draft.ends, seen.draft.year_basis) == ("2026-09-01", "2029-08-31", "学年")
    told = {
        line.proposal.title: dict(line.proposal.facts) for line in seen.lines if line.proposal.kind == "任务"
    }
    assert told == {"家访": {"year": "2026-2027学年", "department": "德育处"}, "开放日": {}}
    assert seen.remarks == (
        "1 项任务的年度（2030-2031学年）不在规划年度内，没有读入，请核对起止日期和年度划分。",
    )


def test_two_tables_with_nothing_between_them_are_two(desk):
    tasks = table(("目标", "任务", "责任部门"), ("德育", "家访", "德育处"))
    measures = table(("目标", "指标", "现状", *YEARS), ("德育", "家访率", "80%", "90%", "95%", "100%"))
    found = found_in("一、附表", tasks, measures)
    assert [(one.kind, one.title) for one in found.proposals] == [
        ("领域", "德育"),
        ("任务", "家访"),
        ("观测指标", "家访率"),
    ]


@pytest.mark.parametrize("kind", ["目标", "领域", "重点发展项目", "观测指标", "优势", "校训", "不导入"])
def test_a_task_of_a_table_may_be_taken_for_anything(desk, kind):
    tasks = table(
        ("目标", "任务", "年度", "时限", "责任部门", "责任人", "权重"),
        ("德育", "家访", "2026-2027学年", "每学期", "德育处", "王芳", "3"),
    )
    prose = Prose("text", lines_of(text_of("一、任务表", tasks)))
    (key,) = [
        line.proposal.key for line in desk.plan_outlines.preview(prose).lines if line.proposal.title == "家访"
    ]
    for _ in range(2):  # into an empty school, then over itself
        desk.plan_outlines.import_plan(desk.plan_outlines.preview(prose, answers={key: kind}))
    assert not desk.plan_outlines.preview(prose, answers={key: kind}).importable
    rows = {row.title: (row.kind, row.department, row.person, row.weight) for row in desk.plan_goals.of()}
    if kind in ("目标", "领域", "重点发展项目"):
        assert rows["家访"] == (kind, "德育处", "王芳", 3.0)


def test_a_domain_that_a_table_names_in_short_is_the_same():
    rows = table(
        ("领域", "指标", "2026-2027学年", "2027-2028学年"),
        ("课程教学", "校本课程数", "5", "6"),
        ("安全后勤", "演练数", "2", "4"),
    )
    found = found_in(
        "一、目标与措施",
        "（一）课程与教学改革",
        "1.课程",
        "（1）开发。",
        "（二）安全、后勤",
        "1.平安",
        "（1）演练。",
        "二、指标",
        rows,
    )
    titles = {one.key: one.title for one in found.proposals}
    assert [titles[one.parent] for one in found.proposals if one.kind == MEASURE] == [
        "课程与教学改革",
        "安全、后勤",
    ]


def test_a_table_without_rows_says_nothing():
    """As our own papers print one."""
    rows = table(("领域", "目标", "2026-2027学年", "2027-2028学年"), ("（本表无记录）", "", "", ""))
    assert not [
        one
        for one in found_in("一、目标与措施", "（一）教学", "二、年度目标分解表", rows).proposals
        if one.why == "表格里的一行"
    ]


def test_goals_that_are_only_numbered_stay_apart():
    rows = table(
        ("重点工作", "具体措施", "责任部门"),
        ("目标1 队伍", "任务甲", "教务处"),
        ("目标2 队伍", "任务乙", "教务处"),
    )
    found = found_in("一、任务分解", rows)
    titles = {one.key: one.title for one in found.proposals}
    assert [(one.title, titles[one.parent]) for one in found.proposals if one.kind == "任务"] == [
        ("任务甲", "目标1 队伍"),
        ("任务乙", "目标2 队伍"),
    ]
