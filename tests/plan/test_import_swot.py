"""The SWOT matrix of a plan that is imported, as a table and as our own paper prints it."""

import pytest

from edudesk.base.prose import Prose
from edudesk.desk import open_desk
from edudesk.kit.writing import write
from edudesk.plan.intake.proposing import proposed
from edudesk.plan.rows.goals import DOMAIN, GoalDraft
from edudesk.plan.rows.plans import PlanDraft
from edudesk.plan.rows.survey import SurveyDraft
from edudesk.plan.rows.text import SwotDraft
from edudesk.plan.rules.filling import usual_sections
from edudesk.plan.rules.outline import lines_of, outline_of
from edudesk.sheets.prose import read_prose
from edudesk.submissions.plan_papers import text_of
from tests.plan.texts import word_with_tables

QUADRANTS = ("优势", "劣势", "机遇", "挑战", "SO", "ST", "WO", "WT")


def swots(text):
    found = proposed(outline_of(lines_of(f"某校三年发展规划（2026—2029）\n一、背景分析\n{text}")))
    return [(one.kind, one.title) for one in found.proposals if one.kind in QUADRANTS]


def test_heads_above_and_heads_beside():
    wanted = [
        ("优势", "师资年轻"),
        ("优势", "课程有特色"),
        ("劣势", "骨干偏少"),
        ("机遇", "新区建设"),
        ("挑战", "生源增加"),
    ]
    above = (
        "| 优势（S） | 劣势（W） |\n|---|---|\n| 1. 师资年轻。 2. 课程有特色。 | 骨干偏少 |\n| 机会（O） | 威胁（T） |\n"
        "| 新区建设 | 生源增加 |"
    )
    assert swots(above) == wanted
    assert swots("| 优势 | 劣势 |\n|---|---|\n| 师资年轻（32 岁；全区最低）；稳定 | 无 |") == [
        ("优势", "师资年轻（32 岁；全区最低）"),
        ("优势", "稳定"),
        ("劣势", "无"),
    ]
    beside = (
        "| 类别 | 内容 |\n|---|---|\n| 内部优势 | 师资年轻；课程有特色 |\n| 内部劣势 | 骨干偏少 |\n| 外部机遇 | 新区建设 |\n"
        "| 外部挑战 | 生源增加 |"
    )
    assert swots(beside) == wanted


def test_a_table_that_only_has_such_a_word_is_no_matrix():
    assert swots("| 项目 | 优势 |\n|---|---|\n| 师资 | 年轻 |\n| 课程 | 丰富 |") == []


@pytest.mark.parametrize("has_sections", [True, False], ids=["written", "usual"])
def test_the_matrix_that_we_print_comes_back_with_its_figures_and_goals(five, desk, tmp_path, has_sections):
    file = tmp_path / "规划文本.docx"
    with open_desk(five) as own:
        plan = own.plans.add(PlanDraft(title="学校规划（2025—2028）", starts="2025-09-01", ends="2028-08-31"))
        goal = own.plan_goals.add(GoalDraft(plan_id=plan.id, kind=DOMAIN, title="教师队伍"))
        for quadrant, text, figure, goal_id in (
            ("优势", "课程有十年积累，区内有影响。", "校本课程 3 门", goal.id),
            ("劣势", "骨干偏少（区级以上）", "", ""),
            ("劣势", "论文少。", "人均 0.2 篇", ""),
            ("机遇", "新区建设", "", goal.id),
            ("SO", "用好社区资源。", "", goal.id),
        ):
            own.plan_swots.add(
                SwotDraft(plan_id=plan.id, quadrant=quadrant, text=text, figure_text=figure, goal_id=goal_id)
            )
        answers = [  # printed beside the lines, and none of their words
            SurveyDraft(plan_id="", swot_id=row.id, people="家长", answers=1100 + at, hundredths=431, on="2025-01-15")
            for at, row in enumerate(own.plan_swots.of(plan.id))
            if row.quadrant not in ("SO", "机遇")
        ]  # fmt: skip
        own.plan_survey.fill(plan.id, answers)
        if has_sections:
            own.plan_sections.lay(plan.id, [("", one) for one in usual_sections(plan.id)])
        write(text_of(own, own.plan_wholes.of(plan.id)), file)
        again = own.plan_outlines.preview(read_prose(file), file=file.name)
        assert (again.plan_id, again.counts["new"], again.counts["changed"]) == (plan.id, 0, 0)
    desk.plan_outlines.import_plan(desk.plan_outlines.preview(read_prose(file), file=file.name))
    (goal,) = desk.plan_goals.of()
    assert {(row.quadrant, row.text, row.figure_text, row.goal_id) for row in desk.plan_swots.of()} == {
        ("优势", "课程有十年积累，区内有影响", "校本课程 3 门", goal.id),
        ("劣势", "骨干偏少（区级以上）", "", ""),
        ("劣势", "论文少。（人均 0.2 篇）", "", ""),  # whose bracket it is, nothing says
        ("机遇", "新区建设", "", goal.id),
        ("SO", "用好社区资源", "", goal.id),
    }
    seen = desk.plan_outlines.preview(read_prose(file), file=file.name)
    assert (seen.counts["new"], seen.counts["changed"]) == (0, 0)


def test_a_matrix_that_is_there_is_not_stored_again(desk):
    plan = desk.plans.add(PlanDraft(title="三年规划", starts="2026-09-01", ends="2029-08-31"))
    desk.plan_swots.add(SwotDraft(plan_id=plan.id, quadrant="优势", text="师资年轻。"))
    text = "三年规划\n一、背景\n| 优势 | 劣势 |\n|---|---|\n| 师资年轻 | 骨干偏少 |"
    seen = desk.plan_outlines.preview(Prose("text", lines_of(text)))
    assert [(line.proposal.kind, line.state.value) for line in seen.lines] == [
        ("优势", "same"),
        ("劣势", "new"),
    ]


FOUR = {
    "优势": ["九年一贯，学段衔接顺畅", "教师平均年龄39.6岁"],
    "劣势": ["省级课题为零"],
    "机遇": ["区教育局实施强校工程"],
    "挑战": ["周边新建学校3所"],
}
SAID = {
    word: " ".join(f"{n}．{one}；" for n, one in enumerate(lines, 1)) if len(lines) > 1 else f"{lines[0]}。"
    for word, lines in FOUR.items()
}
LETTER = {"优势": "S", "劣势": "W", "机遇": "O", "挑战": "T"}
MATRICES = {
    "answers beside": [("类别", "内容", "对策"), *((f"{w}（{LETTER[w]}）", said, "发挥；1.再发挥") for w, said in SAID.items())],
    "answers and figures": [("序号", "项目", "具体表现", "数据依据", "应对措施"), *((str(n), w, said, "39.6", "发挥") for n, (w, said) in enumerate(SAID.items()))],
    "answers without 内容": [("类别", "分项", "改进措施"), *((w, said, "发挥") for w, said in SAID.items())],
    "no head": list(SAID.items()),
    "letters": [("", "分析"), *((LETTER[w], said) for w, said in SAID.items())],
    "letters in front": [(f"{LETTER[w]}（{w}）", said) for w, said in SAID.items()],
    "factors beside heads": [("因素", *(f"{w}({LETTER[w]})" for w in FOUR)), ("全校", *SAID.values())],
    "factors and answers": [("因素", *FOUR, "对策"), ("全校", *SAID.values(), "发挥")],
    "two by two": [("优势", "劣势"), (SAID["优势"], SAID["劣势"]), ("机遇", "挑战"), (SAID["机遇"], SAID["挑战"])],
    "two by two beside": [("优势", SAID["优势"], "劣势", SAID["劣势"]), ("机遇", SAID["机遇"], "挑战", SAID["挑战"])],
}  # fmt: skip


@pytest.mark.parametrize("shape", MATRICES)
def test_tables_of_strengths_and_weaknesses(tmp_path, shape):
    file = word_with_tables(
        ["某校规划", "一、校情分析", MATRICES[shape], "二、目标", "好。"], tmp_path / "规划.docx"
    )
    found = proposed(outline_of(read_prose(file).lines))
    told = {}
    for one in found.proposals:
        told.setdefault(one.kind, []).append(one.title)
    assert told == FOUR
    is_left = any(word in cell for row in MATRICES[shape] for cell in row for word in ("对策", "措施"))
    assert any("没有读进优势" in one for one in found.remarks) == is_left
