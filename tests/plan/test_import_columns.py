"""What the columns of tables in a plan are: where a measure began, what was reached, the year above; which way is better."""

import pytest

from edudesk.base.prose import Prose
from edudesk.plan.intake.proposing import proposed
from edudesk.plan.rules.outline import lines_of, outline_of
from tests.plan.texts import table

TITLE = "西园小学三年发展规划（2026—2029学年）"


def found_in(*chapters):
    return proposed(outline_of(lines_of("\n".join((TITLE, *chapters)))))


def stored(desk, *chapters):
    """What is kept of these chapters: measures by title, with their targets by year; read again nothing is new."""
    prose = Prose("text", lines_of("\n".join(chapters)))
    seen = desk.plan_outlines.preview(prose)
    desk.plan_outlines.import_plan(seen)
    again = desk.plan_outlines.preview(prose)
    assert (again.counts["new"], again.counts["changed"], again.importable) == (0, 0, False)
    (plan,) = desk.plans.rows()
    whole = desk.plan_wholes.of(plan.id)
    measures = {
        one.title: (one, {year: row.target for year, row in whole.targets_of.get(one.id, {}).items()})
        for one in whole.measures
    }
    return measures, seen


FIVE_YEARS = (
    "青禾学校五年发展规划（2026—2030年）",
    "一、目标与措施",
    "（一）教师队伍",
    "1.骨干",
    "（1）培养。",
)


@pytest.mark.parametrize(
    ("head", "on"),
    [
        ("2025年（基数）", "2025-12-31"), ("2025年基数", "2025-12-31"), ("现状（2025年）", "2025-12-31"),
        ("2025年现状", "2025-12-31"), ("基线（2025）", "2025-12-31"), ("2025年实际值", "2025-12-31"),
        ("2025年完成数", "2025-12-31"), ("2025年", "2025-12-31"), ("2025年底", "2025-12-31"), ("2025年9月现状", "2025-09-30"),
        ("基数", ""), ("起点值", ""), ("现有水平", ""),
    ],
)  # fmt: skip
def test_where_a_measure_began_stands_in_a_column_of_many_names(desk, head, on):
    rows = table(
        ("领域", "指标", "单位", head, "2026年", "2027年", "2030年"),
        ("教师队伍", "骨干占比", "%", "20.5", "23", "26", "35"),
    )
    measures, seen = stored(desk, *FIVE_YEARS, "二、年度目标分解", rows)
    measure, targets = measures["骨干占比"]
    assert (measure.base, measure.base_on, measure.direction) == ("20.5", on, "越高越好")
    assert targets == {"2026年": "23", "2027年": "26", "2030年": "35"}
    assert not seen.remarks


@pytest.mark.parametrize("word", ["", "实际"])
def test_of_several_years_before_the_plan_the_last_is_where_it_began(desk, word):
    years = [f"{year}年{word}" for year in (2023, 2024, 2025)]
    rows = table(
        ("领域", "指标", *years, "2026年", "2030年"),
        ("教师队伍", "骨干占比", "18%", "19%", "20.5%", "23%", "35%"),
    )
    measures, seen = stored(desk, *FIVE_YEARS, "二、年度目标分解", rows)
    assert measures["骨干占比"][0].base == "20.5"
    said = "“2023年实际”、“2024年实际”这 2 列没有读进" if word else "2023年 18%、2024年 19%不在规划年度内"
    assert any(said in one for one in seen.remarks)


def test_what_was_reached_is_no_target(desk):
    rows = table(
        ("领域", "指标", "2026年目标", "2026年实际", "2027年目标"),
        ("教师队伍", "骨干占比", "23%", "21%", "26%"),
    )
    measures, seen = stored(desk, *FIVE_YEARS, "二、年度目标分解", rows)
    assert measures["骨干占比"][1] == {"2026年": "23", "2027年": "26"}
    assert any("“2026年实际”这一列没有读进" in one for one in seen.remarks)


def test_four_calendar_years_of_three_school_years_begin_with_where_it_began(desk):
    rows = table(
        ("领域", "指标", "2026年", "2027年", "2028年", "2029年"),
        ("教师队伍", "骨干占比", "20%", "23%", "26%", "35%"),
    )
    measures, _ = stored(desk, TITLE, *FIVE_YEARS[1:], "二、年度目标分解", rows)
    measure, targets = measures["骨干占比"]
    assert (measure.base, list(targets.values())) == ("20", ["23", "26", "35"])


def test_a_table_of_years_says_where_its_figures_began(desk):
    rows = table(
        ("领域", "三年目标", "2025年现状", "2026年", "2027年"),
        ("教师队伍", "梯队培养", "骨干占比33%", "骨干占比36%", "骨干占比40%"),
        ("课堂教学", "课程建设", "3门", "校本课程5门", "6门"),
    )
    measures, _ = stored(desk, *FIVE_YEARS, "二、年度目标分解", rows)
    assert {key: (one.base, one.base_on, told) for key, (one, told) in measures.items()} == {
        "骨干占比": ("33", "2025-12-31", {"2026年": "36", "2027年": "40"}),
        "校本课程": ("3", "2025-12-31", {"2026年": "5", "2027年": "6"}),
    }


@pytest.mark.parametrize(
    ("name", "base", "years", "direction"),
    [
        ("重大安全责任事故", "0", ("0", "0", "0"), "越低越好"),
        ("重大安全责任事故", "", ("0", "0", "0"), "越低越好"),
        ("体罚学生事件（起）", "2", ("1", "0", "0"), "越低越好"),
        ("近视率", "", ("45%", "45%", "45%"), "越低越好"),
        ("校际差异系数", "0.3", ("0.3", "0.3", "0.3"), "越低越好"),
        ("投诉办结率", "", ("100%", "100%", "100%"), "越高越好"),
        ("隐患整改率", "100", ("100%", "100%", "100%"), "越高越好"),
        ("近视防控知晓率", "", ("90%", "90%", "90%"), "越高越好"),
        ("骨干占比", "0", ("0", "10", "20"), "越高越好"),
    ],
)
def test_what_is_to_be_avoided_is_the_better_the_less(desk, name, base, years, direction):
    rows = table(("领域", "指标", "基线", "2026年", "2027年", "2028年"), ("教师队伍", name, base, *years))
    measures, _ = stored(desk, *FIVE_YEARS, "二、年度目标分解", rows)
    assert measures[name][0].direction == direction


@pytest.mark.parametrize(
    "chapter",
    [
        ("二、任务分解", "表2　2026年重点工作任务分解"),
        ("二、2026年重点工作任务分解",),
        ("二、任务", "（2026年度）"),
    ],
)
def test_the_year_above_a_table_of_tasks_is_that_of_its_rows(chapter):
    rows = table(
        ("重点工作任务", "具体措施", "责任部门", "完成时限"),
        ("骨干", "申报培训", "人事处", "2026年6月30日前"),
        ("骨干", "开展展示课24节", "教务处", "每学期"),
    )
    found = found_in(*FIVE_YEARS[1:], *chapter, rows)
    assert [
        one.facts["year"]
        for one in found.proposals
        if "完成" not in one.title and one.kind == "任务" and one.facts
    ] == [
        "2026年",
        "2026年",
    ]


def test_years_of_a_round_above_a_table_are_no_year():
    rows = table(("重点工作任务", "具体措施", "责任部门"), ("骨干", "申报培训", "人事处"))
    found = found_in(*FIVE_YEARS[1:], "二、任务分解", "表2　2026—2030年重点工作任务分解", rows)
    (task,) = [one for one in found.proposals if one.title == "申报培训"]
    assert "year" not in task.facts


HEALTH = (
    FIVE_YEARS[0], "一、目标与措施", "（一）学生发展", "1.体质与健康",
    "（1）体质健康优良率达到65%以上，近视率控制在42%以内。", "二、年度目标分解",
)  # fmt: skip


@pytest.mark.parametrize("has_domain", [True, False])
@pytest.mark.parametrize("name", ["体质健康优良率", "学生体质健康优良率"])
def test_a_measure_of_the_text_and_of_the_table_is_one(desk, has_domain, name):
    rows = [
        ("领域", "指标", "单位", "2026年", "2028年", "2030年"),
        ("学生发展", name, "%", "54", "60", "65"),
        ("学生发展", "近视率", "%", "≤46", "≤44", "≤42"),
        ("学生发展", "读书节", "次", "1", "2", "3"),
    ]
    measures, _ = stored(desk, *HEALTH, table(*(row if has_domain else row[1:] for row in rows)))
    assert {key: list(targets.values()) for key, (_, targets) in measures.items()} == {
        "体质健康优良率": ["54", "60", "65"], "近视率": ["46", "44", "42"], "读书节": ["1", "2", "3"],
    }  # fmt: skip
    (plan,) = desk.plans.rows()
    goal = desk.plan_wholes.of(plan.id).goal
    assert [goal[measures[key][0].goal_id].title for key in ("体质健康优良率", "近视率")] == [
        "体质与健康"
    ] * 2


def test_measures_that_only_sound_alike_are_two(desk):
    rows = table(
        ("领域", "指标", "单位", "2026年", "2030年"), ("学生发展", "女生体质健康优良率", "%", "50", "60")
    )
    measures, _ = stored(desk, *HEALTH, rows)
    assert set(measures) == {"体质健康优良率", "近视率", "女生体质健康优良率"}


def test_fields_with_what_each_year_is_to_bring(desk):
    rows = table(
        ("领域", "2026—2027学年", "2027—2028学年", "2028—2029学年"),
        ("教师队伍", "骨干教师10人；修订方案", "骨干教师12人", "骨干教师15人"),
        ("课程建设", "校本课程8门", "校本课程10门", "校本课程12门"),
    )
    measures, seen = stored(desk, TITLE, *FIVE_YEARS[1:], "二、年度目标", rows)
    assert {key: list(targets.values()) for key, (_, targets) in measures.items()} == {
        "骨干教师": ["10", "12", "15"],
        "校本课程": ["8", "10", "12"],
    }
    assert [one.proposal.title for one in seen.lines if one.proposal.kind == "任务"] == ["培养", "修订方案"]


def test_of_two_columns_of_tasks_the_first_is_the_goal():
    rows = table(
        ("年度", "工作任务", "具体措施", "责任部门", "完成时间"),
        ("2026学年", "骨干", "组织培训", "教科室", "2027.6"),
        ("2027-2028学年", "骨干", "名师工作室", "教科室", "2028年上半年"),
        ("第三年", "骨干", "成果展示", "教科室", "长期"),
    )
    found = found_in(*FIVE_YEARS[1:], "二、任务分解", rows)
    titles = {one.key: one.title for one in found.proposals}
    told = [
        (one.title, titles[one.parent], one.facts["year"], one.facts.get("due"))
        for one in found.proposals
        if "year" in one.facts
    ]
    assert told == [
        ("组织培训", "骨干", "2026-2027学年", "2027-06-30"),
        ("名师工作室", "骨干", "2027-2028学年", "2028-06-30"),
        ("成果展示", "骨干", "第3年", None),
    ]


@pytest.mark.parametrize(
    "heads",
    [
        ("一级指标", "二级指标"),
        ("领域", "二级指标"),
        ("一级指标", "二级指标", "三级指标"),
        ("一级指标", "二级指标", "指标"),
    ],
)
def test_indicators_of_several_levels(desk, heads):
    cells = ("教师队伍", "骨干", "骨干人数")
    row = cells if len(heads) == 3 else (cells[0], cells[2])
    rows = table(
        (*heads, "现状值（2025学年）", "第一学年", "第二学年", "第三学年"), (*row, "8", "10", "12", "15")
    )
    measures, _ = stored(desk, TITLE, *FIVE_YEARS[1:], "二、指标体系", rows)
    (measure, targets) = measures["骨干人数"]
    assert (measure.base, measure.base_on, list(targets.values())) == ("8", "2026-08-31", ["10", "12", "15"])
    (plan,) = desk.plans.rows()
    assert desk.plan_wholes.of(plan.id).goal[measure.goal_id].title == (
        cells[1] if len(heads) == 3 else cells[0]
    )


def test_a_table_that_no_place_was_found_for_is_told():
    rows = table(("年级", "2026年", "2027年"), ("七年级", "10", "12"))
    found = found_in(*FIVE_YEARS[1:], "二、班级数", rows)
    assert any("没有认出是目标、任务还是指标" in one for one in found.remarks)


@pytest.mark.parametrize(
    "title", ["育才学校三年规划（2026年9月—2029年8月）", "育才学校三年发展规划（2026—2029）"]
)
@pytest.mark.parametrize(
    "heads",
    [
        ("2026学年", "2027学年", "2028学年"), ("2026学年度", "2027学年度", "2028学年度"), ("2026年度", "2027年度", "2028年度"),
        ("2026年", "2027年", "2028年"), ("2027年", "2028年", "2029年"), ("2026-2027", "2027-2028", "2028-2029"),
        ("26-27学年", "27-28学年", "28-29学年"), ("2026.9-2027.8", "2027.9-2028.8", "2028.9-2029.8"),
        ("2026年9月—2027年8月", "2027年9月—2028年8月", "2028年9月—2029年8月"), ("２０２６学年", "2027学年", "2028学年"),
        ("2026～2027学年度", "2027～2028学年度", "2028～2029学年度"), ("第1年", "第2年", "第3年"), ("第一学年", "第二学年", "第三学年"),
    ],
)  # fmt: skip
def test_each_column_is_a_year_of_its_own(desk, title, heads):
    """However the years are written: in figures of a measure, with empty cells, in a table of years, in a column 年度."""
    words = ["2026-2027学年", "2027-2028学年", "2028-2029学年"]
    chapters = (title, "一、目标与措施", "（一）德育", "1.习惯", "（1）文明宿舍比例达到70%以上。")
    rows = table(
        ("领域", "指标", "单位", *heads),
        ("德育", "文明班级", "％", "８５", "90", "95"),
        ("德育", "读书", "本", "", "12", "15"),
        ("德育", "文明宿舍比例", "%", "", "60", "70"),
    )
    goals = table(
        ("领域", "目标", *heads, "责任部门"), ("德育", "习惯", "劳动时间85分钟", "90分钟", "95分钟", "政教处")
    )
    tasks = table(
        ("年度", "目标", "任务", "责任部门"), *((head, "习惯", f"任务{head}", "政教处") for head in heads)
    )
    measures, _ = stored(
        desk, *chapters, "二、指标", rows, "三、年度目标分解表", goals, "四、任务分解表", tasks
    )
    told = {key: (one.unit, targets) for key, (one, targets) in measures.items()}
    assert told == {
        "文明班级": ("%", dict(zip(words, ("85", "90", "95"), strict=True))),
        "读书": ("本", dict(zip(words[1:], ("12", "15"), strict=True))),
        "文明宿舍比例": ("%", dict(zip(words[1:], ("60", "70"), strict=True))),
        "劳动时间": ("分钟", dict(zip(words, ("85", "90", "95"), strict=True))),
    }
    (plan,) = desk.plans.rows()
    assert {one.title: one.year for one in desk.plan_tasks.of(plan.id) if one.year} == {
        f"任务{head}": word for head, word in zip(heads, words, strict=True)
    }
